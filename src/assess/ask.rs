//! What is asked of the rules: which period, grain and comparison, and which indicators.

use std::str::FromStr;

use chrono::NaiveDate;

use super::agenda::Order;
use super::board::Grain;
use crate::domain::catalogue::Catalogue;
use crate::domain::facts::{AuthorityFacts, Facts};
use crate::domain::meeting::Details;
use crate::domain::period::Period;
use crate::domain::published::Published;

/// What a figure is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compare {
    /// The latest earlier period of the indicator's own frequency that has a figure.
    #[default]
    Previous,
    /// The same period last year.
    YearAgo,
    /// The average of the quarter before the period's own.
    Quarter,
    /// The average of the previous financial year.
    YearAverage,
    /// A chosen period.
    Chosen(Period),
}

/// What a word of `--compare` means: a rule's name or a period. The error says what was wanted.
impl FromStr for Compare {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Ok(match word {
            "previous" => Self::Previous,
            "year-ago" => Self::YearAgo,
            "quarter" => Self::Quarter,
            "year-average" => Self::YearAverage,
            period => Self::Chosen(period.parse().map_err(|error| {
                format!("{error}; or write previous, year-ago, quarter or year-average")
            })?),
        })
    }
}

impl Compare {
    /// The word of `--compare` and of the board's JSON.
    pub fn word(self) -> String {
        match self {
            Self::Previous => "previous".to_owned(),
            Self::YearAgo => "year-ago".to_owned(),
            Self::Quarter => "quarter".to_owned(),
            Self::YearAverage => "year-average".to_owned(),
            Self::Chosen(period) => period.to_string(),
        }
    }
}

/// One question to the rules.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    /// The board's period; `None`: the latest.
    pub period: Option<Period>,
    /// The grain; `None`: as the period's shape says, else month.
    pub grain: Option<Grain>,
    /// The comparison.
    pub compare: Compare,
    /// Only versions extracted on or before this day count.
    pub as_at: Option<NaiveDate>,
    /// List what has been corrected since the board of this day.
    pub since: Option<NaiveDate>,
    /// Only core indicators.
    pub core: bool,
    /// Only this section.
    pub section: Option<String>,
    /// Only this indicator.
    pub indicator: Option<String>,
    /// Only this committee's indicators.
    pub remit: Option<String>,
    /// The order of the agenda.
    pub order: Order,
}

impl Ask {
    /// The question for the board that a meeting looked at: what it did not settle is as asked here.
    #[must_use]
    pub fn of_meeting(&self, details: &Details) -> Self {
        let board = &details.board;
        Self {
            period: Some(board.period),
            // The period's shape says it.
            grain: None,
            compare: board.compare.parse().unwrap_or(self.compare),
            as_at: board.as_at,
            core: board.core,
            remit: details.remit.clone(),
            ..self.clone()
        }
    }
}

/// What the rules read.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// Whose board it is.
    pub home: &'a AuthorityFacts,
    /// Everybody's figures, for groups.
    pub all: &'a Facts,
    /// What indicators mean.
    pub catalogue: &'a Catalogue,
    /// England's published figures.
    pub published: &'a dyn Published,
}
