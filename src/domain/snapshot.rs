//! A snapshot: one authority's figures as extracted on one day.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::authority::Authority;
use super::observation::Observation;
use super::period::Period;

/// When an extract was made. Orders restatements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// The instant in UTC; midnight where only a date was given.
    instant: NaiveDateTime,
    /// The date as written.
    date: NaiveDate,
}

impl Stamp {
    /// The start of a day.
    pub fn day(date: NaiveDate) -> Self {
        Self { instant: date.and_time(NaiveTime::MIN), date }
    }

    /// The date as the source wrote it.
    pub fn date(self) -> NaiveDate {
        self.date
    }

    /// A minute later: what follows an extract of the same day whose time nobody gave.
    #[must_use]
    pub fn a_minute_later(self) -> Self {
        let instant = self.instant + TimeDelta::minutes(1);
        Self { instant, date: self.date }
    }

    /// As a snapshot writes it: the date, with the time in UTC where there is one.
    pub fn written(self) -> String {
        if self.instant == self.date.and_time(NaiveTime::MIN) {
            return self.date.to_string();
        }
        self.instant.format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)
    }
}

/// A text that is neither a date nor an RFC 3339 date-time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampError(String);

impl fmt::Display for StampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a date: write 2026-11-05, or a date and time with its offset, \
             2026-11-05T09:30:00Z",
            self.0
        )
    }
}

impl std::error::Error for StampError {}

impl FromStr for Stamp {
    type Err = StampError;

    fn from_str(text: &str) -> Result<Self, StampError> {
        let wrong = || StampError(text.to_owned());
        if text.len() == 10 {
            return parse_day(text).map(Self::day).ok_or_else(wrong);
        }
        let moment = DateTime::parse_from_rfc3339(text).ok().ok_or_else(wrong)?;
        Ok(Self { instant: moment.naive_utc(), date: moment.date_naive() })
    }
}

/// A day written `2026-11-05`.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let digits = |from: usize, to: usize| {
        let part = text.get(from..to).filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
        part.and_then(|part| part.parse().ok())
    };
    let dashes = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let year = digits(0, 4).filter(|_| dashes)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, digits(5, 7)?, digits(8, 10)?)
}

/// A day as people write it: `5 Nov 2026`.
pub fn write_day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// One snapshot, every complaint about it already made elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// Whose figures.
    pub authority: Authority,
    /// The period of every observation that names none itself.
    pub period: Period,
    /// When they were extracted.
    pub extracted: Stamp,
    /// Where they came from, where said.
    pub source: Option<String>,
    /// File name below the folder, for ties and for messages.
    pub file: String,
    /// The ids of indicators that the figures speak of by their places here. Snapshots that give the same
    /// ones, as those of one council mostly do, share the list.
    pub indicators: Arc<[Arc<str>]>,
    /// The figures.
    pub observations: Vec<Observation>,
}

impl Snapshot {
    /// The id of an observation's indicator; `None` of another snapshot's observation.
    pub fn indicator(&self, of: &Observation) -> Option<&Arc<str>> {
        self.indicators.get(usize::try_from(of.indicator).ok()?)
    }

    /// The first observation of an indicator.
    pub fn observation(&self, indicator: &str) -> Option<&Observation> {
        self.observations.iter().find(|o| self.indicator(o).is_some_and(|id| **id == *indicator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_a_date_time_order_by_the_moment() {
        let stamp = |text: &str| text.parse::<Stamp>().unwrap();
        assert!(stamp("2026-11-05") < stamp("2026-11-05T00:00:01Z"));
        assert!(stamp("2026-11-05T09:00:00+01:00") < stamp("2026-11-05T08:30:00Z"));
        assert_eq!(stamp("2026-11-05T23:30:00+00:00").to_string(), "2026-11-05");
    }

    #[test]
    fn what_is_no_date_is_refused_with_the_wanted_form() {
        for text in [
            "05/11/2026",
            "2026-13-01",
            "2026-11-5",
            "2026-02-30",
            "yesterday",
            "",
            "2026-1-105",
            "+026-11-05",
            "2026-11- 5",
            "2026/11/05",
            "2026-11-é5",
        ] {
            let error = text.parse::<Stamp>().unwrap_err().to_string();
            assert!(error.contains("2026-11-05"), "{error}");
        }
    }
}
