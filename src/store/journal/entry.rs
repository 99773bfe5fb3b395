//! From the shape of a line to the entry that it means.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::authority::Authority;
use crate::domain::meeting::{
    About, BoardOf, Details, Event, EventId, Moment, Status, Task, What, Words,
};
use crate::domain::period::Period;
use crate::domain::snapshot::parse_day;
use crate::store::shape::journal as shape;
use crate::store::shape::{Text, text};
use crate::store::text::{quoted, tidy, tidy_lines};

/// What is wrong with a line that has the shape of an entry.
pub(super) struct Wrong {
    /// The field that it stands in.
    pub field: &'static str,
    /// That is a field of what was done, not of the entry.
    pub inside: bool,
    /// What was found and what was wanted.
    pub message: String,
}

impl Wrong {
    fn new(field: &'static str, message: String) -> Self {
        Self { field, inside: false, message }
    }

    fn text(field: &'static str, found: &str, wanted: &str) -> Self {
        let message = format!("`{field}` is {}, {wanted} is wanted", quoted(found, QUOTED));
        Self::new(field, message)
    }
}

/// How much of a wrong text is said back.
const QUOTED: usize = 40;

/// Turns shapes into entries. Names that come again and again are kept once.
#[derive(Debug, Default)]
pub(super) struct Converter {
    /// A text of the line held control characters, which were replaced.
    replaced: bool,
    names: HashSet<Arc<str>>,
    authority: Option<Arc<Authority>>,
}

impl Converter {
    /// The entry, and whether control characters were replaced in its texts; `newer` is the word of
    /// what a newer version did, where the line stands for that.
    pub(super) fn event(
        &mut self,
        line: &shape::Event<'_>,
        newer: Option<String>,
    ) -> Result<(Arc<Event>, bool), Wrong> {
        self.replaced = false;
        let what = match newer {
            Some(kind) => What::Newer { kind },
            None => self.what(&line.what).map_err(|wrong| Wrong { inside: true, ..wrong })?,
        };
        let event = Event {
            id: id("id", &line.id)?,
            time: moment(&line.time)?,
            author: self.name("author", &line.author)?,
            host: self.shared(&line.host),
            about: About {
                authority: self.authority(&line.authority)?,
                indicator: line.indicator.as_ref().map(|id| self.shared(id)),
                period: line.period.as_ref().map(|text| period(text)).transpose()?,
            },
            meeting: line.meeting.as_ref().map(|text| id("meeting", text)).transpose()?,
            after: line.after.as_ref().map(|text| id("after", text)).transpose()?,
            what,
        };
        Ok((Arc::new(event), self.replaced))
    }

    fn what(&mut self, what: &shape::What<'_>) -> Result<What, Wrong> {
        use shape::What as Line;
        Ok(match what {
            Line::Comment(words) => What::Comment(self.words(&words.text, words.public)),
            Line::Decision(words) => What::Decision(self.words(&words.text, words.public)),
            Line::Question(q) => What::Question {
                words: self.words(&q.text, q.public),
                to: self.maybe(q.to.as_ref()),
            },
            Line::Reply(reply) => What::Reply {
                question: id("question", &reply.question)?,
                words: self.words(&reply.text, reply.public),
            },
            Line::NoteEdited(edit) => What::NoteEdited {
                note: id("note", &edit.note)?,
                words: self.words(&edit.text, edit.public),
            },
            Line::NoteWithdrawn(of) => What::NoteWithdrawn { note: id("note", &of.note)? },
            Line::Action(task) => What::Action(self.task(task)?),
            Line::ActionEdited(edit) => What::ActionEdited {
                action: id("action", &edit.action)?,
                task: self.task(&edit.task)?,
            },
            Line::ActionStatus(moved) => self.status(moved)?,
            Line::Discussed(_) => What::Discussed,
            Line::NotDiscussed(_) => What::NotDiscussed,
            Line::ItemAdded(item) => What::ItemAdded { why: self.why(item.why.as_ref()) },
            Line::ItemDeferred(item) => What::ItemDeferred {
                until: item.until.as_ref().map(|text| day("until", text)).transpose()?,
                why: self.why(item.why.as_ref()),
            },
            Line::ItemExplained(item) => What::ItemExplained {
                until: day("until", &item.until)?,
                why: self.why(item.why.as_ref()),
            },
            Line::ItemCleared(_) => What::ItemCleared,
            Line::MeetingStarted(details) => What::MeetingStarted(self.details(details)?.into()),
            Line::MeetingChanged(change) => What::MeetingChanged {
                meeting: id("meeting", &change.meeting)?,
                details: self.details(&change.details)?.into(),
            },
            Line::MeetingEnded(of) => What::MeetingEnded { meeting: id("meeting", &of.meeting)? },
            Line::Undo(of) => What::Undo { event: id("event", &of.event)? },
            Line::Redo(of) => What::Redo { event: id("event", &of.event)? },
        })
    }

    fn task(&mut self, task: &shape::Task<'_>) -> Result<Task, Wrong> {
        Ok(Task {
            words: self.words(&task.text, task.public),
            owner: self.shared(&task.owner),
            due: task.due.as_ref().map(|text| day("due", text)).transpose()?,
            committee: task.committee.as_ref().map(|title| self.shared(title)),
        })
    }

    /// A status that is not known yet is a newer version's.
    fn status(&mut self, moved: &shape::ActionStatus<'_>) -> Result<What, Wrong> {
        let action = id("action", &moved.action)?;
        let note = self.why(moved.note.as_ref());
        let status = Status::WORDS.iter().find(|(_, word)| *word == &*moved.status);
        Ok(match status {
            Some((status, _)) => What::ActionStatus { action, status: *status, note },
            None => What::Newer { kind: format!("action-status {}", self.line(&moved.status)) },
        })
    }

    fn details(&mut self, details: &shape::Details<'_>) -> Result<Details, Wrong> {
        let mut names = |names: &[Text<'_>]| -> Vec<String> {
            names.iter().map(|name| self.line(name)).collect()
        };
        let (present, apologies) = (names(&details.present), names(&details.apologies));
        Ok(Details {
            title: self.line(&details.title),
            date: day("date", &details.date)?,
            present,
            apologies,
            remit: self.maybe(details.remit.as_ref()),
            board: BoardOf {
                period: period(&details.board.period)?,
                compare: self.line(&details.board.compare),
                as_at: details.board.as_at.as_ref().map(|text| day("as_at", text)).transpose()?,
                core: details.board.core,
            },
        })
    }

    fn kept<'t>(&mut self, (text, replaced): (Cow<'t, str>, bool)) -> Cow<'t, str> {
        self.replaced |= replaced;
        text
    }

    fn line(&mut self, text: &str) -> String {
        self.kept(tidy(text)).into_owned()
    }

    fn words(&mut self, text: &str, public: bool) -> Words {
        Words { text: self.kept(tidy_lines(text)).into(), public }
    }

    fn why(&mut self, text: Option<&Text<'_>>) -> String {
        text.map_or_else(String::new, |text| self.kept(tidy_lines(text)).into_owned())
    }

    fn maybe(&mut self, text: Option<&Text<'_>>) -> Option<String> {
        text.map(|text| self.line(text))
    }

    fn shared(&mut self, text: &str) -> Arc<str> {
        let tidied = self.kept(tidy(text));
        if let Some(known) = self.names.get(tidied.as_ref()) {
            return known.clone();
        }
        let name: Arc<str> = tidied.into();
        self.names.insert(name.clone());
        name
    }

    fn name(&mut self, field: &'static str, text: &str) -> Result<Arc<str>, Wrong> {
        let name = self.shared(text);
        if name.trim().is_empty() {
            return Err(Wrong::new(field, format!("`{field}` is empty, a name is wanted")));
        }
        Ok(name)
    }

    fn authority(&mut self, line: &shape::Authority<'_>) -> Result<Arc<Authority>, Wrong> {
        let code = text(line.code.as_ref());
        let last = self.authority.as_ref();
        if let Some(last) = last.filter(|a| a.name == *line.name && a.code.as_deref() == code) {
            return Ok(last.clone());
        }
        let name = self.name("authority", &line.name)?.to_string();
        let authority = Arc::new(Authority { code: self.maybe(line.code.as_ref()), name });
        self.authority = Some(authority.clone());
        Ok(authority)
    }
}

fn id(field: &'static str, text: &str) -> Result<EventId, Wrong> {
    text.parse().ok().ok_or_else(|| Wrong::text(field, text, "a UUID"))
}

fn moment(text: &str) -> Result<Moment, Wrong> {
    let wanted = "a date and time with its offset like 2026-11-05T09:30:00+00:00";
    text.parse().ok().ok_or_else(|| Wrong::text("time", text, wanted))
}

fn day(field: &'static str, text: &str) -> Result<NaiveDate, Wrong> {
    parse_day(text).ok_or_else(|| Wrong::text(field, text, "a day like 2026-11-05"))
}

fn period(text: &str) -> Result<Period, Wrong> {
    text.parse().map_err(|error| Wrong::new("period", format!("`period`: {error}")))
}
