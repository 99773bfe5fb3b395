//! Rows of the sheets of a workbook: XLSX as it streams, ODS whole.

mod percentages;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Cursor};

use calamine::{
    CellErrorType, Data, DataRef, ExcelDateTime, Ods, Reader, Sheet, SheetType, SheetVisible, Xlsx,
};
use chrono::{NaiveDate, NaiveDateTime};

use super::cell::{Cell, Row, percent};
use super::number::ERRORS;

/// More columns than this hold no figures; a stray cell far to the right costs nothing.
const MOST_COLUMNS: usize = 2_000;

/// A workbook that is open.
pub(super) enum Workbook {
    /// Excel's.
    Xlsx(Box<Xlsx<Cursor<Vec<u8>>>>),
    /// The open document format's, with the cells that are written as percentages.
    Ods(Box<Ods<Cursor<Vec<u8>>>>, percentages::Found),
}

/// Why a workbook cannot be read, in plain words.
pub(super) struct Unreadable(pub String);

/// Whether a file begins as a packed workbook does.
pub(super) fn is_packed(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04")
}

/// Whether a file is one of the older workbooks, or one with a password.
pub(super) fn is_old(start: &[u8]) -> bool {
    start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

impl Workbook {
    /// Opens a workbook by what it holds, not by its name.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Unreadable> {
        if percentages::is_ods(&bytes) {
            let percentages = percentages::find(&bytes);
            return match Ods::new(Cursor::new(bytes)) {
                Ok(ods) => Ok(Self::Ods(Box::new(ods), percentages)),
                Err(error) => Err(Unreadable(error.to_string())),
            };
        }
        match Xlsx::new(Cursor::new(bytes)) {
            Ok(xlsx) => Ok(Self::Xlsx(Box::new(xlsx))),
            Err(error) => Err(Unreadable(error.to_string())),
        }
    }

    /// Its sheets by name, and whether each can be seen.
    pub(super) fn sheets(&self) -> Vec<(String, bool)> {
        let all: &[Sheet] = match self {
            Self::Xlsx(xlsx) => xlsx.sheets_metadata(),
            Self::Ods(ods, _) => ods.sheets_metadata(),
        };
        all.iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
            .collect()
    }

    /// Hands on every row of a sheet that has anything in it, in order.
    ///
    /// # Errors
    /// What is wrong with the sheet.
    pub(super) fn read(
        &mut self,
        sheet: &str,
        each: &mut dyn FnMut(Row<'_>) -> io::Result<()>,
    ) -> Result<(), Unreadable> {
        match self {
            Self::Xlsx(xlsx) => xlsx_rows(xlsx, sheet, each),
            Self::Ods(ods, percentages) => {
                let none = HashSet::new();
                ods_rows(ods, sheet, percentages.get(sheet).unwrap_or(&none), each)
            }
        }
    }
}

fn unreadable(error: &dyn std::fmt::Display) -> Unreadable {
    Unreadable(error.to_string())
}

fn xlsx_rows(
    xlsx: &mut Xlsx<Cursor<Vec<u8>>>,
    sheet: &str,
    each: &mut dyn FnMut(Row<'_>) -> io::Result<()>,
) -> Result<(), Unreadable> {
    let mut reader = xlsx.worksheet_cells_reader(sheet).map_err(|e| unreadable(&e))?;
    let percents: Vec<bool> = reader
        .styles()
        .iter()
        .map(|s| s.number_format.as_ref().is_some_and(|f| is_percent(&f.format_code)))
        .collect();
    let mut cells: Vec<Cell<'_>> = Vec::new();
    let mut current = None;
    while let Some((found, style)) = reader.next_cell_with_style_id().map_err(|e| unreadable(&e))? {
        let (row, column) = found.get_position();
        let column = column as usize;
        if current != Some(row) {
            hand_on(current, &cells, each)?;
            cells.clear();
            current = Some(row);
        }
        let cell = excel(found.get_value(), percents.get(style).copied().unwrap_or(false));
        if column < MOST_COLUMNS && !cell.is_blank() {
            if cells.len() <= column {
                cells.resize(column + 1, Cell::Blank);
            }
            if let Some(slot) = cells.get_mut(column) {
                *slot = cell;
            }
        }
    }
    hand_on(current, &cells, each)
}

fn hand_on(
    row: Option<u32>,
    cells: &[Cell<'_>],
    each: &mut dyn FnMut(Row<'_>) -> io::Result<()>,
) -> Result<(), Unreadable> {
    match row {
        Some(row) if !cells.is_empty() => {
            each(Row { number: row as usize + 1, cells, sign: ',' }).map_err(|e| unreadable(&e))
        }
        _ => Ok(()),
    }
}

/// Whether a number format writes percentages: a `%` that is no quoted text.
fn is_percent(format: &str) -> bool {
    let mut quoted = false;
    let mut escaped = false;
    for c in format.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

/// A cell of Excel.
fn excel<'a>(value: &DataRef<'a>, is_percent: bool) -> Cell<'a> {
    match value {
        DataRef::Empty | DataRef::DurationIso(_) => Cell::Blank,
        DataRef::Int(number) => plain(*number, is_percent),
        DataRef::Float(number) if is_percent => Cell::Percent(percent(*number)),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => Cell::text(Cow::Owned(text.clone())),
        DataRef::SharedString(text) => Cell::text(*text),
        DataRef::Bool(yes) => Cell::text(if *yes { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::Error(error) => failure(error),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a figure is a double, as a spreadsheet's is")]
fn plain(number: i64, is_percent: bool) -> Cell<'static> {
    if is_percent { Cell::Percent(percent(number as f64)) } else { Cell::Number(number as f64) }
}

/// A cell that holds a day; a time of day or a length of time is no figure and stays a number.
fn day(moment: &ExcelDateTime) -> Cell<'static> {
    let number = moment.as_f64();
    if moment.is_datetime() && (1.0..3_000_000.0).contains(&number) {
        return moment.as_datetime().map_or(Cell::Number(number), |at| Cell::Day(at.date()));
    }
    Cell::Number(number)
}

fn iso(text: &str) -> Cell<'static> {
    let date = text.get(..10).and_then(|date| date.parse::<NaiveDate>().ok());
    let moment = || text.parse::<NaiveDateTime>().ok().map(|at| at.date());
    match date.or_else(moment) {
        Some(day) => Cell::Day(day),
        None => Cell::text(text.to_owned()),
    }
}

fn failure(error: &CellErrorType) -> Cell<'static> {
    let word = error.to_string();
    Cell::Error(ERRORS.iter().find(|known| **known == word).copied().unwrap_or("#VALUE!"))
}

fn ods_rows(
    ods: &mut Ods<Cursor<Vec<u8>>>,
    sheet: &str,
    percentages: &HashSet<(usize, usize)>,
    each: &mut dyn FnMut(Row<'_>) -> io::Result<()>,
) -> Result<(), Unreadable> {
    let range = ods.worksheet_range(sheet).map_err(|e| unreadable(&e))?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let (first_row, first_column) = (first_row as usize, first_column as usize);
    for (at, row) in range.rows().enumerate() {
        let row_at = first_row + at;
        let blank = std::iter::repeat_n(Cell::Blank, first_column);
        let cells: Vec<Cell<'_>> = blank
            .chain(row.iter().take(MOST_COLUMNS).enumerate().map(|(column, data)| {
                open_document(data, percentages.contains(&(row_at, first_column + column)))
            }))
            .collect();
        let row = Row { number: row_at + 1, cells: &cells, sign: ',' };
        if !row.is_blank() {
            each(row).map_err(|e| unreadable(&e))?;
        }
    }
    Ok(())
}

/// A cell of an open document.
fn open_document(data: &Data, is_percent: bool) -> Cell<'_> {
    match data {
        Data::Empty | Data::DurationIso(_) => Cell::Blank,
        Data::Int(number) => plain(*number, is_percent),
        Data::Float(number) if is_percent => Cell::Percent(percent(*number)),
        Data::Float(number) => Cell::Number(*number),
        Data::String(text) => match ERRORS.iter().find(|word| *word == text) {
            Some(word) => Cell::Error(word),
            None => Cell::text(text.as_str()),
        },
        Data::Bool(yes) => Cell::text(if *yes { "TRUE" } else { "FALSE" }),
        Data::DateTime(moment) => day(moment),
        Data::DateTimeIso(text) => iso(text),
        Data::Error(error) => failure(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_percent_sign_in_a_format_counts_and_one_in_a_text_does_not() {
        for format in ["0%", "0.0%", "#,##0.00%;-0.00%", "[Red]0%"] {
            assert!(is_percent(format), "{format}");
        }
        for format in ["General", "0.0", "0\"%\"", "0\\%", "mmm-yy"] {
            assert!(!is_percent(format), "{format}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_behind_a_workbooks_first_are_refused(
            bytes in prop::collection::vec(any::<u8>(), 0..300),
        ) {
            let mut packed = b"PK\x03\x04".to_vec();
            packed.extend(bytes);
            prop_assert!(Workbook::open(packed).is_err());
        }
    }
}
