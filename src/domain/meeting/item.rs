//! What people do to the agenda: add an item, put one off, mark one as explained until a day.

use chrono::NaiveDate;

use super::event::About;
use super::id::EventId;
use super::sitting::Meeting;
use super::state::Entered;

/// What was done to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// Put on the agenda.
    Added,
    /// Put off: until a day, else to the next meeting.
    Deferred(Option<NaiveDate>),
    /// It needs no more talk until a day.
    Explained(NaiveDate),
}

/// An indicator's item as a person left it. Of several about one indicator the last one stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its entry.
    pub id: EventId,
    /// Which indicator; its period is the board's.
    pub about: About,
    /// What was done.
    pub kind: ItemKind,
    /// Why; empty where nothing was said.
    pub why: String,
    /// Who did it, when, and in which meeting.
    pub entered: Entered,
    /// What ended it: talked about, cleared, or done otherwise; `None` while it stands.
    pub over: Option<Entered>,
    /// Where it comes in the one order of entries.
    pub(super) place: usize,
}

/// Whether an item belongs to today's talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// On the agenda, as theirs who put it there or put it off until now.
    OnAgenda,
    /// Off the agenda for now.
    Away,
}

impl Item {
    /// Where it stands on a day: in a meeting, or between meetings. What was put off to the next
    /// meeting is on the agenda of one that began after it was put off.
    pub fn place(&self, meeting: Option<&Meeting>, on: NaiveDate) -> Where {
        let here = match self.kind {
            ItemKind::Added => true,
            ItemKind::Explained(until) | ItemKind::Deferred(Some(until)) => until <= on,
            ItemKind::Deferred(None) => meeting.is_some_and(|m| m.place > self.place),
        };
        if here { Where::OnAgenda } else { Where::Away }
    }
}
