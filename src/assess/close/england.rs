//! The league of England's authorities, from what is published.

use super::league::{Entrants, League, Member, Seat, Together};
use crate::assess::ask::Sources;
use crate::assess::benchmark::{ENGLAND, NEIGHBOURS, Spread};
use crate::assess::board::IndicatorView;
use crate::assess::published::{Apart, HomeArea, country, measure_beside};
use crate::assess::rank::quantile;
use crate::domain::authority::{Area, AreaKind};
use crate::domain::period::Shape;
use crate::domain::published::Year;

/// England's authorities in every published year that ended on or before the indicator's figure.
///
/// Home is `None` where England does not know it: then nobody is its neighbour, and it has no rank.
pub(super) fn league(
    sources: Sources<'_>,
    home: Option<&HomeArea<'_>>,
    view: &IndicatorView,
    shape: Shape,
) -> Result<League, Apart> {
    let indicator = &view.more.about;
    let published = sources.published;
    let measure = measure_beside(published, indicator, shape)?;
    let (Some(period), Some(all)) = (view.period, published.years(&measure.code)) else {
        return Err(Apart::NotYet);
    };
    let areas = published.areas();
    let given = |year: &&Year| year.period.ends_by(period) && !year.ranked(areas).is_empty();
    let years: Vec<&Year> = all.iter().filter(given).collect();
    if years.is_empty() {
        return Err(Apart::NotYet);
    }
    let entrants = Entrants {
        indicator,
        periods: years.iter().map(|year| year.period).collect(),
        members: members(areas, home, &years),
        banded: measure.banded,
        many: true,
    };
    let mut tables = entrants.tables(&together(areas, home, &years));
    // The figure now, as the board sets it beside England's; an earlier year was another's.
    if let (Some(newest), Some(own)) = (tables.last_mut(), &view.interval) {
        newest.judge(indicator, view.shown, period, own);
    }
    let Entrants { periods, members, .. } = entrants;
    let title = country(areas).and_then(|at| areas.get(at)).map_or("England", |a| a.name.as_str());
    Ok(League { name: ENGLAND.to_owned(), title: title.to_owned(), periods, members, tables })
}

/// Who has had a figure: home, its neighbours the closest first, the others as the source has them.
fn members(areas: &[Area], home: Option<&HomeArea<'_>>, years: &[&Year]) -> Vec<Member> {
    let own_region = home.and_then(|home| areas.get(home.area)).map(|area| area.region.as_str());
    let seat = |at: usize, area: &Area| {
        let near = |home: &HomeArea<'_>| home.neighbours.iter().find(|n| n.area == at).cloned();
        if home.is_some_and(|home| home.area == at) {
            Seat::Home
        } else if let Some(neighbour) = home.and_then(near) {
            Seat::Neighbour { closeness: neighbour.closeness }
        } else if own_region == Some(area.region.as_str()) {
            Seat::Region
        } else {
            Seat::Other
        }
    };
    let order = |at: usize| match home {
        Some(home) if home.area == at => 0,
        Some(home) => {
            let near = home.neighbours.iter().position(|n| n.area == at);
            1 + near.unwrap_or(home.neighbours.len())
        }
        None => 0,
    };
    let authorities = areas.iter().enumerate().filter(|(_, a)| a.kind == AreaKind::Authority);
    let mut members: Vec<(usize, Member)> = authorities
        .map(|(at, area)| {
            let code = if area.ons.is_empty() { &area.number } else { &area.ons };
            let values = years.iter().map(|year| year.value(at)).collect();
            let member = Member {
                name: area.name.clone(),
                code: code.clone(),
                seat: seat(at, area),
                values,
            };
            (order(at), member)
        })
        .filter(|(_, member)| member.values.iter().any(Option::is_some))
        .collect();
    members.sort_by_key(|(order, _)| *order);
    members.into_iter().map(|(_, member)| member).collect()
}

/// England, the region and the neighbours' mean.
fn together(areas: &[Area], home: Option<&HomeArea<'_>>, years: &[&Year]) -> Vec<Together> {
    let named = |at: usize| areas.get(at).map_or_else(String::new, |area| area.name.clone());
    let alone = vec![None; years.len()];
    let england = country(areas).map(|at| Together {
        name: ENGLAND.to_owned(),
        title: named(at),
        values: years.iter().map(|year| year.value(at)).collect(),
        rests_on: alone.clone(),
    });
    let Some(home) = home else { return england.into_iter().collect() };
    let of_region =
        |year: &Year| home.region.iter().find_map(|at| Some((at.area, year.value(at.area)?)));
    let region = years.iter().rev().find_map(|year| of_region(year)).map(|(at, _)| Together {
        name: "region".to_owned(),
        title: named(at),
        values: years.iter().map(|year| of_region(year).map(|(_, value)| value)).collect(),
        rests_on: alone,
    });
    let theirs = |year: &Year| -> Vec<f64> {
        home.neighbours.iter().filter_map(|near| year.value(near.area)).collect()
    };
    let neighbours = Together {
        name: NEIGHBOURS.to_owned(),
        title: "statistical neighbours".to_owned(),
        values: years.iter().map(|year| Spread::of(&mut theirs(year)).map(|s| s.mean)).collect(),
        rests_on: years.iter().map(|y| rests_on(theirs(y), home.neighbours.len())).collect(),
    };
    england.into_iter().chain(region).chain([neighbours]).collect()
}

/// How many of how many, and their median; `None` of none.
pub(super) fn rests_on(mut values: Vec<f64>, of: usize) -> Option<(usize, usize, f64)> {
    values.sort_by(f64::total_cmp);
    Some((values.len(), of, quantile(&values, 0.5)?))
}
