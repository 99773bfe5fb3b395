//! Complaints of meaning, raised by path while a shape is turned into facts.
//!
//! A shape has forgotten where it stood, so what is wrong with it is raised with its path, and the
//! path is resolved to a line and column only when there is something to say.

use crate::domain::complaint::Severity;

use super::text::tidy;

/// One step from a container to a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// A field.
    Key(String),
    /// An entry, counted from 0.
    Index(usize),
}

/// Where the conversion stands: a path kept on the stack, written out only for a complaint.
#[derive(Debug, Clone, Copy)]
pub(super) enum Trail<'p> {
    Root,
    Key(&'p Self, &'p str),
    Index(&'p Self, usize),
}

impl<'p> Trail<'p> {
    /// A field of the object here.
    pub(super) fn key(&'p self, key: &'p str) -> Self {
        Self::Key(self, key)
    }

    /// An entry of the list in field `key`.
    pub(super) fn index(&'p self, index: usize) -> Self {
        Self::Index(self, index)
    }

    /// The path from the root.
    pub(super) fn steps(&self) -> Vec<Step> {
        let (parent, last) = match self {
            Self::Root => return Vec::new(),
            Self::Key(parent, key) => (parent, Step::Key((*key).to_owned())),
            Self::Index(parent, index) => (parent, Step::Index(*index)),
        };
        let mut steps = parent.steps();
        steps.push(last);
        steps
    }
}

/// A complaint that knows its path but not yet its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raised {
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
    pub help: String,
    /// The object or value it is about.
    pub at: Vec<Step>,
    /// The field of it to point at, where it has one.
    pub field: Option<&'static str>,
    /// Where the same thing stood first: its line goes into the message.
    pub first: Option<Vec<Step>>,
    /// Raised because fields are not there: silent where one of them was there and was wrong.
    pub absent: &'static [&'static str],
}

/// What a conversion has to say.
#[derive(Debug, Default)]
pub(super) struct Raises {
    pub list: Vec<Raised>,
    /// Whether the file has been warned of for control characters.
    controls: bool,
}

impl Raises {
    /// Raises a complaint about what stands at `at`.
    pub(super) fn raise(
        &mut self,
        severity: Severity,
        code: &'static str,
        at: Trail<'_>,
        message: String,
        help: impl Into<String>,
    ) -> &mut Raised {
        self.list.push_mut(Raised {
            severity,
            code,
            message,
            help: help.into(),
            at: at.steps(),
            field: None,
            first: None,
            absent: &[],
        })
    }

    /// An error.
    pub(super) fn error(
        &mut self,
        code: &'static str,
        at: Trail<'_>,
        message: String,
        help: impl Into<String>,
    ) -> &mut Raised {
        self.raise(Severity::Error, code, at, message, help)
    }

    /// A warning.
    pub(super) fn warning(
        &mut self,
        code: &'static str,
        at: Trail<'_>,
        message: String,
        help: impl Into<String>,
    ) -> &mut Raised {
        self.raise(Severity::Warning, code, at, message, help)
    }

    /// A text as it is kept, warned of once a file where it held control characters.
    pub(super) fn text(&mut self, text: &str, at: Trail<'_>) -> String {
        let (tidied, replaced) = tidy(text);
        if replaced && !self.controls {
            self.controls = true;
            self.warning(
                "control-characters",
                at,
                "text with control characters, each replaced by �".to_owned(),
                "write the text without them; line breaks and tabs are read as spaces",
            );
        }
        tidied.into_owned()
    }

    /// An optional text as it is kept; blank counts as not given.
    pub(super) fn optional(
        &mut self,
        text: Option<&str>,
        parent: Trail<'_>,
        key: &str,
    ) -> Option<String> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        Some(self.text(text, parent.key(key)))
    }
}
