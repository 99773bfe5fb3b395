//! A figure through time, as it stands in a table: the last periods, a missing one a gap, and the
//! same in words.

use crate::assess::board::{IndicatorView, Rating, SeriesPoint};
use crate::domain::period::Period;
use crate::domain::value::Unit;

/// The last figures of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// Every period, oldest first, with its figure where there is one.
    pub points: Vec<TrendPoint>,
    /// What several of its periods are called: `months`.
    pub periods: &'static str,
    /// The light of the newest figure.
    pub rating: Option<Rating>,
    /// The unit of its figures.
    pub unit: Unit,
    /// How many decimals they are read with.
    pub decimals: u8,
}

/// One period of a trend.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendPoint {
    /// The period.
    pub period: Period,
    /// Its figure, unrounded; `None`: there is none.
    pub value: Option<f64>,
    /// The figure as it is read; empty where there is none.
    pub shown: String,
}

/// The last `most` periods of an indicator without a gap between them, each with its point where
/// there is one, oldest first. Leading periods without a figure are left out.
pub fn periods(row: &IndicatorView, most: usize) -> Vec<(Period, Option<&SeriesPoint>)> {
    let Some(newest) = row.series.last().map(|point| point.period) else { return Vec::new() };
    let back = |period: Period| usize::try_from(newest.steps_since(period)?).ok();
    let known = row.series.iter().filter_map(|point| Some((back(point.period)?, point)));
    let mut slots: Vec<Option<&SeriesPoint>> = Vec::new();
    for (back, point) in known.filter(|(back, _)| *back < most) {
        if slots.len() <= back {
            slots.resize(back + 1, None);
        }
        if let Some(slot) = slots.get_mut(back) {
            *slot = Some(point);
        }
    }
    let first = slots.iter().rposition(|slot| slot.is_some_and(|point| point.value.is_some()));
    slots.truncate(first.map_or(0, |first| first + 1));
    let steps = (0_i32..).zip(slots).filter_map(|(back, slot)| Some((newest.step(-back)?, slot)));
    let mut all: Vec<_> = steps.collect();
    all.reverse();
    all
}

impl Trend {
    /// The last `most` periods of an indicator; `None` where fewer than two figures are among them.
    pub fn of(row: &IndicatorView, most: usize) -> Option<Self> {
        let point = |(period, point): (Period, Option<&SeriesPoint>)| {
            let point = point.filter(|point| point.value.is_some());
            TrendPoint {
                period,
                value: point.and_then(|point| point.value),
                shown: point.map_or_else(String::new, |point| point.shown().text()),
            }
        };
        let points: Vec<TrendPoint> = periods(row, most).into_iter().map(point).collect();
        let figures = points.iter().filter(|point| point.value.is_some()).count();
        let IndicatorView { rating, unit, decimals, .. } = *row;
        let periods = row.more.periods;
        (figures > 1).then_some(Self { points, periods, rating, unit, decimals })
    }

    /// The figures, with their positions.
    pub fn figures(&self) -> impl Iterator<Item = (usize, f64)> + Clone {
        self.points.iter().enumerate().filter_map(|(at, point)| Some((at, point.value?)))
    }

    /// `24 months, from 14.2% in November 2024 to 18.4% in October 2026, highest 18.9% in May 2026;
    /// no figure in August 2025`.
    pub fn words(&self) -> String {
        let at = |at: usize| self.points.get(at);
        let Some((first, _)) = self.figures().next() else { return "no figures".to_owned() };
        let last = self.figures().last().map_or(first, |(at, _)| at);
        let most = |sign: f64| {
            let best = self.figures().fold(None, |best: Option<(usize, f64)>, (at, value)| {
                best.filter(|(_, most)| most * sign >= value * sign).or(Some((at, value)))
            });
            best.map_or(first, |(at, _)| at)
        };
        let said = |place: usize| {
            at(place).map_or_else(String::new, |p| format!("{} in {}", p.shown, p.period.long()))
        };
        let mut words = format!(
            "{} {}, from {} to {}",
            self.points.len(),
            self.periods,
            said(first),
            said(last)
        );
        for (which, place) in [("highest", most(1.0)), ("lowest", most(-1.0))] {
            if ![first, last].contains(&place) {
                words = format!("{words}, {which} {}", said(place));
            }
        }
        match gaps(&self.points).as_slice() {
            [] => words,
            some => format!("{words}; no figure in {}", some.join(", ")),
        }
    }
}

/// Stretches without a figure, each in words: `August 2025`, `May 2025 to July 2025`.
fn gaps(points: &[TrendPoint]) -> Vec<String> {
    let mut stretches: Vec<(usize, Period, Period)> = Vec::new();
    for (at, point) in points.iter().enumerate().filter(|(_, point)| point.value.is_none()) {
        match stretches.last_mut() {
            Some((last, _, to)) if *last + 1 == at => (*last, *to) = (at, point.period),
            _ => stretches.push((at, point.period, point.period)),
        }
    }
    let said = |(_, from, to): (usize, Period, Period)| {
        if from == to { from.long() } else { format!("{} to {}", from.long(), to.long()) }
    };
    stretches.into_iter().map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[test]
    fn a_trend_says_where_it_began_and_ends_and_what_is_missing() {
        let board = fixture::board();
        let mut row = board.indicator("rereferrals").unwrap().clone();
        let words = Trend::of(&row, 24).unwrap().words();
        assert!(words.starts_with("24 months, from 1"), "{words}");
        assert!(words.contains("in November 2024 to ") && words.contains("in October 2026"));
        assert!(!words.contains("no figure"), "{words}");
        // One month left out of the files, two said to be missing.
        let count = row.series.len();
        row.series.remove(count - 4);
        row.series[count - 8].value = None;
        row.series[count - 9].value = None;
        let trend = Trend::of(&row, 24).unwrap();
        let words = trend.words();
        assert!(
            words.ends_with("; no figure in February 2026 to March 2026, July 2026"),
            "{words}"
        );
        assert_eq!((trend.points.len(), trend.figures().count()), (24, 21));
    }

    #[test]
    fn one_figure_is_no_trend() {
        let board = fixture::board();
        let mut row = board.indicator("rereferrals").unwrap().clone();
        row.series.drain(..row.series.len() - 1);
        assert_eq!(Trend::of(&row, 24), None);
    }
}
