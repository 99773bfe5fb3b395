//! Reading a period: each shape by how it is written, every refusal with what was wanted.

use std::fmt;
use std::str::FromStr;

use super::{MONTHS, Period, YEARS};

/// Why a text is not a period: what was found and what was wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodError(String);

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PeriodError {}

/// `count` decimal digits at the front of `text`, as a number, and the rest.
fn digits(text: &str, count: usize) -> Option<(u32, &str)> {
    let (head, rest) = text.split_at_checked(count)?;
    head.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
    Some((head.parse().ok()?, rest))
}

/// The month (1 to 12) of this name, or of its first three letters or more: `oct`, `sept`. Case does
/// not matter; `None` for any other word.
pub fn month_named(word: &str) -> Option<u32> {
    let named = |name: &str| {
        word.len() >= 3
            && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    (1..).zip(MONTHS).find(|(_, name)| named(name)).map(|(number, _)| number)
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let shape_wanted = || {
            PeriodError(format!(
                "`{text}` is not a period: write a month 2026-10, a week 2026-W41, a financial \
                 year 2026/27, a quarter 2026/27-Q2, an academic year AY2026/27 or a year 2026"
            ))
        };
        let (academic, body) = match text.strip_prefix("AY") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (year, rest) = digits(body, 4).ok_or_else(shape_wanted)?;
        let year = i32::try_from(year).ok().ok_or_else(shape_wanted)?;
        let found = if let Some(rest) = rest.strip_prefix('/') {
            two_years(text, academic, year, rest).ok_or_else(shape_wanted)??
        } else if academic {
            return Err(shape_wanted());
        } else if rest.is_empty() {
            Self::calendar_year(year)
        } else if let Some(week) = rest.strip_prefix("-W") {
            let (week, tail) = digits(week, 2).ok_or_else(shape_wanted)?;
            tail.is_empty().then_some(()).ok_or_else(shape_wanted)?;
            if YEARS.contains(&year) && Self::week(year, week).is_none() {
                return Err(PeriodError(format!("`{text}`: {year} has no week {week}")));
            }
            Self::week(year, week)
        } else {
            let month = rest.strip_prefix('-').ok_or_else(shape_wanted)?;
            let (month, tail) = digits(month, 2).ok_or_else(shape_wanted)?;
            tail.is_empty().then_some(()).ok_or_else(shape_wanted)?;
            if !(1..=12).contains(&month) {
                return Err(PeriodError(format!(
                    "`{text}` has month {month}: a month is 01 to 12"
                )));
            }
            Self::month(year, month)
        };
        found.ok_or_else(|| {
            let (first, last) = (YEARS.start(), YEARS.end());
            PeriodError(format!("`{text}` is outside {first} to {last}: check the year"))
        })
    }
}

/// The part of a two-year period after the slash: `27` or `27-Q2`.
fn two_years(
    text: &str,
    academic: bool,
    year: i32,
    rest: &str,
) -> Option<Result<Option<Period>, PeriodError>> {
    let (second, tail) = digits(rest, 2)?;
    let wanted = (year + 1).rem_euclid(100);
    if i32::try_from(second).ok()? != wanted {
        let prefix = if academic { "AY" } else { "" };
        return Some(Err(PeriodError(format!(
            "`{text}` does not name two years that follow: write {prefix}{year}/{wanted:02}"
        ))));
    }
    if tail.is_empty() {
        return Some(Ok(if academic {
            Period::academic_year(year)
        } else {
            Period::financial_year(year)
        }));
    }
    let (quarter, end) = digits(tail.strip_prefix("-Q")?, 1)?;
    if academic || !end.is_empty() {
        return None;
    }
    if !(1..=4).contains(&quarter) {
        return Some(Err(PeriodError(format!(
            "`{text}` has quarter {quarter}: a quarter is Q1 to Q4"
        ))));
    }
    Some(Ok(Period::quarter(year, quarter)))
}
