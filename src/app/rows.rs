//! Which rows of a section are in view, and in which order.

use std::cmp::Ordering;

use super::keymap::{Action, Binding, KEYS};
use crate::assess::agenda::Reason;
use crate::assess::benchmark::{ENGLAND, NEIGHBOURS};
use crate::assess::board::{IndicatorView, Rating};

/// Which rows are in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    /// Every row.
    #[default]
    All,
    /// One light.
    Only(Rating),
    /// Rows without a light.
    Unrated,
    /// Rows that moved so that it may matter.
    Movers,
    /// Rows that are on the agenda for this reason, whatever else they are there for.
    Because(Reason),
}

impl Filter {
    /// Its letter in the menu.
    pub fn letter(self) -> char {
        match self {
            Self::All => 'e',
            Self::Only(Rating::Red) => 'r',
            Self::Only(Rating::Amber) => 'a',
            Self::Only(Rating::Green) => 'g',
            Self::Unrated => 'u',
            Self::Movers => 'm',
            Self::Because(Reason::Outlier) => 'o',
            Self::Because(Reason::Late) => 'l',
            Self::Because(_) => 'b',
        }
    }

    /// Whether it lets a row through.
    pub fn admits(self, row: &IndicatorView) -> bool {
        match self {
            Self::All => true,
            Self::Only(rating) => row.rating == Some(rating),
            Self::Unrated => row.rating.is_none(),
            Self::Movers => moved(row),
            Self::Because(reason) => row.more.reasons.iter().any(|b| b.reason == reason),
        }
    }

    /// What is in view, for the frame: `only newly red`; empty for all.
    pub fn words(self) -> String {
        let named = |binding: &&Binding| binding.action == Action::FilterBy(self);
        let name =
            KEYS.iter().find(named).filter(|_| self != Self::All).map(|binding| binding.name);
        name.unwrap_or_default().replace('-', " ")
    }
}

/// The share of the figure compared with from which a change counts where no control chart speaks:
/// what makes a restatement material.
const MOVE: f64 = 0.05;

/// Whether a row moved so that it may matter: another light, a real change or an unusual jump, or
/// where no control chart speaks a change by 5% or more that no small cohort explains.
fn moved(row: &IndicatorView) -> bool {
    let lights = row.more.rating_before.is_some() && row.rating.is_some();
    if lights && row.more.rating_before != row.rating {
        return true;
    }
    let jumped = row.more.reasons.iter().any(|b| b.reason == Reason::UnusualJump);
    match row.control.as_ref().map(|control| control.verdict) {
        Some("not-enough-data") | None => row.change.as_ref().is_some_and(|change| {
            change.by.abs() >= MOVE * change.from.abs() && change.by != 0.0 && !row.indicative
        }),
        Some(verdict) => jumped || verdict.starts_with("real-"),
    }
}

/// What rows are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    /// The board's order: core first, then as in the catalogue.
    #[default]
    Board,
    /// Red first, the longest streak first.
    Rating,
    /// The change on the comparison.
    Change,
    /// The figure.
    Value,
    /// The figure that it is compared with.
    Compared,
    /// England's figure.
    England,
    /// The neighbours' figure.
    Neighbours,
    /// The name.
    Name,
    /// The code.
    Code,
}

impl SortBy {
    /// Every order, as the key turns them.
    pub const ALL: [Self; 9] = [
        Self::Board,
        Self::Rating,
        Self::Change,
        Self::Value,
        Self::Compared,
        Self::England,
        Self::Neighbours,
        Self::Name,
        Self::Code,
    ];

    /// Its word where what was chosen is kept.
    pub fn word(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Rating => "rating",
            Self::Change => "change",
            Self::Value => "figure",
            Self::Compared => "comparison",
            Self::England => "england",
            Self::Neighbours => "neighbours",
            Self::Name => "name",
            Self::Code => "code",
        }
    }

    /// The order of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.word() == word)
    }

    /// What it is called in the frame.
    pub fn words(self) -> &'static str {
        match self {
            Self::Board => "",
            Self::Rating => "rating",
            Self::Change => "change",
            Self::Value => "figure",
            Self::Compared => "comparison",
            Self::England => "England",
            Self::Neighbours => "neighbours",
            Self::Name => "name",
            Self::Code => "code",
        }
    }

    /// What a row is sorted by: a typed value, or nothing.
    fn key(self, row: &IndicatorView) -> Option<Key<'_>> {
        match self {
            Self::Board => None,
            Self::Rating => row.rating.map(|rating| Key::Number(badness(rating, row.streak))),
            Self::Change => row.change.as_ref().map(|change| Key::Number(change.by)),
            Self::Value => row.value.map(Key::Number),
            Self::Compared => row.change.as_ref().map(|change| Key::Number(change.from)),
            Self::England => benchmark(row, ENGLAND).map(Key::Number),
            Self::Neighbours => benchmark(row, NEIGHBOURS).map(Key::Number),
            Self::Name => Some(Key::Text(&row.name)),
            Self::Code => row.code.as_deref().map(Key::Text),
        }
    }
}

fn benchmark(row: &IndicatorView, name: &str) -> Option<f64> {
    row.comparable(name).and_then(|b| b.value)
}

/// Lower is worse: red before amber before green, a long streak before a short one.
fn badness(rating: Rating, streak: u32) -> f64 {
    let (place, sign) = match rating {
        Rating::Red => (0.0, -1.0),
        Rating::Amber => (1.0, -1.0),
        Rating::Green => (2.0, 1.0),
    };
    place + sign * f64::from(streak.min(999)) / 10_000.0
}

/// The control chart's verdict in a word: `worse`, `usual`; `None` where it does not speak.
pub fn verdict(row: &IndicatorView) -> Option<&'static str> {
    Some(match row.control.as_ref()?.verdict {
        "real-worsening" => "worse",
        "real-improvement" => "better",
        "real-rise" => "rising",
        "real-fall" => "falling",
        "usual" => "usual",
        _ => return None,
    })
}

/// Whether the target will be met as things run: `unlikely`, `likely`; `None` where that is open.
pub fn outlook(row: &IndicatorView) -> Option<&'static str> {
    match row.control.as_ref()?.assurance? {
        "consistently-misses" => Some("unlikely"),
        "consistently-meets" => Some("likely"),
        _ => None,
    }
}

enum Key<'a> {
    Number(f64),
    Text(&'a str),
}

impl Key<'_> {
    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.to_lowercase().cmp(&b.to_lowercase()),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        }
    }
}

/// How rows are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// The other way round; what is missing stays last.
    pub reversed: bool,
}

/// The rows in view, in order. The sort is stable, so the board's order decides ties.
pub fn rows(all: &[IndicatorView], filter: Filter, sort: Sort) -> Vec<&IndicatorView> {
    let mut rows: Vec<_> = all.iter().filter(|row| filter.admits(row)).collect();
    if sort.by != SortBy::Board {
        rows.sort_by(|a, b| match (sort.by.key(a), sort.by.key(b)) {
            (Some(a), Some(b)) if sort.reversed => b.compare(&a),
            (Some(a), Some(b)) => a.compare(&b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        });
    } else if sort.reversed {
        rows.reverse();
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    fn ids(filter: Filter, by: SortBy, reversed: bool) -> Vec<String> {
        let board = fixture::board();
        rows(&board.sections[0].indicators, filter, Sort { by, reversed })
            .into_iter()
            .map(|row| row.id.clone())
            .collect()
    }

    #[test]
    fn what_is_missing_stands_last_both_ways_round() {
        for by in [SortBy::Value, SortBy::Change] {
            for reversed in [false, true] {
                let order = ids(Filter::All, by, reversed);
                assert_eq!(order.last().map(String::as_str), Some("unallocated"), "{by:?}");
            }
        }
    }

    #[test]
    fn figures_are_sorted_as_figures_and_rating_by_streak() {
        let order = ids(Filter::All, SortBy::Value, true);
        assert_eq!(order[0], "contacts");
        let order = ids(Filter::All, SortBy::Rating, false);
        assert_eq!(order[0], "assessments-45");
    }

    #[test]
    fn a_filter_lets_one_light_through() {
        assert_eq!(ids(Filter::Only(Rating::Red), SortBy::Board, false), ["assessments-45"]);
        assert!(ids(Filter::Unrated, SortBy::Board, false).contains(&"contacts".to_owned()));
        assert_eq!(Filter::Only(Rating::Red).words(), "only red");
        assert_eq!(Filter::All.words(), "");
    }

    #[test]
    fn a_reason_lets_through_what_is_on_the_agenda_for_it() {
        let board = fixture::board();
        let mut admitted = 0;
        for (reason, ..) in crate::assess::agenda::REASONS {
            let filter = Filter::Because(reason);
            assert!(!filter.words().is_empty(), "{reason:?}");
            for row in board.indicators().filter(|row| filter.admits(row)) {
                let item = board.agenda.iter().find(|item| item.indicator == row.id).unwrap();
                assert!(item.reasons.contains(&reason.word()), "{reason:?}: {}", row.id);
                admitted += 1;
            }
        }
        assert_eq!(admitted, board.agenda.iter().map(|item| item.reasons.len()).sum::<usize>());
    }

    #[test]
    fn what_moved_has_a_new_light_a_real_change_or_moved_by_a_twentieth() {
        let board = fixture::board();
        let mut row = board.indicator("contacts").unwrap().clone();
        let moves = |row: &IndicatorView| Filter::Movers.admits(row);
        row.control.as_mut().unwrap().verdict = "usual";
        assert!(!moves(&row));
        row.control.as_mut().unwrap().verdict = "real-rise";
        assert!(moves(&row));
        row.control = None;
        for (from, by, is) in [(100.0, 5.0, true), (100.0, -4.9, false), (0.0, 0.0, false)] {
            let change = row.change.as_mut().unwrap();
            (change.from, change.by) = (from, by);
            assert_eq!(moves(&row), is, "{from} {by}");
        }
        (row.rating, row.more.rating_before) = (Some(Rating::Red), Some(Rating::Amber));
        assert!(moves(&row));
    }

    #[test]
    fn reversing_keeps_every_row() {
        for by in SortBy::ALL {
            let mut there = ids(Filter::All, by, false);
            let mut back = ids(Filter::All, by, true);
            there.sort();
            back.sort();
            assert_eq!(there, back);
        }
    }
}
