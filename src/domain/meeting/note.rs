//! Comments, decisions and questions: what people wrote, in every wording it had.

use super::event::{About, Words};
use super::id::EventId;
use super::state::Entered;

/// What a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// Context for a figure.
    Comment,
    /// Something the meeting decided.
    Decision,
    /// Something left for a written reply.
    Question,
}

/// One wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The words.
    pub words: Words,
    /// Who put it so, and when.
    pub entered: Entered,
}

/// A comment, decision or question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its entry.
    pub id: EventId,
    /// What it is.
    pub kind: NoteKind,
    /// What it is about; its period is the figure's own.
    pub about: About,
    /// As it was first written.
    pub first: Version,
    /// Other wordings since, oldest first.
    pub later: Vec<Version>,
    /// Who took it back, and when; its words are then for nobody's screen.
    pub withdrawn: Option<Entered>,
    /// Of a question: who is to reply, where said.
    pub to: Option<String>,
    /// Of a question: the written replies, oldest first.
    pub replies: Vec<Version>,
}

impl Note {
    /// The wording that stands.
    pub fn stands(&self) -> &Version {
        self.later.last().unwrap_or(&self.first)
    }

    /// The words that stand.
    pub fn words(&self) -> &Words {
        &self.stands().words
    }

    /// Who wrote it first: the one it is shown as written by.
    pub fn author(&self) -> &str {
        &self.first.entered.author
    }
}
