//! One indicator, fully assessed: what each chapter of the rules says, gathered into its view.

mod more;

use std::sync::Arc;

use super::agenda::{self, Because, Evidence};
use super::aggregate::{self, Total};
use super::ask::{Ask, Compare, Sources};
use super::benchmark::{self, Members};
use super::board::{
    BenchmarkView, ChangeView, Grain, IndicatorView, IntervalView, Rating, SeriesPoint, TargetView,
    TotalView,
};
use super::change;
use super::published::{HomeArea, Standing};
use super::rating::{self, Goal, Light};
use super::restatement::{self, Restatement};
use super::series::{Reading, Series};
use super::shown::Shown;
use super::{control, interval};
use crate::domain::indicator::Indicator;
use crate::domain::observation::{Figure, Status};
use crate::domain::period::Period;
use crate::domain::timeline::Timeline;
use crate::domain::value::Value;

/// What one indicator is assessed with.
pub struct Context<'a> {
    /// What the rules read.
    pub sources: Sources<'a>,
    /// The question.
    pub ask: &'a Ask,
    /// The board's period.
    pub period: Period,
    /// The board's grain.
    pub grain: Grain,
    /// Where home stands among the published areas.
    pub area: Option<&'a HomeArea<'a>>,
    /// The catalogue's groups of which anybody's snapshots are there.
    pub groups: &'a [Members<'a>],
    /// Position of the newest extract that counts.
    pub newest_extract: Option<u32>,
}

/// What the chapters of the rules are asked about.
struct Assessed<'a> {
    context: &'a Context<'a>,
    indicator: &'a Arc<Indicator>,
    timeline: &'a Timeline,
    /// The series at the source's own grain.
    base: &'a Series<'a>,
    /// The series at the board's grain.
    series: &'a Series<'a>,
    /// The lights of the readings up to the board's period.
    lights: Vec<Light>,
    restatements: Vec<Restatement>,
    /// Where home stands in the published figures, where it may be set beside them.
    standing: Option<Standing<'a>>,
}

/// The view of `indicator` at the board's period; `None` where it has no figure by then.
pub fn view(
    context: &Context<'_>,
    indicator: &Arc<Indicator>,
    timeline: &Timeline,
) -> Option<IndicatorView> {
    let ask = context.ask;
    let extracts = &context.sources.home.extracts;
    let base = Series::of(indicator, timeline, extracts, ask.as_at);
    let series = base.at_grain(context.grain);
    let readings = series.until(context.period);
    let now = readings.last()?;
    let assessed = Assessed {
        context,
        indicator,
        timeline,
        base: &base,
        series: &series,
        lights: readings.iter().map(|r| rating::light(&series, r)).collect(),
        restatements: restatement::restatements(
            indicator,
            timeline,
            extracts,
            context.period,
            ask.as_at,
        ),
        standing: context.area.and_then(|a| a.standing(indicator, series.shape, now.period)),
    };
    let light = assessed.lights.last()?;
    let mut view = assessed.facts(now, light);
    view.change = assessed.compared(now, light, ask.compare);
    view.year_ago = assessed.compared(now, light, Compare::YearAgo);
    view.more.rating_before = view.change.as_ref().and_then(|c| assessed.rating_at(c.against));
    view.more.reasons = assessed.reasons(&view);
    Some(view)
}

impl Assessed<'_> {
    /// What can be said of the figure by itself; changes and the reasons are put in by [`view`].
    fn facts(&self, now: &Reading<'_>, light: &Light) -> IndicatorView {
        let indicator = self.indicator;
        let goal = light.goal.as_ref();
        let context = self.context;
        let monthly = context.grain == Grain::Month;
        let interval = interval::view(indicator, &now.figure);
        IndicatorView {
            id: indicator.id.clone(),
            code: (!indicator.code.is_empty()).then(|| indicator.code.clone()),
            published: indicator.published.clone(),
            name: indicator.name.clone(),
            unit: indicator.unit,
            decimals: indicator.decimals,
            polarity: indicator.polarity,
            kind: indicator.kind,
            frequency: indicator.frequency,
            period: Some(now.period),
            value: now.number(),
            shown: self.series.shown(&now.figure),
            missing: now.figure.value.missing(),
            numerator: now.figure.fraction.map(|f| f.numerator),
            denominator: now.figure.fraction.map(|f| f.denominator),
            incomplete: self.incomplete(now),
            status: now.figure.status,
            comment: now.detail.and_then(|d| d.comment.as_ref()).map(|c| c.text.clone()),
            data_note: now.detail.and_then(|d| d.data_note.clone()),
            target: goal.map(|goal| self.target(goal)),
            rating: light.rating,
            rating_reason: light.reason,
            indicative: light.indicative,
            distance: rating::distance_of(self.series, now, light),
            streak: rating::streak(&self.lights),
            core: indicator.core,
            counts: indicator.counts,
            maturing: now.maturing,
            rated_on: indicator.rate_on,
            year_ago: None,
            rolling_12: self.total(aggregate::rolling_12(self.base, now.period)),
            change: None,
            year_to_date: self.total(aggregate::to_date(self.base, now.period)),
            year_average: self.year_average(now.period),
            control: monthly.then(|| control::view(self.base, context.period, goal)).flatten(),
            benchmarks: self.benchmarks(now.period, interval.as_ref()),
            interval,
            rank: self.standing.as_ref().and_then(Standing::rank),
            restatements: self.restatements.iter().map(|r| r.view.clone()).collect(),
            breakdowns: more::breakdowns(self.series, now, light),
            series: self.points(),
            more: Box::new(self.more()),
        }
    }

    /// Why it is on the agenda: found from the rest of the view.
    fn reasons(&self, view: &IndicatorView) -> Vec<Because> {
        let evidence = Evidence {
            context: self.context,
            series: self.series,
            readings: self.series.until(self.context.period),
            lights: &self.lights,
            timeline: self.timeline,
            restatements: &self.restatements,
            standing: self.standing.as_ref(),
        };
        agenda::reasons(&evidence, view)
    }

    fn compared(&self, now: &Reading<'_>, light: &Light, compare: Compare) -> Option<ChangeView> {
        let from = change::against(self.series, now, compare)?;
        change::change(self.series, now, from, light.goal.as_ref())
    }

    /// The light of an earlier period of the series.
    fn rating_at(&self, period: Period) -> Option<Rating> {
        let readings = self.series.until(self.context.period);
        let at = readings.binary_search_by(|r| r.period.cmp(&period)).ok()?;
        self.lights.get(at)?.rating
    }

    fn target(&self, goal: &Goal) -> TargetView {
        let entry = goal.entry.and_then(|at| self.indicator.targets.get(at));
        TargetView {
            green: goal.green,
            amber: goal.amber,
            required: goal.required,
            origin: entry.and_then(|e| e.origin),
            aspirational: entry.is_some_and(|e| e.aspirational),
            about: Arc::clone(self.indicator),
            entry: goal.entry,
        }
    }

    fn total(&self, total: Option<Total>) -> Option<TotalView> {
        total.map(|t| TotalView {
            value: t.value,
            shown: self.base.shown(&Figure {
                value: Value::Number(t.value),
                fraction: t.fraction,
                status: Status::Final,
            }),
            periods: t.periods,
            of: t.of,
            simple: t.simple,
        })
    }

    fn year_average(&self, period: Period) -> Option<TotalView> {
        if !aggregate::builds_up(self.base) {
            return None;
        }
        let year = period.in_financial_year()?;
        self.total(aggregate::average(self.base, year, period))
    }

    /// What the snapshot gives wins over what is published under the same name.
    fn benchmarks(&self, period: Period, own: Option<&IntervalView>) -> Vec<BenchmarkView> {
        let sources = self.context.sources;
        let title = |id: &str| {
            sources.catalogue.groups.iter().find(|g| g.id == id).map(|g| g.title.clone())
        };
        let mut all = benchmark::given(self.series, period, title);
        if let Some(standing) = &self.standing {
            standing.add_benchmarks(&mut all);
        }
        for view in benchmark::groups(self.context.groups, self.series, period) {
            if !all.iter().any(|known| known.name == view.name) {
                all.push(view);
            }
        }
        for view in &mut all {
            view.difference = view.value.and_then(|b| interval::difference(self.indicator, own, b));
        }
        all.sort_by_key(|view| benchmark::order(&view.name));
        all
    }

    fn points(&self) -> Vec<SeriesPoint> {
        self.series
            .until(self.context.period)
            .iter()
            .zip(&self.lights)
            .map(|(reading, light)| SeriesPoint {
                period: reading.period,
                value: reading.number(),
                numerator: reading.figure.fraction.map(|f| f.numerator),
                denominator: reading.figure.fraction.map(|f| f.denominator),
                missing: reading.figure.value.missing(),
                status: reading.figure.status,
                rating: light.rating,
                restated: reading.restated,
                unit: self.indicator.unit,
                decimals: self.indicator.decimals,
                in_numbers: Shown::figure(self.indicator, &reading.figure).is_of(),
                indicative: light.indicative,
                commented: reading.detail.is_some_and(|d| d.comment.is_some()),
                bound: light.goal.map(|goal| goal.required),
            })
            .collect()
    }
}
