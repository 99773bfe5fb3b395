//! What a cell says of time: a period, a day, or something that only its neighbours settle.

mod words;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::indicator::Frequency;
use crate::domain::period::Period;

use super::cell::Cell;
use words::Token;

/// What was read from a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum When {
    /// A period, as it is written.
    Period(Period),
    /// A day: which period is meant follows from how often the indicator comes.
    Day(NaiveDate),
    /// A day that reads both ways: 03/04/2026.
    Either {
        /// The first number is the day.
        day_first: NaiveDate,
        /// The first number is the month.
        month_first: NaiveDate,
    },
    /// `2011-12`: December 2011, or the financial year.
    MonthOrYear {
        /// As a month.
        month: Period,
        /// As a financial year.
        year: Period,
    },
    /// A month of a year that stands elsewhere.
    MonthOf(u32),
    /// A quarter of the financial year that stands elsewhere.
    QuarterOf(u32),
}

/// The first and last day that a spreadsheet's number is read as: 1990 to 2100.
const SERIALS: std::ops::RangeInclusive<f64> = 32_874.0..=73_415.0;

/// Reads a cell of a column of periods, or a heading. `None`: it names no time.
pub(super) fn when(cell: &Cell<'_>) -> Option<When> {
    match cell {
        Cell::Day(day) => Some(When::Day(*day)),
        Cell::Number(number) => of_number(*number),
        Cell::Text(text) => of_text(text),
        Cell::Blank | Cell::Percent(_) | Cell::Error(_) => None,
    }
}

/// A year, or a spreadsheet's count of days since 1900.
fn of_number(number: f64) -> Option<When> {
    if (1990.0..=2100.0).contains(&number) && number.fract() == 0.0 {
        return Period::calendar_year(whole(number)?).map(When::Period);
    }
    serial(number).map(When::Day)
}

/// The day of a spreadsheet's number; `None` outside 1990 to 2100.
fn serial(number: f64) -> Option<NaiveDate> {
    if !SERIALS.contains(&number) {
        return None;
    }
    // Day 1 was 1 January 1900, and a 29 February 1900 that never was is counted.
    let days = u64::try_from(whole(number.trunc())?).ok()?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(days))
}

#[expect(clippy::cast_possible_truncation, reason = "only whole numbers below 100,000 are cast")]
fn whole(number: f64) -> Option<i32> {
    (number.fract() == 0.0 && number.abs() < 1e5).then_some(number as i32)
}

/// Reads a text.
pub(super) fn of_text(text: &str) -> Option<When> {
    if text.len() > 60 {
        return None;
    }
    if let Some(found) = own(text) {
        return Some(found);
    }
    let tokens = words::tokens(text)?;
    of_tokens(&tokens)
}

/// The format's own ways of writing a period. `2011-12` is one of them, and is how many write a
/// financial year.
fn own(text: &str) -> Option<When> {
    let period: Period = text.parse().ok()?;
    let year = period.year();
    let next = u32::try_from((year + 1).rem_euclid(100)).ok()?;
    let looks_like_year = text.len() == 7 && text.contains('-') && period.part() == next;
    Some(match Period::financial_year(year).filter(|_| looks_like_year) {
        Some(year) => When::MonthOrYear { month: period, year },
        None => When::Period(period),
    })
}

/// What a row of words, numbers and signs says.
fn of_tokens(tokens: &[Token]) -> Option<When> {
    use Token::{Academic, Day, Month, Number, Quarter, Week, WeekEnding, Year, YearEnding};

    match tokens {
        [Number(_, 5)] => match tokens.first()? {
            Number(days, _) => serial(f64::from(*days)).map(When::Day),
            _ => None,
        },
        [Month(month)] => Some(When::MonthOf(*month)),
        [Quarter(quarter)] => Some(When::QuarterOf(*quarter)),
        [Quarter(quarter), rest @ ..] | [rest @ .., Quarter(quarter)] => {
            Period::quarter(financial(rest)?, *quarter).map(When::Period)
        }
        [Week(week), Number(year, 4)] | [Number(year, 4), Week(week)] => {
            Period::week(i32::try_from(*year).ok()?, *week).map(When::Period)
        }
        [WeekEnding, rest @ ..] => week_ending(of_tokens(rest)?).map(When::Period),
        [YearEnding, Day(_) | Number(..), Month(3), year] | [YearEnding, Month(3), year] => {
            Period::financial_year(calendar(*year)? - 1).map(When::Period)
        }
        [Academic, rest @ ..] | [rest @ .., Academic] => {
            Period::academic_year(financial(rest)?).map(When::Period)
        }
        [Year, rest @ ..] => Period::financial_year(financial(rest)?).map(When::Period),
        [Month(month), year] | [year, Month(month)] => {
            Period::month(calendar(*year)?, *month).map(When::Period)
        }
        [Day(day) | Number(day, 1 | 2), Month(month), year]
        | [Month(month), Day(day) | Number(day, 1 | 2), year @ Number(_, 4)] => {
            NaiveDate::from_ymd_opt(calendar(*year)?, *month, *day).map(When::Day)
        }
        [Number(year, 4), Number(month, 1 | 2), Number(day, 1 | 2)] => {
            NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day).map(When::Day)
        }
        [Number(a, 1 | 2), Number(b, 1 | 2), year] => either(*a, *b, calendar(*year)?),
        [Number(month, 1 | 2), Number(year, 4)] | [Number(year, 4), Number(month, 1)] => {
            Period::month(i32::try_from(*year).ok()?, *month).map(When::Period)
        }
        [Number(_, 6)] | [Number(..), Number(..)] => {
            Period::financial_year(financial(tokens)?).map(When::Period)
        }
        _ => None,
    }
}

/// Two numbers of which one is the day and one the month.
fn either(a: u32, b: u32, year: i32) -> Option<When> {
    let day_first = NaiveDate::from_ymd_opt(year, b, a);
    let month_first = NaiveDate::from_ymd_opt(year, a, b);
    match (day_first, month_first) {
        (Some(day_first), Some(month_first)) if day_first != month_first => {
            Some(When::Either { day_first, month_first })
        }
        (Some(day), _) | (None, Some(day)) => Some(When::Day(day)),
        (None, None) => None,
    }
}

/// The week that ends on a day; of a day that reads both ways the Sunday, on which weeks end.
fn week_ending(when: When) -> Option<Period> {
    match when {
        When::Day(day) => week_of(day),
        When::Either { day_first, month_first } => {
            let sunday = |day: &NaiveDate| day.weekday() == Weekday::Sun;
            match (sunday(&day_first), sunday(&month_first)) {
                (true, false) => week_of(day_first),
                (false, true) => week_of(month_first),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The year of a date: 2026, or 26.
fn calendar(token: Token) -> Option<i32> {
    let (year, digits) = match token {
        Token::Number(year, digits) => (i32::try_from(year).ok()?, digits),
        _ => return None,
    };
    match digits {
        4 => Some(year),
        // No figure of ours is from before 1990.
        2 if year >= 90 => Some(1900 + year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// The first of two years that follow: 2026/27, 26/27, 2026/2027, 202627.
fn financial(tokens: &[Token]) -> Option<i32> {
    match tokens {
        [first @ Token::Number(..), Token::Number(second, digits @ (2 | 4))] => {
            let year = calendar(*first)?;
            // 26/2027 is nobody's way.
            let same_kind = *digits == 2 || matches!(first, Token::Number(_, 4));
            let follows = i32::try_from(*second % 100).ok()? == (year + 1).rem_euclid(100);
            (same_kind && follows).then_some(year)
        }
        [Token::Number(both, 6)] => {
            let (first, second) = (both / 100, both % 100);
            financial(&[Token::Number(first, 4), Token::Number(second, 2)])
        }
        [Token::Year, rest @ ..] => financial(rest),
        _ => None,
    }
}

/// The ISO week that a day falls in.
pub(super) fn week_of(day: NaiveDate) -> Option<Period> {
    let week = day.iso_week();
    Period::week(week.year(), week.week())
}

/// The period that a day stands for: its week where the indicator comes every week, else its month.
pub(super) fn period_of(day: NaiveDate, frequency: Option<Frequency>) -> Option<Period> {
    if frequency == Some(Frequency::Weekly) {
        return week_of(day);
    }
    Period::month(day.year(), day.month())
}

/// A month or quarter in the year that another cell names: a calendar year, or a financial year.
pub(super) fn in_year(part: When, year: Period) -> Option<Period> {
    use crate::domain::period::Shape::{CalendarYear, FinancialYear};

    match (part, year.shape()) {
        (When::MonthOf(month), CalendarYear) => Period::month(year.year(), month),
        (When::MonthOf(month), FinancialYear) => {
            Period::month(year.year() + i32::from(month < 4), month)
        }
        (When::QuarterOf(quarter), FinancialYear) => Period::quarter(year.year(), quarter),
        _ => None,
    }
}

/// What an EES row's `time_period` means under its `time_identifier`.
pub(super) fn ees(period: &str, identifier: &str) -> Option<Period> {
    let digits = period.trim();
    if !digits.bytes().all(|b| b.is_ascii_digit()) || !matches!(digits.len(), 4 | 6) {
        return None;
    }
    let first: i32 = digits.get(..4)?.parse().ok()?;
    let two = financial(&[Token::Number(digits.parse().ok()?, 6)]).filter(|_| digits.len() == 6);
    let one = Some(first).filter(|_| digits.len() == 4);
    let identifier = identifier.trim().to_lowercase();
    let (kind, quarter) = match identifier.rsplit_once(" q") {
        Some((kind, quarter)) => (kind, Some(quarter.parse::<u32>().ok()?)),
        None => (identifier.as_str(), None),
    };
    match (kind, quarter) {
        ("reporting year", None) => Period::financial_year(two.or_else(|| Some(one? - 1))?),
        ("calendar year", None) => Period::calendar_year(one?),
        ("financial year" | "tax year", None) => Period::financial_year(two?),
        ("academic year", None) => Period::academic_year(two?),
        ("financial year", Some(quarter)) => Period::quarter(two?, quarter),
        // January to March is the last quarter of the financial year before.
        ("calendar year", Some(1)) => Period::quarter(one? - 1, 4),
        ("calendar year", Some(quarter)) => Period::quarter(one?, quarter.checked_sub(1)?),
        (other, None) => {
            if let Some(week) = other.strip_prefix("week ") {
                return Period::week(one?, week.parse().ok()?);
            }
            match words::tokens(other)?.as_slice() {
                [Token::Month(month)] => Period::month(one?, *month),
                _ => None,
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn p(text: &str) -> Period {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn periods_are_read_as_people_write_them() {
        for (text, want) in [
            ("2026-10", "2026-10"),
            ("Oct-26", "2026-10"),
            ("Oct 26", "2026-10"),
            ("Oct'26", "2026-10"),
            ("OCT 2026", "2026-10"),
            ("October 2026", "2026-10"),
            ("2026 October", "2026-10"),
            ("Sept 2026", "2026-09"),
            ("Sep-26", "2026-09"),
            ("10/2026", "2026-10"),
            ("2026/9", "2026-09"),
            ("Q2 26/27", "2026/27-Q2"),
            ("Q2 2026/27", "2026/27-Q2"),
            ("Q2 2026-27", "2026/27-Q2"),
            ("2026/27 Q2", "2026/27-Q2"),
            ("2026/27-Q2", "2026/27-Q2"),
            ("Quarter 2 2026/27", "2026/27-Q2"),
            ("Qtr 2, 2026/27", "2026/27-Q2"),
            ("2025/26", "2025/26"),
            ("2025-26", "2025/26"),
            ("25/26", "2025/26"),
            ("2025/2026", "2025/26"),
            ("FY 2025/26", "2025/26"),
            ("202526", "2025/26"),
            ("Year ending March 2026", "2025/26"),
            ("Year ending 31 March 2026", "2025/26"),
            ("AY2024/25", "AY2024/25"),
            ("Academic year 2024/25", "AY2024/25"),
            ("2024/25 academic year", "AY2024/25"),
            ("2026-W41", "2026-W41"),
            ("Week 41 2026", "2026-W41"),
            ("W41 2026", "2026-W41"),
            ("w/e 11 October 2026", "2026-W41"),
            ("week ending 11/10/26", "2026-W41"),
            ("2024", "2024"),
        ] {
            let found = of_text(text);
            let found = match found {
                Some(When::Either { day_first, .. }) => When::Day(day_first),
                Some(found) => found,
                None => panic!("{text} is not read"),
            };
            assert_eq!(found, When::Period(p(want)), "{text}");
        }
    }

    #[test]
    fn days_are_read_and_those_that_read_both_ways_are_not_guessed() {
        for (text, want) in [
            ("31/10/2026", "2026-10-31"),
            ("31/10/26", "2026-10-31"),
            ("31.10.2026", "2026-10-31"),
            ("31-10-2026", "2026-10-31"),
            ("10/31/2026", "2026-10-31"),
            ("2026-10-31", "2026-10-31"),
            ("2026-10-31 00:00:00", "2026-10-31"),
            ("2026-10-31T00:00:00", "2026-10-31"),
            ("31/10/2026 00:00", "2026-10-31"),
            ("31 October 2026", "2026-10-31"),
            ("31st October 2026", "2026-10-31"),
            ("31-Oct-26", "2026-10-31"),
            ("October 31, 2026", "2026-10-31"),
            ("46326", "2026-10-31"),
            ("04/04/2026", "2026-04-04"),
        ] {
            assert_eq!(of_text(text), Some(When::Day(day(want))), "{text}");
        }
        let both = When::Either { day_first: day("2026-04-03"), month_first: day("2026-03-04") };
        assert_eq!(of_text("03/04/2026"), Some(both));
        let both = When::MonthOrYear { month: p("2011-12"), year: p("2011/12") };
        assert_eq!(of_text("2011-12"), Some(both));
        assert_eq!(when(&Cell::Number(46326.0)), Some(When::Day(day("2026-10-31"))));
        assert_eq!(when(&Cell::Number(2025.0)), Some(When::Period(p("2025"))));
    }

    #[test]
    fn what_names_no_time_is_not_read() {
        for text in [
            "",
            "Q5 26/27",
            "Q2 2026",
            "2025/27",
            "25/27",
            "32/10/2026",
            "Oct",
            "Target",
            "18.4",
            "31/31/2026",
            "YTD",
            "2026-13",
            "1989",
            "April to June",
            "12 months to Oct 2026 rolling",
            "310",
            "57/310",
            "99999",
        ] {
            let found = of_text(text);
            assert!(matches!(found, None | Some(When::MonthOf(10))), "{text} is read as {found:?}");
        }
        assert_eq!(when(&Cell::Number(310.0)), None);
        assert_eq!(when(&Cell::Number(f64::NAN)), None);
    }

    #[test]
    fn a_month_or_quarter_takes_its_year_from_beside() {
        assert_eq!(in_year(When::MonthOf(10), p("2026/27")), Some(p("2026-10")));
        assert_eq!(in_year(When::MonthOf(2), p("2026/27")), Some(p("2027-02")));
        assert_eq!(in_year(When::MonthOf(2), p("2026")), Some(p("2026-02")));
        assert_eq!(in_year(When::QuarterOf(4), p("2026/27")), Some(p("2026/27-Q4")));
        assert_eq!(in_year(When::QuarterOf(4), p("2026")), None);
    }

    #[test]
    fn an_open_data_label_means_what_its_identifier_says() {
        for (period, identifier, want) in [
            ("2025", "Reporting year", Some("2024/25")),
            ("2019", "Calendar year", Some("2019")),
            ("202425", "Financial year", Some("2024/25")),
            ("202425", "Academic year", Some("AY2024/25")),
            ("202425", "Financial year Q3", Some("2024/25-Q3")),
            ("2025", "Calendar year Q1", Some("2024/25-Q4")),
            ("2025", "Calendar year Q2", Some("2025/26-Q1")),
            ("2025", "January", Some("2025-01")),
            ("2025", "Week 12", Some("2025-W12")),
            ("202426", "Financial year", None),
            ("2025", "Financial year", None),
            ("202425", "Autumn term", None),
            ("2025", "", None),
            ("20x5", "Calendar year", None),
        ] {
            assert_eq!(ees(period, identifier), want.map(p), "{period} {identifier}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,70}") {
            let _ = of_text(&text);
            let _ = ees(&text, &text);
        }

        #[test]
        fn every_day_and_month_reads_back_however_it_is_written(days in 0_u64..39_000) {
            let start = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
            let day = start + chrono::Days::new(days);
            for form in ["%Y-%m-%d", "%d %B %Y", "%d-%b-%Y", "%e %b %Y", "%Y-%m-%dT00:00:00"] {
                let text = day.format(form).to_string();
                prop_assert_eq!(of_text(text.trim()), Some(When::Day(day)), "{}", text);
            }
            let ours = day.format("%d/%m/%Y").to_string();
            let found = of_text(&ours);
            let right = found == Some(When::Day(day))
                || matches!(found, Some(When::Either { day_first, .. }) if day_first == day);
            prop_assert!(right, "{}", ours);
            let month = Period::month(day.year(), day.month());
            for form in ["%b %Y", "%B %Y", "%b-%y", "%m/%Y"] {
                let text = day.format(form).to_string();
                // Two digits can only say the years from 1990 to 2089.
                if form != "%b-%y" || day.year() < 2090 {
                    prop_assert_eq!(of_text(&text), month.map(When::Period), "{}", text);
                }
            }
            // A spreadsheet's number of the same day.
            let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
            let number = u32::try_from((day - epoch).num_days()).unwrap();
            prop_assert_eq!(when(&Cell::Number(f64::from(number))), Some(When::Day(day)));
        }
    }
}
