//! The Board: one authority at one period, every indicator assessed.
//!
//! Every output reads it, so no two can disagree. What is serialised here *is* the public
//! `callover.board/1`: field names and words are a contract (cli.md). Fields marked
//! `serde(skip)` are for the screens alone. A row holds what its words are made from; the words
//! are made when somebody reads them (`said`, [`Shown`]), as most rows of most boards are not read.

mod json;
mod parts;
mod said;

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::agenda::Because;
use super::pathway::PathwayView;
use super::shown::Shown;
use crate::domain::authority::Authority;
use crate::domain::indicator::{Counts, Frequency, Indicator, Kind, Polarity, RateOn};
use crate::domain::observation::Status;
use crate::domain::period::Period;
use crate::domain::value::{Missing, Unit};

use json::{maybe_number, maybe_text, text};
pub use parts::{
    BenchmarkView, BreakdownView, ChangeView, ControlPoint, ControlView, Correction, Gap,
    IntervalView, RankView, RestatementView, SeriesPoint, SpanView, TargetView, TotalView,
};

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

impl Rating {
    /// Its letter, which says it without colour.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Red => "R",
            Self::Amber => "A",
            Self::Green => "G",
        }
    }

    /// Its word, which says it in sentences and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Green => "green",
        }
    }

    /// Its word, in brackets where it rests on a small cohort.
    pub fn word_on(self, small_cohort: bool) -> &'static str {
        match self {
            _ if !small_cohort => self.word(),
            Self::Red => "(red)",
            Self::Amber => "(amber)",
            Self::Green => "(green)",
        }
    }

    /// Its letter, in brackets where it rests on a small cohort.
    pub fn letter_on(self, small_cohort: bool) -> &'static str {
        match self {
            _ if !small_cohort => self.letter(),
            Self::Red => "(R)",
            Self::Amber => "(A)",
            Self::Green => "(G)",
        }
    }
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
    /// The catalogue's pathways.
    #[serde(skip)]
    pub pathways: Vec<PathwayView>,
    /// Where the newest extract that counts came from, in its own words.
    #[serde(skip)]
    pub source: Option<String>,
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

impl From<&AuthorityView> for Authority {
    fn from(view: &AuthorityView) -> Self {
        Self { code: view.code.clone(), name: view.name.clone() }
    }
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

impl FromIterator<Option<Rating>> for Ratings {
    fn from_iter<T: IntoIterator<Item = Option<Rating>>>(lights: T) -> Self {
        let mut ratings = Self::default();
        for light in lights {
            ratings.count(light);
        }
        ratings
    }
}

impl Ratings {
    /// Counts one more.
    fn count(&mut self, rating: Option<Rating>) {
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
    pub shown: Shown,
    /// Why there is no value.
    pub missing: Option<Missing>,
    /// How many.
    #[serde(serialize_with = "maybe_number")]
    pub numerator: Option<f64>,
    /// Out of how many.
    #[serde(serialize_with = "maybe_number")]
    pub denominator: Option<f64>,
    /// A quarter or year that is not complete: `2 of 3 months`; null where it is.
    pub incomplete: Option<String>,
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
    /// The figure is not the board's own period's: its short period label stands beside it.
    pub older: bool,
    /// The word for several of the series' periods: `months`, `quarters`, `years`.
    pub periods: &'static str,
    /// The light at the comparison period.
    pub rating_before: Option<Rating>,
    /// Who wrote the comment, where said; and whether a public report may carry it.
    pub comment_author: Option<String>,
    /// Whether a public report may carry the comment.
    pub comment_public: bool,
    /// Earlier comments, newest first.
    pub earlier_comments: Vec<(Period, String)>,
    /// The board's quarter and those before it, as a board by quarter shows them, oldest first.
    pub quarters: Vec<SpanView>,
    /// The last financial years, as a board by year shows them, oldest first.
    pub years: Vec<SpanView>,
    /// Last year's year to date, to the same period: that period and the figure.
    pub year_to_date_before: Option<(Period, f64)>,
    /// Why it is on the agenda, the first reason first; empty where it is not.
    pub reasons: Vec<Because>,
    /// A restatement touches the board's period or was made in the newest extract.
    pub restated_now: bool,
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
    /// The first reason's label: `RED FOR 6`.
    #[serde(skip)]
    pub label: String,
    /// The reasons in words, without the figure.
    #[serde(skip)]
    pub words: String,
    /// The section's id.
    #[serde(skip)]
    pub section: String,
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
