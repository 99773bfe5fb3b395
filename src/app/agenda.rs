//! The lines of the agenda: what needs a look, in order; where nothing does, what is red or amber.

use super::App;
use super::meeting::Marks;
use crate::assess::board::{Board, Rating};

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
    /// An indicator that a person put on the agenda; its id.
    Added(String),
    /// An item that a person put off or explained; its indicator's id.
    Away(String),
}

impl Line {
    /// Whether it can be chosen.
    pub fn is_choice(&self) -> bool {
        matches!(self, Self::Item(_) | Self::Lit(_) | Self::Added(_) | Self::Away(_))
    }

    /// The indicator of the line.
    pub fn indicator<'a>(&'a self, board: &'a Board) -> Option<&'a str> {
        match self {
            Self::Item(at) => board.agenda.get(*at).map(|item| item.indicator.as_str()),
            Self::Lit(id) | Self::Added(id) | Self::Away(id) => Some(id),
            Self::Gap | Self::Words(_) | Self::Heading(_) => None,
        }
    }
}

/// Every line under the sections' lights: the rules' items but for those that a person put off, what
/// people added, and below them what is away for now.
pub fn lines(board: &Board, marks: &Marks) -> Vec<Line> {
    let is = |list: &[(String, String)], id: &str| list.iter().any(|(marked, _)| marked == id);
    let item = |at: &usize| board.agenda.get(*at).map_or("", |item| item.indicator.as_str());
    let here = (0..board.agenda.len()).filter(|at| !is(&marks.away, item(at)));
    let mut all: Vec<Line> = here.map(Line::Item).collect();
    let on_board = |id: &String| board.indicator(id).is_some();
    let ruled = |id: &str| board.agenda.iter().any(|item| item.indicator == id);
    let added = marks.added.iter().map(|(id, _)| id).filter(|id| on_board(id) && !ruled(id));
    all.extend(added.cloned().map(Line::Added));
    let away = marks.away.iter().map(|(id, _)| id).filter(|id| on_board(id));
    let away: Vec<Line> = away.cloned().map(Line::Away).collect();
    if all.is_empty() {
        all = quiet(board);
    }
    if !away.is_empty() {
        all.extend([Line::Gap, Line::Words("Put off, or explained for now:")]);
        all.extend(away);
    }
    all
}

/// The lines of a board on which nothing needs a look: what is red or amber as it was.
fn quiet(board: &Board) -> Vec<Line> {
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

impl App {
    /// The lines of the agenda, with what people did to it.
    pub fn agenda_lines(&self) -> Vec<Line> {
        lines(&self.board, &self.marks())
    }

    /// The indicators that are on the agenda of today, in order.
    pub fn agenda_ids(&self) -> Vec<String> {
        let on = |line: &Line| match line {
            Line::Item(_) | Line::Added(_) => line.indicator(&self.board).map(str::to_owned),
            _ => None,
        };
        self.agenda_lines().iter().filter_map(on).collect()
    }

    /// Whether an indicator is on the agenda of today.
    pub fn is_on_agenda(&self, indicator: &str) -> bool {
        self.agenda_ids().iter().any(|id| id == indicator)
    }

    /// How many items of the agenda are discussed, of how many.
    pub fn discussed(&self) -> (usize, usize) {
        let ids = self.agenda_ids();
        (ids.iter().filter(|id| self.is_discussed(id)).count(), ids.len())
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
        let lines = lines(&board, &Marks::default());
        let ids: Vec<_> = lines.iter().filter_map(|line| line.indicator(&board)).collect();
        assert_eq!(ids, board.agenda.iter().map(|i| i.indicator.as_str()).collect::<Vec<_>>());
    }

    #[test]
    fn without_an_agenda_every_red_and_amber_is_named_reds_first_in_each_section() {
        let board = quiet();
        let lines = lines(&board, &Marks::default());
        let items: Vec<_> =
            lines.iter().filter_map(|l| board.indicator(l.indicator(&board)?)).collect();
        let counted: usize = board.sections.iter().map(|s| s.ratings.red + s.ratings.amber).sum();
        assert_eq!(items.len(), counted);
        for section in &board.sections {
            let lights: Vec<_> = items
                .iter()
                .filter(|i| i.more.about.section == section.id)
                .map(|i| i.rating)
                .collect();
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
            matches!(lines(&board, &Marks::default())[..], [Line::Words(words)] if words.contains("Nothing is red"))
        );
        for row in board.sections.iter_mut().flat_map(|s| &mut s.indicators) {
            row.rating = None;
        }
        assert!(
            matches!(lines(&board, &Marks::default())[..], [Line::Words(words)] if words.contains("No target"))
        );
        board.sections.clear();
        assert!(
            matches!(lines(&board, &Marks::default())[..], [Line::Words(words)] if words.starts_with("No figures"))
        );
    }

    #[test]
    fn only_choices_are_chosen() {
        for board in [fixture::board(), quiet()] {
            let lines = lines(&board, &Marks::default());
            for at in 0..lines.len() + 3 {
                for down in [false, true] {
                    assert!(lines[nearest_choice(&lines, at, down)].is_choice());
                }
            }
        }
        assert_eq!(nearest_choice(&[], 4, true), 0);
    }

    #[test]
    fn what_people_did_to_it_shows_as_theirs() {
        let board = fixture::board();
        let away = board.agenda[1].indicator.clone();
        let added = board.indicators().find(|row| row.more.reasons.is_empty()).unwrap().id.clone();
        let mark = |id: &str| vec![(id.to_owned(), "by J Smith".to_owned())];
        let all = lines(&board, &Marks { added: mark(&added), away: mark(&away) });
        assert!(!all.contains(&Line::Item(1)));
        assert_eq!(all.last(), Some(&Line::Away(away)));
        let place = all.iter().position(|line| *line == Line::Added(added.clone())).unwrap();
        assert_eq!(place, board.agenda.len() - 1);
        // What the rules put there needs no second line.
        let twice =
            lines(&board, &Marks { added: mark(&board.agenda[0].indicator), ..Marks::default() });
        assert_eq!(twice.len(), board.agenda.len());
    }
}
