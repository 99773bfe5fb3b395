//! What the program remembers from one run to the next: names of folders, authorities and columns,
//! never a figure.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// How many folders, and how many authorities, are remembered.
pub const LATELY: usize = 12;

/// How a section's table is sorted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sorted {
    /// The word of what it is sorted by.
    pub by: String,
    /// The other way round.
    pub reversed: bool,
}

/// What is remembered. Words that mean nothing any more are passed over where they are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remembered {
    /// Folders and files lately opened, the newest first; at most [`LATELY`].
    pub folders: Vec<PathBuf>,
    /// Codes of authorities whose published figures were lately opened, the newest first; at most
    /// [`LATELY`].
    pub authorities: Vec<String>,
    /// The columns that were chosen, in order, by the id of the section.
    pub columns: BTreeMap<String, Vec<String>>,
    /// How tables were sorted, by the id of the section.
    pub sorted: BTreeMap<String, Sorted>,
    /// The theme that was chosen with a key.
    pub theme: Option<String>,
}

/// Something to remember.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A folder or file was opened.
    Folder(PathBuf),
    /// The published figures of the authority with this code were opened.
    Authority(String),
    /// The columns of a section's table; `None`: as they are at first.
    Columns(String, Option<Vec<String>>),
    /// How a section's table is sorted; `None`: as it is at first.
    Sorted(String, Option<Sorted>),
    /// A theme was chosen.
    Theme(String),
}

impl Remembered {
    /// Takes in one change.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::Folder(folder) => lately(&mut self.folders, folder),
            Change::Authority(code) => lately(&mut self.authorities, code),
            Change::Columns(section, columns) => put(&mut self.columns, section, columns),
            Change::Sorted(section, sorted) => put(&mut self.sorted, section, sorted),
            Change::Theme(theme) => self.theme = Some(theme),
        }
    }
}

/// Puts the newest first and lets the oldest go.
fn lately<T: PartialEq>(all: &mut Vec<T>, newest: T) {
    all.retain(|one| *one != newest);
    all.insert(0, newest);
    all.truncate(LATELY);
}

fn put<T>(all: &mut BTreeMap<String, T>, key: String, value: Option<T>) {
    match value {
        Some(value) => {
            all.insert(key, value);
        }
        None => {
            all.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_comes_first_once_and_the_thirteenth_is_forgotten() {
        let mut remembered = Remembered::default();
        for n in 0..20 {
            remembered.apply(Change::Authority(n.to_string()));
        }
        remembered.apply(Change::Authority("12".to_owned()));
        assert_eq!(remembered.authorities.len(), LATELY);
        assert_eq!(remembered.authorities[..3], ["12", "19", "18"]);
        assert_eq!(remembered.authorities.iter().filter(|code| *code == "12").count(), 1);
    }

    #[test]
    fn what_is_as_at_first_is_not_kept() {
        let mut remembered = Remembered::default();
        let section = "front-door".to_owned();
        let columns = Some(vec!["figure".to_owned()]);
        remembered.apply(Change::Columns(section.clone(), columns));
        let by = Sorted { by: "change".to_owned(), reversed: true };
        remembered.apply(Change::Sorted(section.clone(), Some(by)));
        assert_eq!((remembered.columns.len(), remembered.sorted.len()), (1, 1));
        remembered.apply(Change::Columns(section.clone(), None));
        remembered.apply(Change::Sorted(section, None));
        assert_eq!(remembered, Remembered::default());
    }
}
