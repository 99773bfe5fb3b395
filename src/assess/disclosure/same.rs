//! The same number under another name.
//!
//! What a share is out of is often another indicator's count: conferences in time are out of all
//! conferences. Where that count is hidden, the share's numbers would say it. Two indicators have a
//! number in common when it is the same in every period in which both have it.

use std::collections::BTreeSet;

use super::column::{Column, Moment, Part, WHOLE};
use super::{Threshold, Why};
use crate::domain::observation::Figure;
use crate::domain::period::Period;
use crate::domain::value::Unit;

/// Which of a figure's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    Value,
    Numerator,
    Denominator,
}

impl Number {
    const ALL: [Self; 3] = [Self::Value, Self::Numerator, Self::Denominator];

    fn of(self, unit: Unit, figure: &Figure) -> Option<f64> {
        let value = figure.value.number()?;
        match self {
            Self::Value => (unit == Unit::Count).then_some(value),
            Self::Numerator => figure.fraction.map(|f| f.numerator),
            Self::Denominator => figure.fraction.map(|f| f.denominator),
        }
    }
}

/// A number of a column, by its position, in every period that has it: as each extract gave it.
type Standing = ((usize, Number), Vec<(Period, Vec<f64>)>);

/// Two columns, by position, and the number that they have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    from: (usize, Number),
    to: (usize, Number),
}

/// In so many periods numbers are not the same by chance.
const ENOUGH: usize = 3;

/// Every number that two indicators have in common, both ways.
pub(super) fn links(columns: &[Column]) -> Vec<Link> {
    let series: Vec<Standing> = columns
        .iter()
        .enumerate()
        .flat_map(|(at, column)| Number::ALL.map(|n| ((at, n), standing(column, n))))
        .filter(|(_, numbers)| !numbers.is_empty())
        .collect();
    let mut links = Vec::new();
    for (from, own) in &series {
        for (to, others) in series.iter().filter(|(to, _)| to.0 != from.0) {
            let alike = |at: usize| columns.get(at).map(|c| &c.indicator.section);
            // In one or two periods only what is likely counts: a share of what stands beside it.
            let likely = (from.1, to.1) == (Number::Value, Number::Denominator)
                && alike(from.0) == alike(to.0);
            if let Some(common) = in_common(own, others)
                && (common >= ENOUGH || likely)
            {
                links.push(Link { from: *from, to: *to });
            }
        }
    }
    links
}

/// A number of an indicator in every period.
fn standing(column: &Column, number: Number) -> Vec<(Period, Vec<f64>)> {
    let unit = column.indicator.unit;
    let of = |moment: &Moment| {
        let figures = moment.slices.iter().filter_map(|slice| slice.figure(WHOLE));
        let mut numbers: Vec<f64> = figures.filter_map(|f| number.of(unit, &f)).collect();
        numbers.dedup();
        (!numbers.is_empty()).then_some((moment.period, numbers))
    };
    column.moments.iter().filter_map(of).collect()
}

/// In how many periods two have the same number, or had it in one of their extracts; `None` where
/// they differ in one period, or have nothing but zeros.
fn in_common(own: &[(Period, Vec<f64>)], others: &[(Period, Vec<f64>)]) -> Option<usize> {
    let mut common = 0;
    let mut some = false;
    for (period, numbers) in own {
        let Ok(at) = others.binary_search_by(|(p, _)| p.cmp(period)) else { continue };
        let other = others.get(at).map_or(&[][..], |(_, numbers)| numbers.as_slice());
        if !numbers.iter().any(|number| other.contains(number)) {
            return None;
        }
        common += 1;
        some |= numbers.iter().any(|number| *number != 0.0);
    }
    (some && common > 0).then_some(common)
}

/// Hides what says a hidden number under another name; says of which columns anything was.
pub(super) fn protect(
    columns: &mut [Column],
    links: &[Link],
    threshold: Threshold,
) -> BTreeSet<usize> {
    let mut changed = BTreeSet::new();
    for Link { from, to } in links {
        let Some(source) = columns.get(from.0) else { continue };
        let mut secrets: Vec<(Period, Part)> = Vec::new();
        for (at, moment) in source.moments.iter().enumerate() {
            let secret = |part: &&usize| is_secret(source, at, **part, from.1, threshold);
            let parts = moment.hidden.keys().filter(secret);
            secrets
                .extend(parts.filter_map(|p| Some((moment.period, source.parts.get(*p)?.clone()))));
        }
        let Some(column) = columns.get_mut(to.0) else { continue };
        for (period, part) in secrets {
            let known = column.parts.iter().position(|own| own.is(&part));
            let given = |moment: usize, part: usize| {
                let slices = &column.moments.get(moment)?.slices;
                let mut figures = slices.iter().filter_map(|slice| slice.figure(part));
                figures.find_map(|f| to.1.of(column.indicator.unit, &f))
            };
            let found = known.zip(column.moment(period));
            if let Some((part, moment)) = found.filter(|(p, m)| given(*m, *p).is_some())
                && let Some(moment) = column.moments.get_mut(moment)
                && moment.hide(part, Why::Same)
            {
                changed.insert(to.0);
            }
        }
    }
    changed
}

/// Whether a number of a hidden figure must not be told: a count always; one of so many of so many
/// where it is few, or where a few in the same breakdown could be worked out from it.
fn is_secret(
    column: &Column,
    moment: usize,
    part: usize,
    number: Number,
    threshold: Threshold,
) -> bool {
    if number == Number::Value {
        return true;
    }
    let Some(moment) = column.moments.get(moment) else { return false };
    let by = |part: usize| column.parts.get(part).and_then(Part::by);
    let few = |part: usize| {
        let figures = moment.slices.iter().filter_map(|slice| slice.figure(part));
        let mut numbers = figures.filter_map(|f| number.of(column.indicator.unit, &f));
        numbers.any(|n| threshold.is_few(n))
    };
    let beside = |other: usize| part == WHOLE || other == WHOLE || by(other) == by(part);
    moment.hidden.keys().any(|other| beside(*other) && few(*other))
}
