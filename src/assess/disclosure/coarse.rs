//! Where months are too small, the quarter or the year is published in their place (rules.md,
//! Public mode, 6).
//!
//! Only a whole quarter or year: a part of one, published again a month later, would be the month.

use std::collections::BTreeSet;

use crate::assess::aggregate;
use crate::assess::series::{Reading, Series, shape_of};
use crate::domain::catalogue::Catalogue;
use crate::domain::indicator::{Frequency, Indicator, PublicPeriod};
use crate::domain::observation::{Detail, Figure};
use crate::domain::period::{Period, Shape};
use crate::domain::timeline::{Beside, Point, Timeline, Version};

/// The catalogue as the public's figures come: less often where it says so. Only what comes less
/// often keeps its `public_period`.
pub(super) fn catalogue(catalogue: &Catalogue) -> Catalogue {
    let mut public = catalogue.clone();
    for indicator in catalogue.indicators() {
        let Some(period) = indicator.public_period else { continue };
        let frequency = match (period, indicator.frequency) {
            (PublicPeriod::Quarter, Frequency::Weekly | Frequency::Monthly) => {
                Some(Frequency::Quarterly)
            }
            (PublicPeriod::Year, Frequency::Weekly | Frequency::Monthly | Frequency::Quarterly) => {
                Some(Frequency::Annual)
            }
            _ => None,
        };
        public.put(Indicator {
            frequency: frequency.unwrap_or(indicator.frequency),
            public_period: frequency.and(indicator.public_period),
            ..indicator.as_ref().clone()
        });
    }
    public
}

/// An indicator's figures by whole quarters or financial years, each as every extract gave it.
pub(super) fn timeline(
    indicator: &Indicator,
    timeline: &Timeline,
    period: PublicPeriod,
) -> Timeline {
    let own = shape_of(Frequency::Monthly, timeline.points());
    let (target, within): (_, fn(Period) -> Option<Period>) = match period {
        PublicPeriod::Quarter => (Shape::Quarter, Period::in_quarter),
        PublicPeriod::Year => (Shape::FinancialYear, Period::in_financial_year),
    };
    let points: Vec<&Point> =
        timeline.points().iter().filter(|point| point.period.shape() == own).collect();
    let whole = |inside: &[&Point]| -> Option<Point> {
        let bucket = within(inside.first()?.period)?;
        let extracts: BTreeSet<u32> =
            inside.iter().flat_map(|p| p.versions().iter().map(|v| v.extract)).collect();
        let mut versions: Vec<Version> = Vec::new();
        for extract in extracts {
            let Some(figure) = gathered(indicator, own, target, inside, extract) else { continue };
            if versions.last().is_none_or(|last| last.figure() != figure) {
                versions.push(Version::new(extract, figure));
            }
        }
        let first = versions.first()?.extract;
        let details = inside.last().map_or(&[][..], |point| point.beside());
        let beside = |(at, detail): &Beside| ((*at).max(first), alone(detail));
        Some(Point::new(bucket, versions, details.iter().map(beside).collect()))
    };
    let same = |a: &&Point, b: &&Point| within(a.period) == within(b.period);
    Timeline::masked(points.chunk_by(same).filter_map(whole).collect())
}

/// The figure of a quarter or year as an extract left it; `None` where a part of it is missing.
fn gathered(
    indicator: &Indicator,
    own: Shape,
    target: Shape,
    inside: &[&Point],
    extract: u32,
) -> Option<Figure> {
    let reading = |point: &&Point| {
        let version = point.versions().iter().rev().find(|v| v.extract <= extract)?;
        Some(Reading {
            period: point.period,
            figure: version.figure(),
            detail: None,
            restated: false,
            maturing: false,
            simple: false,
            parts: (1, 1),
        })
    };
    let readings = inside.iter().filter_map(reading).collect();
    let series = Series { indicator, shape: own, readings, masked: true };
    let rolled = aggregate::roll_up(&series, target).readings.into_iter().next()?;
    (rolled.number().is_some() && rolled.parts.0 == rolled.parts.1).then_some(rolled.figure)
}

/// What stood beside a last month and is not of that month alone.
fn alone(detail: &Detail) -> Box<Detail> {
    Box::new(Detail { benchmarks: detail.benchmarks.clone(), ..Detail::default() })
}
