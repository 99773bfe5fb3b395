//! The leagues of the catalogue's groups, from their authorities' own snapshots.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::england::rests_on;
use super::league::{Entrants, League, Member, Seat, Together, group_name};
use crate::assess::ask::{Ask, Sources};
use crate::assess::benchmark::{Members, Spread, members};
use crate::assess::interval;
use crate::assess::series::{Reading, Series};
use crate::assess::shown::Shown;
use crate::domain::facts::AuthorityFacts;
use crate::domain::period::Period;

/// Every group of which anybody but home has had a figure by `until`: what the figure's own
/// benchmarks name first, then the group with the most figures.
///
/// The figures are those of the indicator's own periods, whatever the board's grain: only the same
/// period's values are set beside each other.
pub(super) fn leagues(
    sources: Sources<'_>,
    ask: &Ask,
    own: &Series<'_>,
    until: Period,
) -> Vec<League> {
    let groups = members(sources);
    let of = |group: &Members<'_>| league(sources, ask, group, own, until);
    let mut leagues: Vec<League> = groups.iter().filter_map(of).collect();
    let details = own.until(until).iter().filter_map(|reading| reading.detail);
    let named: HashSet<&str> =
        details.flat_map(|d| d.benchmarks.iter().map(|b| b.name.as_str())).collect();
    leagues.sort_by_key(|league| {
        (!named.contains(league.name.as_str()), Reverse(league.members.len()))
    });
    leagues
}

fn league(
    sources: Sources<'_>,
    ask: &Ask,
    group: &Members<'_>,
    own: &Series<'_>,
    until: Period,
) -> Option<League> {
    let indicator = own.indicator;
    let others = others(sources, ask, group, own);
    let mut periods: Vec<Period> = others
        .iter()
        .flat_map(|(_, series)| series.until(until).iter().filter(|r| r.number().is_some()))
        .map(|reading| reading.period)
        .collect();
    periods.sort_unstable();
    periods.dedup();
    if periods.is_empty() {
        return None;
    }
    let member = |facts: &AuthorityFacts, series: &Series<'_>, seat| Member {
        name: facts.authority.name.clone(),
        code: facts.authority.code.clone().unwrap_or_else(|| facts.authority.name.clone()),
        seat,
        values: periods.iter().map(|p| series.at(*p).and_then(Reading::number)).collect(),
    };
    let mut all = vec![member(sources.home, own, Seat::Home)];
    let near = || Seat::Neighbour { closeness: String::new() };
    all.extend(others.iter().map(|(facts, series)| member(facts, series, near())));
    all.retain(|member| member.values.iter().any(Option::is_some));
    let together = together(sources, group, &all, periods.len());
    let title = together.title.clone();
    let entrants = Entrants { indicator, periods, members: all, banded: false, many: false };
    let mut tables = entrants.tables(&[together]);
    for table in &mut tables {
        let reading = own.at(table.period);
        let range = reading.and_then(|r| Some((r, interval::view(indicator, &r.figure)?)));
        if let Some((reading, range)) = range {
            let shown = Shown::figure(indicator, &reading.figure);
            table.judge(indicator, shown, table.period, &range);
        }
    }
    let Entrants { periods, members, .. } = entrants;
    Some(League { name: group_name(&group.group.id), title, periods, members, tables })
}

/// The group's authorities that have had a figure of the same shape, but for home.
fn others<'a>(
    sources: Sources<'_>,
    ask: &Ask,
    group: &Members<'a>,
    own: &Series<'a>,
) -> Vec<(&'a AuthorityFacts, Series<'a>)> {
    let series = |facts: &&'a AuthorityFacts| {
        let timeline = facts.timeline(&own.indicator.id)?;
        let series = Series::of(own.indicator, timeline, &facts.extracts, ask.as_at);
        (series.shape == own.shape).then_some((*facts, series))
    };
    let others = group.facts.iter().filter(|facts| !std::ptr::eq(**facts, sources.home));
    others.filter_map(series).collect()
}

/// The group's mean in each period, of those that belong to it.
fn together(sources: Sources<'_>, group: &Members<'_>, all: &[Member], periods: usize) -> Together {
    let belongs = group.facts.iter().any(|facts| std::ptr::eq(*facts, sources.home));
    let counted = |at: usize| -> Vec<f64> {
        let in_group = all.iter().filter(|m| belongs || m.seat != Seat::Home);
        in_group.filter_map(|m| m.values.get(at).copied().flatten()).collect()
    };
    let of = group.group.authorities.len();
    Together {
        name: group_name(&group.group.id),
        title: group.group.title.clone(),
        values: (0..periods).map(|at| Spread::of(&mut counted(at)).map(|s| s.mean)).collect(),
        rests_on: (0..periods).map(|at| rests_on(counted(at), of)).collect(),
    }
}
