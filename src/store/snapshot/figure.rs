//! One figure: whether its parts agree, and what it is.

use crate::domain::catalogue::Catalogue;
use crate::domain::observation::{Figure, Fraction, Status};
use crate::domain::value::{Missing, Unit, Value, brief, round};

use super::super::raise::{Raises, Trail};
use super::super::shape::Given;

/// The parts of a figure as a file gives them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parts {
    pub value: Given,
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
    pub missing: Option<Missing>,
    pub status: Option<Status>,
}

/// What the catalogue says of the figure's indicator.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// `None` for an indicator that the catalogue lacks.
    pub unit: Option<Unit>,
    pub decimals: u8,
}

impl Rule {
    /// What goes for an indicator that the catalogue lacks.
    pub(super) const UNKNOWN: Self = Self { unit: None, decimals: 3 };

    /// What the catalogue says of an indicator.
    pub(super) fn of(id: &str, catalogue: &Catalogue) -> Option<Self> {
        let known = catalogue.indicator(id)?;
        Some(Self { unit: Some(known.unit), decimals: known.decimals })
    }

    /// The value that follows from a fraction; `None` for counts, which do not.
    fn follows(self, fraction: Fraction) -> Option<f64> {
        let multiplier = match self.unit {
            Some(Unit::Count) => return None,
            Some(unit) => unit.multiplier(),
            None => Unit::Percent.multiplier(),
        };
        let value = multiplier * fraction.numerator / fraction.denominator;
        value.is_finite().then_some(value)
    }
}

/// The parts that make a figure: without one that was wrong, nothing more is said.
const FIGURE: &[&str] = &["value", "numerator", "denominator", "missing"];
const FRACTION: &[&str] = &["numerator", "denominator"];

/// Turns parts into a figure, and says what does not agree. `pointer` is the field that names the
/// figure, for complaints about parts that are not there. `None`: there is no figure.
pub(super) fn figure(
    parts: Parts,
    rule: Rule,
    at: Trail<'_>,
    pointer: &'static str,
    raises: &mut Raises,
) -> Option<Figure> {
    let status = parts.status.unwrap_or_default();
    let given = parts.value.number();
    if let Some(number) = given.filter(|n| *n < 0.0 && rule.unit == Some(Unit::Count)) {
        let message = format!("a count of {}, 0 or more is wanted", brief(number));
        raises.error("negative-count", at.key("value"), message, "put the figure right");
        return None;
    }
    let (fraction, wrong) = match fraction(parts, at, raises) {
        Ok(fraction) => (fraction, false),
        Err(Wrong) => (None, true),
    };
    if fraction.is_some_and(|f| f.denominator == 0.0) {
        let value = nobody(parts, at, raises);
        return Some(Figure { value, fraction, status });
    }
    let computed = fraction.and_then(|fraction| rule.follows(fraction));
    if let Some(number) = given.or(computed) {
        Numbers { number, given, computed, fraction }.judge(parts, rule, at, raises);
        return Some(Figure { value: Value::Number(number), fraction, status });
    }
    if parts.missing.is_none() && (wrong || parts.value == Given::Absent) {
        if !wrong {
            nothing(fraction, at, pointer, raises);
        }
        return None;
    }
    if parts.missing.is_none() {
        let message = "`value` is null and nothing says why".to_owned();
        let help = "add `missing`: suppressed, not-collected, not-applicable, late or no-cohort";
        raises.warning("no-reason", at.key("value"), message, help);
    }
    Some(Figure { value: Value::Missing(parts.missing), fraction, status })
}

/// The value of 0 out of 0: nobody was in the cohort, or the reason that is given.
fn nobody(parts: Parts, at: Trail<'_>, raises: &mut Raises) -> Value {
    if parts.value.number().is_some() {
        let message = "a value beside 0 of 0, which has none".to_owned();
        raises.warning("value-beside-zero", at.key("value"), message, "leave the value out");
    }
    Value::Missing(Some(parts.missing.unwrap_or(Missing::NoCohort)))
}

/// Says that there is neither a figure nor a reason.
fn nothing(fraction: Option<Fraction>, at: Trail<'_>, pointer: &'static str, raises: &mut Raises) {
    // A fraction that is there and leaves no value is that of a count.
    let (message, help) = if fraction.is_some() {
        ("no `value`, and a count does not follow from a numerator and denominator", "give `value`")
    } else {
        (
            "no value, no numerator and denominator, no `missing`",
            "give `value`, or `\"value\": null` and say why in `missing`",
        )
    };
    let told = raises.error("no-figure", at, message.to_owned(), help);
    told.field = Some(pointer);
    told.absent = FIGURE;
}

/// A fraction that was complained about and cannot be used.
struct Wrong;

/// The numerator and denominator, where both are there and can be true.
fn fraction(parts: Parts, at: Trail<'_>, raises: &mut Raises) -> Result<Option<Fraction>, Wrong> {
    let (numerator, denominator) = match (parts.numerator, parts.denominator) {
        (Some(numerator), Some(denominator)) => (numerator, denominator),
        (None, None) => return Ok(None),
        (half, _) => {
            let (has, lacks) = if half.is_some() {
                ("numerator", "denominator")
            } else {
                ("denominator", "numerator")
            };
            let message = format!("`{has}` without `{lacks}`, both are wanted");
            let help = format!("add `{lacks}`, or leave `{has}` out");
            let told = raises.error("half-fraction", at, message, help);
            told.field = Some(if half.is_some() { "numerator" } else { "denominator" });
            told.absent = FRACTION;
            return Err(Wrong);
        }
    };
    if numerator < 0.0 || denominator < 0.0 {
        let (key, number) =
            if denominator < 0.0 { ("denominator", denominator) } else { ("numerator", numerator) };
        let message = format!("a {key} of {}, 0 or more is wanted", brief(number));
        let code = if denominator < 0.0 { "bad-denominator" } else { "negative-count" };
        raises.error(code, at.key(key), message, "put the figure right");
        return Err(Wrong);
    }
    if denominator == 0.0 && numerator != 0.0 {
        let message =
            format!("a denominator of 0 below {}, more than 0 is wanted", brief(numerator));
        let help = "put it right; where nobody is in the cohort both are 0";
        raises.error("bad-denominator", at.key("denominator"), message, help);
        return Err(Wrong);
    }
    Ok(Some(Fraction { numerator, denominator }))
}

/// A figure that has a number, and where the number came from.
struct Numbers {
    number: f64,
    given: Option<f64>,
    computed: Option<f64>,
    fraction: Option<Fraction>,
}

impl Numbers {
    /// Warns of what somebody should look at; the number stands.
    #[expect(clippy::float_cmp, reason = "rounded figures are equal or they are not")]
    fn judge(&self, parts: Parts, rule: Rule, at: Trail<'_>, raises: &mut Raises) {
        let Self { number, given, computed, fraction } = *self;
        if let Some(reason) = parts.missing {
            let message = format!("`missing` says {} beside a number", reason.words());
            let help = "the number was read: take one of the two out";
            raises.warning("missing-beside-number", at.key("missing"), message, help);
        }
        if let (Some(given), Some(computed), Some(unit)) = (given, computed, rule.unit)
            && round(given, rule.decimals) != round(computed, rule.decimals)
        {
            let message = format!(
                "the value is {}, its numerator and denominator make {}",
                unit.write(given, rule.decimals),
                unit.write(computed, rule.decimals)
            );
            let help = "the value given was read: put right what is wrong, or leave `value` out";
            raises.warning("value-disagrees", at.key("value"), message, help);
        }
        let percent = rule.unit == Some(Unit::Percent);
        if let Some(Fraction { numerator, denominator }) = fraction
            && percent
            && numerator > denominator
        {
            let message = format!(
                "a numerator of {} is more than its denominator of {}",
                brief(numerator),
                brief(denominator)
            );
            let help = "check that the numerator counts a part of the denominator";
            raises.warning("more-than-all", at.key("numerator"), message, help);
        } else if percent && !(0.0..=100.0).contains(&number) {
            let message = format!("a percentage of {}, 0 to 100 is usual", brief(number));
            let told = raises.warning(
                "percentage-range",
                at,
                message,
                "check the figure; it was read as it is",
            );
            told.field = Some(if given.is_some() { "value" } else { "numerator" });
        }
        if rule.unit == Some(Unit::Count) && rule.decimals == 0 && number.fract() != 0.0 {
            let message = format!("a count of {}, a whole number is wanted", brief(number));
            let help = "check the figure, or give the indicator decimals in the catalogue";
            raises.warning("fractional-count", at.key("value"), message, help);
        }
    }
}
