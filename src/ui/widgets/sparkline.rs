//! A sparkline: one bar a period. A missing period is a gap and never a zero; zero is a bar.

use ratatui::style::Modifier;

use super::light;
use crate::assess::board::{IndicatorView, Rating};
use crate::domain::indicator::Frequency;
use crate::domain::period::{Period, Shape};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// One bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// How high, in the indicator's unit.
    pub value: f64,
    /// A later extract changed it.
    pub restated: bool,
}

/// The lowest and the highest figure of a sparkline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// The scale that holds every bar; `None` without one.
    pub fn of<'a>(bars: impl Iterator<Item = &'a Bar>) -> Option<Self> {
        bars.fold(None, |scale: Option<Self>, bar| {
            let Self { low, high } = scale.unwrap_or(Self { low: bar.value, high: bar.value });
            Some(Self { low: low.min(bar.value), high: high.max(bar.value) })
        })
    }

    /// Which of `levels` a figure reaches, from 0. Where all are alike, the middle.
    fn level(self, value: f64, levels: usize) -> usize {
        let top = levels.saturating_sub(1);
        let span = self.high - self.low;
        if span <= 0.0 {
            return top / 2;
        }
        let share = ((value - self.low) / span).clamp(0.0, 1.0);
        (0..=top)
            .rev()
            .min_by(|a, b| {
                let off = |level: usize| (share * as_f64(top) - as_f64(level)).abs();
                off(*a).total_cmp(&off(*b))
            })
            .unwrap_or(0)
    }
}

fn as_f64(small: usize) -> f64 {
    f64::from(u32::try_from(small).unwrap_or(u32::MAX))
}

/// An indicator's bars in `width` cells, the board's period in the last. Rows by month stand month
/// under month; what comes once a quarter or a year has one bar each, close together.
pub fn bars(row: &IndicatorView, now: Period, width: usize) -> Vec<Option<Bar>> {
    let mut bars = vec![None; width];
    let newest = row.series.last().map_or(now, |point| point.period);
    let weekly = row.frequency == Frequency::Weekly && now.shape() == Shape::Month;
    for point in &row.series {
        let back = if weekly {
            Some(now.months_since(point.period))
        } else if point.period.shape() == now.shape() {
            now.steps_since(point.period)
        } else {
            newest.steps_since(point.period)
        };
        let slot = back
            .and_then(|back| usize::try_from(back).ok())
            .and_then(|back| width.checked_sub(back + 1))
            .and_then(|at| bars.get_mut(at));
        if let (Some(slot), Some(value)) = (slot, point.value) {
            *slot = Some(Bar { value, restated: point.restated });
        }
    }
    bars
}

/// Draws bars to a scale; the last in the rating's colour, restated ones underlined.
pub fn draw(
    pen: &mut Pen,
    x: u16,
    y: u16,
    bars: &[Option<Bar>],
    scale: Option<Scale>,
    rating: Option<Rating>,
) {
    let Some(scale) = scale else { return };
    let levels = pen.glyphs.bars;
    let last = bars.iter().rposition(Option::is_some);
    for (at, bar) in bars.iter().enumerate() {
        let Some(bar) = bar else { continue };
        let role = if Some(at) == last { light::ink(rating) } else { Role::Series };
        let mut style = pen.style(role);
        if bar.restated {
            style = style.add_modifier(Modifier::UNDERLINED);
        }
        let glyph = levels.get(scale.level(bar.value, levels.len())).copied().unwrap_or(" ");
        pen.glyph(x.saturating_add(u16::try_from(at).unwrap_or(u16::MAX)), y, glyph, style);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::{Buffer, Cell};
    use ratatui::layout::Rect;

    use super::*;
    use crate::app::fixture;
    use crate::app::look::{GlyphSet, ThemeName};
    use crate::ui::glyphs::glyphs;

    fn line(values: &[Option<f64>], set: GlyphSet) -> String {
        let bars: Vec<_> =
            values.iter().map(|v| v.map(|value| Bar { value, restated: false })).collect();
        let width = u16::try_from(values.len()).unwrap();
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        let scale = Scale::of(bars.iter().flatten());
        draw(&mut Pen::new(&mut buf, ThemeName::Mono, glyphs(set)), 0, 0, &bars, scale, None);
        buf.content().iter().map(Cell::symbol).collect()
    }

    #[test]
    fn a_gap_is_blank_and_a_zero_is_a_bar() {
        let values = [Some(0.0), None, Some(7.0), Some(14.0), None];
        assert_eq!(line(&values, GlyphSet::Full), "▁ ▄▇ ");
        assert_eq!(line(&values, GlyphSet::Basic), "_ ▄█ ");
        assert_eq!(line(&values, GlyphSet::Ascii), "_ -# ");
    }

    #[test]
    fn equal_figures_stand_half_high_and_negatives_are_to_scale() {
        assert_eq!(line(&[Some(5.0), Some(5.0)], GlyphSet::Full), "▄▄");
        assert_eq!(line(&[Some(-5.0), Some(0.0), Some(5.0)], GlyphSet::Full), "▁▄▇");
        assert_eq!(line(&[None, None], GlyphSet::Full), "  ");
    }

    #[test]
    fn the_same_month_stands_in_the_same_cell_on_every_row() {
        let board = fixture::board();
        let referrals = bars(board.indicator("referrals").unwrap(), board.period, 24);
        // July 2026 was not given.
        let gaps: Vec<_> = (0..24).filter(|at| referrals[*at].is_none()).collect();
        assert_eq!(gaps, [0, 17]);
        let yearly = bars(board.indicator("care-leavers-eet").unwrap(), board.period, 24);
        assert!(yearly[23].is_some() && yearly[17].is_some() && yearly[16].is_none());
    }
}
