//! Levels and figures: what the story says, as it is shown.

use super::reading::{Demo, close, months, rounded};

/// Indicator, first year's mean, last year's mean, and how far either may lie from the story.
#[rustfmt::skip]
const LEVELS: &[(&str, f64, f64, f64)] = &[
    ("contacts", 930.0, 1_110.0, 1.0),
    ("referrals", 268.0, 296.0, 1.0),
    ("rereferrals", 15.6, 17.3, 0.1),
    ("decisions-1-day", 79.0, 92.0, 2.0),
    ("assessments-45-days", 88.4, 83.4, 0.1),
    ("assessments-open-over-45", 14.0, 38.0, 1.0),
    ("section-47", 86.0, 93.0, 1.0),
    ("conferences-15-days", 74.0, 86.0, 1.0),
    ("second-plans", 21.0, 23.0, 1.0),
    ("protection-reviews-in-time", 98.9, 97.3, 0.4),
    ("plans-over-2-years", 5.0, 8.0, 0.5),
    ("care-starts", 14.2, 12.5, 0.1),
    ("care-ends", 14.0, 15.3, 0.1),
    ("three-or-more-placements", 9.6, 11.0, 0.1),
    ("long-term-stability", 66.0, 70.0, 0.5),
    ("health-assessments", 91.0, 93.0, 0.5),
    ("residential-share", 9.4, 11.5, 0.1),
    ("two-or-more-social-workers", 29.0, 35.0, 0.5),
    ("unaccompanied-children", 41.0, 33.0, 2.0),
    ("adoption-days", 512.0, 440.0, 8.0),
    ("care-leavers", 251.0, 268.0, 3.0),
    ("care-leavers-in-touch", 93.0, 97.0, 0.7),
    ("care-leavers-accommodation", 88.0, 91.0, 1.5),
    ("care-leavers-neet", 88.0, 71.0, 3.0),
    ("ehcp-requests", 52.0, 64.0, 1.0),
    ("ehcp-20-weeks", 52.0, 56.0, 1.0),
    ("early-help-referrals", 96.0, 112.0, 1.0),
    ("return-interviews-72-hours", 68.0, 74.0, 1.0),
    ("caseload", 17.1, 15.8, 0.4),
    ("vacancy-rate", 21.0, 16.0, 0.8),
    ("agency-rate", 19.0, 14.0, 0.8),
    ("audits-good", 48.0, 66.0, 12.0),
];

#[test]
fn the_levels_of_the_first_and_the_last_year_are_the_storys() {
    let demo = Demo::read();
    let all = months();
    let (first, last) = (&all[..12], &all[24..]);
    for (id, first_year, last_year, within) in LEVELS {
        close(demo.mean(id, first), *first_year, *within, &format!("{id}, first year"));
        close(demo.mean(id, last), *last_year, *within, &format!("{id}, last year"));
    }
    close(demo.mean("dental-checks", first), 70.0, 0.5, "dental checks, first year");
    close(demo.mean("dental-checks", last), 83.0, 0.5, "dental checks, last year");
    let summed = |id: &str, year: &[String]| year.iter().map(|m| demo.count(id, m)).sum::<f64>();
    close(summed("adoptions", first), 17.0, 0.0, "adoptions, first year");
    close(summed("adoptions", last), 15.0, 0.0, "adoptions, last year");
    close(demo.shown("referrals-rate", "2026-10"), 600.0, 0.0, "referrals per 10,000");
    let growth = 100.0 * demo.count("ehcp-maintained", "2026-10")
        / demo.count("ehcp-maintained", "2025-10")
        - 100.0;
    close(rounded(growth, 1), 9.9, 0.0, "growth of education plans");
}

/// Indicator, period, and the figure as it is shown.
#[rustfmt::skip]
const SHOWN: &[(&str, &str, f64)] = &[
    // October 2026, and September where the story gives it.
    ("contacts", "2026-10", 1_204.0),
    ("contacts", "2026-09", 1_150.0),
    ("referrals", "2026-10", 310.0),
    ("referrals", "2026-09", 301.0),
    ("referrals", "2026-07", 318.0),
    ("rereferrals", "2026-10", 18.4),
    ("decisions-1-day", "2026-10", 93.2),
    ("assessments-45-days", "2026-10", 81.2),
    ("assessments-45-days", "2026-09", 83.0),
    ("assessments-started", "2026-10", 262.0),
    ("assessments-started", "2026-09", 255.0),
    ("assessments-open-over-45", "2026-10", 47.0),
    ("section-47", "2026-10", 96.0),
    ("section-47", "2026-09", 101.0),
    ("strategy-discussions", "2026-10", 171.0),
    ("strategy-discussions", "2026-09", 118.0),
    ("initial-conferences", "2026-10", 31.0),
    ("initial-conferences", "2026-09", 34.0),
    ("plans-started", "2026-10", 27.0),
    ("plans-started", "2026-09", 30.0),
    ("conferences-15-days", "2026-10", 87.1),
    ("child-protection-plans", "2026-10", 260.0),
    ("child-protection-plans", "2026-09", 263.0),
    ("child-protection-plans", "2026-06", 257.0),
    ("child-protection-plans", "2026-03", 251.0),
    ("child-protection-plans", "2025-10", 226.0),
    ("child-protection-plans", "2024-03", 214.0),
    ("protection-reviews-in-time", "2026-10", 97.1),
    ("plans-over-2-years", "2026-10", 9.0),
    ("children-in-care", "2026-10", 438.0),
    ("children-in-care", "2026-09", 441.0),
    ("children-in-care", "2025-10", 472.0),
    ("children-in-care", "2024-03", 505.0),
    ("children-in-care-rate", "2026-10", 74.0),
    ("children-in-care-rate", "2025-10", 80.0),
    ("children-in-care-rate", "2024-03", 85.0),
    ("care-starts", "2026-10", 12.0),
    ("care-ends", "2026-10", 15.0),
    ("care-starts", "2025-05", 24.0),
    ("care-starts", "2025-06", 12.0),
    ("three-or-more-placements", "2026-10", 12.3),
    ("three-or-more-placements", "2026-09", 11.6),
    ("long-term-stability", "2026-10", 71.2),
    ("health-assessments", "2026-10", 92.8),
    ("dental-checks", "2026-10", 84.0),
    ("two-or-more-social-workers", "2026-10", 36.0),
    ("two-or-more-social-workers", "2026-01", 31.1),
    ("two-or-more-social-workers", "2026-02", 35.8),
    ("unaccompanied-children", "2026-10", 31.0),
    ("adoptions", "2026-10", 1.0),
    ("adoption-days", "2026-10", 431.0),
    ("adoption-match-days", "2026-10", 152.0),
    ("cost-per-child-week", "2023/24", 1_905.0),
    ("cost-per-child-week", "2024/25", 2_020.0),
    ("cost-per-child-week", "2025/26", 2_180.0),
    ("care-leavers", "2026-10", 271.0),
    ("care-leavers-in-touch", "2026-10", 97.4),
    ("care-leavers-accommodation", "2026-10", 91.5),
    ("care-leavers-accommodation", "2025-09", 82.8),
    ("care-leavers-accommodation", "2025-10", 90.2),
    ("care-leavers-neet", "2026-10", 68.0),
    ("ehcp-maintained", "2023-11", 2_480.0),
    ("ehcp-maintained", "2025-10", 2_990.0),
    ("ehcp-maintained", "2026-10", 3_285.0),
    ("ehcp-requests", "2026-10", 66.0),
    ("early-help-referrals", "2026-10", 118.0),
    ("caseload", "2026-10", 15.9),
    ("vacancy-rate", "2026-10", 15.5),
    ("vacancy-rate", "2026-09", 14.9),
    ("agency-rate", "2026-10", 13.0),
    ("agency-rate", "2024-02", 21.0),
    // Month by month.
    ("referrals", "2024-08", 238.0),
    ("assessments-open-over-45", "2025-01", 16.0),
    ("assessments-open-over-45", "2025-02", 30.0),
    ("section-47", "2025-05", 97.0),
    ("contacts", "2025-06", 940.0),
    ("contacts", "2025-07", 1_060.0),
    ("rereferrals", "2026-03", 18.1),
    ("rereferrals", "2026-04", 18.1),
    ("assessments-45-days", "2026-04", 85.3),
    ("assessments-45-days", "2026-05", 84.1),
    ("assessments-45-days", "2026-06", 83.6),
    ("assessments-45-days", "2026-07", 82.9),
    ("assessments-45-days", "2026-08", 84.4),
    ("ehcp-20-weeks", "2026-03", 46.8),
    ("ehcp-20-weeks", "2026-05", 54.5),
    ("ehcp-20-weeks", "2026-06", 58.1),
    ("ehcp-20-weeks", "2026-07", 60.0),
    ("ehcp-20-weeks", "2026-08", 60.4),
    ("ehcp-20-weeks", "2026-09", 60.8),
    ("ehcp-20-weeks", "2026-10", 61.0),
    // Days on the pathways.
    ("days-referral-to-assessment", "2026-10", 38.0),
    ("days-referral-to-assessment", "2026-09", 36.0),
    ("days-enquiry-to-conference", "2026-10", 13.0),
    ("days-enquiry-to-conference", "2026-09", 14.0),
    ("days-conference-to-plan", "2026-10", 0.0),
];

#[test]
fn the_storys_figures_come_out_as_they_are_shown() {
    let demo = Demo::read();
    for (id, period, wanted) in SHOWN {
        close(demo.shown(id, period), *wanted, 0.0, &format!("{id} in {period}"));
    }
}

#[test]
fn the_storys_fractions_are_those_numbers() {
    let demo = Demo::read();
    for (id, period, n, d) in [
        ("rereferrals", "2026-10", 57.0, 310.0),
        ("rereferrals", "2026-09", 54.0, 301.0),
        ("conferences-15-days", "2026-10", 27.0, 31.0),
        ("second-plans", "2026-10", 6.0, 27.0),
        ("second-plans", "2024-01", 7.0, 19.0),
        ("three-or-more-placements", "2026-10", 54.0, 438.0),
        ("three-or-more-placements", "2026-09", 51.0, 441.0),
        ("residential-share", "2026-10", 52.0, 438.0),
        ("return-interviews-72-hours", "2026-07", 19.0, 26.0),
        ("first-pathway-plans-in-time", "2026-08", 7.0, 12.0),
        ("care-leavers-17-18-eet", "2026-10", 17.0, 24.0),
        ("care-leavers-neet-share", "2026-10", 61.0, 159.0),
        ("audits-good", "2026-10", 9.0, 13.0),
    ] {
        let found = demo.fraction(id, period);
        close(found.0, n, 0.0, &format!("{id} in {period}"));
        close(found.1, d, 0.0, &format!("{id} in {period}"));
    }
}

#[test]
fn protection_plans_average_as_the_story_says() {
    let demo = Demo::read();
    let all = months();
    close(demo.mean("child-protection-plans", &all[17..29]).round(), 236.0, 0.0, "2025/26");
    close(demo.mean("child-protection-plans", &all[29..]).round(), 257.0, 0.0, "2026/27 so far");
    assert!(all.iter().all(|m| *m == "2024-03" || demo.count("children-in-care", m) < 505.0));
    assert!(
        all.iter().all(|m| m < &"2024-01".into() || demo.value("agency-rate", m) <= Some(21.0))
    );
}

#[test]
fn steps_stay_and_streaks_run() {
    let demo = Demo::read();
    let all = months();
    for month in &all[14..] {
        close(demo.shown("assessments-45-days", month), 83.5, 2.4, month);
    }
    for month in &all[30..] {
        assert!(demo.shown("assessments-45-days", month) < 85.0, "red in {month}");
    }
    for month in &all[28..] {
        assert!(demo.shown("protection-reviews-in-time", month) < 98.0, "red in {month}");
    }
    for month in &all[26..] {
        assert!(demo.shown("decisions-1-day", month) >= 90.0, "{month}");
    }
    let usual = demo.mean("rereferrals", &all);
    assert!(all[28..].iter().all(|month| demo.value("rereferrals", month) > Some(usual)));
    assert!(demo.value("rereferrals", "2026-02") < Some(usual));
    assert!(demo.shown("protection-reviews-in-time", "2026-02") >= 98.0);
}
