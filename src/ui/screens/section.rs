//! A section: the table that is open most of the meeting, and on a wide screen its chosen row's
//! facts beside it.

use ratatui::layout::{Position, Rect};

use crate::app::{App, layout, reading};
use crate::assess::board::IndicatorView;
use crate::ui::columns::Sheet;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::facts::Facts;
use crate::ui::widgets::table::{Beside, Table};

/// Draws a section.
pub fn draw(pen: &mut Pen, area: Rect, app: &App, section: usize) -> Option<Position> {
    let rows = app.rows(section);
    let pane = layout::pane(app.size.0);
    let beside = if pane > 0 { pane + 3 } else { 0 };
    let table = Rect { width: area.width.saturating_sub(beside), ..area };
    let cursor = app.place(section);
    if rows.is_empty() {
        let words = if app.section(section).is_some_and(|s| s.indicators.is_empty()) {
            "no figures in this section yet"
        } else {
            "no row here is like that: Esc shows all"
        };
        pen.text(area.x + 4, area.y + 1, area.width.saturating_sub(4), words, Role::Muted);
        return None;
    }
    let sheet = Sheet::new(&app.board, section, app.shared_scale);
    let columns = app.columns(section);
    let beside = |row: &IndicatorView| Beside {
        news: app.is_news(&row.id),
        commented: !app.comments_on(row).is_empty(),
        action: app.has_open_action(row),
    };
    let table_of = Table { sheet, rows: &rows, cursor, sort: app.sort(), columns, beside: &beside };
    let chosen = table_of.draw(pen, table);
    if let Some(row) = rows.get(cursor.at).filter(|_| pane > 0) {
        for y in area.top()..area.bottom() {
            pen.text(table.right() + 1, y, 1, pen.glyphs.upright, Role::Rule);
        }
        let area = Rect { x: table.right() + 3, width: pane.saturating_sub(1), ..area };
        beside_table(pen, area, app, row);
    }
    chosen
}

/// The chosen row's name and facts.
fn beside_table(pen: &mut Pen, area: Rect, app: &App, row: &IndicatorView) {
    pen.text(area.x, area.y, area.width, &row.name, Role::Strong);
    let lines = reading::summary(row, &app.said_about(row), usize::from(area.width));
    let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    Facts { row, lines: &lines, top: 0, at: None, categories: &[] }.draw(pen, area);
}
