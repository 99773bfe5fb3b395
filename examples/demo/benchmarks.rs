//! Benchmarks beside Sampleford's figures: its invented neighbours, and England's published figures
//! with their year (Department for Education, Open Government Licence v3.0).

use crate::book::Book;
use crate::calendar::MONTHS;
use crate::neighbours::{COST_GROUP, EXCHANGED, cost_group, statistical};
use crate::record::{Benchmark, Number};

/// England by the three years that ended March 2023, 2024 and 2025.
const ENGLAND: &[(&str, [f64; 3])] = &[
    ("referrals-rate", [538.1, 515.7, 519.4]),
    ("rereferrals", [22.4, 22.4, 22.6]),
    ("assessments-45-days", [82.5, 84.5, 85.7]),
    ("children-in-need-rate", [338.7, 331.2, 330.3]),
    ("child-protection-plans-rate", [42.7, 41.4, 40.6]),
    ("conferences-15-days", [78.4, 79.7, 81.4]),
    ("second-plans", [23.6, 24.7, 24.5]),
    ("protection-reviews-in-time", [88.1, 89.8, 90.6]),
    ("plans-over-2-years-share", [2.2, 2.6, 2.3]),
    ("section-47-rate", [189.4, 186.2, 189.3]),
    ("children-in-care-rate", [70.0, 69.0, 67.0]),
    ("three-or-more-placements", [11.0, 11.0, 10.0]),
    ("long-term-stability", [68.0, 68.0, 69.0]),
    ("health-assessments", [89.0, 89.0, 90.0]),
    ("dental-checks", [76.0, 79.0, 81.0]),
    ("residential-share", [10.0, 10.0, 12.0]),
    ("care-leavers-accommodation", [88.0, 88.0, 89.0]),
    ("care-leavers-neet-share", [38.0, 39.0, 40.0]),
];
/// England on 30 September 2023, 2024 and 2025.
const WORKFORCE: &[(&str, [f64; 3])] = &[
    ("caseload", [16.0, 15.4, 15.2]),
    ("vacancy-rate", [18.9, 17.3, 14.2]),
    ("agency-rate", [17.9, 16.2, 13.0]),
];
/// England in the calendar years 2022, 2023 and 2024.
const EDUCATION: (&str, [f64; 3]) = ("ehcp-20-weeks", [49.2, 50.3, 46.4]);

/// The months from which a newer set of neighbours' figures is in hand: March 2024, then each October.
const EXCHANGES: [usize; 4] = [4, 11, 23, 35];

/// Puts the benchmarks beside the figures.
pub fn story(book: &mut Book) {
    for index in 0..MONTHS {
        let ended = usize::from(index >= 4) + usize::from(index >= 16);
        for (id, values) in ENGLAND {
            let period = ["2022/23", "2023/24", "2024/25"];
            england(book, index, id, values.iter().zip(period).nth(ended));
        }
        let ended = usize::from(index >= 10) + usize::from(index >= 22);
        for (id, values) in WORKFORCE {
            let period = ["2023-09", "2024-09", "2025-09"];
            england(book, index, id, values.iter().zip(period).nth(ended));
        }
        let ended = usize::from(index >= 1) + usize::from(index >= 13);
        let years = EDUCATION.1.iter().zip(["2022", "2023", "2024"]);
        england(book, index, EDUCATION.0, years.into_iter().nth(ended));
        neighbours(book, index);
    }
    costs(book);
}

/// England's figure beside one figure.
fn england(book: &mut Book, index: usize, id: &str, known: Option<(&f64, &str)>) {
    let (Some((value, period)), Some(observation)) = (known, book.find(index, id)) else {
        return;
    };
    let benchmark =
        Benchmark { value: Number(*value), period: period.to_owned(), ..Benchmark::default() };
    observation.benchmarks.insert("england", benchmark);
}

/// The newest set of neighbours' figures beside the four indicators that they exchange.
fn neighbours(book: &mut Book, index: usize) {
    let sets = EXCHANGES.iter().filter(|month| **month <= index).count();
    let Some(place) = sets.checked_sub(1) else {
        return;
    };
    for (id, _) in EXCHANGED {
        let (Some(benchmark), Some(observation)) = (statistical(id, place), book.find(index, id))
        else {
            continue;
        };
        observation.benchmarks.insert("statistical-neighbours", benchmark);
    }
}

/// The cost group's mean beside each year's cost.
fn costs(book: &mut Book) {
    let group = cost_group();
    for month in [0, 4, 16, 28] {
        let Some(observation) = book.find_any(month, "cost-per-child-week") else {
            continue;
        };
        let year = observation.period.as_deref().unwrap_or_default();
        if let Some(benchmark) = group.get(year) {
            observation.benchmarks.insert(COST_GROUP, benchmark.clone());
        }
    }
}
