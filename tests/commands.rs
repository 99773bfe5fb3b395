//! The commands as a person or a program calls them: exact output, exact exit codes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "common/command.rs"]
mod command;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Output, Stdio};

use command::command;
use serde_json::Value;
use tempfile::TempDir;

/// Runs callover in a folder, with no configuration and no terminal.
fn callover(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

/// Exit code, standard output and standard error as one text.
fn told(output: &Output) -> String {
    let mut text = format!("exit {}\n", output.status.code().unwrap_or(-1));
    let _ = write!(text, "--- stdout\n{}", String::from_utf8_lossy(&output.stdout));
    let _ = write!(text, "--- stderr\n{}", String::from_utf8_lossy(&output.stderr));
    text
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn snapshot(period: &str, observations: &str) -> String {
    format!(
        "{{ \"format\": \"callover.snapshot/1\",\n  \"authority\": {{ \"name\": \"Sampleton\" }},\n  \
         \"period\": \"{period}\", \"extracted\": \"2026-11-05\",\n  \"observations\": [\n    {observations}\n  ] }}\n"
    )
}

/// The folder of the issue: truncated, a wrong month, text for a number, an invalid byte, good.
fn mixed() -> TempDir {
    let good = snapshot("2026-10", "{ \"indicator\": \"referrals\", \"value\": 310 }");
    let truncated = &good.as_bytes()[..good.len() - 20];
    let month = snapshot("2026-13", "{ \"indicator\": \"referrals\", \"value\": 310 }");
    let text = snapshot(
        "2026-09",
        "{ \"indicator\": \"rereferrals\", \"value\": \"18.4%\" },\n    { \"indicator\": \"referrals\", \"value\": 301 }",
    );
    let mut byte = snapshot(
        "2026-08",
        "{ \"indicator\": \"referrals\", \"value\": 238, \"comment\": \"caf\u{e9}\" }",
    )
    .into_bytes();
    let at = byte.windows(2).position(|w| w == "é".as_bytes()).unwrap();
    byte.splice(at..at + 2, [0xe9]);
    folder(&[
        ("a-truncated.json", truncated),
        ("b-month.json", month.as_bytes()),
        ("c-text.json", text.as_bytes()),
        ("d-byte.json", &byte),
        ("e-good.json", good.as_bytes()),
        ("package.json", b"{ \"name\": \"something else\" }"),
    ])
}

#[test]
fn check_names_every_fault_with_its_line_and_column() {
    let folder = mixed();
    insta::assert_snapshot!(told(&callover(folder.path(), &["check", "."])));
}

#[test]
fn check_is_readable_by_programs() {
    let folder = mixed();
    let output = callover(folder.path(), &["check", ".", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    let rows = rows.as_array().unwrap();
    assert!(rows.iter().all(|r| r["line"].as_u64() > Some(0) && r["column"].as_u64() > Some(0)));
    assert_eq!(rows.iter().filter(|r| r["severity"] == "error").count(), 4);
}

#[test]
fn show_gives_the_good_figures_and_counts_the_complaints() {
    let folder = mixed();
    insta::assert_snapshot!(told(&callover(folder.path(), &["show", "."])));
}

#[test]
fn a_warning_is_a_finding_only_when_asked_for() {
    let folder = folder(&[(
        "one.json",
        snapshot("2026-10", "{ \"indicator\": \"referrals\", \"valeu\": 1, \"value\": 310 }")
            .as_bytes(),
    )]);
    let code = |arguments: &[&str]| callover(folder.path(), arguments).status.code();
    assert_eq!(code(&["check", "."]), Some(0));
    assert_eq!(code(&["check", ".", "--strict"]), Some(1));
    assert_eq!(code(&["check", ".", "--fail-on", "warning"]), Some(1));
    insta::assert_snapshot!(told(&callover(folder.path(), &["check", "."])));
}

#[test]
fn the_exit_codes_are_those_of_the_contract() {
    let folder = folder(&[("x.json", b"{ \"a\": 1 }")]);
    for (arguments, code) in [
        (&["show", "--period", "2026-13"][..], 2),
        (&["show", "--nonsense"], 2),
        (&["show", "no-such-folder"], 3),
        (&["show", "."], 3),
        (&["check", "no-such-folder"], 3),
        (&["show", "--published"], 2),
        (&["show", "--published", "--authority", "Atlantis"], 2),
        (&["show", "--section", "front-dor"], 2),
        (&["schema", "snapshot"], 0),
        (&["schema", "nonsense"], 2),
        (&["keys"], 0),
        (&["--version"], 0),
        (&["--help"], 0),
    ] {
        let output = callover(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", told(&output));
        if code > 1 {
            let error = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(error.starts_with("error: "), "{arguments:?}: {error}");
            assert!(!error.contains("panicked"), "{error}");
        }
    }
}

#[test]
fn wrong_names_are_answered_with_the_right_ones() {
    let here = TempDir::new().unwrap();
    let mut text = String::new();
    for arguments in [
        &["show", "--published", "--authority", "Harringay"][..],
        &["show", "--published", "--authority", "north"],
        &["show", "--indicator", "rereferal"],
        &["show", "--remit", "parenting"],
        &["show", "--section", "doors"],
        &["show", "--compare", "lastyear"],
        &["show", "nowhere"],
        &["check", "nowhere", "neither"],
        &["sohw"],
        &["template", "-o", "figures.csv"],
    ] {
        let _ = writeln!(text, "$ callover {}", arguments.join(" "));
        text.push_str(&told(&callover(here.path(), arguments)));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn one_snapshot_can_come_on_standard_input() {
    let here = TempDir::new().unwrap();
    let mut child = command(here.path(), &["show", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let text = snapshot("2026-10", "{ \"indicator\": \"referrals\", \"value\": 310 }");
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let board: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(board["sections"][0]["indicators"][0]["value"], 310);
    assert_eq!(board["authority"]["name"], "Sampleton");
}

#[test]
fn text_from_files_carries_no_control_sequence() {
    let evil = "\\u001b[31mred\\u0007\\u009b2J\\u202eleft";
    let observations = format!(
        "{{ \"indicator\": \"referrals\", \"value\": 310, \"comment\": \"{evil}\", \"data_note\": \"{evil}\",\n      \
         \"breakdowns\": [ {{ \"by\": \"{evil}\", \"category\": \"{evil}\", \"value\": 3 }} ],\n      \
         \"benchmarks\": {{ \"{evil}\": 3 }}, \"{evil}\": 1 }}"
    );
    let text = snapshot("2026-10", &observations).replace("Sampleton", &format!("Sample{evil}"));
    let folder = folder(&[("e.json", text.as_bytes())]);
    for arguments in [
        &["show", "."][..],
        &["show", ".", "--format", "json"],
        &["show", ".", "--format", "csv"],
        &["show", ".", "--narrate"],
        &["check", "."],
        &["check", ".", "--format", "json"],
    ] {
        let output = callover(folder.path(), arguments);
        for bytes in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(bytes);
            let bad = text.chars().find(|c| {
                let control = c.is_control() && !matches!(c, '\n' | '\r');
                control || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            });
            assert_eq!(bad, None, "{arguments:?}");
        }
        assert!(!output.stdout.is_empty());
    }
}

#[test]
fn the_boards_of_the_demonstration_read_as_they_should() {
    let here = TempDir::new().unwrap();
    insta::assert_snapshot!(told(&callover(here.path(), &["show", "--core"])));
    insta::assert_snapshot!(told(&callover(
        here.path(),
        &["show", "--section", "children-in-care", "--core", "--narrate"]
    )));
}

fn published(authority: &str) -> Value {
    let here = TempDir::new().unwrap();
    let output = callover(
        here.path(),
        &["show", "--published", "--authority", authority, "--format", "json"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn measure(board: &Value, code: &str) -> Value {
    let sections = board["sections"].as_array().unwrap();
    let all = sections.iter().flat_map(|s| s["indicators"].as_array().unwrap());
    all.into_iter().find(|i| i["published"] == code).cloned().unwrap()
}

#[test]
fn an_authoritys_published_figures_stand_beside_englands_and_its_neighbours() {
    for name in ["Haringey", "309", "E09000014", "haring"] {
        let board = published(name);
        assert_eq!(board["authority"]["name"], "Haringey");
        let care = measure(&board, "LAC");
        assert_eq!((&care["value"], &care["shown"]), (&61.into(), &"61".into()));
        assert_eq!(care["period"], "2024/25");
        assert_eq!(care["series"].as_array().unwrap().len(), 10);
        let england = &care["benchmarks"][0];
        assert_eq!((&england["name"], &england["value"]), (&"england".into(), &67.into()));
        let all: usize = board["sections"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s["indicators"].as_array().unwrap().len())
            .sum();
        assert!(all > 150, "{all} of 157 measures");
    }
}

#[test]
fn an_abolished_authority_says_what_became_of_it() {
    let here = TempDir::new().unwrap();
    let output = callover(here.path(), &["show", "--published", "--authority", "Cumbria"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("no longer exists"), "{text}");
}

#[test]
fn the_board_is_valid_by_its_own_schema() {
    let here = TempDir::new().unwrap();
    let schema = callover(here.path(), &["schema", "board"]).stdout;
    let schema: Value = serde_json::from_slice(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let board = callover(here.path(), &["show", "--format", "json"]).stdout;
    let mut board: Value = serde_json::from_slice(&board).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&board).map(|e| e.to_string()).take(3).collect();
    assert!(errors.is_empty(), "{errors:?}");
    board["sections"][0]["indicators"][0]["rating"] = "purple".into();
    assert!(!validator.is_valid(&board), "the schema must be able to fail");
}

#[test]
fn a_closed_pipe_is_success() {
    let here = TempDir::new().unwrap();
    let mut child =
        command(here.path(), &["show", "--format", "json"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn check_doubts_what_looks_wrong_and_says_what_to_do() {
    let month = |n: u32, referrals: f64, rest: &str| {
        snapshot(
            &format!("2026-{n:02}"),
            &format!("{{ \"indicator\": \"referrals\", \"value\": {referrals} }}{rest}"),
        )
        .replace("2026-11-05", &format!("2026-{:02}-05", n + 1))
    };
    let both = |n: u32| {
        format!(
            ",\n    {{ \"indicator\": \"care-starts\", \"value\": {n} }},\n    {{ \"indicator\": \"children-in-care\", \"value\": {n} }}"
        )
    };
    let late = ",\n    { \"indicator\": \"care-ends\", \"value\": 3 }";
    let catalogue = "{ \"format\": \"callover.catalogue/1\", \"indicators\": [\n  \
         { \"id\": \"rereferrals\", \"targets\": [ { \"green\": 18, \"amber\": 16 } ] },\n  \
         { \"id\": \"referrals\", \"rebase\": [ { \"period\": \"2020-01\" } ] } ] }";
    let files: Vec<(String, String)> = vec![
        ("01.json".into(), month(1, 300.0, late)),
        ("02.json".into(), month(2, 302.0, "")),
        ("03.json".into(), month(3, 299.0, "")),
        ("04.json".into(), month(4, 301.0, "")),
        ("06.json".into(), month(6, 300.0, &both(12))),
        ("07.json".into(), month(7, 3000.0, &both(13))),
        ("08.json".into(), month(8, 302.0, &both(14))),
        ("08b.json".into(), month(8, 302.0, "")),
        ("09.json".into(), month(9, 301.0, "").replace("2026-10-05", "2026-09-20")),
        ("catalogue.json".into(), catalogue.into()),
    ];
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&files);
    insta::assert_snapshot!(told(&callover(folder.path(), &["check", "."])));
    let found =
        callover(folder.path(), &["check", ".", "--format", "json", "--fail-on", "warning"]);
    assert_eq!(found.status.code(), Some(1));
    let rows: Value = serde_json::from_slice(&found.stdout).unwrap();
    let codes: Vec<&str> =
        rows.as_array().unwrap().iter().map(|r| r["code"].as_str().unwrap()).collect();
    for code in [
        "jump",
        "gap",
        "stopped",
        "extracted-early",
        "same-extract-date",
        "stock-equals-flow",
        "target-crosses",
        "rebase-without-figure",
        "unused-indicator",
    ] {
        assert!(codes.contains(&code), "{code} is missing from {codes:?}");
    }
}

#[test]
fn check_finds_names_in_the_catalogue_of_which_nothing_is_known() {
    let good = snapshot("2026-10", "{ \"indicator\": \"own-id\", \"value\": 310 }");
    let catalogue = "{ \"format\": \"callover.catalogue/1\",\n  \
         \"sections\": [ { \"id\": \"front-door\", \"remit\": [\"safeguarding\", \"mayor\"] } ],\n  \
         \"groups\": [ { \"id\": \"g\", \"authorities\": [\"309\", \"st. helens\", \"Sampleton\", \"Atlantis\"] } ],\n  \
         \"pathways\": [ { \"id\": \"p\", \"steps\": [\"contacts\", \"own-id\", \"refferrals\"] } ],\n  \
         \"additive\": [ { \"total\": \"referrals\", \"parts\": [\"contacts\", \"nowhere\"] } ],\n  \
         \"indicators\": [ { \"id\": \"contacts\", \"published\": \"ReRefferal\" } ] }";
    let folder = folder(&[("a.json", good.as_bytes()), ("catalogue.json", catalogue.as_bytes())]);
    insta::assert_snapshot!(told(&callover(folder.path(), &["check", "."])));
}

/// A folder with one good snapshot and a configuration.
fn configured(text: &str) -> TempDir {
    let good = snapshot("2026-10", "{ \"indicator\": \"referrals\", \"value\": 310 }");
    folder(&[("figures/good.json", good.as_bytes()), ("config.toml", text.as_bytes())])
}

#[test]
fn the_configured_folder_and_authority_are_what_opens() {
    let place = configured("folder = 'figures'\nauthority = \"Sampleton\"\n");
    let configured = callover(place.path(), &["show", "--config", "config.toml"]);
    let named = callover(place.path(), &["show", "figures"]);
    assert_eq!((told(&configured), configured.status.code()), (told(&named), Some(0)));
    // Named by the environment, and outdone by a path.
    let mut by_environment = command(place.path(), &["show"]);
    by_environment.env("CALLOVER_CONFIG", "config.toml");
    assert_eq!(by_environment.output().unwrap().stdout, named.stdout);
    let missing = callover(place.path(), &["show", "elsewhere", "--config", "config.toml"]);
    assert_eq!(missing.status.code(), Some(3));
    // Without a configuration it is the demonstration, and nothing is written.
    let nothing = callover(place.path(), &["show"]);
    assert!(String::from_utf8_lossy(&nothing.stdout).contains("Sampleford"));
    assert!(nothing.stderr.is_empty());
    let left = fs::read_dir(place.path()).unwrap().count();
    assert_eq!(left, 2, "only what was there");
}

#[test]
fn the_usual_place_of_the_configuration_is_read() {
    let place = configured("");
    let paths = callover(place.path(), &["paths", "--format", "json"]);
    let paths: Value = serde_json::from_slice(&paths.stdout).unwrap();
    if cfg!(target_os = "linux") {
        let usual = place.path().join(".config/callover/config.toml");
        assert_eq!(paths["configuration"]["path"], usual.to_str().unwrap());
        fs::create_dir_all(usual.parent().unwrap()).unwrap();
        fs::write(&usual, format!("folder = '{}'\n", place.path().display())).unwrap();
        let shown = callover(place.path(), &["show"]);
        assert!(String::from_utf8_lossy(&shown.stdout).contains("Sampleton"));
        let paths = callover(place.path(), &["paths", "--format", "json"]);
        let paths: Value = serde_json::from_slice(&paths.stdout).unwrap();
        assert_eq!(paths["configuration"]["exists"], true);
        assert_eq!(paths["figures"]["source"], "folder");
    }
    assert_eq!(paths["configuration"]["exists"], false);
    assert_eq!(paths["figures"]["source"], "demonstration");
    for own in ["remembered", "drafts"] {
        assert!(paths[own]["path"].is_string() && paths[own]["exists"] == false, "{own}");
    }
}

#[test]
fn a_wrong_configuration_stops_no_command_and_is_told_with_line_and_column() {
    let text = "\u{feff}theme = dark\r\nfolder = 'figures'\r\nauthorty = \"X\"\r\n[keys]\r\nfind = \"ctrl-i\"\r\n";
    let place = configured(text);
    let with = ["--config", "config.toml"];
    let show = callover(place.path(), &["show", with[0], with[1]]);
    insta::assert_snapshot!(told(&show));
    assert_eq!(show.status.code(), Some(0));
    let check = callover(place.path(), &["check", with[0], with[1]]);
    insta::assert_snapshot!(told(&check));
    assert_eq!(check.status.code(), Some(1));
    for command in ["keys", "paths"] {
        let output = callover(place.path(), &[command, with[0], with[1]]);
        assert_eq!(output.status.code(), Some(0), "{command}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("config.toml:1:9"), "{command}");
    }
    let absent = callover(place.path(), &["show", "figures", "--config", "none.toml"]);
    assert_eq!(absent.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&absent.stderr).contains("there is no such file"));
}

#[test]
fn a_configured_folder_that_is_away_is_told_instead_of_showing_something_else() {
    let place = configured("\n\nfolder = 'away'\n");
    let output = callover(place.path(), &["show", "--config", "config.toml"]);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("away`, which config.toml:3:10 names as the folder"), "{said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn the_command_line_goes_before_the_configuration() {
    let text = "authority = \"Haringey\"\ncompare = \"year-ago\"\ncore = true\n";
    let place = configured(text);
    let board = |arguments: &[&str]| -> Value {
        let output = callover(place.path(), arguments);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let base = ["show", "--format", "json", "--config", "config.toml"];
    let with = |more: &[&str]| board(&[&base[..], more].concat());
    let counted = |board: &Value| {
        let sections = board["sections"].as_array().unwrap();
        sections.iter().map(|s| s["indicators"].as_array().unwrap().len()).sum::<usize>()
    };
    let (set, said) = (with(&[]), with(&["--compare", "previous", "--core=false"]));
    assert_eq!(
        (set["comparison"].as_str(), said["comparison"].as_str()),
        (Some("year-ago"), Some("previous"))
    );
    assert!(counted(&set) < counted(&said));
    // The configured authority is whose published figures are shown, unless another is asked for.
    assert_eq!(with(&["--published"])["authority"]["name"], "Haringey");
    assert_eq!(with(&["--published", "--authority", "York"])["authority"]["name"], "York");
    // It is not among these figures, which is said, and theirs are shown.
    let output = callover(place.path(), &["show", "figures", "--config", "config.toml"]);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("no-such-authority") && said.contains("config.toml:1:13"), "{said}");
}

#[test]
fn keys_are_listed_as_they_are_set() {
    let place = configured("[keys]\nfind = [\"F3\", \"ctrl-f\"]\ntheme = []\n");
    let output = callover(place.path(), &["keys", "--config", "config.toml"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = |name: &str| text.lines().find(|line| line.contains(&format!(" {name} "))).unwrap();
    assert!(line("find").starts_with("F3 Ctrl-F "), "{}", line("find"));
    assert!(line("theme").starts_with("           theme"), "{}", line("theme"));
}

/// The commands that the help lists.
fn commands(folder: &Path) -> Vec<String> {
    let help = String::from_utf8(callover(folder, &["--help"]).stdout).unwrap();
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let lines = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    lines.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

/// Whether a manual page says of every option what it does: a heading, then a line with words.
fn has_words_for_each_option(page: &str) -> bool {
    let lines: Vec<&str> = page.lines().collect();
    lines.windows(3).filter(|w| w[0] == ".TP").all(|w| !w[2].is_empty() && !w[2].starts_with('.'))
}

#[test]
fn an_option_without_words_is_seen() {
    assert!(has_words_for_each_option(".TP\n\\fB\\-\\-core\\fR\nOnly core indicators"));
    assert!(!has_words_for_each_option(
        ".TP\n\\fB\\-\\-core\\fR\n.TP\n\\fB\\-\\-public\\fR\nHidden"
    ));
}

#[test]
fn every_command_has_its_manual_page_and_completes() {
    let folder = tempfile::tempdir().unwrap();
    let listed = commands(folder.path());
    assert!(listed.len() > 8, "{listed:?}");
    let whole = String::from_utf8(callover(folder.path(), &["man"]).stdout).unwrap();
    for part in
        [".SH EXAMPLES", ".SH \"EXIT STATUS\"", "CALLOVER_CONFIG", "callover check figures/"]
    {
        assert!(whole.contains(part), "{part}");
    }
    for name in &listed {
        let page = String::from_utf8(callover(folder.path(), &["man", name]).stdout).unwrap();
        assert!(page.contains(&format!("callover\\-{name} \\-")), "{page}");
        assert!(has_words_for_each_option(&page), "{page}");
        let help = String::from_utf8(callover(folder.path(), &[name, "--help"]).stdout).unwrap();
        let options = help.split_whitespace().filter(|word| word.starts_with("--"));
        for option in options.map(|o| o.trim_matches(|c: char| !c.is_alphabetic() && c != '-')) {
            let option = option.split(['=', '[']).next().unwrap().replace('-', "\\-");
            assert!(page.contains(&option), "{option} of {name} is not in\n{page}");
        }
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = callover(folder.path(), &["completions", shell]);
        let script = String::from_utf8(script.stdout).unwrap();
        for name in &listed {
            assert!(script.contains(name.as_str()), "{name} is not completed in {shell}");
        }
    }
    let unknown = told(&callover(folder.path(), &["man", "sho"]));
    assert!(unknown.starts_with("exit 2\n") && unknown.contains("`sho`"), "{unknown}");
}

#[test]
fn the_short_help_fits_a_screen_and_the_long_one_begins_with_examples() {
    let folder = tempfile::tempdir().unwrap();
    let help = |word| String::from_utf8(callover(folder.path(), &[word]).stdout).unwrap();
    let (short, long) = (help("-h"), help("--help"));
    assert!(short.lines().count() <= 48, "{} lines\n{short}", short.lines().count());
    assert!(long.starts_with("Examples:\n"));
    for option in ["--as-at", "--since", "--indicator", "--catalogue", "--strict", "--config"] {
        assert!(long.contains(option) && !short.contains(option), "{option}");
    }
}
