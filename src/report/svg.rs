//! Sparklines and charts as SVG inside a page: lines that never join across a gap, no script, no
//! colour that the page's style does not give. Each carries its words for those who do not see it.

use std::fmt::Write as _;

use super::chart::{Chart, ChartPoint};
use super::html::escape;
use super::trend::Trend;
use crate::assess::axis::Axis;
use crate::assess::board::Rating;
use crate::domain::period::Shape;
use crate::domain::target::Bound;

/// A sparkline's size, in pixels.
const SPARK: (f64, f64) = (112.0, 24.0);
/// A chart's size; text in it is 12 high, so that it can still be read on a phone.
const CHART: (f64, f64) = (480.0, 200.0);
/// The plot's edges within the chart: left, top, right, bottom.
const PLOT: (f64, f64, f64, f64) = (48.0, 12.0, 414.0, 174.0);
/// So many characters have room to the right of the plot.
const LONGEST: usize = 6;
/// How wide a letter of a label is, or a little more.
const LETTER: f64 = 7.0;
/// Labels nearer than this to one another would touch.
const LABEL: f64 = 13.0;

/// A place on a line: which step it is, and where it stands.
type Place = (usize, f64, f64);

/// A sparkline.
pub(super) fn spark(trend: &Trend) -> String {
    let (width, height) = SPARK;
    let (low, high) =
        trend.figures().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (_, value)| {
            (low.min(value), high.max(value))
        });
    let last = trend.points.len().saturating_sub(1);
    let place = |(at, value): (usize, f64)| {
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        (at, 3.0 + (width - 6.0) * part(at, last), height - 4.0 - (height - 8.0) * share)
    };
    let places: Vec<Place> = trend.figures().map(place).collect();
    let mut out = format!(
        "<svg class=\"spark\" viewBox=\"0 0 {width} {height}\" role=\"img\"><title>{}</title>",
        escape(&trend.words())
    );
    lines(&mut out, &places);
    if let Some((at, x, y)) = places.last()
        && *at == last
    {
        let light = trend.rating.map_or("none", word);
        let _ =
            write!(out, "<circle class=\"dot {light}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.6\"/>");
    }
    out + "</svg>"
}

/// A chart, with the words for it under the page's ids that begin with `id`.
pub(super) fn chart(chart: &Chart, id: &str) -> String {
    let (width, height) = CHART;
    let mut out = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-words\"><title id=\"{id}-title\">{}</title>\
         <desc id=\"{id}-words\">{}</desc>",
        escape(&chart.title),
        escape(&chart.words())
    );
    grid(&mut out, chart);
    usual(&mut out, chart);
    target(&mut out, chart);
    let places = places(chart);
    lines(&mut out, &places);
    marks(&mut out, chart, &places);
    beside(&mut out, chart, &places);
    months(&mut out, &chart.points);
    out + "</svg>"
}

/// How far along a step is, 0 to 1; a single one in the middle.
fn part(at: usize, last: usize) -> f64 {
    if last == 0 { 0.5 } else { number(at) / number(last) }
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn across(at: usize, points: &[ChartPoint]) -> f64 {
    PLOT.0 + (PLOT.2 - PLOT.0) * part(at, points.len().saturating_sub(1))
}

fn up(axis: Axis, value: f64) -> f64 {
    PLOT.3 - (PLOT.3 - PLOT.1) * axis.share(value)
}

fn places(chart: &Chart) -> Vec<Place> {
    let figures = chart.points.iter().enumerate().filter_map(|(at, p)| Some((at, p.value?)));
    figures.map(|(at, value)| (at, across(at, &chart.points), up(chart.axis, value))).collect()
}

/// A line for every stretch without a gap; a figure that stands alone is a dot.
fn lines(out: &mut String, places: &[Place]) {
    for stretch in places.chunk_by(|(before, ..), (next, ..)| before + 1 == *next) {
        if let [(_, x, y)] = stretch {
            let _ = write!(out, "<circle class=\"alone\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"1.6\"/>");
            continue;
        }
        let points: Vec<String> =
            stretch.iter().map(|(_, x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = write!(out, "<polyline class=\"line\" points=\"{}\"/>", points.join(" "));
    }
}

/// Level lines with their labels.
fn grid(out: &mut String, chart: &Chart) {
    for (value, label) in &chart.labels {
        let y = up(chart.axis, *value);
        let (from, to) = (PLOT.0, PLOT.2);
        let _ = write!(
            out,
            "<path class=\"grid\" d=\"M{from:.1} {y:.1}H{to:.1}\"/>\
             <text class=\"end\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            from - 6.0,
            y + 4.0,
            escape(label)
        );
    }
}

/// The usual range as a band, its average as a fine line.
fn usual(out: &mut String, chart: &Chart) {
    let Some(usual) = &chart.usual else { return };
    let (from, to) = (across(usual.from, &chart.points), PLOT.2);
    let (top, foot) = (up(chart.axis, usual.upper), up(chart.axis, usual.lower));
    let mean = up(chart.axis, usual.mean);
    let _ = write!(
        out,
        "<rect class=\"usual\" x=\"{from:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>\
         <path class=\"mean\" d=\"M{from:.1} {mean:.1}H{to:.1}\"/>",
        (to - from).max(1.0),
        (foot - top).max(1.0)
    );
}

/// The target in force at each figure, a stretch for every one that stayed the same.
fn target(out: &mut String, chart: &Chart) {
    let points = &chart.points;
    let half = (PLOT.2 - PLOT.0) * part(1, points.len().saturating_sub(1).max(1)) / 2.0;
    let bounds: Vec<(usize, Bound)> =
        points.iter().enumerate().filter_map(|(at, p)| Some((at, p.bound?))).collect();
    for stretch in bounds.chunk_by(|(a, x), (b, y)| a + 1 == *b && x == y) {
        let (Some((first, bound)), Some((last, _))) = (stretch.first(), stretch.last()) else {
            continue;
        };
        let from = (across(*first, points) - half).max(PLOT.0);
        let to = (across(*last, points) + half).min(PLOT.2);
        let figures = match bound {
            Bound::Figure(figure) => vec![*figure],
            Bound::Range(low, high) => vec![*low, *high],
        };
        for y in figures.into_iter().map(|figure| up(chart.axis, figure)) {
            let _ = write!(out, "<path class=\"target\" d=\"M{from:.1} {y:.1}H{to:.1}\"/>");
        }
    }
}

/// Rings where a figure was restated; the newest figure with its light and its number.
fn marks(out: &mut String, chart: &Chart, places: &[Place]) {
    let point = |at: usize| chart.points.get(at);
    for (_, x, y) in places.iter().filter(|(at, ..)| point(*at).is_some_and(|p| p.restated)) {
        let _ = write!(out, "<circle class=\"restated\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>");
    }
    let Some((at, x, y)) = places.last() else { return };
    let light = chart.rating.map_or("none", word);
    let shown = point(*at).map_or_else(String::new, |point| point.shown.clone());
    // `19 of 26` has no room beside the last point: it stands above it.
    let fits = shown.chars().count() <= LONGEST;
    let _ = write!(
        out,
        "<circle class=\"dot {light}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>\
         <text class=\"now{}\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
        if fits { "" } else { " end" },
        if fits { x + 8.0 } else { CHART.0 - 2.0 },
        if fits { y + 4.0 } else { y - 9.0 },
        escape(&shown)
    );
}

/// Others' figures: a stroke at the right edge with its letter, moved where it would touch another.
fn beside(out: &mut String, chart: &Chart, places: &[Place]) {
    let mut taken: Vec<f64> = places.last().map(|(_, _, y)| *y).into_iter().collect();
    for beside in &chart.beside {
        let y = up(chart.axis, beside.value);
        let free = |at: f64| taken.iter().all(|other| (other - at).abs() >= LABEL);
        let near = (0_u8..20).map(|n| f64::from(n) * 2.0).flat_map(|off| [y + off, y - off]);
        let label = near.into_iter().find(|at| free(*at)).unwrap_or(y);
        taken.push(label);
        let _ = write!(
            out,
            "<path class=\"other\" d=\"M{:.1} {y:.1}H{:.1}\"/>\
             <text class=\"letter\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            PLOT.2 - 8.0,
            PLOT.2,
            PLOT.2 + 8.0,
            label + 4.0,
            beside.letter
        );
    }
}

/// The first and the last period, and between them those that begin a financial year, where their
/// labels have room.
fn months(out: &mut String, points: &[ChartPoint]) {
    let begins = |point: &ChartPoint| match point.period.shape() {
        Shape::Month => point.period.part() == 4,
        Shape::Quarter | Shape::Week => point.period.part() == 1,
        Shape::FinancialYear | Shape::AcademicYear | Shape::CalendarYear => true,
    };
    let last = points.len().saturating_sub(1);
    // The first label begins at its period, the others stand across theirs.
    let extent = |at: usize| {
        let characters = points.get(at).map_or(0, |point| point.period.short().chars().count());
        let (x, width) = (across(at, points), LETTER * number(characters));
        let from = if at == 0 && last > 0 { x } else { x - width / 2.0 };
        (from, from + width)
    };
    let touch = |a: (f64, f64), b: (f64, f64)| a.0 < b.1 + LETTER && b.0 < a.1 + LETTER;
    let mut labelled: Vec<usize> = vec![last];
    let between = points.iter().enumerate().filter(|(_, point)| begins(point)).map(|(at, _)| at);
    for at in std::iter::once(0).chain(between) {
        if !labelled.iter().any(|other| touch(extent(*other), extent(at))) {
            labelled.push(at);
        }
    }
    for (at, point) in points.iter().enumerate().filter(|(at, _)| labelled.contains(at)) {
        let x = across(at, points);
        let anchor = if at == 0 && last > 0 { "start" } else { "middle" };
        let _ = write!(
            out,
            "<path class=\"grid\" d=\"M{x:.1} {:.1}v4\"/><text class=\"{anchor}\" x=\"{x:.1}\" \
             y=\"{:.1}\">{}</text>",
            PLOT.3,
            PLOT.3 + 17.0,
            escape(&point.period.short())
        );
    }
}

/// The class of a light.
fn word(rating: Rating) -> &'static str {
    rating.word()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[test]
    fn a_missing_month_is_a_gap_and_no_line_joins_across_it() {
        let board = fixture::board();
        let mut row = board.indicator("rereferrals").unwrap().clone();
        let whole = spark(&Trend::of(&row, 24).unwrap());
        assert_eq!(
            (whole.matches("<polyline").count(), whole.matches("class=\"alone\"").count()),
            (1, 0)
        );
        let count = row.series.len();
        row.series.remove(count - 3);
        row.series.remove(count - 5);
        let gaps = spark(&Trend::of(&row, 24).unwrap());
        // Before both gaps a line, between them a dot, after them a line.
        assert_eq!(
            (gaps.matches("<polyline").count(), gaps.matches("class=\"alone\"").count()),
            (2, 1)
        );
        assert!(gaps.contains("no figure in"), "{gaps}");
        let drawn = chart(&Chart::of(&row).unwrap(), "c1");
        assert_eq!(drawn.matches("<polyline").count(), 2);
        assert!(drawn.contains("aria-labelledby=\"c1-title c1-words\""), "{drawn}");
    }
}
