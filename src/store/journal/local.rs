//! The place on this machine that belongs to one folder of journals: what could not be delivered
//! yet, and what is being typed.
//!
//! ```text
//! <the caller's place>/<a mark of the folder>/folder.txt    which folder it is, for a person
//!                                            /outbox/       entries that wait, a file each
//!                                            /drafts/       texts that are being typed, a file each
//! ```

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::name::mark;
use crate::store::atomic::{self, NotWritten, Readers};
use crate::store::bounded;

/// The file that names the folder.
const FOLDER: &str = "folder.txt";
/// The folder of entries that wait.
const OUTBOX: &str = "outbox";
/// The ending of every file kept here.
const ENDING: &str = "json";
/// No entry and no draft is longer.
const LONGEST: u64 = 1 << 24;

/// One folder's place.
#[derive(Debug, Clone)]
pub(super) struct Local {
    place: PathBuf,
    /// The folder of journals, as it is written in [`FOLDER`].
    journals: String,
}

impl Local {
    /// Below the caller's `place`, for the folder of journals.
    pub(super) fn new(place: &Path, journals: &Path) -> Self {
        let full = std::path::absolute(journals).unwrap_or_else(|_| journals.to_owned());
        let journals = full.to_string_lossy().into_owned();
        // Windows tells no large letters from small ones.
        let key = if cfg!(windows) { journals.to_lowercase() } else { journals.clone() };
        Self { place: place.join(format!("{:016x}", mark(&key))), journals }
    }

    pub(super) fn outbox(&self) -> Shelf {
        Shelf { local: self.clone(), folder: self.place.join(OUTBOX) }
    }

    pub(super) fn drafts(&self) -> Shelf {
        Shelf { local: self.clone(), folder: self.place.join("drafts") }
    }
}

/// A folder of small files, each written whole.
#[derive(Debug, Clone)]
pub(super) struct Shelf {
    local: Local,
    pub(super) folder: PathBuf,
}

impl Shelf {
    /// Puts a file there, in the place of one of that name.
    pub(super) fn put(&self, name: &str, text: &str) -> Result<(), NotWritten> {
        if !self.folder.is_dir() {
            // What fails here fails again below, and is told there.
            let _ = fs::create_dir_all(&self.folder);
            let named = self.local.place.join(FOLDER);
            let _ = atomic::write(&named, self.local.journals.as_bytes(), Readers::Oneself);
        }
        atomic::write(&self.path(name), text.as_bytes(), Readers::Oneself)
    }

    /// Takes a file away; one that is gone already is no error.
    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        match atomic::patiently(|| fs::remove_file(self.path(name))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Every file there with its path, in order of name; none where there is no such folder.
    pub(super) fn all(&self) -> Vec<(PathBuf, io::Result<String>)> {
        let mut paths = files(&self.folder);
        paths.sort_unstable();
        paths.into_iter().map(|path| (path.clone(), text(&path))).collect()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.{ENDING}"))
    }
}

/// What stands in a file.
fn text(path: &Path) -> io::Result<String> {
    bounded::file(path, LONGEST).and_then(bounded::text)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|ending| ending == ENDING)).collect()
}

/// The folders of journals for which entries wait on this machine, below the caller's `place`, each
/// with how many: a folder that is never opened again would keep them waiting unseen.
pub fn waiting_for(place: &Path) -> Vec<(String, usize)> {
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    let mut found: Vec<(String, usize)> = entries
        .filter_map(|entry| {
            let waiting = files(&entry.path().join(OUTBOX)).len();
            let folder = fs::read_to_string(entry.path().join(FOLDER)).ok()?;
            (waiting > 0).then(|| (crate::store::safe(&folder).into_owned(), waiting))
        })
        .collect();
    found.sort_unstable();
    found
}
