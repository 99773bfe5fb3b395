//! Folders with things in them that are no files of figures, and clocks that jump.

use std::fs;

use callover::domain::meeting::{About, Journal, What};
use callover::store::journal::Stamps;
use chrono::{DateTime, FixedOffset};
use tempfile::TempDir;

use crate::{callover, one_good, told};

#[test]
#[cfg(unix)]
fn strange_names_and_things_in_a_folder_hide_no_figure() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    let (folder, own) = (one_good(), TempDir::new().unwrap());
    let root = folder.path();
    for name in ["two\nlines.json", "tab\t.json", "turned\u{202e}nosj.json", "\u{1b}[31m.json"] {
        fs::write(root.join(name), "{").unwrap();
    }
    fs::write(root.join(format!("{}.json", "n".repeat(240))), "{").unwrap();
    fs::create_dir(root.join("deep")).unwrap();
    symlink(root, root.join("deep/circle")).unwrap();
    symlink("/dev/zero", root.join("zero.json")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(root.join("pipe.json")).status();
    assert!(pipe.unwrap().success());
    let _socket = UnixListener::bind(root.join("socket.json")).unwrap();
    fs::File::create(root.join("vast.json")).unwrap().set_len(2 << 30).unwrap();
    insta::assert_snapshot!(told(
        &mut callover(own.path(), &["check", root.to_str().unwrap()]),
        root
    ));
    let shown = told(&mut callover(own.path(), &["show", root.to_str().unwrap()]), root);
    assert!(shown.starts_with("exit 0") && shown.contains("310"), "{shown}");
    // Each system has its own words for this one.
    symlink(root.join("itself.json"), root.join("itself.json")).unwrap();
    let said = told(&mut callover(own.path(), &["check", root.to_str().unwrap()]), root);
    assert!(said.contains("--> itself.json") && said.contains("7 errors"), "{said}");
}

/// One absurd figure, in whatever is written of it, hides no good one.
#[test]
fn a_huge_number_pushes_no_other_off_the_screen() {
    let (folder, own) = (one_good(), TempDir::new().unwrap());
    let huge = r#"{ "indicator": "contacts", "value": 1e308, "target": 1e300, "benchmarks": { "england": 1e200 } }"#;
    let good = r#"{ "indicator": "referrals", "value": 310 }"#;
    let text = crate::snapshot("2026-10", &format!("{huge}, {good}"));
    fs::write(folder.path().join("good.json"), text).unwrap();
    let shown =
        told(&mut callover(own.path(), &["show", folder.path().to_str().unwrap()]), folder.path());
    assert!(shown.contains("1.00e308") && shown.contains("310"), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_no_text_is_read_and_shown_as_far_as_it_is() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let (folder, own) = (one_good(), TempDir::new().unwrap());
    fs::write(folder.path().join(OsStr::from_bytes(b"a\xffb.json")), "{").unwrap();
    let said =
        told(&mut callover(own.path(), &["check", folder.path().to_str().unwrap()]), folder.path());
    assert!(said.contains("--> a\u{fffd}b.json:1:2"), "{said}");
}

#[test]
#[cfg(unix)]
fn a_pipe_among_the_journals_stops_nobody() {
    let (folder, own) = (one_good(), TempDir::new().unwrap());
    let journal = folder.path().join("journal");
    fs::create_dir(&journal).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(journal.join("ada@desk.jsonl")).status();
    assert!(pipe.unwrap().success());
    let vast = fs::File::create(journal.join("bob@desk.jsonl")).unwrap();
    vast.set_len(2 << 30).unwrap();
    let path = folder.path().to_str().unwrap();
    let mut pty = crate::pty::Pty::run(
        &crate::pty::Pty::command(own.path(), own.path(), &["--look-every", "20", path]),
        (120, 36),
    );
    pty.wait_for("2 complaints: !").press("!").wait_for("it is not a file");
    pty.wait_for("it is larger than a gigabyte").press("\x1b2").wait_for("Indicator");
    pty.press("iwritten all the same")
        .wait_for("written all the same")
        .press("\x13")
        .wait_for("saved");
    pty.press("q");
    assert_eq!(pty.exit_code(), 0);
    assert_eq!(fs::read_dir(journal).unwrap().count(), 3);
}

/// Devices without end, wherever a file can be named.
#[test]
#[cfg(target_os = "linux")]
fn what_never_ends_is_refused() {
    let (folder, own) = (one_good(), TempDir::new().unwrap());
    let path = folder.path().to_str().unwrap();
    fs::write(folder.path().join("a.csv"), "Indicator,Value\n").unwrap();
    let table = folder.path().join("a.csv");
    let table = table.to_str().unwrap();
    for (arguments, words) in [
        (&["check", "/dev/zero"][..], "neither a file nor a folder"),
        (&["show", path, "--catalogue", "/dev/zero"], "there is no catalogue `/dev/zero`"),
        (&["show", path, "--config", "/dev/zero"], "it is longer than 256 kilobytes"),
        (&["import", "/dev/zero", "-o", path], "it is not a file"),
        (&["import", table, "--map", "/dev/zero", "-o", path], "it is longer than 1 megabyte"),
    ] {
        let said = told(&mut callover(own.path(), arguments), folder.path());
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    // What is remembered counts as never written, and drafts as never typed.
    std::os::unix::fs::symlink("/dev/zero", own.path().join("remembered.json")).unwrap();
    let said =
        told(callover(own.path(), &["paths"]).env("CALLOVER_STATE", own.path()), folder.path());
    assert!(said.starts_with("exit 0"), "{said}");
}

/// The system's own refusal, by which nobody is held who may do everything: then as somebody else.
#[test]
#[cfg(unix)]
fn what_may_not_be_read_is_told_and_the_rest_is_shown() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;

    const NOBODY: u32 = 65_534;
    let mode = |path: &std::path::Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let (folder, own) = (one_good(), TempDir::new().unwrap());
    let root = folder.path();
    fs::write(root.join("locked.json"), "{").unwrap();
    fs::create_dir(root.join("shut")).unwrap();
    fs::write(root.join("shut/a.json"), "{").unwrap();
    let everything = fs::metadata(root).unwrap().uid() == 0;
    let ask = |arguments: &[&str]| {
        let mut command = callover(own.path(), arguments);
        if everything {
            command.uid(NOBODY).gid(NOBODY).current_dir("/");
        }
        command
    };
    for open in [root, own.path()] {
        mode(open, 0o755);
    }
    if let Err(error) = ask(&["--version"]).output() {
        println!("skipped: nobody else may run the program here: {error}");
        return;
    }
    mode(&root.join("locked.json"), 0o000);
    mode(&root.join("shut"), 0o000);
    let path = root.to_str().unwrap();
    insta::assert_snapshot!(told(&mut ask(&["check", path]), root));
    let shown = told(&mut ask(&["show", path]), root);
    assert!(shown.starts_with("exit 0") && shown.contains("310"), "{shown}");
    let shut = told(&mut ask(&["show", root.join("shut").to_str().unwrap()]), root);
    assert!(shut.starts_with("exit 3"), "{shut}");
    mode(&root.join("shut"), 0o755);
}

#[test]
fn a_clock_that_jumps_costs_neither_entries_nor_their_order() {
    let stamps = Stamps::default();
    let at = |text: &str| text.parse::<DateTime<FixedOffset>>().unwrap();
    // Put on by ten years, put back by twenty, put right; winter time comes in between.
    let clocks = [
        "2026-11-12T14:00:00+00:00",
        "2036-11-12T14:00:01+00:00",
        "2016-11-12T14:00:02+00:00",
        "1960-01-01T00:00:00+00:00",
        "2026-11-12T15:00:03+01:00",
    ];
    let mut journal = Journal::default();
    let mut ids = Vec::new();
    for clock in clocks {
        let stamp = stamps.next(at(clock));
        ids.push(stamp.id);
        let about = About { authority: authority(), indicator: None, period: None };
        let event = journal.draw_up(stamp, ("J Smith", "lap1"), about, What::Discussed);
        journal.add(vec![event.into()]);
    }
    assert!(ids.is_sorted(), "{ids:?}");
    assert_eq!(journal.events().len(), clocks.len());
    // Whoever reads them in another order has the same.
    let read = Journal::of(journal.events().iter().rev().cloned().collect());
    assert_eq!(read, journal);
}

fn authority() -> std::sync::Arc<callover::domain::authority::Authority> {
    callover::domain::authority::Authority { code: None, name: "Sampleton".to_owned() }.into()
}
