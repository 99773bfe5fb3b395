//! `callover report`: what goes to a committee.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::reader::{self, Opened};
use super::settings::Settings;
use super::{Failure, entered, output};
use crate::assess::ask::Ask;
use crate::assess::board::{Board, IndicatorView};
use crate::report::paper::{self, Format, Paper, Template};
use crate::store::atomic::{self, Readers};

const EXAMPLES: &str = "Examples:
  callover report figures/ -o r.html                       one page to read, print or send
  callover report figures/ -o r.html --remit safeguarding  one committee's, others in brief
  callover report figures/ -o r.md --template committee    with a committee paper's headings
  callover report figures/ -o r.html --exceptions          only what needs a look
  callover report figures/ -o r.html --compare 2025-10     two periods beside one another
  callover report figures/ -o r.html --grain quarter       quarters, with years' averages
  callover report figures/ -o r.html --since 2026-10-12    what was corrected since then
  callover report figures/ -o r.xlsx                       a workbook, a sheet a section
  callover report figures/ -o r.json                       the board, for other programs

Exit codes: 0 done; 2 the command line is wrong; 3 nothing readable; 4 not written";

/// Arguments of `report`.
#[derive(clap::Args)]
#[command(before_long_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    reader: reader::Args,
    /// The file to write; its ending says how: .html .md .csv .xlsx .json
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Only what needs a look
    #[arg(long)]
    exceptions: bool,
    /// The headings it has
    #[arg(long, value_name = "TEMPLATE", default_value = "plain")]
    template: TemplateArg,
}

/// The headings of a report.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum TemplateArg {
    /// The figures and what is said of them
    #[default]
    Plain,
    /// A committee's: purpose, recommendations, reasons, and the comments that others must write
    Committee,
}

/// Writes the report.
///
/// # Errors
/// Exit code 2 for an ending or a filter that is not there, 3 where nothing is readable, 4 where the
/// file cannot be written.
pub fn run(args: &Args) -> Result<u8, Failure> {
    let format = format(&args.output)?;
    let settings = Settings::read(&args.reader.settings);
    settings.tell();
    let journal = entered::journal(&args.reader, &settings)?;
    let opened = Opened::by(&args.reader, &settings)?;
    let ask = args.reader.ask(&settings);
    let board = opened.board(&ask)?;
    let everybody = everybody(&opened, &ask)?;
    let remits = &opened.loaded.catalogue.remits;
    let remit = remits.iter().find(|remit| Some(&remit.id) == ask.remit.as_ref());
    let paper = Paper {
        committee: remit.map(|remit| remit.title.as_str()),
        everybody: everybody.as_ref(),
        entered: Some(journal.state()),
        exceptions: args.exceptions,
        since: ask.since,
        template: match args.template {
            TemplateArg::Plain => Template::Plain,
            TemplateArg::Committee => Template::Committee,
        },
        ..Paper::of(&board)
    };
    let bytes = paper::write(&paper, format)
        .map_err(|why| Failure::output(format!("the report could not be made: {why}")))?;
    atomic::write(&args.output, &bytes, Readers::Everybody)
        .map_err(|error| Failure::output(error.to_string()))?;
    opened.tell_hidden(&board);
    tell_reds(&paper);
    opened.tell_complaints();
    Ok(0)
}

fn format(path: &Path) -> Result<Format, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.and_then(Format::of_ending).ok_or_else(|| {
        let known: Vec<String> =
            Format::ENDINGS.iter().map(|(known, _)| format!(".{known}")).collect();
        Failure::usage(format!(
            "`{}` ends in none of {}: the ending says how a report is written",
            path.display(),
            known.join(", ")
        ))
    })
}

/// Where one committee's indicators are asked for, the board of all.
fn everybody(opened: &Opened, ask: &Ask) -> Result<Option<Board>, Failure> {
    let all = Ask { remit: None, core: true, ..ask.clone() };
    ask.remit.is_some().then(|| opened.board(&all)).transpose()
}

/// Says which reds the public would read without a word of explanation.
fn tell_reds(paper: &Paper<'_>) {
    let silent = paper.reds_without_a_public_comment();
    if paper.board.public && !silent.is_empty() {
        let line = |row: &&IndicatorView| {
            let owner = row.owner();
            format!("  {} ({owner})", row.name)
        };
        let lines: Vec<String> = silent.iter().map(line).collect();
        output::complain(&format!("red without a comment for the public:\n{}", lines.join("\n")));
    }
}
