//! Child protection: enquiries, conferences, plans and their reviews.
//!
//! Plans fall to 226 in October 2025 and rise to 260; reviews in time slip below an aspirational target.

use crate::accounts::Accounts;
use crate::book::{Book, Division};
use crate::figures::{Counts, Figure, Knot, at, count_path, counted, per_child, plain};
use crate::measures::{Measure, Shape, figures, tell};

/// The month without visits or supervision: the new case management system of June 2025.
pub const MIGRATION: usize = 19;

/// Conferences within 15 working days, in number.
const CONFERENCES_IN_TIME: Counts = [
    19, 16, 16, 20, 19, 21, 18, 22, 20, 17, 20, 22, //
    23, 18, 26, 22, 26, 22, 20, 23, 20, 18, 21, 21, //
    26, 27, 28, 25, 31, 26, 24, 28, 22, 23, 30, 27,
];
/// Plans that are a second or later one, in number: a family of five in January 2024.
const SECOND: Counts = [
    5, 3, 7, 3, 6, 4, 4, 5, 6, 2, 5, 6, //
    6, 3, 8, 5, 6, 7, 3, 5, 6, 3, 4, 6, //
    5, 8, 6, 4, 9, 6, 4, 8, 7, 4, 7, 6,
];
/// Children with a late review in the last 12 months: one late review counts for a year.
const LATE_REVIEWS: Counts = [
    1, 2, 2, 1, 2, 2, 1, 2, 2, 1, 2, 2, //
    2, 2, 2, 3, 2, 3, 2, 3, 2, 3, 3, 3, //
    3, 3, 3, 3, 4, 5, 5, 6, 6, 6, 6, 5,
];
/// Children who have been on a plan for three months.
const REVIEWED: &[Knot] =
    &[(0, 150.0), (16, 168.0), (23, 160.0), (27, 166.0), (29, 178.0), (35, 173.0)];
/// Plans that ended after two years or more, in number.
const LONG_ENDED: Counts = [
    1, 0, 1, 1, 0, 1, 2, 0, 1, 1, 0, 1, //
    1, 1, 0, 1, 2, 1, 0, 1, 1, 1, 0, 1, //
    1, 0, 1, 1, 2, 0, 1, 1, 1, 0, 1, 1,
];
/// Plans that ended within three months, in number.
const SHORT_ENDED: Counts = [
    4, 3, 2, 5, 4, 3, 4, 4, 5, 3, 4, 4, //
    4, 5, 3, 4, 5, 4, 3, 5, 4, 4, 5, 4, //
    5, 3, 4, 4, 5, 4, 5, 4, 4, 3, 5, 6,
];

const VISITS: Measure = Measure {
    id: "protection-visits-in-time",
    knots: &[(0, 91.0), (12, 92.4), (23, 93.0), (35, 93.6)],
    noise: 0.9,
    seasonal: 0.0,
    start: 0,
    shape: Shape::Of(|accounts| &accounts.plans),
};

/// Enquiry to conference and conference to plan, days: the middle of the month's cases.
const PATHWAY: &[Measure] = &[
    Measure {
        id: "days-referral-to-assessment",
        knots: &[(0, 31.0), (13, 32.0), (15, 36.0), (33, 37.0), (34, 36.0), (35, 38.0)],
        noise: 0.8,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Average(0),
    },
    Measure {
        id: "days-enquiry-to-conference",
        knots: &[(0, 15.0), (20, 14.0), (33, 13.0), (34, 14.0), (35, 13.0)],
        noise: 0.5,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Average(0),
    },
    Measure {
        id: "days-conference-to-plan",
        knots: &[(0, 0.0), (35, 0.0)],
        noise: 0.0,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Average(0),
    },
];

const CATEGORIES: Division = Division {
    id: "plans-started",
    by: "category-of-abuse",
    parts: &[
        ("Neglect", 47.0, 49.0),
        ("Emotional abuse", 37.0, 38.0),
        ("Physical abuse", 10.0, 8.0),
        ("Sexual abuse", 6.0, 5.0),
    ],
    noise: 0.15,
    carried: true,
};

/// Tells the section.
pub fn story(book: &mut Book, accounts: &Accounts) {
    book.tell("child-protection-plans", &plain(&accounts.plans));
    book.tell("child-protection-plans-rate", &per_child(&accounts.plans));
    book.tell("conferences-15-days", &counted(&CONFERENCES_IN_TIME, &accounts.conferences));
    book.tell("second-plans", &counted(&SECOND, &accounts.plans_started));
    let reviewed = count_path("reviewed", REVIEWED, 1.5, 0.0);
    let in_time: Counts =
        std::array::from_fn(|index| at(&reviewed, index) - at(&LATE_REVIEWS, index));
    book.tell("protection-reviews-in-time", &counted(&in_time, &reviewed));
    book.tell("protection-visits-in-time", &not_collected(figures(accounts, &VISITS)));
    book.tell("plans-over-2-years", &plain(&accounts.long_plans));
    book.tell("plans-over-2-years-share", &counted(&accounts.long_plans, &accounts.plans));
    book.tell("plans-ended-over-2-years", &counted(&LONG_ENDED, &accounts.plans_ended));
    book.tell("plans-started", &plain(&accounts.plans_started));
    book.tell("plans-ended", &plain(&accounts.plans_ended));
    book.tell("plans-ended-within-3-months", &counted(&SHORT_ENDED, &accounts.plans_ended));
    book.tell("strategy-discussions", &plain(&accounts.strategy));
    book.tell("section-47", &plain(&accounts.enquiries));
    book.tell("section-47-rate", &per_child(&accounts.enquiries_year));
    book.tell("initial-conferences", &plain(&accounts.conferences));
    tell(book, accounts, PATHWAY);
    book.divide(&accounts.plans_started, &CATEGORIES);
}

/// The same figures with the migration's month left out, and why.
pub fn not_collected(
    mut figures: [Figure; crate::calendar::MONTHS],
) -> [Figure; crate::calendar::MONTHS] {
    if let Some(figure) = figures.get_mut(MIGRATION) {
        *figure = Figure::Missing("not-collected");
    }
    figures
}
