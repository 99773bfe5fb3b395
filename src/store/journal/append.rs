//! Adding a line to a journal's file: opened for adding only, on the disk before it counts as kept.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::store::atomic::{patiently, sync_folder};

/// Adds a line, which ends in a line break, and comes back when it is on the disk and stands in the
/// file whole.
///
/// # Errors
/// What the system says. A part of the line may then stand in the file; the next line begins below
/// it.
pub(super) fn append(path: &Path, line: &str) -> io::Result<()> {
    // Twice: between the look at the file's end and the writing, another program of the same person
    // may have died with half a line written.
    for _ in 0..2 {
        let before = add(path, line)?;
        if holds(path, before, line.trim_end())? {
            return Ok(());
        }
    }
    Err(io::Error::other("the file does not hold what was written to it"))
}

/// Makes sure that a line that stands in the file already is on the disk.
///
/// # Errors
/// What the system says.
pub(super) fn settle(path: &Path) -> io::Result<()> {
    patiently(|| OpenOptions::new().append(true).open(path))?.sync_data()
}

/// Writes at the end; says how long the file was before.
fn add(path: &Path, line: &str) -> io::Result<u64> {
    let mut file =
        patiently(|| OpenOptions::new().read(true).append(true).create(true).open(path))?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    let before = metadata.len();
    // Half a line that a crash left must not swallow this one.
    let start = if ends_a_line(&mut file, before)? { "" } else { "\n" };
    file.write_all([start, line].concat().as_bytes())?;
    file.sync_data()?;
    if before == 0
        && let Some(folder) = path.parent()
    {
        sync_folder(folder);
    }
    Ok(before)
}

/// Whether a new line can begin at the end of the file.
fn ends_a_line(file: &mut File, length: u64) -> io::Result<bool> {
    if length == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::Start(length - 1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// Whether the file holds the line, whole, where it was added or behind that.
fn holds(path: &Path, before: u64, line: &str) -> io::Result<bool> {
    let mut file = patiently(|| File::open(path))?;
    let mut added = Vec::new();
    file.seek(SeekFrom::Start(before.saturating_sub(1)))?;
    file.read_to_end(&mut added)?;
    // What comes before the first line break belongs to what was there.
    let old = usize::from(before > 0);
    let mut lines: Vec<&[u8]> = added.split(|byte| *byte == b'\n').collect();
    // What comes behind the last one is not whole.
    lines.pop();
    Ok(lines.iter().skip(old).any(|found| *found == line.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::TempDir;

    fn appended(there: &[u8]) -> String {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a@h.jsonl");
        fs::write(&path, there).unwrap();
        append(&path, "{new}\n").unwrap();
        String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned()
    }

    #[test]
    fn a_line_is_added_below_whatever_is_there() {
        assert_eq!(appended(b""), "{new}\n");
        assert_eq!(appended(b"{old}\n"), "{old}\n{new}\n");
        assert_eq!(appended(b"{old}\n{to"), "{old}\n{to\n{new}\n");
        assert_eq!(appended(b"\0\0"), "\0\0\n{new}\n");
    }

    #[test]
    fn a_line_that_was_glued_to_half_of_another_is_not_held() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a@h.jsonl");
        for (there, before, held) in [
            ("{new}\n", 0, true),
            ("{old}\n{new}\n", 6, true),
            ("{old}\n{other}\n{new}\n{more", 6, true),
            ("{old}\n{to{new}\n", 6, false),
            ("{old}\n{new}", 6, false),
            ("{to{new}\n", 3, false),
            ("", 6, false),
        ] {
            fs::write(&path, there).unwrap();
            assert_eq!(holds(&path, before, "{new}").unwrap(), held, "{there:?}");
        }
    }

    #[test]
    fn what_is_no_file_is_refused() {
        let folder = TempDir::new().unwrap();
        assert!(append(folder.path(), "{new}\n").is_err());
        let missing = folder.path().join("gone/a@h.jsonl");
        assert_eq!(append(&missing, "{new}\n").unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
