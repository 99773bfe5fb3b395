//! What needs a look: the agenda in a table, then each item with its chart and what was said of it.

use super::{Paper, figure, light, named, titled};
use crate::assess::board::{AgendaItem, IndicatorView, Rating};
use crate::assess::words::capital;
use crate::report::chart::Chart;
use crate::report::document::{Block, Cell, Column, Is, Light, Table};

impl<'a> Paper<'a> {
    pub(super) fn needing_a_look(&self) -> Vec<Block> {
        let title = "What needs a look";
        let items: Vec<(&AgendaItem, &IndicatorView)> = self.items().collect();
        if items.is_empty() {
            return vec![
                Block::Heading(2, title.to_owned()),
                Block::Text(self.board.needing_a_look()),
            ];
        }
        let columns = vec![
            Column::names("Indicator"),
            Column::figures(self.board.period.short()),
            Column::words("Rating"),
            Column::prose("Why"),
        ];
        let row = |(item, row): &(&AgendaItem, &IndicatorView)| {
            vec![
                Cell::words(&row.name).beside(row.code.clone().unwrap_or_default()),
                figure(row).beside(own_period(row)),
                Cell::of(Is::Light(light(row))),
                Cell::words(capital(&item.words)),
            ]
        };
        let caption = "Every indicator that needs a look, and why".to_owned();
        let mut blocks =
            titled(2, title, Table { caption, columns, rows: items.iter().map(row).collect() });
        blocks.push(Block::Heading(2, "One by one".to_owned()));
        for (item, row) in items {
            blocks.extend(self.item(item, row));
        }
        blocks
    }

    /// The items of the agenda, each with its row.
    fn items(&self) -> impl Iterator<Item = (&'a AgendaItem, &'a IndicatorView)> {
        let board = self.board;
        board.agenda.iter().filter_map(|item| Some((item, board.indicator(&item.indicator)?)))
    }

    fn item(&self, item: &AgendaItem, row: &'a IndicatorView) -> [Block; 2] {
        let target = row.target.as_ref().map(|target| format!("Target {}.", target.words()));
        let mut words = Vec::new();
        if row.rating.is_some() || target.is_some() {
            words.push(Block::Light(light(row), target.unwrap_or_default()));
        }
        words.push(Block::Text(item.sentence.clone()));
        let moved: Vec<String> = row.changes().map(|change| capital(&change) + ".").collect();
        let control = Some(row.control_words()).filter(|words| !words.is_empty());
        let control = control.map(|words| capital(&words) + ".");
        let more: Vec<String> = moved.into_iter().chain(control).collect();
        if !more.is_empty() {
            words.push(Block::Text(more.join(" ")));
        }
        words.extend(self.remarks(row));
        let chart = Chart::of(row).map(Box::new);
        [Block::Heading(3, named(row)), Block::Beside(words, chart)]
    }

    /// What was said of a figure, and the note on its data.
    fn remarks(&self, row: &'a IndicatorView) -> impl Iterator<Item = Block> {
        let said = self.said(row).into_iter();
        let said = said.map(|said| Block::Remark(said.label, said.words.into_owned()));
        let note = self.data_note(row);
        said.chain(note.map(|note| Block::Remark("Note on the data".to_owned(), note.to_owned())))
    }

    /// Lights that are others than at the comparison, the worst first.
    pub(super) fn turned(&self) -> Vec<Block> {
        let before = self.board.mostly_against().unwrap_or_else(|| "Before".to_owned());
        let mut rows: Vec<(Rating, Rating, &IndicatorView)> = self
            .board
            .indicators()
            .filter_map(|row| Some((row.rating?, row.more.rating_before?, row)))
            .filter(|(now, then, _)| now != then)
            .collect();
        rows.sort_by_key(|(now, then, _)| {
            (worst_first(*now), std::cmp::Reverse(worst_first(*then)))
        });
        let columns = vec![
            Column::names("Indicator"),
            Column::figures(before.clone()),
            Column::figures(self.board.period.short()),
            Column::words(format!("Rating {before}")),
            Column::words("Rating now"),
        ];
        let cells = |(_, then, row): (Rating, Rating, &IndicatorView)| {
            let then = Light { rating: Some(then), indicative: false, streak: (0, "") };
            vec![
                Cell::words(&row.name).beside(row.code.clone().unwrap_or_default()),
                Cell::figure(row.compared_shown(), None),
                figure(row).beside(own_period(row)),
                Cell::of(Is::Light(then)),
                Cell::of(Is::Light(light(row))),
            ]
        };
        let rows: Vec<Vec<Cell>> = rows.into_iter().map(cells).collect();
        let title = format!("Lights that changed since {before}");
        titled(2, &title, Table { caption: title.clone(), columns, rows })
    }
}

fn worst_first(rating: Rating) -> u8 {
    match rating {
        Rating::Red => 0,
        Rating::Amber => 1,
        Rating::Green => 2,
    }
}

/// The figure's own period where it is not the board's, and how much of it is there.
pub(super) fn own_period(row: &IndicatorView) -> String {
    let older = row.period.filter(|_| row.more.older).map(crate::domain::period::Period::short);
    older.into_iter().chain(row.incomplete.clone()).collect::<Vec<_>>().join(", ")
}
