//! What is read arrives: again what is open, or something else in its place.

use std::collections::HashMap;

use super::cursor::Cursor;
use super::meeting::Room;
use super::news::News;
use super::page::Page;
use super::rows::Filter;
use super::source::Source;
use super::{App, Effect, Loaded, assessed};
use crate::assess::ask::{Ask, Compare};
use crate::assess::board::Board;
use crate::domain::authority::fold;
use crate::domain::facts::{AuthorityFacts, Facts};

/// Whose figures, and where they come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Whose {
    /// Where they come from.
    pub source: Source,
    /// The authority's name; `None`: whoever's board opens there.
    pub authority: Option<String>,
}

/// What is opened in place of what is open.
#[derive(Debug, Default)]
pub(super) struct Opening {
    /// What is being read to be opened.
    wanted: Option<Whose>,
    /// What was read and waits until nothing stands over the page.
    held: Option<Box<Loaded>>,
    /// What was open before.
    pub former: Option<Whose>,
    /// What was entered beside other sources.
    rooms: HashMap<Source, Room>,
}

impl App {
    /// Whose figures are open.
    pub fn whose(&self) -> Whose {
        let name = self.home().map(|home| home.authority.name.clone());
        Whose { source: self.loaded.source.clone(), authority: name }
    }

    /// Where the figures come from.
    pub fn source(&self) -> &Source {
        &self.loaded.source
    }

    /// Opens other figures: at once where they are there already, else when they have been read.
    pub(super) fn open_figures(&mut self, whose: Whose) -> Option<Effect> {
        if whose.source == self.loaded.source {
            // What is still being read for another place is not wanted any more.
            if self.opening.wanted.take().is_some() {
                self.progress = None;
                self.opening.held = None;
            }
            let name = whose.authority?;
            let home = named(&self.loaded.facts, &name)?;
            self.change_authority(home);
            return None;
        }
        let under_way =
            self.opening.wanted.as_ref().is_some_and(|other| other.source == whose.source);
        let source = whose.source.clone();
        self.opening.wanted = Some(whose);
        if under_way {
            return None;
        }
        self.opening.held = None;
        self.progress = Some((0, 0));
        Some(Effect::Open(source))
    }

    /// Another authority of what is open: the page, the period and what is chosen stay where they
    /// can.
    fn change_authority(&mut self, home: usize) {
        if home == self.loaded.home {
            return;
        }
        let former = self.whose();
        self.loaded.home = home;
        let figures = |board: &Board| board.indicators().any(|row| row.value.is_some());
        let mut ask = self.ask.clone();
        let mut board = assessed(&self.loaded, self.published.as_ref(), &mut ask);
        if ask.period.is_some() && !board.as_ref().is_some_and(figures) {
            self.say(format!("no figures for {}: these are the latest", self.board.period.long()));
            ask.period = None;
            board = assessed(&self.loaded, self.published.as_ref(), &mut ask);
        }
        let Some(board) = board else { return };
        self.ask = ask;
        self.part_from(former);
        self.show(board);
    }

    /// Leaves what was open.
    fn part_from(&mut self, former: Whose) {
        self.opening.former = Some(former);
        self.news = News::default();
        self.unpin_point();
    }

    /// Files were read: the newest of them, before the rest.
    pub(super) fn arrived_early(&mut self, loaded: Loaded) -> Option<Effect> {
        // Once there are figures on the screen, part of them is no news.
        let wanted = self.opening.wanted.as_ref().filter(|whose| whose.source == loaded.source)?;
        let wanted = wanted.authority.as_deref();
        if wanted.is_some_and(|name| named(&loaded.facts, name).is_none()) {
            return None;
        }
        // With something being written or chosen, all of it will do; in public what is not there yet
        // may hide what is.
        if self.dialog.is_some() || self.is_public() {
            return None;
        }
        self.partial = true;
        self.take_over(loaded)
    }

    /// Files were read, all of them.
    pub(super) fn arrived(&mut self, loaded: Loaded) -> Option<Effect> {
        if self.opening.wanted.as_ref().is_some_and(|whose| whose.source == loaded.source) {
            self.progress = None;
            self.opening.held = Some(Box::new(loaded));
            return None;
        }
        if loaded.source == self.loaded.source {
            if self.opening.wanted.is_none() {
                self.progress = None;
            }
            self.reload(loaded);
        }
        None
    }

    /// Opens what was read, unless something stands over the page: what is written there is about
    /// the board below it.
    pub(super) fn take_up(&mut self) -> Option<Effect> {
        if self.dialog.is_some() {
            return None;
        }
        let loaded = self.opening.held.take()?;
        self.partial = false;
        self.take_over(*loaded)
    }

    /// So many files of so many are read; of what nobody waits for any more it does not matter.
    pub(super) fn progressed(&mut self, source: &Source, done: usize, of: usize) {
        if self.awaited() == source {
            self.progress = Some((done, of));
        }
    }

    /// The source whose reading is told.
    fn awaited(&self) -> &Source {
        self.opening.wanted.as_ref().map_or(&self.loaded.source, |whose| &whose.source)
    }

    /// What could not be read leaves all as it was.
    pub(super) fn failed(&mut self, source: &Source, why: &str) {
        if self.awaited() == source {
            self.progress = None;
        }
        if self.loaded.source == *source {
            self.news.asked = false;
            // What is on the screen of it stays all there is, and may be read again.
            self.partial = false;
        }
        if self.opening.wanted.as_ref().is_some_and(|whose| whose.source == *source) {
            self.opening.wanted = None;
            self.message = Some(format!("not opened: {why}"));
        } else if self.loaded.source == *source {
            self.message = Some(format!("not read: {why}"));
        }
    }

    /// Puts what was read for another place on the screen.
    fn take_over(&mut self, mut loaded: Loaded) -> Option<Effect> {
        let wanted = self.opening.wanted.take()?;
        let home = wanted.authority.and_then(|name| named(&loaded.facts, &name));
        loaded.home = home.unwrap_or(loaded.home);
        loaded.complaints.sort_by_key(|complaint| complaint.severity);
        let mut ask = self.ask_anew(&loaded);
        let veil = self.veil.over(&mut loaded);
        let Some(board) = assessed(&loaded, self.published.as_ref(), &mut ask) else {
            self.progress = None;
            self.say("not opened: nobody's figures are there");
            return None;
        };
        let former = self.whose();
        let mut room = self.opening.rooms.remove(&loaded.source).unwrap_or_default();
        room.now = self.room.now;
        let left = std::mem::replace(&mut self.room, room);
        self.opening.rooms.insert(former.source.clone(), left);
        self.loaded = loaded;
        self.veil = veil;
        self.ask = ask;
        self.filter = Filter::All;
        self.found = (Vec::new(), 0);
        self.months.clear();
        self.complaint = Cursor::default();
        self.part_from(former);
        // How figures are divided is each place's own.
        self.back.retain(|page| !matches!(page, Page::Divided { .. }));
        let divided = match &self.page {
            Page::Divided { section, .. } => Some(section.clone()),
            _ => None,
        };
        self.show(board);
        if let Some(section) = divided {
            self.page = self.section_position(&section).map_or(Page::Overview, Page::Section);
            self.settle();
        }
        if self.yearly() {
            self.ask.compare = Compare::Previous;
            self.reassess();
        }
        self.say(format!("opened {}", self.title()));
        let change = self.loaded.source.to_remember()?;
        Some(self.remember(change))
    }

    /// The question as it is asked of other figures: periods and days are each place's own.
    fn ask_anew(&self, loaded: &Loaded) -> Ask {
        let now = &self.ask;
        let known = |remit: &String| loaded.catalogue.remits.iter().any(|r| r.id == *remit);
        Ask {
            compare: match now.compare {
                Compare::Chosen(_) => Compare::Previous,
                other => other,
            },
            core: now.core,
            order: now.order,
            remit: now.remit.clone().filter(known),
            ..Ask::default()
        }
    }
}

/// Where the authority of this name stands among facts.
fn named(facts: &Facts, name: &str) -> Option<usize> {
    let same = |own: &AuthorityFacts| fold(&own.authority.name) == fold(name);
    facts.authorities().iter().position(same)
}

#[cfg(test)]
mod tests;
