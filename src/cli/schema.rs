//! `callover schema`: the JSON Schemas of the formats.

use clap::ValueEnum;

use super::{Failure, output};
use crate::report;
use crate::store::schema;

/// Which format.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// What a snapshot file holds
    Snapshot,
    /// What a catalogue file holds
    Catalogue,
    /// What one line of a journal holds
    Journal,
    /// What `show --format json` writes
    Board,
}

/// Arguments of `schema`.
#[derive(clap::Args)]
pub struct Args {
    /// The format
    format: Format,
}

/// Writes the schema.
///
/// # Errors
/// Exit code 4 where it cannot be written.
pub fn run(args: &Args) -> Result<u8, Failure> {
    let text = match args.format {
        Format::Snapshot => schema::snapshot_schema(),
        Format::Catalogue => schema::catalogue_schema(),
        Format::Journal => schema::journal_schema(),
        Format::Board => report::json::schema()
            .map_err(|error| Failure::output(format!("the schema could not be made: {error}")))?,
    };
    output::write(text.as_bytes())?;
    Ok(0)
}
