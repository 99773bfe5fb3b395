//! One person's hand on the journal of one folder: what others wrote comes in, what the person
//! enters goes out, and what cannot go out waits.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::append::{append, settle};
use super::drafts::Drafts;
use super::line::{self, Line};
use super::local::Local;
use super::name::file_name;
use super::outbox::Outbox;
use super::read::{Reader, Reading};
use super::stamps::Stamps;
use crate::domain::complaint::Complaint;
use crate::domain::meeting::{Event, Stamp};
use crate::store::atomic::sync_folder;
use crate::store::refusal::refusal;

/// Which journal, and where on this machine to keep what cannot be written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The folder of journals: see [`folders`](super::folders). It is made with the first entry.
    pub folder: PathBuf,
    /// A place of the person's own on this machine, for drafts and entries that wait.
    pub local: PathBuf,
    /// Nothing is to be written to the folder.
    pub read_only: bool,
}

/// The hand. It belongs on a worker: a share may take its time.
#[derive(Debug)]
pub struct Keeper {
    place: Place,
    reader: Reader,
    outbox: Outbox,
    local: Local,
    stamps: Stamps,
    /// Read while something was delivered, and not handed on yet.
    fresh: Vec<Arc<Event>>,
    /// What waits has been handed on.
    told: bool,
}

/// What a look at the folder found and did.
#[derive(Debug, Default)]
pub struct Poll {
    /// Entries for the [`Journal`](crate::domain::meeting::Journal): everything at first, then what
    /// was added.
    pub events: Vec<Arc<Event>>,
    /// Every line that is set aside at present.
    pub complaints: Vec<Complaint>,
    /// Why the folder could not be looked into; what was read before still stands.
    pub away: Option<String>,
    /// How many of the person's entries wait on this machine.
    pub waiting: usize,
    /// How many that waited were written now.
    pub delivered: usize,
    /// Why those that wait could not be written.
    pub why: Option<String>,
}

/// An entry that is safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The entry as everybody reads it, for the [`Journal`](crate::domain::meeting::Journal).
    pub event: Arc<Event>,
    /// Why it waits on this machine instead of standing in the folder; `None` where it stands there.
    pub waits: Option<String>,
}

/// An entry that is not safe anywhere, and why: the text stays in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved(String);

impl std::fmt::Display for Unsaved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unsaved {}

impl Keeper {
    /// Touches nothing yet.
    pub fn new(place: Place) -> Self {
        let local = Local::new(&place.local, &place.folder);
        Self {
            reader: Reader::new(place.folder.clone()),
            outbox: Outbox::new(&local),
            local,
            stamps: Stamps::default(),
            fresh: Vec::new(),
            told: false,
            place,
        }
    }

    /// The id and moment of an entry that is made now. Ids of one hand are in the order in which they
    /// were given, also within a millisecond.
    pub fn stamp(&self, now: DateTime<FixedOffset>) -> Stamp {
        self.stamps.next(now)
    }

    /// The person's drafts for this folder. They are kept although nothing else may be written.
    pub fn drafts(&self) -> Drafts {
        Drafts::new(&self.local)
    }

    /// Looks at the folder: reads what was added, and delivers what waits. For the start, and then
    /// every few seconds.
    pub fn poll(&mut self) -> Poll {
        let reading = self.reader.read();
        self.fresh.extend(reading.events);
        if !std::mem::replace(&mut self.told, true) {
            self.fresh.extend(self.outbox.waiting().into_iter().map(|(event, _)| event));
        }
        let (delivered, why) = self.deliver();
        Poll {
            events: std::mem::take(&mut self.fresh),
            complaints: [reading.complaints, self.outbox.unreadable()].concat(),
            away: reading.away,
            waiting: self.outbox.waiting().len(),
            delivered,
            why,
        }
    }

    /// Saves an entry: when this comes back with [`Saved`], it is on a disk. Where the folder does not
    /// take it, or others wait already, it waits on this machine.
    ///
    /// # Errors
    /// [`Unsaved`] where neither took it, and where nothing is to be written.
    pub fn save(&mut self, event: &Event) -> Result<Saved, Unsaved> {
        let unwritable = || Unsaved("an entry of a newer version cannot be written".to_owned());
        let line = line::write(event).ok_or_else(unwritable)?;
        let event = match line::read(line.trim_end().as_bytes()) {
            Line::Entry(event, _) => event,
            Line::Fault(fault) => return Err(Unsaved(format!("not saved: {}", fault.message))),
            Line::Blank => return Err(unwritable()),
        };
        if self.place.read_only {
            let why = "not saved: the figures were opened for reading only; the text stays here";
            return Err(Unsaved(why.to_owned()));
        }
        let before = self.deliver().1;
        let refused = match before {
            Some(why) => why,
            None => match self.write(&event, &line) {
                Ok(()) => return Ok(Saved { event, waits: None }),
                Err(error) => refusal(&error),
            },
        };
        match self.outbox.put(event.id, &line) {
            Ok(()) => Ok(Saved { event, waits: Some(refused) }),
            Err(also) => Err(Unsaved(nowhere(&refused, &refusal(also.error())))),
        }
    }

    /// Why nothing can be written to the folder at present, found out by trying; `None` where it can.
    pub fn refused(&self) -> Option<String> {
        if self.place.read_only {
            return Some("opened for reading only".to_owned());
        }
        let above = || self.place.folder.parent().filter(|p| !p.as_os_str().is_empty());
        let there =
            if self.place.folder.is_dir() { Some(self.place.folder.as_path()) } else { above() };
        let probe =
            there.map(|folder| tempfile::Builder::new().prefix(".callover-").tempfile_in(folder));
        probe.and_then(Result::err).map(|error| refusal(&error))
    }

    /// Writes what waits, in order, as far as it goes. An entry that stands in the folder already,
    /// since a crash came between writing it and forgetting it, is not written again.
    fn deliver(&mut self) -> (usize, Option<String>) {
        if self.place.read_only || self.outbox.waiting().is_empty() {
            return (0, None);
        }
        let Some(_lock) = self.outbox.lock() else {
            return (0, Some("another callover on this machine is writing".to_owned()));
        };
        let Reading { events, .. } = self.reader.read();
        self.fresh.extend(events);
        let mut delivered = 0;
        for (event, line) in self.outbox.waiting() {
            let known = self.reader.knows(event.id);
            let done = if known { settle(&self.file(&event)) } else { self.write(&event, &line) };
            if let Err(error) = done {
                return (delivered, Some(refusal(&error)));
            }
            delivered += usize::from(!known);
            // What cannot be forgotten is found to be known the next time.
            let _ = self.outbox.remove(event.id);
        }
        (delivered, None)
    }

    /// The file of the entry's author on the entry's machine.
    fn file(&self, event: &Event) -> PathBuf {
        self.place.folder.join(file_name(&event.author, &event.host))
    }

    /// Adds an entry's line to its author's file.
    fn write(&mut self, event: &Event, line: &str) -> io::Result<()> {
        let folder = &self.place.folder;
        if !folder.is_dir() {
            // A folder that was there and is gone is a share that is away. What would be made in its
            // place would be on the wrong disk.
            if self.reader.has_found() {
                return Err(io::ErrorKind::NotFound.into());
            }
            match fs::create_dir(folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => folder.parent().map(sync_folder),
            };
        }
        append(&self.file(event), line)?;
        self.reader.has_been_there();
        Ok(())
    }
}

/// That neither the folder nor this machine takes an entry, and why.
fn nowhere(folder: &str, machine: &str) -> String {
    if folder == machine {
        return format!("not saved: {folder}, here and in the folder; the text stays here");
    }
    format!("not saved: in the folder {folder}, here {machine}; the text stays here")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meeting::EventId;
    use crate::domain::meeting::fixture::one_of_each;
    use crate::store::journal::{Draft, waiting_for};
    use std::collections::BTreeMap;
    use tempfile::TempDir;

    struct Office {
        share: TempDir,
        machine: TempDir,
    }

    impl Office {
        fn new() -> Self {
            Self { share: TempDir::new().unwrap(), machine: TempDir::new().unwrap() }
        }

        fn folder(&self) -> PathBuf {
            self.share.path().join("journal")
        }

        fn keeper(&self) -> Keeper {
            let local = self.machine.path().to_owned();
            Keeper::new(Place { folder: self.folder(), local, read_only: false })
        }

        /// Something stands where the folder should be.
        fn blocked(self) -> Self {
            fs::write(self.folder(), "").unwrap();
            self
        }

        fn unblock(&self) {
            fs::remove_file(self.folder()).unwrap();
        }

        /// How many lines stand in the files.
        fn lines(&self) -> usize {
            let files = fs::read_dir(self.folder()).unwrap();
            files.map(|f| fs::read_to_string(f.unwrap().path()).unwrap().lines().count()).sum()
        }
    }

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-12T14:03:07Z").unwrap()
    }

    #[test]
    fn what_is_saved_is_read_by_everybody() {
        let office = Office::new();
        let (mut mine, mut theirs) = (office.keeper(), office.keeper());
        assert!(theirs.poll().events.is_empty());
        for event in one_of_each() {
            let saved = mine.save(&event).unwrap();
            assert_eq!(saved, Saved { event: event.clone(), waits: None });
            assert_eq!(theirs.poll().events, [event]);
        }
        assert_eq!(office.keeper().poll().events.len(), one_of_each().len());
        assert!(office.folder().join("ada@desk.jsonl").is_file());
    }

    #[test]
    fn what_the_folder_does_not_take_waits_and_is_delivered_in_order_once() {
        let office = Office::new().blocked();
        let mut keeper = office.keeper();
        let events = one_of_each();
        for event in &events {
            let saved = keeper.save(event).unwrap();
            assert!(saved.waits.unwrap().contains("folder"), "the reason is said");
        }
        // The program ends; the folder is there again at the next start.
        drop(keeper);
        let mut keeper = office.keeper();
        let poll = keeper.poll();
        assert_eq!((poll.waiting, poll.delivered), (events.len(), 0));
        assert_eq!(poll.events, events, "the person sees them meanwhile");
        assert!(poll.why.is_some());
        assert_eq!(waiting_for(office.machine.path())[0].1, events.len());
        office.unblock();
        let poll = keeper.poll();
        assert_eq!((poll.waiting, poll.delivered, poll.why), (0, events.len(), None));
        assert_eq!(office.lines(), events.len());
        let ada = fs::read_to_string(office.folder().join("ada@desk.jsonl")).unwrap();
        let times: Vec<&str> = ada.lines().map(|line| line.split('"').nth(7).unwrap()).collect();
        assert!(times.is_sorted(), "{times:?}");
        assert_eq!(keeper.poll().delivered, 0);
        assert!(waiting_for(office.machine.path()).is_empty());
    }

    #[test]
    fn an_entry_goes_behind_those_that_wait() {
        let office = Office::new().blocked();
        let mut keeper = office.keeper();
        let events = one_of_each();
        keeper.save(&events[0]).unwrap();
        office.unblock();
        assert_eq!(keeper.save(&events[2]).unwrap().waits, None);
        assert_eq!(office.lines(), 2);
        assert_eq!(keeper.poll().events.len(), 2);
    }

    #[test]
    fn a_crash_between_delivering_and_forgetting_writes_nothing_twice() {
        let office = Office::new().blocked();
        let events = one_of_each();
        let mut keeper = office.keeper();
        keeper.save(&events[0]).unwrap();
        keeper.save(&events[1]).unwrap();
        office.unblock();
        // The crash: the first stands in the folder and is still kept here.
        let line = line::write(&events[0]).unwrap();
        fs::create_dir(office.folder()).unwrap();
        append(&keeper.file(&events[0]), &line).unwrap();
        let mut keeper = office.keeper();
        let poll = keeper.poll();
        assert_eq!((poll.delivered, poll.waiting), (1, 0));
        assert_eq!(office.lines(), 2);
    }

    #[test]
    fn a_folder_that_is_gone_is_not_made_anew_on_another_disk() {
        let office = Office::new();
        let mut keeper = office.keeper();
        let events = one_of_each();
        keeper.save(&events[0]).unwrap();
        let aside = office.share.path().join("aside");
        fs::rename(office.folder(), &aside).unwrap();
        assert!(keeper.save(&events[1]).unwrap().waits.is_some());
        assert!(keeper.poll().away.is_some() && !office.folder().exists());
        fs::rename(&aside, office.folder()).unwrap();
        assert_eq!(keeper.poll().delivered, 1);
    }

    #[test]
    fn what_neither_the_folder_nor_the_machine_takes_stays_in_the_editor() {
        let office = Office::new().blocked();
        let local = office.machine.path().join("file");
        fs::write(&local, "").unwrap();
        let folder = office.folder();
        let mut keeper = Keeper::new(Place { folder, local, read_only: false });
        let said = keeper.save(&one_of_each()[0]).unwrap_err().to_string();
        assert!(said.starts_with("not saved: ") && said.contains("the text stays here"), "{said}");
    }

    #[test]
    fn with_read_only_nothing_is_written_and_drafts_are_kept() {
        let office = Office::new();
        let (folder, local) = (office.folder(), office.machine.path().to_owned());
        let mut keeper = Keeper::new(Place { folder, local, read_only: true });
        assert!(keeper.save(&one_of_each()[0]).unwrap_err().to_string().contains("reading only"));
        assert!(!office.folder().exists() && keeper.refused().is_some());
        let draft = Draft {
            stamp: keeper.stamp(now()),
            author: "Ada".to_owned(),
            kind: "comment".to_owned(),
            fields: BTreeMap::from([("text".to_owned(), "two\nlines".to_owned())]),
        };
        let mut later = draft.clone();
        later.stamp = keeper.stamp(now());
        keeper.drafts().save(&later).unwrap();
        keeper.drafts().save(&draft).unwrap();
        keeper.drafts().save(&draft).unwrap();
        // The next start finds them; a file that is no draft is left alone.
        let drafts = office.keeper().drafts();
        assert_eq!(drafts.all(), [draft.clone(), later]);
        drafts.remove(draft.stamp.id).unwrap();
        drafts.remove(draft.stamp.id).unwrap();
        assert_eq!(drafts.all().len(), 1);
        assert!(office.keeper().refused().is_none());
    }

    #[test]
    fn while_another_program_delivers_this_one_waits() {
        let office = Office::new().blocked();
        let mut keeper = office.keeper();
        keeper.save(&one_of_each()[0]).unwrap();
        office.unblock();
        let held = office.keeper().outbox.lock().unwrap();
        let poll = keeper.poll();
        assert_eq!((poll.delivered, poll.waiting), (0, 1));
        drop(held);
        assert_eq!(keeper.poll().delivered, 1);
    }

    #[test]
    fn a_spoilt_entry_that_waited_is_told_and_left() {
        let office = Office::new().blocked();
        let mut keeper = office.keeper();
        keeper.save(&one_of_each()[0]).unwrap();
        let outbox = keeper.outbox.lock().map(|_| keeper.local.outbox()).unwrap();
        let (path, _) = outbox.all().remove(0);
        fs::write(&path, "half of it").unwrap();
        office.unblock();
        let poll = keeper.poll();
        assert_eq!(poll.complaints[0].code, "spoilt-entry");
        assert!(path.exists());
    }

    #[test]
    fn ids_are_in_the_order_in_which_they_were_given() {
        let keeper = Office::new().keeper();
        let ids: Vec<EventId> = (0..1000).map(|_| keeper.stamp(now()).id).collect();
        assert!(ids.is_sorted());
        assert_eq!(ids[0].to_string().as_bytes()[14], b'7');
        let before_1970 = DateTime::parse_from_rfc3339("1969-01-01T00:00:00Z").unwrap();
        assert_ne!(keeper.stamp(before_1970).id, keeper.stamp(before_1970).id);
    }
}
