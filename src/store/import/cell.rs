//! One cell of a table, whatever kind of file it stood in.

use std::borrow::Cow;

use chrono::NaiveDate;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    /// Nothing, or only spaces.
    Blank,
    /// Text as it stands, without the spaces around it.
    Text(Cow<'a, str>),
    /// A number that a spreadsheet holds as one.
    Number(f64),
    /// A number that a spreadsheet writes as a percentage, already times 100.
    Percent(f64),
    /// A day that a spreadsheet holds as one.
    Day(NaiveDate),
    /// A formula's failure: `#N/A`.
    Error(&'static str),
}

impl<'a> Cell<'a> {
    /// Text without the spaces around it; nothing else is [`Cell::Blank`].
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = match text.into() {
            Cow::Borrowed(text) => Cow::Borrowed(trimmed(text)),
            Cow::Owned(text) if trimmed(&text).len() == text.len() => Cow::Owned(text),
            Cow::Owned(text) => Cow::Owned(trimmed(&text).to_owned()),
        };
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// What a person sees in it; blank is empty.
    pub(super) fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Blank => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(format!("{number}")),
            Self::Percent(number) => Cow::Owned(format!("{number}%")),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Error(word) => Cow::Borrowed(word),
        }
    }

    /// Whether there is nothing in it.
    pub(super) fn is_blank(&self) -> bool {
        *self == Self::Blank
    }

    /// The same, free of the file's memory.
    pub(super) fn owned(&self) -> Cell<'static> {
        match self {
            Self::Blank => Cell::Blank,
            Self::Text(text) => Cell::Text(Cow::Owned(text.to_string())),
            Self::Number(number) => Cell::Number(*number),
            Self::Percent(number) => Cell::Percent(*number),
            Self::Day(day) => Cell::Day(*day),
            Self::Error(word) => Cell::Error(word),
        }
    }
}

/// A number that a spreadsheet holds as a share, times 100: the decimals are moved, not multiplied,
/// so that 0.184 is 18.4.
pub(super) fn percent(share: f64) -> f64 {
    format!("{share}e2").parse().unwrap_or(share * 100.0)
}

/// Without white space around it, and without the zero-width marks that spreadsheets leave.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'r> {
    /// Its line in a text file, or its row in a sheet, from 1.
    pub number: usize,
    /// Its cells from the first column on; what is beyond the last is blank.
    pub cells: &'r [Cell<'r>],
    /// What stands between its cells in a text file.
    pub sign: char,
}

impl<'r> Row<'r> {
    /// The cell of a column, counted from 0.
    pub(super) fn cell(&self, column: usize) -> &'r Cell<'r> {
        self.cells.get(column).unwrap_or(&Cell::Blank)
    }

    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// A column's letters in a spreadsheet, counted from 0: `A`, `Z`, `AA`.
pub(super) fn letters(column: usize) -> String {
    let mut left = column;
    let mut reversed = Vec::new();
    loop {
        reversed.push(b'A' + u8::try_from(left % 26).unwrap_or(0));
        match (left / 26).checked_sub(1) {
            Some(more) => left = more,
            None => break,
        }
    }
    reversed.iter().rev().copied().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_that_a_spreadsheet_shows() {
        for (column, want) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ")]
        {
            assert_eq!(letters(column), want);
        }
        assert_eq!(letters(702), "AAA");
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "the decimals are the point")]
    fn a_share_becomes_a_percentage_without_noise() {
        for (share, want) in [(0.184, 18.4), (0.07, 7.0), (1.0, 100.0), (0.001, 0.1), (1e-9, 1e-7)]
        {
            assert_eq!(percent(share), want);
        }
    }

    #[test]
    fn spaces_of_every_kind_are_nothing() {
        assert_eq!(Cell::text(" \u{a0}\t"), Cell::Blank);
        assert_eq!(Cell::text("\u{a0}18.4 "), Cell::Text("18.4".into()));
        assert_eq!(Cell::text("\u{feff}Indicator".to_owned()).shown(), "Indicator");
    }
}
