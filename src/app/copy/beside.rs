//! Leagues, pathways and slides as tables of texts.

use super::section::rating;
use super::table::{Column, Table};
use crate::app::App;
use crate::assess::board::IndicatorView;
use crate::assess::close::Seat;
use crate::assess::pathway::Share;

/// Every authority of the league in the year that is shown, the best first.
pub(super) fn league(app: &App) -> Table {
    let columns = vec![
        Column::figures("rank"),
        Column::words("authority").cuts(),
        Column::figures("figure"),
        Column::words("which").yields(2),
        Column::words("the home figure is").yields(1),
    ];
    let shown = app.benchmarks();
    let row = shown.and_then(|shown| app.board.indicator(&shown.place.id));
    let (Some(shown), Some(row)) = (shown, row) else {
        return Table { columns, rows: Vec::new(), chosen: None };
    };
    let chosen = shown.neighbours().get(shown.place.cursor.at).copied();
    let mut table = Table { columns, rows: Vec::new(), chosen: None };
    for standing in &shown.table.standings {
        let Some(member) = shown.league.members.get(standing.member) else { continue };
        let which = match member.seat {
            Seat::Home => "home",
            Seat::Neighbour { .. } => "neighbour",
            Seat::Region => "same region",
            Seat::Other => "",
        };
        if Some(standing.member) == chosen {
            table.chosen = Some(table.rows.len());
        }
        table.rows.push(vec![
            standing.rank.to_string(),
            member.name.clone(),
            row.unit.write(standing.value, row.decimals),
            which.to_owned(),
            standing.difference.unwrap_or_default().to_owned(),
        ]);
    }
    table
}

/// The steps of the pathway: how many, and the share that goes on, now and at the comparison.
pub(super) fn pathway(app: &App, chosen: usize) -> Table {
    let columns = vec![
        Column::words("step").cuts(),
        Column::figures(app.board.period.short()),
        Column::figures("before"),
        Column::figures("share"),
        Column::figures("share before").yields(1),
    ];
    let share = |share: Option<Share>| share.map_or_else(String::new, Share::words);
    let steps = app.pathway().map_or(&[][..], |pathway| &pathway.steps);
    let rows: Vec<_> = steps
        .iter()
        .map(|step| {
            vec![
                step.name.clone(),
                step.shown.clone(),
                step.before.clone(),
                share(step.share),
                share(step.share_before),
            ]
        })
        .collect();
    Table { chosen: (chosen < rows.len()).then_some(chosen), columns, rows }
}

/// The slides in order.
pub(super) fn slides(app: &App) -> Table {
    let columns = vec![
        Column::words("Indicator").cuts(),
        Column::figures(app.board.period.short()),
        Column::words("light"),
    ];
    let ids = app.slides();
    let now = app.slide().map(|row| row.id.clone());
    let rows: Vec<&IndicatorView> = ids.iter().filter_map(|id| app.board.indicator(id)).collect();
    let chosen = rows.iter().position(|row| Some(&row.id) == now.as_ref());
    let cells = |row: &&IndicatorView| vec![row.name.clone(), row.shown.text(), rating(row)];
    Table { columns, rows: rows.iter().map(cells).collect(), chosen }
}
