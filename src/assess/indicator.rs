//! One indicator, fully assessed: what each chapter of the rules says, gathered into its view.

use std::sync::Arc;

use super::aggregate::{self, Total};
use super::ask::{Ask, Compare, Sources};
use super::benchmark::{self, HomeArea};
use super::board::{
    BenchmarkView, BreakdownView, ChangeView, Grain, IndicatorView, More, Rating, SeriesPoint,
    TotalView,
};
use super::rating::{self, Light};
use super::restatement::{self, Restatement};
use super::series::{Reading, Series, write_figure};
use super::{change, control, interval, words};
use crate::domain::indicator::Indicator;
use crate::domain::observation::{Detail, Status};
use crate::domain::period::{Period, Shape};
use crate::domain::target::Bound;
use crate::domain::timeline::Timeline;
use crate::domain::value::{Unit, brief};

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
    /// Position of the newest extract that counts.
    pub newest_extract: Option<u32>,
}

/// Everything the parts of a view are made from.
struct Assessed<'a> {
    base: Series<'a>,
    series: Series<'a>,
    lights: Vec<Light<'a>>,
}

/// The view of `indicator` at the board's period; `None` where it has no figure by then.
pub fn view(
    context: &Context<'_>,
    indicator: &Arc<Indicator>,
    timeline: &Timeline,
) -> Option<IndicatorView> {
    let extracts = &context.sources.home.extracts;
    let base = Series::of(indicator, timeline, extracts, context.ask.as_at);
    let series = base.at_grain(context.grain);
    let readings = series.until(context.period);
    let now = readings.last()?;
    let lights: Vec<Light<'_>> = readings.iter().map(|r| rating::light(&series, r)).collect();
    let light = lights.last()?;
    let restatements = restatement::restatements(
        indicator,
        timeline,
        extracts,
        context.period,
        context.ask.as_at,
    );
    let goal = light.goal.as_ref();
    let compared = change::against(&series, now, context.ask.compare);
    let year_ago = change::against(&series, now, Compare::YearAgo);
    let moved = compared.and_then(|from| change::change(&series, now, from, goal));
    let moved_year = year_ago.and_then(|from| change::change(&series, now, from, goal));
    let worded = |from: Option<change::Against>, moved: Option<&ChangeView>| {
        from.zip(moved).map(|(from, moved)| {
            let word = change::word(&series, now, from, moved);
            let shown = change::write_against(&series, from);
            (words::change(indicator, moved, &shown, &word), shown, word)
        })
    };
    let (first, second) = (
        worded(compared, moved.as_ref()),
        worded(year_ago, moved_year.as_ref()),
    );
    let mut sentences: Vec<String> = first.iter().map(|(text, ..)| text.clone()).collect();
    if compared.map(|c| c.period) != year_ago.map(|c| c.period) {
        sentences.extend(second.iter().map(|(text, ..)| text.clone()));
    }
    let (_, compared_shown, change_word) = first.unwrap_or_default();
    let rating_before = compared.and_then(|from| {
        let before = readings.iter().position(|r| r.period == from.period)?;
        lights.get(before)?.rating
    });
    let assessed = Assessed {
        base,
        series: series.clone(),
        lights: lights.clone(),
    };
    let mut view = IndicatorView {
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
        shown: series.write(&now.figure),
        missing: now.figure.value.missing(),
        numerator: now.figure.fraction.map(|f| f.numerator),
        denominator: now.figure.fraction.map(|f| f.denominator),
        status: now.figure.status,
        comment: now
            .detail
            .and_then(|d| d.comment.as_ref())
            .map(|c| c.text.clone()),
        data_note: now.detail.and_then(|d| d.data_note.clone()),
        target: goal.map(|goal| words::target(indicator, goal)),
        rating: light.rating,
        rating_reason: light.reason,
        indicative: light.indicative,
        distance: light.distance,
        streak: rating::streak(&lights),
        core: indicator.core,
        counts: indicator.counts,
        maturing: now.maturing,
        rated_on: indicator.rate_on,
        year_ago: moved_year,
        rolling_12: assessed.total(aggregate::rolling_12(&assessed.base, now.period)),
        change: moved,
        year_to_date: assessed.total(aggregate::to_date(&assessed.base, now.period)),
        year_average: assessed.year_average(now.period),
        control: (context.grain == Grain::Month)
            .then(|| control::view(&assessed.base, context.period, goal))
            .flatten(),
        interval: interval::view(indicator, &now.figure),
        benchmarks: benchmarks(context, &assessed.series, now.period),
        rank: context.area.and_then(|area| area.rank(&series, now.period)),
        restatements: restatements.iter().map(|r| r.view.clone()).collect(),
        breakdowns: breakdowns(indicator, now, light),
        series: assessed.points(readings),
        more: Box::new(assessed.more(context, indicator, readings, &restatements)),
    };
    for benchmark in &mut view.benchmarks {
        benchmark.difference = benchmark
            .value
            .and_then(|b| interval::difference(indicator, view.interval.as_ref(), b));
    }
    view.more.compared_shown = compared_shown;
    view.more.change_word = change_word;
    view.more.rating_before = rating_before;
    view.more.rank_words = view.rank.as_ref().map_or_else(String::new, |rank| {
        let joint = context
            .area
            .is_some_and(|area| area.is_joint(&series, now.period));
        benchmark::rank_words(rank, joint, indicator.polarity)
    });
    view.more.in_words = words::in_words(&view, &sentences);
    view.more.sentence = words::sentence(&view, &sentences);
    Some(view)
}

impl Assessed<'_> {
    fn total(&self, total: Option<Total>) -> Option<TotalView> {
        total.map(|t| TotalView {
            value: t.value,
            shown: self
                .series
                .indicator
                .unit
                .write(t.value, self.series.indicator.decimals),
            periods: t.periods,
            of: t.of,
            simple: t.simple,
        })
    }

    fn year_average(&self, period: Period) -> Option<TotalView> {
        let year = period.in_financial_year()?;
        self.total(aggregate::average(&self.base, year, period))
    }

    fn points(&self, readings: &[Reading<'_>]) -> Vec<SeriesPoint> {
        readings
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

    fn more(
        &self,
        context: &Context<'_>,
        indicator: &Arc<Indicator>,
        readings: &[Reading<'_>],
        restatements: &[Restatement],
    ) -> More {
        let now = readings.last();
        let comment = now.and_then(|r| r.detail).and_then(|d| d.comment.as_ref());
        let period = now.map_or(context.period, |r| r.period);
        let restated_now = restatements.iter().any(|r| {
            r.view.period == period && now.is_some_and(|n| n.restated)
                || Some(r.extract) == context.newest_extract
        });
        More {
            about: Arc::clone(indicator),
            section: indicator.section.clone(),
            older: period != context.period,
            incomplete: now.map_or_else(String::new, |r| self.incomplete(r)),
            compared_shown: String::new(),
            rating_before: None,
            change_word: String::new(),
            comment_author: comment.and_then(|c| c.author.clone()),
            comment_public: comment.is_some_and(|c| c.public),
            earlier_comments: earlier_comments(readings),
            sentence: String::new(),
            in_words: Vec::new(),
            quarters: self.gathered(Shape::Quarter, period, 5),
            years: self.gathered(Shape::FinancialYear, period, 3),
            year_to_date_words: self.year_to_date_words(period),
            rank_words: String::new(),
            restated_now,
            bounds: self.bounds(),
        }
    }

    fn incomplete(&self, reading: &Reading<'_>) -> String {
        let (have, of) = reading.parts;
        if have >= of {
            return String::new();
        }
        format!("{have} of {of} {}", self.base.indicator.frequency.periods())
    }

    /// The last `count` quarters or years as the coarser boards show them.
    fn gathered(&self, shape: Shape, until: Period, count: usize) -> Vec<(String, String)> {
        let finer = match self.base.shape {
            Shape::Week | Shape::Month => true,
            Shape::Quarter => shape == Shape::FinancialYear,
            _ => false,
        };
        if !finer || self.base.indicator.frequency == crate::domain::indicator::Frequency::Annual {
            return Vec::new();
        }
        let cut = Series {
            indicator: self.base.indicator,
            shape: self.base.shape,
            readings: self.base.until(until).to_vec(),
        };
        let rolled = aggregate::roll_up(&cut, shape);
        let from = rolled.readings.len().saturating_sub(count);
        let written = |r: &Reading<'_>| {
            let (have, of) = r.parts;
            let part = if have < of {
                format!(" ({have} of {of})")
            } else {
                String::new()
            };
            (
                r.period.short(),
                format!("{}{part}", rolled.write(&r.figure)),
            )
        };
        rolled.readings.iter().skip(from).map(written).collect()
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
        let before = period
            .year_ago()
            .and_then(|p| Some((p, aggregate::to_date(&self.base, p)?)));
        if let Some((year_ago, before)) = before {
            text = format!("{text}; {} to {}", write(&before), year_ago.long());
        }
        text
    }

    fn bounds(&self) -> Vec<Option<Bound>> {
        self.lights
            .iter()
            .map(|l| l.goal.as_ref().map(|g| g.required))
            .collect()
    }
}

/// How many earlier comments stand beside a figure.
const EARLIER_COMMENTS: usize = 6;

fn earlier_comments(readings: &[Reading<'_>]) -> Vec<(Period, String)> {
    let text = |r: &Reading<'_>| Some((r.period, r.detail?.comment.as_ref()?.text.clone()));
    readings
        .iter()
        .rev()
        .skip(1)
        .filter_map(text)
        .take(EARLIER_COMMENTS)
        .collect()
}

/// What the snapshot gives wins over what is published under the same name.
fn benchmarks(context: &Context<'_>, series: &Series<'_>, period: Period) -> Vec<BenchmarkView> {
    let title = |id: &str| {
        let groups = &context.sources.catalogue.groups;
        groups.iter().find(|g| g.id == id).map(|g| g.title.clone())
    };
    let given = benchmark::given(series, period, title);
    let published = context
        .area
        .map_or_else(Vec::new, |area| area.benchmarks(series, period));
    let groups = benchmark::groups(context.sources, series, period);
    let mut all: Vec<BenchmarkView> = Vec::new();
    for view in given.into_iter().chain(published).chain(groups) {
        if !all.iter().any(|known| known.name == view.name) {
            all.push(view);
        }
    }
    all.sort_by_key(|view| match view.name.as_str() {
        "england" => 0,
        "region" => 1,
        "statistical-neighbours" => 2,
        _ => 3,
    });
    all
}

fn breakdowns(indicator: &Indicator, now: &Reading<'_>, light: &Light<'_>) -> Vec<BreakdownView> {
    let empty = Detail::default();
    let parts = &now.detail.unwrap_or(&empty).breakdowns;
    let largest = |by: &str| {
        let values = parts
            .iter()
            .filter(|p| p.by == by)
            .filter_map(|p| p.figure.value.number());
        values.fold(0.0, f64::max)
    };
    let lit = |value: f64| -> Option<Rating> {
        light
            .goal
            .as_ref()
            .and_then(|goal| rating::judge(indicator, value, goal))
    };
    parts
        .iter()
        .map(|part| {
            let value = part.figure.value.number();
            let most = largest(&part.by);
            let share = value
                .filter(|_| most > 0.0)
                .map_or(0.0, |v| (v / most).clamp(0.0, 1.0));
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

/// The status words that a screen marks: provisional and revised.
pub fn is_unsettled(status: Status) -> bool {
    status != Status::Final
}
