//! Series of thirty-six figures, and the ways in which they are made.

use crate::calendar::{MONTHS, season};
use crate::random::Stream;

/// Whole counts, one a month.
pub type Counts = [i32; MONTHS];
/// Numbers with decimals, one a month.
pub type Reals = [f64; MONTHS];
/// A bend in a slowly moving level: the month's index, and the exact figure there.
pub type Knot = (u8, f64);

/// Children aged 0-17 in Sampleford: the same throughout, so that a rate moves only when a count does.
pub const CHILDREN: i32 = 59_200;

/// The schools' year in contacts and requests: the share above or below an ordinary month, January first.
const SEASONS: [f64; 12] =
    [0.0, 0.01, 0.08, -0.03, 0.02, 0.02, 0.01, -0.14, 0.02, 0.04, 0.08, -0.11];

/// A month's figure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Figure {
    /// The indicator has not begun, or its figure has not come.
    #[default]
    Untold,
    /// Null, and why.
    Missing(&'static str),
    /// A count or an average.
    Plain(f64),
    /// A numerator and its denominator.
    Share(f64, f64),
}

impl Figure {
    /// A share of two counts.
    pub fn share(numerator: i32, denominator: i32) -> Self {
        Self::Share(f64::from(numerator), f64::from(denominator))
    }
}

/// The nearest whole number.
#[expect(clippy::cast_possible_truncation, reason = "saturates, and no figure comes near 2^31")]
pub fn whole(number: f64) -> i32 {
    number.round() as i32
}

/// A number rounded to so many decimals.
pub fn rounded(number: f64, decimals: u8) -> f64 {
    let scale = f64::from(10_i32.pow(u32::from(decimals)));
    (number * scale).round() / scale
}

/// The item at a place, or nothing's value beyond the end.
pub fn at<T: Copy + Default>(series: &[T], index: usize) -> T {
    series.get(index).copied().unwrap_or_default()
}

/// The level at a month on the straight lines between its knots, and whether the month is a knot.
fn level(knots: &[Knot], index: usize) -> (f64, bool) {
    let mut before = None;
    for (place, figure) in knots {
        let place = usize::from(*place);
        if place == index {
            return (*figure, true);
        }
        if place > index {
            let Some((start, from)) = before else {
                return (*figure, false);
            };
            let span = u32::try_from(place - start).map_or(1.0, f64::from);
            let gone = u32::try_from(index - start).map_or(0.0, f64::from);
            return (from + (figure - from) * gone / span, false);
        }
        before = Some((place, *figure));
    }
    (before.map_or(0.0, |(_, figure)| figure), false)
}

/// A level that moves along its knots, with noise and season everywhere but at the knots themselves.
pub fn path(name: &str, knots: &[Knot], noise: f64, seasonal: f64) -> Reals {
    let mut stream = Stream::named(name);
    std::array::from_fn(|index| {
        let draw = stream.noise();
        let (figure, exact) = level(knots, index);
        if exact {
            return figure;
        }
        figure * (1.0 + seasonal * at(&SEASONS, season(index))) + noise * draw
    })
}

/// A path in whole numbers, never below 0.
pub fn count_path(name: &str, knots: &[Knot], noise: f64, seasonal: f64) -> Counts {
    path(name, knots, noise, seasonal).map(|figure| whole(figure).max(0))
}

/// Whole numbers that give a percentage at one decimal, with a denominator as near as can be.
pub fn fit(percent: f64, near: i32, reach: i32) -> (i32, i32) {
    let wanted = rounded(percent, 1);
    let numerator = |d: i32| whole(wanted * f64::from(d) / 100.0).clamp(0, d);
    (0..=reach)
        .flat_map(|step| [near + step, near - step])
        .filter(|d| *d > 0)
        .map(|d| (numerator(d), d))
        .find(|(n, d)| (percentage(*n, *d) - wanted).abs() < 1e-6)
        .unwrap_or((numerator(near), near))
}

/// A percentage as it is shown, at one decimal.
fn percentage(numerator: i32, denominator: i32) -> f64 {
    rounded(100.0 * f64::from(numerator) / f64::from(denominator), 1)
}

/// Percentages of denominators that are another indicator's figures.
pub fn shares_of(percents: &Reals, denominators: &Counts) -> [Figure; MONTHS] {
    std::array::from_fn(|index| {
        let denominator = at(denominators, index);
        let exact = at(percents, index) * f64::from(denominator) / 100.0;
        Figure::share(whole(exact).clamp(0, denominator), denominator)
    })
}

/// Percentages of denominators near the given ones.
pub fn shares_near(percents: &Reals, denominators: &Reals, reach: i32) -> [Figure; MONTHS] {
    std::array::from_fn(|index| {
        let (n, d) = fit(at(percents, index).min(100.0), whole(at(denominators, index)), reach);
        Figure::share(n, d)
    })
}

/// Counts over counts.
pub fn counted(numerators: &Counts, denominators: &Counts) -> [Figure; MONTHS] {
    std::array::from_fn(|index| Figure::share(at(numerators, index), at(denominators, index)))
}

/// Counts as they are.
pub fn plain(counts: &Counts) -> [Figure; MONTHS] {
    counts.map(|count| Figure::Plain(f64::from(count)))
}

/// Averages at so many decimals.
pub fn averages(numbers: &Reals, decimals: u8) -> [Figure; MONTHS] {
    numbers.map(|number| Figure::Plain(rounded(number, decimals)))
}

/// Counts for every 10,000 children.
pub fn per_child(counts: &Counts) -> [Figure; MONTHS] {
    counts.map(|count| Figure::share(count, CHILDREN))
}

/// The sum of the twelve months to each month; `before` are the eleven months before the first.
pub fn twelve_months(counts: &Counts, before: &[i32; 11]) -> Counts {
    let all: Vec<i32> = before.iter().chain(counts).copied().collect();
    std::array::from_fn(|index| all.iter().skip(index).take(12).sum())
}

/// Divides a whole number in proportion to weights, by largest remainder; what is lost or won by
/// rounding is carried to the next month in `carry`, so that the shares come out over a year.
pub fn divide(total: i32, weights: &[f64], carry: &mut [f64]) -> Vec<i32> {
    let sum: f64 = weights.iter().sum();
    let wanted: Vec<f64> = weights
        .iter()
        .zip(carry.iter())
        .map(|(weight, owed)| (f64::from(total) * weight / sum + owed).max(0.0))
        .collect();
    let mut parts: Vec<i32> = wanted.iter().map(|part| whole(part.floor())).collect();
    let mut left = total - parts.iter().sum::<i32>();
    while left != 0 {
        let step = left.signum();
        let gain = |(_, (want, part)): &(usize, (&f64, &i32))| {
            if step < 0 && **part == 0 {
                -9.0
            } else {
                f64::from(step) * (*want - f64::from(**part))
            }
        };
        let next = wanted
            .iter()
            .zip(&parts)
            .enumerate()
            .reduce(|best, item| if gain(&item) > gain(&best) { item } else { best })
            .map(|(place, _)| place);
        let Some(part) = next.and_then(|place| parts.get_mut(place)) else {
            break;
        };
        *part += step;
        left -= step;
    }
    for ((owed, weight), part) in carry.iter_mut().zip(weights).zip(&parts) {
        *owed += f64::from(total) * weight / sum - f64::from(*part);
    }
    parts
}
