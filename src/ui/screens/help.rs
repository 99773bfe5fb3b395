//! The keys: those of the screen below first, then the others. The chosen line can be run.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::commands::Help;
use crate::app::keymap::{Bound, HelpLine};
use crate::app::pointer::Target;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::drawer::Drawer;

/// Draws the keys in `body`; what is looked for stands in the last line of `area`.
pub fn draw(pen: &mut Pen, (area, body): (Rect, Rect), app: &App, help: &Help) -> Position {
    pen.clear(body, Role::Text);
    pen.note(area, Target::Over);
    let lines = help.lines(&app.keymap, app.page.kind());
    let mut chosen = Position::new(body.x, body.y);
    let view = lines.iter().enumerate().skip(help.cursor.top);
    for ((at, line), y) in view.zip(body.top()..body.bottom()) {
        self::line(pen, Rect { y, height: 1, ..body }, line);
        if matches!(line, HelpLine::Key(_)) {
            pen.note(Rect { y, height: 1, ..body }, Target::Entry(at));
        }
        if at == help.cursor.at && matches!(line, HelpLine::Key(_)) {
            pen.restyle(Rect { y, height: 1, ..body }, Role::Selected);
            chosen = Position::new(body.x + 1, y);
        }
    }
    if lines.is_empty() {
        pen.text(body.x, body.y, body.width, "no key or command is called that", Role::Muted);
    }
    let below = lines.len().saturating_sub(help.cursor.top + usize::from(body.height));
    let more = match below {
        0 => "Enter run  / look for  Esc close".to_owned(),
        _ => format!("{} {below} more  Enter run  / look for  Esc close", pen.glyphs.descending),
    };
    let drawer = Drawer { title: "", lines: 0, hint: &more };
    let footer = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    drawer.open(pen, footer);
    if help.typing || !help.prompt.text().is_empty() {
        let caret = drawer.prompt(pen, footer, "look for: ", &help.prompt);
        return if help.typing { caret } else { chosen };
    }
    chosen
}

fn line(pen: &mut Pen, area: Rect, line: &HelpLine<'_>) {
    let Rect { x, y, width, .. } = area;
    match line {
        HelpLine::Gap => {}
        HelpLine::Heading(title) => {
            pen.text(x, y, width, title, Role::Heading);
        }
        HelpLine::Word(word, means) => {
            pen.text(x + 1, y, 11, word, Role::Text);
            pen.text(x + 13, y, width.saturating_sub(13), means, Role::Text);
        }
        HelpLine::Mark(mark) => {
            pen.text(x + 1, y, 1, pen.glyphs.mark(*mark), Role::Text);
            pen.text(x + 13, y, width.saturating_sub(13), mark.means(), Role::Text);
        }
        HelpLine::Key(Bound { binding, keys, .. }) if keys.is_empty() => {
            pen.text(x + 1, y, 22, binding.name, Role::Text);
            pen.text(x + 24, y, width.saturating_sub(24), binding.does, Role::Text);
        }
        HelpLine::Key(Bound { binding, label, .. }) => {
            pen.text(x + 1, y, 11, label, Role::Key);
            pen.text(x + 13, y, width.saturating_sub(13), binding.does, Role::Text);
        }
    }
}
