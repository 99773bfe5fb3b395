//! Takes the rows of one table: finds its headings, then reads it as it is laid out.

mod beside;
mod measures;
mod tidy;
mod wide;

use std::collections::BTreeMap;

use crate::domain::period::Period;
use crate::store::text::quoted;

use super::cell::{Cell, Row};
use super::figure::{self, Wrong};
use super::gathered::{Fact, Given};
use super::layout::{About, Kind, Layout, Use, recognise, settle_headings};
use super::number;
use super::roles::Role;
use super::run::{Known, Run};
use super::settle::{Column as Settling, Unsettled};
use super::told::{Said, Spot};
use super::when::{self, When};

/// Rows that are looked at before giving up on finding headings.
const MOST_TITLES: usize = 60;
/// Rows that are looked at to tell what a column without a telling name is.
const SAMPLE: usize = 30;

/// Why something was left out, counted.
pub(super) type LeftOut = BTreeMap<&'static str, usize>;

/// A figure whose period waits for the rest of its column.
struct Pending {
    /// Position among the gathered facts.
    fact: usize,
    when: When,
    text: String,
    frequency: Option<crate::domain::indicator::Frequency>,
}

/// One table under way.
pub(super) struct Taker<'r, 'd> {
    run: &'r mut Run<'d>,
    table: u16,
    about: About<'r>,
    /// Rows before the headings, then the one row before the present.
    above: Vec<(usize, Vec<Cell<'static>>)>,
    layout: Option<Layout>,
    /// Rows that wait until it is clear what the columns are.
    waiting: Option<Vec<(usize, Vec<Cell<'static>>)>>,
    pending: Vec<Pending>,
    settling: Settling,
    tidy: tidy::State,
    wide: wide::State,
    measures: measures::State,
    left_out: LeftOut,
    /// Rows below the headings that had anything in them.
    rows: usize,
    /// How many figures there were.
    figures: usize,
}

/// What a table turned out to be.
pub(super) struct Taken {
    pub layout: Option<Layout>,
    pub left_out: LeftOut,
    pub rows: usize,
    pub figures: usize,
}

impl<'r, 'd> Taker<'r, 'd> {
    /// For a table of which nothing has been read.
    pub(super) fn new(run: &'r mut Run<'d>, table: u16, about: About<'r>) -> Self {
        Self {
            run,
            table,
            about,
            above: Vec::new(),
            layout: None,
            waiting: None,
            pending: Vec::new(),
            settling: Settling::default(),
            tidy: tidy::State::default(),
            wide: wide::State::default(),
            measures: measures::State::default(),
            left_out: LeftOut::new(),
            rows: 0,
            figures: 0,
        }
    }

    /// Takes one row.
    pub(super) fn row(&mut self, row: Row<'_>) {
        if row.is_blank() {
            return;
        }
        if self.layout.is_none() {
            self.look_for_headings(&row);
            return;
        }
        if let Some(waiting) = &mut self.waiting {
            waiting.push(owned(&row));
            if waiting.len() >= SAMPLE {
                self.decide();
            }
            return;
        }
        self.take(&row);
    }

    fn look_for_headings(&mut self, row: &Row<'_>) {
        if self.above.len() > MOST_TITLES {
            return;
        }
        match recognise(row, &self.above, &self.about, self.run.desk) {
            Some(layout) => self.begin(layout, row),
            None => self.above.push(owned(row)),
        }
    }

    /// Begins to read below a row of headings.
    fn begin(&mut self, mut layout: Layout, row: &Row<'_>) {
        for (column, heading) in settle_headings(&mut layout, self.run.desk) {
            let said = unsettled_heading(&heading);
            self.run.told.at(self.spot(row, column), Some(row), said);
        }
        self.settling = Settling::default();
        let named =
            layout.column(&Role::Indicator).or_else(|| layout.column(&Role::Code)).is_some();
        let waits = match layout.kind {
            Kind::Wide => !named,
            Kind::OpenData => true,
            Kind::Tidy | Kind::Measures => false,
        };
        self.waiting = waits.then(Vec::new);
        self.layout = Some(layout);
        if !waits {
            self.prepare();
        }
    }

    /// Decides what the columns are from the rows that wait, then takes those.
    fn decide(&mut self) {
        let Some(waiting) = self.waiting.take() else { return };
        if let Some(layout) = &mut self.layout {
            match layout.kind {
                Kind::OpenData => measures::tell_apart(layout, &waiting),
                _ => wide::find_indicators(layout, &waiting, self.run.desk),
            }
        }
        self.prepare();
        for (number, cells) in &waiting {
            self.take(&Row { number: *number, cells, sign: ',' });
        }
    }

    fn prepare(&mut self) {
        let Some(layout) = &self.layout else { return };
        match layout.kind {
            Kind::Tidy => self.tidy = tidy::State::of(layout),
            Kind::Wide => self.wide = wide::State::of(layout),
            Kind::Measures | Kind::OpenData => self.measures = measures::State::of(layout),
        }
    }

    fn take(&mut self, row: &Row<'_>) {
        self.rows += 1;
        match self.layout.as_ref().map(|layout| layout.kind) {
            Some(Kind::Tidy) => self.tidy_row(row),
            Some(Kind::Wide) => self.wide_row(row),
            Some(Kind::Measures) => self.measures_row(row),
            Some(Kind::OpenData) => self.open_data_row(row),
            None => {}
        }
    }

    /// Whether a row is headings once more, and from here on its columns count.
    fn headings_again(&mut self, row: &Row<'_>, name: &str) -> bool {
        if !matches!(Role::of(name), Some(Role::Indicator | Role::Code)) {
            return false;
        }
        let Some(layout) = recognise(row, &self.above, &self.about, self.run.desk) else {
            return false;
        };
        self.rows = self.rows.saturating_sub(1);
        self.settle();
        self.begin(layout, row);
        true
    }

    /// Ends the table.
    pub(super) fn end(mut self) -> Taken {
        self.decide();
        self.settle();
        Taken {
            layout: self.layout,
            left_out: self.left_out,
            rows: self.rows,
            figures: self.figures,
        }
    }

    /// Gives the figures that wait their periods, or says that nothing settles them.
    fn settle(&mut self) {
        let mut unsettled = Vec::new();
        for pending in std::mem::take(&mut self.pending) {
            let settled = self.settling.settle(pending.when, self.run.desk.mapping.dates);
            let Some(fact) = self.run.gathered.facts.get_mut(pending.fact) else { continue };
            let period = match settled {
                Ok(When::Period(period)) => Some(period),
                Ok(When::Day(day)) => when::period_of(day, pending.frequency),
                Ok(_) => None,
                Err(which) => {
                    unsettled.push((fact.spot, unsettled_cell(&pending.text, &which)));
                    None
                }
            };
            match period {
                Some(period) => fact.period = period,
                None => {
                    fact.given = Given::Absent;
                    fact.numerator = None;
                    fact.denominator = None;
                    self.figures = self.figures.saturating_sub(1);
                    *self.left_out.entry("a date that reads both ways").or_default() += 1;
                }
            }
        }
        let column = self.layout.as_ref().and_then(|l| l.column(&Role::Period)).unwrap_or(0);
        for (spot, said) in unsettled {
            let spot = Spot { column: u16::try_from(column).unwrap_or(u16::MAX), ..spot };
            self.run.told.at(spot, None, said);
        }
    }

    fn spot(&self, row: &Row<'_>, column: usize) -> Spot {
        Spot {
            table: self.table,
            row: u32::try_from(row.number).unwrap_or(u32::MAX),
            column: u16::try_from(column).unwrap_or(u16::MAX),
        }
    }

    fn leave_out(&mut self, why: &'static str) {
        *self.left_out.entry(why).or_default() += 1;
    }

    /// Says that a cell is wrong.
    fn wrong(&mut self, row: &Row<'_>, column: usize, wrong: Wrong) {
        self.leave_out("no figure");
        let said = Said::error(wrong.code, wrong.message, wrong.help);
        self.run.told.at(self.spot(row, column), Some(row), said);
    }

    /// A figure's number from its cell, with what is wrong said.
    fn figure(&mut self, row: &Row<'_>, column: usize, known: Known) -> Option<figure::Read> {
        match figure::read(row.cell(column), known.unit) {
            Ok(read) => {
                if let Some(word) = read.broken {
                    let said = Said::warning(
                        "broken-formula",
                        format!("{word} is a formula that failed, no figure"),
                        "put the formula right, or write the figure",
                    );
                    self.run.told.at(self.spot(row, column), Some(row), said);
                }
                Some(read)
            }
            Err(wrong) => {
                self.wrong(row, column, wrong);
                None
            }
        }
    }

    /// A number beside a figure, with what is wrong said.
    fn number(&mut self, row: &Row<'_>, column: Option<usize>) -> Option<f64> {
        let column = column?;
        let cell = row.cell(column);
        if cell.is_blank() {
            return None;
        }
        match figure::number(cell) {
            Ok(number) => number,
            Err(wrong) => {
                self.wrong(row, column, wrong);
                None
            }
        }
    }

    fn push(&mut self, fact: Fact) {
        self.figures += 1;
        self.run.gathered.facts.push(fact);
    }

    /// Says that a cell of periods names none.
    fn no_period(&mut self, row: &Row<'_>, column: usize) {
        let found = quoted(&row.cell(column).shown(), 40);
        let said = Said::error(
            "bad-period",
            format!(
                "{found} is no period, a month (Oct-26), quarter (Q2 26/27), year (2026/27), \
                     week or date is wanted"
            ),
            "write it so, or map it under [periods]",
        );
        self.leave_out("no period");
        self.run.told.at(self.spot(row, column), Some(row), said);
    }
}

/// The period of a settled heading for an indicator.
fn period_at(when: When, known: Known) -> Option<Period> {
    match when {
        When::Period(period) => Some(period),
        When::Day(day) => when::period_of(day, known.frequency),
        When::Either { .. } | When::MonthOrYear { .. } | When::MonthOf(_) | When::QuarterOf(_) => {
            None
        }
    }
}

fn owned(row: &Row<'_>) -> (usize, Vec<Cell<'static>>) {
    (row.number, row.cells.iter().map(Cell::owned).collect())
}

/// Whether a category is the whole: `Total`, or named as what it is divided by.
fn is_total(by: &str, category: &str) -> bool {
    use crate::domain::authority::fold;

    let folded = fold(category);
    matches!(folded.as_str(), "" | "total" | "all" | "overall" | "all children")
        || folded == fold(by)
        || number::reason(category).is_some()
}

fn unsettled_heading(heading: &str) -> Said {
    let help = "write the month by its name (Oct-26), add the year, or say `dates = \
                \"day-first\"` in the mapping";
    let found = quoted(heading, 40);
    Said::error(
        "ambiguous-date",
        format!("{found} can be read in more than one way, and its neighbours do not settle it"),
        help,
    )
}

fn unsettled_cell(text: &str, which: &Unsettled) -> Said {
    let (first, second, help) = match which {
        Unsettled::Day(first, second) => (
            crate::domain::snapshot::write_day(*first),
            crate::domain::snapshot::write_day(*second),
            "write the month by its name, or say `dates = \"day-first\"` or `\"month-first\"` in \
             the mapping",
        ),
        Unsettled::Year(first, second) => (
            first.clone(),
            second.clone(),
            "write the year with a slash (2011/12) and the month by its name, or map it under \
             [periods]",
        ),
    };
    Said::error(
        "ambiguous-date",
        format!(
            "{} can be {first} or {second}, and its column does not settle it",
            quoted(text, 40)
        ),
        help,
    )
}

/// The columns of a layout that are used so.
fn columns(layout: &Layout, wanted: impl Fn(&Use) -> bool) -> Vec<usize> {
    layout.columns.iter().filter(|c| wanted(&c.used)).map(|c| c.at).collect()
}
