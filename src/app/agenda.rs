//! The lines of the agenda: what needs a look, in order; where nothing does, what is red or amber.

use std::collections::HashSet;

use crate::assess::board::{Board, Rating};
use crate::domain::period::Period;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// An item of the agenda; its position there.
    Item(usize),
    /// An empty line.
    Gap,
    /// A line of a sentence.
    Words(&'static str),
    /// The section whose lights follow, by its position on the board.
    Heading(usize),
    /// An indicator that is red or amber and no news; its id.
    Lit(String),
}

impl Line {
    /// Whether it can be chosen.
    pub fn is_choice(&self) -> bool {
        matches!(self, Self::Item(_) | Self::Lit(_))
    }

    /// The indicator of the line.
    pub fn indicator<'a>(&'a self, board: &'a Board) -> Option<&'a str> {
        match self {
            Self::Item(at) => board.agenda.get(*at).map(|item| item.indicator.as_str()),
            Self::Lit(id) => Some(id),
            Self::Gap | Self::Words(_) | Self::Heading(_) => None,
        }
    }
}

/// Every line under the sections' lights.
pub fn lines(board: &Board) -> Vec<Line> {
    if !board.agenda.is_empty() {
        return (0..board.agenda.len()).map(Line::Item).collect();
    }
    let mut lit = Vec::new();
    for (section, view) in board.sections.iter().enumerate() {
        let of = |rating| {
            view.indicators
                .iter()
                .filter(move |i| i.rating == Some(rating))
                .map(|i| Line::Lit(i.id.clone()))
        };
        let items: Vec<_> = of(Rating::Red).chain(of(Rating::Amber)).collect();
        if !items.is_empty() {
            lit.extend([Line::Gap, Line::Heading(section)]);
            lit.extend(items);
        }
    }
    let calm = if board.indicators().all(|row| row.value.is_none()) {
        "No figures for this period."
    } else if board.indicators().all(|i| i.rating.is_none()) {
        "Nothing needs a look. No target is set for these figures."
    } else if lit.is_empty() {
        "Nothing needs a look. Nothing is red or amber."
    } else {
        "Nothing needs a look. These are red or amber as they were:"
    };
    lit.insert(0, Line::Words(calm));
    lit
}

/// The choice nearest to `at`, looking down first or up first.
pub fn nearest_choice(lines: &[Line], at: usize, down: bool) -> usize {
    let choice = |at: &usize| lines.get(*at).is_some_and(Line::is_choice);
    let below = (at..lines.len()).find(choice);
    let above = (0..=at.min(lines.len())).rev().find(choice);
    let (first, second) = if down { (below, above) } else { (above, below) };
    first.or(second).unwrap_or(0)
}

/// What the room has discussed: an indicator's item on the board of a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Discussed(HashSet<(String, Period)>);

impl Discussed {
    /// Whether an indicator was discussed at a period.
    pub fn has(&self, indicator: &str, period: Period) -> bool {
        self.0.contains(&(indicator.to_owned(), period))
    }

    /// Marks it, or takes the mark off again; says whether it is marked now.
    pub fn turn(&mut self, indicator: &str, period: Period) -> bool {
        let key = (indicator.to_owned(), period);
        if self.0.remove(&key) { false } else { self.0.insert(key) }
    }

    /// How many items of a board are done.
    pub fn done(&self, board: &Board) -> usize {
        board.agenda.iter().filter(|item| self.has(&item.indicator, board.period)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    /// The fixture's board as if nothing were new.
    fn quiet() -> Board {
        Board { agenda: Vec::new(), ..fixture::board() }
    }

    #[test]
    fn every_item_of_the_agenda_is_a_line_in_its_order() {
        let board = fixture::board();
        assert!(board.agenda.len() > 3);
        let lines = lines(&board);
        let ids: Vec<_> = lines.iter().filter_map(|line| line.indicator(&board)).collect();
        assert_eq!(ids, board.agenda.iter().map(|i| i.indicator.as_str()).collect::<Vec<_>>());
    }

    #[test]
    fn without_an_agenda_every_red_and_amber_is_named_reds_first_in_each_section() {
        let board = quiet();
        let lines = lines(&board);
        let items: Vec<_> =
            lines.iter().filter_map(|l| board.indicator(l.indicator(&board)?)).collect();
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
    fn a_calm_board_says_so() {
        let mut board = quiet();
        for section in &mut board.sections {
            section.indicators.retain(|i| i.rating == Some(Rating::Green));
        }
        assert!(
            matches!(lines(&board)[..], [Line::Words(words)] if words.contains("Nothing is red"))
        );
        for row in board.sections.iter_mut().flat_map(|s| &mut s.indicators) {
            row.rating = None;
        }
        assert!(matches!(lines(&board)[..], [Line::Words(words)] if words.contains("No target")));
        board.sections.clear();
        assert!(
            matches!(lines(&board)[..], [Line::Words(words)] if words.starts_with("No figures"))
        );
    }

    #[test]
    fn only_choices_are_chosen() {
        for board in [fixture::board(), quiet()] {
            let lines = lines(&board);
            for at in 0..lines.len() + 3 {
                for down in [false, true] {
                    assert!(lines[nearest_choice(&lines, at, down)].is_choice());
                }
            }
        }
        assert_eq!(nearest_choice(&[], 4, true), 0);
    }

    #[test]
    fn what_was_discussed_counts_for_its_own_period_only() {
        let mut board = fixture::board();
        let mut discussed = Discussed::default();
        let first = board.agenda[0].indicator.clone();
        assert!(discussed.turn(&first, board.period));
        assert_eq!(discussed.done(&board), 1);
        let this = board.period;
        board.period = this.step(-1).unwrap();
        assert_eq!(discussed.done(&board), 0);
        assert!(!discussed.turn(&first, this));
        assert_eq!(discussed, Discussed::default());
    }
}
