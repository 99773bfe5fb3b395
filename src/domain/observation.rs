//! One figure as a source gave it, and what stood beside it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::period::Period;
use super::value::Value;

/// How settled a figure is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It stands.
    #[default]
    Final,
    /// It may still change.
    Provisional,
    /// It has been put right.
    Revised,
}

/// A numerator and its denominator. The denominator is above 0, or both are 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fraction {
    /// How many.
    pub numerator: f64,
    /// Out of how many.
    pub denominator: f64,
}

/// A figure: a value, the numbers it rests on, and how settled it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// In the indicator's unit; computed from the fraction where the source gave only that.
    pub value: Value,
    /// The numbers it rests on, where the source gave them.
    pub fraction: Option<Fraction>,
    /// How settled it is.
    pub status: Status,
}

/// What a service wrote about a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Plain text without control characters, up to 2,000 characters.
    pub text: String,
    /// Whether a public report may carry it.
    pub public: bool,
    /// Who wrote it, where said.
    pub author: Option<String>,
}

/// A benchmark that the snapshot itself gives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GivenBenchmark {
    /// `statistical-neighbours`, `england`, `region`, `group:ID` or any label.
    pub name: String,
    /// Its value, in the indicator's unit; `None` while awaited.
    pub value: Option<f64>,
    /// What it covers, where said.
    pub period: Option<Period>,
    /// How many authorities it rests on.
    pub count: Option<u32>,
    /// Out of how many.
    pub of: Option<u32>,
    /// The median of them.
    pub median: Option<f64>,
    /// The lowest of them.
    pub low: Option<f64>,
    /// The highest of them.
    pub high: Option<f64>,
    /// On what basis: `overheads included`.
    pub basis: Option<String>,
    /// When it is expected.
    pub awaited: Option<Period>,
}

/// A part of a breakdown's category: of which so many.
#[derive(Debug, Clone, PartialEq)]
pub struct OfWhich {
    /// What sets the part apart.
    pub category: String,
    /// Its figure.
    pub figure: Figure,
}

/// One category of one breakdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Breakdown {
    /// What it is divided by: `age`, `legal-status`, `team`.
    pub by: String,
    /// The category: `5-9`.
    pub category: String,
    /// Its figure.
    pub figure: Figure,
    /// Categories overlap, so they do not add up.
    pub overlapping: bool,
    /// Benchmarks for this category.
    pub benchmarks: Vec<GivenBenchmark>,
    /// Parts of it.
    pub of_which: Vec<OfWhich>,
}

/// How far the children of one period went.
#[derive(Debug, Clone, PartialEq)]
pub struct Cohort {
    /// The period in which they started.
    pub cohort: Period,
    /// The indicator id of the step they reached.
    pub step: String,
    /// Within so many days; `None`: so far.
    pub within_days: Option<u32>,
    /// How many reached it.
    pub count: f64,
    /// Out of how many.
    pub of: f64,
}

/// What stood beside a figure in one snapshot.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Detail {
    /// Context from the service.
    pub comment: Option<Comment>,
    /// About the figure's quality or definition.
    pub data_note: Option<String>,
    /// Overrides the catalogue's target for this period.
    pub target: Option<f64>,
    /// Overrides the catalogue's amber for this period.
    pub amber: Option<f64>,
    /// Benchmarks given with it.
    pub benchmarks: Vec<GivenBenchmark>,
    /// Its categories.
    pub breakdowns: Vec<Breakdown>,
    /// How far cohorts went.
    pub cohorts: Vec<Cohort>,
}

impl Detail {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }
}

/// One observation of a snapshot, with the earlier periods it gives anew.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Where its indicator stands among the snapshot's.
    pub indicator: u32,
    /// What the figure covers.
    pub period: Period,
    /// The figure.
    pub figure: Figure,
    /// What stood beside it.
    pub detail: Option<Box<Detail>>,
    /// Earlier periods as this extract now gives them.
    pub history: Vec<(Period, Figure)>,
}
