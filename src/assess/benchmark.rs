//! Benchmarks: what the snapshot itself gives, and groups of authorities from their snapshots.
//!
//! rules.md, Benchmarks. England's published figures are in [`published`](super::published).

use std::borrow::Cow;
use std::sync::Arc;

use super::ask::Sources;
use super::board::BenchmarkView;
use super::rank::quantile;
use super::series::Series;
use super::shown::Shown;
use crate::domain::authority::fold;
use crate::domain::catalogue::Group;
use crate::domain::facts::AuthorityFacts;
use crate::domain::indicator::Indicator;
use crate::domain::observation::GivenBenchmark;
use crate::domain::period::Period;

/// England's figure, as boards and snapshots name it.
pub const ENGLAND: &str = "england";
/// The home region's figure.
pub const REGION: &str = "region";
/// The statistical neighbours' figure: their mean.
pub const NEIGHBOURS: &str = "statistical-neighbours";

/// A benchmark of one figure.
pub(super) fn entry(
    indicator: &Indicator,
    name: impl Into<Cow<'static, str>>,
    title: Arc<str>,
    value: f64,
    period: Option<Period>,
) -> BenchmarkView {
    BenchmarkView {
        name: name.into(),
        value: Some(value),
        median: None,
        count: None,
        of: None,
        shown: Shown::number(indicator, value),
        period,
        difference: None,
        low: None,
        high: None,
        basis: None,
        gap: None,
        title,
    }
}

/// The order in which benchmarks stand: England, the region, the neighbours, then the others.
pub(super) fn order(name: &str) -> u8 {
    match name {
        ENGLAND => 0,
        REGION => 1,
        NEIGHBOURS => 2,
        _ => 3,
    }
}

/// Several authorities' figures in short.
pub(super) struct Spread {
    pub(super) mean: f64,
    median: f64,
    low: f64,
    high: f64,
    count: usize,
}

impl Spread {
    /// `None` of none. Puts the figures in order.
    pub(super) fn of(values: &mut [f64]) -> Option<Self> {
        values.sort_unstable_by(f64::total_cmp);
        let sorted = &*values;
        #[expect(clippy::cast_precision_loss, reason = "at most a few hundred authorities")]
        let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
        Some(Self {
            low: *sorted.first()?,
            high: *sorted.last()?,
            median: quantile(sorted, 0.5)?,
            mean,
            count: sorted.len(),
        })
    }

    pub(super) fn put(&self, view: &mut BenchmarkView, of: usize) {
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
        ENGLAND => "England".to_owned(),
        "region" => "region".to_owned(),
        NEIGHBOURS => "statistical neighbours".to_owned(),
        other => match other.strip_prefix("group:") {
            Some(id) => catalogue_title(id).unwrap_or_else(|| id.to_owned()),
            None => other.to_owned(),
        },
    };
    let awaited = given.awaited.map_or(Shown::Nothing, Shown::Due);
    BenchmarkView {
        name: given.name.clone().into(),
        value: given.value,
        median: given.median,
        count: given.count,
        of: given.of,
        shown: given.value.map_or(awaited, |v| Shown::number(indicator, v)),
        period: given.period,
        difference: None,
        low: given.low,
        high: given.high,
        basis: given.basis.clone(),
        gap: None,
        title: title.into(),
    }
}

/// A group of the catalogue with those of its authorities whose snapshots are there.
pub struct Members<'a> {
    pub(super) group: &'a Group,
    pub(super) facts: Vec<&'a AuthorityFacts>,
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
            points.get(at)?.versions().last()?.figure().value.number()
        };
        let spread = Spread::of(&mut facts.iter().filter_map(value).collect::<Vec<_>>())?;
        let name = format!("group:{}", group.id);
        let title = group.title.as_str().into();
        let mut view = entry(series.indicator, name, title, spread.mean, Some(period));
        spread.put(&mut view, group.authorities.len());
        Some(view)
    };
    members.iter().filter_map(view).collect()
}

fn is_called(facts: &AuthorityFacts, name: &str) -> bool {
    facts.authority.code.as_deref().is_some_and(|code| code.eq_ignore_ascii_case(name))
        || fold(&facts.authority.name) == fold(name)
}
