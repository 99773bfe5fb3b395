//! A section's table as texts: the rows in view in their order, the columns that were chosen.
//!
//! Columns that the screen has no room for are there too. Bars are not: the figures behind them are
//! the table of the indicator's own page.

use super::Form;
use super::table::{Column, Table};
use crate::app::App;
use crate::app::columns::ColumnId;
use crate::app::rows::{outlook, verdict};
use crate::assess::benchmark::{ENGLAND, NEIGHBOURS};
use crate::assess::board::{ChangeView, IndicatorView, Rating, TargetView, TotalView};
use crate::domain::period::Period;
use crate::domain::value::{Unit, plain};

/// A column and what stands in it.
type Filled = (Column, fn(&IndicatorView) -> String);

/// The table of a section.
pub(super) fn table(app: &App, section: usize, form: Form) -> Table {
    let rows = app.rows(section);
    let older = rows.iter().any(|row| row.more.older);
    let mut filled: Vec<Filled> = vec![
        (Column::words("code").yields(7), |row| row.code.clone().unwrap_or_default()),
        (Column::words("Indicator").cuts(), |row| row.name.clone()),
    ];
    if older {
        filled.push((Column::words("of"), own_period));
    }
    let at_first: Vec<ColumnId> =
        ColumnId::CHOOSABLE.into_iter().filter(|column| column.at_first()).collect();
    for id in app.columns(section).unwrap_or(&at_first) {
        filled.extend(columns(app, *id, form));
    }
    let (columns, cells): (Vec<Column>, Vec<_>) = filled.into_iter().unzip();
    let texts = |row: &&IndicatorView| cells.iter().map(|cell| cell(row)).collect();
    let chosen = Some(app.place(section).at).filter(|at| *at < rows.len());
    Table { columns, rows: rows.iter().map(texts).collect(), chosen }
}

/// What one column of the screen is as texts. In a spreadsheet a figure and the word behind it have
/// a cell each.
fn columns(app: &App, id: ColumnId, form: Form) -> Vec<Filled> {
    let cells = form == Form::Cells;
    // Beside its figure a word needs no heading for somebody who reads.
    let named = |heading: &'static str| if cells { heading } else { "" };
    match id {
        ColumnId::Marks | ColumnId::Code | ColumnId::Name | ColumnId::Sparkline => Vec::new(),
        ColumnId::Value => {
            let mut value = figures(&app.board.period.short(), 0, |row| row.shown.text());
            if cells {
                value.push((Column::words("unit"), |row| unit(row.unit).to_owned()));
            }
            value
        }
        ColumnId::Compared => {
            let heading = app.board.mostly_against().unwrap_or_else(|| "before".to_owned());
            figures(&heading, 4, IndicatorView::compared_shown)
        }
        ColumnId::Change => vec![
            (Column::figures("change"), |row| shown(row.change.as_ref())),
            (Column::words(named("change is")), change_word),
        ],
        ColumnId::YearAgo => vec![
            (Column::figures("on the year").yields(1), |row| shown(row.year_ago.as_ref())),
            (Column::words(named("on the year is")).yields(1), year_ago_word),
        ],
        ColumnId::Target => {
            figures("target", 8, |row| row.target.as_ref().map_or_else(nothing, TargetView::shown))
        }
        ColumnId::Rating if cells => vec![
            (Column::words("rating"), own_light),
            (Column::figures("periods running"), |row| streak(row).unwrap_or_default()),
        ],
        ColumnId::Rating => vec![(Column::words("rating"), rating)],
        ColumnId::England => figures("England", 6, |row| beside(row, ENGLAND)),
        ColumnId::Neighbours => figures("SN", 5, |row| beside(row, NEIGHBOURS)),
        ColumnId::Control => vec![(Column::words("control").yields(3), control)],
        ColumnId::YearToDate => figures("to date", 2, |row| total(row.year_to_date.as_ref())),
        ColumnId::YearAverage => figures("average", 2, |row| total(row.year_average.as_ref())),
        ColumnId::Rolling12 => figures("12 months", 2, |row| total(row.rolling_12.as_ref())),
        ColumnId::Distance => figures("to green", 2, |row| {
            row.distance.map_or_else(nothing, |distance| plain(distance, row.decimals))
        }),
        ColumnId::Rank => vec![(Column::words("rank").yields(2), |row| {
            row.rank
                .as_ref()
                .map_or_else(nothing, |rank| format!("{} of {}", rank.position, rank.of))
        })],
        ColumnId::Owner => vec![(Column::words("owner").yields(2), |row| {
            row.more.about.owner.clone().unwrap_or_else(nothing)
        })],
    }
}

fn figures(heading: &str, yields: u8, cell: fn(&IndicatorView) -> String) -> Vec<Filled> {
    vec![(Column::figures(heading).yields(yields), cell)]
}

fn nothing() -> String {
    "–".to_owned()
}

/// The figure's own period where it is not the board's, and how much of it is there.
fn own_period(row: &IndicatorView) -> String {
    let older = row.period.filter(|_| row.more.older).map(Period::short);
    older.into_iter().chain(row.incomplete.clone()).collect::<Vec<_>>().join(", ")
}

/// A unit as a cell beside its figure.
pub(super) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "",
        Unit::Percent => "%",
        Unit::Pounds => "£",
        Unit::RatePer10000 | Unit::Ratio | Unit::Days | Unit::Weeks | Unit::Score => unit.words(),
    }
}

pub(super) fn shown(change: Option<&ChangeView>) -> String {
    change.map_or_else(nothing, |change| change.shown.text())
}

/// `worse`; what is shown of a small cohort says it already.
pub(super) fn change_word(row: &IndicatorView) -> String {
    let small = row.change.as_ref().is_none_or(|change| change.shown.is_was());
    if small { String::new() } else { row.change_word().to_owned() }
}

fn year_ago_word(row: &IndicatorView) -> String {
    let change = row.year_ago.as_ref().filter(|change| !change.shown.is_was());
    change.map_or("", |change| change.direction.word()).to_owned()
}

/// `red`, on a small cohort `(red)`; empty where there is no light.
pub(super) fn light(rating: Option<Rating>, indicative: bool) -> &'static str {
    rating.map_or("", |rating| rating.word_on(indicative))
}

fn own_light(row: &IndicatorView) -> String {
    light(row.rating, row.indicative).to_owned()
}

/// For how many periods it has had its light.
fn streak(row: &IndicatorView) -> Option<String> {
    (row.rating.is_some() && row.streak > 0).then(|| row.streak.to_string())
}

/// `red 6`.
pub(super) fn rating(row: &IndicatorView) -> String {
    match row.rating {
        Some(_) if row.streak > 1 && !row.indicative => {
            format!("{} {}", own_light(row), row.streak)
        }
        Some(_) => own_light(row),
        None => "·".to_owned(),
    }
}

fn beside(row: &IndicatorView, name: &str) -> String {
    row.comparable(name).map_or_else(nothing, |benchmark| benchmark.shown.text())
}

fn total(total: Option<&TotalView>) -> String {
    total.map_or_else(nothing, |total| total.shown.text())
}

fn control(row: &IndicatorView) -> String {
    let words: Vec<&str> = verdict(row).into_iter().chain(outlook(row)).collect();
    if words.is_empty() { nothing() } else { words.join(", ") }
}
