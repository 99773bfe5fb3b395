//! Which columns a section's table has, and in which order: chosen by a person, kept a section.

use crossterm::event::KeyCode;

use super::cursor::Step;
use super::dialog::Dialog;
use super::input::{Input, Press};
use super::page::Page;
use super::{App, Effect};

/// A column of a section's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the column of its name")]
pub enum ColumnId {
    Marks,
    Code,
    Name,
    Value,
    Compared,
    Change,
    YearAgo,
    Sparkline,
    Target,
    Rating,
    England,
    Neighbours,
    Control,
    YearToDate,
    YearAverage,
    Rolling12,
    Distance,
    Rank,
    Owner,
}

impl ColumnId {
    /// Every column that can be chosen, in the order in which tables begin: all but the marks, the
    /// code and the name, which always stand at the left edge.
    pub const CHOOSABLE: [Self; 16] = [
        Self::Value,
        Self::Compared,
        Self::Change,
        Self::YearAgo,
        Self::Sparkline,
        Self::Target,
        Self::Rating,
        Self::England,
        Self::Neighbours,
        Self::Control,
        Self::YearToDate,
        Self::YearAverage,
        Self::Rolling12,
        Self::Distance,
        Self::Rank,
        Self::Owner,
    ];

    /// Its word where what was chosen is kept.
    pub fn word(self) -> &'static str {
        match self {
            Self::Marks => "marks",
            Self::Code => "code",
            Self::Name => "name",
            Self::Value => "figure",
            Self::Compared => "comparison",
            Self::Change => "change",
            Self::YearAgo => "on-the-year",
            Self::Sparkline => "sparkline",
            Self::Target => "target",
            Self::Rating => "rating",
            Self::England => "england",
            Self::Neighbours => "neighbours",
            Self::Control => "control",
            Self::YearToDate => "year-to-date",
            Self::YearAverage => "year-average",
            Self::Rolling12 => "last-12-months",
            Self::Distance => "distance",
            Self::Rank => "rank",
            Self::Owner => "owner",
        }
    }

    /// The choosable column of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::CHOOSABLE.into_iter().find(|column| column.word() == word)
    }

    /// What it shows, for the list to choose from.
    pub fn words(self) -> &'static str {
        match self {
            Self::Marks => "marks",
            Self::Code => "code",
            Self::Name => "indicator",
            Self::Value => "the figure",
            Self::Compared => "what it is compared with",
            Self::Change => "the change",
            Self::YearAgo => "the change on the year",
            Self::Sparkline => "the months as bars",
            Self::Target => "the target",
            Self::Rating => "the light",
            Self::England => "England",
            Self::Neighbours => "statistical neighbours",
            Self::Control => "is it a real change",
            Self::YearToDate => "year to date",
            Self::YearAverage => "this year's average",
            Self::Rolling12 => "the last 12 months",
            Self::Distance => "distance from green",
            Self::Rank => "rank in England",
            Self::Owner => "whose it is",
        }
    }

    /// Whether a table has it before anybody has chosen.
    pub fn at_first(self) -> bool {
        !matches!(
            self,
            Self::YearToDate
                | Self::YearAverage
                | Self::Rolling12
                | Self::Distance
                | Self::Rank
                | Self::Owner
        )
    }
}

/// The columns of a table being chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choosing {
    /// The section's id.
    section: String,
    /// Every choosable column in order, with whether it is shown.
    pub columns: Vec<(ColumnId, bool)>,
    /// Which line is chosen.
    pub at: usize,
}

impl Choosing {
    /// The columns of a section as they are, then those that it lacks.
    fn new(section: &str, shown: Option<&[ColumnId]>) -> Self {
        let is_shown = |column: ColumnId| {
            shown.map_or_else(|| column.at_first(), |shown| shown.contains(&column))
        };
        let first = shown.unwrap_or_default().iter().copied();
        let rest =
            ColumnId::CHOOSABLE.into_iter().filter(|c| !shown.is_some_and(|s| s.contains(c)));
        let columns = first.chain(rest).map(|column| (column, is_shown(column))).collect();
        Self { section: section.to_owned(), columns, at: 0 }
    }

    fn shown(&self) -> Vec<ColumnId> {
        self.columns.iter().filter(|(_, shown)| *shown).map(|(column, _)| *column).collect()
    }

    /// Moves the chosen column one place up or down.
    fn shift(&mut self, by: isize) {
        let to = self.at.saturating_add_signed(by);
        if to < self.columns.len() && to != self.at {
            self.columns.swap(self.at, to);
            self.at = to;
        }
    }
}

impl App {
    /// The columns that were chosen for a section's table; `None`: nobody chose.
    pub fn columns(&self, section: usize) -> Option<&[ColumnId]> {
        let id = &self.section(section)?.id;
        self.columns.get(id).map(Vec::as_slice)
    }

    pub(super) fn open_columns(&mut self) {
        let Page::Section(at) = self.page else { return };
        let Some(section) = self.section(at) else { return };
        let choosing = Choosing::new(&section.id, self.columns(at));
        self.dialog = Some(Dialog::Columns(choosing));
    }

    pub(super) fn columns_input(&mut self, mut list: Choosing, input: &Input) -> Option<Effect> {
        let Input::Press(Press { code, ctrl }) = input else {
            self.dialog = Some(Dialog::Columns(list));
            return None;
        };
        let end = list.columns.len().saturating_sub(1);
        match (code, ctrl) {
            (KeyCode::Char('c'), true) => return Some(Effect::Quit),
            (KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | 'o'), false) => return None,
            (KeyCode::Up | KeyCode::Char('k'), false) => list.at = Step::Up.from(list.at, end, 1),
            (KeyCode::Down | KeyCode::Char('j'), false) => {
                list.at = Step::Down.from(list.at, end, 1);
            }
            (KeyCode::Home | KeyCode::Char('g'), false) => list.at = 0,
            (KeyCode::End | KeyCode::Char('G'), false) => list.at = end,
            (KeyCode::Char(' ' | 'x'), false) => {
                if let Some((_, shown)) = list.columns.get_mut(list.at) {
                    *shown = !*shown;
                }
            }
            (KeyCode::Left | KeyCode::Char('h' | 'K'), false) => list.shift(-1),
            (KeyCode::Right | KeyCode::Char('l' | 'J'), false) => list.shift(1),
            (KeyCode::Char('r'), false) => list = Choosing::new(&list.section, None),
            _ => {}
        }
        // The table behind the list shows at once what is chosen.
        let section = list.section.clone();
        let chosen = list.columns != Choosing::new(&section, None).columns;
        let before = self.columns.remove(&section);
        if chosen {
            self.columns.insert(section.clone(), list.shown());
        }
        self.dialog = Some(Dialog::Columns(list));
        (self.columns.get(&section) != before.as_ref()).then(|| self.remember_columns(section))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::{self, press};

    #[test]
    fn words_read_back_and_stand_once() {
        for column in ColumnId::CHOOSABLE {
            assert_eq!(ColumnId::from_word(column.word()), Some(column));
        }
        assert_eq!(ColumnId::from_word("name"), None);
    }

    #[test]
    fn columns_are_hidden_and_moved_and_each_section_keeps_its_own() {
        let mut app = fixture::app();
        press(&mut app, "2o");
        assert_eq!(app.columns(0), None);
        // The second column away, the figure behind the third.
        press(&mut app, "j kll\r");
        let chosen = app.columns(0).unwrap();
        assert!(!chosen.contains(&ColumnId::Compared));
        assert_eq!(chosen[..2], [ColumnId::Change, ColumnId::Value]);
        assert_eq!((app.columns(1), &app.dialog), (None, &None));
        press(&mut app, "or\r");
        assert_eq!(app.columns(0), None);
    }

    #[test]
    fn a_column_that_was_hidden_can_be_had_again() {
        let mut app = fixture::app();
        press(&mut app, "2oj \rogG");
        let Some(Dialog::Columns(list)) = &app.dialog else { panic!("{:?}", app.dialog) };
        let mut all: Vec<_> = list.columns.iter().map(|(column, _)| column.word()).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), ColumnId::CHOOSABLE.len());
    }
}
