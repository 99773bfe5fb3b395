//! Care leavers: in touch, housed, in work or learning, with a plan.

use crate::accounts::Accounts;
use crate::book::{Book, Division, count_part};
use crate::calendar::MONTHS;
use crate::figures::{
    Counts, Figure, Knot, Reals, at, count_path, counted, path, plain, shares_near,
};
use crate::measures::{Measure, Shape, tell};
use crate::record::{Number, Part};

/// Aged 19 to 21, suitably housed, percent: a block of flats closes in September 2025.
const HOUSED: Reals = [
    87.2, 88.4, 87.6, 86.9, 88.1, 89.0, 88.3, 87.5, 88.8, 87.9, 88.6, 88.2, //
    89.1, 88.7, 89.6, 90.3, 89.4, 90.6, 91.1, 90.2, 90.8, 91.3, 82.8, 90.2, //
    90.8, 91.2, 90.4, 91.6, 90.9, 91.3, 90.6, 91.0, 91.8, 90.7, 91.2, 91.5,
];
/// Aged 17 to 18, not in education, employment or training.
const NEET_YOUNGER: Counts = [
    9, 9, 8, 9, 8, 8, 9, 8, 8, 9, 10, 8, //
    8, 8, 9, 8, 8, 7, 8, 8, 8, 8, 9, 8, //
    8, 7, 7, 8, 7, 7, 8, 7, 7, 8, 9, 7,
];
/// Aged 19 to 21, not in education, employment or training.
const NEET_OLDER: Counts = [
    80, 81, 80, 79, 80, 79, 78, 79, 80, 79, 80, 79, //
    77, 76, 76, 75, 74, 73, 72, 71, 71, 70, 70, 67, //
    66, 66, 65, 65, 64, 64, 63, 62, 62, 62, 61, 61,
];
/// Aged 17 to 18 whose activity is known, and 19 to 21.
const KNOWN_YOUNGER: &[Knot] = &[(0, 22.0), (11, 23.0), (35, 24.0)];
const KNOWN_OLDER: &[Knot] = &[(0, 150.0), (20, 154.0), (34, 158.0), (35, 159.0)];
/// First pathway plans: in time, and due.
const FIRST_PLANS: [(i32, i32); MONTHS] = [
    (6, 10),
    (5, 9),
    (8, 12),
    (7, 11),
    (6, 9),
    (9, 13),
    (5, 8),
    (7, 10),
    (8, 11),
    (6, 10),
    (9, 12),
    (7, 10),
    (8, 12),
    (6, 8),
    (7, 10),
    (9, 12),
    (8, 11),
    (7, 9),
    (10, 14),
    (6, 9),
    (8, 11),
    (7, 11),
    (9, 12),
    (8, 10),
    (7, 9),
    (9, 12),
    (8, 11),
    (6, 9),
    (10, 13),
    (8, 10),
    (9, 12),
    (7, 10),
    (8, 10),
    (7, 12),
    (7, 11),
    (8, 11),
];
/// In unsuitable accommodation, by kind: homeless, in custody, bed and breakfast, otherwise.
const UNSUITABLE: [[i32; 4]; MONTHS] = [
    [3, 5, 2, 4],
    [2, 5, 2, 4],
    [3, 6, 2, 3],
    [3, 5, 3, 4],
    [2, 5, 2, 4],
    [2, 5, 2, 3],
    [3, 4, 2, 4],
    [3, 5, 2, 4],
    [2, 5, 2, 3],
    [3, 5, 2, 4],
    [2, 6, 1, 4],
    [3, 5, 2, 3],
    [2, 5, 1, 4],
    [2, 5, 2, 4],
    [2, 5, 1, 3],
    [2, 4, 1, 4],
    [3, 4, 1, 3],
    [2, 4, 1, 3],
    [1, 5, 1, 3],
    [2, 5, 1, 3],
    [2, 4, 1, 3],
    [2, 4, 1, 3],
    [3, 4, 9, 6],
    [2, 4, 2, 4],
    [2, 4, 1, 4],
    [1, 5, 1, 3],
    [2, 4, 2, 3],
    [2, 4, 1, 3],
    [2, 4, 1, 4],
    [1, 4, 1, 4],
    [2, 5, 1, 3],
    [2, 4, 1, 3],
    [1, 4, 1, 3],
    [2, 4, 1, 4],
    [2, 4, 1, 3],
    [2, 4, 1, 3],
];

const MEASURES: &[Measure] = &[
    Measure {
        id: "care-leavers-in-touch",
        knots: &[(0, 92.4), (11, 93.9), (23, 96.4), (34, 97.2), (35, 97.4)],
        noise: 0.4,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Of(|accounts| &accounts.leavers),
    },
    Measure {
        id: "pathway-plans-current",
        knots: &[(0, 86.4), (12, 88.6), (35, 91.8)],
        noise: 0.6,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Near(&[(0, 236.0), (35, 258.0)], 4),
    },
    Measure {
        id: "personal-adviser-allocated",
        knots: &[(0, 98.2), (12, 98.8), (35, 99.2)],
        noise: 0.2,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Of(|accounts| &accounts.leavers),
    },
    Measure {
        id: "staying-put",
        knots: &[(0, 30.0), (35, 35.7)],
        noise: 1.2,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Near(&[(0, 30.0), (35, 28.0)], 1),
    },
];

/// Tells the section.
pub fn story(book: &mut Book, accounts: &Accounts) {
    book.tell("care-leavers", &plain(&accounts.leavers));
    let older = path("aged 19 to 21", &[(0, 194.0), (34, 211.0), (35, 212.0)], 1.0, 0.0);
    book.tell("care-leavers-accommodation", &shares_near(&HOUSED, &older, 9));
    tell(book, accounts, MEASURES);
    not_in_work_or_learning(book);
    let first = FIRST_PLANS.map(|(n, d)| Figure::share(n, d));
    book.tell("first-pathway-plans-in-time", &first);
    let unsuitable: Counts = UNSUITABLE.map(|kinds| kinds.iter().sum());
    book.tell("care-leavers-unsuitable", &plain(&unsuitable));
    for (index, kinds) in UNSUITABLE.iter().enumerate() {
        let names = ["Homeless", "In custody", "Bed and breakfast", "Otherwise unsuitable"];
        let Some(observation) = book.find(index, "care-leavers-unsuitable") else {
            continue;
        };
        for (name, count) in names.iter().zip(kinds) {
            observation.breakdowns.push(count_part("kind", name, *count));
        }
    }
}

/// Young people out of work and learning: by age, and by reason.
fn not_in_work_or_learning(book: &mut Book) {
    let younger = count_path("known 17 to 18", KNOWN_YOUNGER, 0.6, 0.0);
    let older = count_path("known 19 to 21", KNOWN_OLDER, 1.0, 0.0);
    let all: Counts =
        std::array::from_fn(|index| at(&NEET_YOUNGER, index) + at(&NEET_OLDER, index));
    book.tell("care-leavers-neet", &plain(&all));
    book.tell("care-leavers-neet-share", &counted(&NEET_OLDER, &older));
    let in_work: Counts =
        std::array::from_fn(|index| at(&younger, index) - at(&NEET_YOUNGER, index));
    book.tell("care-leavers-17-18-eet", &counted(&in_work, &younger));
    let reasons = Division {
        id: "care-leavers-neet",
        by: "reason",
        parts: &[
            ("Caring or parenting", 26.0, 28.0),
            ("Illness or disability", 29.0, 31.0),
            ("Other", 45.0, 41.0),
        ],
        noise: 0.03,
        carried: false,
    };
    book.divide(&all, &reasons);
    let ages = [("17-18", &NEET_YOUNGER), ("19-21", &NEET_OLDER)];
    for index in 0..MONTHS {
        let Some(observation) = book.find(index, "care-leavers-neet") else {
            continue;
        };
        for (category, counts) in ages {
            let value = Some(Number::from(at(counts, index)));
            observation.breakdowns.push(Part { by: "age", category, value, ..Part::default() });
        }
    }
}
