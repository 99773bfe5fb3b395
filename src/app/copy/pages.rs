//! The other pages as tables of texts, as each shows its rows now.

use super::section::{change_word, light, rating, shown, unit};
use super::table::{Column, Table};
use super::{Form, beside, section};
use crate::app::listing::Line;
use crate::app::meeting::record;
use crate::app::page::Page;
use crate::app::{App, agenda, divided, months};
use crate::assess::board::{IndicatorView, SeriesPoint};
use crate::domain::meeting::Action;
use crate::domain::snapshot::write_day;
use crate::domain::value::{Missing, plain};

/// The page's table.
pub(super) fn table(app: &App, form: Form) -> Table {
    match &app.page {
        Page::Overview => items(app, form),
        Page::Section(at) => section::table(app, *at, form),
        Page::Indicator { .. } => {
            app.open_indicator().map(|row| series(app, row)).unwrap_or_default()
        }
        Page::Compare(_) => two_periods(app, form),
        Page::Months { .. } => matrix(app),
        Page::Divided { section, by, .. } => divided_by(app, section, by),
        Page::Benchmarks(_) => beside::league(app),
        Page::Pathway { cursor, .. } => beside::pathway(app, cursor.at),
        Page::Slides(_) => beside::slides(app),
        Page::Actions(cursor) => actions(app, cursor.at),
        Page::Minutes { .. } => record(app),
        Page::Complaints => complaints(app),
    }
}

/// Who does what by when.
fn actions(app: &App, chosen: usize) -> Table {
    let columns = vec![
        Column::words("due"),
        Column::words("status"),
        Column::words("owner"),
        Column::words("Indicator").yields(1).cuts(),
        Column::words("what").cuts(),
    ];
    let name =
        |id: &str| app.board.indicator(id).map_or_else(|| id.to_owned(), |row| row.name.clone());
    let row = |action: &&Action| {
        vec![
            action.task.due.map_or_else(String::new, write_day),
            action.status.word().to_owned(),
            action.task.owner.to_string(),
            action.about.indicator.as_deref().map_or_else(String::new, name),
            action.task.words.text.replace('\n', " "),
        ]
    };
    let rows: Vec<_> = app.actions().iter().map(row).collect();
    Table { chosen: (chosen < rows.len()).then_some(chosen), columns, rows }
}

/// The record of the meeting, a line each.
fn record(app: &App) -> Table {
    let columns = vec![Column::words("record").cuts()];
    let line = |line| match line {
        record::Line::Gap => Vec::new(),
        record::Line::Heading(words) | record::Line::Text(words) | record::Line::Aside(words) => {
            vec![words]
        }
    };
    let width = usize::from(app.size.0.saturating_sub(2));
    let rows = app.record(width).into_iter().map(line).filter(|row| !row.is_empty()).collect();
    Table { columns, rows, chosen: None }
}

/// What to talk about.
fn items(app: &App, form: Form) -> Table {
    let mut columns = vec![
        Column::words(if form == Form::Cells { "reason" } else { "" }),
        Column::words("code").yields(1),
        Column::words("Indicator").cuts(),
        Column::figures(app.board.period.short()),
    ];
    if form == Form::Cells {
        columns.push(Column::words("unit"));
    }
    columns.push(Column::words("why").cuts());
    let lines = app.agenda_lines();
    let mut table = Table { columns, rows: Vec::new(), chosen: None };
    for (at, line) in lines.iter().enumerate() {
        let row = line.indicator(&app.board).and_then(|id| app.board.indicator(id));
        let Some(row) = row else { continue };
        let item = match line {
            agenda::Line::Item(at) => app.board.agenda.get(*at),
            _ => None,
        };
        if at == app.agenda.at {
            table.chosen = Some(table.rows.len());
        }
        let label = item.map_or_else(|| rating(row), |item| item.label.clone());
        let mut cells = vec![label, code(row), row.name.clone(), row.shown.text()];
        if form == Form::Cells {
            cells.push(unit(row.unit).to_owned());
        }
        cells.push(item.map_or_else(|| moved(row), |item| item.words.clone()));
        table.rows.push(cells);
    }
    table
}

/// `+0.5 worse`.
fn moved(row: &IndicatorView) -> String {
    format!("{} {}", shown(row.change.as_ref()), change_word(row))
}

fn code(row: &IndicatorView) -> String {
    row.code.clone().unwrap_or_default()
}

/// An indicator's figures through time, oldest first.
fn series(app: &App, row: &IndicatorView) -> Table {
    let unit = unit(row.unit);
    let heading = if unit.is_empty() { "figure".to_owned() } else { format!("figure ({unit})") };
    let columns = vec![
        Column::words("period"),
        Column::figures(heading),
        Column::figures("numerator").yields(2),
        Column::figures("denominator").yields(2),
        Column::words("rating"),
        Column::words("about it").yields(1),
    ];
    let cells = |point: &SeriesPoint| {
        // A small cohort is shown as its numbers already.
        let number = |n: Option<f64>| {
            n.filter(|_| !point.indicative).map_or_else(String::new, |n| plain(n, 0))
        };
        let about = point.missing.map(Missing::words).into_iter();
        let about = about.chain(point.restated.then_some("restated"));
        vec![
            point.period.short(),
            if point.missing.is_some() { "–".to_owned() } else { point.shown().text() },
            number(point.numerator),
            number(point.denominator),
            light(point.rating, point.indicative).to_owned(),
            about.collect::<Vec<_>>().join(", "),
        ]
    };
    let read_out = match &app.page {
        Page::Indicator { month: Some(month), .. } => Some(*month),
        _ => row.series.last().map(|point| point.period),
    };
    let chosen = row.series.iter().position(|point| Some(point.period) == read_out);
    Table { columns, rows: row.series.iter().map(cells).collect(), chosen }
}

/// The rows of a screen of the whole board, each led by its section, code and name.
fn listed(
    app: &App,
    mut columns: Vec<Column>,
    cells: impl Fn(&IndicatorView) -> Vec<String>,
) -> Table {
    let mut all = vec![
        Column::words("section").groups(),
        Column::words("code").yields(2),
        Column::words("Indicator").cuts(),
    ];
    all.append(&mut columns);
    let chosen = app.current();
    let mut table = Table { columns: all, rows: Vec::new(), chosen: None };
    for line in app.listed() {
        let Line::Row(section, _) = line else { continue };
        let Some(row) = line.row(&app.board) else { continue };
        if Some(&row.id) == chosen.as_ref() {
            table.chosen = Some(table.rows.len());
        }
        let section = app.section(section).map_or_else(String::new, |s| s.title.clone());
        let mut texts = vec![section, code(row), row.name.clone()];
        texts.extend(cells(row));
        table.rows.push(texts);
    }
    table
}

fn two_periods(app: &App, form: Form) -> Table {
    let now = app.board.period.short();
    let other = app.board.mostly_against().unwrap_or_else(|| "before".to_owned());
    let cells = form == Form::Cells;
    let mut columns = vec![Column::figures(now), Column::figures(other).yields(3)];
    if cells {
        columns.push(Column::words("unit"));
    }
    columns.push(Column::figures("change"));
    columns.push(Column::words(if cells { "change is" } else { "" }));
    columns.push(Column::words("light before").yields(1));
    columns.push(Column::words("light"));
    listed(app, columns, |row| {
        let mut texts = vec![row.shown.text(), row.compared_shown()];
        if cells {
            texts.push(unit(row.unit).to_owned());
        }
        texts.push(shown(row.change.as_ref()));
        texts.push(change_word(row));
        texts.push(light(row.more.rating_before, false).to_owned());
        texts.push(light(row.rating, row.indicative).to_owned());
        texts
    })
}

fn matrix(app: &App) -> Table {
    let all = months::columns(&app.board);
    let mut columns = vec![Column::figures("now")];
    // The oldest month gives way first.
    columns
        .extend((3..).zip(&all).map(|(yields, month)| Column::words(month.short()).yields(yields)));
    listed(app, columns, |row| {
        let lights = all.iter().map(|month| {
            let point = months::point(row, *month);
            let light = point.and_then(|point| Some(point.rating?.letter_on(point.indicative)));
            light.unwrap_or("").to_owned()
        });
        std::iter::once(row.shown.text()).chain(lights).collect()
    })
}

fn divided_by(app: &App, section: &str, by: &str) -> Table {
    let across = divided::categories(&app.board, section, by);
    let mut columns = vec![Column::figures("whole")];
    // The last category gives way first.
    let yields = (3..=u8::MAX).rev();
    columns.extend(
        across.iter().zip(yields).map(|(name, yields)| Column::figures(name).yields(yields)),
    );
    listed(app, columns, |row| {
        let parts = across.iter().map(|category| {
            divided::cell(row, by, category).map_or_else(String::new, |part| part.shown.text())
        });
        std::iter::once(row.shown.text()).chain(parts).collect()
    })
}

fn complaints(app: &App) -> Table {
    let columns = vec![
        Column::words("severity"),
        Column::words("place"),
        Column::words("what").cuts(),
        Column::words("what to do").cuts(),
    ];
    let rows = app.complaints().into_iter().map(|complaint| {
        let severity = complaint.severity.word().to_owned();
        vec![
            severity,
            complaint.place.to_string(),
            complaint.message.clone(),
            complaint.help.clone(),
        ]
    });
    Table { columns, rows: rows.collect(), chosen: Some(app.complaint.at) }
}
