//! A form: fields below one another over the lower end of the screen; below them what the keys are.

use ratatui::layout::{Position, Rect};

use crate::app::form::{Field, Form, Value};
use crate::app::layout::{FORM_LABEL, FORM_TEXT, form_text};
use crate::app::pointer::Target;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::drawer::Drawer;

/// Draws a form over the lower end of the screen; the cursor stands where typing goes on.
pub fn draw(pen: &mut Pen, area: Rect, form: &Form) -> Option<Position> {
    let heights: Vec<u16> = form.fields.iter().map(height).collect();
    let wanted: u16 = heights.iter().sum();
    let hint = match &form.said {
        Some(said) => said.clone(),
        None => "Tab next field  Ctrl-S save  Esc leave it for now".to_owned(),
    };
    let drawer = Drawer { title: &form.title, lines: usize::from(wanted), hint: &hint };
    let lines = drawer.open(pen, area);
    // Where not all fit, those from the one that is being filled in upwards do.
    let upto: u16 = heights.iter().take(form.at + 1).sum();
    let mut hidden = upto.saturating_sub(lines.height);
    let mut y = lines.y;
    let mut caret = None;
    for (at, (field, height)) in form.fields.iter().zip(heights).enumerate() {
        let cut = hidden.min(height);
        hidden -= cut;
        let height = (height - cut).min(lines.bottom().saturating_sub(y));
        if height == 0 {
            continue;
        }
        let area = Rect { y, height, ..lines };
        let here = at == form.at;
        pen.text(
            area.x + 1,
            y,
            FORM_LABEL - 2,
            field.label,
            if here { Role::Key } else { Role::Muted },
        );
        let place = self::field(pen, area, field, here);
        pen.note(area, Target::Entry(at));
        if here {
            caret = Some(place);
        }
        y += height;
    }
    caret
}

/// Lines of a field.
fn height(field: &Field) -> u16 {
    match field.value {
        Value::Text(_) => FORM_TEXT,
        Value::Line(_) | Value::Choice(..) | Value::Check(_) => 1,
    }
}

/// Draws what a field holds and what is said of it; says where typing would go on.
fn field(pen: &mut Pen, area: Rect, field: &Field, here: bool) -> Position {
    let x = area.x + FORM_LABEL;
    let width = u16::try_from(form_text(area.width)).unwrap_or(u16::MAX);
    let role = if field.wrong { Role::Fault } else { Role::Muted };
    match &field.value {
        Value::Text(editor) => {
            let (lines, (row, cell)) = editor.lines(usize::from(width));
            // What is said of the text has its last line.
            let noted = u16::from(!field.note.is_empty() && area.height > 1);
            let room = usize::from(area.height - noted);
            let top = (row + 1).saturating_sub(room.max(1));
            for (line, y) in lines.iter().skip(top).take(room).zip(area.y..) {
                pen.text(x, y, width + 1, line.trim_end(), Role::Text);
            }
            if lines.len() == 1 && lines.concat().is_empty() && !here {
                pen.text(x, area.y, width, "nothing yet", Role::Muted);
            }
            if noted > 0 {
                pen.text(x, area.bottom() - 1, width, &field.note, role);
            }
            let y = area.y + u16::try_from(row - top).unwrap_or(0);
            let cell = u16::try_from(cell).unwrap_or(0).min(width);
            Position::new(x + cell, y.min(area.bottom().saturating_sub(1)))
        }
        Value::Line(prompt) => {
            let text = prompt.text();
            let used = pen.text(x, area.y, width, text, Role::Text);
            note(pen, (x + used + 2, area.y), area.right(), &field.note, role);
            let cell = u16::try_from(prompt.caret_width()).unwrap_or(0).min(width);
            Position::new(x + cell, area.y)
        }
        Value::Choice(choices, at) => {
            let chosen = choices.get(*at).map_or("", String::as_str);
            let used = pen.text(x, area.y, width, chosen, Role::Text);
            note(pen, (x + used + 2, area.y), area.right(), &field.note, role);
            Position::new(x, area.y)
        }
        Value::Check(is) => {
            let used = pen.text(x, area.y, width, if *is { "yes" } else { "no" }, Role::Text);
            note(pen, (x + used + 2, area.y), area.right(), &field.note, role);
            Position::new(x, area.y)
        }
    }
}

fn note(pen: &mut Pen, (x, y): (u16, u16), end: u16, words: &str, role: Role) {
    pen.text(x, y, end.saturating_sub(x + 1), words, role);
}
