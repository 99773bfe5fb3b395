//! Pathways: how many go from step to step, now and at the comparison, and how far cohorts went.
//!
//! A month's plans do not come from that month's referrals: shares between steps say how the
//! numbers compare, cohorts say what became of the same children. A pathway is whole whatever a
//! board leaves out: a share is of the step before it, not of the nearest that is core.

use super::ask::{Ask, Sources};
use super::change;
use super::series::{Series, unknown_indicator};
use crate::domain::catalogue::Pathway;
use crate::domain::indicator::{DEFAULT_SMALL_COHORT, Indicator};
use crate::domain::observation::Cohort;
use crate::domain::period::Period;
use crate::domain::timeline::{Point, Timeline};
use crate::domain::value::{Missing, Unit, brief};

use super::board::Grain;

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
    /// How far cohorts went, in the order of the steps they started from.
    pub cohorts: Vec<CohortView>,
}

/// One step of a pathway.
#[derive(Debug, Clone, PartialEq)]
pub struct StepView {
    /// The indicator's id.
    pub indicator: String,
    /// Its name.
    pub name: String,
    /// The period of the figure.
    pub period: Period,
    /// The figure as shown.
    pub shown: String,
    /// The figure.
    pub value: Option<f64>,
    /// Why there is none, where one was given.
    pub missing: Option<Missing>,
    /// What the figure is compared with: the period, or the quarter or year whose average it is.
    pub against: Option<Period>,
    /// The comparison's figure.
    pub value_before: Option<f64>,
    /// The comparison's figure as shown; empty where there is none.
    pub before: String,
    /// Of the step before, now; `None` for the first step and for durations.
    pub share: Option<Share>,
    /// Of the step before, at the comparison.
    pub share_before: Option<Share>,
    /// Per cent of the step before, at every period that both steps have, oldest first.
    pub shares: Vec<(Period, f64)>,
    /// The figure at every period that has one, oldest first.
    pub series: Vec<(Period, f64)>,
}

/// How one number compares with the number before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// How many.
    pub part: f64,
    /// Beside how many; above 0.
    pub whole: f64,
}

impl Share {
    fn of(part: Option<f64>, whole: Option<f64>) -> Option<Self> {
        Some(Self { part: part?, whole: whole.filter(|w| *w > 0.0)? })
    }

    /// Per cent; above 100 where more came than the step before had.
    pub fn percent(self) -> f64 {
        100.0 * self.part / self.whole
    }

    /// `26%`; beside few, in numbers: `24 to 29`.
    pub fn words(self) -> String {
        if self.whole < DEFAULT_SMALL_COHORT {
            format!("{} to {}", brief(self.part), brief(self.whole))
        } else {
            Unit::Percent.write(self.percent(), 0)
        }
    }

    /// With what it is a share of: `26% of contacts`, `24 to 29 conferences`.
    pub fn beside(self, name: &str) -> String {
        let of = if self.whole < DEFAULT_SMALL_COHORT { "" } else { "of " };
        format!("{} {of}{name}", self.words())
    }
}

/// How far the children of one period went.
#[derive(Debug, Clone, PartialEq)]
pub struct CohortView {
    /// The period in which they started.
    pub cohort: Period,
    /// The name of what they started from.
    pub from: String,
    /// The name of the step they reached.
    pub step: String,
    /// Within so many days; `None`: so far.
    pub within_days: Option<u32>,
    /// How many reached it, out of how many.
    pub count: f64,
    /// Out of how many.
    pub of: f64,
    /// Per cent of every cohort known so far, by the period in which it started, oldest first.
    pub shares: Vec<(Period, f64)>,
}

impl CohortView {
    /// `within 90 days`, `so far`.
    pub fn within(&self) -> String {
        match self.within_days {
            Some(0) => "on the day".to_owned(),
            Some(1) => "within a day".to_owned(),
            Some(days) => format!("within {days} days"),
            None => "so far".to_owned(),
        }
    }

    /// Whether so few started that their share says nothing.
    pub fn is_small(&self) -> bool {
        self.of < DEFAULT_SMALL_COHORT
    }

    /// `29 of 262 within 90 days (11%)`; a small cohort in numbers alone.
    pub fn words(&self) -> String {
        let numbers = format!("{} of {} {}", brief(self.count), brief(self.of), self.within());
        if self.is_small() {
            return numbers;
        }
        format!("{numbers} ({})", Unit::Percent.write(100.0 * self.count / self.of, 0))
    }
}

/// What pathways are asked about.
pub(super) struct Question<'a> {
    pub(super) sources: Sources<'a>,
    pub(super) ask: &'a Ask,
    pub(super) period: Period,
    pub(super) grain: Grain,
}

impl Question<'_> {
    /// Every pathway of the catalogue of which two steps or more are asked for (`wanted`) and have
    /// figures.
    pub(super) fn pathways(&self, wanted: impl Fn(&Indicator) -> bool) -> Vec<PathwayView> {
        let catalogue = self.sources.catalogue;
        let is_wanted = |id: &&String| catalogue.indicator(id).is_none_or(|i| wanted(i));
        let asked = |p: &&Pathway| p.steps.iter().filter(is_wanted).count() >= 2;
        catalogue.pathways.iter().filter(asked).filter_map(|p| self.pathway(p)).collect()
    }

    fn pathway(&self, pathway: &Pathway) -> Option<PathwayView> {
        let mut steps: Vec<StepView> = Vec::new();
        let mut durations = false;
        for id in &pathway.steps {
            let Some((step, unit)) = self.step(id) else { continue };
            durations |= unit != Unit::Count;
            steps.push(step);
        }
        if steps.len() < 2 {
            return None;
        }
        if !durations {
            for at in 1..steps.len() {
                if let [.., before, now] = steps.get_mut(..=at).unwrap_or_default() {
                    now.beside(before);
                }
            }
        }
        let (id, title) = (pathway.id.clone(), pathway.title.clone());
        let cohorts = self.cohorts(&pathway.steps);
        Some(PathwayView { id, title, durations, steps, cohorts })
    }

    /// A step by itself, with its unit; `None` where it has no figure by then.
    fn step(&self, id: &str) -> Option<(StepView, Unit)> {
        let home = self.sources.home;
        let timeline = home.timeline(id)?;
        let unknown;
        let indicator = match self.sources.catalogue.indicator(id) {
            Some(known) => known.as_ref(),
            None => {
                unknown = unknown_indicator(id, home);
                &unknown
            }
        };
        let series = Series::of(indicator, timeline, &home.extracts, self.ask.as_at);
        let series = series.at_grain(self.grain);
        let readings = series.until(self.period);
        let now = readings.last()?;
        let from = change::against(&series, now, self.ask.compare);
        let step = StepView {
            indicator: id.to_owned(),
            name: indicator.name.clone(),
            period: now.period,
            shown: series.shown(&now.figure).text(),
            value: now.number(),
            missing: now.figure.value.missing(),
            against: from.map(|from| from.period),
            value_before: from.map(|from| from.value),
            before: from.map_or_else(String::new, |from| from.shown(indicator).text()),
            share: None,
            share_before: None,
            shares: Vec::new(),
            series: readings.iter().filter_map(|r| Some((r.period, r.number()?))).collect(),
        };
        Some((step, indicator.unit))
    }

    /// Cohorts beside the newest figures: those that started at a step or reached one.
    fn cohorts(&self, steps: &[String]) -> Vec<CohortView> {
        let home = self.sources.home;
        let mut found: Vec<(usize, CohortView)> = Vec::new();
        for id in home.indicators() {
            let Some(timeline) = home.timeline(id) else { continue };
            let points = self.known(timeline);
            let newest = points.last().map_or(&[][..], |point| self.given(point));
            let place = steps.iter().position(|step| step == id);
            let belongs = |c: &&Cohort| place.is_some() || steps.contains(&c.step);
            for cohort in newest.iter().filter(belongs) {
                let view = CohortView {
                    cohort: cohort.cohort,
                    from: self.name(id),
                    step: self.name(&cohort.step),
                    within_days: cohort.within_days,
                    count: cohort.count,
                    of: cohort.of,
                    shares: self.shares(points, cohort),
                };
                found.push((place.unwrap_or(steps.len()), view));
            }
        }
        found.sort_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, view)| view).collect()
    }

    fn known<'t>(&self, timeline: &'t Timeline) -> &'t [Point] {
        let points = timeline.points();
        let end = points.partition_point(|point| point.period.ends_by(self.period));
        points.get(..end).unwrap_or_default()
    }

    /// The cohorts beside one figure, as the newest extract that counts gives them.
    fn given<'t>(&self, point: &'t Point) -> &'t [Cohort] {
        let extracts = &self.sources.home.extracts;
        let counts = |extract: u32| {
            self.ask.as_at.is_none_or(|day| {
                extracts.get(extract as usize).is_some_and(|e| e.at.date() <= day)
            })
        };
        let newest = point.beside().iter().rev().find(|(extract, _)| counts(*extract));
        newest.map_or(&[], |(_, detail)| detail.cohorts.as_slice())
    }

    /// The same share of every cohort; of several extracts about one the later stands.
    fn shares(&self, points: &[Point], like: &Cohort) -> Vec<(Period, f64)> {
        let alike = |c: &&Cohort| c.step == like.step && c.within_days == like.within_days;
        let mut shares: Vec<(Period, f64)> = Vec::new();
        for cohort in points.iter().flat_map(|point| self.given(point)).filter(alike) {
            let share = Share::of(Some(cohort.count), Some(cohort.of));
            let Some(share) = share.map(Share::percent) else { continue };
            match shares.binary_search_by(|(period, _)| period.cmp(&cohort.cohort)) {
                Ok(at) => {
                    if let Some(slot) = shares.get_mut(at) {
                        slot.1 = share;
                    }
                }
                Err(at) => shares.insert(at, (cohort.cohort, share)),
            }
        }
        shares
    }

    fn name(&self, id: &str) -> String {
        let known = self.sources.catalogue.indicator(id);
        known.map_or_else(|| id.to_owned(), |indicator| indicator.name.clone())
    }
}

impl StepView {
    /// Puts in how it compares with the step before it; only like periods are compared.
    fn beside(&mut self, before: &Self) {
        if self.period == before.period {
            self.share = Share::of(self.value, before.value);
        }
        if self.against == before.against {
            self.share_before = Share::of(self.value_before, before.value_before);
        }
        let at = |period: Period| {
            let found = before.series.binary_search_by(|(p, _)| p.cmp(&period)).ok()?;
            before.series.get(found).map(|(_, value)| *value)
        };
        let share = |(period, value): &(Period, f64)| {
            Some((*period, Share::of(Some(*value), at(*period))?.percent()))
        };
        self.shares = self.series.iter().filter_map(share).collect();
    }
}
