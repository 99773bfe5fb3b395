//! The table of a section: a heading, rows, the chosen one in reverse. The label never scrolls away.

use ratatui::layout::{Position, Rect};

use crate::app::cursor::Cursor;
use crate::app::pointer::Target;
use crate::app::rows::Sort;
use crate::assess::board::IndicatorView;
use crate::ui::columns::{ColumnId, Placed, Sheet, fit};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// Rows and which of them is chosen.
pub struct Table<'a> {
    /// What they share; learns how long sparklines are.
    pub sheet: Sheet,
    /// The rows, in order.
    pub rows: &'a [&'a IndicatorView],
    /// Which is chosen and which is the first in view.
    pub cursor: Cursor,
    /// How they are ordered.
    pub sort: Sort,
    /// The columns that somebody chose.
    pub columns: Option<&'a [ColumnId]>,
    /// What is to be marked at a row's left edge beside what its figure brings along.
    pub beside: &'a dyn Fn(&IndicatorView) -> Beside,
}

/// What is known of a row beside its figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Beside {
    /// It changed since the reading before: marked in the margin left of the table.
    pub news: bool,
    /// Somebody in the room commented on it.
    pub commented: bool,
    /// Somebody is to do something about it.
    pub action: bool,
}

impl Table<'_> {
    /// Draws it and says where the chosen name stands.
    pub fn draw(mut self, pen: &mut Pen, area: Rect) -> Option<Position> {
        let columns = fit(&mut self.sheet, area.width, self.columns);
        for column in &columns {
            let sort = (self.sort.by, self.sort.reversed);
            column.heading(&self.sheet, pen, area.x, area.y, sort);
            if let Some(by) = column.column.sort {
                let heading = Rect { x: area.x + column.x, width: column.width, height: 1, ..area };
                pen.note(heading, Target::Heading(by));
            }
        }
        let mut chosen = None;
        let lines = usize::from(area.height.saturating_sub(1));
        let view = self.rows.iter().enumerate().skip(self.cursor.top).take(lines);
        for ((at, row), y) in view.zip(area.y + 1..) {
            for column in &columns {
                column.cell(&self.sheet, pen, area.x, y, row);
            }
            pen.note(Rect { y, height: 1, ..area }, Target::Line(at));
            let beside = (self.beside)(row);
            if beside.news {
                news(pen, area, y);
            }
            if let Some(marks) = columns.iter().find(|c| c.column.id == ColumnId::Marks) {
                entered(pen, (area.x + marks.x, y), beside);
            }
            if at == self.cursor.at {
                for part in around_bars(&columns, area) {
                    pen.restyle(Rect { y, height: 1, ..part }, Role::Selected);
                }
                let name = columns.iter().find(|c| c.column.id == ColumnId::Name);
                chosen = name.map(|name| Position::new(area.x + name.x, y));
            }
        }
        chosen
    }
}

/// Marks what people entered about a row, in the places of its marks.
fn entered(pen: &mut Pen, (x, y): (u16, u16), beside: Beside) {
    if beside.commented {
        pen.text(x + 1, y, 1, pen.glyphs.comment, Role::Strong);
    }
    if beside.action {
        pen.text(x + 2, y, 1, pen.glyphs.action, Role::Warning);
    }
}

/// Marks a line as changed since the reading before, in the margin left of `area`.
pub fn news(pen: &mut Pen, area: Rect, y: u16) {
    let glyph = pen.glyphs.news;
    pen.text(area.x.saturating_sub(1), y, 1, glyph, Role::Warning);
}

/// The row but for its sparkline: bars in reverse video would be holes.
fn around_bars(columns: &[Placed], area: Rect) -> Vec<Rect> {
    let Some(bars) = columns.iter().find(|c| c.column.id == ColumnId::Sparkline) else {
        return vec![area];
    };
    let end = bars.x + bars.width;
    vec![
        Rect { width: bars.x, ..area },
        Rect { x: area.x + end, width: area.width.saturating_sub(end), ..area },
    ]
}
