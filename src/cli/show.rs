//! `callover show`: the board without a screen.

use clap::ValueEnum;

use super::reader::{self, Opened};
use super::settings::Settings;
use super::{Failure, output};
use crate::assess::board::Board;
use crate::report;

/// How the board is written.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Format {
    /// A table for a log or an e-mail
    #[default]
    Text,
    /// `callover.board/1`, for other programs
    Json,
    /// One row an indicator, for spreadsheets
    Csv,
}

const EXAMPLES: &str = "Examples:
  callover show figures/                                 the latest board as text
  callover show figures/ --period 2026-09 --core         September's core indicators
  callover show --published --authority York             England's published figures
  callover show figures/ --section ehcp --format csv     a section for a spreadsheet
  callover show figures/ --public --format json          what may be shown, for a program
  callover show figures/ --narrate                       a sentence a line, to be read out";

/// Arguments of `show`.
#[derive(clap::Args)]
#[command(before_long_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    reader: reader::Args,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// One sentence a line, for a screen reader
    #[arg(long, conflicts_with = "format")]
    narrate: bool,
}

impl Args {
    /// The board as text.
    pub fn text(reader: reader::Args) -> Self {
        Self { reader, format: Format::Text, narrate: false }
    }
}

/// Writes the board to standard output; says on standard error how many complaints there are.
///
/// # Errors
/// As [`Opened::by`], and exit code 4 where it cannot be written.
pub fn run(args: &Args) -> Result<u8, Failure> {
    let settings = Settings::read(&args.reader.settings);
    settings.tell();
    let opened = Opened::by(&args.reader, &settings)?;
    let board = opened.board(&args.reader.ask(&settings))?;
    let bytes = if args.narrate {
        report::narrate::write(&board).into_bytes()
    } else {
        write(&board, args.format)?
    };
    output::write(&bytes)?;
    opened.tell_hidden(&board);
    opened.tell_complaints();
    // The process ends here: the system takes its memory back in one go, a million figures are let go one
    // by one.
    std::mem::forget(opened);
    Ok(0)
}

/// The board in a format.
///
/// # Errors
/// Exit code 4 where it cannot be written down.
pub fn write(board: &Board, format: Format) -> Result<Vec<u8>, Failure> {
    let fail = |error: &dyn std::fmt::Display| {
        Failure::output(format!("the board could not be written: {error}"))
    };
    match format {
        Format::Text => Ok(report::text::write(board, output::width()).into_bytes()),
        Format::Json => {
            report::json::write(board).map(String::into_bytes).map_err(|error| fail(&error))
        }
        Format::Csv => report::csv::write(board).map_err(|error| fail(&error)),
    }
}
