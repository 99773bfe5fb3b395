//! Sampleford's targets, set anew each April: last year's figures stay rated by last year's.

/// A year's bounds: green, then amber.
type Bounds = (f64, f64);

/// The targets of one indicator in the four financial years 2023/24 to 2026/27.
pub struct Targets {
    /// The indicator.
    pub id: &'static str,
    /// Its bounds, year by year.
    pub years: [Bounds; 4],
    /// Why this target.
    pub why: &'static str,
    /// Set to stretch, not to be met at once, from this year on (0 is 2023/24).
    pub aspirational_from: Option<usize>,
}

/// Shortens the table below.
const fn set(id: &'static str, years: [Bounds; 4], why: &'static str) -> Targets {
    Targets { id, years, why, aspirational_from: None }
}

/// The same bounds in every year.
const fn steady(id: &'static str, bounds: Bounds, why: &'static str) -> Targets {
    set(id, [bounds; 4], why)
}

/// All of them.
pub const TARGETS: &[Targets] = &[
    set(
        "rereferrals",
        [(21.0, 23.0), (20.0, 22.0), (19.0, 21.0), (18.0, 20.0)],
        "a point below the year before, and well below England",
    ),
    steady("decisions-1-day", (95.0, 90.0), "Working Together expects every decision in a day"),
    set(
        "assessments-45-days",
        [(90.0, 80.0), (90.0, 80.0), (90.0, 80.0), (90.0, 85.0)],
        "what the service did before 2025; amber raised to England's average in 2026",
    ),
    steady("child-in-need-visits-in-time", (85.0, 80.0), "the service's own interval"),
    set(
        "conferences-15-days",
        [(80.0, 72.0), (80.0, 75.0), (85.0, 80.0), (85.0, 80.0)],
        "the best quarter of the neighbours",
    ),
    steady("second-plans", (22.0, 26.0), "below England; read the year, not the month"),
    Targets {
        id: "protection-reviews-in-time",
        years: [(98.0, 97.0), (98.0, 97.0), (99.0, 98.0), (99.0, 98.0)],
        why: "nearly every review should be in time; England is near 91",
        aspirational_from: Some(2),
    },
    steady("protection-visits-in-time", (90.0, 85.0), "the service's own interval"),
    set(
        "three-or-more-placements",
        [(11.0, 13.0), (10.0, 12.0), (10.0, 12.0), (10.0, 12.0)],
        "England's average",
    ),
    set(
        "long-term-stability",
        [(68.0, 64.0), (68.0, 64.0), (70.0, 66.0), (70.0, 66.0)],
        "a point above England",
    ),
    steady("care-reviews-in-time", (97.0, 94.0), "nearly every review should be in time"),
    steady("care-visits-in-time", (95.0, 90.0), "the care planning regulations"),
    steady("health-assessments", (95.0, 90.0), "the health partners' agreement"),
    steady("initial-health-20-days", (80.0, 65.0), "agreed with the community health service"),
    set(
        "dental-checks",
        [(75.0, 70.0), (75.0, 70.0), (80.0, 75.0), (80.0, 75.0)],
        "raised when the dental drive began to work",
    ),
    steady("two-or-more-social-workers", (30.0, 35.0), "one worker, wherever it can be helped"),
    steady("adoption-days", (426.0, 480.0), "the former national threshold, kept as our own"),
    steady("care-proceedings-weeks", (32.0, 38.0), "a step on the way to the 26 weeks of the law"),
    steady("care-leavers-in-touch", (95.0, 90.0), "the corporate parenting pledge"),
    steady("care-leavers-accommodation", (90.0, 85.0), "a point above England"),
    steady("pathway-plans-current", (90.0, 85.0), "the corporate parenting pledge"),
    steady("personal-adviser-allocated", (98.0, 95.0), "everybody who wants one"),
    steady("ehcp-decisions-6-weeks", (95.0, 70.0), "the SEND regulations"),
    steady("ehcp-annual-reviews", (90.0, 80.0), "the SEND improvement plan"),
    steady("return-interviews-72-hours", (80.0, 70.0), "the provider's contract"),
    set(
        "caseload",
        [(17.0, 19.0), (17.0, 19.0), (16.0, 18.0), (16.0, 18.0)],
        "what the service has found a worker can do well",
    ),
    set(
        "vacancy-rate",
        [(20.0, 23.0), (18.0, 21.0), (15.0, 20.0), (15.0, 20.0)],
        "the workforce plan",
    ),
    set(
        "agency-rate",
        [(15.0, 20.0), (15.0, 18.0), (13.0, 16.0), (13.0, 16.0)],
        "the regional agreement on agency workers",
    ),
    steady("supervision-in-time", (90.0, 75.0), "every four weeks"),
    steady("audits-good", (70.0, 55.0), "the improvement plan"),
];
