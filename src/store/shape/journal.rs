//! The shape of one line of the journal. Unlike the other formats, what is not known here is let
//! through: a line that a newer version wrote must not stop an older one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ID, PERIOD, Text};

/// The pattern of an entry's id in the schema.
const UUID: &str = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";
/// The pattern of a day in the schema.
const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";

/// One entry: one line of `journal/<author>@<host>.jsonl`. Entries are added and never changed; what
/// stands is what all entries of all files say, in the order of their times.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "callover journal entry")]
pub struct Event<'a> {
    /// The entry's own id: a UUID, version 7. A line that was copied with its id counts once.
    #[serde(borrow)]
    #[schemars(regex(pattern = UUID))]
    pub id: Text<'a>,
    /// When it was made: RFC 3339 with the offset of the author's clock.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}.*$"))]
    pub time: Text<'a>,
    /// Who made it.
    pub author: Text<'a>,
    /// The machine it was made on.
    pub host: Text<'a>,
    /// Whose figures it is about.
    pub authority: Authority<'a>,
    /// The indicator it is about; left out where it is about the meeting as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = ID))]
    pub indicator: Option<Text<'a>>,
    /// The period it is about: of a mark on the agenda the board's, else the figure's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = PERIOD))]
    pub period: Option<Text<'a>>,
    /// The meeting it was made in: the id of the entry that began it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = UUID))]
    pub meeting: Option<Text<'a>>,
    /// The last entry about the same thing that its author had seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = UUID))]
    pub after: Option<Text<'a>>,
    /// What was done: one field, whose name says it.
    pub what: What<'a>,
}

/// A council.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Authority<'a> {
    /// An ONS code or DfE number, where the figures gave one.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Text<'a>>,
    /// Its name.
    pub name: Text<'a>,
}

/// What was done.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum What<'a> {
    /// A comment on a figure.
    #[serde(borrow)]
    Comment(Words<'a>),
    /// A decision.
    Decision(Words<'a>),
    /// A question left for a written reply.
    Question(Question<'a>),
    /// The reply to a question.
    Reply(Reply<'a>),
    /// A comment, decision or question in other words.
    NoteEdited(NoteEdited<'a>),
    /// A comment, decision or question taken back.
    NoteWithdrawn(OfNote<'a>),
    /// Something to do.
    Action(Task<'a>),
    /// An action put otherwise.
    ActionEdited(ActionEdited<'a>),
    /// An action closed or opened again.
    ActionStatus(ActionStatus<'a>),
    /// The indicator's item was talked about.
    Discussed(Nothing),
    /// It was not, after all.
    NotDiscussed(Nothing),
    /// An item put on the agenda.
    ItemAdded(Because<'a>),
    /// An item put off.
    ItemDeferred(Deferred<'a>),
    /// An item that needs no more talk until a day.
    ItemExplained(Explained<'a>),
    /// What was added, deferred or explained is no more.
    ItemCleared(Nothing),
    /// A meeting begins.
    MeetingStarted(Box<Details<'a>>),
    /// Its particulars change.
    MeetingChanged(MeetingChanged<'a>),
    /// It ends.
    MeetingEnded(OfMeeting<'a>),
    /// The author takes back an entry of their own.
    Undo(OfEvent<'a>),
    /// The author wants it after all.
    Redo(OfEvent<'a>),
}

/// Every field that `what` can have.
pub const KINDS: [&str; 20] = [
    "comment",
    "decision",
    "question",
    "reply",
    "note-edited",
    "note-withdrawn",
    "action",
    "action-edited",
    "action-status",
    "discussed",
    "not-discussed",
    "item-added",
    "item-deferred",
    "item-explained",
    "item-cleared",
    "meeting-started",
    "meeting-changed",
    "meeting-ended",
    "undo",
    "redo",
];

/// Nothing more is said.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Nothing {}

/// What people write. Lines end in `\n`.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Words<'a> {
    /// The text.
    #[serde(borrow)]
    pub text: Text<'a>,
    /// Whether a public report may carry it.
    #[serde(default)]
    pub public: bool,
}

/// A question left for a written reply.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Question<'a> {
    /// What is asked.
    #[serde(borrow)]
    pub text: Text<'a>,
    /// Whether a public report may carry it.
    #[serde(default)]
    pub public: bool,
    /// Who is to reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Text<'a>>,
}

/// A written reply.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Reply<'a> {
    /// The question's entry.
    #[serde(borrow)]
    pub question: Text<'a>,
    /// The answer.
    pub text: Text<'a>,
    /// Whether a public report may carry it.
    #[serde(default)]
    pub public: bool,
}

/// Other words for a comment, decision or question.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct NoteEdited<'a> {
    /// Its entry.
    #[serde(borrow)]
    pub note: Text<'a>,
    /// The text from now on.
    pub text: Text<'a>,
    /// Whether a public report may carry it from now on.
    #[serde(default)]
    pub public: bool,
}

/// A comment, decision or question.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct OfNote<'a> {
    /// Its entry.
    #[serde(borrow)]
    pub note: Text<'a>,
}

/// What somebody is to do.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Task<'a> {
    /// What.
    #[serde(borrow)]
    pub text: Text<'a>,
    /// Whether a public report may carry it.
    #[serde(default)]
    pub public: bool,
    /// Who: a person or a post.
    pub owner: Text<'a>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DAY))]
    pub due: Option<Text<'a>>,
    /// The committee it is to be reported to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committee: Option<Text<'a>>,
}

/// An action put otherwise.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ActionEdited<'a> {
    /// Its entry.
    #[serde(borrow)]
    pub action: Text<'a>,
    /// All of it as it stands from now on.
    pub task: Task<'a>,
}

/// An action closed or opened again.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ActionStatus<'a> {
    /// Its entry.
    #[serde(borrow)]
    pub action: Text<'a>,
    /// `open`, `done` or `dropped`.
    #[schemars(regex(pattern = "^(open|done|dropped)$"))]
    pub status: Text<'a>,
    /// Why, or what came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<'a>>,
}

/// Why.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Because<'a> {
    /// Why.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Text<'a>>,
}

/// Put off.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Deferred<'a> {
    /// Until this day; left out: to the next meeting.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DAY))]
    pub until: Option<Text<'a>>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Text<'a>>,
}

/// Explained until a day.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Explained<'a> {
    /// The day from which it counts again.
    #[serde(borrow)]
    #[schemars(regex(pattern = DAY))]
    pub until: Text<'a>,
    /// The explanation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Text<'a>>,
}

/// A meeting's particulars.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Details<'a> {
    /// Its title.
    #[serde(borrow)]
    pub title: Text<'a>,
    /// Its day.
    #[schemars(regex(pattern = DAY))]
    pub date: Text<'a>,
    /// Who is there.
    #[serde(default)]
    pub present: Vec<Text<'a>>,
    /// Who sent apologies.
    #[serde(default)]
    pub apologies: Vec<Text<'a>>,
    /// The committee whose indicators it goes through, by the catalogue's id; left out: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = ID))]
    pub remit: Option<Text<'a>>,
    /// The board it looks at, so that its minutes can be written again.
    pub board: BoardOf<'a>,
}

/// A board that was looked at.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct BoardOf<'a> {
    /// Its period.
    #[serde(borrow)]
    #[schemars(regex(pattern = PERIOD))]
    pub period: Text<'a>,
    /// What figures were compared with: `previous`, `year-ago`, `quarter`, `year-average` or a
    /// period.
    pub compare: Text<'a>,
    /// The day of the newest extract that counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DAY))]
    pub as_at: Option<Text<'a>>,
    /// Whether only core indicators were on the agenda.
    #[serde(default)]
    pub core: bool,
}

/// A meeting's particulars from now on.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct MeetingChanged<'a> {
    /// The entry that began it.
    #[serde(borrow)]
    pub meeting: Text<'a>,
    /// All of them.
    pub details: Box<Details<'a>>,
}

/// A meeting.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct OfMeeting<'a> {
    /// The entry that began it.
    #[serde(borrow)]
    pub meeting: Text<'a>,
}

/// Another entry.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct OfEvent<'a> {
    /// Its id.
    #[serde(borrow)]
    pub event: Text<'a>,
}
