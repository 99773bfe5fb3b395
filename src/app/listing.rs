//! Rows of the whole board, one section below the other: what the screens of two periods, of months
//! and of divisions walk through.

use super::cursor::{Cursor, Step};
use crate::assess::board::{Board, IndicatorView};

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// An empty line between sections.
    Gap,
    /// A section's title; its position on the board.
    Heading(usize),
    /// An indicator: its section's position and its own there.
    Row(usize, usize),
}

impl Line {
    /// The indicator of the line.
    pub fn row<'a>(&self, board: &'a Board) -> Option<&'a IndicatorView> {
        match self {
            Self::Row(section, at) => board.sections.get(*section)?.indicators.get(*at),
            Self::Gap | Self::Heading(_) => None,
        }
    }
}

/// The lines of every section that has a row which is admitted; within a section rows are in the
/// order of `place`, those that share one in the board's.
pub fn lines(
    board: &Board,
    admits: impl Fn(&IndicatorView) -> bool,
    place: impl Fn(&IndicatorView) -> u8,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for (section, view) in board.sections.iter().enumerate() {
        let rows = view.indicators.iter().enumerate();
        let mut admitted: Vec<_> = rows.filter(|(_, row)| admits(row)).collect();
        admitted.sort_by_key(|(_, row)| place(row));
        if admitted.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(Line::Gap);
        }
        lines.push(Line::Heading(section));
        lines.extend(admitted.into_iter().map(|(at, _)| Line::Row(section, at)));
    }
    lines
}

/// Which line is chosen, kept on the same indicator whatever changes around it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    /// The chosen indicator; kept while a filter hides it.
    pub id: Option<String>,
    /// The chosen line and the first in view.
    pub cursor: Cursor,
}

impl Listed {
    /// A list that opens at an indicator.
    pub fn at(id: Option<String>) -> Self {
        Self { id, cursor: Cursor::default() }
    }

    /// Brings the choice into what is there now.
    pub fn settle(&mut self, board: &Board, lines: &[Line], height: usize) {
        let found = self.id.as_ref().and_then(|id| {
            lines.iter().position(|line| line.row(board).is_some_and(|row| row.id == *id))
        });
        let at = found.unwrap_or_else(|| nearest(lines, self.cursor.at, true));
        self.choose(lines, at, height);
        if self.id.is_none() {
            self.id = lines.get(at).and_then(|line| line.row(board)).map(|row| row.id.clone());
        }
    }

    /// Moves the choice.
    pub fn step(&mut self, board: &Board, lines: &[Line], step: Step, height: usize) {
        let to = step.from(self.cursor.at, lines.len().saturating_sub(1), height);
        let at = nearest(lines, to, step.is_down());
        self.choose(lines, at, height);
        self.id = lines.get(at).and_then(|line| line.row(board)).map(|row| row.id.clone());
    }

    /// Chooses the row of a line; says whether it was chosen already.
    pub fn click(&mut self, board: &Board, lines: &[Line], at: usize, height: usize) -> bool {
        let Some(row) = lines.get(at).and_then(|line| line.row(board)) else { return false };
        let same = self.id.as_deref() == Some(row.id.as_str());
        self.choose(lines, at, height);
        self.id = Some(row.id.clone());
        same
    }

    /// Scrolls by so many lines.
    pub fn roll(&mut self, board: &Board, lines: &[Line], by: isize, height: usize) {
        self.cursor.roll(by, lines.len(), height);
        self.cursor.at = nearest(lines, self.cursor.at, by > 0);
        self.id = lines.get(self.cursor.at).and_then(|line| line.row(board)).map(|r| r.id.clone());
    }

    /// Chooses a line; a heading above the first row in view comes into view with it.
    fn choose(&mut self, lines: &[Line], at: usize, height: usize) {
        self.cursor.to(at, lines.len(), height);
        let above = at.saturating_sub(1);
        if matches!(lines.get(above), Some(Line::Heading(_))) && self.cursor.top == at && height > 1
        {
            self.cursor.top = above;
        }
    }
}

/// The row nearest to `at`, looking down first or up first.
fn nearest(lines: &[Line], at: usize, down: bool) -> usize {
    let row = |at: &usize| matches!(lines.get(*at), Some(Line::Row(..)));
    let below = (at..lines.len()).find(row);
    let above = (0..=at.min(lines.len())).rev().find(row);
    let (first, second) = if down { (below, above) } else { (above, below) };
    first.or(second).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[test]
    fn every_row_stands_once_under_its_section() {
        let board = fixture::board();
        let lines = lines(&board, |_| true, |_| 0);
        let ids: Vec<_> = lines.iter().filter_map(|l| l.row(&board)).map(|r| &r.id).collect();
        assert_eq!(ids, board.indicators().map(|row| &row.id).collect::<Vec<_>>());
        let headings = lines.iter().filter(|line| matches!(line, Line::Heading(_))).count();
        assert_eq!(headings, board.sections.iter().filter(|s| !s.indicators.is_empty()).count());
    }

    #[test]
    fn the_choice_stays_on_its_indicator_and_is_always_a_row_in_view() {
        let board = fixture::board();
        let all = lines(&board, |_| true, |_| 0);
        let mut place = Listed::at(Some("visits".to_owned()));
        place.settle(&board, &all, 5);
        let chosen = |place: &Listed| all[place.cursor.at].row(&board).unwrap().id.clone();
        assert_eq!(chosen(&place), "visits");
        for step in [Step::Down, Step::PageDown, Step::Last, Step::HalfUp, Step::Up, Step::First] {
            place.step(&board, &all, step, 5);
            assert_eq!(place.id, Some(chosen(&place)));
            assert!(place.cursor.top <= place.cursor.at && place.cursor.at < place.cursor.top + 5);
        }
        // The first section's title is in view above its first row.
        assert_eq!((place.cursor.top, place.cursor.at), (0, 1));
        let few = lines(&board, |row| row.id == "contacts", |_| 0);
        place.id = Some("visits".to_owned());
        place.settle(&board, &few, 5);
        assert_eq!(
            (place.id.as_deref(), few[place.cursor.at].row(&board).unwrap().id.as_str()),
            (Some("visits"), "contacts")
        );
        place.settle(&board, &[], 5);
        place.step(&board, &[], Step::Down, 0);
    }
}
