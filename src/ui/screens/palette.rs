//! The palette: every command by its name, the keys that do the same beside it.

use ratatui::layout::{Position, Rect};

use crate::app::commands::Commands;
use crate::app::pointer::Target;
use crate::app::typeahead::LINES_IN_VIEW;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::drawer::Drawer;

/// Cells of a command's name.
const NAME: u16 = 22;
/// Cells of its keys.
const KEYS: u16 = 11;

/// Draws the palette over the lower end of the screen.
pub fn draw(pen: &mut Pen, area: Rect, list: &Commands) -> Position {
    let count = match list.hits.len() {
        1 => "1 command".to_owned(),
        many => format!("{many} commands"),
    };
    let lines = list.hits.len().min(LINES_IN_VIEW);
    let drawer = Drawer { title: &count, lines, hint: "Enter run  Esc leave" };
    let lines = drawer.open(pen, area);
    let view = list.hits.iter().enumerate().skip(list.cursor.top);
    for ((at, command), y) in view.zip(lines.top()..lines.bottom()) {
        let x = lines.x + 1;
        let room = lines.width.saturating_sub(NAME + KEYS + 4);
        pen.text(
            x,
            y,
            NAME + if command.does().is_empty() { room } else { 0 },
            &command.name(),
            Role::Text,
        );
        pen.text(x + NAME + 1, y, room, command.does(), Role::Muted);
        pen.right(x, y, lines.width.saturating_sub(2), command.keys(), Role::Key);
        pen.note(Rect { y, height: 1, ..lines }, Target::Entry(at));
        if at == list.cursor.at {
            pen.restyle(Rect { y, height: 1, ..lines }, Role::Selected);
        }
    }
    drawer.prompt(pen, area, ": ", &list.prompt)
}
