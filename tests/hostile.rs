//! Input that means harm, or only went wrong: the bodies of the fuzzers, run on broken pieces of good
//! files and on what is known to be hard.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop"
)]

#[path = "hostile/bodies.rs"]
mod bodies;

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

/// A good file of each kind that a person writes.
fn good(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

const JOURNAL: &str = concat!(
    r#"{"id":"01935d6e-7f00-7000-8000-000000000001","time":"2026-11-12T14:00:00+00:00","#,
    r#""author":"J Smith","host":"lap1","authority":{"name":"Haringey"},"#,
    r#""indicator":"referrals","period":"2026-10","#,
    r#""what":{"comment":{"text":"why","public":false}}}"#,
    "\n"
);

const TABLE: &str = "Indicator,Period,Value,Numerator,Denominator\nrereferrals,Oct-26,18.4%,57,310\n\
                     referrals,2026-09,301,,\nchildren-in-care,Q2 26/27,c,,\n";

/// Good bytes with pieces cut out, doubled and changed.
fn broken(of: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let cuts = prop::collection::vec((any::<usize>(), 0_usize..40, any::<u8>(), 0_u8..4), 0..6);
    cuts.prop_map(move |cuts| {
        let mut bytes = of.clone();
        for (at, length, byte, how) in cuts {
            if bytes.is_empty() {
                break;
            }
            let at = at % bytes.len();
            let end = (at + length).min(bytes.len());
            match how {
                0 => drop(bytes.drain(at..end)),
                1 => bytes[at] = byte,
                2 => bytes.insert(at, b"{}[]\",:0-e"[usize::from(byte) % 10]),
                _ => {
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(at..at, piece);
                }
            }
        }
        bytes
    })
}

fn in_a_folder(body: impl FnOnce(&Path)) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().map_err(|error| TestCaseError::fail(error.to_string()))?;
    body(folder.path());
    Ok(())
}

/// A snapshot that uses every field, small enough to be broken in interesting places.
fn snapshot() -> Vec<u8> {
    br#"{ "format": "callover.snapshot/1", "authority": { "code": "E09000014", "name": "Haringey" },
  "period": "2026-10", "extracted": "2026-11-05", "source": "an extract", "observations": [
  { "indicator": "rereferrals", "numerator": 57, "denominator": 310, "status": "provisional",
    "comment": { "text": "why", "public": true, "author": "A" }, "data_note": "note", "target": 18, "amber": 20,
    "benchmarks": { "england": { "value": 22.6, "period": "2024/25", "low": 1, "high": 40 } },
    "breakdowns": [ { "by": "age", "category": "5-9", "numerator": 21, "denominator": 96,
      "of_which": [ { "category": "new", "value": 3 } ] } ],
    "cohorts": [ { "cohort": "2026-07", "step": "plans-started", "within_days": 90, "count": 3, "of": 31 } ],
    "history": [ { "period": "2026-09", "numerator": 54, "denominator": 301 } ] },
  { "indicator": "children-in-care", "value": 438 },
  { "indicator": "adoption-days", "value": null, "missing": "suppressed" } ] }"#
        .to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_broken_snapshot_is_told_and_nothing_more(bytes in broken(snapshot())) {
        bodies::snapshot(&bytes);
    }

    #[test]
    fn any_bytes_are_no_snapshot(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        bodies::snapshot(&bytes);
        bodies::catalogue(&bytes);
    }

    #[test]
    fn a_broken_journal_keeps_what_is_whole(bytes in broken(JOURNAL.repeat(3).into_bytes())) {
        in_a_folder(|folder| bodies::journal(&bytes, folder))?;
    }

    #[test]
    fn a_broken_table_becomes_no_wrong_snapshot(bytes in broken(TABLE.as_bytes().to_vec()), kind in 0_u8..4) {
        let bytes: Vec<u8> = [kind].into_iter().chain(bytes).collect();
        in_a_folder(|folder| bodies::import(&bytes, folder))?;
    }

    #[test]
    fn any_keys_leave_a_screen(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        bodies::keys(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_broken_catalogue_leaves_the_built_in_one(bytes in broken(good("data/demo/catalogue.json"))) {
        bodies::catalogue(&bytes);
    }
}

/// A snapshot of one observation.
fn of(observation: &str) -> Vec<u8> {
    format!(
        r#"{{"format":"callover.snapshot/1","authority":{{"name":"Any"}},"period":"2026-10","extracted":"2026-11-05","observations":[{observation}]}}"#
    )
    .into_bytes()
}

#[test]
fn what_is_known_to_be_hard_is_borne() {
    let nested =
        |open: &str, close: &str| (open.repeat(200_000) + &close.repeat(200_000)).into_bytes();
    bodies::snapshot(&nested("[", "]"));
    bodies::snapshot(&nested("{\"a\":", "}"));
    bodies::catalogue(&nested("[", "]"));
    for number in
        ["1e308", "-1e308", "1e-320", "1e999", "-0", "0.1e1", "18446744073709551616", "NaN"]
    {
        bodies::snapshot(&of(&format!(r#"{{"indicator":"referrals","value":{number}}}"#)));
        bodies::snapshot(&of(&format!(
            r#"{{"indicator":"rereferrals","numerator":{number},"denominator":{number}}}"#
        )));
    }
    let name = "\u{202e}a\u{200d}\u{0301}\\u0000\\u001b[31m".repeat(200);
    bodies::snapshot(&of(&format!(r#"{{"indicator":"referrals","value":1,"comment":"{name}"}}"#)));
    let mut many = String::new();
    for at in 0..10_000 {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(many, r#"{comma}{{"indicator":"x-{at}","value":{at}}}"#);
    }
    bodies::snapshot(&of(&many));
}

#[test]
fn an_id_that_comes_again_with_a_later_time_counts_once_however_its_file_grows() {
    let again = JOURNAL.replacen("T14:", "T15:", 1);
    assert!(again != JOURNAL && again.len() == JOURNAL.len());
    let others = [2, 3].map(|n| JOURNAL.replacen("01\",", &format!("0{n}\","), 1)).concat();
    let folder = tempfile::tempdir().unwrap();
    // The second half is read when the first is known.
    bodies::journal(format!("{JOURNAL}{others}{again}{others}").as_bytes(), folder.path());
}

#[test]
fn a_line_that_was_an_entry_and_became_longer_takes_nothing_else_away() {
    let entry = JOURNAL.trim_end();
    let folder = tempfile::tempdir().unwrap();
    bodies::journal(format!("{entry}{}", "@".repeat(entry.len())).as_bytes(), folder.path());
}

#[test]
fn what_is_broken_here_was_whole_before() {
    let catalogue = callover::store::catalogue::built_in();
    let reading = callover::store::snapshot::read("any.json", &snapshot(), &catalogue);
    assert!(
        reading.complaints.is_empty() && reading.snapshot.is_some(),
        "{:?}",
        reading.complaints
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("any@where.jsonl"), JOURNAL).unwrap();
    let reading = callover::store::journal::Reader::new(folder.path().to_owned()).read();
    assert_eq!((reading.events.len(), reading.complaints.len()), (1, 0));
}

#[test]
fn the_bodies_can_fail() {
    let clean = |text: &'static str| std::panic::catch_unwind(move || bodies::must_be_clean(text));
    assert!(clean("a\nb").is_ok());
    assert!(clean("a\u{1b}[31m").is_err() && clean("a\u{202e}b").is_err());
}
