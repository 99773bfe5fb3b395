//! The book: what each month's snapshot says, filled section by section.

use crate::calendar::MONTHS;
use crate::figures::{Counts, Figure, at, divide};
use crate::random::Stream;
use crate::record::{Number, Observation, OfWhich, Part, Past, Value};

/// The observations of the thirty-six snapshots.
pub struct Book {
    months: Vec<Vec<Observation>>,
}

/// Categories of a breakdown, and each one's weight in the first and in the last month.
pub struct Division {
    /// The indicator.
    pub id: &'static str,
    /// What it is divided by.
    pub by: &'static str,
    /// Category, first weight, last weight.
    pub parts: &'static [(&'static str, f64, f64)],
    /// How much the weights of a month wander, as a share of themselves.
    pub noise: f64,
    /// Rounding is carried on: for events, whose shares come out over a year, not for stocks.
    pub carried: bool,
}

impl Book {
    /// An empty book.
    pub fn new() -> Self {
        Self { months: vec![Vec::new(); MONTHS] }
    }

    /// The snapshots' observations, oldest first.
    pub fn months(&self) -> &[Vec<Observation>] {
        &self.months
    }

    /// Adds one observation to a month's snapshot.
    pub fn add(&mut self, month: usize, observation: Observation) {
        if let Some(observations) = self.months.get_mut(month) {
            observations.push(observation);
        }
    }

    /// Tells a monthly indicator.
    pub fn tell(&mut self, id: &str, figures: &[Figure; MONTHS]) {
        for (month, figure) in figures.iter().enumerate() {
            if *figure != Figure::Untold {
                self.add(month, observation(id, None, *figure));
            }
        }
    }

    /// Tells one figure of a period of its own.
    pub fn tell_of(&mut self, month: usize, id: &str, period: String, figure: Figure) {
        self.add(month, observation(id, Some(period), figure));
    }

    /// A month's own observation of an indicator.
    pub fn find(&mut self, month: usize, id: &str) -> Option<&mut Observation> {
        self.months.get_mut(month)?.iter_mut().find(|o| o.indicator == id && o.period.is_none())
    }

    /// The observation of an indicator in a month's snapshot, whatever its period.
    pub fn find_any(&mut self, month: usize, id: &str) -> Option<&mut Observation> {
        self.months.get_mut(month)?.iter_mut().rfind(|o| o.indicator == id)
    }

    /// Divides an indicator's counts by category in every month.
    pub fn divide(&mut self, totals: &Counts, division: &Division) {
        let mut stream = Stream::named(&format!("{} by {}", division.id, division.by));
        let mut carry = vec![0.0; division.parts.len()];
        for (month, total) in totals.iter().enumerate() {
            let gone = u32::try_from(month).map_or(0.0, f64::from) / 35.0;
            let weights: Vec<f64> = division
                .parts
                .iter()
                .map(|(_, first, last)| {
                    (first + (last - first) * gone) * (1.0 + division.noise * stream.noise())
                })
                .map(|weight| weight.max(0.001))
                .collect();
            let parts = divide(*total, &weights, &mut carry);
            if !division.carried {
                carry.fill(0.0);
            }
            if let Some(observation) = self.find(month, division.id) {
                let names = division.parts.iter().map(|(name, _, _)| *name);
                observation.breakdowns.extend(
                    names.zip(parts).map(|(name, count)| count_part(division.by, name, count)),
                );
            }
        }
    }

    /// Sets a month's breakdown as the story gives it.
    pub fn set_parts(&mut self, month: usize, id: &str, by: &'static str, parts: &[i32]) {
        let Some(observation) = self.find(month, id) else {
            return;
        };
        let places = observation.breakdowns.iter_mut().filter(|part| part.by == by);
        for (place, count) in places.zip(parts) {
            place.value = Some(Number::from(*count));
        }
    }

    /// Turns a breakdown of counts into one over the indicator's own denominator.
    pub fn parts_over(&mut self, id: &str, by: &'static str, denominators: &Counts) {
        for month in 0..MONTHS {
            let Some(observation) = self.find(month, id) else {
                continue;
            };
            for part in observation.breakdowns.iter_mut().filter(|part| part.by == by) {
                part.numerator = part.value.take();
                part.denominator = Some(Number::from(at(denominators, month)));
            }
        }
    }
}

/// An observation of a figure.
pub fn observation(id: &str, period: Option<String>, figure: Figure) -> Observation {
    let mut told = Observation { indicator: id.to_owned(), period, ..Observation::default() };
    match figure {
        Figure::Untold => {}
        Figure::Missing(reason) => {
            told.value = Some(Value::Missing);
            told.missing = Some(reason);
        }
        Figure::Plain(value) => told.value = Some(Value::Known(Number(value))),
        Figure::Share(numerator, denominator) => {
            told.numerator = Some(Number(numerator));
            told.denominator = Some(Number(denominator));
        }
    }
    told
}

/// An earlier period's figure as it stands now.
pub fn past(period: String, figure: Figure, status: &'static str) -> Past {
    let mut told = Past { period, status: Some(status), ..Past::default() };
    match figure {
        Figure::Untold | Figure::Missing(_) => {}
        Figure::Plain(value) => told.value = Some(Number(value)),
        Figure::Share(numerator, denominator) => {
            told.numerator = Some(Number(numerator));
            told.denominator = Some(Number(denominator));
        }
    }
    told
}

/// A category with a count.
pub fn count_part(by: &'static str, category: &'static str, count: i32) -> Part {
    Part { by, category, value: Some(Number::from(count)), ..Part::default() }
}

/// A category with a numerator and a denominator.
pub fn share_part(by: &'static str, category: &'static str, n: i32, d: i32) -> Part {
    let (numerator, denominator) = (Some(Number::from(n)), Some(Number::from(d)));
    Part { by, category, numerator, denominator, ..Part::default() }
}

/// A part of a category, counted.
pub fn of_which(category: &'static str, count: i32) -> OfWhich {
    OfWhich { category, value: Some(Number::from(count)), numerator: None, denominator: None }
}

/// A part of a category, over the same denominator.
pub fn of_which_share(category: &'static str, n: i32, d: i32) -> OfWhich {
    let (numerator, denominator) = (Some(Number::from(n)), Some(Number::from(d)));
    OfWhich { category, value: None, numerator, denominator }
}
