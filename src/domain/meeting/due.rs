//! Days as people type them when somebody is to do something: `fri`, `30/11`, `+2w`.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::domain::period::{YEARS, month_named};
use crate::domain::snapshot::{parse_day, write_day};

/// What can be written, for messages and prompts.
const WANTED: &str = "write fri, tomorrow, +2w, 30/11, 30 Nov or 2026-11-30";

/// Why a text is not a day: what was found and what can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueError(String);

impl fmt::Display for DueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DueError {}

/// The day that a person means, given today: `today`, `tomorrow`, a day of the week (the next one,
/// never today), `+2w` (also `d`, `m`, `y`), `30/11` or `30 Nov` (the next one, today included), or
/// any of these with a year, or `2026-11-30`. Case and spaces do not matter.
///
/// # Errors
/// [`DueError`] for anything else, and for days that are not in the calendar or not in 1990 to 2100.
pub fn due(text: &str, today: NaiveDate) -> Result<NaiveDate, DueError> {
    let typed = text.trim().to_lowercase();
    let found = match typed.as_str() {
        "" => return Err(DueError(format!("no day is written: {WANTED}"))),
        "today" => today,
        "tomorrow" => later("1d", today).ok_or_else(|| outside(text))?,
        _ => match typed.strip_prefix('+') {
            Some(step) if is_step(step) => later(step, today).ok_or_else(|| outside(text))?,
            Some(_) => return Err(unknown(text)),
            None => match weekday(&typed, today).or_else(|| parse_day(&typed)) {
                Some(day) => day,
                None => return in_the_year(text, &typed, today),
            },
        },
    };
    Some(found).filter(|day| YEARS.contains(&day.year())).ok_or_else(|| outside(text))
}

/// The day from which something counts again: a month (`January`, `January 2027`, `2027-01`: its
/// first day, of the next such month after this one) or a day as [`due`] reads it.
///
/// # Errors
/// As [`due`].
pub fn until(text: &str, today: NaiveDate) -> Result<NaiveDate, DueError> {
    let typed = text.trim().to_lowercase();
    if let Some(first) = parse_day(&format!("{typed}-01")) {
        return Some(first).filter(|d| YEARS.contains(&d.year())).ok_or_else(|| outside(text));
    }
    let mut words = typed.split_whitespace();
    let (Some(name), year, None) = (words.next(), words.next(), words.next()) else {
        return due(text, today);
    };
    let Some(month) = month_named(name) else { return due(text, today) };
    let year = match year.map(|year| full_year(year).ok_or_else(|| unknown(text))).transpose()? {
        Some(year) => year,
        None if month > today.month() => today.year(),
        None => today.year() + 1,
    };
    let first = NaiveDate::from_ymd_opt(year, month, 1);
    first.filter(|day| YEARS.contains(&day.year())).ok_or_else(|| outside(text))
}

fn unknown(text: &str) -> DueError {
    DueError(format!("`{}` is not a day: {WANTED}", text.trim()))
}

fn outside(text: &str) -> DueError {
    DueError(format!(
        "`{}` is outside {} to {}: check the year",
        text.trim(),
        YEARS.start(),
        YEARS.end()
    ))
}

/// Whether a text is a number and a unit: `2w`.
fn is_step(text: &str) -> bool {
    text.trim().strip_suffix(['d', 'w', 'm', 'y']).is_some_and(|number| {
        let number = number.trim_end();
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// `2w` from today; `None` beyond the calendar.
fn later(step: &str, today: NaiveDate) -> Option<NaiveDate> {
    let step = step.trim();
    let count: u32 = step.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
    match step.chars().last()? {
        'd' => today.checked_add_days(Days::new(count.into())),
        'w' => today.checked_add_days(Days::new(u64::from(count) * 7)),
        'm' => today.checked_add_months(Months::new(count)),
        _ => today.checked_add_months(Months::new(count.checked_mul(12)?)),
    }
}

/// The next day of that name after today, by the first three letters or more.
fn weekday(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Mon),
        ("tuesday", Weekday::Tue),
        ("wednesday", Weekday::Wed),
        ("thursday", Weekday::Thu),
        ("friday", Weekday::Fri),
        ("saturday", Weekday::Sat),
        ("sunday", Weekday::Sun),
    ];
    let named = |name: &str| typed.len() >= 3 && name.starts_with(typed);
    let (_, wanted) = DAYS.iter().find(|(name, _)| named(name))?;
    let ahead = wanted.days_since(today.weekday());
    today.checked_add_days(Days::new(if ahead == 0 { 7 } else { ahead.into() }))
}

/// A year of four digits, or of two: `26` is 2026.
fn full_year(typed: &str) -> Option<i32> {
    let digits = typed.bytes().all(|b| b.is_ascii_digit());
    match typed.len() {
        4 if digits => typed.parse().ok(),
        2 if digits => typed.parse::<i32>().ok().map(|year| 2000 + year),
        _ => None,
    }
}

/// `30/11`, `30 nov`, `nov 30`, each with a year or without: then the next one, today included.
fn in_the_year(text: &str, typed: &str, today: NaiveDate) -> Result<NaiveDate, DueError> {
    let by_slash: Vec<&str> = typed.split('/').map(str::trim).collect();
    let by_space: Vec<&str> = typed.split_whitespace().collect();
    let (day, month, year) = match (by_slash.as_slice(), by_space.as_slice()) {
        ([day, month, rest @ ..], _) => (number(day), number(month), rest),
        (_, [first, second, rest @ ..]) => match (month_named(first), month_named(second)) {
            (None, found @ Some(_)) => (number(ordinal(first)), found, rest),
            (found @ Some(_), None) => (number(ordinal(second)), found, rest),
            _ => return Err(unknown(text)),
        },
        _ => return Err(unknown(text)),
    };
    let (Some(day), Some(month)) = (day, month) else { return Err(unknown(text)) };
    let year = match year {
        [] => None,
        [year] => Some(full_year(year).ok_or_else(|| unknown(text))?),
        _ => return Err(unknown(text)),
    };
    if let Some(year) = year.filter(|year| !YEARS.contains(year)) {
        return Err(DueError(format!(
            "`{}` is in {year}, outside {} to {}: check the year",
            text.trim(),
            YEARS.start(),
            YEARS.end()
        )));
    }
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
    let found = match year {
        Some(year) => in_year(year),
        None => in_year(today.year())
            .filter(|found| *found >= today)
            .or_else(|| in_year(today.year() + 1)),
    };
    found.ok_or_else(|| {
        let near = write_day(today);
        DueError(format!("`{}` is no day of the calendar (today is {near}): {WANTED}", text.trim()))
    })
}

/// A number of one or two digits.
fn number(typed: &str) -> Option<u32> {
    let short = (1..=2).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_digit());
    short.then(|| typed.parse().ok()).flatten()
}

/// `30th` without its ending.
fn ordinal(typed: &str) -> &str {
    let ending = ["st", "nd", "rd", "th"].iter().find_map(|ending| typed.strip_suffix(ending));
    ending.unwrap_or(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        parse_day(text).unwrap()
    }

    /// 12 November 2026 is a Thursday.
    fn typed(text: &str) -> Result<String, String> {
        due(text, day("2026-11-12")).map(|d| d.to_string()).map_err(|e| e.to_string())
    }

    #[test]
    fn a_day_is_understood_as_people_type_it() {
        for (text, want) in [
            ("today", "2026-11-12"),
            ("Tomorrow", "2026-11-13"),
            ("fri", "2026-11-13"),
            ("Friday ", "2026-11-13"),
            ("thu", "2026-11-19"),
            ("wed", "2026-11-18"),
            ("+10d", "2026-11-22"),
            ("+2w", "2026-11-26"),
            ("+ 2 w", "2026-11-26"),
            ("+3m", "2027-02-12"),
            ("+1y", "2027-11-12"),
            ("2026-12-01", "2026-12-01"),
            ("30/11", "2026-11-30"),
            ("12/11", "2026-11-12"),
            ("11/11", "2027-11-11"),
            ("5/1", "2027-01-05"),
            ("30/11/26", "2026-11-30"),
            ("1/12/2027", "2027-12-01"),
            ("30 Nov", "2026-11-30"),
            ("30 november", "2026-11-30"),
            ("30th Nov", "2026-11-30"),
            ("Dec 1", "2026-12-01"),
            ("1 jan", "2027-01-01"),
            ("1 Jan 2028", "2028-01-01"),
            ("29/2/2028", "2028-02-29"),
            ("3 sept", "2027-09-03"),
        ] {
            assert_eq!(typed(text).as_deref(), Ok(want), "{text}");
        }
    }

    #[test]
    fn the_end_of_a_month_is_kept_and_a_leap_day_is_found_where_there_is_one() {
        assert_eq!(due("+1m", day("2026-01-31")), Ok(day("2026-02-28")));
        assert_eq!(due("29/2", day("2027-03-05")), Ok(day("2028-02-29")));
    }

    #[test]
    fn what_is_no_day_says_what_can_be_written() {
        for text in [
            "",
            " ",
            "soon",
            "f",
            "fr",
            "32/11",
            "30/13",
            "29/2",
            "30/11/1",
            "30/11/226",
            "+2",
            "+w",
            "+2q",
            "+-2w",
            "2026-13-01",
            "2026-11-31",
            "30",
            "nov",
            "30 30",
            "nov nov",
            "1/2/3/4",
            "３０/11",
            "30 Nov 2026 x",
        ] {
            let error = typed(text).unwrap_err();
            assert!(error.contains("write fri, tomorrow, +2w, 30/11"), "{text}: {error}");
        }
        for text in ["+99999d", "+4294967295y", "+99999999w", "1/1/1989", "2101-01-01"] {
            let error = typed(text).unwrap_err();
            assert!(error.contains("outside 1990 to 2100"), "{text}: {error}");
        }
    }

    #[test]
    fn a_month_counts_again_from_its_first_day() {
        let until = |text| until(text, day("2026-11-12")).map(|d| d.to_string());
        for (text, want) in [
            ("January", "2027-01-01"),
            ("dec", "2026-12-01"),
            ("November", "2027-11-01"),
            ("jan 2028", "2028-01-01"),
            ("2027-03", "2027-03-01"),
            ("30/11", "2026-11-30"),
            ("+2w", "2026-11-26"),
            ("1 Jan 2028", "2028-01-01"),
        ] {
            assert_eq!(until(text).as_deref(), Ok(want), "{text}");
        }
        for text in ["someday", "jan soon", "2101-01", "1989-01"] {
            assert!(until(text).is_err(), "{text}");
        }
    }
}
