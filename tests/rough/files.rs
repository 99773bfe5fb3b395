//! Files that are wrong in one way each, and what is said of them.

use std::fmt::Write as _;
use std::fs;

use tempfile::TempDir;

use crate::{callover, snapshot, told};

/// A figure of referrals with something more in it.
fn figure(rest: &str) -> String {
    snapshot("2026-10", &format!("{{ \"indicator\": \"referrals\", {rest} }}"))
}

fn utf_16(text: &str) -> Vec<u8> {
    [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

/// Each text by its name, which says what is wrong with it: the file as a whole, its fields.
fn texts() -> Vec<(&'static str, String)> {
    let good = figure("\"value\": 310");
    vec![
        ("array-at-the-top", format!("[{good}]")),
        ("broken-off", good[..good.len() - 30].to_owned()),
        ("broken-off-in-a-name", good[..14].to_owned()),
        ("comma-at-the-end", good.replace("310 }", "310, }")),
        ("comma-forgotten", good.replace("\"value\"", "\"comment\": \"a\" \"value\"")),
        ("comment-in-it", good.replacen('{', "{ // figures\n", 1)),
        ("denominator-alone", figure("\"denominator\": 31")),
        ("denominator-none", figure("\"numerator\": 3, \"denominator\": 0")),
        ("empty", String::new()),
        ("field-twice", figure("\"value\": 310, \"value\": 311")),
        ("field-unknown", figure("\"value\": 310, \"valeu\": 311")),
        (
            "figure-twice",
            figure("\"value\": 310 },\n    { \"indicator\": \"referrals\", \"value\": 9"),
        ),
        ("format-later", good.replace("snapshot/1", "snapshot/2")),
        ("format-other", good.replace("callover.snapshot/1", "geojson")),
        ("lines-of-old-macs", good.replace("310", "x").replace('\n', "\r")),
        ("lines-of-windows", good.replace("310", "x").replace('\n', "\r\n")),
    ]
}

/// Names, numbers and periods.
fn names_and_numbers() -> Vec<(&'static str, String)> {
    let good = figure("\"value\": 310");
    let nested = |open: &str, close: &str| open.repeat(50_000) + &close.repeat(50_000);
    vec![
        ("name-empty", good.replace("Sampleton", "")),
        (
            "name-of-2000-characters",
            figure(&format!("\"value\": 1, \"{}\": 2", "long ".repeat(400))),
        ),
        ("name-that-turns-round", figure("\"value\": 310, \"a\u{202e}b\u{200b}c\u{2066}\": 2")),
        ("name-with-a-bell", figure("\"value\": 310, \"a\\u0007\\u001b[31m\": 2")),
        ("nested-lists", nested("[", "]")),
        ("nested-objects", nested("{\"a\":", "}")),
        ("nested-where-a-value-is", figure(&format!("\"value\": {}", nested("[", "]")))),
        ("nothing-but-space", " \n\t \n".to_owned()),
        ("number-beyond-all", figure("\"value\": 1e999")),
        ("number-huge", figure("\"value\": 1e308")),
        ("number-negative", figure("\"value\": -3")),
        ("number-none", figure("\"value\": NaN")),
        ("number-of-24-figures", figure("\"value\": 123456789012345678901234")),
        ("number-with-a-comma", figure("\"value\": \"1,204\"")),
        ("number-with-leading-noughts", figure("\"value\": 007")),
        (
            "period-later-than-its-extract",
            snapshot("2027-10", "{ \"indicator\": \"referrals\", \"value\": 1 }"),
        ),
        ("period-thirteen", snapshot("2026-13", "{ \"indicator\": \"referrals\", \"value\": 1 }")),
        (
            "share-beyond-all",
            figure("\"numerator\": 1e308, \"denominator\": 1e-308")
                .replace("referrals", "rereferrals"),
        ),
        ("text-behind-it", format!("{good}and more")),
        ("value-and-why-none", figure("\"value\": 3, \"missing\": \"suppressed\"")),
    ]
}

/// Bytes that are no text of ours.
fn bytes() -> Vec<(&'static str, Vec<u8>)> {
    let good = figure("\"value\": 310");
    // The one letter that UTF-8 writes in two bytes and that system in one.
    let (before, behind) = good.split_once("Sampleton").unwrap();
    let windows = [before.as_bytes(), b"Caf\xe9", behind.as_bytes()].concat();
    vec![
        ("bytes-of-windows-1252", windows),
        ("bytes-of-utf-16", utf_16(&good)),
        ("bytes-of-a-workbook", b"PK\x03\x04\x14\x00\x06\x00\x08\x00".to_vec()),
        ("bytes-that-are-noughts", vec![0; 64]),
    ]
}

fn bad_files() -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    let texts = texts().into_iter().chain(names_and_numbers());
    texts.map(|(name, text)| (name, text.into_bytes())).chain(bytes())
}

#[test]
fn every_bad_file_is_told_to_the_byte() {
    let folder = TempDir::new().unwrap();
    let own = TempDir::new().unwrap();
    let mut all = String::new();
    for (name, bytes) in bad_files() {
        let path = folder.path().join(format!("{name}.json"));
        fs::write(&path, bytes).unwrap();
        let said =
            told(&mut callover(own.path(), &["check", path.to_str().unwrap()]), folder.path());
        let _ = writeln!(all, "=== {name}\n{said}");
        assert!(said.len() < 2_000, "{name}: {said}");
    }
    insta::assert_snapshot!(all);
}

#[test]
#[cfg(unix)]
fn a_crowd_of_strange_names_is_shown_on_one_screen() {
    let (folder, own) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let names = ["long ".repeat(400), "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{202e}abc".to_owned()];
    let narrow =
        ["a\u{200b}\u{200d}\u{feff}b\u{301}".repeat(50), "\u{1f469}\u{200d}\u{1f467}".repeat(30)];
    let mut indicators = String::new();
    let mut observations = String::new();
    for at in 0..10_000 {
        let name = names.iter().chain(&narrow).nth(at % 4).unwrap();
        let comma = if at == 0 { "" } else { ",\n" };
        let _ = write!(
            indicators,
            "{comma}{{ \"id\": \"x-{at}\", \"section\": \"front-door\", \"name\": \"{at} {name}\", \"unit\": \"count\" }}"
        );
        let _ = write!(observations, "{comma}{{ \"indicator\": \"x-{at}\", \"value\": {at} }}");
    }
    let catalogue =
        format!("{{ \"format\": \"callover.catalogue/1\", \"indicators\": [ {indicators} ] }}");
    fs::write(folder.path().join("catalogue.json"), catalogue).unwrap();
    fs::write(folder.path().join("a.json"), snapshot("2026-10", &observations)).unwrap();
    let arguments = [folder.path().to_str().unwrap()];
    let mut pty = crate::pty::Pty::run(
        &crate::pty::Pty::command(own.path(), own.path(), &arguments),
        (120, 36),
    );
    pty.wait_for("October 2026").press("2").wait_for("Indicator").wait_for("0 long long");
    pty.press("G").wait_for("9,999").press("g").wait_for("0 long long").press("q");
    assert_eq!(pty.exit_code(), 0);
    assert!(!pty.sent().contains('\u{202e}'));
}
