//! Targets: the bounds that a light is judged by, and from when to when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::indicator::Polarity;
use super::period::Period;

/// Who set a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The council itself.
    Local,
    /// Government: a statutory standard or a national target.
    National,
}

impl Origin {
    /// As it stands beside the target.
    pub fn words(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::National => "national",
        }
    }
}

/// A bound: one figure, or a range for indicators that should stay within one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// The figure to reach (higher is better) or to stay under (lower is better).
    Figure(f64),
    /// From the first to the second, both included.
    Range(f64, f64),
}

/// Where amber begins when a target does not say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tolerance {
    /// Within this many per cent of the green bound.
    Percent(f64),
    /// Within this many points of it, in the unit.
    Points(f64),
}

/// A path from a baseline to a target by a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Milestone {
    /// Where it starts, at the end of `from`.
    pub baseline: f64,
    /// The period of the baseline.
    pub from: Period,
    /// The period by whose end `green` is to be reached.
    pub by: Period,
}

/// One entry of an indicator's targets.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Green at or better than this.
    pub green: Bound,
    /// Amber down to this; without it two colours, or the tolerance.
    pub amber: Option<Bound>,
    /// In force from the first day of this period; `None`: always.
    pub from: Option<Period>,
    /// In force to the last day of this period; `None`: until further notice.
    pub to: Option<Period>,
    /// The path, for a milestone target.
    pub milestone: Option<Milestone>,
    /// Who set it, where said.
    pub origin: Option<Origin>,
    /// Set high on purpose.
    pub aspirational: bool,
    /// Why this figure.
    pub why: Option<String>,
    /// When it was last looked at.
    pub reviewed: Option<String>,
}

impl Target {
    /// Whether it is in force on the last day of `period`.
    pub fn in_force(&self, period: Period) -> bool {
        self.from.is_none_or(|from| from.begins_by(period))
            && self.to.is_none_or(|to| period.ends_by(to))
    }
}

/// Whether an amber bound lies on the green side, where it could never be amber.
pub fn crosses(polarity: Polarity, green: Bound, amber: Bound) -> bool {
    match (polarity, green, amber) {
        (Polarity::Higher, Bound::Figure(green), Bound::Figure(amber)) => amber > green,
        (Polarity::Lower, Bound::Figure(green), Bound::Figure(amber)) => amber < green,
        (Polarity::Target, Bound::Range(low, high), Bound::Range(wide_low, wide_high)) => {
            wide_low > low || wide_high < high
        }
        _ => false,
    }
}
