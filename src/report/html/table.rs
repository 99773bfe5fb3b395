//! A table of a page: a region with a name that scrolls by itself where the page is narrow.

use std::fmt::Write as _;

use super::{escape, light, lines};
use crate::assess::board::Ratings;
use crate::report::document::{Cell, Column, Holds, Is, Table, lights_words};
use crate::report::svg;

/// So many characters are short.
const SHORT: usize = 12;

/// Writes the table; its caption has the id, and is for readers by ear alone where it stands above
/// the table already.
pub(super) fn write(out: &mut String, table: &Table, id: &str, stands_above: bool) {
    let unseen = if stands_above { " class=\"unseen\"" } else { "" };
    let _ = write!(
        out,
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\">\n\
         <table>\n<caption id=\"{id}\"{unseen}>{}</caption>\n<thead>\n<tr>",
        escape(&table.caption)
    );
    for column in &table.columns {
        let class = class(column.holds);
        if column.heading.is_empty() {
            out.push_str("<td></td>");
            continue;
        }
        let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", escape(&heading(&column.heading)));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        let mut led = false;
        for (column, cell) in table.columns.iter().zip(row) {
            let leads = column.holds == Holds::Names && !led;
            led |= leads;
            write_cell(out, column, cell, leads);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

/// A period's short name stays in one line: `Sep 26`.
fn heading(words: &str) -> String {
    if words.ends_with(|c: char| c.is_ascii_digit()) {
        words.replace(' ', "\u{a0}")
    } else {
        words.to_owned()
    }
}

fn class(holds: Holds) -> &'static str {
    match holds {
        Holds::Figures => " class=\"figures\"",
        Holds::Prose => " class=\"prose\"",
        Holds::Names | Holds::Words => "",
    }
}

fn write_cell(out: &mut String, column: &Column, cell: &Cell, leads: bool) {
    let main = match &cell.is {
        Is::Words(words) => lines(words),
        Is::Figure(shown, _) => escape(&minus(shown)),
        Is::Light(shown) => light(*shown),
        Is::Lights(lights) => bar(*lights),
        Is::Trend(trend) => svg::spark(trend),
    };
    let aside = match cell.aside.as_str() {
        "" => String::new(),
        aside => {
            // What is short stays in one line, and numbers of one another do: `57 of 310`.
            let breaks = if aside.chars().count() > SHORT { " of " } else { " " };
            let kept = escape(&minus(aside)).replace(breaks, &breaks.replace(' ', "\u{a0}"));
            format!(" <span class=\"aside\">{kept}</span>")
        }
    };
    let class = class(column.holds);
    let _ = if leads {
        write!(out, "<th scope=\"row\"{class}>{main}{aside}</th>")
    } else {
        write!(out, "<td{class}>{main}{aside}</td>")
    };
}

/// A minus sign where a figure has a hyphen: it stands as wide as the plus.
fn minus(shown: &str) -> String {
    match shown.strip_prefix('-') {
        Some(rest) => format!("\u{2212}{rest}"),
        None => shown.to_owned(),
    }
}

/// How many of each light, as one bar.
fn bar(lights: Ratings) -> String {
    const WIDTH: f64 = 140.0;
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let all = count(lights.red + lights.amber + lights.green + lights.none).max(1.0);
    let mut out = format!(
        "<svg class=\"bar\" viewBox=\"0 0 {WIDTH} 10\" role=\"img\"><title>{}</title>",
        lights_words(lights)
    );
    let parts = [
        ("red", lights.red),
        ("amber", lights.amber),
        ("green", lights.green),
        ("none", lights.none),
    ];
    let mut x = 0.0;
    for (class, part) in parts.into_iter().filter(|(_, part)| *part > 0) {
        let width = WIDTH * count(part) / all;
        let _ = write!(
            out,
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"0\" width=\"{:.1}\" height=\"10\"/>",
            (width - 1.0).max(0.5)
        );
        x += width;
    }
    out + "</svg>"
}
