//! Benchmarks: England, the region, statistical neighbours, groups and what the snapshot gives.
//!
//! rules.md, Benchmarks. Published figures are always given with their year and with how many
//! neighbours had one; ranks and quartiles use unrounded values.

use super::ask::Sources;
use super::board::{BenchmarkView, RankView};
use super::rank::{quantile, quartile, rank};
use super::series::Series;
use super::words;
use crate::domain::authority::{Area, AreaKind, fold};
use crate::domain::catalogue::Group;
use crate::domain::facts::AuthorityFacts;
use crate::domain::indicator::{Frequency, Indicator, Kind};
use crate::domain::observation::GivenBenchmark;
use crate::domain::period::{Period, Shape};
use crate::domain::published::{Measure, Published, Year};
use crate::domain::value::round;

/// Over how many years a gap is followed.
const GAP_YEARS: usize = 5;

/// Where the home authority stands among the published areas.
pub struct HomeArea<'a> {
    published: &'a dyn Published,
    area: usize,
    neighbours: Vec<usize>,
    region: Vec<usize>,
    country: Option<usize>,
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
            neighbours: published.neighbours(area).into_iter().map(|n| n.area).collect(),
            region,
            country: areas.iter().position(|a| a.kind == AreaKind::Country),
        })
    }

    /// What became of the authority, if it no longer exists.
    pub fn abolished(&self) -> Option<&str> {
        self.published.areas().get(self.area).and_then(|a| a.abolished.as_deref())
    }

    /// The newest published year of the indicator's measure that ended on or before `period`.
    fn newest(
        &self,
        indicator: &Indicator,
        shape: Shape,
        period: Period,
    ) -> Option<(Measure, Year)> {
        let code = indicator.published.as_deref()?;
        let measure = self.published.measures().iter().find(|m| m.code == code)?;
        // A month's count is never set beside a year's.
        let counts_a_year = measure.unit.adds_up() && indicator.kind == Kind::Flow;
        let part_of_year = matches!(shape, Shape::Week | Shape::Month | Shape::Quarter)
            && indicator.frequency != Frequency::Annual;
        if measure.unit != indicator.unit || (counts_a_year && part_of_year) {
            return None;
        }
        let years = self.published.years(code)?;
        let newest = years
            .iter()
            .rev()
            .filter(|year| year.period.ends_by(period))
            .find(|year| year.values.iter().any(Option::is_some))?;
        Some((measure.clone(), newest.clone()))
    }

    /// England's, the region's and the neighbours' figures.
    pub fn benchmarks(&self, series: &Series<'_>, period: Period) -> Vec<BenchmarkView> {
        let indicator = series.indicator;
        let Some((_, year)) = self.newest(indicator, series.shape, period) else {
            return Vec::new();
        };
        let areas = self.published.areas();
        let value = |area: usize| year.values.get(area).copied().flatten();
        let plain = |name: &str, area: usize| {
            let title = areas.get(area).map_or_else(String::new, |a: &Area| a.name.clone());
            let mut view = entry(indicator, name, &title, value(area)?, Some(year.period));
            view.gap = self.gap(indicator, period, &|y| y.values.get(area).copied().flatten());
            Some(view)
        };
        let mut found = Vec::new();
        found.extend(self.country.and_then(|area| plain("england", area)));
        found.extend(self.region.iter().find_map(|area| plain("region", *area)));
        let theirs = |year: &Year| -> Vec<f64> {
            let cell = |area: &usize| year.values.get(*area).copied().flatten();
            self.neighbours.iter().filter_map(cell).collect()
        };
        if let Some(spread) = Spread::of(&theirs(&year)) {
            let name = "statistical-neighbours";
            let title = "statistical neighbours";
            let mut view = entry(indicator, name, title, spread.mean, Some(year.period));
            spread.put(&mut view, self.neighbours.len());
            view.gap = self.gap(indicator, period, &|y| Some(Spread::of(&theirs(y))?.mean));
            found.push(view);
        }
        found
    }

    /// How far home's own published figure was from another's, in the newest year and up to four
    /// years before it: closing or widening. Empty without two years, and for counts, which
    /// depend on the size of the place.
    fn gap(
        &self,
        indicator: &Indicator,
        period: Period,
        theirs: &dyn Fn(&Year) -> Option<f64>,
    ) -> String {
        let years = indicator.published.as_deref().and_then(|code| self.published.years(code));
        let Some(years) = years.filter(|_| !indicator.unit.adds_up()) else { return String::new() };
        let gaps: Vec<(Period, f64)> = years
            .iter()
            .filter(|year| year.period.ends_by(period))
            .filter_map(|year| {
                let own = year.values.get(self.area).copied().flatten()?;
                let d = indicator.decimals;
                Some((year.period, round(round(own, d) - round(theirs(year)?, d), d)))
            })
            .collect();
        let from = gaps.len().saturating_sub(GAP_YEARS);
        match gaps.get(from..) {
            Some([(first, then), .., (last, now)]) => {
                words::gap(indicator, (*last, *now), (*first, *then))
            }
            _ => String::new(),
        }
    }

    /// The rank among authorities with a figure in the newest year; `None` where home has none.
    pub fn rank(&self, series: &Series<'_>, period: Period) -> Option<RankView> {
        let (measure, year) = self.newest(series.indicator, series.shape, period)?;
        let own = year.values.get(self.area).copied().flatten()?;
        let all: Vec<f64> = self
            .published
            .areas()
            .iter()
            .zip(&year.values)
            .filter(|(area, _)| area.kind == AreaKind::Authority)
            .filter_map(|(_, value)| *value)
            .collect();
        let polarity = series.indicator.polarity;
        Some(RankView {
            position: rank(own, &all, polarity),
            of: all.len(),
            quartile: measure.banded.then(|| quartile(own, &all, polarity)).flatten(),
            period: year.period,
        })
    }

    /// Home's own figure in the newest published year.
    pub fn own_value(&self, series: &Series<'_>, period: Period) -> Option<f64> {
        let (_, year) = self.newest(series.indicator, series.shape, period)?;
        year.values.get(self.area).copied().flatten()
    }

    /// Whether another authority shares the rank.
    pub fn is_joint(&self, series: &Series<'_>, period: Period) -> bool {
        let Some((_, year)) = self.newest(series.indicator, series.shape, period) else {
            return false;
        };
        let Some(own) = year.values.get(self.area).copied().flatten() else {
            return false;
        };
        let areas = self.published.areas().iter().zip(&year.values);
        areas
            .filter(|(area, value)| area.kind == AreaKind::Authority && **value == Some(own))
            .count()
            > 1
    }
}

/// A benchmark of one figure.
fn entry(
    indicator: &Indicator,
    name: &str,
    title: &str,
    value: f64,
    period: Option<Period>,
) -> BenchmarkView {
    BenchmarkView {
        name: name.to_owned(),
        value: Some(value),
        median: None,
        count: None,
        of: None,
        shown: indicator.unit.write(value, indicator.decimals),
        period,
        difference: None,
        low: None,
        high: None,
        basis: None,
        gap: String::new(),
        title: title.to_owned(),
    }
}

/// Several authorities' figures in short.
struct Spread {
    mean: f64,
    median: f64,
    low: f64,
    high: f64,
    count: usize,
}

impl Spread {
    fn of(values: &[f64]) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        #[expect(clippy::cast_precision_loss, reason = "at most a few hundred authorities")]
        let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
        Some(Self {
            low: *sorted.first()?,
            high: *sorted.last()?,
            median: quantile(&sorted, 0.5)?,
            mean,
            count: sorted.len(),
        })
    }

    fn put(&self, view: &mut BenchmarkView, of: usize) {
        view.median = Some(self.median);
        view.low = Some(self.low);
        view.high = Some(self.high);
        view.count = u32::try_from(self.count).ok();
        view.of = u32::try_from(of).ok();
    }
}

/// What the snapshot itself gives: the newest observation's, and earlier ones that name a period
/// of their own and so still stand.
pub fn given(
    series: &Series<'_>,
    until: Period,
    catalogue_title: impl Fn(&str) -> Option<String>,
) -> Vec<BenchmarkView> {
    let readings = series.until(until);
    let mut found: Vec<BenchmarkView> = Vec::new();
    for (age, reading) in readings.iter().rev().enumerate() {
        for benchmark in reading.detail.iter().flat_map(|d| d.benchmarks.iter()) {
            let stands = age == 0 || benchmark.period.is_some();
            if stands && !found.iter().any(|known| known.name == benchmark.name) {
                found.push(of_given(series.indicator, benchmark, &catalogue_title));
            }
        }
    }
    found
}

fn of_given(
    indicator: &Indicator,
    given: &GivenBenchmark,
    catalogue_title: &impl Fn(&str) -> Option<String>,
) -> BenchmarkView {
    let title = match given.name.as_str() {
        "england" => "England".to_owned(),
        "region" => "region".to_owned(),
        "statistical-neighbours" => "statistical neighbours".to_owned(),
        other => match other.strip_prefix("group:") {
            Some(id) => catalogue_title(id).unwrap_or_else(|| id.to_owned()),
            None => other.to_owned(),
        },
    };
    let awaited = given.awaited.map_or_else(|| "–".to_owned(), |p| format!("due {}", p.short()));
    BenchmarkView {
        name: given.name.clone(),
        value: given.value,
        median: given.median,
        count: given.count,
        of: given.of,
        shown: given.value.map_or(awaited, |v| indicator.unit.write(v, indicator.decimals)),
        period: given.period,
        difference: None,
        low: given.low,
        high: given.high,
        basis: given.basis.clone(),
        gap: String::new(),
        title,
    }
}

/// A group of the catalogue with those of its authorities whose snapshots are there.
pub struct Members<'a> {
    group: &'a Group,
    facts: Vec<&'a AuthorityFacts>,
}

/// The catalogue's groups of which anybody's snapshots are there.
pub fn members(sources: Sources<'_>) -> Vec<Members<'_>> {
    let all = sources.all.authorities();
    let of = |group: &&Group| {
        let names = group.authorities.iter();
        names.filter_map(|name| all.iter().find(|f| is_called(f, name))).collect::<Vec<_>>()
    };
    let groups = sources.catalogue.groups.iter();
    groups
        .map(|group| Members { facts: of(&group), group })
        .filter(|members| !members.facts.is_empty())
        .collect()
}

/// The groups' figures for the same period, from their own snapshots.
pub fn groups(members: &[Members<'_>], series: &Series<'_>, period: Period) -> Vec<BenchmarkView> {
    let id = &series.indicator.id;
    let view = |Members { group, facts }: &Members<'_>| {
        let value = |facts: &&AuthorityFacts| {
            let timeline = facts.timeline(id)?;
            let points = timeline.points();
            let at = points.binary_search_by(|p| p.period.cmp(&period)).ok()?;
            points.get(at)?.versions.last()?.figure.value.number()
        };
        let spread = Spread::of(&facts.iter().filter_map(value).collect::<Vec<_>>())?;
        let name = format!("group:{}", group.id);
        let mut view = entry(series.indicator, &name, &group.title, spread.mean, Some(period));
        spread.put(&mut view, group.authorities.len());
        Some(view)
    };
    members.iter().filter_map(view).collect()
}

fn is_called(facts: &AuthorityFacts, name: &str) -> bool {
    facts.authority.code.as_deref().is_some_and(|code| code.eq_ignore_ascii_case(name))
        || fold(&facts.authority.name) == fold(name)
}
