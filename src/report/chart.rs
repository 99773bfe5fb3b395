//! What a chart of one indicator holds, and the same in words: its figures, the target in force at
//! each, the usual range of the process as it runs, others' figures at the edge.

use super::trend::{self, Trend};
use crate::assess::axis::Axis;
use crate::assess::benchmark::{ENGLAND, NEIGHBOURS};
use crate::assess::board::{IndicatorView, Rating, TargetView};
use crate::domain::observation::Status;
use crate::domain::period::Period;
use crate::domain::target::Bound;

/// The most periods that a chart holds.
const MOST: usize = 36;
/// The height that the axis is labelled for, as lines of a screen: five labels or so.
const LINES: u16 = 18;
/// Others whose figures a chart marks, each with its letter: more would crowd it.
const BESIDE: [(&str, char); 2] = [(ENGLAND, 'E'), (NEIGHBOURS, 'N')];

/// A chart of one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// Every period, oldest first.
    pub points: Vec<ChartPoint>,
    /// The value axis.
    pub axis: Axis,
    /// Its labels.
    pub labels: Vec<(f64, String)>,
    /// The target in force now, in words.
    pub target: Option<String>,
    /// The usual range of the process as it runs now.
    pub usual: Option<Usual>,
    /// Others' figures.
    pub beside: Vec<Beside>,
    /// The light of the newest figure.
    pub rating: Option<Rating>,
    /// Its figures in words.
    pub trend: String,
}

/// One period of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartPoint {
    /// The period.
    pub period: Period,
    /// The figure, unrounded; `None`: there is none.
    pub value: Option<f64>,
    /// The figure as it is read.
    pub shown: String,
    /// What was needed for green then.
    pub bound: Option<Bound>,
    /// A later extract changed the figure.
    pub restated: bool,
    /// It may still change.
    pub provisional: bool,
}

/// The usual range of a process.
#[derive(Debug, Clone, PartialEq)]
pub struct Usual {
    /// The position of the first point that it holds for.
    pub from: usize,
    /// Its lower end.
    pub lower: f64,
    /// The average.
    pub mean: f64,
    /// Its upper end.
    pub upper: f64,
    /// `13.0% to 19.6%, on average 16.3%`.
    pub words: String,
}

/// Somebody else's figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// The letter that stands for them.
    pub letter: char,
    /// The figure.
    pub value: f64,
    /// `England 22.6% (2024/25)`.
    pub words: String,
}

impl Chart {
    /// The chart of an indicator; `None` where fewer than two figures would be on it.
    pub fn of(row: &IndicatorView) -> Option<Self> {
        let trend = Trend::of(row, MOST)?.words();
        let points: Vec<ChartPoint> = trend::periods(row, MOST)
            .into_iter()
            .map(|(period, point)| ChartPoint {
                period,
                value: point.and_then(|point| point.value),
                shown: point.map_or_else(String::new, |point| point.shown().text()),
                bound: point.and_then(|point| point.bound),
                restated: point.is_some_and(|point| point.restated),
                provisional: point.is_some_and(|point| point.status == Status::Provisional),
            })
            .collect();
        let usual = usual(row, &points);
        let beside: Vec<Beside> = BESIDE.iter().filter_map(|which| beside(row, *which)).collect();
        let axis = axis(&points, usual.as_ref(), &beside, row.decimals);
        Some(Self {
            title: row.name.clone(),
            axis,
            labels: axis.labels(row),
            target: row.target.as_ref().map(TargetView::in_force),
            rating: row.rating,
            points,
            usual,
            beside,
            trend,
        })
    }

    /// Everything on it in words, for those who do not see it.
    pub fn words(&self) -> String {
        let target = self.target.iter().map(|target| format!("target {target}"));
        let usual = self.usual.iter().map(|usual| format!("usually {}", usual.words));
        let beside = self.beside.iter().map(|beside| beside.words.clone());
        let parts = std::iter::once(self.trend.clone()).chain(target).chain(usual).chain(beside);
        parts.collect::<Vec<_>>().join("; ") + "."
    }
}

/// The usual range, over the points of the process as it runs now: those that share its average.
fn usual(row: &IndicatorView, points: &[ChartPoint]) -> Option<Usual> {
    let control = row.control.as_ref()?;
    let (lower, mean, upper) = (control.lower?, control.mean?, control.upper?);
    let began = control.process().first()?.period;
    let from = points.iter().position(|point| point.period >= began)?;
    let write = |value| row.unit.write(value, row.decimals);
    let words = format!("{} to {}, on average {}", write(lower), write(upper), write(mean));
    Some(Usual { from, lower, mean, upper, words })
}

fn beside(row: &IndicatorView, (name, letter): (&str, char)) -> Option<Beside> {
    let found = row.comparable(name)?;
    let year = found.period.map_or_else(String::new, |period| format!(" ({})", period.short()));
    let words = format!("{} {}{year}", found.title, found.shown);
    Some(Beside { letter, value: found.value?, words })
}

/// An axis with round ends that holds everything.
fn axis(points: &[ChartPoint], usual: Option<&Usual>, beside: &[Beside], decimals: u8) -> Axis {
    let bounds = points.iter().filter_map(|point| point.bound).flat_map(|bound| match bound {
        Bound::Figure(figure) => [figure, figure],
        Bound::Range(low, high) => [low, high],
    });
    let figures = points.iter().filter_map(|point| point.value);
    let usual = usual.into_iter().flat_map(|usual| [usual.lower, usual.upper]);
    let all = figures.chain(bounds).chain(usual).chain(beside.iter().map(|beside| beside.value));
    Axis::holding(all, LINES, decimals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[test]
    fn a_chart_holds_everything_that_is_said_of_it() {
        let board = fixture::board();
        let row = board.indicator("rereferrals").unwrap();
        let chart = Chart::of(row).unwrap();
        assert_eq!((chart.points.len(), chart.beside.len()), (36, 1));
        let words = chart.words();
        for part in
            ["36 months, from", "target at most 18.0%", "usually ", "England 22.6% (2024/25)"]
        {
            assert!(words.contains(part), "{part}: {words}");
        }
        let inside = |value: f64| chart.axis.low <= value && value <= chart.axis.high;
        assert!(chart.points.iter().filter_map(|point| point.value).all(inside));
        assert!(inside(22.6) && inside(18.0));
    }
}
