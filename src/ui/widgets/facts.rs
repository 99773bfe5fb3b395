//! Facts about an indicator, a line each.

use ratatui::layout::Rect;

use super::sparkline::{self, Bar, Scale};
use super::{bars, light};
use crate::app::reading::Fact;
use crate::assess::board::{BreakdownView, IndicatorView, SeriesPoint};
use crate::assess::close::CategorySeries;
use crate::ui::figure::{self, Widths};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// Lines of facts, from `top` on.
pub struct Facts<'a> {
    /// About whom.
    pub row: &'a IndicatorView,
    /// The lines.
    pub lines: &'a [Fact],
    /// The first in view.
    pub top: usize,
    /// The point that is read out, by its position in the series.
    pub at: Option<usize>,
    /// The categories of its breakdowns through time, in their order; none where nobody looked.
    pub categories: &'a [CategorySeries],
}

/// Facts narrower than this have no room for a category's months beside its bar.
const WITH_MONTHS: u16 = 50;
/// Periods of a category's sparkline.
const MONTHS: usize = 12;

impl Facts<'_> {
    /// Draws the lines that fit, and at the end how many more there are.
    pub fn draw(&self, pen: &mut Pen, area: Rect) {
        let height = usize::from(area.height);
        let widths = Widths::of_points(&self.row.series);
        let whole = self.lines.len() <= self.top + height || height < 2;
        // The last line says how many do not fit.
        let lines = if whole { height } else { height - 1 };
        let view = self.lines.iter().skip(self.top).take(lines);
        for (line, y) in view.zip(area.y..) {
            self.line(pen, Rect { y, height: 1, ..area }, line, widths);
        }
        let below = self.lines.len().saturating_sub(self.top + lines);
        if below > 0 && area.height > 1 {
            let more = format!("{} {below} more lines", pen.glyphs.descending);
            pen.text(area.x, area.bottom() - 1, area.width, &more, Role::Muted);
        }
    }

    fn line(&self, pen: &mut Pen, area: Rect, line: &Fact, widths: Widths) {
        let Rect { x, y, width, .. } = area;
        match line {
            Fact::Gap => {}
            Fact::Heading(text) => {
                pen.text(x, y, width, text, Role::Heading);
            }
            Fact::Text(text) => {
                pen.text(x, y, width, text, Role::Text);
            }
            Fact::Aside(text) => {
                pen.text(x, y, width, text, Role::Muted);
            }
            Fact::OfWhich(text) => {
                pen.text(x + 2, y, width.saturating_sub(2), text, Role::Muted);
            }
            Fact::Pair(label, shown, about) => pair(pen, area, (label, shown, about)),
            Fact::Point(at) => {
                if let Some(point) = self.row.series.get(*at) {
                    Self::point(pen, area, point, widths);
                    if self.at == Some(*at) {
                        pen.restyle(area, Role::Selected);
                    }
                }
            }
            Fact::Part(at) => {
                if let Some(part) = self.row.breakdowns.get(*at) {
                    self.part(pen, area, part, self.categories.get(*at));
                }
            }
        }
    }

    /// A period: its name, figure, light, numbers and marks.
    fn point(pen: &mut Pen, area: Rect, point: &SeriesPoint, widths: Widths) {
        let Rect { x, y, width, .. } = area;
        pen.text(x, y, 9, &point.period.short(), Role::Muted);
        let figures = widths.total().max(5);
        figure::write(pen, x + 10, y, figures, widths, &point.shown().text(), Role::Text);
        let mut at = x + 10 + figures + 2;
        light::mark(pen, at, y, point.rating.filter(|_| !point.indicative));
        at += 2;
        let right = x + width;
        let mut words = Vec::new();
        if let (Some(n), Some(d), false) = (point.numerator, point.denominator, point.indicative) {
            let plain = |n| crate::domain::value::plain(n, 0);
            words.push(format!("{} of {}", plain(n), plain(d)));
        }
        words.extend(point.missing.map(|why| why.words().to_owned()));
        if point.restated {
            words.push(format!("{} restated", pen.glyphs.restated));
        }
        if point.commented {
            words.push(pen.glyphs.comment.to_owned());
        }
        pen.text(at, y, right.saturating_sub(at), &words.join("  "), Role::Muted);
    }

    /// A category: its name, a bar in its light's colour, its last months, its figure.
    fn part(
        &self,
        pen: &mut Pen,
        area: Rect,
        part: &BreakdownView,
        series: Option<&CategorySeries>,
    ) {
        let Rect { x, y, width, .. } = area;
        let widths = Widths::of(self.row.breakdowns.iter().map(|p| p.shown.text()));
        let figures = widths.total().max(4);
        let label = (width / 3).min(18);
        let series = series.filter(|_| width >= WITH_MONTHS);
        let months = if series.is_some() { 1 + u16::try_from(MONTHS).unwrap_or(0) } else { 0 };
        let bar = width.saturating_sub(label + figures + 5 + months);
        pen.text(x, y, label, &part.category, Role::Text);
        let halves = bars::halves(part.share, bar);
        let role = light::ink(part.rating);
        pen.repeat(x + label + 1, y, halves / 2, pen.glyphs.block, role);
        if halves % 2 == 1 {
            pen.text(x + label + 1 + halves / 2, y, 1, pen.glyphs.half_block, role);
        }
        if let Some(series) = series {
            let from = series.values.len().saturating_sub(MONTHS);
            let values = series.values.get(from..).unwrap_or_default().iter();
            let bars: Vec<Option<Bar>> =
                values.map(|value| value.map(|value| Bar { value, restated: false })).collect();
            let scale = Scale::of(bars.iter().flatten());
            let missing = u16::try_from(MONTHS.saturating_sub(bars.len())).unwrap_or(0);
            sparkline::draw(pen, x + label + 2 + bar + missing, y, &bars, scale, part.rating);
        }
        let end = x + label + 2 + bar + months;
        figure::write(pen, end, y, figures, widths, &part.shown.text(), Role::Text);
        light::mark(pen, end + figures + 1, y, part.rating);
    }
}

fn pair(pen: &mut Pen, area: Rect, (label, shown, about): (&str, &str, &str)) {
    let Rect { x, y, width, .. } = area;
    let label_width = (width * 2 / 5).min(23);
    pen.text(x, y, label_width, label, Role::Text);
    let figure = 9.min(width.saturating_sub(label_width + 1));
    pen.right(x + label_width, y, figure, shown, Role::Strong);
    let at = label_width + figure + 1;
    pen.text(x + at, y, width.saturating_sub(at), about, Role::Muted);
}
