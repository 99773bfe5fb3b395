//! The board as CSV, one row an indicator, for spreadsheets.
//!
//! Numbers stay numbers; a text that a spreadsheet would run as a formula is led by an apostrophe.

use crate::assess::board::{Board, IndicatorView, Rating};
use crate::domain::spreadsheet;
use crate::domain::target::Bound;

/// A column: its heading and its cell.
type Column = (&'static str, fn(&IndicatorView) -> String);

/// Every column, in order.
const COLUMNS: &[Column] = &[
    ("section", |i| text(&i.more.about.section)),
    ("indicator", |i| text(&i.id)),
    ("code", |i| text(i.code.as_deref().unwrap_or_default())),
    ("name", |i| text(&i.name)),
    ("unit", |i| i.unit.words().to_owned()),
    ("period", |i| i.period.map_or_else(String::new, |p| p.to_string())),
    ("value", |i| number(i.value)),
    ("shown", |i| text(&i.shown.text())),
    ("missing", |i| i.missing.map_or_else(String::new, |m| m.words().to_owned())),
    ("numerator", |i| number(i.numerator)),
    ("denominator", |i| number(i.denominator)),
    ("target_green", |i| i.target.as_ref().map_or_else(String::new, |t| bound(t.required))),
    ("target_amber", |i| i.target.as_ref().and_then(|t| t.amber).map_or_else(String::new, bound)),
    ("rating", |i| i.rating.map_or("", rating).to_owned()),
    ("indicative", |i| if i.indicative { "yes" } else { "" }.to_owned()),
    ("streak", |i| i.streak.to_string()),
    ("change_against", |i| i.change.as_ref().map_or_else(String::new, |c| c.against.to_string())),
    ("change", |i| number(i.change.as_ref().map(|c| c.by))),
    ("direction", |i| i.change.as_ref().map_or("", |c| c.direction.word()).to_owned()),
    ("year_to_date", |i| number(i.year_to_date.as_ref().map(|t| t.value))),
    ("england", |i| benchmark(i, "england")),
    ("statistical_neighbours", |i| benchmark(i, "statistical-neighbours")),
    ("benchmark_period", |i| {
        let period = i.benchmarks.iter().find_map(|b| b.period);
        period.map_or_else(String::new, |p| p.to_string())
    }),
    ("comment", |i| text(i.comment.as_deref().unwrap_or_default())),
];

/// The whole board. UTF-8; lines end in CR LF, as RFC 4180 says.
///
/// # Errors
/// Only what writing to memory can fail with.
pub fn write(board: &Board) -> Result<Vec<u8>, csv::Error> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().map(|(heading, _)| *heading))?;
    for indicator in board.indicators() {
        writer.write_record(COLUMNS.iter().map(|(_, cell)| cell(indicator)))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn text(text: &str) -> String {
    spreadsheet::text(text).into_owned()
}

fn number(number: Option<f64>) -> String {
    number.map_or_else(String::new, |n| n.to_string())
}

fn bound(bound: Bound) -> String {
    match bound {
        Bound::Figure(figure) => figure.to_string(),
        Bound::Range(low, high) => format!("{low} to {high}"),
    }
}

fn rating(rating: Rating) -> &'static str {
    match rating {
        Rating::Red => "red",
        Rating::Amber => "amber",
        Rating::Green => "green",
    }
}

fn benchmark(indicator: &IndicatorView, name: &str) -> String {
    number(indicator.benchmarks.iter().find(|b| b.name == name).and_then(|b| b.value))
}
