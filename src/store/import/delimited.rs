//! Rows of a text file: which sign stands between its cells, and its cells as they come.

use std::io::{self, Cursor, Read};

use csv::{ByteRecord, ReaderBuilder};

use super::cell::{Cell, Row};
use super::encoding::{Decoding, Encoding};

/// How much of a file is looked at to find out what stands between its cells.
const SAMPLE: usize = 1 << 16;
/// A cell longer than this is a quote that was never closed.
const LONGEST_CELL: usize = 200_000;

/// What the file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Delimited {
    /// What stands between its cells.
    pub delimiter: u8,
    /// What it is written in.
    pub encoding: Encoding,
    /// The line of a cell longer than any cell is: probably a quote that was never closed.
    pub open_quote: Option<usize>,
}

/// Hands on every row of a text file, in order.
///
/// # Errors
/// What the system says.
pub(super) fn read(
    from: impl Read,
    each: &mut dyn FnMut(Row<'_>) -> io::Result<()>,
) -> io::Result<Delimited> {
    let mut decoding = Decoding::new(from)?;
    let mut sample = Vec::with_capacity(SAMPLE);
    (&mut decoding).take(SAMPLE as u64).read_to_end(&mut sample)?;
    let told = told_delimiter(&sample);
    let skipped = usize::from(told.is_some());
    let delimiter = told.unwrap_or_else(|| delimiter(&sample));
    let rest = Cursor::new(sample).chain(&mut decoding);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(rest);
    let mut record = ByteRecord::new();
    let mut open_quote = None;
    let mut rows = 0;
    while reader.read_byte_record(&mut record).map_err(plain)? {
        rows += 1;
        if rows <= skipped {
            continue;
        }
        // Every record ends in a line feed: it began as many lines before as it has breaks.
        let after = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
        let breaks = record.as_slice().split(|b| *b == b'\n').count() - 1;
        let number = after.saturating_sub(1 + breaks);
        if record.as_slice().len() > LONGEST_CELL {
            // Nothing ended it but the end of the file.
            open_quote.get_or_insert(number + 1);
            continue;
        }
        let cells: Vec<Cell<'_>> =
            record.iter().map(|field| Cell::text(String::from_utf8_lossy(field))).collect();
        each(Row { number, cells: &cells, sign: char::from(delimiter) })?;
    }
    drop(reader);
    Ok(Delimited { delimiter, encoding: decoding.encoding(), open_quote })
}

/// What went wrong, without the library's words around it.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// `sep=;` on the first line, as some spreadsheets are told.
fn told_delimiter(sample: &[u8]) -> Option<u8> {
    let line = sample.split(|b| *b == b'\n').next()?.trim_ascii();
    let line = line.strip_prefix(b"\"").and_then(|l| l.strip_suffix(b"\"")).unwrap_or(line);
    match line.strip_prefix(b"sep=").or_else(|| line.strip_prefix(b"SEP="))? {
        [one] => Some(*one),
        _ => None,
    }
}

/// The sign that stands equally often on most lines.
fn delimiter(sample: &[u8]) -> u8 {
    let score = |sign: u8| {
        let counts: Vec<usize> = lines(sample).map(|line| outside_quotes(line, sign)).collect();
        let often = |n: usize| counts.iter().filter(|count| **count == n).count();
        counts.iter().filter(|n| **n > 0).map(|n| (often(*n), *n)).max().unwrap_or((0, 0))
    };
    // Of equals the comma.
    [b'\t', b';', b','].into_iter().max_by_key(|sign| score(*sign)).unwrap_or(b',')
}

/// The first lines of a sample; the last may be cut.
fn lines(sample: &[u8]) -> impl Iterator<Item = &[u8]> {
    sample.split(|b| *b == b'\n').filter(|line| !line.trim_ascii().is_empty()).take(40)
}

fn outside_quotes(line: &[u8], sign: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line {
        match byte {
            b'"' => quoted = !quoted,
            byte if *byte == sign && !quoted => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (Vec<Vec<String>>, Delimited) {
        let mut all = Vec::new();
        let found = read(text.as_bytes(), &mut |row| {
            all.push(row.cells.iter().map(|cell| cell.shown().into_owned()).collect());
            Ok(())
        });
        (all, found.unwrap())
    }

    #[test]
    fn what_stands_between_cells_is_found() {
        for (text, want) in [
            ("a,b,c\n1,\"2;3;4;5\",3\n", b','),
            ("a;b;c\n1,5;2,5;3\n", b';'),
            ("a\tb\n1,204\t2,3\n", b'\t'),
            ("one\ntwo\n", b','),
            ("sep=|\na|b\n", b'|'),
            ("Scorecard, October\n\nRef;Oct-26;Nov-26\nFD2;310;301\nFD4;18,4;17,2\n", b';'),
        ] {
            assert_eq!(char::from(rows(text).1.delimiter), char::from(want), "{text}");
        }
        assert_eq!(rows("sep=|\na|b\n").0, [["a", "b"]]);
    }

    #[test]
    fn cells_are_trimmed_and_lines_counted_through_line_breaks_in_quotes() {
        let mut lines = Vec::new();
        read("a,b\r\n\"two\nlines\", x \r\n\r\n1,2\r\n".as_bytes(), &mut |row| {
            lines.push((row.number, row.cell(1).shown().into_owned()));
            Ok(())
        })
        .unwrap();
        assert_eq!(lines, [(1, "b".into()), (2, "x".into()), (5, "2".into())]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_noticed() {
        let text = format!("a,b\n1,\"2\n{}", "x,y\n".repeat(100_000));
        let (all, found) = rows(&text);
        assert_eq!((all.len(), found.open_quote), (1, Some(2)));
    }
}
