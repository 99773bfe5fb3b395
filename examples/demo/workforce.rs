//! The workforce: vacancies and agency workers fall for three years; from January 2024.

use crate::accounts::Accounts;
use crate::book::Book;
use crate::calendar::MONTHS;
use crate::figures::{Counts, Figure, Reals, at, count_path, counted, plain, rounded};
use crate::measures::{Measure, Shape, figures, tell};
use crate::protection::not_collected;

/// The section's first month: January 2024.
const START: usize = 2;
/// Vacant posts, percent of all posts: 14.9 in September 2026, 15.5 in October.
const VACANT: Reals = [
    22.0, 22.0, 22.1, 22.4, 21.8, 21.5, 21.2, 21.0, 20.8, 20.3, 20.0, 19.8, //
    19.6, 19.9, 19.7, 19.4, 19.1, 18.8, 18.9, 18.6, 18.2, 17.9, 17.6, 17.3, //
    16.9, 16.8, 16.6, 16.5, 16.3, 16.2, 16.0, 15.8, 15.7, 15.6, 14.9, 15.5,
];
/// Agency workers, percent of all social workers: the peak is in February 2024.
const AGENCY: Reals = [
    20.0, 20.0, 20.2, 21.0, 20.1, 19.6, 19.3, 18.9, 18.6, 18.2, 17.8, 17.5, //
    17.3, 17.6, 17.4, 17.2, 16.9, 16.5, 16.4, 16.0, 15.9, 15.7, 15.4, 15.2, //
    15.0, 14.8, 14.9, 14.5, 14.3, 14.1, 13.9, 13.7, 13.6, 13.4, 13.2, 13.0,
];
/// Audits judged good or better, and finished.
const AUDITS: [(i32, i32); MONTHS] = [
    (0, 0),
    (0, 0),
    (7, 12),
    (5, 13),
    (8, 14),
    (4, 11),
    (7, 12),
    (5, 13),
    (6, 12),
    (4, 9),
    (7, 13),
    (5, 12),
    (8, 12),
    (5, 10),
    (9, 14),
    (6, 13),
    (8, 13),
    (6, 12),
    (9, 14),
    (6, 12),
    (8, 13),
    (4, 9),
    (9, 13),
    (6, 12),
    (11, 14),
    (6, 11),
    (9, 12),
    (8, 14),
    (10, 13),
    (7, 12),
    (9, 12),
    (7, 13),
    (11, 14),
    (5, 9),
    (9, 12),
    (9, 13),
];

const MEASURES: &[Measure] = &[
    Measure {
        id: "caseload",
        knots: &[(2, 17.5), (11, 16.8), (23, 15.9), (33, 15.7), (34, 15.8), (35, 15.9)],
        noise: 0.15,
        seasonal: 0.0,
        start: START,
        shape: Shape::Average(1),
    },
    Measure {
        id: "caseload-over-limit",
        knots: &[(2, 24.0), (14, 19.0), (35, 12.0)],
        noise: 1.5,
        seasonal: 0.0,
        start: START,
        shape: Shape::Count,
    },
    Measure {
        id: "children-unallocated",
        knots: &[(2, 9.0), (13, 8.0), (14, 15.0), (18, 8.0), (35, 5.0)],
        noise: 1.6,
        seasonal: 0.0,
        start: START,
        shape: Shape::Count,
    },
    Measure {
        id: "turnover-rate",
        knots: &[(2, 16.8), (14, 16.1), (35, 12.4)],
        noise: 0.3,
        seasonal: 0.0,
        start: START,
        shape: Shape::Near(&[(2, 128.0), (35, 142.0)], 4),
    },
    Measure {
        id: "sickness-rate",
        knots: &[(2, 3.9), (35, 3.6)],
        noise: 0.1,
        seasonal: 0.0,
        start: START,
        shape: Shape::Near(&[(2, 28_900.0), (35, 32_100.0)], 3),
    },
    Measure {
        id: "complaints-in-time",
        knots: &[(2, 74.0), (35, 77.0)],
        noise: 5.0,
        seasonal: 0.0,
        start: START,
        shape: Shape::Near(&[(2, 14.0), (35, 13.0)], 1),
    },
];
const SUPERVISION: Measure = Measure {
    id: "supervision-in-time",
    knots: &[(2, 81.0), (12, 83.0), (35, 86.0)],
    noise: 1.0,
    seasonal: 0.0,
    start: START,
    shape: Shape::Near(&[(2, 98.0), (35, 109.0)], 5),
};

/// Tells the section.
pub fn story(book: &mut Book, accounts: &Accounts) {
    posts(book);
    tell(book, accounts, MEASURES);
    book.tell(SUPERVISION.id, &not_collected(figures(accounts, &SUPERVISION)));
    let good: Counts = AUDITS.map(|(n, _)| n);
    let finished: Counts = AUDITS.map(|(_, d)| d);
    book.tell("audits-good", &from_start(counted(&good, &finished)));
    book.tell("audits-completed", &from_start(plain(&finished)));
}

/// Posts, vacancies, agency workers and social workers in post: one set of numbers, in full-time
/// equivalents to one decimal.
fn posts(book: &mut Book) {
    let posts = count_path("posts", &[(2, 164.0), (16, 164.0), (17, 168.0), (35, 168.0)], 0.0, 0.0);
    let vacant: Reals = std::array::from_fn(|index| {
        rounded(at(&VACANT, index) * f64::from(at(&posts, index)) / 100.0, 1)
    });
    let in_post: Reals =
        std::array::from_fn(|index| rounded(f64::from(at(&posts, index)) - at(&vacant, index), 1));
    let agency: Reals = std::array::from_fn(|index| {
        let share = at(&AGENCY, index);
        rounded(at(&in_post, index) * share / (100.0 - share), 1)
    });
    let vacancies: [Figure; MONTHS] = std::array::from_fn(|index| {
        Figure::Share(at(&vacant, index), f64::from(at(&posts, index)))
    });
    let agency: [Figure; MONTHS] = std::array::from_fn(|index| {
        let workers = at(&agency, index);
        Figure::Share(workers, rounded(workers + at(&in_post, index), 1))
    });
    book.tell("vacancy-rate", &from_start(vacancies));
    book.tell("agency-rate", &from_start(agency));
    book.tell("social-workers", &from_start(in_post.map(Figure::Plain)));
}

/// The figures from the section's first month.
fn from_start(mut figures: [Figure; MONTHS]) -> [Figure; MONTHS] {
    figures.iter_mut().take(START).for_each(|figure| *figure = Figure::Untold);
    figures
}
