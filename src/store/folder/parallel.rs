//! Many files at once. Where they are near, reading them is work, and there are as many threads as
//! processors; where they are far away it is waiting, and there are more.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// The most threads.
const MOST: usize = 8;
/// A file that takes a thread longer than this is far away.
const FAR: Duration = Duration::from_millis(2);
/// So long is waited before that is judged.
const AT_FIRST: Duration = Duration::from_millis(40);
/// So many answers may wait to be handed on; whoever brings one more waits too.
const CROWDED: usize = 256;

/// Does something for each of the positions up to `count`; the answers are in order.
pub(in crate::store) fn each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    gathered(processors(), count, work)
}

/// As [`each`], for what takes so little time that other threads are worth waking only where the
/// files are far away.
pub(super) fn each_little<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    gathered(1, count, work)
}

fn gathered<T: Send>(threads: usize, count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let mut answers = Vec::with_capacity(count);
    in_order_on(threads, count, || (), |(), at| work(at), |_, answer| answers.push(answer));
    answers
}

/// As [`each`], but an answer is handed on as soon as those before it have been, and none is kept.
/// Every thread has something of its own, which `own` makes; the thread that called hands on.
pub(super) fn in_order<O, T: Send>(
    count: usize,
    own: impl Fn() -> O + Sync,
    work: impl Fn(&mut O, usize) -> T + Sync,
    hand_on: impl FnMut(usize, T),
) {
    in_order_on(processors(), count, own, work, hand_on);
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST)
}

fn in_order_on<O, T: Send>(
    threads: usize,
    count: usize,
    own: impl Fn() -> O + Sync,
    work: impl Fn(&mut O, usize) -> T + Sync,
    mut hand_on: impl FnMut(usize, T),
) {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    each_on(threads, count, own, work, |at, answer| {
        waiting.insert(at, answer);
        while let Some(answer) = waiting.remove(&next) {
            hand_on(next, answer);
            next += 1;
        }
    });
}

/// Does something for each position, and hands each answer on in the order in which they come. This
/// thread works as the others do, and alone hands on, so that whoever takes the answers needs no lock.
fn each_on<O, T: Send>(
    threads: usize,
    count: usize,
    own: impl Fn() -> O + Sync,
    work: impl Fn(&mut O, usize) -> T + Sync,
    mut hand_on: impl FnMut(usize, T),
) {
    let next = AtomicUsize::new(0);
    let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < count);
    let help = |leave: SyncSender<(usize, T)>| {
        let mut own = own();
        while let Some(at) = take() {
            // Where nobody takes it, whoever called has failed.
            if leave.send((at, work(&mut own, at))).is_err() {
                return;
            }
        }
    };
    let began = Instant::now();
    thread::scope(|scope| {
        // Inside, so that a helper who waits to leave an answer does not wait for one who has failed.
        let (leave, left) = sync_channel(CROWDED);
        let another = || {
            let (help, leave) = (&help, leave.clone());
            scope.spawn(move || help(leave))
        };
        let helpers = threads.min(count).saturating_sub(1);
        let mut helpers: Vec<_> = (0..helpers).map(|_| another()).collect();
        let mut own = own();
        let (mut done, mut judged) = (0, false);
        while let Some(at) = take() {
            hand_on(at, work(&mut own, at));
            for (at, answer) in left.try_iter() {
                hand_on(at, answer);
            }
            done += 1;
            if !judged && began.elapsed() > AT_FIRST {
                judged = true;
                let more = if are_far(began.elapsed(), done) { MOST.min(count) } else { 0 };
                helpers.extend((helpers.len() + 1..more).map(|_| another()));
            }
        }
        drop(leave);
        for (at, answer) in left {
            hand_on(at, answer);
        }
        for helper in helpers {
            if let Err(panic) = helper.join() {
                resume_unwind(panic);
            }
        }
    });
}

/// Whether files are far away, of which one thread has so many after so long.
fn are_far(after: Duration, done: usize) -> bool {
    after / u32::try_from(done).unwrap_or(u32::MAX).max(1) > FAR
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn answers_are_handed_on_in_order_whoever_is_first() {
        let mut seen = Vec::new();
        let slow = |at: usize| {
            if at.is_multiple_of(7) {
                thread::yield_now();
            }
            at
        };
        in_order(
            200,
            || 0,
            |mine, at| {
                *mine += 1;
                slow(at)
            },
            |at, answer| seen.push((at, answer)),
        );
        assert_eq!(seen, (0..200).map(|at| (at, at)).collect::<Vec<_>>());
    }

    #[test]
    fn every_position_is_answered_once_and_in_order() {
        for (count, threads) in [(0, 4), (1, 4), (7, 1), (100, 8), (3, 0)] {
            let answers = gathered(threads, count, |at| at * 2);
            assert_eq!(answers, (0..count).map(|at| at * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_fault_in_a_helper_is_the_callers() {
        let fault = std::panic::catch_unwind(|| gathered(4, 50, |at| assert!(at < 40)));
        assert!(fault.is_err());
    }

    #[test]
    fn where_handing_on_fails_nobody_waits_for_ever() {
        let work = |(): &mut (), at| at;
        let hand_on = |at, _| assert!(at < 3);
        let fault = std::panic::catch_unwind(|| {
            in_order_on(4, CROWDED * 20, || (), work, hand_on);
        });
        assert!(fault.is_err());
    }

    #[test]
    fn files_that_are_far_away_are_read_by_more_threads() {
        let after = Duration::from_millis(50);
        assert!(!are_far(after, 1000) && are_far(after, 20) && are_far(after, 0));
        let threads = Mutex::new(HashSet::new());
        gathered(1, 100, |_| {
            // A share that takes its time.
            let until = Instant::now() + FAR * 2;
            while Instant::now() < until {
                thread::yield_now();
            }
            threads.lock().unwrap().insert(thread::current().id());
        });
        assert!(threads.into_inner().unwrap().len() > 1);
    }
}
