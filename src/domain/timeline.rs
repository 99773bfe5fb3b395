//! One indicator's figures through time, with every version of each.

use smallvec::SmallVec;

use super::observation::{Detail, Figure};
use super::period::Period;

/// A figure as one extract gave it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Version {
    /// Position in the authority's extracts, which are in order of time.
    pub extract: u32,
    /// The figure.
    pub figure: Figure,
}

/// One period's versions, oldest extract first. An extract that repeats the version before it is
/// not kept: the figure has stood since the earlier one.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// Its versions; at least one, and mostly one: that one stands in the row of points itself, so
    /// that a series is read in one go.
    pub versions: SmallVec<[Version; 1]>,
    /// What stood beside it, by extract, oldest first.
    pub details: Vec<(u32, Box<Detail>)>,
}

/// One indicator's points, oldest period first, each period once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timeline {
    points: Vec<Point>,
    masked: bool,
}

impl Timeline {
    /// A timeline from which hidden figures are gone. `points` are in order, each period once.
    pub fn masked(points: Vec<Point>) -> Self {
        Self { points, masked: true }
    }

    /// Whether what is suppressed in it is hidden from whoever reads it, so that nothing may be
    /// computed around it: no partial sum, no average of the others.
    pub fn is_masked(&self) -> bool {
        self.masked
    }

    /// Its points, oldest period first.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// Records what `extract` gave for `period`. Extracts must come in order; `hint` is where the
    /// period probably stands, and the answer is where the next one probably does.
    pub(super) fn record(
        &mut self,
        hint: usize,
        period: Period,
        version: Version,
        detail: Option<Box<Detail>>,
    ) -> usize {
        let at = if self.points.get(hint).is_some_and(|p| p.period == period) {
            hint
        } else {
            // Mostly the newest so far, or later than that.
            let found = match self.points.last() {
                Some(last) if last.period < period => Err(self.points.len()),
                Some(last) if last.period == period => Ok(self.points.len() - 1),
                _ => self.points.binary_search_by(|p| p.period.cmp(&period)),
            };
            found.unwrap_or_else(|at| {
                let point = Point { period, versions: SmallVec::new(), details: Vec::new() };
                self.points.insert(at, point);
                at
            })
        };
        if let Some(point) = self.points.get_mut(at) {
            // A part of one extract that repeats it adds nothing; a changed figure is a version.
            if point.versions.last().is_none_or(|last| last.figure != version.figure) {
                point.versions.push(version);
            }
            if let Some(detail) = detail {
                point.details.push((version.extract, detail));
            }
        }
        at + 1
    }
}
