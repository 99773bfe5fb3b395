//! Control: is a change real, or the usual variation? An XmR chart.
//!
//! # Source
//! NHS England, *Making Data Count*, as the R package `NHSRplotthedots` 0.2.2 computes it; its
//! golden series are in `tests/golden`. One difference on purpose: with under 12 points in the
//! last segment, or without limits, everything is computed but the verdict is "not enough data"
//! (the package draws a verdict from as few as one).

use super::board::{ControlPoint, ControlView};
use super::rating::Goal;
use super::series::Series;
use crate::domain::indicator::{Frequency, Indicator, Kind, Polarity};
use crate::domain::period::{Period, Shape};
use crate::domain::target::Bound;
use crate::domain::value::Unit;

/// Mean moving range to process limits: 3 / d2, with d2 = 1.128 for pairs.
const LIMIT: f64 = 2.66;
/// A moving range at or above this multiple of their mean is left out of it, once.
const SCREEN: f64 = 3.267;
/// So many in a row on one side, or rising, or falling, are no accident.
const RUN: usize = 7;
/// Fewer points than this are not enough for a verdict.
pub const ENOUGH: usize = 12;
/// A count whose mean is below this varies too much like a lottery for limits to mean anything.
const SMALLEST_MEAN_COUNT: f64 = 5.0;

/// Why a point is named special.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Usual variation.
    Common,
    /// Beyond a limit.
    Outside,
    /// One of seven that rise or fall without a break.
    Trend,
    /// Near a limit, in three on one side of which at least two are.
    TwoOfThree,
    /// One of seven on one side of the mean.
    Shift,
}

impl Cause {
    fn word(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::Outside => "outside",
            Self::Trend => "trend",
            Self::TwoOfThree => "two-of-three",
            Self::Shift => "shift",
        }
    }
}

/// Mean and limits of one segment. Limits are absent where no moving range is left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Mean of the baseline.
    pub mean: f64,
    /// Lower and upper process limits, not clamped: a percentage's may lie outside 0 to 100.
    pub process: Option<(f64, f64)>,
    /// Two thirds of the way to them.
    pub near: Option<(f64, f64)>,
    /// Mean moving range after screening.
    pub range: Option<f64>,
}

/// Whether unusual moving ranges are left out of their mean, once. The rules always do; the
/// package can be told not to, and one golden series is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "on or off")]
pub enum Screening {
    On,
    Off,
}

/// One judged point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// Its segment's limits.
    pub limits: Limits,
    /// -1, 0 or 1: below, on or above the mean.
    pub side: i8,
    /// Why it is special.
    pub cause: Cause,
    /// Whether what makes it special is high (or rising) rather than low.
    pub high: bool,
}

/// Judges every value. `starts` are the positions where a new process begins, ascending, 0 left
/// out; `fix` takes the baseline from the first so many points of each segment.
///
/// `values` are finite, oldest first, gaps removed: a run may cross a gap.
pub fn judge(
    values: &[f64],
    starts: &[usize],
    fix: Option<usize>,
    screening: Screening,
) -> Vec<Judged> {
    let mut edges: Vec<usize> =
        starts.iter().copied().filter(|s| *s > 0 && *s < values.len()).collect();
    edges.push(values.len());
    let mut judged = Vec::with_capacity(values.len());
    let mut from = 0;
    for to in edges {
        if let Some(segment) = values.get(from..to) {
            judged.extend(judge_segment(segment, fix, screening));
        }
        from = to;
    }
    judged
}

/// Mean and limits of a segment's baseline.
pub fn limits(baseline: &[f64], screening: Screening) -> Limits {
    let mean = mean_of(baseline.iter().copied()).unwrap_or(0.0);
    let ranges: Vec<f64> = baseline
        .windows(2)
        .map(|w| match w {
            [a, b] => (b - a).abs(),
            _ => 0.0,
        })
        .collect();
    let usual = mean_of(ranges.iter().copied()).map(|m| m * SCREEN);
    let range = match screening {
        Screening::On => usual.and_then(|edge| mean_of(ranges.into_iter().filter(|r| *r < edge))),
        Screening::Off => mean_of(ranges.into_iter()),
    };
    let around = |share: f64| range.map(|r| (mean - share * r, mean + share * r));
    Limits { mean, process: around(LIMIT), near: around(2.0 * LIMIT / 3.0), range }
}

fn mean_of(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values {
        sum += value;
        count += 1.0;
    }
    (count > 0.0).then(|| sum / count)
}

fn judge_segment(values: &[f64], fix: Option<usize>, screening: Screening) -> Vec<Judged> {
    let baseline = fix.filter(|n| *n <= values.len()).unwrap_or(values.len());
    let limits = limits(values.get(..baseline).unwrap_or(values), screening);
    let beyond = |v: f64, pair: Option<(f64, f64)>| match pair {
        Some((_, upper)) if v > upper => 1,
        Some((lower, _)) if v < lower => -1,
        _ => 0_i8,
    };
    let sides: Vec<i8> =
        values.iter().map(|v| i8::from(*v > limits.mean) - i8::from(*v < limits.mean)).collect();
    let outside: Vec<i8> = values.iter().map(|v| beyond(*v, limits.process)).collect();
    let near: Vec<bool> = values
        .iter()
        .zip(&outside)
        .map(|(v, out)| *out == 0 && beyond(*v, limits.near) != 0)
        .collect();
    let steps: Vec<i8> = values
        .windows(2)
        .map(|w| match w {
            [a, b] => i8::from(b > a) - i8::from(b < a),
            _ => 0,
        })
        .collect();
    let shift = runs(&sides, RUN, 0);
    // Seven points that rise have six rises between them.
    let trend = runs(&steps, RUN - 1, 1);
    let two_of_three = two_of_three(&sides, &near);
    let flag = |flags: &[i8], at: usize| flags.get(at).copied().unwrap_or(0);
    (0..values.len())
        .map(|at| {
            let (out, rise, side) = (flag(&outside, at), flag(&trend, at), flag(&sides, at));
            let (cause, high) = if out != 0 {
                (Cause::Outside, out > 0)
            } else if rise != 0 {
                (Cause::Trend, rise > 0)
            } else if two_of_three.get(at) == Some(&true) {
                (Cause::TwoOfThree, side > 0)
            } else if flag(&shift, at) != 0 {
                (Cause::Shift, side > 0)
            } else {
                (Cause::Common, false)
            };
            Judged { limits, side, cause, high }
        })
        .collect()
}

/// Marks every member of a run of at least `length` equal, non-zero signs with that sign. `extra`
/// is how many more points than signs a run covers (steps lie between points).
fn runs(signs: &[i8], length: usize, extra: usize) -> Vec<i8> {
    let mut marks = vec![0; signs.len() + extra];
    let mut from = 0;
    for chunk in signs.chunk_by(|a, b| a == b) {
        let sign = chunk.first().copied().unwrap_or(0);
        if sign != 0 && chunk.len() >= length {
            for mark in marks.iter_mut().skip(from).take(chunk.len() + extra) {
                *mark = sign;
            }
        }
        from += chunk.len();
    }
    marks
}

/// The near points of any three in a row on one side of which at least two are near.
fn two_of_three(sides: &[i8], near: &[bool]) -> Vec<bool> {
    let mut marks = vec![false; sides.len()];
    for from in 0..sides.len().saturating_sub(2) {
        let window = sides.get(from..from + 3).unwrap_or_default();
        let close = near.get(from..from + 3).unwrap_or_default();
        let one_side = window.iter().all(|s| *s != 0 && Some(s) == window.first());
        if one_side && close.iter().filter(|c| **c).count() >= 2 {
            for (mark, _) in marks.iter_mut().skip(from).zip(close).filter(|(_, c)| **c) {
                *mark = true;
            }
        }
    }
    marks
}

/// The control view of a series up to `until`; `None` where the rules give none: other than
/// monthly or weekly flows (or where the catalogue says so), and counts with a mean under 5.
pub fn view(series: &Series<'_>, until: Period, goal: Option<&Goal>) -> Option<ControlView> {
    let indicator = series.indicator;
    let timely = matches!(series.shape, Shape::Week | Shape::Month)
        && indicator.frequency != Frequency::Annual;
    if !timely || !indicator.control.unwrap_or(indicator.kind == Kind::Flow) {
        return None;
    }
    let readings = series.until(until);
    // Mean and limits around a hidden figure would speak of the others alone.
    if series.hides(readings) {
        return None;
    }
    let points: Vec<(Period, f64)> = readings
        .iter()
        .filter(|r| !r.maturing)
        .filter_map(|r| Some((r.period, r.number()?)))
        .collect();
    let values: Vec<f64> = points.iter().map(|(_, v)| *v).collect();
    let starts = starts(indicator, &points);
    let judged = judge(&values, &starts, indicator.fix_after_n_points, Screening::On);
    let last = judged.last()?;
    if indicator.unit == Unit::Count && last.limits.mean < SMALLEST_MEAN_COUNT {
        return None;
    }
    let in_last = values.len() - starts.last().copied().unwrap_or(0);
    let enough = in_last >= ENOUGH && last.limits.process.is_some();
    let variation = variation(indicator.polarity, last);
    Some(ControlView {
        points: values.len(),
        mean: Some(last.limits.mean),
        lower: last.limits.process.map(|(lower, _)| lower),
        upper: last.limits.process.map(|(_, upper)| upper),
        variation,
        cause: last.cause.word(),
        assurance: last
            .limits
            .process
            .filter(|_| enough)
            .and_then(|limits| assurance(indicator.polarity, limits, goal?.required)),
        verdict: if enough { verdict(variation) } else { "not-enough-data" },
        series: points
            .iter()
            .zip(&judged)
            .map(|((period, value), point)| ControlPoint {
                period: *period,
                value: *value,
                cause: point.cause.word(),
                variation: self::variation(indicator.polarity, point),
                mean: Some(point.limits.mean),
                lower: point.limits.process.map(|(lower, _)| lower),
                upper: point.limits.process.map(|(_, upper)| upper),
            })
            .collect(),
    })
}

/// Where new processes begin among the points; a rebase at a period with no figure is ignored.
fn starts(indicator: &Indicator, points: &[(Period, f64)]) -> Vec<usize> {
    let mut starts: Vec<usize> = indicator
        .rebase
        .iter()
        .filter_map(|rebase| points.binary_search_by(|(p, _)| p.cmp(&rebase.period)).ok())
        .filter(|at| *at > 0)
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

fn variation(polarity: Polarity, point: &Judged) -> &'static str {
    match (point.cause, polarity, point.high) {
        (Cause::Common, ..) => "common",
        (_, Polarity::Higher, true) | (_, Polarity::Lower, false) => "improvement",
        (_, Polarity::Higher, false) | (_, Polarity::Lower, true) => "concern",
        (_, Polarity::Target | Polarity::None, true) => "high",
        (_, Polarity::Target | Polarity::None, false) => "low",
    }
}

fn verdict(variation: &str) -> &'static str {
    match variation {
        "improvement" => "real-improvement",
        "concern" => "real-worsening",
        "high" => "real-rise",
        "low" => "real-fall",
        _ => "usual",
    }
}

/// Whether the process as it runs will meet its target: limits wholly on one side of it.
fn assurance(polarity: Polarity, limits: (f64, f64), target: Bound) -> Option<&'static str> {
    let (lower, upper) = limits;
    let (meets, misses) = match (polarity, target) {
        (Polarity::Higher, Bound::Figure(t)) => (lower > t, upper < t),
        (Polarity::Lower, Bound::Figure(t)) => (upper < t, lower > t),
        (Polarity::Target, Bound::Range(low, high)) => {
            (lower >= low && upper <= high, upper < low || lower > high)
        }
        _ => return None,
    };
    Some(match (meets, misses) {
        (true, _) => "consistently-meets",
        (_, true) => "consistently-misses",
        _ => "hit-and-miss",
    })
}

/// Whether the last move of a series is far beyond its usual ones.
pub fn is_jump(values: &[f64], judged: &[Judged]) -> bool {
    let Some([before, now]) = values.last_chunk::<2>() else {
        return false;
    };
    let range = judged.last().and_then(|point| point.limits.range);
    range.is_some_and(|range| (now - before).abs() > SCREEN * range)
}

/// The verdict in plain words; empty for the usual.
pub fn verdict_words(verdict: &str) -> &'static str {
    match verdict {
        "real-improvement" => "real improvement",
        "real-worsening" => "real worsening",
        "real-rise" => "real rise",
        "real-fall" => "real fall",
        "not-enough-data" => "not enough data",
        _ => "usual variation",
    }
}

/// The assurance in plain words.
pub fn assurance_words(assurance: &str) -> &'static str {
    match assurance {
        "consistently-meets" => "likely to meet its target as it runs",
        "consistently-misses" => "unlikely to meet its target as it runs",
        _ => "may or may not meet its target as it runs",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn numbers(value: &Value) -> Vec<Option<f64>> {
        value.as_array().unwrap().iter().map(Value::as_f64).collect()
    }

    fn named(cause: Cause, high: bool, side: i8) -> &'static str {
        match (cause, high) {
            (Cause::Common, _) => "Common Cause",
            (Cause::Outside, true) => "Above UCL",
            (Cause::Outside, false) => "Below LCL",
            (Cause::Trend, true) => "7 Point Trend (Increasing)",
            (Cause::Trend, false) => "7 Point Trend (Decreasing)",
            (Cause::TwoOfThree, _) if side > 0 => "2 in 3 Above CL",
            (Cause::TwoOfThree, _) => "2 in 3 Below CL",
            (Cause::Shift, _) if side > 0 => "7 Points Above CL",
            (Cause::Shift, _) => "7 Points Below CL",
        }
    }

    /// How many points of the golden series agree in cause, side, mean and limits; the first that
    /// does not panics.
    fn compare_golden(spoil: f64) -> usize {
        let text = include_str!("../../tests/golden/spc_vectors_public.json");
        let sets: Value = serde_json::from_str(text).unwrap();
        let mut compared = 0;
        for set in sets.as_array().unwrap() {
            let screening = if set["screen_outliers"].as_bool().unwrap() {
                Screening::On
            } else {
                Screening::Off
            };
            let id = set["id"].as_str().unwrap();
            let months = set["months"].as_array().unwrap();
            let all = numbers(&set["values"]);
            let kept: Vec<usize> = (0..all.len()).filter(|at| all[*at].is_some()).collect();
            let values: Vec<f64> = kept.iter().map(|at| all[*at].unwrap() + spoil).collect();
            let starts: Vec<usize> = set["rebase_months"]
                .as_array()
                .unwrap()
                .iter()
                .map(|month| kept.iter().position(|at| months[*at] == *month).unwrap())
                .collect();
            let fix = set["fix_after_n_points"].as_u64().map(|n| usize::try_from(n).unwrap());
            let judged = judge(&values, &starts, fix, screening);
            let expected = &set["expected"];
            for (point, at) in judged.iter().zip(&kept) {
                let want = |field: &str| expected[field][*at].as_f64();
                let near = |ours: Option<f64>, theirs: Option<f64>, what: &str| match (ours, theirs)
                {
                    (Some(a), Some(b)) => {
                        assert!(
                            (a - b).abs() <= 1e-9 * b.abs().max(1.0),
                            "{id} {at} {what}: {a} {b}"
                        );
                    }
                    (None, None) => {}
                    other => panic!("{id} {at} {what}: {other:?}"),
                };
                near(Some(point.limits.mean), want("mean"), "mean");
                near(point.limits.process.map(|p| p.0), want("lower_limit"), "lower");
                near(point.limits.process.map(|p| p.1), want("upper_limit"), "upper");
                assert_eq!(Some(f64::from(point.side)), want("relative_to_mean"), "{id} {at} side");
                let theirs = expected["special_cause_type"][*at].as_str().unwrap();
                assert_eq!(named(point.cause, point.high, point.side), theirs, "{id} {at}");
                compared += 1;
            }
        }
        compared
    }

    #[test]
    fn every_point_of_the_golden_series_has_its_cause_its_side_and_its_limits() {
        assert_eq!(compare_golden(0.0), 412);
    }

    #[test]
    #[should_panic(expected = "mean")]
    fn the_golden_comparison_fails_where_the_figures_differ() {
        compare_golden(0.001);
    }

    #[test]
    fn assurance_is_wholly_one_side_or_neither() {
        let higher = |t| assurance(Polarity::Higher, (79.0, 88.0), Bound::Figure(t));
        assert_eq!(higher(90.0), Some("consistently-misses"));
        assert_eq!(higher(85.7), Some("hit-and-miss"));
        assert_eq!(higher(75.0), Some("consistently-meets"));
        let band = |l, h| assurance(Polarity::Target, (79.0, 88.0), Bound::Range(l, h));
        assert_eq!(band(70.0, 90.0), Some("consistently-meets"));
        assert_eq!(band(89.0, 90.0), Some("consistently-misses"));
        assert_eq!(assurance(Polarity::None, (1.0, 2.0), Bound::Figure(3.0)), None);
    }

    proptest! {
        #[test]
        fn limits_contain_the_mean_and_move_with_the_data(
            values in prop::collection::vec(0.0..1000.0_f64, 2..60), by in -500.0..500.0_f64,
        ) {
            let here = limits(&values, Screening::On);
            let moved: Vec<f64> = values.iter().map(|v| v + by).collect();
            let there = limits(&moved, Screening::On);
            prop_assert!((there.mean - here.mean - by).abs() < 1e-6);
            if let (Some((lower, upper)), Some((low, high))) = (here.process, there.process) {
                prop_assert!(lower <= here.mean && here.mean <= upper);
                prop_assert!((low - lower - by).abs() < 1e-6 && (high - upper - by).abs() < 1e-6);
            }
        }

        #[test]
        fn mirrored_data_mirror_the_verdict(values in prop::collection::vec(0_u16..50, 2..60)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let mirrored: Vec<f64> = values.iter().map(|v| -v).collect();
            for (a, b) in judge(&values, &[], None, Screening::On)
                .iter()
                .zip(&judge(&mirrored, &[], None, Screening::On)) {
                prop_assert_eq!(a.cause, b.cause);
                prop_assert_eq!(a.side, -b.side);
                prop_assert!(a.cause == Cause::Common || a.high != b.high);
            }
        }
    }
}
