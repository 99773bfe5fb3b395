//! Adding up: year to date, averages, the last twelve months, and a coarser grain.
//!
//! rules.md, Adding up. Every figure says how many of the expected periods it rests on. In public
//! nothing is added up around a hidden figure: less one, a total would be what is hidden.

use super::series::{Reading, Series, least_settled};
use crate::domain::indicator::{Frequency, Indicator, Kind};
use crate::domain::observation::{Figure, Fraction, Status};
use crate::domain::period::{Period, Shape};
use crate::domain::value::{Missing, Value};

/// Several periods in one figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Total {
    /// In the indicator's unit, unrounded.
    pub value: f64,
    /// The pooled numbers, where it was pooled or is one period's own.
    pub fraction: Option<Fraction>,
    /// How many periods had a figure.
    pub periods: u32,
    /// How many there should be.
    pub of: u32,
    /// A mean of shares without their numbers.
    pub simple: bool,
}

/// How periods make one figure.
#[derive(Clone, Copy)]
enum Method {
    Sum,
    /// Pooled where every period has its numbers, else a mean.
    Mean,
    Latest,
}

impl Method {
    /// How its periods make a longer one.
    fn of_whole(indicator: &Indicator) -> Self {
        match indicator.kind {
            Kind::Flow if indicator.unit.adds_up() => Self::Sum,
            Kind::Flow => Self::Mean,
            Kind::Stock | Kind::Rolling | Kind::Cumulative => Self::Latest,
        }
    }
}

/// April to the end of `until`. `None` where no period has a figure, for annual figures, and for
/// shares whose numbers are not known.
pub fn to_date(series: &Series<'_>, until: Period) -> Option<Total> {
    if !builds_up(series) {
        return None;
    }
    let year = until.in_financial_year()?;
    let method = Method::of_whole(series.indicator);
    let total = combine(series, series.inside(year, until), method, expected(series, year, until))?;
    (!total.simple).then_some(total)
}

/// The average of `within` (a quarter or a financial year), up to the end of `until`.
pub fn average(series: &Series<'_>, within: Period, until: Period) -> Option<Total> {
    if !builds_up(series) {
        return None;
    }
    let method = match series.indicator.kind {
        Kind::Flow | Kind::Stock => Method::Mean,
        Kind::Rolling | Kind::Cumulative => Method::Latest,
    };
    combine(series, series.inside(within, until), method, expected(series, within, until))
}

/// The last twelve months of a flow that end with `period`: added or pooled, only when all are
/// there; `None` for other kinds, other shapes, and shares without their numbers.
pub fn rolling_12(series: &Series<'_>, period: Period) -> Option<Total> {
    if series.indicator.kind != Kind::Flow || series.shape != Shape::Month {
        return None;
    }
    let first = period.step(-11)?;
    let months =
        series.until(period).iter().filter(|r| first.ends_by(r.period) && r.number().is_some());
    let method = if series.indicator.unit.adds_up() { Method::Sum } else { Method::Mean };
    let total = combine(series, months, method, 12)?;
    (total.periods == 12 && !total.simple).then_some(total)
}

/// The series by quarter or financial year.
///
/// Flow counts and pounds are summed, other flows pooled (or a simple mean), a stock is the last
/// period end, rolling and cumulative figures are the latest in the period.
pub fn roll_up<'a>(series: &Series<'a>, target: Shape) -> Series<'a> {
    let bucket_of = |period: Period| match target {
        Shape::Quarter => period.in_quarter(),
        _ => period.in_financial_year(),
    };
    let method = Method::of_whole(series.indicator);
    let mut readings: Vec<Reading<'a>> = Vec::new();
    let mut rest = series.readings.as_slice();
    while let Some(bucket) = rest.first().and_then(|r| bucket_of(r.period)) {
        let count = rest.partition_point(|r| r.period.ends_by(bucket));
        let (inside, later) = rest.split_at(count.max(1));
        readings.push(rolled(series, bucket, inside, method));
        rest = later;
    }
    Series { indicator: series.indicator, shape: target, readings, masked: series.masked }
}

fn rolled<'a>(
    series: &Series<'a>,
    bucket: Period,
    inside: &[Reading<'a>],
    method: Method,
) -> Reading<'a> {
    let of = bucket.count_of(series.shape);
    let total = combine(series, inside.iter(), method, of);
    let status = inside.iter().map(|r| r.figure.status).fold(Status::Final, least_settled);
    let hidden = series.hides(inside);
    let reason = inside.last().and_then(|r| r.figure.value.missing());
    let reason = if hidden { Some(Missing::Suppressed) } else { reason };
    let there = if hidden { inside.len() } else { 0 };
    let there = total.map_or(u32::try_from(there).unwrap_or(of), |t| t.periods);
    Reading {
        period: bucket,
        figure: Figure {
            value: total.map_or(Value::Missing(reason), |t| Value::Number(t.value)),
            fraction: total.and_then(|t| t.fraction),
            status,
        },
        detail: inside.iter().rev().find_map(|r| r.detail),
        restated: inside.iter().any(|r| r.restated),
        maturing: inside.iter().any(|r| r.maturing),
        simple: total.is_some_and(|t| t.simple),
        parts: (there, of),
    }
}

/// Whether the periods of a series build up a financial year.
pub fn builds_up(series: &Series<'_>) -> bool {
    matches!(series.shape, Shape::Week | Shape::Month | Shape::Quarter)
        && series.indicator.frequency != Frequency::Annual
}

/// How many periods of the series' shape end in `within` by the end of `until`.
fn expected(series: &Series<'_>, within: Period, until: Period) -> u32 {
    if within.ends_by(until) {
        return within.count_of(series.shape);
    }
    let months = || {
        let months =
            until.months_since(within) + i32::try_from(within.count_of(Shape::Month)).unwrap_or(12);
        u32::try_from(months).unwrap_or(0)
    };
    match series.shape {
        Shape::Month => months(),
        Shape::Quarter => months() / 3,
        Shape::Week => {
            let weeks = (until.last_day() - within.first_day()).num_days() + 1;
            // The weeks that end by then: one every seven days from the first Sunday.
            let first_sunday = (0..7)
                .find(|d| {
                    chrono::Datelike::weekday(&(within.first_day() + chrono::Days::new(*d)))
                        == chrono::Weekday::Sun
                })
                .unwrap_or(0);
            let first_sunday = i64::try_from(first_sunday).unwrap_or(0);
            u32::try_from((weeks - first_sunday + 6).div_euclid(7)).unwrap_or(0)
        }
        Shape::FinancialYear | Shape::AcademicYear | Shape::CalendarYear => 1,
    }
}

fn combine<'r, 'a: 'r>(
    series: &Series<'_>,
    readings: impl Iterator<Item = &'r Reading<'a>>,
    method: Method,
    of: u32,
) -> Option<Total> {
    let (mut count, mut sum, mut pooled) =
        (0_u32, 0.0, Some(Fraction { numerator: 0.0, denominator: 0.0 }));
    let mut latest: Option<(f64, Option<Fraction>)> = None;
    for reading in readings {
        let Some(number) = reading.number() else {
            if series.masked && reading.is_suppressed() {
                return None;
            }
            continue;
        };
        count += 1;
        sum += number;
        pooled = pooled.zip(reading.figure.fraction).map(|(all, one)| Fraction {
            numerator: all.numerator + one.numerator,
            denominator: all.denominator + one.denominator,
        });
        latest = Some((number, reading.figure.fraction));
    }
    let (last, last_fraction) = latest?;
    let pooled = pooled.filter(|f| f.denominator > 0.0 && !series.indicator.unit.adds_up());
    let (value, fraction, simple) = match method {
        Method::Sum => (sum, None, false),
        Method::Latest => (last, last_fraction, false),
        Method::Mean => match pooled {
            Some(f) => {
                let multiplier = series.indicator.unit.multiplier();
                (multiplier * f.numerator / f.denominator, Some(f), false)
            }
            None => {
                let counted =
                    series.indicator.unit.adds_up() || series.indicator.kind == Kind::Stock;
                (sum / f64::from(count), None, !counted)
            }
        },
    };
    Some(Total { value, fraction, periods: count, of, simple })
}
