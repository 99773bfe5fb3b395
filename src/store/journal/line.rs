//! One line of a journal: read, or set aside with what is wrong with it; written.

use std::sync::Arc;

use serde_json::Value;

pub(super) use super::entry::Converter;
use super::fault::Fault;
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

/// Reads a line by itself, without its line end.
pub(super) fn read(bytes: &[u8]) -> Line {
    read_next(&mut Converter::default(), bytes)
}

/// Reads one of many lines, likewise.
pub(super) fn read_next(converter: &mut Converter, bytes: &[u8]) -> Line {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            return Fault::new("foreign-line", "it is not UTF-8 text", at..at).into();
        }
    };
    if text.trim().is_empty() {
        return Line::Blank;
    }
    match serde_json::from_str::<shape::Event<'_>>(text) {
        Ok(line) => entry(converter, text, &line, None),
        Err(error) => unread(converter, text, &error),
    }
}

/// The entry of a line that has the right shape; `newer` is the word of what a newer version did.
fn entry(
    converter: &mut Converter,
    text: &str,
    line: &shape::Event<'_>,
    newer: Option<String>,
) -> Line {
    match converter.event(line, newer) {
        Ok((event, replaced)) => Line::Entry(event, replaced),
        Err(wrong) => Fault::of_meaning(text, wrong).into(),
    }
}

/// A line that is not as this version writes it: a newer version's, or nobody's.
fn unread(converter: &mut Converter, text: &str, error: &serde_json::Error) -> Line {
    let Ok(mut value) = serde_json::from_str::<Value>(text) else {
        return Fault::of_syntax(text, error).into();
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
            return entry(converter, text, &line, Some(crate::store::safe(&kind).into_owned()));
        }
    }
    Fault::of_shape(text, error).into()
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

    /// A line's fault: its word for machines, what it says, and what it points at.
    fn fault_of(bytes: &[u8]) -> (&'static str, String, String) {
        match read(bytes) {
            Line::Fault(Fault { code, message, range }) => {
                let at = bytes.get(range).map(|at| String::from_utf8_lossy(at).into_owned());
                (code, message, at.unwrap())
            }
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
        // Where reading stopped: a place in the line, though nothing of it can be pointed at.
        for (text, at) in [("{\"é\": nothing}", "othing}"), ("{\"id\":", ":")] {
            let Line::Fault(Fault { range, .. }) = read(text.as_bytes()) else { panic!("{text}") };
            assert_eq!((&text[range.start..], range.len()), (at, 0));
        }
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
        for (found, code, part, at) in [
            (fault_of(b"hello"), "foreign-line", "it is no JSON", ""),
            (fault_of(b"{\"a\":1}"), "foreign-line", "it has no `id`", "{"),
            (fault_of(b"[1]"), "foreign-line", "it is a list, an object is wanted", "[1]"),
            (fault_of(&line.as_bytes()[..line.len() - 2]), "torn-line", "cut off", ""),
            (fault_of(b"{\"id\":\"\xff\"}"), "foreign-line", "not UTF-8", ""),
            (with("\"id\":\"0", "\"id\":\"x"), "wrong-entry", "a UUID is wanted", "\"x"),
            (with("2026-11-12T", "12/11/2026 "), "wrong-entry", "+00:00 is wanted", "\"12/11"),
            (with("\"2026-10\"", "\"2026-13\""), "wrong-entry", "month 13", "\"2026-13\""),
            (with("Zoë", " "), "wrong-entry", "`author` is empty", "\" \""),
            (with("\"what\"", "\"wath\""), "foreign-line", "it has no `what`", "{"),
            (with("\"text\"", "\"texte\""), "wrong-entry", "`comment` has no `text`", "{"),
            (with("true", "\"yes\""), "wrong-entry", "true or false is wanted", "\"yes\""),
            (with("}}}", "}]}"), "foreign-line", "it is no JSON", ""),
        ] {
            assert_eq!(found.0, code, "{}", found.1);
            assert!(found.1.contains(part), "{}", found.1);
            assert!(found.2.starts_with(at) && found.2.is_empty() == at.is_empty(), "{found:?}");
        }
        // Where reading stopped: a place in the line, though nothing of it can be pointed at.
        for (text, at) in [("{\"é\": nothing}", "othing}"), ("{\"id\":", ":")] {
            let Line::Fault(Fault { range, .. }) = read(text.as_bytes()) else { panic!("{text}") };
            assert_eq!((&text[range.start..], range.len()), (at, 0));
        }
        let newer = line.replace("\"comment\"", "\"vote\"").replace("\"author\":\"Zoë\",", "");
        assert_eq!(fault_of(newer.trim().as_bytes()).1, "it has no `author`");
        let task = one_of_each().into_iter().find(|e| matches!(e.what, What::Action(_))).unwrap();
        let due = write(&task).unwrap().replace("\"due\":\"20", "\"due\":\"30/");
        let (_, message, at) = fault_of(due.trim().as_bytes());
        assert!(message.contains("`due` is `30/") && at.starts_with("\"30/"), "{message} {at}");
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
