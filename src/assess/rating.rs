//! Rating: which target is in force, what it needs now, and the light.
//!
//! rules.md, Rating. Everything is decided on rounded values, so that a public table never
//! contradicts itself.

use super::aggregate;
use super::board::{Rating, RatingReason};
use super::series::{Reading, Series};
use crate::domain::indicator::{Indicator, Polarity, RateOn};
use crate::domain::observation::{Detail, Fraction};
use crate::domain::period::Period;
use crate::domain::target::{Bound, Milestone, Target, Tolerance, crosses};
use crate::domain::value::round;

/// The target in force in one period, with the observation's own figures put in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    /// Position of the catalogue's entry among the indicator's targets, where there is one.
    pub entry: Option<usize>,
    /// Green in the end.
    pub green: Bound,
    /// Green now: the path's figure for a milestone. Unrounded.
    pub required: Bound,
    /// Amber now; `None`: two colours.
    pub amber: Option<Bound>,
}

/// A light with what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Light {
    /// The light.
    pub rating: Option<Rating>,
    /// Why there is none.
    pub reason: Option<RatingReason>,
    /// It rests on a small cohort: counts as unrated for streaks and the agenda.
    pub indicative: bool,
    /// The target it was judged by.
    pub goal: Option<Goal>,
}

impl Light {
    /// The light as streaks and the agenda count it.
    pub fn firm(&self) -> Option<Rating> {
        self.rating.filter(|_| !self.indicative)
    }
}

/// The target in force on the last day of `period`: of several, the last in the file; an
/// observation's own figures win over it.
pub fn goal(indicator: &Indicator, period: Period, detail: Option<&Detail>) -> Option<Goal> {
    let at = indicator.targets.iter().rposition(|t| t.in_force(period));
    let entry: Option<&Target> = at.and_then(|at| indicator.targets.get(at));
    let own_green = detail.and_then(|d| d.target).map(Bound::Figure);
    let own_amber = detail.and_then(|d| d.amber).map(Bound::Figure);
    let green = own_green.or_else(|| entry.map(|t| t.green))?;
    let required = match (own_green, entry.and_then(|t| t.milestone)) {
        (None, Some(path)) => on_path(green, path, period),
        _ => green,
    };
    let amber = own_amber
        .or_else(|| entry.and_then(|t| t.amber))
        .filter(|amber| {
            own_green.is_none()
                || own_amber.is_some()
                || !crosses(indicator.polarity, green, *amber)
        })
        .or_else(|| tolerated(indicator, required));
    Some(Goal { entry: at, green, required, amber })
}

/// baseline + (green - baseline) x months gone / months in all, held at green after `by`.
fn on_path(green: Bound, path: Milestone, period: Period) -> Bound {
    let Bound::Figure(end) = green else {
        return green;
    };
    let (gone, all) = (period.months_since(path.from), path.by.months_since(path.from));
    if gone >= all || all <= 0 {
        return green;
    }
    Bound::Figure(path.baseline + (end - path.baseline) * f64::from(gone.max(0)) / f64::from(all))
}

fn tolerated(indicator: &Indicator, green: Bound) -> Option<Bound> {
    let allow = |bound: f64| match indicator.amber_tolerance {
        Some(Tolerance::Percent(p)) => Some(bound.abs() * p / 100.0),
        Some(Tolerance::Points(p)) => Some(p),
        None => None,
    };
    match (green, indicator.polarity) {
        (Bound::Figure(g), Polarity::Higher) => Some(Bound::Figure(g - allow(g)?)),
        (Bound::Figure(g), Polarity::Lower) => Some(Bound::Figure(g + allow(g)?)),
        (Bound::Range(l, h), Polarity::Target) => Some(Bound::Range(l - allow(l)?, h + allow(h)?)),
        _ => None,
    }
}

/// The light for `value` against a goal, both at shown precision; `None` where the goal's form
/// does not fit the polarity.
pub fn judge(indicator: &Indicator, value: f64, goal: &Goal) -> Option<Rating> {
    let places = indicator.decimals;
    let v = round(value, places);
    let lit = |green: bool, amber: bool| match (green, amber) {
        (true, _) => Rating::Green,
        (false, true) => Rating::Amber,
        (false, false) => Rating::Red,
    };
    match (indicator.polarity, goal.required) {
        (Polarity::Higher, Bound::Figure(g)) => {
            let amber = matches!(goal.amber, Some(Bound::Figure(a)) if v >= round(a, places));
            Some(lit(v >= round(g, places), amber))
        }
        (Polarity::Lower, Bound::Figure(g)) => {
            let amber = matches!(goal.amber, Some(Bound::Figure(a)) if v <= round(a, places));
            Some(lit(v <= round(g, places), amber))
        }
        (Polarity::Target, Bound::Range(low, high)) => {
            let within = |low: f64, high: f64| round(low, places) <= v && v <= round(high, places);
            let amber = matches!(goal.amber, Some(Bound::Range(l, h)) if within(l, h));
            Some(lit(within(low, high), amber))
        }
        (Polarity::Target, Bound::Figure(g)) => {
            // A single figure to stay near: green on it, amber within the tolerance of it.
            let amber = match (goal.amber, tolerated_around(indicator, g)) {
                (Some(Bound::Range(low, high)), _) | (_, Some((low, high))) => {
                    round(low, places) <= v && v <= round(high, places)
                }
                _ => false,
            };
            Some(lit((v - round(g, places)).abs() < f64::EPSILON, amber))
        }
        (Polarity::None, _) | (_, Bound::Range(..)) => None,
    }
}

fn tolerated_around(indicator: &Indicator, figure: f64) -> Option<(f64, f64)> {
    match indicator.amber_tolerance? {
        Tolerance::Percent(p) => {
            Some((figure - figure.abs() * p / 100.0, figure + figure.abs() * p / 100.0))
        }
        Tolerance::Points(p) => Some((figure - p, figure + p)),
    }
}

/// Distance to green at shown precision: positive short of it, 0 when met.
pub fn distance(indicator: &Indicator, value: f64, goal: &Goal) -> Option<f64> {
    let d = indicator.decimals;
    let v = round(value, d);
    let short = match (indicator.polarity, goal.required) {
        (Polarity::Higher, Bound::Figure(g)) => round(g, d) - v,
        (Polarity::Lower, Bound::Figure(g)) => v - round(g, d),
        (Polarity::Target, Bound::Range(low, high)) => (round(low, d) - v).max(v - round(high, d)),
        (Polarity::Target, Bound::Figure(g)) => (v - round(g, d)).abs(),
        _ => return None,
    };
    Some(round(short.max(0.0), d))
}

/// Distance to green of the figure that the light judges; `None` without a target or a figure.
pub fn distance_of(series: &Series<'_>, reading: &Reading<'_>, light: &Light) -> Option<f64> {
    let (value, _) = rated_figure(series, reading)?;
    distance(series.indicator, value, light.goal.as_ref()?)
}

/// The figure that the light judges, and the numbers it rests on.
pub fn rated_figure(series: &Series<'_>, reading: &Reading<'_>) -> Option<(f64, Option<Fraction>)> {
    let own = || {
        let number = reading.number().filter(|_| !reading.simple)?;
        Some((number, reading.figure.fraction))
    };
    // At a coarser grain the figure already gathers its months.
    if reading.parts.1 > 1 {
        return own();
    }
    let gathered = match series.indicator.rate_on {
        RateOn::Period => return own(),
        RateOn::YearToDate => aggregate::to_date(series, reading.period),
        RateOn::Rolling12 => aggregate::rolling_12(series, reading.period),
    };
    gathered.map(|total| (total.value, total.fraction))
}

/// The light of one reading.
pub fn light(series: &Series<'_>, reading: &Reading<'_>) -> Light {
    let indicator = series.indicator;
    let unrated =
        |reason, goal| Light { rating: None, reason: Some(reason), indicative: false, goal };
    let goal = goal(indicator, reading.period, reading.detail);
    if indicator.polarity == Polarity::None {
        return unrated(RatingReason::NoDirection, goal);
    }
    let Some((value, fraction)) = rated_figure(series, reading) else {
        return unrated(RatingReason::NoValue, goal);
    };
    if reading.maturing {
        return unrated(RatingReason::Maturing, goal);
    }
    match goal.as_ref().and_then(|goal| judge(indicator, value, goal)) {
        None => unrated(RatingReason::NoTarget, goal),
        Some(rating) => Light {
            rating: Some(rating),
            reason: None,
            indicative: series.is_small(fraction),
            goal,
        },
    }
}

/// How many rated periods in a row, ending with the last of `lights`, have its light; unrated and
/// indicative ones between are skipped. 0 where the last is unrated.
pub fn streak(lights: &[Light]) -> u32 {
    let Some(now) = lights.last().and_then(Light::firm) else {
        return 0;
    };
    let run = lights.iter().rev().filter_map(Light::firm).take_while(|r| *r == now).count();
    u32::try_from(run).unwrap_or(u32::MAX)
}
