//! From bytes to names and values, around the lines that cannot be read.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::complaint::Complaint;
use crate::store::mend;
use crate::store::place::Source;
use crate::store::text::quoted;

use super::{BACKSLASHES, Entry, Located, Value, complaint};

/// With more broken lines than this, the file is something else.
const MOST_BROKEN: usize = 50;

/// What can be read, in the file's order, and what is wrong.
type Parsed = (Vec<Entry>, Vec<Complaint>);

/// What the bytes say, in the file's order, and what is wrong with them.
///
/// # Errors
/// A complaint where nothing of it can be used.
pub(super) fn parse(file: &str, bytes: &[u8]) -> Result<Parsed, Box<Complaint>> {
    if mend::is_utf16(bytes) {
        return Err(Box::new(mend::utf16(file)));
    }
    let (text, not_utf8) = mend::decode(bytes);
    let source = Source::new(file, &text);
    let mut complaints = Vec::new();
    if let Some(range) = not_utf8 {
        let message = "a byte that is not UTF-8, read as �".to_owned();
        let place = source.place(range);
        complaints.push(complaint("not-utf-8", place, message, "save the file as UTF-8"));
    }
    let mut readable = Readable { text: text.clone().into_owned() };
    let mut aside = Vec::new();
    for _ in 0..MOST_BROKEN {
        let error = match DeTable::parse(&readable.text) {
            Ok(table) => {
                let told = readable.causes(aside).into_iter();
                complaints.extend(told.map(|broken| broken.complaint(&source, &text)));
                return Ok((entries(&source, table.get_ref()), complaints));
            }
            Err(error) => error,
        };
        let Some(broken) = readable.set_aside(&error) else { break };
        aside.push(broken);
    }
    let message = "hardly a line can be read as NAME = VALUE".to_owned();
    let help = "name a configuration file: theme = \"dark\"";
    Err(Box::new(complaint("syntax", source.place(0..0), message, help)))
}

/// A line that was set aside.
struct Broken {
    /// The line.
    line: Range<usize>,
    /// All that was set aside with it.
    aside: Range<usize>,
    /// It begins like a setting or a heading.
    is_setting: bool,
    /// Where the parser stumbled.
    span: Range<usize>,
    /// Over what.
    description: String,
}

/// The text with blanks for every line that was set aside.
struct Readable {
    text: String,
}

impl Readable {
    /// Sets aside the line of an error, or where nothing is left of it the one before; what spans
    /// several lines from where it begins, and with a table's heading all that stands below it.
    /// `None` where nothing is left.
    fn set_aside(&mut self, error: &toml::de::Error) -> Option<Broken> {
        let description = error.message().to_owned();
        let span = error.span().unwrap_or(0..0);
        let mut line = self.line_at(span.start)?;
        let mut end = line.end;
        let own = self.text.get(line.clone())?.trim_start();
        let is_setting = own.starts_with(|c: char| c.is_alphabetic() || c == '[');
        let begins: Option<&[&str]> = if description.contains("array") {
            Some(&["= [", "=["])
        } else {
            description.contains("multi-line").then_some(&["\"\"\"", "\'\'\'"])
        };
        if let Some(signs) = begins {
            if let Some(first) = self.line_before(line.start, signs).filter(|_| !has(own, signs)) {
                // What does not end swallows the settings below it: they are not at fault.
                end = if own.contains('=') { line.start.saturating_sub(1) } else { end };
                line = first;
            }
        } else if own.starts_with('[') {
            end = self.next_heading(end);
        }
        let aside = line.start..end;
        self.blank(aside.clone());
        Some(Broken { line, aside, is_setting, span, description })
    }

    /// What was set aside, in the file's order, without the lines that are only left over from a
    /// setting of several lines that was.
    fn causes(&self, mut aside: Vec<Broken>) -> Vec<Broken> {
        aside.sort_by_key(|broken| broken.line.start);
        let mut end = None;
        aside.retain(|broken| {
            let follows = end.is_some_and(|end| self.is_blank(end..broken.line.start));
            end = Some(broken.aside.end);
            broken.is_setting || !follows
        });
        aside
    }

    /// The nearest line before a byte that holds one of these signs.
    fn line_before(&self, at: usize, signs: &[&str]) -> Option<Range<usize>> {
        let mut start = at;
        for line in self.text.get(..at)?.split_inclusive('\n').rev() {
            start -= line.len();
            if has(line, signs) {
                return Some(start..start + line.trim_end().len());
            }
        }
        None
    }

    /// The line at a byte, or where it is blank the nearest before it that is not.
    fn line_at(&self, at: usize) -> Option<Range<usize>> {
        let start_of = |at: usize| {
            let head = self.text.get(..at).unwrap_or(&self.text);
            head.rfind('\n').map_or(0, |end| end + 1)
        };
        let start = start_of(at.min(self.text.len()));
        let line = start..self.end_of_line(start);
        if !self.is_blank(line.clone()) {
            return Some(line);
        }
        let end = self.text.get(..start)?.trim_end().len();
        (end > 0).then(|| start_of(end)..end)
    }

    /// Where the next table begins.
    fn next_heading(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or("");
        let mut at = from;
        for line in rest.split_inclusive('\n') {
            if at > from && line.trim_start().starts_with('[') {
                return at;
            }
            at += line.len();
        }
        self.text.len()
    }

    fn end_of_line(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or("");
        rest.find('\n').map_or(self.text.len(), |length| from + length)
    }

    fn is_blank(&self, range: Range<usize>) -> bool {
        self.text.get(range).is_none_or(|text| text.trim().is_empty())
    }

    /// Every byte but the ends of lines becomes a space: places stay where they were.
    fn blank(&mut self, range: Range<usize>) {
        let Some(text) = self.text.get(range.clone()) else { return };
        let blank: String = text.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
        self.text.replace_range(range, &blank);
    }
}

fn has(line: &str, signs: &[&str]) -> bool {
    signs.iter().any(|sign| line.contains(sign))
}

impl Broken {
    /// What is said of it.
    fn complaint(self, source: &Source<'_>, text: &str) -> Complaint {
        let Self { line, span, description, .. } = self;
        // The end of a line is where something is missing: the line itself is shown.
        let span = if line.contains(&span.start) { span } else { line.end..line.end };
        let place = source.place(span.clone());
        if description == "duplicate key" {
            let name = quoted(text.get(span).unwrap_or(""), 40);
            let message = format!("{name} stands twice, the first is used");
            return complaint("duplicate-setting", place, message, "leave one of them out");
        }
        let said = description.split(", expected").next().unwrap_or(&description);
        let line = text.get(line).unwrap_or("");
        let said = if said.contains("array") { "a list without its end" } else { said };
        let help = if line.contains('"') && line.contains('\\') {
            BACKSLASHES
        } else if said.contains("must be quoted") {
            "write text in quotes: theme = \"dark\""
        } else if said.contains("list") {
            "write a list in square brackets, with commas: [\"j\", \"down\"]"
        } else if said.contains("boolean") {
            "write true or false, in small letters"
        } else if line.trim_start().starts_with('[') {
            "write the name in square brackets: [keys]; nothing below this line is used"
        } else {
            "write NAME = VALUE on a line of its own, text in quotes"
        };
        complaint("syntax", place, format!("the line cannot be read: {said}"), help)
    }
}

/// The names and values of a table, in the file's order.
fn entries(source: &Source<'_>, table: &DeTable<'_>) -> Vec<Entry> {
    let mut all: Vec<_> = table.iter().collect();
    all.sort_by_key(|(name, _)| name.span().start);
    let entry = |(name, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let name: &Spanned<std::borrow::Cow<'_, str>> = name;
        Entry {
            name: Located {
                value: name.get_ref().clone().into_owned(),
                place: source.place(name.span()),
            },
            value: located(source, value),
        }
    };
    all.into_iter().map(entry).collect()
}

fn located(source: &Source<'_>, value: &Spanned<DeValue<'_>>) -> Located<Value> {
    let place = source.place(value.span());
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.clone().into_owned()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Other("a number without end"), Value::Number),
        DeValue::Float(_) => Value::Other("a fraction"),
        DeValue::Datetime(_) => Value::Other("a date"),
        DeValue::Array(values) => {
            Value::List(values.iter().map(|value| located(source, value)).collect())
        }
        DeValue::Table(table) => Value::Table(entries(source, table)),
    };
    Located { value, place }
}
