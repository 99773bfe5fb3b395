//! Education, health and care plans: requests rise by a tenth a year, and the share issued in time
//! leaves its path to 90% when two psychologists leave in July 2026.

use crate::accounts::Accounts;
use crate::book::Book;
use crate::calendar::MONTHS;
use crate::figures::{Counts, Figure, at, counted, path, plain, shares_of};
use crate::measures::{Measure, Shape, tell};

/// Plans issued in time without exceptions, and issued without exceptions.
const IN_TIME: [(i32, i32); MONTHS] = [
    (14, 28),
    (11, 21),
    (15, 28),
    (14, 29),
    (20, 36),
    (15, 28),
    (14, 27),
    (16, 33),
    (22, 41),
    (12, 22),
    (16, 31),
    (17, 33),
    (17, 31),
    (12, 22),
    (15, 28),
    (17, 31),
    (21, 39),
    (16, 28),
    (15, 29),
    (18, 31),
    (23, 42),
    (13, 22),
    (15, 26),
    (16, 29),
    (14, 25),
    (12, 21),
    (13, 24),
    (14, 27),
    (22, 47),
    (14, 27),
    (12, 22),
    (18, 31),
    (18, 30),
    (29, 48),
    (31, 51),
    (25, 41),
];

const MEASURES: &[Measure] = &[
    Measure {
        id: "ehcp-decisions-6-weeks",
        knots: &[(0, 84.0), (35, 86.0)],
        noise: 4.0,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Of(|accounts| &accounts.decided),
    },
    Measure {
        id: "ehcp-waiting-over-20-weeks",
        knots: &[(0, 96.0), (12, 104.0), (31, 112.0), (35, 131.0)],
        noise: 3.5,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Count,
    },
    Measure {
        id: "ehcp-annual-reviews",
        knots: &[(0, 81.0), (12, 83.5), (35, 86.9)],
        noise: 0.3,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Near(&[(0, 2_180.0), (12, 2_420.0), (35, 2_890.0)], 3),
    },
    Measure {
        id: "ehcp-review-decisions-4-weeks",
        knots: &[(0, 45.0), (35, 47.0)],
        noise: 3.5,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Near(&[(0, 188.0), (12, 205.0), (35, 240.0)], 9),
    },
    Measure {
        id: "ehcp-appeals",
        knots: &[(7, 5.0), (20, 6.0), (35, 7.0)],
        noise: 1.3,
        seasonal: 0.0,
        start: 7,
        shape: Shape::Count,
    },
];

/// Tells the section.
pub fn story(book: &mut Book, accounts: &Accounts) {
    book.tell("ehcp-maintained", &plain(&accounts.education));
    book.tell("ehcp-20-weeks", &IN_TIME.map(|(n, d)| Figure::share(n, d)));
    // Of plans with an exception in law, about one in three is still in time before July 2026.
    let all: [Figure; MONTHS] = std::array::from_fn(|index| {
        let (n, d) = IN_TIME.get(index).copied().unwrap_or_default();
        let issued = at(&accounts.issued, index);
        let early = if index % 3 == 0 && index < 33 { (issued - d).min(1) } else { 0 };
        Figure::share(n + early, issued)
    });
    book.tell("ehcp-20-weeks-all", &all);
    book.tell("ehcp-requests", &plain(&accounts.requests));
    book.tell("ehcp-requests-year", &plain(&accounts.requests_year));
    let refused = path("ehcp-requests-refused", &[(0, 24.0), (35, 25.8)], 2.5, 0.0);
    let refused = shares_of(&refused, &accounts.decided);
    book.tell("ehcp-requests-refused", &refused);
    let agreed: Counts = std::array::from_fn(|index| match at(&refused, index) {
        Figure::Share(n, d) => crate::figures::whole(d - n),
        _ => 0,
    });
    book.tell("ehcp-assessments-started", &plain(&agreed));
    let due: Counts = std::array::from_fn(|index| at(&agreed, index.saturating_sub(1)));
    let advice = path(
        "ehcp-advice-6-weeks",
        &[(0, 70.0), (31, 72.0), (32, 70.0), (33, 64.0), (34, 65.0), (35, 62.0)],
        5.5,
        0.0,
    );
    book.tell("ehcp-advice-6-weeks", &counted_shares(&advice, &due));
    book.tell("ehcp-issued", &plain(&accounts.issued));
    tell(book, accounts, MEASURES);
}

/// Shares of counts that are no indicator of their own month.
fn counted_shares(percents: &[f64; MONTHS], due: &Counts) -> [Figure; MONTHS] {
    let in_time: Counts = std::array::from_fn(|index| {
        crate::figures::whole(at(percents, index) * f64::from(at(due, index)) / 100.0)
    });
    counted(&in_time, due)
}
