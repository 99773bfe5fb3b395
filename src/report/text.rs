//! The board as a table of plain text, readable in a log or an e-mail.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use crate::assess::benchmark::{ENGLAND, NEIGHBOURS};
use crate::assess::board::{Board, IndicatorView, Rating, SectionView, TargetView};
use crate::assess::shown::Symbol;
use crate::domain::lines::cut;

/// A column: its heading, its cell, whether numbers stand at its right edge, and when it gives way:
/// the smallest first, where the line is too wide; 0 never does.
struct Column {
    heading: &'static str,
    cell: fn(&IndicatorView) -> String,
    right: bool,
    yields: u8,
}

const COLUMNS: &[Column] = &[
    Column { heading: "", cell: |i| i.code.clone().unwrap_or_default(), right: false, yields: 6 },
    Column { heading: NAME, cell: |i| i.name.clone(), right: false, yields: 0 },
    Column { heading: "", cell: older, right: false, yields: 0 },
    Column { heading: "figure", cell: |i| i.shown.text(), right: true, yields: 0 },
    Column { heading: "change", cell: change, right: false, yields: 0 },
    Column { heading: "on year", cell: year, right: true, yields: 1 },
    Column { heading: "target", cell: target, right: true, yields: 7 },
    Column { heading: "rating", cell: rating, right: false, yields: 0 },
    Column { heading: "England", cell: |i| benchmark(i, ENGLAND), right: true, yields: 4 },
    Column { heading: "SN", cell: |i| benchmark(i, NEIGHBOURS), right: true, yields: 3 },
];

/// The heading of the column that is cut where nothing else can give way.
const NAME: &str = "Indicator";

/// The width of text where there is no terminal.
pub const DEFAULT_WIDTH: usize = 100;
/// A name keeps this much while another column can give way.
const ROOM_FOR_NAME: usize = 28;
/// Below this a name is cut no further: the table runs over instead.
const NARROWEST_NAME: usize = 16;

/// The whole board, no line wider than `width` where names can be cut to fit.
pub fn write(board: &Board, width: usize) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", title(board));
    if let Some(notice) = &board.notice {
        let _ = writeln!(out, "{} no longer exists: {notice}", board.authority.name);
    }
    write_agenda(&mut out, board, width);
    let (columns, widths) = fitted(board, width);
    for section in &board.sections {
        write_section(&mut out, section, &columns, &widths);
    }
    if board.public {
        let _ = writeln!(out, "\n{}", Symbol::legend());
    }
    if let Some(corrections) = &board.corrections {
        let _ = writeln!(out, "\nCorrected since");
        if corrections.is_empty() {
            let _ = writeln!(out, "nothing");
        }
        for c in corrections {
            let r = &c.restatement;
            let period = r.period.short();
            let material = if r.material { "" } else { "  (small)" };
            let _ = writeln!(out, "{}, {period}: {}, {}{material}", c.name, r.shown(), r.extracted);
        }
    }
    out
}

fn title(board: &Board) -> String {
    let extracted =
        board.as_at.as_deref().map_or_else(String::new, |day| format!(" (extracted {day})"));
    let public = if board.public { "   PUBLIC" } else { "" };
    let (name, period) = (&board.authority.name, board.period.long());
    format!("{name}   {period}{extracted}   vs {}{public}", board.against)
}

/// What needs a look: label, figure and name on a line, the words under it.
fn write_agenda(out: &mut String, board: &Board, width: usize) {
    let all = board.indicators().count();
    if board.agenda.is_empty() {
        return;
    }
    let verb = if board.agenda.len() == 1 { "needs" } else { "need" };
    let _ = writeln!(out, "\n{} of {all} {verb} a look", board.agenda.len());
    let label = board.agenda.iter().map(|item| item.label.width()).max().unwrap_or(0);
    for item in &board.agenda {
        let Some(view) = board.indicator(&item.indicator) else { continue };
        let code = view.code.as_deref().unwrap_or_default();
        let _ = writeln!(out, "{:label$}  {code:5} {}  {}", item.label, view.name, view.shown);
        let _ = writeln!(
            out,
            "{:label$}        {}",
            "",
            cut(&item.words, width.saturating_sub(label + 8))
        );
    }
}

fn write_section(out: &mut String, section: &SectionView, columns: &[&Column], widths: &[usize]) {
    let r = section.ratings;
    let _ = writeln!(
        out,
        "\n{}   {} red, {} amber, {} green, {} not rated",
        section.title, r.red, r.amber, r.green, r.none
    );
    if section.indicators.is_empty() {
        let _ = writeln!(out, "no figures yet");
        return;
    }
    let _ = writeln!(out, "{}", line(columns, widths, |c| c.heading.to_owned()));
    for indicator in &section.indicators {
        let _ = writeln!(out, "{}", line(columns, widths, |c| (c.cell)(indicator)));
    }
}

fn line(columns: &[&Column], widths: &[usize], cell: impl Fn(&Column) -> String) -> String {
    let cells = columns.iter().zip(widths).map(|(column, width)| {
        let text = cut(&cell(column), *width);
        let pad = " ".repeat(width.saturating_sub(text.width()));
        if column.right { format!("{pad}{text}") } else { format!("{text}{pad}") }
    });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// The columns that fit and how wide each is: its widest cell. Columns give way until the name has
/// room; then the name is cut.
fn fitted(board: &Board, width: usize) -> (Vec<&'static Column>, Vec<usize>) {
    let widest = |column: &Column| {
        let cells = board.indicators().map(|i| (column.cell)(i).width());
        cells.chain([column.heading.width()]).max().unwrap_or(0)
    };
    let mut columns: Vec<(&Column, usize)> =
        COLUMNS.iter().map(|c| (c, widest(c))).filter(|(_, width)| *width > 0).collect();
    let total = |columns: &[(&Column, usize)]| {
        columns.iter().map(|(_, w)| w).sum::<usize>() + 2 * columns.len().saturating_sub(1)
    };
    let name = columns.iter().find(|(c, _)| c.heading == NAME).map_or(0, |(_, w)| *w);
    let can_lose = name.saturating_sub(ROOM_FOR_NAME);
    while total(&columns) > width + can_lose {
        let next = columns.iter().filter(|(c, _)| c.yields > 0).min_by_key(|(c, _)| c.yields);
        let Some(yields) = next.map(|(c, _)| c.yields) else {
            break;
        };
        columns.retain(|(c, _)| c.yields != yields);
    }
    let over = total(&columns).saturating_sub(width);
    if let Some((_, w)) = columns.iter_mut().find(|(c, _)| c.heading == NAME) {
        *w = w.saturating_sub(over).max(NARROWEST_NAME.min(*w));
    }
    columns.into_iter().unzip()
}

/// The figure's own period, where it is not the board's.
fn older(indicator: &IndicatorView) -> String {
    if let Some(part) = &indicator.incomplete {
        return part.clone();
    }
    let own = indicator.period.filter(|_| indicator.more.older);
    own.map_or_else(String::new, crate::domain::period::Period::short)
}

/// `  +0.5 worse`, the signs under each other; `was 7 of 30` says itself that numbers are small.
fn change(indicator: &IndicatorView) -> String {
    let word = indicator.change_word();
    match &indicator.change {
        None => "–".to_owned(),
        Some(change) if change.shown.is_was() => change.shown.text(),
        Some(change) => format!("{:>6} {word}", change.shown),
    }
}

fn year(indicator: &IndicatorView) -> String {
    indicator.year_ago.as_ref().map_or_else(|| "–".to_owned(), |c| c.shown.text())
}

fn target(indicator: &IndicatorView) -> String {
    indicator.target.as_ref().map_or_else(|| "–".to_owned(), TargetView::shown)
}

fn benchmark(indicator: &IndicatorView, name: &str) -> String {
    indicator.comparable(name).map_or_else(|| "–".to_owned(), |b| b.shown.text())
}

/// `RED 6`, `amber`, `(red)` for a small cohort.
fn rating(indicator: &IndicatorView) -> String {
    let word = match indicator.rating {
        None => return "·".to_owned(),
        Some(Rating::Red) => "RED",
        Some(Rating::Amber) => "amber",
        Some(Rating::Green) => "green",
    };
    match (indicator.indicative, indicator.streak) {
        (true, _) => format!("({word})"),
        (false, 0 | 1) => word.to_owned(),
        (false, streak) => format!("{word} {streak}"),
    }
}
