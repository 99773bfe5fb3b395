//! The README is true: every command that it shows runs, in the order in which it is shown, in a folder
//! that holds what the README has the reader put there.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "common/blocks.rs"]
mod blocks;

#[path = "common/command.rs"]
mod command;

use std::fs;
use std::path::Path;
use std::process::Output;

use blocks::blocks;
use callover::domain::authority::Authority;
use callover::domain::meeting::{About, BoardOf, Details, Event, What};
use callover::store::journal::{Keeper, Place};
use chrono::{DateTime, NaiveDate};
use command::command;
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

fn document(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The commands of callover that a document shows, without what is said of them.
fn commands(text: &str) -> Vec<Vec<String>> {
    let lines: Vec<String> = blocks(text, "sh")
        .iter()
        .flat_map(|b| b.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    lines
        .iter()
        .filter_map(|line| line.split(" #").next())
        .filter_map(|line| line.trim().strip_prefix("target/release/").or(Some(line.trim())))
        .filter_map(|line| line.strip_prefix("callover"))
        .map(|line| line.split_whitespace().map(str::to_owned).collect())
        .collect()
}

/// What the README has its reader do by hand: the snapshot and the catalogue that it shows, a
/// spreadsheet of two months, a meeting that was started.
fn reader() -> TempDir {
    let folder = TempDir::new().unwrap();
    let figures = folder.path().join("figures");
    fs::create_dir(&figures).unwrap();
    let readme = document("README.md");
    for block in blocks(&readme, "json") {
        let snapshot = block.contains("callover.snapshot/");
        let name = if snapshot { "2026-10.json" } else { "catalogue.json" };
        fs::write(figures.join(name), block).unwrap();
    }
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [
        ["Ref", "Indicator", "Target", "Sep-26", "Oct-26"],
        ["FD2", "Referrals", "", "288", "310"],
        ["FD4", "Re-referrals within 12 months", "18%", "17.9%", "18.4%"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    workbook.save(folder.path().join("scorecard.xlsx")).unwrap();
    meet(folder.path());
    folder
}

/// A meeting about the README's authority.
fn meet(folder: &Path) {
    let place = Place {
        folder: folder.join("figures/journal"),
        local: folder.join("local"),
        read_only: false,
    };
    let mut keeper = Keeper::new(place);
    let stamp = keeper.stamp(DateTime::parse_from_rfc3339("2026-11-12T09:00:00Z").unwrap());
    let details = Details {
        title: "Call-over".to_owned(),
        date: NaiveDate::from_ymd_opt(2026, 11, 12).unwrap(),
        present: vec!["J Smith".to_owned()],
        apologies: Vec::new(),
        remit: None,
        board: BoardOf {
            period: "2026-10".parse().unwrap(),
            compare: "previous".to_owned(),
            as_at: None,
            core: false,
        },
    };
    let haringey = Authority { code: Some("E09000014".to_owned()), name: "Haringey".to_owned() };
    let event = Event {
        id: stamp.id,
        time: stamp.time,
        author: "J Smith".into(),
        host: "desk".into(),
        about: About { authority: haringey.into(), indicator: None, period: None },
        meeting: None,
        after: None,
        what: What::MeetingStarted(Box::new(details)),
    };
    assert_eq!(keeper.save(&event).unwrap().waits, None);
}

fn callover(folder: &Path, arguments: &[String]) -> Output {
    command(folder, arguments).output().unwrap()
}

/// Runs one command; what it said, where it did not do what it was asked.
fn run(folder: &Path, arguments: &[String]) -> Result<(), String> {
    let output = callover(folder, arguments);
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(format!("callover {}: {:?}\n{said}", arguments.join(" "), output.status.code()))
}

#[test]
fn every_command_of_the_readme_does_what_it_is_shown_for() {
    let folder = reader();
    let commands = commands(&document("README.md"));
    assert!(commands.len() > 20, "only {} were found", commands.len());
    let failed: Vec<String> =
        commands.iter().filter_map(|command| run(folder.path(), command).err()).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    for command in &commands {
        // Every file that a command names as its output is there afterwards.
        let Some(at) = command.iter().position(|word| word == "-o") else { continue };
        let output = folder.path().join(&command[at + 1]);
        assert!(output.exists(), "{} was not written", output.display());
    }
}

#[test]
fn a_command_that_is_not_so_is_told() {
    let folder = reader();
    let wrong =
        commands("```sh\ncallover report figures/ --output-as report.html   # no such option\n```");
    assert_eq!(wrong.len(), 1);
    let said = run(folder.path(), &wrong[0]).unwrap_err();
    assert!(said.contains("--output-as"), "{said}");
}

#[test]
fn the_mapping_of_the_readme_is_one() {
    let folder = reader();
    let readme = document("README.md");
    let mapping = blocks(&readme, "toml").into_iter().find(|b| b.contains("[indicators]")).unwrap();
    let words = "import scorecard.xlsx --map readme.toml --dry-run";
    let arguments: Vec<String> = words.split(' ').map(str::to_owned).collect();
    let said = |text: &str| {
        fs::write(folder.path().join("readme.toml"), text).unwrap();
        let output = callover(folder.path(), &arguments);
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(!said(&mapping).contains("readme.toml:"), "{}", said(&mapping));
    assert!(said(&mapping.replace("authority", "authorty")).contains("readme.toml:"));
}
