//! Tables as a workbook: numbers that can be calculated with, in their units; trends as the
//! spreadsheet's own sparklines, lights as its own conditional formats; headings that stay in view
//! and are printed on every page.
//!
//! The same tables make the same bytes. A text that a spreadsheet would run as a formula is led by an
//! apostrophe: somebody may save the sheet as CSV.

mod looks;
mod sheet;
mod trends;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::document::Table;
use looks::Looks;

/// A workbook.
#[derive(Debug, Clone)]
pub struct Book {
    /// What it is called.
    pub title: String,
    /// The day that it says it was made on: that of the figures, so that the same figures make the
    /// same bytes.
    pub made: NaiveDate,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet: perhaps some lines, then a table.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Its name, as far as a sheet may be called that.
    pub name: String,
    /// Lines above the table.
    pub lead: Vec<String>,
    /// The table.
    pub table: Table,
    /// How many of its columns are printed; `None`: all.
    pub printed: Option<usize>,
}

/// The workbook's bytes.
///
/// # Errors
/// What the writer says, which for tables that fit into a sheet is nothing.
pub fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(
        u16::try_from(book.made.year()).unwrap_or(2000),
        u8::try_from(book.made.month()).unwrap_or(1),
        u8::try_from(book.made.day()).unwrap_or(1),
    )?;
    let properties = DocProperties::new().set_title(&book.title).set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let looks = Looks::default();
    let mut taken: Vec<String> = Vec::new();
    for sheet in &book.sheets {
        let name = free_name(&sheet.name, &taken);
        sheet::write(workbook.add_worksheet(), sheet, (&name, &book.title), &looks)?;
        taken.push(name);
    }
    workbook.save_to_buffer()
}

/// A sheet's name is at most so long.
const LONGEST_NAME: usize = 31;

/// A name that a sheet may have and no other one has, however cases are written.
fn free_name(wanted: &str, taken: &[String]) -> String {
    let plain: String = wanted
        .chars()
        .map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c })
        .collect();
    let plain = match plain.trim() {
        "" => "Sheet",
        // The one name that spreadsheets keep to themselves.
        history if history.eq_ignore_ascii_case("history") => "Histories",
        plain => plain,
    };
    let is_free =
        |name: &str| taken.iter().all(|other| other.to_lowercase() != name.to_lowercase());
    let named = |number: usize| {
        let ending = if number == 1 { String::new() } else { format!(" {number}") };
        let kept: String = plain.chars().take(LONGEST_NAME - ending.len()).collect();
        format!("{}{ending}", kept.trim_end())
    };
    (1..=taken.len() + 1).map(named).find(|name| is_free(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_gets_a_name_that_it_may_have_and_no_other_has() {
        let taken = vec!["Front door".to_owned(), "Front Door 2".to_owned()];
        assert_eq!(free_name("front door", &taken), "front door 3");
        assert_eq!(free_name("Care [leavers]: 17/21?", &taken), "Care  leavers   17 21");
        assert_eq!(free_name("'", &taken), "Sheet");
        assert_eq!(free_name("History", &[]), "Histories");
        let long = free_name(&"é".repeat(40), &["é".repeat(31)]);
        assert_eq!((long.chars().count(), long.ends_with(" 2")), (31, true));
    }
}
