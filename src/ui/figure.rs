//! Figures in a column: aligned on the decimal point, whatever stands behind it.

use super::pen::{Pen, cells};
use super::theme::Role;
use crate::assess::board::SeriesPoint;
use crate::assess::shown::Shown;

/// The cells before and from the decimal point that a column's figures need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Widths {
    /// Signs, pounds and whole digits.
    pub left: u16,
    /// The decimal point and what follows: decimals, a unit, `of 12`.
    pub right: u16,
}

impl Widths {
    /// What the figures of a column need. Words are not figures and need nothing here.
    pub fn of(shown: impl Iterator<Item = impl AsRef<str>>) -> Self {
        shown.fold(Self::default(), |widths, text| widths.with(text.as_ref()))
    }

    /// What one indicator's figures through time need. Of its numbers the lowest and the highest
    /// are the widest: only they are written.
    pub fn of_points(points: &[SeriesPoint]) -> Self {
        let (mut low, mut high) = (None, None);
        let mut widths = Self::default();
        for shown in points.iter().map(SeriesPoint::shown) {
            match shown {
                Shown::Number(number, ..) => {
                    if low.is_none_or(|(least, _)| number < least) {
                        low = Some((number, shown));
                    }
                    if high.is_none_or(|(most, _)| number > most) {
                        high = Some((number, shown));
                    }
                }
                Shown::Nothing => {}
                _ => widths = widths.with(&shown.text()),
            }
        }
        for (_, shown) in low.into_iter().chain(high) {
            widths = widths.with(&shown.text());
        }
        widths
    }

    /// What both need.
    pub fn and(self, other: Self) -> Self {
        Self { left: self.left.max(other.left), right: self.right.max(other.right) }
    }

    fn with(self, text: &str) -> Self {
        if !is_figure(text) {
            return self;
        }
        let (left, right) = split(text);
        self.and(Self { left: cells(left), right: cells(right) })
    }

    /// All of them.
    pub fn total(self) -> u16 {
        self.left + self.right
    }
}

/// Whether a text is a figure: it begins with a digit, perhaps after a sign, a bound or pounds.
pub fn is_figure(text: &str) -> bool {
    text.trim_start_matches(['+', '-', '£', '≤', '≥']).starts_with(|c: char| c.is_ascii_digit())
}

/// A figure before its decimal point, and from there on: `18` and `.4%`; `7` and `of 12` with its
/// space; `-1,204` and nothing. A text that is no figure stays whole.
pub fn split(text: &str) -> (&str, &str) {
    let leading = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '£' | '≤' | '≥' | ',');
    let at = text.find(|c: char| !leading(c)).unwrap_or(text.len());
    if is_figure(text) { text.split_at(at) } else { (text, "") }
}

/// Writes a figure with its decimal point where the column has it, the column's end at `x + width`;
/// words end there too.
pub fn write(pen: &mut Pen, x: u16, y: u16, width: u16, widths: Widths, text: &str, role: Role) {
    let (left, right) = split(text);
    let (left_cells, right_cells) = (pen.width(left), pen.width(right));
    if left_cells > widths.left || right_cells > widths.right || widths.total() > width {
        pen.right(x, y, width, text, role);
        return;
    }
    let start = x + (width - widths.total()) + (widths.left - left_cells);
    pen.text(start, y, left_cells, left, role);
    pen.text(start + left_cells, y, right_cells, right, role);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_split_where_they_are_aligned() {
        for (text, want) in [
            ("1,204", ("1,204", "")),
            ("18.4%", ("18", ".4%")),
            ("7 of 12", ("7", " of 12")),
            ("-£34", ("-£34", "")),
            ("≤18.0%", ("≤18", ".0%")),
            ("431 days", ("431", " days")),
            ("–", ("–", "")),
            ("was 7 of 30", ("was 7 of 30", "")),
        ] {
            assert_eq!(split(text), want);
        }
    }

    #[test]
    fn a_column_is_as_wide_as_its_widest_parts() {
        let widths = Widths::of(["1,204", "18.4%", "7 of 12", "was 7 of 30"].into_iter());
        assert_eq!(widths, Widths { left: 5, right: 6 });
    }
}
