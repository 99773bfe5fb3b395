//! Finding: what is typed stands in the footer, what it finds above it.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::dialog::Purpose;
use crate::app::find::Hit;
use crate::app::pointer::Target;
use crate::app::typeahead::{LINES_IN_VIEW, TypeAhead};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::drawer::Drawer;

/// Draws the finder over the lower end of the screen; the cursor stands where typing goes on.
pub fn draw(
    pen: &mut Pen,
    area: Rect,
    app: &App,
    list: &TypeAhead<Hit>,
    purpose: Purpose,
) -> Position {
    let count = format!("{} of {}", list.hits.len(), app.catalogue().indicators().len());
    let (label, hint) = match purpose {
        Purpose::Show => ("find: ", "Enter show  Esc leave"),
        Purpose::LayOver => ("lay over: ", "Enter lay over  Esc leave"),
    };
    let drawer = Drawer { title: &count, lines: list.hits.len().min(LINES_IN_VIEW), hint };
    let lines = drawer.open(pen, area);
    let view = list.hits.iter().enumerate().skip(list.cursor.top);
    for ((at, hit), y) in view.zip(lines.top()..lines.bottom()) {
        let section = pen.width(&hit.section).min(lines.width / 3);
        pen.text(lines.x + 1, y, 7, &hit.code, Role::Muted);
        let room = lines.width.saturating_sub(9 + section + 3);
        pen.text(lines.x + 9, y, room, &hit.name, Role::Text);
        pen.right(lines.x, y, lines.width.saturating_sub(1), &hit.section, Role::Muted);
        pen.note(Rect { y, height: 1, ..lines }, Target::Entry(at));
        if at == list.cursor.at {
            pen.restyle(Rect { y, height: 1, ..lines }, Role::Selected);
        }
    }
    drawer.prompt(pen, area, label, &list.prompt)
}
