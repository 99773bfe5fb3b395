//! The lines of the overview: a bar a section, then what is red and amber in each.

use crate::assess::board::{Board, Rating};

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A section's lights; its position on the board.
    Section(usize),
    /// An empty line.
    Gap,
    /// The section whose items follow.
    Heading(usize),
    /// An indicator that is red or amber.
    Item {
        /// Its section.
        section: usize,
        /// Its id.
        id: String,
    },
    /// Nothing is red or amber.
    AllWell,
}

impl Line {
    /// Whether it can be chosen.
    pub fn is_choice(&self) -> bool {
        matches!(self, Self::Section(_) | Self::Item { .. })
    }
}

/// Every line of the overview. What the sections' numbers count is named, small cohorts too.
pub fn lines(board: &Board) -> Vec<Line> {
    let mut lines: Vec<_> = (0..board.sections.len()).map(Line::Section).collect();
    let sections = lines.len();
    for (section, view) in board.sections.iter().enumerate() {
        let of = |rating| {
            view.indicators
                .iter()
                .filter(move |i| i.rating == Some(rating))
                .map(move |i| Line::Item { section, id: i.id.clone() })
        };
        let items: Vec<_> = of(Rating::Red).chain(of(Rating::Amber)).collect();
        if !items.is_empty() {
            lines.extend([Line::Gap, Line::Heading(section)]);
            lines.extend(items);
        }
    }
    if lines.len() == sections {
        lines.extend([Line::Gap, Line::AllWell]);
    }
    lines
}

/// The choice nearest to `at`, looking down first or up first.
pub fn nearest_choice(lines: &[Line], at: usize, down: bool) -> usize {
    let choice = |at: &usize| lines.get(*at).is_some_and(Line::is_choice);
    let below = (at..lines.len()).find(choice);
    let above = (0..=at.min(lines.len())).rev().find(choice);
    let (first, second) = if down { (below, above) } else { (above, below) };
    first.or(second).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[test]
    fn every_red_and_amber_is_named_reds_first_in_each_section() {
        let board = fixture::board();
        let lines = lines(&board);
        let items: Vec<_> = lines
            .iter()
            .filter_map(|line| match line {
                Line::Item { id, .. } => board.indicator(id),
                _ => None,
            })
            .collect();
        assert!(items.iter().any(|i| i.indicative));
        let counted: usize = board.sections.iter().map(|s| s.ratings.red + s.ratings.amber).sum();
        assert_eq!(items.len(), counted);
        for section in &board.sections {
            let lights: Vec<_> =
                items.iter().filter(|i| i.more.section == section.id).map(|i| i.rating).collect();
            let first_amber = lights.iter().position(|r| *r == Some(Rating::Amber));
            let last_red = lights.iter().rposition(|r| *r == Some(Rating::Red));
            if let (Some(amber), Some(red)) = (first_amber, last_red) {
                assert!(red < amber);
            }
        }
    }

    #[test]
    fn only_choices_are_chosen() {
        let lines = lines(&fixture::board());
        for at in 0..lines.len() + 3 {
            for down in [false, true] {
                assert!(lines[nearest_choice(&lines, at, down)].is_choice());
            }
        }
        assert_eq!(nearest_choice(&[], 4, true), 0);
    }
}
