//! Pathways of the demonstration: whole whatever the board leaves out, shares and cohorts as its
//! snapshots give them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use callover::assess::ask::{Ask, Compare, Sources};
use callover::assess::pathway::{CohortView, PathwayView, Share};
use callover::domain::period::Period;
use callover::store::folder;
use callover::store::published::England;

fn pathways(ask: &Ask) -> Vec<PathwayView> {
    let read = folder::load(&folder::Input::demo(), &|_, _| {}).unwrap();
    let home = &read.facts.authorities()[read.facts.home().unwrap()];
    let england = England::default();
    let sources =
        Sources { home, all: &read.facts, catalogue: &read.catalogue, published: &england };
    callover::assess::board(sources, ask).pathways
}

fn p(text: &str) -> Period {
    text.parse().unwrap()
}

#[test]
fn a_pathway_is_whole_whatever_the_board_leaves_out() {
    let all = pathways(&Ask::default());
    assert_eq!(all.len(), 4);
    assert_eq!(all, pathways(&Ask { core: true, ..Ask::default() }));
    let ids: Vec<&str> = all[0].steps.iter().map(|step| step.indicator.as_str()).collect();
    assert_eq!(
        ids,
        [
            "contacts",
            "referrals",
            "assessments-started",
            "section-47",
            "initial-conferences",
            "plans-started"
        ]
    );
    let of_section = Ask { section: Some("ehcp".to_owned()), ..Ask::default() };
    let found: Vec<String> = pathways(&of_section).into_iter().map(|p| p.id).collect();
    assert_eq!(found, ["ehcp"]);
    let one = Ask { indicator: Some("referrals".to_owned()), ..Ask::default() };
    assert!(pathways(&one).is_empty());
}

#[test]
fn shares_are_of_the_step_before_now_and_then() {
    let all = pathways(&Ask::default());
    let assessments = &all[0].steps[2];
    // 262 assessments started, 310 referrals; 255 and 301 in September.
    assert_eq!(assessments.share, Some(Share { part: 262.0, whole: 310.0 }));
    assert_eq!(assessments.share.unwrap().words(), "85%");
    assert_eq!(assessments.against, Some(p("2026-09")));
    let then = assessments.share_before.unwrap();
    let at = |series: &[(Period, f64)], period| {
        series.iter().find(|(p, _)| *p == period).map(|(_, value)| *value)
    };
    assert_eq!(Some(then.part), at(&assessments.series, p("2026-09")));
    assert_eq!(Some(then.whole), at(&all[0].steps[1].series, p("2026-09")));
    assert_eq!(at(&assessments.shares, p("2026-09")), Some(then.percent()));
    assert_eq!((assessments.shares.len(), all[0].steps[0].share), (36, None));
    let year_ago = pathways(&Ask { compare: Compare::YearAgo, ..Ask::default() });
    let then = year_ago[0].steps[2].share_before.unwrap();
    assert_eq!(Some(then.part), at(&assessments.series, p("2025-10")));
}

#[test]
fn beside_few_a_share_is_given_in_numbers() {
    let few = Share { part: 24.0, whole: 29.0 };
    assert_eq!(few.words(), "24 to 29");
    assert_eq!(few.beside("conferences"), "24 to 29 conferences");
    let enough = Share { part: 24.0, whole: 30.0 };
    assert_eq!(enough.beside("conferences"), "80% of conferences");
}

#[test]
fn cohorts_belong_to_the_pathway_whose_step_they_reach() {
    let all = pathways(&Ask::default());
    let words: Vec<String> = all[0].cohorts.iter().map(CohortView::words).collect();
    assert_eq!(
        words,
        [
            "15 of 258 within 30 days (6%)",
            "26 of 258 within 90 days (10%)",
            "28 of 258 so far (11%)"
        ]
    );
    let cohort = &all[0].cohorts[1];
    assert_eq!((cohort.cohort, cohort.from.as_str()), (p("2026-05"), "Assessments completed"));
    assert!(all[1].cohorts.is_empty() && all[2].cohorts.is_empty());
    // Each month's extract tells of one cohort; the board of May knows none after December.
    assert_eq!(cohort.shares.last(), Some(&(p("2026-05"), 100.0 * 26.0 / 258.0)));
    let may = pathways(&Ask { period: Some(p("2026-05")), ..Ask::default() });
    assert_eq!(may[0].cohorts[1].cohort, p("2025-12"));
    assert_eq!(may[0].cohorts[1].shares.len() + 5, cohort.shares.len());
    let small = CohortView { of: 29.0, count: 3.0, ..cohort.clone() };
    assert_eq!(small.words(), "3 of 29 within 90 days");
}

#[test]
fn days_have_stages_and_no_shares() {
    let all = pathways(&Ask::default());
    let adoption = all.iter().find(|p| p.id == "adoption").unwrap();
    assert!(adoption.durations);
    assert!(adoption.steps.iter().all(|s| s.share.is_none() && s.shares.is_empty()));
    let shown: Vec<&str> = adoption.steps.iter().map(|s| s.shown.as_str()).collect();
    assert_eq!(shown, ["232 days", "152 days", "47 days"]);
    assert_eq!(adoption.steps[0].series.len(), 36);
}
