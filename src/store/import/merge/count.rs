//! How many figures there are, and of each reason for having none.

use crate::domain::value::Missing;

use super::Parts;

/// How many figures there are, by what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Figures with a number.
    pub numbers: usize,
    /// Figures without one, by reason: suppressed, not collected, not applicable, late, no cohort.
    pub missing: [usize; 5],
    /// How many of all those are categories of breakdowns.
    pub breakdowns: usize,
}

/// Every reason, in the order of [`Count::missing`].
pub const REASONS: [Missing; 5] = [
    Missing::Suppressed,
    Missing::NotCollected,
    Missing::NotApplicable,
    Missing::Late,
    Missing::NoCohort,
];

impl Count {
    pub(super) fn add(&mut self, parts: &Parts, breakdown: bool) {
        self.breakdowns += usize::from(breakdown);
        match parts.missing {
            None => self.numbers += 1,
            Some(missing) => {
                let at = REASONS.iter().position(|reason| *reason == missing);
                if let Some(slot) = at.and_then(|at| self.missing.get_mut(at)) {
                    *slot += 1;
                }
            }
        }
    }
}
