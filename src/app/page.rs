//! The pages: one enum, so that no two can be open at once.

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
    },
    /// What is wrong with the data.
    Complaints,
    /// The keys.
    Help,
}

impl Page {
    /// An indicator's page as it opens.
    pub fn indicator(id: &str) -> Self {
        Self::Indicator { id: id.to_owned(), month: None, top: 0 }
    }

    /// Which kind of page it is.
    pub fn kind(&self) -> PageKind {
        match self {
            Self::Overview => PageKind::Overview,
            Self::Section(_) => PageKind::Section,
            Self::Indicator { .. } => PageKind::Indicator,
            Self::Complaints => PageKind::Complaints,
            Self::Help => PageKind::Help,
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
    Complaints,
    Help,
}

impl PageKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Overview, Self::Section, Self::Indicator, Self::Complaints, Self::Help];

    /// What a heading calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Overview => "Agenda",
            Self::Section => "Section",
            Self::Indicator => "Indicator",
            Self::Complaints => "Complaints",
            Self::Help => "Keys",
        }
    }
}
