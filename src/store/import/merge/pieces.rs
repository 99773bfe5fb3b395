//! One figure from several cells.

use super::super::gathered::{Fact, Given};
use super::super::told::{Said, Spot};

/// Several cells of one figure.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pieces {
    pub given: Given,
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
    /// The first of them.
    pub first: Option<Spot>,
}

/// Whether a cell says again what was said.
pub(super) enum Repeats {
    /// It says something new.
    No,
    /// It says the same.
    Same,
    /// It says something else than what stands at a place.
    Otherwise(Spot),
}

impl Pieces {
    /// Puts one more cell to the others; the first of two that differ stays.
    pub(super) fn put(&mut self, fact: &Fact) -> Repeats {
        let first = self.first.is_none();
        let before = *self.first.get_or_insert(fact.spot);
        let mut clash = false;
        let mut again = false;
        let mut number = |slot: &mut Option<f64>, new: Option<f64>| match (*slot, new) {
            (_, None) => {}
            (None, Some(_)) => *slot = new,
            (Some(a), Some(b)) => {
                again = true;
                clash |= a.total_cmp(&b).is_ne();
            }
        };
        number(&mut self.numerator, fact.numerator);
        number(&mut self.denominator, fact.denominator);
        match (self.given, fact.given) {
            (_, Given::Absent) => {}
            // An empty cell says nothing against a figure elsewhere.
            (Given::Absent | Given::Blank, new) => self.given = new,
            (_, Given::Blank) => {}
            (old, new) => {
                again = true;
                clash |= old != new;
            }
        }
        match (first, clash, again) {
            (true, ..) | (_, false, false) => Repeats::No,
            (_, true, _) => Repeats::Otherwise(before),
            (_, false, true) => Repeats::Same,
        }
    }
}

/// Half a fraction: with a value it is dropped, without one nothing is left.
pub(super) fn half(id: &str, has: &str, lacks: &str, given: Given) -> Said {
    match given {
        Given::Number(_) => Said::warning(
            "half-fraction",
            format!("`{id}` has a {has} and no {lacks}: the value is kept, the {has} left out"),
            format!("give the {lacks} too"),
        ),
        _ => Said::error(
            "half-fraction",
            format!("`{id}` has a {has}, no {lacks} and no value: no figure"),
            format!("give the {lacks}, or the value"),
        ),
    }
}
