//! Drawing the dashboard. Reads the [`App`] and writes cells, nothing else: the same state is the
//! same screen, whenever and however often it is drawn.

pub mod columns;
mod figure;
mod frame;
pub mod glyphs;
mod pen;
pub mod picture;
mod screens;
pub mod theme;
mod widgets;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::dialog::Dialog;
use crate::app::keymap::Action;
use crate::app::page::{Page, PageKind};
use crate::app::pointer::Target;
use crate::app::settings::Settings;
use crate::app::{App, layout};

pub use frame::counted;
use pen::Pen;
use theme::Role;

/// Draws the dashboard and sets the cursor on what is chosen.
pub fn draw(frame: &mut Frame, app: &App) {
    if let Some(position) = paint(frame.buffer_mut(), app) {
        frame.set_cursor_position(position);
    }
}

/// Draws the dashboard into a buffer and says where the chosen cell stands.
pub fn paint(buf: &mut Buffer, app: &App) -> Option<Position> {
    let area = buf.area;
    paint_with(&mut Pen::new(buf, app.shown_theme(), glyphs::glyphs(app.glyphs)), area, app)
}

/// What stands at a column and a line of the screen, from the back to the front: drawn once more,
/// by a pen that takes notes.
pub fn stands_at(app: &App, (x, y): (u16, u16)) -> Vec<Target> {
    let area = Rect::new(0, 0, app.size.0, app.size.1);
    let mut buf = Buffer::empty(area);
    let mut pen = Pen::new(&mut buf, app.shown_theme(), glyphs::glyphs(app.glyphs)).noting();
    paint_with(&mut pen, area, app);
    pen.noted(Position::new(x, y))
}

fn paint_with(pen: &mut Pen, area: Rect, app: &App) -> Option<Position> {
    pen.clear(area, Role::Text);
    if layout::too_small(area.width, area.height) {
        too_small(pen, area, app);
        return None;
    }
    if !matches!(app.page, Page::Slides(_)) {
        frame::draw(pen, area, app);
    }
    let body = frame::body(area);
    let page = match &app.page {
        Page::Overview => screens::agenda::draw(pen, body, app),
        Page::Section(section) => screens::section::draw(pen, body, app, *section),
        Page::Indicator { .. } => screens::indicator::draw(pen, body, app),
        Page::Compare(_) => screens::twoperiods::draw(pen, body, app),
        Page::Months { .. } => screens::months::draw(pen, body, app),
        Page::Divided { .. } => screens::divided::draw(pen, body, app),
        Page::Actions(_) => screens::actions::draw(pen, body, app),
        Page::Minutes { .. } => screens::minutes::draw(pen, body, app),
        Page::Benchmarks(_) => screens::benchmarks::draw(pen, body, app),
        Page::Pathway { .. } => screens::pathway::draw(pen, body, app),
        Page::Slides(_) => screens::slides::draw(pen, area, app),
        Page::Complaints => screens::complaints::draw(pen, body, app),
    };
    match &app.dialog {
        None => page,
        Some(dialog) => over(pen, area, app, dialog),
    }
}

/// Draws what stands over the page.
fn over(pen: &mut Pen, area: Rect, app: &App, dialog: &Dialog) -> Option<Position> {
    match dialog {
        Dialog::Find(list, purpose) => Some(screens::find::draw(pen, area, app, list, *purpose)),
        Dialog::Palette(list) => Some(screens::palette::draw(pen, area, list)),
        Dialog::Help(help) => Some(screens::help::draw(pen, (area, frame::body(area)), app, help)),
        Dialog::Picker(list) => Some(screens::picker::draw(pen, area, list)),
        Dialog::Menu(menu) => screens::menu::draw(pen, area, menu),
        Dialog::Columns(list) => screens::menu::columns(pen, area, list),
        Dialog::Form(form, _) => screens::form::draw(pen, area, form),
    }
}

/// Says what is needed, as far as there is room to say it.
fn too_small(pen: &mut Pen, area: Rect, app: &App) {
    let (width, height) = layout::SMALLEST;
    let leave = app.keymap.key(Action::Quit, app.page.kind());
    let words = [
        format!("callover needs {width}x{height}; this is {}x{}.", area.width, area.height),
        format!("Make the window larger, or {leave} to leave."),
    ];
    for (line, y) in words.iter().zip(area.top()..area.bottom()) {
        pen.text(area.x, y, area.width, line, Role::Text);
    }
}

/// Draws what is seen while the files are first read, with words about how far that is.
pub fn draw_waiting(frame: &mut Frame, settings: &Settings, words: &str) {
    let area = frame.area();
    let mut pen = Pen::new(frame.buffer_mut(), settings.theme, glyphs::glyphs(settings.glyphs));
    pen.clear(area, Role::Text);
    let width = area.width.saturating_sub(2);
    pen.text(area.x + 1, area.y, width, "callover", Role::Muted);
    pen.text(area.x + 1, area.y + 2, width, words, Role::Text);
    let leave = settings.keymap.key(Action::Quit, PageKind::Overview);
    pen.text(area.x + 1, area.y + 3, width, &format!("{leave} or Esc leaves"), Role::Muted);
}

#[cfg(test)]
mod tests;
