//! A few lines over the lower end of the screen, below a rule of their own; what is typed or what
//! the keys are stands in the footer's line.

use ratatui::layout::{Position, Rect};

use crate::app::pointer::Target;
use crate::app::prompt::Prompt;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// A drawer that is pulled out over the screen.
pub struct Drawer<'a> {
    /// What stands in its rule.
    pub title: &'a str,
    /// How many lines it would like.
    pub lines: usize,
    /// What stands at the right end of the footer's line.
    pub hint: &'a str,
}

impl Drawer<'_> {
    /// Opens it and gives the area of its lines; the footer's line is emptied. On a screen without
    /// room for it the area has no lines.
    pub fn open(&self, pen: &mut Pen, area: Rect) -> Rect {
        let y = area.bottom().saturating_sub(1);
        let wanted = u16::try_from(self.lines).unwrap_or(u16::MAX).saturating_add(1);
        let height = wanted.min(area.height.saturating_sub(1));
        let drawn = Rect { y: y - height.min(y - area.y), height, ..area };
        pen.clear(drawn, Role::Text);
        pen.note(Rect { height: height + 1, ..drawn }, Target::Over);
        pen.repeat(drawn.x, drawn.y, drawn.width, pen.glyphs.rule, Role::Rule);
        let title = format!(" {} ", self.title);
        pen.text(drawn.x + 2, drawn.y, drawn.width.saturating_sub(2), &title, Role::Heading);
        pen.clear(Rect { y, height: 1, ..area }, Role::Text);
        pen.right(area.x, y, area.width.saturating_sub(1), self.hint, Role::Muted);
        Rect { y: drawn.y + 1, height: height.saturating_sub(1), ..area }
    }

    /// Writes a prompt into the footer's line and says where typing goes on.
    pub fn prompt(&self, pen: &mut Pen, area: Rect, label: &str, prompt: &Prompt) -> Position {
        let y = area.bottom().saturating_sub(1);
        let used = pen.text(area.x + 1, y, area.width.saturating_sub(2), label, Role::Key);
        let x = area.x + 1 + used;
        let room = area.width.saturating_sub(used + 2);
        // Text that needs the hint's place has it.
        if pen.width(prompt.text()) + pen.width(self.hint) + 2 >= room {
            pen.clear(
                Rect { x, y, width: area.right() - x.min(area.right()), height: 1 },
                Role::Text,
            );
        }
        pen.text(x, y, room, prompt.text(), Role::Text);
        let caret = u16::try_from(prompt.caret_width()).unwrap_or(0).min(room);
        Position::new(x + caret, y)
    }
}
