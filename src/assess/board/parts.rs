//! The parts of an indicator's view: target, change, totals, control, benchmarks, series.

use std::borrow::Cow;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::json::{bound, maybe_bound, maybe_number, maybe_text, number, text};
use super::{Direction, Rating};
use crate::assess::shown::Shown;
use crate::domain::indicator::Indicator;
use crate::domain::observation::Status;
use crate::domain::period::Period;
use crate::domain::target::{Bound, Origin};
use crate::domain::value::{Missing, Unit};

/// The target in force.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TargetView {
    /// Green: a figure, or `[low, high]`.
    #[serde(serialize_with = "bound")]
    #[schemars(with = "BoundShape")]
    pub green: Bound,
    /// Amber, likewise; null for two colours.
    #[serde(serialize_with = "maybe_bound")]
    #[schemars(with = "Option<BoundShape>")]
    pub amber: Option<Bound>,
    /// What is needed now: the path's figure for a milestone, else `green`. Unrounded.
    #[serde(serialize_with = "bound")]
    #[schemars(with = "BoundShape")]
    pub required: Bound,
    /// Who set it.
    pub origin: Option<Origin>,
    /// Set high on purpose.
    pub aspirational: bool,
    /// The indicator that it is a target of.
    #[serde(skip)]
    pub about: Arc<Indicator>,
    /// Position of its entry among the indicator's targets; `None` where it was given with the
    /// figure alone.
    #[serde(skip)]
    pub entry: Option<usize>,
}

/// How a bound is written in JSON.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only the schema is taken from it")]
enum BoundShape {
    /// One figure.
    Figure(f64),
    /// Low and high.
    Range([f64; 2]),
}

/// A change between two figures.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ChangeView {
    /// The period it is against, or the year or quarter whose average it is.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String")]
    pub against: Period,
    /// The figure it is against, unrounded.
    #[serde(serialize_with = "number")]
    pub from: f64,
    /// Difference of the rounded figures.
    #[serde(serialize_with = "number")]
    pub by: f64,
    /// As the room reads it: `+0.5`; for a small cohort `was 7 of 30`.
    pub shown: Shown,
    /// Better or worse by polarity; up or down where there is none, or where the cohort is small
    /// or the definition changed.
    pub direction: Direction,
    /// The figure it is against, as the room reads it.
    #[serde(skip)]
    pub before: Shown,
    /// The word beside it: `worse`, `up`, `small numbers`, `new definition`.
    #[serde(skip)]
    pub word: &'static str,
}

/// Several periods in one figure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TotalView {
    /// Unrounded.
    #[serde(serialize_with = "number")]
    pub value: f64,
    /// As the room reads it.
    pub shown: Shown,
    /// How many periods were there.
    pub periods: u32,
    /// How many there should be.
    pub of: u32,
    /// A mean of percentages without their numbers: marked and never rated.
    pub simple: bool,
}

/// A quarter or a year as a coarser board shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct SpanView {
    /// The quarter or year.
    pub period: Period,
    /// Its figure.
    pub shown: Shown,
    /// How many of its periods are there, of how many.
    pub parts: (u32, u32),
}

/// The control chart's verdict.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ControlView {
    /// How many points the verdict rests on.
    pub points: usize,
    /// Mean of the last segment.
    #[serde(serialize_with = "maybe_number")]
    pub mean: Option<f64>,
    /// Lower limit.
    #[serde(serialize_with = "maybe_number")]
    pub lower: Option<f64>,
    /// Upper limit.
    #[serde(serialize_with = "maybe_number")]
    pub upper: Option<f64>,
    /// `common`, `improvement`, `concern`, `high` or `low`.
    pub variation: &'static str,
    /// `common`, `outside`, `trend`, `two-of-three` or `shift`.
    pub cause: &'static str,
    /// `consistently-meets`, `hit-and-miss`, `consistently-misses`; null without a target.
    pub assurance: Option<&'static str>,
    /// `usual`, `real-improvement`, `real-worsening`, `real-rise`, `real-fall`, `not-enough-data`.
    pub verdict: &'static str,
    /// Every point, oldest first.
    pub series: Vec<ControlPoint>,
}

impl ControlView {
    /// The points of the process as it runs now, oldest first: those that share its average and its
    /// limits with the newest one.
    pub fn process(&self) -> &[ControlPoint] {
        let same = |a: &ControlPoint, b: &ControlPoint| {
            (a.mean, a.lower, a.upper) == (b.mean, b.lower, b.upper)
        };
        self.series.chunk_by(same).next_back().unwrap_or_default()
    }
}

/// One point of the control chart.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ControlPoint {
    /// Its period.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String")]
    pub period: Period,
    /// Its value.
    #[serde(serialize_with = "number")]
    pub value: f64,
    /// As [`ControlView::cause`].
    pub cause: &'static str,
    /// As [`ControlView::variation`].
    pub variation: &'static str,
    /// Mean of its segment.
    #[serde(serialize_with = "maybe_number")]
    pub mean: Option<f64>,
    /// Lower limit of its segment.
    #[serde(serialize_with = "maybe_number")]
    pub lower: Option<f64>,
    /// Upper limit of its segment.
    #[serde(serialize_with = "maybe_number")]
    pub upper: Option<f64>,
}

/// An interval of the indicator's own figure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct IntervalView {
    /// Lower end, unrounded.
    #[serde(serialize_with = "number")]
    pub lower: f64,
    /// Upper end, unrounded.
    #[serde(serialize_with = "number")]
    pub upper: f64,
    /// `wilson`, `byar` or `exact`.
    pub method: &'static str,
    /// 95.
    pub level: u32,
}

/// A figure to set beside the indicator's.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct BenchmarkView {
    /// `england`, `region`, `statistical-neighbours`, `group:ID` or any label.
    pub name: Cow<'static, str>,
    /// Its value; null while awaited.
    #[serde(serialize_with = "maybe_number")]
    pub value: Option<f64>,
    /// The median of the authorities it rests on.
    #[serde(serialize_with = "maybe_number")]
    pub median: Option<f64>,
    /// How many authorities it rests on.
    pub count: Option<u32>,
    /// Out of how many.
    pub of: Option<u32>,
    /// As the room reads it.
    pub shown: Shown,
    /// What it covers; null where not said.
    #[serde(serialize_with = "maybe_text")]
    #[schemars(with = "Option<String>")]
    pub period: Option<Period>,
    /// `better`, `worse`, `higher`, `lower`, `similar`; null where it cannot be said.
    pub difference: Option<&'static str>,
    /// The lowest of the authorities.
    #[serde(serialize_with = "maybe_number")]
    pub low: Option<f64>,
    /// The highest of them.
    #[serde(serialize_with = "maybe_number")]
    pub high: Option<f64>,
    /// On what basis, where said.
    pub basis: Option<String>,
    /// How far the figure was from it over the years; `None` where there are no two years.
    #[serde(skip)]
    pub gap: Option<Gap>,
    /// A plain title: `England`, `London`, `statistical neighbours`, `North London boroughs`.
    #[serde(skip)]
    pub title: Arc<str>,
}

/// How far home's own figure was from another's, in the newest year and in an earlier one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The unit of both.
    pub unit: Unit,
    /// Its published precision.
    pub decimals: u8,
    /// The newest year, and how far above the other home was; below is negative.
    pub now: (Period, f64),
    /// An earlier year, likewise.
    pub then: (Period, f64),
}

/// A rank among authorities.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RankView {
    /// 1 is best (largest, where there is no right direction).
    pub position: usize,
    /// Among how many.
    pub of: usize,
    /// `A` best to `D`; null where the measure is not banded.
    pub quartile: Option<char>,
    /// Which published year.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String")]
    pub period: Period,
    /// Another authority has the same figure.
    #[serde(skip)]
    pub joint: bool,
}

/// A figure that changed after it was given.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RestatementView {
    /// The period whose figure changed.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String")]
    pub period: Period,
    /// What it was; null where it was missing.
    #[serde(serialize_with = "maybe_number")]
    pub from: Option<f64>,
    /// What it is; null where it is missing.
    #[serde(serialize_with = "maybe_number")]
    pub to: Option<f64>,
    /// The day of the extract that changed it.
    pub extracted: String,
    /// It changed a light or moved the figure by 5% or more.
    pub material: bool,
    /// What it was, as the room reads it.
    #[serde(skip)]
    pub was: Shown,
    /// What it is, as the room reads it.
    #[serde(skip)]
    pub now: Shown,
}

/// A correction, for `--since`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Correction {
    /// The indicator's id.
    pub indicator: String,
    /// Its name.
    pub name: String,
    /// What changed.
    #[serde(flatten)]
    pub restatement: RestatementView,
}

/// One category of a breakdown.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct BreakdownView {
    /// What it is divided by.
    pub by: String,
    /// The category.
    pub category: String,
    /// Unrounded; null where missing.
    #[serde(serialize_with = "maybe_number")]
    pub value: Option<f64>,
    /// As the room reads it.
    pub shown: Shown,
    /// How many.
    #[serde(serialize_with = "maybe_number")]
    pub numerator: Option<f64>,
    /// Out of how many.
    #[serde(serialize_with = "maybe_number")]
    pub denominator: Option<f64>,
    /// Why there is no value.
    pub missing: Option<Missing>,
    /// `of which 34 with an EHC plan`, one a part.
    #[serde(skip)]
    pub of_which: Vec<String>,
    /// The category's own light, by the indicator's target.
    #[serde(skip)]
    pub rating: Option<Rating>,
    /// Share of the largest category, 0 to 1, for a bar.
    #[serde(skip)]
    pub share: f64,
}

/// One point of the series.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[expect(clippy::struct_excessive_bools, reason = "four facts, each true or not by itself")]
pub struct SeriesPoint {
    /// Its period.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String")]
    pub period: Period,
    /// Unrounded; null where missing.
    #[serde(serialize_with = "maybe_number")]
    pub value: Option<f64>,
    /// How many.
    #[serde(serialize_with = "maybe_number")]
    pub numerator: Option<f64>,
    /// Out of how many.
    #[serde(serialize_with = "maybe_number")]
    pub denominator: Option<f64>,
    /// Why there is no value.
    pub missing: Option<Missing>,
    /// How settled it is.
    pub status: Status,
    /// Its light, by the target in force then.
    pub rating: Option<Rating>,
    /// A later extract changed it.
    pub restated: bool,
    /// The unit of the value.
    #[serde(skip)]
    pub unit: Unit,
    /// Its published precision.
    #[serde(skip)]
    pub decimals: u8,
    /// The figure is read in numbers: `7 of 12`.
    #[serde(skip)]
    pub in_numbers: bool,
    /// The light rests on a small cohort.
    #[serde(skip)]
    pub indicative: bool,
    /// The service commented on it.
    #[serde(skip)]
    pub commented: bool,
    /// What was needed for green then; `None` where no target was in force.
    #[serde(skip)]
    pub bound: Option<Bound>,
}
