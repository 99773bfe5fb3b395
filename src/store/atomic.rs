//! Files that are written whole or not at all: beside the place first, synced, then renamed into it.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::thread;
use std::time::Duration;

use tempfile::{NamedTempFile, TempPath};

/// How long a rename is tried again on Windows, where a scanner or an indexer may hold a file for a
/// moment (errors 5 and 32).
const PAUSES: [u64; 5] = [10, 25, 50, 100, 200];

/// Writes a file, in place of any that is there. Whoever reads it meanwhile sees the old one or the
/// new one, never a part; after a crash one of the two is there.
///
/// # Errors
/// Where the folder cannot be written to or has no room, with what was there before untouched.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut beside = NamedTempFile::new_in(folder)?;
    open_to_others(beside.as_file())?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    persist(beside.into_temp_path(), path)?;
    sync_folder(folder);
    Ok(())
}

/// Renames, and on Windows waits for whoever holds the file.
fn persist(mut beside: TempPath, path: &Path) -> io::Result<()> {
    for pause in PAUSES {
        match beside.persist(path) {
            Ok(()) => return Ok(()),
            Err(failed) if is_held(&failed.error) => {
                beside = failed.path;
                thread::sleep(Duration::from_millis(pause));
            }
            Err(failed) => return Err(failed.error),
        }
    }
    beside.persist(path).map_err(|failed| failed.error)
}

fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32))
}

/// A temporary file is for its owner alone; what it becomes is for whoever may read the folder.
#[cfg(unix)]
fn open_to_others(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
fn open_to_others(_: &File) -> io::Result<()> {
    Ok(())
}

/// The rename itself is on the disk; where the system has no such thing, nothing.
fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        // The file itself is safe already: a folder that cannot be synced is no failure.
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("minutes.md");
        write(&path, b"first").unwrap();
        write(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_failed_write_leaves_what_was_there_and_no_part_of_the_new() {
        let folder = tempfile::tempdir().unwrap();
        // A folder stands in the file's place: the last step fails.
        let path = folder.path().join("minutes.md");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("kept"), b"kept").unwrap();
        assert!(write(&path, b"new").is_err());
        assert_eq!(fs::read(path.join("kept")).unwrap(), b"kept");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(write(&folder.path().join("no/such/folder.md"), b"new").is_err());
    }
}
