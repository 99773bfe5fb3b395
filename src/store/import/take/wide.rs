//! Tables with one row an indicator and the periods across: the usual scorecard.

use crate::domain::indicator::Frequency;
use crate::domain::period::{Period, Shape};

use super::super::cell::{Cell, Row};
use super::super::desk::Desk;
use super::super::gathered::{Extra, Fact, Given};
use super::super::layout::{Layout, Use};
use super::super::names::Named;
use super::super::roles::{Part, Role};
use super::super::run::{Known, Whose};
use super::super::when::When;
use super::beside::{Beside, category};
use super::{Taker, columns, owned, period_at};

/// Columns, and the indicator whose rows are being read.
#[derive(Default)]
pub(super) struct State {
    indicator: Option<usize>,
    code: Option<usize>,
    part: Option<usize>,
    authority: Option<usize>,
    authority_code: Option<usize>,
    periods: Vec<(usize, When, Part)>,
    beside: Beside,
    /// The code and name of the last row that had them: merged cells stand in their first row.
    last: (String, String),
}

impl State {
    pub(super) fn of(layout: &Layout) -> Self {
        let column = |role: Role| layout.column(&role);
        let periods = layout.columns.iter().filter_map(|c| match c.used {
            Use::Period(when, part) => Some((c.at, when, part)),
            _ => None,
        });
        Self {
            indicator: column(Role::Indicator),
            code: column(Role::Code),
            part: column(Role::Part),
            authority: column(Role::Authority),
            authority_code: column(Role::AuthorityCode),
            periods: periods.collect(),
            beside: Beside::of(layout),
            last: (String::new(), String::new()),
        }
    }
}

/// Finds the column of indicators where its heading does not tell: the one in which most rows
/// name one, left of the periods.
pub(super) fn find_indicators(
    layout: &mut Layout,
    rows: &[(usize, Vec<Cell<'static>>)],
    desk: &Desk<'_>,
) {
    let first = columns(layout, |used| matches!(used, Use::Period(..))).into_iter().min();
    let known = |column: usize| {
        let cells = rows.iter().filter_map(|(_, cells)| cells.get(column));
        cells.filter(|cell| matches!(desk.names.exact(&cell.shown()), Some(Named::One(_)))).count()
    };
    let texts = |column: usize| {
        let cells = rows.iter().filter_map(|(_, cells)| cells.get(column));
        cells.filter(|cell| matches!(cell, Cell::Text(_))).count()
    };
    // Of equals the first.
    let best = (0..first.unwrap_or(0)).rev().max_by_key(|column| (known(*column), texts(*column)));
    let Some(best) = best else { return };
    match layout.columns.iter_mut().find(|c| c.at == best) {
        Some(column) => column.used = Use::Role(Role::Indicator),
        None => {
            let used = Use::Role(Role::Indicator);
            let heading = String::new();
            layout.columns.insert(0, super::super::layout::Column { at: best, heading, used });
        }
    }
}

/// A figure of a row on its way: where it stands and for when.
struct Found {
    column: usize,
    period: Period,
    part: Part,
    given: Given,
    numerator: Option<f64>,
    denominator: Option<f64>,
}

impl Taker<'_, '_> {
    pub(super) fn wide_row(&mut self, row: &Row<'_>) {
        let column = |at: Option<usize>| at.map_or(&Cell::Blank, |at| row.cell(at));
        let mut code = column(self.wide.code).shown().into_owned();
        let mut name = column(self.wide.indicator).shown().into_owned();
        let first = if name.is_empty() { &code } else { &name };
        if self.headings_again(row, &first.clone()) {
            return;
        }
        self.above = vec![owned(row)];
        let part = match self.wide.part.map(|at| row.cell(at)) {
            Some(cell) if !cell.is_blank() => match Part::of(&cell.shown()) {
                Some(part) => part,
                None => return self.leave_out("a row of another kind than figures"),
            },
            _ => Part::Value,
        };
        if code.is_empty() && name.is_empty() && self.wide.part.is_some() {
            (code, name) = self.wide.last.clone();
        } else {
            self.wide.last = (code.clone(), name.clone());
        }
        let empty = self.wide.periods.iter().all(|(at, ..)| row.cell(*at).is_blank());
        if empty {
            return self.leave_out("a row without a figure");
        }
        if code.is_empty() && name.is_empty() {
            return self.leave_out("a row that names no indicator");
        }
        let whose_at = self.wide.authority.or(self.wide.authority_code).unwrap_or(0);
        let spot = self.spot(row, whose_at);
        let (whose, whose_code) =
            (column(self.wide.authority).shown(), column(self.wide.authority_code).shown());
        let authority = match self.run.whose(&whose, &whose_code, spot, row) {
            Whose::Number(authority) => authority,
            Whose::NotWanted => return self.leave_out("another authority's"),
            Whose::Nobody => return self.leave_out("nobody's"),
        };
        let at = self.wide.indicator.or(self.wide.code).unwrap_or(0);
        let spot = self.spot(row, at);
        let Some(known) = self.run.indicator(&code, &name, spot, row) else {
            return self.leave_out("an indicator that is not known or left out");
        };
        self.wide_figures(row, authority, known, part);
    }

    fn wide_figures(&mut self, row: &Row<'_>, authority: u16, known: Known, row_part: Part) {
        let mut found = Vec::new();
        for (column, when, part) in self.wide.periods.clone() {
            let part = if row_part == Part::Value { part } else { row_part };
            let Some(period) = period_at(when, known) else { continue };
            if let Some(one) = self.wide_cell(row, column, known, part, period) {
                found.push(one);
            }
        }
        let last = found.iter().filter(|f| f.given != Given::Blank).map(|f| f.period).max();
        let Some(last) = last else { return };
        // What is empty after the last figure has not come yet, and nothing is said of it.
        let shape = known.frequency.map(shape);
        found.retain(|f| {
            f.given != Given::Blank
                || (f.period < last && shape.is_none_or(|shape| shape == f.period.shape()))
        });
        let beside = std::mem::take(&mut self.wide.beside);
        let extract = self.extract(row, beside.extracted);
        let status = self.status(row, beside.status);
        self.source(row, beside.source);
        let mut extras = self.row_extras(row, &beside, &found, last);
        for one in found {
            let extra = extras.iter().position(|(period, _)| *period == one.period);
            let extra = extra
                .filter(|_| one.part == Part::Value || row_part != Part::Value)
                .map(|at| extras.swap_remove(at).1);
            let category = category(row, &beside);
            let extra = match (extra, category) {
                (extra, None) => extra,
                (extra, category) => Some(Extra { category, ..extra.unwrap_or_default() }),
            };
            let fact = Fact {
                spot: self.spot(row, one.column),
                authority,
                extract,
                indicator: known.number,
                period: one.period,
                status,
                given: one.given,
                numerator: one.numerator,
                denominator: one.denominator,
                extra: extra.filter(|e| *e != Extra::default()).map(Box::new),
            };
            self.push(fact);
        }
        self.wide.beside = beside;
    }

    /// One cell of a row of figures.
    fn wide_cell(
        &mut self,
        row: &Row<'_>,
        column: usize,
        known: Known,
        part: Part,
        period: Period,
    ) -> Option<Found> {
        let mut one = Found {
            column,
            period,
            part,
            given: Given::Absent,
            numerator: None,
            denominator: None,
        };
        match part {
            Part::Value => {
                let read = self.figure(row, column, known)?;
                one.given = read.given;
                if let Some(fraction) = read.fraction {
                    one.numerator = Some(fraction.numerator);
                    one.denominator = Some(fraction.denominator);
                }
            }
            Part::Numerator => one.numerator = Some(self.number(row, Some(column))?),
            Part::Denominator => one.denominator = Some(self.number(row, Some(column))?),
            Part::Target => return None,
        }
        Some(one)
    }

    /// What a row says beside its figures: a target of a year to the figures of that year, the
    /// newest year where none is named; what was written and compared to the latest figure.
    fn row_extras(
        &mut self,
        row: &Row<'_>,
        beside: &Beside,
        found: &[Found],
        last: Period,
    ) -> Vec<(Period, Extra)> {
        let mut extras: Vec<(Period, Extra)> = Vec::new();
        let plain = Beside { category: None, targets: Vec::new(), ..beside.clone() };
        if let Some(extra) = self.beside(row, &plain) {
            extras.push((last, Extra { amber: None, ..*extra }));
        }
        let amber = self.number(row, beside.amber);
        for (column, year) in &beside.targets {
            let Some(target) = self.number(row, Some(*column)) else { continue };
            let Some(year) = year.or_else(|| last.in_financial_year()) else { continue };
            for one in found.iter().filter(|f| year.holds_end_of(f.period)) {
                let at = extras.iter().position(|(period, _)| *period == one.period);
                let at = at.unwrap_or_else(|| {
                    extras.push((one.period, Extra::default()));
                    extras.len() - 1
                });
                if let Some((_, extra)) = extras.get_mut(at) {
                    extra.target = Some(target);
                    extra.amber = amber;
                }
            }
        }
        extras
    }
}

/// The shape of an indicator's own periods.
fn shape(frequency: Frequency) -> Shape {
    match frequency {
        Frequency::Weekly => Shape::Week,
        Frequency::Monthly => Shape::Month,
        Frequency::Quarterly => Shape::Quarter,
        Frequency::Annual => Shape::FinancialYear,
    }
}
