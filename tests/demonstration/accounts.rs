//! The accounts: every figure agrees with every other, in every month.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::reading::{
    CHILDREN, Demo, close, files, json, list, months, root, rounded, text, value_of,
};

#[test]
fn every_indicator_has_a_series_and_every_month_a_snapshot() {
    let demo = Demo::read();
    let periods: Vec<String> = demo.snapshots.iter().map(|s| text(s, "period")).collect();
    assert_eq!(periods, months());
    let told: BTreeSet<&String> = demo.versions.keys().map(|(id, _)| id).collect();
    let built_in = json(&root().join("catalogue.json"));
    assert_eq!(list(&built_in, "indicators").len(), 125);
    for entry in list(&built_in, "indicators") {
        assert!(told.contains(&text(entry, "id")), "{} has no figure", entry["id"]);
    }
    for id in told {
        assert!(demo.units.contains_key(id), "{id} is in no catalogue");
    }
}

#[test]
fn the_five_sections_are_full_and_the_others_begin_later() {
    let demo = Demo::read();
    let built_in = json(&root().join("catalogue.json"));
    for section in ["front-door", "child-protection", "children-in-care", "care-leavers", "ehcp"] {
        let filled = list(&built_in, "indicators").into_iter().filter(|entry| {
            let id = text(entry, "id");
            entry["section"] == section
                && demo
                    .versions
                    .keys()
                    .any(|(known, period)| *known == id && *period > "2023".into())
        });
        assert!(filled.count() >= 12, "{section}");
    }
    for (id, before, first) in [
        ("caseload", "2023-12", "2024-01"),
        ("missing-over-24-hours", "2024-03", "2024-04"),
        ("missing-from-care-children", "2024-W13", "2024-W14"),
        ("ehcp-appeals", "2024-05", "2024-06"),
    ] {
        assert!(demo.told(id, before).is_none() && demo.told(id, first).is_some(), "{id}");
    }
}

#[test]
fn the_stocks_balance_in_every_month() {
    let demo = Demo::read();
    for pair in months().windows(2) {
        let [before, now] = pair else { continue };
        for (stock, came, went) in [
            ("children-in-care", "care-starts", "care-ends"),
            ("child-protection-plans", "plans-started", "plans-ended"),
        ] {
            let wanted = demo.count(stock, before) + demo.count(came, now) - demo.count(went, now);
            close(demo.count(stock, now), wanted, 0.0, &format!("{stock} in {now}"));
        }
        let ended = demo.count("ehcp-maintained", before) + demo.count("ehcp-issued", now)
            - demo.count("ehcp-maintained", now);
        close(ended, 9.5, 1.5, &format!("education plans ended in {now}"));
    }
}

#[test]
fn each_step_of_the_front_door_is_smaller_than_the_one_before() {
    let demo = Demo::read();
    let steps = [
        "contacts",
        "referrals",
        "assessments-started",
        "section-47",
        "initial-conferences",
        "plans-started",
    ];
    for month in months() {
        for pair in steps.windows(2) {
            let [more, fewer] = pair else { continue };
            assert!(demo.count(more, &month) > demo.count(fewer, &month), "{fewer} in {month}");
        }
        let discussed = demo.count("strategy-discussions", &month);
        assert!(discussed >= demo.count("section-47", &month), "{month}");
    }
}

#[test]
fn a_denominator_that_is_another_indicator_is_that_indicator() {
    let demo = Demo::read();
    let pairs = [
        ("rereferrals", "referrals"),
        ("decisions-1-day", "referrals"),
        ("referral-to-assessment", "referrals"),
        ("referrals-nfa", "referrals"),
        ("assessed-not-in-need", "referrals"),
        ("contact-conversion", "contacts"),
        ("assessments-45-days", "assessments-completed"),
        ("conferences-15-days", "initial-conferences"),
        ("second-plans", "plans-started"),
        ("plans-over-2-years-share", "child-protection-plans"),
        ("plans-ended-over-2-years", "plans-ended"),
        ("plans-ended-within-3-months", "plans-ended"),
        ("three-or-more-placements", "children-in-care"),
        ("residential-share", "children-in-care"),
        ("care-leavers-in-touch", "care-leavers"),
        ("ehcp-20-weeks-all", "ehcp-issued"),
        ("audits-good", "audits-completed"),
    ];
    for month in months() {
        for (share, whole) in pairs {
            if demo.told(share, &month).is_some() {
                let (_, of) = demo.fraction(share, &month);
                close(of, demo.count(whole, &month), 0.0, &format!("{share} in {month}"));
            }
        }
        let (referred, _) = demo.fraction("contact-conversion", &month);
        close(referred, demo.count("referrals", &month), 0.0, &month);
    }
    for (month, id) in
        [("2025-06", "protection-visits-in-time"), ("2025-06", "care-visits-in-time")]
    {
        assert_eq!(demo.told(id, month).unwrap()["missing"], "not-collected");
    }
}

#[test]
fn rates_are_over_the_children_of_the_borough() {
    let demo = Demo::read();
    let all = months();
    for (rate, count) in [
        ("children-in-care-rate", "children-in-care"),
        ("child-protection-plans-rate", "child-protection-plans"),
        ("children-in-need-rate", "children-in-need"),
    ] {
        for month in &all {
            let (n, d) = demo.fraction(rate, month);
            close(n, demo.count(count, month), 0.0, &format!("{rate} in {month}"));
            close(d, CHILDREN, 0.0, rate);
        }
    }
    for year in all.windows(12) {
        let month = year.last().unwrap();
        let sum = |id: &str| year.iter().map(|m| demo.count(id, m)).sum::<f64>();
        for (rate, count) in [("referrals-rate", "referrals"), ("section-47-rate", "section-47")] {
            let (n, d) = demo.fraction(rate, month);
            close(n, sum(count), 0.0, &format!("{rate} in {month}"));
            close(d, CHILDREN, 0.0, rate);
        }
        close(demo.count("ehcp-requests-year", month), sum("ehcp-requests"), 0.0, month);
    }
}

#[test]
fn the_rolling_years_before_the_first_are_believable() {
    let demo = Demo::read();
    close(demo.shown("referrals-rate", "2023-11"), 536.0, 8.0, "referrals to November 2023");
    close(demo.shown("section-47-rate", "2023-11"), 171.0, 5.0, "enquiries to November 2023");
}

#[test]
fn breakdowns_add_up_to_their_total_in_every_snapshot() {
    let demo = Demo::read();
    let mut groups = 0;
    for snapshot in &demo.snapshots {
        for told in list(snapshot, "observations") {
            let mut sums: BTreeMap<String, (f64, f64)> = BTreeMap::new();
            for part in list(told, "breakdowns") {
                let sum = sums.entry(text(part, "by")).or_default();
                sum.0 += part["value"].as_f64().or(part["numerator"].as_f64()).unwrap();
                sum.1 += part["denominator"].as_f64().unwrap_or(0.0);
                assert!(list(part, "of_which").iter().all(|inner| {
                    let whole = part["value"].as_f64().or(part["numerator"].as_f64());
                    inner["value"].as_f64().or(inner["numerator"].as_f64()) <= whole
                }));
            }
            for (by, (sum, of)) in sums {
                let what = format!("{} by {by} in {}", told["indicator"], snapshot["period"]);
                let total = told["value"].as_f64().or(told["numerator"].as_f64()).unwrap();
                close(sum, total, 0.0, &what);
                if by == "team" {
                    close(of, told["denominator"].as_f64().unwrap(), 0.0, &what);
                }
                groups += 1;
            }
        }
    }
    assert!(groups >= 36 * 13, "{groups} groups");
}

#[test]
fn fractions_are_whole_or_full_time_equivalents_and_never_above_one() {
    let demo = Demo::read();
    for ((id, period), versions) in &demo.versions {
        for told in versions {
            let (Some(n), Some(d)) = (told["numerator"].as_f64(), told["denominator"].as_f64())
            else {
                assert!(told["numerator"].is_null() && told["denominator"].is_null());
                assert!(told["value"].is_number() || told["missing"].is_string(), "{id} {period}");
                continue;
            };
            assert!(n >= 0.0 && n <= d, "{id} {period}: {n} of {d}");
            if let Some(value) = told["value"].as_f64() {
                let (unit, decimals) = &demo.units[id];
                let exact = value_of(unit, told).unwrap();
                close(rounded(value, *decimals), rounded(exact, *decimals), 0.0, id);
            }
            if demo.units[id].0 == "percent" {
                assert!(told["denominator"].is_number(), "{id} {period}");
            }
        }
    }
}

#[test]
fn the_set_is_small_and_its_lines_are_observations() {
    let folder = root().join("demo");
    let all = files(&folder).into_iter().chain(files(&folder.join("neighbours")));
    let bytes: u64 = all.map(|path| fs::metadata(path).unwrap().len()).sum();
    assert!(bytes < 1_200_000, "{bytes} bytes");
    let october = fs::read_to_string(folder.join("2026-10.json")).unwrap();
    let lines = october.lines().filter(|line| line.starts_with("    {\"indicator\":")).count();
    assert_eq!(lines, list(&json(&folder.join("2026-10.json")), "observations").len());
}
