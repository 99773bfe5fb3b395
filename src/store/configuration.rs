//! A configuration file: what it says, each part with its place.
//!
//! It is TOML. Which names there are, and what each may say, is for the command line to know: it
//! asks for one after the other, and what nobody asked for is complained of. A line that cannot be
//! read is set aside and the others are used, so that a slip never takes the rest away.

mod parse;

use std::fs::File;
use std::io;
use std::ops::RangeInclusive;
use std::path::Path;

use crate::domain::complaint::{Complaint, Place, Severity};

use super::bounded;
use super::place::whole;
use super::text::{either, nearest, quoted, safe, tidy};

/// No configuration is longer; what is would only take the memory.
const LONGEST: u64 = 256 * 1024;

/// Something that the file says, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// What it says.
    pub value: T,
    /// Where.
    pub place: Place,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// True or false.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// Several values.
    List(Vec<Located<Self>>),
    /// Names and values.
    Table(Vec<Entry>),
    /// What no setting wants, by its kind: a date.
    Other(&'static str),
}

impl Value {
    /// What it is, for a complaint about another kind being wanted.
    fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Flag(_) => "true or false",
            Self::Number(_) => "a number",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Other(kind) => kind,
        }
    }
}

/// A name and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name.
    pub name: Located<String>,
    /// The value.
    pub value: Located<Value>,
}

/// A name and the texts that are set for it, none or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// The name.
    pub name: Located<String>,
    /// The texts, in order.
    pub texts: Vec<Located<String>>,
}

/// What a configuration file says and nobody has asked for yet.
#[derive(Debug, Default)]
pub struct Configuration {
    entries: Vec<Entry>,
    asked: Vec<&'static str>,
    complaints: Vec<Complaint>,
}

impl Configuration {
    /// Reads a file. One that is not there says nothing, unless somebody named it.
    pub fn open(path: &Path, named: bool) -> Self {
        let shown = path.display().to_string();
        match bytes(path) {
            Ok(bytes) => Self::read(&shown, &bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !named => Self::default(),
            Err(error) => {
                let reason = match error.kind() {
                    io::ErrorKind::NotFound => "there is no such file".to_owned(),
                    io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
                    _ => plain(&error),
                };
                let message = format!("the configuration cannot be read: {reason}");
                let help = "name another file with --config, or correct CALLOVER_CONFIG";
                Self::broken(complaint("unreadable", whole(&shown), message, help))
            }
        }
    }

    /// Reads the bytes of a file that a person calls `file`.
    pub fn read(file: &str, bytes: &[u8]) -> Self {
        match parse::parse(file, bytes) {
            Ok((entries, complaints)) => Self { entries, complaints, asked: Vec::new() },
            Err(complaint) => Self::broken(*complaint),
        }
    }

    fn broken(complaint: Complaint) -> Self {
        Self { complaints: vec![complaint], ..Self::default() }
    }

    fn ask(&mut self, name: &'static str) -> Option<Located<Value>> {
        self.asked.push(name);
        let at = self.entries.iter().position(|entry| entry.name.value == name)?;
        Some(self.entries.remove(at).value)
    }

    /// Complains about a place of the file.
    pub fn complain(
        &mut self,
        place: Place,
        code: &'static str,
        message: String,
        help: impl Into<String>,
    ) {
        self.complaints.push(complaint(code, place, message, help));
    }

    fn wrong(&mut self, name: &str, found: Located<Value>, wanted: &str, help: &str) {
        let message = format!("`{name}` is {}, {wanted} is wanted", found.value.kind());
        self.complain(found.place, "wrong-type", message, help);
    }

    /// A text, control characters replaced. Blank counts as nothing.
    pub fn text(&mut self, name: &'static str) -> Option<Located<String>> {
        let found = self.written(name)?;
        let (text, replaced) = tidy(&found.value);
        if replaced {
            let message = format!("`{name}` has control characters, each replaced by �");
            self.complain(found.place.clone(), "control-characters", message, BACKSLASHES);
        }
        let value = text.into_owned();
        Some(Located { value, place: found.place })
    }

    /// The text of a path as it stands there. Blank counts as nothing.
    pub fn path(&mut self, name: &'static str) -> Option<Located<String>> {
        let found = self.written(name)?;
        if found.value.contains(char::is_control) {
            let message = format!("`{name}` has control characters, a path is wanted");
            self.complain(found.place, "control-characters", message, BACKSLASHES);
            return None;
        }
        Some(found)
    }

    fn written(&mut self, name: &'static str) -> Option<Located<String>> {
        let found = self.ask(name)?;
        match found.value {
            Value::Text(text) if text.trim().is_empty() => None,
            Value::Text(value) => Some(Located { value, place: found.place }),
            _ => {
                self.wrong(name, found, "text", "write it in quotes");
                None
            }
        }
    }

    /// True or false.
    pub fn flag(&mut self, name: &'static str) -> Option<Located<bool>> {
        let found = self.ask(name)?;
        match found.value {
            Value::Flag(value) => Some(Located { value, place: found.place }),
            _ => {
                self.wrong(name, found, "true or false", "write it without quotes");
                None
            }
        }
    }

    /// A protection: on where it says so, and where what it says cannot be read, since who wrote it
    /// relies on it.
    pub fn protection(&mut self, name: &'static str) -> bool {
        let told = self.complaints.len();
        let said = self.flag(name);
        said.map_or(self.complaints.len() > told, |flag| flag.value)
    }

    /// A whole number within a range.
    pub fn number(&mut self, name: &'static str, range: RangeInclusive<u8>) -> Option<Located<u8>> {
        let found = self.ask(name)?;
        let wanted = format!("a whole number from {} to {}", range.start(), range.end());
        let Value::Number(number) = found.value else {
            self.wrong(name, found, &wanted, "write it without quotes");
            return None;
        };
        match u8::try_from(number).ok().filter(|number| range.contains(number)) {
            Some(value) => Some(Located { value, place: found.place }),
            None => {
                let message = format!("`{name}` is {number}, {wanted} is wanted");
                self.complain(found.place, "out-of-range", message, "");
                None
            }
        }
    }

    /// One of the words that are known.
    pub fn word(&mut self, name: &'static str, known: &[&str]) -> Option<Located<String>> {
        let Located { value, place } = self.ask(name)?;
        let wanted = either(known);
        match value {
            Value::Text(value) if known.contains(&value.as_str()) => {
                return Some(Located { value, place });
            }
            Value::Text(found) => {
                let message = format!("`{name}` is {}, {wanted} is wanted", quoted(&found, 40));
                let near = nearest(&found, known.iter().copied());
                let help = near.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
                self.complain(place, "unknown-word", message, help);
            }
            value => self.wrong(name, Located { value, place }, &wanted, "write it in quotes"),
        }
        None
    }

    /// A table of names, each with a text or a list of texts.
    pub fn texts(&mut self, name: &'static str) -> Vec<Texts> {
        let Some(found) = self.ask(name) else { return Vec::new() };
        match found.value {
            Value::Table(entries) => {
                entries.into_iter().filter_map(|entry| self.texts_of(entry)).collect()
            }
            _ => {
                let help = format!("write [{name}] on a line of its own, the names below it");
                self.wrong(name, found, "a table", &help);
                Vec::new()
            }
        }
    }

    fn texts_of(&mut self, Entry { name, value }: Entry) -> Option<Texts> {
        let place = value.place.clone();
        let all = match value.value {
            Value::List(values) => values,
            one => vec![Located { value: one, place: place.clone() }],
        };
        let mut texts = Vec::with_capacity(all.len());
        let before = all.len();
        for Located { value, place } in all {
            match value {
                Value::Text(value) => texts.push(Located { value, place }),
                other => {
                    let shown = safe(&name.value).into_owned();
                    let found = Located { value: other, place };
                    let help =
                        "write each in quotes, several in square brackets: [\"j\", \"down\"]";
                    self.wrong(&shown, found, "text", help);
                }
            }
        }
        // Nothing good among what was set is not the same as nothing set.
        (before == 0 || !texts.is_empty()).then_some(Texts { name, texts })
    }

    /// Everything that is wrong, in the file's order; what nobody asked for is unknown.
    pub fn finish(mut self) -> Vec<Complaint> {
        for entry in std::mem::take(&mut self.entries) {
            let Located { value: name, place } = entry.name;
            let near = nearest(&name, self.asked.iter().copied());
            let help = near.map_or_else(
                || format!("known are {}", self.asked.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("there is no setting {}", quoted(&name, 40));
            let unknown = complaint("unknown-setting", place, message, help);
            self.complaints.push(Complaint { severity: Severity::Warning, ..unknown });
        }
        self.complaints.sort_by(|a, b| a.place.cmp(&b.place));
        self.complaints
    }
}

/// Why a path or a name has a tab in it that nobody wrote.
const BACKSLASHES: &str =
    "in double quotes \\ begins a sign of its own: write the text in single quotes, 'C:\\figures'";

fn complaint(
    code: &'static str,
    place: Place,
    message: String,
    help: impl Into<String>,
) -> Complaint {
    Complaint { severity: Severity::Error, code, message, help: help.into(), place }
}

/// The bytes of a file of any kind, but no more than a configuration has.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    bounded::stream(File::open(path)?, LONGEST)
}

/// What the system says, without its number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or("").to_owned()
}

#[cfg(test)]
mod tests;
