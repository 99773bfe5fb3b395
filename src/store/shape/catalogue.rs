//! The shape of `callover.catalogue/1`. Every field of an entry but its id may be left out: a
//! folder's catalogue overrides the built-in one field by field.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Bound, ID, PERIOD, Text, object_only};
use crate::domain::indicator::{
    Counts, Disclosure, Frequency, Kind, Polarity, PublicPeriod, RateOn,
};
use crate::domain::target::Origin;
use crate::domain::value::Unit;

/// The format that is read.
pub const FORMAT: &str = "callover.catalogue/1";

/// What the indicators mean. Adds to the built-in catalogue and overrides it entry by entry, field
/// by field.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
#[schemars(title = "callover.catalogue/1")]
pub struct Catalogue<'a> {
    /// Exactly `callover.catalogue/1`.
    #[serde(borrow)]
    #[schemars(regex(pattern = "^callover\\.catalogue/1$"))]
    pub format: Text<'a>,
    /// The tabs, in order.
    pub sections: Option<Vec<Section<'a>>>,
    /// The committees.
    pub remits: Option<Vec<Remit<'a>>>,
    /// Groups of authorities to compare with.
    pub groups: Option<Vec<Group<'a>>>,
    /// Steps that children pass through.
    pub pathways: Option<Vec<Pathway<'a>>>,
    /// Indicators that add up to another, for public mode.
    pub additive: Option<Vec<Additive<'a>>>,
    /// The indicators, in the order of the board.
    pub indicators: Option<Vec<Indicator<'a>>>,
}

/// A tab.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Section<'a> {
    /// Its id.
    #[serde(borrow)]
    #[schemars(regex(pattern = ID))]
    pub id: Text<'a>,
    /// Its title.
    pub title: Option<Text<'a>>,
    /// Ids of the committees that its indicators belong to.
    pub remit: Option<Vec<Text<'a>>>,
}

/// A committee.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Remit<'a> {
    /// Its id.
    #[serde(borrow)]
    #[schemars(regex(pattern = ID))]
    pub id: Text<'a>,
    /// Its title.
    pub title: Option<Text<'a>>,
}

/// A group of authorities.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Group<'a> {
    /// Its id; a benchmark of it is called `group:ID`.
    #[serde(borrow)]
    #[schemars(regex(pattern = ID))]
    pub id: Text<'a>,
    /// Its title.
    pub title: Option<Text<'a>>,
    /// Names or codes of its authorities.
    pub authorities: Option<Vec<Text<'a>>>,
}

/// Steps that children pass through.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Pathway<'a> {
    /// Its id.
    #[serde(borrow)]
    #[schemars(regex(pattern = ID))]
    pub id: Text<'a>,
    /// Its title.
    pub title: Option<Text<'a>>,
    /// Ids of indicators, first step first.
    pub steps: Option<Vec<Text<'a>>>,
}

/// Indicators that add up.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Additive<'a> {
    /// The id of the total.
    #[serde(borrow)]
    pub total: Text<'a>,
    /// The ids of its parts.
    pub parts: Vec<Text<'a>>,
}

/// One indicator. A new one needs `section`, `name` and `unit`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Indicator<'a> {
    /// Its id in snapshots.
    #[serde(borrow)]
    #[schemars(regex(pattern = ID))]
    pub id: Text<'a>,
    /// A short code for the room: `FD4`.
    pub code: Option<Text<'a>>,
    /// The id of the section that it stands in.
    pub section: Option<Text<'a>>,
    /// Its plain name.
    pub name: Option<Text<'a>>,
    /// What is counted, out of what.
    pub definition: Option<Text<'a>>,
    /// How it is written and how it adds up.
    pub unit: Option<Unit>,
    /// Published precision, 0 to 3: what is shown, and what is rated. 0 for a count, else 1.
    #[schemars(range(min = 0, max = 3))]
    pub decimals: Option<f64>,
    /// Whether more is better, worse, should stay near a figure, or neither. `none` unless said.
    pub polarity: Option<Polarity>,
    /// How often it comes; `monthly` unless said.
    pub frequency: Option<Frequency>,
    /// A count on a day, events in the period, the last twelve months or the year to date; `flow`
    /// unless said.
    pub kind: Option<Kind>,
    /// Targets; of several in force the last in the file stands.
    pub targets: Option<Vec<Target<'a>>>,
    /// Code of a measure in the published figures with the same unit and span.
    pub published: Option<Text<'a>>,
    /// A denominator under it is a small cohort; 30 unless said.
    #[schemars(range(min = 0))]
    pub small_cohort: Option<f64>,
    /// Which figure the light judges; `period` unless said.
    pub rate_on: Option<RateOn>,
    /// Whether the control chart speaks; by default only for flows.
    pub control: Option<bool>,
    /// Where a new process begins: control limits start afresh.
    pub rebase: Option<Vec<Rebase<'a>>>,
    /// The control baseline is the first n points.
    #[schemars(range(min = 12))]
    pub fix_after_n_points: Option<f64>,
    /// The newest n figures are still filling in: shown, neither rated nor charted.
    #[schemars(range(min = 0))]
    pub matures_after: Option<f64>,
    /// Periods after its own before a figure is late.
    #[schemars(range(min = 0))]
    pub lag: Option<f64>,
    /// Amber where a target gives none.
    pub amber_tolerance: Option<Tolerance>,
    /// `safe`: measures what the council did, not who a child is.
    pub disclosure: Option<Disclosure>,
    /// In public a zero discloses too.
    pub protect_zero: Option<bool>,
    /// In public only this period is published.
    pub public_period: Option<PublicPeriod>,
    /// Whether a call-over walks through it; true unless said.
    pub core: Option<bool>,
    /// What is counted, in words beside the number.
    pub counts: Option<Counts>,
    /// Other names to find it by.
    pub aliases: Option<Vec<Text<'a>>>,
    /// The report in the case system that lists the children.
    pub source_report: Option<Text<'a>>,
    /// First on the agenda: unallocated, unseen.
    pub safety: Option<bool>,
    /// Who leads on it.
    pub lead: Option<Text<'a>>,
    /// The role that answers for it.
    pub owner: Option<Text<'a>>,
    /// The question that it stands in for.
    pub proxy_for: Option<Text<'a>>,
    /// What to bear in mind when reading it.
    pub caveat: Option<Text<'a>>,
    /// The national standard in words.
    pub standard: Option<Text<'a>>,
    /// Ids of committees, beside its section's.
    pub remit: Option<Vec<Text<'a>>>,
}

/// A target, or a milestone: `baseline`, `from`, `green` and `by`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Target<'a> {
    /// Green at or better than this; `[low, high]` for `polarity: target`.
    pub green: Bound,
    /// Amber down to this.
    pub amber: Option<Bound>,
    /// In force from this period.
    #[serde(borrow)]
    #[schemars(regex(pattern = PERIOD))]
    pub from: Option<Text<'a>>,
    /// In force to this period.
    #[schemars(regex(pattern = PERIOD))]
    pub to: Option<Text<'a>>,
    /// Of a milestone: where the path starts, at the end of `from`.
    pub baseline: Option<f64>,
    /// Of a milestone: the period by whose end `green` is to be reached.
    #[schemars(regex(pattern = PERIOD))]
    pub by: Option<Text<'a>>,
    /// Who set it.
    pub origin: Option<Origin>,
    /// Set high on purpose.
    pub aspirational: Option<bool>,
    /// Why this figure.
    pub why: Option<Text<'a>>,
    /// When it was last looked at.
    pub reviewed: Option<Text<'a>>,
}

/// Where a new process begins.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Rebase<'a> {
    /// The first period of the new process.
    #[serde(borrow)]
    #[schemars(regex(pattern = PERIOD))]
    pub period: Text<'a>,
    /// Why.
    pub why: Option<Text<'a>>,
    /// The definition changed too: no comparison across it is better or worse.
    pub series_break: Option<bool>,
}

/// Where amber begins when a target does not say: one of the two.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Tolerance {
    /// Within this many per cent of the green bound.
    #[schemars(range(min = 0))]
    pub percent: Option<f64>,
    /// Within this many points of it, in the unit.
    #[schemars(range(min = 0))]
    pub points: Option<f64>,
}

object_only!(Catalogue, Section, Remit, Group, Pathway, Additive, Indicator, Target, Rebase,);

impl<'de> Deserialize<'de> for Tolerance {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::deserialize(super::ObjectOnly(from))
    }
}
