//! What the screens show of an indicator beside the public contract, in words.

use std::sync::Arc;

use super::Assessed;
use crate::assess::aggregate::{self, Total};
use crate::assess::board::{BreakdownView, IndicatorView, More, Rating};
use crate::assess::rating::{self, Light};
use crate::assess::series::{Reading, Series, write_figure};
use crate::assess::{agenda, control};
use crate::domain::indicator::{Frequency, Indicator};
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
    /// Everything but the parts that need the rest of the view: those are left empty.
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
            section: self.indicator.section.clone(),
            older: period != context.period,
            periods: self.series.shape.periods(),
            incomplete: now.and_then(|r| self.incomplete(r)).unwrap_or_default(),
            compared_shown: String::new(),
            rating_before: None,
            change_word: String::new(),
            comment_author: comment.and_then(|c| c.author.clone()),
            comment_public: comment.is_some_and(|c| c.public),
            earlier_comments: earlier_comments(readings),
            sentence: String::new(),
            in_words: Vec::new(),
            quarters: self.gathered(Shape::Quarter, period, QUARTERS),
            years: self.gathered(Shape::FinancialYear, period, YEARS),
            year_to_date_words: self.year_to_date_words(period),
            rank_words: String::new(),
            reasons: Vec::new(),
            control_words: String::new(),
            restated_now,
            bounds: self.lights.iter().map(|l| l.goal.as_ref().map(|g| g.required)).collect(),
        }
    }

    /// `2 of 3 months`, for a quarter or year that is not complete.
    pub(super) fn incomplete(&self, reading: &Reading<'_>) -> Option<String> {
        let (have, of) = reading.parts;
        (have < of).then(|| format!("{have} of {of} {}", self.base.shape.periods()))
    }

    /// The last `count` quarters or years as the coarser boards show them.
    fn gathered(&self, shape: Shape, until: Period, count: i32) -> Vec<(String, String)> {
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
        };
        let rolled = aggregate::roll_up(&cut, shape);
        let written = |r: &Reading<'_>| {
            let (have, of) = r.parts;
            let part = if have < of { format!(" ({have} of {of})") } else { String::new() };
            (r.period.short(), format!("{}{part}", rolled.write(&r.figure)))
        };
        rolled.readings.iter().map(written).collect()
    }

    fn year_to_date_words(&self, period: Period) -> String {
        let indicator = self.base.indicator;
        let Some(total) = aggregate::to_date(&self.base, period) else {
            return String::new();
        };
        let write = |t: &Total| indicator.unit.write(t.value, indicator.decimals);
        let mut text = format!(
            "{} from April ({} of {} {})",
            write(&total),
            total.periods,
            total.of,
            indicator.frequency.periods()
        );
        let before = period.year_ago().and_then(|p| Some((p, aggregate::to_date(&self.base, p)?)));
        if let Some((year_ago, before)) = before {
            text = format!("{text}; {} to {}", write(&before), year_ago.long());
        }
        text
    }
}

fn earlier_comments(readings: &[Reading<'_>]) -> Vec<(Period, String)> {
    let text = |r: &Reading<'_>| Some((r.period, r.detail?.comment.as_ref()?.text.clone()));
    readings.iter().rev().skip(1).filter_map(text).take(EARLIER_COMMENTS).collect()
}

/// The categories of a reading's breakdowns.
pub(super) fn breakdowns(
    indicator: &Indicator,
    now: &Reading<'_>,
    light: &Light<'_>,
) -> Vec<BreakdownView> {
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
                (Some(v), None, Unit::Percent) if v > 100.0 => brief(v),
                _ => write_figure(indicator, &part.figure),
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

/// `real worsening: 8 months in a row above its average of 17.2%; unlikely to meet its target`.
pub(super) fn control_words(view: &IndicatorView) -> String {
    let Some(found) = &view.control else {
        return String::new();
    };
    let verdict = control::verdict_words(found.verdict);
    let why = match found.verdict {
        "usual" | "not-enough-data" => String::new(),
        _ => format!(": {}", agenda::control_words(view)),
    };
    let assured = found
        .assurance
        .map_or_else(String::new, |assurance| format!("; {}", control::assurance_words(assurance)));
    format!("{verdict}{why}{assured}")
}
