//! Two periods side by side: which rows come first, and in what words a light changed.

use crate::assess::board::{Direction, IndicatorView, Rating};

/// Where a row stands within its section, from the top: a light that got worse, one that got better,
/// a figure that got worse, the others, and last what cannot be compared.
pub fn place(row: &IndicatorView) -> u8 {
    match (turned(row), row.change.as_ref().map(|change| change.direction)) {
        (Some(Turn::Worse), _) => 0,
        (Some(Turn::Better), _) => 1,
        (None, Some(Direction::Worse)) => 2,
        (None, Some(_)) => 3,
        (None, None) => 4,
    }
}

/// How a light turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// From green to amber or red, from amber to red.
    Worse,
    /// The other way.
    Better,
}

/// How the row's light turned between the two periods; `None` where it is the same or one of them
/// had none.
pub fn turned(row: &IndicatorView) -> Option<Turn> {
    let rank = |rating| match rating {
        Rating::Red => 0,
        Rating::Amber => 1,
        Rating::Green => 2,
    };
    let (before, now) = (rank(row.more.rating_before?), rank(row.rating?));
    match now.cmp(&before) {
        std::cmp::Ordering::Less => Some(Turn::Worse),
        std::cmp::Ordering::Greater => Some(Turn::Better),
        std::cmp::Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[test]
    fn lights_that_got_worse_come_first_then_those_that_got_better() {
        let board = fixture::board();
        let mut row = board.indicator("rereferrals").unwrap().clone();
        let mut at = |before, now| {
            row.more.rating_before = before;
            row.rating = now;
            (turned(&row), place(&row))
        };
        let (red, amber, green) = (Some(Rating::Red), Some(Rating::Amber), Some(Rating::Green));
        assert_eq!(at(green, red), (Some(Turn::Worse), 0));
        assert_eq!(at(green, amber), (Some(Turn::Worse), 0));
        assert_eq!(at(red, amber), (Some(Turn::Better), 1));
        assert_eq!(at(amber, amber).0, None);
        assert!(at(None, red).1 >= 2);
        row.change = None;
        assert_eq!(place(&row), 4);
    }
}
