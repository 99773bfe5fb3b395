//! Writes the demonstration: `cargo run --example demo` fills `data/demo/`, and
//! `cargo run --example demo -- --check` says whether what stands there is what this program writes.
//!
//! # The story
//!
//! Sampleford is an invented borough of 59,200 children, from November 2023 to October 2026. Four
//! workers leave the front door and assessments in time step down and stay down; daily triage turns
//! decisions within a day round; protection plans rise by 34 in a year while children in care fall by
//! 34; education plans leave their path to 90% when two psychologists leave; and in October 2026 three
//! or more placements turn red. Every kind of gap, correction, note, comment and target is met on the
//! way. Nothing here is a real council's figure, and no place or person in it exists; England's figures
//! are the published ones, each with its year.
//!
//! # The accounts
//!
//! Figures that must balance come from the tables in [`accounts`], written by hand: children in care
//! are those of the month before, and those who came, less those who left; protection plans and
//! education plans alike. A percentage is always a numerator over a denominator, and a denominator that
//! is another indicator is taken from it, never drawn again. Yearly rates are sums of twelve months.
//! Only what the story leaves open is drawn, by a seeded generator ([`random`]): a level along its
//! knots, with noise and season. The whole is a pure function of this code: the same bytes each time.
//!
//! The tables hold the figures as they stand now; [`restated`] puts back what was first said.

mod accounts;
mod annual;
mod benchmarks;
mod book;
mod calendar;
mod care;
mod care_tables;
mod catalogue;
mod early_help;
mod education;
mod figures;
mod front_door;
mod leavers;
mod measures;
mod missing;
mod neighbours;
mod output;
mod protection;
mod random;
mod record;
mod restated;
mod targets;
mod words;
mod workforce;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use record::{Authority, Header};

/// A file below the folder, and its bytes.
type File = (String, String);

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Writes the files, or compares them with what stands there.
fn run() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let check = match arguments.next().as_deref() {
        None => false,
        Some("--check") => true,
        Some(other) => return Err(format!("`{other}` is not known: --check, or nothing").into()),
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join("demo");
    let files = files()?;
    if check { Ok(compare(&folder, &files)) } else { write(&folder, &files) }
}

/// Every file of the demonstration.
fn files() -> Result<Vec<File>, Box<dyn Error>> {
    let accounts = accounts::Accounts::drawn_up();
    let mut book = book::Book::new();
    front_door::story(&mut book, &accounts);
    protection::story(&mut book, &accounts);
    care::story(&mut book, &accounts);
    leavers::story(&mut book, &accounts);
    education::story(&mut book, &accounts);
    early_help::story(&mut book, &accounts);
    missing::story(&mut book, &accounts);
    workforce::story(&mut book, &accounts);
    care::quarters(&mut book);
    annual::story(&mut book);
    restated::story(&mut book, &accounts);
    benchmarks::story(&mut book);
    words::story(&mut book)?;

    let mut files = vec![
        ("README.md".to_owned(), output::README.to_owned()),
        ("catalogue.json".to_owned(), output::catalogue()?),
    ];
    for (index, observations) in book.months().iter().enumerate() {
        let period = calendar::month(index, 0);
        let header = Header {
            format: "callover.snapshot/1",
            authority: Authority { name: "Sampleford" },
            period: period.clone(),
            extracted: calendar::extracted(index),
            source: words::source(index),
        };
        files.push((format!("{period}.json"), output::snapshot(&header, observations)?));
    }
    for (name, header, observations) in neighbours::snapshots() {
        files.push((name, output::snapshot(&header, &observations)?));
    }
    Ok(files)
}

/// Writes the files and says how many.
fn write(folder: &Path, files: &[File]) -> Result<ExitCode, Box<dyn Error>> {
    fs::create_dir_all(folder.join("neighbours"))?;
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    println!("{} files, {bytes} bytes, in {}", files.len(), folder.display());
    Ok(ExitCode::SUCCESS)
}

/// Compares the files with what stands in the folder: each that differs, is missing or is too many.
fn compare(folder: &Path, files: &[File]) -> ExitCode {
    let mut differing: Vec<String> = files
        .iter()
        .filter(|(name, text)| fs::read_to_string(folder.join(name)).ok().as_ref() != Some(text))
        .map(|(name, _)| format!("{name}: not what the generator writes"))
        .collect();
    for path in standing(folder) {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if !files.iter().any(|(known, _)| *known == name) {
            differing.push(format!("{name}: the generator does not write it"));
        }
    }
    for line in &differing {
        println!("{line}");
    }
    if differing.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// The JSON files in the folder and in its neighbours' folder.
fn standing(folder: &Path) -> Vec<PathBuf> {
    [folder.to_path_buf(), folder.join("neighbours")]
        .into_iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flat_map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect()
}
