//! Remembering beside the screen, so that a slow disk never holds up a key. What cannot be kept is
//! forgotten: nothing hangs on it.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::domain::remembered::Change;
use crate::store::remembered;

/// The end of the program waits at most so long for what is still to be kept.
const PATIENCE: Duration = Duration::from_secs(1);

/// Keeps changes in a file, one after the other.
pub struct Memory {
    file: Option<PathBuf>,
    /// The thread that writes, from the first change on.
    writing: Option<Writing>,
}

struct Writing {
    changes: Sender<Change>,
    /// Closed when all is kept.
    done: Receiver<()>,
}

impl Memory {
    /// Keeps in this file; `None`: nothing is kept.
    pub fn new(file: Option<PathBuf>) -> Self {
        Self { file, writing: None }
    }

    /// Keeps a change.
    pub fn keep(&mut self, change: Change) {
        let Some(file) = &self.file else { return };
        let writing = self.writing.get_or_insert_with(|| begin(file.clone()));
        // Where the thread is gone there is nobody to tell.
        let _ = writing.changes.send(change);
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        if let Some(Writing { changes, done }) = self.writing.take() {
            drop(changes);
            // An answer never comes: the end of the thread is what is waited for.
            let _ = done.recv_timeout(PATIENCE);
        }
    }
}

fn begin(file: PathBuf) -> Writing {
    let (changes, waiting) = channel();
    let (closing, done) = channel();
    thread::spawn(move || {
        for change in waiting {
            // There is nobody to tell; the next change may do better.
            let _ = remembered::keep(&file, change);
        }
        drop(closing);
    });
    Writing { changes, done }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_the_end_all_is_kept_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("remembered.json");
        let mut memory = Memory::new(Some(file.clone()));
        for n in 0..5 {
            memory.keep(Change::Authority(n.to_string()));
        }
        drop(memory);
        assert_eq!(remembered::read(&file).authorities, ["4", "3", "2", "1", "0"]);
    }

    #[test]
    fn without_a_place_and_without_a_change_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        Memory::new(None).keep(Change::Theme("dark".to_owned()));
        drop(Memory::new(Some(folder.path().join("remembered.json"))));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
