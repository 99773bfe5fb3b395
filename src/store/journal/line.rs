//! One line of a journal: read, or set aside with what is wrong with it; written.

use std::sync::Arc;

use serde_json::Value;

pub(super) use super::entry::Converter;
use super::entry::Wrong;
use super::shaped::shaped;
use crate::domain::meeting::Event;
use crate::store::shape::journal as shape;

/// What a line is.
pub(super) enum Line {
    /// Nothing but spaces.
    Blank,
    /// An entry, and whether control characters were replaced in its texts.
    Entry(Arc<Event>, bool),
    /// No entry of ours.
    Fault(Fault),
}

/// Why a line was set aside.
pub(super) struct Fault {
    /// A stable word for machines.
    pub code: &'static str,
    /// What was found and what was wanted.
    pub message: String,
    /// From 1: the character at which reading stopped.
    pub column: usize,
}

/// Reads a line by itself, without its line end.
pub(super) fn read(bytes: &[u8]) -> Line {
    read_next(&mut Converter::default(), bytes)
}

/// Reads one of many lines, likewise.
pub(super) fn read_next(converter: &mut Converter, bytes: &[u8]) -> Line {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let column = String::from_utf8_lossy(good).chars().count() + 1;
            return fault("foreign-line", "it is not UTF-8 text".to_owned(), column);
        }
    };
    if text.trim().is_empty() {
        return Line::Blank;
    }
    match serde_json::from_str::<shape::Event<'_>>(text) {
        Ok(line) => entry(converter, &line, None),
        Err(error) => unread(converter, text, &error),
    }
}

/// The entry of a line that has the right shape; `newer` is the word of what a newer version did.
fn entry(converter: &mut Converter, line: &shape::Event<'_>, newer: Option<String>) -> Line {
    match converter.event(line, newer) {
        Ok((event, replaced)) => Line::Entry(event, replaced),
        Err(Wrong(message)) => fault("wrong-entry", message, 1),
    }
}

/// A line that is not as this version writes it: a newer version's, or nobody's.
fn unread(converter: &mut Converter, text: &str, error: &serde_json::Error) -> Line {
    let Ok(mut value) = serde_json::from_str::<Value>(text) else {
        if error.is_eof() {
            return fault("torn-line", "it is cut off".to_owned(), column(text, error));
        }
        let message = format!("it is no JSON: {}", plain(error));
        return fault("foreign-line", message, column(text, error));
    };
    let what = value.get_mut("what").and_then(Value::as_object_mut);
    let kind = what.as_ref().and_then(|what| what.keys().next().cloned());
    if let (Some(what), Some(kind)) = (what, kind)
        && !shape::KINDS.contains(&kind.as_str())
    {
        // As if it said something known, the rest of the line is read as it is.
        *what =
            serde_json::Map::from_iter([("discussed".to_owned(), Value::Object(<_>::default()))]);
        let as_known = value.to_string();
        if let Ok(line) = serde_json::from_str::<shape::Event<'_>>(&as_known) {
            return entry(converter, &line, Some(crate::store::safe(&kind).into_owned()));
        }
    }
    let code = if value.get("what").is_some() { "wrong-entry" } else { "foreign-line" };
    fault(code, plain(error), column(text, error))
}

fn fault(code: &'static str, message: String, column: usize) -> Line {
    Line::Fault(Fault { code, message, column })
}

/// What the parser says, without its place.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let short = text.rsplit_once(" at line ").map_or(text.as_str(), |(short, _)| short);
    crate::store::safe(short).into_owned()
}

/// The character that the parser stood at, from 1; it counts bytes.
fn column(text: &str, error: &serde_json::Error) -> usize {
    let before = error.column().saturating_sub(1);
    text.char_indices().take_while(|(at, _)| *at < before).count() + 1
}

/// An entry as a line, with its line end. `None` for what a newer version wrote.
pub(in crate::store) fn write(event: &Event) -> Option<String> {
    let mut line = serde_json::to_string(&shaped(event)?).ok()?;
    line.push('\n');
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meeting::What;
    use crate::domain::meeting::fixture::one_of_each;

    fn entry_of(text: &str) -> Arc<Event> {
        match read(text.as_bytes()) {
            Line::Entry(event, _) => event,
            Line::Blank => panic!("blank"),
            Line::Fault(fault) => panic!("{}: {}", fault.code, fault.message),
        }
    }

    fn fault_of(bytes: &[u8]) -> (&'static str, String, usize) {
        match read(bytes) {
            Line::Fault(fault) => (fault.code, fault.message, fault.column),
            Line::Blank | Line::Entry(..) => panic!("no fault: {}", String::from_utf8_lossy(bytes)),
        }
    }

    #[test]
    fn every_kind_of_entry_reads_back_as_it_was_written() {
        let mut kinds = Vec::new();
        for event in one_of_each() {
            let line = write(&event).unwrap();
            assert_eq!(line.matches('\n').count(), 1, "{line}");
            assert_eq!(entry_of(line.trim_end()), event);
            let value: Value = serde_json::from_str(&line).unwrap();
            kinds.push(value["what"].as_object().unwrap().keys().next().unwrap().clone());
        }
        for kind in shape::KINDS {
            assert!(kinds.iter().any(|k| k == kind), "{kind} is not written");
        }
        assert!(kinds.iter().all(|kind| shape::KINDS.contains(&kind.as_str())));
    }

    #[test]
    fn a_newer_versions_kinds_fields_and_statuses_are_kept_and_passed_over() {
        let line = write(&one_of_each()[1]).unwrap();
        let newer = line.replace("\"comment\":{", "\"vote\":{\"for\":3,");
        let event = entry_of(&newer);
        assert_eq!(event.what, What::Newer { kind: "vote".to_owned() });
        assert_eq!(event.author.as_ref(), "Zoë");
        assert_eq!(write(&event), None);
        let field = line.replace("{\"id\"", "{\"mood\":\"good\",\"id\"");
        assert_eq!(entry_of(&field), one_of_each()[1]);
        let status =
            one_of_each().into_iter().find(|e| matches!(e.what, What::ActionStatus { .. }));
        let paused = write(&status.unwrap()).unwrap().replace("dropped", "paused");
        assert_eq!(entry_of(&paused).what, What::Newer { kind: "action-status paused".to_owned() });
    }

    #[test]
    fn a_line_that_is_not_ours_is_told_with_what_is_wrong() {
        let line = write(&one_of_each()[1]).unwrap();
        let with = |from: &str, to: &str| fault_of(line.replacen(from, to, 1).trim().as_bytes());
        for (found, code, part) in [
            (fault_of(b"hello"), "foreign-line", "it is no JSON"),
            (fault_of(b"{\"a\":1}"), "foreign-line", "missing field `id`"),
            (fault_of(b"[1]"), "foreign-line", "invalid"),
            (fault_of(&line.as_bytes()[..line.len() - 2]), "torn-line", "cut off"),
            (fault_of(b"{\"id\":\"\xff\"}"), "foreign-line", "not UTF-8"),
            (with("\"id\":\"0", "\"id\":\"x"), "wrong-entry", "a UUID is wanted"),
            (with("2026-11-12T", "12/11/2026 "), "wrong-entry", "2026-11-05T09:30:00+00:00"),
            (with("\"2026-10\"", "\"2026-13\""), "wrong-entry", "month 13"),
            (with("Zoë", " "), "wrong-entry", "`author` is empty"),
            (with("\"text\"", "\"texte\""), "wrong-entry", "missing field `text`"),
            (with("true", "\"yes\""), "wrong-entry", "invalid type"),
        ] {
            assert_eq!(found.0, code, "{}", found.1);
            assert!(found.1.contains(part), "{}", found.1);
        }
        assert_eq!(fault_of("{\"é\": nothing}".as_bytes()).2, 8);
        assert!(matches!(read(b" \r"), Line::Blank));
    }

    #[test]
    fn control_characters_are_replaced_and_said_and_line_breaks_stay() {
        let line = write(&one_of_each()[1]).unwrap();
        let evil = line.replace("quoted", "\\u001b[31m\\u202e").replace("Zoë", "Z\\u0007\\n");
        let Line::Entry(event, replaced) = read(evil.trim().as_bytes()) else { panic!("no entry") };
        assert!(replaced);
        assert_eq!(event.author.as_ref(), "Z\u{fffd} ");
        let What::Comment(words) = &event.what else { panic!("no comment") };
        assert_eq!(&*words.text, "two\nlines, \"\u{fffd}[31m\u{fffd}\"");
        let Line::Entry(_, replaced) = read(line.trim().as_bytes()) else { panic!("no entry") };
        assert!(!replaced);
    }
}
