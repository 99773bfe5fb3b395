//! Periods: a month, an ISO week, a quarter or a year, told apart by how they are written.
//!
//! The shapes and their order are those of the public formats: `2026-10`, `2026-W41`, `2026/27`,
//! `2026/27-Q2`, `AY2026/27`, `2026`. No date type of chrono's is in a file format.

mod parse;

use std::fmt;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};

pub use parse::{PeriodError, month_named};

/// What kind of stretch a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// An ISO week, Monday to Sunday: `2011-W49`.
    Week,
    /// A calendar month: `2011-12`.
    Month,
    /// A quarter of the financial year: `2011/12-Q3` is October to December 2011.
    Quarter,
    /// A financial year, 1 April to 31 March: `2011/12`.
    FinancialYear,
    /// An academic year, 1 September to 31 August: `AY2011/12`.
    AcademicYear,
    /// A calendar year: `2011`.
    CalendarYear,
}

impl Shape {
    /// The word for several of them: `7 of 7 months`.
    pub fn periods(self) -> &'static str {
        match self {
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Quarter => "quarters",
            Self::FinancialYear | Self::AcademicYear | Self::CalendarYear => "years",
        }
    }
}

/// A stretch of days with a name. Periods order by the day they end, then by length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Last day, counted from [`BEFORE`]: a figure carries its period, and there are a million.
    end: u16,
    /// Length in days.
    days: u16,
    shape: Shape,
    /// Month, week or quarter; 0 for a year.
    part: u8,
    /// The year the period is named by (the first of two).
    year: i16,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The years that a period, and any day that people write, may touch.
pub const YEARS: RangeInclusive<i32> = 1990..=2100;
/// The day before the first of them, in days of the common era.
const BEFORE: i32 = 726_467;

impl Period {
    /// January 1990, the earliest month: what a board of nothing stands on.
    pub const FIRST: Self = Self { end: 31, days: 31, shape: Shape::Month, part: 1, year: 1990 };

    /// The month `month` (1 to 12) of `year`; `None` outside 1990 to 2100 or for no such month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt(year, month, 1)?;
        let next = if month == 12 {
            NaiveDate::from_ymd_opt(year + 1, 1, 1)?
        } else {
            NaiveDate::from_ymd_opt(year, month + 1, 1)?
        };
        Self::spanning(Shape::Month, year, month, start, next)
    }

    /// ISO week `week` of the ISO year `year`; `None` where that year has no such week.
    pub fn week(year: i32, week: u32) -> Option<Self> {
        let start = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
        Self::spanning(Shape::Week, year, week, start, start.checked_add_days(Days::new(7))?)
    }

    /// Quarter `quarter` (1 to 4, Q1 April to June) of the financial year that starts in `year`.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        let first_month = |q: u32| match q {
            1 => NaiveDate::from_ymd_opt(year, 4, 1),
            2 => NaiveDate::from_ymd_opt(year, 7, 1),
            3 => NaiveDate::from_ymd_opt(year, 10, 1),
            4 => NaiveDate::from_ymd_opt(year + 1, 1, 1),
            5 => NaiveDate::from_ymd_opt(year + 1, 4, 1),
            _ => None,
        };
        if !(1..=4).contains(&quarter) {
            return None;
        }
        Self::spanning(
            Shape::Quarter,
            year,
            quarter,
            first_month(quarter)?,
            first_month(quarter + 1)?,
        )
    }

    /// The financial year that starts on 1 April of `year`.
    pub fn financial_year(year: i32) -> Option<Self> {
        Self::whole_year(Shape::FinancialYear, year, 4)
    }

    /// The academic year that starts on 1 September of `year`.
    pub fn academic_year(year: i32) -> Option<Self> {
        Self::whole_year(Shape::AcademicYear, year, 9)
    }

    /// The calendar year `year`.
    pub fn calendar_year(year: i32) -> Option<Self> {
        Self::whole_year(Shape::CalendarYear, year, 1)
    }

    fn whole_year(shape: Shape, year: i32, first_month: u32) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt(year, first_month, 1)?;
        let next = NaiveDate::from_ymd_opt(year + 1, first_month, 1)?;
        Self::spanning(shape, year, 0, start, next)
    }

    fn spanning(
        shape: Shape,
        year: i32,
        part: u32,
        start: NaiveDate,
        next: NaiveDate,
    ) -> Option<Self> {
        let last = next.pred_opt()?;
        // An ISO week of 1990 may begin on a day of 1989: the named year is what is bounded.
        let in_range = year >= *YEARS.start() && last.year() <= *YEARS.end();
        let days = u16::try_from((next - start).num_days()).ok()?;
        in_range.then_some(Self {
            end: u16::try_from(last.num_days_from_ce() - BEFORE).ok()?,
            days,
            shape,
            part: u8::try_from(part).ok()?,
            year: i16::try_from(year).ok()?,
        })
    }

    /// Its last day, in days of the common era.
    fn end(self) -> i32 {
        BEFORE + i32::from(self.end)
    }

    /// What kind of stretch it is.
    pub fn shape(self) -> Shape {
        self.shape
    }

    /// The year in its name (the first of two).
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// Month 1-12, week 1-53, quarter 1-4; 0 for a year.
    pub fn part(self) -> u32 {
        u32::from(self.part)
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.end() - i32::from(self.days) + 1)
            .unwrap_or(NaiveDate::MIN)
    }

    /// Its last day: a stock is taken on it.
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.end()).unwrap_or(NaiveDate::MIN)
    }

    /// Whether `other` ends inside this period.
    pub fn holds_end_of(self, other: Self) -> bool {
        other.end() <= self.end() && other.end() > self.end() - i32::from(self.days)
    }

    /// Whether this period ends on or before the day `other` ends.
    pub fn ends_by(self, other: Self) -> bool {
        self.end() <= other.end()
    }

    /// Whether this period begins on or before the day `other` ends.
    pub fn begins_by(self, other: Self) -> bool {
        self.end() - i32::from(self.days) < other.end()
    }

    /// The period of the same shape `n` steps later (earlier where negative); `None` out of range.
    pub fn step(self, n: i32) -> Option<Self> {
        let year = self.year();
        let part = i32::from(self.part);
        match self.shape {
            Shape::Month => {
                let index = year * 12 + part - 1 + n;
                Self::month(index.div_euclid(12), u32::try_from(index.rem_euclid(12) + 1).ok()?)
            }
            Shape::Quarter => {
                let index = year * 4 + part - 1 + n;
                Self::quarter(index.div_euclid(4), u32::try_from(index.rem_euclid(4) + 1).ok()?)
            }
            Shape::Week => {
                let monday = NaiveDate::from_num_days_from_ce_opt(self.end() - 6 + 7 * n)?;
                Self::week(monday.iso_week().year(), monday.iso_week().week())
            }
            Shape::FinancialYear => Self::financial_year(year + n),
            Shape::AcademicYear => Self::academic_year(year + n),
            Shape::CalendarYear => Self::calendar_year(year + n),
        }
    }

    /// The same period a year before: the same month, quarter or week of the year before
    /// (week 53 of a year without one becomes week 52).
    pub fn year_ago(self) -> Option<Self> {
        match self.shape {
            Shape::Month => self.step(-12),
            Shape::Quarter => self.step(-4),
            Shape::Week => {
                Self::week(self.year() - 1, self.part()).or_else(|| Self::week(self.year() - 1, 52))
            }
            Shape::FinancialYear | Shape::AcademicYear | Shape::CalendarYear => self.step(-1),
        }
    }

    /// How many periods of this shape lie from `earlier` to this one; `None` for unlike shapes.
    pub fn steps_since(self, earlier: Self) -> Option<i32> {
        if self.shape != earlier.shape {
            return None;
        }
        Some(match self.shape {
            Shape::Week => (self.end() - earlier.end()) / 7,
            Shape::Month => self.ordinal(12) - earlier.ordinal(12),
            Shape::Quarter => self.ordinal(4) - earlier.ordinal(4),
            Shape::FinancialYear | Shape::AcademicYear | Shape::CalendarYear => {
                self.year() - earlier.year()
            }
        })
    }

    fn ordinal(self, per_year: i32) -> i32 {
        self.year() * per_year + i32::from(self.part)
    }

    /// Months from the end of `earlier` to the end of this one, by calendar month: a week counts
    /// as the month it ends in.
    pub fn months_since(self, earlier: Self) -> i32 {
        let month = |p: Self| {
            let day = p.last_day();
            day.year() * 12 + i32::try_from(day.month()).unwrap_or(0)
        };
        month(self) - month(earlier)
    }

    /// The financial year that its last day falls in.
    pub fn in_financial_year(self) -> Option<Self> {
        Self::financial_year(financial_year_of(self.last_day()))
    }

    /// The quarter of the financial year that its last day falls in.
    pub fn in_quarter(self) -> Option<Self> {
        let day = self.last_day();
        Self::quarter(financial_year_of(day), ((day.month() + 8) % 12) / 3 + 1)
    }

    /// The month that its last day falls in.
    pub fn in_month(self) -> Option<Self> {
        let day = self.last_day();
        Self::month(day.year(), day.month())
    }

    /// How many periods of `shape` end inside this period.
    pub fn count_of(self, shape: Shape) -> u32 {
        match (self.shape, shape) {
            (_, Shape::Week) => {
                // Weeks end on Sundays: count the Sundays. Day 7 of the common era was a Sunday.
                let sundays = |day: i32| day.div_euclid(7);
                u32::try_from(sundays(self.end()) - sundays(self.end() - i32::from(self.days)))
                    .unwrap_or(0)
            }
            (Shape::Quarter, Shape::Month) => 3,
            (Shape::Month | Shape::Week, _) | (Shape::Quarter, Shape::Quarter) => 1,
            (_, Shape::Month) => 12,
            (_, Shape::Quarter) => 4,
            _ => 1,
        }
    }

    /// A short name for a column: `Oct 26`, `W41 26`, `Q2 26/27`, `2025/26`.
    pub fn short(self) -> String {
        let two = self.year.rem_euclid(100);
        match self.shape {
            Shape::Month => {
                let name = self.month_name().get(..3).unwrap_or("");
                format!("{name} {two:02}")
            }
            Shape::Week => format!("W{:02} {two:02}", self.part),
            Shape::Quarter => format!("Q{} {two:02}/{:02}", self.part, (two + 1) % 100),
            Shape::AcademicYear => format!("AY {two:02}/{:02}", (two + 1) % 100),
            Shape::FinancialYear | Shape::CalendarYear => self.to_string(),
        }
    }

    /// A name for a sentence: `October 2026`, `week 41 of 2026`, `Q2 2026/27`, `school year 2025/26`.
    pub fn long(self) -> String {
        match self.shape {
            Shape::Month => format!("{} {}", self.month_name(), self.year),
            Shape::Week => format!("week {} of {}", self.part, self.year),
            Shape::Quarter => {
                format!("Q{} {}/{:02}", self.part, self.year, (self.year + 1).rem_euclid(100))
            }
            Shape::AcademicYear => {
                format!("school year {}/{:02}", self.year, (self.year + 1).rem_euclid(100))
            }
            Shape::FinancialYear | Shape::CalendarYear => self.to_string(),
        }
    }

    fn month_name(self) -> &'static str {
        MONTHS.get(usize::from(self.part).wrapping_sub(1)).copied().unwrap_or("")
    }
}

/// The year in which the financial year of `day` starts.
fn financial_year_of(day: NaiveDate) -> i32 {
    if day.month() >= 4 { day.year() } else { day.year() - 1 }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, part) = (self.year, self.part);
        let next = (year + 1).rem_euclid(100);
        match self.shape {
            Shape::Month => write!(f, "{year}-{part:02}"),
            Shape::Week => write!(f, "{year}-W{part:02}"),
            Shape::Quarter => write!(f, "{year}/{next:02}-Q{part}"),
            Shape::FinancialYear => write!(f, "{year}/{next:02}"),
            Shape::AcademicYear => write!(f, "AY{year}/{next:02}"),
            Shape::CalendarYear => write!(f, "{year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn every_shape_reads_back_as_it_was_written() {
        for text in ["2011-12", "2011-W49", "2011/12", "2011/12-Q3", "AY2011/12", "2011", "1999/00"]
        {
            assert_eq!(p(text).to_string(), text);
        }
    }

    #[test]
    fn the_first_month_is_the_one_it_says() {
        assert_eq!(Period::FIRST, p("1990-01"));
    }

    #[test]
    fn a_month_and_a_year_that_look_alike_are_different() {
        assert_ne!(p("2011-12"), p("2011/12"));
        assert_eq!(p("2011/12").last_day().to_string(), "2012-03-31");
        assert_eq!(p("2011/12-Q3").first_day().to_string(), "2011-10-01");
        assert_eq!(p("AY2011/12").last_day().to_string(), "2012-08-31");
        assert_eq!(p("2024-02").last_day().to_string(), "2024-02-29");
    }

    #[test]
    fn every_day_of_the_years_that_count_has_its_place() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let first = day(*YEARS.start(), 1, 1);
        assert_eq!(first.num_days_from_ce(), BEFORE + 1);
        let last = Period::month(*YEARS.end(), 12).unwrap();
        assert_eq!(last.last_day(), day(*YEARS.end(), 12, 31));
        assert_eq!(Period::month(*YEARS.start(), 1), Some(Period::FIRST));
        assert_eq!(Period::FIRST.first_day(), first);
        assert_eq!(size_of::<Period>(), 8);
    }

    #[test]
    fn periods_order_by_the_day_they_end_and_then_by_length() {
        let mut all = [p("2025/26"), p("2026-03"), p("2025/26-Q4"), p("2026-04"), p("2026-02")];
        all.sort();
        let names: Vec<_> = all.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["2026-02", "2026-03", "2025/26-Q4", "2025/26", "2026-04"]);
    }

    #[test]
    fn what_is_no_period_says_what_was_found_and_wanted() {
        for (text, part) in [
            ("2026-13", "month 13"),
            ("2026-00", "month 0"),
            ("2026-W54", "no week 54"),
            ("2025-W53", "no week 53"),
            ("2011/13", "write 2011/12"),
            ("AY2011/13", "write AY2011/12"),
            ("2026/27-Q5", "quarter 5"),
            ("1989-12", "outside 1990 to 2100"),
            ("2101", "outside 1990 to 2100"),
            ("2026-1", "is not a period"),
            ("Oct 2026", "is not a period"),
            ("2026-10 ", "is not a period"),
            ("", "is not a period"),
            ("２０２６-10", "is not a period"),
        ] {
            let error = text.parse::<Period>().unwrap_err().to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }

    #[test]
    fn steps_and_the_year_before_stay_in_shape() {
        assert_eq!(p("2026-01").step(-1), Some(p("2025-12")));
        assert_eq!(p("2026/27-Q1").step(-1), Some(p("2025/26-Q4")));
        assert_eq!(p("2026-W01").step(-1), Some(p("2025-W52")));
        assert_eq!(p("2026-10").year_ago(), Some(p("2025-10")));
        assert_eq!(p("2020-W53").year_ago(), Some(p("2019-W52")));
        assert_eq!(p("2026-10").steps_since(p("2025-10")), Some(12));
        assert_eq!(p("2026-W02").steps_since(p("2025-W52")), Some(2));
        assert_eq!(p("2026-10").steps_since(p("2026")), None);
    }

    #[test]
    fn the_financial_year_and_quarter_of_a_month() {
        assert_eq!(p("2026-03").in_financial_year(), Some(p("2025/26")));
        assert_eq!(p("2026-04").in_financial_year(), Some(p("2026/27")));
        assert_eq!(p("2026-03").in_quarter(), Some(p("2025/26-Q4")));
        assert_eq!(p("2026-10").in_quarter(), Some(p("2026/27-Q3")));
        assert_eq!(p("2026/27").count_of(Shape::Month), 12);
        assert_eq!(p("2026/27").count_of(Shape::Week), 52);
        assert_eq!(p("2026-11").count_of(Shape::Week), 5);
    }

    #[test]
    fn a_month_is_known_by_three_letters_of_its_name() {
        for (word, month) in [
            ("jan", Some(1)),
            ("September", Some(9)),
            ("SEPT", Some(9)),
            ("may", Some(5)),
            ("ju", None),
            ("june2", None),
            ("décembre", None),
            ("", None),
        ] {
            assert_eq!(month_named(word), month, "{word}");
        }
    }

    #[test]
    fn names_for_columns_and_sentences() {
        assert_eq!(p("2026-10").short(), "Oct 26");
        assert_eq!(p("2026-10").long(), "October 2026");
        assert_eq!(p("2026/27-Q2").short(), "Q2 26/27");
        assert_eq!(p("2026-W09").short(), "W09 26");
        assert_eq!(p("AY2024/25").long(), "school year 2024/25");
    }
}
