//! The file of what is remembered between runs. Losing it costs a little comfort and nothing else:
//! what cannot be read counts as never written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::atomic::{self, NotWritten, Readers};
use super::bounded;
use crate::domain::remembered::{Change, LATELY, Remembered};

/// What the file says it is.
const FORMAT: &str = "callover.remembered/1";
/// Longer than this is none of it.
const LONGEST: u64 = 1 << 20;

/// What is remembered; nothing where there is no such file or it is something else.
pub fn read(path: &Path) -> Remembered {
    remembered(&fields(path))
}

/// Remembers a change: reads the file as it is now, and puts a new one in its place in one step,
/// so that two programs at once lose at most one's newest change.
///
/// # Errors
/// Where the folder cannot be made or written to.
pub fn keep(path: &Path, change: Change) -> io::Result<()> {
    let mut fields = fields(path);
    let mut remembered = remembered(&fields);
    remembered.apply(absolute(change));
    let Remembered { folders, authorities, columns, sorted, theme } = remembered;
    set(&mut fields, "format", FORMAT);
    // A path that is no Unicode cannot be written down: it is not remembered.
    let folders: Vec<_> = folders.iter().filter_map(|folder| folder.to_str()).collect();
    set(&mut fields, "folders", folders);
    set(&mut fields, "authorities", authorities);
    set(&mut fields, "columns", columns);
    set(&mut fields, "sorted", sorted);
    set(&mut fields, "theme", theme);
    let mut text = serde_json::to_string_pretty(&fields)?;
    text.push('\n');
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    atomic::write(path, text.as_bytes(), Readers::Oneself).map_err(NotWritten::let_go)
}

/// The fields of the file, also those of a later version, which are kept.
fn fields(path: &Path) -> Map<String, Value> {
    let read =
        bounded::file(path, LONGEST).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    match read {
        Some(Value::Object(fields)) if fields.get("format") == Some(&Value::from(FORMAT)) => fields,
        _ => Map::new(),
    }
}

fn remembered(fields: &Map<String, Value>) -> Remembered {
    let mut folders: Vec<PathBuf> = field(fields, "folders");
    let mut authorities: Vec<String> = field(fields, "authorities");
    folders.truncate(LATELY);
    authorities.truncate(LATELY);
    let (columns, sorted) = (field(fields, "columns"), field(fields, "sorted"));
    Remembered { folders, authorities, columns, sorted, theme: field(fields, "theme") }
}

fn field<T: DeserializeOwned + Default>(fields: &Map<String, Value>, name: &str) -> T {
    let value = fields.get(name).cloned();
    value.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
}

fn set(fields: &mut Map<String, Value>, name: &str, value: impl Serialize) {
    if let Ok(value) = serde_json::to_value(value) {
        fields.insert(name.to_owned(), value);
    }
}

/// A folder is found again from wherever the program is started.
fn absolute(change: Change) -> Change {
    match change {
        Change::Folder(folder) => Change::Folder(std::path::absolute(&folder).unwrap_or(folder)),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn place() -> (TempDir, PathBuf) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("not/there/yet/remembered.json");
        (folder, path)
    }

    #[test]
    fn what_is_kept_is_read_and_nothing_is_left_beside_it() {
        let (_folder, path) = place();
        assert_eq!(read(&path), Remembered::default());
        let columns = Some(vec!["figure".to_owned(), "rating".to_owned()]);
        keep(&path, Change::Columns("ehcp".to_owned(), columns.clone())).unwrap();
        keep(&path, Change::Theme("dark".to_owned())).unwrap();
        keep(&path, Change::Folder(PathBuf::from("figures"))).unwrap();
        let read = read(&path);
        assert_eq!(read.columns.get("ehcp"), columns.as_ref());
        assert_eq!(read.theme.as_deref(), Some("dark"));
        assert!(read.folders[0].is_absolute() && read.folders[0].ends_with("figures"));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_is_broken_counts_as_never_written_and_one_bad_field_hides_no_other() {
        let (_folder, path) = place();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        for broken in ["", "{", "[1]", "{ \"folders\": [\"a\"] }"] {
            fs::write(&path, broken).unwrap();
            assert_eq!(read(&path), Remembered::default(), "{broken}");
        }
        let text = r#"{ "format": "callover.remembered/1", "folders": 3, "theme": "light", "later": [1] }"#;
        fs::write(&path, text).unwrap();
        assert_eq!(read(&path).theme.as_deref(), Some("light"));
        keep(&path, Change::Authority("E09000014".to_owned())).unwrap();
        // What a later version wrote is still there.
        let written: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(written["later"], serde_json::json!([1]));
        assert_eq!(written["authorities"], serde_json::json!(["E09000014"]));
    }

    #[test]
    fn many_at_once_leave_a_whole_file() {
        let (_folder, path) = place();
        std::thread::scope(|scope| {
            for n in 0..8 {
                let path = &path;
                scope.spawn(move || keep(path, Change::Authority(n.to_string())).unwrap());
            }
        });
        assert!(!read(&path).authorities.is_empty());
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_place_that_cannot_be_written_to_is_an_error_and_no_more() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let below = file.join("remembered.json");
        assert!(keep(&below, Change::Theme("dark".to_owned())).is_err());
        assert_eq!(read(&below), Remembered::default());
        // A folder stands in the file's place: nothing is left beside it.
        let taken = folder.path().join("taken");
        fs::create_dir_all(taken.join("full")).unwrap();
        assert!(keep(&taken, Change::Theme("dark".to_owned())).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
