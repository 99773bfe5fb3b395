//! The keys: those of the screen below first, then the others.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::keymap::{self, HelpLine};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// Draws the keys.
pub fn draw(pen: &mut Pen, area: Rect, app: &App) -> Position {
    let lines = keymap::help(app.page_under_help());
    let view = lines.iter().skip(app.help_top).take(usize::from(area.height));
    for (line, y) in view.zip(area.y..) {
        match line {
            HelpLine::Gap => {}
            HelpLine::Heading(title) => {
                pen.text(area.x, y, area.width, title, Role::Heading);
            }
            HelpLine::Word(word, means) => {
                pen.text(area.x + 1, y, 11, word, Role::Text);
                pen.text(area.x + 13, y, area.width.saturating_sub(13), means, Role::Text);
            }
            HelpLine::Key(binding) => {
                pen.text(area.x + 1, y, 11, binding.label, Role::Key);
                let room = area.width.saturating_sub(13);
                pen.text(area.x + 13, y, room, binding.does, Role::Text);
            }
        }
    }
    let below = lines.len().saturating_sub(app.help_top + usize::from(area.height));
    if below > 0 && area.height > 0 {
        let more = format!(" {} {below} more ", pen.glyphs.descending);
        pen.right(area.x, area.bottom() - 1, area.width, &more, Role::Muted);
    }
    Position::new(area.x, area.y)
}
