//! Which files stand below what a person named.

use std::collections::HashSet;
use std::fs::{self, DirEntry, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::domain::complaint::Complaint;

use super::failure;
use crate::store::bounded;

/// Larger than this is no file of ours; reading it would only take the memory.
const LARGEST: u64 = 1 << 30;

/// A file to read.
pub(super) struct File {
    pub path: PathBuf,
    /// As the person named it.
    pub shown: String,
    /// Its path below the folder that was named, with `/`.
    pub below: String,
    /// Its mark, where it was asked for or came for nothing.
    pub mark: Option<Mark>,
}

impl File {
    fn new(path: PathBuf, below: Option<String>, mark: Option<Mark>) -> Self {
        let shown = path.to_string_lossy().into_owned();
        let below = below.unwrap_or_else(|| shown.clone());
        Self { path, shown, below, mark }
    }
}

/// What a file is told by from what it was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Mark {
    /// Its bytes.
    size: u64,
    /// When it was changed last, where the system says.
    changed: Option<SystemTime>,
}

impl Mark {
    /// Of the file at a path; `None` where the system says nothing of it.
    pub(super) fn of(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|about| Self::from(&about))
    }
}

impl From<&Metadata> for Mark {
    fn from(about: &Metadata) -> Self {
        Self { size: about.len(), changed: about.modified().ok() }
    }
}

/// What is asked of each file that is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Its name alone: whoever reads it learns its mark from the open file, which is a question less
    /// for every file.
    Name,
    /// Its mark as well.
    Mark,
}

impl Asked {
    /// Whether a folder's entry is asked. Windows hands marks along with the names, for nothing; those
    /// of the open file can be newer than the folder's, and a file would seem changed that is not.
    fn mark(self) -> bool {
        self == Self::Mark || cfg!(windows)
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
/// of path. Hidden files and folders are passed over, as are pipes and devices. `told` hears how many
/// files are found so far: a share can take its time.
pub(super) fn walk(paths: &[PathBuf], asked: Asked, told: &dyn Fn(usize)) -> Found {
    let mut found = Found::default();
    let mut visited = HashSet::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                folder(path, asked, told, &mut visited, &mut found);
            }
            Ok(metadata) if metadata.is_file() => {
                found.files.push(File::new(path.clone(), None, Some(Mark::from(&metadata))));
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
fn folder(
    root: &Path,
    asked: Asked,
    told: &dyn Fn(usize),
    visited: &mut HashSet<PathBuf>,
    found: &mut Found,
) {
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
                Ok(entry) => self::entry(&entry, &below, asked, &mut open, found),
                // A share that went away in the middle.
                Err(error) => {
                    let folder = path.display().to_string();
                    found.failures.push(failure::unreadable(&folder, &error));
                }
            }
            told(found.files.len());
        }
    }
}

/// One entry of a folder: a folder to look into, a file to read, or neither.
fn entry(entry: &DirEntry, below: &str, asked: Asked, open: &mut Vec<Folder>, found: &mut Found) {
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
        Ok(kind) if kind.is_file() && !asked.mark() => {
            found.files.push(File::new(path, Some(below), None));
            return;
        }
        Ok(kind) if kind.is_file() => entry.metadata(),
        Ok(_) | Err(_) => fs::metadata(&path),
    };
    match about {
        Ok(about) if about.is_dir() => open.push(Folder { path, below }),
        Ok(about) if about.is_file() && json => {
            found.files.push(File::new(path, Some(below), Some(Mark::from(&about))));
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
    bounded::must_be_a_file(path)?;
    read_found(path).map(|(bytes, _)| bytes)
}

/// The bytes of a file that was found to be one, and its mark as of then.
///
/// # Errors
/// As [`read`].
pub(super) fn read_found(path: &Path) -> io::Result<(Vec<u8>, Mark)> {
    let file = fs::File::open(path)?;
    let about = file.metadata()?;
    let size = checked(&about)?;
    let mut bytes = Vec::new();
    // One more, so that the end is met without growing.
    bytes.try_reserve_exact(size + 1)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((bytes, Mark::from(&about)))
}

/// The size of what can be read.
fn checked(about: &Metadata) -> io::Result<usize> {
    if !about.is_file() {
        return Err(bounded::not_a_file());
    }
    let size = usize::try_from(about.len()).ok().filter(|_| about.len() <= LARGEST);
    size.ok_or_else(|| io::Error::other("it is larger than a gigabyte, which no snapshot is"))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn it_says_how_many_files_are_found_so_far() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.json", "b.txt", "in/c.json"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "{}").unwrap();
        }
        let told = RefCell::new(Vec::new());
        let paths = [folder.path().to_owned()];
        let found = walk(&paths, Asked::Name, &|found| told.borrow_mut().push(found));
        let told = told.into_inner();
        assert_eq!((found.files.len(), told.last(), told.len()), (2, Some(&2), 4));
        assert!(told.is_sorted(), "{told:?}");
    }
}
