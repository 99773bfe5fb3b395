//! A room of people for tests: each entry a minute after the one before, unless a clock is wrong.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use uuid::Uuid;

use super::{
    About, BoardOf, Details, Event, EventId, Journal, Moment, Stamp, Status, Task, What, Words,
};
use crate::domain::authority::Authority;
use crate::domain::period::Period;
use crate::domain::snapshot::parse_day;

/// The invented borough.
pub fn sampleford() -> Arc<Authority> {
    Arc::new(Authority { code: Some("E09000099".to_owned()), name: "Sampleford".to_owned() })
}

/// A day by its text.
pub fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap_or_else(|| panic!("{text} is no day"))
}

/// A period by its text.
pub fn period(text: &str) -> Period {
    text.parse().unwrap_or_else(|wrong| panic!("{text}: {wrong}"))
}

/// So many minutes after nine on 12 November 2026.
pub fn minute(minute: i64) -> Moment {
    let nine = day("2026-11-12").and_time(NaiveTime::MIN) + TimeDelta::hours(9);
    Moment::new((nine + TimeDelta::minutes(minute)).and_utc().into())
}

/// October's figure of an indicator; `""`: the meeting as a whole.
pub fn about(indicator: &str) -> About {
    About {
        authority: sampleford(),
        indicator: Some(indicator.into()).filter(|id: &Arc<str>| !id.is_empty()),
        period: Some(period("2026-10")),
    }
}

/// Words for the room alone.
pub fn words(text: &str) -> Words {
    Words { text: text.into(), public: false }
}

/// A task of somebody's, due on a day; `""`: without one.
pub fn task(text: &str, owner: &str, due: &str) -> Task {
    Task { words: words(text), owner: owner.into(), due: parse_day(due), committee: None }
}

/// A meeting's particulars.
pub fn details(title: &str, date: &str) -> Details {
    Details {
        title: title.to_owned(),
        date: day(date),
        present: vec!["Ada Lovell".to_owned(), "Ben Okri".to_owned()],
        apologies: vec!["Cy Marsh".to_owned()],
        remit: None,
        board: BoardOf {
            period: period("2026-10"),
            compare: "previous".to_owned(),
            as_at: Some(day("2026-11-05")),
            core: true,
        },
    }
}

/// What was entered so far.
#[derive(Debug, Clone, Default)]
pub struct Room {
    /// The journal.
    pub journal: Journal,
    made: u32,
}

impl Room {
    /// The next entry, a minute after the one before.
    pub fn enters(&mut self, author: &str, on: &str, what: What) -> EventId {
        self.enters_at(self.made.into(), author, on, what)
    }

    /// The next entry, by a clock that shows so many minutes after nine.
    pub fn enters_at(&mut self, at: i64, author: &str, on: &str, what: What) -> EventId {
        self.made += 1;
        let id = EventId::new(Uuid::from_u128(self.made.into()));
        let stamp = Stamp { id, time: minute(at) };
        let event = self.journal.draw_up(stamp, (author, "desk"), about(on), what);
        assert!(self.journal.add(vec![Arc::new(event)]));
        id
    }

    /// A comment.
    pub fn comments(&mut self, author: &str, on: &str, text: &str) -> EventId {
        self.enters(author, on, What::Comment(words(text)))
    }

    /// A meeting that begins.
    pub fn begins(&mut self, title: &str, date: &str) -> EventId {
        self.enters("Ada", "", What::MeetingStarted(details(title, date).into()))
    }

    /// A meeting that ends.
    pub fn ends(&mut self, meeting: EventId) -> EventId {
        self.enters("Ada", "", What::MeetingEnded { meeting })
    }

    /// An action that is closed.
    pub fn closes(&mut self, action: EventId, note: &str) -> EventId {
        let note = note.to_owned();
        self.enters("Ada", "", What::ActionStatus { action, status: Status::Done, note })
    }

    /// The entries, for a test that turns them over.
    pub fn events(&self) -> Vec<Arc<Event>> {
        self.journal.events().to_vec()
    }
}

/// One entry of every kind.
pub fn one_of_each() -> Vec<Arc<Event>> {
    let mut room = Room::default();
    let why = "why\nnot".to_owned();
    let public = Words { text: "two\nlines, \"quoted\"".into(), public: true };
    let meeting = room.begins("Call-over", "2026-11-12");
    let note = room.enters("Zoë", "referrals", What::Comment(public.clone()));
    let to = Some("Head of MASH".to_owned());
    let question = room.enters("Ada", "referrals", What::Question { words: words("why?"), to });
    let action = room.enters("Ada", "", What::Action(task("do", "Ben", "2026-12-01")));
    let mut reported = task("do more", "Ben", "");
    reported.committee = Some("Corporate Parenting".into());
    let date = day("2027-01-01");
    for what in [
        What::Decision(words("yes")),
        What::Reply { question, words: words("so") },
        What::NoteEdited { note, words: words("better") },
        What::NoteWithdrawn { note },
        What::ActionEdited { action, task: reported },
        What::ActionStatus { action, status: Status::Dropped, note: why.clone() },
        What::Discussed,
        What::NotDiscussed,
        What::ItemAdded { why: String::new() },
        What::ItemDeferred { until: None, why: why.clone() },
        What::ItemDeferred { until: Some(date), why: String::new() },
        What::ItemExplained { until: date, why },
        What::ItemCleared,
        What::MeetingChanged { meeting, details: details("Other", "2026-11-13").into() },
        What::Undo { event: note },
        What::Redo { event: note },
        What::MeetingEnded { meeting },
    ] {
        room.enters("Ada", "referrals", what);
    }
    room.events()
}
