//! Tables with one row a figure.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::period::Period;

use super::super::cell::{Cell, Row};
use super::super::desk::Time;
use super::super::gathered::{Fact, Given};
use super::super::layout::Layout;
use super::super::roles::{Part, Role};
use super::super::run::{Known, Whose};
use super::super::told::Said;
use super::super::when::{self, When};
use super::beside::Beside;
use super::{Pending, Taker, number};

/// Columns, and the periods that were met.
#[derive(Default)]
pub(super) struct State {
    indicator: Option<usize>,
    code: Option<usize>,
    period: Option<usize>,
    year: Option<usize>,
    value: Option<usize>,
    numerator: Option<usize>,
    denominator: Option<usize>,
    missing: Option<usize>,
    part: Option<usize>,
    authority: Option<usize>,
    authority_code: Option<usize>,
    beside: Beside,
    periods: HashMap<String, At>,
    key: String,
}

/// What the period of a row is.
#[derive(Debug, Clone, Copy)]
enum At {
    Period(Period),
    Day(NaiveDate),
    /// The rest of the column decides.
    Waits(When),
    LeftOut,
    Nothing,
}

impl State {
    pub(super) fn of(layout: &Layout) -> Self {
        let column = |role: Role| layout.column(&role);
        Self {
            indicator: column(Role::Indicator),
            code: column(Role::Code),
            period: column(Role::Period),
            year: column(Role::Year),
            value: column(Role::Value),
            numerator: column(Role::Numerator),
            denominator: column(Role::Denominator),
            missing: column(Role::Missing),
            part: column(Role::Part),
            authority: column(Role::Authority),
            authority_code: column(Role::AuthorityCode),
            beside: Beside::of(layout),
            ..Self::default()
        }
    }
}

impl Taker<'_, '_> {
    pub(super) fn tidy_row(&mut self, row: &Row<'_>) {
        let column = |at: Option<usize>| at.map_or(&Cell::Blank, |at| row.cell(at));
        let code = column(self.tidy.code).shown();
        let name = column(self.tidy.indicator).shown();
        let at = self.tidy.indicator.or(self.tidy.code).unwrap_or(0);
        if code.is_empty() && name.is_empty() {
            self.leave_out("a row that names no indicator");
            return;
        }
        let first = if name.is_empty() { &code } else { &name };
        if !self.run.has_met(&code, &name) && self.headings_again(row, first) {
            return;
        }
        let authority = column(self.tidy.authority).shown();
        let authority_code = column(self.tidy.authority_code).shown();
        let whose_at = self.tidy.authority.or(self.tidy.authority_code).unwrap_or(0);
        let spot = self.spot(row, whose_at);
        let authority = match self.run.whose(&authority, &authority_code, spot, row) {
            Whose::Number(authority) => authority,
            Whose::NotWanted => return self.leave_out("another authority's"),
            Whose::Nobody => return self.leave_out("nobody's"),
        };
        let spot = self.spot(row, at);
        let Some(known) = self.run.indicator(&code, &name, spot, row) else {
            return self.leave_out("an indicator that is not known or left out");
        };
        let period = self.tidy_period(row);
        self.tidy_figure(row, authority, known, period);
    }

    fn tidy_figure(&mut self, row: &Row<'_>, authority: u16, known: Known, period: At) {
        let value_at = self.tidy.value.or(self.tidy.numerator).or(self.tidy.missing).unwrap_or(0);
        let (period, waits) = match period {
            At::Period(period) => (Some(period), None),
            At::Day(day) => (when::period_of(day, known.frequency), None),
            At::Waits(when) => (Some(Period::FIRST), Some(when)),
            At::LeftOut => return self.leave_out("a period that the mapping leaves out"),
            At::Nothing => return,
        };
        let Some(period) = period else { return };
        let mut fact = Fact {
            spot: self.spot(row, value_at),
            authority,
            extract: self.extract(row, self.tidy.beside.extracted),
            indicator: known.number,
            period,
            status: self.status(row, self.tidy.beside.status),
            given: Given::Absent,
            numerator: self.number(row, self.tidy.numerator),
            denominator: self.number(row, self.tidy.denominator),
            extra: None,
        };
        if !self.tidy_value(row, known, &mut fact) {
            return;
        }
        let beside = std::mem::take(&mut self.tidy.beside);
        fact.extra = self.beside(row, &beside);
        self.source(row, beside.source);
        self.tidy.beside = beside;
        if let Some(when) = waits {
            let text = row.cell(self.tidy.period.unwrap_or(0)).shown().into_owned();
            let fact = self.run.gathered.facts.len();
            self.pending.push(Pending { fact, when, text, frequency: known.frequency });
        }
        self.push(fact);
    }

    /// The value of a row, its part and its reason; `false` where there is nothing to keep.
    fn tidy_value(&mut self, row: &Row<'_>, known: Known, fact: &mut Fact) -> bool {
        let part = self.tidy.part.map(|at| row.cell(at).shown());
        let part = part.and_then(|text| Part::of(&text)).unwrap_or_default();
        if part != Part::Value {
            let number = self.number(row, self.tidy.value);
            match part {
                Part::Numerator => fact.numerator = number,
                Part::Denominator => fact.denominator = number,
                Part::Target | Part::Value => {}
            }
            return number.is_some() && part != Part::Target;
        }
        if let Some(at) = self.tidy.value {
            let Some(read) = self.figure(row, at, known) else { return false };
            fact.given = read.given;
            if let Some(fraction) = read.fraction {
                fact.numerator = fact.numerator.or(Some(fraction.numerator));
                fact.denominator = fact.denominator.or(Some(fraction.denominator));
            }
        } else if fact.numerator.is_none() && fact.denominator.is_none() {
            fact.given = self.codes(row);
        }
        let reason = self.tidy.missing.map(|at| (at, row.cell(at)));
        if let Some((at, cell)) = reason.filter(|(_, cell)| !cell.is_blank()) {
            self.reason(row, at, &cell.shown(), fact);
        }
        true
    }

    /// Why both the numerator and the denominator have no number.
    fn codes(&self, row: &Row<'_>) -> Given {
        let columns = [self.tidy.numerator, self.tidy.denominator];
        let reasons = columns.into_iter().flatten().filter_map(|at| match row.cell(at) {
            Cell::Text(text) => number::reason(text),
            _ => None,
        });
        reasons.into_iter().next().map_or(Given::Blank, Given::Missing)
    }

    /// The reason that a row gives for having no figure.
    fn reason(&mut self, row: &Row<'_>, at: usize, text: &str, fact: &mut Fact) {
        match (number::reason(text), fact.given) {
            (Some(reason), Given::Blank | Given::Absent | Given::Missing(_)) => {
                fact.given = Given::Missing(reason);
            }
            (Some(_), Given::Number(_)) => {
                let said = Said::warning(
                    "missing-beside-number",
                    format!("`{text}` beside a number"),
                    "the number was read: take one of the two out",
                );
                self.run.told.at(self.spot(row, at), Some(row), said);
            }
            (None, _) => {
                let said = Said::warning(
                    "bad-reason",
                    format!("{} is no reason that is known", crate::store::text::quoted(text, 40)),
                    "write suppressed, not-collected, not-applicable, late or no-cohort",
                );
                self.run.told.at(self.spot(row, at), Some(row), said);
            }
        }
    }

    /// The period of a row, remembered by its text.
    fn tidy_period(&mut self, row: &Row<'_>) -> At {
        let column = |at: Option<usize>| at.map_or(&Cell::Blank, |at| row.cell(at));
        let (period, year) = (column(self.tidy.period), column(self.tidy.year));
        if let (Cell::Text(_) | Cell::Blank, Cell::Text(_) | Cell::Blank) = (period, year) {
            self.tidy.key.clear();
            self.tidy.key.push_str(&period.shown());
            self.tidy.key.push('\u{1f}');
            self.tidy.key.push_str(&year.shown());
            if let Some(known) = self.tidy.periods.get(&self.tidy.key).copied() {
                if matches!(known, At::Nothing) {
                    self.no_period(row, self.tidy.period.or(self.tidy.year).unwrap_or(0));
                }
                return known;
            }
            let found = self.read_period(row, period, year);
            self.tidy.periods.insert(self.tidy.key.clone(), found);
            return found;
        }
        self.read_period(row, period, year)
    }

    fn read_period(&mut self, row: &Row<'_>, period: &Cell<'_>, year: &Cell<'_>) -> At {
        let asked = if period.is_blank() { year } else { period };
        let read = match self.run.desk.time(asked) {
            Time::LeftOut => return At::LeftOut,
            Time::Is(when) => when,
            Time::Nothing => {
                self.no_period(row, self.tidy.period.or(self.tidy.year).unwrap_or(0));
                return At::Nothing;
            }
        };
        self.settling.note(read, &asked.shown());
        match read {
            When::Period(period) => At::Period(period),
            When::Day(day) => At::Day(day),
            When::Either { .. } | When::MonthOrYear { .. } => At::Waits(read),
            When::MonthOf(_) | When::QuarterOf(_) => {
                let of_column = self.run.desk.time(year).year();
                let year = of_column.or_else(|| self.about.mapping.and_then(|m| m.year));
                if let Some(period) = year.and_then(|year| when::in_year(read, year)) {
                    return At::Period(period);
                }
                self.no_period(row, self.tidy.period.or(self.tidy.year).unwrap_or(0));
                At::Nothing
            }
        }
    }
}
