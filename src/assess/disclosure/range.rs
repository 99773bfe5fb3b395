//! Between which two numbers a hidden number must lie, from the sums that everybody sees.
//!
//! Where no sums meet twice, narrowing each by each is exact. Where they do (the parts of two sums
//! overlap, a table has two margins), a linear program says the rest.

mod simplex;

use simplex::{End, Tableau};

/// A sum that everybody can see: the unknowns, each with +1 or -1, make a known number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sum {
    /// Positions of unknowns, with their signs.
    pub(super) terms: Vec<(usize, f64)>,
    /// What they make.
    pub(super) makes: f64,
}

/// What an unknown may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range {
    /// At least.
    pub(super) low: f64,
    /// At most; infinite where nothing says.
    pub(super) high: f64,
}

impl Range {
    /// How far the ends lie apart.
    pub(super) fn width(self) -> f64 {
        self.high - self.low
    }

    /// Narrows to what both allow; says whether that changed anything.
    fn narrow(&mut self, low: f64, high: f64) -> bool {
        let changed = low > self.low + TINY || high < self.high - TINY;
        self.low = self.low.max(low);
        self.high = self.high.min(high);
        changed
    }
}

/// Less than this is no difference between counts.
const TINY: f64 = 1e-7;
/// Narrowing ends by itself where sums form a tree; in a ring it may creep.
const ROUNDS: usize = 60;

/// Unknowns and the sums they stand in.
#[derive(Debug, Clone, Default)]
pub(super) struct System {
    /// What each unknown is at least.
    pub(super) lower: Vec<f64>,
    /// The sums.
    pub(super) sums: Vec<Sum>,
}

impl System {
    /// What each unknown may be; `None` where the sums contradict each other, so that they say
    /// nothing. A sum that cannot hold by itself, as of categories that overlap, counts for nothing.
    /// What has more room than is `enough` may be given less than it has.
    pub(super) fn ranges(&self, enough: f64) -> Option<Vec<Range>> {
        self.consistent().together(enough)
    }

    /// The same quickly: at least what each may be, perhaps more.
    pub(super) fn loosely(&self) -> Option<Vec<Range>> {
        self.consistent().narrowed()
    }

    /// Without the sums that say nothing.
    fn consistent(&self) -> Self {
        let holds = |sum: &&Sum| !sum.terms.is_empty() && self.alone(sum).is_some();
        let sums = self.sums.iter().filter(holds).cloned().collect();
        Self { lower: self.lower.clone(), sums }
    }

    fn together(&self, enough: f64) -> Option<Vec<Range>> {
        let ranges = self.narrowed()?;
        if !self.has_ring() {
            return Some(ranges);
        }
        let mut tableau = Tableau::of(&self.lower, &self.sums)?;
        // Every solution that is come by shows room of all unknowns: few have to be asked for.
        let mut seen: Vec<Range> =
            vec![Range { low: f64::INFINITY, high: -f64::INFINITY }; ranges.len()];
        widen(&mut seen, &tableau.solution());
        for at in 0..seen.len() {
            for end in [End::Most, End::Least] {
                if seen.get(at).is_some_and(|range| range.width() > enough) {
                    break;
                }
                let found = tableau.go_to(at, end);
                widen(&mut seen, &tableau.solution());
                if let (None, Some(range)) = (found, seen.get_mut(at)) {
                    range.high = f64::INFINITY;
                }
            }
        }
        for (range, lower) in seen.iter_mut().zip(&self.lower) {
            (range.low, range.high) = (lower + range.low, lower + range.high);
        }
        Some(seen)
    }

    /// What each unknown of one sum may be by that sum alone.
    pub(super) fn alone(&self, sum: &Sum) -> Option<Vec<Range>> {
        Self { lower: self.lower.clone(), sums: vec![sum.clone()] }.narrowed()
    }

    fn narrowed(&self) -> Option<Vec<Range>> {
        let open = |low: &f64| Range { low: *low, high: f64::INFINITY };
        let mut ranges: Vec<Range> = self.lower.iter().map(open).collect();
        for _ in 0..ROUNDS {
            let mut changed = false;
            for sum in &self.sums {
                changed |= sum.narrow(&mut ranges);
            }
            if ranges.iter().any(|range| range.width() < -TINY) {
                return None;
            }
            if !changed {
                break;
            }
        }
        Some(ranges)
    }

    /// Whether one can walk from an unknown over sums back to it without going the same way twice.
    fn has_ring(&self) -> bool {
        let unknowns = self.lower.len();
        let mut roots: Vec<usize> = (0..unknowns + self.sums.len()).collect();
        let edges = self.sums.iter().enumerate();
        let mut edges =
            edges.flat_map(|(at, sum)| sum.terms.iter().map(move |(x, _)| (*x, unknowns + at)));
        edges.any(|(a, b)| !join(&mut roots, a, b))
    }
}

/// Makes room for a solution.
fn widen(seen: &mut [Range], solution: &[f64]) {
    for (range, n) in seen.iter_mut().zip(solution) {
        (range.low, range.high) = (range.low.min(*n), range.high.max(*n));
    }
}

impl Sum {
    fn narrow(&self, ranges: &mut [Range]) -> bool {
        let mut changed = false;
        for (at, (own, sign)) in self.terms.iter().enumerate() {
            let (mut least, mut most) = (0.0, 0.0);
            for (x, sign) in self.terms.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, t)| t)
            {
                let Some(range) = ranges.get(*x) else { continue };
                let ends = (sign * range.low, sign * range.high);
                least += ends.0.min(ends.1);
                most += ends.0.max(ends.1);
            }
            let ends = (sign * (self.makes - most), sign * (self.makes - least));
            if let Some(range) = ranges.get_mut(*own) {
                changed |= range.narrow(ends.0.min(ends.1), ends.0.max(ends.1));
            }
        }
        changed
    }
}

/// Puts two together; `false` where they already were.
fn join(roots: &mut [usize], a: usize, b: usize) -> bool {
    let root = |roots: &[usize], mut at: usize| {
        while let Some(up) = roots.get(at).copied().filter(|up| *up != at) {
            at = up;
        }
        at
    };
    let (a, b) = (root(roots, a), root(roots, b));
    if let Some(slot) = roots.get_mut(a) {
        *slot = b;
    }
    a != b
}

#[cfg(test)]
mod tests {
    use super::*;

    fn system(lower: &[f64], sums: &[(&[usize], f64)]) -> System {
        let sums = sums.iter().map(|(terms, makes)| Sum {
            terms: terms.iter().map(|x| (*x, 1.0)).collect(),
            makes: *makes,
        });
        System { lower: lower.to_vec(), sums: sums.collect() }
    }

    fn ends(system: &System) -> Vec<(f64, f64)> {
        let round = |n: f64| if n.is_finite() { n.round() } else { n };
        let ranges = system.ranges(f64::INFINITY).unwrap();
        ranges.iter().map(|r| (round(r.low), round(r.high))).collect()
    }

    #[test]
    fn two_parts_of_a_sum_leave_each_other_the_rest() {
        assert_eq!(ends(&system(&[1.0, 1.0], &[(&[0, 1], 10.0)])), [(1.0, 9.0), (1.0, 9.0)]);
        assert_eq!(ends(&system(&[1.0], &[(&[0], 3.0)])), [(3.0, 3.0)]);
    }

    #[test]
    fn a_hidden_total_is_bounded_by_nothing_but_what_it_holds() {
        let mut both = system(&[1.0, 1.0], &[(&[0, 1], -20.0)]);
        both.sums[0].terms[0].1 = -1.0;
        assert_eq!(ends(&both), [(21.0, f64::INFINITY), (1.0, f64::INFINITY)]);
    }

    #[test]
    fn narrowing_goes_on_from_sum_to_sum() {
        // a + b = 10, b + c = 3: b is 1 or 2, so a is 8 or 9.
        let chain = system(&[1.0; 3], &[(&[0, 1], 10.0), (&[1, 2], 3.0)]);
        assert_eq!(ends(&chain), [(8.0, 9.0), (1.0, 2.0), (1.0, 2.0)]);
    }

    #[test]
    fn what_a_ring_of_sums_gives_away_is_found() {
        // a + b = 10, a + b + c = 14: c can only be 4, which no sum says by itself.
        let ring = system(&[1.0; 3], &[(&[0, 1], 10.0), (&[0, 1, 2], 14.0)]);
        assert_eq!(ends(&ring), [(1.0, 9.0), (1.0, 9.0), (4.0, 4.0)]);
        // Three pairs that meet: each is known.
        let ring = system(&[1.0; 3], &[(&[0, 1], 9.0), (&[1, 2], 8.0), (&[0, 2], 7.0)]);
        assert_eq!(ends(&ring), [(4.0, 4.0), (5.0, 5.0), (3.0, 3.0)]);
    }

    #[test]
    fn sums_that_contradict_each_other_say_nothing() {
        let alone = system(&[1.0; 2], &[(&[0], -2.0), (&[1], 3.0)]);
        assert_eq!(ends(&alone), [(1.0, f64::INFINITY), (3.0, 3.0)]);
        assert_eq!(system(&[1.0, 1.0], &[(&[0, 1], 9.0), (&[0, 1], 8.0)]).ranges(5.0), None);
    }
}
