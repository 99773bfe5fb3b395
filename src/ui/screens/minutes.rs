//! The record of a meeting as it grows; before one, what to prepare.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::meeting::record::Line;
use crate::app::page::Page;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// Draws the record.
pub fn draw(pen: &mut Pen, area: Rect, app: &App) -> Option<Position> {
    let Page::Minutes { top } = app.page else { return None };
    let lines = app.record(usize::from(area.width));
    let height = usize::from(area.height);
    for (line, y) in lines.iter().skip(top).take(height).zip(area.y..) {
        let (words, role) = match line {
            Line::Gap => continue,
            Line::Heading(words) => (words, Role::Heading),
            Line::Text(words) => (words, Role::Text),
            Line::Aside(words) => (words, Role::Muted),
        };
        pen.text(area.x, y, area.width, words, role);
    }
    let below = lines.len().saturating_sub(top + height);
    if below > 0 && area.height > 0 {
        let more = format!(" {} {below} more ", pen.glyphs.descending);
        pen.right(area.x, area.bottom() - 1, area.width, &more, Role::Muted);
    }
    Some(Position::new(area.x, area.y))
}
