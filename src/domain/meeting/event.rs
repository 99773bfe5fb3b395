//! One entry of the journal: who did what, when, about which figure.

use std::sync::Arc;

use chrono::NaiveDate;

use super::id::EventId;
use super::moment::Moment;
use crate::domain::authority::Authority;
use crate::domain::period::Period;

/// A new entry's id and moment, given by the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Its id.
    pub id: EventId,
    /// When it is made.
    pub time: Moment,
}

/// What an entry is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct About {
    /// Whose figures.
    pub authority: Arc<Authority>,
    /// Which indicator; `None`: the meeting as a whole.
    pub indicator: Option<Arc<str>>,
    /// Which period: of a comment, decision, question or action the figure's own; of a mark on the
    /// agenda (discussed, added, deferred, explained) the board's.
    pub period: Option<Period>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// When it was made, on the author's clock.
    pub time: Moment,
    /// Its id.
    pub id: EventId,
    /// Who made it: a name as people say it.
    pub author: Arc<str>,
    /// The machine it was made on.
    pub host: Arc<str>,
    /// What it is about.
    pub about: About,
    /// The meeting it was made in, or is made for afterwards; `None` between meetings.
    pub meeting: Option<EventId>,
    /// The last entry about the same thing that its author had seen. It orders two entries where
    /// two machines' clocks disagree, or one was put back.
    pub after: Option<EventId>,
    /// What was done.
    pub what: What,
}

/// What people write: plain text, lines ended by `\n`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    /// The text.
    pub text: Arc<str>,
    /// Whether a public report may carry it.
    pub public: bool,
}

/// What somebody is to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Task {
    /// What and who may read it.
    pub words: Words,
    /// Who does it: a person or a post.
    pub owner: Arc<str>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The committee it is to be reported to: its title as people say it.
    pub committee: Option<Arc<str>>,
}

/// Where an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// To be done.
    Open,
    /// Done.
    Done,
    /// Not to be done any more.
    Dropped,
}

impl Status {
    /// Every status with its word in the journal and on the screen.
    pub const WORDS: [(Self, &'static str); 3] =
        [(Self::Open, "open"), (Self::Done, "done"), (Self::Dropped, "dropped")];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(status, _)| *status == self).map_or("", |(_, word)| word)
    }
}

/// The board that a meeting looks at: enough to make it again as the room saw it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BoardOf {
    /// Its period.
    pub period: Period,
    /// What figures were compared with, by the word of `--compare`.
    pub compare: String,
    /// The day of the newest extract that counted; `None` where there was none.
    pub as_at: Option<NaiveDate>,
    /// Only core indicators were on the agenda.
    pub core: bool,
}

/// A meeting's particulars.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Details {
    /// Its title.
    pub title: String,
    /// Its day.
    pub date: NaiveDate,
    /// Who is there.
    pub present: Vec<String>,
    /// Who sent apologies.
    pub apologies: Vec<String>,
    /// The committee whose indicators it goes through, by the catalogue's id; `None`: all.
    pub remit: Option<String>,
    /// The board it looks at.
    pub board: BoardOf,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Context for a figure.
    Comment(Words),
    /// Something the meeting decided.
    Decision(Words),
    /// Something left for a written reply.
    Question {
        /// What is asked.
        words: Words,
        /// Who is to reply, where said.
        to: Option<String>,
    },
    /// The written reply.
    Reply {
        /// The question's entry.
        question: EventId,
        /// The answer.
        words: Words,
    },
    /// A comment, decision or question in other words.
    NoteEdited {
        /// Its entry.
        note: EventId,
        /// The words that stand from now on.
        words: Words,
    },
    /// A comment, decision or question taken back.
    NoteWithdrawn {
        /// Its entry.
        note: EventId,
    },
    /// Something to do.
    Action(Task),
    /// An action put otherwise.
    ActionEdited {
        /// Its entry.
        action: EventId,
        /// As it stands from now on.
        task: Task,
    },
    /// An action closed or opened again.
    ActionStatus {
        /// Its entry.
        action: EventId,
        /// Where it stands from now on.
        status: Status,
        /// Why, or what came of it; empty where nothing was said.
        note: String,
    },
    /// An indicator's item was talked about.
    Discussed,
    /// It was not, after all.
    NotDiscussed,
    /// An item put on the agenda by a person.
    ItemAdded {
        /// Why; empty where nothing was said.
        why: String,
    },
    /// An item put off.
    ItemDeferred {
        /// Until this day; `None`: to the next meeting.
        until: Option<NaiveDate>,
        /// Why; empty where nothing was said.
        why: String,
    },
    /// An item that needs no more talk until a day.
    ItemExplained {
        /// The day from which it counts again.
        until: NaiveDate,
        /// The explanation; empty where nothing was said.
        why: String,
    },
    /// What was added, deferred or explained is no more.
    ItemCleared,
    /// A meeting begins; the entry's id is the meeting's.
    MeetingStarted(Box<Details>),
    /// Its particulars change: somebody comes, the title was wrong.
    MeetingChanged {
        /// The meeting.
        meeting: EventId,
        /// All its particulars from now on.
        details: Box<Details>,
    },
    /// It ends.
    MeetingEnded {
        /// The meeting.
        meeting: EventId,
    },
    /// The author takes back an entry of their own.
    Undo {
        /// The entry.
        event: EventId,
    },
    /// The author wants it after all.
    Redo {
        /// The entry.
        event: EventId,
    },
    /// Something that a newer version wrote: kept, and passed over.
    Newer {
        /// Its word in the journal.
        kind: String,
    },
}

impl What {
    /// The earlier entry that it is about, where there is one.
    pub fn of(&self) -> Option<EventId> {
        match self {
            Self::Reply { question: id, .. }
            | Self::NoteEdited { note: id, .. }
            | Self::NoteWithdrawn { note: id }
            | Self::ActionEdited { action: id, .. }
            | Self::ActionStatus { action: id, .. }
            | Self::MeetingChanged { meeting: id, .. }
            | Self::MeetingEnded { meeting: id }
            | Self::Undo { event: id }
            | Self::Redo { event: id } => Some(*id),
            Self::Comment(_)
            | Self::Decision(_)
            | Self::Question { .. }
            | Self::Action(_)
            | Self::Discussed
            | Self::NotDiscussed
            | Self::ItemAdded { .. }
            | Self::ItemDeferred { .. }
            | Self::ItemExplained { .. }
            | Self::ItemCleared
            | Self::MeetingStarted(_)
            | Self::Newer { .. } => None,
        }
    }
}
