//! Change: against which figure, by how much, and whether that is better.
//!
//! rules.md, Change and direction. Like is compared with like; a gap is never bridged except by
//! `previous`, which says which period it found.

use super::aggregate;
use super::ask::Compare;
use super::board::{ChangeView, Direction};
use super::rating::{self, Goal};
use super::series::{Reading, Series};
use super::shown::Shown;
use crate::domain::indicator::{Frequency, Indicator, Kind, Polarity};
use crate::domain::observation::{Figure, Fraction, Status};
use crate::domain::period::{Period, Shape};
use crate::domain::value::{Unit, Value, round};

/// What a figure is set against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Against {
    /// The period, or the quarter or year whose average it is.
    pub period: Period,
    /// Its figure, unrounded.
    pub value: f64,
    /// The numbers it rests on.
    pub fraction: Option<Fraction>,
}

impl Against {
    /// As the room reads it.
    pub fn shown(&self, indicator: &Indicator) -> Shown {
        let (value, status) = (Value::Number(self.value), Status::Final);
        Shown::figure(indicator, &Figure { value, fraction: self.fraction, status })
    }
}

/// The figure that `reading` is compared with; `None` where that period has none.
pub fn against(series: &Series<'_>, reading: &Reading<'_>, compare: Compare) -> Option<Against> {
    let year_to_date = series.indicator.kind == Kind::Cumulative
        && matches!(series.shape, Shape::Week | Shape::Month | Shape::Quarter)
        && series.indicator.frequency != Frequency::Annual;
    if series.indicator.kind == Kind::Cumulative && reading.parts.1 > 1 {
        return whole_year_ago(series, reading);
    }
    match compare {
        // A year to date grows by itself: only the same point of another year is like it.
        Compare::Previous if year_to_date => at(series, reading.period.year_ago()?),
        Compare::Quarter | Compare::YearAverage if year_to_date => None,
        Compare::Previous => {
            let before = series.readings.partition_point(|r| r.period < reading.period);
            let earlier = series.readings.get(..before)?;
            earlier.iter().rev().find_map(against_reading)
        }
        Compare::YearAgo => at(series, reading.period.year_ago()?),
        Compare::Quarter => match series.shape {
            Shape::Week | Shape::Month if series.indicator.frequency != Frequency::Annual => {
                averaged(series, reading.period.in_quarter()?.step(-1)?)
            }
            Shape::Quarter => at(series, reading.period.step(-1)?),
            _ => None,
        },
        Compare::YearAverage => match series.shape {
            Shape::Week | Shape::Month | Shape::Quarter
                if series.indicator.frequency != Frequency::Annual =>
            {
                averaged(series, reading.period.in_financial_year()?.step(-1)?)
            }
            _ => at(series, reading.period.year_ago()?),
        },
        Compare::Chosen(period) => chosen(series, reading, period, year_to_date),
    }
}

/// A year to date that was rolled up: a whole quarter or year against the same of last year.
fn whole_year_ago(series: &Series<'_>, reading: &Reading<'_>) -> Option<Against> {
    let is_whole = |r: &Reading<'_>| r.parts.0 == r.parts.1;
    let before = series.at(reading.period.year_ago()?)?;
    (is_whole(reading) && is_whole(before)).then(|| against_reading(before)).flatten()
}

fn at(series: &Series<'_>, period: Period) -> Option<Against> {
    series.at(period).and_then(against_reading)
}

fn against_reading(reading: &Reading<'_>) -> Option<Against> {
    Some(Against {
        period: reading.period,
        value: reading.number()?,
        fraction: reading.figure.fraction,
    })
}

fn averaged(series: &Series<'_>, within: Period) -> Option<Against> {
    let total = aggregate::average(series, within, within)?;
    Some(Against { period: within, value: total.value, fraction: total.fraction })
}

fn chosen(
    series: &Series<'_>,
    reading: &Reading<'_>,
    period: Period,
    year_to_date: bool,
) -> Option<Against> {
    let found = if period.shape() == series.shape {
        at(series, period)?
    } else if matches!(period.shape(), Shape::Quarter | Shape::FinancialYear)
        && matches!(series.shape, Shape::Week | Shape::Month | Shape::Quarter)
        && series.indicator.frequency != Frequency::Annual
    {
        averaged(series, period)?
    } else {
        // An annual or quarterly figure as the board of that period would have shown it.
        series.until(period).iter().rev().find_map(against_reading)?
    };
    let alike = !year_to_date || found.period.part() == reading.period.part();
    (found.period != reading.period && alike).then_some(found)
}

/// The change from `from` to `reading`, worded; `goal` decides better or worse for a range.
pub fn change(
    series: &Series<'_>,
    reading: &Reading<'_>,
    from: Against,
    goal: Option<&Goal>,
) -> Option<ChangeView> {
    let indicator = series.indicator;
    let d = indicator.decimals;
    let now = reading.number()?;
    let by = round(round(now, d) - round(from.value, d), d);
    let share = indicator.unit == Unit::Percent;
    let small = series.is_small(reading.figure.fraction) || series.is_small(from.fraction);
    // Part of a sum beside a whole one is smaller by nature.
    let partial = reading.parts.0 < reading.parts.1
        && indicator.kind == Kind::Flow
        && indicator.unit.adds_up();
    let broken = indicator.series_breaks_between(from.period, reading.period);
    let muted = small || partial || broken;
    let polarity = if muted { Polarity::None } else { indicator.polarity };
    let shown = match from.fraction {
        Some(f) if small && share => Shown::Was(f),
        _ => Shown::Change(by, indicator.unit, d),
    };
    let direction = direction(series, polarity, from.value, now, goal);
    Some(ChangeView {
        against: from.period,
        from: from.value,
        by,
        shown,
        direction,
        before: from.shown(indicator),
        word: match () {
            () if broken => "new definition",
            () if small => "small numbers",
            () => direction.word(),
        },
    })
}

fn direction(
    series: &Series<'_>,
    polarity: Polarity,
    from: f64,
    to: f64,
    goal: Option<&Goal>,
) -> Direction {
    let indicator = series.indicator;
    let d = indicator.decimals;
    let by = round(to, d) - round(from, d);
    let by = round(by, d);
    if by == 0.0 {
        return Direction::Same;
    }
    let up = by > 0.0;
    match polarity {
        Polarity::Higher => {
            if up {
                Direction::Better
            } else {
                Direction::Worse
            }
        }
        Polarity::Lower => {
            if up {
                Direction::Worse
            } else {
                Direction::Better
            }
        }
        Polarity::Target => {
            let off = |v: f64| goal.and_then(|g| rating::distance(indicator, v, g));
            match (off(from), off(to)) {
                (Some(before), Some(after)) if after < before => Direction::Better,
                (Some(before), Some(after)) if after > before => Direction::Worse,
                (Some(_), Some(_)) => Direction::Same,
                _ if up => Direction::Up,
                _ => Direction::Down,
            }
        }
        Polarity::None => {
            if up {
                Direction::Up
            } else {
                Direction::Down
            }
        }
    }
}
