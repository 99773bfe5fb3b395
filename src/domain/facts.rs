//! Everything that was loaded: authorities, their extracts, one timeline an indicator.

mod gathering;
mod roster;

use std::collections::HashMap;
use std::sync::Arc;

use super::authority::Authority;
use super::observation::Observation;
use super::period::{Period, Shape};
use super::snapshot::{Snapshot, Stamp};
use super::timeline::{Timeline, Version};
pub use gathering::Gathering;
use roster::Roster;

/// One snapshot as a place in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Extract {
    /// When it was made.
    pub at: Stamp,
    /// The period it was made for.
    pub period: Period,
    /// Its file, for ties and messages.
    pub file: String,
    /// Where its figures came from, where said.
    pub source: Option<String>,
}

/// The latest month that one of the snapshots was made for, else the latest period of any shape.
pub fn latest_period(extracts: &[Extract]) -> Option<Period> {
    let periods = || extracts.iter().map(|extract| extract.period);
    periods().filter(|p| p.shape() == Shape::Month).max().or_else(|| periods().max())
}

/// One authority's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthorityFacts {
    /// Who it is; the name as the latest extract writes it.
    pub authority: Authority,
    /// Its snapshots, in order of time, ties by file name.
    pub extracts: Vec<Extract>,
    columns: Vec<(Arc<str>, Timeline)>,
    index: HashMap<Arc<str>, usize>,
    masked: bool,
}

impl AuthorityFacts {
    /// The same authority with other timelines and extracts, from which everything that may not be
    /// public is gone.
    #[must_use]
    pub fn masked(&self, extracts: Vec<Extract>, columns: Vec<(Arc<str>, Timeline)>) -> Self {
        let index = columns.iter().enumerate().map(|(at, (id, _))| (id.clone(), at)).collect();
        Self { authority: self.authority.clone(), extracts, columns, index, masked: true }
    }

    /// Whether what may not be public is gone from it.
    pub fn is_masked(&self) -> bool {
        self.masked
    }

    /// The timeline of an indicator; `None` where it never had a figure.
    pub fn timeline(&self, indicator: &str) -> Option<&Timeline> {
        self.index.get(indicator).and_then(|at| self.columns.get(*at)).map(|(_, t)| t)
    }

    /// Ids of the indicators that have figures, in the order in which they were first met.
    pub fn indicators(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(id, _)| id.as_ref())
    }

    /// Every indicator's id and timeline, in the order in which they were first met.
    pub fn timelines(&self) -> impl Iterator<Item = (&str, &Timeline)> {
        self.columns.iter().map(|(id, timeline)| (id.as_ref(), timeline))
    }

    /// The latest month that a snapshot was made for, else the latest period of any shape.
    pub fn latest_period(&self) -> Option<Period> {
        latest_period(&self.extracts)
    }

    /// Somebody whose first snapshot is yet to be added.
    fn new(authority: Authority) -> Self {
        let (extracts, columns) = (Vec::new(), Vec::new());
        Self { authority, extracts, columns, index: HashMap::new(), masked: false }
    }

    /// Adds the next snapshot in the order of time, ties by file name. `room` is how many points the
    /// timelines of somebody alike have, in their order: so many are expected here.
    fn add(&mut self, snapshot: Snapshot, room: &[usize]) {
        self.authority.name.clone_from(&snapshot.authority.name);
        // An ONS code says more than a DfE number; of two of a kind the latest stands.
        let is_ons = |code: &str| code.starts_with(|c: char| c.is_alphabetic());
        if let Some(code) = &snapshot.authority.code
            && (is_ons(code) || !self.authority.code.as_deref().is_some_and(is_ons))
        {
            self.authority.code = Some(code.clone());
        }
        let extract = u32::try_from(self.extracts.len()).unwrap_or(u32::MAX);
        self.extracts.push(Extract {
            at: snapshot.extracted,
            period: snapshot.period,
            file: snapshot.file,
            source: snapshot.source,
        });
        for observation in snapshot.observations {
            self.record(extract, &snapshot.indicators, observation, room);
        }
    }

    /// Records an observation of one of the `indicators`.
    fn record(
        &mut self,
        extract: u32,
        indicators: &[Arc<str>],
        observation: Observation,
        room: &[usize],
    ) {
        let Observation { indicator, period, figure, detail, history } = observation;
        let place = usize::try_from(indicator).unwrap_or(usize::MAX);
        let Some(indicator) = indicators.get(place) else { return };
        let at = match self.columns.get(place) {
            // Mostly it stands at the same place in every snapshot.
            Some((id, _)) if id == indicator => place,
            _ => self.column(indicator, room),
        };
        let Some((_, timeline)) = self.columns.get_mut(at) else {
            return;
        };
        let mut hint = 0;
        for (period, figure) in history {
            hint = timeline.record(hint, period, Version::new(extract, figure), None);
        }
        timeline.record(hint, period, Version::new(extract, figure), detail);
    }

    /// The position of an indicator's timeline; a new one where it has none.
    fn column(&mut self, indicator: &Arc<str>, room: &[usize]) -> usize {
        if let Some(at) = self.index.get(indicator) {
            return *at;
        }
        let at = self.columns.len();
        let timeline = Timeline::with_room(room.get(at).copied().unwrap_or(0));
        self.index.insert(Arc::clone(indicator), at);
        self.columns.push((Arc::clone(indicator), timeline));
        at
    }
}

/// Every authority's figures, in order of name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    authorities: Vec<AuthorityFacts>,
}

impl Facts {
    /// Gathers snapshots, in any order, into timelines.
    ///
    /// An authority is its code, else its name ignoring case; a snapshot without a code belongs to
    /// the one coded authority of that name. `same_code` says whether two codes (an ONS code and a
    /// DfE number) are one authority's.
    pub fn gather(mut snapshots: Vec<Snapshot>, same_code: impl Fn(&str, &str) -> bool) -> Self {
        snapshots.sort_by(|a, b| (a.extracted, &a.file).cmp(&(b.extracted, &b.file)));
        let mut roster = Roster::default();
        let (coded, named): (Vec<_>, Vec<_>) =
            snapshots.iter().map(|s| &s.authority).partition(|a| a.code.is_some());
        for authority in coded.into_iter().chain(named) {
            roster.enter(authority, &same_code);
        }
        let mut authorities: Vec<AuthorityFacts> =
            roster.firsts().cloned().map(AuthorityFacts::new).collect();
        for snapshot in snapshots {
            let at = roster.enter(&snapshot.authority, &same_code);
            if let Some(facts) = authorities.get_mut(at) {
                facts.add(snapshot, &[]);
            }
        }
        Self::of(authorities)
    }

    fn of(mut authorities: Vec<AuthorityFacts>) -> Self {
        authorities.sort_by(|a, b| a.authority.name.cmp(&b.authority.name));
        Self { authorities }
    }

    /// The same authorities, each as `of` makes it anew.
    #[must_use]
    pub fn map(&self, of: impl FnMut(&AuthorityFacts) -> AuthorityFacts) -> Self {
        Self { authorities: self.authorities.iter().map(of).collect() }
    }

    /// Every authority, in order of name.
    pub fn authorities(&self) -> &[AuthorityFacts] {
        &self.authorities
    }

    /// The authority with most snapshots; of several the one with the latest extract, then the
    /// first by name.
    pub fn home(&self) -> Option<usize> {
        let key = |f: &AuthorityFacts| (f.extracts.len(), f.extracts.last().map(|e| e.at));
        let mut best: Option<(usize, (usize, Option<Stamp>))> = None;
        for (at, facts) in self.authorities.iter().enumerate() {
            let this = key(facts);
            if best.as_ref().is_none_or(|(_, most)| this > *most) {
                best = Some((at, this));
            }
        }
        best.map(|(at, _)| at)
    }
}
