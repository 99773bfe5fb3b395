//! One indicator looked at closely: what only a screen of its own needs, and so no board carries.
//!
//! rules.md, Benchmarks. Computed for one indicator when it is opened, never for every row: its
//! place among England's authorities and among the groups of the catalogue, year by year; the
//! benchmarks beside each of its figures, for its chart; its categories through time.
//!
//! Everything about home is what the board says, so that nothing which a board hides comes back
//! here; in public, groups and categories, which no board has in whole, are left out.

mod england;
mod group;
mod league;
mod lines;

use super::ask::{Ask, Sources};
use super::board::Board;
use super::published::{Apart, HomeArea, measure_beside};
use super::series::Series;
use crate::domain::period::Period;

pub use league::{Distance, League, Member, Seat, Standing, Table};
pub use lines::{CategorySeries, Line, LinePoint};

/// One indicator looked at closely, at a board's period.
#[derive(Debug, Clone, PartialEq)]
pub struct CloseUp {
    /// The indicator's id.
    pub indicator: String,
    /// The benchmarks beside each figure of its series, a line each, in the board's order.
    pub lines: Vec<Line>,
    /// The categories of its newest figure through time, in the order of the view's breakdowns.
    pub categories: Vec<CategorySeries>,
    /// Among whom it can be ranked: England's authorities and the catalogue's groups; where home
    /// is not one of England's authorities, the groups first.
    pub leagues: Vec<League>,
    /// Why England's authorities are not among the leagues; `None` where they are.
    pub apart: Option<Apart>,
    /// Codes and names of other indicators of its section that stand among England's authorities.
    pub alike: Vec<String>,
}

/// Looks closely at an indicator of a board; `None` where the board has it not. `ask` is what the
/// board was asked for.
pub fn close_up(sources: Sources<'_>, ask: &Ask, board: &Board, id: &str) -> Option<CloseUp> {
    let view = board.indicator(id)?;
    let indicator = &view.more.about;
    let timeline = sources.home.timeline(id)?;
    let base = Series::of(indicator, timeline, &sources.home.extracts, ask.as_at);
    let series = base.at_grain(board.grain);
    let area = HomeArea::of(sources.published, sources.home);
    let (mut leagues, mut apart) = (Vec::new(), None);
    match england::league(sources, area.as_ref(), view, series.shape) {
        Ok(league) => leagues.push(league),
        Err(why) => apart = Some(why),
    }
    let lines =
        lines::benchmarks(sources, view, &series, leagues.first().filter(|_| area.is_some()));
    if !board.public {
        leagues.extend(group::leagues(sources, ask, &base, board.period));
    }
    if area.is_none() {
        let groups = leagues.iter().filter(|league| league.is_group()).count();
        let others = leagues.len() - groups;
        leagues.rotate_left(others);
    }
    let categories =
        if board.public { Vec::new() } else { lines::categories(&base, board.grain, view) };
    Some(CloseUp {
        indicator: id.to_owned(),
        lines,
        categories,
        leagues,
        apart,
        alike: alike(sources, board, id),
    })
}

/// Other indicators of the section that may be set beside what is published.
fn alike(sources: Sources<'_>, board: &Board, id: &str) -> Vec<String> {
    let here = |s: &&super::board::SectionView| s.indicators.iter().any(|i| i.id == id);
    let Some(section) = board.sections.iter().find(here) else { return Vec::new() };
    let stands =
        |period: Period, about| measure_beside(sources.published, about, period.shape()).is_ok();
    let others = section.indicators.iter().filter(|i| i.id != id);
    others
        .filter(|i| i.period.is_some_and(|period| stands(period, &i.more.about)))
        .map(|i| match &i.code {
            Some(code) => format!("{code} {}", i.name),
            None => i.name.clone(),
        })
        .collect()
}
