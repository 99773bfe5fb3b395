//! In public nothing hidden is in any output, in any form: figures are planted that would be known
//! anywhere, and every way out is searched for them, byte by byte.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "common/command.rs"]
mod command;
#[path = "common/dashboard.rs"]
#[expect(dead_code, reason = "shared with other tests")]
mod dashboard;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Output;
use std::rc::Rc;

use callover::app::input::{Input, Press};
use callover::app::meeting::Others;
use callover::app::settings::Settings;
use callover::app::source::Source;
use callover::app::{App, Effect, Loaded, Msg, update};
use callover::assess::ask::Ask;
use callover::domain::meeting::Journal;
use callover::store::folder::{self, Input as Files};
use callover::store::published::England;
use callover::ui::picture;
use command::command;
use crossterm::event::KeyCode;
use dashboard::{press, screen};
use tempfile::TempDir;

/// Nothing of this may come out in public: hidden numbers as they are and as people read them, what
/// they make, and words and names that are inside the council's walls.
const PLANTED: [&str; 15] = [
    // 3 of 7919, and its share.
    "7919",
    "7,919",
    "0.0378",
    // The part that would give away the small one.
    "6841",
    "6,841",
    // A year to date that would give a small month away.
    "8923",
    "8,923",
    // A cohort few of which went on.
    "4241",
    // What is left of a total, less a few; a safe share is out of it.
    "5693",
    "5,693",
    "Planted",
    "Nobody's team",
    "J Planter",
    "Seven siblings",
    "the room alone",
];

/// What is said in public all the same.
const SAID: [&str; 2] = ["Said to everybody", "Sampleton"];

fn snapshot(month: &str, day: &str, observations: &str) -> String {
    format!(
        r#"{{ "format": "callover.snapshot/1", "authority": {{ "name": "Sampleton" }},
          "period": "{month}", "extracted": "{day}", "source": "Planted by J Planter",
          "observations": [ {observations} ] }}"#
    )
}

/// Figures of which some must be hidden, and a journal.
fn planted() -> TempDir {
    let folder = TempDir::new().unwrap();
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let catalogue = r#"{ "format": "callover.catalogue/1", "indicators": [
        { "id": "to-date", "section": "front-door", "name": "Inspections so far", "unit": "count",
          "polarity": "none", "frequency": "monthly", "kind": "cumulative", "decimals": 0 },
        { "id": "conferences", "section": "child-protection", "name": "Conferences", "unit": "count",
          "polarity": "none", "frequency": "monthly", "kind": "flow", "decimals": 0, "protect_zero": true },
        { "id": "in-time", "section": "child-protection", "name": "In time", "unit": "percent",
          "polarity": "higher", "frequency": "monthly", "kind": "flow", "decimals": 1,
          "disclosure": "safe", "targets": [ { "green": 90, "amber": 80, "origin": "local" } ] } ],
      "additive": [ { "total": "referrals", "parts": ["contacts", "conferences"] } ] }"#;
    put("catalogue.json", catalogue);
    let months = ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"];
    for (at, month) in months.iter().enumerate() {
        let last = at + 1 == months.len();
        // The month's year to date grows by 2: the later figure is hidden.
        let to_date = if last { 8923 } else { 1500 * (at + 1) - usize::from(at == 5) * 79 };
        let (n, d) = if last { (3, 7919) } else { (900, 7000) };
        let small = if last { 2 } else { 60 };
        let conferences = if last { 5693 } else { 100 + at };
        let observations = format!(
            r#"{{ "indicator": "rereferrals", "numerator": {n}, "denominator": {d},
               "comment": "Seven siblings were re-referred.", "data_note": "Planted note" }},
            {{ "indicator": "to-date", "value": {to_date} }},
            {{ "indicator": "children-in-care", "value": {total},
               "comment": {{ "text": "Said to everybody", "public": true }},
               "breakdowns": [
                 {{ "by": "age", "category": "0-4", "value": {small} }},
                 {{ "by": "age", "category": "5-9", "value": {rest} }},
                 {{ "by": "age", "category": "10-15", "value": 9500 }},
                 {{ "by": "team", "category": "Nobody's team", "value": {total} }} ],
               "cohorts": [ {{ "cohort": "2026-05", "step": "children-leaving-care", "within_days": 90,
                               "count": 4, "of": 4241 }} ] }},
            {{ "indicator": "contacts", "value": {few} }},
            {{ "indicator": "conferences", "value": {conferences} }},
            {{ "indicator": "referrals", "value": {sum} }},
            {{ "indicator": "in-time", "numerator": {in_time}, "denominator": {conferences} }}"#,
            total = small + if last { 6841 } else { 700 } + 9500,
            rest = if last { 6841 } else { 700 },
            few = if last { 4 } else { 50 },
            sum = conferences + if last { 4 } else { 50 },
            in_time = conferences - 50,
        );
        let day = format!("2026-{:02}-05", at + 5);
        put(&format!("{month}.json"), &snapshot(month, &day, &observations));
    }
    put("journal/ann@desk.jsonl", &JOURNAL.join("\n"));
    folder
}

const JOURNAL: [&str; 5] = [
    r#"{"id":"01935d6e-7f00-7000-8000-000000000001","time":"2026-11-12T14:00:00+00:00","author":"Ann","host":"desk","authority":{"name":"Sampleton"},"what":{"meeting-started":{"title":"Call-over","date":"2026-11-12","present":["Ann"],"board":{"period":"2026-10","compare":"previous","core":false}}}}"#,
    r#"{"id":"01935d6e-7f00-7000-8000-000000000002","time":"2026-11-12T14:01:00+00:00","author":"Ann","host":"desk","authority":{"name":"Sampleton"},"meeting":"01935d6e-7f00-7000-8000-000000000001","indicator":"rereferrals","period":"2026-10","what":{"discussed":{}}}"#,
    r#"{"id":"01935d6e-7f00-7000-8000-000000000003","time":"2026-11-12T14:02:00+00:00","author":"Ann","host":"desk","authority":{"name":"Sampleton"},"meeting":"01935d6e-7f00-7000-8000-000000000001","indicator":"rereferrals","period":"2026-10","what":{"comment":{"text":"For the room alone","public":false}}}"#,
    r#"{"id":"01935d6e-7f00-7000-8000-000000000004","time":"2026-11-12T14:03:00+00:00","author":"Ann","host":"desk","authority":{"name":"Sampleton"},"meeting":"01935d6e-7f00-7000-8000-000000000001","what":{"decision":{"text":"Said to everybody: we look again","public":true}}}"#,
    "",
];

fn callover(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

/// Every text that the commands write, with what wrote it; standard error among them.
fn written(folder: &Path, public: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut run = |arguments: &[&str], file: Option<&str>| {
        let arguments: Vec<&str> = arguments.iter().copied().chain([public]).collect();
        let name = arguments.join(" ");
        let output = callover(folder, &arguments);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let said = [output.stdout, output.stderr].concat();
        texts.push((name.clone(), String::from_utf8(said).unwrap()));
        texts.extend(file.map(|f| (name, fs::read_to_string(folder.join(f)).unwrap())));
    };
    for grain in ["month", "quarter", "year"] {
        for format in ["text", "json", "csv"] {
            run(&["show", ".", "--grain", grain, "--format", format], None);
        }
        run(&["show", ".", "--grain", grain, "--narrate"], None);
    }
    run(&["show", ".", "--since", "2026-06-01", "--compare", "2026-09"], None);
    for ending in ["html", "md", "csv", "json"] {
        let file = format!("out/report.{ending}");
        fs::create_dir_all(folder.join("out")).unwrap();
        run(&["report", ".", "-o", &file], Some(&file));
    }
    for ending in ["html", "md"] {
        let file = format!("out/minutes.{ending}");
        run(&["minutes", ".", "-o", &file], Some(&file));
    }
    let output = callover(folder, &["report", ".", "-o", "out/report.xlsx", public]);
    assert!(output.status.success());
    texts.extend(parts(&folder.join("out/report.xlsx")));
    fs::remove_dir_all(folder.join("out")).unwrap();
    texts
}

/// Every file inside a workbook.
fn parts(workbook: &Path) -> Vec<(String, String)> {
    let mut parts = zip::ZipArchive::new(fs::File::open(workbook).unwrap()).unwrap();
    let count = parts.len();
    let part = |at: usize| {
        let mut part = parts.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (format!("report.xlsx: {}", part.name().unwrap()), text)
    };
    (0..count).map(part).collect()
}

/// The dashboard over the folder.
fn opened(folder: &Path, public: bool) -> App {
    let source = folder::Source::Paths(vec![folder.to_owned()]);
    let read = folder::load(&Files { source, catalogues: Vec::new() }, &|_, _| {}).unwrap();
    let loaded = Loaded {
        home: read.facts.home().unwrap(),
        facts: read.facts,
        catalogue: read.catalogue,
        complaints: read.complaints,
        source: Source::Paths(vec!["figures".into()]),
        title: "figures".to_owned(),
    };
    let mut app = App::new(loaded, Rc::new(England::default()), Ask::default()).unwrap();
    app.furnish(Settings { all: true, public, ..Settings::default() });
    let reading = callover::store::journal::Reader::new(folder.join("journal")).read();
    assert_eq!((reading.events.len(), reading.complaints.len()), (4, 0));
    let mut journal = Journal::default();
    journal.add(reading.events);
    update(&mut app, Msg::Journal(Box::new(Others { journal, ..Others::default() })));
    app
}

/// Every page, by the keys that lead there; `*` for each row of the section.
const PAGES: [&str; 14] = ["", "2", "3", "4", "m", "v", "w", "A", "M", "!", "p", "z", "zz", "c"];

/// Everything that the dashboard shows, copies, draws and leaves behind.
fn shown(app: &mut App) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    update(app, Msg::Resize(150, 40));
    for page in PAGES {
        press(app, page);
        take(app, page, &mut texts);
        press(app, "\x1b\x1b\x1b\x1b1");
    }
    for section in ["2", "3", "4"] {
        for row in 0..6 {
            let keys = format!("{section}g{}", "j".repeat(row));
            press(app, &keys);
            take(app, &keys, &mut texts);
            for (inner, back) in [("\r", "\x1b"), ("d", "\x1b"), ("b", "\x1b"), ("p", "p")] {
                press(app, inner);
                take(app, &format!("{keys}{inner}"), &mut texts);
                press(app, back);
            }
            press(app, "\x1b\x1b\x1b1");
        }
    }
    texts
}

/// What the page shows, and what can be taken from it.
fn take(app: &mut App, page: &str, texts: &mut Vec<(String, String)>) {
    texts.push((format!("screen {page:?}"), screen(app)));
    texts.push((format!("picture {page:?}"), picture::of(app)));
    for piece in ["y", "f", "t", "m", "s"] {
        press(app, "y");
        let key = Press::key(KeyCode::Char(piece.chars().next().unwrap()));
        if let Some(Effect::Copy { text, .. }) = update(app, Msg::Key(Input::Press(key))) {
            texts.push((format!("copy {piece} {page:?}"), text));
        }
        press(app, "\x1b");
    }
    if let Some(Effect::Leave(text)) = update(app, Msg::Key(Input::Press(Press::char('Q')))) {
        texts.push((format!("left {page:?}"), text));
    }
}

/// The planted pieces that are somewhere in the texts.
fn found(texts: &[(String, String)]) -> Vec<&'static str> {
    PLANTED.into_iter().filter(|p| texts.iter().any(|(_, text)| text.contains(p))).collect()
}

fn assert_clean(texts: &[(String, String)]) {
    for (name, text) in texts {
        for planted in PLANTED {
            assert!(!text.contains(planted), "{planted} is in {name}:\n{text}");
        }
    }
    for said in SAID {
        assert!(texts.iter().any(|(_, text)| text.contains(said)), "{said} is nowhere");
    }
}

#[test]
fn no_command_writes_what_is_hidden() {
    let folder = planted();
    assert_clean(&written(folder.path(), "--public"));
}

#[test]
fn no_screen_copy_or_picture_has_what_is_hidden() {
    let folder = planted();
    let mut app = opened(folder.path(), true);
    let texts = shown(&mut app);
    assert_clean(&texts);
    let screens = texts.iter().filter(|(name, _)| name.starts_with("screen"));
    for (name, text) in screens {
        assert!(text.contains("PUBLIC"), "{name}:\n{text}");
    }
}

#[test]
fn what_was_planted_is_there_for_those_who_may_see_it() {
    let folder = planted();
    let mut texts = written(folder.path(), "--public=false");
    texts.extend(shown(&mut opened(folder.path(), false)));
    let missing: Vec<_> = PLANTED.into_iter().filter(|p| !found(&texts).contains(p)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn public_is_turned_off_and_on_again_without_a_trace() {
    let folder = planted();
    let mut app = opened(folder.path(), false);
    press(&mut app, "P");
    let first = shown(&mut app);
    assert_clean(&first);
    press(&mut app, "P");
    assert!(!found(&shown(&mut app)).is_empty());
    press(&mut app, "P");
    assert_clean(&shown(&mut app));
}

/// One extract in which each rule hides something.
fn small() -> TempDir {
    let folder = TempDir::new().unwrap();
    let observations = r#"
        { "indicator": "rereferrals", "numerator": 3, "denominator": 310 },
        { "indicator": "children-in-care", "value": 438, "breakdowns": [
            { "by": "age", "category": "0-4", "value": 3 },
            { "by": "age", "category": "5-9", "value": 95 },
            { "by": "age", "category": "10-15", "value": 340 } ] },
        { "indicator": "children-missing", "value": 0 },
        { "indicator": "children-leaving-care", "value": 5 },
        { "indicator": "children-entering-care", "value": null, "missing": "late" },
        { "indicator": "assessments-45-days", "numerator": 3, "denominator": 4 }"#;
    fs::write(folder.path().join("one.json"), snapshot("2026-10", "2026-11-05", observations))
        .unwrap();
    folder
}

/// Standard output, then standard error.
fn told(output: &Output) -> String {
    assert!(output.status.success());
    let bytes = [&output.stdout[..], b"--- stderr\n", &output.stderr].concat();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_small_board_reads_in_public_as_it_should() {
    let folder = small();
    for (name, arguments) in [
        ("text", &["show", ".", "--public"][..]),
        ("narrate", &["show", ".", "--public", "--narrate"]),
        ("csv", &["show", ".", "--public", "--format", "csv"]),
    ] {
        insta::assert_snapshot!(name, told(&callover(folder.path(), arguments)));
    }
}

/// An indicator of the board as JSON.
fn indicator(folder: &Path, arguments: &[&str], id: &str) -> serde_json::Value {
    let all = ["show", ".", "--format", "json"].iter().chain(arguments).copied();
    let output = callover(folder, &all.collect::<Vec<_>>());
    let board: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let wanted = arguments.iter().any(|a| *a == "--public" || a.ends_with("public.toml"));
    assert_eq!(board["public"], wanted);
    let sections = board["sections"].as_array().unwrap().iter();
    let mut rows = sections.flat_map(|s| s["indicators"].as_array().unwrap());
    rows.find(|row| row["id"] == id).unwrap().clone()
}

#[test]
fn a_hidden_figure_has_no_number_and_a_symbol() {
    let folder = small();
    let row = indicator(folder.path(), &["--public"], "rereferrals");
    assert_eq!((&row["shown"], &row["missing"]), (&"c".into(), &"suppressed".into()));
    for field in
        ["value", "numerator", "denominator", "rating", "interval", "change", "year_to_date"]
    {
        assert!(row[field].is_null(), "{field}: {}", row[field]);
    }
    let point = &row["series"][0];
    assert!(point["value"].is_null() && point["numerator"].is_null());
    assert_eq!(point["missing"], "suppressed");
    let parts = indicator(folder.path(), &["--public"], "children-in-care")["breakdowns"].clone();
    let shown: Vec<_> =
        parts.as_array().unwrap().iter().map(|p| p["shown"].as_str().unwrap()).collect();
    assert_eq!(shown, ["c", "c", "340"]);
    // What the council did, and what there is none of, stay.
    assert_eq!(indicator(folder.path(), &["--public"], "assessments-45-days")["numerator"], 3);
    assert_eq!(indicator(folder.path(), &["--public"], "children-missing")["shown"], "0");
    assert_eq!(indicator(folder.path(), &["--public"], "children-entering-care")["shown"], "x");
}

#[test]
fn the_configuration_makes_it_public_and_says_from_when_on_figures_are_shown() {
    let folder = small();
    let path = folder.path();
    fs::write(path.join("public.toml"), "public = true\nthreshold = 4\n").unwrap();
    let config = ["--config", "public.toml"];
    assert_eq!(indicator(path, &config, "rereferrals")["shown"], "c");
    assert_eq!(indicator(path, &config, "children-leaving-care")["value"], 5);
    assert_eq!(indicator(path, &["--public"], "children-leaving-care")["shown"], "c");
    let output = callover(path, &["show", ".", "--config", "public.toml", "--public=false"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("1.0%"));
}
