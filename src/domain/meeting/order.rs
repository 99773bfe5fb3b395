//! The one order of entries, whatever order they were read in, and which of them are undone.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::event::{Event, EventId, What};

/// Entries in the one order, and where each stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Ordered {
    pub events: Vec<Arc<Event>>,
    pub places: HashMap<EventId, usize>,
}

impl Ordered {
    /// Each entry once, by time and then by id; but one that is about another, follows another, or
    /// was made in a meeting comes straight after it where a clock that was wrong would put it
    /// before.
    ///
    /// Of two entries with one id, which no honest writer makes, the same one is kept everywhere.
    pub(super) fn of(mut events: Vec<Arc<Event>>) -> Self {
        // Files are in order already, nearly always: a sort that finds that out.
        events.sort();
        let mut places = HashMap::with_capacity(events.len());
        events.retain(|event| {
            let at = places.len();
            *places.entry(event.id).or_insert(at) == at
        });
        let mut line = Line::new(&events, &places);
        for at in 0..events.len() {
            line.place(at);
        }
        let in_line = line.order;
        if in_line.len() == events.len() && in_line.is_sorted() {
            return Self { events, places };
        }
        let mut taken: Vec<Option<Arc<Event>>> = events.into_iter().map(Some).collect();
        let mut events: Vec<Arc<Event>> = Vec::with_capacity(taken.len());
        let take = |at| taken.get_mut::<usize>(at).and_then(Option::take);
        events.extend(in_line.into_iter().filter_map(take));
        // What leads in a circle waits for itself: it comes last, by time and id.
        events.extend(taken.into_iter().flatten());
        let places = events.iter().zip(0..).map(|(event, at)| (event.id, at)).collect();
        Self { events, places }
    }

    /// An entry by its id.
    pub(super) fn get(&self, id: EventId) -> Option<&Arc<Event>> {
        self.places.get(&id).and_then(|at| self.events.get(*at))
    }
}

/// Entries as they are put in line.
struct Line<'a> {
    events: &'a [Arc<Event>],
    places: &'a HashMap<EventId, usize>,
    placed: Vec<bool>,
    /// By entry: those that wait for it, earliest first.
    waiting: HashMap<usize, Vec<usize>>,
    order: Vec<usize>,
}

impl<'a> Line<'a> {
    fn new(events: &'a [Arc<Event>], places: &'a HashMap<EventId, usize>) -> Self {
        Self {
            events,
            places,
            placed: vec![false; events.len()],
            waiting: HashMap::new(),
            order: Vec::with_capacity(events.len()),
        }
    }

    /// An entry that must come first and is not in line yet.
    fn missing(&self, at: usize) -> Option<usize> {
        let event = self.events.get(at)?;
        [event.meeting, event.after, event.what.of()]
            .into_iter()
            .flatten()
            .filter_map(|id| self.places.get(&id).copied())
            .find(|before| self.placed.get(*before) == Some(&false))
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
    pub undone: HashSet<EventId>,
    pub stacks: HashMap<Arc<str>, Stacks>,
}

impl Undoing {
    /// Of entries in order. Nobody undoes what another author entered.
    pub(super) fn of(ordered: &Ordered) -> Self {
        let mut undoing = Self::default();
        for event in &ordered.events {
            let own = |id: EventId| {
                let earlier = ordered.get(id).filter(|earlier| earlier.author == event.author);
                earlier.is_some_and(|e| !matches!(e.what, What::Undo { .. } | What::Redo { .. }))
            };
            match &event.what {
                What::Undo { event: id } if own(*id) => undoing.take_back(&event.author, *id),
                What::Redo { event: id } if own(*id) => undoing.have_again(&event.author, *id),
                What::Undo { .. } | What::Redo { .. } | What::Newer { .. } => {}
                _ => {
                    let stacks = undoing.stacks(&event.author);
                    stacks.done.push(event.id);
                    stacks.undone.clear();
                }
            }
        }
        undoing
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
