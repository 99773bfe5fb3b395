//! The lines of figures: the indicator's own whole, a second one broken.

use ratatui::layout::Rect;

use super::Plotted;
use crate::app::months;
use crate::assess::axis::Axis;
use crate::assess::board::IndicatorView;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::axis::{dot_column, dot_row};
use crate::ui::widgets::plot::Dots;

/// A figure on a line: its period's step, and its dot.
type Place = (usize, usize, usize);

/// The indicator's own line between neighbours; a missing period leaves it open.
pub(super) fn first(pen: &mut Pen, plotted: &Plotted) {
    let places = |dots: &Dots| {
        let (across, down) = dots.size();
        let steps = plotted.columns.len().saturating_sub(1);
        let place = |spot: &super::Spot| {
            let x = dot_column(spot.step, steps, across);
            let y = spot.point.value.map(|value| dot_row(value, plotted.axis, down));
            (spot.step, y.map(|y| (spot.step, x, y)))
        };
        plotted.spots.iter().map(place).collect()
    };
    draw(pen, plotted.area, Role::Series, false, places);
}

/// A second indicator's line: each of its figures at the period of the first that ended with it.
pub(super) fn second(pen: &mut Pen, plotted: &Plotted, axis: Axis, over: &IndicatorView) {
    let places = |dots: &Dots| {
        let (across, down) = dots.size();
        let steps = plotted.columns.len().saturating_sub(1);
        let place = |spot: &super::Spot| {
            let there = months::point(over, spot.point.period);
            let x = dot_column(spot.step, steps, across);
            let y = there.and_then(|point| point.value).map(|value| dot_row(value, axis, down));
            (spot.step, y.map(|y| (spot.step, x, y)))
        };
        plotted.spots.iter().map(place).collect()
    };
    draw(pen, plotted.area, Role::Second, true, places);
}

/// Draws a line through the places of its figures, oldest first; broken, every other bit of it.
fn draw(
    pen: &mut Pen,
    plot: Rect,
    role: Role,
    broken: bool,
    places: impl Fn(&Dots) -> Vec<(usize, Option<Place>)>,
) {
    let mut dots = Dots::new(pen.glyphs.plot, usize::from(plot.width), usize::from(plot.height));
    let mut before: Option<Place> = None;
    for (_, now) in places(&dots) {
        match (before, now) {
            (Some((step, x, y)), Some(to)) if step + 1 == to.0 => {
                if broken {
                    dots.broken_line((x, y), (to.1, to.2));
                } else {
                    dots.line((x, y), (to.1, to.2));
                }
            }
            (_, Some((_, x, y))) => dots.dot(x, y),
            (_, None) => {}
        }
        before = now;
    }
    let style = pen.style(role);
    for (y, line) in (plot.top()..plot.bottom()).enumerate() {
        for (x, column) in (plot.left()..plot.right()).enumerate() {
            if let Some(glyph) = dots.glyph(x, y) {
                pen.glyph(column, line, &glyph, style);
            }
        }
    }
}
