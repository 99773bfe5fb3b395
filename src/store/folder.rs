//! Loading everything a person named: folders, files, standard input or the demonstration.

mod described;
mod early;
mod failure;
mod job;
mod named;
pub(super) mod parallel;
mod unknown;
mod walk;
pub mod watch;

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::domain::catalogue::Catalogue;
use crate::domain::complaint::Complaint;
use crate::domain::facts::{Facts, Gathering};
use crate::domain::snapshot::Snapshot;

use super::catalogue::{built_in, overlay};
use super::published::England;
use super::reread::in_order;
use super::snapshot::{Reader, Reading, read};
pub use described::catalogue;
pub use failure::UNREADABLE;
pub(super) use failure::unreadable;
use job::{Content, Job, Jobs};
use named::title;
use watch::Seen;

/// Where facts come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Folders, read to any depth, and files.
    Paths(Vec<PathBuf>),
    /// One snapshot, read from standard input.
    Stdin(Vec<u8>),
    /// The demonstration.
    Demo,
}

/// Everything a person asked to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where facts come from.
    pub source: Source,
    /// Catalogues named beside them, laid over those of the folders in this order.
    pub catalogues: Vec<PathBuf>,
}

impl Input {
    /// The demonstration, and nothing else.
    pub fn demo() -> Self {
        Self { source: Source::Demo, catalogues: Vec::new() }
    }
}

/// What was loaded.
#[derive(Debug)]
pub struct Loaded {
    /// Every authority's figures.
    pub facts: Facts,
    /// What the indicators mean; those that no catalogue knows stand under Other.
    pub catalogue: Catalogue,
    /// What is wrong, by file, line and column.
    pub complaints: Vec<Complaint>,
    /// How many snapshots were read.
    pub files: usize,
    /// How many JSON files of other formats were left alone.
    pub foreign: usize,
    /// What the screen calls it: `demonstration`, the folder's or file's name.
    pub title: String,
    /// What stood on the disk before it was read; `None` where nothing did.
    pub seen: Option<Seen>,
}

/// Nothing could be read.
#[derive(Debug)]
pub struct LoadError {
    /// What was found instead, and what was wanted.
    pub reason: String,
    /// What is wrong with each file, by file, line and column.
    pub complaints: Vec<Complaint>,
    /// How many JSON files of other formats were left alone.
    pub foreign: usize,
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for LoadError {}

/// What is told while a load is under way.
pub trait Listener: Sync {
    /// So many files of so many are read; called from several threads.
    fn progress(&self, done: usize, of: usize) {
        let _ = (done, of);
    }
    /// So many files of so many are looked through for whose figures they are; called from several
    /// threads. Of 0 while they are being found: so many so far.
    fn looking(&self, done: usize, of: usize) {
        let _ = (done, of);
    }
    /// The home authority's newest figures, before the rest is read.
    fn early(&self, loaded: Loaded) {
        drop(loaded);
    }
}

/// A listener that hears of progress alone.
struct Progress<'a>(&'a (dyn Fn(usize, usize) + Sync));

impl Listener for Progress<'_> {
    fn progress(&self, done: usize, of: usize) {
        (self.0)(done, of);
    }
}

/// Loads everything. `progress` is told how many files are read, out of how many; it is called
/// from several threads.
///
/// # Errors
/// [`LoadError`] where there is not one snapshot.
pub fn load(input: &Input, progress: &(dyn Fn(usize, usize) + Sync)) -> Result<Loaded, LoadError> {
    load_all(input, &Progress(progress), false)
}

/// Loads everything, and says what is newest before the rest is read.
///
/// # Errors
/// As [`load`].
pub fn load_early(input: &Input, listener: &dyn Listener) -> Result<Loaded, LoadError> {
    load_all(input, listener, true)
}

fn load_all(input: &Input, listener: &dyn Listener, early: bool) -> Result<Loaded, LoadError> {
    let mut complaints = Vec::new();
    let jobs = Jobs::of(input, &mut complaints, &|found| listener.looking(found, 0));
    let mut catalogue = built_in();
    let all = lay_catalogues(&jobs.all, &mut catalogue, &mut complaints);
    for path in &input.catalogues {
        complaints.extend(named_catalogue(path, &mut catalogue));
    }
    let looking = |done, of| listener.looking(done, of);
    if let Some(newest) = early.then(|| early::choose(&all, &looking)).flatten() {
        let newest: Vec<&Job> = newest.iter().filter_map(|at| all.get(*at).copied()).collect();
        tell_early(&newest, &catalogue, title(&input.source), listener);
    }
    let progress = |done, of| listener.progress(done, of);
    let mut gathering = Gathering::default();
    let mut foreign = 0;
    read_all(&all, &catalogue, &progress, |at, reading| {
        foreign += usize::from(reading.foreign);
        complaints.extend(reading.complaints);
        let Some(job) = all.get(at) else { return };
        if reading.catalogue {
            complaints.push(failure::catalogue_elsewhere(&job.shown));
        }
        if let Some(snapshot) = reading.snapshot {
            gathering.add(at, Snapshot { file: job.file.clone(), ..snapshot });
        }
    });
    in_order(&mut complaints);
    once_each(&mut complaints);
    let files = gathering.snapshots();
    if files == 0 {
        let reason = failure::nothing(&input.source, &complaints, foreign, jobs.sheets);
        return Err(LoadError { reason, complaints, foreign });
    }
    let england = England::new();
    let same_code = |a: &str, b: &str| england.same_code(a, b);
    let facts = gathering.finish(same_code, |at| again(all.get(at)?, &catalogue));
    unknown::describe(&facts, &mut catalogue);
    let (title, seen) = (title(&input.source), jobs.seen());
    Ok(Loaded { facts, catalogue, complaints, files, foreign, title, seen })
}

/// A snapshot that was read before, once more.
fn again(job: &Job, catalogue: &Catalogue) -> Option<Snapshot> {
    let reading = job.bytes_again().map(|bytes| read(&job.shown, &bytes, catalogue)).ok()?;
    Some(Snapshot { file: job.file.clone(), ..reading.snapshot? })
}

/// Reads the newest files and hands on what they hold, if they are all good snapshots.
fn tell_early(newest: &[&Job], catalogue: &Catalogue, title: String, listener: &dyn Listener) {
    let mut snapshots = Vec::with_capacity(newest.len());
    read_all(newest, catalogue, &|_, _| {}, |at, reading| {
        let job = newest.get(at).zip(reading.snapshot);
        snapshots.extend(job.map(|(job, s)| Snapshot { file: job.file.clone(), ..s }));
    });
    let files = snapshots.len();
    if files < newest.len() {
        return;
    }
    let england = England::new();
    let facts = Facts::gather(snapshots, |a, b| england.same_code(a, b));
    let mut catalogue = catalogue.clone();
    unknown::describe(&facts, &mut catalogue);
    let complaints = Vec::new();
    listener.early(Loaded { facts, catalogue, complaints, files, foreign: 0, title, seen: None });
}

/// A file that can be read again.
pub(super) struct Text {
    job: Job,
    /// Whether it is a catalogue.
    pub catalogue: bool,
}

impl Text {
    /// As the person named it.
    pub(super) fn shown(&self) -> &str {
        &self.job.shown
    }

    /// Below its folder, as facts name it.
    pub(super) fn file(&self) -> &str {
        &self.job.file
    }

    /// Its bytes, where it can still be read.
    pub(super) fn bytes(&self) -> Option<Cow<'_, [u8]>> {
        self.job.bytes_again().ok()
    }
}

/// Every file of an input, the catalogues named on the command line last.
pub(super) fn texts(input: &Input) -> Vec<Text> {
    let named = input.catalogues.iter().map(|path| {
        let shown = path.display().to_string();
        let job = Job::new(shown.clone(), shown, Content::Disk(path.clone()));
        Text { job, catalogue: true }
    });
    let found = Jobs::of(input, &mut Vec::new(), &|_| {}).all.into_iter();
    found.map(|job| Text { catalogue: job.is_catalogue(), job }).chain(named).collect()
}

/// Lays every `catalogue.json` over the catalogue; the other files are left to be read.
fn lay_catalogues<'j>(
    jobs: &'j [Job],
    catalogue: &mut Catalogue,
    complaints: &mut Vec<Complaint>,
) -> Vec<&'j Job> {
    let mut rest = Vec::with_capacity(jobs.len());
    for job in jobs {
        if !job.is_catalogue() {
            rest.push(job);
            continue;
        }
        match job.bytes().map(|bytes| overlay(catalogue, &job.shown, &bytes)) {
            Ok(Some(found)) => complaints.extend(found),
            Ok(None) => rest.push(job),
            Err(error) => complaints.push(failure::unreadable(&job.shown, &error)),
        }
    }
    rest
}

/// Lays a catalogue over that was named on the command line.
fn named_catalogue(path: &std::path::Path, catalogue: &mut Catalogue) -> Vec<Complaint> {
    let shown = path.display().to_string();
    match walk::read(path) {
        Err(error) => vec![failure::unreadable(&shown, &error)],
        Ok(bytes) => overlay(catalogue, &shown, &bytes)
            .unwrap_or_else(|| vec![failure::not_a_catalogue(&shown)]),
    }
}

/// Reads every file, several at once, and hands each on in the order of the files.
fn read_all(
    jobs: &[&Job],
    catalogue: &Catalogue,
    progress: &(dyn Fn(usize, usize) + Sync),
    hand_on: impl FnMut(usize, Reading),
) {
    let done = AtomicUsize::new(0);
    let reading = |reader: &mut Reader<'_>, job: &Job| {
        let reading = job.bytes().map(|bytes| reader.read(&job.shown, &bytes));
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, jobs.len());
        reading.unwrap_or_else(|error| Reading {
            complaints: vec![failure::unreadable(&job.shown, &error)],
            ..Reading::default()
        })
    };
    let work = |reader: &mut Reader<'_>, at: usize| {
        jobs.get(at).map_or_else(Reading::default, |job| reading(reader, job))
    };
    parallel::in_order(jobs.len(), || Reader::new(catalogue), work, hand_on);
}

/// Keeps the first warning of each indicator that no catalogue knows.
fn once_each(complaints: &mut Vec<Complaint>) {
    let mut warned: HashSet<String> = HashSet::new();
    complaints.retain(|c| c.code != "unknown-indicator" || warned.insert(c.message.clone()));
}

#[cfg(test)]
mod tests {
    //! Folders as they are found: nested, linked in circles, half broken.

    use super::*;
    use std::fs;
    use std::path::Path;

    fn snapshot(period: &str, indicator: &str) -> String {
        format!(
            r#"{{ "format": "callover.snapshot/1", "authority": {{ "name": "Haringey" }},
      "period": "{period}", "extracted": "{period}-28", "observations": [
      {{ "indicator": "{indicator}", "value": 4 }} ] }}"#
        )
    }

    fn put(folder: &Path, name: &str, text: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn load_paths(paths: &[&Path]) -> Result<Loaded, LoadError> {
        let paths = paths.iter().map(|p| (*p).to_owned()).collect();
        load(&Input { source: Source::Paths(paths), catalogues: Vec::new() }, &|_, _| {})
    }

    fn said(complaints: &[Complaint], folder: &Path) -> Vec<String> {
        let line = |c: &Complaint| format!("{} {}", c.place, c.code);
        let root = format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR);
        complaints.iter().map(|c| line(c).replace(&root, "").replace('\\', "/")).collect()
    }

    #[test]
    fn a_folder_is_read_at_any_depth_and_one_bad_file_hides_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        put(root, "b/deep/er/2026-02.json", &snapshot("2026-02", "contacts"));
        put(root, "a.json", &snapshot("2026-01", "contacts"));
        put(root, "bad.json", "{ \"format\":");
        put(root, "map.geojson", "{");
        put(root, "journal/a@b.jsonl", "{");
        put(root, "other.JSON", "{ \"type\": 1 }");
        put(root, "._a.json", "\0\0");
        put(root, ".git/config.json", "{");
        put(root, "x/list.json", &format!("[{}]", snapshot("2026-03", "contacts")));
        fs::create_dir(root.join("folder.json")).unwrap();
        let loaded = load_paths(&[root]).unwrap();
        assert_eq!((loaded.files, loaded.foreign), (2, 2));
        assert_eq!(said(&loaded.complaints, root), ["bad.json:1:12 not-json"]);
        let facts = &loaded.facts.authorities()[0];
        let files: Vec<&str> = facts.extracts.iter().map(|e| e.file.as_str()).collect();
        assert_eq!(files, ["a.json", "b/deep/er/2026-02.json"]);
        assert_eq!(
            loaded.title,
            root.canonicalize().unwrap().file_name().unwrap().to_string_lossy()
        );
    }

    #[test]
    fn loading_is_the_same_every_time_and_tells_its_progress() {
        let folder = tempfile::tempdir().unwrap();
        for year in 2000..2060 {
            put(
                folder.path(),
                &format!("{year}.json"),
                &snapshot(&format!("{year}-01"), "mystery"),
            );
        }
        let last = AtomicUsize::new(0);
        let input =
            Input { source: Source::Paths(vec![folder.path().to_owned()]), catalogues: Vec::new() };
        let once = load(&input, &|done, of| {
            assert_eq!(of, 60);
            last.fetch_max(done, Ordering::Relaxed);
        })
        .unwrap();
        assert_eq!(last.into_inner(), 60);
        let again = load(&input, &|_, _| {}).unwrap();
        assert_eq!((&once.facts, &once.complaints), (&again.facts, &again.complaints));
        // Sixty files know an indicator that the catalogue does not: it is said once.
        assert_eq!(said(&once.complaints, folder.path()), ["2000.json:3:22 unknown-indicator"]);
        let mystery = once.catalogue.indicator("mystery").unwrap();
        assert_eq!(
            (mystery.section.as_str(), mystery.unit),
            ("other", crate::domain::value::Unit::Count)
        );
    }

    #[test]
    fn a_catalogue_is_laid_over_before_the_snapshots_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let catalogue = |id: &str| {
            format!(
                r#"{{ "format": "callover.catalogue/1", "indicators": [ {{ "id": "{id}", "section": "missing", "name": "N", "unit": "days" }} ] }}"#
            )
        };
        put(folder.path(), "a.json", &snapshot("2026-01", "mystery"));
        put(folder.path(), "z/catalogue.json", &catalogue("mystery"));
        put(folder.path(), "mine.json", &catalogue("other-name"));
        let loaded = load_paths(&[folder.path()]).unwrap();
        assert_eq!(said(&loaded.complaints, folder.path()), ["mine.json catalogue-name"]);
        assert!(loaded.catalogue.indicator("other-name").is_none());
        let named = Input {
            source: Source::Paths(vec![folder.path().join("a.json")]),
            catalogues: vec![folder.path().join("mine.json"), folder.path().join("a.json")],
        };
        let loaded = load(&named, &|_, _| {}).unwrap();
        assert!(loaded.catalogue.indicator("other-name").is_some());
        assert_eq!(
            said(&loaded.complaints, folder.path()),
            ["a.json not-a-catalogue", "a.json:3:22 unknown-indicator"]
        );
        assert_eq!(loaded.title, "a.json");
    }

    #[test]
    fn nothing_to_read_is_an_error_that_says_what_there_was() {
        let folder = tempfile::tempdir().unwrap();
        let error = load_paths(&[folder.path()]).unwrap_err();
        assert!(error.to_string().contains("no JSON file"), "{error}");
        put(folder.path(), "a.json", "{}");
        let error = load_paths(&[folder.path()]).unwrap_err();
        assert!(error.to_string().contains("one JSON file of another format"), "{error}");
        let error = load_paths(&[&folder.path().join("absent")]).unwrap_err();
        assert_eq!(said(&error.complaints, folder.path()), ["absent unreadable"]);
        assert!(error.complaints[0].message.contains("no such file or folder"));
    }

    #[test]
    fn standard_input_is_one_snapshot() {
        let input = Input {
            source: Source::Stdin(snapshot("2026-01", "contacts").into_bytes()),
            catalogues: Vec::new(),
        };
        let loaded = load(&input, &|_, _| {}).unwrap();
        assert_eq!((loaded.files, loaded.title.as_str()), (1, "standard input"));
    }

    #[test]
    fn a_file_named_twice_is_read_once() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "a.json", &snapshot("2026-01", "contacts"));
        let loaded = load_paths(&[folder.path(), &folder.path().join("a.json")]).unwrap();
        assert_eq!(loaded.files, 1);
        assert!(loaded.title.ends_with("and 1 more"));
    }

    #[cfg(unix)]
    #[test]
    fn circles_pipes_and_dead_links_stop_nothing() {
        use std::os::unix::fs::symlink;

        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        put(root, "in/a.json", &snapshot("2026-01", "contacts"));
        symlink(root, root.join("in/circle")).unwrap();
        symlink(root.join("in"), root.join("again")).unwrap();
        symlink(root.join("nowhere"), root.join("dead.json")).unwrap();
        symlink("/dev/zero", root.join("zero.json")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(root.join("pipe.json")).status();
        assert!(made.is_ok_and(|status| status.success()));
        let loaded = load_paths(&[root]).unwrap();
        assert_eq!(loaded.files, 1);
        assert_eq!(said(&loaded.complaints, root), ["dead.json unreadable"]);
        let error = load_paths(&[&root.join("pipe.json")]).unwrap_err();
        assert_eq!(error.complaints[0].code, "unreadable");
    }

    #[test]
    fn an_unknown_indicator_takes_the_unit_of_its_figures() {
        let folder = tempfile::tempdir().unwrap();
        let text = r#"{ "format": "callover.snapshot/1", "authority": { "name": "H" }, "period": "2026-01",
          "extracted": "2026-02-01", "observations": [
          { "indicator": "share", "numerator": 1, "denominator": 3 },
          { "indicator": "wait", "value": 3.25, "history": [ { "period": "2025-12", "value": 3 } ] },
          { "indicator": "heads", "period": "2025/26-Q1", "value": 12 } ] }"#;
        put(folder.path(), "a.json", text);
        let catalogue = load_paths(&[folder.path()]).unwrap().catalogue;
        let known = |id: &str| {
            catalogue.indicator(id).map(|i| (i.unit.words(), i.decimals, i.frequency.words()))
        };
        assert_eq!(known("share"), Some(("per cent", 1, "monthly")));
        assert_eq!(known("wait"), Some(("score", 2, "monthly")));
        assert_eq!(known("heads"), Some(("number", 0, "quarterly")));
    }
}
