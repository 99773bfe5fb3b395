//! Missing children: weekly figures beside monthly ones, from April 2024.
//!
//! Return interviews stop with July 2026: the provider's figures are late.

use crate::accounts::Accounts;
use crate::book::Book;
use crate::calendar::{MONTHS, weeks};
use crate::figures::Figure;
use crate::measures::{Measure, Shape, tell};
use crate::random::Stream;

/// The section's first month: April 2024.
const START: usize = 5;
/// Return interviews held within 72 hours, and due; April 2024 to July 2026.
const INTERVIEWS: [(i32, i32); 28] = [
    (17, 25),
    (14, 22),
    (18, 26),
    (19, 27),
    (16, 24),
    (20, 28),
    (17, 26),
    (18, 25),
    (15, 23),
    (20, 28),
    (17, 25),
    (18, 26),
    (20, 29),
    (16, 22),
    (19, 27),
    (18, 26),
    (17, 25),
    (20, 27),
    (19, 25),
    (20, 26),
    (16, 23),
    (21, 27),
    (17, 24),
    (20, 28),
    (18, 25),
    (21, 27),
    (18, 24),
    (19, 26),
];
/// Children missing in the four weeks of October 2026.
const LAST_WEEKS: [i32; 4] = [4, 6, 9, 5];

const MEASURES: &[Measure] = &[
    Measure {
        id: "missing-from-care-share",
        knots: &[(5, 10.2), (35, 11.1)],
        noise: 0.2,
        seasonal: 0.0,
        start: START,
        shape: Shape::Of(|accounts| &accounts.care_any),
    },
    Measure {
        id: "away-without-permission-share",
        knots: &[(5, 2.4), (35, 2.7)],
        noise: 0.15,
        seasonal: 0.0,
        start: START,
        shape: Shape::Of(|accounts| &accounts.care_any),
    },
    Measure {
        id: "missing-over-24-hours",
        knots: &[(5, 9.0), (35, 9.0)],
        noise: 2.2,
        seasonal: 0.0,
        start: START,
        shape: Shape::Count,
    },
    Measure {
        id: "missing-repeat",
        knots: &[(5, 9.0), (35, 8.0)],
        noise: 1.2,
        seasonal: 0.0,
        start: START,
        shape: Shape::Count,
    },
    Measure {
        id: "missing-from-home-children",
        knots: &[(5, 33.0), (35, 32.0)],
        noise: 4.5,
        seasonal: 0.0,
        start: START,
        shape: Shape::Count,
    },
    Measure {
        id: "children-missing-education",
        knots: &[
            (5, 52.0),
            (9, 50.0),
            (10, 88.0),
            (11, 66.0),
            (15, 54.0),
            (21, 51.0),
            (22, 91.0),
            (23, 69.0),
            (27, 56.0),
            (33, 53.0),
            (34, 94.0),
            (35, 71.0),
        ],
        noise: 2.5,
        seasonal: 0.0,
        start: START,
        shape: Shape::Count,
    },
    Measure {
        id: "home-education",
        knots: &[
            (5, 412.0),
            (9, 398.0),
            (20, 478.0),
            (21, 452.0),
            (32, 534.0),
            (33, 505.0),
            (35, 529.0),
        ],
        noise: 3.0,
        seasonal: 0.0,
        start: START,
        shape: Shape::Count,
    },
    Measure {
        id: "return-interviews-taken-up",
        knots: &[(5, 82.0), (35, 84.6)],
        noise: 5.0,
        seasonal: 0.0,
        start: START,
        shape: Shape::Near(&[(5, 25.0), (35, 26.0)], 1),
    },
];

/// Tells the section.
pub fn story(book: &mut Book, accounts: &Accounts) {
    for (index, (in_time, due)) in INTERVIEWS.iter().enumerate() {
        let mut told = crate::book::observation(
            "return-interviews-72-hours",
            None,
            Figure::share(*in_time, *due),
        );
        told.period = None;
        book.add(START + index, told);
    }
    tell(book, accounts, MEASURES);
    weekly(book);
}

/// The three weekly figures.
fn weekly(book: &mut Book) {
    let mut stream = Stream::named("missing from care, by the week");
    for index in START..MONTHS {
        let mean = 6.2 - 0.9 * u32::try_from(index - START).map_or(0.0, f64::from) / 30.0;
        for (place, week) in weeks(index).into_iter().enumerate() {
            let drawn = stream.rare(mean).max(1);
            let children = if index == MONTHS - 1 {
                LAST_WEEKS.get(place).copied().unwrap_or(drawn)
            } else {
                drawn
            };
            let episodes = children + stream.rare(f64::from(children) * 0.55);
            let now = stream.rare(0.7).min(children).min(3);
            let told = [
                ("missing-from-care-children", children),
                ("missing-from-care-episodes", episodes),
                ("missing-now", now),
            ];
            for (id, count) in told {
                book.tell_of(index, id, week.clone(), Figure::Plain(f64::from(count)));
            }
        }
    }
}
