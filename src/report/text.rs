//! The board as a table of plain text, readable in a log or an e-mail.

use std::fmt::Write;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::assess::board::{Board, IndicatorView, Rating, SectionView};

/// A column: its heading, its cell, whether numbers stand at its right edge, and from how many
/// columns of text it is shown.
struct Column {
    heading: &'static str,
    cell: fn(&IndicatorView) -> String,
    right: bool,
    from: usize,
}

const COLUMNS: &[Column] = &[
    Column {
        heading: "",
        cell: |i| i.code.clone().unwrap_or_default(),
        right: false,
        from: 70,
    },
    Column {
        heading: "Indicator",
        cell: name,
        right: false,
        from: 0,
    },
    Column {
        heading: "figure",
        cell: |i| i.shown.clone(),
        right: true,
        from: 0,
    },
    Column {
        heading: "change",
        cell: change,
        right: true,
        from: 0,
    },
    Column {
        heading: "",
        cell: |i| i.more.change_word.clone(),
        right: false,
        from: 60,
    },
    Column {
        heading: "on year",
        cell: year,
        right: true,
        from: 120,
    },
    Column {
        heading: "target",
        cell: target,
        right: true,
        from: 80,
    },
    Column {
        heading: "rating",
        cell: rating,
        right: false,
        from: 0,
    },
    Column {
        heading: "England",
        cell: |i| benchmark(i, "england"),
        right: true,
        from: 90,
    },
    Column {
        heading: "SN",
        cell: |i| benchmark(i, "statistical-neighbours"),
        right: true,
        from: 100,
    },
];

/// The width of text where there is no terminal.
pub const DEFAULT_WIDTH: usize = 100;
/// Below this a name is cut no further: the table runs over instead.
const NARROWEST_NAME: usize = 16;

/// The whole board, no line wider than `width` where names can be cut to fit.
pub fn write(board: &Board, width: usize) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", title(board));
    if let Some(notice) = &board.notice {
        let _ = writeln!(out, "{} no longer exists: {notice}", board.authority.name);
    }
    let columns: Vec<&Column> = COLUMNS.iter().filter(|c| c.from <= width).collect();
    let widths = widths(board, &columns, width);
    for section in &board.sections {
        write_section(&mut out, section, &columns, &widths);
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
            let _ = writeln!(
                out,
                "{}, {period}: {}, {}{material}",
                c.name, r.shown, r.extracted
            );
        }
    }
    out
}

fn title(board: &Board) -> String {
    let extracted = board
        .as_at
        .as_deref()
        .map_or_else(String::new, |day| format!(" (extracted {day})"));
    format!(
        "{}   {}{extracted}   vs {}",
        board.authority.name,
        board.period.long(),
        board.against
    )
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
        if column.right {
            format!("{pad}{text}")
        } else {
            format!("{text}{pad}")
        }
    });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// Each column as wide as its widest cell; the name gives way until the line fits.
fn widths(board: &Board, columns: &[&Column], width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns
        .iter()
        .map(|column| {
            let cells = board.indicators().map(|i| (column.cell)(i).width());
            cells.chain([column.heading.width()]).max().unwrap_or(0)
        })
        .collect();
    let total = widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1);
    let over = total.saturating_sub(width);
    let name = columns.iter().position(|c| c.heading == "Indicator");
    if let Some(name) = name.and_then(|at| widths.get_mut(at)) {
        *name = name.saturating_sub(over).max(NARROWEST_NAME.min(*name));
    }
    widths
}

/// `text` in at most `width` columns, a cut shown by an ellipsis.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for grapheme in text.graphemes(true) {
        if out.width() + grapheme.width() + 1 > width {
            break;
        }
        out.push_str(grapheme);
    }
    out.push('…');
    out
}

fn name(indicator: &IndicatorView) -> String {
    match indicator.period.filter(|_| indicator.more.older) {
        Some(period) => format!("{}, {}", indicator.name, period.short()),
        None => indicator.name.clone(),
    }
}

fn change(indicator: &IndicatorView) -> String {
    indicator
        .change
        .as_ref()
        .map_or_else(|| "–".to_owned(), |c| c.shown.clone())
}

fn year(indicator: &IndicatorView) -> String {
    indicator
        .year_ago
        .as_ref()
        .map_or_else(|| "–".to_owned(), |c| c.shown.clone())
}

fn target(indicator: &IndicatorView) -> String {
    indicator
        .target
        .as_ref()
        .map_or_else(|| "–".to_owned(), |t| t.shown.clone())
}

fn benchmark(indicator: &IndicatorView, name: &str) -> String {
    let found = indicator.benchmarks.iter().find(|b| b.name == name);
    found.map_or_else(|| "–".to_owned(), |b| b.shown.clone())
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
