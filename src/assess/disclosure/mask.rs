//! Facts without what is hidden.

use std::collections::BTreeSet;

use super::column::{Column, Moment, WHOLE, is_team};
use super::{Threshold, small};
use crate::domain::facts::{AuthorityFacts, Extract};
use crate::domain::observation::{Breakdown, Cohort, Comment, Detail, Figure, OfWhich, Status};
use crate::domain::period::Period;
use crate::domain::timeline::{Point, Timeline, Version};
use crate::domain::value::{Missing, Value};

/// A figure that is hidden: in all its versions the same.
const HIDDEN: Figure = Figure {
    value: Value::Missing(Some(Missing::Suppressed)),
    fraction: None,
    status: Status::Final,
};

/// An authority's facts without what is hidden, without words that are not marked public, and
/// without where they came from.
pub(super) fn masked(
    facts: &AuthorityFacts,
    columns: &[Column],
    threshold: Threshold,
) -> AuthorityFacts {
    let anonymous = |e: &Extract| Extract { file: String::new(), source: None, ..e.clone() };
    let extracts = facts.extracts.iter().map(anonymous).collect();
    let timeline = |column: &Column| {
        let cohorts = cohorts(column, threshold);
        let points = column.points.iter().zip(&column.moments);
        let points = points.map(|(point, moment)| masked_point(column, point, moment, &cohorts));
        (column.indicator.id.as_str().into(), Timeline::masked(points.collect()))
    };
    // In the order in which the figures were first met, as the rules may ask for it.
    let in_order =
        facts.indicators().filter_map(|id| columns.iter().find(|c| c.indicator.id == id));
    facts.masked(extracts, in_order.map(timeline).collect())
}

fn masked_point(column: &Column, point: &Point, moment: &Moment, cohorts: &Cohorts) -> Point {
    let hidden = moment.hidden.contains_key(&WHOLE);
    let first = point.versions().first().map_or(0, |version| version.extract);
    let details = point.beside().iter().map(|(extract, detail)| {
        (*extract, Box::new(masked_detail(column, moment, detail, cohorts)))
    });
    let versions =
        if hidden { vec![Version::new(first, HIDDEN)] } else { point.versions().to_vec() };
    Point::new(point.period, versions, details.collect())
}

/// What stood beside a figure: benchmarks and targets are public, the rest as far as it may be.
fn masked_detail(column: &Column, moment: &Moment, detail: &Detail, cohorts: &Cohorts) -> Detail {
    let shown = |b: &&Breakdown| !is_team(&b.by) && !moment.dropped.contains(&b.by);
    let breakdowns = detail.breakdowns.iter().filter(shown);
    let known = |c: &&Cohort| cohorts.contains(&key(c));
    Detail {
        comment: detail.comment.as_ref().filter(|comment| comment.public).map(unsigned),
        data_note: None,
        target: detail.target,
        amber: detail.amber,
        benchmarks: detail.benchmarks.clone(),
        breakdowns: breakdowns.map(|b| masked_breakdown(column, moment, b)).collect(),
        cohorts: detail.cohorts.iter().filter(known).cloned().collect(),
    }
}

/// Words for the public, nobody named beside them.
fn unsigned(comment: &Comment) -> Comment {
    Comment { author: None, ..comment.clone() }
}

fn masked_breakdown(column: &Column, moment: &Moment, breakdown: &Breakdown) -> Breakdown {
    let (by, category) = (&breakdown.by, &breakdown.category);
    let is_hidden = |part: Option<usize>| part.is_none_or(|p| moment.hidden.contains_key(&p));
    let hidden = is_hidden(column.category(by, category));
    let of_which = |o: &OfWhich| {
        let hidden = hidden || is_hidden(column.of_which(by, category, &o.category));
        OfWhich { category: o.category.clone(), figure: if hidden { HIDDEN } else { o.figure } }
    };
    Breakdown {
        by: by.clone(),
        category: category.clone(),
        figure: if hidden { HIDDEN } else { breakdown.figure },
        overlapping: breakdown.overlapping,
        benchmarks: breakdown.benchmarks.clone(),
        of_which: breakdown.of_which.iter().map(of_which).collect(),
    }
}

/// A cohort's figure: whose, which step, within how many days, how many of how many.
type Key = (Period, String, Option<u32>, u64, u64);
/// The cohorts' figures that are shown.
type Cohorts = BTreeSet<Key>;

fn key(cohort: &Cohort) -> Key {
    let Cohort { cohort: period, step, within_days, count, of } = cohort;
    (*period, step.clone(), *within_days, count.to_bits(), of.to_bits())
}

/// The cohorts of an indicator that may be shown: neither few nor all but few, of a period whose
/// figure is shown, and no few more or less than another figure of the same cohort.
fn cohorts(column: &Column, threshold: Threshold) -> Cohorts {
    let details = column.points.iter().flat_map(Point::beside);
    let mut all: Vec<&Cohort> = details.flat_map(|(_, detail)| &detail.cohorts).collect();
    all.sort_by(|a, b| {
        (a.cohort, &a.step)
            .cmp(&(b.cohort, &b.step))
            .then(a.count.total_cmp(&b.count))
            .then(a.of.total_cmp(&b.of))
    });
    let hides = |period: Period| {
        let moment = column.moment(period).and_then(|at| column.moments.get(at));
        moment.is_some_and(|moment| moment.hidden.contains_key(&WHOLE))
    };
    let mut shown = Cohorts::new();
    let mut last: Option<&Cohort> = None;
    for cohort in all {
        let few = small::is_small_cohort(cohort, threshold);
        let before = last.filter(|l| l.cohort == cohort.cohort && l.step == cohort.step);
        let close = before.is_some_and(|before| {
            [cohort.count - before.count, cohort.of - before.of]
                .iter()
                .any(|n| threshold.is_few(*n))
        });
        if !few && !close && !hides(cohort.cohort) {
            shown.insert(key(cohort));
            last = Some(cohort);
        }
    }
    shown
}
