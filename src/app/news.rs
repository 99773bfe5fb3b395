//! What a newer reading of the files brought: counted in a message, marked in the tables.

use std::collections::HashSet;

use super::{App, Effect, Loaded, assessed};
use crate::assess::ask::Ask;
use crate::assess::board::{Board, Grain, IndicatorView};
use crate::domain::authority::{Authority, fold};
use crate::domain::facts::{AuthorityFacts, Facts};
use crate::domain::observation::Figure;
use crate::domain::period::Period;
use crate::domain::timeline::{Point, Timeline, Version};
use crate::domain::value;

/// What is new since the reading before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// The board's period at which rows are marked.
    at: Option<Period>,
    /// Ids of the rows whose figure, light or comment is another there.
    rows: HashSet<String>,
    /// The newest period that came while an older one was on the screen; until it is gone to.
    pub newer: Option<Period>,
    /// Set while the files do not answer: the time at which the figures were read, `09:02`.
    pub away: Option<String>,
    /// The person asked for the reading that is under way, and waits for a word.
    pub(super) asked: bool,
}

/// What came, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Count {
    changed: usize,
    new: usize,
    gone: usize,
}

impl Count {
    /// Counts the figures of one authority. Those of `new_periods` are counted as periods instead.
    fn between(before: &AuthorityFacts, now: &AuthorityFacts, new_periods: &[Period]) -> Self {
        let mut count = Self::default();
        for id in now.indicators() {
            let points = now.timeline(id).map_or(&[][..], Timeline::points);
            let old = before.timeline(id).map_or(&[][..], Timeline::points);
            count.gone += beyond(points, old).count();
            count.new += beyond(old, points).filter(|p| !new_periods.contains(&p.period)).count();
            count.changed += points.iter().filter(|p| changed(p, at(old, p.period))).count();
        }
        let dropped = before.indicators().filter(|id| now.timeline(id).is_none());
        count.gone +=
            dropped.filter_map(|id| before.timeline(id)).map(|t| t.points().len()).sum::<usize>();
        count
    }
}

/// The points whose periods are not among the known.
fn beyond<'a>(known: &'a [Point], points: &'a [Point]) -> impl Iterator<Item = &'a Point> {
    points.iter().filter(|point| at(known, point.period).is_none())
}

fn at(points: &[Point], period: Period) -> Option<&Point> {
    points.binary_search_by(|p| p.period.cmp(&period)).ok().and_then(|at| points.get(at))
}

fn changed(now: &Point, before: Option<&Point>) -> bool {
    let newest = |point: &Point| {
        let figure: Option<Figure> = point.versions().last().map(Version::figure);
        figure.map(|figure| (figure.value, figure.fraction))
    };
    before.is_some_and(|before| newest(before) != newest(now))
}

/// Whether a row says something else than before.
fn differs(now: &IndicatorView, before: Option<&IndicatorView>) -> bool {
    let told = |row: &IndicatorView| (row.value, row.shown.text(), row.rating, row.comment.clone());
    before.is_none_or(|before| told(before) != told(now))
}

/// `3 figures`, `1 new month`.
fn many(count: usize, one: &str, more: &str) -> Option<String> {
    (count > 0).then(|| format!("{} {}", value::count(count), if count == 1 { one } else { more }))
}

fn word(grain: Grain) -> (&'static str, &'static str) {
    match grain {
        Grain::Month => ("new month", "new months"),
        Grain::Quarter => ("new quarter", "new quarters"),
        Grain::Year => ("new year", "new years"),
    }
}

/// Where an authority stands: by its code, else by its name.
fn position(facts: &Facts, wanted: &Authority) -> Option<usize> {
    let of = |same: &dyn Fn(&Authority) -> bool| {
        facts.authorities().iter().position(|f| same(&f.authority))
    };
    let by_code = || of(&|a| wanted.code.is_some() && a.code == wanted.code);
    by_code().or_else(|| of(&|a| fold(&a.name) == fold(&wanted.name)))
}

impl App {
    /// Whether a row is marked as changed since the reading before.
    pub fn is_news(&self, indicator: &str) -> bool {
        self.news.at == Some(self.board.period) && self.news.rows.contains(indicator)
    }

    /// Whether any row is marked.
    #[cfg(test)]
    pub(super) fn has_news(&self) -> bool {
        self.board.indicators().any(|row| self.is_news(&row.id))
    }

    /// The section that the person stands in, by its id.
    pub(super) fn stands_in(&self) -> Option<String> {
        self.section_at().and_then(|at| self.section(at)).map(|section| section.id.clone())
    }

    /// Who has left a section has seen its news; who has gone to a newer period needs no offer.
    pub(super) fn forget_news(&mut self, stood: Option<&str>) {
        if self.news.newer.is_some_and(|newer| newer <= self.board.period) {
            self.news.newer = None;
        }
        if self.news.rows.is_empty() || stood.is_none() || stood == self.stands_in().as_deref() {
            return;
        }
        let left = self.board.sections.iter().filter(|section| Some(section.id.as_str()) == stood);
        for row in left.flat_map(|section| &section.indicators) {
            self.news.rows.remove(&row.id);
        }
    }

    /// Has the files read, unless they are being read.
    pub(super) fn read_again(&mut self) -> Option<Effect> {
        if self.partial || self.progress.is_some() {
            return None;
        }
        self.progress = Some((0, 0));
        Some(Effect::Reload)
    }

    /// Takes up what was read again. What is chosen and open stays; whose board it is stays, and
    /// so does its period: a room is not moved on by a file that comes.
    pub(super) fn reload(&mut self, mut loaded: Loaded) {
        loaded.complaints.sort_by_key(|complaint| complaint.severity);
        let asked = std::mem::take(&mut self.news.asked);
        let shown = self.home().map(|home| home.authority.clone());
        let home = shown.as_ref().and_then(|shown| position(&loaded.facts, shown));
        let Some(home) = home else {
            let name = shown.map_or_else(String::new, |shown| shown.name);
            self.message =
                Some(format!("no figures of {name} in the files now: the old ones stay"));
            return;
        };
        let mut loaded = Loaded { home, ..loaded };
        self.veil = self.veil.over(&mut loaded);
        self.news.away = None;
        if std::mem::take(&mut self.partial) {
            self.loaded = loaded;
            self.reassess();
            return;
        }
        self.ask.period.get_or_insert(self.board.period);
        let all = Ask { core: false, ..self.ask.clone() };
        let before = assessed(&self.loaded, self.published.as_ref(), &mut all.clone());
        let old = std::mem::replace(&mut self.loaded, loaded);
        self.reassess();
        let now = assessed(&self.loaded, self.published.as_ref(), &mut all.clone());
        let said = match (before, now) {
            (Some(before), Some(now)) => self.told(&old, &before, &now),
            _ => Vec::new(),
        };
        if asked {
            let said =
                if said.is_empty() { "nothing has changed".to_owned() } else { said.join(", ") };
            self.message = Some(format!("read again: {said}"));
        } else if !said.is_empty() {
            self.message = Some(said.join(", "));
        }
    }

    /// Marks what is new and says how much it is.
    fn told(&mut self, old: &Loaded, before: &Board, now: &Board) -> Vec<String> {
        let rows = now.indicators().filter(|row| differs(row, before.indicator(&row.id)));
        self.news.rows = rows.map(|row| row.id.clone()).collect();
        self.news.at = Some(now.period);
        let periods: Vec<Period> =
            now.periods.iter().filter(|p| !before.periods.contains(p)).copied().collect();
        let newest = periods.last().copied().filter(|newest| *newest > now.period);
        self.news.newer = newest.or(self.news.newer);
        let homes = old.facts.authorities().get(old.home).zip(self.home());
        let count =
            homes.map_or_else(Count::default, |(old, new)| Count::between(old, new, &periods));
        let (one, more) = word(now.grain);
        let complaints = self.loaded.complaints.len().saturating_sub(old.complaints.len());
        let mut said: Vec<String> = [
            many(count.changed, "figure changed", "figures changed"),
            many(count.new, "new figure", "new figures"),
            many(count.gone, "figure gone", "figures gone"),
            many(periods.len(), one, more),
            many(complaints, "new complaint", "new complaints"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if said.is_empty() {
            // A target or a comment is another.
            said.extend(many(self.news.rows.len(), "row changed", "rows changed"));
        }
        said
    }

    /// The files do not answer: said once, and shown until they do again.
    pub(super) fn lose_files(&mut self, why: &str, read_at: String) {
        self.message = Some(format!("{why}: showing the figures read at {read_at}"));
        self.news.away = Some(read_at);
    }

    /// The files answer again.
    pub(super) fn find_files(&mut self) {
        if self.news.away.take().is_some() {
            self.message = Some("the files can be reached again".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::{self, press};
    use crate::app::input::{Input, Press};
    use crate::app::page::Page;
    use crate::app::{Msg, update};
    use crate::domain::observation::{Comment, Observation};
    use crate::domain::snapshot::Snapshot;
    use crate::domain::value::Value;

    /// The files are found changed and are read: `change` is what has happened to the last extract.
    fn arrive(app: &mut App, change: impl Fn(&mut Vec<Snapshot>)) {
        let mut snapshots = fixture::snapshots();
        change(&mut snapshots);
        assert_eq!(update(app, Msg::FilesChanged), Some(Effect::Reload));
        update(app, Msg::Loaded(Box::new(fixture::loaded_of(snapshots))));
    }

    /// Where an indicator's figure stands.
    fn place(snapshot: &Snapshot, indicator: &str) -> usize {
        let is = |o| snapshot.indicator(o).is_some_and(|id| **id == *indicator);
        snapshot.observations.iter().position(is).unwrap()
    }

    fn set(snapshot: &mut Snapshot, indicator: &str, value: f64) {
        let at = place(snapshot, indicator);
        snapshot.observations[at].figure.value = Value::Number(value);
        snapshot.observations[at].figure.fraction = None;
    }

    /// An extract of the month after the last.
    fn next(snapshots: &[Snapshot]) -> Snapshot {
        let mut next = snapshots[snapshots.len() - 1].clone();
        next.period = next.period.step(1).unwrap();
        next.extracted = "2026-12-05".parse().unwrap();
        for observation in &mut next.observations {
            observation.history.clear();
            observation.period = observation.period.step(1).unwrap();
        }
        next
    }

    fn said(app: &App) -> &str {
        app.message.as_deref().unwrap_or_default()
    }

    #[test]
    fn a_changed_figure_is_counted_marked_and_taken_up_where_the_person_stands() {
        let mut app = fixture::app();
        press(&mut app, "2jj");
        let place = app.place(0);
        arrive(&mut app, |snapshots| set(&mut snapshots[1], "contacts", 7.0));
        assert_eq!(said(&app), "1 figure changed");
        assert_eq!((&app.page, app.place(0)), (&Page::Section(0), place));
        assert_eq!(app.board.indicator("contacts").unwrap().value, Some(7.0));
        let marked = app.board.indicators().filter(|row| app.is_news(&row.id));
        assert_eq!(marked.map(|row| row.id.as_str()).collect::<Vec<_>>(), ["contacts"]);
        // The mark speaks of this month.
        press(&mut app, "[");
        assert!(!app.has_news());
        press(&mut app, "]");
        assert!(app.has_news());
        // An indicator opened over the table is not yet away; another section is.
        update(&mut app, Msg::Key(Input::Press(Press::key(crossterm::event::KeyCode::Enter))));
        assert!(app.has_news());
        press(&mut app, "32");
        assert!(!app.has_news());
    }

    #[test]
    fn marks_are_taken_off_by_the_next_reading() {
        let mut app = fixture::app();
        arrive(&mut app, |snapshots| set(&mut snapshots[1], "contacts", 7.0));
        assert!(app.is_news("contacts"));
        arrive(&mut app, |snapshots| set(&mut snapshots[1], "contacts", 7.0));
        assert!(!app.has_news());
        assert_eq!(said(&app), "1 figure changed", "nothing new is no message");
    }

    #[test]
    fn a_new_month_is_offered_and_moves_nobody() {
        let mut app = fixture::app();
        let before = app.board.period;
        arrive(&mut app, |snapshots| snapshots.push(next(snapshots)));
        assert_eq!(app.board.period, before);
        assert!(said(&app).ends_with("1 new month"), "{}", said(&app));
        assert_eq!(app.news.newer, before.step(1));
        press(&mut app, "]");
        assert_eq!((Some(app.board.period), app.news.newer), (before.step(1), None));
    }

    #[test]
    fn an_older_month_is_no_offer() {
        let mut app = fixture::app();
        let old = |snapshots: &mut Vec<Snapshot>| {
            let mut old = next(&snapshots[..1]);
            old.period = Period::month(2020, 1).unwrap();
            old.extracted = "2020-02-05".parse().unwrap();
            let contacts = old.observations.swap_remove(place(&old, "contacts"));
            old.observations = vec![Observation { period: old.period, ..contacts }];
            snapshots.insert(0, old);
        };
        arrive(&mut app, old);
        assert_eq!((said(&app), app.news.newer), ("1 new month", None));
    }

    #[test]
    fn a_comment_alone_marks_its_row() {
        let mut app = fixture::app();
        arrive(&mut app, |snapshots| {
            let at = place(&snapshots[1], "contacts");
            let contacts = &mut snapshots[1].observations[at];
            let comment = Comment { text: "Checked.".to_owned(), public: false, author: None };
            contacts.detail.get_or_insert_default().comment = Some(comment);
        });
        assert!(app.is_news("contacts"));
        assert_eq!(said(&app), "1 row changed");
    }

    #[test]
    fn whose_board_it_is_never_changes_by_itself() {
        let mut app = fixture::app();
        arrive(&mut app, |snapshots| {
            let more: Vec<Snapshot> = (1..9)
                .map(|day| {
                    let mut other = snapshots[1].clone();
                    other.authority.name = "Barnet".to_owned();
                    other.extracted = format!("2026-12-{day:02}").parse().unwrap();
                    other
                })
                .collect();
            snapshots.extend(more);
        });
        assert_eq!(app.board.authority.name, "Haringey");
        // Nor when its own files are gone.
        arrive(&mut app, |snapshots| {
            for snapshot in snapshots {
                snapshot.authority.name = "Barnet".to_owned();
            }
        });
        assert_eq!(app.board.authority.name, "Haringey");
        assert!(said(&app).contains("no figures of Haringey"), "{}", said(&app));
    }

    #[test]
    fn one_reading_at_a_time_and_who_asks_is_always_answered() {
        let mut app = fixture::app();
        press(&mut app, "R");
        assert_eq!(update(&mut app, Msg::FilesChanged), None);
        update(&mut app, Msg::Loaded(Box::new(fixture::loaded())));
        assert_eq!(said(&app), "read again: nothing has changed");
        arrive(&mut app, |_| {});
        assert_eq!(said(&app), "read again: nothing has changed");
    }

    #[test]
    fn a_share_that_goes_away_is_said_and_taken_up_again() {
        let mut app = fixture::app();
        let away =
            || Msg::FilesAway { why: "the folder cannot be reached", read_at: "09:02".to_owned() };
        update(&mut app, away());
        assert_eq!(said(&app), "the folder cannot be reached: showing the figures read at 09:02");
        press(&mut app, "j");
        assert_eq!((said(&app), app.news.away.as_deref()), ("", Some("09:02")));
        update(&mut app, Msg::FilesBack);
        assert_eq!((said(&app), &app.news.away), ("the files can be reached again", &None));
        // What is read although the way back was not seen says it too.
        update(&mut app, away());
        arrive(&mut app, |_| {});
        assert_eq!(app.news.away, None);
    }
}
