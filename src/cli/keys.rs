//! `callover keys`: every key of the dashboard, from the one table that it reads and as the
//! configuration changes it.

use super::settings::{self, Settings};
use super::{Failure, output};

/// Arguments of `keys`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    settings: settings::Args,
    /// As a Markdown table
    #[arg(long)]
    markdown: bool,
}

/// Writes the keys.
///
/// # Errors
/// Exit code 4 where they cannot be written.
pub fn run(args: &Args) -> Result<u8, Failure> {
    let settings = Settings::read(&args.settings);
    settings.tell();
    let keymap = &settings.keymap;
    let text = if args.markdown { keymap.markdown() } else { keymap.text() };
    output::write(text.as_bytes())?;
    Ok(0)
}
