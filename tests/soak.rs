//! A day of changed files in minutes, with the dashboard open: it holds no more at the end than at the
//! start, and draws nothing without a cause.
//!
//! `cargo test` makes a hundred changes. `CALLOVER_CHANGES=10000 cargo test --release --test soak --
//! --nocapture` makes as many as are asked for and says what it saw.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "what cannot be driven fails its test")]

#[path = "common/pty.rs"]
#[expect(dead_code, reason = "here less is asked of a screen than on a journey")]
mod pty;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use callover::domain::authority::Authority;
use callover::domain::meeting::{About, Event, EventId, What, Words};
use callover::store::journal::{Keeper, Place};
use chrono::{DateTime, TimeDelta};
use pty::{Pty, WAIT};
use tempfile::TempDir;

/// A change is noticed, which says that the files are read, and then they are read.
const READING: usize = 2;
/// Whoever looks through a folder while a file is renamed may meet it under both names or none, and sees
/// one more change when it looks again.
const RENAMED: usize = 2 * READING;
/// What was entered is read.
const JOURNAL: usize = 1;
/// A share that goes is missed by those who look at the figures and by those who look at the journal,
/// and each may have seen it half gone.
#[cfg(target_os = "linux")]
const SHARE: usize = 4;
/// A reading that takes its time says how far it is, no more often than this.
const BETWEEN_COUNTS: Duration = Duration::from_millis(100);
/// A reading that nobody has seen for so long is over.
const PATIENCE: Duration = Duration::from_secs(1);
/// What may come on top, in KiB: the system's allocator gives nothing back at once, and an entry of the
/// journal, of which a thousand come in ten thousand changes, takes a kilobyte.
const SLACK: u64 = 4 * 1024;

/// Something that happens to the folder: its name, and the most frames that have a cause.
type Change = (&'static str, usize, fn(&mut Soak));

const CHANGES: &[Change] = &[
    ("rewritten", READING, Soak::rewritten),
    ("added", READING, Soak::added),
    ("touched", READING, Soak::touched),
    ("removed", READING, Soak::removed),
    ("broken", READING, Soak::broken),
    ("mended", READING, Soak::mended),
    ("renamed", RENAMED, Soak::renamed),
    ("catalogue", READING, Soak::catalogue),
    ("entered", JOURNAL, Soak::entered),
    ("journal broken", JOURNAL, Soak::journal_broken),
    ("journal mended", JOURNAL, Soak::journal_mended),
    #[cfg(target_os = "linux")]
    ("folder away", SHARE, Soak::away),
    #[cfg(target_os = "linux")]
    ("folder back", SHARE, Soak::back),
];

/// A folder of ten months, the dashboard on its newest figure, and somebody else who enters things.
struct Soak {
    folder: TempDir,
    _own: TempDir,
    pty: Pty,
    ada: Keeper,
    /// What she said first.
    comment: Option<EventId>,
    /// Counts the changes, so that every one can be told from those before.
    change: u32,
    /// October's figure without the correction.
    figure: u32,
    /// Frames of the change before that may still come: where nothing is to be seen of a reading, how
    /// far it is may be taken for its end.
    late: usize,
    /// Changes and frames, by what happened.
    frames: BTreeMap<&'static str, (usize, usize)>,
}

/// A number as the screen writes it.
fn written(number: u32) -> String {
    format!("{},{:03}", number / 1000, number % 1000)
}

impl Soak {
    fn begin() -> Self {
        let (folder, own) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let place = Place {
            folder: folder.path().join("journal"),
            local: own.path().join("ada"),
            read_only: false,
        };
        for month in 1..=9 {
            put(&folder, &format!("2026-{month:02}.json"), &snapshot(month, "2026-11-05", 9_000));
        }
        put(&folder, "2026-10.json", &snapshot(10, "2026-11-05", 10_000));
        put(&folder, "catalogue.json", &named("Contacts"));
        let path = folder.path().to_str().unwrap();
        let command = Pty::command(own.path(), own.path(), &["--look-every", "5", path]);
        let pty = Pty::run(&command, (120, 40));
        let (ada, frames) = (Keeper::new(place), BTreeMap::new());
        let mut soak = Self {
            folder,
            _own: own,
            pty,
            ada,
            comment: None,
            change: 0,
            figure: 10_000,
            late: 0,
            frames,
        };
        soak.enter("the first entry");
        soak.pty.wait_for("October 2026").press("2").wait_for("Referrals");
        soak.pty.press("\r").wait_for("10,000 in October 2026");
        // Whatever came to be read first, the journal or this entry: from now on it is quiet.
        soak.pty.wait_for("the first entry").wait_on("the end of a frame", Pty::is_between_frames);
        soak
    }

    /// Makes a change, waits for what it does, and counts the frames that it took.
    fn step(&mut self, (name, causes, change): Change) {
        self.change += 1;
        let (before, began) = (self.pty.frames(), Instant::now());
        change(self);
        self.pty.wait_on("the end of a frame", Pty::is_between_frames);
        let frames = self.pty.frames() - before;
        let counts = began.elapsed().as_millis() / BETWEEN_COUNTS.as_millis();
        let most = causes + usize::try_from(counts).unwrap();
        assert!(frames <= most + self.late, "{name}: {frames} frames, {most} have a cause");
        self.late = most.saturating_sub(frames);
        let seen = self.frames.entry(name).or_default();
        *seen = (seen.0 + 1, seen.1 + frames);
    }

    fn shows(&mut self, figure: u32) {
        self.pty.wait_for(&format!("{} in October 2026", written(figure)));
    }

    fn rewritten(&mut self) {
        self.figure = 10_000 + self.change;
        put(&self.folder, "2026-10.json", &snapshot(10, "2026-11-05", self.figure));
        self.shows(self.figure);
    }

    fn added(&mut self) {
        let figure = 50_000 + self.change;
        put(&self.folder, "corrected.json", &snapshot(10, "2026-11-06", figure));
        self.shows(figure);
    }

    fn removed(&mut self) {
        fs::remove_file(self.folder.path().join("corrected.json")).unwrap();
        self.shows(self.figure);
    }

    fn broken(&mut self) {
        put(&self.folder, "2026-09.json", "{ \"format\":");
        self.pty.wait_for("1 complaint: !");
    }

    fn mended(&mut self) {
        put(&self.folder, "2026-09.json", &snapshot(9, "2026-11-05", 9_000));
        self.no_complaint();
    }

    fn no_complaint(&mut self) {
        self.pty.wait_until("no complaint", WAIT, |s| !s.contents().contains("complaint: !"));
    }

    /// Nothing is to be seen of this but that the files are read again. On a busy machine that can be over
    /// before the frame that says that it has begun: then it is made again.
    fn read_again(&mut self, make: impl Fn(&Path, u32)) {
        let Self { folder, pty, change, .. } = self;
        let (before, mut since) = (pty.frames(), Instant::now());
        make(folder.path(), *change);
        pty.wait_on("a reading", |pty| {
            if since.elapsed() > PATIENCE {
                since = Instant::now();
                make(folder.path(), *change);
            }
            pty.frames() >= before + READING
        });
    }

    fn touched(&mut self) {
        self.read_again(|folder, change| {
            let file = fs::File::options().write(true).open(folder.join("2026-07.json"));
            let time = SystemTime::now() + Duration::from_secs(u64::from(change));
            file.unwrap().set_modified(time).unwrap();
        });
    }

    fn renamed(&mut self) {
        self.read_again(|folder, _| {
            let (one, other) = (folder.join("2026-08.json"), folder.join("august.json"));
            let (from, to) = if one.exists() { (one, other) } else { (other, one) };
            fs::rename(from, to).unwrap();
        });
    }

    fn catalogue(&mut self) {
        let name = format!("Contacts by way {}", self.change);
        put(&self.folder, "catalogue.json", &named(&name));
        self.pty.wait_for(&name);
    }

    fn entered(&mut self) {
        let words = format!("entry {} of a long day", self.change);
        self.enter(&words);
        self.pty.wait_for(&words);
    }

    /// Somebody else comments on the newest figure.
    fn enter(&mut self, words: &str) {
        let nine = DateTime::parse_from_rfc3339("2026-11-12T09:00:00Z").unwrap();
        let stamp = self.ada.stamp(nine + TimeDelta::seconds(i64::from(self.change)));
        let words = Words { text: words.into(), public: false };
        // A screen has room for one comment that is written anew, not for hundreds.
        let what = match self.comment {
            None => What::Comment(words),
            Some(note) => What::NoteEdited { note, words },
        };
        let after = self.comment;
        self.comment = after.or(Some(stamp.id));
        let event = Event {
            id: stamp.id,
            time: stamp.time,
            author: "Ada".into(),
            host: "desk".into(),
            about: About {
                authority: Authority { code: None, name: "Haringey".to_owned() }.into(),
                indicator: Some("contacts".into()),
                period: Some("2026-10".parse().unwrap()),
            },
            meeting: None,
            after,
            what,
        };
        self.ada.save(&event).unwrap();
    }

    fn journal_broken(&mut self) {
        fs::write(self.folder.path().join("journal/bob@desk.jsonl"), "<<<<<<< HEAD\n").unwrap();
        self.pty.wait_for("1 complaint: !");
    }

    fn journal_mended(&mut self) {
        fs::write(self.folder.path().join("journal/bob@desk.jsonl"), "\n").unwrap();
        self.no_complaint();
    }

    /// The share goes: the figures' thread says so, and the journal's.
    #[cfg(target_os = "linux")]
    fn away(&mut self) {
        fs::rename(self.folder.path(), self.folder.path().with_extension("away")).unwrap();
        self.pty.wait_for("the folder cannot be reached");
        self.idle(3);
    }

    #[cfg(target_os = "linux")]
    fn back(&mut self) {
        fs::rename(self.folder.path().with_extension("away"), self.folder.path()).unwrap();
        self.pty.wait_for("the files can be reached again");
        self.idle(3);
    }

    /// What the process holds: resident KiB, open files, threads.
    #[cfg(target_os = "linux")]
    fn holds(pty: &Pty) -> Holds {
        let process = std::path::PathBuf::from(format!("/proc/{}", pty.id()));
        let count = |name: &str| fs::read_dir(process.join(name)).unwrap().count();
        let status = fs::read_to_string(process.join("status")).unwrap();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let resident = resident.unwrap().split_whitespace().next().unwrap().parse().unwrap();
        Holds { resident, files: count("fd"), threads: count("task") }
    }

    /// What it holds between two looks at the folder, each of which takes a file and a thread or two.
    #[cfg(target_os = "linux")]
    fn holds_at_rest(&mut self) -> Holds {
        let mut rest = Self::holds(&self.pty);
        for _ in 0..20 {
            self.idle(1);
            let now = Self::holds(&self.pty);
            rest.files = rest.files.min(now.files);
            rest.threads = rest.threads.min(now.threads);
        }
        rest
    }

    /// How often its threads were woken.
    #[cfg(target_os = "linux")]
    fn wakings(pty: &Pty) -> u64 {
        let tasks = fs::read_dir(format!("/proc/{}/task", pty.id())).unwrap();
        let statuses =
            tasks.filter_map(|t| fs::read_to_string(t.unwrap().path().join("status")).ok());
        let woken = |status: String| {
            let line = status.lines().find_map(|l| l.strip_prefix("voluntary_ctxt_switches:"));
            line.unwrap().trim().parse::<u64>().unwrap()
        };
        statuses.map(woken).sum()
    }

    /// Leaves it alone for so many looks at the folder; says how many frames were drawn meanwhile.
    #[cfg(target_os = "linux")]
    fn idle(&mut self, looks: u64) -> usize {
        let (frames, wakings) = (self.pty.frames(), Self::wakings(&self.pty));
        self.pty.wait_on("looks", |pty| Self::wakings(pty) >= wakings + 2 * looks);
        self.pty.frames() - frames
    }
}

#[cfg(target_os = "linux")]
#[derive(Debug, Clone, Copy)]
struct Holds {
    resident: u64,
    files: usize,
    threads: usize,
}

/// Whether memory kept growing: the last samples against those after the first fifth, when everything
/// has happened once.
#[cfg(target_os = "linux")]
fn grows(resident: &[u64]) -> bool {
    let fifth = (resident.len() / 5).max(1);
    let most = |part: &[u64]| part.iter().copied().max().unwrap_or_default();
    most(&resident[resident.len() - fifth..]) > most(&resident[fifth..fifth * 2]) + SLACK
}

/// A month's snapshot of two figures.
fn snapshot(month: u32, extracted: &str, contacts: u32) -> String {
    format!(
        r#"{{ "format": "callover.snapshot/1", "authority": {{ "name": "Haringey" }},
  "period": "2026-{month:02}", "extracted": "{extracted}", "observations": [
  {{ "indicator": "contacts", "value": {contacts} }}, {{ "indicator": "referrals", "value": 310 }} ] }}"#
    )
}

/// A catalogue that calls the contacts something.
fn named(name: &str) -> String {
    format!(
        r#"{{ "format": "callover.catalogue/1", "indicators": [ {{ "id": "contacts", "name": "{name}" }} ] }}"#
    )
}

/// Puts a file into the folder in one step, as a careful system does.
fn put(folder: &TempDir, name: &str, text: &str) {
    let aside = folder.path().join("on-its-way");
    fs::write(&aside, text).unwrap();
    fs::rename(aside, folder.path().join(name)).unwrap();
}

#[test]
fn a_day_of_changes_leaves_the_program_as_it_was() {
    let asked = std::env::var("CALLOVER_CHANGES").ok().map(|count| count.parse().unwrap());
    let changes: usize = asked.unwrap_or(10 * CHANGES.len());
    let mut soak = Soak::begin();
    let began = Instant::now();
    // Everything once, so that the buffers are there.
    for change in CHANGES {
        soak.step(*change);
    }
    #[cfg(target_os = "linux")]
    let (mut samples, first) = (Vec::new(), soak.holds_at_rest());
    for (at, change) in (0..changes).zip(CHANGES.iter().cycle()) {
        soak.step(*change);
        #[cfg(target_os = "linux")]
        if at.is_multiple_of((changes / 20).max(1)) {
            samples.push(Soak::holds(&soak.pty));
        }
        let _ = at;
    }
    println!(
        "{changes} changes in {:?}, frames by what happened: {:#?}",
        began.elapsed(),
        soak.frames
    );
    #[cfg(target_os = "linux")]
    {
        assert_eq!(soak.idle(200), 0, "frames while nothing happened");
        let last = soak.holds_at_rest();
        samples.push(last);
        println!("{first:?} at the start\n{samples:#?}");
        assert_eq!((last.files, last.threads), (first.files, first.threads));
        let resident: Vec<u64> = samples.iter().map(|holds| holds.resident).collect();
        assert!(!grows(&resident), "{resident:?} KiB");
    }
    soak.pty.press("\x1bq");
    assert_eq!(soak.pty.exit_code(), 0);
}

#[test]
fn a_key_is_a_frame_and_a_key_that_means_nothing_too() {
    let mut soak = Soak::begin();
    let before = soak.pty.frames();
    for key in ["h", "l", "~"] {
        let frames = soak.pty.frames();
        soak.pty.press(key).wait_on("a frame", |pty| pty.frames() > frames);
    }
    assert_eq!(soak.pty.frames() - before, 3);
}

#[test]
#[cfg(target_os = "linux")]
fn memory_that_grows_is_seen() {
    let flat = [90_000, 91_000, 91_200, 91_100, 91_300, 91_000, 91_200, 91_250, 91_100, 91_200];
    assert!(!grows(&flat));
    let leak: Vec<u64> = (0..10).map(|at| 90_000 + at * 1_000).collect();
    assert!(grows(&leak));
}
