//! What is wrong with the data: a list, and under it the chosen one with the place in its file.

use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use crate::app::pointer::Target;
use crate::app::wrap::wrap;
use crate::app::{App, layout};
use crate::domain::complaint::{Complaint, Severity};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// Draws the complaints.
pub fn draw(pen: &mut Pen, area: Rect, app: &App) -> Option<Position> {
    let complaints = app.complaints();
    let notice = app.notice();
    for (line, y) in notice.iter().zip(area.top()..area.bottom()) {
        pen.text(area.x, y, area.width, line, Role::Warning);
    }
    let top = u16::try_from(notice.len()).unwrap_or(0).min(area.height);
    let foot = layout::COMPLAINT_FOOT.min(area.height - top);
    let words = "callover check also looks for doubtful figures";
    pen.text(area.x, area.bottom().saturating_sub(1), area.width, words, Role::Muted);
    let area = Rect { y: area.y + top, height: area.height - top - foot, ..area };
    if complaints.is_empty() {
        let words = "nothing is wrong with the data";
        pen.text(area.x, area.y + 1, area.width, words, Role::Muted);
        return None;
    }
    let detail = layout::COMPLAINT_DETAIL.min(area.height);
    let list = Rect { height: area.height - detail, ..area };
    let place = complaints.iter().map(|c| pen.width(&c.place.to_string())).max().unwrap_or(0);
    let place = place.min(area.width / 3);
    let mut chosen = None;
    let view = complaints.iter().enumerate().skip(app.complaint.top).take(usize::from(list.height));
    for ((at, complaint), y) in view.zip(list.y..) {
        line(pen, Rect { y, height: 1, ..list }, complaint, place);
        pen.note(Rect { y, height: 1, ..list }, Target::Line(at));
        if at == app.complaint.at {
            pen.restyle(Rect { y, height: 1, ..list }, Role::Selected);
            chosen = Some(Position::new(list.x, y));
        }
    }
    if let Some(complaint) = complaints.get(app.complaint.at) {
        let area = Rect { y: list.bottom(), height: detail, ..area };
        pen.repeat(area.x, area.y, area.width, pen.glyphs.rule, Role::Rule);
        let count = format!(" {} of {} ", app.complaint.at + 1, complaints.len());
        pen.text(area.x + 2, area.y, area.width.saturating_sub(2), &count, Role::Muted);
        let inner = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        place_of(pen, inner, complaint);
    }
    chosen
}

fn role(severity: Severity) -> Role {
    match severity {
        Severity::Error => Role::Fault,
        Severity::Warning => Role::Warning,
    }
}

fn line(pen: &mut Pen, area: Rect, complaint: &Complaint, place: u16) {
    let Rect { x, y, width, .. } = area;
    pen.text(x, y, 8, complaint.severity.word(), role(complaint.severity));
    pen.text(x + 9, y, place, &complaint.place.to_string(), Role::Muted);
    let at = 9 + place + 2;
    pen.text(x + at, y, width.saturating_sub(at), &complaint.message, Role::Text);
}

/// The line of the file with a caret under what is meant, then what to do.
fn place_of(pen: &mut Pen, area: Rect, complaint: &Complaint) {
    let mut y = area.y;
    let width = usize::from(area.width);
    for text in wrap(&complaint.message, width).iter().take(2) {
        pen.text(area.x, y, area.width, text, Role::Strong);
        y += 1;
    }
    if complaint.place.line > 0 {
        y = source(pen, Rect { y, ..area }, complaint);
    }
    for text in wrap(&complaint.help, width) {
        if y < area.bottom() {
            pen.text(area.x, y, area.width, &text, Role::Text);
            y += 1;
        }
    }
}

/// The source line, moved left far enough to show what the caret underlines. Returns the next line.
fn source(pen: &mut Pen, area: Rect, complaint: &Complaint) -> u16 {
    let place = &complaint.place;
    let number = format!("{} {} ", place.line, pen.glyphs.upright);
    let gutter = pen.text(area.x, area.y, area.width / 2, &number, Role::Muted);
    let room = usize::from(area.width.saturating_sub(gutter));
    let start = place.column.saturating_sub(1);
    // Characters that are left out before the line so that the caret is in view.
    let skipped = (start + place.length.min(room / 2)).saturating_sub(room.saturating_sub(2));
    let text: String = place.text.chars().skip(skipped).collect();
    let before: String = text.chars().take(start - skipped.min(start)).collect();
    let meant: String =
        text.chars().skip(start - skipped.min(start)).take(place.length.max(1)).collect();
    let x = area.x + gutter;
    let room = area.width.saturating_sub(gutter);
    pen.text(x, area.y, room, &text, Role::Text);
    let caret = u16::try_from(before.width()).unwrap_or(u16::MAX);
    let length = u16::try_from(meant.width().max(1)).unwrap_or(1).min(room.saturating_sub(caret));
    if caret < room {
        pen.repeat(x + caret, area.y + 1, length, "^", role(complaint.severity));
    }
    area.y + 2
}
