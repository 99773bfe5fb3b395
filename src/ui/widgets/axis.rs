//! Where a step and a figure stand on a plot of dots.

use crate::assess::axis::Axis;

/// The column of a step among `columns` of dots: the first and the last are the ends.
pub fn dot_column(step: usize, steps: usize, columns: usize) -> usize {
    (step * columns.saturating_sub(1)).checked_div(steps).unwrap_or(columns / 2)
}

/// The row of a figure among `rows`, from the top; ends of the axis are the first and the last.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..rows")]
pub fn dot_row(value: f64, axis: Axis, rows: usize) -> usize {
    let last = f64::from(u32::try_from(rows.saturating_sub(1)).unwrap_or(0));
    (last - axis.share(value) * last).round().clamp(0.0, last) as usize
}
