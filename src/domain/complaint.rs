//! A complaint about the data: what was found, what was wanted, what to do, and where.
//!
//! The store makes them; `check` prints them, the dashboard lists them.

use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The figure or file could not be used.
    Error,
    /// It was used, but somebody should look.
    Warning,
}

impl Severity {
    /// The word before the message.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A place in a file. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the person named it, control characters replaced.
    pub file: String,
    /// Line, from 1; 0 where the complaint is about the whole file.
    pub line: usize,
    /// Column in characters, from 1; 0 where the complaint is about the whole file.
    pub column: usize,
    /// How many characters the caret underlines; at least 1 where there is a line.
    pub length: usize,
    /// The line itself, control characters replaced; empty for a whole file.
    pub text: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            f.write_str(&self.file)
        } else {
            write!(f, "{}:{}:{}", self.file, self.line, self.column)
        }
    }
}

/// One complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// How bad it is.
    pub severity: Severity,
    /// A stable word for machines: `unknown-field`, `wrong-type`.
    pub code: &'static str,
    /// What was found and what was wanted, lower case, no full stop.
    pub message: String,
    /// What to do; empty where the message says it.
    pub help: String,
    /// Where.
    pub place: Place,
}
