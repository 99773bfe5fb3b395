//! What stands: the answer of the fold, and every question that a screen or the minutes ask of it.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::action::{Action, Log};
use super::event::Event;
use super::id::{ById, EventId};
use super::item::{Item, Where};
use super::moment::Moment;
use super::note::{Note, NoteKind};
use super::order::Undoing;
use super::sitting::Meeting;
use crate::domain::authority::{Authority, fold};
use crate::domain::period::Period;

/// Who entered something, when, and in which meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The entry.
    pub event: EventId,
    /// Who.
    pub author: Arc<str>,
    /// When.
    pub time: Moment,
    /// In which meeting, or for which one afterwards.
    pub meeting: Option<EventId>,
}

impl Entered {
    pub(super) fn by(event: &Event) -> Self {
        Self {
            event: event.id,
            author: event.author.clone(),
            time: event.time,
            meeting: event.meeting,
        }
    }
}

/// Where an entry's subject is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Note(usize),
    Action(usize),
    Meeting(usize),
}

/// What is kept of one indicator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Subject {
    pub notes: Vec<usize>,
    pub actions: Vec<usize>,
    pub items: Vec<usize>,
    /// By the board's period: who marked it as discussed, once a meeting.
    pub discussed: Vec<(Period, Entered)>,
}

/// One authority, as the entries name it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Home {
    codes: Vec<String>,
    names: Vec<String>,
    pub subjects: HashMap<Arc<str>, Subject>,
    pub meetings: Vec<usize>,
    pub actions: Vec<usize>,
}

/// Everything that stands, of every authority.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    pub(super) homes: Vec<Home>,
    pub(super) notes: Vec<Note>,
    pub(super) actions: Vec<Action>,
    pub(super) items: Vec<Item>,
    pub(super) meetings: Vec<Meeting>,
    pub(super) slots: ById<Slot>,
    pub(super) undoing: Undoing,
    /// How many entries were passed over: by a newer version, or about what is not there.
    pub passed_over: usize,
}

impl State {
    /// The comments on a figure that were not taken back, oldest first. The period is the figure's
    /// own.
    pub fn comments(&self, authority: &Authority, indicator: &str, period: Period) -> Vec<&Note> {
        self.notes_on(authority, indicator)
            .filter(|note| note.kind == NoteKind::Comment && note.about.period == Some(period))
            .collect()
    }

    /// The comments on an indicator's figures of earlier periods, the newest period first, each
    /// period's oldest first.
    pub fn earlier_comments(
        &self,
        authority: &Authority,
        indicator: &str,
        before: Period,
    ) -> Vec<&Note> {
        let mut found: Vec<&Note> = self
            .notes_on(authority, indicator)
            .filter(|note| note.kind == NoteKind::Comment && note.about.period < Some(before))
            .collect();
        found.sort_by_key(|note| Reverse(note.about.period));
        found
    }

    /// Comments, decisions and questions on an indicator that were not taken back, oldest first.
    pub fn notes_on(&self, authority: &Authority, indicator: &str) -> impl Iterator<Item = &Note> {
        let subject = self.subject(authority, indicator);
        let places = subject.map(|subject| subject.notes.as_slice()).unwrap_or_default();
        places.iter().filter_map(|at| self.notes.get(*at)).filter(|note| note.withdrawn.is_none())
    }

    /// A comment, decision or question by its entry, also one that was taken back.
    pub fn note(&self, id: EventId) -> Option<&Note> {
        match self.slots.get(&id) {
            Some(Slot::Note(at)) => self.notes.get(*at),
            _ => None,
        }
    }

    /// The notes that were made in a meeting or for it, not taken back, oldest first.
    pub fn notes_of(&self, meeting: EventId) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| {
            note.withdrawn.is_none() && note.first.entered.meeting == Some(meeting)
        })
    }

    /// An authority's questions that nobody has replied to and nobody took back, oldest first.
    pub fn unanswered(&self, authority: &Authority) -> impl Iterator<Item = &Note> {
        let home = self.home_place(authority);
        self.notes.iter().filter(move |note| {
            note.kind == NoteKind::Question
                && note.withdrawn.is_none()
                && note.replies.is_empty()
                && home.is_some()
                && self.home_place(&note.about.authority) == home
        })
    }

    /// An authority's actions as the log asks for them.
    pub fn actions(&self, authority: &Authority, log: &Log) -> Vec<&Action> {
        log.of(self.all_actions(authority))
    }

    /// Whom an authority's open actions belong to, each once, in order of name.
    pub fn owners(&self, authority: &Authority) -> Vec<&str> {
        let mut owners: Vec<&str> = self
            .all_actions(authority)
            .filter(|action| action.is_open())
            .map(|action| action.task.owner.as_ref())
            .collect();
        owners.sort_by_key(|owner| (fold(owner), *owner));
        owners.dedup();
        owners
    }

    /// The open actions on an indicator, oldest first.
    pub fn open_actions_on(
        &self,
        authority: &Authority,
        indicator: &str,
    ) -> impl Iterator<Item = &Action> {
        let subject = self.subject(authority, indicator);
        let places = subject.map(|subject| subject.actions.as_slice()).unwrap_or_default();
        places.iter().filter_map(|at| self.actions.get(*at)).filter(|action| action.is_open())
    }

    /// An action by its entry.
    pub fn action(&self, id: EventId) -> Option<&Action> {
        match self.slots.get(&id) {
            Some(Slot::Action(at)) => self.actions.get(*at),
            _ => None,
        }
    }

    /// The actions that a meeting took over from earlier ones, oldest first: those that were open
    /// when it began, as they stand now.
    pub fn carried_into(&self, meeting: &Meeting) -> Vec<&Action> {
        meeting.carried.iter().filter_map(|id| self.action(*id)).collect()
    }

    /// The actions that were raised in a meeting, in order.
    pub fn actions_of(&self, meeting: EventId) -> impl Iterator<Item = &Action> {
        self.actions.iter().filter(move |action| action.raised.meeting == Some(meeting))
    }

    /// An authority's meetings, in the order in which they began.
    pub fn meetings(&self, authority: &Authority) -> impl DoubleEndedIterator<Item = &Meeting> {
        let places = self.home(authority).map(|home| home.meetings.as_slice()).unwrap_or_default();
        places.iter().filter_map(|at| self.meetings.get(*at))
    }

    /// A meeting by the entry that began it.
    pub fn meeting(&self, id: EventId) -> Option<&Meeting> {
        match self.slots.get(&id) {
            Some(Slot::Meeting(at)) => self.meetings.get(*at),
            _ => None,
        }
    }

    /// The meeting that runs: the last one begun that was not ended. A crash does not end it, nor
    /// does leaving it on one machine to go on with it on another.
    pub fn running(&self, authority: &Authority) -> Option<&Meeting> {
        self.meetings(authority).rev().find(|meeting| meeting.ended.is_none())
    }

    /// Who marked an indicator's item on the board of a period as discussed: in the meeting that runs,
    /// or, between meetings, ever. `None` where nobody has, or the mark was taken off.
    pub fn discussed(
        &self,
        authority: &Authority,
        indicator: &str,
        period: Period,
    ) -> Option<&Entered> {
        let running = self.running(authority).map(|meeting| meeting.id);
        let marks = &self.subject(authority, indicator)?.discussed;
        let here = |entered: &Entered| running.is_none() || entered.meeting == running;
        let mut found = marks.iter().filter(|(at, entered)| *at == period && here(entered));
        found.next().map(|(_, entered)| entered)
    }

    /// The indicators whose items were marked as discussed in a meeting, in order of id.
    pub fn discussed_in(&self, meeting: &Meeting) -> Vec<&str> {
        let subjects = self.home(&meeting.authority).map(|home| &home.subjects);
        let here = |subject: &Subject| {
            subject.discussed.iter().any(|(_, entered)| entered.meeting == Some(meeting.id))
        };
        let found = subjects.into_iter().flatten().filter(|(_, subject)| here(subject));
        let mut ids: Vec<&str> = found.map(|(id, _)| id.as_ref()).collect();
        ids.sort_unstable();
        ids
    }

    /// What a person last did to an indicator's item, while it stands; see [`Item::place`].
    pub fn item(&self, authority: &Authority, indicator: &str) -> Option<&Item> {
        let last = self.subject(authority, indicator)?.items.last()?;
        self.items.get(*last).filter(|item| item.over.is_none())
    }

    /// The items that stand, by indicator in the order of their entries: what people put on the
    /// agenda of a meeting, and what is away for now.
    pub fn items(
        &self,
        authority: &Authority,
        meeting: Option<&Meeting>,
        on: NaiveDate,
    ) -> Vec<(&Item, Where)> {
        let Some(home) = self.home_place(authority) else { return Vec::new() };
        self.items
            .iter()
            .filter(|item| item.over.is_none())
            .filter(|item| self.home_place(&item.about.authority) == Some(home))
            .map(|item| (item, item.place(meeting, on)))
            .collect()
    }

    /// Everything that was ever done to an indicator's item, oldest first, also what is over.
    pub fn items_on(&self, authority: &Authority, indicator: &str) -> impl Iterator<Item = &Item> {
        let subject = self.subject(authority, indicator);
        let places = subject.map(|subject| subject.items.as_slice()).unwrap_or_default();
        places.iter().filter_map(|at| self.items.get(*at))
    }

    /// The author's newest entry that was not taken back: what `u` takes back next.
    pub fn undoable(&self, author: &str) -> Option<EventId> {
        self.undoing.stacks.get(author)?.done.last().copied()
    }

    /// The entry that the author took back last, with nothing entered since: what Ctrl-R gives back.
    pub fn redoable(&self, author: &str) -> Option<EventId> {
        self.undoing.stacks.get(author)?.undone.last().copied()
    }

    fn all_actions(&self, authority: &Authority) -> impl Iterator<Item = &Action> {
        let places = self.home(authority).map(|home| home.actions.as_slice()).unwrap_or_default();
        places.iter().filter_map(|at| self.actions.get(*at))
    }

    fn subject(&self, authority: &Authority, indicator: &str) -> Option<&Subject> {
        self.home(authority)?.subjects.get(indicator)
    }

    fn home(&self, authority: &Authority) -> Option<&Home> {
        self.home_place(authority).and_then(|at| self.homes.get(at))
    }

    /// An authority is its code, else its name ignoring case: figures that gave no code at first are
    /// the same authority's as those that do.
    fn home_place(&self, authority: &Authority) -> Option<usize> {
        let by_code = authority.code.as_ref().and_then(|code| {
            self.homes
                .iter()
                .position(|home| home.codes.iter().any(|c| c.eq_ignore_ascii_case(code)))
        });
        by_code.or_else(|| {
            let name = fold(&authority.name);
            self.homes.iter().position(|home| home.names.contains(&name))
        })
    }

    /// Where an authority is kept, known from now on by this code and this name too.
    pub(super) fn settle(&mut self, authority: &Authority) -> usize {
        let at = self.home_place(authority).unwrap_or(self.homes.len());
        if at == self.homes.len() {
            self.homes.push(Home::default());
        }
        if let Some(home) = self.homes.get_mut(at) {
            let name = fold(&authority.name);
            if !home.names.contains(&name) {
                home.names.push(name);
            }
            if let Some(code) = &authority.code
                && !home.codes.contains(code)
            {
                home.codes.push(code.clone());
            }
        }
        at
    }
}
