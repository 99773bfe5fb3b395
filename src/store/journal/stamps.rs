//! Ids and moments for new entries.

use chrono::{DateTime, FixedOffset};
use uuid::{ContextV7, Timestamp, Uuid};

use crate::domain::meeting::{EventId, Moment, Stamp};

/// Gives entries their ids: of one giver in the order in which they were given, also within a
/// millisecond and where the clock is put back.
#[derive(Debug, Default)]
pub struct Stamps {
    ids: ContextV7,
}

impl Stamps {
    /// The id and moment of an entry that is made now.
    pub fn next(&self, now: DateTime<FixedOffset>) -> Stamp {
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        let time = Timestamp::from_unix(&self.ids, seconds, now.timestamp_subsec_nanos());
        Stamp { id: EventId::new(Uuid::new_v7(time)), time: Moment::new(now) }
    }
}
