//! Restatements: figures that changed after they were given.
//!
//! rules.md, Restatements: two consecutive versions that differ at shown precision or in their
//! reason, dated by the later extract. Provisional to final without change is none.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::board::RestatementView;
use super::rating;
use super::series::{known, reads_differently};
use super::shown::Shown;
use crate::domain::facts::Extract;
use crate::domain::indicator::Indicator;
use crate::domain::observation::Figure;
use crate::domain::period::Period;
use crate::domain::timeline::{Point, Timeline};
use crate::domain::value::same;

/// A move of this share of the earlier figure is material.
const MATERIAL_SHARE: f64 = 0.05;

/// One restatement with the position of the extract that made it.
#[derive(Debug, Clone, PartialEq)]
pub struct Restatement {
    /// As the board shows it.
    pub view: RestatementView,
    /// Position of the later extract.
    pub extract: u32,
}

/// Every restatement of periods up to `until` known on `as_at`, newest first.
pub fn restatements(
    indicator: &Indicator,
    timeline: &Timeline,
    extracts: &[Extract],
    until: Period,
    as_at: Option<NaiveDate>,
) -> Vec<Restatement> {
    let mut found: Vec<Restatement> = timeline
        .points()
        .iter()
        .filter(|point| point.versions().len() > 1 && point.period.ends_by(until))
        .flat_map(|point| of_point(indicator, point, extracts, as_at))
        .collect();
    found.sort_by_key(|r| Reverse((r.extract, r.view.period)));
    found
}

fn of_point(
    indicator: &Indicator,
    point: &Point,
    extracts: &[Extract],
    as_at: Option<NaiveDate>,
) -> Vec<Restatement> {
    known(point, extracts, as_at)
        .windows(2)
        .filter_map(|pair| match pair {
            [before, after] if reads_differently(indicator, &before.figure(), &after.figure()) => {
                let extract = extracts.get(after.extract as usize)?;
                Some(Restatement {
                    view: RestatementView {
                        period: point.period,
                        from: before.figure().value.number(),
                        to: after.figure().value.number(),
                        extracted: extract.at.to_string(),
                        material: is_material(indicator, point, &before.figure(), &after.figure()),
                        was: Shown::figure(indicator, &before.figure()),
                        now: Shown::figure(indicator, &after.figure()),
                    },
                    extract: after.extract,
                })
            }
            _ => None,
        })
        .collect()
}

/// Whether it changed the light or moved the figure by 5% or more.
fn is_material(indicator: &Indicator, point: &Point, before: &Figure, after: &Figure) -> bool {
    let (Some(from), Some(to)) = (before.value.number(), after.value.number()) else {
        // A figure that came or went is as much as a figure can move.
        return before.value.number() != after.value.number();
    };
    let detail = point.beside().last().map(|(_, detail)| detail.as_ref());
    let lit = |value| {
        rating::goal(indicator, point.period, detail)
            .and_then(|goal| rating::judge(indicator, value, &goal))
    };
    let moved = (to - from).abs() >= MATERIAL_SHARE * from.abs() * (1.0 - 1e-9) && !same(to, from);
    moved || lit(from) != lit(to)
}
