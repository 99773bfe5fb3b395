//! Breakdowns, corrections, gaps, neighbours and targets, as the story tells them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::reading::{Demo, close, files, json, list, months, root, text, value_of};

#[test]
fn corrections_arrive_in_the_months_of_the_story() {
    let demo = Demo::read();
    let versions = |id: &str, period: &str| -> Vec<f64> {
        let known = &demo.versions[&(id.to_owned(), period.to_owned())];
        known.iter().map(|told| value_of(&demo.units[id].0, told).unwrap()).collect()
    };
    let two = |id: &str, period: &str, first: f64, now: f64| {
        let found = versions(id, period);
        assert_eq!(found.len(), 2, "{id} {period}");
        close(found[0], first, 0.0, id);
        close(found[1], now, 0.0, id);
    };
    two("referrals", "2026-07", 301.0, 318.0);
    two("section-47", "2025-05", 88.0, 97.0);
    let in_snapshot = |period: &str, id: &str, of: &str| {
        list(demo.snapshot(period), "observations").into_iter().any(|told| {
            told["indicator"] == id
                && (told["period"] == of || list(told, "history").iter().any(|p| p["period"] == of))
        })
    };
    assert!(in_snapshot("2026-10", "referrals", "2026-07"));
    assert!(in_snapshot("2026-10", "rereferrals", "2026-07"));
    assert!(in_snapshot("2025-08", "section-47", "2025-05"));
    assert!(in_snapshot("2024-07", "care-starts", "2024-03"));
    let year: Vec<String> =
        (3..15).map(|m| format!("{}-{:02}", 2023 + m / 12, m % 12 + 1)).collect();
    let first: f64 = year.iter().map(|month| versions("care-starts", month)[0]).sum();
    let now: f64 = year.iter().map(|month| demo.count("care-starts", month)).sum();
    close(first, 168.0, 0.0, "care starts 2023/24, first");
    close(now, 171.0, 0.0, "care starts 2023/24, revised");
}

#[test]
fn the_breakdowns_are_the_storys() {
    let demo = Demo::read();
    let part = |id: &str, by: &str, category: &str| demo.parts(id, "2026-10", by)[category];
    close(part("children-in-care", "age", "14-17"), 131.0, 0.0, "aged 14-17");
    close(part("children-in-care", "legal-status", "Remand"), 2.0, 0.0, "remand");
    close(part("care-leavers-neet", "age", "17-18"), 7.0, 0.0, "aged 17-18");
    close(part("care-leavers-neet", "age", "19-21"), 61.0, 0.0, "aged 19-21");
    let inner = |id: &str, name: &str| -> f64 {
        list(demo.told(id, "2026-10").unwrap(), "breakdowns")
            .into_iter()
            .flat_map(|part| list(part, "of_which"))
            .filter(|inner| inner["category"] == name)
            .map(|inner| inner["value"].as_f64().or(inner["numerator"].as_f64()).unwrap())
            .sum()
    };
    close(inner("children-in-care", "Section 20"), 58.0, 0.0, "section 20");
    close(inner("residential-share", "With an EHC plan"), 34.0, 0.0, "with a plan");
}

#[test]
fn foster_households_and_adoption_days_are_the_storys() {
    let demo = Demo::read();
    let part = |id: &str, by: &str, category: &str| demo.parts(id, "2026-10", by)[category];
    let kinds = |kind: &str| -> f64 {
        months()[29..].iter().map(|m| demo.parts("foster-carers-recruited", m, "kind")[kind]).sum()
    };
    close(kinds("Mainstream"), 8.0, 0.0, "mainstream");
    close(kinds("Family and friends"), 5.0, 0.0, "family and friends");
    close(kinds("Short breaks"), 1.0, 0.0, "short breaks");
    for (stage, first, last) in [
        ("Care to placement order", 268.0, 232.0),
        ("Placement order to match", 198.0, 152.0),
        ("Match to moving in", 46.0, 47.0),
    ] {
        close(demo.parts("adoption-days", "2023-11", "stage")[stage], first, 0.0, stage);
        close(part("adoption-days", "stage", stage), last, 0.0, stage);
    }
}

#[test]
fn more_of_those_who_come_into_care_are_aged_5_to_13() {
    let demo = Demo::read();
    let all = months();
    let share = |months: &[String]| -> f64 {
        let of: f64 = months.iter().map(|month| demo.count("care-starts", month)).sum();
        let aged = months.iter().map(|month| {
            let parts = demo.parts("care-starts", month, "age");
            parts["5-9"] + parts["10-13"]
        });
        100.0 * aged.sum::<f64>() / of
    };
    close(share(&all[..5]).round(), 34.0, 0.0, "2023/24");
    close(share(&all[24..]).round(), 46.0, 0.0, "the last year");
}

#[test]
fn referrals_come_from_the_storys_sources() {
    let demo = Demo::read();
    let year = &months()[24..];
    let of: f64 = year.iter().map(|month| demo.count("referrals", month)).sum();
    for (source, wanted) in [("Police", 28.0), ("Schools", 21.0), ("Health", 15.0)] {
        let from: f64 =
            year.iter().map(|month| demo.parts("referrals", month, "source")[source]).sum();
        close(100.0 * from / of, wanted, 0.6, source);
    }
}

#[test]
fn one_team_of_four_is_behind() {
    let demo = Demo::read();
    let told = demo.told("assessments-45-days", "2026-10").unwrap();
    let shares: Vec<f64> = list(told, "breakdowns")
        .into_iter()
        .map(|part| value_of("percent", part).unwrap())
        .collect();
    assert_eq!(shares.len(), 4);
    let behind: Vec<&f64> = shares.iter().filter(|share| **share < 80.0).collect();
    assert_eq!(behind.len(), 1);
    close(*behind[0], 68.0, 0.0, "the team behind");
    for share in shares.iter().filter(|share| **share > 80.0) {
        close(*share, 86.0, 1.2, "another team");
    }
}

#[test]
fn the_cohort_of_may_is_followed_to_october() {
    let demo = Demo::read();
    let told = demo.told("assessments-completed", "2026-10").unwrap();
    let share = |days: Value| -> f64 {
        let cohorts = list(told, "cohorts");
        let step = cohorts.iter().find(|c| c["within_days"] == days && c["cohort"] == "2026-05");
        let step = step.unwrap();
        (100.0 * step["count"].as_f64().unwrap() / step["of"].as_f64().unwrap()).round()
    };
    close(share(30.into()), 6.0, 0.0, "within 30 days");
    close(share(90.into()), 10.0, 0.0, "within 90 days");
    close(share(Value::Null), 11.0, 0.0, "so far");
}

#[test]
fn gaps_have_their_reasons_and_late_figures_stay_away() {
    let demo = Demo::read();
    for id in [
        "child-in-need-visits-in-time",
        "protection-visits-in-time",
        "care-visits-in-time",
        "supervision-in-time",
    ] {
        let told = demo.told(id, "2025-06").unwrap();
        assert!(told["value"].is_null() && told["missing"] == "not-collected", "{id}");
    }
    for month in ["2026-08", "2026-09", "2026-10"] {
        assert!(demo.told("return-interviews-72-hours", month).is_none());
    }
    let small = demo.told("care-key-stage-2", "AY2024/25").unwrap();
    assert_eq!(small["missing"], "suppressed");
    assert_eq!(demo.told("health-assessments", "2026-10").unwrap()["status"], "provisional");
    let weeks: Vec<f64> = ["2026-W40", "2026-W41", "2026-W42", "2026-W43"]
        .iter()
        .map(|week| demo.count("missing-from-care-children", week))
        .collect();
    close(weeks.iter().copied().fold(f64::MAX, f64::min), 4.0, 0.0, "fewest in a week");
    close(weeks.iter().copied().fold(0.0, f64::max), 9.0, 0.0, "most in a week");
}

#[test]
fn the_outlier_is_new_in_october() {
    let demo = Demo::read();
    let beside = |period: &str| {
        let told = demo.told("children-in-care-rate", period).unwrap();
        let neighbours = &told["benchmarks"]["statistical-neighbours"];
        let field = |name: &str| neighbours[name].as_f64().unwrap();
        (field("low"), field("high"), field("value"), text(neighbours, "period"))
    };
    let (low, high, mean, year) = beside("2026-10");
    close(low, 58.0, 0.0, "lowest");
    close(high, 72.0, 0.0, "highest");
    close(mean, 66.0, 0.0, "mean");
    assert_eq!(year, "2025/26");
    assert!(demo.value("children-in-care-rate", "2026-10") > Some(high));
    assert!(demo.value("children-in-care-rate", "2026-09") < Some(beside("2026-09").1));
    assert!(demo.value("children-in-care-rate", "2024-03") > Some(beside("2024-03").1));
    let england = &demo.told("children-in-care-rate", "2026-10").unwrap()["benchmarks"]["england"];
    close(england["value"].as_f64().unwrap(), 67.0, 0.0, "England");
    assert_eq!(england["period"], "2024/25");
}

#[test]
fn ten_invented_neighbours_give_the_benchmarks() {
    let demo = Demo::read();
    let files = files(&root().join("demo").join("neighbours"));
    let snapshots: Vec<Value> = files.iter().map(|path| json(path)).collect();
    let names: BTreeSet<String> =
        snapshots.iter().map(|snapshot| text(&snapshot["authority"], "name")).collect();
    assert_eq!((names.len(), snapshots.len()), (10, 30));
    let figures = |period: &str, id: &str| -> Vec<f64> {
        snapshots
            .iter()
            .flat_map(|snapshot| {
                list(snapshot, "observations").into_iter().filter(move |told| {
                    told["indicator"] == id
                        && told["period"].as_str().or(snapshot["period"].as_str()) == Some(period)
                })
            })
            .map(|told| told["value"].as_f64().unwrap())
            .collect()
    };
    let mean =
        |values: &[f64]| values.iter().sum::<f64>() / values.iter().map(|_| 1.0).sum::<f64>();
    for (period, group) in [("2024/25", 1_955.0), ("2025/26", 2_065.0)] {
        let costs = figures(period, "cost-per-child-week");
        assert_eq!(costs.len(), 5);
        close(mean(&costs), group, 0.0, period);
        let given = &demo.told("cost-per-child-week", period).unwrap()["benchmarks"];
        close(given["group:cost-group"]["value"].as_f64().unwrap(), group, 0.0, period);
        assert_eq!(given["group:cost-group"]["basis"], "overheads included");
    }
    for id in [
        "children-in-care-rate",
        "child-protection-plans-rate",
        "rereferrals",
        "assessments-45-days",
    ] {
        let newest = figures("2026-03", id);
        assert_eq!(newest.len(), 10, "{id}");
        let given = &demo.told(id, "2026-10").unwrap()["benchmarks"]["statistical-neighbours"];
        close(given["value"].as_f64().unwrap(), mean(&newest), 0.05, id);
        assert_eq!((&given["count"], &given["of"]), (&Value::from(10), &Value::from(10)));
    }
}

#[test]
fn targets_notes_and_rebases_are_those_of_the_story() {
    let demo = Demo::read();
    let catalogue = json(&root().join("demo").join("catalogue.json"));
    let entries = list(&catalogue, "indicators");
    let entry = |id: &str| *entries.iter().find(|entry| entry["id"] == id).unwrap();
    let again: Vec<f64> = list(entry("rereferrals"), "targets")
        .into_iter()
        .map(|target| target["green"].as_f64().unwrap())
        .collect();
    assert_eq!(again, [21.0, 20.0, 19.0, 18.0]);
    let path = *list(entry("ehcp-20-weeks"), "targets").last().unwrap();
    assert_eq!((&path["from"], &path["by"]), (&"2026-03".into(), &"2027-03".into()));
    for (id, period, broken) in [
        ("assessments-45-days", "2025-01", false),
        ("contacts", "2025-07", true),
        ("early-help-referrals", "2026-04", true),
    ] {
        let rebase = list(entry(id), "rebase")[0];
        assert_eq!(rebase["period"], period);
        assert_eq!(rebase["series_break"].as_bool().unwrap_or(false), broken, "{id}");
    }
    assert!(demo.told("early-help-referrals", "2026-10").unwrap()["data_note"].is_string());
    assert!(demo.told("contacts", "2025-07").unwrap()["data_note"].is_string());
}
