//! Complaints about a source, each with its sheet and cell or its line; many alike are counted.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::domain::complaint::{Complaint, Place, Severity};
use crate::store::place::Source;
use crate::store::text::safe;

use super::cell::{Cell, Row, letters};

/// How many complaints of one kind about one column are said one by one.
const MOST_ALIKE: usize = 10;
/// How many names that nobody knows are said one by one: each has its own remedy.
const MOST_NAMES: usize = 200;

/// How many complaints of a kind are said one by one.
fn most(code: &str) -> usize {
    if code == "unknown-indicator" { MOST_NAMES } else { MOST_ALIKE }
}

/// A table of a file: what stands in complaints about it.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// The file as the person named it.
    pub file: String,
    /// The sheet; `None` for a text file.
    pub sheet: Option<String>,
}

/// Where a figure stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// Which table.
    pub table: u16,
    /// Its line or row, from 1.
    pub row: u32,
    /// Its column, from 0.
    pub column: u16,
}

/// What is said, in the order in which it was found.
#[derive(Debug, Default)]
pub(super) struct Told {
    tables: Vec<Table>,
    list: Vec<Complaint>,
    /// How often each kind was said of a column.
    alike: HashMap<(&'static str, u16, u16), usize>,
}

/// A complaint before it has its place.
pub(super) struct Said {
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
    pub help: String,
}

impl Said {
    /// Something that cannot be used.
    pub(super) fn error(
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Error, code, message: message.into(), help: help.into() }
    }

    /// Something that somebody should look at.
    pub(super) fn warning(
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Warning, code, message: message.into(), help: help.into() }
    }
}

impl Told {
    /// A table that complaints may be about.
    pub(super) fn table(&mut self, table: Table) -> u16 {
        self.tables.push(table);
        u16::try_from(self.tables.len() - 1).unwrap_or(u16::MAX)
    }

    /// A table's names.
    pub(super) fn named(&self, table: u16) -> Option<&Table> {
        self.tables.get(usize::from(table))
    }

    /// Says something of a cell, with its line where it is at hand.
    pub(super) fn at(&mut self, spot: Spot, row: Option<&Row<'_>>, said: Said) {
        let count = self.alike.entry((said.code, spot.table, spot.column)).or_default();
        *count += 1;
        if *count > most(said.code) {
            return;
        }
        let place = self.place(spot, row);
        self.push(place, said);
    }

    /// Says something of a whole file.
    pub(super) fn of_file(&mut self, file: &str, said: Said) {
        self.push(crate::store::place::whole(file), said);
    }

    fn push(&mut self, place: Place, said: Said) {
        self.list.push(Complaint {
            severity: said.severity,
            code: said.code,
            message: cleaned(said.message),
            help: cleaned(said.help),
            place,
        });
    }

    /// A cell's name in a sentence: `scorecard.xlsx, sheet Front door, cell B7`.
    pub(super) fn name(&self, spot: Spot) -> String {
        let Some(table) = self.named(spot.table) else { return String::new() };
        let column = usize::from(spot.column);
        safe(&match &table.sheet {
            Some(sheet) => {
                format!("{}, sheet {sheet}, cell {}{}", table.file, letters(column), spot.row)
            }
            None => format!("{}, line {}, column {}", table.file, spot.row, column + 1),
        })
        .into_owned()
    }

    fn place(&self, spot: Spot, row: Option<&Row<'_>>) -> Place {
        let text_file = self.named(spot.table).filter(|table| table.sheet.is_none());
        let (Some(table), Some(row)) = (text_file, row) else {
            return crate::store::place::whole(&self.name(spot));
        };
        let (line, from, to) = written(row, usize::from(spot.column));
        let place = Source::new(&table.file, &line).place(from..to);
        Place { line: row.number, ..place }
    }

    /// Everything that was said; of what was said too often, how often more.
    pub(super) fn finish(mut self) -> Vec<Complaint> {
        let mut over: Vec<_> =
            self.alike.iter().filter(|((code, ..), n)| **n > most(code)).collect();
        over.sort();
        let mut more = Vec::new();
        for ((code, table, column), count) in over {
            let spot = Spot { table: *table, row: 0, column: *column };
            let Some(table) = self.named(*table) else { continue };
            let severity = self.list.iter().find(|c| c.code == *code).map(|c| c.severity);
            let name = match &table.sheet {
                Some(sheet) => format!("{}, sheet {sheet}", table.file),
                None => table.file.clone(),
            };
            more.push(Complaint {
                severity: severity.unwrap_or(Severity::Warning),
                code,
                message: format!(
                    "and {} more like the {} that are listed, in column {}",
                    count - most(code),
                    most(code),
                    letters(usize::from(spot.column))
                ),
                help: String::new(),
                place: crate::store::place::whole(&name),
            });
        }
        self.list.extend(more);
        self.list
    }
}

/// A text without control characters.
fn cleaned(text: String) -> String {
    let clean = match safe(&text) {
        Cow::Owned(clean) => Some(clean),
        Cow::Borrowed(_) => None,
    };
    clean.unwrap_or(text)
}

/// A row of a text file as it may have been written, and where one of its cells stands in it.
fn written(row: &Row<'_>, column: usize) -> (String, usize, usize) {
    let mut line = String::new();
    let (mut from, mut to) = (0, 0);
    for (at, cell) in row.cells.iter().enumerate() {
        if at > 0 {
            line.push(row.sign);
        }
        if at == column {
            from = line.len();
        }
        let text = match cell {
            Cell::Text(text) => text.replace(['\n', '\r'], " "),
            other => other.shown().into_owned(),
        };
        if text.contains([row.sign, '"']) {
            line.push('"');
            line.push_str(&text.replace('"', "\"\""));
            line.push('"');
        } else {
            line.push_str(&text);
        }
        if at == column {
            to = line.len();
        }
    }
    (line, from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error() -> Said {
        Said::error("not-a-figure", "what it is", "what to do")
    }

    #[test]
    fn a_cell_has_its_sheet_and_letters_and_a_line_its_caret() {
        let mut told = Told::default();
        let sheet = told.table(Table { file: "a.xlsx".into(), sheet: Some("Front door".into()) });
        let text = told.table(Table { file: "b.csv".into(), sheet: None });
        told.at(Spot { table: sheet, row: 7, column: 1 }, None, error());
        let cells = [Cell::text("FD4"), Cell::text("a, b"), Cell::text("G")];
        let row = Row { number: 12, cells: &cells, sign: ',' };
        told.at(Spot { table: text, row: 12, column: 2 }, Some(&row), error());
        told.at(Spot { table: text, row: 12, column: 2 }, None, error());
        let complaints = told.finish();
        let places: Vec<String> = complaints.iter().map(|c| c.place.to_string()).collect();
        assert_eq!(
            places,
            ["a.xlsx, sheet Front door, cell B7", "b.csv:12:12", "b.csv, line 12, column 3"]
        );
        assert_eq!(complaints[1].place.text, "FD4,\"a, b\",G");
    }

    #[test]
    fn many_alike_are_counted() {
        let mut told = Told::default();
        let table = told.table(Table { file: "b.csv".into(), sheet: None });
        for row in 1..=50 {
            told.at(Spot { table, row, column: 3 }, None, error());
        }
        let complaints = told.finish();
        assert_eq!(complaints.len(), MOST_ALIKE + 1);
        let last = &complaints[MOST_ALIKE];
        assert_eq!(last.message, "and 40 more like the 10 that are listed, in column D");
        assert_eq!((last.severity, last.code), (Severity::Error, "not-a-figure"));
    }
}
