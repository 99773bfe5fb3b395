//! Authorities ranked by one indicator, period by period.

use crate::assess::board::{IntervalView, RankView};
use crate::assess::interval::difference;
use crate::assess::published::gap;
use crate::assess::rank::{quantile, quartile, rank, rank_words, shared};
use crate::assess::shown::Shown;
use crate::assess::words;
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::domain::value::{Unit, round};

/// What a league of groups' names begins with: `group:ID`.
const GROUP: &str = "group:";

/// Authorities ranked by one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct League {
    /// `england` or `group:ID`.
    pub name: String,
    /// A plain title: `England`, `North London boroughs`.
    pub title: String,
    /// The periods in which anybody but home had a figure, oldest first; never none.
    pub periods: Vec<Period>,
    /// Who has had a figure in any of them: home first where it has, its neighbours or its group in
    /// their own order, then the others.
    pub members: Vec<Member>,
    /// The ranks of each period.
    pub tables: Vec<Table>,
}

impl League {
    /// Whether it is one of the catalogue's groups, from their own snapshots.
    pub fn is_group(&self) -> bool {
        self.name.starts_with(GROUP)
    }

    /// The position of the newest period that ended on or before `period`.
    pub fn newest_by(&self, period: Period) -> Option<usize> {
        self.periods.iter().rposition(|p| p.ends_by(period))
    }

    /// The home authority, where it has had a figure.
    pub fn home(&self) -> Option<&Member> {
        self.members.iter().find(|member| member.seat == Seat::Home)
    }

    /// The members of the table of neighbours: home's neighbours, the closest first, or its group.
    pub fn neighbours(&self) -> impl Iterator<Item = (usize, &Member)> {
        let near = |(_, member): &(usize, &Member)| matches!(member.seat, Seat::Neighbour { .. });
        self.members.iter().enumerate().filter(near)
    }
}

/// Where an authority stands to home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seat {
    /// It is home.
    Home,
    /// A statistical neighbour, or another authority of the group.
    Neighbour {
        /// How close the source says it is: `very close`; empty where it does not say.
        closeness: String,
    },
    /// In home's own region.
    Region,
    /// None of these.
    Other,
}

/// One authority.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// How a person may ask for it: its code or number; its name where it has none.
    pub code: String,
    /// Where it stands to home.
    pub seat: Seat,
    /// Its figure in each of the league's periods, unrounded; `None`: no figure.
    pub values: Vec<Option<f64>>,
}

/// The ranks of one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The period.
    pub period: Period,
    /// Who has a figure, the best first; with no right direction the largest first.
    pub standings: Vec<Standing>,
    /// The three figures between the quarters; `None` for a group.
    pub quartiles: Option<[f64; 3]>,
    /// Home's rank in words: `joint 34th of 151 (2024/25)`; empty where it has none.
    pub rank_words: String,
    /// The quarter that home is in: `in the best quarter`; empty where none is said.
    pub quarter_words: &'static str,
    /// England's, the region's, the neighbours' or the group's figure, and how far home's is from
    /// it. None for counts, which depend on the size of the place.
    pub distances: Vec<Distance>,
    /// By which figure of home it is said how it differs from the others: its period, and in words
    /// `18.4% in October 2026 (95% interval 14.5% to 23.1%)`; `None` where that is not said.
    pub judged_by: Option<(Period, String)>,
}

impl Table {
    /// Home's standing, where it has a figure.
    pub fn home<'t>(&'t self, league: &League) -> Option<&'t Standing> {
        self.standings
            .iter()
            .find(|s| league.members.get(s.member).is_some_and(|member| member.seat == Seat::Home))
    }

    /// Says how home's own figure of a period differs from everybody's, as far as chance allows.
    pub(super) fn judge(
        &mut self,
        indicator: &Indicator,
        shown: Shown,
        period: Period,
        own: &IntervalView,
    ) {
        for standing in &mut self.standings {
            standing.difference = difference(indicator, Some(own), standing.value);
        }
        for distance in &mut self.distances {
            distance.difference = difference(indicator, Some(own), distance.value);
        }
        if self.standings.iter().any(|s| s.difference.is_some()) {
            let write = |n: f64| indicator.unit.write(n, indicator.decimals);
            let (low, high, level) = (write(own.lower), write(own.upper), own.level);
            let when = period.long();
            let words = format!("{shown} in {when} ({level}% interval {low} to {high})");
            self.judged_by = Some((period, words));
        }
    }

    /// A member's standing, where it has a figure.
    pub fn of(&self, member: usize) -> Option<&Standing> {
        self.standings.iter().find(|s| s.member == member)
    }
}

/// One authority's place in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Its position among the league's members.
    pub member: usize,
    /// Its figure, unrounded.
    pub value: f64,
    /// 1 is best (largest, where there is no right direction); ties share the smaller.
    pub rank: usize,
    /// Another has the same.
    pub joint: bool,
    /// `A` best to `D`; `None` with no right direction, in a group, and where the source puts
    /// nobody in quarters by the measure.
    pub quartile: Option<char>,
    /// How home's figure differs from this one: `better`, `worse`, `higher`, `lower`, `similar`;
    /// `None` where that is not said.
    pub difference: Option<&'static str>,
}

/// A figure of several authorities together, and how far home's is from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Distance {
    /// `england`, `region`, `statistical-neighbours`, `group:ID`.
    pub name: String,
    /// A plain title.
    pub title: String,
    /// The figure in this period, unrounded.
    pub value: f64,
    /// The figure in each of the league's periods.
    pub values: Vec<Option<f64>>,
    /// How many authorities it rests on, out of how many, and the median of them, where it is a
    /// mean of some.
    pub rests_on: Option<(usize, usize, f64)>,
    /// How far home's figure is from it: `3.9 points above`; empty where home has none.
    pub apart: String,
    /// The same over the years: `3.9 points above in 2024/25, 2.1 points above in 2020/21:
    /// widening`; empty without two years.
    pub trend: String,
    /// As [`Standing::difference`].
    pub difference: Option<&'static str>,
}

/// Authorities before they are ranked.
pub(super) struct Entrants<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) periods: Vec<Period>,
    pub(super) members: Vec<Member>,
    /// Whether quarters are named.
    pub(super) banded: bool,
    /// Whether the figures between quarters are worth marking.
    pub(super) many: bool,
}

/// What is set beside home: its name, title and figures by period, and on how many of how many
/// authorities each rests, with their median.
pub(super) struct Together {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) values: Vec<Option<f64>>,
    pub(super) rests_on: Vec<Option<(usize, usize, f64)>>,
}

impl Entrants<'_> {
    /// The ranks of every period.
    pub(super) fn tables(&self, beside: &[Together]) -> Vec<Table> {
        let at = self.periods.iter().enumerate();
        at.map(|(at, period)| self.table(at, *period, beside)).collect()
    }

    fn table(&self, at: usize, period: Period, beside: &[Together]) -> Table {
        let polarity = self.indicator.polarity;
        let figures: Vec<(usize, f64)> = self
            .members
            .iter()
            .enumerate()
            .filter_map(|(member, m)| Some((member, m.values.get(at).copied().flatten()?)))
            .collect();
        let mut ranked: Vec<f64> = figures.iter().map(|(_, value)| *value).collect();
        ranked.sort_unstable_by(f64::total_cmp);
        let place = |(member, value): &(usize, f64)| Standing {
            member: *member,
            value: *value,
            rank: rank(*value, &ranked, polarity),
            joint: shared(*value, &ranked) > 1,
            quartile: if self.banded { quartile(*value, &ranked, polarity) } else { None },
            difference: None,
        };
        let mut standings: Vec<Standing> = figures.iter().map(place).collect();
        standings.sort_by_key(|s| s.rank);
        let quartiles = || {
            let edge = |p| quantile(&ranked, p);
            Some([edge(0.25)?, edge(0.5)?, edge(0.75)?])
        };
        let own = standings.iter().find(|s| self.seat(s.member) == Some(&Seat::Home));
        Table {
            period,
            quartiles: if self.many { quartiles() } else { None },
            rank_words: own.map_or_else(String::new, |own| {
                let of = standings.len();
                let (position, quartile, joint) = (own.rank, own.quartile, own.joint);
                rank_words(&RankView { position, of, quartile, period, joint }, polarity)
            }),
            quarter_words: quarter_words(own.and_then(|own| own.quartile)),
            distances: self.distances(at, beside),
            standings,
            judged_by: None,
        }
    }

    fn seat(&self, member: usize) -> Option<&Seat> {
        self.members.get(member).map(|m| &m.seat)
    }

    fn distances(&self, at: usize, beside: &[Together]) -> Vec<Distance> {
        let indicator = self.indicator;
        if indicator.unit == Unit::Count {
            return Vec::new();
        }
        let d = indicator.decimals;
        let home = self.members.iter().find(|m| m.seat == Seat::Home);
        let own = |at: usize| home.and_then(|home| home.values.get(at).copied().flatten());
        let distance = |together: &Together| {
            let theirs = |at: usize| together.values.get(at).copied().flatten();
            let value = theirs(at)?;
            let by = |own| round(round(own, d) - round(value, d), d);
            let pair = |at: usize| Some((*self.periods.get(at)?, own(at)?, theirs(at)?));
            let years = (0..=at).rev().filter(|at| pair(*at).is_some());
            Some(Distance {
                name: together.name.clone(),
                title: together.title.clone(),
                value,
                values: together.values.clone(),
                rests_on: together.rests_on.get(at).copied().flatten(),
                apart: own(at)
                    .map_or_else(String::new, |own| words::side(indicator.unit, d, by(own))),
                trend: own(at)
                    .and_then(|_| gap(indicator, years, pair))
                    .map_or_else(String::new, |gap| gap.words()),
                difference: None,
            })
        };
        beside.iter().filter_map(distance).collect()
    }
}

/// A quarter of all figures in words.
fn quarter_words(quartile: Option<char>) -> &'static str {
    match quartile {
        Some('A') => "in the best quarter",
        Some('B') => "in the second best quarter",
        Some('C') => "in the second worst quarter",
        Some('D') => "in the worst quarter",
        _ => "",
    }
}

/// The name of a group's league.
pub(super) fn group_name(id: &str) -> String {
    format!("{GROUP}{id}")
}
