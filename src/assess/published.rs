//! Where the home authority stands in England's published figures: beside England, its region and
//! its neighbours, its rank, and how the gap to each has moved.
//!
//! rules.md, Benchmarks. Published figures are always given with their year and with how many
//! neighbours had one; ranks and quartiles use unrounded values.

use std::rc::Rc;
use std::sync::Arc;

use smallvec::SmallVec;

use super::benchmark::{ENGLAND, NEIGHBOURS, Spread, entry};
use super::board::{BenchmarkView, Gap, RankView};
use super::rank::{quartile, rank, shared};
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
    let measure = published.measure(code).ok_or(Apart::NoMeasure)?;
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
    pub(super) region: Vec<Place>,
    country: Option<Place>,
    /// What the neighbours are called together.
    theirs: Arc<str>,
}

/// A region or a country: its position among the areas, and its name.
pub(super) struct Place {
    pub(super) area: usize,
    name: Arc<str>,
}

impl Place {
    fn at(areas: &[Area], area: usize) -> Option<Self> {
        areas.get(area).map(|found| Self { area, name: found.name.as_str().into() })
    }
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
            let wanted = fold(name);
            areas.iter().position(|a| a.kind == AreaKind::Region && fold(&a.name) == wanted)
        };
        let own = areas.get(area).map(|a| a.region.clone()).unwrap_or_default();
        // Inner and Outer London where they have figures, else London.
        let wider = own.starts_with("London (").then_some("London");
        let region = [Some(own.as_str()), wider].into_iter().flatten().filter_map(named);
        Some(Self {
            published,
            area,
            neighbours: published.neighbours(area),
            region: region.filter_map(|at| Place::at(areas, at)).collect(),
            country: country(areas).and_then(|at| Place::at(areas, at)),
            theirs: "statistical neighbours".into(),
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
        let newest =
            years.iter().rposition(|year| year.period.ends_by(period) && year.is_given())?;
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

    /// Adds England's, the region's and the neighbours' figures to those that are `known`, which
    /// win over what is published under the same name.
    pub fn add_benchmarks(&self, known: &mut Vec<BenchmarkView>) {
        let Some(year) = self.year() else { return };
        let is_new = |known: &[BenchmarkView], name| known.iter().all(|view| view.name != name);
        let plain = |name: &'static str, place: &Place| {
            let value = year.value(place.area)?;
            let title = Arc::clone(&place.name);
            let mut view = entry(self.indicator, name, title, value, Some(year.period));
            let theirs = |year: &Year| year.value(place.area);
            view.gap = self.gap(|year| theirs(year).is_some(), theirs);
            Some(view)
        };
        known.reserve(3);
        if is_new(known, ENGLAND) {
            known.extend(self.home.country.as_ref().and_then(|place| plain(ENGLAND, place)));
        }
        if is_new(known, "region") {
            known.extend(self.home.region.iter().find_map(|place| plain("region", place)));
        }
        let name = NEIGHBOURS;
        if is_new(known, name)
            && let Some(spread) = self.neighbours(year)
        {
            let title = Arc::clone(&self.home.theirs);
            let mut view = entry(self.indicator, name, title, spread.mean, Some(year.period));
            spread.put(&mut view, self.home.neighbours.len());
            let theirs =
                |year: &Year| self.home.neighbours.iter().any(|n| year.value(n.area).is_some());
            view.gap = self.gap(theirs, |year| Some(self.neighbours(year)?.mean));
            known.push(view);
        }
    }

    /// The neighbours' figures of a year in short; `None` where none has one.
    fn neighbours(&self, year: &Year) -> Option<Spread> {
        let theirs = self.home.neighbours.iter().filter_map(|near| year.value(near.area));
        Spread::of(&mut theirs.collect::<SmallVec<[f64; 10]>>())
    }

    /// How far home is from another over the years: `given` says whether the other has a figure,
    /// `theirs` what it is.
    fn gap(
        &self,
        given: impl Fn(&Year) -> bool,
        theirs: impl Fn(&Year) -> Option<f64>,
    ) -> Option<Gap> {
        let known = self.years.get(..=self.newest).unwrap_or_default();
        let own = |year: &Year| year.value(self.home.area);
        let years = known.iter().rev().filter(|year| own(year).is_some() && given(year));
        gap(self.indicator, years, |year| Some((year.period, own(year)?, theirs(year)?)))
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
            joint: shared(own, ranked) > 1,
        })
    }
}

/// How far home's own figure was from another's, in the newest year and up to four years with
/// figures before it. `years` are those in which both have one, newest first; `figures` says which:
/// the period, home's and the other's. `None` without two years, and for counts, which depend on
/// the size of the place.
pub(super) fn gap<Y>(
    indicator: &Indicator,
    years: impl Iterator<Item = Y>,
    figures: impl Fn(Y) -> Option<(Period, f64, f64)>,
) -> Option<Gap> {
    let (unit, decimals) = (indicator.unit, indicator.decimals);
    if unit.adds_up() {
        return None;
    }
    let mut years = years.take(GAP_YEARS);
    let (now, then) = (years.next()?, years.last()?);
    let apart = |year| {
        let (period, own, other) = figures(year)?;
        Some((period, round(round(own, decimals) - round(other, decimals), decimals)))
    };
    Some(Gap { unit, decimals, now: apart(now)?, then: apart(then)? })
}
