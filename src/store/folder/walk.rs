//! Which files stand below what a person named.

use std::collections::HashSet;
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::domain::complaint::Complaint;

use super::failure;

/// Larger than this is no file of ours; reading it would only take the memory.
const LARGEST: u64 = 1 << 30;

/// A file to read.
pub(super) struct File {
    pub path: PathBuf,
    /// As the person named it.
    pub shown: String,
    /// Its path below the folder that was named, with `/`.
    pub below: String,
    /// Its bytes.
    pub size: u64,
    /// When it was changed last, where the system says.
    pub changed: Option<SystemTime>,
}

impl File {
    fn new(path: PathBuf, below: Option<String>, about: &Metadata) -> Self {
        let shown = path.display().to_string();
        let below = below.unwrap_or_else(|| shown.clone());
        Self { path, shown, below, size: about.len(), changed: about.modified().ok() }
    }
}

/// What was found below the named paths.
#[derive(Default)]
pub(super) struct Found {
    pub files: Vec<File>,
    pub failures: Vec<Complaint>,
    /// How many spreadsheets lie beside them: no snapshots, but what snapshots are made of.
    pub sheets: usize,
}

/// Whether a file is one that `callover import` reads.
fn is_sheet(path: &Path) -> bool {
    let endings = ["xlsx", "ods", "csv"];
    path.extension().is_some_and(|it| endings.iter().any(|one| it.eq_ignore_ascii_case(one)))
}

/// A folder to look into, with its path below the named one.
struct Folder {
    path: PathBuf,
    below: String,
}

/// Every `*.json` of the folders at any depth, and every file that was named; each once, in order
/// of path. Hidden files and folders are passed over, as are pipes and devices.
pub(super) fn walk(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    let mut visited = HashSet::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                folder(path, &mut visited, &mut found);
            }
            Ok(metadata) if metadata.is_file() => {
                found.files.push(File::new(path.clone(), None, &metadata));
            }
            Ok(_) => found.failures.push(failure::not_a_file(&path.display().to_string())),
            Err(error) => {
                found.failures.push(failure::unreadable(&path.display().to_string(), &error));
            }
        }
    }
    found.files.sort_by(|a, b| a.shown.cmp(&b.shown));
    if paths.len() > 1 {
        let mut seen = HashSet::new();
        found
            .files
            .retain(|file| fs::canonicalize(&file.path).map_or(true, |full| seen.insert(full)));
    }
    found
}

/// Everything below one folder. `visited` guards against links that lead in a circle.
fn folder(root: &Path, visited: &mut HashSet<PathBuf>, found: &mut Found) {
    let mut open = vec![Folder { path: root.to_owned(), below: String::new() }];
    while let Some(Folder { path, below }) = open.pop() {
        if !fs::canonicalize(&path).is_ok_and(|full| visited.insert(full)) && !below.is_empty() {
            continue;
        }
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) => {
                found.failures.push(failure::unreadable(&path.display().to_string(), &error));
                continue;
            }
        };
        for entry in entries {
            match entry {
                Ok(entry) => self::entry(&entry, &below, &mut open, found),
                // A share that went away in the middle.
                Err(error) => {
                    let folder = path.display().to_string();
                    found.failures.push(failure::unreadable(&folder, &error));
                }
            }
        }
    }
}

/// One entry of a folder: a folder to look into, a file to read, or neither.
fn entry(entry: &DirEntry, below: &str, open: &mut Vec<Folder>, found: &mut Found) {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    if name.starts_with('.') {
        return;
    }
    let path = entry.path();
    let below = if below.is_empty() { name.to_string() } else { format!("{below}/{name}") };
    let json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    // What the folder itself tells is not asked again of each file: on a share each question is a
    // journey. A link has to be followed.
    let about = match entry.file_type() {
        Ok(kind) if kind.is_dir() => {
            open.push(Folder { path, below });
            return;
        }
        Ok(kind) if kind.is_file() && !json => {
            found.sheets += usize::from(is_sheet(&path));
            return;
        }
        Ok(kind) if kind.is_file() => entry.metadata(),
        Ok(_) | Err(_) => fs::metadata(&path),
    };
    match about {
        Ok(about) if about.is_dir() => open.push(Folder { path, below }),
        Ok(about) if about.is_file() && json => {
            found.files.push(File::new(path, Some(below), &about));
        }
        Err(error) if json => {
            found.failures.push(failure::unreadable(&path.display().to_string(), &error));
        }
        Ok(_) | Err(_) => {}
    }
}

/// A file's bytes.
///
/// # Errors
/// What the system says, and a file beyond any size of ours.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    if metadata.len() > LARGEST {
        return Err(io::Error::other("it is larger than a gigabyte, which no snapshot is"));
    }
    fs::read(path)
}
