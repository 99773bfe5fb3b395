//! What was hidden, and why, for the person who publishes. Never what it was.

use std::collections::BTreeMap;

use super::column::{Column, Part, WHOLE};
use super::{Hidden, Public, Threshold, Why};
use crate::assess::board::Board;
use crate::domain::period::Period;

impl Why {
    /// The reason in words.
    pub fn words(self, threshold: Threshold) -> String {
        match self {
            Self::Few => format!("few children: 1 to {}, or all but so few", threshold.0),
            Self::NoNumbers => {
                "of how many is not known: give numerator and denominator".to_owned()
            }
            Self::Month => "less the figure before it, it would be a small period's".to_owned(),
            Self::Others => "a hidden figure could be worked out from it".to_owned(),
            Self::Same => "it is the same number as a hidden one".to_owned(),
        }
    }
}

impl Public {
    /// What is hidden of a board's indicators, in the order of the board: a line for each and each
    /// reason. Empty where nothing is.
    pub fn told(&self, authority: usize, board: &Board) -> Vec<String> {
        self.hidden(authority).map_or_else(Vec::new, |hidden| hidden.told(board, self.threshold))
    }
}

impl Hidden {
    fn told(&self, board: &Board, threshold: Threshold) -> Vec<String> {
        let mut lines = Vec::new();
        for view in board.indicators() {
            let Some(column) = self.columns.iter().find(|c| c.indicator.id == view.id) else {
                continue;
            };
            for (why, found) in found(column, board.period) {
                let (name, found) = (&view.name, found.words());
                lines.push(format!("hidden: {name}, {found}: {}", why.words(threshold)));
            }
        }
        lines
    }
}

/// What is hidden for one reason.
#[derive(Default)]
struct Found {
    /// Periods of which the figure itself is hidden, in order.
    wholes: Vec<Period>,
    /// How many of the categories' figures.
    categories: usize,
}

impl Found {
    /// `October 2026`, `7 periods from May 2025 to October 2026`, `and 3 of its parts`.
    fn words(&self) -> String {
        let wholes = match self.wholes.as_slice() {
            [] => None,
            [one] => Some(one.long()),
            [first, .., last] => Some(format!(
                "{} periods from {} to {}",
                self.wholes.len(),
                first.long(),
                last.long()
            )),
        };
        let parts = match self.categories {
            0 => None,
            1 => Some("one figure of its breakdowns".to_owned()),
            some => Some(format!("{some} figures of its breakdowns")),
        };
        wholes.into_iter().chain(parts).collect::<Vec<_>>().join(" and ")
    }
}

fn found(column: &Column, until: Period) -> BTreeMap<Why, Found> {
    let mut all: BTreeMap<Why, Found> = BTreeMap::new();
    for moment in column.moments.iter().filter(|moment| moment.period.ends_by(until)) {
        for (part, why) in &moment.hidden {
            let found = all.entry(*why).or_default();
            if *part == WHOLE {
                found.wholes.push(moment.period);
            } else if matches!(
                column.parts.get(*part),
                Some(Part::Category { .. } | Part::OfWhich { .. })
            ) {
                found.categories += 1;
            }
        }
    }
    all
}
