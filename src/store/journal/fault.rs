//! What is wrong with a line that is no entry, and where.

use std::collections::HashSet;
use std::ops::Range;

use super::entry::Wrong;
use super::line::Line;
use crate::domain::complaint::Severity;
use crate::store::safe;
use crate::store::shape::journal as shape;
use crate::store::tree::{Found, Tree};

/// Why a line was set aside.
pub(super) struct Fault {
    /// A stable word for machines.
    pub code: &'static str,
    /// What was found and what was wanted.
    pub message: String,
    /// Its bytes in the line; empty where reading stopped there.
    pub range: Range<usize>,
}

impl From<Fault> for Line {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Fault {
    pub(super) fn new(code: &'static str, message: &str, range: Range<usize>) -> Self {
        Self { code, message: safe(message).into_owned(), range }
    }

    /// A line that is no JSON.
    pub(super) fn of_syntax(text: &str, error: &serde_json::Error) -> Self {
        if error.is_eof() {
            return Self::new("torn-line", "it is cut off", stopped(text, error));
        }
        let message = format!("it is no JSON: {}", plain(error));
        Self::new("foreign-line", &message, stopped(text, error))
    }

    /// A line of JSON that has not the shape of an entry.
    pub(super) fn of_shape(text: &str, error: &serde_json::Error) -> Self {
        let tree = tree(text);
        let is_entry = tree.as_ref().is_some_and(|tree| tree.seek(&[], "what").is_some());
        let code = if is_entry { "wrong-entry" } else { "foreign-line" };
        match tree.as_ref().and_then(first_of) {
            Some(found) => Self::new(code, &found.message, found.range),
            None => Self::new(code, &plain(error), stopped(text, error)),
        }
    }

    /// An entry whose texts do not mean what they should.
    pub(super) fn of_meaning(text: &str, wrong: Wrong) -> Self {
        let Wrong { field, inside, message } = wrong;
        let within: &[&str] = if inside { &["what"] } else { &[] };
        let range = tree(text).and_then(|tree| tree.seek(within, field));
        Self { code: "wrong-entry", message, range: range.unwrap_or(0..0) }
    }
}

/// A line with the places of its parts.
fn tree(text: &str) -> Option<Tree<'_>> {
    Tree::parse(text, &HashSet::new()).ok().map(|tree| tree.called("it"))
}

/// The first thing that keeps a line from being an entry.
fn first_of(tree: &Tree<'_>) -> Option<Found> {
    if let Some(found) = tree.no_object() {
        return Some(found);
    }
    let _: Option<shape::Event<'_>> = tree.read(tree.node());
    // What was done may be a newer version's word, which is nothing wrong.
    let what = tree.seek(&[], "what");
    let errors = tree.take_found().into_iter().filter(|found| found.severity == Severity::Error);
    errors.min_by_key(|found| Some(&found.range) == what.as_ref())
}

/// What the parser says, without its place.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(short, _)| short).to_owned()
}

/// Where the parser stood.
fn stopped(text: &str, error: &serde_json::Error) -> Range<usize> {
    let at = text.floor_char_boundary(error.column().saturating_sub(1));
    at..at
}
