//! Files that are written whole: beside their place and then moved there, so that nobody ever reads
//! half of one and a failure leaves the old one.

mod batch;

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

use super::refusal::refusal;
pub use batch::Batch;

/// Windows: access is denied, or another program has the file open. A virus scanner, an indexer or a
/// synchronising folder lets go of it soon.
const BUSY: [i32; 3] = [5, 32, 33];
/// How many milliseconds pass before each further try.
const PAUSES: [u64; 5] = [10, 25, 50, 100, 200];

/// Who may read what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Whoever the folder's users may be; who could read the file before still can.
    Everybody,
    /// The person alone.
    Oneself,
}

/// Why a file was not written. Its place still holds what was there.
#[derive(Debug)]
pub struct NotWritten {
    /// The file.
    path: PathBuf,
    /// What the system said.
    error: io::Error,
    /// Where the new content is kept, where only the move failed.
    kept: Option<PathBuf>,
}

impl NotWritten {
    /// What the system said.
    pub fn error(&self) -> &io::Error {
        &self.error
    }

    /// Takes away what was kept, for content that nobody would miss; gives what the system said.
    pub fn let_go(self) -> io::Error {
        if let Some(kept) = self.kept {
            // What cannot be taken away is one small file too many.
            let _ = fs::remove_file(kept);
        }
        self.error
    }
}

impl fmt::Display for NotWritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` could not be written: {}", self.path.display(), refusal(&self.error))?;
        match &self.kept {
            Some(kept) => write!(f, "; what was to be written is in `{}`", kept.display()),
            None => Ok(()),
        }
    }
}

impl std::error::Error for NotWritten {}

/// Writes a file whole. A device or a pipe, which cannot be replaced, is written to as it is.
///
/// # Errors
/// [`NotWritten`]; the file is then as it was.
pub fn write(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), NotWritten> {
    let failed = |error| NotWritten { path: path.to_owned(), error, kept: None };
    let there = fs::metadata(path).ok();
    if there.as_ref().is_some_and(|there| !there.is_file() && !there.is_dir()) {
        return fs::write(path, bytes).map_err(failed);
    }
    // A link is followed: the file that it leads to is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut beside = beside(folder, readers).map_err(failed)?;
    beside.write_all(bytes).and_then(|()| beside.as_file().sync_all()).map_err(failed)?;
    if let Some(there) = there.filter(|_| readers == Readers::Everybody) {
        beside.as_file().set_permissions(there.permissions()).map_err(failed)?;
    }
    move_to(beside, &target).map_err(|(error, kept)| NotWritten {
        path: path.to_owned(),
        error,
        kept,
    })?;
    sync_folder(folder);
    Ok(())
}

/// So many files of one name are enough.
const MOST_ALIKE: u32 = 999;

/// Writes a new file whole, called `stem.ending` or, where there is one, `stem-2.ending` and so on;
/// says what it is called. Nothing that is there is written over.
///
/// # Errors
/// [`NotWritten`]; nothing is left behind then.
pub fn write_new(
    folder: &Path,
    stem: &str,
    ending: &str,
    bytes: &[u8],
) -> Result<PathBuf, NotWritten> {
    let named = |path: &Path, error| NotWritten { path: path.to_owned(), error, kept: None };
    let first = folder.join(format!("{stem}.{ending}"));
    let mut beside = beside(folder, Readers::Everybody).map_err(|error| named(&first, error))?;
    let written = beside.write_all(bytes).and_then(|()| beside.as_file().sync_all());
    written.map_err(|error| named(&first, error))?;
    let numbered = (2..=MOST_ALIKE).map(|n| folder.join(format!("{stem}-{n}.{ending}")));
    for path in std::iter::once(first.clone()).chain(numbered) {
        if path.exists() {
            continue;
        }
        match beside.persist_noclobber(&path) {
            Ok(_) => {
                sync_folder(folder);
                return Ok(path);
            }
            // Somebody was quicker.
            Err(failed) if path.exists() => beside = failed.file,
            // On a share that cannot refuse to write over, all that can be known is that the name
            // was free.
            Err(failed) => {
                let moved = move_to(failed.file, &path);
                moved.map_err(|(error, kept)| NotWritten { path: path.clone(), error, kept })?;
                return Ok(path);
            }
        }
    }
    Err(named(&first, io::ErrorKind::AlreadyExists.into()))
}

/// A new file in the folder, hidden until it is moved.
fn beside(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".callover-").suffix(".tmp");
    #[cfg(unix)]
    if readers == Readers::Everybody {
        use std::os::unix::fs::PermissionsExt;
        // Narrowed by the person's umask, as any file that is made.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = readers;
    builder.tempfile_in(folder)
}

/// Moves the file to its place; where that fails for good, it is kept and said where.
fn move_to(file: NamedTempFile, target: &Path) -> Result<(), (io::Error, Option<PathBuf>)> {
    let mut waiting = Some(file);
    let moved = patiently(|| {
        let Some(file) = waiting.take() else { return Ok(()) };
        file.persist(target).map(drop).map_err(|failed| {
            waiting = Some(failed.file);
            failed.error
        })
    });
    moved.map_err(|error| (error, waiting.and_then(|file| file.keep().ok()).map(|(_, path)| path)))
}

/// Tries again, for a short while, what Windows refuses because something else is at the file.
pub(super) fn patiently<T>(attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let busy = |error: &io::Error| {
        cfg!(windows) && error.raw_os_error().is_some_and(|code| BUSY.contains(&code))
    };
    patiently_while(busy, thread::sleep, attempt)
}

fn patiently_while<T>(
    busy: impl Fn(&io::Error) -> bool,
    mut pause: impl FnMut(Duration),
    mut attempt: impl FnMut() -> io::Result<T>,
) -> io::Result<T> {
    for milliseconds in PAUSES {
        match attempt() {
            Err(error) if busy(&error) => pause(Duration::from_millis(milliseconds)),
            done => return done,
        }
    }
    attempt()
}

/// Makes sure that a new name in a folder outlives a power cut, where the system offers that.
pub(super) fn sync_folder(folder: &Path) {
    // Windows opens no folder as a file, and needs no such thing.
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        // A file system that cannot do so has nothing better to offer.
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("minutes.md");
        for text in ["first", "second, and longer"] {
            write(&path, text.as_bytes(), Readers::Everybody).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_is_written_over_none() {
        let folder = TempDir::new().unwrap();
        let name = |bytes: &[u8]| {
            let path = write_new(folder.path(), "board", "svg", bytes).unwrap();
            path.file_name().unwrap().to_string_lossy().into_owned()
        };
        let names = [name(b"1"), name(b"2"), name(b"3")];
        assert_eq!(names, ["board.svg", "board-2.svg", "board-3.svg"]);
        assert_eq!(fs::read(folder.path().join("board.svg")).unwrap(), b"1");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
        let absent = write_new(&folder.path().join("absent"), "board", "svg", b"1").unwrap_err();
        assert!(absent.to_string().ends_with("its folder is not there"), "{absent}");
    }

    #[test]
    fn what_cannot_be_written_says_why_and_leaves_what_was_there() {
        let folder = TempDir::new().unwrap();
        let missing = folder.path().join("no/such/minutes.md");
        let said = write(&missing, b"x", Readers::Everybody).unwrap_err().to_string();
        assert!(said.ends_with("could not be written: its folder is not there"), "{said}");
        let taken = folder.path().join("a-folder");
        fs::create_dir(&taken).unwrap();
        fs::write(taken.join("inside"), "kept").unwrap();
        let failed = write(&taken, b"x", Readers::Everybody).unwrap_err();
        let kept = failed.kept.as_ref().unwrap();
        assert_eq!(fs::read(kept).unwrap(), b"x");
        assert!(failed.to_string().contains(&kept.display().to_string()));
        assert_eq!(fs::read_to_string(taken.join("inside")).unwrap(), "kept");
    }

    #[test]
    fn a_busy_file_is_tried_again_for_a_short_while() {
        let (mut tries, mut pauses) = (0, Vec::new());
        let busy = |error: &io::Error| error.kind() == io::ErrorKind::ResourceBusy;
        let mut attempt = |fails: usize| {
            tries = 0;
            pauses.clear();
            patiently_while(
                busy,
                |pause| pauses.push(pause.as_millis()),
                || {
                    tries += 1;
                    if tries <= fails { Err(io::ErrorKind::ResourceBusy.into()) } else { Ok(tries) }
                },
            )
        };
        assert_eq!(attempt(0).unwrap(), 1);
        assert_eq!(attempt(5).unwrap(), 6);
        assert!(attempt(6).is_err());
        assert_eq!(pauses, [10, 25, 50, 100, 200]);
        let other = patiently_while(
            busy,
            |_| panic!("no pause"),
            || Err::<(), _>(io::ErrorKind::StorageFull.into()),
        );
        assert_eq!(other.unwrap_err().kind(), io::ErrorKind::StorageFull);
    }

    #[cfg(unix)]
    #[test]
    fn who_could_read_the_file_still_can_and_what_is_private_stays_so() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = TempDir::new().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let shared = folder.path().join("shared.md");
        fs::write(&shared, "x").unwrap();
        fs::set_permissions(&shared, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("link.md");
        symlink(&shared, &link).unwrap();
        write(&link, b"y", Readers::Everybody).unwrap();
        assert_eq!((fs::read(&shared).unwrap(), mode(&shared)), (b"y".to_vec(), 0o640));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        let private = folder.path().join("draft.json");
        write(&private, b"z", Readers::Oneself).unwrap();
        assert_eq!(mode(&private), 0o600);
        write(Path::new("/dev/null"), b"z", Readers::Everybody).unwrap();
    }
}
