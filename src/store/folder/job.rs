//! The files that an input names, each on the disk or in memory already.

use std::borrow::Cow;
use std::io;
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::domain::complaint::Complaint;
use crate::store::demo;

use super::walk::{self, Asked, Found, Mark};
use super::watch::Seen;
use super::{Input, Source};

/// What one file to be read is: on the disk, or in memory already.
pub(super) enum Content {
    Disk(PathBuf),
    Held(Vec<u8>),
    Built(&'static str),
}

/// One file to be read.
pub(super) struct Job {
    /// As the person named it, for complaints.
    pub shown: String,
    /// Below its folder, for ties.
    pub file: String,
    pub content: Content,
    /// Its mark, once it is known: at the latest when it is read.
    mark: OnceLock<Mark>,
}

impl Job {
    pub(super) fn new(shown: String, file: String, content: Content) -> Self {
        Self { shown, file, content, mark: OnceLock::new() }
    }

    fn found(file: walk::File) -> Self {
        let mark = file.mark.map_or_else(OnceLock::new, OnceLock::from);
        Self { shown: file.shown, file: file.below, content: Content::Disk(file.path), mark }
    }

    /// Its bytes; a file's belong to whoever asks, and are freed when they are read.
    ///
    /// # Errors
    /// What the system says of a file.
    pub(super) fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.content {
            Content::Held(bytes) => Ok(Cow::Borrowed(bytes)),
            Content::Built(text) => Ok(Cow::Borrowed(text.as_bytes())),
            Content::Disk(path) => {
                let (bytes, mark) = walk::read_found(path)?;
                // Where the folder told it, that stands.
                self.mark.get_or_init(|| mark);
                Ok(Cow::Owned(bytes))
            }
        }
    }

    /// As [`bytes`](Self::bytes), long after it was found: something else may stand in its place.
    pub(super) fn bytes_again(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.content {
            Content::Disk(path) => walk::read(path).map(Cow::Owned),
            Content::Held(_) | Content::Built(_) => self.bytes(),
        }
    }

    /// What it is told by from what it was before: of one that cannot be read, what it is now.
    fn mark(&self) -> Option<Mark> {
        self.mark.get().copied().or_else(|| match &self.content {
            Content::Disk(path) => Mark::of(path),
            Content::Held(_) | Content::Built(_) => None,
        })
    }

    /// Whether it is a folder's catalogue, by its name.
    pub(super) fn is_catalogue(&self) -> bool {
        let name = self.file.rsplit(['/', '\\']).next().unwrap_or("");
        name.eq_ignore_ascii_case("catalogue.json")
    }
}

/// The files to read, in order of path.
pub(super) struct Jobs {
    pub all: Vec<Job>,
    /// What is known of the disk but for the files' marks; `None` where nothing is read from it.
    disk: Option<Disk>,
    /// How many spreadsheets lie among the files.
    pub sheets: usize,
}

struct Disk {
    /// What could not be looked at.
    failed: Vec<String>,
    catalogues: Vec<(PathBuf, Option<Mark>)>,
}

impl Jobs {
    /// The files of an input; what could not be looked at is complained of. `told` hears how many are
    /// found so far.
    pub(super) fn of(input: &Input, complaints: &mut Vec<Complaint>, told: &dyn Fn(usize)) -> Self {
        match &input.source {
            Source::Demo => {
                let job = |(name, text): &(&str, &'static str)| {
                    let shown = format!("demonstration/{name}");
                    Job::new(shown, (*name).to_owned(), Content::Built(text))
                };
                Self { all: demo::FILES.iter().map(job).collect(), disk: None, sheets: 0 }
            }
            Source::Stdin(bytes) => {
                let name = || "standard input".to_owned();
                let job = Job::new(name(), name(), Content::Held(bytes.clone()));
                Self { all: vec![job], disk: None, sheets: 0 }
            }
            Source::Paths(paths) => {
                let catalogue = |path: &PathBuf| (path.clone(), Mark::of(path));
                let catalogues = input.catalogues.iter().map(catalogue).collect();
                let Found { files, failures, sheets } = walk::walk(paths, Asked::Name, told);
                let failed = failures.iter().map(|f| f.place.file.clone()).collect();
                complaints.extend(failures);
                let disk = Some(Disk { failed, catalogues });
                Self { all: files.into_iter().map(Job::found).collect(), disk, sheets }
            }
        }
    }

    /// What stood on the disk when it was read; `None` where nothing is read from it.
    pub(super) fn seen(&self) -> Option<Seen> {
        let Disk { failed, catalogues } = self.disk.as_ref()?;
        let files = self.all.iter().map(|job| (&*job.shown, job.mark()));
        let catalogues = catalogues.iter().map(|(path, mark)| (&**path, *mark));
        Some(Seen::of(files, failed.iter().map(String::as_str), catalogues))
    }
}
