//! Opening a file that serde refused: what encoding, whether JSON, whose format.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::domain::complaint::{Complaint, Severity};

use super::place::whole;
use super::scan::{Oddity, Scanned};
use super::text::quoted;
use super::tree::Found;

/// The bytes as text, without byte-order mark. What is not UTF-8 is read as U+FFFD, and the
/// second part says where the first such byte stands.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Range<usize>>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) => {
            let at = error.valid_up_to();
            // U+FFFD takes three bytes in the text as it is read.
            (String::from_utf8_lossy(bytes), Some(at..at + '\u{fffd}'.len_utf8()))
        }
    }
}

/// Whether the file is UTF-16, as some programs export.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

/// The complaint about a file in UTF-16.
pub(super) fn utf16(file: &str) -> Complaint {
    Complaint {
        severity: Severity::Error,
        code: "not-utf-8",
        message: "the file is UTF-16, UTF-8 is wanted".to_owned(),
        help: "save it as UTF-8; in PowerShell: Out-File -Encoding utf8".to_owned(),
        place: whole(file),
    }
}

/// What is said of a byte that is not UTF-8.
pub(super) fn not_utf8(range: Range<usize>) -> Found {
    Found::error(
        "not-utf-8",
        range,
        "a byte that is not UTF-8, read as �",
        "save the file as UTF-8",
    )
}

/// The `format` of a JSON text: `None` where it has none that is text.
///
/// # Errors
/// Where the text is not JSON, with what is said of it.
pub(super) fn format_of(scanned: &Scanned<'_>) -> Result<Option<String>, Found> {
    serde_json::from_str::<Format>(&scanned.text)
        .map(|format| format.0)
        .map_err(|error| syntax(scanned, &error))
}

/// The root's `format`, whatever else the root is.
struct Format(Option<String>);

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson { keep_text: false }).map(Format)
    }
}

/// Reads any JSON; keeps the text itself, or an object's `format`.
struct AnyJson {
    keep_text: bool,
}

impl<'de> serde::de::DeserializeSeed<'de> for AnyJson {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyJson {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.keep_text.then(|| text.to_owned()))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut format = None;
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            if key == "format" && !self.keep_text && format.is_none() {
                format = map.next_value_seed(Self { keep_text: true })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(format)
    }
}

/// What is said of a text that is not JSON, at the start of the token that is wrong.
fn syntax(scanned: &Scanned<'_>, error: &serde_json::Error) -> Found {
    let text = &*scanned.text;
    let at = if error.is_eof() { text.len() } else { offset(text, error) };
    let open_text = scanned.oddities.iter().find_map(|oddity| match oddity {
        Oddity::Control { at: end, text: start } if *start <= at => Some(*start..*end),
        _ => None,
    });
    if let Some(range) = open_text {
        let message = "text that is not closed on its line, a closing `\"` is wanted";
        return Found::error(
            "not-json",
            range,
            message,
            "close the text, or write \\n for a line break",
        );
    }
    if error.is_eof() {
        let end = text.trim_end().len();
        let (message, help) = match end {
            0 => ("the file is empty, a JSON object is wanted", "export it again"),
            _ => (
                "the file ends in the middle, its closing brackets are wanted",
                "it is cut short: export or copy it again",
            ),
        };
        return Found::error("not-json", end..end, message, help);
    }
    let before = text.get(..at).unwrap_or("");
    let comma = before.trim_end();
    if text.get(at..).is_some_and(|rest| rest.starts_with(['}', ']'])) && comma.ends_with(',') {
        let range = comma.len() - 1..comma.len();
        let message = "a comma before a closing bracket";
        return Found::error("not-json", range, message, "take the comma out");
    }
    let start = before.trim_end_matches(in_token).len();
    let token = token(text.get(start..).unwrap_or(""));
    let (message, help) = in_words(error, token);
    Found::error("not-json", start..start + token.len(), message, help)
}

/// The byte where `serde_json` stood.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let line_start = match error.line().checked_sub(2) {
        Some(before) => text.match_indices('\n').nth(before).map_or(0, |(at, _)| at + 1),
        None => 0,
    };
    let at = (line_start + error.column().saturating_sub(1)).min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Whether a character belongs to a word or a number.
fn in_token(c: char) -> bool {
    c.is_alphanumeric() || "+-._".contains(c)
}

/// The text, word, number or sign that `rest` begins with.
fn token(rest: &str) -> &str {
    let closed = rest.strip_prefix('"').and_then(|text| text.find(['"', '\n'])).map(|end| end + 2);
    let bare = || rest.find(|c| !in_token(c)).unwrap_or(rest.len());
    let one = || rest.chars().next().map_or(0, char::len_utf8);
    let length = closed.unwrap_or_else(bare).max(one());
    rest.get(..length).unwrap_or(rest)
}

/// A syntax error: what was found, what was wanted; and what to do.
fn in_words(error: &serde_json::Error, token: &str) -> (String, &'static str) {
    let text = error.to_string();
    let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason);
    let found = quoted(token, 40);
    match reason {
        "key must be a string" => (
            format!("{found}, the name of a field in double quotes is wanted"),
            "write names in double quotes",
        ),
        "expected value" | "expected ident" => (
            format!("{found} is not JSON, a value is wanted"),
            "write a number, a text in double quotes, true, false or null",
        ),
        "trailing characters" => (
            format!("{found} after the end of the object, nothing more is wanted"),
            "one file holds one object: take the rest out, or make it a second file",
        ),
        reason => match reason.strip_prefix("expected ") {
            Some(wanted) => (
                format!("{found}, {wanted} is wanted"),
                "look for a missing comma, quote or bracket just before it",
            ),
            None => (format!("{reason}: {found}"), "put it right, or export the file again"),
        },
    }
}

/// What is said of everything that is not JSON but was read around, and where those values start.
pub(super) fn oddities(scanned: &Scanned<'_>, original: &str) -> (Vec<Found>, HashSet<usize>) {
    let mut starts = HashSet::new();
    let mut found = Vec::new();
    let mut last_text = None;
    for oddity in &scanned.oddities {
        match oddity {
            Oddity::Word(range) => {
                starts.insert(range.start);
                let word = quoted(original.get(range.clone()).unwrap_or(""), 40);
                found.push(Found::error(
                    "not-a-number",
                    range.clone(),
                    format!("{word} is not JSON, a number or null is wanted"),
                    "write null and say why in `missing`",
                ));
            }
            Oddity::Endless(range) => {
                starts.insert(range.start);
                let word = quoted(original.get(range.clone()).unwrap_or(""), 40);
                found.push(Found::error(
                    "not-a-number",
                    range.clone(),
                    format!("{word} is beyond any number that can be held"),
                    "write the figure itself, or null and say why in `missing`",
                ));
            }
            Oddity::Control { at, text } => {
                if last_text.replace(*text) != Some(*text) {
                    found.push(Found::error(
                        "raw-control-character",
                        *at..*at + 1,
                        "a raw control character inside a text, read as a space",
                        "write \\t for a tab and \\n for a line break",
                    ));
                }
            }
            Oddity::Deep(range) => found.push(Found::error(
                "too-deep",
                range.clone(),
                "nested more than 100 deep, which no file of ours is",
                "export the file again",
            )),
        }
    }
    (found, starts)
}
