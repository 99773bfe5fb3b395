//! A menu: a letter and what it chooses, a line each; what is so now is ticked.

use ratatui::layout::{Position, Rect};

use crate::app::columns::Choosing;
use crate::app::menu::Menu;
use crate::app::pointer::Target;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::drawer::Drawer;

/// Draws a menu over the lower end of the screen.
pub fn draw(pen: &mut Pen, area: Rect, menu: &Menu) -> Option<Position> {
    let hint = "a letter or Enter chooses  Esc leave";
    let drawer = Drawer { title: menu.title, lines: menu.choices.len(), hint };
    let lines = drawer.open(pen, area);
    let top = (menu.at + 1).saturating_sub(usize::from(lines.height));
    let mut chosen = None;
    let view = menu.choices.iter().enumerate().skip(top);
    for ((at, choice), y) in view.zip(lines.top()..lines.bottom()) {
        if choice.now {
            pen.text(lines.x + 1, y, 1, pen.glyphs.done, Role::Strong);
        }
        pen.text(lines.x + 3, y, 1, &choice.key.to_string(), Role::Key);
        pen.text(lines.x + 6, y, lines.width.saturating_sub(7), &choice.words, Role::Text);
        pen.note(Rect { y, height: 1, ..lines }, Target::Entry(at));
        if at == menu.at {
            pen.restyle(Rect { y, height: 1, ..lines }, Role::Selected);
            chosen = Some(Position::new(lines.x + 3, y));
        }
    }
    chosen
}

/// Draws the columns that can be chosen; the table above shows what comes of it.
pub fn columns(pen: &mut Pen, area: Rect, list: &Choosing) -> Option<Position> {
    let hint = "Space show or hide  h l move  r as at first  Enter done";
    let lines = list.columns.len().min(usize::from(area.height / 2));
    let drawer = Drawer { title: "columns, from the left", lines, hint };
    let lines = drawer.open(pen, area);
    let top = (list.at + 1).saturating_sub(usize::from(lines.height));
    let mut chosen = None;
    let view = list.columns.iter().enumerate().skip(top);
    for ((at, (column, shown)), y) in view.zip(lines.top()..lines.bottom()) {
        let mark = if *shown { pen.glyphs.done } else { " " };
        let role = if *shown { Role::Text } else { Role::Muted };
        pen.text(lines.x + 1, y, 1, mark, Role::Strong);
        pen.text(lines.x + 3, y, lines.width.saturating_sub(4), column.words(), role);
        pen.note(Rect { y, height: 1, ..lines }, Target::Entry(at));
        if at == list.at {
            pen.restyle(Rect { y, height: 1, ..lines }, Role::Selected);
            chosen = Some(Position::new(lines.x + 1, y));
        }
    }
    chosen
}
