//! The pages: one enum, so that no two can be open at once.

use super::cursor::Cursor;
use super::listing::Listed;
use super::{benchmarks, slides};
use crate::domain::period::Period;

/// What is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The sections' lights and the agenda.
    Overview,
    /// A section's table, by its position on the board.
    Section(usize),
    /// Everything about one indicator.
    Indicator {
        /// Its id.
        id: String,
        /// The month that is read out; `None`: the board's own.
        month: Option<Period>,
        /// The first line of the facts in view.
        top: usize,
        /// The indicator that is laid over the chart.
        over: Option<String>,
    },
    /// Two periods side by side.
    Compare(Listed),
    /// The lights of the last months.
    Months {
        /// The chosen row.
        place: Listed,
        /// How many columns the chosen one stands before the board's period.
        back: usize,
    },
    /// A section divided by team, age or what else is given.
    Divided {
        /// The section's id.
        section: String,
        /// What it is divided by.
        by: String,
        /// The chosen row.
        place: Listed,
        /// The chosen category, by its position.
        column: usize,
    },
    /// Who does what by when, across meetings.
    Actions(Cursor),
    /// The record of the meeting.
    Minutes {
        /// The first line in view.
        top: usize,
    },
    /// One indicator among authorities.
    Benchmarks(benchmarks::Place),
    /// From step to step.
    Pathway {
        /// The pathway's id.
        id: String,
        /// The chosen step and the first in view.
        cursor: Cursor,
    },
    /// Presentation mode: one thing a slide.
    Slides(slides::Place),
    /// What is wrong with the data.
    Complaints,
}

impl Page {
    /// An indicator's page as it opens.
    pub fn indicator(id: &str) -> Self {
        Self::Indicator { id: id.to_owned(), month: None, top: 0, over: None }
    }

    /// Where a list of the whole board stands; `None` on other pages.
    pub fn listed_mut(&mut self) -> Option<&mut Listed> {
        match self {
            Self::Compare(place) | Self::Months { place, .. } | Self::Divided { place, .. } => {
                Some(place)
            }
            Self::Overview
            | Self::Section(_)
            | Self::Indicator { .. }
            | Self::Actions(_)
            | Self::Minutes { .. }
            | Self::Benchmarks(_)
            | Self::Pathway { .. }
            | Self::Slides(_)
            | Self::Complaints => None,
        }
    }

    /// Which kind of page it is.
    pub fn kind(&self) -> PageKind {
        match self {
            Self::Overview => PageKind::Overview,
            Self::Section(_) => PageKind::Section,
            Self::Indicator { .. } => PageKind::Indicator,
            Self::Compare(_) => PageKind::Compare,
            Self::Months { .. } => PageKind::Months,
            Self::Divided { .. } => PageKind::Divided,
            Self::Actions(_) => PageKind::Actions,
            Self::Minutes { .. } => PageKind::Minutes,
            Self::Benchmarks(_) => PageKind::Benchmarks,
            Self::Pathway { .. } => PageKind::Pathway,
            Self::Slides(_) => PageKind::Slides,
            Self::Complaints => PageKind::Complaints,
        }
    }
}

/// A page without what it shows: what the keymap asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the page of its name")]
pub enum PageKind {
    Overview,
    Section,
    Indicator,
    Compare,
    Months,
    Divided,
    Actions,
    Minutes,
    Benchmarks,
    Pathway,
    Slides,
    Complaints,
}

impl PageKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Overview,
        Self::Section,
        Self::Indicator,
        Self::Compare,
        Self::Months,
        Self::Divided,
        Self::Actions,
        Self::Minutes,
        Self::Benchmarks,
        Self::Pathway,
        Self::Slides,
        Self::Complaints,
    ];

    /// What a heading calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Overview => "Agenda",
            Self::Section => "Section",
            Self::Indicator => "Indicator",
            Self::Compare => "Two periods",
            Self::Months => "Months",
            Self::Divided => "Divided",
            Self::Actions => "Actions",
            Self::Minutes => "Minutes",
            Self::Benchmarks => "Benchmarks",
            Self::Pathway => "Pathway",
            Self::Slides => "Presentation",
            Self::Complaints => "Complaints",
        }
    }
}
