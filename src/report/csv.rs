//! CSV for spreadsheets: the board, one row an indicator, or any table.
//!
//! Numbers stay numbers; a text that a spreadsheet would run as a formula is led by an apostrophe.
//! UTF-8; lines end in CR LF, as RFC 4180 says.

use super::columns::COLUMNS;
use super::document::{Cell, Is, Table};
use crate::assess::board::Board;
use crate::domain::spreadsheet;

/// The whole board.
///
/// # Errors
/// Only what writing to memory can fail with.
pub fn write(board: &Board) -> Result<Vec<u8>, csv::Error> {
    let mut writer = Writer::new();
    writer.record(COLUMNS.iter().map(|column| column.key.to_owned()))?;
    for indicator in board.indicators() {
        writer.record(COLUMNS.iter().map(|column| text(&(column.cell)(indicator))))?;
    }
    writer.bytes()
}

/// A table with its headings.
///
/// # Errors
/// As [`write()`].
pub fn table(table: &Table) -> Result<Vec<u8>, csv::Error> {
    let mut writer = Writer::new();
    writer.record(table.columns.iter().map(|c| spreadsheet::text(&c.heading).into_owned()))?;
    for row in &table.rows {
        writer.record(row.iter().map(text))?;
    }
    writer.bytes()
}

struct Writer(csv::Writer<Vec<u8>>);

impl Writer {
    fn new() -> Self {
        let mut builder = csv::WriterBuilder::new();
        Self(builder.terminator(csv::Terminator::CRLF).from_writer(Vec::new()))
    }

    fn record(&mut self, cells: impl Iterator<Item = String>) -> Result<(), csv::Error> {
        self.0.write_record(cells)
    }

    fn bytes(self) -> Result<Vec<u8>, csv::Error> {
        self.0.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    }
}

/// A cell: a number as a number, a light as its word, anything else as text.
fn text(cell: &Cell) -> String {
    match &cell.is {
        Is::Figure(_, Some(number)) => number.value.to_string(),
        Is::Light(light) => light.word().to_owned(),
        Is::Words(words) | Is::Figure(words, None) => spreadsheet::text(words).into_owned(),
        Is::Lights(_) | Is::Trend(_) => spreadsheet::text(&cell.text()).into_owned(),
    }
}
