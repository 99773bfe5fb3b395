//! What the screens show of an indicator beside the public contract.

use std::sync::Arc;

use super::Assessed;
use crate::assess::aggregate;
use crate::assess::board::{BreakdownView, More, Rating, SpanView};
use crate::assess::rating::{self, Light};
use crate::assess::series::{Reading, Series};
use crate::assess::shown::Shown;
use crate::domain::indicator::Frequency;
use crate::domain::observation::Detail;
use crate::domain::period::{Period, Shape};
use crate::domain::value::{Unit, brief};

/// How many earlier comments stand beside a figure.
const EARLIER_COMMENTS: usize = 6;
/// How many quarters stand in the indicator screen.
const QUARTERS: i32 = 5;
/// How many financial years stand in the indicator screen.
const YEARS: i32 = 3;

impl Assessed<'_> {
    /// Everything but the reasons, which need the rest of the view.
    pub(super) fn more(&self) -> More {
        let context = self.context;
        let readings = self.series.until(context.period);
        let now = readings.last();
        let comment = now.and_then(|r| r.detail).and_then(|d| d.comment.as_ref());
        let period = now.map_or(context.period, |r| r.period);
        let restated_now = self.restatements.iter().any(|r| {
            (r.view.period == period && now.is_some_and(|n| n.restated))
                || Some(r.extract) == context.newest_extract
        });
        More {
            about: Arc::clone(self.indicator),
            older: period != context.period,
            periods: self.series.shape.periods(),
            rating_before: None,
            comment_author: comment.and_then(|c| c.author.clone()),
            comment_public: comment.is_some_and(|c| c.public),
            earlier_comments: earlier_comments(readings),
            quarters: self.gathered(Shape::Quarter, period, QUARTERS),
            years: self.gathered(Shape::FinancialYear, period, YEARS),
            year_to_date_before: self.year_to_date_before(period),
            reasons: Vec::new(),
            restated_now,
        }
    }

    /// `2 of 3 months`, for a quarter or year that is not complete.
    pub(super) fn incomplete(&self, reading: &Reading<'_>) -> Option<String> {
        let (have, of) = reading.parts;
        (have < of).then(|| format!("{have} of {of} {}", self.base.shape.periods()))
    }

    /// The last `count` quarters or years as the coarser boards show them.
    fn gathered(&self, shape: Shape, until: Period, count: i32) -> Vec<SpanView> {
        let finer = match self.base.shape {
            Shape::Week | Shape::Month => true,
            Shape::Quarter => shape == Shape::FinancialYear,
            _ => false,
        };
        if !finer || self.base.indicator.frequency == Frequency::Annual {
            return Vec::new();
        }
        let newest = match shape {
            Shape::Quarter => until.in_quarter(),
            _ => until.in_financial_year(),
        };
        let Some(first) = newest.and_then(|p| p.step(1 - count)) else { return Vec::new() };
        let all = self.base.until(until);
        let from = all.partition_point(|r| r.period.last_day() < first.first_day());
        let cut = Series {
            indicator: self.base.indicator,
            shape: self.base.shape,
            readings: all.get(from..).unwrap_or_default().to_vec(),
            masked: self.base.masked,
        };
        let rolled = aggregate::roll_up(&cut, shape);
        let span = |r: &Reading<'_>| SpanView {
            period: r.period,
            shown: self.base.shown(&r.figure),
            parts: r.parts,
        };
        rolled.readings.iter().map(span).collect()
    }

    fn year_to_date_before(&self, period: Period) -> Option<(Period, f64)> {
        if !aggregate::builds_up(self.base) {
            return None;
        }
        let year_ago = period.year_ago()?;
        Some((year_ago, aggregate::to_date(self.base, year_ago)?.value))
    }
}

fn earlier_comments(readings: &[Reading<'_>]) -> Vec<(Period, String)> {
    let text = |r: &Reading<'_>| Some((r.period, r.detail?.comment.as_ref()?.text.clone()));
    readings.iter().rev().skip(1).filter_map(text).take(EARLIER_COMMENTS).collect()
}

/// The categories of a reading's breakdowns.
pub(super) fn breakdowns(
    series: &Series<'_>,
    now: &Reading<'_>,
    light: &Light,
) -> Vec<BreakdownView> {
    let indicator = series.indicator;
    let empty = Detail::default();
    let parts = &now.detail.unwrap_or(&empty).breakdowns;
    let largest = |by: &str| {
        let values = parts.iter().filter(|p| p.by == by).filter_map(|p| p.figure.value.number());
        values.fold(0.0, f64::max)
    };
    let lit = |value: f64| -> Option<Rating> {
        light.goal.as_ref().and_then(|goal| rating::judge(indicator, value, goal))
    };
    parts
        .iter()
        .map(|part| {
            let value = part.figure.value.number();
            let most = largest(&part.by);
            let share = value.filter(|_| most > 0.0).map_or(0.0, |v| (v / most).clamp(0.0, 1.0));
            // A part of a percentage may be given as a number: then it is no percentage.
            let shown = match (value, part.figure.fraction, indicator.unit) {
                (Some(v), None, Unit::Percent) if v > 100.0 => Shown::Brief(v),
                _ => series.shown(&part.figure),
            };
            BreakdownView {
                by: part.by.clone(),
                category: part.category.clone(),
                value,
                shown,
                numerator: part.figure.fraction.map(|f| f.numerator),
                denominator: part.figure.fraction.map(|f| f.denominator),
                missing: part.figure.value.missing(),
                of_which: part
                    .of_which
                    .iter()
                    .filter_map(|o| {
                        let number = o.figure.value.number()?;
                        Some(format!("of which {}: {}", o.category, brief(number)))
                    })
                    .collect(),
                rating: value.and_then(lit),
                share,
            }
        })
        .collect()
}
