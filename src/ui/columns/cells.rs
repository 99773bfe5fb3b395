//! The cells of a section's table, a function a column.

use super::sheet::{CHANGE_WORD, Sheet};
use crate::app::rows::{outlook, verdict};
use crate::assess::benchmark::{ENGLAND, NEIGHBOURS};
use crate::assess::board::{ChangeView, Direction, Grain, IndicatorView, TotalView};
use crate::assess::shown::Shown;
use crate::domain::period::Period;
use crate::domain::value::plain;
use crate::ui::figure;
use crate::ui::pen::{Pen, cells};
use crate::ui::theme::Role;
use crate::ui::widgets::light;
use crate::ui::widgets::sparkline::{self, Scale};

/// Where a cell stands.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// Its first column on the screen.
    pub x: u16,
    /// Its line.
    pub y: u16,
    /// Its width.
    pub width: u16,
}

/// A name's cells from which on there is room for whole words behind it.
const ROOMY: u16 = 40;

pub(super) fn marks(_: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    let glyphs = pen.glyphs;
    let marks = [
        (row.more.restated_now, glyphs.restated, Role::Warning),
        (row.comment.is_some(), glyphs.comment, Role::Strong),
        (row.data_note.is_some(), glyphs.note, Role::Warning),
    ];
    for (at, (is, glyph, role)) in (0..).zip(marks) {
        if is {
            pen.text(cell.x + at, cell.y, 1, glyph, role);
        }
    }
}

pub(super) fn code(_: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    pen.text(cell.x, cell.y, cell.width, row.code.as_deref().unwrap_or(""), Role::Muted);
}

/// The name; behind it the figure's own period where that is older than the board's, and how much
/// of the period is there where that is not all.
pub(super) fn name(_: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    let older = row.period.filter(|_| row.more.older).map(Period::short);
    // `2 of 3 months`; where that would leave too little to the name, `2 of 3`.
    let words = row.incomplete.as_deref();
    let short =
        |words: &str| words.rsplit_once(' ').map_or(words.to_owned(), |(n, _)| n.to_owned());
    let part = if cell.width < ROOMY { words.map(short) } else { words.map(str::to_owned) };
    let older = older.into_iter().chain(part).collect::<Vec<_>>().join(", ");
    let room = if older.is_empty() { 0 } else { pen.width(&older) + 2 };
    let used = pen.text(cell.x, cell.y, cell.width.saturating_sub(room), &row.name, Role::Text);
    if room > 0 {
        pen.text(cell.x + used + 2, cell.y, room.saturating_sub(2), &older, Role::Muted);
    }
}

pub(super) fn value(sheet: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    let role = if row.value.is_some() { Role::Strong } else { Role::Muted };
    figure::write(pen, cell.x, cell.y, cell.width, sheet.value, &row.shown.text(), role);
}

pub(super) fn compared(sheet: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    let text = row.compared_shown();
    figure::write(pen, cell.x, cell.y, cell.width, sheet.value, &text, Role::Muted);
}

pub(super) fn change(sheet: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    let Some(change) = &row.change else { return };
    let (words, shown) = (change.word, change.shown.text());
    if figure::is_figure(&shown) && cells(words) <= CHANGE_WORD {
        change_cell(sheet, pen, cell, change, words);
    } else if sheet.compares {
        // `new definition` may take one cell of the air behind.
        pen.text(cell.x, cell.y, cell.width + 1, words, Role::Muted);
    } else {
        pen.text(cell.x, cell.y, cell.width, &shown, Role::Muted);
    }
}

pub(super) fn year_ago(sheet: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    let Some(change) = &row.year_ago else { return };
    let shown = change.shown.text();
    if figure::is_figure(&shown) {
        change_cell(sheet, pen, cell, change, change.direction.word());
    } else {
        pen.text(cell.x, cell.y, cell.width, &shown, Role::Muted);
    }
}

/// A change with its word; what got worse is read first.
fn change_cell(sheet: &Sheet, pen: &mut Pen, cell: Cell, change: &ChangeView, word: &str) {
    let role = match change.direction {
        Direction::Worse => Role::Strong,
        Direction::Better | Direction::Up | Direction::Down => Role::Text,
        Direction::Same => Role::Muted,
    };
    let number = sheet.change.total();
    figure::write(pen, cell.x, cell.y, number, sheet.change, &change.shown.text(), role);
    pen.text(cell.x + number + 1, cell.y, cell.width.saturating_sub(number + 1), word, role);
}

pub(super) fn spark_title(sheet: &Sheet) -> String {
    let periods = match sheet.grain {
        Grain::Month if sheet.yearly => "years",
        Grain::Month => "months",
        Grain::Quarter => "quarters",
        Grain::Year => "years",
    };
    let drawn = sheet.bars.min(sheet.longest);
    let periods = if drawn == 1 { periods.trim_end_matches('s') } else { periods };
    format!("{drawn} {periods}")
}

pub(super) fn spark(sheet: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    let bars = sheet.bars_of(row);
    let shared = sheet.scales.as_ref().and_then(|scales| {
        scales.iter().find(|(unit, _)| *unit == row.unit).map(|(_, scale)| *scale)
    });
    let scale = shared.or_else(|| Scale::of(bars.iter().flatten()));
    let rating = row.rating.filter(|_| !row.indicative);
    sparkline::draw(pen, cell.x, cell.y, &bars, scale, rating);
}

pub(super) fn target(sheet: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    match &row.target {
        Some(target) => {
            figure::write(
                pen,
                cell.x,
                cell.y,
                cell.width,
                sheet.target,
                &target.shown(),
                Role::Text,
            );
        }
        None => pen.right(cell.x, cell.y, cell.width, "–", Role::Muted),
    }
}

pub(super) fn rating(_: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    light::draw(pen, cell.x, cell.y, row);
}

pub(super) fn england(sheet: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    beside(sheet, pen, cell, row, ENGLAND);
}

pub(super) fn neighbours(sheet: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    beside(sheet, pen, cell, row, NEIGHBOURS);
}

fn beside(sheet: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView, name: &str) {
    let shown = row.comparable(name).map_or(Shown::Nothing, |b| b.shown).text();
    figure::write(pen, cell.x, cell.y, cell.width, sheet.beside, &shown, Role::Muted);
}

pub(super) fn year_to_date(sheet: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    total(sheet, pen, cell, row.year_to_date.as_ref());
}

pub(super) fn year_average(sheet: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    total(sheet, pen, cell, row.year_average.as_ref());
}

pub(super) fn rolling_12(sheet: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    total(sheet, pen, cell, row.rolling_12.as_ref());
}

fn total(sheet: &Sheet, pen: &mut Pen, cell: Cell, total: Option<&TotalView>) {
    let shown = total.map_or(Shown::Nothing, |total| total.shown).text();
    figure::write(pen, cell.x, cell.y, cell.width, sheet.value, &shown, Role::Text);
}

/// How far the figure is from green, in the unit; nothing to go is a zero.
pub(super) fn distance(sheet: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    let Some(distance) = row.distance else {
        pen.right(cell.x, cell.y, cell.width, "–", Role::Muted);
        return;
    };
    let shown = plain(distance, row.decimals);
    let role = if distance > 0.0 { Role::Text } else { Role::Muted };
    figure::write(pen, cell.x, cell.y, cell.width, sheet.change, &shown, role);
}

pub(super) fn rank(_: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    let shown = row
        .rank
        .as_ref()
        .map_or_else(|| "–".to_owned(), |rank| format!("{} of {}", rank.position, rank.of));
    let role = if row.rank.is_some() { Role::Text } else { Role::Muted };
    pen.right(cell.x, cell.y, cell.width, &shown, role);
}

pub(super) fn owner(_: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    let owner = row.more.about.owner.as_deref().unwrap_or("–");
    pen.text(cell.x, cell.y, cell.width, owner, Role::Muted);
}

/// The control chart's verdict, and whether the target will be met as things run. Where there is no
/// room for both, a real change is told before a target that will or will not be met.
pub(super) fn control(_: &Sheet, pen: &mut Pen, cell: Cell, row: &IndicatorView) {
    let Some(word) = verdict(row) else {
        pen.text(cell.x, cell.y, 1, "–", Role::Muted);
        return;
    };
    let (glyph, role) = match word {
        "worse" => (pen.glyphs.green, Role::Strong),
        "usual" => (pen.glyphs.usual, Role::Muted),
        _ => (pen.glyphs.green, Role::Text),
    };
    pen.text(cell.x, cell.y, 1, glyph, role);
    let (x, room) = (cell.x + 2, cell.width.saturating_sub(2));
    let assured = match outlook(row) {
        Some("unlikely") => ("unlikely", Role::Text),
        Some(words) => (words, Role::Muted),
        None => ("", Role::Muted),
    };
    let both = cells(word) + 1 + cells(assured.0);
    if !assured.0.is_empty() && both <= room {
        let used = pen.text(x, cell.y, room, word, role) + 1;
        pen.text(x + used, cell.y, room - used, assured.0, assured.1);
    } else if word == "usual" && !assured.0.is_empty() && cells(assured.0) <= room {
        pen.text(x, cell.y, room, assured.0, assured.1);
    } else {
        pen.text(x, cell.y, room, word, role);
    }
}
