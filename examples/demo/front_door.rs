//! The front door: contacts, referrals and assessments.
//!
//! Assessments in time step down when four workers leave in December 2024; decisions within a day step
//! up with daily triage from January 2026; re-referrals creep up from March 2026.

use crate::accounts::Accounts;
use crate::book::{Book, Division, share_part};
use crate::calendar::{MONTHS, month};
use crate::figures::{Counts, Figure, Reals, at, counted, divide, fit, per_child, plain, whole};
use crate::measures::{Measure, Shape, figures, tell};
use crate::protection::not_collected;
use crate::record::Cohort;

/// Re-referrals, in number.
const REREFERRED: Counts = [
    44, 42, 40, 42, 42, 44, 42, 44, 37, 39, 42, 43, //
    48, 37, 47, 43, 49, 46, 43, 42, 47, 40, 44, 47, //
    53, 41, 49, 45, 57, 53, 51, 53, 55, 47, 54, 57,
];
/// Decisions within one working day, percent.
const DECIDED: Reals = [
    78.1, 80.6, 77.4, 79.9, 81.2, 76.8, 78.5, 80.3, 79.6, 77.0, 80.1, 78.8, //
    80.4, 78.3, 76.9, 79.1, 81.0, 79.5, 78.0, 80.7, 81.5, 79.2, 80.0, 79.8, //
    81.1, 79.9, 92.1, 92.6, 93.8, 93.0, 94.3, 93.2, 93.1, 93.7, 92.4, 93.2,
];
/// Assessments completed within 45 working days, percent.
const IN_TIME: Reals = [
    89.2, 87.0, 88.1, 90.0, 88.9, 87.4, 89.6, 88.7, 86.9, 89.0, 88.3, 87.7, //
    88.5, 87.9, 83.8, 82.4, 84.6, 83.1, 85.0, 83.9, 82.6, 84.8, 83.4, 84.1, //
    82.6, 83.9, 82.2, 84.3, 83.3, 85.3, 84.1, 83.6, 82.9, 84.4, 83.0, 81.2,
];
/// Open assessments already late: the backlog behind the figure above.
const BACKLOG: Counts = [
    13, 15, 14, 12, 13, 14, 15, 13, 16, 14, 13, 16, //
    15, 14, 16, 30, 32, 31, 34, 33, 36, 33, 35, 34, //
    35, 37, 38, 34, 36, 33, 36, 37, 39, 41, 43, 47,
];

const MEASURES: &[Measure] = &[
    Measure {
        id: "referral-to-assessment",
        knots: &[(0, 83.0), (35, 84.2)],
        noise: 1.0,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Of(|accounts| &accounts.referrals),
    },
    Measure {
        id: "referrals-nfa",
        knots: &[(0, 7.4), (20, 6.4), (35, 6.1)],
        noise: 0.8,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Of(|accounts| &accounts.referrals),
    },
    Measure {
        id: "assessed-not-in-need",
        knots: &[(0, 29.6), (35, 30.6)],
        noise: 1.4,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Of(|accounts| &accounts.referrals),
    },
];

/// Visits: not collected in the month of the migration.
const VISITS: Measure = Measure {
    id: "child-in-need-visits-in-time",
    knots: &[(0, 84.0), (12, 86.0), (23, 86.6), (35, 87.4)],
    noise: 0.7,
    seasonal: 0.0,
    start: 0,
    shape: Shape::Near(&[(0, 612.0), (35, 655.0)], 6),
};

const SOURCES: &[(&str, f64, f64)] = &[
    ("Police", 28.0, 28.0),
    ("Schools", 20.0, 21.0),
    ("Health", 15.0, 15.0),
    ("Council services", 13.0, 12.0),
    ("Family or friend", 10.0, 10.0),
    ("Other", 14.0, 14.0),
];
const CONTACT_SOURCES: &[(&str, f64, f64)] = &[
    ("Police", 33.0, 32.0),
    ("Schools", 21.0, 23.0),
    ("Health", 15.0, 15.0),
    ("Council services", 11.0, 10.0),
    ("Family or friend", 8.0, 8.0),
    ("Other", 12.0, 12.0),
];
/// The four assessment teams.
const TEAMS: [&str; 4] = ["Team Ash", "Team Beech", "Team Cedar", "Team Damson"];

/// Tells the section.
pub fn story(book: &mut Book, accounts: &Accounts) {
    book.tell("contacts", &plain(&accounts.contacts));
    book.tell("referrals", &plain(&accounts.referrals));
    book.tell("referrals-rate", &per_child(&accounts.referrals_year));
    book.tell("rereferrals", &counted(&REREFERRED, &accounts.referrals));
    book.tell("contact-conversion", &counted(&accounts.referrals, &accounts.contacts));
    let decided = crate::figures::shares_of(&DECIDED, &accounts.referrals);
    book.tell("decisions-1-day", &decided);
    let in_time: [(i32, i32); MONTHS] = std::array::from_fn(|index| {
        fit(at(&IN_TIME, index), whole(at(&accounts.completed, index)), 14)
    });
    book.tell("assessments-45-days", &in_time.map(|(n, d)| Figure::share(n, d)));
    book.tell("assessments-started", &plain(&accounts.started));
    book.tell("assessments-completed", &plain(&in_time.map(|(_, d)| d)));
    book.tell("assessments-open-over-45", &plain(&BACKLOG));
    book.tell("children-in-need", &plain(&accounts.in_need));
    book.tell("children-in-need-rate", &per_child(&accounts.in_need));
    tell(book, accounts, MEASURES);
    book.tell(VISITS.id, &not_collected(figures(accounts, &VISITS)));
    let by = |id, parts| Division { id, by: "source", parts, noise: 0.08, carried: true };
    book.divide(&accounts.contacts, &by("contacts", CONTACT_SOURCES));
    book.divide(&accounts.referrals, &by("referrals", SOURCES));
    teams(book, &in_time);
    cohorts(book, &in_time);
}

/// Which team is it? One of the four, since the spring of 2025.
fn teams(book: &mut Book, in_time: &[(i32, i32); MONTHS]) {
    for (index, (n, d)) in in_time.iter().enumerate() {
        let gone = u32::try_from(index.saturating_sub(14)).map_or(0.0, f64::from) / 21.0;
        let damson = if index < 15 { 1.05 } else { 1.6 + 1.1 * gone };
        let mut finished = divide(*d, &[0.24, 0.245, 0.235, 0.28], &mut [0.0; 4]);
        let mut late = divide(d - n, &[0.96, 1.0, 0.93, 1.12 * damson], &mut [0.0; 4]);
        if index == MONTHS - 1 {
            finished = vec![64, 65, 62, 75];
            late = vec![9, 9, 8, 24];
        }
        let Some(observation) = book.find(index, "assessments-45-days") else {
            continue;
        };
        for ((team, finished), late) in TEAMS.iter().zip(finished).zip(late) {
            observation.breakdowns.push(share_part("team", team, finished - late, finished));
        }
    }
}

/// Of the children whose assessment finished five months before: how many are on a plan.
fn cohorts(book: &mut Book, in_time: &[(i32, i32); MONTHS]) {
    for index in 5..MONTHS {
        let of = in_time.get(index - 5).map_or(0, |(_, d)| *d);
        let step = |within_days, percent: i32| Cohort {
            since: month(index, 5),
            step: "plans-started",
            within_days,
            count: (of * percent + 50) / 100,
            of,
        };
        let wander = i32::from(index % 3 == 1) - i32::from(index % 4 == 2);
        let wander = if index == MONTHS - 1 { 0 } else { wander };
        let steps = [(Some(30), 6), (Some(90), 10), (None, 11)];
        let steps = steps.map(|(days, percent)| step(days, percent + wander));
        if let Some(observation) = book.find(index, "assessments-completed") {
            observation.cohorts.extend(steps);
        }
    }
}
