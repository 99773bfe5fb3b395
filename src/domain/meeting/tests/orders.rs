//! Entries in whatever order, as often as they come.

use super::super::fixture::{Room, details, task, words};
use super::super::{EventId, Journal, Status, What};
use proptest::prelude::*;
use std::sync::Arc;

/// A room that does one of everything, as `choices` say.
pub fn talk(choices: &[(u8, u8, i16)]) -> Room {
    let mut room = Room::default();
    let mut ids: Vec<EventId> = Vec::new();
    for (choice, which, clock) in choices {
        let author = ["Ada", "Ben", "Cy"][usize::from(*which) % 3];
        let on = ["referrals", "contacts", ""][usize::from(*which) % 3];
        let some = ids.get(usize::from(*which) % ids.len().max(1)).copied();
        let text = || words(&format!("{choice} {which} {clock}"));
        let why = String::new();
        let what = match (choice % 16, some) {
            (0, Some(note)) => What::NoteEdited { note, words: text() },
            (1, Some(note)) => What::NoteWithdrawn { note },
            (2, Some(event)) => What::Undo { event },
            (3, Some(event)) => What::Redo { event },
            (4, Some(action)) => What::ActionStatus { action, status: Status::Done, note: why },
            (5, Some(meeting)) => What::MeetingEnded { meeting },
            (6, Some(question)) => What::Reply { question, words: text() },
            (7, _) => What::MeetingStarted(details("Call-over", "2026-11-12").into()),
            (8, _) => What::Discussed,
            (9, _) => What::NotDiscussed,
            (10, _) => What::ItemAdded { why },
            (11, _) => What::ItemDeferred { until: None, why },
            (12, _) => What::ItemCleared,
            (13, _) => What::Action(task("do", author, "")),
            _ => What::Comment(text()),
        };
        ids.push(room.enters_at(i64::from(*clock), author, on, what));
    }
    room
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_state_is_the_same_in_whatever_order_entries_arrive(
        choices in prop::collection::vec((any::<u8>(), any::<u8>(), -20_i16..60), 1..40),
        order in prop::collection::vec(any::<u32>(), 80),
        cut in 0_usize..80,
    ) {
        let room = talk(&choices);
        // Each entry twice, as a synchronised copy would have it, all at once or a few at a time.
        let twice = room.events().into_iter().chain(room.events());
        let mut shuffled: Vec<_> = order.iter().cycle().zip(twice).collect();
        shuffled.sort_by_key(|(key, _)| **key);
        let shuffled: Vec<_> = shuffled.into_iter().map(|(_, event)| event).collect();
        for few in [cut + 1, 80, 2, 1] {
            let mut journal = Journal::default();
            for events in shuffled.chunks(few) {
                journal.add(events.to_vec());
            }
            prop_assert_eq!(&journal, &room.journal);
        }
    }

    #[test]
    fn of_two_entries_with_one_id_the_same_one_stands_everywhere(
        choices in prop::collection::vec((any::<u8>(), any::<u8>(), -20_i16..60), 2..12),
        later in any::<bool>(),
    ) {
        let events = talk(&choices).events();
        let mut forged = events[0].clone();
        Arc::make_mut(&mut forged).author = "Mallory".into();
        if later {
            // Behind all others, where an entry is mostly put without a look at them.
            let newest = events.iter().map(|event| event.time).max();
            Arc::make_mut(&mut forged).time = newest.unwrap_or(forged.time);
        }
        let last: Vec<_> = events.iter().cloned().chain([forged.clone()]).collect();
        let first: Vec<_> = [forged].into_iter().chain(events.iter().rev().cloned()).collect();
        let all = Journal::of(last.clone());
        prop_assert_eq!(all.events().len(), events.len());
        for order in [last, first] {
            prop_assert_eq!(&Journal::of(order.clone()), &all);
            for few in [1, 2, order.len() - 1] {
                let mut journal = Journal::default();
                for events in order.chunks(few) {
                    journal.add(events.to_vec());
                }
                prop_assert_eq!(&journal, &all);
            }
        }
    }
}
