//! The value axis: round ends, round labels, and where a figure stands between them.

use crate::assess::board::IndicatorView;
use crate::domain::value::Unit;

/// The value axis: its ends and the distance of its labels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) tick: f64,
}

impl Axis {
    /// An axis that holds every value, in so many lines; labels a unit apart at least where the
    /// figures have no decimals. Of no value, one from 0 to 1.
    pub(super) fn holding(values: impl Iterator<Item = f64>, height: u16, decimals: u8) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        // A scale that nearly reaches zero begins there; one that does not says so by its labels.
        if low > 0.0 && low < high - low {
            low = 0.0;
        }
        let wanted = f64::from((height / 4).clamp(2, 6));
        let tick = round_tick((high - low).max(high.abs() * 0.02).max(1e-9) / wanted, decimals);
        let (low, mut high) = ((low / tick).floor() * tick, (high / tick).ceil() * tick);
        if high <= low {
            high = low + tick;
        }
        Self { low, high, tick }
    }

    /// The labels in the indicator's unit, from the lowest.
    pub(super) fn labels(self, row: &IndicatorView) -> Vec<(f64, String)> {
        let decimals = if self.tick.fract().abs() < 1e-9 { 0 } else { row.decimals.max(1) };
        let unit = match row.unit {
            // The words stand in the chart's head; beside every label they would be noise.
            Unit::Days | Unit::Weeks => Unit::Count,
            unit => unit,
        };
        (0..=12_u32)
            .map(|n| self.low + self.tick * f64::from(n))
            .take_while(|value| *value <= self.high + self.tick * 0.01)
            .map(|value| (value, unit.write(value, decimals)))
            .collect()
    }
}

/// The column of a step among `columns` of dots: the first and the last are the ends.
pub(super) fn dot_column(step: usize, steps: usize, columns: usize) -> usize {
    (step * columns.saturating_sub(1)).checked_div(steps).unwrap_or(columns / 2)
}

/// The row of a figure among `rows`, from the top; ends of the axis are the first and the last.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..rows")]
pub(super) fn dot_row(value: f64, axis: Axis, rows: usize) -> usize {
    let last = f64::from(u32::try_from(rows.saturating_sub(1)).unwrap_or(0));
    let share = ((value - axis.low) / (axis.high - axis.low)).clamp(0.0, 1.0);
    (last - share * last).round().clamp(0.0, last) as usize
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
