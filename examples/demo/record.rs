//! The snapshot as it is written: field order is the order of the fields here.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

/// A number that is written without a fraction where it has none: `57`, not `57.0`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Number(pub f64);

impl From<i32> for Number {
    fn from(count: i32) -> Self {
        Self(f64::from(count))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let whole = crate::figures::whole(self.0);
        if (f64::from(whole) - self.0).abs() < 1e-9 {
            serializer.serialize_i32(whole)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// A value: a number, or null where its reason stands in `missing`.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// In the indicator's unit.
    Known(Number),
    /// Null.
    Missing,
}

/// A comment by the service.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
pub enum Comment {
    /// Internal.
    Internal(&'static str),
    /// With its author, and whether a public report may carry it.
    Signed {
        /// The text.
        text: &'static str,
        /// Whether a public report may carry it.
        public: bool,
        /// Who wrote it.
        author: &'static str,
    },
}

/// A benchmark given with a figure.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Benchmark {
    /// Its value.
    pub value: Number,
    /// The period that it covers.
    pub period: String,
    /// The median of the authorities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median: Option<Number>,
    /// The lowest of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<Number>,
    /// The highest of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Number>,
    /// How many have a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<i32>,
    /// Of how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<i32>,
    /// What is included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<&'static str>,
}

/// A part of a part.
#[derive(Clone, Debug, Serialize)]
pub struct OfWhich {
    /// What sets it apart.
    pub category: &'static str,
    /// A count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// How many of the denominator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numerator: Option<Number>,
    /// Of how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<Number>,
}

/// A category of a breakdown.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Part {
    /// What it is divided by.
    pub by: &'static str,
    /// The category.
    pub category: &'static str,
    /// A count or an average.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// How many of the denominator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numerator: Option<Number>,
    /// Of how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<Number>,
    /// Parts of the part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of_which: Vec<OfWhich>,
}

/// How far the children of an earlier month went.
#[derive(Clone, Debug, Serialize)]
pub struct Cohort {
    /// The month in which they started.
    #[serde(rename = "cohort")]
    pub since: String,
    /// The step that they reached.
    pub step: &'static str,
    /// Within so many days; null: so far.
    pub within_days: Option<i32>,
    /// How many reached it.
    pub count: i32,
    /// Of how many.
    pub of: i32,
}

/// An earlier period as this extract gives it now.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Past {
    /// The period.
    pub period: String,
    /// A plain value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// How many of the denominator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numerator: Option<Number>,
    /// Of how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<Number>,
    /// How settled it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
}

/// One observation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Observation {
    /// The indicator.
    pub indicator: String,
    /// Its own period, where it is not the snapshot's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// A plain value, or null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// How many of the denominator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numerator: Option<Number>,
    /// Of how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<Number>,
    /// Why the value is null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<&'static str>,
    /// How settled it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// What the service wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<Comment>,
    /// About its quality or definition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_note: Option<&'static str>,
    /// Benchmarks, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub benchmarks: BTreeMap<&'static str, Benchmark>,
    /// Categories.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breakdowns: Vec<Part>,
    /// How far earlier months' children went.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cohorts: Vec<Cohort>,
    /// Earlier periods given anew.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Past>,
}

/// Whose figures.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Authority {
    /// An invented name: no code, since no such authority exists.
    pub name: &'static str,
}

/// The snapshot's own lines, above its observations.
#[derive(Clone, Debug, Serialize)]
pub struct Header {
    /// `callover.snapshot/1`.
    pub format: &'static str,
    /// Whose figures.
    pub authority: Authority,
    /// Of every observation that names no period.
    pub period: String,
    /// When they were extracted.
    pub extracted: String,
    /// Where they came from.
    pub source: String,
}
