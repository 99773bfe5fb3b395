//! Snapshots put together while they are read, so that none is kept: all of England for ten years is a
//! hundred megabytes of text, and most of that again as snapshots.

use std::collections::HashMap;

use super::super::authority::Authority;
use super::super::snapshot::{Snapshot, Stamp};
use super::roster::Roster;
use super::{AuthorityFacts, Facts};

/// Snapshots on their way to being facts, added one by one as they are met.
#[derive(Debug, Default)]
pub struct Gathering {
    pages: Vec<Page>,
    index: HashMap<Authority, usize>,
}

/// What came from those who name themselves alike.
#[derive(Debug)]
struct Page {
    written: Authority,
    facts: AuthorityFacts,
    /// Where each snapshot came from, in the order in which they were added.
    origins: Vec<usize>,
    /// How many points the one before had when this one was begun, an indicator each: councils send
    /// alike.
    room: Vec<usize>,
    /// They were added in the order of their extracts, so that every version stands where it should.
    in_order: bool,
}

impl Page {
    /// How many points each indicator has.
    fn points(&self) -> Vec<usize> {
        self.facts.timelines().map(|(_, timeline)| timeline.points().len()).collect()
    }

    /// When each extract was made, the file it came in, and where from.
    fn extracts(&self) -> impl Iterator<Item = (Stamp, &str, usize)> {
        let extracts = self.facts.extracts.iter().zip(&self.origins);
        extracts.map(|(extract, origin)| (extract.at, extract.file.as_str(), *origin))
    }
}

impl Gathering {
    /// How many snapshots were added.
    pub fn snapshots(&self) -> usize {
        self.pages.iter().map(|page| page.origins.len()).sum()
    }

    /// Adds a snapshot; `origin` is what [`finish`](Self::finish) asks for it by.
    pub fn add(&mut self, origin: usize, snapshot: Snapshot) {
        let at = match self.index.get(&snapshot.authority) {
            Some(at) => *at,
            None => {
                let written = snapshot.authority.clone();
                self.index.insert(written.clone(), self.pages.len());
                let facts = AuthorityFacts::new(written.clone());
                let room = self.pages.last().map(Page::points).unwrap_or_default();
                let page = Page { written, facts, origins: Vec::new(), room, in_order: true };
                self.pages.push(page);
                self.pages.len() - 1
            }
        };
        let Some(page) = self.pages.get_mut(at) else { return };
        let before = page.facts.extracts.last().map(|e| (e.at, e.file.as_str()));
        page.in_order &= before.is_none_or(|b| b <= (snapshot.extracted, snapshot.file.as_str()));
        page.origins.push(origin);
        page.facts.add(snapshot, &page.room);
    }

    /// All of it as facts: as [`Facts::gather`] would have put them together.
    ///
    /// Whose files are named in the order of their extracts is ready. Whose are not, and who is named
    /// in several ways, is put together once more: `again` is asked for those snapshots, by their
    /// origins.
    pub fn finish(
        self,
        same_code: impl Fn(&str, &str) -> bool,
        again: impl Fn(usize) -> Option<Snapshot>,
    ) -> Facts {
        let mut pages = self.pages;
        let first = |page: &Page| page.extracts().map(|(at, file, _)| (at, file.to_owned())).min();
        pages.sort_by_cached_key(|page| (page.written.code.is_none(), first(page)));
        let mut roster = Roster::default();
        let mut groups: Vec<Vec<Page>> = Vec::new();
        for page in pages {
            let at = roster.enter(&page.written, &same_code);
            if at == groups.len() {
                groups.push(Vec::new());
            }
            if let Some(group) = groups.get_mut(at) {
                group.push(page);
            }
        }
        Facts::of(groups.into_iter().map(|group| together(group, &again)).collect())
    }
}

/// One authority's facts.
fn together(group: Vec<Page>, again: &impl Fn(usize) -> Option<Snapshot>) -> AuthorityFacts {
    let mut group = group;
    if let [page] = group.as_slice()
        && page.in_order
        && let Some(page) = group.pop()
    {
        return page.facts;
    }
    let mut extracts: Vec<_> = group.iter().flat_map(Page::extracts).collect();
    extracts.sort_unstable();
    let name = || Authority { code: None, name: String::new() };
    let first = group.first().map_or_else(name, |page| page.written.clone());
    let mut facts = AuthorityFacts::new(first);
    for (_, _, origin) in extracts {
        if let Some(snapshot) = again(origin) {
            facts.add(snapshot, &[]);
        }
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::super::super::observation::{Figure, Observation, Status};
    use super::super::super::period::Period;
    use super::super::super::value::Value;
    use super::*;
    use proptest::prelude::*;

    fn snapshot(code: Option<&str>, name: &str, day: u8, figure: u8, file: &str) -> Snapshot {
        let period: Period = "2026-01".parse().unwrap();
        let figure = Figure {
            value: Value::Number(f64::from(figure)),
            fraction: None,
            status: Status::Final,
        };
        Snapshot {
            authority: Authority { code: code.map(str::to_owned), name: name.to_owned() },
            period,
            extracted: format!("2026-02-{day:02}").parse().unwrap(),
            source: None,
            file: file.to_owned(),
            indicators: ["referrals".into()].into(),
            observations: vec![Observation {
                indicator: 0,
                period,
                figure,
                detail: None,
                history: vec![(period.step(-1).unwrap(), figure)],
            }],
        }
    }

    fn same(a: &str, b: &str) -> bool {
        [a, b].iter().all(|code| ["309", "E09000014"].contains(code))
    }

    proptest! {
        #[test]
        fn one_by_one_they_become_what_they_do_at_once(
            all in prop::collection::vec((0_usize..4, 1_u8..6, 0_u8..3), 1..24)
        ) {
            let written =
                [(Some("309"), "Here"), (Some("E09000014"), "Here"), (None, "here"), (None, "There")];
            let snapshots: Vec<Snapshot> = (0..)
                .zip(all)
                .map(|(at, (who, day, figure))| {
                    let (code, name) = written[who];
                    snapshot(code, name, day, figure, &format!("{at:02}.json"))
                })
                .collect();
            let mut gathering = Gathering::default();
            for (at, snapshot) in snapshots.iter().enumerate() {
                gathering.add(at, snapshot.clone());
            }
            prop_assert_eq!(gathering.snapshots(), snapshots.len());
            let again = |at: usize| snapshots.get(at).cloned();
            prop_assert_eq!(gathering.finish(same, again), Facts::gather(snapshots.clone(), same));
        }
    }

    #[test]
    fn what_comes_in_order_is_not_asked_for_again() {
        let mut gathering = Gathering::default();
        for day in 1..9 {
            gathering.add(0, snapshot(Some("309"), "Here", day, day / 3, "a.json"));
        }
        let facts = gathering.finish(same, |_| panic!("it is there already"));
        let timeline = facts.authorities()[0].timeline("referrals").unwrap();
        assert_eq!(timeline.points()[1].versions().len(), 3);
    }

    #[test]
    fn an_authority_that_is_renamed_keeps_those_who_only_know_its_old_name() {
        let all = vec![
            snapshot(Some("309"), "Old", 1, 1, "a"),
            snapshot(Some("309"), "New", 2, 2, "b"),
            snapshot(None, "Old", 3, 3, "c"),
        ];
        let facts = Facts::gather(all, same);
        assert_eq!(facts.authorities().len(), 1);
        assert_eq!(facts.authorities()[0].extracts.len(), 3);
    }
}
