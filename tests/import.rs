//! Figures from spreadsheets and open data, as a person imports them: what is written, what is
//! said, and that nothing which was there is lost.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fmt::Write as _;

#[path = "import/bench.rs"]
mod bench;
#[path = "import/open_data.rs"]
mod open_data;
#[path = "import/properties.rs"]
mod properties;
#[path = "import/workbooks.rs"]
mod workbooks;

use bench::{Bench, indicator};

#[test]
fn a_tidy_file_becomes_snapshots_that_check_finds_nothing_wrong_with() {
    let bench = Bench::new();
    bench.file(
        "tidy.csv",
        "Authority,Indicator,Month,Value,Numerator,Denominator,Comment\n\
         Haringey,FD4,Oct-26,18.4%,57,310,\"Two large groups, \"\"late\"\" in the month\"\n\
         Haringey,Referrals,October 2026,\"1,204\",,,\n\
         Haringey,CC2,2026-09,438,,,\n\
         LB Camden,children-in-care,31/10/2026,210,,,\n",
    );
    let done = bench.import(&["tidy.csv"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""));
    assert_eq!(
        bench.files(),
        ["camden/2026-10.json", "haringey/2026-09.json", "haringey/2026-10.json"]
    );
    let october = bench.read("haringey/2026-10.json");
    assert_eq!(october["authority"]["code"], "E09000014");
    assert_eq!(october["source"], "tidy.csv");
    let rereferrals = &october["observations"][0];
    assert_eq!(rereferrals["value"], 18.4);
    assert_eq!((&rereferrals["numerator"], &rereferrals["denominator"]), (&57.into(), &310.into()));
    assert_eq!(rereferrals["comment"], "Two large groups, \"late\" in the month");
    assert_eq!(october["observations"][1]["value"], 1204);
    bench.checked();
}

#[test]
fn importing_twice_changes_nothing_and_a_corrected_figure_is_a_restatement() {
    let bench = Bench::new();
    let text = "Ref,Aug-26,Sep-26\nFD2,301,288\nCC2,431,438\n";
    bench.file("score.csv", text);
    let arguments = ["score.csv", "--authority", "Haringey", "--extracted", "2026-10-05"];
    bench.import(&arguments);
    let before = bench.bytes();
    let again = bench.import(&arguments);
    assert_eq!(again.code, 0);
    assert!(again.said.contains("has them all already"), "{}", again.said);
    assert_eq!(bench.bytes(), before);
    // The same figures extracted later say nothing new either.
    bench.import(&["score.csv", "--authority", "Haringey", "--extracted", "2026-11-05"]);
    assert_eq!(bench.bytes(), before);

    bench.file("score.csv", &text.replace("301", "318"));
    let later = ["score.csv", "--authority", "Haringey", "--extracted", "2026-11-05"];
    let corrected = bench.import(&later);
    assert!(
        corrected.said.contains("1 figure corrected: both versions are kept"),
        "{}",
        corrected.said
    );
    let files = bench.files();
    assert_eq!(
        files,
        [
            "haringey/2026-08-extracted-2026-11-05.json",
            "haringey/2026-08.json",
            "haringey/2026-09.json"
        ]
    );
    let after = bench.bytes();
    assert!(before.iter().all(|file| after.contains(file)), "what was there is as it was");
    let board = bench.board(&["--period", "2026-08"]);
    let restated = &indicator(&board, "referrals")["restatements"][0];
    assert_eq!((&restated["from"], &restated["to"]), (&301.into(), &318.into()));
    assert_eq!(restated["extracted"], "2026-11-05");
    bench.import(&later);
    assert_eq!(bench.bytes(), after);
}

#[test]
fn a_correction_on_the_same_day_stands_after_what_it_corrects() {
    let bench = Bench::new();
    let arguments = ["score.csv", "--authority", "Haringey", "--extracted", "2026-10-05"];
    for (figure, files) in [("301", 1), ("318", 2), ("320", 3), ("320", 3)] {
        bench.file("score.csv", &format!("Ref,Aug-26\nFD2,{figure}\n"));
        bench.import(&arguments);
        assert_eq!(bench.files().len(), files);
    }
    let last = bench.read("haringey/2026-08-extracted-2026-10-05-2.json");
    assert_eq!(last["extracted"], "2026-10-05T00:02:00Z");
    let board = bench.board(&["--period", "2026-08"]);
    assert_eq!(indicator(&board, "referrals")["value"], 320);
    assert_eq!(indicator(&board, "referrals")["restatements"].as_array().unwrap().len(), 2);
    bench.checked();
}

#[test]
fn a_second_source_stands_beside_the_first() {
    let bench = Bench::new();
    bench.file("a.csv", "Ref,Oct-26\nFD2,310\n");
    bench.file("b.csv", "Ref,Oct-26\nCC2,438\n");
    for file in ["a.csv", "b.csv"] {
        bench.import(&[file, "--authority", "Haringey", "--extracted", "2026-11-05"]);
    }
    assert_eq!(bench.files().len(), 2);
    let board = bench.board(&[]);
    assert_eq!(indicator(&board, "referrals")["value"], 310);
    assert_eq!(indicator(&board, "children-in-care")["value"], 438);
    bench.checked();
}

#[test]
fn a_column_of_extracts_makes_restatements() {
    let bench = Bench::new();
    bench.file(
        "history.csv",
        "Council,PI,Period,Actual,Extracted\nHaringey,FD2,2026-08,301,2026-09-05\n\
         Haringey,FD2,2026-08,318,2026-10-05\n",
    );
    let done = bench.import(&["history.csv"]);
    assert_eq!((done.code, bench.files().len()), (0, 2), "{}", done.errors);
    let board = bench.board(&["--period", "2026-08"]);
    let referrals = indicator(&board, "referrals");
    assert_eq!(referrals["restatements"][0]["from"], 301);
    let done = bench.import(&["history.csv"]);
    assert_eq!(bench.files().len(), 2, "{}", done.said);
}

#[test]
fn what_cannot_be_used_is_said_with_its_place_and_the_rest_is_written() {
    let bench = Bench::new();
    bench.file(
        "bad.csv",
        "Indicator,Period,Value,Numerator,Denominator\n\
         FD4,Oct-26,G,,\nRereferals,Oct-26,18.4,,\nFD2,03/04/2026,310,,\nFD2,Oct-26,-5,,\n\
         CC2,Oct-26,438,,\nCC2,Month 7,438,,\nFD7,Oct-26,91,57,\nCC2,Oct-26,440,,\nFD6,Oct-26,50,1,0\n",
    );
    let done = bench.import(&["bad.csv", "--authority", "Haringey"]);
    assert_eq!(done.code, 1);
    let october = bench.read("haringey/2026-10.json");
    let ids: Vec<_> =
        october["observations"].as_array().unwrap().iter().map(|o| &o["indicator"]).collect();
    assert_eq!(ids, ["children-in-care", "assessments-45-days", "decisions-1-day"]);
    assert_eq!(october["observations"][0]["value"], 438);
    assert_eq!(october["observations"][1]["numerator"], serde_json::Value::Null);
    insta::assert_snapshot!(done.errors);
    bench.checked();
}

#[test]
fn the_same_figures_come_out_of_every_encoding_and_delimiter() {
    let text = "Indicator;Period;Value;Comment\nFD2;Oct-26;1,204;Zoë’s café – £5\n";
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let big: Vec<u8> =
        [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let marked = [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat();
    let windows = text.chars().map(|c| match c {
        'ë' => 0xeb,
        '’' => 0x92,
        'é' => 0xe9,
        '–' => 0x96,
        '£' => 0xa3,
        c => u8::try_from(c).unwrap(),
    });
    let tabs = text.replace(';', "\t").into_bytes();
    let returns = text.replace('\n', "\r\n").into_bytes();
    for bytes in [text.as_bytes().to_vec(), utf16, big, marked, windows.collect(), tabs, returns] {
        let bench = Bench::new();
        bench.file_of_bytes("f.csv", &bytes);
        let done = bench.import(&["f.csv", "--authority", "Haringey"]);
        assert_eq!((done.code, done.errors.as_str()), (0, ""));
        let one = &bench.read("haringey/2026-10.json")["observations"][0];
        assert_eq!(
            (&one["value"], one["comment"].as_str()),
            (&1204.into(), Some("Zoë’s café – £5"))
        );
    }
}

#[test]
fn every_code_is_missing_with_its_reason() {
    let bench = Bench::new();
    let codes = [
        ("c", "suppressed"),
        ("z", "not-applicable"),
        ("x", "not-collected"),
        ("k", "suppressed"),
        ("low", "suppressed"),
        ("u", "not-collected"),
        (":", "not-collected"),
        ("..", "not-collected"),
        (".", "not-applicable"),
        ("-", "not-collected"),
        ("*", "suppressed"),
        ("", "not-collected"),
        ("#N/A", "not-collected"),
        ("#DIV/0!", "no-cohort"),
        ("0/0", "no-cohort"),
        ("late", "late"),
    ];
    let mut text = "Indicator,Period,Value\n".to_owned();
    for (month, (code, _)) in (1..).zip(codes) {
        let _ =
            writeln!(text, "FD4,{}-{:02},{code}", 2024 + (month - 1) / 12, (month - 1) % 12 + 1);
    }
    bench.file("codes.csv", &text);
    let done = bench.import(&["codes.csv", "--authority", "Haringey"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""));
    for (month, (code, reason)) in (1..).zip(codes) {
        let file = format!("haringey/{}-{:02}.json", 2024 + (month - 1) / 12, (month - 1) % 12 + 1);
        let one = &bench.read(&file)["observations"][0];
        assert_eq!(one["missing"], *reason, "{code}");
        assert!(one["value"].is_null(), "{code} is no number");
    }
    bench.checked();
}

#[test]
fn a_mapping_is_written_edited_and_read() {
    let bench = Bench::new();
    bench.file("odd.csv", "LBH no.,Wann,Wert\nRereferals,Month 7,18.4\nShoes,Month 7,42\n");
    bench.file(
        "map.toml",
        "authority = \"Haringey\"\n[columns]\n\"LBH no\" = \"indicator\"\nWann = \"period\"\nWert = \"value\"\n",
    );
    let first = bench.import(&["odd.csv", "--map", "map.toml", "--write-map", "new.toml"]);
    assert!(bench.files().is_empty() && first.code == 3, "{}", first.errors);
    let written = bench.text("new.toml");
    assert!(
        written.contains("\"Rereferals\" = \"\"   # unknown; nearest: rereferrals"),
        "{written}"
    );
    let edited = written
        .replace("\"Rereferals\" = \"\" ", "\"Rereferals\" = \"rereferrals\" ")
        .replace("# [periods]\n# ", "[periods]\n");
    bench.file("new.toml", &edited);
    let done = bench.import(&["odd.csv", "--map", "new.toml"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""), "{edited}");
    assert_eq!(bench.read("haringey/2026-10.json")["observations"][0]["value"], 18.4);
    bench.file("broken.toml", "[columns]\nA = \"valeu\"\n");
    let broken = bench.import(&["odd.csv", "--map", "broken.toml"]);
    assert_eq!(broken.code, 3);
    assert!(broken.errors.contains("did you mean `value`?"), "{}", broken.errors);
}

#[test]
fn the_exit_codes_are_those_of_the_contract() {
    let bench = Bench::new();
    bench.file("good.csv", "Indicator,Period,Value\nFD2,Oct-26,310\n");
    bench.file("words.csv", "Name,Phone\nAnn,1\n");
    bench.file("taken", "a file where a folder is wanted");
    bench.file("old.xls", "\u{0}");
    bench.file_of_bytes("old.xls", &[0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]);
    bench.file_of_bytes("torn.xlsx", b"PK\x03\x04torn");
    for (arguments, code) in [
        (&["good.csv", "--authority", "Haringey"][..], 0),
        (&["good.csv"], 2),
        (&["good.csv", "--extracted", "5/11/2026"], 2),
        (&["words.csv", "--authority", "Haringey"], 3),
        (&["old.xls", "--authority", "Haringey"], 3),
        (&["torn.xlsx", "--authority", "Haringey"], 3),
        (&["none.csv", "--authority", "Haringey"], 3),
        (&["good.csv", "none.csv", "--authority", "Camden"], 1),
        (&["good.csv", "--authority", "Haringey", "--map", "none.toml"], 3),
        (&["good.csv", "--authority", "Haringey", "--dry-run"], 0),
    ] {
        let done = bench.import(arguments);
        assert_eq!(done.code, code, "{arguments:?}: {}", done.errors);
    }
    let taken = bench.run(&["import", "good.csv", "-o", "taken", "--authority", "Haringey"]);
    assert_eq!(taken.code, 4, "{}", taken.errors);
    assert_eq!(bench.run(&["import", "good.csv"]).code, 2, "nowhere to write to");
}

#[test]
fn a_dry_run_prints_what_is_understood_and_writes_nothing() {
    let bench = Bench::new();
    bench.file(
        "score.csv",
        "Children's services scorecard 2026/27\n\nRef;Measure;Target;Apr;May;Jun;RAG\n\
         Front door;;;;;;\nFD2;Referrals;;301;c;;G\nFD4;Re-referrals;18%;16.2%;17,9;18.4%;A\n\
         XX9;Something local;;1;2;3;\n",
    );
    let done = bench.import(&["score.csv", "--authority", "Haringey", "--dry-run"]);
    assert_eq!(done.code, 1);
    assert!(bench.files().is_empty());
    insta::assert_snapshot!(format!("{}---\n{}", done.said, done.errors));
}

#[test]
fn the_minutes_of_three_councils_are_imported_with_a_mapping_and_opened() {
    let bench = Bench::new();
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/minutes");
    let path = |name: &str| format!("{data}/{name}");
    let files = [path("darlington.csv"), path("haringey.csv"), path("rotherham.csv")];
    let map = path("mapping.toml");
    let arguments: Vec<&str> =
        files.iter().map(String::as_str).chain(["--map", map.as_str()]).collect();
    let done = bench.import(&arguments);
    // Two figures are given twice and differ; everything else is there.
    assert_eq!(done.code, 1);
    assert_eq!(done.errors.matches("error[").count(), 2, "{}", done.errors);
    assert_eq!(done.errors.matches("error[duplicate-figure]").count(), 2);
    let rows: usize =
        files.iter().map(|file| csv::Reader::from_path(file).unwrap().records().count()).sum();
    assert!(done.said.starts_with(&format!("{} figures read", rows - 2)), "{}", done.said);
    let board = bench.board(&["--authority", "Haringey"]);
    let care = indicator(&board, "children-in-care");
    assert_eq!((&care["value"], care["period"].as_str()), (&334.into(), Some("2024-06")));
    assert!(care["series"].as_array().unwrap().len() >= 6);
    let board = bench.board(&["--authority", "Rotherham"]);
    assert_eq!(board["period"], "2023-12");
    let stability = indicator(&board, "long-term-stability");
    assert_eq!(
        (&stability["value"], stability["period"].as_str()),
        (&63.3.into(), Some("2023/24-Q3"))
    );
    let board = bench.board(&["--authority", "Darlington"]);
    let visits = indicator(&board, "care-visits-in-time");
    assert_eq!(visits["target"]["green"], 90);
    bench.checked();
}
