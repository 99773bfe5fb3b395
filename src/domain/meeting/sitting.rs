//! A meeting: its particulars, when it began and ended, what it took over from earlier ones.

use std::sync::Arc;

use super::event::Details;
use super::id::EventId;
use super::state::Entered;
use crate::domain::authority::Authority;

/// One meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The entry that began it.
    pub id: EventId,
    /// Whose figures it looks at.
    pub authority: Arc<Authority>,
    /// Its particulars as they stand.
    pub details: Details,
    /// Who began it, and when.
    pub started: Entered,
    /// Who ended it, and when; `None` while it runs.
    pub ended: Option<Entered>,
    /// The actions that were open when it began, in the order in which they were raised.
    pub carried: Vec<EventId>,
    /// Where its beginning comes in the one order of entries.
    pub(super) place: usize,
}
