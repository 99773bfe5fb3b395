//! Where the home authority stands in England's published figures: beside England, its region and
//! its neighbours, its rank, and how the gap to each has moved.
//!
//! rules.md, Benchmarks. Published figures are always given with their year and with how many
//! neighbours had one; ranks and quartiles use unrounded values.

use std::rc::Rc;

use super::benchmark::{Spread, entry};
use super::board::{BenchmarkView, RankView};
use super::rank::{quartile, rank};
use super::words;
use crate::domain::authority::{Area, AreaKind, fold};
use crate::domain::facts::AuthorityFacts;
use crate::domain::indicator::{Frequency, Indicator, Kind};
use crate::domain::period::{Period, Shape};
use crate::domain::published::{Measure, Neighbour, Published, Year};
use crate::domain::value::round;

/// Over how many years a gap is followed.
const GAP_YEARS: usize = 5;

/// Why an indicator stands beside nobody's published figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// No published measure stands for it.
    NoMeasure,
    /// The published measure is in another unit.
    OtherUnit,
    /// It counts the events of a part of a year, the published measure those of a whole one.
    PartOfYear,
    /// No published year had ended by the period.
    NotYet,
}

/// The published measure that an indicator, given by periods of this shape, may be set beside.
///
/// # Errors
/// Why there is none.
pub fn measure_beside<'a>(
    published: &'a dyn Published,
    indicator: &Indicator,
    shape: Shape,
) -> Result<&'a Measure, Apart> {
    let code = indicator.published.as_deref().ok_or(Apart::NoMeasure)?;
    let measure = published.measures().iter().find(|m| m.code == code).ok_or(Apart::NoMeasure)?;
    // A month's count is never set beside a year's.
    let counts_a_year = measure.unit.adds_up() && indicator.kind == Kind::Flow;
    let part_of_year = matches!(shape, Shape::Week | Shape::Month | Shape::Quarter)
        && indicator.frequency != Frequency::Annual;
    if measure.unit != indicator.unit {
        Err(Apart::OtherUnit)
    } else if counts_a_year && part_of_year {
        Err(Apart::PartOfYear)
    } else {
        Ok(measure)
    }
}

/// Where the home authority stands among the published areas.
pub struct HomeArea<'a> {
    published: &'a dyn Published,
    pub(super) area: usize,
    /// Its statistical neighbours, the nearest first.
    pub(super) neighbours: Vec<Neighbour>,
    /// Its region, and a wider one where that has no figure.
    pub(super) region: Vec<usize>,
    country: Option<usize>,
}

/// England's position among the areas.
pub(super) fn country(areas: &[Area]) -> Option<usize> {
    areas.iter().position(|a| a.kind == AreaKind::Country)
}

impl<'a> HomeArea<'a> {
    /// The published area of an authority, by code, number or whole name; `None` for one that
    /// England does not know (an invented one).
    pub fn of(published: &'a dyn Published, home: &AuthorityFacts) -> Option<Self> {
        let areas = published.areas();
        let authority = &home.authority;
        let area = areas.iter().position(|a| {
            a.kind == AreaKind::Authority
                && match &authority.code {
                    Some(code) => a.ons.eq_ignore_ascii_case(code) || a.number == *code,
                    None => fold(&a.name) == fold(&authority.name),
                }
        })?;
        let named = |name: &str| {
            areas.iter().position(|a| a.kind == AreaKind::Region && fold(&a.name) == fold(name))
        };
        let own = areas.get(area).map(|a| a.region.clone()).unwrap_or_default();
        // Inner and Outer London where they have figures, else London.
        let wider = own.starts_with("London (").then_some("London");
        let region = [Some(own.as_str()), wider].into_iter().flatten().filter_map(named).collect();
        Some(Self {
            published,
            area,
            neighbours: published.neighbours(area),
            region,
            country: country(areas),
        })
    }

    /// What became of the authority, if it no longer exists.
    pub fn abolished(&self) -> Option<&str> {
        self.published.areas().get(self.area).and_then(|a| a.abolished.as_deref())
    }

    /// The newest published year of the indicator's measure that ended on or before `period`;
    /// `None` where no measure may be set beside it.
    pub fn standing<'s>(
        &'s self,
        indicator: &'s Indicator,
        shape: Shape,
        period: Period,
    ) -> Option<Standing<'s>> {
        let measure = measure_beside(self.published, indicator, shape).ok()?;
        let years = self.published.years(&measure.code)?;
        let newest = years.iter().rposition(|year| {
            year.period.ends_by(period) && year.values.iter().any(Option::is_some)
        })?;
        Some(Standing { home: self, indicator, measure, years, newest })
    }
}

/// One indicator's measure in its newest year that counts.
pub struct Standing<'a> {
    home: &'a HomeArea<'a>,
    indicator: &'a Indicator,
    measure: &'a Measure,
    years: Rc<Vec<Year>>,
    newest: usize,
}

impl Standing<'_> {
    fn year(&self) -> Option<&Year> {
        self.years.get(self.newest)
    }

    /// Home's own published figure.
    pub fn own(&self) -> Option<f64> {
        self.year()?.value(self.home.area)
    }

    /// England's, the region's and the neighbours' figures.
    pub fn benchmarks(&self) -> Vec<BenchmarkView> {
        let Some(year) = self.year() else { return Vec::new() };
        let areas = self.home.published.areas();
        let plain = |name: &str, area: usize| {
            let title = areas.get(area).map_or_else(String::new, |a: &Area| a.name.clone());
            let value = year.value(area)?;
            let mut view = entry(self.indicator, name, &title, value, Some(year.period));
            view.gap = self.gap(&|y| y.value(area));
            Some(view)
        };
        let mut found = Vec::new();
        found.extend(self.home.country.and_then(|area| plain("england", area)));
        found.extend(self.home.region.iter().find_map(|area| plain("region", *area)));
        let theirs = |year: &Year| -> Vec<f64> {
            self.home.neighbours.iter().filter_map(|near| year.value(near.area)).collect()
        };
        if let Some(spread) = Spread::of(&theirs(year)) {
            let (name, title) = ("statistical-neighbours", "statistical neighbours");
            let mut view = entry(self.indicator, name, title, spread.mean, Some(year.period));
            spread.put(&mut view, self.home.neighbours.len());
            view.gap = self.gap(&|y| Some(Spread::of(&theirs(y))?.mean));
            found.push(view);
        }
        found
    }

    fn gap(&self, theirs: &dyn Fn(&Year) -> Option<f64>) -> String {
        let known = self.years.get(..=self.newest).unwrap_or_default();
        let pair = |year: &Year| Some((year.period, year.value(self.home.area)?, theirs(year)?));
        gap(self.indicator, known.iter().rev().filter_map(pair))
    }

    /// The rank among authorities with a figure in that year; `None` where home has none.
    pub fn rank(&self) -> Option<RankView> {
        let year = self.year()?;
        let own = self.own()?;
        let ranked = year.ranked(self.home.published.areas());
        let polarity = self.indicator.polarity;
        Some(RankView {
            position: rank(own, ranked, polarity),
            of: ranked.len(),
            quartile: self.measure.banded.then(|| quartile(own, ranked, polarity)).flatten(),
            period: year.period,
        })
    }

    /// Whether another authority shares the rank.
    pub fn is_joint(&self) -> bool {
        let (Some(year), Some(own)) = (self.year(), self.own()) else { return false };
        let ranked = year.ranked(self.home.published.areas());
        let equal = |other: &&f64| other.to_bits() == own.to_bits();
        ranked.iter().filter(equal).count() > 1
    }
}

/// How far home's own figure was from another's, in the newest year and up to four years with
/// figures before it: closing or widening. `pairs` are period, own and the other's figure, newest
/// first. Empty without two years, and for counts, which depend on the size of the place.
pub(super) fn gap(
    indicator: &Indicator,
    pairs: impl Iterator<Item = (Period, f64, f64)>,
) -> String {
    let d = indicator.decimals;
    let gap = |(period, own, other)| (period, round(round(own, d) - round(other, d), d));
    let gaps: Vec<(Period, f64)> = pairs.take(GAP_YEARS).map(gap).collect();
    match gaps.as_slice() {
        [now, .., then] if !indicator.unit.adds_up() => words::gap(indicator, *now, *then),
        _ => String::new(),
    }
}
