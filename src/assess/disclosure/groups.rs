//! What could be worked out from sums: categories that make their whole, indicators that make
//! another (rules.md, Public mode, 4).
//!
//! A sum is looked at as a reader sees it: what is shown is known, what is hidden is at least 1 (or
//! 0, where that may be). A hidden figure is safe when it does not stand alone in a sum and the sums
//! leave it more room than the threshold. Until all are, the smallest other part is hidden too; a
//! breakdown that would have to be hidden whole is not shown at all.

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

/// What has to be hidden next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Remedy {
    /// One more figure: of which column, and which part.
    Hide(usize, usize),
    /// A whole breakdown of a column, with its categories' names.
    Drop(usize, String),
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
        !family.sums.is_empty() || family.members.iter().any(divided)
    };
    roots.into_iter().map(family).filter(has_sums).collect()
}

/// Hides what gives a family's hidden figures away; says whether anything was hidden.
pub(super) fn protect(columns: &mut [Column], family: &Family, threshold: Threshold) -> bool {
    let members = || family.members.iter().filter_map(|at| columns.get(*at));
    let periods: BTreeSet<Period> =
        members().flat_map(|c| c.moments.iter().map(|m| m.period)).collect();
    let mut changed = false;
    for period in periods {
        while protect_period(columns, family, period, threshold) {
            changed = true;
        }
    }
    changed
}

/// One pass over what has stood at a period; says whether anything was hidden.
fn protect_period(
    columns: &mut [Column],
    family: &Family,
    period: Period,
    threshold: Threshold,
) -> bool {
    let moments: Vec<&Moment> = family
        .members
        .iter()
        .filter_map(|at| {
            let column = columns.get(*at)?;
            column.moments.get(column.moment(period)?)
        })
        .collect();
    if !moments.iter().any(|moment| moment.has_hidden()) {
        return false;
    }
    let moments = moments.into_iter();
    let extracts: BTreeSet<u32> =
        moments.flat_map(|m| m.slices.iter().map(|slice| slice.extract)).collect();
    let mut changed = false;
    for extract in extracts {
        for measure in Measure::ALL {
            loop {
                let sheet = Sheet::of(columns, family, period, extract, measure);
                let Some(remedy) = sheet.remedy(threshold) else { break };
                if !apply(columns, period, &remedy) {
                    break;
                }
                changed = true;
            }
        }
    }
    changed
}

/// Hides what a remedy says; whether it was not hidden before.
fn apply(columns: &mut [Column], period: Period, remedy: &Remedy) -> bool {
    let (Remedy::Hide(at, _) | Remedy::Drop(at, _)) = remedy;
    let Some(column) = columns.get_mut(*at) else { return false };
    let Some(moment) = column.moment(period) else { return false };
    let Some(moment) = column.moments.get_mut(moment) else { return false };
    match remedy {
        Remedy::Hide(_, part) => moment.hide(*part, Why::Others),
        Remedy::Drop(_, by) => {
            let parts = column.parts.iter().enumerate();
            for (part, _) in
                parts.filter(|(_, p)| matches!(p, Part::Category { by: b, .. } if b == by))
            {
                moment.hide(part, Why::Others);
            }
            moment.dropped.insert(by.clone())
        }
    }
}
