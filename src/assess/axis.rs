//! The value axis of a chart: round labels, and where a figure stands between its ends.

use super::board::IndicatorView;
use crate::domain::value::Unit;

/// The value axis: its ends and the distance of its labels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    /// Its lower end.
    pub low: f64,
    /// Its upper end; above the lower one.
    pub high: f64,
    /// From label to label.
    pub tick: f64,
}

impl Axis {
    /// An upright axis with round ends that holds every value, in so many lines; labels a unit
    /// apart at least where the figures have no decimals. Of no value, one from 0 to 1.
    pub fn holding(values: impl Iterator<Item = f64>, height: u16, decimals: u8) -> Self {
        let (mut low, high) = ends(values);
        // A scale that nearly reaches zero begins there; one that does not says so by its labels.
        if low > 0.0 && low < high - low {
            low = 0.0;
        }
        let wanted = f64::from((height / 4).clamp(2, 6));
        let tick = tick(low, high, wanted, decimals);
        let (low, mut high) = ((low / tick).floor() * tick, (high / tick).ceil() * tick);
        if high <= low {
            high = low + tick;
        }
        Self { low, high, tick }
    }

    /// A level axis across so many cells, from the lowest value to the highest: every cell is worth
    /// having, so its ends are not rounded.
    pub fn across(values: impl Iterator<Item = f64>, width: u16, decimals: u8) -> Self {
        let (low, mut high) = ends(values);
        let tick = tick(low, high, f64::from((width / 12).clamp(2, 10)), decimals);
        if high <= low {
            high = low + tick;
        }
        Self { low, high, tick }
    }

    /// How far a figure lies between the ends, 0 to 1.
    pub fn share(self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// The cell of a figure on a level axis of so many.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the width")]
    pub fn cell(self, value: f64, width: u16) -> u16 {
        (self.share(value) * f64::from(width.saturating_sub(1))).round() as u16
    }

    /// The labels in the indicator's unit, from the lowest.
    pub fn labels(self, row: &IndicatorView) -> Vec<(f64, String)> {
        let decimals = if self.tick.fract().abs() < 1e-9 { 0 } else { row.decimals.max(1) };
        let unit = match row.unit {
            // The words stand in the chart's head; beside every label they would be noise.
            Unit::Days | Unit::Weeks => Unit::Count,
            unit => unit,
        };
        let first = (self.low / self.tick - 1e-9).ceil() * self.tick;
        (0..=12_u32)
            .map(|n| first + self.tick * f64::from(n))
            .take_while(|value| *value <= self.high + self.tick * 0.01)
            .map(|value| (value, unit.write(value, decimals)))
            .collect()
    }
}

/// The lowest and the highest value; of none, 0 and 1.
fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values {
        low = low.min(value);
        high = high.max(value);
    }
    if low > high { (0.0, 1.0) } else { (low, high) }
}

/// A round distance of which about `wanted` lie between two ends.
fn tick(low: f64, high: f64, wanted: f64, decimals: u8) -> f64 {
    round_tick((high - low).max(high.abs() * 0.02).max(1e-9) / wanted, decimals)
}

/// The next of 1, 2, 5 times a power of ten; at least 1 where the unit has no decimals.
fn round_tick(rough: f64, decimals: u8) -> f64 {
    let power = 10_f64.powf(rough.log10().floor());
    let tick = [1.0, 2.0, 5.0]
        .into_iter()
        .map(|step| step * power)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * power);
    if decimals == 0 { tick.max(1.0) } else { tick }
}
