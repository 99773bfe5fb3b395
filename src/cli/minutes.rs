//! `callover minutes`: a meeting's record, made again from the journal.

use std::path::{Path, PathBuf};

use super::reader::{self, Opened};
use super::settings::Settings;
use super::{Failure, entered};
use crate::domain::authority::Authority;
use crate::domain::meeting::{Journal, Meeting};
use crate::report::minutes::{self, Format};
use crate::store::atomic::{self, Readers};

const EXAMPLES: &str = "Examples:
  callover minutes figures/ -o minutes.html                      of the latest meeting
  callover minutes figures/ -o minutes.md --meeting 2026-11-12   of that day's
  callover minutes figures/ -o minutes.html --public             for the public";

/// Arguments of `minutes`.
#[derive(clap::Args)]
#[command(before_long_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    reader: reader::Args,
    /// Which meeting: its day, 2026-11-12, or its id (default: the latest)
    #[arg(long, value_name = "ID|DATE")]
    meeting: Option<String>,
    /// The file to write: .md or .html
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Writes the minutes.
///
/// # Errors
/// Exit code 2 for an ending or a meeting that is not there, 3 where nothing is readable, 4 where the
/// file cannot be written.
pub fn run(args: &Args) -> Result<u8, Failure> {
    let format = format(&args.output)?;
    let settings = Settings::read(&args.reader.settings);
    settings.tell();
    let journal = entered::journal(&args.reader, &settings)?;
    let opened = Opened::by(&args.reader, &settings)?;
    let ask = args.reader.ask(&settings);
    let board = opened.board(&ask)?;
    let authority = Authority::from(&board.authority);
    let meeting = found(&journal, &authority, args.meeting.as_deref())?;
    let board = opened.board(&ask.of_meeting(&meeting.details))?;
    let text = minutes::write(&board, &journal, meeting.id, board.public, format)
        .ok_or_else(|| Failure::input("the meeting's entries are not whole"))?;
    atomic::write(&args.output, text.as_bytes(), Readers::Everybody)
        .map_err(|error| Failure::output(error.to_string()))?;
    Ok(0)
}

fn format(path: &Path) -> Result<Format, Failure> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("md") => Ok(Format::Markdown),
        Some("html") => Ok(Format::Html),
        _ => Err(Failure::usage(format!(
            "`{}` ends in neither .md nor .html: the ending says how minutes are written",
            path.display()
        ))),
    }
}

/// The meeting that is asked for; the latest where none is.
fn found<'a>(
    journal: &'a Journal,
    authority: &Authority,
    asked: Option<&str>,
) -> Result<&'a Meeting, Failure> {
    let mut meetings = journal.state().meetings(authority);
    let Some(asked) = asked else {
        return meetings.next_back().ok_or_else(|| {
            Failure::input(format!(
                "no meeting about {} stands in the journal: M starts one in the dashboard",
                authority.name
            ))
        });
    };
    let is = |meeting: &Meeting| {
        meeting.id.to_string() == asked || meeting.details.date.to_string() == asked
    };
    let days: Vec<String> =
        journal.state().meetings(authority).map(|m| m.details.date.to_string()).collect();
    meetings.rfind(|meeting| is(meeting)).ok_or_else(|| {
        let known = if days.is_empty() { "there is none".to_owned() } else { days.join(", ") };
        Failure::usage(format!("there is no meeting `{asked}`; meetings were held on: {known}"))
    })
}
