//! Figures as they come, small and flat: a million of them are held without their texts.

use std::collections::HashMap;

use crate::domain::authority::Authority;
use crate::domain::observation::Status;
use crate::domain::period::Period;
use crate::domain::snapshot::Stamp;
use crate::domain::value::Missing;

use super::told::Spot;

/// A figure's number, as far as a cell gives it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum Given {
    /// Nothing is said of it here; its numerator or target may be.
    #[default]
    Absent,
    /// An empty cell, where others have figures.
    Blank,
    /// No number, and why.
    Missing(Missing),
    /// A number in the indicator's unit.
    Number(f64),
}

/// What stands beside few figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Extra {
    /// What a breakdown is by, and the category.
    pub category: Option<(String, String)>,
    pub comment: Option<String>,
    pub note: Option<String>,
    pub target: Option<f64>,
    pub amber: Option<f64>,
    pub benchmarks: Vec<(&'static str, f64)>,
}

/// One figure, or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fact {
    pub spot: Spot,
    pub authority: u16,
    pub extract: u16,
    /// Position among [`Gathered::indicators`].
    pub indicator: u32,
    pub period: Period,
    pub status: Option<Status>,
    pub given: Given,
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
    pub extra: Option<Box<Extra>>,
}

/// Every figure of a run, and what its numbers stand for.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub facts: Vec<Fact>,
    pub authorities: Vec<Authority>,
    pub indicators: Vec<String>,
    pub extracts: Vec<Stamp>,
    /// Sources that rows name, in the order in which they were met.
    pub sources: Vec<String>,
    known: HashMap<String, u32>,
}

impl Gathered {
    /// The number of an indicator.
    pub(super) fn indicator(&mut self, id: &str) -> u32 {
        if let Some(known) = self.known.get(id) {
            return *known;
        }
        let number = u32::try_from(self.indicators.len()).unwrap_or(u32::MAX);
        self.indicators.push(id.to_owned());
        self.known.insert(id.to_owned(), number);
        number
    }

    /// The number of an authority; the same code, or the same name without one, is the same.
    pub(super) fn authority(&mut self, authority: &Authority) -> u16 {
        number(&mut self.authorities, authority)
    }

    /// The number of an extract.
    pub(super) fn extract(&mut self, stamp: Stamp) -> u16 {
        number(&mut self.extracts, &stamp)
    }

    /// Remembers a source that a row names.
    pub(super) fn source(&mut self, source: &str) {
        if !self.sources.iter().any(|known| known == source) {
            self.sources.push(source.to_owned());
        }
    }
}

fn number<T: Clone + PartialEq>(list: &mut Vec<T>, one: &T) -> u16 {
    let at = list.iter().position(|known| known == one).unwrap_or_else(|| {
        list.push(one.clone());
        list.len() - 1
    });
    u16::try_from(at).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_stays_small() {
        assert!(std::mem::size_of::<Fact>() <= 104, "{}", std::mem::size_of::<Fact>());
    }
}
