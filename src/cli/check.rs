//! `callover check`: every complaint about the data, and about the configuration.

use clap::ValueEnum;
use serde::Serialize;

use super::reader;
use super::settings::Settings;
use super::{Failure, output};
use crate::assess::quality::{self, Doubt, Subject};
use crate::domain::authority::fold;
use crate::domain::complaint::{Complaint, Severity};
use crate::domain::published::Published as _;
use crate::store::folder::{self, Input, LoadError, Loaded};
use crate::store::journal::{Reader, Reading, folders};
use crate::store::locate::{Locator, Mention, Named};
use crate::store::published::England;
use crate::store::render::render;
use crate::store::{nearest, safe};

/// How complaints are written.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the line and a caret
    #[default]
    Text,
    /// An array, for other programs
    Json,
}

/// What makes the exit code 1.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// An error
    #[default]
    Error,
    /// An error or a warning
    Warning,
}

const EXAMPLES: &str = "Examples:
  callover check figures/                      every complaint, with its line
  callover check figures/2026-10.json          of one file
  callover check figures/ --fail-on warning    for a nightly job: exit code 1 for a warning too
  callover check figures/ --format json        an array, for other programs

Exit codes: 0 nothing wrong; 1 findings; 2 the command line is wrong; 3 nothing readable";

/// Arguments of `check`.
#[derive(clap::Args)]
#[command(before_long_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    reader: reader::Args,
    /// How complaints are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// What counts as a finding
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    fail_on: FailOn,
}

/// One complaint as other programs read it.
#[derive(Serialize)]
struct Row<'a> {
    severity: &'static str,
    code: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    help: &'a str,
}

/// Writes every complaint to standard output, then a line that counts them.
///
/// # Errors
/// Exit code 3 where there is nothing to read at all.
pub fn run(args: &Args) -> Result<u8, Failure> {
    let quiet = |_: usize, _: usize| {};
    let settings = Settings::read(&args.reader.settings);
    let input = args.reader.input(&settings).inspect_err(|_| settings.tell())?;
    let (complaints, files, foreign) = match folder::load(&input, &quiet) {
        Ok(loaded) => {
            let doubts = doubts(&loaded, &input);
            (sorted(loaded.complaints, doubts), loaded.files, loaded.foreign)
        }
        // Files that are all broken are a finding; no file at all is not.
        Err(error) if error.complaints.iter().all(|c| c.code == "unreadable") => {
            settings.tell();
            return Err(Failure::input(nothing(&error)));
        }
        Err(error) => (error.complaints, 0, error.foreign),
    };
    let mut complaints = [settings.complaints, complaints, set_aside(&input)].concat();
    if args.reader.strict {
        for complaint in complaints.iter_mut().filter(|c| c.code == "unknown-field") {
            complaint.severity = Severity::Error;
        }
    }
    let count = |severity| complaints.iter().filter(|c| c.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    match args.format {
        Format::Json => output::write(json(&complaints)?.as_bytes())?,
        Format::Text => {
            let colour = output::takes_colour();
            let mut text = String::new();
            for complaint in &complaints {
                text.push_str(&render(complaint, colour));
                text.push_str("\n\n");
            }
            text.push_str(&summary(files, foreign, errors, warnings));
            output::write(text.as_bytes())?;
        }
    }
    let strict = args.reader.strict || args.fail_on == FailOn::Warning;
    Ok(u8::from(errors > 0 || (strict && warnings > 0)))
}

/// What is wrong with the journals beside the figures.
fn set_aside(input: &Input) -> Vec<Complaint> {
    let read = |folder| {
        let Reading { complaints, away, .. } = Reader::new(folder).read();
        // Figures that cannot be reached are complained of already.
        if away.is_none() { complaints } else { Vec::new() }
    };
    folders(&input.source).into_iter().flat_map(read).collect()
}

/// What looks wrong in the figures that could be read, each with its place.
fn doubts(loaded: &Loaded, input: &Input) -> Vec<Complaint> {
    let mut locator = Locator::new(input);
    let mut found: Vec<Complaint> = Vec::new();
    let home = loaded.facts.home();
    for (at, facts) in loaded.facts.authorities().iter().enumerate() {
        for doubt in quality::doubts(facts, &loaded.catalogue, home == Some(at)) {
            let place = match &doubt.subject {
                Subject::Figure { file, indicator, period } => {
                    locator.figure(file, indicator, *period)
                }
                Subject::Snapshot { file } => locator.header(file, "extracted"),
                Subject::Entry { indicator } => locator.entry(indicator),
            };
            let Doubt { code, message, help, .. } = doubt;
            found.push(Complaint { severity: Severity::Warning, code, message, help, place });
        }
    }
    found.extend(unknown_names(loaded, &mut locator));
    for id in locator.own_entries() {
        if loaded.facts.authorities().iter().all(|f| f.timeline(&id).is_none()) {
            found.push(Complaint {
                severity: Severity::Warning,
                code: "unused-indicator",
                message: format!("no snapshot has a figure for `{id}`"),
                help: "check the id, or leave the entry out".to_owned(),
                place: locator.entry(&id),
            });
        }
    }
    found
}

/// Names in the catalogues of which nothing is known.
fn unknown_names(loaded: &Loaded, locator: &mut Locator) -> Vec<Complaint> {
    let england = England::new();
    let Loaded { catalogue, facts, .. } = loaded;
    let indicators = || catalogue.indicators().iter().map(|i| i.id.as_str()).collect();
    let remits = || catalogue.remits.iter().map(|remit| remit.id.as_str()).collect();
    let measures = || england.measures().iter().map(|measure| measure.code.as_str()).collect();
    let authorities = || {
        let areas = england.areas().iter();
        let published = areas.flat_map(|area| [&*area.name, &*area.number, &*area.ons]);
        let own = facts.authorities().iter().map(|facts| &facts.authority);
        published.chain(own.flat_map(|a| [Some(&*a.name), a.code.as_deref()]).flatten()).collect()
    };
    let complain = |Mention { what, name, place }: Mention| {
        let (known, kind, help): (Vec<&str>, _, _) = match what {
            Named::Sum => (
                indicators(),
                "indicator",
                "correct it: public copies cannot guard a sum that they do not know",
            ),
            Named::Step => (indicators(), "indicator", "correct it, or leave the step out"),
            Named::Remit => (remits(), "remit", "add it to `remits`"),
            Named::Measure => (measures(), "published measure", "see `callover show --published`"),
            Named::Authority => (authorities(), "authority", "write its name or its code"),
        };
        let is = |known: &&str| match what {
            Named::Authority => fold(known) == fold(&name),
            _ => *known == name,
        };
        if known.iter().any(is) {
            return None;
        }
        let near = nearest(&name, known.iter().copied());
        let help = near.map_or_else(|| help.to_owned(), |near| format!("did you mean `{near}`?"));
        Some(Complaint {
            severity: Severity::Warning,
            code: "unknown-name",
            message: format!("`{}` is no {kind} that is known", safe(&name)),
            help,
            place,
        })
    };
    locator.mentions().into_iter().filter_map(complain).collect()
}

/// By file, line and column; what is said of the catalogue for every authority, once.
fn sorted(complaints: Vec<Complaint>, doubts: Vec<Complaint>) -> Vec<Complaint> {
    let mut all: Vec<Complaint> = complaints.into_iter().chain(doubts).collect();
    all.sort_by(|a, b| a.place.cmp(&b.place));
    all.dedup();
    all
}

/// Why there was nothing to check.
fn nothing(error: &LoadError) -> String {
    match error.complaints.first() {
        Some(first) => format!("{}: {}; {}", first.place, first.message, first.help),
        None => error.to_string(),
    }
}

fn json(complaints: &[Complaint]) -> Result<String, Failure> {
    let rows: Vec<Row<'_>> = complaints
        .iter()
        .map(|c| Row {
            severity: c.severity.word(),
            code: c.code,
            file: &c.place.file,
            line: c.place.line,
            column: c.place.column,
            message: &c.message,
            help: &c.help,
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&rows).map_err(|error| {
        Failure::output(format!("the complaints could not be written: {error}"))
    })?;
    text.push('\n');
    Ok(text)
}

fn summary(files: usize, foreign: usize, errors: usize, warnings: usize) -> String {
    let several = |n: usize, word: &str| {
        if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
    };
    let alone = match foreign {
        0 => String::new(),
        n => format!(", {} of another kind left alone", several(n, "file")),
    };
    let found = match (errors, warnings) {
        (0, 0) => "nothing to complain of".to_owned(),
        (e, w) => format!("{}, {}", several(e, "error"), several(w, "warning")),
    };
    format!("{} read{alone}: {found}\n", several(files, "file"))
}
