//! Reading one CSV file, and complaining about a place in it.

use std::error::Error;
use std::fmt;
use std::fs;
use std::path::Path;

use csv::{ErrorKind, Position, ReaderBuilder, StringRecord, Trim};
use serde::de::DeserializeOwned;

/// What is wrong, and in which line of which file.
pub(crate) struct Complaint {
    file: Option<String>,
    line: Option<u64>,
    what: String,
}

impl Complaint {
    /// About the way the program was called.
    pub(crate) fn of_command(what: String) -> Self {
        Self { file: None, line: None, what }
    }

    /// About a file as a whole.
    pub(crate) fn of_file(file: &str, what: String) -> Self {
        Self { file: Some(file.to_owned()), line: None, what }
    }

    /// About one line of a file.
    pub(crate) fn of_line(file: &str, line: u64, what: String) -> Self {
        Self { file: Some(file.to_owned()), line: Some(line), what }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            f.write_str(file)?;
            if let Some(line) = self.line {
                write!(f, " line {line}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.what)
    }
}

/// The same words: an error that `main` returns is shown by its `Debug`.
impl fmt::Debug for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for Complaint {}

/// The bytes of a file and the name it goes by in a complaint.
pub(crate) struct Text {
    pub(crate) file: String,
    bytes: Vec<u8>,
}

impl Text {
    /// Reads a file of a folder.
    pub(crate) fn open(folder: &Path, file: &str) -> Result<Self, Complaint> {
        let path = folder.join(file);
        let shown = path.display().to_string();
        let bytes =
            fs::read(&path).map_err(|error| Complaint::of_file(&shown, error.to_string()))?;
        Ok(Self { file: shown, bytes })
    }

    /// A complaint about a line of this file.
    pub(crate) fn complaint(&self, line: u64, what: String) -> Complaint {
        Complaint::of_line(&self.file, line, what)
    }

    /// The rows, each with its line number, of a file that has exactly these columns.
    pub(crate) fn rows<T: DeserializeOwned>(
        &self,
        columns: &[&str],
    ) -> Result<Vec<(u64, T)>, Complaint> {
        let mut reader = ReaderBuilder::new().trim(Trim::None).from_reader(self.bytes.as_slice());
        let headers = reader.headers().map_err(|error| self.unreadable(&error))?.clone();
        if headers != *columns {
            return Err(self.complaint(1, format!("the columns should be {}", columns.join(","))));
        }
        let mut rows = Vec::new();
        let mut record = StringRecord::new();
        while reader.read_record(&mut record).map_err(|error| self.unreadable(&error))? {
            let row =
                record.deserialize(Some(&headers)).map_err(|error| self.unreadable(&error))?;
            rows.push((record.position().map_or(0, Position::line), row));
        }
        Ok(rows)
    }

    fn unreadable(&self, error: &csv::Error) -> Complaint {
        let what = match error.kind() {
            ErrorKind::UnequalLengths { expected_len, len, .. } => {
                format!("{len} columns where there should be {expected_len}")
            }
            ErrorKind::Utf8 { .. } => "not UTF-8".to_owned(),
            _ => error.to_string(),
        };
        match error.position() {
            Some(position) => self.complaint(position.line(), what),
            None => Complaint::of_file(&self.file, what),
        }
    }
}

#[cfg(test)]
impl Text {
    /// A file that a test makes up.
    pub(crate) fn of(file: &str, text: &str) -> Self {
        Self { file: file.to_owned(), bytes: text.as_bytes().to_vec() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Pair = (String, String);

    fn complaint(text: &str) -> String {
        match Text::of("values.csv", text).rows::<Pair>(&["area", "value"]) {
            Ok(rows) => format!("{} rows", rows.len()),
            Err(complaint) => complaint.to_string(),
        }
    }

    #[test]
    fn a_row_knows_its_line() {
        let text = Text::of("values.csv", "area,value\n301,\"one\ntwo\"\n302,3\n");
        let rows: Vec<(u64, Pair)> = text.rows(&["area", "value"]).unwrap();
        assert_eq!(rows[0].1.1, "one\ntwo");
        assert_eq!(rows[1], (4, ("302".to_owned(), "3".to_owned())));
    }

    #[test]
    fn other_columns_are_refused() {
        assert_eq!(
            complaint("area,period\n301,2024\n"),
            "values.csv line 1: the columns should be area,value"
        );
    }

    #[test]
    fn a_short_line_is_refused_where_it_stands() {
        assert_eq!(
            complaint("area,value\n301,1\n302\n"),
            "values.csv line 3: 1 columns where there should be 2"
        );
    }

    #[test]
    fn a_line_that_is_not_utf_8_is_refused() {
        let text = Text { file: "a.csv".to_owned(), bytes: b"area,value\n301,\xff\n".to_vec() };
        let error = text.rows::<Pair>(&["area", "value"]).unwrap_err();
        assert_eq!(error.to_string(), "a.csv line 2: not UTF-8");
    }
}
