//! Days that read both ways, settled by the others of their column, or not at all.

use chrono::{Datelike, NaiveDate};

use super::when::When;

/// Which of two readings stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// The first: the day stands first, a year with a hyphen is a month.
    First,
    /// The second: the month stands first, a month with a hyphen is a year.
    Second,
}

/// Which of two readings a column holds for certain.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    first: bool,
    second: bool,
}

/// What the cells of one column say about how it is written.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    /// Days of which the first number can only be the day, and those where it can only be the month.
    days: Seen,
    /// Hyphened texts that can only be months, and those that can only be years.
    years: Seen,
    /// Days that read both ways: the smallest and largest of each number, by reading.
    firsts: Option<(u32, u32)>,
    seconds: Option<(u32, u32)>,
}

fn varies(range: Option<(u32, u32)>) -> bool {
    range.is_some_and(|(low, high)| low != high)
}

fn widen(range: &mut Option<(u32, u32)>, number: u32) {
    *range =
        Some(range.map_or((number, number), |(low, high)| (low.min(number), high.max(number))));
}

impl Column {
    /// Takes in one more cell; `text` is how it is written.
    pub(super) fn note(&mut self, when: When, text: &str) {
        use crate::domain::period::Shape::{FinancialYear, Month};

        match when {
            When::Either { day_first, .. } => {
                widen(&mut self.firsts, day_first.day());
                widen(&mut self.seconds, day_first.month());
            }
            When::Day(day) => {
                if let Some((first, second)) = two_numbers(text)
                    && first != second
                {
                    self.days.first |= (first, second) == (day.day(), day.month());
                    self.days.second |= (first, second) == (day.month(), day.day());
                }
            }
            When::Period(period) if text.contains('-') && text.len() == 7 => {
                self.years.first |= period.shape() == Month;
                self.years.second |= period.shape() == FinancialYear;
            }
            When::Period(_) | When::MonthOrYear { .. } | When::MonthOf(_) | When::QuarterOf(_) => {}
        }
    }

    /// Which reading of its days stands; `None` where nothing settles it.
    pub(super) fn days(&self) -> Option<Reading> {
        match (self.days.first, self.days.second) {
            (true, false) => return Some(Reading::First),
            (false, true) => return Some(Reading::Second),
            (true, true) => return None,
            (false, false) => {}
        }
        // A column of first days of months: one number is always 1, the other is not.
        let always_one = |range: Option<(u32, u32)>| range == Some((1, 1));
        match (always_one(self.firsts), always_one(self.seconds)) {
            (true, false) if varies(self.seconds) => Some(Reading::First),
            (false, true) if varies(self.firsts) => Some(Reading::Second),
            _ => None,
        }
    }

    /// Whether `2011-12` is a month or a year; `None` where nothing settles it.
    pub(super) fn years(&self) -> Option<Reading> {
        match (self.years.first, self.years.second) {
            (true, false) => Some(Reading::First),
            (false, true) => Some(Reading::Second),
            _ => None,
        }
    }

    /// What a cell says, once its column has settled it; `Err` where it has not.
    pub(super) fn settle(&self, when: When, forced: Option<Reading>) -> Result<When, Unsettled> {
        match when {
            When::Either { day_first, month_first } => match forced.or_else(|| self.days()) {
                Some(Reading::First) => Ok(When::Day(day_first)),
                Some(Reading::Second) => Ok(When::Day(month_first)),
                None => Err(Unsettled::Day(day_first, month_first)),
            },
            When::MonthOrYear { month, year } => match self.years() {
                Some(Reading::First) => Ok(When::Period(month)),
                Some(Reading::Second) => Ok(When::Period(year)),
                None => Err(Unsettled::Year(month.to_string(), year.to_string())),
            },
            settled => Ok(settled),
        }
    }
}

/// Two readings between which nothing decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unsettled {
    /// Two days.
    Day(NaiveDate, NaiveDate),
    /// A month and a year, as they are written.
    Year(String, String),
}

/// The first two numbers of `31/10/2026`.
fn two_numbers(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
    let (first, second) = (numbers.next()?, numbers.next()?);
    (first.len() <= 2 && second.len() <= 2)
        .then(|| Some((first.parse().ok()?, second.parse().ok()?)))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::super::when::of_text;
    use super::*;

    fn settled(column: &[&str]) -> Vec<String> {
        let mut notes = Column::default();
        let read: Vec<When> = column.iter().map(|text| of_text(text).unwrap()).collect();
        column.iter().zip(&read).for_each(|(text, when)| notes.note(*when, text));
        read.iter()
            .map(|when| match notes.settle(*when, None) {
                Ok(When::Day(day)) => day.to_string(),
                Ok(When::Period(period)) => period.to_string(),
                Ok(other) => format!("{other:?}"),
                Err(_) => "?".to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_column_settles_its_days_and_a_lonely_one_does_not() {
        assert_eq!(settled(&["03/04/2026", "31/05/2026"]), ["2026-04-03", "2026-05-31"]);
        assert_eq!(settled(&["03/04/2026", "05/31/2026"]), ["2026-03-04", "2026-05-31"]);
        assert_eq!(settled(&["03/04/2026"]), ["?"]);
        assert_eq!(settled(&["03/04/2026", "05/06/2026"]), ["?", "?"]);
        // Contradicting each other, they settle nothing.
        let both = ["03/04/2026", "31/05/2026", "05/31/2026"];
        assert_eq!(settled(&both), ["?", "2026-05-31", "2026-05-31"]);
        // First days of months.
        assert_eq!(settled(&["01/04/2026", "01/05/2026"]), ["2026-04-01", "2026-05-01"]);
        assert_eq!(settled(&["04/01/2026", "05/01/2026"]), ["2026-04-01", "2026-05-01"]);
        assert_eq!(settled(&["01/04/2026"]), ["?"]);
        // What reads one way only needs nobody.
        assert_eq!(settled(&["04/04/2026", "2026-10"]), ["2026-04-04", "2026-10"]);
    }

    #[test]
    fn a_year_with_a_hyphen_is_settled_by_its_column() {
        assert_eq!(settled(&["2011-12", "2012-13"]), ["2011/12", "2012/13"]);
        assert_eq!(settled(&["2011-12", "2011-05"]), ["2011-12", "2011-05"]);
        assert_eq!(settled(&["2011-12"]), ["?"]);
    }
}
