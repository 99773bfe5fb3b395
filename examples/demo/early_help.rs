//! Early help: counted as family help since April 2026, so the series breaks there.

use crate::accounts::Accounts;
use crate::book::Book;
use crate::figures::{Counts, plain};
use crate::measures::{Measure, Shape, tell};

/// Families put forward.
const REFERRALS: Counts = [
    108, 78, 97, 101, 118, 84, 102, 95, 99, 62, 93, 115, //
    112, 85, 104, 99, 121, 95, 108, 92, 101, 74, 106, 117, //
    119, 90, 109, 114, 131, 104, 117, 112, 121, 88, 121, 118,
];

const MEASURES: &[Measure] = &[
    Measure {
        id: "early-help-open",
        knots: &[(0, 402.0), (12, 421.0), (28, 446.0), (29, 468.0), (35, 482.0)],
        noise: 7.0,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Count,
    },
    Measure {
        id: "early-help-started",
        knots: &[(0, 71.0), (35, 82.0)],
        noise: 7.0,
        seasonal: 0.8,
        start: 0,
        shape: Shape::Count,
    },
    Measure {
        id: "early-help-plan-30-days",
        knots: &[(0, 76.0), (35, 77.0)],
        noise: 4.0,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Near(&[(0, 66.0), (35, 75.0)], 4),
    },
    Measure {
        id: "early-help-waiting",
        knots: &[(0, 31.0), (12, 27.0), (35, 24.0)],
        noise: 3.0,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Count,
    },
    Measure {
        id: "early-help-outcomes-met",
        knots: &[(0, 69.0), (35, 70.0)],
        noise: 4.0,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Near(&[(0, 62.0), (35, 71.0)], 4),
    },
    Measure {
        id: "early-help-step-up",
        knots: &[(0, 12.0), (35, 11.4)],
        noise: 2.4,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Near(&[(0, 62.0), (35, 71.0)], 4),
    },
    Measure {
        id: "early-help-step-down",
        knots: &[(0, 15.0), (23, 17.0), (35, 19.0)],
        noise: 3.0,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Count,
    },
    Measure {
        id: "early-help-returned",
        knots: &[(0, 14.6), (35, 14.2)],
        noise: 2.2,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Near(&[(0, 84.0), (35, 98.0)], 4),
    },
    Measure {
        id: "early-help-later-referral",
        knots: &[(0, 16.8), (35, 15.6)],
        noise: 0.4,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Near(&[(0, 486.0), (35, 561.0)], 3),
    },
    Measure {
        id: "early-help-partner-led",
        knots: &[(0, 31.0), (35, 36.4)],
        noise: 0.7,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Near(&[(0, 582.0), (35, 758.0)], 3),
    },
];

/// Children in the families that are open, for every 10,000.
const CHILDREN: Measure = Measure {
    id: "early-help-children",
    knots: &[(0, 792.0), (12, 828.0), (28, 880.0), (29, 921.0), (35, 948.0)],
    noise: 11.0,
    seasonal: 0.0,
    start: 0,
    shape: Shape::Count,
};

/// Tells the section.
pub fn story(book: &mut Book, accounts: &Accounts) {
    book.tell("early-help-referrals", &plain(&REFERRALS));
    tell(book, accounts, MEASURES);
    let Measure { id, knots, noise, seasonal, .. } = CHILDREN;
    let children = crate::figures::count_path(id, knots, noise, seasonal);
    book.tell(id, &crate::figures::per_child(&children));
}
