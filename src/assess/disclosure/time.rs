//! What could be worked out from one period to the next (rules.md, Public mode, 5).
//!
//! A year to date less the year to date before it is a month's figure: where that is small, the
//! later one is hidden. One that is hidden lies between its neighbours, which have to leave it room.

use std::collections::BTreeSet;

use super::column::{Column, Moment};
use super::{Threshold, Why, small};
use crate::domain::indicator::{Frequency, Indicator, Kind};
use crate::domain::observation::{Figure, Fraction, Status};
use crate::domain::value::{Unit, Value};

/// Hides the years to date that give a small period away; says whether anything was hidden.
pub(super) fn protect(column: &mut Column, threshold: Threshold) -> bool {
    if column.indicator.kind != Kind::Cumulative || column.indicator.frequency == Frequency::Annual
    {
        return false;
    }
    let mut changed = false;
    let (indicator, parts) = (&column.indicator, column.parts.len());
    let same_year =
        |a: &Moment, b: &Moment| a.period.in_financial_year() == b.period.in_financial_year();
    for year in column.moments.chunk_by_mut(same_year) {
        let extracts: BTreeSet<u32> =
            year.iter().flat_map(|m| m.slices.iter().map(|slice| slice.extract)).collect();
        for extract in extracts {
            for part in 0..parts {
                changed |= protect_part(indicator, year, extract, part, threshold);
            }
        }
    }
    changed
}

/// Walks through the year to date of one part, as one extract left it.
fn protect_part(
    indicator: &Indicator,
    year: &mut [Moment],
    extract: u32,
    part: usize,
    threshold: Threshold,
) -> bool {
    let mut changed = false;
    let mut last: Option<Figure> = None;
    let mut between = false;
    for moment in year {
        let figure = moment.at(extract).and_then(|slice| slice.figure(part));
        let Some(figure) = figure.filter(|figure| figure.value.number().is_some()) else {
            continue;
        };
        if moment.hidden.contains_key(&part) {
            between = true;
            continue;
        }
        let step = less(&figure, last.as_ref());
        let tells = small::why(indicator, &step, threshold).is_some();
        let no_room = between && leaves_no_room(indicator, &figure, last.as_ref(), threshold);
        if tells || no_room {
            changed |= moment.hide(part, Why::Month);
            between = true;
        } else {
            last = Some(figure);
            between = false;
        }
    }
    changed
}

/// What came between two years to date.
fn less(figure: &Figure, before: Option<&Figure>) -> Figure {
    let Some(before) = before else { return *figure };
    let number = |f: &Figure| f.value.number().unwrap_or(0.0);
    Figure {
        value: Value::Number(number(figure) - number(before)),
        fraction: figure.fraction.zip(before.fraction).map(|(now, then)| Fraction {
            numerator: now.numerator - then.numerator,
            denominator: now.denominator - then.denominator,
        }),
        status: Status::Final,
    }
}

/// Whether what is hidden between two years to date can be nearly told from them.
fn leaves_no_room(
    indicator: &Indicator,
    figure: &Figure,
    before: Option<&Figure>,
    threshold: Threshold,
) -> bool {
    let numbers = |figure: &Figure| match (indicator.unit, figure.fraction) {
        (Unit::RatePer10000, Some(f)) => [f.numerator, f.numerator],
        (_, Some(f)) => [f.numerator, f.denominator],
        (_, None) => [figure.value.number().unwrap_or(0.0); 2],
    };
    let least = if figure.fraction.is_some() { [0.0, 1.0] } else { [1.0, 1.0] };
    let before = before.map_or(least, numbers);
    numbers(figure).iter().zip(before).any(|(now, then)| now - then <= threshold.number())
}
