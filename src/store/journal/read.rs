//! Reading journals again and again, at the cost of what was added since.
//!
//! Entries are only ever added, so of each file its length is remembered, and its last bytes. A file
//! that grew and still has those bytes there is read on from there; any other that changed is read
//! whole. What was read once stays known although its file should vanish: a share that goes away in
//! the middle of a meeting takes nothing from the screen.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use super::name::ENDING;
use super::stretch::{Taken, complaint, stretches};
use crate::domain::complaint::Complaint;
use crate::domain::meeting::{Event, EventId, Ids};
use crate::store::atomic::patiently;
use crate::store::bounded;
use crate::store::folder::{parallel, unreadable};
use crate::store::refusal::plain;

/// How many bytes at its end a file is known again by.
const TAIL: usize = 256;
/// Larger than this is no journal.
const LARGEST: u64 = 1 << 30;

/// What reading found.
#[derive(Debug, Default)]
pub struct Reading {
    /// Entries that were added, in no order that means anything; some may have come before.
    pub events: Vec<Arc<Event>>,
    /// Everything that is set aside at present, by file and line; not only what is new.
    pub complaints: Vec<Complaint>,
    /// Why the folder could not be looked into, in plain words; what was read before still stands.
    pub away: Option<String>,
}

/// Reads the journals of one folder.
#[derive(Debug)]
pub struct Reader {
    folder: PathBuf,
    files: BTreeMap<PathBuf, Seen>,
    known: Ids,
    /// The folder was there once.
    found: bool,
}

/// What is remembered of a file.
#[derive(Debug, Default)]
struct Seen {
    /// How many bytes are read for good: up to the last line break.
    read: u64,
    /// The last of those bytes.
    tail: Vec<u8>,
    /// How many lines they are.
    lines: usize,
    /// The file's length and time of change when it was read.
    state: Option<(u64, SystemTime)>,
    /// What was set aside in them.
    complaints: Vec<Complaint>,
    /// What stands behind them and is no whole entry.
    torn: Option<Complaint>,
    /// The file is gone, or cannot be opened.
    missing: Option<Complaint>,
    /// Somebody has been told of control characters.
    controls: bool,
}

impl Reader {
    /// For a folder of journals, which need not be there yet. Reads nothing.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, files: BTreeMap::new(), known: Ids::default(), found: false }
    }

    /// Whether an entry stands in a file.
    pub fn knows(&self, id: EventId) -> bool {
        self.known.contains(&id)
    }

    /// Whether the folder was ever there.
    pub(super) fn has_found(&self) -> bool {
        self.found
    }

    /// The folder is there: something was written to it.
    pub(super) fn has_been_there(&mut self) {
        self.found = true;
    }

    /// Reads what is new.
    pub fn read(&mut self) -> Reading {
        let mut reading = Reading::default();
        match self.paths() {
            Ok(paths) => reading.events = self.read_files(paths),
            Err(error) => reading.away = Some(plain(&error)),
        }
        for seen in self.files.values() {
            let rest = [&seen.torn, &seen.missing].into_iter().flatten();
            reading.complaints.extend(seen.complaints.iter().chain(rest).cloned());
        }
        reading
    }

    /// The files of the folder, in order of name; none where it was never there.
    fn paths(&mut self) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            // Nobody has written yet; but below data that cannot be reached nobody could say so.
            Err(error) if error.kind() == ErrorKind::NotFound && !self.found => {
                let above = self.folder.parent().filter(|above| !above.as_os_str().is_empty());
                return match above.map(fs::metadata) {
                    None | Some(Ok(_)) => Ok(Vec::new()),
                    Some(Err(error)) => Err(error),
                };
            }
            Err(error) => return Err(error),
        };
        self.found = true;
        let mut paths = Vec::new();
        for entry in entries {
            let path = entry?.path();
            let ours = path.extension().is_some_and(|end| end.eq_ignore_ascii_case(ENDING));
            let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
            if ours && !hidden {
                paths.push(path);
            }
        }
        paths.sort_unstable();
        Ok(paths)
    }

    /// Reads these files, several at once, and the lines of all of them likewise; those that were
    /// there before are gone.
    fn read_files(&mut self, paths: Vec<PathBuf>) -> Vec<Arc<Event>> {
        let before = &mut self.files;
        let files: Vec<(PathBuf, Mutex<Seen>)> = paths
            .into_iter()
            .map(|path| {
                let seen = before.remove(&path).unwrap_or_default();
                (path, Mutex::new(seen))
            })
            .collect();
        for (path, seen) in &mut self.files {
            seen.missing.get_or_insert_with(|| gone(path, seen.lines));
        }
        let fresh = parallel::each(files.len(), |at| {
            let (path, seen) = files.get(at)?;
            seen.lock().unwrap_or_else(PoisonError::into_inner).look(path)
        });
        let mut files: Vec<(PathBuf, Seen)> = files
            .into_iter()
            .map(|(path, seen)| (path, seen.into_inner().unwrap_or_else(PoisonError::into_inner)))
            .collect();
        let events = take(&mut files, &fresh);
        self.files.extend(files);
        self.known.extend(events.iter().map(|event| event.id));
        events
    }
}

/// Reads what is new in each file; its entries, file by file.
fn take(files: &mut [(PathBuf, Seen)], fresh: &[Option<Vec<u8>>]) -> Vec<Arc<Event>> {
    let mut work: Vec<(usize, String, &[u8])> = Vec::new();
    for (at, ((path, seen), bytes)) in files.iter().zip(fresh).enumerate() {
        let (lines, _) = whole(bytes.as_deref().unwrap_or_default());
        let start = if seen.lines == 0 { BYTE_ORDER_MARK } else { b"" };
        let lines = lines.strip_prefix(start).unwrap_or(lines);
        let shown = path.display().to_string();
        work.extend(stretches(lines).into_iter().map(|lines| (at, shown.clone(), lines)));
    }
    let taken = parallel::each(work.len(), |at| {
        work.get(at).map(|(file, shown, lines)| (*file, Taken::of(shown, lines)))
    });
    let mut taken = taken.into_iter().flatten().peekable();
    let mut events = Vec::new();
    for (at, ((path, seen), bytes)) in files.iter_mut().zip(fresh).enumerate() {
        while let Some((_, taken)) = taken.next_if(|(file, _)| *file == at) {
            events.extend(seen.take(taken));
        }
        if let Some(bytes) = bytes {
            events.extend(seen.end(path, bytes));
        }
    }
    events
}

/// Whole lines, and what stands behind the last of them.
fn whole(bytes: &[u8]) -> (&[u8], &[u8]) {
    bytes.split_at(bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1))
}

impl Seen {
    /// What stands in the file and was not there the last time.
    fn look(&mut self, path: &Path) -> Option<Vec<u8>> {
        self.fresh(path).unwrap_or_else(|error| {
            self.missing = Some(unreadable(&path.display().to_string(), &error));
            None
        })
    }

    /// What stands in the file behind what is read for good; `None` where nothing changed.
    fn fresh(&mut self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        bounded::must_be_a_file(path)?;
        let mut file = patiently(|| File::open(path))?;
        // Asked of the open file: what a share says of a closed one may be old.
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(bounded::not_a_file());
        }
        if metadata.len() > LARGEST {
            return Err(io::Error::other("it is larger than a gigabyte, which no journal is"));
        }
        self.missing = None;
        let state = Some((metadata.len(), metadata.modified()?));
        if self.state == state {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(self.read - self.tail.len() as u64))?;
        file.read_to_end(&mut bytes)?;
        if !bytes.starts_with(&self.tail) {
            // It shrank, or something else stands there now.
            *self = Self::default();
            bytes.clear();
            file.rewind()?;
            file.read_to_end(&mut bytes)?;
        }
        self.state = state;
        Ok(Some(bytes.split_off(self.tail.len())))
    }

    /// The next lines, for good.
    fn take(&mut self, taken: Taken) -> Vec<Arc<Event>> {
        let Taken { events, complaints, controls, lines } = taken.behind(self.lines);
        let first = controls.filter(|_| !std::mem::replace(&mut self.controls, true));
        self.lines += lines;
        self.complaints.extend(complaints.into_iter().chain(first));
        events
    }

    /// Remembers how far the file is read. What stands behind the last line break may still be under
    /// way: it is looked at again the next time.
    fn end(&mut self, path: &Path, bytes: &[u8]) -> Vec<Arc<Event>> {
        let (lines, rest) = whole(bytes);
        let last = Taken::of_the_last(&path.display().to_string(), rest).behind(self.lines);
        let controls = last.controls.filter(|_| !self.controls);
        self.torn = last.complaints.into_iter().next().or(controls);
        self.read += lines.len() as u64;
        let newest = lines.get(lines.len().saturating_sub(TAIL)..).unwrap_or_default();
        let known = [self.tail.as_slice(), newest].concat();
        self.tail = known.get(known.len().saturating_sub(TAIL)..).unwrap_or_default().to_vec();
        last.events
    }
}

/// How some programs begin a file of UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

fn gone(path: &Path, lines: usize) -> Complaint {
    let shown = path.display().to_string();
    let message = format!("the journal is gone; its {lines} lines are still shown here");
    let help = "put the file back, or start again to go on without it";
    complaint("journal-gone", message, help, crate::store::place::whole(&shown))
}

#[cfg(test)]
mod tests {
    //! Files as shares, crashes and other programs leave them.

    use super::*;
    use crate::domain::complaint::Place;
    use crate::domain::meeting::Journal;
    use crate::domain::meeting::fixture::one_of_each;
    use crate::store::journal::line;
    use std::io::Write;
    use tempfile::TempDir;

    /// Two people's files with one entry of each kind between them.
    fn shared() -> (TempDir, Vec<Arc<Event>>) {
        let folder = TempDir::new().unwrap();
        let events = one_of_each();
        for (at, event) in events.iter().enumerate() {
            add(&folder, ["ada@a.jsonl", "ben@b.jsonl"][at % 2], &line::write(event).unwrap());
        }
        (folder, events)
    }

    fn add(folder: &TempDir, file: &str, text: &str) {
        let path = folder.path().join(file);
        let mut file = File::options().append(true).create(true).open(path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    fn reader(folder: &TempDir) -> Reader {
        Reader::new(folder.path().to_owned())
    }

    fn codes(reading: &Reading) -> Vec<(&'static str, String, usize)> {
        let name = |place: &Place| place.file.rsplit(['/', '\\']).next().unwrap().to_owned();
        reading.complaints.iter().map(|c| (c.code, name(&c.place), c.place.line)).collect()
    }

    #[test]
    fn everything_is_read_once_and_then_only_what_was_added() {
        let (folder, events) = shared();
        let mut reader = reader(&folder);
        let first = reader.read();
        assert_eq!(first.events.len(), events.len());
        assert_eq!((codes(&first).len(), &first.away), (0, &None));
        assert_eq!(Journal::of(first.events), Journal::of(events.clone()));
        assert!(reader.read().events.is_empty());
        let mut more = events[3].clone();
        Arc::make_mut(&mut more).id = "0190d1f2-0000-7000-8000-000000000001".parse().unwrap();
        add(&folder, "ada@a.jsonl", &line::write(&more).unwrap());
        add(&folder, "cy@c.jsonl", &line::write(&events[0]).unwrap());
        assert_eq!(reader.read().events, [more.clone(), events[0].clone()]);
        assert!(reader.knows(more.id));
    }

    #[test]
    fn a_file_that_shrank_or_was_changed_is_read_whole() {
        let (folder, events) = shared();
        let mut reader = reader(&folder);
        reader.read();
        let path = folder.path().join("ada@a.jsonl");
        let text = fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap();
        fs::write(&path, format!("{first}\n")).unwrap();
        assert_eq!(reader.read().events, [events[0].clone()]);
        let long = format!("{}{text}", line::write(&events[1]).unwrap());
        fs::write(&path, long).unwrap();
        assert_eq!(reader.read().events.len(), text.lines().count() + 1);
    }

    #[test]
    fn a_torn_last_line_is_set_aside_at_every_byte_and_nothing_else_is() {
        let (_, events) = shared();
        let whole = line::write(&events[0]).unwrap();
        let last = line::write(&events[1]).unwrap();
        for cut in 0..=last.len() {
            let folder = TempDir::new().unwrap();
            let mut bytes = whole.clone().into_bytes();
            bytes.extend(&last.as_bytes()[..cut]);
            fs::write(folder.path().join("a@h.jsonl"), &bytes).unwrap();
            let mut reader = reader(&folder);
            let reading = reader.read();
            let complete = cut >= last.len() - 1;
            assert_eq!(reading.events.len(), 1 + usize::from(complete), "{cut}");
            let torn = ("torn-line", "a@h.jsonl".to_owned(), 2);
            let wanted = if complete || cut == 0 { Vec::new() } else { vec![torn] };
            assert_eq!(codes(&reading), wanted, "{cut}");
            // The rest of it arrives, or another entry below it.
            let mut file =
                File::options().append(true).open(folder.path().join("a@h.jsonl")).unwrap();
            file.write_all(&last.as_bytes()[cut..]).unwrap();
            let after = reader.read();
            assert_eq!(codes(&after), [], "{cut}");
            assert!(cut == last.len() || after.events == [events[1].clone()], "{cut}");
        }
    }

    #[test]
    fn lines_that_are_not_ours_are_set_aside_with_their_place_and_hide_nothing() {
        let (folder, events) = shared();
        add(&folder, "ada@a.jsonl", "{\"id\": \n\n<<<<<<< HEAD\n");
        add(&folder, "ada@a.jsonl", &line::write(&events[1]).unwrap());
        add(&folder, "notes.txt", "not looked at");
        add(&folder, ".ada@a.jsonl", "nor this");
        fs::create_dir(folder.path().join("x.jsonl")).unwrap();
        let lines = events.len().div_ceil(2);
        let mut reader = reader(&folder);
        let reading = reader.read();
        assert_eq!(reading.events.len(), events.len() + 1);
        let ada = || "ada@a.jsonl".to_owned();
        assert_eq!(
            codes(&reading),
            [
                ("torn-line", ada(), lines + 1),
                ("foreign-line", ada(), lines + 3),
                ("unreadable", "x.jsonl".to_owned(), 0)
            ]
        );
        assert_eq!(reading.complaints[1].place.text, "<<<<<<< HEAD");
        assert_eq!(codes(&reader.read()), codes(&reading), "it stays set aside");
    }

    #[test]
    fn a_share_that_goes_away_is_said_and_takes_nothing_with_it() {
        let data = TempDir::new().unwrap();
        let folder = data.path().join("journal");
        let mut reader = Reader::new(folder.clone());
        assert_eq!(reader.read().away, None, "nobody has written yet");
        fs::create_dir(&folder).unwrap();
        let event = &one_of_each()[0];
        fs::write(folder.join("a@h.jsonl"), line::write(event).unwrap()).unwrap();
        assert_eq!(reader.read().events.len(), 1);
        fs::rename(&folder, data.path().join("elsewhere")).unwrap();
        let away = reader.read();
        assert!(away.away.is_some() && away.events.is_empty());
        assert!(reader.knows(event.id));
        fs::rename(data.path().join("elsewhere"), &folder).unwrap();
        assert_eq!(reader.read().away, None);
        fs::remove_file(folder.join("a@h.jsonl")).unwrap();
        assert_eq!(codes(&reader.read()), [("journal-gone", "a@h.jsonl".to_owned(), 0)]);
        let nowhere = data.path().join("no/such/journal");
        assert!(Reader::new(nowhere).read().away.is_some());
    }

    #[test]
    fn control_characters_are_warned_of_once_a_file() {
        let folder = TempDir::new().unwrap();
        let evil = line::write(&one_of_each()[1]).unwrap().replace("quoted", "\\u001b[31m");
        add(&folder, "a@h.jsonl", &format!("\u{feff}{evil}{evil}"));
        let reading = reader(&folder).read();
        assert_eq!(codes(&reading), [("control-characters", "a@h.jsonl".to_owned(), 1)]);
    }
}
