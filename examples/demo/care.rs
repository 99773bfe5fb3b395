//! Children in care: who comes, who leaves, where they live and how often they move.
//!
//! 505 children at the peak of March 2024, 438 at the end: a fall of 34 in the last year, while three or
//! more placements cross their target in the last month.

use crate::accounts::{Accounts, CARE_STARTS_BEFORE};
use crate::book::{Book, Division, of_which, of_which_share, past};
use crate::calendar::{MONTHS, month};
use crate::care_tables::{
    ADOPTION_STAGES, ADOPTIONS, BY_AGE, BY_LEGAL_STATUS, BY_NEED, GUARDIANS, HOUSEHOLD_KINDS,
    HOUSEHOLDS, LEGAL_STATUS_OF_STARTS, MEASURES, MOVES, RESIDENTIAL, STARTS_BY_AGE, VISITS,
};
use crate::figures::{
    Counts, Figure, at, averages, count_path, counted, per_child, plain, rounded, whole,
};
use crate::measures::{figures, tell};
use crate::protection::not_collected;
use crate::record::{Number, Part};

/// The last month of the story.
const LAST: usize = MONTHS - 1;

/// Tells the section.
pub fn story(book: &mut Book, accounts: &Accounts) {
    book.tell("children-in-care-rate", &per_child(&accounts.care));
    book.tell("children-in-care", &plain(&accounts.care));
    book.tell("care-starts", &plain(&accounts.care_starts));
    book.tell("care-ends", &plain(&accounts.care_ends));
    book.tell("three-or-more-placements", &counted(&MOVES, &accounts.care));
    book.tell("care-visits-in-time", &not_collected(figures(accounts, &VISITS)));
    book.tell("residential-share", &counted(&RESIDENTIAL, &accounts.care));
    tell(book, accounts, MEASURES);
    initial_health(book, accounts);
    adoption(book);
    guardianship(book, accounts);
    foster_households(book);
    opening_year(book);
    who_comes(book, accounts);
    who_is_in_care(book, accounts);
    residential_by_need(book, accounts);
}

/// First health assessments fall due some weeks after a child comes into care.
fn initial_health(book: &mut Book, accounts: &Accounts) {
    let percents = crate::figures::path(
        "initial-health-20-days",
        &[(0, 68.0), (12, 74.0), (35, 78.0)],
        9.0,
        0.0,
    );
    let due: Counts = std::array::from_fn(|index| {
        let came = if index == 0 { 15 } else { at(&accounts.care_starts, index - 1) };
        (came - i32::from(index % 3 == 0)).max(1)
    });
    book.tell("initial-health-20-days", &crate::figures::shares_of(&percents, &due));
}

/// Adoption: orders, days, and the three stages that make them up.
fn adoption(book: &mut Book) {
    book.tell("adoptions", &plain(&ADOPTIONS));
    let stages = ADOPTION_STAGES.map(|(id, _, knots, noise)| count_path(id, knots, noise, 0.0));
    let total: Counts = std::array::from_fn(|index| stages.iter().map(|s| at(s, index)).sum());
    book.tell("adoption-days", &plain(&total));
    for ((id, category, _, _), days) in ADOPTION_STAGES.iter().zip(&stages) {
        book.tell(id, &plain(days));
        for index in 0..MONTHS {
            let value = Some(Number::from(at(days, index)));
            let part = Part { by: "stage", category, value, ..Part::default() };
            if let Some(observation) = book.find(index, "adoption-days") {
                observation.breakdowns.push(part);
            }
        }
    }
}

/// Special guardianship, by who the guardian is.
fn guardianship(book: &mut Book, accounts: &Accounts) {
    let orders: Counts = std::array::from_fn(|index| {
        at(&GUARDIANS, index).min(at(&accounts.care_ends, index) - at(&ADOPTIONS, index))
    });
    book.tell("special-guardianship-orders", &plain(&orders));
    let division = Division {
        id: "special-guardianship-orders",
        by: "guardian",
        parts: &[
            ("Relative or friend", 86.0, 84.0),
            ("Former foster carer", 11.0, 13.0),
            ("Other", 3.0, 3.0),
        ],
        noise: 0.0,
        carried: true,
    };
    book.divide(&orders, &division);
}

/// Fostering households approved, by kind: 14 from April to October 2026.
fn foster_households(book: &mut Book) {
    let totals: Counts = HOUSEHOLDS.map(|kinds| kinds.iter().sum());
    book.tell("foster-carers-recruited", &plain(&totals));
    for (index, kinds) in HOUSEHOLDS.iter().enumerate() {
        let Some(observation) = book.find(index, "foster-carers-recruited") else {
            continue;
        };
        for (kind, count) in HOUSEHOLD_KINDS.iter().zip(kinds) {
            observation.breakdowns.push(crate::book::count_part("kind", kind, *count));
        }
    }
}

/// April to October 2023, so that the year 2023/24 can be added up.
fn opening_year(book: &mut Book) {
    if let Some(observation) = book.find(0, "care-starts") {
        let earlier = CARE_STARTS_BEFORE.iter().zip((1..=7).rev());
        observation.history.extend(earlier.map(|(count, before)| {
            past(month(0, before), Figure::Plain(f64::from(*count)), "final")
        }));
    }
}

/// Children who come into care by age and by legal status.
fn who_comes(book: &mut Book, accounts: &Accounts) {
    book.divide(&accounts.care_starts, &STARTS_BY_AGE);
    book.divide(&accounts.care_starts, &LEGAL_STATUS_OF_STARTS);
    // May 2025: a family of seven, interim orders, and a remand.
    book.set_parts(18, "care-starts", "age", &[3, 5, 7, 4, 5]);
    book.set_parts(18, "care-starts", "legal-status", &[1, 12, 10, 0, 1]);
}

/// Children in care by age and legal status; those aged 14 to 17 under section 20; where they live.
fn who_is_in_care(book: &mut Book, accounts: &Accounts) {
    book.divide(&accounts.care, &BY_AGE);
    book.divide(&accounts.care, &BY_LEGAL_STATUS);
    book.set_parts(LAST, "children-in-care", "age", &[22, 60, 97, 128, 131]);
    book.set_parts(LAST, "children-in-care", "legal-status", &[247, 62, 95, 32, 2]);
    let teenagers: [&[(&'static str, f64)]; 1] =
        [&[("Care order", 0.42), ("Section 20", 0.443), ("Interim care order", 0.09)]];
    for index in 0..MONTHS {
        let Some(observation) = book.find(index, "children-in-care") else {
            continue;
        };
        for part in observation.breakdowns.iter_mut().filter(|part| part.category == "14-17") {
            let aged = part.value.map_or(0.0, |value| value.0);
            let shares = teenagers.iter().copied().flatten();
            part.of_which.extend(shares.map(|(name, share)| of_which(name, whole(aged * share))));
        }
    }
}

/// Children's homes by need, and how many of the children have an education, health and care plan.
fn residential_by_need(book: &mut Book, accounts: &Accounts) {
    book.divide(&RESIDENTIAL, &BY_NEED);
    book.set_parts(LAST, "residential-share", "need", &[22, 15, 5, 10]);
    book.parts_over("residential-share", "need", &accounts.care);
    let with_plan = [0.59, 0.93, 1.0, 0.2];
    for index in 0..MONTHS {
        let Some(observation) = book.find(index, "residential-share") else {
            continue;
        };
        for (part, share) in observation.breakdowns.iter_mut().zip(with_plan) {
            let children = part.numerator.map_or(0.0, |n| n.0);
            let (n, d) = (whole(rounded(children * share, 3)), at(&accounts.care, index));
            part.of_which.push(of_which_share("With an EHC plan", n, d));
        }
    }
}

/// Weeks of care proceedings, by the quarter; education plans, by the term; and the yearly figures.
pub fn quarters(book: &mut Book) {
    let weeks = crate::figures::path(
        "care-proceedings-weeks",
        &[(0, 37.4), (14, 36.6), (32, 35.2), (35, 35.4)],
        0.5,
        0.0,
    );
    let weeks = averages(&weeks, 1);
    let plans = crate::figures::shares_near(
        &crate::figures::path(
            "education-plans-in-time",
            &[(0, 91.0), (11, 93.2), (35, 95.1)],
            0.9,
            0.0,
        ),
        &crate::figures::path("school-age", &[(0, 318.0), (35, 284.0)], 2.0, 0.0),
        5,
    );
    for index in 0..MONTHS {
        let Some(quarter) = crate::calendar::quarter_before(index) else {
            continue;
        };
        book.tell_of(index, "care-proceedings-weeks", quarter.clone(), at(&weeks, index));
        book.tell_of(index, "education-plans-in-time", quarter, at(&plans, index));
    }
}
