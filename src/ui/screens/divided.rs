//! A section divided: which team is it? Indicators down, the categories of one breakdown across,
//! the whole beside them.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::divided::{categories, cell, ways};
use crate::app::listing::Line;
use crate::app::page::Page;
use crate::app::pointer::Target;
use crate::assess::board::IndicatorView;
use crate::domain::value::brief;
use crate::ui::figure::{self, Widths};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::{label, light};

/// Labels have at most this many cells.
const NAME: u16 = 40;
/// The longest heading of a category.
const HEADING: u16 = 14;

/// A category's column.
struct Column {
    title: String,
    x: u16,
    width: u16,
    figures: Widths,
    /// Its position among all categories.
    at: usize,
}

/// The category columns in view: those from the first that lets the chosen one be seen.
fn in_view(
    pen: &Pen,
    (rows, by): (&[&IndicatorView], &str),
    titles: &[String],
    (x, end): (u16, u16),
    chosen: usize,
) -> Vec<Column> {
    let measured: Vec<(u16, Widths)> = titles
        .iter()
        .map(|title| {
            let shown = rows.iter().filter_map(|row| Some(cell(row, by, title)?.shown.text()));
            let figures = Widths::of(shown);
            ((figures.total() + 2).max(pen.width(title).min(HEADING)).max(6), figures)
        })
        .collect();
    let room = end.saturating_sub(x);
    let span = |from: usize, to: usize| -> u16 {
        measured.get(from..=to).unwrap_or_default().iter().map(|(width, _)| width + 2).sum()
    };
    let first = (0..=chosen).find(|from| span(*from, chosen) <= room).unwrap_or(chosen);
    let mut at = x;
    let mut columns = Vec::new();
    for (position, (title, (width, figures))) in titles.iter().zip(measured).enumerate().skip(first)
    {
        if at + width > end {
            break;
        }
        columns.push(Column { title: title.clone(), x: at, width, figures, at: position });
        at += width + 2;
    }
    columns
}

/// Draws the section divided.
pub fn draw(pen: &mut Pen, area: Rect, app: &App) -> Option<Position> {
    let Page::Divided { section, by, place, column } = &app.page else { return None };
    let lines = app.listed();
    let rows: Vec<&IndicatorView> = lines.iter().filter_map(|line| line.row(&app.board)).collect();
    let titles = categories(&app.board, section, by);
    let whole = Widths::of(rows.iter().map(|row| row.shown.text()));
    let whole_width = whole.total().max(5) + 2;
    let most = NAME.min(area.width.saturating_sub(whole_width + HEADING + 6));
    let name = label::width(pen, &app.board, &lines, most);
    let whole_x = area.x + name + 1;
    let from = whole_x + whole_width + 2;
    let columns = in_view(pen, (&rows, by), &titles, (from, area.right()), *column);
    pen.text(
        area.x,
        area.y,
        area.width,
        &title(app, section, by, &columns, titles.len()),
        Role::Text,
    );
    pen.right(whole_x, area.y + 1, whole_width.saturating_sub(2), "whole", Role::Muted);
    for shown in &columns {
        let role = if shown.at == *column { Role::Strong } else { Role::Muted };
        pen.right(shown.x, area.y + 1, shown.width, &shown.title, role);
    }
    let mut at = None;
    let mut cells = |pen: &mut Pen, y, row: &IndicatorView, here: bool| {
        figure::write(pen, whole_x, y, whole_width - 2, whole, &row.shown.text(), Role::Strong);
        light::mark(pen, whole_x + whole_width - 1, y, row.rating.filter(|_| !row.indicative));
        for shown in &columns {
            let area = Rect { x: shown.x, y, width: shown.width, height: 1 };
            draw_cell(pen, area, row, by, shown);
            if here && shown.at == *column {
                pen.restyle(area, Role::Selected);
                at = Some(Position::new(area.right().saturating_sub(1), y));
            }
        }
    };
    let list = label::list(area);
    for shown in &columns {
        pen.note(Rect { x: shown.x, width: shown.width, ..list }, Target::Column(shown.at));
    }
    let row = label::draw(pen, list, app, (&lines, place.cursor), name, &mut cells);
    foot(pen, area, app, &lines, (by, titles.get(*column)));
    at.or(row)
}

/// A category's figure and light.
fn draw_cell(pen: &mut Pen, area: Rect, row: &IndicatorView, by: &str, column: &Column) {
    let Some(part) = cell(row, by, &column.title) else { return };
    let figures = area.width.saturating_sub(2);
    let role = if part.value.is_some() { Role::Text } else { Role::Muted };
    figure::write(pen, area.x, area.y, figures, column.figures, &part.shown.text(), role);
    if row.target.is_some() {
        light::mark(pen, area.x + figures + 1, area.y, part.rating);
    }
}

/// What the section is divided by, what else it could be, and which categories are out of view.
fn title(app: &App, section: &str, by: &str, columns: &[Column], all: usize) -> String {
    let named = |by: &String| by.replace('-', " ");
    let mut words = format!("By {}", by.replace('-', " "));
    let others: Vec<String> =
        ways(&app.board, section).iter().filter(|way| *way != by).map(named).collect();
    if !others.is_empty() {
        words = format!("{words} (d: by {})", others.join(", "));
    }
    if columns.len() < all {
        words = format!("{words}; {} of {all} shown", columns.len());
    }
    words
}

/// The chosen cell in words, with its numbers.
fn foot(
    pen: &mut Pen,
    area: Rect,
    app: &App,
    lines: &[Line],
    (by, category): (&str, Option<&String>),
) {
    let Page::Divided { place, .. } = &app.page else { return };
    let row = lines.get(place.cursor.at).and_then(|line| line.row(&app.board));
    let (Some(row), Some(category)) = (row, category) else { return };
    let words = match cell(row, by, category) {
        None => format!("{}, {category}: not given", row.name),
        Some(part) => {
            let figure =
                part.missing.map_or_else(|| part.shown.text(), |why| why.words().to_owned());
            let numbers = match (part.numerator, part.denominator) {
                (Some(n), Some(d)) if !part.shown.is_of() => {
                    format!(" ({} of {})", brief(n), brief(d))
                }
                _ => String::new(),
            };
            let of_which = part.of_which.iter().map(|words| format!(", {words}"));
            let of_which: String = of_which.collect();
            format!("{}, {category}: {figure}{numbers}{of_which}; whole {}", row.name, row.shown)
        }
    };
    let y = area.bottom().saturating_sub(1);
    pen.text(area.x, y, area.width, &words, Role::Text);
}
