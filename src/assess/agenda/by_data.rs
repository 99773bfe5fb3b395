//! Reasons that follow from the data: outliers, restatements, figures that are late.

use super::{Because, Evidence, Reason, because};
use crate::assess::benchmark::{ENGLAND, NEIGHBOURS};
use crate::assess::board::IndicatorView;
use crate::assess::series::Reading;
use crate::domain::indicator::{Frequency, Indicator};
use crate::domain::period::{Period, Shape};
use crate::domain::value::{Missing, Unit, Value};

/// Beyond all its neighbours, in the top or bottom tenth of England, and not by chance.
pub(super) fn outlier(evidence: &Evidence<'_>, view: &IndicatorView) -> Option<Because> {
    let indicator = evidence.series.indicator;
    if indicator.unit == Unit::Count {
        return None;
    }
    let neighbours = view.benchmarks.iter().find(|b| b.name == NEIGHBOURS)?;
    let (low, high) = (neighbours.low?, neighbours.high?);
    let published = view.rank.as_ref().filter(|rank| Some(rank.period) == neighbours.period);
    let own = match (published, evidence.standing) {
        (Some(_), Some(standing)) => standing.own()?,
        _ => view.value?,
    };
    let beyond = own > high || own < low;
    let extreme = published.is_none_or(|rank| {
        let tenth = rank.of.div_ceil(10);
        rank.position <= tenth || rank.position > rank.of - tenth
    });
    let clear = view.interval.as_ref().is_none_or(|interval| {
        neighbours.value.is_some_and(|mean| mean < interval.lower || mean > interval.upper)
    });
    if !(beyond && extreme && clear && is_news(evidence, neighbours.period)) {
        return None;
    }
    let write = |n: f64| indicator.unit.write(n, indicator.decimals);
    let side = if own > high { "above" } else { "below" };
    let many = neighbours.count.map_or_else(String::new, |n| format!("{n} "));
    let england = view.benchmarks.iter().find(|b| b.name == ENGLAND);
    let england = england.map_or_else(String::new, |b| format!("; England {}", b.shown));
    let rank = match view.rank_words() {
        words if words.is_empty() => words,
        words => format!("; {words}"),
    };
    Some(because(
        Reason::Outlier,
        format!(
            "{side} all {many}statistical neighbours ({} to {}){england}{rank}",
            write(low),
            write(high)
        ),
    ))
}

/// Whether the neighbours' figures are new to this board, or the figure was inside them before.
fn is_news(evidence: &Evidence<'_>, year: Option<Period>) -> bool {
    // An annual figure is only an item on the first board that carries it.
    if evidence.series.indicator.frequency == Frequency::Annual {
        return true;
    }
    let Some((_, earlier)) = evidence.readings.split_last() else {
        return false;
    };
    let Some(before) = earlier.iter().rev().find(|r| r.number().is_some()) else {
        return true;
    };
    let given = before.detail.and_then(|d| d.benchmarks.iter().find(|b| b.name == NEIGHBOURS));
    if let Some(given) = given {
        let inside = match (before.number(), given.low, given.high) {
            (Some(own), Some(low), Some(high)) => low <= own && own <= high,
            _ => true,
        };
        return inside || given.period != year;
    }
    // Published: news in the first month after the published year's end.
    let ended = |period: Period| year.is_none_or(|year| year.ends_by(period));
    let board = evidence.context.period;
    match evidence.context.area {
        Some(_) => {
            let first = board.step(-1).is_none_or(|p| !ended(p));
            let month_after = year.and_then(|y| y.in_month()?.step(1)) == board.in_month();
            first || month_after
        }
        None => true,
    }
}

pub(super) fn restated(evidence: &Evidence<'_>) -> Option<Because> {
    let newest = evidence.context.newest_extract;
    let made = evidence.restatements.iter().filter(|r| Some(r.extract) == newest);
    let material: Vec<_> = made.filter(|r| r.view.material).collect();
    let first = material.first()?;
    let others = match material.len() - 1 {
        0 => String::new(),
        1 => ", and one more period".to_owned(),
        n => format!(", and {n} more periods"),
    };
    let (was, now) = (first.view.was, first.view.now);
    let period = first.view.period.long();
    Some(because(
        Reason::Restated,
        format!("{period} was {was}, now {now}, in this extract{others}"),
    ))
}

/// A newer period ended longer ago than the figure usually takes to arrive.
pub(super) fn late(evidence: &Evidence<'_>) -> Option<Because> {
    let indicator = evidence.series.indicator;
    let board = evidence.context.period;
    let arrived = |r: &&Reading<'_>| r.figure.value != Value::Missing(Some(Missing::Late));
    let last = evidence.readings.iter().rev().find(arrived)?;
    // What says itself that it is late is late at once.
    let said = evidence.readings.last().is_some_and(|now| !arrived(&now));
    (said || is_late(indicator, last.period, board))
        .then(|| because(Reason::Late, format!("last figure {}", last.period.long())))
}

/// Whether, with `last` the newest figure, a newer one is late at the board of `board`.
pub fn is_late(indicator: &Indicator, last: Period, board: Period) -> bool {
    last.step(1).is_some_and(|due| due.ends_by(board) && is_longer_ago(indicator, due, board))
}

fn is_longer_ago(indicator: &Indicator, due: Period, board: Period) -> bool {
    let lag = indicator.lag.map(|n| i32::try_from(n).unwrap_or(i32::MAX));
    let days = i32::try_from((board.last_day() - due.last_day()).num_days()).unwrap_or(i32::MAX);
    let months = board.months_since(due);
    match due.shape() {
        Shape::Week => days > 7 * lag.unwrap_or(1),
        Shape::Month => months > lag.unwrap_or(0),
        Shape::Quarter => months > lag.map_or(1, |n| n.saturating_mul(3)),
        Shape::FinancialYear | Shape::AcademicYear | Shape::CalendarYear => {
            months > lag.map_or(9, |n| n.saturating_mul(12))
        }
    }
}
