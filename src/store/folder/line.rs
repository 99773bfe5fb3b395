//! Answers that come from several threads and are handed on in order.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex};

/// So many answers may wait while somebody hands on; whoever brings one more waits too.
const CROWDED: usize = 64;

/// Answers that wait for those before them. One thread at a time hands them on; the others leave theirs
/// and go on with their work.
pub(super) struct Line<T, F> {
    state: Mutex<State<T, F>>,
    /// There is room again, or nobody hands on any more.
    moved: Condvar,
}

struct State<T, F> {
    next: usize,
    waiting: BTreeMap<usize, T>,
    /// Taken by whoever hands on, and put back under the same lock under which nothing more was ready:
    /// so no answer is left behind between the two.
    hand_on: Option<F>,
}

impl<T, F> State<T, F> {
    /// The answer whose turn it is, where it is there.
    fn take(&mut self) -> Option<(usize, T)> {
        let at = self.next;
        let answer = self.waiting.remove(&at)?;
        self.next += 1;
        Some((at, answer))
    }

    fn must_wait(&self) -> bool {
        self.hand_on.is_none() && self.waiting.len() > CROWDED
    }
}

impl<T, F: FnMut(usize, T)> Line<T, F> {
    pub(super) fn new(hand_on: F) -> Self {
        let state = State { next: 0, waiting: BTreeMap::new(), hand_on: Some(hand_on) };
        Self { state: Mutex::new(state), moved: Condvar::new() }
    }

    /// Joins the line, and hands on what is ready where nobody does.
    pub(super) fn join(&self, at: usize, answer: T) {
        // The lock is not held while anything of others runs, so it is never poisoned.
        let Ok(mut state) = self.state.lock() else { return };
        state.waiting.insert(at, answer);
        let Ok(mut state) = self.moved.wait_while(state, |state| state.must_wait()) else { return };
        let Some(hand_on) = state.hand_on.take() else { return };
        let mut turn = Turn { line: self, hand_on: Some(hand_on) };
        while let Some((at, answer)) = state.take() {
            drop(state);
            if let Some(hand_on) = &mut turn.hand_on {
                hand_on(at, answer);
            }
            let Ok(again) = self.state.lock() else { return };
            state = again;
            if state.waiting.len() <= CROWDED {
                self.moved.notify_all();
            }
        }
        state.hand_on = turn.hand_on.take();
    }
}

/// Somebody's turn to hand on. Where it ends with a panic the turn is another's, and nobody waits for it
/// for ever.
struct Turn<'l, T, F> {
    line: &'l Line<T, F>,
    hand_on: Option<F>,
}

impl<T, F> Drop for Turn<'_, T, F> {
    fn drop(&mut self) {
        if let Some(hand_on) = self.hand_on.take()
            && let Ok(mut state) = self.line.state.lock()
        {
            state.hand_on = Some(hand_on);
        }
        self.line.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::thread;
    use std::time::Duration;

    use super::*;

    /// Nothing here takes so long that works.
    const LONG: Duration = Duration::from_secs(10);

    /// A line whose one who hands on says what it begins with, and waits until it may end.
    fn slow(says: Sender<usize>, may: Receiver<()>) -> Line<(), impl FnMut(usize, ())> {
        Line::new(move |at, ()| {
            says.send(at).unwrap();
            may.recv_timeout(LONG).unwrap();
        })
    }

    #[test]
    fn who_finds_somebody_handing_on_leaves_the_answer_and_goes() {
        let ((says, said), (lets, may)) = (channel(), channel());
        let line = slow(says, may);
        thread::scope(|scope| {
            scope.spawn(|| line.join(0, ()));
            assert_eq!(said.recv_timeout(LONG), Ok(0));
            // These come back although the first is not done.
            line.join(2, ());
            line.join(1, ());
            for after in [1, 2] {
                lets.send(()).unwrap();
                assert_eq!(said.recv_timeout(LONG), Ok(after));
            }
            lets.send(()).unwrap();
        });
        assert!(line.state.lock().unwrap().hand_on.is_some());
    }

    #[test]
    fn where_too_many_wait_whoever_brings_more_waits_too_and_all_are_handed_on() {
        let ((says, said), (lets, may)) = (channel(), channel());
        let line = slow(says, may);
        thread::scope(|scope| {
            scope.spawn(|| line.join(0, ()));
            assert_eq!(said.recv_timeout(LONG), Ok(0));
            (1..=CROWDED).for_each(|at| line.join(at, ()));
            let (back, came) = channel();
            let line = &line;
            scope.spawn(move || {
                line.join(CROWDED + 1, ());
                back.send(()).unwrap();
            });
            // It has joined, and it waits for as long as nothing moves.
            while line.state.lock().unwrap().waiting.len() <= CROWDED {
                thread::yield_now();
            }
            assert!(came.try_recv().is_err());
            (0..=CROWDED + 1).for_each(|_| lets.send(()).unwrap());
            assert_eq!(came.recv_timeout(LONG), Ok(()));
        });
        for after in 1..=CROWDED + 1 {
            assert_eq!(said.recv_timeout(LONG), Ok(after));
        }
    }

    #[test]
    fn a_turn_that_ends_in_a_panic_holds_nobody_up() {
        let mut handed = Vec::new();
        let line = Line::new(|at, ()| {
            assert!(at > 0);
            handed.push(at);
        });
        thread::scope(|scope| {
            assert!(scope.spawn(|| line.join(0, ())).join().is_err());
        });
        line.join(1, ());
        drop(line);
        assert_eq!(handed, [1]);
    }
}
