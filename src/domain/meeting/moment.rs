//! The moment of an entry: an instant, and the clock on the wall where it was made.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, SubsecRound};

/// When an entry was made, to the millisecond. Orders by the instant; shown as the author's own
/// clock told it, so that minutes read the same on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// In UTC.
    instant: NaiveDateTime,
    /// Seconds that the author's clock was ahead of UTC.
    ahead: i32,
}

impl Moment {
    /// From a clock's time with its offset.
    pub fn new(time: DateTime<FixedOffset>) -> Self {
        let instant = time.naive_utc().trunc_subsecs(3);
        Self { instant, ahead: time.offset().local_minus_utc() }
    }

    /// The day on the author's calendar.
    pub fn day(self) -> NaiveDate {
        self.local().date()
    }

    /// The time on the author's clock: `14:03`.
    pub fn clock(self) -> String {
        self.local().format("%H:%M").to_string()
    }

    /// Milliseconds since 1970 in UTC; negative before.
    pub fn milliseconds(self) -> i64 {
        self.instant.and_utc().timestamp_millis()
    }

    fn local(self) -> NaiveDateTime {
        let ahead = chrono::TimeDelta::seconds(i64::from(self.ahead));
        self.instant.checked_add_signed(ahead).unwrap_or(self.instant)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.ahead.abs() / 60;
        let sign = if self.ahead < 0 { '-' } else { '+' };
        let time = self.local().format("%Y-%m-%dT%H:%M:%S%.3f");
        write!(f, "{time}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl FromStr for Moment {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        DateTime::parse_from_rfc3339(text).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn it_reads_back_as_it_was_written_and_shows_the_clock_of_its_author() {
        let text = "2026-07-12T00:03:07.120+01:00";
        assert_eq!(moment(text).to_string(), text);
        assert_eq!(moment(text).day().to_string(), "2026-07-12");
        assert_eq!(moment(text).clock(), "00:03");
        assert_eq!(moment("2026-11-12T14:03:07Z").to_string(), "2026-11-12T14:03:07.000+00:00");
        assert_eq!(moment("2026-11-12T14:03:07.1239-03:30").clock(), "14:03");
    }

    #[test]
    fn moments_order_by_the_instant() {
        assert!(moment("2026-07-12T10:00:00+01:00") < moment("2026-07-12T09:30:00Z"));
        assert!("12 July".parse::<Moment>().is_err());
    }
}
