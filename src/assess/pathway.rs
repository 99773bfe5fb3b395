//! Pathways: how many go from step to step, now and at the comparison, and how far cohorts went.
//!
//! A month's plans do not come from that month's referrals: shares between steps say how the
//! numbers compare, cohorts say what became of the same children.

use super::ask::Sources;
use super::board::{Board, IndicatorView};
use crate::domain::catalogue::Pathway;
use crate::domain::observation::Cohort;
use crate::domain::period::Period;
use crate::domain::value::{Unit, brief};

/// One pathway at the board's period.
#[derive(Debug, Clone, PartialEq)]
pub struct PathwayView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether its steps are durations, stage by stage: they have no shares.
    pub durations: bool,
    /// The steps that have figures, first first.
    pub steps: Vec<StepView>,
    /// How far cohorts went, in the order given.
    pub cohorts: Vec<CohortView>,
}

/// One step of a pathway.
#[derive(Debug, Clone, PartialEq)]
pub struct StepView {
    /// The indicator's id.
    pub indicator: String,
    /// Its name.
    pub name: String,
    /// The figure as shown.
    pub shown: String,
    /// The figure.
    pub value: Option<f64>,
    /// The comparison's figure as shown; empty where there is none.
    pub before: String,
    /// Per cent of the step before, now; `None` for the first step and for durations.
    pub share: Option<f64>,
    /// Per cent of the step before, at the comparison.
    pub share_before: Option<f64>,
    /// Per cent of the step before, at every period that both steps have, oldest first.
    pub shares: Vec<(Period, f64)>,
}

/// How far the children of one period went.
#[derive(Debug, Clone, PartialEq)]
pub struct CohortView {
    /// The period in which they started.
    pub cohort: Period,
    /// The indicator of the step they started at.
    pub from: String,
    /// The name of the step they reached.
    pub step: String,
    /// Within so many days; `None`: so far.
    pub within_days: Option<u32>,
    /// How many reached it, out of how many.
    pub count: f64,
    /// Out of how many.
    pub of: f64,
}

impl CohortView {
    /// `29 of 262 within 90 days (11%)`; a small cohort in numbers alone.
    pub fn words(&self) -> String {
        let within = match self.within_days {
            Some(0) => "on the day".to_owned(),
            Some(1) => "within a day".to_owned(),
            Some(days) => format!("within {days} days"),
            None => "so far".to_owned(),
        };
        let numbers = format!("{} of {} {within}", brief(self.count), brief(self.of));
        if self.of < crate::domain::indicator::DEFAULT_SMALL_COHORT {
            return numbers;
        }
        format!("{numbers} ({})", Unit::Percent.write(100.0 * self.count / self.of, 0))
    }
}

/// Every pathway of the catalogue of which the board has two steps or more.
pub fn pathways(sources: Sources<'_>, board: &Board) -> Vec<PathwayView> {
    sources.catalogue.pathways.iter().filter_map(|p| view(sources, board, p)).collect()
}

fn view(sources: Sources<'_>, board: &Board, pathway: &Pathway) -> Option<PathwayView> {
    let found: Vec<&IndicatorView> =
        pathway.steps.iter().filter_map(|id| board.indicator(id)).collect();
    if found.len() < 2 {
        return None;
    }
    let durations = found.iter().any(|v| v.unit != Unit::Count);
    let mut previous: Option<&IndicatorView> = None;
    let steps = found
        .iter()
        .map(|now| {
            let before = previous.filter(|_| !durations);
            previous = Some(now);
            step(now, before)
        })
        .collect();
    Some(PathwayView {
        id: pathway.id.clone(),
        title: pathway.title.clone(),
        durations,
        steps,
        cohorts: found.iter().flat_map(|v| cohorts(sources, board, v)).collect(),
    })
}

fn step(now: &IndicatorView, before: Option<&IndicatorView>) -> StepView {
    let share = |part: Option<f64>, whole: Option<f64>| {
        let (part, whole) = (part?, whole.filter(|w| *w > 0.0)?);
        Some(100.0 * part / whole)
    };
    let compared = |v: &IndicatorView| v.change.as_ref().map(|c| c.from);
    let alike = before.is_some_and(|b| b.period == now.period);
    StepView {
        indicator: now.id.clone(),
        name: now.name.clone(),
        shown: now.shown.clone(),
        value: now.value,
        before: now.more.compared_shown.clone(),
        share: before.filter(|_| alike).and_then(|b| share(now.value, b.value)),
        share_before: before.filter(|_| alike).and_then(|b| share(compared(now), compared(b))),
        shares: before.map_or_else(Vec::new, |b| {
            now.series
                .iter()
                .filter_map(|point| {
                    let at = b.series.binary_search_by(|p| p.period.cmp(&point.period)).ok()?;
                    Some((point.period, share(point.value, b.series.get(at)?.value)?))
                })
                .collect()
        }),
    }
}

/// The cohorts that stand beside the indicator's newest figure.
fn cohorts(sources: Sources<'_>, board: &Board, view: &IndicatorView) -> Vec<CohortView> {
    let Some(timeline) = sources.home.timeline(&view.id) else { return Vec::new() };
    let point = timeline.points().iter().find(|p| Some(p.period) == view.period);
    let given: &[Cohort] =
        point.and_then(|p| p.details.last()).map_or(&[], |(_, detail)| detail.cohorts.as_slice());
    let named = |id: &str| {
        let known = board.indicator(id).map(|v| v.name.clone());
        known.or_else(|| sources.catalogue.indicator(id).map(|i| i.name.clone()))
    };
    given
        .iter()
        .map(|c| CohortView {
            cohort: c.cohort,
            from: view.name.clone(),
            step: named(&c.step).unwrap_or_else(|| c.step.clone()),
            within_days: c.within_days,
            count: c.count,
            of: c.of,
        })
        .collect()
}
