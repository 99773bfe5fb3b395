//! How numbers, periods and bounds are written in JSON: as briefly as it allows.

use serde::{Serialize, Serializer};

use crate::domain::period::Period;
use crate::domain::target::Bound;

/// A number as briefly as JSON allows: `57`, not `57.0`.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
#[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
pub(super) fn number<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        serializer.serialize_i64(*number as i64)
    } else {
        serializer.serialize_f64(*number)
    }
}

#[expect(clippy::ref_option, reason = "serde's signature")]
pub(super) fn maybe_number<S: Serializer>(
    value: &Option<f64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value, serializer),
        None => serializer.serialize_none(),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
pub(super) fn text<S: Serializer>(period: &Period, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(period)
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
pub(super) fn maybe_text<S: Serializer>(
    period: &Option<Period>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match period {
        Some(period) => serializer.collect_str(period),
        None => serializer.serialize_none(),
    }
}

/// A number inside a sequence, written as [`number`] writes it.
struct Brief(f64);

impl Serialize for Brief {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        number(&self.0, serializer)
    }
}

pub(super) fn bound<S: Serializer>(bound: &Bound, serializer: S) -> Result<S::Ok, S::Error> {
    match bound {
        Bound::Figure(figure) => number(figure, serializer),
        Bound::Range(low, high) => [Brief(*low), Brief(*high)].serialize(serializer),
    }
}

#[expect(clippy::ref_option, reason = "serde's signature")]
pub(super) fn maybe_bound<S: Serializer>(
    value: &Option<Bound>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => bound(value, serializer),
        None => serializer.serialize_none(),
    }
}
