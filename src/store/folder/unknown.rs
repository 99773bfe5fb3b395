//! Indicators that figures came for although no catalogue describes them.

use std::collections::BTreeMap;

use crate::domain::catalogue::Catalogue;
use crate::domain::indicator::{Frequency, Indicator};
use crate::domain::observation::Figure;
use crate::domain::period::Shape;
use crate::domain::snapshot::Snapshot;
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
pub(super) fn describe(snapshots: &[Snapshot], catalogue: &mut Catalogue) {
    let mut found: BTreeMap<&str, Clues> = BTreeMap::new();
    for observation in snapshots.iter().flat_map(|s| &s.observations) {
        if catalogue.indicator(&observation.indicator).is_some() {
            continue;
        }
        let clues = found.entry(&observation.indicator).or_insert_with(|| Clues {
            shape: observation.period.shape(),
            percent: None,
            decimals: 0,
        });
        clues.add(&observation.figure);
        observation.history.iter().for_each(|(_, figure)| clues.add(figure));
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
