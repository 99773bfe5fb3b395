//! What a spreadsheet makes of a cell's text.

use std::borrow::Cow;

/// A text as a cell: what a spreadsheet would run as a formula is led by an apostrophe.
pub fn text(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A figure as people read it as the number that a spreadsheet takes for one: `1204` of `1,204`,
/// `18.4` of `18.4%`, `-34` of `-£34`, `431` of `431 days`. `None` for what is no one number.
pub fn number(shown: &str) -> Option<String> {
    let mut text = shown.trim();
    for unit in [" days", " day", " weeks", " week", "%"] {
        text = text.strip_suffix(unit).unwrap_or(text);
    }
    let plain: String =
        text.chars().filter(|c| !matches!(c, ',' | '£')).collect::<String>().replacen('+', "", 1);
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() <= 1;
    is_number.then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::Unit;

    #[test]
    fn what_a_unit_writes_is_a_number_again() {
        for (unit, figure, decimals, wanted) in [
            (Unit::Count, 1204.0, 0, "1204"),
            (Unit::Percent, 18.4, 1, "18.4"),
            (Unit::Pounds, -1234.5, 1, "-1234.5"),
            (Unit::Days, 1.0, 0, "1"),
            (Unit::Weeks, 12.25, 1, "12.3"),
            (Unit::RatePer10000, 1_000_074.0, 1, "1000074.0"),
        ] {
            assert_eq!(number(&unit.write(figure, decimals)).as_deref(), Some(wanted));
        }
        assert_eq!(number("1 day").as_deref(), Some("1"));
        assert_eq!(number("+0.5").as_deref(), Some("0.5"));
        assert_eq!(number("+£34").as_deref(), Some("34"));
    }

    #[test]
    fn what_is_no_one_number_stays_text() {
        for text in ["6 of 27", "was 7 of 30", "≤18.0%", "2025/26", "2026-10", "–", "", "late"]
        {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn formulas_are_led_by_an_apostrophe_and_other_text_is_as_it_is() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(text(bad), format!("'{bad}"));
        }
        assert_eq!(text("Re-referrals"), "Re-referrals");
    }
}
