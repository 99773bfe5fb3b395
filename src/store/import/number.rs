//! What a cell of figures says: a number, so many of so many, or why there is none.

use crate::domain::observation::Fraction;
use crate::domain::value::Missing;

use super::cell::Cell;

/// What was read from a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Said {
    /// Nothing.
    Blank,
    /// A number.
    Number {
        /// The number, as written; a percentage as it is read (18.4).
        number: f64,
        /// The cell says that it is a percentage.
        percent: bool,
    },
    /// So many of so many, with the percentage where it stands beside them.
    Of {
        /// The numbers.
        fraction: Fraction,
        /// What stands beside them.
        value: Option<f64>,
    },
    /// No number, and why.
    Missing(Missing),
    /// A formula that failed because something in it is broken; no number.
    Broken(&'static str),
}

/// What stands for a missing figure. Codes are those of the Department for Education and the
/// Office for National Statistics, in capitals or not, in square brackets or not.
const CODES: &[(&str, Missing)] = &[
    ("c", Missing::Suppressed),
    ("*", Missing::Suppressed),
    ("**", Missing::Suppressed),
    ("#", Missing::Suppressed),
    // Rounds to zero and is not: what it is, is held back.
    ("k", Missing::Suppressed),
    ("low", Missing::Suppressed),
    ("s", Missing::Suppressed),
    ("suppressed", Missing::Suppressed),
    ("redacted", Missing::Suppressed),
    ("z", Missing::NotApplicable),
    (".", Missing::NotApplicable),
    ("n/a", Missing::NotApplicable),
    ("na", Missing::NotApplicable),
    ("not applicable", Missing::NotApplicable),
    ("not-applicable", Missing::NotApplicable),
    ("x", Missing::NotCollected),
    // Too unreliable to be given, which is not to be had.
    ("u", Missing::NotCollected),
    (":", Missing::NotCollected),
    ("..", Missing::NotCollected),
    ("...", Missing::NotCollected),
    ("-", Missing::NotCollected),
    ("--", Missing::NotCollected),
    ("–", Missing::NotCollected),
    ("—", Missing::NotCollected),
    ("…", Missing::NotCollected),
    ("nd", Missing::NotCollected),
    ("n/k", Missing::NotCollected),
    ("no data", Missing::NotCollected),
    ("not available", Missing::NotCollected),
    ("not collected", Missing::NotCollected),
    ("not-collected", Missing::NotCollected),
    ("not reported", Missing::NotCollected),
    ("null", Missing::NotCollected),
    ("late", Missing::Late),
    ("tbc", Missing::Late),
    ("awaited", Missing::Late),
    ("awaiting", Missing::Late),
    ("pending", Missing::Late),
    ("not yet available", Missing::Late),
    ("no cohort", Missing::NoCohort),
    ("no-cohort", Missing::NoCohort),
    ("nil cohort", Missing::NoCohort),
];

/// The reason that a word or code stands for.
pub(super) fn reason(text: &str) -> Option<Missing> {
    let text = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(text).trim();
    if text.len() > 20 {
        return None;
    }
    if let Some((_, reason)) = CODES.iter().find(|(code, _)| code.eq_ignore_ascii_case(text)) {
        return Some(*reason);
    }
    // `<5`: a count held back because it is small.
    let below = text.strip_prefix(['<', '≤'])?.trim_start_matches('=').trim();
    (!below.is_empty() && below.bytes().all(|b| b.is_ascii_digit())).then_some(Missing::Suppressed)
}

/// Reads a cell. `None`: there is something in it, and it is no figure.
pub(super) fn said(cell: &Cell<'_>) -> Option<Said> {
    match cell {
        Cell::Blank => Some(Said::Blank),
        Cell::Number(number) => {
            number.is_finite().then_some(Said::Number { number: *number, percent: false })
        }
        Cell::Percent(number) => {
            number.is_finite().then_some(Said::Number { number: *number, percent: true })
        }
        Cell::Day(_) => None,
        Cell::Error(word) => Some(error(word)),
        Cell::Text(text) => said_text(text),
    }
}

/// A text as a figure.
fn said_text(text: &str) -> Option<Said> {
    // The plain number comes a million times a file.
    if let Some(number) = simple(text) {
        return Some(Said::Number { number, percent: false });
    }
    if let Some(word) = ERRORS.iter().find(|word| word.eq_ignore_ascii_case(text)) {
        return Some(error(word));
    }
    if let Some(missing) = reason(text) {
        return Some(Said::Missing(missing));
    }
    if let Some((number, percent)) = written(text) {
        return Some(Said::Number { number, percent });
    }
    fraction(text)
}

/// The failures of formulas, as spreadsheets write them.
pub(super) const ERRORS: &[&str] = &[
    "#N/A",
    "#DIV/0!",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
    "Err:502",
    "Err:504",
    "Err:508",
    "Err:511",
    "Err:522",
];

/// A formula's failure: a division by nobody, a figure that is not to be had, or a broken formula.
fn error(word: &'static str) -> Said {
    match word {
        "#DIV/0!" => Said::Missing(Missing::NoCohort),
        "#N/A" | "#GETTING_DATA" => Said::Missing(Missing::NotCollected),
        broken => Said::Broken(broken),
    }
}

/// A number of digits, a point and a sign, and nothing else.
fn simple(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.bytes().any(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten().filter(|n: &f64| n.is_finite())
}

/// A number as people write it: thousands apart, £ and %, brackets for less than nothing. The
/// second part says whether it is a percentage.
pub(super) fn written(text: &str) -> Option<(f64, bool)> {
    let (text, bracketed) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => (text, false),
    };
    let (text, signed) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (rest.trim_start(), true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    };
    let text = text.strip_prefix('£').map_or(text, str::trim_start);
    let (text, signed) = match text.strip_prefix('-') {
        Some(rest) if !signed => (rest, true),
        _ => (text, signed),
    };
    let (text, percent) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let number = simple(&ungrouped(text)?).filter(|n| n.is_sign_positive())?;
    if bracketed && signed {
        return None;
    }
    Some((if bracketed || signed { -number } else { number }, percent))
}

/// Digits without what keeps thousands apart; `None` where a comma or space stands elsewhere.
fn ungrouped(text: &str) -> Option<String> {
    let separator = |c: char| c == ',' || c == '\'' || c.is_whitespace();
    let (whole, rest) = text.split_once('.').map_or((text, ""), |(whole, rest)| (whole, rest));
    if rest.contains(separator) {
        return None;
    }
    let mut groups = whole.split(separator);
    let first = groups.next()?;
    let grouped = whole.contains(separator);
    if grouped && !(1..=3).contains(&first.len()) {
        return None;
    }
    if !groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    Some(text.chars().filter(|c| !separator(*c)).collect())
}

/// `57 of 310`, `57/310`, `18.4% (57/310)`, `57 of 310 (18.4%)`.
fn fraction(text: &str) -> Option<Said> {
    if let Some((before, inside)) = text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
        let (before, inside) = (before.trim(), inside.trim());
        let (value, numbers) = match (written(before), written(inside)) {
            (Some((value, _)), None) => (value, inside),
            (None, Some((value, _))) => (value, before),
            _ => return None,
        };
        return Some(Said::Of { fraction: two(numbers)?, value: Some(value) });
    }
    Some(Said::Of { fraction: two(text)?, value: None })
}

/// Two numbers with a slash or a word between them.
fn two(text: &str) -> Option<Fraction> {
    let lower = text.to_lowercase();
    let apart = [" out of ", " of ", "/"].iter().find_map(|word| lower.split_once(word));
    let (numerator, denominator) = apart?;
    let (numerator, denominator) = (written(numerator.trim())?, written(denominator.trim())?);
    let plain = !numerator.1 && !denominator.1;
    plain.then_some(Fraction { numerator: numerator.0, denominator: denominator.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<(f64, bool)> {
        match said(&Cell::text(text))? {
            Said::Number { number, percent } => Some((number, percent)),
            _ => None,
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, want, percent) in [
            ("310", 310.0, false),
            ("1,204", 1204.0, false),
            ("1 204", 1204.0, false),
            ("1\u{a0}234\u{a0}567.5", 1_234_567.5, false),
            ("1\u{202f}204", 1204.0, false),
            ("18.4%", 18.4, true),
            ("18.4 %", 18.4, true),
            ("£854", 854.0, false),
            ("£1,204.50", 1204.5, false),
            ("(12)", -12.0, false),
            ("(£1,200)", -1200.0, false),
            ("-£34", -34.0, false),
            ("£-34", -34.0, false),
            ("−3", -3.0, false),
            ("+5", 5.0, false),
            ("-0.05", -0.05, false),
            (".5", 0.5, false),
            ("0", 0.0, false),
        ] {
            assert_eq!(number(text), Some((want, percent)), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_made_one() {
        for text in [
            "18,4",
            "1,20",
            "1,2345",
            "12,34,567",
            "1e5",
            "inf",
            "NaN",
            "0x1F",
            "1.2.3",
            "--5",
            "5-",
            "G",
            "18.4%%",
            "((5))",
            "(-5)",
            "abc",
            "1,204,",
            ",204",
            "Oct-26",
            "12 months",
            "1. 5",
        ] {
            assert_eq!(said(&Cell::text(text)), None, "{text}");
        }
    }

    #[test]
    fn every_code_is_missing_with_its_reason_and_never_zero() {
        use Missing::{Late, NoCohort, NotApplicable, NotCollected, Suppressed};
        for (text, want) in [
            ("c", Suppressed),
            ("C", Suppressed),
            ("[c]", Suppressed),
            ("*", Suppressed),
            ("k", Suppressed),
            ("low", Suppressed),
            ("<5", Suppressed),
            ("< 6", Suppressed),
            ("≤5", Suppressed),
            ("z", NotApplicable),
            (".", NotApplicable),
            ("N/A", NotApplicable),
            ("x", NotCollected),
            ("u", NotCollected),
            (":", NotCollected),
            ("..", NotCollected),
            ("-", NotCollected),
            ("–", NotCollected),
            ("#N/A", NotCollected),
            ("#DIV/0!", NoCohort),
            ("TBC", Late),
            ("no-cohort", NoCohort),
        ] {
            assert_eq!(said(&Cell::text(text)), Some(Said::Missing(want)), "{text}");
        }
        assert_eq!(said(&Cell::text("#REF!")), Some(Said::Broken("#REF!")));
        assert_eq!(said(&Cell::Blank), Some(Said::Blank));
    }

    #[test]
    fn so_many_of_so_many() {
        let of = |numerator, denominator, value| {
            Some(Said::Of { fraction: Fraction { numerator, denominator }, value })
        };
        assert_eq!(said(&Cell::text("57 of 310")), of(57.0, 310.0, None));
        assert_eq!(said(&Cell::text("57/310")), of(57.0, 310.0, None));
        assert_eq!(said(&Cell::text("1,057 out of 3,100")), of(1057.0, 3100.0, None));
        assert_eq!(said(&Cell::text("18.4% (57/310)")), of(57.0, 310.0, Some(18.4)));
        assert_eq!(said(&Cell::text("57 of 310 (18.4%)")), of(57.0, 310.0, Some(18.4)));
        assert_eq!(said(&Cell::text("0/0")), of(0.0, 0.0, None));
        for text in
            ["57/", "/310", "57/310/2", "5% of 6", "31/10/2026", "a of b", "()", "(", "5 (6"]
        {
            assert_eq!(said(&Cell::text(text)), None, "{text}");
        }
    }
}
