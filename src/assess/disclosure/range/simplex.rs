//! A small linear program: how small and how large one of several sums' unknowns may be.
//!
//! The simplex method in a dense tableau, by Bland's rule, which never goes in circles. Tables of a
//! board have a few dozen unknowns.

use super::Sum;

/// Less than this is zero.
const ZERO: f64 = 1e-9;

/// An end of what an unknown may be.
#[derive(Debug, Clone, Copy)]
pub(super) enum End {
    /// As much as it can be.
    Most,
    /// As little.
    Least,
}

/// Sums over unknowns of 0 or more, solved for one unknown a row.
pub(super) struct Tableau {
    /// One a sum: a coefficient an unknown, then the right-hand side.
    rows: Vec<Vec<f64>>,
    /// The unknown that each row is solved for.
    solved: Vec<usize>,
    unknowns: usize,
}

impl Tableau {
    /// A solution of the sums, each unknown less its lower bound; `None` where there is none.
    pub(super) fn of(lower: &[f64], sums: &[Sum]) -> Option<Self> {
        let unknowns = lower.len();
        let width = unknowns + sums.len() + 1;
        let mut rows = Vec::with_capacity(sums.len());
        for (at, sum) in sums.iter().enumerate() {
            let mut row = vec![0.0; width];
            for (x, sign) in &sum.terms {
                row[*x] += sign;
            }
            let least: f64 = row.iter().zip(lower).map(|(sign, low)| sign * low).sum();
            row[width - 1] = sum.makes - least;
            if row[width - 1] < 0.0 {
                for n in &mut row {
                    *n = -*n;
                }
            }
            // Each sum starts with an unknown of its own, which has to go.
            row[unknowns + at] = 1.0;
            rows.push(row);
        }
        let solved = (unknowns..unknowns + sums.len()).collect();
        let mut tableau = Self { rows, solved, unknowns };
        let cost = |x: usize| if x < unknowns { 0.0 } else { -1.0 };
        let left = tableau.most(width - 1, cost)?;
        if left < -1e-6 {
            return None;
        }
        tableau.let_go();
        Some(tableau)
    }

    /// Goes to a solution in which an unknown is as much, or as little, above its lower bound as it
    /// can be; `None` where there is no most.
    pub(super) fn go_to(&mut self, unknown: usize, end: End) -> Option<()> {
        let worth = match end {
            End::Most => 1.0,
            End::Least => -1.0,
        };
        self.most(self.unknowns, |x| if x == unknown { worth } else { 0.0 }).map(|_| ())
    }

    /// Each unknown of the present solution, less its lower bound.
    pub(super) fn solution(&self) -> Vec<f64> {
        let mut all = vec![0.0; self.unknowns];
        for (row, solved) in self.rows.iter().zip(&self.solved) {
            if let Some(slot) = all.get_mut(*solved) {
                *slot = right(row);
            }
        }
        all
    }

    /// The most that the unknowns can make, each times its worth; only the first `open` may take
    /// part. `None`: without end.
    fn most(&mut self, open: usize, worth: impl Fn(usize) -> f64) -> Option<f64> {
        loop {
            let gain = |x: usize| {
                let spent = self.rows.iter().zip(&self.solved).map(|(row, s)| row[x] * worth(*s));
                worth(x) - spent.sum::<f64>()
            };
            let Some(entering) = (0..open).find(|x| gain(*x) > ZERO) else { break };
            let leaving = self.leaving(entering)?;
            self.solve(leaving, entering);
        }
        Some(self.rows.iter().zip(&self.solved).map(|(row, s)| worth(*s) * right(row)).sum())
    }

    /// The row that gives way first as an unknown grows; of several that of the first unknown.
    fn leaving(&self, entering: usize) -> Option<usize> {
        let rows = self.rows.iter().enumerate().filter(|(_, row)| row[entering] > ZERO);
        let ratios = rows.map(|(at, row)| (at, right(row) / row[entering]));
        ratios
            .min_by(|(a, x), (b, y)| {
                x.total_cmp(y).then_with(|| self.solved[*a].cmp(&self.solved[*b]))
            })
            .map(|(at, _)| at)
    }

    /// Solves a row for an unknown and takes it out of the others.
    fn solve(&mut self, at: usize, unknown: usize) {
        let pivot = self.rows[at][unknown];
        for n in &mut self.rows[at] {
            *n /= pivot;
        }
        let solved = self.rows[at].clone();
        for (_, row) in self.rows.iter_mut().enumerate().filter(|(other, _)| *other != at) {
            let times = row[unknown];
            if times.abs() > ZERO {
                row.iter_mut().zip(&solved).for_each(|(n, own)| *n -= times * own);
            }
        }
        self.solved[at] = unknown;
    }

    /// Takes the sums' own unknowns, all zero now, out of the solution; a row that has no other says
    /// what the others say.
    fn let_go(&mut self) {
        for at in 0..self.rows.len() {
            if self.solved[at] < self.unknowns {
                continue;
            }
            let own = (0..self.unknowns).find(|x| self.rows[at][*x].abs() > ZERO);
            if let Some(x) = own {
                self.solve(at, x);
            }
        }
    }
}

/// The right-hand side of a row.
fn right(row: &[f64]) -> f64 {
    row.last().copied().unwrap_or(0.0)
}
