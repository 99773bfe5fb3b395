//! From an entry to the shape of its line.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::meeting::{Details, Event, EventId, Task, What};
use crate::store::shape::Text;
use crate::store::shape::journal as shape;

/// The entry's line. `None` of an entry that a newer version wrote: its line is not ours to write.
pub(super) fn shaped(event: &Event) -> Option<shape::Event<'_>> {
    Some(shape::Event {
        id: written(&event.id),
        time: written(&event.time),
        author: text(&event.author),
        host: text(&event.host),
        authority: shape::Authority {
            code: event.about.authority.code.as_deref().map(text),
            name: text(&event.about.authority.name),
        },
        indicator: event.about.indicator.as_deref().map(text),
        period: event.about.period.as_ref().map(written),
        meeting: event.meeting.as_ref().map(written),
        after: event.after.as_ref().map(written),
        what: what(&event.what)?,
    })
}

fn what(what: &What) -> Option<shape::What<'_>> {
    use shape::What as Line;
    Some(match what {
        What::Comment(w) => Line::Comment(shape::Words { text: text(&w.text), public: w.public }),
        What::Decision(w) => Line::Decision(shape::Words { text: text(&w.text), public: w.public }),
        What::Question { words, to } => Line::Question(shape::Question {
            text: text(&words.text),
            public: words.public,
            to: to.as_deref().map(text),
        }),
        What::Reply { question, words } => Line::Reply(shape::Reply {
            question: written(question),
            text: text(&words.text),
            public: words.public,
        }),
        What::NoteEdited { note, words } => Line::NoteEdited(shape::NoteEdited {
            note: written(note),
            text: text(&words.text),
            public: words.public,
        }),
        What::NoteWithdrawn { note } => Line::NoteWithdrawn(shape::OfNote { note: written(note) }),
        What::Action(action) => Line::Action(task(action)),
        What::ActionEdited { action, task: new } => {
            Line::ActionEdited(shape::ActionEdited { action: written(action), task: task(new) })
        }
        What::ActionStatus { action, status, note } => Line::ActionStatus(shape::ActionStatus {
            action: written(action),
            status: text(status.word()),
            note: said(note),
        }),
        What::Discussed => Line::Discussed(shape::Nothing {}),
        What::NotDiscussed => Line::NotDiscussed(shape::Nothing {}),
        What::ItemAdded { why } => Line::ItemAdded(shape::Because { why: said(why) }),
        What::ItemDeferred { until, why } => {
            Line::ItemDeferred(shape::Deferred { until: until.map(day), why: said(why) })
        }
        What::ItemExplained { until, why } => {
            Line::ItemExplained(shape::Explained { until: day(*until), why: said(why) })
        }
        What::ItemCleared => Line::ItemCleared(shape::Nothing {}),
        What::MeetingStarted(new) => Line::MeetingStarted(details(new).into()),
        What::MeetingChanged { meeting, details: new } => {
            Line::MeetingChanged(shape::MeetingChanged {
                meeting: written(meeting),
                details: details(new).into(),
            })
        }
        What::MeetingEnded { meeting } => {
            Line::MeetingEnded(shape::OfMeeting { meeting: written(meeting) })
        }
        What::Undo { event } => Line::Undo(of(*event)),
        What::Redo { event } => Line::Redo(of(*event)),
        What::Newer { .. } => return None,
    })
}

fn task(task: &Task) -> shape::Task<'_> {
    shape::Task {
        text: text(&task.words.text),
        public: task.words.public,
        owner: text(&task.owner),
        due: task.due.map(day),
        committee: task.committee.as_deref().map(text),
    }
}

fn details(details: &Details) -> shape::Details<'_> {
    shape::Details {
        title: text(&details.title),
        date: day(details.date),
        present: details.present.iter().map(|name| text(name)).collect(),
        apologies: details.apologies.iter().map(|name| text(name)).collect(),
        remit: details.remit.as_deref().map(text),
        board: shape::BoardOf {
            period: written(&details.board.period),
            compare: text(&details.board.compare),
            as_at: details.board.as_at.map(day),
            core: details.board.core,
        },
    }
}

fn of<'a>(event: EventId) -> shape::OfEvent<'a> {
    shape::OfEvent { event: written(&event) }
}

fn text(text: &str) -> Text<'_> {
    Text(Cow::Borrowed(text))
}

/// What was said; nothing where nothing was.
fn said(words: &str) -> Option<Text<'_>> {
    (!words.is_empty()).then(|| text(words))
}

fn written<'a>(thing: &impl ToString) -> Text<'a> {
    Text(Cow::Owned(thing.to_string()))
}

fn day<'a>(day: NaiveDate) -> Text<'a> {
    written(&day)
}
