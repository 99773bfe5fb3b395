//! The columns that spreadsheets get of indicators: CSV and workbooks have the same ones.

use super::document::{Cell, Column, Form, Holds, Is, Light, Number, Table};
use super::trend::Trend;
use crate::assess::benchmark::{ENGLAND, NEIGHBOURS};
use crate::assess::board::{IndicatorView, TargetView, TotalView};
use crate::assess::control::verdict_words;
use crate::domain::observation::Status;
use crate::domain::target::Bound;
use crate::domain::value::{Missing, Unit};

/// A column of indicators.
#[derive(Debug, Clone, Copy)]
pub struct SheetColumn {
    /// Its heading in CSV: a name for programs.
    pub key: &'static str,
    /// Its heading in a workbook.
    pub heading: &'static str,
    /// What stands in it.
    pub holds: Holds,
    /// The cell of an indicator.
    pub cell: fn(&IndicatorView) -> Cell,
}

const fn names(
    key: &'static str,
    heading: &'static str,
    cell: fn(&IndicatorView) -> Cell,
) -> SheetColumn {
    SheetColumn { key, heading, holds: Holds::Names, cell }
}

const fn words(
    key: &'static str,
    heading: &'static str,
    cell: fn(&IndicatorView) -> Cell,
) -> SheetColumn {
    SheetColumn { key, heading, holds: Holds::Words, cell }
}

const fn prose(
    key: &'static str,
    heading: &'static str,
    cell: fn(&IndicatorView) -> Cell,
) -> SheetColumn {
    SheetColumn { key, heading, holds: Holds::Prose, cell }
}

const fn figures(
    key: &'static str,
    heading: &'static str,
    cell: fn(&IndicatorView) -> Cell,
) -> SheetColumn {
    SheetColumn { key, heading, holds: Holds::Figures, cell }
}

/// Every column, in order.
#[rustfmt::skip] // a table: one row a column
pub const COLUMNS: &[SheetColumn] = &[
    words("section", "Section", |i| Cell::words(&i.more.about.section)),
    words("indicator", "Id", |i| Cell::words(&i.id)),
    names("code", "Code", |i| Cell::words(i.code.as_deref().unwrap_or_default())),
    names("name", "Indicator", |i| Cell::words(&i.name)),
    words("unit", "Unit", |i| Cell::words(i.unit.words())),
    words("period", "Period", |i| Cell::words(i.period.map_or_else(String::new, |p| p.to_string()))),
    figures("value", "Figure", |i| number(i, i.value)),
    figures("shown", "Read as", |i| Cell::words(i.shown.text())),
    words("missing", "Missing", |i| Cell::words(i.missing.map_or("", Missing::words))),
    figures("numerator", "Numerator", |i| count(i.numerator)),
    figures("denominator", "Denominator", |i| count(i.denominator)),
    figures("target_green", "Target", |i| i.target.as_ref().map_or_else(Cell::nothing, |t| bound(i, t.required))),
    figures("target_amber", "Amber to", |i| i.target.as_ref().and_then(|t| t.amber).map_or_else(Cell::nothing, |b| bound(i, b))),
    words("rating", "Rating", |i| Cell::of(Is::Light(Light { rating: i.rating, indicative: i.indicative, streak: (0, "") }))),
    words("indicative", "Small numbers", |i| Cell::words(if i.indicative { "yes" } else { "" })),
    figures("streak", "Periods running", |i| count(Some(f64::from(i.streak)))),
    words("change_against", "Compared with", |i| Cell::words(i.change.as_ref().map_or_else(String::new, |c| c.against.to_string()))),
    figures("change", "Change", |i| change(i, i.change.as_ref().map(|c| c.by))),
    words("direction", "Change is", |i| Cell::words(i.change.as_ref().map_or("", |c| c.direction.word()))),
    figures("year_to_date", "Year to date", |i| number(i, i.year_to_date.as_ref().map(|t| t.value))),
    figures("england", "England", |i| benchmark(i, ENGLAND)),
    figures("statistical_neighbours", "Neighbours", |i| benchmark(i, NEIGHBOURS)),
    words("benchmark_period", "Their year", |i| Cell::words(i.benchmarks.iter().find_map(|b| b.period).map_or_else(String::new, |p| p.to_string()))),
    prose("comment", "Comment", |i| Cell::words(i.comment.as_deref().unwrap_or_default())),
    figures("change_on_year", "On the year", |i| change(i, i.year_ago.as_ref().map(|c| c.by))),
    words("direction_on_year", "On the year is", |i| Cell::words(i.year_ago.as_ref().map_or("", |c| c.direction.word()))),
    figures("year_average", "Average of the year", |i| number(i, i.year_average.as_ref().map(total))),
    figures("rolling_12", "12 months", |i| number(i, i.rolling_12.as_ref().map(total))),
    words("status", "Status", |i| Cell::words(if i.value.is_some() { status(i.status) } else { "" })),
    words("control", "Is it real?", |i| Cell::words(i.control.as_ref().map_or("", |c| verdict_words(c.verdict)))),
    words("target_origin", "Target set by", |i| Cell::words(origin(i.target.as_ref()))),
    prose("reasons", "Why it needs a look", |i| Cell::words(reasons(i))),
    prose("data_note", "Note on the data", |i| Cell::words(i.data_note.as_deref().unwrap_or_default())),
];

/// The column in which a workbook draws a figure through time.
const TREND: SheetColumn = SheetColumn {
    key: "trend",
    heading: "Trend",
    holds: Holds::Words,
    cell: |i| Trend::of(i, PERIODS).map_or_else(Cell::nothing, |trend| Cell::of(Is::Trend(trend))),
};
/// How many periods it shows.
const PERIODS: usize = 24;

/// The columns of a section that are printed, from the left. The others come after them.
const PRINTED: [&str; 18] = [
    "code",
    "name",
    "trend",
    "period",
    "value",
    "shown",
    "rating",
    "streak",
    "change",
    "direction",
    "change_on_year",
    "direction_on_year",
    "target_green",
    "england",
    "statistical_neighbours",
    "benchmark_period",
    "control",
    "comment",
];
/// What a section's sheet need not say in every row.
const UNDERSTOOD: [&str; 2] = ["section", "indicator"];
/// The columns of what needs a look, and of other committees' indicators.
const BRIEF: [&str; 8] =
    ["code", "name", "value", "shown", "rating", "streak", "reasons", "comment"];

/// A workbook's table of a section: every column but what its sheet says already, and trends; and
/// how many of them are printed.
pub(super) fn section<'a>(
    caption: String,
    rows: impl Iterator<Item = &'a IndicatorView>,
) -> (Table, usize) {
    let all = || std::iter::once(&TREND).chain(COLUMNS);
    let printed = PRINTED.iter().filter_map(|key| all().find(|column| column.key == *key));
    let others =
        all().filter(|column| !PRINTED.contains(&column.key) && !UNDERSTOOD.contains(&column.key));
    let columns: Vec<SheetColumn> = printed.chain(others).copied().collect();
    (table(caption, &columns, rows), PRINTED.len())
}

/// A workbook's table of some rows in brief, whatever their section.
pub(super) fn brief<'a>(caption: String, rows: impl Iterator<Item = &'a IndicatorView>) -> Table {
    let wanted = |column: &&SheetColumn| BRIEF.contains(&column.key);
    let columns: Vec<SheetColumn> = COLUMNS.iter().filter(wanted).copied().collect();
    table(caption, &columns, rows)
}

fn table<'a>(
    caption: String,
    columns: &[SheetColumn],
    rows: impl Iterator<Item = &'a IndicatorView>,
) -> Table {
    let column = |c: &SheetColumn| Column { heading: c.heading.to_owned(), holds: c.holds };
    Table {
        caption,
        columns: columns.iter().map(column).collect(),
        rows: rows.map(|row| columns.iter().map(|c| (c.cell)(row)).collect()).collect(),
    }
}

fn number(indicator: &IndicatorView, value: Option<f64>) -> Cell {
    let IndicatorView { unit, decimals, .. } = *indicator;
    let shown = value.map_or_else(String::new, |value| unit.write(value, decimals));
    Cell::figure(shown, value.map(|value| Number { value, form: Form::Of(unit, decimals) }))
}

fn change(indicator: &IndicatorView, by: Option<f64>) -> Cell {
    let IndicatorView { unit, decimals, .. } = *indicator;
    let shown = by.map_or_else(String::new, |by| unit.write_change(by, decimals));
    Cell::figure(shown, by.map(|value| Number { value, form: Form::Change(unit, decimals) }))
}

fn count(value: Option<f64>) -> Cell {
    let shown = value.map_or_else(String::new, |value| Unit::Count.write(value, 0));
    Cell::figure(shown, value.map(|value| Number { value, form: Form::Plain }))
}

fn bound(indicator: &IndicatorView, bound: Bound) -> Cell {
    match bound {
        Bound::Figure(figure) => number(indicator, Some(figure)),
        Bound::Range(low, high) => Cell::words(format!("{low} to {high}")),
    }
}

fn benchmark(indicator: &IndicatorView, name: &str) -> Cell {
    let found = indicator.benchmarks.iter().find(|found| found.name == name);
    number(indicator, found.and_then(|found| found.value))
}

fn total(total: &TotalView) -> f64 {
    total.value
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Final => "final",
        Status::Provisional => "provisional",
        Status::Revised => "revised",
    }
}

fn origin(target: Option<&TargetView>) -> &'static str {
    target.and_then(|target| target.origin).map_or("", crate::domain::target::Origin::words)
}

fn reasons(indicator: &IndicatorView) -> String {
    let reasons = indicator.more.reasons.iter().map(|because| because.words.as_str());
    reasons.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_stands_in_a_sections_sheet_or_need_not() {
        let (table, printed) = section(String::new(), std::iter::empty());
        assert_eq!(
            (table.columns.len(), printed),
            (COLUMNS.len() + 1 - UNDERSTOOD.len(), PRINTED.len())
        );
        let known = |key: &str| key == TREND.key || COLUMNS.iter().any(|c| c.key == key);
        assert!(PRINTED.iter().chain(&UNDERSTOOD).chain(&BRIEF).all(|key| known(key)));
        assert_eq!(brief(String::new(), std::iter::empty()).columns.len(), BRIEF.len());
    }
}
