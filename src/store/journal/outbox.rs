//! Entries that could not be written where they belong: kept on this machine, in order, until they
//! can be. Each is a file of its own, so that delivering one never touches another.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::line::{self, Line};
use super::local::{Local, Shelf};
use crate::domain::complaint::{Complaint, Severity};
use crate::domain::meeting::{Event, EventId};
use crate::store::atomic::NotWritten;
use crate::store::place::whole;

/// An entry that waits, and its line.
type Waiting = (Arc<Event>, String);

/// The entries that wait.
#[derive(Debug)]
pub(super) struct Outbox {
    shelf: Shelf,
}

impl Outbox {
    pub(super) fn new(local: &Local) -> Self {
        Self { shelf: local.outbox() }
    }

    /// Keeps an entry, given as its line, on the disk.
    pub(super) fn put(&self, id: EventId, line: &str) -> Result<(), NotWritten> {
        self.shelf.put(&id.to_string(), line)
    }

    /// Every entry that waits with its line, in the order in which they were made.
    pub(super) fn waiting(&self) -> Vec<Waiting> {
        let mut found: Vec<Waiting> =
            self.files().into_iter().filter_map(|(_, entry)| entry).collect();
        found.sort_by_key(|(event, _)| (event.time, event.id));
        found
    }

    /// The files that hold no entry although one should be there: somebody must look at them.
    pub(super) fn unreadable(&self) -> Vec<Complaint> {
        let spoilt = self.files().into_iter().filter(|(_, entry)| entry.is_none());
        spoilt
            .map(|(path, _)| Complaint {
                severity: Severity::Warning,
                code: "spoilt-entry",
                message: "an entry that waited to be delivered cannot be read any more".to_owned(),
                help: "look into the file for its text, then take the file away".to_owned(),
                place: whole(&path.display().to_string()),
            })
            .collect()
    }

    /// Every file with its entry and line.
    fn files(&self) -> Vec<(PathBuf, Option<Waiting>)> {
        let entry = |text: String| match line::read(text.trim_end().as_bytes()) {
            Line::Entry(event, _) => Some((event, text)),
            Line::Blank | Line::Fault(_) => None,
        };
        let files = self.shelf.all().into_iter();
        files.map(|(path, text)| (path, text.ok().and_then(entry))).collect()
    }

    /// An entry that was delivered waits no longer.
    pub(super) fn remove(&self, id: EventId) -> io::Result<()> {
        self.shelf.remove(&id.to_string())
    }

    /// Keeps other programs on this machine from delivering while it is held; `None` where one is
    /// delivering.
    pub(super) fn lock(&self) -> Option<File> {
        let path = self.shelf.folder.join("lock");
        let file = fs::create_dir_all(&self.shelf.folder).and_then(|()| File::create(path)).ok()?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => None,
            // A disk that knows no locks: at worst a line is written twice and counts once.
            Ok(()) | Err(TryLockError::Error(_)) => Some(file),
        }
    }
}
