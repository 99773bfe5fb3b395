//! `callover keys`: every key of the dashboard, from the one table that it reads.

use super::{Failure, output};
use crate::app::keymap;

/// Arguments of `keys`.
#[derive(clap::Args)]
pub struct Args {
    /// As a Markdown table
    #[arg(long)]
    markdown: bool,
}

/// Writes the keys.
///
/// # Errors
/// Exit code 4 where they cannot be written.
pub fn run(args: &Args) -> Result<u8, Failure> {
    let text = if args.markdown { keymap::markdown() } else { keymap::text() };
    output::write(text.as_bytes())?;
    Ok(0)
}
