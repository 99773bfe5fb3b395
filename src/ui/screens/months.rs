//! The lights of the last months: indicators down, months across, one letter a month.
//!
//! ```text
//!                                          2025        2026
//!                                    now    O  N  D  J  F  M  A  M  J  J  A  S  O
//!  Front door
//!  FD7 Assessments within 45 days   81.2%   G  A  A  A  A  A  A  R  R  R  R  R [R]
//! ```

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::listing::Line;
use crate::app::months::{self, columns};
use crate::app::page::Page;
use crate::app::pointer::Target;
use crate::assess::board::{IndicatorView, Rating, SeriesPoint};
use crate::domain::period::{Period, Shape};
use crate::ui::figure::{self, Widths};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::{label, light};

/// Cells of a month: a letter and air.
const CELL: u16 = 3;
/// Cells of a financial year: `24/25`.
const YEAR: u16 = 6;
/// Labels leave at least this many cells to figures and months.
const MONTHS: u16 = 36;

/// What stands where.
struct Sheet {
    name: u16,
    figure: (u16, u16),
    figures: Widths,
    /// The first cell of the first month in view.
    x: u16,
    cell: u16,
    /// The months in view, oldest first.
    months: Vec<Period>,
}

impl Sheet {
    fn of(pen: &Pen, area: Rect, app: &App, lines: &[Line], back: usize) -> Self {
        let rows = || lines.iter().filter_map(|line| line.row(&app.board));
        let figures = Widths::of(rows().map(|row| row.shown.text()));
        let all = columns(&app.board);
        let cell = if app.board.period.shape() == Shape::FinancialYear { YEAR } else { CELL };
        let figure = figures.total().max(4);
        let wanted = u16::try_from(all.len()).unwrap_or(u16::MAX).saturating_mul(cell);
        let kept = wanted.clamp(MONTHS.min(area.width), area.width.max(MONTHS)) + figure + 3;
        let most = area.width.saturating_sub(kept).max(area.width / 3).min(46);
        let name = label::width(pen, &app.board, lines, most);
        let room = usize::from(area.width.saturating_sub(name + 1 + figure + 2) / cell);
        // The chosen month is in view; else the newest are.
        let end = all.len() - back.saturating_sub(room.saturating_sub(1)).min(all.len());
        let months = all.get(end.saturating_sub(room)..end).unwrap_or_default().to_vec();
        let x = area.x + name + 1 + figure + 2;
        Self { name, figure: (area.x + name + 1, figure), figures, x, cell, months }
    }

    fn column(&self, at: usize) -> u16 {
        self.x + u16::try_from(at).unwrap_or(u16::MAX).saturating_mul(self.cell)
    }
}

/// Draws the matrix.
pub fn draw(pen: &mut Pen, area: Rect, app: &App) -> Option<Position> {
    let Page::Months { place, back } = &app.page else { return None };
    let lines = app.listed();
    let all = columns(&app.board);
    let chosen = months::column(&app.board, *back);
    let sheet = Sheet::of(pen, area, app, &lines, *back);
    headings(pen, area, &sheet, chosen);
    let list = label::list(area);
    for (at, month) in sheet.months.iter().enumerate() {
        if let Some(back) = all.iter().rev().position(|other| other == month) {
            let column = Rect { x: sheet.column(at), width: sheet.cell, ..list };
            pen.note(column, Target::Column(back));
        }
    }
    let mut at = None;
    let mut cells = |pen: &mut Pen, y, row: &IndicatorView, here: bool| {
        let (x, width) = sheet.figure;
        figure::write(pen, x, y, width, sheet.figures, &row.shown.text(), Role::Strong);
        for (column, month) in sheet.months.iter().enumerate() {
            let cell = Rect { x: sheet.column(column), y, width: sheet.cell, height: 1 };
            let chosen = here && Some(*month) == chosen;
            draw_cell(pen, cell, months::point(row, *month), chosen);
            if chosen {
                at = Some(Position::new(cell.x + 1, y));
            }
        }
    };
    let row = label::draw(pen, list, app, (&lines, place.cursor), sheet.name, &mut cells);
    let found = lines.get(place.cursor.at).and_then(|line| line.row(&app.board));
    if let (Some(row), Some(month)) = (found, chosen) {
        let foot = area.bottom().saturating_sub(1);
        pen.text(area.x, foot, area.width, &read_out(row, month), Role::Text);
    }
    at.or(row)
}

/// Years where they begin, and under them the months' initials, the quarters or the years.
fn headings(pen: &mut Pen, area: Rect, sheet: &Sheet, chosen: Option<Period>) {
    let mut before = None;
    for (at, month) in sheet.months.iter().enumerate() {
        let x = sheet.column(at);
        let (year, short) = heading(*month);
        if before.as_ref() != Some(&year) {
            // A year of which only the end is in view must not run into the next one.
            let rest = sheet.months.iter().skip(at);
            let same = rest.take_while(|other| heading(**other).0 == year).count();
            let room = u16::try_from(same).unwrap_or(u16::MAX).saturating_mul(sheet.cell);
            if pen.width(&year) < room {
                pen.text(x + 1, area.y, room - 1, &year, Role::Muted);
            }
            before = Some(year);
        }
        let role = if Some(*month) == chosen { Role::Selected } else { Role::Muted };
        pen.text(x + 1, area.y + 1, sheet.cell.saturating_sub(1), &short, role);
    }
    let (x, width) = sheet.figure;
    pen.right(x, area.y + 1, width, "now", Role::Muted);
}

/// The year above a period's column and what stands below that.
fn heading(period: Period) -> (String, String) {
    let short = period.short();
    match period.shape() {
        Shape::Quarter => {
            let (quarter, year) = short.split_once(' ').unwrap_or((&short, ""));
            (year.to_owned(), quarter.to_owned())
        }
        Shape::FinancialYear => (String::new(), period.to_string().chars().skip(2).collect()),
        _ => {
            let initial = short.chars().take(1).collect();
            (period.to_string().chars().take(4).collect(), initial)
        }
    }
}

/// A month's light: its letter on its ground; on a small cohort in brackets and without a ground; a
/// dot where nothing is rated, a dash where a figure is missing, nothing where there is none.
fn draw_cell(pen: &mut Pen, cell: Rect, point: Option<&SeriesPoint>, chosen: bool) {
    let Rect { x, y, .. } = cell;
    let (text, role) = match point {
        None => ("   ".to_owned(), Role::Text),
        Some(point) => match (point.rating, point.value) {
            (Some(rating), _) if point.indicative => {
                (format!("({})", rating.letter()), light::ink(Some(rating)))
            }
            (Some(rating), _) => (format!(" {} ", rating.letter()), light::ground(rating)),
            (None, Some(_)) => (format!(" {} ", pen.glyphs.unlit), Role::Muted),
            (None, None) => (" – ".to_owned(), Role::Muted),
        },
    };
    pen.text(x, y, 3, &text, role);
    if chosen {
        let style = pen.style(Role::Selected);
        pen.glyph(x, y, "[", style);
        pen.glyph(x + 2, y, "]", style);
    }
}

/// The chosen cell in words.
fn read_out(row: &IndicatorView, month: Period) -> String {
    let Some(point) = months::point(row, month) else {
        return format!("{}: nothing for {}", row.name, month.long());
    };
    let figure = point.missing.map_or_else(|| point.shown().text(), |why| why.words().to_owned());
    let light = match point.rating {
        Some(Rating::Red) => ", red",
        Some(Rating::Amber) => ", amber",
        Some(Rating::Green) => ", green",
        None => "",
    };
    let small = if point.indicative { ", a small cohort" } else { "" };
    let restated = if point.restated { ", restated" } else { "" };
    format!("{}, {}: {figure}{light}{small}{restated}", row.name, point.period.long())
}
