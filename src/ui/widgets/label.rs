//! The left edge of a row of the whole board: a section's title, or an indicator's code and name.

use ratatui::layout::{Position, Rect};

use crate::app::cursor::Cursor;
use crate::app::listing::Line;
use crate::app::pointer::Target;
use crate::app::{App, layout};
use crate::assess::board::{Board, IndicatorView};
use crate::domain::period::Period;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::table;

/// Cells of a code and the air behind it.
const CODE: u16 = 5;
/// A label narrower than this has no code.
const WITH_CODE: u16 = 30;

/// The cells of the widest label among the lines, between what is readable and `most`.
pub fn width(pen: &Pen, board: &Board, lines: &[Line], most: u16) -> u16 {
    let names = lines.iter().filter_map(|line| line.row(board)).map(|row| pen.width(&row.name));
    // Air for the period of a figure that is older than the board's.
    (names.max().unwrap_or(0) + CODE + 2).min(most).max(20.min(most))
}

/// The lines of the list on a screen of the whole board.
pub fn list(area: Rect) -> Rect {
    let (head, foot) = (layout::GRID_HEAD, layout::GRID_FOOT);
    Rect { y: area.y + head, height: area.height.saturating_sub(head + foot), ..area }
}

/// Draws the lines in view: titles in whole, of rows the label in `width` cells and the rest with
/// `cells`. Says where the chosen row stands.
pub fn draw(
    pen: &mut Pen,
    area: Rect,
    app: &App,
    (lines, cursor): (&[Line], Cursor),
    width: u16,
    cells: &mut dyn FnMut(&mut Pen, u16, &IndicatorView, bool),
) -> Option<Position> {
    let mut chosen = None;
    let view = lines.iter().enumerate().skip(cursor.top).take(usize::from(area.height));
    for ((at, line), y) in view.zip(area.y..) {
        match line {
            Line::Gap => {}
            Line::Heading(section) => {
                let title = app.section(*section).map_or("", |s| s.title.as_str());
                pen.text(area.x, y, area.width, title, Role::Heading);
            }
            Line::Row(..) => {
                let Some(row) = line.row(&app.board) else { continue };
                let here = at == cursor.at;
                pen.note(Rect { y, height: 1, ..area }, Target::Line(at));
                if app.is_news(&row.id) {
                    table::news(pen, area, y);
                }
                label(pen, Rect { y, width, height: 1, ..area }, row);
                if here {
                    pen.restyle(Rect { y, width, height: 1, ..area }, Role::Selected);
                    chosen = Some(Position::new(area.x, y));
                }
                cells(pen, y, row, here);
            }
        }
    }
    chosen
}

/// A row's code and name, and the period of a figure that is older than the board's.
fn label(pen: &mut Pen, area: Rect, row: &IndicatorView) {
    let Rect { x, y, width, .. } = area;
    let code = if width >= WITH_CODE { CODE } else { 0 };
    if code > 0 {
        pen.text(x, y, code - 1, row.code.as_deref().unwrap_or(""), Role::Muted);
    }
    let older = row.period.filter(|_| row.more.older).map(Period::short).unwrap_or_default();
    let behind = if older.is_empty() { 0 } else { pen.width(&older) + 1 };
    let room = width.saturating_sub(code + behind);
    let used = pen.text(x + code, y, room, &row.name, Role::Text);
    if behind > 0 {
        pen.text(x + code + used + 1, y, behind, &older, Role::Muted);
    }
}
