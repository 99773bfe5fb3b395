//! One sheet: its lines, its table, how it is printed.

use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, Format, Worksheet, XlsxError,
};

use super::Sheet;
use super::looks::{LIGHTS, Looks, number};
use super::trends;
use crate::domain::spreadsheet;
use crate::report::document::{Cell, Column, Holds, Is, Table};

/// A4.
const PAPER: u8 = 9;
/// A cell holds no more characters.
const LONGEST_TEXT: usize = 32_000;
/// The height of a line, in points.
const LINE: f64 = 15.0;
/// A row is no higher.
const MOST_LINES: usize = 20;
/// The narrowest column.
const NARROWEST: usize = 7;

/// Where a table stands on its sheet.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The row of its headings.
    pub(super) head: u32,
    /// The first row below it.
    pub(super) end: u32,
    /// The first column to the right of it.
    pub(super) right: u16,
}

/// Writes a sheet under its name; the workbook's title stands on its pages.
pub(super) fn write(
    paper: &mut Worksheet,
    sheet: &Sheet,
    (name, title): (&str, &str),
    looks: &Looks,
) -> Result<(), XlsxError> {
    paper.set_name(name)?;
    for (row, line) in (0_u32..).zip(&sheet.lead) {
        let look = if row == 0 { &looks.title } else { &looks.line };
        paper.write_string_with_format(row, 0, text(line), look)?;
    }
    let table = &sheet.table;
    let head = match u32::try_from(sheet.lead.len()).unwrap_or(0) {
        0 => 0,
        lines => lines + 1,
    };
    let place = Place {
        head,
        end: head + 1 + u32::try_from(table.rows.len()).unwrap_or(0),
        right: u16::try_from(table.columns.len()).unwrap_or(u16::MAX),
    };
    headings(paper, table, place, looks)?;
    let widths: Vec<usize> =
        table.columns.iter().enumerate().map(|(at, column)| width(table, at, column)).collect();
    for (at, width) in (0_u16..).zip(&widths) {
        paper.set_column_width(at, u16::try_from(*width).unwrap_or(u16::MAX))?;
    }
    for (row, cells) in (place.head + 1..).zip(&table.rows) {
        paper.set_row_height(row, LINE * lines(table, cells, &widths))?;
        for ((at, column), cell) in (0_u16..).zip(&table.columns).zip(cells) {
            write_cell(paper, (row, at), column, cell, looks)?;
        }
    }
    lights(paper, table, place)?;
    trends::write(paper, name, table, place, looks)?;
    printed(paper, sheet, place, title)
}

/// Headings that stay in view with the names of the rows, and filters.
fn headings(
    paper: &mut Worksheet,
    table: &Table,
    place: Place,
    looks: &Looks,
) -> Result<(), XlsxError> {
    for (at, column) in (0_u16..).zip(&table.columns) {
        let look = looks.heading(column.holds);
        paper.write_string_with_format(place.head, at, text(&column.heading), look)?;
    }
    let names = table.columns.iter().rposition(|column| column.holds == Holds::Names);
    let names = names.and_then(|at| u16::try_from(at + 1).ok()).unwrap_or(0);
    paper.set_freeze_panes(place.head + 1, names)?;
    if place.end > place.head + 1 && place.right > 0 {
        paper.autofilter(place.head, 0, place.end - 1, place.right - 1)?;
    }
    Ok(())
}

/// As wide as its longest text, within what its kind may take.
fn width(table: &Table, at: usize, column: &Column) -> usize {
    let most = match column.holds {
        Holds::Names => 36,
        Holds::Words => 20,
        Holds::Figures => 14,
        Holds::Prose => 45,
    };
    let texts = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| match &cell.is {
        Is::Words(words) | Is::Figure(words, _) => words.chars().count(),
        Is::Light(_) => 5,
        Is::Lights(_) | Is::Trend(_) => 16,
    });
    let widest = texts.max().unwrap_or(0);
    // A heading wraps, but no word of it does.
    let word = column.heading.split(' ').map(|word| word.chars().count() + 2).max().unwrap_or(0);
    widest.max(word).max(NARROWEST).min(most.max(word)) + 1
}

/// How many lines a row's wrapped texts take: not every spreadsheet finds that out by itself. A
/// column's width is in digits, of which seven are as wide as eight letters.
fn lines(table: &Table, cells: &[Cell], widths: &[usize]) -> f64 {
    let wrapped =
        table.columns.iter().zip(cells).zip(widths).filter_map(|((column, cell), wide)| {
            let wraps = matches!(column.holds, Holds::Names | Holds::Prose);
            let Is::Words(words) = &cell.is else { return None };
            let of = |line: &str| (line.chars().count() * 7).div_ceil(wide * 8).max(1);
            wraps.then(|| words.lines().map(of).sum::<usize>())
        });
    let most = wrapped.max().unwrap_or(1).clamp(1, MOST_LINES);
    f64::from(u32::try_from(most).unwrap_or(1))
}

fn write_cell(
    paper: &mut Worksheet,
    (row, at): (u32, u16),
    column: &Column,
    cell: &Cell,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let written = |words: &str, paper: &mut Worksheet, look: &Format| {
        if !words.is_empty() && words != "–" {
            paper.write_string_with_format(row, at, text(words), look)?;
        }
        Ok(())
    };
    match &cell.is {
        Is::Figure(_, Some(found)) => {
            paper.write_number_with_format(row, at, found.value, &number(found.form))?;
            Ok(())
        }
        Is::Words(words) | Is::Figure(words, None) => {
            written(words, paper, looks.text(column.holds))
        }
        Is::Light(light) => written(light.letter(), paper, &looks.light),
        Is::Lights(_) => written(&cell.text(), paper, looks.text(column.holds)),
        // Drawn by the spreadsheet, from figures beside the table.
        Is::Trend(_) => Ok(()),
    }
}

/// Text as text, never a formula, no longer than a cell holds.
pub(super) fn text(words: &str) -> String {
    spreadsheet::text(words).chars().take(LONGEST_TEXT).collect()
}

/// Lights take their colours from their letters, so that they change with them.
fn lights(paper: &mut Worksheet, table: &Table, place: Place) -> Result<(), XlsxError> {
    let lit = |at: usize| {
        table.rows.iter().any(|row| matches!(row.get(at).map(|c| &c.is), Some(Is::Light(_))))
    };
    for at in (0..table.columns.len()).filter(|at| lit(*at)) {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        for (letter, ink, ground) in LIGHTS {
            let ink = Format::new().set_font_color(Color::RGB(ink));
            let full = ink.clone().set_bold().set_background_color(Color::RGB(ground));
            for (text, look) in [(letter.to_owned(), full), (format!("({letter})"), ink)] {
                let rule = ConditionalFormatCellRule::EqualTo(text);
                let rule = ConditionalFormatCell::new().set_rule(rule).set_format(look);
                paper.add_conditional_format(place.head + 1, at, place.end - 1, at, &rule)?;
            }
        }
    }
    Ok(())
}

/// Landscape, as wide as a page, headings on every one; what is only there to be drawn is not printed.
fn printed(
    paper: &mut Worksheet,
    sheet: &Sheet,
    place: Place,
    title: &str,
) -> Result<(), XlsxError> {
    let printed = sheet.printed.and_then(|count| u16::try_from(count).ok()).unwrap_or(place.right);
    // In a page's head & begins a code.
    let plain = |text: &str| text.replace('&', "&&").chars().take(100).collect::<String>();
    paper.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
    paper.set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
    paper.set_header(format!("&L{}&R&A", plain(title)));
    paper.set_footer("&RPage &P of &N");
    paper.set_repeat_rows(place.head, place.head)?;
    paper.set_print_area(0, 0, place.end.saturating_sub(1), printed.saturating_sub(1))?;
    Ok(())
}
