//! Choosing what to open: an authority of the open folder, England's published figures of any, a
//! folder lately used, or a path as it is typed.

use std::path::{Path, PathBuf};

use super::dialog::Dialog;
use super::input::Input;
use super::opening::Whose;
use super::source::Source;
use super::typeahead::{Heard, TypeAhead};
use super::{App, Effect, find};
use crate::domain::authority::{Area, AreaKind};

/// Something that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What opens.
    pub whose: Whose,
    /// What it is called.
    pub name: String,
    /// What kind of thing it is, and what is to be known about it.
    pub note: String,
    /// Its figures are open now.
    pub open: bool,
    /// The authority is no more.
    pub gone: bool,
    /// Other words to find it by: codes, its region.
    words: Vec<String>,
}

impl Offer {
    fn new(source: Source, name: String, note: &str) -> Self {
        let whose = Whose { source, authority: None };
        Self { whose, name, note: note.to_owned(), open: false, gone: false, words: Vec::new() }
    }

    /// How well it fits what was typed; its name counts for more than other words.
    fn score(&self, query: &str) -> Option<i32> {
        let words = self.words.iter().filter_map(|word| find::score(query, word));
        find::score(query, &self.name).max(words.max().map(|score| score - 60))
    }
}

impl App {
    /// Opens the list of what can be opened; what was open before comes first.
    pub fn open_picker(&mut self) {
        self.dialog = Some(Dialog::Picker(TypeAhead::new(self.offers(""))));
    }

    pub(super) fn picker_input(
        &mut self,
        mut list: TypeAhead<Offer>,
        input: &Input,
    ) -> Option<Effect> {
        match list.input(input) {
            Heard::Typed => {
                let found = self.offers(list.prompt.text());
                list.found(found);
            }
            Heard::Moved => {}
            Heard::Cancelled => return None,
            Heard::Leaving => return Some(Effect::Quit),
            Heard::Done => {
                let whose = list.chosen().map(|offer| offer.whose.clone())?;
                return self.open_figures(whose);
            }
        }
        self.dialog = Some(Dialog::Picker(list));
        None
    }

    /// What can be opened and fits, the best first; what is typed is a path too.
    fn offers(&self, query: &str) -> Vec<Offer> {
        let all = self.all_offers();
        let typed = query.trim().trim_matches('"');
        if typed.is_empty() {
            return all;
        }
        let mut found: Vec<(i32, Offer)> =
            all.into_iter().filter_map(|offer| Some((offer.score(typed)?, offer))).collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let mut offers: Vec<_> = found.into_iter().map(|(_, offer)| offer).collect();
        let source = Source::Paths(vec![expanded(typed, self.own.home_folder.as_deref())]);
        // What is open is known by the name that it was opened by.
        let here = self.same_place(&source, &self.loaded.source);
        let source = if here { self.loaded.source.clone() } else { source };
        let path = Offer::new(source, typed.to_owned(), "folder or file");
        if !offers.iter().any(|offer| offer.whose == path.whose) {
            let first = typed.starts_with(['~', '.']) || typed.contains(['/', '\\']);
            offers.insert(if first { 0 } else { offers.len() }, path);
        }
        offers
    }

    /// Everything that can be opened, in the order in which it is likely to be wanted.
    fn all_offers(&self) -> Vec<Offer> {
        let mut all = self.own_authorities();
        let folders =
            self.own.remembered.folders.iter().map(|folder| (folder, "folder, lately used"));
        let usual = self.own.folder.iter().map(|folder| (folder, "your usual folder"));
        for (folder, note) in usual.chain(folders) {
            let source = Source::Paths(vec![folder.clone()]);
            let known = all.iter().any(|offer| self.same_place(&offer.whose.source, &source));
            if !known && !self.same_place(&source, &self.loaded.source) {
                all.push(Offer::new(source, folder.display().to_string(), note));
            }
        }
        let mut published = self.published_offers();
        let lately = |offer: &Offer| match &offer.whose.source {
            Source::Published(code) => {
                self.own.remembered.authorities.iter().position(|c| c == code)
            }
            _ => None,
        };
        // Stable: those not lately used stay in the order of their names.
        published.sort_by_key(|offer| lately(offer).unwrap_or(usize::MAX));
        let some = published.iter().take_while(|offer| lately(offer).is_some()).count();
        let others = published.split_off(some);
        all.extend(published);
        if self.loaded.source != Source::Demonstration {
            let name = Source::Demonstration.words();
            all.push(Offer::new(Source::Demonstration, name, "an invented borough"));
        }
        all.extend(others);
        self.former_first(&mut all);
        all
    }

    /// Whether two sources are the same files, however they are named.
    fn same_place(&self, one: &Source, other: &Source) -> bool {
        let (Source::Paths(one), Source::Paths(other)) = (one, other) else { return one == other };
        let full = |path: &PathBuf| {
            self.own.started_in.as_ref().map_or_else(|| path.clone(), |folder| folder.join(path))
        };
        one.iter().map(full).eq(other.iter().map(full))
    }

    /// The authorities of what is open.
    fn own_authorities(&self) -> Vec<Offer> {
        if matches!(self.loaded.source, Source::Published(_)) {
            return Vec::new();
        }
        let title = &self.loaded.title;
        let own = self.loaded.facts.authorities().iter().enumerate();
        own.map(|(at, facts)| {
            let authority = &facts.authority;
            let open = at == self.loaded.home;
            let note = if open { "open now".to_owned() } else { format!("in {title}") };
            let mut offer = Offer::new(self.loaded.source.clone(), authority.name.clone(), &note);
            offer.whose.authority = Some(authority.name.clone());
            offer.words.extend(authority.code.clone());
            offer.open = open;
            offer
        })
        .collect()
    }

    /// England's published figures of every authority, by name.
    fn published_offers(&self) -> Vec<Offer> {
        let areas = self.published.areas().iter();
        let mut offers: Vec<_> = areas
            .filter(|area| area.kind == AreaKind::Authority)
            .map(|area| published(area, &self.loaded.source))
            .collect();
        offers.sort_by(|a, b| a.name.cmp(&b.name));
        offers
    }

    /// What was open before, at the beginning.
    fn former_first(&self, all: &mut Vec<Offer>) {
        let Some(former) = &self.opening.former else { return };
        let same = |offer: &Offer| {
            offer.whose.source == former.source
                && (offer.whose.authority.is_none() || offer.whose.authority == former.authority)
        };
        let mut offer = match all.iter().position(same) {
            Some(at) => all.remove(at),
            None => Offer::new(former.source.clone(), former.source.words(), ""),
        };
        if offer.whose.authority.is_none() && !matches!(former.source, Source::Published(_)) {
            let name = former.authority.clone().unwrap_or_default();
            offer.name = format!("{name}, {}", offer.name);
        }
        offer.whose.authority.clone_from(&former.authority);
        "where you were".clone_into(&mut offer.note);
        all.insert(0, offer);
    }
}

fn published(area: &Area, now: &Source) -> Offer {
    let source = Source::Published(area.code().to_owned());
    let open = source == *now;
    let note = match (&area.abolished, open) {
        (_, true) => "open now".to_owned(),
        (Some(end), false) => format!("abolished {}", end.split(':').next().unwrap_or(end)),
        (None, false) => "published figures".to_owned(),
    };
    let mut offer = Offer::new(source, area.name.clone(), &note);
    offer.words = vec![area.number.clone(), area.ons.clone(), area.region.clone()];
    offer.open = open;
    offer.gone = area.abolished.is_some();
    offer
}

/// A path as a person types it: `~` is their home folder.
pub fn expanded(typed: &str, home: Option<&Path>) -> PathBuf {
    let below =
        typed.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    match (below, home) {
        (Some(below), Some(home)) => home.join(below.trim_start_matches(['/', '\\'])),
        _ => PathBuf::from(typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;
    use crate::domain::published::{Measure, Neighbour, Published, Year};
    use crate::domain::remembered::Change;

    /// Three authorities, one of them no more.
    struct Three(Vec<Area>);

    impl Published for Three {
        fn areas(&self) -> &[Area] {
            &self.0
        }
        fn neighbours(&self, _: usize) -> Vec<Neighbour> {
            Vec::new()
        }
        fn measures(&self) -> &[Measure] {
            &[]
        }
        fn years(&self, _: &str) -> Option<std::rc::Rc<Vec<Year>>> {
            None
        }
    }

    fn area(number: &str, name: &str, kind: AreaKind, abolished: Option<&str>) -> Area {
        Area {
            number: number.to_owned(),
            ons: format!("E0{number}"),
            name: name.to_owned(),
            kind,
            region: "North West".to_owned(),
            abolished: abolished.map(str::to_owned),
        }
    }

    fn app() -> App {
        let mut app = fixture::app();
        app.published = std::rc::Rc::new(Three(vec![
            area("816", "York", AreaKind::Authority, None),
            area("909", "Cumbria", AreaKind::Authority, Some("April 2023: now two")),
            area("100", "North West", AreaKind::Region, None),
            area("807", "Redcar", AreaKind::Authority, None),
        ]));
        app.own.home_folder = Some(PathBuf::from("/home/officer"));
        app
    }

    fn names(offers: &[Offer]) -> Vec<&str> {
        offers.iter().map(|offer| offer.name.as_str()).collect()
    }

    #[test]
    fn what_is_likely_stands_before_what_is_possible() {
        let mut app = app();
        let own = app.board.authority.name.clone();
        assert_eq!(names(&app.offers("")), [own.as_str(), "Cumbria", "Redcar", "York"]);
        app.own.remembered.apply(Change::Folder(PathBuf::from("/srv/figures")));
        app.own.remembered.apply(Change::Authority("E0816".to_owned()));
        app.own.remembered.apply(Change::Authority("nobody's".to_owned()));
        app.own.folder = Some(PathBuf::from("/srv/usual"));
        let all = app.offers("");
        let wanted = [own.as_str(), "/srv/usual", "/srv/figures", "York", "Cumbria", "Redcar"];
        assert_eq!(names(&all), wanted);
        assert!(all[0].open && all[4].gone);
        assert_eq!(all[4].note, "abolished April 2023");
    }

    #[test]
    fn a_few_letters_a_code_or_a_region_find_an_authority() {
        let app = app();
        for (typed, found) in [("yo", "York"), ("909", "Cumbria"), ("E0807", "Redcar")] {
            assert_eq!(app.offers(typed)[0].name, found, "{typed}");
        }
        assert_eq!(app.offers("north west").len(), 4, "three, and a folder of that name");
    }

    #[test]
    fn what_is_typed_is_a_path_first_where_it_looks_like_one() {
        let app = app();
        let first = |typed: &str| app.offers(typed)[0].whose.source.clone();
        let path = |path: &str| Source::Paths(vec![PathBuf::from(path)]);
        assert_eq!(first("~/y"), path("/home/officer/y"));
        assert_eq!(first("./york"), path("./york"));
        assert_eq!(first("\"C:\\My files\""), path("C:\\My files"));
        assert_eq!(first("york"), Source::Published("E0816".to_owned()));
        assert_eq!(app.offers("york").last().unwrap().whose.source, path("york"));
        assert_eq!(app.offers("zzz").len(), 1);
    }

    #[test]
    fn a_folder_is_one_however_it_is_named() {
        let mut app = app();
        app.own.started_in = Some(PathBuf::from("/srv"));
        app.loaded.source = Source::Paths(vec![PathBuf::from("./figures/")]);
        app.own.remembered.apply(Change::Folder(PathBuf::from("/srv/figures")));
        app.own.remembered.apply(Change::Folder(PathBuf::from("/srv/others")));
        let all = app.offers("");
        assert!(names(&all).contains(&"/srv/others") && !names(&all).contains(&"/srv/figures"));
        assert_eq!(app.offers("/srv/figures")[0].whose.source, app.loaded.source);
    }

    #[test]
    fn only_a_tilde_alone_or_before_a_slash_is_the_home_folder() {
        let home = Some(Path::new("/home/officer"));
        assert_eq!(expanded("~", home), Path::new("/home/officer"));
        assert_eq!(expanded("~/a b", home), Path::new("/home/officer/a b"));
        for text in ["~other/a", "a~/b", "/a"] {
            assert_eq!(expanded(text, home), Path::new(text));
        }
        assert_eq!(expanded("~/a", None), Path::new("~/a"));
    }
}
