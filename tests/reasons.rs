//! Why an indicator is on the agenda, on boards made by hand, and what the room then hears.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "common/facts.rs"]
mod facts;

use callover::assess::ask::Ask;
use callover::domain::indicator::{Indicator, Kind, Polarity};
use callover::domain::observation::{Detail, Figure, Fraction, GivenBenchmark, Status};
use callover::domain::target::{Milestone, Tolerance};
use callover::domain::value::{Missing, Unit, Value};
use facts::{Case, indicator, missing, p, share, target, value};

fn percent(polarity: Polarity) -> Indicator {
    let mut indicator = indicator(Unit::Percent, polarity, Kind::Stock);
    "Visits in time".clone_into(&mut indicator.name);
    indicator
}

fn rated() -> Indicator {
    let mut indicator = percent(Polarity::Higher);
    indicator.targets.push(target(90.0, Some(85.0)));
    indicator
}

/// The reasons and the sentence of the one indicator; nothing where it needs no look.
fn heard(case: &Case) -> Option<(Vec<&'static str>, String)> {
    let item = case.board(&Ask::default()).agenda.into_iter().next()?;
    Some((item.reasons, item.sentence))
}

fn reasons(case: &Case) -> Vec<&'static str> {
    heard(case).map(|(reasons, _)| reasons).unwrap_or_default()
}

#[test]
fn a_calm_indicator_is_no_item() {
    let calm = Case::new(rated()).values("2026-08", &[91.0, 92.0, 91.0]);
    assert_eq!(reasons(&calm), [""; 0]);
    assert!(calm.view().more.reasons.is_empty());
    assert_eq!(
        reasons(&Case::new(percent(Polarity::None)).values("2026-09", &[9.0, 90.0])),
        [""; 0]
    );
}

#[test]
fn newly_red_newly_amber_and_no_longer_red() {
    let case = Case::new(rated()).values("2026-08", &[91.0, 86.0, 84.0]);
    let (found, sentence) = heard(&case).unwrap();
    assert_eq!(found, ["newly-red"]);
    assert_eq!(
        sentence,
        "Visits in time: 84.0% in October 2026. Newly red: was amber in September 2026; target at \
         least 90.0%."
    );
    assert_eq!(reasons(&Case::new(rated()).values("2026-09", &[91.0, 86.0])), ["newly-amber"]);
    assert_eq!(reasons(&Case::new(rated()).values("2026-09", &[84.0, 86.0])), ["no-longer-red"]);
    // The first rated period has nothing to be new against.
    assert_eq!(reasons(&Case::new(rated()).values("2026-10", &[84.0])), [""; 0]);
}

#[test]
fn a_red_streak_says_how_long_and_that_a_target_is_aspirational() {
    let mut high = rated();
    high.targets[0].aspirational = true;
    let (found, sentence) = heard(&Case::new(high).values("2026-08", &[84.0, 84.5, 84.2])).unwrap();
    assert_eq!(found, ["red-streak"]);
    assert!(
        sentence.ends_with("Red for 3 months; target at least 90.0%, which is aspirational."),
        "{sentence}"
    );
}

#[test]
fn where_only_the_target_moved_it_is_not_newly_red() {
    let mut moved = percent(Polarity::Lower);
    for (green, from, to) in [(19.0, "2025-04", "2026-03"), (18.0, "2026-04", "2027-03")] {
        let mut entry = target(green, None);
        (entry.from, entry.to) = (Some(p(from)), Some(p(to)));
        moved.targets.push(entry);
    }
    let (found, sentence) =
        heard(&Case::new(moved.clone()).values("2026-03", &[18.5, 18.6])).unwrap();
    assert_eq!(found, ["target-changed"]);
    assert!(
        sentence.contains(
            "The target moved from at most 19.0% to at most 18.0%; by the old target it would be green"
        ),
        "{sentence}"
    );
    // Worse by either target: newly red.
    assert_eq!(reasons(&Case::new(moved).values("2026-03", &[18.5, 19.5])), ["newly-red"]);
}

#[test]
fn a_small_cohort_is_no_reason() {
    let few = |n: f64| share(Unit::Percent, n, 20.0);
    assert_eq!(reasons(&Case::new(rated()).months("2026-09", &[few(19.0), few(10.0)])), [""; 0]);
}

#[test]
fn behind_its_path_says_what_is_needed_now() {
    let mut path = percent(Polarity::Higher);
    let mut entry = target(90.0, None);
    entry.from = Some(p("2026-03"));
    entry.milestone = Some(Milestone { baseline: 46.8, from: p("2026-03"), by: p("2027-03") });
    path.targets.push(entry);
    path.amber_tolerance = Some(Tolerance::Points(12.0));
    let (found, sentence) = heard(&Case::new(path).values("2026-09", &[60.8, 61.0])).unwrap();
    assert_eq!(found, ["behind-milestone"]);
    assert!(
        sentence.contains(
            "needs at least 72.0% now for at least 90.0% by March 2027; 11.0 points short"
        ),
        "{sentence}"
    );
}

#[test]
fn a_real_change_and_a_jump_are_told_from_noise() {
    let mut flow = indicator(Unit::Percent, Polarity::Lower, Kind::Flow);
    flow.decimals = 1;
    let noise = |n: usize| (0..n).map(|i| 50.0 + [0.0, 2.0, 1.0][i % 3]).collect::<Vec<_>>();
    assert_eq!(reasons(&Case::new(flow.clone()).values("2025-01", &noise(22))), [""; 0]);
    let mut risen = noise(14);
    risen.extend([53.0, 53.8, 53.2, 53.6, 53.0, 53.8, 53.2, 53.6]);
    let (found, sentence) = heard(&Case::new(flow.clone()).values("2025-01", &risen)).unwrap();
    assert_eq!(found, ["real-worsening"]);
    assert!(sentence.contains("9 months in a row above its average of 51.9%"), "{sentence}");
    let mut leap = noise(21);
    leap.push(70.0);
    let found = reasons(&Case::new(flow).values("2025-01", &leap));
    assert_eq!(found, ["real-worsening", "unusual-jump"]);
}

#[test]
fn late_is_a_newer_period_that_ended_longer_ago_than_the_lag() {
    let case = |last: &str| {
        Case::new(percent(Polarity::Higher))
            .extract(last, "2026-08-05", &[(last, value(80.0))], None)
            .extract("2026-10", "2026-11-05", &[], None)
    };
    assert_eq!(reasons(&case("2026-07")), ["late"]);
    assert_eq!(reasons(&case("2026-08")), ["late"]);
    // October's own figure is not late at October's board.
    assert_eq!(reasons(&case("2026-09")), [""; 0]);
    let late = missing(Missing::Late);
    let said = Case::new(percent(Polarity::Higher)).months("2026-08", &[value(80.0), late, late]);
    assert_eq!(reasons(&said), ["late"]);
    let held = missing(Missing::Suppressed);
    let said = Case::new(percent(Polarity::Higher)).months("2026-08", &[value(80.0), held, held]);
    assert_eq!(reasons(&said), [""; 0], "it arrived, and is suppressed");
}

#[test]
fn a_data_note_and_a_material_restatement_of_this_extract_are_items() {
    let note = Detail { data_note: Some("new form from June".to_owned()), ..Detail::default() };
    let case = Case::new(percent(Polarity::None)).extract(
        "2026-10",
        "2026-11-05",
        &[("2026-10", value(80.0))],
        Some(&note),
    );
    let (found, sentence) = heard(&case).unwrap();
    assert_eq!(found, ["data-note"]);
    assert_eq!(sentence, "Visits in time: 80.0% in October 2026. New form from June.");

    let restated = |to: f64| {
        Case::new(percent(Polarity::None))
            .extract("2026-09", "2026-10-05", &[("2026-09", value(80.0))], None)
            .extract(
                "2026-10",
                "2026-11-05",
                &[("2026-09", value(to)), ("2026-10", value(81.0))],
                None,
            )
    };
    let (found, sentence) = heard(&restated(90.0)).unwrap();
    assert_eq!(found, ["restated"]);
    assert!(
        sentence.contains("September 2026 was 80.0%, now 90.0%, in this extract"),
        "{sentence}"
    );
    assert_eq!(reasons(&restated(81.0)), [""; 0], "not material");
}

#[test]
fn an_outlier_is_beyond_all_neighbours_clear_of_their_mean_and_new() {
    let given = |low, high, period: &str| Detail {
        benchmarks: vec![GivenBenchmark {
            name: "statistical-neighbours".to_owned(),
            value: Some(f64::midpoint(low, high)),
            period: Some(p(period)),
            count: Some(10),
            of: Some(10),
            low: Some(low),
            high: Some(high),
            ..GivenBenchmark::default()
        }],
        ..Detail::default()
    };
    let figure = Figure {
        value: Value::Number(73.98),
        fraction: Some(Fraction { numerator: 438.0, denominator: 59_200.0 }),
        status: Status::Final,
    };
    let case = |before: &Detail, now: &Detail| {
        let mut rate = percent(Polarity::None);
        (rate.unit, rate.decimals) = (Unit::RatePer10000, 0);
        Case::new(rate)
            .extract("2026-09", "2026-10-05", &[("2026-09", figure)], Some(before))
            .extract("2026-10", "2026-11-05", &[("2026-10", figure)], Some(now))
    };
    let (old, new) = (given(58.0, 76.0, "2024/25"), given(58.0, 65.0, "2025/26"));
    let (found, sentence) = heard(&case(&old, &new)).unwrap();
    assert_eq!(found, ["outlier"]);
    assert!(sentence.contains("above all 10 statistical neighbours (58 to 65)"), "{sentence}");
    assert_eq!(reasons(&case(&old, &old)), [""; 0], "inside the neighbours");
    assert_eq!(reasons(&case(&new, &new)), [""; 0], "said the month before");
    let close = given(66.0, 73.0, "2025/26");
    assert_eq!(reasons(&case(&old, &close)), [""; 0], "its interval holds the neighbours' mean");
}
