//! One indicator's figures as a board sees them: the version that stands, at the board's grain.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::aggregate;
use super::board::Grain;
use super::shown::Shown;
use crate::domain::facts::{AuthorityFacts, Extract};
use crate::domain::indicator::{Frequency, Indicator};
use crate::domain::observation::{Detail, Figure, Fraction, Status};
use crate::domain::period::{Period, Shape};
use crate::domain::timeline::{Point, Timeline, Version};
use crate::domain::value::{Missing, Unit, round};

/// One period's standing figure.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The period: the source's own, or the quarter or year it was rolled up to.
    pub period: Period,
    /// The figure that stands.
    pub figure: Figure,
    /// What stood beside it in the newest extract that said anything.
    pub detail: Option<&'a Detail>,
    /// A later extract changed it.
    pub restated: bool,
    /// It is still filling in.
    pub maturing: bool,
    /// A mean of percentages without their numbers: never rated.
    pub simple: bool,
    /// How many source periods it rests on, of how many.
    pub parts: (u32, u32),
}

impl Reading<'_> {
    /// The number, where there is one.
    pub fn number(&self) -> Option<f64> {
        self.figure.value.number()
    }

    /// Whether it was held back because it could identify a child.
    pub fn is_suppressed(&self) -> bool {
        self.figure.value.missing() == Some(Missing::Suppressed)
    }
}

/// An indicator's readings, oldest first, every period once.
#[derive(Debug, Clone)]
pub struct Series<'a> {
    /// What it is.
    pub indicator: &'a Indicator,
    /// The shape of its periods.
    pub shape: Shape,
    /// Its readings.
    pub readings: Vec<Reading<'a>>,
    /// Nothing may be computed around a suppressed figure: it is hidden from whoever reads.
    pub masked: bool,
}

impl<'a> Series<'a> {
    /// The standing figures of a timeline, as known on `as_at` (`None`: now), at its own grain.
    pub fn of(
        indicator: &'a Indicator,
        timeline: &'a Timeline,
        extracts: &[Extract],
        as_at: Option<NaiveDate>,
    ) -> Self {
        let shape = shape_of(indicator.frequency, timeline.points());
        let mut readings: Vec<Reading<'a>> = Vec::with_capacity(timeline.points().len());
        let points = timeline.points().iter().filter(|point| point.period.shape() == shape);
        readings.extend(points.filter_map(|point| standing(indicator, point, extracts, as_at)));
        let newest = readings.len().saturating_sub(indicator.matures_after as usize);
        for reading in readings.iter_mut().skip(newest) {
            reading.maturing = true;
        }
        Self { indicator, shape, readings, masked: timeline.is_masked() }
    }

    /// The same at a coarser grain; itself where its periods are no finer.
    pub fn at_grain(&self, grain: Grain) -> Cow<'_, Self> {
        let target = match grain {
            Grain::Month => return Cow::Borrowed(self),
            Grain::Quarter => Shape::Quarter,
            Grain::Year => Shape::FinancialYear,
        };
        let finer = match self.shape {
            Shape::Week => true,
            Shape::Month => self.indicator.frequency != Frequency::Annual,
            Shape::Quarter => target == Shape::FinancialYear,
            Shape::FinancialYear | Shape::AcademicYear | Shape::CalendarYear => false,
        };
        if finer { Cow::Owned(aggregate::roll_up(self, target)) } else { Cow::Borrowed(self) }
    }

    /// The readings that ended by the end of `period`.
    pub fn until(&self, period: Period) -> &[Reading<'a>] {
        let end = self.readings.partition_point(|r| r.period.ends_by(period));
        self.readings.get(..end).unwrap_or_default()
    }

    /// The reading of exactly this period.
    pub fn at(&self, period: Period) -> Option<&Reading<'a>> {
        let found = self.readings.binary_search_by(|r| r.period.cmp(&period)).ok()?;
        self.readings.get(found)
    }

    /// The readings whose last day falls in `within`, up to the end of `until`.
    pub fn inside(&self, within: Period, until: Period) -> impl Iterator<Item = &Reading<'a>> {
        self.until(until).iter().filter(move |r| within.holds_end_of(r.period))
    }

    /// Whether `readings` hold a figure around which nothing may be computed.
    pub fn hides(&self, readings: &[Reading<'a>]) -> bool {
        self.masked && readings.iter().any(Reading::is_suppressed)
    }

    /// A figure as whoever reads it reads it.
    pub fn shown(&self, figure: &Figure) -> Shown {
        if self.masked {
            Shown::in_public(self.indicator, figure)
        } else {
            Shown::figure(self.indicator, figure)
        }
    }

    /// Whether a figure rests on a small cohort.
    pub fn is_small(&self, fraction: Option<Fraction>) -> bool {
        fraction.is_some_and(|f| f.denominator < self.indicator.small_cohort)
    }
}

/// The shape whose points are the indicator's series: its frequency's, else the commonest given.
pub fn shape_of(frequency: Frequency, points: &[Point]) -> Shape {
    let mut counts = [0_u32; SHAPES.len()];
    for point in points {
        let shape = point.period.shape();
        for (count, _) in counts.iter_mut().zip(SHAPES).filter(|(_, known)| *known == shape) {
            *count += 1;
        }
    }
    let given = || counts.into_iter().zip(SHAPES).filter(|(count, _)| *count > 0);
    let of_frequency = given().filter(|(_, shape)| frequency.takes(*shape));
    let commonest = of_frequency.max_by_key(|(count, _)| *count);
    commonest
        .or_else(|| given().max_by_key(|(count, _)| *count))
        .map_or(Shape::Month, |(_, shape)| shape)
}

const SHAPES: [Shape; 6] = [
    Shape::Week,
    Shape::Month,
    Shape::Quarter,
    Shape::FinancialYear,
    Shape::AcademicYear,
    Shape::CalendarYear,
];

/// The versions of a point that were known on `as_at`.
pub fn known<'p>(
    point: &'p Point,
    extracts: &[Extract],
    as_at: Option<NaiveDate>,
) -> &'p [Version] {
    let versions = point.versions();
    let Some(day) = as_at else {
        return versions;
    };
    let count = versions
        .iter()
        .take_while(|v| extracts.get(v.extract as usize).is_some_and(|e| e.at.date() <= day))
        .count();
    versions.get(..count).unwrap_or_default()
}

/// Whether two versions read differently: at shown precision, or in their reason.
pub fn reads_differently(indicator: &Indicator, a: &Figure, b: &Figure) -> bool {
    match (a.value.number(), b.value.number()) {
        (Some(x), Some(y)) => {
            let (x, y) = (round(x, indicator.decimals), round(y, indicator.decimals));
            (x - y).abs() > f64::EPSILON * x.abs().max(1.0)
        }
        (None, None) => a.value.missing() != b.value.missing(),
        _ => true,
    }
}

fn standing<'a>(
    indicator: &Indicator,
    point: &'a Point,
    extracts: &[Extract],
    as_at: Option<NaiveDate>,
) -> Option<Reading<'a>> {
    let versions = known(point, extracts, as_at);
    let last = versions.last()?;
    let restated = versions.windows(2).any(
        |pair| matches!(pair, [a, b] if reads_differently(indicator, &a.figure(), &b.figure())),
    );
    let detail = point
        .beside()
        .iter()
        .rev()
        .find(|(extract, _)| {
            as_at.is_none_or(|day| {
                extracts.get(*extract as usize).is_some_and(|e| e.at.date() <= day)
            })
        })
        .map(|(_, detail)| detail.as_ref());
    Some(Reading {
        period: point.period,
        figure: last.figure(),
        detail,
        restated,
        maturing: false,
        simple: false,
        parts: (1, 1),
    })
}

/// The least settled of two.
pub fn least_settled(a: Status, b: Status) -> Status {
    match (a, b) {
        (Status::Provisional, _) | (_, Status::Provisional) => Status::Provisional,
        (Status::Revised, _) | (_, Status::Revised) => Status::Revised,
        _ => Status::Final,
    }
}

/// The indicator that stands for an id which the catalogue lacks, read off its figures.
pub fn unknown_indicator(id: &str, facts: &AuthorityFacts) -> Indicator {
    let points = facts.timeline(id).map(Timeline::points).unwrap_or_default();
    let figures = || points.iter().flat_map(|p| p.versions().iter().map(Version::figure));
    let decimals = figures()
        .filter_map(|f| f.value.number())
        .map(|n| (0..3).find(|d| (round(n, *d) - n).abs() < 1e-9).unwrap_or(3))
        .max()
        .unwrap_or(0);
    let shape = shape_of(Frequency::Monthly, points);
    let frequency = match shape {
        Shape::Week => Frequency::Weekly,
        Shape::Month => Frequency::Monthly,
        Shape::Quarter => Frequency::Quarterly,
        Shape::FinancialYear | Shape::AcademicYear | Shape::CalendarYear => Frequency::Annual,
    };
    if figures().any(|f| f.fraction.is_some()) {
        Indicator::unknown(id, Unit::Percent, 1, frequency)
    } else {
        Indicator::unknown(
            id,
            if decimals == 0 { Unit::Count } else { Unit::Score },
            decimals,
            frequency,
        )
    }
}
