//! Finding: what is typed stands in the footer, what it finds above it.

use ratatui::layout::{Position, Rect};

use crate::app::{App, FINDS_IN_VIEW, Finder};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// Draws the finder over the lower end of the screen; the cursor stands where typing goes on.
pub fn draw(pen: &mut Pen, area: Rect, app: &App, finder: &Finder) -> Option<Position> {
    let y = area.bottom().checked_sub(1)?;
    let lines = u16::try_from(finder.hits.len().min(FINDS_IN_VIEW)).unwrap_or(0);
    let height = (lines + 1).min(area.height.saturating_sub(1));
    let list = Rect { y: y - height, height, ..area };
    pen.clear(list, Role::Text);
    pen.repeat(list.x, list.y, list.width, pen.glyphs.rule, Role::Rule);
    let all = app.catalogue().indicators().len();
    let count = format!(" {} of {all} ", finder.hits.len());
    pen.text(list.x + 2, list.y, list.width.saturating_sub(2), &count, Role::Muted);
    let view = finder.hits.iter().enumerate().skip(finder.cursor.top);
    for ((at, hit), y) in view.zip(list.y + 1..list.bottom()) {
        let section = pen.width(&hit.section).min(list.width / 3);
        pen.text(list.x + 1, y, 7, &hit.code, Role::Muted);
        let room = list.width.saturating_sub(9 + section + 3);
        pen.text(list.x + 9, y, room, &hit.name, Role::Text);
        pen.right(list.x, y, list.width.saturating_sub(1), &hit.section, Role::Muted);
        if at == finder.cursor.at {
            pen.restyle(Rect { y, height: 1, ..list }, Role::Selected);
        }
    }
    pen.clear(Rect { y, height: 1, ..area }, Role::Text);
    let used = pen.text(area.x + 1, y, 6, "find: ", Role::Key);
    let x = area.x + 1 + used;
    let room = area.width.saturating_sub(used + 2);
    pen.text(x, y, room, finder.prompt.text(), Role::Text);
    let hint = "Enter show  Esc leave";
    if pen.width(finder.prompt.text()) + pen.width(hint) + 2 < room {
        pen.right(area.x, y, area.width.saturating_sub(1), hint, Role::Muted);
    }
    let caret = u16::try_from(finder.prompt.caret_width()).unwrap_or(0).min(room);
    Some(Position::new(x + caret, y))
}
