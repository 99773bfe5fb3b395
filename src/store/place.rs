//! From a byte of a file to its line and column.

use std::ops::Range;

use crate::domain::complaint::Place;

use super::text::safe;

/// How many characters of a line a complaint carries.
const WINDOW: usize = 240;
/// A complaint further right than this carries its line from some way before it.
const FAR: usize = 120;

/// The column of the first character that [`Place::text`] holds: 1, unless the place lies far to
/// the right of a long line.
pub(super) fn window_start(column: usize) -> usize {
    if column <= FAR { 1 } else { column - FAR / 2 }
}

/// How many bytes lie between two counts of characters.
const BLOCK: usize = 4096;

/// A file's text, able to say where a byte stands, however long its lines.
pub(super) struct Source<'a> {
    file: String,
    text: &'a str,
    /// Where each line starts.
    lines: Vec<usize>,
    /// How many characters start before each block.
    blocks: Vec<usize>,
}

/// Whether a byte begins a character.
fn begins(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

impl<'a> Source<'a> {
    pub(super) fn new(file: &str, text: &'a str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        let mut blocks = vec![0];
        let mut total = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            total += block.iter().filter(|b| begins(**b)).count();
            blocks.push(total);
        }
        Self { file: safe(file).into_owned(), text, lines, blocks }
    }

    /// The line that a byte stands in, from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }

    /// How many characters start before a byte.
    fn characters_before(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let block = offset / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..offset).unwrap_or(&[]);
        self.blocks.get(block).copied().unwrap_or(0) + rest.iter().filter(|b| begins(**b)).count()
    }

    /// The place of a stretch of bytes; what runs over the end of its line is cut there.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        let line = self.line(range.start);
        let start = self.lines.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        let end = self.lines.get(line).map_or(self.text.len(), |next| next - 1);
        let text = self.text.get(start..end).unwrap_or("").trim_end_matches('\r');
        let from = range.start.min(start + text.len());
        let to = range.end.clamp(from, start + text.len());
        let column = self.characters_before(from) - self.characters_before(start) + 1;
        let length = self.characters_before(to) - self.characters_before(from);
        // Walk back from the place: the line may be as long as the file.
        let back = column - window_start(column);
        let before = self.text.get(start..from).unwrap_or("");
        let first = match back.checked_sub(1) {
            Some(steps) => before.char_indices().nth_back(steps).map_or(0, |(at, _)| at),
            None => before.len(),
        };
        let shown: String = text.get(first..).unwrap_or("").chars().take(WINDOW).collect();
        Place {
            file: self.file.clone(),
            line,
            column,
            length: length.max(1),
            text: safe(&shown).into_owned(),
        }
    }

    /// The place just after the last thing in the file.
    pub(super) fn end(&self) -> Place {
        let end = self.text.trim_end().len();
        self.place(end..end)
    }
}

/// The place of a stretch of bytes in one line of a file of which only the line is at hand.
pub(super) fn line_of(file: &str, line: usize, range: Range<usize>, bytes: &[u8]) -> Place {
    let text = String::from_utf8_lossy(bytes);
    Place { line, ..Source::new(file, &text).place(range) }
}

/// The place of a complaint about a whole file.
pub(super) fn whole(file: &str) -> Place {
    Place { file: safe(file).into_owned(), line: 0, column: 0, length: 0, text: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_stop_at_the_end_of_the_line() {
        let text = "{\r\n  \"näme\": [1,\r\n 2]";
        let source = Source::new("a\u{1b}b.json", text);
        let at = text.find('[').unwrap();
        let place = source.place(at..text.len());
        assert_eq!((place.line, place.column, place.length), (2, 11, 3));
        assert_eq!(place.text, "  \"näme\": [1,");
        assert_eq!(place.file, "a�b.json");
        assert_eq!(source.end().to_string(), "a�b.json:3:4");
    }

    #[test]
    fn a_long_line_is_carried_from_shortly_before_the_place() {
        let text = "x".repeat(1000);
        let place = Source::new("f", &text).place(700..703);
        assert_eq!((place.column, window_start(place.column)), (701, 641));
        assert_eq!(place.text.len(), WINDOW);
    }

    #[test]
    fn places_in_a_line_as_long_as_the_file_count_its_characters() {
        let text = "é".repeat(10_000) + "[x]" + &"ü".repeat(5000);
        let at = text.find('[').unwrap();
        let place = Source::new("f", &text).place(at..at + 3);
        assert_eq!((place.line, place.column, place.length), (1, 10_001, 3));
        assert_eq!(place.text.chars().nth(place.column - window_start(place.column)), Some('['));
    }

    #[test]
    fn an_empty_file_has_an_end() {
        let place = Source::new("f", "").end();
        assert_eq!((place.line, place.column, place.length), (1, 1, 1));
    }
}
