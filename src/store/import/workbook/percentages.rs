//! Which cells of an open document are written as percentages.
//!
//! A percentage is kept as a share, 0.184, and only the type of its cell tells it from a number.
//! The reader of sheets does not pass the type on, so the document is looked through once for it.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// By sheet, the rows and columns, counted from 0, of the cells that are percentages.
pub(in crate::store::import) type Found = HashMap<String, HashSet<(usize, usize)>>;

/// More percentages than this are no scorecard's.
const MOST: usize = 2_000_000;

/// Whether a packed file is an open document of sheets.
pub(super) fn is_ods(bytes: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let Ok(file) = archive.by_name("mimetype") else { return false };
    let mut kind = String::new();
    let read = file.take(200).read_to_string(&mut kind).is_ok();
    read && kind.starts_with("application/vnd.oasis.opendocument.spreadsheet")
}

/// Every percentage of a document; what cannot be read has none.
pub(super) fn find(bytes: &[u8]) -> Found {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Found::new() };
    let Ok(file) = archive.by_name("content.xml") else { return Found::new() };
    look_through(BufReader::new(file))
}

/// Where the reading stands.
#[derive(Default)]
struct Standing {
    sheet: String,
    row: usize,
    rows: usize,
    column: usize,
    /// The columns of this row that are percentages.
    here: Vec<std::ops::Range<usize>>,
}

fn look_through(from: impl BufRead) -> Found {
    let mut reader = Reader::from_reader(from);
    let mut found = Found::new();
    let mut standing = Standing::default();
    let mut buffer = Vec::new();
    let mut count = 0;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => standing.open(&tag),
            Ok(Event::Empty(tag)) => {
                standing.open(&tag);
                standing.close(tag.name().as_ref(), &mut found, &mut count);
            }
            Ok(Event::End(tag)) => standing.close(tag.name().as_ref(), &mut found, &mut count),
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// An attribute's text; `None` where it is not there.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|a| a.key.as_ref() == name)?;
    attribute
        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

fn number(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}

impl Standing {
    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "table:table" => {
                *self = Self {
                    sheet: attribute(tag, "table:name").unwrap_or_default(),
                    ..Self::default()
                };
            }
            "table:table-row" => {
                self.rows = number(tag, "table:number-rows-repeated");
                self.column = 0;
                self.here.clear();
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let many = number(tag, "table:number-columns-repeated");
                let end = self.column.saturating_add(many);
                if attribute(tag, "office:value-type").as_deref() == Some("percentage") {
                    self.here.push(self.column..end);
                }
                self.column = end;
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: &str, found: &mut Found, count: &mut usize) {
        if tag != "table:table-row" {
            return;
        }
        if !self.here.is_empty() {
            let sheet = found.entry(self.sheet.clone()).or_default();
            for row in self.row..self.row.saturating_add(self.rows) {
                for column in self.here.iter().cloned().flatten() {
                    *count += 1;
                    if *count > MOST {
                        return;
                    }
                    sheet.insert((row, column));
                }
            }
        }
        self.row = self.row.saturating_add(self.rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_rows_and_cells_are_counted() {
        let text = r#"<office:spreadsheet><table:table table:name="A &amp; B">
            <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell table:number-columns-repeated="3"/>
              <table:table-cell office:value-type="percentage" office:value="0.184"><text:p>18.4%</text:p></table:table-cell>
              <table:table-cell office:value-type="float" office:value="3"/></table:table-row>
            </table:table><table:table table:name="C">
            <table:table-row><table:covered-table-cell/><table:table-cell
              office:value-type="percentage" table:number-columns-repeated="2"/></table:table-row>
            </table:table></office:spreadsheet>"#;
        let found = look_through(text.as_bytes());
        assert_eq!(found["A & B"], HashSet::from([(2, 3)]));
        assert_eq!(found["C"], HashSet::from([(0, 1), (0, 2)]));
        assert!(find(b"PK").is_empty());
    }
}
