//! A whole board: the period, the grain, the sections and their indicators.

use std::sync::Arc;

use super::agenda;
use super::ask::{Ask, Compare, Sources};
use super::benchmark;
use super::board::{
    AuthorityView, Board, Correction, FORMAT, Grain, IndicatorView, Ratings, SectionView,
};
use super::indicator::{self, Context};
use super::pathway;
use super::published::HomeArea;
use super::series::unknown_indicator;
use crate::domain::catalogue::ALWAYS_SHOWN;
use crate::domain::facts::AuthorityFacts;
use crate::domain::indicator::Indicator;
use crate::domain::period::{Period, Shape};
use crate::domain::snapshot::parse_day;
use crate::domain::timeline::Timeline;

/// The board of an authority: every rule applied once.
pub fn board(sources: Sources<'_>, ask: &Ask) -> Board {
    let home = sources.home;
    let known =
        home.extracts.iter().filter(|e| ask.as_at.is_none_or(|day| e.at.date() <= day)).count();
    let extracts = home.extracts.get(..known).unwrap_or_default();
    let latest = latest_period(home, known).or_else(|| home.latest_period());
    let asked = ask.period.or(latest).unwrap_or(Period::FIRST);
    let grain = ask.grain.unwrap_or_else(|| grain_of(asked));
    let period = at_grain(asked, grain);
    let area = HomeArea::of(sources.published, home);
    let groups = benchmark::members(sources);
    let context = Context {
        sources,
        ask,
        period,
        grain,
        area: area.as_ref(),
        groups: &groups,
        newest_extract: known.checked_sub(1).and_then(|n| u32::try_from(n).ok()),
    };
    let view = |i: &Arc<Indicator>| indicator::view(&context, i, home.timeline(&i.id)?);
    let views: Vec<IndicatorView> = indicators(sources, ask).iter().filter_map(view).collect();
    let corrections = ask.since.map(|day| corrections(&views, day));
    let sections = sections(sources, ask, views);
    let newest = extracts.last().map(|e| e.at.to_string());
    Board {
        format: FORMAT,
        authority: AuthorityView {
            code: home.authority.code.clone(),
            name: home.authority.name.clone(),
        },
        period,
        grain,
        as_at: ask.as_at.map(|day| day.to_string()).or(newest),
        comparison: ask.compare.word(),
        public: false,
        corrections,
        agenda: agenda::agenda(&sections, ask.order),
        sections,
        against: against(ask.compare, period, comes_once_a_year(home, period)),
        periods: periods(home, known, grain),
        notice: area.as_ref().and_then(HomeArea::abolished).map(str::to_owned),
        pathways: pathway::Question { sources, ask, period, grain }
            .pathways(|indicator| in_scope(sources, ask, indicator)),
    }
}

fn latest_period(home: &AuthorityFacts, known: usize) -> Option<Period> {
    let periods = || home.extracts.iter().take(known).map(|e| e.period);
    periods().filter(|p| p.shape() == Shape::Month).max().or_else(|| periods().max())
}

/// The grain that a period's shape asks for.
fn grain_of(period: Period) -> Grain {
    match period.shape() {
        Shape::Quarter => Grain::Quarter,
        Shape::FinancialYear => Grain::Year,
        Shape::Week | Shape::Month | Shape::AcademicYear | Shape::CalendarYear => Grain::Month,
    }
}

/// The board's period at its grain: October 2026 by quarter is Q3 2026/27.
fn at_grain(period: Period, grain: Grain) -> Period {
    let coarser = match grain {
        Grain::Month => None,
        Grain::Quarter => period.in_quarter(),
        Grain::Year => period.in_financial_year(),
    };
    coarser.unwrap_or(period)
}

/// The indicators asked for that have figures: the catalogue's in its order, then unknown ones.
fn indicators(sources: Sources<'_>, ask: &Ask) -> Vec<Arc<Indicator>> {
    let catalogue = sources.catalogue;
    let unknown = sources
        .home
        .indicators()
        .filter(|id| catalogue.indicator(id).is_none())
        .map(|id| Arc::new(unknown_indicator(id, sources.home)));
    let wanted = |i: &Arc<Indicator>| {
        (!ask.core || i.core) && in_scope(sources, ask, i) && sources.home.timeline(&i.id).is_some()
    };
    catalogue.indicators().iter().cloned().chain(unknown).filter(wanted).collect()
}

/// Whether an indicator belongs to the section, remit or indicator asked for.
fn in_scope(sources: Sources<'_>, ask: &Ask, indicator: &Indicator) -> bool {
    ask.section.as_ref().is_none_or(|s| indicator.section == *s)
        && ask.indicator.as_ref().is_none_or(|id| indicator.id == *id)
        && ask.remit.as_ref().is_none_or(|r| sources.catalogue.in_remit(indicator, r))
}

/// Tabs: every section with figures, and the first five whether or not.
fn sections(sources: Sources<'_>, ask: &Ask, views: Vec<IndicatorView>) -> Vec<SectionView> {
    let mut sections: Vec<SectionView> = sources
        .catalogue
        .sections
        .iter()
        .map(|section| SectionView {
            id: section.id.clone(),
            title: section.title.clone(),
            ratings: Ratings::default(),
            indicators: Vec::new(),
            ratings_before: Ratings::default(),
        })
        .collect();
    for view in views {
        let at = sections
            .iter()
            .position(|s| s.id == view.more.section)
            .or_else(|| sections.iter().position(|s| s.id == "other"));
        if let Some(section) = at.and_then(|at| sections.get_mut(at)) {
            section.ratings.count(view.rating);
            section.ratings_before.count(view.more.rating_before);
            section.indicators.push(view);
        }
    }
    for section in &mut sections {
        // Stable: core first, the catalogue's order within each.
        section.indicators.sort_by_key(|view| !view.core);
    }
    let filtered = ask.section.is_some() || ask.indicator.is_some() || ask.remit.is_some();
    let mut place = 0;
    sections.retain(|section| {
        place += 1;
        !section.indicators.is_empty()
            || (place <= ALWAYS_SHOWN && !filtered)
            || ask.section.as_ref() == Some(&section.id)
    });
    sections
}

fn corrections(views: &[IndicatorView], since: chrono::NaiveDate) -> Vec<Correction> {
    let mut found: Vec<Correction> = views
        .iter()
        .flat_map(|view| {
            let later = |extracted: &str| parse_day(extracted).is_some_and(|day| day > since);
            view.restatements.iter().filter(move |r| later(&r.extracted)).map(|r| Correction {
                indicator: view.id.clone(),
                name: view.name.clone(),
                restatement: r.clone(),
            })
        })
        .collect();
    found.sort_by(|a, b| {
        (&b.restatement.extracted, b.restatement.period)
            .cmp(&(&a.restatement.extracted, a.restatement.period))
    });
    found
}

/// What the comparison is, in words.
fn against(compare: Compare, period: Period, annual: bool) -> String {
    let named = |p: Option<Period>| p.map_or_else(String::new, Period::long);
    match compare {
        Compare::Previous | Compare::YearAgo if annual => "the year before".to_owned(),
        Compare::Previous => named(period.step(-1)),
        Compare::YearAgo => named(period.year_ago()),
        Compare::Quarter => {
            format!("{} average", named(period.in_quarter().and_then(|q| q.step(-1))))
        }
        Compare::YearAverage => {
            format!("{} average", named(period.in_financial_year().and_then(|y| y.step(-1))))
        }
        Compare::Chosen(period) => period.long(),
    }
}

/// Every period that a board can be asked for, oldest first: from the earliest figure to the
/// latest snapshot without a gap; figures that only come once a year, by their snapshots.
fn periods(home: &AuthorityFacts, known: usize, grain: Grain) -> Vec<Period> {
    let Some(latest) = latest_period(home, known) else {
        return Vec::new();
    };
    let shape = latest.shape();
    let snapshots = home.extracts.iter().take(known).map(|e| e.period);
    let mut firsts: Vec<Period> = home
        .indicators()
        .filter_map(|id| home.timeline(id))
        .filter_map(|t| t.points().iter().find(|p| p.period.shape() == shape))
        .map(|p| p.period)
        .collect();
    firsts.sort_unstable();
    // A quarter of the indicators make a board: one long history does not.
    let first = firsts.get(firsts.len() / 4).copied();
    let mut all: Vec<Period> = snapshots.filter(|p| p.shape() == shape).collect();
    if let Some(first) = first.filter(|_| !comes_once_a_year(home, latest)) {
        let mut next = Some(first);
        while let Some(period) = next.filter(|p| *p <= latest) {
            all.push(period);
            next = period.step(1);
        }
    }
    for period in &mut all {
        *period = at_grain(*period, grain);
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether figures come in months, but none more often than once a year. One month alone does not
/// say how often it comes.
fn comes_once_a_year(home: &AuthorityFacts, latest: Period) -> bool {
    let months = |t: &Timeline| -> Vec<Period> {
        t.points().iter().map(|p| p.period).filter(|p| p.shape() == Shape::Month).collect()
    };
    let all: Vec<Vec<Period>> =
        home.indicators().filter_map(|id| home.timeline(id)).map(months).collect();
    let steps = || all.iter().flat_map(|months| months.windows(2));
    latest.shape() == Shape::Month
        && steps().next().is_some()
        && steps().all(|pair| match pair {
            [a, b] => b.steps_since(*a).is_some_and(|n| n >= 12),
            _ => true,
        })
}
