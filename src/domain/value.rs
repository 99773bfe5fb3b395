//! Values: a number or the reason there is none; how numbers are rounded and written.
//!
//! Rounding is half away from zero on the decimal a reader would see (rules.md, Values and
//! rounding), so 2.675 becomes 2.68 although its binary form lies below.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why there is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// Held back because it could identify a child.
    Suppressed,
    /// Nobody collected it for this period.
    NotCollected,
    /// The question does not arise.
    NotApplicable,
    /// It has not arrived yet.
    Late,
    /// Nobody was in the cohort (0 of 0).
    NoCohort,
}

impl Missing {
    /// The reason in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Suppressed => "suppressed",
            Self::NotCollected => "not collected",
            Self::NotApplicable => "not applicable",
            Self::Late => "late",
            Self::NoCohort => "nobody in the cohort",
        }
    }
}

/// A number, or the reason for its absence. Never NaN or infinite, never zero for missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// A finite number, in the indicator's unit.
    Number(f64),
    /// No number; the reason where the source gave one.
    Missing(Option<Missing>),
}

impl Value {
    /// The number, where there is one.
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Number(n) => Some(n),
            Self::Missing(_) => None,
        }
    }

    /// The reason there is no number, where one was given.
    pub fn missing(self) -> Option<Missing> {
        match self {
            Self::Number(_) => None,
            Self::Missing(reason) => reason,
        }
    }
}

/// The unit of an indicator: how its figure is written and how it adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// `1,204`.
    Count,
    /// `18.4%`, from 100 n/d.
    Percent,
    /// `74`, from 10,000 n/d.
    #[serde(rename = "rate_per_10000")]
    RatePer10000,
    /// `15.9`, from n/d.
    Ratio,
    /// `431 days`.
    Days,
    /// `34.2 weeks`.
    Weeks,
    /// `£854`.
    Pounds,
    /// `13.4`.
    Score,
}

impl Unit {
    /// What n/d is multiplied by to be a figure.
    pub fn multiplier(self) -> f64 {
        match self {
            Self::Percent => 100.0,
            Self::RatePer10000 => 10_000.0,
            Self::Count | Self::Ratio | Self::Days | Self::Weeks | Self::Pounds | Self::Score => {
                1.0
            }
        }
    }

    /// Whether a total of several periods is their sum.
    pub fn adds_up(self) -> bool {
        matches!(self, Self::Count | Self::Pounds)
    }

    /// The unit in words, for definitions and axes; empty for a plain number.
    pub fn words(self) -> &'static str {
        match self {
            Self::Count => "number",
            Self::Percent => "per cent",
            Self::RatePer10000 => "per 10,000",
            Self::Ratio => "ratio",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Pounds => "pounds",
            Self::Score => "score",
        }
    }

    /// A figure as the room reads it: rounded, with thousands separators and its unit.
    pub fn write(self, number: f64, decimals: u8) -> String {
        let mut text = plain(number, decimals);
        let one = text == "1";
        match self {
            Self::Percent => text.push('%'),
            Self::Pounds => text.insert(usize::from(text.starts_with('-')), '£'),
            Self::Days => text.push_str(if one { " day" } else { " days" }),
            Self::Weeks => text.push_str(if one { " week" } else { " weeks" }),
            Self::Count | Self::RatePer10000 | Self::Ratio | Self::Score => {}
        }
        text
    }

    /// A difference with its sign: `+0.5`, `-1,204`, `+£34`, `0`.
    pub fn write_change(self, by: f64, decimals: u8) -> String {
        let text = plain(by.abs(), decimals);
        let sign = if round(by, decimals) > 0.0 {
            "+"
        } else if round(by, decimals) < 0.0 {
            "-"
        } else {
            ""
        };
        let pound = if self == Self::Pounds { "£" } else { "" };
        format!("{sign}{pound}{text}")
    }
}

/// Powers of ten up to the most decimals a figure may have.
const TENS: [f64; 4] = [1.0, 10.0, 100.0, 1000.0];

/// `number` rounded half away from zero on the shortest decimal that reads back as it.
///
/// `decimals` above 3 count as 3, the most the catalogue allows.
pub fn round(number: f64, decimals: u8) -> f64 {
    let scale = TENS.get(usize::from(decimals)).copied().unwrap_or(1000.0);
    let scaled = number.abs() * scale;
    if scaled >= 1e15 {
        return number;
    }
    // Cutting off through a whole number is one instruction everywhere; `trunc` is a call on some.
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "below 1e15")]
    let below = scaled as i64 as f64;
    // One division gives the double nearest to the tie's decimal: what reads back as that decimal
    // is that double, and what lies above it reads back as more.
    let up = number.abs() >= (below + 0.5) / scale;
    let whole = below + if up { 1.0 } else { 0.0 };
    // Dividing a whole number once gives the double nearest to that decimal.
    let rounded = whole / scale;
    if number < 0.0 && rounded > 0.0 { -rounded } else { rounded }
}

/// A number with thousands separators, rounded to `decimals`; zero has no sign. From 1e15 on, which is no
/// count of anything here, in short: `1.23e45`.
pub fn plain(number: f64, decimals: u8) -> String {
    let decimals = decimals.min(3);
    let rounded = round(number, decimals);
    let scale = TENS.get(usize::from(decimals)).copied().unwrap_or(1000.0);
    let scaled = (rounded.abs() * scale).round();
    if scaled >= 1e15 {
        // Three hundred digits would push a table's good figures off the screen.
        return format!("{rounded:.2e}");
    }
    // Boards write thousands of figures: digits are put down from the right, without a format.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 0 to 1e15"
    )]
    let mut left = scaled as u64;
    let mut reversed = [0_u8; 32];
    let mut length = 0;
    let mut put = |byte: u8| {
        if let Some(slot) = reversed.get_mut(length) {
            *slot = byte;
            length += 1;
        }
    };
    let mut digit = || {
        let digit = b'0' + u8::try_from(left % 10).unwrap_or(0);
        left /= 10;
        (digit, left)
    };
    for _ in 0..decimals {
        put(digit().0);
    }
    if decimals > 0 {
        put(b'.');
    }
    for count in 1.. {
        let (byte, more) = digit();
        put(byte);
        if more == 0 {
            break;
        }
        if count % 3 == 0 {
            put(b',');
        }
    }
    if rounded < 0.0 {
        put(b'-');
    }
    // Room for the longest unit, so that adding it moves nothing.
    let mut out = String::with_capacity(length + 6);
    out.extend(reversed.iter().take(length).rev().copied().map(char::from));
    out
}

/// How many there are: `18,360`.
pub fn count(n: usize) -> String {
    plain(f64::from(u32::try_from(n).unwrap_or(u32::MAX)), 0)
}

/// A number as briefly as it can be written, up to three decimals: `18`, `7.5`.
pub fn brief(number: f64) -> String {
    let text = plain(number, 3);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// Whether two unrounded numbers are the same at a relative 1e-9.
pub fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_half_away_from_zero_on_the_decimal_seen() {
        for (number, decimals, want) in [
            (18.45, 1, 18.5),
            (-0.05, 1, -0.1),
            (2.675, 2, 2.68),
            (1.005, 2, 1.01),
            (0.5, 0, 1.0),
            (-2.5, 0, -3.0),
            (89.96, 1, 90.0),
            (89.94, 1, 89.9),
            (0.285, 2, 0.29),
            (1e300, 1, 1e300),
            (0.04, 1, 0.0),
        ] {
            assert!((round(number, decimals) - want).abs() < 1e-12, "{number} to {decimals}");
        }
    }

    #[test]
    fn rounding_agrees_with_the_decimal_text_everywhere() {
        for i in 0..20_000_i32 {
            let number = f64::from(i) * 0.0005;
            let text = format!("{number}");
            let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
            let mut digits: i64 = whole.parse().unwrap();
            for at in 0..2 {
                let digit = fraction.as_bytes().get(at).map_or(0, |b| i64::from(b - b'0'));
                digits = digits * 10 + digit;
            }
            if fraction.as_bytes().get(2).is_some_and(|b| *b >= b'5') {
                digits += 1;
            }
            let want = format!("{}.{:02}", digits / 100, digits % 100);
            assert_eq!(plain(number, 2), want, "{number}");
        }
    }

    #[test]
    fn every_tie_and_its_neighbours_round_as_their_shortest_decimals_do() {
        for decimals in 0..=3_u8 {
            let scale = TENS[usize::from(decimals)];
            for step in [0, 1, 2, 7, 26, 267, 1_844, 99_999, 4_503_599_627, 400_000_000_000_i64] {
                #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
                let tie = (step as f64 + 0.5) / scale;
                for number in [tie, tie.next_down(), tie.next_up()] {
                    let text = format!("{number}");
                    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
                    let kept = usize::from(decimals);
                    let up = fraction.as_bytes().get(kept).is_some_and(|digit| *digit >= b'5');
                    let digits = format!("{whole}{fraction:0<kept$.kept$}");
                    let want = digits.parse::<i64>().unwrap() + i64::from(up);
                    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
                    let want = want as f64 / scale;
                    assert!((round(number, decimals) - want).abs() < 1e-12, "{text} to {decimals}");
                }
            }
        }
    }

    #[test]
    fn figures_are_written_with_their_unit() {
        assert_eq!(Unit::Count.write(1204.0, 0), "1,204");
        assert_eq!(Unit::Percent.write(18.387, 1), "18.4%");
        assert_eq!(Unit::Pounds.write(2180.0, 0), "£2,180");
        assert_eq!(Unit::Pounds.write(-2180.0, 0), "-£2,180");
        assert_eq!(Unit::Days.write(431.0, 0), "431 days");
        assert_eq!(Unit::RatePer10000.write(73.98, 0), "74");
        assert_eq!(plain(-0.04, 1), "0.0");
        assert_eq!(plain(1_234_567.891, 2), "1,234,567.89");
    }

    #[test]
    fn changes_carry_their_sign_and_none_at_zero() {
        assert_eq!(Unit::Percent.write_change(0.5, 1), "+0.5");
        assert_eq!(Unit::Count.write_change(-1204.0, 0), "-1,204");
        assert_eq!(Unit::Pounds.write_change(34.0, 0), "+£34");
        assert_eq!(Unit::Count.write_change(0.0, 0), "0");
    }

    #[test]
    fn a_brief_number_drops_what_says_nothing() {
        assert_eq!(brief(18.0), "18");
        assert_eq!(brief(7.50), "7.5");
        assert_eq!(brief(1000.0), "1,000");
    }
}
