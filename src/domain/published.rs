//! England's published figures as the assessment reads them: areas, neighbours, measures by year.

use std::cell::OnceCell;
use std::rc::Rc;

use super::authority::{Area, AreaKind};
use super::indicator::{Kind, Polarity};
use super::period::Period;
use super::value::Unit;

/// What one published measure is.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// The source's short code: `ReReferral`.
    pub code: String,
    /// A slug that stands for it as an indicator.
    pub id: String,
    /// A short code for the room.
    pub display: String,
    /// The section it stands in.
    pub section: String,
    /// A plain name.
    pub name: String,
    /// What is counted, out of what.
    pub definition: String,
    /// Its unit.
    pub unit: Unit,
    /// Whether more is better, as the source says.
    pub polarity: Polarity,
    /// Published precision.
    pub decimals: u8,
    /// How it relates to time.
    pub kind: Kind,
    /// Whether the source puts authorities in quartiles by it.
    pub banded: bool,
}

/// One measure in one year, for every area.
#[derive(Debug, Clone, PartialEq)]
pub struct Year {
    /// What it covers.
    pub period: Period,
    /// One cell an area, in the order of [`Published::areas`]; `None`: not published.
    values: Vec<Option<f64>>,
    /// Whether any cell has a figure.
    given: bool,
    /// Put in order when first asked for.
    ranked: OnceCell<Vec<f64>>,
}

impl Year {
    /// A year of a measure.
    pub fn new(period: Period, values: Vec<Option<f64>>) -> Self {
        let given = values.iter().any(Option::is_some);
        Self { period, values, given, ranked: OnceCell::new() }
    }

    /// Whether any area has a figure.
    pub fn is_given(&self) -> bool {
        self.given
    }

    /// The figure of one area.
    pub fn value(&self, area: usize) -> Option<f64> {
        self.values.get(area).copied().flatten()
    }

    /// The figures of the authorities among `areas`, smallest first: regions and England are no
    /// authorities.
    pub fn ranked(&self, areas: &[Area]) -> &[f64] {
        self.ranked.get_or_init(|| {
            let authorities = areas.iter().zip(&self.values);
            let mut ranked: Vec<f64> = authorities
                .filter(|(area, _)| area.kind == AreaKind::Authority)
                .filter_map(|(_, value)| *value)
                .collect();
            ranked.sort_unstable_by(f64::total_cmp);
            ranked
        })
    }
}

/// A statistical neighbour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Its position among the areas.
    pub area: usize,
    /// How close the source says it is: `very close`.
    pub closeness: String,
}

/// Where published figures come from. Reading is lazy: a measure is decoded when first asked for.
pub trait Published {
    /// Every area, in a fixed order.
    fn areas(&self) -> &[Area];
    /// The statistical neighbours of an area, nearest first.
    fn neighbours(&self, area: usize) -> Vec<Neighbour>;
    /// Every measure, in order.
    fn measures(&self) -> &[Measure];
    /// The measure with this code.
    fn measure(&self, code: &str) -> Option<&Measure> {
        self.measures().iter().find(|measure| measure.code == code)
    }
    /// A measure's years, oldest first; `None` for a code that is not published.
    fn years(&self, code: &str) -> Option<Rc<Vec<Year>>>;
}
