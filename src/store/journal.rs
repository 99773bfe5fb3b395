//! The journal on the disk: `journal/<author>@<host>.jsonl` beside the data, one entry a line.
//!
//! Every person on every machine adds to a file of their own, so that nothing needs a lock and no
//! two writers meet; everybody reads all files. A line is on the disk before it counts as saved. A
//! line that is not whole, or nobody's of ours, is set aside with its place and stops nothing.
//!
//! **For a screen.** A [`Keeper`] lives on a worker. [`Keeper::poll`] at the start and then every few
//! seconds brings what is new; [`Keeper::stamp`], then the journal's `draw_up`, then
//! [`Keeper::save`] for what the person enters: only what comes back as [`Saved`] is said to be
//! saved, and only that is added to the journal in memory. [`Drafts`] keep what is being typed.

mod append;
mod drafts;
mod entry;
mod fault;
mod keeper;
pub(super) mod line;
mod local;
mod name;
mod outbox;
mod read;
mod shaped;
mod stamps;
mod stretch;

pub use drafts::{Draft, Drafts};
pub use keeper::{Keeper, Place, Poll, Saved, Unsaved};
pub use local::waiting_for;
pub use name::{file_name, folders};
pub use read::{Reader, Reading};
pub use stamps::Stamps;
