//! What can be opened: a name and what it is, a line each.

use ratatui::layout::{Position, Rect};

use crate::app::picker::Offer;
use crate::app::pointer::Target;
use crate::app::typeahead::{LINES_IN_VIEW, TypeAhead};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::drawer::Drawer;

/// Draws the list over the lower end of the screen; the cursor stands where typing goes on.
pub fn draw(pen: &mut Pen, area: Rect, list: &TypeAhead<Offer>) -> Position {
    let title = "open an authority, a folder or a file";
    let lines = list.hits.len().min(LINES_IN_VIEW);
    let drawer = Drawer { title, lines, hint: "Enter open  Esc leave" };
    let lines = drawer.open(pen, area);
    let view = list.hits.iter().enumerate().skip(list.cursor.top);
    for ((at, offer), y) in view.zip(lines.top()..lines.bottom()) {
        if offer.open {
            pen.text(lines.x + 1, y, 1, pen.glyphs.done, Role::Strong);
        }
        let inner = lines.width.saturating_sub(4);
        let note = pen.width(&offer.note).min(inner / 2);
        let room = inner.saturating_sub(note + 2);
        name(pen, (lines.x + 3, y, room), &offer.name);
        let role = if offer.gone { Role::Warning } else { Role::Muted };
        pen.text(lines.x + 3 + inner - note, y, note, &offer.note, role);
        pen.note(Rect { y, height: 1, ..lines }, Target::Entry(at));
        if at == list.cursor.at {
            pen.restyle(Rect { y, height: 1, ..lines }, Role::Selected);
        }
    }
    drawer.prompt(pen, area, "open: ", &list.prompt)
}

/// A name; of a path that is too long its end, which tells it from others.
fn name(pen: &mut Pen, (x, y, room): (u16, u16, u16), name: &str) {
    if pen.width(name) <= room || !name.contains(['/', '\\']) {
        pen.text(x, y, room, name, Role::Text);
        return;
    }
    let mut end = name;
    while pen.width(end) + 1 > room {
        let mut rest = end.chars();
        if rest.next().is_none() {
            break;
        }
        end = rest.as_str();
    }
    let cut = format!("{}{end}", pen.glyphs.ellipsis);
    pen.text(x, y, room, &cut, Role::Text);
}
