//! Where journals stand and what their files are called.

use std::path::{Path, PathBuf};

use crate::store::folder::Source;
use crate::store::text::is_device;

/// The folder of journals beside the data.
const FOLDER: &str = "journal";
/// The ending of a journal's file.
pub(super) const ENDING: &str = "jsonl";
/// A name keeps this many characters in a file's name.
const LONGEST: usize = 40;

/// The folders of the journals that belong to what is read, each once: below a data folder, beside a
/// file. The first is the one to write to; none for the demonstration and standard input.
pub fn folders(source: &Source) -> Vec<PathBuf> {
    let Source::Paths(paths) = source else { return Vec::new() };
    let mut found: Vec<PathBuf> = Vec::new();
    for path in paths {
        let beside = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
        let here = |folder: &Path| folder.as_os_str().is_empty();
        let folder = match beside {
            Some(folder) if !here(folder) => folder.join(FOLDER),
            _ => Path::new(".").join(FOLDER),
        };
        if !found.contains(&folder) {
            found.push(folder);
        }
    }
    found
}

/// The file that an author writes on a host: `ada-lovell@lap123.jsonl`, of the characters that every
/// system takes. A name that loses something by it carries a mark of its own, so that no two people
/// write one file.
pub fn file_name(author: &str, host: &str) -> String {
    let name = format!("{}@{}.{ENDING}", safe_name(author), safe_name(host));
    let device = name.split('.').next().unwrap_or_default();
    if is_device(device) { format!("_{name}") } else { name }
}

/// A name in `[a-z0-9-_.]`: small letters, spaces as `-`.
fn safe_name(name: &str) -> String {
    let folded = name.trim().to_lowercase();
    let mut lost = folded.is_empty();
    let mut safe: String = folded
        .chars()
        .map(|c| match c {
            'a'..='z' | '0'..='9' | '-' | '_' | '.' => c,
            ' ' => '-',
            _ => {
                lost = true;
                '-'
            }
        })
        .collect();
    lost |= safe.len() > LONGEST || safe.starts_with('.');
    safe.truncate(LONGEST);
    if safe.starts_with('.') {
        safe.replace_range(..1, "-");
    }
    if lost { format!("{safe}-{:08x}", mark(&folded) >> 32) } else { safe }
}

/// A number that a text has for ever: FNV-1a of 64 bits, which every release computes alike.
pub(super) fn mark(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_file_that_every_system_takes() {
        assert_eq!(file_name("Ada Lovell", "LAP123"), "ada-lovell@lap123.jsonl");
        assert_eq!(file_name(" j.smith_2 ", "pc.local"), "j.smith_2@pc.local.jsonl");
        for (author, host) in [
            ("Zoë", "lap"),
            ("../../etc/passwd", "C:\\x"),
            ("", ""),
            (".hidden", "h"),
            ("con.", "lap"),
            ("COM1.x", "lap"),
            ("a\u{0}\n\u{202e}b", "h"),
            (&"x".repeat(300), &"y".repeat(300)),
        ] {
            let name = file_name(author, host);
            let plain =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.@".contains(c);
            assert!(name.chars().all(plain), "{name}");
            assert!(name.len() < 120 && !name.starts_with('.'), "{name}");
            assert!(!is_device(name.split('.').next().unwrap()), "{name}");
        }
        assert_eq!(file_name("con.", "lap"), "_con.@lap.jsonl");
    }

    #[test]
    fn people_with_names_that_look_alike_write_files_of_their_own() {
        for (one, other) in [("Zoë", "Zoé"), ("李", "王"), ("", "?"), (".a", "-a")] {
            assert_ne!(file_name(one, "h"), file_name(other, "h"), "{one} {other}");
        }
        let long = "x".repeat(60);
        assert_ne!(file_name(&long, "h"), file_name(&format!("{long}y"), "h"));
        assert_eq!(file_name("ADA LOVELL", "h"), file_name("Ada Lovell", "H"));
    }

    #[test]
    fn a_journal_stands_below_a_folder_and_beside_a_file() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("one.json");
        std::fs::write(&file, "{}").unwrap();
        let journal = folder.path().join("journal");
        let of = |paths: Vec<PathBuf>| folders(&Source::Paths(paths));
        assert_eq!(of(vec![folder.path().to_owned(), file]), [journal]);
        assert_eq!(of(vec![PathBuf::from("one.json")]), [PathBuf::from("./journal")]);
        assert!(folders(&Source::Demo).is_empty());
    }
}
