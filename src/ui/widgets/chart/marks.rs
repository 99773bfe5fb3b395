//! What is marked on a chart: the newest point and the one that is read out, what is to be known of
//! a figure, and the names of periods.

use super::{Plotted, Spot};
use crate::domain::observation::Status;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::light;

/// The last point and the one that is read out as dots; restated, commented and provisional ones
/// below.
pub(super) fn marks(pen: &mut Pen, plotted: &Plotted, read_out: usize) {
    let (plot, spots) = (plotted.area, &plotted.spots);
    let last = spots.iter().rposition(|spot| spot.point.value.is_some());
    for (at, spot) in spots.iter().enumerate() {
        let x = plot.x + plotted.column(spot.step);
        let here = spot.index == read_out;
        let glyphs = pen.glyphs;
        let provisional = spot.point.status == Status::Provisional;
        match (spot.point.restated, spot.point.commented) {
            (true, _) => pen.text(x, plot.bottom(), 1, glyphs.restated, Role::Warning),
            (_, true) => pen.text(x, plot.bottom(), 1, glyphs.comment, Role::Strong),
            _ if provisional => pen.text(x, plot.bottom(), 1, glyphs.provisional, Role::Muted),
            _ => 0,
        };
        if here {
            let style = pen.style(Role::Selected);
            let glyph = if provisional { glyphs.provisional } else { glyphs.unlit };
            pen.glyph(x, plot.bottom(), glyph, style);
        }
        let Some(value) = spot.point.value else { continue };
        let alone = |step: Option<usize>| {
            !step.is_some_and(|s| spots.iter().any(|o| o.step == s && o.point.value.is_some()))
        };
        let lonely = alone(spot.step.checked_sub(1)) && alone(Some(spot.step + 1));
        if here || Some(at) == last || lonely {
            let style = pen.style(light::ink(spot.point.rating));
            pen.glyph(x, plotted.line_of(pen, value), glyphs.point, style);
        }
    }
}

/// As many names of periods as fit, the newest and the one that is read out always.
pub(super) fn months(pen: &mut Pen, plotted: &Plotted, read_out: usize) {
    let plot = plotted.area;
    let y = plot.bottom() + 1;
    let mut taken: Vec<(u16, u16)> = Vec::new();
    let newest = plotted.spots.last().map(|spot| spot.index);
    let mut order: Vec<&Spot> = plotted.spots.iter().rev().collect();
    order.sort_by_key(|spot| (spot.index != read_out, Some(spot.index) != newest));
    for spot in order {
        let text = spot.point.period.short();
        let width = pen.width(&text);
        let middle = plotted.column(spot.step).saturating_sub(width / 2);
        let x = middle.min(plot.width.saturating_sub(width));
        let free = taken.iter().all(|(from, to)| x >= *to + 2 || x + width + 2 <= *from);
        if free && width <= plot.width {
            taken.push((x, x + width));
            let role = if spot.index == read_out { Role::Strong } else { Role::Muted };
            pen.text(plot.x + x, y, width, &text, role);
        }
    }
}
