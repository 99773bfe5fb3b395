//! Actions: who does what by when, and how the log of them is asked.

use chrono::NaiveDate;

use super::event::{About, Status, Task};
use super::id::EventId;
use super::state::Entered;
use crate::domain::authority::fold;

/// One step of an action's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It was put otherwise; as it stood from then on.
    Edited(Task, Entered),
    /// It was closed or opened again, with what was said.
    Moved(Status, String, Entered),
}

/// Something that somebody is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Its entry.
    pub id: EventId,
    /// What it is about; the period is the figure's own.
    pub about: About,
    /// Who raised it, when, and in which meeting.
    pub raised: Entered,
    /// As it was first put.
    pub first: Task,
    /// As it stands.
    pub task: Task,
    /// Where it stands.
    pub status: Status,
    /// What happened to it since, oldest first.
    pub history: Vec<Change>,
}

impl Action {
    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.status == Status::Open
    }

    /// How many days ago it was raised; 0 where a clock says it is yet to be.
    pub fn age(&self, today: NaiveDate) -> i64 {
        (today - self.raised.time.day()).num_days().max(0)
    }

    /// How many days it is overdue: `None` where it is closed, has no date, or has time left.
    pub fn overdue(&self, today: NaiveDate) -> Option<i64> {
        let due = self.task.due.filter(|due| self.is_open() && *due < today)?;
        Some((today - due).num_days())
    }

    /// What was said when it was last closed or opened again, and who said it; `None` where it never
    /// was.
    pub fn last_move(&self) -> Option<(Status, &str, &Entered)> {
        self.history.iter().rev().find_map(|change| match change {
            Change::Moved(status, note, entered) => Some((*status, note.as_str(), entered)),
            Change::Edited(..) => None,
        })
    }
}

/// The order of the action log; each order breaks its ties by when they were raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The one that is due first, first; those without a date last.
    #[default]
    Due,
    /// The oldest first.
    Age,
    /// By owner, each one's in order of due date.
    Owner,
}

/// What the action log is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Log {
    /// Closed ones too, after the open ones.
    pub closed: bool,
    /// Only the owners whose name holds this, ignoring case; `None`: everybody's.
    pub owner: Option<String>,
    /// The order.
    pub sort: Sort,
}

impl Log {
    /// Those of `actions` (in the order in which they were raised) that are asked for, sorted.
    pub(super) fn of<'a>(&self, actions: impl Iterator<Item = &'a Action>) -> Vec<&'a Action> {
        let owner = self.owner.as_deref().map(fold).unwrap_or_default();
        let mut found: Vec<&Action> = actions
            .filter(|action| self.closed || action.is_open())
            .filter(|action| fold(&action.task.owner).contains(&owner))
            .collect();
        let due = |action: &Action| (action.task.due.is_none(), action.task.due);
        match self.sort {
            Sort::Due => found.sort_by_key(|a| (!a.is_open(), due(a))),
            Sort::Age => found.sort_by_key(|a| !a.is_open()),
            Sort::Owner => found.sort_by_key(|a| (!a.is_open(), fold(&a.task.owner), due(a))),
        }
        found
    }
}
