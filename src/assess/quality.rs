//! Data quality: what looks wrong in figures that could be read. `check` says it with its place.
//!
//! These are doubts, never refusals: each is a warning with a remedy, and every figure stands.

use std::collections::HashMap;

use super::control::{Screening, limits};
use super::series::{Reading, Series};
use crate::domain::catalogue::Catalogue;
use crate::domain::facts::AuthorityFacts;
use crate::domain::indicator::{Frequency, Indicator, Kind, Polarity};
use crate::domain::period::Period;
use crate::domain::value::{Unit, plain};

/// What a doubt is about, so that its place can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A figure in a snapshot.
    Figure {
        /// The snapshot's file.
        file: String,
        /// The indicator's id.
        indicator: String,
        /// The figure's period.
        period: Period,
    },
    /// A whole snapshot.
    Snapshot {
        /// Its file.
        file: String,
    },
    /// An entry of a folder's catalogue.
    Entry {
        /// The indicator's id.
        indicator: String,
    },
}

/// Something that looks wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// A stable word for machines.
    pub code: &'static str,
    /// What was found.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What it is about.
    pub subject: Subject,
}

/// A move beyond this many usual moves is probably a figure in the wrong unit.
const JUMP: f64 = 10.0;
/// Fewer figures than this say nothing about usual moves.
const ENOUGH: usize = 6;
/// A stock and a flow that are equal this many times running are one figure under two names.
const EQUAL: usize = 3;

/// Every doubt about one authority's figures, in the order of the catalogue. What the catalogue
/// says is doubted beside the `home` authority's figures alone: it is written for them.
pub fn doubts(facts: &AuthorityFacts, catalogue: &Catalogue, home: bool) -> Vec<Doubt> {
    let all: Vec<Series<'_>> = catalogue
        .indicators()
        .iter()
        .filter_map(|i| Some(Series::of(i, facts.timeline(&i.id)?, &facts.extracts, None)))
        .collect();
    let mut found = snapshots(facts);
    for series in &all {
        found.extend(jumps(facts, series));
        found.extend(gaps(facts, series));
        found.extend(stopped(facts, series));
        if home {
            found.extend(entries(series));
        }
    }
    found.extend(same_figures(facts, &all));
    found
}

/// Snapshots extracted before their period ended, and pairs that no date tells apart.
fn snapshots(facts: &AuthorityFacts) -> Vec<Doubt> {
    let mut found = Vec::new();
    let mut seen: HashMap<(Period, _), &str> = HashMap::new();
    for extract in &facts.extracts {
        let subject = || Subject::Snapshot { file: extract.file.clone() };
        if extract.at.date() < extract.period.last_day() {
            found.push(Doubt {
                code: "extracted-early",
                message: format!(
                    "extracted on {}, before {} ended",
                    extract.at,
                    extract.period.long()
                ),
                help: "check `extracted` and `period`, or extract again when the period is over"
                    .to_owned(),
                subject: subject(),
            });
        }
        if let Some(first) = seen.insert((extract.period, extract.at), &extract.file) {
            found.push(Doubt {
                code: "same-extract-date",
                message: format!(
                    "a second snapshot for {} extracted on {}; the first is {first}",
                    extract.period.long(),
                    extract.at
                ),
                help: "give the time too (2026-11-05T09:30:00Z), so that the later one stands"
                    .to_owned(),
                subject: subject(),
            });
        }
    }
    found
}

/// The file in which a period's standing figure was given.
fn file_of(facts: &AuthorityFacts, indicator: &str, period: Period) -> Option<String> {
    let point = facts.timeline(indicator)?.points().iter().find(|p| p.period == period)?;
    let extract = point.versions().last()?.extract;
    facts.extracts.get(extract as usize).map(|e| e.file.clone())
}

fn doubt_figure(
    facts: &AuthorityFacts,
    indicator: &Indicator,
    period: Period,
    (code, message, help): (&'static str, String, &str),
) -> Option<Doubt> {
    Some(Doubt {
        code,
        message,
        help: help.to_owned(),
        subject: Subject::Figure {
            file: file_of(facts, &indicator.id, period)?,
            indicator: indicator.id.clone(),
            period,
        },
    })
}

/// Moves of more than ten times the usual one.
fn jumps(facts: &AuthorityFacts, series: &Series<'_>) -> Vec<Doubt> {
    let indicator = series.indicator;
    let points: Vec<(Period, f64)> =
        series.readings.iter().filter_map(|r| Some((r.period, r.number()?))).collect();
    let values: Vec<f64> = points.iter().map(|(_, v)| *v).collect();
    let usual = limits(&values, Screening::On).range.filter(|range| *range > 0.0);
    let Some(usual) = usual.filter(|_| values.len() >= ENOUGH) else { return Vec::new() };
    let mut found = Vec::new();
    let mut after_jump = false;
    for pair in points.windows(2) {
        let [(before, from), (period, to)] = pair else { continue };
        let jumped = (to - from).abs() > JUMP * usual;
        let broken = indicator.series_breaks_between(*before, *period);
        // The way back from a wrong figure is not a second one.
        let explained = series
            .at(*period)
            .and_then(|r| r.detail)
            .is_some_and(|d| d.comment.is_some() || d.data_note.is_some());
        if jumped && !after_jump && !broken && !explained {
            let write = |n: f64| indicator.unit.write(n, indicator.decimals);
            found.extend(doubt_figure(
                facts,
                indicator,
                *period,
                (
                    "jump",
                    format!(
                        "`{}` is {} in {}, after {}: more than ten times its usual move",
                        indicator.id,
                        write(*to),
                        period.long(),
                        write(*from)
                    ),
                    "check the unit (a share for a percentage, a year for a month); if it is \
                     right, say why in `comment`",
                ),
            ));
        }
        after_jump = jumped && !after_jump;
    }
    found
}

/// Periods that are missing between two that are there.
fn gaps(facts: &AuthorityFacts, series: &Series<'_>) -> Vec<Doubt> {
    let indicator = series.indicator;
    if indicator.frequency == Frequency::Annual || is_sparse(series) {
        return Vec::new();
    }
    let missing = |pair: &[Reading<'_>]| {
        let [before, after] = pair else { return None };
        let first = before.period.step(1).filter(|next| *next < after.period)?;
        let more = after.period.steps_since(first)? - 1;
        let others = match more {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        doubt_figure(
            facts,
            indicator,
            after.period,
            (
                "gap",
                format!("`{}` has nothing for {}{others}", indicator.id, first.long()),
                "give the figure, or `value: null` with the reason in `missing`",
            ),
        )
    };
    series.readings.windows(2).filter_map(missing).collect()
}

/// Whether most periods have no figure: then the figures come when they come, and none is missed.
fn is_sparse(series: &Series<'_>) -> bool {
    let (Some(first), Some(last)) = (series.readings.first(), series.readings.last()) else {
        return true;
    };
    let span = last.period.steps_since(first.period).unwrap_or(0) + 1;
    i32::try_from(2 * series.readings.len()).is_ok_and(|twice| twice < span)
}

/// Indicators that stopped arriving.
fn stopped(facts: &AuthorityFacts, series: &Series<'_>) -> Option<Doubt> {
    let latest = facts.latest_period()?;
    let last = series.readings.last()?;
    if !super::agenda::is_late(series.indicator, last.period, latest) {
        return None;
    }
    doubt_figure(
        facts,
        series.indicator,
        last.period,
        (
            "stopped",
            format!(
                "`{}` has no figure after {}; the newest snapshot is for {}",
                series.indicator.id,
                last.period.long(),
                latest.long()
            ),
            "give the figure, or `missing: \"late\"` or `\"not-collected\"`",
        ),
    )
}

/// Doubts about what the catalogue says of an indicator that has figures.
fn entries(series: &Series<'_>) -> Vec<Doubt> {
    let indicator = series.indicator;
    let entry = |code, message: String, help: &str| Doubt {
        code,
        message,
        help: help.to_owned(),
        subject: Subject::Entry { indicator: indicator.id.clone() },
    };
    let mut found = Vec::new();
    for rebase in &indicator.rebase {
        if series.at(rebase.period).is_none_or(|r| r.number().is_none()) {
            found.push(entry(
                "rebase-without-figure",
                format!("`{}` is rebased at {}, which has no figure", indicator.id, rebase.period),
                "name the first period of the new process that has a figure",
            ));
        }
    }
    let rated = indicator.polarity != Polarity::None && !indicator.targets.is_empty();
    if rated && indicator.unit == Unit::Percent && indicator.decimals == 0 {
        found.push(entry(
            "rated-without-decimals",
            format!("`{}` is rated at whole per cents", indicator.id),
            "give it 1 decimal: at 0 a figure of 89.5 meets a target of 90",
        ));
    }
    found
}

/// A stock whose figures are a flow's.
fn same_figures(facts: &AuthorityFacts, all: &[Series<'_>]) -> Vec<Doubt> {
    let counts = |kind: Kind| {
        all.iter().filter(move |s| {
            s.indicator.kind == kind && s.indicator.unit == Unit::Count && s.readings.len() >= EQUAL
        })
    };
    let mut found = Vec::new();
    for stock in counts(Kind::Stock) {
        for flow in counts(Kind::Flow).filter(|f| f.indicator.section == stock.indicator.section) {
            let newest = stock.readings.iter().rev().take(EQUAL);
            let equal = newest
                .filter(|r| {
                    let other = flow.at(r.period).and_then(Reading::number);
                    r.number().is_some_and(|n| n > 0.0 && other == Some(n))
                })
                .count();
            if equal == EQUAL
                && let Some(last) = stock.readings.last()
            {
                found.extend(doubt_figure(
                    facts,
                    stock.indicator,
                    last.period,
                    (
                        "stock-equals-flow",
                        format!(
                            "`{}` is {} in {}, the same as `{}`, and was in the periods before",
                            stock.indicator.id,
                            plain(last.number().unwrap_or(0.0), 0),
                            last.period.long(),
                            flow.indicator.id
                        ),
                        "one is a count on a day, the other of events: check which column is which",
                    ),
                ));
            }
        }
    }
    found
}
