//! Intervals: within what range does the authority's own figure lie, given how few it rests on?
//!
//! # Source
//! `PHEindicatormethods` 2.1.0: percentages by Wilson's method, rates and counts by Byar's, exact
//! Poisson below a count of 10. Its golden vectors are in `tests/golden`.

use super::board::IntervalView;
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::observation::Figure;
use crate::domain::value::Unit;

/// The standard normal quantile of 0.975: both tails together hold 5%.
const Z95: f64 = 1.959_963_984_540_054;
/// Below this count Byar's method gives way to the exact one.
const EXACT_BELOW: f64 = 10.0;

/// The 95% interval of a figure: of a share from its numbers, of a rate from its numerator, of a
/// count from itself. `None` for other units, and for shares and rates without their numbers.
pub fn view(indicator: &Indicator, figure: &Figure) -> Option<IntervalView> {
    let value = figure.value.number()?;
    let with =
        |(lower, upper): (f64, f64), method| IntervalView { lower, upper, method, level: 95 };
    match (indicator.unit, figure.fraction) {
        (Unit::Percent, Some(f)) if f.denominator > 0.0 && f.numerator <= f.denominator => {
            let (lower, upper) = wilson(f.numerator, f.denominator, Z95);
            Some(with((lower * 100.0, upper * 100.0), "wilson"))
        }
        (Unit::RatePer10000, Some(f)) if f.denominator > 0.0 => {
            let ((lower, upper), method) = count(f.numerator, Z95)?;
            let per = |bound: f64| bound * indicator.unit.multiplier() / f.denominator;
            Some(with((per(lower), per(upper)), method))
        }
        (Unit::Count, _) => {
            let (bounds, method) = count(value, Z95)?;
            Some(with(bounds, method))
        }
        _ => None,
    }
}

/// How the figure differs from a benchmark that lies outside its interval: `better`, `worse` by
/// polarity, `higher`, `lower` without one; inside: `similar`. `None` for counts, which depend on
/// the size of the place.
pub fn difference(
    indicator: &Indicator,
    interval: Option<&IntervalView>,
    benchmark: f64,
) -> Option<&'static str> {
    let interval = interval.filter(|_| indicator.unit != Unit::Count)?;
    Some(match (benchmark < interval.lower, benchmark > interval.upper, indicator.polarity) {
        (false, false, _) => "similar",
        (true, _, Polarity::Higher) | (_, true, Polarity::Lower) => "better",
        (true, _, Polarity::Lower) | (_, true, Polarity::Higher) => "worse",
        (true, ..) => "higher",
        (_, true, _) => "lower",
    })
}

/// Wilson's interval of a share, 0 to 1.
fn wilson(n: f64, d: f64, z: f64) -> (f64, f64) {
    let p = n / d;
    let middle = 2.0 * n + z * z;
    let half = z * (z * z + 4.0 * n * (1.0 - p)).sqrt();
    let scale = 2.0 * (d + z * z);
    (((middle - half) / scale).max(0.0), ((middle + half) / scale).min(1.0))
}

/// The interval of a count, and by which method; `None` below 0.
fn count(x: f64, z: f64) -> Option<((f64, f64), &'static str)> {
    if x < 0.0 {
        return None;
    }
    if x < EXACT_BELOW && x.fract() == 0.0 {
        return Some((exact(x, upper_tail(z)), "exact"));
    }
    let lower = x * (1.0 - 1.0 / (9.0 * x) - z / (3.0 * x.sqrt())).powi(3);
    let y = x + 1.0;
    let upper = y * (1.0 - 1.0 / (9.0 * y) + z / (3.0 * y.sqrt())).powi(3);
    Some(((lower, upper), "byar"))
}

/// The share beyond `z`: only the levels that are used.
fn upper_tail(z: f64) -> f64 {
    if z > 3.0 { 0.001 } else { 0.025 }
}

/// The exact Poisson interval: the mean under which `x` or more has probability `tail`, and the
/// mean under which `x` or fewer has.
fn exact(x: f64, tail: f64) -> (f64, f64) {
    let lower = if x == 0.0 { 0.0 } else { solve(|mean| 1.0 - at_most(x - 1.0, mean) - tail) };
    let upper = solve(|mean| tail - at_most(x, mean));
    (lower, upper)
}

/// The probability of at most `x` events where `mean` are expected.
fn at_most(x: f64, mean: f64) -> f64 {
    let (mut term, mut sum, mut k) = ((-mean).exp(), (-mean).exp(), 0.0);
    while k < x {
        k += 1.0;
        term *= mean / k;
        sum += term;
    }
    sum
}

/// Where an increasing function of the mean crosses 0, by halving: counts under 10 have bounds
/// under 40.
fn solve(f: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        if f(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// The quantile of 0.999, for the vectors at 99.8%.
    const Z998: f64 = 3.090_232_306_167_813;

    fn check(ours: (f64, f64), vector: &Value, suffix: &str, scale: f64) {
        for (ours, field) in [(ours.0, "lower"), (ours.1, "upper")] {
            let theirs = vector[format!("{field}{suffix}")].as_f64().unwrap();
            let near = (ours * scale - theirs).abs() <= 1e-9 * theirs.abs().max(1.0);
            assert!(near, "{} {field}{suffix}: {} {theirs}", vector["id"], ours * scale);
        }
    }

    #[test]
    fn every_public_vector_has_its_interval_its_method_and_its_comparison() {
        let text = include_str!("../../tests/golden/ci_vectors_public.json");
        let sets: Value = serde_json::from_str(text).unwrap();
        let of = |v: &Value, field: &str| v[field].as_f64().unwrap();
        let mut seen = 0;
        for v in sets["proportions_wilson"].as_array().unwrap() {
            let (n, d) = (of(v, "numerator"), of(v, "denominator"));
            check(wilson(n, d, Z95), v, "95", 100.0);
            check(wilson(n, d, Z998), v, "998", 100.0);
            seen += 1;
        }
        for v in sets["rates_byars"].as_array().unwrap() {
            let (n, d) = (of(v, "numerator"), of(v, "denominator"));
            let scale = of(v, "multiplier") / d;
            let (bounds, method) = count(n, Z95).unwrap();
            check(bounds, v, "95", scale);
            check(count(n, Z998).unwrap().0, v, "998", scale);
            assert_eq!(method, if v["method"] == "Exact" { "exact" } else { "byar" });
            seen += 1;
        }
        for v in sets["counts_byars"].as_array().unwrap() {
            check(count(of(v, "count"), Z95).unwrap().0, v, "95", 1.0);
            check(count(of(v, "count"), Z998).unwrap().0, v, "998", 1.0);
            seen += 1;
        }
        assert_eq!(seen, 36);
    }

    #[test]
    fn the_comparison_is_in_words_by_polarity() {
        let interval = IntervalView { lower: 14.5, upper: 23.1, method: "wilson", level: 95 };
        let mut indicator =
            Indicator::unknown("x", Unit::Percent, 1, crate::domain::indicator::Frequency::Monthly);
        let mut said = |polarity, benchmark| {
            indicator.polarity = polarity;
            difference(&indicator, Some(&interval), benchmark)
        };
        assert_eq!(said(Polarity::Lower, 22.6), Some("similar"));
        assert_eq!(said(Polarity::Lower, 24.0), Some("better"));
        assert_eq!(said(Polarity::Lower, 14.0), Some("worse"));
        assert_eq!(said(Polarity::Higher, 14.0), Some("better"));
        assert_eq!(said(Polarity::None, 14.0), Some("higher"));
        assert_eq!(said(Polarity::None, 24.0), Some("lower"));
        assert_eq!(said(Polarity::Lower, 23.1), Some("similar"));
    }
}
