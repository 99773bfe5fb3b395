//! An indicator: what a figure means, as the catalogue says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::period::{Period, Shape};
use super::target::{Target, Tolerance};
use super::value::Unit;

/// Whether more is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// It should stay within a range.
    Target,
    /// There is no right direction: never red, amber or green.
    None,
}

/// How often a figure comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Frequency {
    /// Every ISO week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every quarter of the financial year.
    Quarterly,
    /// Once a year: financial, academic, calendar, or a month that comes once a year.
    Annual,
}

impl Frequency {
    /// Whether a period of `shape` is one of this frequency.
    pub fn takes(self, shape: Shape) -> bool {
        match self {
            Self::Weekly => shape == Shape::Week,
            Self::Monthly => shape == Shape::Month,
            Self::Quarterly => shape == Shape::Quarter,
            Self::Annual => {
                matches!(shape, Shape::FinancialYear | Shape::AcademicYear | Shape::CalendarYear)
            }
        }
    }

    /// The word for several of its periods: `7 of 7 months`.
    pub fn periods(self) -> &'static str {
        match self {
            Self::Weekly => "weeks",
            Self::Monthly => "months",
            Self::Quarterly => "quarters",
            Self::Annual => "years",
        }
    }

    /// The frequency as a word.
    pub fn words(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::Annual => "annual",
        }
    }
}

/// How a figure relates to time: decides how it adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A count on the last day of the period.
    Stock,
    /// Events in the period.
    Flow,
    /// The last twelve months to date.
    Rolling,
    /// The year to date.
    Cumulative,
}

/// Which figure the light judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RateOn {
    /// The period's own figure.
    #[default]
    Period,
    /// The year to date, from the periods' numerators and denominators.
    YearToDate,
    /// The last twelve months, from the months' numerators and denominators.
    #[serde(rename = "rolling-12")]
    Rolling12,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each word is its own meaning")]
pub enum Counts {
    Children,
    Families,
    Episodes,
    Events,
    Places,
    Staff,
}

/// Whether a figure can tell who a child is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Disclosure {
    /// It counts children: small numbers are hidden in public.
    #[default]
    Children,
    /// It measures what the council did: published as it is.
    Safe,
}

/// For public mode: the only period that is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each word is its own meaning")]
pub enum PublicPeriod {
    Quarter,
    Year,
}

/// Where a new process begins: control limits start afresh.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebase {
    /// The first period of the new process.
    pub period: Period,
    /// Why, in the service's words.
    pub why: Option<String>,
    /// The definition changed too: no comparison across it is better or worse.
    pub series_break: bool,
}

/// One indicator of the catalogue, every default filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Its id in files: `[a-z0-9][a-z0-9-]*`.
    pub id: String,
    /// A short code for the room: `FD4`. Empty where there is none.
    pub code: String,
    /// The section (tab) that it stands in.
    pub section: String,
    /// Its plain name.
    pub name: String,
    /// What is counted, out of what.
    pub definition: Option<String>,
    /// Its unit.
    pub unit: Unit,
    /// Published precision, 0 to 3: what is shown and what is rated.
    pub decimals: u8,
    /// Whether more is better.
    pub polarity: Polarity,
    /// How often it comes.
    pub frequency: Frequency,
    /// How it relates to time.
    pub kind: Kind,
    /// Targets, in file order.
    pub targets: Vec<Target>,
    /// Code of the published measure that it can be set beside.
    pub published: Option<String>,
    /// A denominator below this is a small cohort.
    pub small_cohort: f64,
    /// Which figure the light judges.
    pub rate_on: RateOn,
    /// Whether the control chart speaks, where the catalogue says so; else only for flows.
    pub control: Option<bool>,
    /// New processes, in file order.
    pub rebase: Vec<Rebase>,
    /// The control baseline is the first n points.
    pub fix_after_n_points: Option<usize>,
    /// The newest n figures are still filling in.
    pub matures_after: u32,
    /// Periods after its own before a figure is late; `None` means the frequency's usual.
    pub lag: Option<u32>,
    /// Amber where a target gives none.
    pub amber_tolerance: Option<Tolerance>,
    /// Whether it can tell who a child is.
    pub disclosure: Disclosure,
    /// In public a zero discloses too.
    pub protect_zero: bool,
    /// In public only this period is shown.
    pub public_period: Option<PublicPeriod>,
    /// Whether a call-over walks through it.
    pub core: bool,
    /// What is counted.
    pub counts: Option<Counts>,
    /// Other names to find it by.
    pub aliases: Vec<String>,
    /// The report in the case system that lists the children.
    pub source_report: Option<String>,
    /// First on the agenda (unallocated, unseen).
    pub safety: bool,
    /// Who leads on it.
    pub lead: Option<String>,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// The question that it stands in for.
    pub proxy_for: Option<String>,
    /// What to bear in mind when reading it.
    pub caveat: Option<String>,
    /// The national standard in words, where there is one.
    pub standard: Option<String>,
    /// Committees' remits beside its section's.
    pub remit: Vec<String>,
}

impl Indicator {
    /// An indicator that the catalogue lacks: shown under Other, with no direction.
    pub fn unknown(id: &str, unit: Unit, decimals: u8, frequency: Frequency) -> Self {
        Self {
            id: id.to_owned(),
            code: String::new(),
            section: "other".to_owned(),
            name: sentence_case(id),
            definition: None,
            unit,
            decimals,
            polarity: Polarity::None,
            frequency,
            kind: Kind::Stock,
            targets: Vec::new(),
            published: None,
            small_cohort: DEFAULT_SMALL_COHORT,
            rate_on: RateOn::Period,
            control: None,
            rebase: Vec::new(),
            fix_after_n_points: None,
            matures_after: 0,
            lag: None,
            amber_tolerance: None,
            disclosure: Disclosure::Children,
            protect_zero: false,
            public_period: None,
            core: true,
            counts: None,
            aliases: Vec::new(),
            source_report: None,
            safety: false,
            lead: None,
            owner: None,
            proxy_for: None,
            caveat: None,
            standard: None,
            remit: Vec::new(),
        }
    }

    /// Whether a comparison of `from` with a later `to` crosses a change of definition.
    pub fn series_breaks_between(&self, from: Period, to: Period) -> bool {
        let (early, late) = if from <= to { (from, to) } else { (to, from) };
        self.rebase.iter().any(|r| {
            r.series_break && early.last_day() < r.period.first_day() && r.period.ends_by(late)
        })
    }
}

/// A denominator below this is a small cohort, unless the catalogue says otherwise.
pub const DEFAULT_SMALL_COHORT: f64 = 30.0;

/// `first-pathway-plans` as `First pathway plans`.
fn sentence_case(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
