//! Keeping what the room enters, on a thread of its own: a share may take its time, and a key never
//! waits for it.
//!
//! ```text
//! Effect::Enter ─► drawn up here ─► the journal's hand (fsync) ─► Msg::Entered
//! Effect::Drafts ─► the newest of what is typed is kept
//! every poll    ─► what others entered ─► Msg::Journal
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::{Clock, Heard};
use crate::app::form::Draft;
use crate::app::meeting::{Keeping, Others};
use crate::app::source::Source;
use crate::app::{App, Msg};
use crate::domain::complaint::Complaint;
use crate::domain::meeting::{About, Event, Journal, Stamp, What};
use crate::report::minutes::{self, Format};
use crate::store::atomic::{self, Readers};
use crate::store::journal::{self, Place, Stamps};

/// Where entries are kept, and whose they are.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The journal beside the data; `None` where there is no folder.
    pub place: Option<Place>,
    /// Who writes here.
    pub author: String,
    /// The machine.
    pub host: String,
}

/// Something for the thread.
enum Job {
    /// What is entered from now on belongs to this source, and is kept there or nowhere.
    Sit(Source, Option<Place>, String),
    Save(Box<Event>),
    Draft(String, Option<Draft>),
    Poll,
}

/// The terminal's end of it.
pub(super) struct Keeper {
    desk: Option<Desk>,
    stamps: Stamps,
    clock: Clock,
    jobs: Sender<Job>,
    sender: Sender<Heard>,
}

impl Keeper {
    /// Begins to keep, once somebody sits down.
    pub(super) fn start(sender: Sender<Heard>, clock: Clock) -> Self {
        let (jobs, waiting) = channel();
        let told = sender.clone();
        thread::spawn(move || work(&waiting, &told, clock));
        Self { desk: None, stamps: Stamps::default(), clock, jobs, sender }
    }

    /// Keeps at this desk what is entered from now on, and reads what is kept there already; tells
    /// the dashboard who writes, and whether anything is kept.
    pub(super) fn sit_down(&mut self, app: &mut App, desk: Desk) {
        app.room.author.clone_from(&desk.author);
        app.room.keeping = match &desk.place {
            None => Keeping::Memory,
            Some(place) if place.read_only => Keeping::Not("read only".to_owned()),
            Some(_) => Keeping::Disk,
        };
        self.job(Job::Sit(app.source().clone(), desk.place.clone(), desk.author.clone()));
        self.desk = Some(desk);
        self.poll();
    }

    /// What looks at the folder for what others entered, from any thread.
    pub(super) fn poller(&self) -> Box<dyn Fn() + Send> {
        let jobs = self.jobs.clone();
        // The thread lives as long as anybody has something for it.
        Box::new(move || drop(jobs.send(Job::Poll)))
    }

    /// Looks at the folder for what others entered.
    pub(super) fn poll(&self) {
        self.job(Job::Poll);
    }

    /// Draws up an entry and hands it on to be kept.
    pub(super) fn enter(&self, app: &App, about: About, what: What) {
        let Some(desk) = &self.desk else { return };
        let (author, host) = (desk.author.as_str(), desk.host.as_str());
        let stamp = self.stamps.next(self.clock.time());
        let event = app.room.journal.draw_up(stamp, (author, host), about, what);
        if desk.place.is_some() {
            self.job(Job::Save(Box::new(event)));
        } else {
            self.tell(Msg::Entered(event.into(), None));
        }
    }

    /// Writes the minutes of the meeting that runs or ran last, in both forms, into `minutes` beside
    /// the journal; without a folder, where the person is.
    pub(super) fn minutes(&self, app: &App) {
        let Some((meeting, board)) = app.minuted() else {
            self.tell(Msg::Written(Err("no meeting has been held yet: s starts one".to_owned())));
            return;
        };
        let journal = &app.room.journal;
        let day = journal.state().meeting(meeting).map(|m| m.details.date.to_string());
        // One is not written over the other.
        let public = if board.public { "-public" } else { "" };
        let name = format!("minutes-{}-{}{public}", app.authority_slug(), day.unwrap_or_default());
        let beside = self
            .desk
            .as_ref()
            .and_then(|desk| desk.place.as_ref())
            .and_then(|place| place.folder.parent());
        let folder = beside.map_or_else(|| PathBuf::from("."), |beside| beside.join("minutes"));
        let formats = [(Format::Markdown, "md"), (Format::Html, "html")];
        let texts: Vec<(PathBuf, String)> = formats
            .into_iter()
            .filter_map(|(format, ending)| {
                let text = minutes::write(&board, journal, meeting, board.public, format)?;
                Some((folder.join(format!("{name}.{ending}")), text))
            })
            .collect();
        let sender = self.sender.clone();
        thread::spawn(move || {
            let written = write_all(&folder, &texts);
            let _ = sender.send(Heard::Message(Msg::Written(written)));
        });
    }

    fn tell(&self, message: Msg) {
        // Nobody listens any more only when the program ends.
        let _ = self.sender.send(Heard::Message(message));
    }

    /// Keeps what is being typed, or forgets it.
    pub(super) fn drafts(&self, drafts: Vec<(String, Option<Draft>)>) {
        for (key, draft) in drafts {
            self.job(Job::Draft(key, draft));
        }
    }

    fn job(&self, job: Job) {
        // The thread lives as long as this.
        let _ = self.jobs.send(job);
    }
}

/// Writes every text into its file; the first stands for all.
fn write_all(folder: &Path, texts: &[(PathBuf, String)]) -> Result<PathBuf, String> {
    fs::create_dir_all(folder).map_err(|error| {
        format!("minutes not written: `{}` cannot be made: {error}", folder.display())
    })?;
    for (path, text) in texts {
        atomic::write(path, text.as_bytes(), Readers::Everybody)
            .map_err(|error| format!("minutes not written: {error}"))?;
    }
    texts.first().map(|(path, _)| path.clone()).ok_or_else(|| "there is no meeting".to_owned())
}

/// The thread: one job after the other, of drafts only the newest.
fn work(waiting: &Receiver<Job>, sender: &Sender<Heard>, clock: Clock) {
    let mut hand: Option<Hand> = None;
    while let Ok(first) = waiting.recv() {
        let mut drafts = BTreeMap::new();
        for job in std::iter::once(first).chain(waiting.try_iter()) {
            match (job, &mut hand) {
                (Job::Sit(source, place, author), _) => {
                    keep_drafts(hand.as_mut(), std::mem::take(&mut drafts));
                    hand =
                        place.map(|place| Hand::new(source, place, author, clock, sender.clone()));
                    hand.iter_mut().for_each(Hand::tell_drafts);
                }
                (Job::Save(event), Some(hand)) => hand.save(&event),
                (Job::Draft(key, draft), Some(_)) => drop(drafts.insert(key, draft)),
                (Job::Poll, Some(hand)) => hand.poll(),
                (Job::Save(_) | Job::Draft(..) | Job::Poll, None) => {}
            }
        }
        keep_drafts(hand.as_mut(), drafts);
    }
}

fn keep_drafts(hand: Option<&mut Hand>, drafts: BTreeMap<String, Option<Draft>>) {
    let Some(hand) = hand else { return };
    for (key, draft) in drafts {
        hand.draft(&key, draft);
    }
}

/// How the journal stands, but for its entries: its complaints, how many entries wait, the trouble.
type Standing = (Vec<Complaint>, usize, Option<String>);

/// What the thread works with.
struct Hand {
    /// What the entries belong to.
    source: Source,
    keeper: journal::Keeper,
    author: String,
    /// The stamps of the drafts that are kept, by what they are about.
    drafts: BTreeMap<String, Stamp>,
    /// Why the folder takes no entry, as far as is known.
    refused: Option<String>,
    /// What was told last of the journal, but for its entries; `None` where it has to be told anew.
    told: Option<Standing>,
    clock: Clock,
    sender: Sender<Heard>,
}

impl Hand {
    fn new(
        source: Source,
        place: Place,
        author: String,
        clock: Clock,
        sender: Sender<Heard>,
    ) -> Self {
        let read_only = place.read_only;
        let keeper = journal::Keeper::new(place);
        let refused = if read_only { None } else { keeper.refused() };
        let drafts = BTreeMap::new();
        Self { source, keeper, author, drafts, refused, told: None, clock, sender }
    }

    fn tell(&self, message: Msg) {
        // Nobody listens any more only when the program ends.
        let _ = self.sender.send(Heard::Of(self.source.clone(), message));
    }

    fn save(&mut self, event: &Event) {
        // What comes of it changes how the dashboard takes the journal to stand.
        self.told = None;
        match self.keeper.save(event) {
            Ok(saved) => {
                self.refused.clone_from(&saved.waits);
                self.tell(Msg::Entered(saved.event, saved.waits));
            }
            Err(unsaved) => self.tell(Msg::NotEntered(unsaved.to_string())),
        }
    }

    /// Looks, and tells what there is to tell: a look that finds all as it was draws no screen anew.
    fn poll(&mut self) {
        let poll = self.keeper.poll();
        if self.refused.is_some() {
            self.refused = self.keeper.refused();
        }
        let trouble = poll.away.or(poll.why).or_else(|| self.refused.clone());
        let standing = (poll.complaints.clone(), poll.waiting, trouble.clone());
        let stands = self.told.replace(standing.clone()) == Some(standing);
        if stands && poll.events.is_empty() && poll.delivered == 0 {
            return;
        }
        let others = Others {
            // Folded here: a long journal takes its time.
            journal: Journal::of(poll.events),
            complaints: poll.complaints,
            waiting: poll.waiting,
            delivered: poll.delivered,
            trouble,
        };
        self.tell(Msg::Journal(others.into()));
    }

    fn tell_drafts(&mut self) {
        let all = self.keeper.drafts().all();
        let mut told = BTreeMap::new();
        for draft in all.into_iter().filter(|draft| draft.author == self.author) {
            self.drafts.insert(draft.kind.clone(), draft.stamp);
            told.insert(draft.kind, draft.fields);
        }
        if !told.is_empty() {
            self.tell(Msg::Drafts(told));
        }
    }

    fn draft(&mut self, key: &str, draft: Option<Draft>) {
        let drafts = self.keeper.drafts();
        let Some(fields) = draft else {
            if let Some(stamp) = self.drafts.remove(key) {
                // A draft that cannot be taken away is offered again: nothing is lost.
                let _ = drafts.remove(stamp.id);
            }
            return;
        };
        let now = self.keeper.stamp(self.clock.time());
        let id = self.drafts.get(key).map_or(now.id, |known| known.id);
        let stamp = Stamp { id, time: now.time };
        self.drafts.insert(key.to_owned(), stamp);
        let kept =
            journal::Draft { stamp, author: self.author.clone(), kind: key.to_owned(), fields };
        if let Err(error) = drafts.save(&kept) {
            self.tell(Msg::DraftNotKept(error.to_string()));
        }
    }
}
