//! The demonstration holds its accounts and tells its story: read from `data/demo/` as any program
//! would, month by month, with the latest extract standing.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its data has nothing to say")]

#[path = "demonstration/accounts.rs"]
mod accounts;
#[path = "demonstration/levels.rs"]
mod levels;
#[path = "demonstration/reading.rs"]
mod reading;
#[path = "demonstration/told.rs"]
mod told;
