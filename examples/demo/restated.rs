//! Figures that were put right later: what a snapshot first said, and the snapshot that corrected it.
//!
//! The tables hold the figures as they stand now. Here the earlier snapshots get back what they said,
//! and the correcting one says the new figure: as `history`, or, where the parts were corrected too, as
//! an observation of the earlier month with its breakdowns.

use crate::accounts::Accounts;
use crate::book::{Book, past};
use crate::calendar::{MONTHS, month};
use crate::figures::{CHILDREN, Figure, at};
use crate::record::{Number, Observation, Value};

/// A correction of one figure.
struct Correction {
    /// The indicator.
    id: &'static str,
    /// The month that was wrong.
    of: usize,
    /// The month of the snapshot that puts it right.
    told_in: usize,
    /// What was said at first.
    first: Figure,
    /// The categories that were short, by breakdown, and by how many.
    short: &'static [(&'static str, &'static str, i32)],
}

/// A correction of a count without parts.
const fn count(id: &'static str, of: usize, told_in: usize, first: f64) -> Correction {
    Correction { id, of, told_in, first: Figure::Plain(first), short: &[] }
}

/// A correction of a share.
const fn share(id: &'static str, of: usize, told_in: usize, n: f64, d: f64) -> Correction {
    Correction { id, of, told_in, first: Figure::Share(n, d), short: &[] }
}

/// Short stays found when the return for 2023/24 was checked: 168 became 171, and as many left.
const OUTTURN: usize = 8;
/// The migration's check: May 2025's enquiries.
const MIGRATED: usize = 21;
/// Seventeen police notices of July 2026, entered in October.
const ENTERED_LATE: usize = 35;

/// Corrections of figures that stand by themselves.
fn corrections() -> Vec<Correction> {
    let stays = |of, first, by| Correction {
        id: "care-starts",
        of,
        told_in: OUTTURN,
        first: Figure::Plain(first),
        short: by,
    };
    let notices = |id, first| Correction {
        id,
        of: 32,
        told_in: ENTERED_LATE,
        first: Figure::Plain(first),
        short: &[("source", "Police", 17)],
    };
    vec![
        stays(3, 12.0, &[("age", "14-17", 1), ("legal-status", "Section 20", 1)]),
        stays(4, 15.0, &[("age", "14-17", 2), ("legal-status", "Section 20", 2)]),
        count("care-ends", 3, OUTTURN, 11.0),
        count("care-ends", 4, OUTTURN, 14.0),
        count("section-47", 18, MIGRATED, 88.0),
        notices("contacts", 1_125.0),
        notices("referrals", 301.0),
        share("contact-conversion", 32, ENTERED_LATE, 301.0, 1_125.0),
        share("rereferrals", 32, ENTERED_LATE, 52.0, 301.0),
        share("decisions-1-day", 32, ENTERED_LATE, 280.0, 301.0),
        share("referral-to-assessment", 32, ENTERED_LATE, 254.0, 301.0),
        share("referrals-nfa", 32, ENTERED_LATE, 18.0, 301.0),
        share("assessed-not-in-need", 32, ENTERED_LATE, 92.0, 301.0),
    ]
}

/// Puts the first figures back, and the corrections where they were told.
pub fn story(book: &mut Book, accounts: &Accounts) {
    for correction in corrections() {
        correct(book, &correction);
    }
    rates(book, "section-47-rate", &accounts.enquiries_year, 9, 18..MIGRATED);
    rates(book, "referrals-rate", &accounts.referrals_year, 17, 32..ENTERED_LATE);
    health(book);
}

/// The 12-month rates of the months between a wrong figure and its correction.
fn rates(
    book: &mut Book,
    id: &'static str,
    now: &[i32; MONTHS],
    short: i32,
    months: std::ops::Range<usize>,
) {
    let told_in = months.end;
    for of in months {
        let first = Figure::share(at(now, of) - short, CHILDREN);
        correct(book, &Correction { id, of, told_in, first, short: &[] });
    }
}

/// Health assessments are provisional for a month: some entries of the health service come late.
fn health(book: &mut Book) {
    let id = "health-assessments";
    for of in 0..MONTHS {
        let late = i32::from(of % 3 == 1 && of < MONTHS - 2);
        let Some(observation) = book.find(of, id) else {
            continue;
        };
        observation.status = Some("provisional");
        let numerator = observation.numerator.map_or(0.0, |n| n.0);
        let denominator = observation.denominator.map_or(0.0, |d| d.0);
        observation.numerator = Some(Number(numerator - f64::from(late)));
        if let Some(next) = book.find(of + 1, id) {
            let figure = Figure::Share(numerator, denominator);
            next.history.push(past(month(of, 0), figure, "final"));
        }
    }
}

/// One correction.
fn correct(book: &mut Book, correction: &Correction) {
    let Correction { id, of, told_in, first, short } = *correction;
    let Some(observation) = book.find(of, id) else {
        return;
    };
    let corrected = observation.clone();
    put(observation, first);
    for (by, category, missing) in short {
        let parts = observation.breakdowns.iter_mut();
        for part in parts.filter(|part| part.by == *by && part.category == *category) {
            part.value = part.value.map(|value| Number(value.0 - f64::from(*missing)));
        }
    }
    if !short.is_empty() {
        let period = Some(month(of, 0));
        let revised = Observation { period, status: Some("revised"), ..corrected };
        book.add(told_in, revised);
    } else if let Some(later) = book.find(told_in, id) {
        later.history.push(past(month(of, 0), figure_of(&corrected), "revised"));
    }
}

/// Writes a figure into an observation.
fn put(observation: &mut Observation, figure: Figure) {
    match figure {
        Figure::Plain(value) => observation.value = Some(Value::Known(Number(value))),
        Figure::Share(n, d) => {
            observation.numerator = Some(Number(n));
            observation.denominator = Some(Number(d));
        }
        Figure::Untold | Figure::Missing(_) => {}
    }
}

/// The figure of an observation.
fn figure_of(observation: &Observation) -> Figure {
    match (observation.value, observation.numerator, observation.denominator) {
        (_, Some(n), Some(d)) => Figure::Share(n.0, d.0),
        (Some(Value::Known(value)), ..) => Figure::Plain(value.0),
        _ => Figure::Untold,
    }
}
