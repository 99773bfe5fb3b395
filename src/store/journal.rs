//! j
mod append;
mod entry;
mod line;
mod name;
mod read;
mod shaped;
pub use name::{file_name, folders};
pub use read::{Reader, Reading};
