//! What could be worked out from sums: categories that make their whole, indicators that make
//! another, a month that is what a year to date grew by (rules.md, Public mode, 4 and 5).
//!
//! A sum is looked at as a reader sees it: what is shown is known, what is hidden is at least 1 (or
//! 0, where that may be). A hidden figure is safe when it does not stand alone in a sum and the sums
//! leave it more room than the threshold. Until all are, the smallest other part is hidden too, or
//! the later year to date; a breakdown that would have to be hidden whole is not shown at all.

mod sheet;

use std::collections::{BTreeSet, HashMap};

use super::column::{Column, Moment, Part};
use super::{Threshold, Why};
use crate::domain::catalogue::Catalogue;
use crate::domain::period::Period;

use sheet::{Measure, Sheet};

/// Indicators that stand in sums with each other, by position; one alone has its breakdowns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Family {
    members: Vec<usize>,
    /// A total and its parts.
    sums: Vec<(usize, Vec<usize>)>,
}

/// What has to be hidden next, in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Remedy {
    /// One more figure: of which column, and which part.
    Hide(usize, usize, Period, Why),
    /// A whole breakdown of a column, with its categories' names.
    Drop(usize, String, Period),
}

/// Every indicator in its family. A total without figures, or a group of which a part has none,
/// makes no sum.
pub(super) fn families(columns: &[Column], catalogue: &Catalogue) -> Vec<Family> {
    let ids: HashMap<&str, usize> =
        columns.iter().enumerate().map(|(at, c)| (c.indicator.id.as_str(), at)).collect();
    let at = |id: &String| ids.get(id.as_str()).copied();
    let sums: Vec<(usize, Vec<usize>)> = catalogue
        .additive
        .iter()
        .filter_map(|group| {
            Some((at(&group.total)?, group.parts.iter().map(at).collect::<Option<Vec<_>>>()?))
        })
        .collect();
    let mut of: Vec<usize> = (0..columns.len()).collect();
    for (total, parts) in &sums {
        for part in parts {
            let (Some(old), Some(new)) = (of.get(*part).copied(), of.get(*total).copied()) else {
                continue;
            };
            of.iter_mut().filter(|family| **family == old).for_each(|family| *family = new);
        }
    }
    let roots: BTreeSet<usize> = of.iter().copied().collect();
    let family = |root: usize| Family {
        members: (0..columns.len()).filter(|at| of.get(*at) == Some(&root)).collect(),
        sums: sums.iter().filter(|(total, _)| of.get(*total) == Some(&root)).cloned().collect(),
    };
    let has_sums = |family: &Family| {
        let divided = |at: &usize| {
            columns.get(*at).is_some_and(|c| c.parts.iter().any(|p| p.adds_up_by().is_some()))
        };
        let grows = |at: &usize| columns.get(*at).is_some_and(Column::grows);
        let members = || family.members.iter();
        !family.sums.is_empty() || members().any(divided) || members().any(grows)
    };
    roots.into_iter().map(family).filter(has_sums).collect()
}

impl Family {
    /// Whether any of these is a member.
    pub(super) fn has_any(&self, columns: &BTreeSet<usize>) -> bool {
        self.members.iter().any(|at| columns.contains(at))
    }
}

/// Hides what gives a family's hidden figures away.
pub(super) fn protect(columns: &mut [Column], family: &Family, threshold: Threshold) {
    for span in spans(columns, family) {
        while protect_span(columns, family, &span, threshold) {}
    }
}

/// The periods that are looked at together: each by itself; of years to date, those of a year.
fn spans(columns: &[Column], family: &Family) -> Vec<Vec<Period>> {
    let members = || family.members.iter().filter_map(|at| columns.get(*at));
    let periods: BTreeSet<Period> =
        members().flat_map(|c| c.moments.iter().map(|m| m.period)).collect();
    let periods: Vec<Period> = periods.into_iter().collect();
    let together = members().any(Column::grows);
    let same = |a: &Period, b: &Period| together && a.in_financial_year() == b.in_financial_year();
    periods.chunk_by(same).map(<[Period]>::to_vec).collect()
}

/// One pass over what has stood in some periods; says whether anything was hidden.
fn protect_span(
    columns: &mut [Column],
    family: &Family,
    span: &[Period],
    threshold: Threshold,
) -> bool {
    let members = || family.members.iter().filter_map(|at| columns.get(*at));
    let moments: Vec<&Moment> =
        members().flat_map(|c| span.iter().filter_map(|period| c.at(*period))).collect();
    if !members().any(Column::grows) && !moments.iter().any(|moment| moment.has_hidden()) {
        return false;
    }
    let extracts: BTreeSet<u32> =
        moments.iter().flat_map(|m| m.slices.iter().map(|slice| slice.extract)).collect();
    let mut changed = false;
    for extract in extracts {
        for measure in Measure::ALL {
            loop {
                let sheet = Sheet::of(columns, family, span, extract, measure, threshold);
                let Some(remedy) = sheet.remedy(threshold) else { break };
                if !apply(columns, &remedy) {
                    break;
                }
                changed = true;
            }
        }
    }
    changed
}

/// Hides what a remedy says; whether it was not hidden before.
fn apply(columns: &mut [Column], remedy: &Remedy) -> bool {
    let (Remedy::Hide(at, _, period, _) | Remedy::Drop(at, _, period)) = remedy;
    let Some(column) = columns.get_mut(*at) else { return false };
    let Some(moment) = column.moment(*period) else { return false };
    let Some(moment) = column.moments.get_mut(moment) else { return false };
    match remedy {
        Remedy::Hide(_, part, _, why) => moment.hide(*part, *why),
        Remedy::Drop(_, by, _) => {
            let own = |part: &Part| matches!(part, Part::Category { by: b, .. } if b == by);
            for (part, _) in column.parts.iter().enumerate().filter(|(_, part)| own(part)) {
                moment.hide(part, Why::Others);
            }
            moment.dropped.insert(by.clone())
        }
    }
}
