//! Sampleford's own entries over the built-in catalogue: targets, rebases, groups, pathways.

use serde::Serialize;

use crate::neighbours::NEIGHBOURS;
use crate::record::Number;
use crate::targets::{TARGETS, Targets};

/// A target of one year, or a path to a date.
#[derive(Clone, Debug, Default, Serialize)]
struct Target {
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Number>,
    from: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    green: Number,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amber: Option<Number>,
    origin: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    aspirational: bool,
    why: &'static str,
    reviewed: String,
}

/// A new beginning of a series.
#[derive(Clone, Copy, Debug, Serialize)]
struct Rebase {
    period: &'static str,
    why: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    series_break: bool,
}

/// Amber within so many points of green.
#[derive(Clone, Copy, Debug, Serialize)]
struct Tolerance {
    points: Number,
}

/// What an indicator that the built-in catalogue lacks needs beside its targets.
#[derive(Clone, Copy, Debug, Serialize)]
struct New {
    code: &'static str,
    section: &'static str,
    name: &'static str,
    definition: &'static str,
    unit: &'static str,
    decimals: u8,
    polarity: &'static str,
    frequency: &'static str,
    kind: &'static str,
    control: bool,
    core: bool,
}

/// An entry over the built-in one.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Indicator {
    id: &'static str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    new: Option<New>,
    #[serde(skip_serializing_if = "Option::is_none")]
    small_cohort: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amber_tolerance: Option<Tolerance>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disclosure: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    public_period: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rebase: Vec<Rebase>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets: Vec<Target>,
}

/// A group of authorities.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    id: &'static str,
    title: &'static str,
    authorities: Vec<&'static str>,
}

/// A pathway of steps.
#[derive(Clone, Debug, Serialize)]
pub struct Pathway {
    id: &'static str,
    title: &'static str,
    steps: &'static [&'static str],
}

/// The two groups: the five with whom costs are compared, and all ten.
pub fn groups() -> Vec<Group> {
    let names = |count| NEIGHBOURS.iter().take(count).map(|neighbour| neighbour.name).collect();
    vec![
        Group { id: "cost-group", title: "Cost comparison group", authorities: names(5) },
        Group { id: "neighbours", title: "Invented neighbours", authorities: names(10) },
    ]
}

/// The two pathways of durations.
pub fn pathways() -> Vec<Pathway> {
    vec![
        Pathway {
            id: "days-to-plan",
            title: "Days from referral to plan",
            steps: &[
                "days-referral-to-assessment",
                "days-enquiry-to-conference",
                "days-conference-to-plan",
            ],
        },
        Pathway {
            id: "adoption",
            title: "Days to adopt",
            steps: &["adoption-order-days", "adoption-match-days", "adoption-moving-days"],
        },
    ]
}

/// The rebases, by indicator.
const REBASES: [(&str, Rebase); 3] = [
    (
        "assessments-45-days",
        Rebase {
            period: "2025-01",
            why: "new front-door structure after four workers left",
            series_break: false,
        },
    ),
    (
        "contacts",
        Rebase {
            period: "2025-07",
            why: "counted per child, no longer per family",
            series_break: true,
        },
    ),
    (
        "early-help-referrals",
        Rebase {
            period: "2026-04",
            why: "early help became family help, with a wider way in",
            series_break: true,
        },
    ),
];

/// What the council and its courts did: it says nothing of who a child is.
const SAFE: [&str; 6] = [
    "days-referral-to-assessment",
    "days-enquiry-to-conference",
    "days-conference-to-plan",
    "care-proceedings-weeks",
    "cost-per-child-week",
    "caseload",
];

/// Too small by the month, and what the public reads instead: the shortest period in which most
/// figures can be shown.
const LESS_OFTEN: [(&str, &str); 3] = [
    ("adoptions", "year"),
    ("special-guardianship-orders", "quarter"),
    ("foster-carers-recruited", "year"),
];

/// Durations that the pathways show and the built-in catalogue lacks.
#[rustfmt::skip]
const DURATIONS: [(&str, &str, &str, &str, &str); 5] = [
    ("days-referral-to-assessment", "SD1", "front-door", "Days from referral to assessment finished",
        "The middle of the month's finished assessments, in days from the referral."),
    ("days-enquiry-to-conference", "SD2", "child-protection", "Days from enquiry to conference",
        "The middle of the month's initial conferences, in days from the start of the enquiry."),
    ("days-conference-to-plan", "SD3", "child-protection", "Days from conference to plan",
        "The middle of the month's new plans, in days from the conference that decided on them."),
    ("adoption-order-days", "SD4", "children-in-care", "Days from coming into care to placement order",
        "For children adopted in the last 12 months: the first stage of the days to adopt."),
    ("adoption-moving-days", "SD5", "children-in-care", "Days from match to moving in",
        "For children adopted in the last 12 months: the last stage of the days to adopt."),
];

/// The entries over the built-in catalogue.
pub fn indicators() -> Vec<Indicator> {
    let mut entries: Vec<Indicator> = TARGETS.iter().map(entry).collect();
    entries.push(path_to_ninety());
    for (id, rebase) in REBASES {
        entry_of(&mut entries, id).rebase.push(rebase);
    }
    let durations = DURATIONS.into_iter().map(|(id, code, section, name, definition)| {
        let rolling = section == "children-in-care";
        let new = New {
            code,
            section,
            name,
            definition,
            unit: "days",
            decimals: 0,
            polarity: "lower",
            frequency: "monthly",
            kind: if rolling { "rolling" } else { "flow" },
            control: false,
            core: false,
        };
        Indicator { id, new: Some(new), ..Indicator::default() }
    });
    entries.extend(durations);
    for id in SAFE {
        entry_of(&mut entries, id).disclosure = Some("safe");
    }
    for (id, period) in LESS_OFTEN {
        entry_of(&mut entries, id).public_period = Some(period);
    }
    entries
}

/// The entry of an indicator; a new one where it has none.
fn entry_of<'a>(entries: &'a mut Vec<Indicator>, id: &'static str) -> &'a mut Indicator {
    let known = entries.iter().position(|entry| entry.id == id);
    let at = known.unwrap_or_else(|| {
        entries.push(Indicator { id, ..Indicator::default() });
        entries.len() - 1
    });
    &mut entries[at]
}

/// An indicator's targets, one entry a year.
fn entry(set: &Targets) -> Indicator {
    let targets =
        set.years.iter().zip(2023..).enumerate().map(|(place, (bounds, begins))| Target {
            from: format!("{begins}-04"),
            to: Some(format!("{}-03", begins + 1)),
            green: Number(bounds.0),
            amber: Some(Number(bounds.1)),
            origin: "local",
            aspirational: set.aspirational_from.is_some_and(|from| place >= from),
            why: set.why,
            reviewed: format!("{begins}-03"),
            ..Target::default()
        });
    let small_cohort = (set.id == "second-plans").then_some(40);
    Indicator { id: set.id, small_cohort, targets: targets.collect(), ..Indicator::default() }
}

/// Education plans within 20 weeks: from 46.8% in March 2026 to 90% in March 2027.
fn path_to_ninety() -> Indicator {
    let before = |begins: usize, to: &str| Target {
        from: format!("{begins}-04"),
        to: Some(to.to_owned()),
        green: Number(60.0),
        amber: Some(Number(45.0)),
        origin: "local",
        why: "above England, on the way to the law's 20 weeks",
        reviewed: format!("{begins}-03"),
        ..Target::default()
    };
    let path = Target {
        baseline: Some(Number(46.8)),
        from: "2026-03".to_owned(),
        green: Number(90.0),
        by: Some("2027-03"),
        origin: "local",
        why: "the SEND improvement plan for 2026/27: 3.6 points a month",
        reviewed: "2026-03".to_owned(),
        ..Target::default()
    };
    Indicator {
        id: "ehcp-20-weeks",
        small_cohort: Some(20),
        amber_tolerance: Some(Tolerance { points: Number(12.0) }),
        targets: vec![
            before(2023, "2024-03"),
            before(2024, "2025-03"),
            before(2025, "2026-02"),
            path,
        ],
        ..Indicator::default()
    }
}
