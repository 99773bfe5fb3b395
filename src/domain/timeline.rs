//! One indicator's figures through time, with every version of each.

use std::slice;

use super::observation::{Detail, Figure, Fraction, Status};
use super::period::Period;
use super::value::{Missing, Value};

/// A figure as one extract gave it. Kept in a third less room than a [`Figure`] takes: all of England
/// for ten years is a million of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Version {
    /// Position in the authority's extracts, which are in order of time.
    pub extract: u32,
    status: Status,
    has_value: bool,
    /// Why there is no value, where there is none and somebody said.
    missing: Option<Missing>,
    has_fraction: bool,
    /// 0 where it is missing, as are the two below where there is no fraction.
    value: f64,
    numerator: f64,
    denominator: f64,
}

impl Version {
    /// What `extract` gave.
    pub fn new(extract: u32, figure: Figure) -> Self {
        let none = Fraction { numerator: 0.0, denominator: 0.0 };
        let Fraction { numerator, denominator } = figure.fraction.unwrap_or(none);
        Self {
            extract,
            status: figure.status,
            has_value: figure.value.number().is_some(),
            missing: figure.value.missing(),
            has_fraction: figure.fraction.is_some(),
            value: figure.value.number().unwrap_or(0.0),
            numerator,
            denominator,
        }
    }

    /// Whether it says the same as another, whichever extract they come from.
    fn says_as(&self, other: &Self) -> bool {
        Self { extract: other.extract, ..*self } == *other
    }

    /// The figure.
    pub fn figure(&self) -> Figure {
        let Self { numerator, denominator, .. } = *self;
        Figure {
            value: if self.has_value {
                Value::Number(self.value)
            } else {
                Value::Missing(self.missing)
            },
            fraction: self.has_fraction.then_some(Fraction { numerator, denominator }),
            status: self.status,
        }
    }
}

/// One period's versions, oldest extract first. An extract that repeats the version before it is
/// not kept: the figure has stood since the earlier one.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The period.
    pub period: Period,
    held: Held,
}

/// What stood beside a figure, and in which extract.
pub type Beside = (u32, Box<Detail>);

/// Mostly one version with nothing beside it: that stands in the row of points itself, so that a series
/// is read in one go and takes no more room than it must.
#[derive(Debug, Clone, PartialEq)]
enum Held {
    One(Version),
    More(Box<More>),
}

#[derive(Debug, Clone, PartialEq)]
struct More {
    versions: Vec<Version>,
    beside: Vec<Beside>,
}

impl Point {
    /// A period's versions, and what stood beside them, each oldest extract first.
    pub fn new(period: Period, versions: Vec<Version>, beside: Vec<Beside>) -> Self {
        let held = match versions.as_slice() {
            [one] if beside.is_empty() => Held::One(*one),
            _ => Held::More(Box::new(More { versions, beside })),
        };
        Self { period, held }
    }

    /// Its versions, oldest extract first; mostly one.
    pub fn versions(&self) -> &[Version] {
        match &self.held {
            Held::One(version) => slice::from_ref(version),
            Held::More(more) => &more.versions,
        }
    }

    /// What stood beside it, by extract, oldest first; mostly nothing.
    pub fn beside(&self) -> &[Beside] {
        match &self.held {
            Held::One(_) => &[],
            Held::More(more) => &more.beside,
        }
    }

    /// Adds what the next extract gives. A part of one extract that repeats it adds nothing; a changed
    /// figure is a version.
    fn add(&mut self, version: Version) {
        if self.versions().last().is_none_or(|last| !last.says_as(&version)) {
            self.more().versions.push(version);
        }
    }

    fn more(&mut self) -> &mut More {
        match self.held {
            Held::More(ref mut more) => more,
            Held::One(version) => {
                let more = More { versions: vec![version], beside: Vec::new() };
                self.held = Held::More(Box::new(more));
                self.more()
            }
        }
    }
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

    /// A timeline without points yet, with room for so many.
    pub(super) fn with_room(points: usize) -> Self {
        Self { points: Vec::with_capacity(points), masked: false }
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
                self.points.insert(at, Point { period, held: Held::One(version) });
                at
            })
        };
        if let Some(point) = self.points.get_mut(at) {
            point.add(version);
            if let Some(detail) = detail {
                point.more().beside.push((version.extract, detail));
            }
        }
        at + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_gives_back_the_figure_it_was_made_of() {
        let fraction = Some(Fraction { numerator: 0.0, denominator: 0.0 });
        let values = [
            Value::Number(0.0),
            Value::Number(-1.5),
            Value::Missing(None),
            Value::Missing(Some(Missing::NoCohort)),
        ];
        for value in values {
            for fraction in [None, fraction] {
                let figure = Figure { value, fraction, status: Status::Provisional };
                assert_eq!(Version::new(7, figure).figure(), figure);
                assert!(Version::new(7, figure).says_as(&Version::new(8, figure)));
            }
        }
    }

    #[test]
    fn a_million_figures_take_no_more_room_than_they_must() {
        assert_eq!((size_of::<Version>(), size_of::<Point>()), (32, 40));
    }
}
