//! A whole board: the period, the grain, the sections and their indicators.

use std::sync::Arc;

use super::agenda;
use super::ask::{Ask, Compare, Sources};
use super::benchmark;
use super::board::{AuthorityView, Board, Correction, FORMAT, Grain, IndicatorView, SectionView};
use super::indicator::{self, Context};
use super::pathway;
use super::published::HomeArea;
use super::series::unknown_indicator;
use crate::domain::catalogue::ALWAYS_SHOWN;
use crate::domain::facts::{AuthorityFacts, Extract, latest_period};
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
    let latest = latest_period(extracts).or_else(|| home.latest_period());
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
    let rows = rows(sources, ask);
    let corrections = ask.since.map(|day| (day, catalogue_order(&rows)));
    let sections = sections(&context, rows);
    let corrections = corrections.map(|(day, order)| corrected(&sections, day, &order));
    let annual = comes_once_a_year(home);
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
        public: home.is_masked(),
        corrections,
        agenda: agenda::agenda(&sections, ask.order),
        sections,
        against: against(ask.compare, period, annual && period.shape() == Shape::Month),
        periods: periods(home, extracts, grain, annual),
        source: extracts.last().and_then(|extract| extract.source.clone()),
        notice: area.as_ref().and_then(HomeArea::abolished).map(str::to_owned),
        pathways: pathway::Question { sources, ask, period, grain }
            .pathways(|indicator| in_scope(sources, ask, indicator)),
    }
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

/// An indicator asked for, with its figures and the position of its section.
struct Row<'a> {
    section: usize,
    indicator: Arc<Indicator>,
    timeline: &'a Timeline,
}

/// The indicators asked for that have figures: the catalogue's in its order, then unknown ones.
fn rows<'a>(sources: Sources<'a>, ask: &Ask) -> Vec<Row<'a>> {
    let Sources { home, catalogue, .. } = sources;
    let wanted = |i: &Indicator| (!ask.core || i.core) && in_scope(sources, ask, i);
    let place = |id: &str| catalogue.sections.iter().position(|s| s.id == id);
    let row = |indicator: Arc<Indicator>, timeline| {
        let section = place(&indicator.section).or_else(|| place("other"))?;
        Some(Row { section, indicator, timeline })
    };
    let known = catalogue.indicators().iter().filter(|i| wanted(i));
    let mut rows: Vec<Row<'a>> =
        known.filter_map(|i| row(Arc::clone(i), home.timeline(&i.id)?)).collect();
    let unknown = home.timelines().filter(|(id, _)| catalogue.indicator(id).is_none());
    rows.extend(unknown.filter_map(|(id, timeline)| {
        let indicator = Arc::new(unknown_indicator(id, home));
        if wanted(&indicator) { row(indicator, timeline) } else { None }
    }));
    rows
}

/// Whether an indicator belongs to the section, remit or indicator asked for.
fn in_scope(sources: Sources<'_>, ask: &Ask, indicator: &Indicator) -> bool {
    ask.section.as_ref().is_none_or(|s| indicator.section == *s)
        && ask.indicator.as_ref().is_none_or(|id| indicator.id == *id)
        && ask.remit.as_ref().is_none_or(|r| sources.catalogue.in_remit(indicator, r))
}

/// Tabs: every section with figures, and the first five whether or not. In each, core indicators
/// come first, in the catalogue's order as the others.
fn sections(context: &Context<'_>, mut rows: Vec<Row<'_>>) -> Vec<SectionView> {
    let ask = context.ask;
    let filtered = ask.section.is_some() || ask.indicator.is_some() || ask.remit.is_some();
    rows.sort_by_key(|row| (row.section, !row.indicator.core));
    let mut rest = rows.as_slice();
    let mut sections = Vec::new();
    for (at, section) in context.sources.catalogue.sections.iter().enumerate() {
        let (own, others) = rest.split_at(rest.partition_point(|row| row.section <= at));
        rest = others;
        let mut indicators: Vec<IndicatorView> = Vec::with_capacity(own.len());
        let view = |row: &Row<'_>| indicator::view(context, &row.indicator, row.timeline);
        indicators.extend(own.iter().filter_map(view));
        let always = (at < ALWAYS_SHOWN && !filtered) || ask.section.as_ref() == Some(&section.id);
        if indicators.is_empty() && !always {
            continue;
        }
        sections.push(SectionView {
            id: section.id.clone(),
            title: section.title.clone(),
            ratings: indicators.iter().map(|view| view.rating).collect(),
            ratings_before: indicators.iter().map(|view| view.more.rating_before).collect(),
            indicators,
        });
    }
    sections
}

/// Ids in the order of the catalogue.
fn catalogue_order(rows: &[Row<'_>]) -> Vec<Arc<Indicator>> {
    rows.iter().map(|row| Arc::clone(&row.indicator)).collect()
}

/// What has been corrected after a day: the newest extract first, then the newest period, then in
/// the order of the catalogue.
fn corrected(
    sections: &[SectionView],
    since: chrono::NaiveDate,
    order: &[Arc<Indicator>],
) -> Vec<Correction> {
    let later = |extracted: &str| parse_day(extracted).is_some_and(|day| day > since);
    let views = || sections.iter().flat_map(|section| &section.indicators);
    let in_order = order.iter().filter_map(|i| views().find(|view| view.id == i.id));
    let mut found: Vec<Correction> = in_order
        .flat_map(|view| {
            view.restatements.iter().filter(|r| later(&r.extracted)).map(|r| Correction {
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
fn periods(home: &AuthorityFacts, known: &[Extract], grain: Grain, annual: bool) -> Vec<Period> {
    let Some(latest) = latest_period(known) else {
        return Vec::new();
    };
    let shape = latest.shape();
    let snapshots = known.iter().map(|e| e.period);
    let mut firsts: Vec<Period> = home
        .timelines()
        .filter_map(|(_, t)| t.points().iter().find(|p| p.period.shape() == shape))
        .map(|p| p.period)
        .collect();
    firsts.sort_unstable();
    // A quarter of the indicators make a board: one long history does not.
    let first = firsts.get(firsts.len() / 4).copied();
    let mut all: Vec<Period> = snapshots.filter(|p| p.shape() == shape).collect();
    if let Some(first) = first.filter(|_| !(annual && shape == Shape::Month)) {
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
fn comes_once_a_year(home: &AuthorityFacts) -> bool {
    let mut steps = 0;
    for (_, timeline) in home.timelines() {
        let points = timeline.points().iter().map(|point| point.period);
        let mut before: Option<Period> = None;
        for month in points.filter(|period| period.shape() == Shape::Month) {
            if let Some(step) = before.and_then(|before| month.steps_since(before)) {
                if step < 12 {
                    return false;
                }
                steps += 1;
            }
            before = Some(month);
        }
    }
    steps > 0
}
