//! What people add to the figures: comments, actions, decisions, and the meetings they were made in.
//!
//! ```text
//! entries, from any file, in any order ─► one order ─► a fold ─► State ─► the screens, the minutes
//! ```
//!
//! An entry ([`Event`]) says that somebody did one thing: wrote a comment, closed an action, ended a
//! meeting. Entries are never changed: a correction, a withdrawal and an undo are entries too, so
//! nothing that was said is ever gone. What stands now is [`State`], a pure fold over all of them,
//! the same wherever and in whatever order they were read.
//!
//! **For a screen.** Keep one [`Journal`]. Hand it what the store reads ([`Journal::add`]), ask its
//! [`State`] what stands, and let it draw up what the person does ([`Journal::draw_up`]): it fills
//! in the running meeting and what the entry follows. The store stamps and keeps the entry.

mod action;
mod due;
mod event;
#[cfg(test)]
pub(crate) mod fixture;
mod fold;
mod id;
mod item;
mod journal;
mod moment;
mod note;
mod order;
mod sitting;
mod state;
#[cfg(test)]
mod tests;

pub use action::{Action, Change, Log, Sort};
pub use due::{DueError, due, until};
pub use event::{About, BoardOf, Details, Event, Stamp, Status, Task, What, Words};
pub use id::{ById, EventId, Ids, Spread};
pub use item::{Item, ItemKind, Where};
pub use journal::Journal;
pub use moment::Moment;
pub use note::{Note, NoteKind, Version};
pub use sitting::Meeting;
pub use state::{Entered, State};
