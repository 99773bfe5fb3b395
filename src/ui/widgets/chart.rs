//! An indicator through time: a line that never joins across a gap, the target's path, the process's
//! own average and usual range, an axis in the unit, the months below, and marks where a figure was
//! restated or commented on; at the foot what the lines are.

use ratatui::layout::Rect;

use super::light;
use super::plot::{Dots, per_cell};
use crate::assess::board::{ControlPoint, IndicatorView, SeriesPoint};
use crate::domain::period::Period;
use crate::domain::target::Bound;
use crate::domain::value::Unit;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// A chart of one indicator.
pub struct Chart<'a> {
    /// Whose.
    pub row: &'a IndicatorView,
    /// The point that is read out, by its position in the series.
    pub at: usize,
}

/// A point that is on the chart.
struct Spot<'a> {
    /// How many periods after the first on the chart.
    step: usize,
    index: usize,
    point: &'a SeriesPoint,
}

/// The value axis: its ends and the distance of its labels.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Axis {
    low: f64,
    high: f64,
    tick: f64,
}

impl Chart<'_> {
    /// Draws it; in an area too small for a line, nothing.
    pub fn draw(&self, pen: &mut Pen, area: Rect) {
        let Some(axis) = self.axis(area.height) else {
            let words = "no figure yet";
            pen.text(area.x, area.y, area.width, words, Role::Muted);
            return;
        };
        let labels = self.labels(axis);
        let gutter = labels.iter().map(|(_, text)| pen.width(text)).max().unwrap_or(0) + 1;
        if area.width < gutter + 8 || area.height < 4 {
            return;
        }
        let plot = Rect {
            x: area.x + gutter + 1,
            width: area.width - gutter - 2,
            height: area.height - 3,
            ..area
        };
        for (value, text) in &labels {
            let y = plot.y + row_of(pen, *value, axis, plot.height);
            pen.right(area.x, y, gutter - 1, text, Role::Muted);
        }
        for y in plot.top()..plot.bottom() {
            pen.text(plot.x - 1, y, 1, pen.glyphs.upright, Role::Rule);
        }
        pen.text(plot.x - 1, plot.bottom(), 1, pen.glyphs.corner, Role::Rule);
        pen.repeat(plot.x, plot.bottom(), plot.width, pen.glyphs.rule, Role::Rule);
        let spots = self.spots(usize::from(plot.width));
        let steps = spots.last().map_or(0, |spot| spot.step);
        let columns: Vec<u16> =
            (0..=steps).map(|step| column_of(pen, step, steps, plot.width)).collect();
        let column = |step: usize| columns.get(step).copied().unwrap_or(0);
        self.usual(pen, plot, axis, &spots, &column);
        self.target(pen, plot, axis, &spots, &column);
        line(pen, plot, axis, &spots);
        self.marks(pen, plot, axis, &spots, &column);
        self.months(pen, plot, &spots, &column);
        self.legend(
            pen,
            Rect { x: plot.x - 1, y: plot.bottom() + 2, width: plot.width + 1, height: 1 },
        );
    }

    /// The points that fit, the newest always: at least a cell each.
    fn spots(&self, width: usize) -> Vec<Spot<'_>> {
        let series = &self.row.series;
        let Some(last) = series.last() else { return Vec::new() };
        let back = |point: &SeriesPoint| {
            last.period.steps_since(point.period).and_then(|n| usize::try_from(n).ok())
        };
        let shown =
            |(index, point)| Some((index, point, back(point).filter(|back| *back < width)?));
        let fitting: Vec<_> = series.iter().enumerate().filter_map(shown).collect();
        let span = fitting.iter().map(|(_, _, back)| *back).max().unwrap_or(0);
        let spot =
            |(index, point, back): (usize, _, usize)| Spot { step: span - back, index, point };
        fitting.into_iter().map(spot).collect()
    }

    /// An axis that holds every figure and every target, with round ends.
    fn axis(&self, height: u16) -> Option<Axis> {
        let bounds = self.row.more.bounds.iter().flatten().flat_map(|bound| match bound {
            Bound::Figure(figure) => [*figure, *figure],
            Bound::Range(low, high) => [*low, *high],
        });
        let figures = || self.row.series.iter().filter_map(|point| point.value);
        figures().next()?;
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        let usual = self.usual_range().into_iter().flatten();
        for value in figures().chain(bounds).chain(usual) {
            low = low.min(value);
            high = high.max(value);
        }
        let span = high - low;
        // A scale that nearly reaches zero begins there; one that does not says so by its labels.
        if low > 0.0 && low < span {
            low = 0.0;
        }
        let wanted = f64::from((height / 4).clamp(2, 6));
        let tick = round_tick((high - low).max(high.abs() * 0.02).max(1e-9) / wanted, self.row);
        let (low, mut high) = ((low / tick).floor() * tick, (high / tick).ceil() * tick);
        if high <= low {
            high = low + tick;
        }
        Some(Axis { low, high, tick })
    }

    fn labels(&self, axis: Axis) -> Vec<(f64, String)> {
        let decimals = if axis.tick.fract().abs() < 1e-9 { 0 } else { self.row.decimals.max(1) };
        let unit = match self.row.unit {
            // The words stand in the chart's head; beside every label they would be noise.
            Unit::Days | Unit::Weeks => Unit::Count,
            unit => unit,
        };
        (0..=12_u32)
            .map(|n| axis.low + axis.tick * f64::from(n))
            .take_while(|value| *value <= axis.high + axis.tick * 0.01)
            .map(|value| (value, unit.write(value, decimals)))
            .collect()
    }

    /// Lower limit, average and upper limit of the process as it runs now.
    fn usual_range(&self) -> Option<[f64; 3]> {
        let control = self.row.control.as_ref()?;
        Some([control.lower?, control.mean?, control.upper?])
    }

    /// The period with which the process as it runs now began: its points share their average.
    fn began(&self) -> Option<Period> {
        let points = &self.row.control.as_ref()?.series;
        let now = points.last()?;
        let same =
            |p: &&ControlPoint| (p.mean, p.lower, p.upper) == (now.mean, now.lower, now.upper);
        points.iter().rev().take_while(same).last().map(|point| point.period)
    }

    /// The average and the ends of the usual range, faint, over the process as it runs now.
    fn usual(
        &self,
        pen: &mut Pen,
        plot: Rect,
        axis: Axis,
        spots: &[Spot],
        column: &impl Fn(usize) -> u16,
    ) {
        let (Some([lower, mean, upper]), Some(began)) = (self.usual_range(), self.began()) else {
            return;
        };
        let Some(from) = spots.iter().find(|s| s.point.period >= began).map(|s| column(s.step))
        else {
            return;
        };
        for limit in [lower, upper] {
            let y = plot.y + row_of(pen, limit, axis, plot.height);
            for x in (from..plot.width).step_by(2) {
                pen.text(plot.x + x, y, 1, pen.glyphs.limit, Role::Muted);
            }
        }
        let y = plot.y + row_of(pen, mean, axis, plot.height);
        pen.repeat(
            plot.x + from,
            y,
            plot.width - from.min(plot.width),
            pen.glyphs.average,
            Role::Rule,
        );
    }

    /// What the lines are, in words; a part that would not fit is left out.
    fn legend(&self, pen: &mut Pen, area: Rect) {
        let glyphs = pen.glyphs;
        let mut parts = Vec::new();
        if let Some(target) = &self.row.target {
            parts.push((glyphs.target, Role::Target, format!("target {}", target.shown)));
        }
        if let Some([lower, mean, upper]) = self.usual_range() {
            let write = |value| self.row.unit.write(value, self.row.decimals);
            parts.push((glyphs.average, Role::Rule, format!("average {}", write(mean))));
            let range = format!("usual {} to {}", write(lower), write(upper));
            parts.push((glyphs.limit, Role::Muted, range));
        }
        let mut x = area.x;
        for (glyph, role, words) in parts {
            let width = pen.width(&words);
            if x + 3 + width > area.right() {
                break;
            }
            pen.repeat(x, area.y, 2, glyph, role);
            x += 3 + pen.text(x + 3, area.y, width, &words, Role::Muted) + 2;
        }
    }

    fn target(
        &self,
        pen: &mut Pen,
        plot: Rect,
        axis: Axis,
        spots: &[Spot],
        column: &impl Fn(usize) -> u16,
    ) {
        for (at, spot) in spots.iter().enumerate() {
            let Some(Some(bound)) = self.row.more.bounds.get(spot.index) else { continue };
            let from = column(spot.step);
            let to = spots.get(at + 1).map_or(from + 1, |next| column(next.step)).max(from + 1);
            let figures = match bound {
                Bound::Figure(figure) => vec![*figure],
                Bound::Range(low, high) => vec![*low, *high],
            };
            for figure in figures {
                let y = plot.y + row_of(pen, figure, axis, plot.height);
                pen.repeat(plot.x + from, y, to - from, pen.glyphs.target, Role::Target);
            }
        }
    }

    /// The last point and the one that is read out as dots; restated and commented ones below.
    fn marks(
        &self,
        pen: &mut Pen,
        plot: Rect,
        axis: Axis,
        spots: &[Spot],
        column: &impl Fn(usize) -> u16,
    ) {
        let last = spots.iter().rposition(|spot| spot.point.value.is_some());
        for (at, spot) in spots.iter().enumerate() {
            let x = plot.x + column(spot.step);
            let here = spot.index == self.at;
            let glyphs = pen.glyphs;
            match (spot.point.restated, spot.point.commented) {
                (true, _) => pen.text(x, plot.bottom(), 1, glyphs.restated, Role::Warning),
                (_, true) => pen.text(x, plot.bottom(), 1, glyphs.comment, Role::Strong),
                _ => 0,
            };
            if here {
                let style = pen.style(Role::Selected);
                pen.glyph(x, plot.bottom(), glyphs.unlit, style);
            }
            let Some(value) = spot.point.value else { continue };
            let alone = |step: Option<usize>| {
                !step.is_some_and(|s| spots.iter().any(|o| o.step == s && o.point.value.is_some()))
            };
            let lonely = alone(spot.step.checked_sub(1)) && alone(Some(spot.step + 1));
            if here || Some(at) == last || lonely {
                let style = pen.style(light::ink(spot.point.rating));
                let y = plot.y + row_of(pen, value, axis, plot.height);
                pen.glyph(x, y, glyphs.point, style);
            }
        }
    }

    /// As many names of periods as fit, the newest and the one that is read out always.
    fn months(&self, pen: &mut Pen, plot: Rect, spots: &[Spot], column: &impl Fn(usize) -> u16) {
        let y = plot.bottom() + 1;
        let mut taken: Vec<(u16, u16)> = Vec::new();
        let newest = spots.last().map(|spot| spot.index);
        let mut order: Vec<&Spot> = spots.iter().rev().collect();
        order.sort_by_key(|spot| (spot.index != self.at, Some(spot.index) != newest));
        for spot in order {
            let text = spot.point.period.short();
            let width = pen.width(&text);
            let middle = column(spot.step).saturating_sub(width / 2);
            let x = middle.min(plot.width.saturating_sub(width));
            let free = taken.iter().all(|(from, to)| x >= *to + 2 || x + width + 2 <= *from);
            if free && width <= plot.width {
                taken.push((x, x + width));
                let role = if spot.index == self.at { Role::Strong } else { Role::Muted };
                pen.text(plot.x + x, y, width, &text, role);
            }
        }
    }
}

/// The line between neighbours; a missing period leaves it open.
fn line(pen: &mut Pen, plot: Rect, axis: Axis, spots: &[Spot]) {
    let mut dots = Dots::new(pen.glyphs.plot, usize::from(plot.width), usize::from(plot.height));
    let (across, down) = dots.size();
    let steps = spots.last().map_or(0, |spot| spot.step);
    let place = |spot: &Spot| {
        let x = dot_column(spot.step, steps, across);
        spot.point.value.map(|value| (spot.step, x, dot_row(value, axis, down)))
    };
    let mut before: Option<(usize, usize, usize)> = None;
    for spot in spots {
        let now = place(spot);
        match (before, now) {
            (Some((step, x, y)), Some(to)) if step + 1 == to.0 => {
                dots.line((x, y), (to.1, to.2));
            }
            (_, Some((_, x, y))) => dots.dot(x, y),
            (_, None) => {}
        }
        before = now;
    }
    let style = pen.style(Role::Series);
    for (y, line) in (plot.top()..plot.bottom()).enumerate() {
        for (x, column) in (plot.left()..plot.right()).enumerate() {
            if let Some(glyph) = dots.glyph(x, y) {
                pen.glyph(column, line, &glyph, style);
            }
        }
    }
}

/// The cell of a step: where its dot stands.
fn column_of(pen: &Pen, step: usize, steps: usize, width: u16) -> u16 {
    let (across, _) = per_cell(pen.glyphs.plot);
    let column = dot_column(step, steps, usize::from(width) * across) / across;
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// The column of a step among `columns` of dots: the first and the last are the ends.
fn dot_column(step: usize, steps: usize, columns: usize) -> usize {
    (step * columns.saturating_sub(1)).checked_div(steps).unwrap_or(columns / 2)
}

/// The line of a figure, from the top: where its dot stands.
fn row_of(pen: &Pen, value: f64, axis: Axis, height: u16) -> u16 {
    let (_, down) = per_cell(pen.glyphs.plot);
    let row = dot_row(value, axis, usize::from(height) * down) / down;
    u16::try_from(row).unwrap_or(u16::MAX)
}

/// The row of a figure among `rows`, from the top; ends of the axis are the first and the last.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..rows")]
fn dot_row(value: f64, axis: Axis, rows: usize) -> usize {
    let last = f64::from(u32::try_from(rows.saturating_sub(1)).unwrap_or(0));
    let share = ((value - axis.low) / (axis.high - axis.low)).clamp(0.0, 1.0);
    (last - share * last).round().clamp(0.0, last) as usize
}

/// The next of 1, 2, 2.5, 5 times a power of ten; at least 1 where the unit has no decimals.
fn round_tick(rough: f64, row: &IndicatorView) -> f64 {
    let power = 10_f64.powf(rough.log10().floor());
    let tick = [1.0, 2.0, 5.0]
        .into_iter()
        .map(|step| step * power)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * power);
    if row.decimals == 0 { tick.max(1.0) } else { tick }
}

#[cfg(test)]
mod tests;
