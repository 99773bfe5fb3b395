//! A report as a workbook: a sheet a section, with everything known of each indicator in columns.

use super::ending::FACTS;
use super::{Paper, notices};
use crate::assess::board::{Board, IndicatorView, SectionView};
use crate::report::columns;
use crate::report::document::{Block, Cell, Column, Table, lights_words};
use crate::report::workbook::{Book, Sheet};

impl Paper<'_> {
    /// The report as a workbook of what it may carry.
    pub(super) fn book(&self) -> Book {
        let carried = self.carried();
        let board: &Board = &carried;
        let mut sheets = vec![self.first_sheet(board)];
        let items = board.agenda.iter().filter_map(|item| board.indicator(&item.indicator));
        let table = columns::brief("What needs a look".to_owned(), items);
        sheets.extend(sheet("What needs a look", table));
        sheets.extend(board.sections.iter().filter(|s| !s.indicators.is_empty()).map(section));
        sheets.extend(self.corrected_figures().and_then(|table| sheet("Corrected", table)));
        sheets.extend(self.other_rows());
        sheets.extend(sheet("Definitions", definitions(board.indicators())));
        sheets.push(self.reading());
        Book { title: self.title(), made: board.dated(), sheets }
    }

    /// Whose figures, and every section's lights.
    fn first_sheet(&self, board: &Board) -> Sheet {
        let mut columns = vec![Column::names("Section")];
        for when in ["", " before"] {
            let lights = ["Red", "Amber", "Green", "Not rated"];
            columns.extend(lights.map(|light| Column::figures(format!("{light}{when}"))));
        }
        let row = |section: &SectionView| {
            let counts = [section.ratings, section.ratings_before];
            let counts = counts.into_iter().flat_map(|r| [r.red, r.amber, r.green, r.none]);
            std::iter::once(Cell::words(&section.title)).chain(counts.map(Cell::count)).collect()
        };
        let sections = board.sections.iter().filter(|s| !s.indicators.is_empty());
        let notices = notices(board).into_iter().filter_map(|block| match block {
            Block::Notice(words) => Some(words),
            _ => None,
        });
        let lead = std::iter::once(self.title()).chain(self.lead()).chain(notices);
        Sheet {
            name: "At a glance".to_owned(),
            lead: lead.chain([self.board.needing_a_look()]).collect(),
            table: Table { caption: String::new(), columns, rows: sections.map(row).collect() },
            printed: None,
        }
    }

    fn other_rows(&self) -> Option<Sheet> {
        let rows = self.others()?.map(|(_, row)| row);
        sheet("Other committees", columns::brief(String::new(), rows))
    }

    /// How the sheets are read, and where the figures come from.
    fn reading(&self) -> Sheet {
        let columns = vec![Column::names("What"), Column::prose("What it means")];
        let terms = self.terms().into_iter();
        let sources = self.sources().into_iter().map(|source| ("Source".to_owned(), source));
        let row = |(what, means): (String, String)| vec![Cell::words(what), Cell::words(means)];
        let rows = terms.chain(sources).map(row).collect();
        Sheet {
            name: "How to read it".to_owned(),
            table: Table { caption: String::new(), columns, rows },
            ..Sheet::default()
        }
    }
}

/// A sheet of a table; none where the table has no rows.
fn sheet(name: &str, table: Table) -> Option<Sheet> {
    let name = name.to_owned();
    (!table.rows.is_empty()).then(|| Sheet { name, table, ..Sheet::default() })
}

fn section(section: &SectionView) -> Sheet {
    let caption = lights_words(section.ratings);
    let (table, printed) = columns::section(caption, section.indicators.iter());
    Sheet { name: section.title.clone(), lead: Vec::new(), table, printed: Some(printed) }
}

fn definitions<'a>(rows: impl Iterator<Item = &'a IndicatorView>) -> Table {
    let mut columns = vec![Column::names("Code"), Column::names("Indicator")];
    columns.extend(FACTS.iter().map(|(heading, _)| Column::prose(*heading)));
    let cells = |row: &IndicatorView| {
        let code = row.code.clone().unwrap_or_default();
        let facts = FACTS.iter().map(|(_, fact)| Cell::words(fact(row)));
        [Cell::words(code), Cell::words(&row.name)].into_iter().chain(facts).collect()
    };
    Table { caption: "Definitions".to_owned(), columns, rows: rows.map(cells).collect() }
}
