//! One indicator, fully assessed: what each chapter of the rules says, gathered into its view.

mod more;

use std::sync::Arc;

use super::agenda::{self, Evidence};
use super::aggregate::{self, Total};
use super::ask::{Ask, Compare, Sources};
use super::benchmark::{self, Members};
use super::board::{
    BenchmarkView, ChangeView, Grain, IndicatorView, Rating, SeriesPoint, TotalView,
};
use super::change::{self, Against};
use super::published::{HomeArea, Standing};
use super::rating::{self, Light};
use super::restatement::{self, Restatement};
use super::series::{Reading, Series};
use super::{control, interval, words};
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
    base: Series<'a>,
    /// The series at the board's grain.
    series: Series<'a>,
    /// The lights of the readings up to the board's period.
    lights: Vec<Light<'a>>,
    restatements: Vec<Restatement>,
    /// Where home stands in the published figures, where it may be set beside them.
    standing: Option<Standing<'a>>,
}

/// A comparison with its words.
struct Compared {
    from: Against,
    change: ChangeView,
    /// The figure compared with, as shown.
    shown: String,
    /// The word beside the change.
    word: String,
    /// The change as a clause.
    clause: String,
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
    let lights = series.until(context.period).iter().map(|r| rating::light(&series, r)).collect();
    let restatements =
        restatement::restatements(indicator, timeline, extracts, context.period, ask.as_at);
    let period = series.until(context.period).last()?.period;
    let standing = context.area.and_then(|a| a.standing(indicator, series.shape, period));
    let assessed =
        Assessed { context, indicator, timeline, base, series, lights, restatements, standing };
    let readings = assessed.series.until(context.period);
    let (now, light) = (readings.last()?, assessed.lights.last()?);
    let compared = assessed.compared(now, light, ask.compare);
    let year_ago = assessed.compared(now, light, Compare::YearAgo);
    let mut view = assessed.facts(now, light);
    view.more.rating_before = compared.as_ref().and_then(|c| assessed.rating_at(c.from.period));
    let mut clauses: Vec<String> = compared.iter().map(|c| c.clause.clone()).collect();
    clauses.extend(
        year_ago
            .iter()
            .filter(|y| compared.as_ref().is_none_or(|c| c.from.period != y.from.period))
            .map(|y| y.clause.clone()),
    );
    if let Some(compared) = compared {
        view.change = Some(compared.change);
        view.more.compared_shown = compared.shown;
        view.more.change_word = compared.word;
    }
    view.year_ago = year_ago.map(|y| y.change);
    assessed.judge(&mut view);
    view.more.in_words = words::in_words(&view, &clauses);
    view.more.sentence = words::sentence(&view, &clauses);
    Some(view)
}

impl Assessed<'_> {
    /// What can be said of the figure by itself; changes, benchmarks' differences, the rank's
    /// words and the reasons are put in by [`view`] and [`Assessed::judge`].
    fn facts(&self, now: &Reading<'_>, light: &Light<'_>) -> IndicatorView {
        let indicator = self.indicator;
        let goal = light.goal.as_ref();
        let context = self.context;
        let monthly = context.grain == Grain::Month;
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
            shown: self.series.write(&now.figure),
            missing: now.figure.value.missing(),
            numerator: now.figure.fraction.map(|f| f.numerator),
            denominator: now.figure.fraction.map(|f| f.denominator),
            incomplete: self.incomplete(now),
            status: now.figure.status,
            comment: now.detail.and_then(|d| d.comment.as_ref()).map(|c| c.text.clone()),
            data_note: now.detail.and_then(|d| d.data_note.clone()),
            target: goal.map(|goal| words::target(indicator, goal)),
            rating: light.rating,
            rating_reason: light.reason,
            indicative: light.indicative,
            distance: light.distance,
            streak: rating::streak(&self.lights),
            core: indicator.core,
            counts: indicator.counts,
            maturing: now.maturing,
            rated_on: indicator.rate_on,
            year_ago: None,
            rolling_12: self.total(aggregate::rolling_12(&self.base, now.period)),
            change: None,
            year_to_date: self.total(aggregate::to_date(&self.base, now.period)),
            year_average: self.year_average(now.period),
            control: monthly.then(|| control::view(&self.base, context.period, goal)).flatten(),
            interval: interval::view(indicator, &now.figure),
            benchmarks: self.benchmarks(now.period),
            rank: self.standing.as_ref().and_then(Standing::rank),
            restatements: self.restatements.iter().map(|r| r.view.clone()).collect(),
            breakdowns: more::breakdowns(indicator, now, light),
            series: self.points(),
            more: Box::new(self.more()),
        }
    }

    /// What needs the rest of the view: differences, the rank's words, the control chart's words
    /// and the reasons for the agenda.
    fn judge(&self, view: &mut IndicatorView) {
        let interval = view.interval.as_ref();
        for benchmark in &mut view.benchmarks {
            benchmark.difference =
                benchmark.value.and_then(|b| interval::difference(self.indicator, interval, b));
        }
        if let Some(rank) = &view.rank {
            let joint = self.standing.as_ref().is_some_and(Standing::is_joint);
            view.more.rank_words = super::rank::rank_words(rank, joint, self.indicator.polarity);
        }
        view.more.control_words = more::control_words(view);
        let evidence = Evidence {
            context: self.context,
            series: &self.series,
            readings: self.series.until(self.context.period),
            lights: &self.lights,
            timeline: self.timeline,
            restatements: &self.restatements,
            standing: self.standing.as_ref(),
        };
        view.more.reasons = agenda::reasons(&evidence, view);
    }

    fn compared(&self, now: &Reading<'_>, light: &Light<'_>, compare: Compare) -> Option<Compared> {
        let from = change::against(&self.series, now, compare)?;
        let change = change::change(&self.series, now, from, light.goal.as_ref())?;
        let shown = change::write_against(&self.series, from);
        let word = change::word(&self.series, now, from, &change);
        let clause = words::change(self.indicator, &change, &shown, &word);
        Some(Compared { from, change, shown, word, clause })
    }

    /// The light of an earlier period of the series.
    fn rating_at(&self, period: Period) -> Option<Rating> {
        let readings = self.series.until(self.context.period);
        let at = readings.binary_search_by(|r| r.period.cmp(&period)).ok()?;
        self.lights.get(at)?.rating
    }

    fn total(&self, total: Option<Total>) -> Option<TotalView> {
        total.map(|t| TotalView {
            value: t.value,
            shown: self.series.write(&Figure {
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
        let year = period.in_financial_year()?;
        self.total(aggregate::average(&self.base, year, period))
    }

    /// What the snapshot gives wins over what is published under the same name.
    fn benchmarks(&self, period: Period) -> Vec<BenchmarkView> {
        let sources = self.context.sources;
        let title = |id: &str| {
            sources.catalogue.groups.iter().find(|g| g.id == id).map(|g| g.title.clone())
        };
        let given = benchmark::given(&self.series, period, title);
        let published = self.standing.as_ref().map_or_else(Vec::new, Standing::benchmarks);
        let groups = benchmark::groups(self.context.groups, &self.series, period);
        let mut all: Vec<BenchmarkView> = Vec::new();
        for view in given.into_iter().chain(published).chain(groups) {
            if !all.iter().any(|known| known.name == view.name) {
                all.push(view);
            }
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
                shown: self.series.write(&reading.figure),
                indicative: light.indicative,
                commented: reading.detail.is_some_and(|d| d.comment.is_some()),
            })
            .collect()
    }
}
