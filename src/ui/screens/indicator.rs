//! One indicator, everything known: its figure in words, its chart, its facts.

use std::fmt::Write as _;

use ratatui::layout::{Position, Rect};

use crate::app::page::Page;
use crate::app::wrap::wrap;
use crate::app::{App, layout, reading};
use crate::assess::board::{IndicatorView, Rating, SeriesPoint};
use crate::domain::value::plain;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::chart::Chart;
use crate::ui::widgets::facts::Facts;
use crate::ui::widgets::light;

/// Draws an indicator's page.
pub fn draw(pen: &mut Pen, area: Rect, app: &App) -> Option<Position> {
    let Page::Indicator { month, top, over, .. } = &app.page else { return None };
    let row = app.open_indicator()?;
    let last = row.series.len().saturating_sub(1);
    let at = month.and_then(|m| row.series.iter().position(|p| p.period == m)).unwrap_or(last);
    let parts = layout::indicator(app.size.0, app.size.1);
    let head = Rect { height: parts.head, ..area };
    title(pen, head, row);
    words(pen, head, row, month.and_then(|_| row.series.get(at)), parts.words);
    let chart = Rect {
        y: area.y + parts.head,
        width: parts.chart_width.saturating_sub(1),
        height: parts.chart_height,
        ..area
    };
    let beside = app.close.as_ref().map_or(&[][..], |close| &close.lines);
    let over = over.as_ref().and_then(|id| app.board.indicator(id));
    Chart { row, at, beside, over }.draw(pen, chart);
    let facts = Rect {
        x: if parts.beside { area.x + parts.chart_width + 1 } else { area.x },
        y: if parts.beside { chart.y } else { chart.bottom() },
        width: parts.facts_width,
        height: parts.facts_height,
    };
    let facts = facts.intersection(area);
    let categories = app.close.as_ref().map_or(&[][..], |close| &close.categories);
    let lines =
        reading::facts(row, &app.said_about(row), usize::from(parts.facts_width), parts.words);
    Facts { row, lines: &lines, top: *top, at: Some(at), categories }.draw(pen, facts);
    Some(Position::new(head.x, head.y + 1))
}

/// Its code and name, at the right end its figure, target and light.
fn title(pen: &mut Pen, area: Rect, row: &IndicatorView) {
    let Rect { x, y, width, .. } = area;
    let target = row.target.as_ref().map(|t| format!("target {}", t.shown())).unwrap_or_default();
    let shown = row.shown.text();
    let right = pen.width(&shown) + 2 + pen.width(&target) + 2 + light::WIDTH;
    let mut at = x;
    if let Some(code) = &row.code {
        at += pen.text(at, y, 8, code, Role::Muted) + 1;
    }
    let name = (x + width).saturating_sub(at + right + 2);
    let used = pen.text(at, y, name, &row.name, Role::Heading);
    let older = row.period.filter(|_| row.more.older).map(crate::domain::period::Period::short);
    let so_far = row.incomplete.clone();
    let aside = older.into_iter().chain(so_far).collect::<Vec<_>>().join(", ");
    pen.text(at + used + 2, y, name.saturating_sub(used + 2), &aside, Role::Muted);
    let mut from = (x + width).saturating_sub(right);
    from += pen.text(from, y, pen.width(&shown), &shown, Role::Strong) + 2;
    from += pen.text(from, y, pen.width(&target), &target, Role::Muted) + 2;
    light::draw(pen, from, y, row);
}

/// This month in words; while another month is read out, that one.
fn words(pen: &mut Pen, area: Rect, row: &IndicatorView, point: Option<&SeriesPoint>, said: bool) {
    let sentences = match point {
        Some(point) => vec![read_out(row, point)],
        None if !said => Vec::new(),
        None => row.in_words(),
    };
    let room = usize::from(area.height.saturating_sub(2));
    let width = usize::from(area.width);
    let mut lines: Vec<String> = sentences.iter().flat_map(|s| wrap(s, width)).collect();
    if lines.len() > room {
        lines = wrap(&sentences.join(". "), width);
    }
    for (line, y) in lines.iter().take(room).zip(area.y + 1..) {
        let role = if point.is_some() { Role::Strong } else { Role::Text };
        pen.text(area.x, y, area.width, line, role);
    }
}

/// A point in words: `August 2026: 17.9% (54 of 301), amber, restated`.
fn read_out(row: &IndicatorView, point: &SeriesPoint) -> String {
    let figure = match point.missing {
        Some(why) => format!("no figure, {}", why.words()),
        None => point.shown().text(),
    };
    let mut words = format!("{}: {figure}", point.period.long());
    if let (Some(n), Some(d), false) = (point.numerator, point.denominator, point.indicative) {
        let _ = write!(words, " ({} of {})", plain(n, 0), plain(d, 0));
    }
    words += match point.rating {
        Some(Rating::Red) => ", red",
        Some(Rating::Amber) => ", amber",
        Some(Rating::Green) => ", green",
        None => "",
    };
    if point.indicative {
        words += ", a small cohort";
    }
    if let Some(change) = row.restatements.iter().find(|r| r.period == point.period) {
        let (shown, day) = (change.shown(), &change.extracted);
        let _ = write!(words, ", restated {shown} by the extract of {day}");
    }
    let said = row.more.earlier_comments.iter().find(|(period, _)| *period == point.period);
    if let Some((_, comment)) = said {
        words += ". ";
        words += comment;
    }
    words
}
