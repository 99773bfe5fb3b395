//! One indicator among authorities: which league, which year and which neighbour are looked at, and
//! how much of the page each part has.

use super::cursor::{Cursor, Step};
use super::look::next_of;
use super::page::Page;
use super::{App, layout};
use crate::assess::board::IndicatorView;
use crate::assess::close::{League, Seat, Table};
use crate::assess::published::Apart;
use crate::domain::value::Unit;

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The indicator's id.
    pub id: String,
    /// Which of its leagues.
    pub league: usize,
    /// How many of the league's periods before its newest.
    pub back: usize,
    /// How the neighbours are ordered.
    pub order: Order,
    /// The chosen neighbour and the first in view.
    pub cursor: Cursor,
}

impl Place {
    /// The page of an indicator as it opens.
    pub fn of(id: &str) -> Self {
        let (order, cursor) = (Order::default(), Cursor::default());
        Self { id: id.to_owned(), league: 0, back: 0, order, cursor }
    }
}

/// How neighbours are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The closest first; a group as the catalogue has it.
    #[default]
    Closeness,
    /// The best figure first; with no right direction the largest. Without a figure last.
    Figure,
    /// By name.
    Name,
}

impl Order {
    const ALL: [Self; 3] = [Self::Closeness, Self::Figure, Self::Name];

    /// What the frame calls it; empty for the usual order.
    pub fn words(self) -> &'static str {
        match self {
            Self::Closeness => "",
            Self::Figure => "by figure",
            Self::Name => "by name",
        }
    }
}

/// What is on the page: a league, the table of one of its periods, and how the neighbours stand.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The place.
    pub place: &'a Place,
    /// The league.
    pub league: &'a League,
    /// Its table.
    pub table: &'a Table,
}

impl Shown<'_> {
    /// The neighbours in the place's order, by their position among the members.
    pub fn neighbours(&self) -> Vec<usize> {
        let mut near: Vec<usize> = self.league.neighbours().map(|(member, _)| member).collect();
        let name = |member: &usize| self.league.members.get(*member).map(|m| m.name.clone());
        match self.place.order {
            Order::Closeness => {}
            Order::Figure => near.sort_by_key(|member| {
                self.table.standings.iter().position(|s| s.member == *member).unwrap_or(usize::MAX)
            }),
            Order::Name => near.sort_by_key(name),
        }
        near
    }

    /// The position of the table among the league's.
    pub fn at(&self) -> usize {
        self.league.tables.len().saturating_sub(self.place.back + 1)
    }
}

/// The parts of the page, in lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// What home is apart from, a line each.
    pub distances: u16,
    /// Empty lines before the strip and before the table.
    pub air: u16,
    /// Lines of dots.
    pub dots: u16,
    /// Whether a line under the strip's axis names what is marked on it.
    pub named: bool,
    /// Home, England and the others above the neighbours.
    pub fixed: u16,
    /// Neighbours in view.
    pub list: u16,
    /// Whether a line says by which figure they differ.
    pub judged: bool,
}

/// What the parts would have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Lines of distances.
    pub distances: u16,
    /// Lines above the neighbours.
    pub fixed: u16,
    /// Neighbours.
    pub list: u16,
    /// Whether there is something to say of who differs.
    pub judged: bool,
}

/// The most lines of dots: more would pull the marks apart.
const DOTS: u16 = 12;

/// Lines that no part has yet.
struct Left(u16);

impl Left {
    /// As many of `lines` as are left.
    fn take(&mut self, lines: u16) -> u16 {
        let taken = lines.min(self.0);
        self.0 -= taken;
        taken
    }

    /// All of `lines`, or none: some of them would be left out at random.
    fn take_all(&mut self, lines: u16) -> u16 {
        if lines <= self.0 { self.take(lines) } else { 0 }
    }
}

/// What each part has of so many lines: first what makes the page readable, then the whole table,
/// then air, then a taller strip.
pub fn parts(body: u16, wanted: Wanted) -> Parts {
    // A title, a sentence, the strip's axis and its labels, the table's heading.
    let mut left = Left(body.saturating_sub(5));
    let mut dots = left.take(2);
    let mut list = left.take(wanted.list.min(4));
    let named = left.take(1) == 1;
    let mut distances = left.take(wanted.distances.min(1));
    list += left.take(wanted.list.min(6).saturating_sub(list));
    dots += left.take(1);
    list += left.take(wanted.list - list);
    distances += left.take(wanted.distances - distances);
    let fixed = left.take_all(wanted.fixed);
    let judged = wanted.judged && left.take(1) == 1;
    let air = left.take(2);
    dots += left.take(DOTS.saturating_sub(dots));
    Parts { distances, air, dots, named, fixed, list, judged }
}

impl App {
    /// What is on the page of benchmarks; `None` on another, and where there is no league.
    pub fn benchmarks(&self) -> Option<Shown<'_>> {
        let Page::Benchmarks(place) = &self.page else { return None };
        let close = self.close.as_ref()?;
        let league = close.leagues.get(place.league)?;
        let table = league.tables.iter().rev().nth(place.back)?;
        Some(Shown { place, league, table })
    }

    /// The parts of that page.
    pub fn benchmarks_parts(&self, shown: Shown<'_>) -> Parts {
        let lines = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let wanted = Wanted {
            distances: lines(shown.table.distances.len()),
            fixed: lines(shown.table.distances.len() + usize::from(shown.league.home().is_some())),
            list: lines(shown.league.neighbours().count()),
            judged: shown.table.judged_by.is_some(),
        };
        parts(layout::body(self.size.1), wanted)
    }

    /// Brings the place into what is there now.
    pub(super) fn settle_benchmarks(&mut self) {
        let Page::Benchmarks(place) = &mut self.page else { return };
        let leagues = self.close.as_ref().map_or(&[][..], |close| &close.leagues);
        place.league = place.league.min(leagues.len().saturating_sub(1));
        let periods = leagues.get(place.league).map_or(0, |league| league.periods.len());
        place.back = place.back.min(periods.saturating_sub(1));
        let at = place.cursor.at;
        self.neighbour_to(at);
    }

    /// Chooses a neighbour by its position in the table.
    pub(super) fn neighbour_to(&mut self, at: usize) {
        self.neighbours(|cursor, len, height| cursor.to(at, len, height));
    }

    pub(super) fn roll_neighbours(&mut self, by: isize) {
        self.neighbours(|cursor, len, height| cursor.roll(by, len, height));
    }

    fn neighbours(&mut self, turn: impl FnOnce(&mut Cursor, usize, usize)) {
        let Some(shown) = self.benchmarks() else { return };
        let (len, list) = (shown.league.neighbours().count(), self.benchmarks_parts(shown).list);
        if let Page::Benchmarks(place) = &mut self.page {
            turn(&mut place.cursor, len, usize::from(list));
        }
    }

    pub(super) fn step_benchmarks(&mut self, step: Step) {
        let Some(shown) = self.benchmarks() else { return };
        let end = shown.league.neighbours().count().saturating_sub(1);
        let height = usize::from(self.benchmarks_parts(shown).list);
        self.neighbour_to(step.from(shown.place.cursor.at, end, height));
    }

    /// Opens the chosen indicator among authorities; again, goes back.
    pub(super) fn turn_benchmarks(&mut self) {
        if matches!(self.page, Page::Benchmarks(_)) {
            self.go_back();
            return;
        }
        match self.current() {
            Some(id) => self.open(Page::Benchmarks(Place::of(&id))),
            None => self.say("choose an indicator first"),
        }
    }

    /// The league before or after: England, a group, another.
    pub(super) fn turn_league(&mut self, by: isize) {
        let leagues = self.close.as_ref().map_or(0, |close| close.leagues.len());
        let Page::Benchmarks(place) = &mut self.page else { return };
        if leagues < 2 {
            self.say("there is nobody else to compare with");
            return;
        }
        place.league = (place.league + leagues).saturating_add_signed(by) % leagues;
        (place.back, place.cursor) = (0, Cursor::default());
        self.settle();
    }

    /// A year of the league back or forth.
    pub(super) fn turn_year(&mut self, by: isize) {
        let Some(shown) = self.benchmarks() else {
            self.say("there are no years to compare");
            return;
        };
        let to = shown.at().checked_add_signed(by).filter(|to| *to < shown.league.tables.len());
        let Some(to) = to else {
            let end = if by < 0 { "earliest" } else { "newest" };
            self.say(format!("{} is the {end}", shown.table.period.long()));
            return;
        };
        let back = shown.league.tables.len() - to - 1;
        if let Page::Benchmarks(place) = &mut self.page {
            place.back = back;
        }
        self.settle();
    }

    pub(super) fn turn_neighbours(&mut self) {
        let Page::Benchmarks(place) = &mut self.page else { return };
        place.order = next_of(&Order::ALL, place.order);
        let words = match place.order {
            Order::Closeness => "the closest first",
            other => other.words(),
        };
        self.say(words);
        self.settle();
    }

    /// Where home stands in the table, in a sentence; where it does not, why.
    pub fn standing_words(&self, row: &IndicatorView, shown: Shown<'_>) -> String {
        let Shown { league, table, .. } = shown;
        let write = |value| row.unit.write(value, row.decimals);
        let home = &self.board.authority.name;
        let now = self.now_beside(row, shown).map(|shown| {
            let period = row.period.map_or_else(String::new, |p| format!(" ({})", p.short()));
            format!("now {shown}{period}")
        });
        let standing = match (table.home(league), league.home()) {
            (Some(own), _) => {
                let quarter = Some(table.quarter_words).filter(|words| !words.is_empty());
                let words = [Some(table.rank_words.as_str()), quarter];
                let words: Vec<&str> = words.into_iter().flatten().collect();
                format!("{home} {}: {}", write(own.value), words.join(", "))
            }
            (None, Some(_)) => format!("{home} has no figure of {}", table.period.long()),
            (None, None) if league.is_group() => {
                format!("{home} has no figure of the group's periods")
            }
            (None, None) => format!("{home} is not ranked in England"),
        };
        [Some(standing), now].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// The figure now as shown, where the table is of another period.
    pub fn now_beside(&self, row: &IndicatorView, shown: Shown<'_>) -> Option<String> {
        let later = row.period.is_some_and(|period| period != shown.table.period);
        row.value.filter(|_| later).map(|_| row.shown.text())
    }
}

/// Why an indicator stands beside nobody's published figures, in a sentence.
pub fn apart_words(row: &IndicatorView, apart: Apart) -> String {
    match apart {
        Apart::NoMeasure => "Nobody publishes this for every authority of England.".to_owned(),
        Apart::OtherUnit => format!(
            "What is published of it is not in {}: the two are not set beside each other.",
            row.unit.words()
        ),
        Apart::PartOfYear => {
            let what = if row.unit == Unit::Pounds { "sum" } else { "count" };
            let span = match row.more.periods {
                "weeks" => "week",
                "quarters" => "quarter",
                _ => "month",
            };
            format!(
                "A {span}'s {what} is never set beside a year's. Shares, rates and what is counted \
                 on a day can be."
            )
        }
        Apart::NotYet => {
            let period = row.period.map_or_else(String::new, |p| format!(" {}", p.long()));
            format!("No published year had ended by{period}.")
        }
    }
}

/// What of the section can be set beside England, in a sentence; empty where nothing can.
pub fn alike_words(section: &str, alike: &[String]) -> String {
    match alike {
        [] => String::new(),
        [one] => format!("Of {section}, {one} stands among England's authorities."),
        some => {
            let names = some.join("; ");
            format!("Of {section}, these stand among England's authorities: {names}.")
        }
    }
}

/// How close a neighbour is, or that it belongs to the group.
pub fn closeness(seat: &Seat) -> &str {
    match seat {
        Seat::Neighbour { closeness } => closeness,
        Seat::Home | Seat::Region | Seat::Other => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fit_at_every_size_and_the_table_is_never_squeezed_out() {
        for body in 11..96 {
            for (distances, list) in [(0, 0), (3, 10), (1, 4), (2, 7)] {
                let wanted = Wanted { distances, fixed: distances + 1, list, judged: true };
                let found = parts(body, wanted);
                let fixed = 5 + found.distances + found.air + found.dots + found.fixed;
                let lines = fixed + found.list + u16::from(found.named) + u16::from(found.judged);
                assert!(lines <= body, "{body}: {found:?}");
                assert!(found.list >= list.min(4) && found.dots >= 2, "{body}: {found:?}");
                assert!(found.fixed == 0 || found.fixed == wanted.fixed);
            }
        }
        let wanted = Wanted { distances: 3, fixed: 4, list: 10, judged: true };
        let roomy = parts(40, wanted);
        assert_eq!((roomy.list, roomy.distances, roomy.fixed, roomy.air), (10, 3, 4, 2));
    }
}
