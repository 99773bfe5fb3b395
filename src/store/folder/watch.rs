//! Whether the files are still those that were read: told by their names, sizes and times of
//! change, never by what is in them.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use super::walk::{Asked, Found, Mark, walk};
use super::{Input, Source};

/// What stood on the disk at one look, in a few bytes however many files there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    files: usize,
    /// Of every file's name, size and time of change, in order of path.
    mark: u64,
}

impl Seen {
    /// Of files by name and mark, of what could not be looked at, and of the catalogues named beside.
    pub(super) fn of<'f>(
        files: impl ExactSizeIterator<Item = (&'f str, Option<Mark>)>,
        failures: impl Iterator<Item = &'f str>,
        catalogues: impl Iterator<Item = (&'f Path, Option<Mark>)>,
    ) -> Self {
        let mut hasher = DefaultHasher::new();
        let count = files.len();
        files.for_each(|file| file.hash(&mut hasher));
        failures.for_each(|failure| failure.hash(&mut hasher));
        catalogues.for_each(|catalogue| catalogue.hash(&mut hasher));
        Self { files: count, mark: hasher.finish() }
    }
}

/// Why there is nothing to be seen: what is said of it, without what is shown instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Away {
    /// A folder that was named does not answer.
    Folder,
    /// A file that was named does not answer.
    File,
    /// The folder answers, and there is no file in it: a share that is not connected can look so.
    Empty,
}

impl Away {
    /// `the folder cannot be reached`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Folder => "the folder cannot be reached",
            Self::File => "the file cannot be reached",
            Self::Empty => "there is no file in the folder now",
        }
    }
}

/// What is looked at again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    paths: Vec<PathBuf>,
    catalogues: Vec<PathBuf>,
}

impl Watch {
    /// Files and folders are watched; standard input and what is built in do not change.
    pub fn of(input: &Input) -> Option<Self> {
        match &input.source {
            Source::Paths(paths) => {
                Some(Self { paths: paths.clone(), catalogues: input.catalogues.clone() })
            }
            Source::Stdin(_) | Source::Demo => None,
        }
    }

    /// Looks once. On a slow share this takes its time.
    ///
    /// # Errors
    /// [`Away`] where what was named is not to be seen.
    pub fn look(&self) -> Result<Seen, Away> {
        self.reachable()?;
        let Found { files, failures, .. } = walk(&self.paths, Asked::Mark, &|_| {});
        if files.is_empty() {
            // It may have gone since it was asked.
            self.reachable()?;
            return Err(Away::Empty);
        }
        let files = files.iter().map(|file| (&*file.shown, file.mark));
        let failures = failures.iter().map(|failure| &*failure.place.file);
        let catalogues = self.catalogues.iter().map(|path| (&**path, Mark::of(path)));
        Ok(Seen::of(files, failures, catalogues))
    }

    /// Whether everything that was named answers.
    ///
    /// # Errors
    /// [`Away`] where something does not.
    pub fn reachable(&self) -> Result<(), Away> {
        self.paths.iter().chain(&self.catalogues).try_for_each(|path| answers(path))
    }
}

fn answers(path: &Path) -> Result<(), Away> {
    // What has gone cannot be asked whether it was a folder.
    let is_file = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let away = if is_file { Away::File } else { Away::Folder };
    let Ok(about) = fs::metadata(path) else { return Err(away) };
    if about.is_dir() && fs::read_dir(path).is_err() {
        return Err(away);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    fn watch(paths: &[&Path]) -> Watch {
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        let input = Input { source: Source::Paths(paths), catalogues: Vec::new() };
        Watch::of(&input).unwrap()
    }

    #[test]
    fn a_file_that_comes_goes_grows_or_is_written_again_is_seen_and_nothing_else_is() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("a.json"), "1").unwrap();
        let watch = watch(&[root]);
        let mut before = watch.look().unwrap();
        assert_eq!(watch.look().unwrap(), before);
        let mut differs = |what: &str| {
            let now = watch.look().unwrap();
            assert_ne!(now, before, "{what}");
            before = now;
        };
        fs::create_dir(root.join("deep")).unwrap();
        fs::write(root.join("deep/b.json"), "2").unwrap();
        differs("a new file");
        fs::write(root.join("a.json"), "12").unwrap();
        differs("a longer file");
        let file = fs::File::options().write(true).open(root.join("a.json")).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        differs("another time");
        fs::rename(root.join("a.json"), root.join("c.json")).unwrap();
        differs("another name");
        fs::remove_file(root.join("c.json")).unwrap();
        differs("a file gone");
        fs::write(root.join("notes.txt"), "not ours").unwrap();
        assert_eq!(watch.look().unwrap(), before);
    }

    #[test]
    fn the_look_is_the_one_that_a_load_has() {
        let folder = tempfile::tempdir().unwrap();
        let text = r#"{ "format": "callover.snapshot/1", "authority": { "name": "Haringey" },
            "period": "2026-01", "extracted": "2026-02-01", "observations": [] }"#;
        fs::write(folder.path().join("a.json"), text).unwrap();
        let catalogue = folder.path().join("catalogue.json");
        fs::write(&catalogue, r#"{ "format": "callover.catalogue/1" }"#).unwrap();
        let paths = vec![folder.path().to_owned()];
        let input = Input { source: Source::Paths(paths), catalogues: vec![catalogue.clone()] };
        let loaded = super::super::load(&input, &|_, _| {}).unwrap();
        let watch = Watch::of(&input).unwrap();
        assert_eq!(loaded.seen, Some(watch.look().unwrap()));
        fs::remove_file(catalogue).unwrap();
        assert_eq!(watch.look(), Err(Away::File));
    }

    #[test]
    fn what_cannot_be_reached_or_is_empty_is_away() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        assert_eq!(watch(&[root]).look(), Err(Away::Empty));
        fs::write(root.join("a.json"), "1").unwrap();
        assert_eq!(watch(&[root, &root.join("share")]).look(), Err(Away::Folder));
        assert_eq!(watch(&[&root.join("b.json")]).look(), Err(Away::File));
    }

    #[test]
    fn what_cannot_change_is_not_watched() {
        assert_eq!(Watch::of(&Input::demo()), None);
        let piped = Input { source: Source::Stdin(Vec::new()), catalogues: Vec::new() };
        assert_eq!(Watch::of(&piped), None);
    }
}
