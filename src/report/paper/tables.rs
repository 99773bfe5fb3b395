//! Every section's figures in a table: by month with the figure before and a sparkline, by quarter or
//! year with those before it beside one another.

use super::exceptions::own_period;
use super::{Paper, figure, light, named, titled};
use crate::assess::benchmark::{ENGLAND, NEIGHBOURS};
use crate::assess::board::{ChangeView, Grain, IndicatorView, SectionView, TargetView};
use crate::assess::control::{assurance_words, verdict_words};
use crate::assess::words::capital;
use crate::domain::observation::Status;
use crate::domain::period::{Period, Shape};
use crate::domain::value::{Missing, brief};
use crate::report::document::{Block, Cell, Column, Form, Is, Number, Table, lights_words};
use crate::report::trend::Trend;

/// How many periods a sparkline shows.
const TREND: usize = 24;
/// How many quarters stand side by side, and how many years.
const QUARTERS: i32 = 5;
const YEARS: i32 = 3;

/// A column and what stands in it.
type Filled<'a> = (Column, Box<dyn Fn(&IndicatorView) -> Cell + 'a>);

impl<'a> Paper<'a> {
    /// The sections, each a table, then the words about rows that need no look: those that do stand
    /// with their items.
    pub(super) fn sections(&self) -> Vec<Block> {
        let sections = self.board.sections.iter().filter(|s| !s.indicators.is_empty());
        sections.flat_map(|section| self.section(section)).collect()
    }

    fn section(&self, section: &'a SectionView) -> Vec<Block> {
        let caption = format!("{}: {}", section.title, lights_words(section.ratings));
        let table = self.table(caption, section.indicators.iter());
        let mut blocks = titled(2, &section.title, table);
        let quiet = section.indicators.iter().filter(|row| row.more.reasons.is_empty());
        for row in quiet {
            let said = self.said(row).into_iter().map(|said| said.words.into_owned());
            let note = self.data_note(row).map(|note| format!("Note on the data: {note}"));
            blocks.extend(said.chain(note).map(|words| Block::Remark(named(row), words)));
        }
        blocks
    }

    /// A table of rows at the board's grain.
    fn table(&self, caption: String, rows: impl Iterator<Item = &'a IndicatorView>) -> Table {
        let name = |row: &IndicatorView| {
            Cell::words(&row.name).beside(row.code.clone().unwrap_or_default())
        };
        let mut filled: Vec<Filled<'_>> = vec![(Column::names("Indicator"), Box::new(name))];
        filled.extend(match self.board.grain {
            Grain::Month => self.by_month(),
            Grain::Quarter => self.by_quarter(),
            Grain::Year => self.by_year(),
        });
        filled.extend(judged());
        if self.board.grain == Grain::Month {
            filled.push((Column::words("Is it real?"), Box::new(control)));
        }
        let (columns, cells): (Vec<Column>, Vec<_>) = filled.into_iter().unzip();
        let rows = rows.map(|row| cells.iter().map(|cell| cell(row)).collect()).collect();
        Table { caption, columns, rows }
    }

    fn by_month(&self) -> Vec<Filled<'_>> {
        let now = self.board.period.short();
        let mostly = self.board.mostly_against();
        let before = mostly.clone().unwrap_or_else(|| "Before".to_owned());
        let compared = move |row: &IndicatorView| {
            let against = row.change.as_ref().map(|change| change.against.short());
            let other = against.filter(|against| Some(against) != mostly.as_ref());
            Cell::figure(row.compared_shown(), None).beside(other.unwrap_or_default())
        };
        vec![
            (Column::figures(now), Box::new(now_cell)),
            (Column::figures(before), Box::new(compared)),
            (Column::figures("Change"), Box::new(|row| change(row.change.as_ref()))),
            (Column::figures("On the year"), Box::new(on_the_year)),
            (Column::words("Trend"), Box::new(trend)),
        ]
    }

    fn by_quarter(&self) -> Vec<Filled<'_>> {
        let period = self.board.period;
        let mut filled = spans(period, QUARTERS);
        if let Some(year) = period.in_financial_year() {
            filled.extend(spans(year, YEARS));
        }
        filled.push((Column::figures("Change"), Box::new(|row| change(row.change.as_ref()))));
        filled
    }

    fn by_year(&self) -> Vec<Filled<'_>> {
        let mut filled = spans(self.board.period, YEARS + 2);
        filled.push((Column::figures("Change"), Box::new(|row| change(row.change.as_ref()))));
        filled.push((Column::words("Trend"), Box::new(trend)));
        filled
    }

    /// Core indicators that are on everybody's board and not on this one, with their sections.
    pub(super) fn others(
        &self,
    ) -> Option<impl Iterator<Item = (&'a SectionView, &'a IndicatorView)>> {
        let board = self.board;
        let of_section = move |section: &'a SectionView| {
            let other = move |row: &&IndicatorView| row.core && board.indicator(&row.id).is_none();
            section.indicators.iter().filter(other).map(move |row| (section, row))
        };
        Some(self.everybody?.sections.iter().flat_map(of_section))
    }

    /// Other committees' core indicators, each in a line.
    pub(super) fn other_committees(&self) -> Vec<Block> {
        let Some(rows) = self.others() else { return Vec::new() };
        let columns = vec![
            Column::names("Indicator"),
            Column::words("Section"),
            Column::figures(self.board.period.short()),
            Column::figures("Change"),
            Column::words("Rating"),
        ];
        let rows = rows.map(|(section, row)| {
            vec![
                Cell::words(&row.name).beside(row.code.clone().unwrap_or_default()),
                Cell::words(&section.title),
                figure(row).beside(own_period(row)),
                change(row.change.as_ref()),
                Cell::of(Is::Light(light(row))),
            ]
        });
        let caption = "For information: indicators in the remit of other committees".to_owned();
        titled(2, "Other committees' indicators", Table { caption, columns, rows: rows.collect() })
    }
}

/// Target, light and others' figures: the same at every grain.
fn judged() -> Vec<Filled<'static>> {
    vec![
        (Column::words("Target"), Box::new(target)),
        (Column::words("Rating"), Box::new(|row| Cell::of(Is::Light(light(row))))),
        (Column::figures("England"), Box::new(|row| benchmark(row, ENGLAND))),
        (Column::figures("Neighbours"), Box::new(|row| benchmark(row, NEIGHBOURS))),
    ]
}

/// The figure, with the numbers behind it, its own period, why there is none, and whether it stands.
fn now_cell(row: &IndicatorView) -> Cell {
    let numbers = match (row.numerator, row.denominator) {
        (Some(n), Some(d)) if !row.shown.is_of() && row.value.is_some() => {
            Some(format!("{} of {}", brief(n), brief(d)))
        }
        _ => None,
    };
    let missing = row.missing.map(Missing::words).map(str::to_owned);
    let status = match row.status {
        Status::Final => None,
        Status::Provisional => Some("provisional".to_owned()),
        Status::Revised => Some("revised".to_owned()),
    };
    let status = status.filter(|_| row.value.is_some());
    let own = Some(own_period(row)).filter(|own| !own.is_empty());
    let aside: Vec<String> = [own, numbers, missing, status].into_iter().flatten().collect();
    figure(row).beside(aside.join(", "))
}

/// `+0.5`, and that it is worse; of small numbers, what there was.
fn change(change: Option<&ChangeView>) -> Cell {
    match change {
        None => Cell::nothing(),
        Some(change) if change.shown.is_was() => Cell::nothing().beside(change.shown.text()),
        Some(change) => Cell::figure(change.shown.text(), None).beside(change.word),
    }
}

/// The change on the year, where it is another than that on the comparison.
fn on_the_year(row: &IndicatorView) -> Cell {
    let against = row.change.as_ref().map(|change| change.against);
    change(row.year_ago.as_ref().filter(|year| Some(year.against) != against))
}

fn trend(row: &IndicatorView) -> Cell {
    Trend::of(row, TREND).map_or_else(Cell::nothing, |trend| Cell::of(Is::Trend(trend)))
}

fn target(row: &IndicatorView) -> Cell {
    let Some(target) = &row.target else { return Cell::nothing() };
    let origin = target.origin.map(|origin| origin.words().to_owned());
    let aspirational = target.aspirational.then(|| "aspirational".to_owned());
    let aside: Vec<String> = origin.into_iter().chain(aspirational).collect();
    // `at least` stays in one line.
    let words = TargetView::in_force(target).replacen("at ", "at\u{a0}", 1);
    Cell::words(words).beside(aside.join(", "))
}

fn benchmark(row: &IndicatorView, name: &str) -> Cell {
    let Some(found) = row.comparable(name) else { return Cell::nothing() };
    let form = Form::Of(row.unit, row.decimals);
    let number = found.value.map(|value| Number { value, form });
    Cell::figure(found.shown.text(), number)
        .beside(found.period.map_or_else(String::new, Period::short))
}

fn control(row: &IndicatorView) -> Cell {
    let Some(found) = &row.control else { return Cell::nothing() };
    let assured = match found.assurance {
        Some(open @ ("consistently-misses" | "consistently-meets")) => assurance_words(open),
        _ => "",
    };
    Cell::words(capital(verdict_words(found.verdict))).beside(assured)
}

/// The last `count` quarters or years to `last`, a column each.
fn spans(last: Period, count: i32) -> Vec<Filled<'static>> {
    let periods = (0..count).rev().filter_map(|back| last.step(-back));
    let column = |period: Period| -> Filled<'static> {
        (Column::figures(period.short()), Box::new(move |row| span(row, period)))
    };
    periods.map(column).collect()
}

/// A row's figure for a quarter or year: rolled up from finer figures, else its own of that period,
/// else, of a school or calendar year, the one of that name.
fn span(row: &IndicatorView, period: Period) -> Cell {
    let rolled = row.more.quarters.iter().chain(&row.more.years).find(|span| span.period == period);
    if let Some(span) = rolled {
        let (have, of) = span.parts;
        let part = if have < of { format!("{have} of {of}") } else { String::new() };
        return Cell::figure(span.shown.text(), None).beside(part);
    }
    let same_year = |own: Period| {
        let yearly = matches!(own.shape(), Shape::AcademicYear | Shape::CalendarYear);
        period.shape() == Shape::FinancialYear && yearly && own.year() == period.year()
    };
    let found = row.series.iter().rev().find(|p| p.period == period || same_year(p.period));
    let Some(point) = found else { return Cell::nothing() };
    let other = if point.period == period { String::new() } else { point.period.short() };
    let form = Form::Of(row.unit, row.decimals);
    let number = point.value.map(|value| Number { value, form });
    Cell::figure(point.shown().text(), number).beside(other)
}
