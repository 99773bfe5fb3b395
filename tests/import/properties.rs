//! What holds for any file: no panic, nothing written that does not read back, nothing twice.

use std::fs;
use std::path::Path;

use callover::domain::complaint::Severity;
use callover::domain::facts::Facts;
use callover::domain::snapshot::Snapshot;
use callover::store::catalogue::built_in;
use callover::store::import::{Mapping, Outcome, Target, Wish, import, mapping_text, text};
use callover::store::snapshot;
use proptest::prelude::*;

/// Imports bytes as a file into a folder, beside what it holds.
fn imported(folder: &Path, bytes: &[u8]) -> Outcome {
    let path = folder.join("any.csv");
    fs::write(&path, bytes).unwrap();
    let catalogue = built_in();
    let mapping = Mapping::default();
    let out = folder.join("out");
    let there = snapshots(&out);
    let facts = (!there.is_empty()).then(|| Facts::gather(there, |a, b| a == b));
    let files = [path];
    let wish = Wish {
        files: &files,
        mapping: &mapping,
        catalogue: &catalogue,
        authority: Some("Haringey"),
        source: None,
        extracted: "2026-11-05".parse().unwrap(),
    };
    let target = Target { folder: &out, existing: facts.as_ref(), write: true };
    let outcome = import(&wish, target, &|_| {});
    let _ = (text(&outcome), mapping_text(&outcome, None, None));
    outcome
}

/// Every snapshot below a folder; what was written must read back without an error.
fn snapshots(folder: &Path) -> Vec<Snapshot> {
    let catalogue = built_in();
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.display().to_string();
            let reading = snapshot::read(&name, &fs::read(&path).unwrap(), &catalogue);
            let errors = reading.complaints.iter().filter(|c| c.severity == Severity::Error);
            assert_eq!(errors.map(|c| &c.message).collect::<Vec<_>>(), Vec::<&String>::new());
            found.push(reading.snapshot.unwrap());
        }
    }
    found
}

/// Cells that scorecards have, right and wrong.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,4}",
        "-?[0-9]{1,3}\\.[0-9]",
        Just(String::new()),
        prop::sample::select(vec![
            "c",
            "x",
            "#N/A",
            "#REF!",
            "57/310",
            "0/0",
            "5 of 0",
            "(12)",
            "18.4%",
            "1,204",
            "£5",
            "G",
            "\u{1b}[31m",
            "Oct-26",
            "2026-10",
            "03/04/2026",
            "31/10/2026",
            "2011-12",
            "Q2 26/27",
            "2025/26",
            "45000",
            "FD2",
            "rereferrals",
            "Referrals",
            "Total",
            "Boys",
            "Haringey",
            "Camden",
            "nobody",
            "Indicator",
            "Period",
        ])
        .prop_map(str::to_owned),
    ]
}

fn headings() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::select(vec![
        vec!["Indicator", "Period", "Value", "Numerator", "Denominator", "Comment"],
        vec!["Authority", "Ref", "Measure", "Aug-26", "Sep-26", "Oct-26"],
        vec!["Indicator", "Part", "Q1 26/27", "Q2 26/27", "Target", "England"],
        vec!["Month", "Referrals", "FD4", "CC2", "Council", "x"],
        vec!["Indicator", "Date", "Breakdown by", "Category", "Value", "Status"],
        vec![
            "time_period",
            "time_identifier",
            "geographic_level",
            "la_name",
            "new_la_code",
            "a_count",
        ],
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_imported_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let folder = tempfile::tempdir().unwrap();
        imported(folder.path(), &bytes);
        let _ = snapshots(&folder.path().join("out"));
    }

    #[test]
    fn whatever_is_imported_reads_back_and_twice_is_once(
        headings in headings(),
        rows in prop::collection::vec(prop::collection::vec(cell(), 6), 0..12),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(headings).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        imported(folder.path(), &bytes);
        let first = snapshots(&folder.path().join("out"));
        let again = imported(folder.path(), &bytes);
        prop_assert!(again.written.is_empty(), "{:?}", again.written);
        prop_assert_eq!(snapshots(&folder.path().join("out")).len(), first.len());
    }
}

#[test]
fn a_torn_workbook_is_refused_wherever_it_is_torn() {
    let folder = tempfile::tempdir().unwrap();
    let whole = super::workbooks::scorecard();
    for part in 1..20 {
        let end = whole.len() * part / 20;
        imported(folder.path(), &whole[..end]);
        let mut turned = whole.clone();
        turned[end] ^= 0x55;
        imported(folder.path(), &turned);
    }
}
