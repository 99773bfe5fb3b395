//! The one order of entries, whatever order they were read in, and which of them are undone.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use super::event::{Event, What};
use super::id::{ById, EventId, Ids};
use super::moment::Moment;

/// Entries in the one order, and where each stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ordered {
    pub events: Vec<Arc<Event>>,
    pub places: ById<usize>,
    /// The order is that of times and ids alone.
    plain: bool,
    /// Entries that are spoken of and not there.
    awaited: Ids,
}

impl Default for Ordered {
    fn default() -> Self {
        Self::of(Vec::new())
    }
}

/// When an entry was made, and its id: what the order begins with. Beside the entry, so that sorting
/// need not fetch every one from wherever it lies.
type Keyed = (Moment, EventId, Arc<Event>);

impl Ordered {
    /// Each entry once, by time and then by id; but one that is about another, follows another, or
    /// was made in a meeting comes straight after it where a clock that was wrong would put it
    /// before.
    ///
    /// Of two entries with one id, which no honest writer makes, the same one is kept everywhere.
    pub(super) fn of(events: Vec<Arc<Event>>) -> Self {
        let mut keyed: Vec<Keyed> =
            events.into_iter().map(|event| (event.time, event.id, event)).collect();
        // Files are in order already, nearly always: a sort that finds that out.
        keyed.sort();
        let mut places = ById::with_capacity_and_hasher(keyed.len(), BuildHasherDefault::default());
        let mut events = Vec::with_capacity(keyed.len());
        for (_, id, event) in keyed {
            let at = places.len();
            if *places.entry(id).or_insert(at) == at {
                events.push(event);
            }
        }
        let mut line = Line::new(&events, &places);
        for at in 0..events.len() {
            line.place(at);
        }
        let Line { order, awaited, .. } = line;
        let plain = order.len() == events.len() && order.is_sorted();
        if plain {
            return Self { events, places, plain, awaited };
        }
        let mut taken: Vec<Option<Arc<Event>>> = events.into_iter().map(Some).collect();
        let mut events: Vec<Arc<Event>> = Vec::with_capacity(taken.len());
        let take = |at| taken.get_mut::<usize>(at).and_then(Option::take);
        events.extend(order.into_iter().filter_map(take));
        // What leads in a circle waits for itself: it comes last, by time and id.
        events.extend(taken.into_iter().flatten());
        let places = events.iter().zip(0..).map(|(event, at)| (event.id, at)).collect();
        Self { events, places, plain, awaited }
    }

    /// Puts an entry behind all others where it belongs there and changes nothing before it: the
    /// usual case of one that was just made. Says whether it did.
    pub(super) fn append(&mut self, event: &Arc<Event>) -> bool {
        let newest = self.events.last().map(|last| (last.time, last.id));
        let is_last = newest.is_none_or(|newest| newest < (event.time, event.id));
        let takes_back = matches!(event.what, What::Undo { .. } | What::Redo { .. });
        let is_awaited = self.awaited.contains(&event.id) || before(event).any(|id| id == event.id);
        // Another with its id was there before: which of them stays is not for whoever comes last to say.
        let is_taken = self.places.contains_key(&event.id);
        if !self.plain || !is_last || takes_back || is_awaited || is_taken {
            return false;
        }
        let unknown = before(event).filter(|id| !self.places.contains_key(id));
        self.awaited.extend(unknown);
        self.places.insert(event.id, self.events.len());
        self.events.push(event.clone());
        true
    }

    /// An entry by its id.
    pub(super) fn get(&self, id: EventId) -> Option<&Arc<Event>> {
        self.places.get(&id).and_then(|at| self.events.get(*at))
    }
}

/// The entries that an entry speaks of: they come first.
fn before(event: &Event) -> impl Iterator<Item = EventId> {
    [event.meeting, event.after, event.what.of()].into_iter().flatten()
}

/// Entries as they are put in line.
struct Line<'a> {
    events: &'a [Arc<Event>],
    places: &'a ById<usize>,
    placed: Vec<bool>,
    /// By entry: those that wait for it, earliest first.
    waiting: HashMap<usize, Vec<usize>>,
    awaited: Ids,
    order: Vec<usize>,
}

impl<'a> Line<'a> {
    fn new(events: &'a [Arc<Event>], places: &'a ById<usize>) -> Self {
        Self {
            events,
            places,
            placed: vec![false; events.len()],
            waiting: HashMap::new(),
            awaited: Ids::default(),
            order: Vec::with_capacity(events.len()),
        }
    }

    /// An entry that must come first and is not in line yet.
    fn missing(&mut self, at: usize) -> Option<usize> {
        for id in before(self.events.get(at)?) {
            match self.places.get(&id) {
                None => {
                    self.awaited.insert(id);
                }
                Some(place) if self.placed.get(*place) == Some(&false) => return Some(*place),
                Some(_) => {}
            }
        }
        None
    }

    /// Puts an entry in line, and then those that waited for it.
    fn place(&mut self, at: usize) {
        let mut next = vec![at];
        while let Some(at) = next.pop() {
            if let Some(before) = self.missing(at) {
                self.waiting.entry(before).or_default().push(at);
                continue;
            }
            self.order.push(at);
            if let Some(placed) = self.placed.get_mut(at) {
                *placed = true;
            }
            next.extend(self.waiting.remove(&at).into_iter().flatten().rev());
        }
    }
}

/// What one author did and took back, the newest last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stacks {
    pub done: Vec<EventId>,
    pub undone: Vec<EventId>,
}

/// Which entries do not count, and what each author could take back or have again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Undoing {
    pub undone: Ids,
    pub stacks: HashMap<Arc<str>, Stacks>,
}

impl Undoing {
    /// Of entries in order. Nobody undoes what another author entered.
    pub(super) fn of(ordered: &Ordered) -> Self {
        let mut undoing = Self::default();
        for event in &ordered.events {
            undoing.hear(ordered, event);
        }
        undoing
    }

    /// Hears the next entry of those in order.
    pub(super) fn hear(&mut self, ordered: &Ordered, event: &Event) {
        let own = |id: EventId| {
            let earlier = ordered.get(id).filter(|earlier| earlier.author == event.author);
            earlier.is_some_and(|e| !matches!(e.what, What::Undo { .. } | What::Redo { .. }))
        };
        match &event.what {
            What::Undo { event: id } if own(*id) => self.take_back(&event.author, *id),
            What::Redo { event: id } if own(*id) => self.have_again(&event.author, *id),
            What::Undo { .. } | What::Redo { .. } | What::Newer { .. } => {}
            _ => {
                let stacks = self.stacks(&event.author);
                stacks.done.push(event.id);
                stacks.undone.clear();
            }
        }
    }

    fn stacks(&mut self, author: &Arc<str>) -> &mut Stacks {
        self.stacks.entry(author.clone()).or_default()
    }

    fn take_back(&mut self, author: &Arc<str>, id: EventId) {
        if self.undone.insert(id) {
            let stacks = self.stacks(author);
            take(&mut stacks.done, id);
            stacks.undone.push(id);
        }
    }

    fn have_again(&mut self, author: &Arc<str>, id: EventId) {
        if self.undone.remove(&id) {
            let stacks = self.stacks(author);
            take(&mut stacks.undone, id);
            stacks.done.push(id);
        }
    }
}

/// Takes an id off a stack: nearly always the one on top.
fn take(stack: &mut Vec<EventId>, id: EventId) {
    if let Some(at) = stack.iter().rposition(|other| *other == id) {
        stack.remove(at);
    }
}
