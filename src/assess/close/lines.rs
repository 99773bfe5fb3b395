//! What a chart draws beside an indicator's own figures: benchmarks point by point, categories.

use super::league::{Distance, League};
use crate::assess::ask::Sources;
use crate::assess::benchmark;
use crate::assess::board::{BenchmarkView, Grain, IndicatorView};
use crate::assess::series::{Reading, Series};
use crate::domain::observation::Breakdown;
use crate::domain::period::Period;

/// A benchmark beside each figure of an indicator's series.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// `england`, `region`, `statistical-neighbours`, `group:ID` or any label.
    pub name: String,
    /// A plain title.
    pub title: String,
    /// What a board of that period sets beside the figure, one a point of the series; `None`: it
    /// has nothing, and the line has a gap.
    pub points: Vec<Option<LinePoint>>,
}

/// A benchmark beside one figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinePoint {
    /// Unrounded.
    pub value: f64,
    /// What it covers; `None` where not said. A step of the line is a stretch of one period.
    pub period: Option<Period>,
}

/// A category of a breakdown through time.
#[derive(Debug, Clone, PartialEq)]
pub struct CategorySeries {
    /// What it is divided by.
    pub by: String,
    /// The category.
    pub category: String,
    /// Categories overlap: they do not add up to the whole.
    pub overlapping: bool,
    /// Its figure, one a point of the indicator's series, unrounded; `None`: no figure.
    pub values: Vec<Option<f64>>,
}

/// A line for every benchmark that the board of any of the series' periods has: as there, what the
/// snapshot gives wins over what is published under the same name. England's and its region's and
/// neighbours' figures come from `england`; `None` where home is not among them.
pub(super) fn benchmarks(
    sources: Sources<'_>,
    view: &IndicatorView,
    series: &Series<'_>,
    england: Option<&League>,
) -> Vec<Line> {
    let groups = &sources.catalogue.groups;
    let title = |id: &str| groups.iter().find(|g| g.id == id).map(|g| g.title.clone());
    let mut lines: Vec<Line> = Vec::new();
    let count = view.series.len();
    for (at, point) in view.series.iter().enumerate() {
        let given = benchmark::given(series, point.period, title);
        let mut beside: Vec<Beside> = given.iter().map(Beside::given).collect();
        for one in england.map_or_else(Vec::new, |league| published(league, point.period)) {
            if !beside.iter().any(|known| known.name == one.name) {
                beside.push(one);
            }
        }
        for Beside { name, title, point } in beside {
            let known = lines.iter().position(|line| line.name == name);
            let line = known.unwrap_or_else(|| {
                let (name, title) = (name.to_owned(), title.to_owned());
                lines.push(Line { name, title, points: vec![None; count] });
                lines.len() - 1
            });
            if let Some(slot) = lines.get_mut(line).and_then(|line| line.points.get_mut(at)) {
                *slot = point;
            }
        }
    }
    lines.retain(|line| line.points.iter().any(Option::is_some));
    lines.sort_by_key(|line| benchmark::order(&line.name));
    lines
}

/// What stands beside one figure; no point while it is awaited.
struct Beside<'a> {
    name: &'a str,
    title: &'a str,
    point: Option<LinePoint>,
}

impl<'a> Beside<'a> {
    fn given(view: &'a BenchmarkView) -> Self {
        let point = view.value.map(|value| LinePoint { value, period: view.period });
        Self { name: &view.name, title: &view.title, point }
    }
}

/// What is published for a period.
fn published(league: &League, period: Period) -> Vec<Beside<'_>> {
    let table = league.newest_by(period).and_then(|at| league.tables.get(at));
    let Some(table) = table else { return Vec::new() };
    let beside =
        |distance: &'_ Distance| LinePoint { value: distance.value, period: Some(table.period) };
    let distances = table.distances.iter();
    distances.map(|d| Beside { name: &d.name, title: &d.title, point: Some(beside(d)) }).collect()
}

/// The categories of the newest figure through time, in the order of the view's breakdowns; at a
/// coarser grain each is added up by itself, as the indicator is.
pub(super) fn categories(
    base: &Series<'_>,
    grain: Grain,
    view: &IndicatorView,
) -> Vec<CategorySeries> {
    let series = |by: &str, category: &str| -> CategorySeries {
        let mut overlapping = false;
        let mut of_category = |reading: &Reading<'_>| {
            let same = |part: &&Breakdown| part.by == by && part.category == category;
            let part = reading.detail?.breakdowns.iter().find(same)?;
            overlapping |= part.overlapping;
            Some(part.figure)
        };
        let mut readings = Vec::new();
        for reading in &base.readings {
            if let Some(figure) = of_category(reading) {
                readings.push(Reading { figure, detail: None, ..*reading });
            }
        }
        let Series { indicator, shape, masked, .. } = *base;
        let parts = Series { indicator, shape, readings, masked };
        let parts = parts.at_grain(grain);
        let value = |period: Period| parts.at(period).and_then(Reading::number);
        CategorySeries {
            by: by.to_owned(),
            category: category.to_owned(),
            overlapping,
            values: view.series.iter().map(|point| value(point.period)).collect(),
        }
    };
    view.breakdowns.iter().map(|part| series(&part.by, &part.category)).collect()
}
