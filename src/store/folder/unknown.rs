//! Indicators that figures came for although no catalogue describes them.

use std::collections::BTreeMap;

use crate::domain::catalogue::Catalogue;
use crate::domain::facts::{AuthorityFacts, Facts};
use crate::domain::indicator::{Frequency, Indicator};
use crate::domain::observation::Figure;
use crate::domain::period::Shape;
use crate::domain::value::{Unit, same};

/// What its figures tell of an indicator that nobody describes.
struct Clues {
    shape: Shape,
    /// Every figure is 100 times its fraction; `None` before the first figure.
    percent: Option<bool>,
    /// The most decimals of a figure, up to three.
    decimals: u8,
}

impl Clues {
    fn add(&mut self, figure: &Figure) {
        let Some(number) = figure.value.number() else {
            return;
        };
        match figure.fraction {
            Some(f) if same(number, 100.0 * f.numerator / f.denominator) => {
                self.percent = Some(self.percent != Some(false));
            }
            Some(_) | None => {
                self.percent = Some(false);
                self.decimals = self.decimals.max(decimals(number));
            }
        }
    }
}

/// How many decimals a number is written with, up to three.
fn decimals(number: f64) -> u8 {
    let text = format!("{number}");
    let digits = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    u8::try_from(digits.min(3)).unwrap_or(3)
}

/// Adds every indicator that the catalogue lacks: under Other, its unit as its figures suggest.
pub(super) fn describe(facts: &Facts, catalogue: &mut Catalogue) {
    let mut found: BTreeMap<&str, Clues> = BTreeMap::new();
    for (id, timeline) in facts.authorities().iter().flat_map(AuthorityFacts::timelines) {
        if catalogue.indicator(id).is_some() {
            continue;
        }
        for point in timeline.points() {
            let shape = point.period.shape();
            let new = || Clues { shape, percent: None, decimals: 0 };
            let clues = found.entry(id).or_insert_with(new);
            point.versions().iter().for_each(|version| clues.add(&version.figure()));
        }
    }
    for (id, clues) in found {
        let frequency = match clues.shape {
            Shape::Week => Frequency::Weekly,
            Shape::Month => Frequency::Monthly,
            Shape::Quarter => Frequency::Quarterly,
            Shape::FinancialYear | Shape::AcademicYear | Shape::CalendarYear => Frequency::Annual,
        };
        let (unit, decimals) = match clues {
            Clues { percent: Some(true), .. } => (Unit::Percent, 1),
            Clues { decimals: 0, .. } => (Unit::Count, 0),
            Clues { decimals, .. } => (Unit::Score, decimals),
        };
        catalogue.put(Indicator::unknown(id, unit, decimals, frequency));
    }
}
