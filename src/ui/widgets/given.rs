//! Benchmarks that are only given with a figure: a line each, with its range on an axis that they
//! share with home's.

use ratatui::layout::Rect;

use crate::assess::axis::Axis;
use crate::assess::board::{BenchmarkView, IndicatorView};
use crate::domain::period::Period;
use crate::domain::value::Unit;
use crate::ui::figure::{self, Widths};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// Fewer cells have no room for an axis.
const AXIS_FROM: u16 = 20;

/// What is given with an indicator's figure.
pub struct Given<'a> {
    /// The indicator.
    pub row: &'a IndicatorView,
    /// Whose figure it is.
    pub home: &'a str,
}

/// One line.
struct Line {
    name: String,
    shown: String,
    about: String,
    value: Option<f64>,
    range: Option<(f64, f64)>,
    home: bool,
}

impl Given<'_> {
    /// Draws home's figure, and under it what is given.
    pub fn draw(&self, pen: &mut Pen, area: Rect) {
        let lines = self.lines();
        let widest = |text: fn(&Line) -> &String, most: u16| {
            lines.iter().map(|l| pen.width(text(l))).max().unwrap_or(0).min(most)
        };
        let name = widest(|l| &l.name, area.width / 2);
        let widths = Widths::of(lines.iter().map(|l| l.shown.as_str()));
        let figure = widths.total().max(4);
        let about = widest(|l| &l.about, area.width);
        let told = area.x + name + 2 + figure + 2;
        // The axis stands behind what is told; where there is no room, below it.
        let beside = told + about + 2 + AXIS_FROM <= area.right();
        let x = if beside { told + about + 2 } else { area.x + 2 };
        let width = area.right().saturating_sub(x);
        let ends = lines.iter().flat_map(|l| [l.value, l.range.map(|r| r.0), l.range.map(|r| r.1)]);
        let axis = Axis::across(ends.flatten(), width, self.row.decimals);
        // Counts depend on the size of the place: one axis would say otherwise.
        let drawn = self.row.unit != Unit::Count;
        let each = if beside || !drawn { 1 } else { 2 };
        for (line, y) in lines.iter().zip((area.top()..area.bottom()).step_by(each)) {
            let role = if line.home { Role::Strong } else { Role::Text };
            pen.text(area.x, y, name, &line.name, role);
            figure::write(pen, area.x + name + 2, y, figure, widths, &line.shown, role);
            pen.text(told, y, area.right().saturating_sub(told), &line.about, Role::Muted);
            let y = if beside { y } else { y + 1 };
            if drawn && y < area.bottom() {
                Self::range(pen, Rect { x, y, width, height: 1 }, line, axis);
            }
        }
    }

    fn lines(&self) -> Vec<Line> {
        let row = self.row;
        let period = row.period.map_or_else(String::new, Period::short);
        let own = Line {
            name: self.home.to_owned(),
            shown: row.shown.text(),
            about: period,
            value: row.value,
            range: None,
            home: true,
        };
        std::iter::once(own).chain(row.benchmarks.iter().map(|b| self.line(b))).collect()
    }

    fn line(&self, given: &BenchmarkView) -> Line {
        let write = |value| self.row.unit.write(value, self.row.decimals);
        let mut about: Vec<String> = given.period.map(Period::short).into_iter().collect();
        let range = given.low.zip(given.high);
        if let Some((low, high)) = range {
            about.push(format!("{} to {}", write(low), write(high)));
        }
        if let (Some(count), Some(of)) = (given.count, given.of) {
            about.push(format!("{count} of {of}"));
        }
        about.extend(given.basis.clone());
        Line {
            name: crate::assess::words::capital(&given.title),
            shown: given.shown.text(),
            about: about.join(", "),
            value: given.value,
            range,
            home: false,
        }
    }

    /// From the lowest to the highest, and where the figure lies.
    fn range(pen: &mut Pen, area: Rect, line: &Line, axis: Axis) {
        let Rect { x, y, width, .. } = area;
        if let Some((low, high)) = line.range {
            let (from, to) = (axis.cell(low, width), axis.cell(high, width));
            pen.repeat(x + from, y, to.saturating_sub(from) + 1, pen.glyphs.rule, Role::Rule);
        }
        if let Some(value) = line.value {
            let glyph = if line.home { pen.glyphs.home } else { pen.glyphs.neighbour };
            let role = if line.home { Role::Strong } else { Role::Text };
            pen.text(x + axis.cell(value, width), y, 1, glyph, role);
        }
    }
}
