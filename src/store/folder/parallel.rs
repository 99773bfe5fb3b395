//! Many files at once. Where they are near, reading them is work, and there are as many threads as
//! processors; where they are far away it is waiting, and there are more.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::line::Line;

/// The most threads.
const MOST: usize = 8;
/// A file that takes a thread longer than this is far away.
const FAR: Duration = Duration::from_millis(2);
/// So long is waited before that is judged.
const AT_FIRST: Duration = Duration::from_millis(40);

/// Does something for each of the positions up to `count`; the answers are in order.
pub(in crate::store) fn each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    each_on(processors(), count, || (), |(), at| work(at))
}

/// As [`each`], for what takes so little time that other threads are worth waking only where the
/// files are far away.
pub(super) fn each_little<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    each_on(1, count, || (), |(), at| work(at))
}

/// As [`each`], but an answer is handed on as soon as those before it have been, and none is kept.
/// Every thread has something of its own, which `own` makes.
pub(super) fn in_order<O, T: Send>(
    count: usize,
    own: impl Fn() -> O + Sync,
    work: impl Fn(&mut O, usize) -> T + Sync,
    hand_on: impl FnMut(usize, T) + Send,
) {
    let line = Line::new(hand_on);
    each_on(processors(), count, own, |own, at| line.join(at, work(own, at)));
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST)
}

fn each_on<O, T: Send>(
    threads: usize,
    count: usize,
    own: impl Fn() -> O + Sync,
    work: impl Fn(&mut O, usize) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < count);
    let go = || {
        let (mut own, mut done) = (own(), Vec::new());
        while let Some(at) = take() {
            done.push((at, work(&mut own, at)));
        }
        done
    };
    let began = Instant::now();
    let mut done = thread::scope(|scope| {
        let helpers = threads.min(count).saturating_sub(1);
        let mut helpers: Vec<_> = (0..helpers).map(|_| scope.spawn(go)).collect();
        let (mut own, mut done) = (own(), Vec::new());
        let mut judged = false;
        while let Some(at) = take() {
            done.push((at, work(&mut own, at)));
            if !judged && began.elapsed() > AT_FIRST {
                judged = true;
                let more = if are_far(began.elapsed(), done.len()) { MOST.min(count) } else { 0 };
                helpers.extend((helpers.len() + 1..more).map(|_| scope.spawn(go)));
            }
        }
        for helper in helpers {
            match helper.join() {
                Ok(more) => done.extend(more),
                Err(panic) => resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, answer)| answer).collect()
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
            let answers = each_on(threads, count, || (), |(), at| at * 2);
            assert_eq!(answers, (0..count).map(|at| at * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_fault_in_a_helper_is_the_callers() {
        let fault = std::panic::catch_unwind(|| each_on(4, 50, || (), |(), at| assert!(at < 40)));
        assert!(fault.is_err());
    }

    #[test]
    fn files_that_are_far_away_are_read_by_more_threads() {
        let after = Duration::from_millis(50);
        assert!(!are_far(after, 1000) && are_far(after, 20) && are_far(after, 0));
        let threads = Mutex::new(HashSet::new());
        each_on(
            1,
            100,
            || (),
            |(), _| {
                // A share that takes its time.
                let until = Instant::now() + FAR * 2;
                while Instant::now() < until {
                    thread::yield_now();
                }
                threads.lock().unwrap().insert(thread::current().id());
            },
        );
        assert!(threads.into_inner().unwrap().len() > 1);
    }
}
