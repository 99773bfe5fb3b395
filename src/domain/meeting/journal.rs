//! The journal in memory: every entry once, in the one order, and what stands by them.

use std::sync::Arc;

use super::event::{About, Event, Stamp, What};
use super::id::EventId;
use super::order::{Ordered, Undoing};
use super::state::State;

/// Every entry, and what stands by them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Journal {
    entries: Ordered,
    state: State,
}

impl Journal {
    /// Of entries in any order, each as often as it was read.
    pub fn of(events: Vec<Arc<Event>>) -> Self {
        let mut journal = Self::default();
        journal.add(events);
        journal
    }

    /// Adds what was read or entered, in any order; what is known already changes nothing. Says
    /// whether anything was new.
    ///
    /// An entry that comes behind all others costs no more than itself; any other has everything
    /// folded afresh.
    pub fn add(&mut self, mut events: Vec<Arc<Event>>) -> bool {
        events.retain(|event| self.event(event.id) != Some(event.as_ref()));
        if events.is_empty() {
            return false;
        }
        let few = events.len() < self.entries.events.len();
        let behind = events.iter().take_while(|event| few && self.append(event)).count();
        if behind < events.len() {
            let mut all = std::mem::take(&mut self.entries).events;
            all.extend(events.drain(behind..));
            self.entries = Ordered::of(all);
            self.state = State::of(self.entries.events.iter(), Undoing::of(&self.entries));
        }
        true
    }

    /// Adds another journal's entries, likewise.
    pub fn join(&mut self, other: Self) -> bool {
        if self.entries.events.is_empty() {
            let new = !other.entries.events.is_empty();
            *self = other;
            return new;
        }
        self.add(other.entries.events)
    }

    /// Adds an entry where it changes nothing before it; says whether it did.
    fn append(&mut self, event: &Arc<Event>) -> bool {
        let place = self.entries.events.len();
        let is_last = self.entries.append(event);
        if is_last {
            self.state.undoing.hear(&self.entries, event);
            self.state.hear(place, event);
        }
        is_last
    }

    /// An entry by its id.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.entries.get(id).map(Arc::as_ref)
    }

    /// Every entry, each once, in the one order.
    pub fn events(&self) -> &[Arc<Event>] {
        &self.entries.events
    }

    /// What stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// An entry that an author makes now on a host: in the authority's running meeting, after the last
    /// entry about the same thing. The store keeps it, and only what the store has kept is added.
    pub fn draw_up(
        &self,
        stamp: Stamp,
        (author, host): (&str, &str),
        about: About,
        what: What,
    ) -> Event {
        Event {
            id: stamp.id,
            time: stamp.time,
            author: author.into(),
            host: host.into(),
            meeting: self.state.running(&about.authority).map(|meeting| meeting.id),
            after: self.last_about(&about, &what),
            about,
            what,
        }
    }

    /// What stood when a meeting ended: entries up to its end or made for it since, corrections of
    /// what was entered in it, and whatever was taken back. What other meetings did later, or came of
    /// its actions, does not change its minutes. `None` where there is no such meeting; all there is
    /// while it runs.
    pub fn at_end_of(&self, meeting: EventId) -> Option<State> {
        let Some(end) = &self.state.meeting(meeting)?.ended else {
            return Some(self.state.clone());
        };
        let upto = *self.entries.places.get(&end.event)?;
        let of_it = |id: EventId| {
            id == meeting || self.event(id).is_some_and(|event| event.meeting == Some(meeting))
        };
        let counts = |at: usize, event: &Event| {
            at <= upto
                || event.meeting == Some(meeting)
                || match &event.what {
                    What::NoteEdited { note: id, .. }
                    | What::ActionEdited { action: id, .. }
                    | What::MeetingChanged { meeting: id, .. } => of_it(*id),
                    What::NoteWithdrawn { .. } => true,
                    _ => false,
                }
        };
        let kept = self.entries.events.iter().enumerate().filter(|(at, event)| counts(*at, event));
        Some(State::of(kept.map(|(_, event)| event), self.state.undoing.clone()))
    }

    /// The last entry about the same thing: the note, action or meeting; of a mark on the agenda the
    /// last one on the same item.
    fn last_about(&self, about: &About, what: &What) -> Option<EventId> {
        let is_mark = |what: &What| {
            matches!(
                what,
                What::Discussed
                    | What::NotDiscussed
                    | What::ItemAdded { .. }
                    | What::ItemDeferred { .. }
                    | What::ItemExplained { .. }
                    | What::ItemCleared
            )
        };
        let subject = what.of();
        let same = |event: &&Arc<Event>| match subject {
            Some(id) => event.id == id || event.what.of() == Some(id),
            None => {
                is_mark(what)
                    && is_mark(&event.what)
                    && event.about.indicator == about.indicator
                    && event.about.authority == about.authority
            }
        };
        self.entries.events.iter().rev().find(same).map(|event| event.id)
    }
}
