//! The Department for Education's open data: every figure counted twice, once by the import and
//! once straight from the cells.

use std::collections::BTreeMap;
use std::path::Path;

use callover::domain::observation::{Figure, Observation};
use callover::domain::value::{Missing, Value};
use callover::store::catalogue::built_in;
use callover::store::snapshot;

use super::bench::{Bench, indicator};

/// How many numbers, and how many of each reason, by indicator.
type Counts = BTreeMap<(String, &'static str), usize>;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/ees");

/// Columns: heading, filter, indicator.
type Columns = &'static [(&'static str, &'static str, &'static str)];

/// The files: the columns whose cells are figures, with the indicator that each is; where one
/// column is several indicators, the filter column and its text.
const FILES: &[(&str, Columns)] = &[
    (
        "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv",
        &[
            ("referral_count", "", "referrals"),
            ("rereferral_percent", "", "rereferrals"),
            ("no_further_action_percent", "", "referrals-nfa"),
            ("not_in_need_percent", "", "assessed-not-in-need"),
            ("referral_child_count", "", "children-referred"),
            ("rereferral_child_percent", "", "children-referred-again-share"),
        ],
    ),
    (
        "cla_number_and_rate_per_10k_children.csv",
        &[
            ("children_count", "looked after on 31 March", "children-in-care"),
            ("rate_per_10000", "looked after on 31 March", "children-in-care-rate"),
            ("children_count", "starting", "care-starts"),
            ("rate_per_10000", "starting", "care-starts-rate"),
            ("children_count", "ceasing", "care-ends"),
            ("rate_per_10000", "ceasing", "care-ends-rate"),
        ],
    ),
    (
        "d3_cpps_subsequent_plan_2013_to_2025.csv",
        &[("CPP_start", "", "plans-started"), ("CPP_subsequent_percent", "", "second-plans")],
    ),
    (
        "timeliness_20_week.csv",
        &[
            ("plans_issued_den", "", "ehcp-issued"),
            ("plans_issued_den_ex", "", "ehcp-issued-without-exceptions"),
            ("pc_plans_issued_within_20_weeks", "", "ehcp-20-weeks-all"),
            ("PC_plans_issued_20_weeks_ex", "", "ehcp-20-weeks"),
            ("pc_plans_issued_gt20weeks_ltYear", "", "ehcp-20-weeks-to-a-year-all"),
            ("PC_plans_issued_gt20weeks_ltYear_ex", "", "ehcp-20-weeks-to-a-year"),
            ("pc_plans_issued_gt_1_year", "", "ehcp-over-a-year-all"),
            ("PC_plans_issued_gt_1_year_ex", "", "ehcp-over-a-year"),
        ],
    ),
];

fn word(cell: &str) -> &'static str {
    match cell {
        "c" | "k" | "low" => "suppressed",
        "z" => "not-applicable",
        "x" | "u" | ":" => "not-collected",
        number => {
            assert!(number.parse::<f64>().is_ok(), "{number}");
            "number"
        }
    }
}

/// Straight from the cells.
fn in_the_file(name: &str, columns: Columns) -> Counts {
    let mut reader = csv::Reader::from_path(format!("{FOLDER}/{name}")).unwrap();
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|h| h.trim_start_matches('\u{feff}') == name);
    let filter = at("population_type");
    let mut counts = Counts::new();
    for record in reader.records() {
        let record = record.unwrap();
        for (column, text, indicator) in columns {
            if filter.is_some_and(|at| !record[at].contains(text)) {
                continue;
            }
            let said = word(&record[at(column).unwrap()]);
            *counts.entry(((*indicator).to_owned(), said)).or_default() += 1;
        }
    }
    counts
}

fn reason(figure: &Figure) -> &'static str {
    match figure.value {
        Value::Number(_) => "number",
        Value::Missing(Some(Missing::Suppressed)) => "suppressed",
        Value::Missing(Some(Missing::NotApplicable)) => "not-applicable",
        Value::Missing(Some(Missing::NotCollected)) => "not-collected",
        Value::Missing(_) => "a reason that no cell gives",
    }
}

/// As the snapshots that were written are read back.
fn in_the_snapshots(bench: &Bench) -> Counts {
    let catalogue = built_in();
    let mut counts = Counts::new();
    for (name, bytes) in bench.bytes() {
        let reading = snapshot::read(&name, &bytes, &catalogue);
        let snapshot = reading.snapshot.unwrap();
        for observation in &snapshot.observations {
            let Observation { figure, detail, .. } = observation;
            let indicator = snapshot.indicator(observation).unwrap();
            let parts = detail.iter().flat_map(|d| d.breakdowns.iter().map(|b| &b.figure));
            for figure in std::iter::once(figure).chain(parts) {
                *counts.entry((indicator.to_string(), reason(figure))).or_default() += 1;
            }
        }
    }
    counts
}

#[test]
fn every_cell_of_the_open_data_is_a_figure_or_missing_for_its_reason() {
    for (name, columns) in FILES {
        let bench = Bench::new();
        let path = Path::new(FOLDER).join(name);
        let done = bench.import(&[path.to_str().unwrap(), "--extracted", "2026-04-01"]);
        assert_eq!(done.code, 0, "{}", done.errors);
        let wanted = in_the_file(name, columns);
        assert!(wanted.keys().any(|(_, said)| *said != "number"), "{name} has codes");
        assert_eq!(in_the_snapshots(&bench), wanted, "{name}");
        bench.checked();
        let before = bench.bytes();
        bench.import(&[path.to_str().unwrap(), "--extracted", "2026-04-01"]);
        assert_eq!(bench.bytes(), before, "{name} again");
    }
}

#[test]
fn a_reporting_year_ends_in_march_and_a_calendar_year_in_december() {
    let bench = Bench::new();
    let import = |name: &str| {
        let path = format!("{FOLDER}/{name}");
        bench.import(&[&path, "--authority", "haringey", "--extracted", "2026-04-01"]);
    };
    import(FILES[0].0);
    import(FILES[3].0);
    assert!(bench.files().iter().all(|file| file.starts_with("haringey/")), "{:?}", bench.files());
    let march = bench.read("haringey/2025-03.json");
    let rereferrals = &march["observations"][1];
    assert_eq!(
        (&rereferrals["indicator"], &rereferrals["period"]),
        (&"rereferrals".into(), &"2024/25".into())
    );
    assert_eq!((&rereferrals["value"], &rereferrals["denominator"]), (&18.7.into(), &3312.into()));
    let december = bench.read("haringey/2024-12.json");
    let issued = &december["observations"][0];
    assert_eq!((&issued["period"], &issued["value"]), (&"2024".into(), &219.into()));
    let parts = issued["breakdowns"].as_array().unwrap();
    let boys = parts.iter().find(|p| p["category"] == "Male").unwrap();
    assert_eq!(boys["by"], "sex");
    let board = bench.board(&["--period", "2025-03"]);
    assert_eq!(indicator(&board, "rereferrals")["value"], 18.7);
}
