//! What the room enters: comments, actions, decisions, what was discussed; and the meeting itself.
//!
//! The journal is the truth. A key draws up nothing by itself: it asks the terminal to keep an entry
//! ([`Effect::Enter`]), and only what was kept comes back ([`Msg::Entered`](super::Msg::Entered)) and
//! shows. A form stays open until then, so that words which could not be kept are still there.

pub mod actions;
mod drafts;
mod entering;
pub mod forms;
pub mod record;
mod replies;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::form::Draft;
use super::{App, Effect, assessed};
use crate::assess::board::{Board, IndicatorView, Rating};
use crate::domain::authority::Authority;
use crate::domain::complaint::Complaint;
use crate::domain::meeting::{
    About, EventId, Item, ItemKind, Journal, Meeting, Moment, Note, State, What, Where,
};
use crate::domain::snapshot::write_day;

/// Whether entries can be kept, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Keeping {
    /// In the journal beside the data.
    Disk,
    /// Nowhere: there is no folder. Entries are gone when the program ends, and the screen says so.
    #[default]
    Memory,
    /// Not at all, and why: `the folder cannot be written to`.
    Not(String),
}

/// What the room has entered, and what it enters with.
#[derive(Debug, Default)]
pub struct Room {
    /// Every entry, and what stands by them.
    pub journal: Journal,
    /// Who writes here.
    pub author: String,
    /// The time as the terminal told it last; `None` before it did.
    pub now: Option<Moment>,
    /// Whether entries can be kept.
    pub keeping: Keeping,
    /// How many entries wait for the folder to come back.
    pub waiting: usize,
    /// Why the folder takes no entry at present: `the disk is full`.
    pub trouble: Option<String>,
    /// What was typed and not saved, by what it is about.
    pub drafts: BTreeMap<String, Draft>,
    /// What is wrong with the journal, by file and line.
    pub complaints: Vec<Complaint>,
    /// An entry is on its way to the disk.
    saving: bool,
    /// What was entered before has been read.
    read: bool,
    /// The meeting is to go on, or to be started, once what was entered before has been read.
    meets: bool,
}

impl Room {
    /// What stands.
    pub fn state(&self) -> &State {
        self.journal.state()
    }

    /// Today, on the author's calendar; the first day there is before anybody said.
    pub fn today(&self) -> NaiveDate {
        self.now.map_or(NaiveDate::MIN, Moment::day)
    }
}

/// What a look at the journal found.
#[derive(Debug, Clone, Default)]
pub struct Others {
    /// Entries, some of which may be known already, folded where it keeps nobody waiting.
    pub journal: Journal,
    /// Lines that are set aside, by file and line.
    pub complaints: Vec<Complaint>,
    /// How many entries of one's own wait for the folder.
    pub waiting: usize,
    /// How many that waited were written now.
    pub delivered: usize,
    /// Why the folder cannot be looked into, or takes no entry, at present.
    pub trouble: Option<String>,
}

/// What people did to the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// The indicators that a person put on the agenda, or put off until now, and why.
    pub added: Vec<(String, String)>,
    /// The indicators that are off it for now, and until when and why.
    pub away: Vec<(String, String)>,
}

/// What a person did to an item, in words that say whose they are; in public not why.
fn item_words(item: &Item, public: bool) -> String {
    let who = if public { "the meeting" } else { item.entered.author.as_ref() };
    let silent = public || item.why.is_empty();
    let why = if silent { String::new() } else { format!(": {}", item.why) };
    match item.kind {
        ItemKind::Added => format!("added by {who}{why}"),
        ItemKind::Deferred(None) => format!("put off to the next meeting by {who}{why}"),
        ItemKind::Deferred(Some(day)) => {
            format!("put off until {} by {who}{why}", write_day(day))
        }
        ItemKind::Explained(day) => format!("explained until {} by {who}{why}", write_day(day)),
    }
}

impl App {
    /// Whose board it is, as entries name it.
    pub fn authority(&self) -> Authority {
        (&self.board.authority).into()
    }

    /// The meeting that runs.
    pub fn meeting(&self) -> Option<&Meeting> {
        self.room.state().running(&self.authority())
    }

    /// Whether the room has discussed an indicator's item on this board.
    pub fn is_discussed(&self, indicator: &str) -> bool {
        let period = self.board.period;
        self.room.state().discussed(&self.authority(), indicator, period).is_some()
    }

    /// What people did to the agenda of today.
    pub fn marks(&self) -> Marks {
        let authority = self.authority();
        let meeting = self.meeting();
        let mut marks = Marks::default();
        for (item, place) in self.room.state().items(&authority, meeting, self.room.today()) {
            let Some(id) = item.about.indicator.as_deref().map(str::to_owned) else { continue };
            let who = item_words(item, self.is_public());
            match place {
                Where::OnAgenda => marks.added.push((id, who)),
                Where::Away => marks.away.push((id, who)),
            }
        }
        marks
    }

    /// The comments that people entered on an indicator's present figure, oldest first.
    pub fn comments_on(&self, row: &IndicatorView) -> Vec<&Note> {
        let Some(period) = row.period else { return Vec::new() };
        let mut notes = self.room.state().comments(&self.authority(), &row.id, period);
        notes.retain(|note| self.may_say(note.words()));
        notes
    }

    /// Whether somebody is to do something about an indicator.
    pub fn has_open_action(&self, row: &IndicatorView) -> bool {
        self.room.state().open_actions_on(&self.authority(), &row.id).next().is_some()
    }

    /// Rows that are red and about which nobody has said anything, with whom each belongs to.
    pub fn uncommented_reds(&self) -> Vec<(&IndicatorView, &str)> {
        let silent = |row: &&IndicatorView| {
            row.rating == Some(Rating::Red)
                && !row.indicative
                && row.comment.is_none()
                && self.comments_on(row).is_empty()
        };
        let mut found: Vec<(&IndicatorView, &str)> =
            self.board.indicators().filter(silent).map(|row| (row, row.owner())).collect();
        found.sort_by_key(|(_, owner)| *owner);
        found
    }

    /// The meeting whose minutes are written: the one that runs, else the last; with the board that
    /// it looks at. `None` where there has been none.
    pub fn minuted(&self) -> Option<(EventId, Board)> {
        let last = || self.room.state().meetings(&self.authority()).next_back();
        let meeting = self.meeting().or_else(last)?;
        let mut ask = self.ask.of_meeting(&meeting.details);
        let board = assessed(&self.loaded, self.published.as_ref(), &mut ask)?;
        Some((meeting.id, board))
    }

    /// Minutes since the running meeting began; `None` where none runs.
    pub fn minutes_gone(&self) -> Option<i64> {
        let started = self.meeting()?.started.time;
        let now = self.room.now?;
        Some(((now.milliseconds() - started.milliseconds()) / 60_000).max(0))
    }

    /// Asks for an entry to be kept; says why not where none can be.
    pub(super) fn enter(&mut self, about: About, what: What) -> Option<Effect> {
        if let Some(why) = self.refusal() {
            self.say(why);
            return None;
        }
        Some(Effect::Enter(Box::new((about, what))))
    }

    /// Why nothing can be entered; `None` where something can.
    pub(super) fn refusal(&self) -> Option<String> {
        match &self.room.keeping {
            Keeping::Not(why) => Some(format!("not saved: {why}")),
            Keeping::Disk | Keeping::Memory => None,
        }
    }

    /// An entry about an indicator's item on this board.
    pub(super) fn about_item(&self, indicator: &str) -> About {
        About {
            authority: self.authority().into(),
            indicator: Some(indicator.into()),
            period: Some(self.board.period),
        }
    }

    /// An entry about the meeting as a whole.
    pub(super) fn about_meeting(&self) -> About {
        About { authority: self.authority().into(), indicator: None, period: None }
    }
}
