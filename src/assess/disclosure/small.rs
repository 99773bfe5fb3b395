//! Which figures are small by themselves (rules.md, Public mode, 1 to 3).

use super::{Threshold, Why};
use crate::domain::indicator::{Disclosure, Indicator};
use crate::domain::observation::{Cohort, Figure, Fraction};
use crate::domain::value::{Unit, Value};

impl Threshold {
    /// Whether a number of children is so small that it could tell who they are: from 1 to the
    /// threshold, whole or as it would be shown.
    pub(super) fn is_few(self, number: f64) -> bool {
        number != 0.0 && number.abs() < self.number() + 0.5
    }

    /// As a number.
    pub(super) fn number(self) -> f64 {
        f64::from(self.0)
    }
}

/// Why a figure is hidden by itself; `None` where it is not, and where there is none.
pub(super) fn why(indicator: &Indicator, figure: &Figure, threshold: Threshold) -> Option<Why> {
    let value = figure.value.number()?;
    if indicator.disclosure == Disclosure::Safe {
        return None;
    }
    let few = |number: f64| threshold.is_few(number);
    let protected = |number: f64| indicator.protect_zero && number == 0.0;
    let small = match (indicator.unit, figure.fraction) {
        (Unit::Count, None) => few(value) || protected(value),
        (Unit::Count, Some(f)) => {
            few(value) || few(f.numerator) || few(f.denominator) || protected(value)
        }
        (Unit::Percent | Unit::Ratio, Some(f)) => {
            is_small_share(f, threshold) || protected(f.numerator)
        }
        // How many people live there is public.
        (Unit::RatePer10000, Some(f)) => few(f.numerator) || protected(f.numerator),
        (Unit::Days | Unit::Weeks | Unit::Pounds | Unit::Score, Some(f)) => few(f.denominator),
        (_, None) => return Some(Why::NoNumbers),
    };
    small.then_some(Why::Few)
}

/// Whether so many of so many are few, or all but few.
pub(super) fn is_small_share(f: Fraction, threshold: Threshold) -> bool {
    let Fraction { numerator: n, denominator: d } = f;
    let others_few = n <= d && threshold.is_few(d - n);
    threshold.is_few(n) || threshold.is_few(d) || others_few
}

/// What one figure has beside another; `None` where one has none.
pub(super) fn less(figure: &Figure, other: &Figure) -> Option<Figure> {
    let fraction = figure.fraction.zip(other.fraction).map(|(all, own)| Fraction {
        numerator: all.numerator - own.numerator,
        denominator: all.denominator - own.denominator,
    });
    let value = figure.value.number()? - other.value.number()?;
    Some(Figure { value: Value::Number(value), fraction, status: figure.status })
}

/// Whether so many of a cohort are few, or all but few.
pub(super) fn is_small_cohort(cohort: &Cohort, threshold: Threshold) -> bool {
    let share = Fraction { numerator: cohort.count, denominator: cohort.of };
    is_small_share(share, threshold)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::indicator::Frequency;
    use crate::domain::observation::Status;

    const FIVE: Threshold = Threshold(5);

    fn indicator(unit: Unit) -> Indicator {
        Indicator::unknown("x", unit, 1, Frequency::Monthly)
    }

    fn plain(value: f64) -> Figure {
        Figure { value: Value::Number(value), fraction: None, status: Status::Final }
    }

    fn of(n: f64, d: f64) -> Figure {
        let fraction = Some(Fraction { numerator: n, denominator: d });
        Figure { value: Value::Number(n / d), fraction, status: Status::Final }
    }

    fn hides(indicator: &Indicator, figure: Figure) -> bool {
        why(indicator, &figure, FIVE).is_some()
    }

    #[test]
    fn a_count_is_hidden_from_one_to_the_threshold() {
        let count = indicator(Unit::Count);
        let hidden = [0.0, 1.0, 5.0, 5.4, 5.5, 6.0, 0.3].map(|n| hides(&count, plain(n)));
        assert_eq!(hidden, [false, true, true, true, false, false, true]);
        assert_eq!(why(&count, &plain(3.0), Threshold(2)), None);
        let zero = Indicator { protect_zero: true, ..count };
        assert!(hides(&zero, plain(0.0)));
    }

    #[test]
    fn a_share_is_hidden_where_some_or_the_others_or_all_are_few() {
        let share = indicator(Unit::Percent);
        for (n, d, hidden) in [
            (3.0, 100.0, true),
            (97.0, 100.0, true),
            (0.0, 4.0, true),
            (4.0, 4.0, true),
            (0.0, 40.0, false),
            (40.0, 40.0, false),
            (6.0, 12.0, false),
            (6.0, 11.0, true),
        ] {
            assert_eq!(hides(&share, of(n, d)), hidden, "{n} of {d}");
        }
        assert_eq!(why(&share, &plain(50.0), FIVE), Some(Why::NoNumbers));
        let zero = Indicator { protect_zero: true, ..share };
        assert!(hides(&zero, of(0.0, 40.0)));
    }

    #[test]
    fn a_rate_is_hidden_by_its_count_and_an_average_by_its_children() {
        let rate = indicator(Unit::RatePer10000);
        assert!(hides(&rate, of(5.0, 60_000.0)) && !hides(&rate, of(6.0, 60_000.0)));
        assert!(hides(&rate, plain(74.0)));
        for unit in [Unit::Days, Unit::Weeks, Unit::Pounds, Unit::Score] {
            let average = indicator(unit);
            assert!(hides(&average, of(900.0, 5.0)) && !hides(&average, of(5.0, 6.0)));
            assert!(hides(&average, plain(431.0)));
        }
    }

    #[test]
    fn what_the_council_did_is_published_as_it_is() {
        let safe = Indicator { disclosure: Disclosure::Safe, ..indicator(Unit::Percent) };
        assert!(!hides(&safe, of(1.0, 3.0)) && !hides(&safe, plain(12.0)));
    }
}
