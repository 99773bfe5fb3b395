//! The Board: one authority at one period, every indicator assessed and already in words.
//!
//! Every output reads it, so no two can disagree. What is serialised here *is* the public
//! `callover.board/1`: field names and words are a contract (cli.md). Fields marked
//! `serde(skip)` are for the screens alone.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::domain::indicator::{Counts, Frequency, Indicator, Kind, Polarity, RateOn};
use crate::domain::observation::Status;
use crate::domain::period::Period;
use crate::domain::target::Bound;
use crate::domain::value::{Missing, Unit};

/// The format name that every board carries.
pub const FORMAT: &str = "callover.board/1";

/// A traffic light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each colour is its own meaning")]
pub enum Rating {
    Red,
    Amber,
    Green,
}

/// Why there is no light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RatingReason {
    /// The indicator has no right direction.
    NoDirection,
    /// There is no figure.
    NoValue,
    /// The figure is still filling in.
    Maturing,
    /// No target is in force.
    NoTarget,
}

/// Which way a figure moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each word is its own meaning")]
pub enum Direction {
    Better,
    Worse,
    Same,
    Up,
    Down,
}

impl Direction {
    /// The word in the change column.
    pub fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Same => "same",
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// The grain of a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    /// Every indicator at its own frequency, up to a month.
    #[default]
    Month,
    /// Rolled up to quarters of the financial year.
    Quarter,
    /// Rolled up to financial years.
    Year,
}

/// One authority at one period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Board {
    /// Always [`FORMAT`].
    pub format: &'static str,
    /// Whose figures.
    pub authority: AuthorityView,
    /// The board's period.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String")]
    pub period: Period,
    /// Its grain.
    pub grain: Grain,
    /// The day of the newest extract that counts, `2026-11-05`; null without one.
    pub as_at: Option<String>,
    /// `previous`, `year-ago`, `quarter`, `year-average` or the chosen period.
    pub comparison: String,
    /// Whether disclosure control is on.
    pub public: bool,
    /// The sections, in the catalogue's order.
    pub sections: Vec<SectionView>,
    /// What needs a look, in the order of a call-over.
    pub agenda: Vec<AgendaItem>,
    /// With `--since`: what has been corrected since the board of that day; else null.
    pub corrections: Option<Vec<Correction>>,
    /// What the comparison is, in words: `September 2026`, `each one's previous period`.
    #[serde(skip)]
    pub against: String,
    /// Every period that the authority's board could be asked for, oldest first.
    #[serde(skip)]
    pub periods: Vec<Period>,
    /// Set when the authority no longer exists: what became of it.
    #[serde(skip)]
    pub notice: Option<String>,
}

/// An authority's identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AuthorityView {
    /// ONS code or DfE number; null where the source gave none.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
}

/// A section: a tab.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SectionView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many of its indicators have which light.
    pub ratings: Ratings,
    /// Its indicators, core first, then in the catalogue's order.
    pub indicators: Vec<IndicatorView>,
    /// The lights as they were at each indicator's comparison period.
    #[serde(skip)]
    pub ratings_before: Ratings,
}

/// Counts of lights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "each colour is its own meaning")]
pub struct Ratings {
    pub red: usize,
    pub amber: usize,
    pub green: usize,
    /// No light.
    pub none: usize,
}

impl Ratings {
    /// Counts one more.
    pub fn count(&mut self, rating: Option<Rating>) {
        match rating {
            Some(Rating::Red) => self.red += 1,
            Some(Rating::Amber) => self.amber += 1,
            Some(Rating::Green) => self.green += 1,
            None => self.none += 1,
        }
    }
}

/// One indicator, fully assessed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct IndicatorView {
    /// Its id.
    pub id: String,
    /// Its code; null where it has none.
    pub code: Option<String>,
    /// The published measure that it is set beside; null where none.
    pub published: Option<String>,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: Unit,
    /// Published precision.
    pub decimals: u8,
    /// Whether more is better.
    pub polarity: Polarity,
    /// How it relates to time.
    pub kind: Kind,
    /// How often it comes.
    pub frequency: Frequency,
    /// The period of the figure: the indicator's own latest on or before the board's.
    #[serde(serialize_with = "maybe_text")]
    #[schemars(with = "Option<String>")]
    pub period: Option<Period>,
    /// Unrounded; null where missing.
    #[serde(serialize_with = "maybe_number")]
    pub value: Option<f64>,
    /// As the room reads it: `18.4%`, `7 of 12` for a small cohort, `–` for none.
    pub shown: String,
    /// Why there is no value.
    pub missing: Option<Missing>,
    /// How many.
    #[serde(serialize_with = "maybe_number")]
    pub numerator: Option<f64>,
    /// Out of how many.
    #[serde(serialize_with = "maybe_number")]
    pub denominator: Option<f64>,
    /// How settled the figure is.
    pub status: Status,
    /// The service's comment.
    pub comment: Option<String>,
    /// About the figure's quality or definition.
    pub data_note: Option<String>,
    /// The target in force; null where none.
    pub target: Option<TargetView>,
    /// The light.
    pub rating: Option<Rating>,
    /// Why there is none.
    pub rating_reason: Option<RatingReason>,
    /// The light rests on a small cohort.
    pub indicative: bool,
    /// Distance to green in the unit: positive is short of it, 0 is met; null without a target.
    #[serde(serialize_with = "maybe_number")]
    pub distance: Option<f64>,
    /// Rated periods in a row with the present light; 0 where nothing is rated.
    pub streak: u32,
    /// A call-over walks through it.
    pub core: bool,
    /// What is counted.
    pub counts: Option<Counts>,
    /// The figure is still filling in.
    pub maturing: bool,
    /// Which figure the light judges.
    pub rated_on: RateOn,
    /// Change on the same period last year.
    pub year_ago: Option<ChangeView>,
    /// The last twelve months of a flow, only when all are there.
    pub rolling_12: Option<TotalView>,
    /// Change on the comparison period.
    pub change: Option<ChangeView>,
    /// April to now.
    pub year_to_date: Option<TotalView>,
    /// The financial year's average so far.
    pub year_average: Option<TotalView>,
    /// The control chart; null where it does not speak.
    pub control: Option<ControlView>,
    /// The 95% interval of the indicator's own figure; null without its numbers.
    pub interval: Option<IntervalView>,
    /// England, the region, statistical neighbours, groups and others.
    pub benchmarks: Vec<BenchmarkView>,
    /// Rank among England's authorities in the newest published year.
    pub rank: Option<RankView>,
    /// Figures that changed after they were given, newest change first.
    pub restatements: Vec<RestatementView>,
    /// The figure's categories.
    pub breakdowns: Vec<BreakdownView>,
    /// Every figure up to the board's period, oldest first.
    pub series: Vec<SeriesPoint>,
    /// What the screens show beside the contract.
    #[serde(skip)]
    pub more: Box<More>,
}

/// What the screens show of an indicator beside the public contract.
#[derive(Debug, Clone, PartialEq)]
pub struct More {
    /// The catalogue's entry.
    pub about: Arc<Indicator>,
    /// The section's id.
    pub section: String,
    /// The figure is not the board's own period's: its short period label stands beside it.
    pub older: bool,
    /// A quarter or year that is not complete: `2 of 3 months`; empty where it is.
    pub incomplete: String,
    /// The comparison value as shown; empty where there is none.
    pub compared_shown: String,
    /// The light at the comparison period.
    pub rating_before: Option<Rating>,
    /// The change in words: `worse`, `up`, `small numbers`, `new definition`; empty where none.
    pub change_word: String,
    /// Who wrote the comment, where said; and whether a public report may carry it.
    pub comment_author: Option<String>,
    /// Whether a public report may carry the comment.
    pub comment_public: bool,
    /// Earlier comments, newest first.
    pub earlier_comments: Vec<(Period, String)>,
    /// A complete sentence: figure, change, target, as `show --narrate` reads it.
    pub sentence: String,
    /// This month's figure and change in words for the indicator screen, a line each.
    pub in_words: Vec<String>,
    /// The board's quarter's and the quarter's before average: label and figure as shown.
    pub quarters: Vec<(String, String)>,
    /// The last financial years' averages (newest last): label and figure as shown.
    pub years: Vec<(String, String)>,
    /// Year to date compared with last year's to the same month, in words; empty where none.
    pub year_to_date_words: String,
    /// Rank in words: `joint 34th of 151 (2024/25)`; empty where none.
    pub rank_words: String,
    /// A restatement touches the board's period or was made in the newest extract.
    pub restated_now: bool,
    /// Periods on which targets are drawn: the green bound at each series point, aligned with
    /// `series`; `None` where no target was in force.
    pub bounds: Vec<Option<Bound>>,
}

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
    pub origin: Option<crate::domain::target::Origin>,
    /// Set high on purpose.
    pub aspirational: bool,
    /// As it stands in the column: `≤18.0%`, `≥72.0% now`, `60–70%`.
    #[serde(skip)]
    pub shown: String,
    /// In words: `72.0% now, 90% by March 2027 (local; why; reviewed March 2026)`.
    #[serde(skip)]
    pub words: String,
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
    pub shown: String,
    /// Better or worse by polarity; up or down where there is none, or where the cohort is small
    /// or the definition changed.
    pub direction: Direction,
}

/// Several periods in one figure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TotalView {
    /// Unrounded.
    #[serde(serialize_with = "number")]
    pub value: f64,
    /// As the room reads it.
    pub shown: String,
    /// How many periods were there.
    pub periods: u32,
    /// How many there should be.
    pub of: u32,
    /// A mean of percentages without their numbers: marked and never rated.
    pub simple: bool,
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
    pub name: String,
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
    pub shown: String,
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
    /// A plain title: `England`, `London`, `statistical neighbours`, `North London boroughs`.
    #[serde(skip)]
    pub title: String,
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
    /// Both as the room reads them: `301 → 318`.
    #[serde(skip)]
    pub shown: String,
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
    pub shown: String,
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
    /// As the room reads it.
    #[serde(skip)]
    pub shown: String,
    /// The light rests on a small cohort.
    #[serde(skip)]
    pub indicative: bool,
    /// The service commented on it.
    #[serde(skip)]
    pub commented: bool,
}

/// One item of the agenda.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AgendaItem {
    /// The indicator's id.
    pub indicator: String,
    /// Its reasons, the first first.
    pub reasons: Vec<&'static str>,
    /// What the room hears.
    pub sentence: String,
}

impl Board {
    /// Every indicator, in order of section.
    pub fn indicators(&self) -> impl Iterator<Item = &IndicatorView> {
        self.sections.iter().flat_map(|s| s.indicators.iter())
    }

    /// The indicator with this id.
    pub fn indicator(&self, id: &str) -> Option<&IndicatorView> {
        self.indicators().find(|i| i.id == id)
    }
}

/// A number as briefly as JSON allows: `57`, not `57.0`.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
#[expect(
    clippy::cast_possible_truncation,
    reason = "checked to be whole and small"
)]
fn number<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        serializer.serialize_i64(*number as i64)
    } else {
        serializer.serialize_f64(*number)
    }
}

#[expect(clippy::ref_option, reason = "serde's signature")]
fn maybe_number<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value, serializer),
        None => serializer.serialize_none(),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn text<S: Serializer>(period: &Period, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(period)
}

#[expect(clippy::ref_option, reason = "serde's signature")]
fn maybe_text<S: Serializer>(period: &Option<Period>, serializer: S) -> Result<S::Ok, S::Error> {
    match period {
        Some(period) => serializer.collect_str(period),
        None => serializer.serialize_none(),
    }
}

/// A number inside a sequence, written as [`number`] writes it.
struct Brief(f64);

impl Serialize for Brief {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        number(&self.0, serializer)
    }
}

fn bound<S: Serializer>(bound: &Bound, serializer: S) -> Result<S::Ok, S::Error> {
    match bound {
        Bound::Figure(figure) => number(figure, serializer),
        Bound::Range(low, high) => [Brief(*low), Brief(*high)].serialize(serializer),
    }
}

#[expect(clippy::ref_option, reason = "serde's signature")]
fn maybe_bound<S: Serializer>(value: &Option<Bound>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => bound(value, serializer),
        None => serializer.serialize_none(),
    }
}
