//! The fold: one entry after another, each of which changes what stands.
//!
//! An entry about something that is not there (its file is still being copied, its author took it
//! back) changes nothing; when the other arrives, everything is folded afresh.

use std::collections::HashMap;
use std::sync::Arc;

use super::action::{Action, Change};
use super::event::{Details, Event, Status, Task, What, Words};
use super::id::EventId;
use super::item::{Item, ItemKind};
use super::note::{Note, NoteKind, Version};
use super::order::Undoing;
use super::sitting::Meeting;
use super::state::{Entered, Slot, State, Subject};
use crate::domain::authority::Authority;
use crate::domain::period::Period;

impl State {
    /// Of entries in order, given what is undone among them.
    pub(super) fn of<'a>(events: impl Iterator<Item = &'a Arc<Event>>, undoing: Undoing) -> Self {
        let mut fold = Fold::on(Self { undoing, ..Self::default() });
        for (place, event) in events.enumerate() {
            fold.hear(place, event);
        }
        fold.state
    }

    /// Goes on with an entry behind all others, which stands at this place.
    pub(super) fn hear(&mut self, place: usize, event: &Event) {
        let mut fold = Fold::on(std::mem::take(self));
        fold.hear(place, event);
        *self = fold.state;
    }
}

/// The state so far.
struct Fold<'a> {
    state: State,
    /// Where the last authority was found to stand.
    last: Option<(&'a Arc<Authority>, usize)>,
    /// Where each way to write an authority was found to stand.
    settled: HashMap<&'a Authority, usize>,
}

impl<'a> Fold<'a> {
    fn on(state: State) -> Self {
        Self { state, last: None, settled: HashMap::new() }
    }

    /// The next entry; it counts unless it is undone.
    fn hear(&mut self, place: usize, event: &'a Event) {
        if !self.state.undoing.undone.contains(&event.id) && !self.apply(place, event) {
            self.state.passed_over += 1;
        }
    }

    /// Whether the entry meant anything.
    fn apply(&mut self, place: usize, event: &'a Event) -> bool {
        let entered = Entered::by(event);
        match &event.what {
            What::Comment(words) => self.note(event, NoteKind::Comment, words, None),
            What::Decision(words) => self.note(event, NoteKind::Decision, words, None),
            What::Question { words, to } => {
                self.note(event, NoteKind::Question, words, to.as_deref())
            }
            What::Reply { question, words } => self.with_note(*question, |note| {
                note.replies.push(Version { words: words.clone(), entered });
            }),
            What::NoteEdited { note, words } => self.with_note(*note, |note| {
                note.later.push(Version { words: words.clone(), entered });
            }),
            What::NoteWithdrawn { note } => {
                self.with_note(*note, |note| note.withdrawn = Some(entered))
            }
            What::Action(task) => self.action(event, task),
            What::ActionEdited { action, task } => self.with_action(*action, |action| {
                action.task = task.clone();
                action.history.push(Change::Edited(task.clone(), entered));
            }),
            What::ActionStatus { action, status, note } => self.with_action(*action, |action| {
                action.status = *status;
                action.history.push(Change::Moved(*status, note.clone(), entered));
            }),
            What::Discussed => self.discussed(event),
            What::NotDiscussed => self.not_discussed(event),
            What::ItemAdded { why } => self.item(place, event, ItemKind::Added, why),
            What::ItemDeferred { until, why } => {
                self.item(place, event, ItemKind::Deferred(*until), why)
            }
            What::ItemExplained { until, why } => {
                self.item(place, event, ItemKind::Explained(*until), why)
            }
            What::ItemCleared => self.with_subject(event, |subject, items| {
                end_item(subject, items, &entered, |_| true);
            }),
            What::MeetingStarted(details) => self.start(place, event, details),
            What::MeetingChanged { meeting, details } => {
                self.with_meeting(*meeting, |meeting| meeting.details = (**details).clone())
            }
            What::MeetingEnded { meeting } => self.with_meeting(*meeting, |meeting| {
                meeting.ended.get_or_insert(entered);
            }),
            // They were heard before the fold began.
            What::Undo { .. } | What::Redo { .. } => true,
            What::Newer { .. } => false,
        }
    }

    fn settle(&mut self, authority: &'a Arc<Authority>) -> usize {
        if let Some((last, at)) = self.last
            && Arc::ptr_eq(last, authority)
        {
            return at;
        }
        let known = self.settled.get(authority.as_ref()).copied();
        let at = known.unwrap_or_else(|| self.state.settle(authority));
        self.settled.insert(authority, at);
        self.last = Some((authority, at));
        at
    }

    /// Lets `change` see what is kept of the entry's indicator, and every item.
    fn with_subject(
        &mut self,
        event: &'a Event,
        change: impl FnOnce(&mut Subject, &mut Vec<Item>),
    ) -> bool {
        let Some(indicator) = &event.about.indicator else { return false };
        let at = self.settle(&event.about.authority);
        let State { homes, items, .. } = &mut self.state;
        let Some(home) = homes.get_mut(at) else { return false };
        if !home.subjects.contains_key(indicator) {
            home.subjects.insert(indicator.clone(), Subject::default());
        }
        let Some(subject) = home.subjects.get_mut(indicator) else { return false };
        change(subject, items);
        true
    }

    fn with_note(&mut self, id: EventId, change: impl FnOnce(&mut Note)) -> bool {
        let Some(Slot::Note(at)) = self.state.slots.get(&id) else { return false };
        self.state.notes.get_mut(*at).map(change).is_some()
    }

    fn with_action(&mut self, id: EventId, change: impl FnOnce(&mut Action)) -> bool {
        let Some(Slot::Action(at)) = self.state.slots.get(&id) else { return false };
        self.state.actions.get_mut(*at).map(change).is_some()
    }

    fn with_meeting(&mut self, id: EventId, change: impl FnOnce(&mut Meeting)) -> bool {
        let Some(Slot::Meeting(at)) = self.state.slots.get(&id) else { return false };
        self.state.meetings.get_mut(*at).map(change).is_some()
    }

    fn note(&mut self, event: &'a Event, kind: NoteKind, words: &Words, to: Option<&str>) -> bool {
        let at = self.state.notes.len();
        self.with_subject(event, |subject, _| subject.notes.push(at));
        self.state.slots.insert(event.id, Slot::Note(at));
        self.state.notes.push(Note {
            id: event.id,
            kind,
            about: event.about.clone(),
            first: Version { words: words.clone(), entered: Entered::by(event) },
            later: Vec::new(),
            withdrawn: None,
            to: to.map(str::to_owned),
            replies: Vec::new(),
        });
        true
    }

    fn action(&mut self, event: &'a Event, task: &Task) -> bool {
        let at = self.state.actions.len();
        let home = self.settle(&event.about.authority);
        if let Some(home) = self.state.homes.get_mut(home) {
            home.actions.push(at);
        }
        self.with_subject(event, |subject, _| subject.actions.push(at));
        self.state.slots.insert(event.id, Slot::Action(at));
        self.state.actions.push(Action {
            id: event.id,
            about: event.about.clone(),
            raised: Entered::by(event),
            first: task.clone(),
            task: task.clone(),
            status: Status::Open,
            history: Vec::new(),
        });
        true
    }

    fn discussed(&mut self, event: &'a Event) -> bool {
        let Some(period) = event.about.period else { return false };
        self.with_subject(event, |subject, items| {
            let entered = Entered::by(event);
            let is_this =
                |(at, mark): &(Period, Entered)| *at == period && mark.meeting == entered.meeting;
            if !subject.discussed.iter().any(is_this) {
                subject.discussed.push((period, entered.clone()));
            }
            // What was explained until a day stays explained.
            end_item(subject, items, &entered, |kind| !matches!(kind, ItemKind::Explained(_)));
        })
    }

    fn not_discussed(&mut self, event: &'a Event) -> bool {
        let Some(period) = event.about.period else { return false };
        self.with_subject(event, |subject, items| {
            let of_period = |(at, _): &(Period, Entered)| *at == period;
            let of_meeting =
                |mark: &(Period, Entered)| of_period(mark) && mark.1.meeting == event.meeting;
            let marks = &subject.discussed;
            let at =
                marks.iter().position(of_meeting).or_else(|| marks.iter().rposition(of_period));
            let Some(at) = at else { return };
            let (_, mark) = subject.discussed.remove(at);
            // The item that the mark ended stands again, unless another came since.
            if let Some(item) = subject.items.last().and_then(|at| items.get_mut(*at))
                && item.over.as_ref().is_some_and(|over| over.event == mark.event)
            {
                item.over = None;
            }
        })
    }

    fn item(&mut self, place: usize, event: &'a Event, kind: ItemKind, why: &str) -> bool {
        self.with_subject(event, |subject, items| {
            let entered = Entered::by(event);
            end_item(subject, items, &entered, |_| true);
            subject.items.push(items.len());
            items.push(Item {
                id: event.id,
                about: event.about.clone(),
                kind,
                why: why.to_owned(),
                entered,
                over: None,
                place,
            });
        })
    }

    fn start(&mut self, place: usize, event: &'a Event, details: &Details) -> bool {
        let at = self.state.meetings.len();
        let home = self.settle(&event.about.authority);
        let Some(home) = self.state.homes.get_mut(home) else { return false };
        home.meetings.push(at);
        let actions = home.actions.iter().filter_map(|at| self.state.actions.get(*at));
        let carried = actions.filter(|action| action.is_open()).map(|action| action.id).collect();
        self.state.slots.insert(event.id, Slot::Meeting(at));
        self.state.meetings.push(Meeting {
            id: event.id,
            authority: event.about.authority.clone(),
            details: details.clone(),
            started: Entered { meeting: Some(event.id), ..Entered::by(event) },
            ended: None,
            carried,
            place,
        });
        true
    }
}

/// Ends what last was done to an indicator's item, where it still stands and is of that kind.
fn end_item(
    subject: &Subject,
    items: &mut [Item],
    entered: &Entered,
    kind: impl Fn(ItemKind) -> bool,
) {
    let last = subject.items.last().and_then(|at| items.get_mut(*at));
    if let Some(item) = last.filter(|item| item.over.is_none() && kind(item.kind)) {
        item.over = Some(entered.clone());
    }
}
