//! Many new files, for which the disk is waited for once.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;

use super::{NotWritten, Readers, beside, move_to, sync_folder};

/// How many threads wait for the disk at the end.
const SYNCERS: usize = 16;

/// Files that are written one after the other, each whole or not at all. The disk is waited for at
/// the end: until then a power cut may leave a new file empty, and no old one is touched.
#[derive(Debug, Default)]
pub struct Batch {
    written: Vec<PathBuf>,
    folders: BTreeSet<PathBuf>,
}

impl Batch {
    /// Writes one more file, and the folder that it stands in.
    ///
    /// # Errors
    /// [`NotWritten`]; nothing is left behind then.
    pub fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), NotWritten> {
        let failed = |error| NotWritten { path: path.to_owned(), error, kept: None };
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if !self.folders.contains(folder) {
            fs::create_dir_all(folder).map_err(failed)?;
            self.folders.insert(folder.to_owned());
        }
        let mut file = beside(folder, Readers::Everybody).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        move_to(file, path).map_err(|(error, kept)| {
            // What was to be written is made again from the source: nobody would miss it.
            failed(NotWritten { path: path.to_owned(), error, kept }.let_go())
        })?;
        self.written.push(path.to_owned());
        Ok(())
    }

    /// Waits until everything is on the disk.
    ///
    /// # Errors
    /// [`NotWritten`] where the disk says that it could not keep a file.
    pub fn finish(self) -> Result<(), NotWritten> {
        // Side by side: one after the other each file would cost a turn of the disk.
        let many = self.written.len().div_ceil(SYNCERS).max(1);
        thread::scope(|scope| {
            let syncers: Vec<_> = self
                .written
                .chunks(many)
                .map(|paths| scope.spawn(|| paths.iter().try_for_each(|path| synced(path))))
                .collect();
            syncers.into_iter().try_for_each(|syncer| match syncer.join() {
                Ok(synced) => synced,
                Err(panic) => std::panic::resume_unwind(panic),
            })
        })?;
        for folder in &self.folders {
            sync_folder(folder);
            if let Some(above) = folder.parent() {
                sync_folder(above);
            }
        }
        Ok(())
    }
}

fn synced(path: &Path) -> Result<(), NotWritten> {
    let sync = || -> io::Result<()> { File::options().write(true).open(path)?.sync_all() };
    sync().map_err(|error| NotWritten { path: path.to_owned(), error, kept: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_makes_its_folders_and_leaves_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let mut batch = Batch::default();
        for name in ["a/1.json", "a/2.json", "b/1.json"] {
            batch.write(&folder.path().join(name), name.as_bytes()).unwrap();
        }
        // A folder stands in a file's place: nothing of it is left behind.
        fs::create_dir_all(folder.path().join("a/3.json/inside")).unwrap();
        assert!(batch.write(&folder.path().join("a/3.json"), b"x").is_err());
        batch.finish().unwrap();
        assert_eq!(fs::read(folder.path().join("b/1.json")).unwrap(), b"b/1.json");
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 3);
    }
}
