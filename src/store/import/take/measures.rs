//! Tables with an indicator a column: a row a period, and the Department for Education's open data.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::domain::authority::fold;
use crate::domain::period::Period;

use super::super::cell::{Cell, Row};
use super::super::desk::{Meant, Time};
use super::super::gathered::{Extra, Fact, Given};
use super::super::layout::{Layout, Use};
use super::super::names::slug;
use super::super::number::said;
use super::super::roles::Role;
use super::super::run::{Known, Whose, kept};
use super::super::told::Spot;
use super::super::when::{self, When};
use super::beside::{Beside, category};
use super::{Pending, Taker, is_total, period_at};

/// What is known of the open data's columns: which indicator each is, under which filter, and the
/// columns of its numerator and denominator.
const KNOWN: &str = include_str!("../../../../data/import/ees.csv");

/// A measure of open data that is known.
#[derive(Debug, Clone)]
struct Measure {
    column: String,
    filter: String,
    indicator: String,
    numerator: String,
    denominator: String,
}

/// What a column of figures is, for the rows of one filter.
#[derive(Debug, Clone, Copy)]
struct Plan {
    column: usize,
    known: Known,
    numerator: Option<usize>,
    denominator: Option<usize>,
}

/// Columns, and what they were found to be.
#[derive(Default)]
pub(super) struct State {
    period: Option<usize>,
    year: Option<usize>,
    authority: Option<usize>,
    authority_code: Option<usize>,
    measures: Vec<(usize, String)>,
    filters: Vec<usize>,
    beside: Beside,
    headings: HashMap<String, usize>,
    plans: HashMap<String, Rc<Vec<Plan>>>,
    times: HashMap<String, Option<Period>>,
}

impl State {
    pub(super) fn of(layout: &Layout) -> Self {
        let column = |role: Role| layout.column(&role);
        let used = |used: &Use| {
            let columns = layout.columns.iter().filter(|c| c.used == *used);
            columns.map(|c| (c.at, c.heading.clone())).collect::<Vec<_>>()
        };
        Self {
            period: column(Role::Period),
            year: column(Role::Year),
            authority: column(Role::Authority),
            authority_code: column(Role::AuthorityCode),
            measures: used(&Use::Measure),
            filters: used(&Use::Filter).into_iter().map(|(at, _)| at).collect(),
            beside: Beside::of(layout),
            headings: layout.columns.iter().map(|c| (fold(&c.heading), c.at)).collect(),
            ..Self::default()
        }
    }

    /// The cell under a heading of open data.
    fn named<'r>(&self, row: &Row<'r>, heading: &str) -> &'r Cell<'r> {
        self.headings.get(heading).map_or(&Cell::Blank, |at| row.cell(*at))
    }
}

/// Tells open data's filters from its measures by what stands in the first rows.
pub(super) fn tell_apart(layout: &mut Layout, rows: &[(usize, Vec<Cell<'static>>)]) {
    for column in layout.columns.iter_mut().filter(|c| c.used == Use::Unknown) {
        let cells = rows.iter().filter_map(|(_, cells)| cells.get(column.at));
        let mut filled = cells.filter(|cell| !cell.is_blank()).peekable();
        if filled.peek().is_some() {
            let figures = filled.all(|cell| said(cell).is_some());
            column.used = if figures { Use::Measure } else { Use::Filter };
        }
    }
}

/// Every measure of open data that is known.
fn known() -> Vec<Measure> {
    let mut reader = csv::Reader::from_reader(KNOWN.as_bytes());
    let records = reader.records().flatten();
    let measure = |record: csv::StringRecord| {
        let cell = |at: usize| record.get(at).unwrap_or("").to_owned();
        Measure {
            column: fold(&cell(0)),
            filter: fold(&cell(1)),
            indicator: cell(2),
            numerator: fold(&cell(3)),
            denominator: fold(&cell(4)),
        }
    };
    records.map(measure).collect()
}

impl Taker<'_, '_> {
    /// A row of a table with a row a period.
    pub(super) fn measures_row(&mut self, row: &Row<'_>) {
        let at = self.measures.period.or(self.measures.year).unwrap_or(0);
        let cell = row.cell(at);
        let when = match self.run.desk.time(cell) {
            Time::Is(part @ (When::MonthOf(_) | When::QuarterOf(_))) => {
                let beside =
                    self.measures.year.and_then(|at| self.run.desk.time(row.cell(at)).year());
                let year = beside.or_else(|| self.about.mapping.and_then(|m| m.year));
                year.and_then(|year| when::in_year(part, year)).map(When::Period)
            }
            Time::Is(when) => Some(when),
            Time::LeftOut => return self.leave_out("a period that the mapping leaves out"),
            Time::Nothing => None,
        };
        let Some(when) = when else { return self.no_period(row, at) };
        self.settling.note(when, &cell.shown());
        let column = |at: Option<usize>| at.map_or(&Cell::Blank, |at| row.cell(at));
        let name = column(self.measures.authority).shown();
        let code = column(self.measures.authority_code).shown();
        let Some(authority) = self.row_authority(row, &name, &code) else { return };
        for (column, heading) in self.measures.measures.clone() {
            let cell_blank = row.cell(column).is_blank();
            let spot = self.spot(row, column);
            if cell_blank {
                continue;
            }
            let Some(known) = self.run.indicator("", &heading, spot, row) else {
                self.leave_out("an indicator that is not known or left out");
                continue;
            };
            let plan = Plan { column, known, numerator: None, denominator: None };
            match period_at(when, known) {
                Some(period) => self.measure(row, authority, plan, period, None),
                None => {
                    let text = cell.shown().into_owned();
                    let fact = self.run.gathered.facts.len();
                    self.measure(row, authority, plan, Period::FIRST, None);
                    if self.run.gathered.facts.len() > fact {
                        self.pending.push(Pending { fact, when, text, frequency: known.frequency });
                    }
                }
            }
        }
    }

    fn row_authority(&mut self, row: &Row<'_>, name: &str, code: &str) -> Option<u16> {
        let at = self.measures.authority.or(self.measures.authority_code).unwrap_or(0);
        let spot = self.spot(row, at);
        match self.run.whose(name, code, spot, row) {
            Whose::Number(authority) => Some(authority),
            Whose::NotWanted => {
                self.leave_out("another authority's");
                None
            }
            Whose::Nobody => {
                self.leave_out("nobody's");
                None
            }
        }
    }

    /// A row of open data: an area's measures in one period.
    pub(super) fn open_data_row(&mut self, row: &Row<'_>) {
        let Some(period) = self.open_data_period(row) else { return };
        let cell = |heading: &str| self.measures.named(row, heading).shown();
        let (name, code) = match fold(&cell("geographic level")).as_str() {
            "national" => (cell("country name"), cell("country code")),
            "regional" => (cell("region name"), cell("region code")),
            "local authority" => (cell("la name"), cell("new la code")),
            _ => return self.leave_out("an area of another kind"),
        };
        let Some(authority) = self.row_authority(row, &name, &code) else { return };
        let filter: Vec<String> = self
            .measures
            .filters
            .iter()
            .map(|at| row.cell(*at).shown().into_owned())
            .filter(|text| !is_total("", text))
            .collect();
        let category = category(row, &self.measures.beside);
        let plans = self.plans(row, &filter.join(" "));
        for plan in plans.iter() {
            self.measure(row, authority, *plan, period, category.clone());
        }
    }

    fn open_data_period(&mut self, row: &Row<'_>) -> Option<Period> {
        let period = self.measures.named(row, "time period").shown();
        let identifier = self.measures.named(row, "time identifier").shown();
        let key = format!("{period}\u{1f}{identifier}");
        let known = self.measures.times.get(&key).copied();
        let found = known.unwrap_or_else(|| when::ees(&period, &identifier));
        self.measures.times.insert(key, found);
        if found.is_none() {
            self.no_period(row, self.measures.period.unwrap_or(0));
        }
        found
    }

    /// What the columns are in rows of a filter.
    fn plans(&mut self, row: &Row<'_>, filter: &str) -> Rc<Vec<Plan>> {
        if let Some(plans) = self.measures.plans.get(filter) {
            return Rc::clone(plans);
        }
        let folded = fold(filter);
        let table: Vec<Measure> = known().into_iter().filter(|m| m.filter == folded).collect();
        let measures = self.measures.measures.clone();
        let mut plans = Vec::new();
        let mut spoken_for: HashSet<usize> = HashSet::new();
        for measure in &table {
            let at = |heading: &str| self.measures.headings.get(heading).copied();
            let Some(column) = at(&measure.column) else { continue };
            let (numerator, denominator) = (at(&measure.numerator), at(&measure.denominator));
            let known = self.open_data_indicator(row, column, &measure.indicator);
            spoken_for.extend([Some(column), numerator, denominator].into_iter().flatten());
            plans.push(Plan { column, known, numerator, denominator });
        }
        for (column, heading) in measures {
            if spoken_for.contains(&column) {
                continue;
            }
            let id = match self.run.desk.meant("", &heading) {
                Meant::Id(id) | Meant::Kept(id) => Some(id),
                Meant::LeftOut => None,
                Meant::Several(_) | Meant::Nobody(_) => slug(&format!("{heading} {filter}")),
            };
            let Some(id) = id else { continue };
            let known = self.open_data_indicator(row, column, &id);
            plans.push(Plan { column, known, numerator: None, denominator: None });
        }
        let plans = Rc::new(plans);
        self.measures.plans.insert(filter.to_owned(), Rc::clone(&plans));
        plans
    }

    /// An indicator of open data: kept under Other where the catalogue lacks it.
    fn open_data_indicator(&mut self, row: &Row<'_>, column: usize, id: &str) -> Known {
        let known = self.run.number(id);
        if known.unit.is_none() {
            let spot = Spot { column: u16::try_from(column).unwrap_or(0), ..self.spot(row, 0) };
            self.run.told.at(spot, None, kept(id));
        }
        known
    }

    /// One figure of a row.
    fn measure(
        &mut self,
        row: &Row<'_>,
        authority: u16,
        plan: Plan,
        period: Period,
        category: Option<(String, String)>,
    ) {
        let Some(read) = self.figure(row, plan.column, plan.known) else { return };
        let (numerator, denominator) = match read.fraction {
            Some(fraction) => (Some(fraction.numerator), Some(fraction.denominator)),
            None => (self.number(row, plan.numerator), self.number(row, plan.denominator)),
        };
        let given = if read.given == Given::Blank && numerator.is_none() {
            Given::Missing(crate::domain::value::Missing::NotCollected)
        } else {
            read.given
        };
        let extra = category.map(|c| Box::new(Extra { category: Some(c), ..Extra::default() }));
        let fact = Fact {
            spot: self.spot(row, plan.column),
            authority,
            extract: self.run.extract,
            indicator: plan.known.number,
            period,
            status: None,
            given,
            numerator,
            denominator,
            extra,
        };
        self.push(fact);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::snapshot::is_id;

    #[test]
    fn the_table_of_open_data_is_whole() {
        let all = known();
        assert_eq!(all.len(), KNOWN.lines().count() - 1);
        for measure in &all {
            assert!(is_id(&measure.indicator), "{measure:?}");
            assert_eq!(measure.numerator.is_empty(), measure.denominator.is_empty());
        }
    }
}
