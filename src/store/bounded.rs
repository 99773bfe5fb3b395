//! Bytes of which there may be no end: a pipe that nobody writes to, a device that never stops, a file
//! that would take all of the memory.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Whether a name stands for a file: what is opened without asking may be a pipe, and then it waits
/// for somebody to write to it.
///
/// # Errors
/// What the system says, and anything else than a file.
pub(super) fn must_be_a_file(path: &Path) -> io::Result<()> {
    if fs::metadata(path)?.is_file() { Ok(()) } else { Err(not_a_file()) }
}

/// What is said of a pipe, a device, a socket or a folder.
pub(super) fn not_a_file() -> io::Error {
    io::Error::other("it is not a file")
}

/// The bytes of a file, and no more than `longest` of them.
///
/// # Errors
/// What the system says, anything else than a file, and a longer one.
pub(super) fn file(path: &Path, longest: u64) -> io::Result<Vec<u8>> {
    must_be_a_file(path)?;
    stream(File::open(path)?, longest)
}

/// Everything that is to be read, and no more than `longest` bytes of it.
///
/// # Errors
/// What the system says, and more than that; both kinds say it without a number.
pub fn stream(from: impl Read, longest: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(longest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > longest {
        return Err(io::Error::other(format!("it is longer than {}", size(longest))));
    }
    Ok(bytes)
}

/// Bytes as text.
///
/// # Errors
/// Bytes that are no UTF-8, with the first of them.
pub fn text(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// `1 megabyte`, `12 bytes`.
fn size(bytes: u64) -> String {
    let units = [(1 << 30, "gigabyte"), (1 << 20, "megabyte"), (1 << 10, "kilobyte"), (1, "byte")];
    let unit = units.into_iter().find(|(unit, _)| bytes >= *unit && bytes.is_multiple_of(*unit));
    let (unit, word) = unit.unwrap_or((1, "byte"));
    let count = bytes / unit;
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_end_is_refused_and_what_just_fits_is_not() {
        let read = |from: &mut dyn Read| stream(from, 4).map_err(|error| error.to_string());
        assert_eq!(read(&mut &b"four"[..]).unwrap(), b"four");
        assert_eq!(read(&mut io::repeat(b'x')).unwrap_err(), "it is longer than 4 bytes");
        assert_eq!(
            [size(1), size(1 << 20), size(3 << 30)],
            ["1 byte", "1 megabyte", "3 gigabytes"]
        );
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let told = |path: &Path| file(path, 9).map_err(|error| error.to_string());
        assert_eq!(told(folder.path()).unwrap_err(), "it is not a file");
        fs::write(folder.path().join("a"), "abc").unwrap();
        assert_eq!(told(&folder.path().join("a")).unwrap(), b"abc");
    }
}
