//! `callover import`: spreadsheets and open data into snapshots.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::{Local, NaiveDate};

use super::{Failure, output};
use crate::domain::catalogue::Catalogue;
use crate::domain::complaint::{Complaint, Severity};
use crate::domain::facts::Facts;
use crate::domain::snapshot::Stamp;
use crate::store::atomic::{self, Readers};
use crate::store::bounded;
use crate::store::folder::{self, Input, Source};
use crate::store::import::{self, Mapping, Outcome, Target, Wish};
use crate::store::render::render;

/// Nothing is said of progress before this.
const QUIET: Duration = Duration::from_millis(300);
/// No mapping is longer.
const LONGEST_MAPPING: u64 = 1 << 20;

const EXAMPLES: &str = "Examples:
  callover import scorecard.xlsx -o figures/ --authority Haringey
  callover import scorecard.xlsx --dry-run             what is understood; nothing is written
  callover import scorecard.xlsx --write-map map.toml  the same as a file to edit
  callover import *.csv -o figures/ --map map.toml --extracted 2026-11-05

Exit codes: 0 done, also with warnings; 1 something could not be used, the rest is written;
2 the command line is wrong; 3 nothing readable; 4 not written";

/// Arguments of `import`.
#[derive(clap::Args)]
#[command(before_long_help = EXAMPLES)]
pub struct Args {
    /// CSV, XLSX or ODS files; open data of the Department for Education as it is published
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The folder for the snapshots: FOLDER/haringey/2026-10.json
    #[arg(short, long, value_name = "FOLDER", required_unless_present_any = ["dry_run", "write_map"])]
    output: Option<PathBuf>,
    /// Only print what is understood, as a table
    #[arg(long)]
    dry_run: bool,
    /// What columns, indicators, periods and sheets are
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Only write what is understood as a mapping, to be edited
    #[arg(long, value_name = "FILE")]
    write_map: Option<PathBuf>,
    /// Whose figures these are; where the files say so, the one whose are wanted
    #[arg(long, value_name = "NAME|CODE")]
    authority: Option<String>,
    /// When the figures were extracted: 2026-11-05, with a time if it matters (default: today)
    #[arg(long, value_name = "DATE", value_parser = stamp)]
    extracted: Option<Stamp>,
    /// Where the figures came from (default: the files' names)
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// Keep indicators that the catalogue lacks, under Other
    #[arg(long)]
    keep_unknown: bool,
    /// A catalogue to read after the built-in one and the folder's own
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
}

fn stamp(text: &str) -> Result<Stamp, String> {
    text.parse().map_err(|error: crate::domain::snapshot::StampError| error.to_string())
}

/// Imports, and says what was done.
///
/// # Errors
/// Exit code 2 where nothing says whose figures they are, 3 where no figure can be read, 4 where
/// not all could be written.
pub fn run(args: &Args) -> Result<u8, Failure> {
    let mapping = mapping(args)?;
    let (catalogue, existing) = known(args)?;
    let extracted = args.extracted.or(mapping.extracted).unwrap_or_else(|| Stamp::day(today()));
    let wish = Wish {
        files: &args.files,
        mapping: &mapping,
        catalogue: &catalogue,
        authority: args.authority.as_deref(),
        source: args.source.as_deref(),
        extracted,
    };
    let write = !args.dry_run && args.write_map.is_none();
    let folder = args.output.as_deref().unwrap_or(Path::new("."));
    let target = Target { folder, existing: existing.as_ref(), write };
    let progress = Progress::new();
    let outcome = import::import(&wish, target, &|rows| progress.tell(rows));
    progress.clear();
    complain(&outcome.complaints);
    if let Some(failed) = &outcome.failed {
        return Err(Failure::output(format!(
            "{failed}; what was there is as it was: put it right and import again"
        )));
    }
    if let Some(path) = &args.write_map {
        write_map(path, args, &mapping, &outcome)?;
    }
    if args.dry_run {
        output::write(import::text(&outcome).as_bytes())?;
    }
    if outcome.figures() == 0 {
        return Err(nothing(&outcome));
    }
    if !args.dry_run && args.write_map.is_none() {
        output::write(summary(&outcome, folder).as_bytes())?;
    }
    Ok(u8::from(outcome.has_errors()))
}

fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// The text of a mapping, in a file of any kind.
fn text(path: &Path) -> io::Result<String> {
    bounded::stream(File::open(path)?, LONGEST_MAPPING).and_then(bounded::text)
}

/// The mapping with what the command line adds to it.
fn mapping(args: &Args) -> Result<Mapping, Failure> {
    let mut mapping = Mapping::default();
    if let Some(path) = &args.map {
        let shown = path.display().to_string();
        let text = text(path).map_err(|error| {
            Failure::input(format!("the mapping `{shown}` cannot be read: {error}"))
        })?;
        mapping = Mapping::read(&shown, &text).map_err(|complaints| {
            complain(&complaints);
            Failure::input(format!("the mapping `{shown}` cannot be used: put it right first"))
        })?;
    }
    mapping.keep_unknown |= args.keep_unknown;
    Ok(mapping)
}

/// What indicators mean, and the figures that the output folder holds.
fn known(args: &Args) -> Result<(Catalogue, Option<Facts>), Failure> {
    if let Some(missing) = args.catalogue.as_ref().filter(|path| !path.is_file()) {
        let missing = missing.display();
        return Err(Failure::input(format!("there is no catalogue `{missing}`: name a file")));
    }
    let input = Input {
        source: Source::Paths(args.output.iter().cloned().collect()),
        catalogues: args.catalogue.iter().cloned().collect(),
    };
    let (catalogue, complaints) = folder::catalogue(&input);
    complain(&complaints);
    let there = args.output.as_ref().is_some_and(|folder| folder.is_dir());
    let loaded = there.then(|| folder::load(&input, &|_, _| {}).ok()).flatten();
    Ok((catalogue, loaded.map(|loaded| loaded.facts)))
}

fn write_map(
    path: &Path,
    args: &Args,
    mapping: &Mapping,
    outcome: &Outcome,
) -> Result<(), Failure> {
    let authority = args.authority.as_deref().or(mapping.authority.as_deref());
    let source = args.source.as_deref().or(mapping.source.as_deref());
    let text = import::mapping_text(outcome, authority, source);
    atomic::write(path, text.as_bytes(), Readers::Everybody)
        .map_err(|error| Failure::output(error.to_string()))
}

/// Why there is nothing to write.
fn nothing(outcome: &Outcome) -> Failure {
    if outcome.complaints.iter().any(|c| c.code == "no-authority") {
        return Failure::usage(
            "nothing says whose figures these are: add --authority with a council's name or code",
        );
    }
    Failure::input("no figure could be read from these files: --dry-run prints what is understood")
}

/// Complaints, then a line that counts them, on standard error.
fn complain(complaints: &[Complaint]) {
    let colour = io::stderr().is_terminal() && output::takes_colour();
    let mut err = io::stderr().lock();
    for complaint in complaints {
        let _ = writeln!(err, "{}\n", render(complaint, colour));
    }
    let count = |severity| complaints.iter().filter(|c| c.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        let _ = writeln!(err, "{}, {}", several(errors, "error"), several(warnings, "warning"));
    }
}

fn several(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

fn summary(outcome: &Outcome, folder: &Path) -> String {
    let folder = crate::store::safe(&folder.display().to_string()).into_owned();
    let mut text = format!("{} read; ", several(outcome.figures(), "figure"));
    let _ = match outcome.written.len() {
        0 => writeln!(text, "{folder} has them all already, nothing was written"),
        n => writeln!(text, "{} written to {folder}", several(n, "snapshot")),
    };
    if outcome.unchanged > 0 && !outcome.written.is_empty() {
        let kept = several(outcome.unchanged, "snapshot");
        let _ = writeln!(text, "{kept} said what was there already");
    }
    if outcome.restated > 0 {
        let restated = several(outcome.restated, "figure");
        let _ = writeln!(text, "{restated} corrected: both versions are kept");
    }
    text
}

/// The count of rows on standard error, when somebody watches and it takes long.
struct Progress {
    started: Instant,
    watched: bool,
    told: std::cell::Cell<bool>,
}

impl Progress {
    fn new() -> Self {
        let watched = io::stderr().is_terminal();
        Self { started: Instant::now(), watched, told: std::cell::Cell::new(false) }
    }

    fn tell(&self, rows: usize) {
        if self.watched && self.started.elapsed() > QUIET {
            self.told.set(true);
            let _ = write!(io::stderr(), "\r{rows} rows");
        }
    }

    fn clear(&self) {
        if self.told.get() {
            let _ = write!(io::stderr(), "\r{:20}\r", "");
        }
    }
}
