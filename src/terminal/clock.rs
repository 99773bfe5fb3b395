//! The clock by which entries are stamped and a meeting is timed.

use chrono::{DateTime, FixedOffset, Local, Timelike as _};

use crate::domain::meeting::Moment;

/// This machine's clock; or one that stands, so that what is written by it is the same every time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock {
    /// When it stands; `None`: it goes.
    pub stands_at: Option<DateTime<FixedOffset>>,
}

impl Clock {
    /// The time.
    pub(super) fn time(self) -> DateTime<FixedOffset> {
        self.stands_at.unwrap_or_else(|| Local::now().fixed_offset())
    }

    /// The time, as entries keep it.
    pub(super) fn now(self) -> Moment {
        Moment::new(self.time())
    }

    /// Seconds until the minute is full: 1 to 60.
    pub(super) fn to_the_minute(self) -> u64 {
        60 - u64::from(self.time().second().min(59))
    }
}
