//! How a report begins: whose figures, of when, and the lights of every section at a glance.

use super::Paper;
use crate::assess::board::{Board, Ratings};
use crate::assess::words::capital;
use crate::domain::snapshot::write_day;
use crate::report::document::{Block, Cell, Column, Is, Table, lights_words};

impl Paper<'_> {
    pub(super) fn title(&self) -> String {
        let what = if self.exceptions {
            "Children's services: what needs a look"
        } else {
            "Children's services performance"
        };
        format!("{what}, {}", self.board.period.long())
    }

    /// Whose figures, for whom, as at which day, compared with what.
    pub(super) fn lead(&self) -> Vec<String> {
        let board = self.board;
        let whose = self.committee.map_or_else(
            || board.authority.name.clone(),
            |committee| format!("{}: {committee}", board.authority.name),
        );
        let against = if board.against.is_empty() {
            String::new()
        } else {
            format!(", compared with {}", board.against)
        };
        vec![whose, format!("Figures for {}{}{against}.", board.period.long(), self.as_at())]
    }

    /// `, as at 5 Nov 2026`; empty where no day is known.
    pub(super) fn as_at(&self) -> String {
        let day = self.board.extracted();
        day.map_or_else(String::new, |day| format!(", as at {}", write_day(day)))
    }

    /// The lights, section by section.
    pub(super) fn at_a_glance(&self) -> Vec<Block> {
        let mut columns = vec![Column::names("Section")];
        columns.extend(["Red", "Amber", "Green", "Not rated"].map(Column::figures));
        columns.push(Column::words("Lights"));
        let sections = self.board.sections.iter().filter(|s| !s.indicators.is_empty());
        let row = |(title, now, then): (&str, Ratings, Ratings)| {
            let count = |now: usize, then: usize| {
                let was = if now == then { String::new() } else { format!("was {then}") };
                Cell::count(now).beside(was)
            };
            vec![
                Cell::words(title),
                count(now.red, then.red),
                count(now.amber, then.amber),
                count(now.green, then.green),
                count(now.none, then.none),
                Cell::of(Is::Lights(now)),
            ]
        };
        let parts: Vec<(&str, Ratings, Ratings)> =
            sections.map(|s| (s.title.as_str(), s.ratings, s.ratings_before)).collect();
        let sum = |pick: fn(&(&str, Ratings, Ratings)) -> Ratings| {
            parts.iter().map(pick).fold(Ratings::default(), added)
        };
        let whole = ("All", sum(|part| part.1), sum(|part| part.2));
        let total = (parts.len() > 1).then_some(whole);
        let rows: Vec<Vec<Cell>> = parts.iter().copied().chain(total).map(row).collect();
        let caption = match self.board.mostly_against() {
            Some(before) => {
                format!("How many indicators have which light; \u{201c}was\u{201d}: {before}")
            }
            None => "How many indicators have which light".to_owned(),
        };
        vec![
            Block::Heading(2, "At a glance".to_owned()),
            Block::Text(format!(
                "{} {}.",
                self.board.needing_a_look(),
                capital(&lights_words(whole.1))
            )),
            Block::Table(Table { caption, columns, rows }),
        ]
    }
}

fn added(a: Ratings, b: Ratings) -> Ratings {
    Ratings {
        red: a.red + b.red,
        amber: a.amber + b.amber,
        green: a.green + b.green,
        none: a.none + b.none,
    }
}

/// What nobody may overlook: that the authority is no more, that the report is for the public.
pub fn notices(board: &Board) -> Vec<Block> {
    let gone = board
        .notice
        .as_ref()
        .map(|notice| format!("{} no longer exists: {notice}.", board.authority.name));
    let public = board.public.then(|| {
        "For the public. Small numbers that could tell who a child is are left out and shown as \
         c, and with them whatever they could be worked out from."
            .to_owned()
    });
    gone.into_iter().chain(public).map(Block::Notice).collect()
}
