//! Trends: figures to the right of a table, and sparklines in it that read them.

use rust_xlsxwriter::{Color, Sparkline, Worksheet, XlsxError};

use super::looks::{Looks, number};
use super::sheet::Place;
use crate::domain::period::{Period, Shape};
use crate::report::document::{Form, Holds, Is, Table};
use crate::report::trend::Trend;

/// The line, and its newest point.
const LINE: Color = Color::RGB(0x002A_5D8F);
/// Months beside months, then quarters, then years: a line must not jump over other periods' columns.
const SHAPES: [Shape; 6] = [
    Shape::Month,
    Shape::Quarter,
    Shape::FinancialYear,
    Shape::AcademicYear,
    Shape::CalendarYear,
    Shape::Week,
];

/// Writes the figures of every trend, a column a period, and draws the trends.
pub(super) fn write(
    paper: &mut Worksheet,
    name: &str,
    table: &Table,
    place: Place,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let periods = periods(table);
    // A column stays empty between the table and what is only there to be drawn.
    let from = place.right + 1;
    let column_of = |period: Period| {
        let at = periods.iter().position(|known| *known == period)?;
        u16::try_from(at).ok().map(|at| from + at)
    };
    for (column, period) in (from..).zip(&periods) {
        paper.write_string_with_format(
            place.head,
            column,
            period.short(),
            looks.heading(Holds::Figures),
        )?;
        paper.set_column_width(column, 9)?;
    }
    for (row, cells) in (place.head + 1..).zip(&table.rows) {
        for (at, cell) in (0_u16..).zip(cells) {
            let Is::Trend(trend) = &cell.is else { continue };
            figures(paper, row, trend, &column_of)?;
            let ends = trend.points.first().zip(trend.points.last());
            let ends = ends.and_then(|(first, last)| {
                Some((column_of(first.period)?, column_of(last.period)?))
            });
            let Some((first, last)) = ends else { continue };
            let line = Sparkline::new()
                .set_range((name, row, first, row, last))
                .set_sparkline_color(LINE)
                .show_last_point(true)
                .set_last_point_color(LINE);
            paper.add_sparkline(row, at, &line)?;
        }
    }
    Ok(())
}

/// Every period of every trend, shape by shape, each shape's without a gap and oldest first.
fn periods(table: &Table) -> Vec<Period> {
    let trends = table.rows.iter().flatten().filter_map(|cell| match &cell.is {
        Is::Trend(trend) => Some(trend),
        _ => None,
    });
    let mut all: Vec<Period> = trends.flat_map(|t| t.points.iter().map(|p| p.period)).collect();
    let place = |shape: Shape| SHAPES.iter().position(|known| *known == shape);
    all.sort_by_key(|period| (place(period.shape()), *period));
    all.dedup();
    all
}

/// A trend's figures; where there is none, the cell stays empty and the line has a gap.
fn figures(
    paper: &mut Worksheet,
    row: u32,
    trend: &Trend,
    column_of: &impl Fn(Period) -> Option<u16>,
) -> Result<(), XlsxError> {
    let look = number(Form::Of(trend.unit, trend.decimals));
    for point in &trend.points {
        if let (Some(column), Some(value)) = (column_of(point.period), point.value) {
            paper.write_number_with_format(row, column, value, &look)?;
        }
    }
    Ok(())
}
