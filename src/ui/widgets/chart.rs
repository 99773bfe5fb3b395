//! An indicator through time: a line that never joins across a gap, the target's path, the process's
//! own average and usual range, England and the neighbours as letters, perhaps a second indicator;
//! an axis in the unit, the months below, and marks where a figure was restated, commented on or is
//! provisional; at the foot what the lines are.

mod lines;
mod marks;

use ratatui::layout::Rect;

use super::axis::{dot_column, dot_row};
use super::plot::per_cell;
use crate::assess::axis::Axis;
use crate::assess::benchmark::{ENGLAND, NEIGHBOURS};
use crate::assess::board::{IndicatorView, SeriesPoint};
use crate::assess::close::Line;
use crate::domain::observation::Status;
use crate::domain::period::Period;
use crate::domain::target::Bound;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// A chart of one indicator.
pub struct Chart<'a> {
    /// Whose.
    pub row: &'a IndicatorView,
    /// The point that is read out, by its position in the series.
    pub at: usize,
    /// Benchmarks beside its figures, a point each.
    pub beside: &'a [Line],
    /// A second indicator laid over it.
    pub over: Option<&'a IndicatorView>,
}

/// A point that is on the chart.
struct Spot<'a> {
    /// How many periods after the first on the chart.
    step: usize,
    index: usize,
    point: &'a SeriesPoint,
}

/// The plot: where it stands, its axis, its points and the column of each period.
struct Plotted<'a> {
    area: Rect,
    axis: Axis,
    spots: Vec<Spot<'a>>,
    columns: Vec<u16>,
}

impl Plotted<'_> {
    /// The column of a period, from the plot's left edge.
    fn column(&self, step: usize) -> u16 {
        self.columns.get(step).copied().unwrap_or(0)
    }

    /// The line of a figure.
    fn line_of(&self, pen: &Pen, value: f64) -> u16 {
        self.area.y + row_of(pen, value, self.axis, self.area.height)
    }
}

/// Benchmarks that a chart draws, each with its letter: others would crowd it.
const BESIDE: [(&str, &str); 2] = [(ENGLAND, "E"), (NEIGHBOURS, "N")];

impl Chart<'_> {
    /// Draws it; in an area too small for a line, nothing.
    pub fn draw(&self, pen: &mut Pen, area: Rect) {
        let Some(axis) = self.axis(area.height) else {
            let words = "no figure yet";
            pen.text(area.x, area.y, area.width, words, Role::Muted);
            return;
        };
        let labels = axis.labels(self.row);
        let widest =
            |labels: &[(f64, String)]| labels.iter().map(|(_, text)| pen.width(text)).max();
        let gutter = widest(&labels).unwrap_or(0) + 1;
        let second = self.second_axis(area.height);
        let second_labels = second.zip(self.over).map(|(axis, over)| axis.labels(over));
        let right = second_labels.as_deref().and_then(widest).map_or(0, |width| width + 1);
        if area.width < gutter + right + 8 || area.height < 4 {
            return;
        }
        let plot = Rect {
            x: area.x + gutter + 1,
            width: area.width - gutter - 2 - right,
            height: area.height - 2 - legend_lines(area.height),
            ..area
        };
        let plotted = self.plotted(pen, plot, axis);
        frame(pen, plot);
        for (value, text) in &labels {
            pen.right(area.x, plotted.line_of(pen, *value), gutter - 1, text, Role::Muted);
        }
        for (axis, labels) in second.iter().zip(&second_labels) {
            for (value, text) in labels {
                let y = plot.y + row_of(pen, *value, *axis, plot.height);
                pen.text(plot.right() + 1, y, right, text, Role::Second);
            }
        }
        self.usual(pen, &plotted);
        self.target(pen, &plotted);
        self.benchmarks(pen, &plotted);
        if let Some(over) = self.over {
            lines::second(pen, &plotted, second.unwrap_or(axis), over);
        }
        lines::first(pen, &plotted);
        marks::marks(pen, &plotted, self.at);
        marks::months(pen, &plotted, self.at);
        let foot = Rect {
            x: plot.x - 1,
            y: plot.bottom() + 2,
            width: plot.width + 1 + right,
            height: legend_lines(area.height),
        };
        self.legend(pen, foot);
    }

    /// The points that fit, the newest always: at least a cell each.
    fn plotted(&self, pen: &Pen, area: Rect, axis: Axis) -> Plotted<'_> {
        let width = usize::from(area.width);
        let series = &self.row.series;
        let last = series.last();
        let back = |point: &SeriesPoint| {
            let back = last?.period.steps_since(point.period);
            back.and_then(|n| usize::try_from(n).ok())
        };
        let shown =
            |(index, point)| Some((index, point, back(point).filter(|back| *back < width)?));
        let fitting: Vec<_> = series.iter().enumerate().filter_map(shown).collect();
        let span = fitting.iter().map(|(_, _, back)| *back).max().unwrap_or(0);
        let spot =
            |(index, point, back): (usize, _, usize)| Spot { step: span - back, index, point };
        let spots: Vec<_> = fitting.into_iter().map(spot).collect();
        let columns = (0..=span).map(|step| column_of(pen, step, span, area.width)).collect();
        Plotted { area, axis, spots, columns }
    }

    /// An axis that holds every figure, target and benchmark, with round ends.
    fn axis(&self, height: u16) -> Option<Axis> {
        let bounds = self.row.series.iter().filter_map(|point| point.bound);
        let bounds = bounds.flat_map(|bound| match bound {
            Bound::Figure(figure) => [figure, figure],
            Bound::Range(low, high) => [low, high],
        });
        let figures = || self.row.series.iter().filter_map(|point| point.value);
        figures().next()?;
        let usual = self.usual_range().into_iter().flatten();
        let beside = self.beside().flat_map(|(line, _)| {
            line.points.iter().flatten().map(|point| point.value).collect::<Vec<_>>()
        });
        let second = self.over.filter(|over| over.unit == self.row.unit);
        let second = second.into_iter().flat_map(|over| over.series.iter().filter_map(|p| p.value));
        let all = figures().chain(bounds).chain(usual).chain(beside).chain(second);
        Some(Axis::holding(all, height, self.row.decimals))
    }

    /// The axis of the second indicator, where its unit is another one.
    fn second_axis(&self, height: u16) -> Option<Axis> {
        let over = self.over.filter(|over| over.unit != self.row.unit)?;
        let figures = || over.series.iter().filter_map(|point| point.value);
        figures().next()?;
        Some(Axis::holding(figures(), height, over.decimals))
    }

    /// The benchmarks that are drawn, with their letters.
    fn beside(&self) -> impl Iterator<Item = (&Line, &'static str)> {
        let named = |name: &str| self.beside.iter().find(|line| line.name == name);
        BESIDE.iter().filter_map(move |(name, letter)| Some((named(name)?, *letter)))
    }

    /// Lower limit, average and upper limit of the process as it runs now.
    fn usual_range(&self) -> Option<[f64; 3]> {
        let control = self.row.control.as_ref()?;
        Some([control.lower?, control.mean?, control.upper?])
    }

    /// The period with which the process as it runs now began.
    fn began(&self) -> Option<Period> {
        self.row.control.as_ref()?.process().first().map(|point| point.period)
    }

    /// The average and the ends of the usual range, faint, over the process as it runs now.
    fn usual(&self, pen: &mut Pen, plotted: &Plotted) {
        let (Some([lower, mean, upper]), Some(began)) = (self.usual_range(), self.began()) else {
            return;
        };
        let plot = plotted.area;
        let first = plotted.spots.iter().find(|s| s.point.period >= began);
        let Some(from) = first.map(|s| plotted.column(s.step)) else { return };
        for limit in [lower, upper] {
            let y = plotted.line_of(pen, limit);
            for x in (from..plot.width).step_by(2) {
                pen.text(plot.x + x, y, 1, pen.glyphs.limit, Role::Muted);
            }
        }
        let y = plotted.line_of(pen, mean);
        let width = plot.width - from.min(plot.width);
        pen.repeat(plot.x + from, y, width, pen.glyphs.average, Role::Rule);
    }

    /// England and the neighbours: a letter every few cells at the height of their figure.
    fn benchmarks(&self, pen: &mut Pen, plotted: &Plotted) {
        for (place, (line, letter)) in (0_u16..).zip(self.beside()) {
            for (at, spot) in plotted.spots.iter().enumerate() {
                let Some(Some(point)) = line.points.get(spot.index) else { continue };
                let from = plotted.column(spot.step);
                let next = plotted.spots.get(at + 1);
                let to = next.map_or(from + 1, |next| plotted.column(next.step)).max(from + 1);
                let y = plotted.line_of(pen, point.value);
                // Each stands in cells of its own, so that two at one height are both seen.
                for x in (from..to).filter(|x| x % 6 == place * 3) {
                    pen.text(plotted.area.x + x, y, 1, letter, Role::Muted);
                }
            }
        }
    }

    /// What the lines are, in words; parts that would not fit are left out.
    fn legend(&self, pen: &mut Pen, area: Rect) {
        let glyphs = pen.glyphs;
        let mut parts = Vec::new();
        if let Some(over) = self.over {
            parts.push((glyphs.second, Role::Second, format!("{} {}", over.name, over.shown)));
        }
        if let Some(target) = &self.row.target {
            parts.push((glyphs.target, Role::Target, format!("target {}", target.shown())));
        }
        let write = |value| self.row.unit.write(value, self.row.decimals);
        for (line, letter) in self.beside() {
            if let Some(Some(now)) = line.points.get(self.at) {
                let year = now.period.map_or_else(String::new, |p| format!(" ({})", p.short()));
                parts.push((
                    letter,
                    Role::Muted,
                    format!("{} {}{year}", line.title, write(now.value)),
                ));
            }
        }
        if let Some([lower, mean, upper]) = self.usual_range() {
            parts.push((glyphs.average, Role::Rule, format!("average {}", write(mean))));
            let range = format!("usual {} to {}", write(lower), write(upper));
            parts.push((glyphs.limit, Role::Muted, range));
        }
        if self.row.series.iter().any(|point| point.status == Status::Provisional) {
            parts.push((glyphs.provisional, Role::Muted, "provisional".to_owned()));
        }
        let (mut x, mut y) = (area.x, area.y);
        for (glyph, role, words) in parts {
            let width = pen.width(&words);
            let lead = if glyph.chars().all(char::is_alphabetic) { 1 } else { 2 };
            if x + lead + 1 + width > area.right() {
                (x, y) = (area.x, y + 1);
            }
            if y >= area.bottom() || x + lead + 1 + width > area.right() {
                break;
            }
            pen.repeat(x, y, lead, glyph, role);
            x += lead + 1 + pen.text(x + lead + 1, y, width, &words, Role::Muted) + 2;
        }
    }

    fn target(&self, pen: &mut Pen, plotted: &Plotted) {
        for (at, spot) in plotted.spots.iter().enumerate() {
            let Some(bound) = self.row.series.get(spot.index).and_then(|p| p.bound) else {
                continue;
            };
            let from = plotted.column(spot.step);
            let next = plotted.spots.get(at + 1);
            let to = next.map_or(from + 1, |next| plotted.column(next.step)).max(from + 1);
            let figures = match bound {
                Bound::Figure(figure) => vec![figure],
                Bound::Range(low, high) => vec![low, high],
            };
            for figure in figures {
                let y = plotted.line_of(pen, figure);
                let x = plotted.area.x + from;
                pen.repeat(x, y, to - from, pen.glyphs.target, Role::Target);
            }
        }
    }
}

/// Lines of the legend on a chart of so many lines.
fn legend_lines(height: u16) -> u16 {
    if height >= 16 { 2 } else { 1 }
}

/// The axes' own lines.
fn frame(pen: &mut Pen, plot: Rect) {
    for y in plot.top()..plot.bottom() {
        pen.text(plot.x - 1, y, 1, pen.glyphs.upright, Role::Rule);
    }
    pen.text(plot.x - 1, plot.bottom(), 1, pen.glyphs.corner, Role::Rule);
    pen.repeat(plot.x, plot.bottom(), plot.width, pen.glyphs.rule, Role::Rule);
}

/// The cell of a step: where its dot stands.
fn column_of(pen: &Pen, step: usize, steps: usize, width: u16) -> u16 {
    let (across, _) = per_cell(pen.glyphs.plot);
    let column = dot_column(step, steps, usize::from(width) * across) / across;
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// The line of a figure, from the top: where its dot stands.
fn row_of(pen: &Pen, value: f64, axis: Axis, height: u16) -> u16 {
    let (_, down) = per_cell(pen.glyphs.plot);
    let row = dot_row(value, axis, usize::from(height) * down) / down;
    u16::try_from(row).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests;
