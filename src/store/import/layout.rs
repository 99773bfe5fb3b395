//! How a table is laid out: which row has its headings, and what each column is.

use std::collections::HashMap;

use crate::domain::authority::fold;
use crate::domain::period::{Period, Shape};

use super::cell::{Cell, Row};
use super::desk::{Desk, Time};
use super::mapping::SheetMapping;
use super::names::Named;
use super::roles::{Part, Role};
use super::settle::Column as Settling;
use super::when::{self, When};

/// The shape of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One row a figure.
    Tidy,
    /// One row an indicator, a column a period.
    Wide,
    /// One row a period, a column an indicator.
    Measures,
    /// The Department for Education's open data: one row an area and year, a column a measure.
    OpenData,
}

impl Kind {
    /// What it is called.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Tidy => "one row a figure",
            Self::Wide => "one row an indicator, periods across",
            Self::Measures => "one row a period, indicators across",
            Self::OpenData => "open data (EES): one row an area and period, measures across",
        }
    }
}

/// What a column is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Use {
    /// It has a role.
    Role(Role),
    /// Figures of a period.
    Period(When, Part),
    /// Figures of an indicator.
    Measure,
    /// A column of open data that says which figures a row has.
    Filter,
    /// Nobody knows.
    Unknown,
}

/// One column that has a heading.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// From 0.
    pub at: usize,
    /// As it is written.
    pub heading: String,
    pub used: Use,
}

/// How a table is laid out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    pub kind: Kind,
    /// The row of the headings.
    pub header: usize,
    pub columns: Vec<Column>,
}

impl Layout {
    /// The column of a role, where there is one.
    pub(super) fn column(&self, role: &Role) -> Option<usize> {
        let of_role = |c: &&Column| matches!(&c.used, Use::Role(own) if own == role);
        self.columns.iter().find(of_role).map(|c| c.at)
    }

    /// Whether any column has a role.
    fn has(&self, role: &Role) -> bool {
        self.column(role).is_some()
    }

    /// Columns of periods.
    pub(super) fn periods(&self) -> usize {
        self.columns.iter().filter(|c| matches!(c.used, Use::Period(..))).count()
    }
}

/// What is known of a sheet beside its rows.
pub(super) struct About<'a> {
    pub mapping: Option<&'a SheetMapping>,
    /// The sheet's or file's name, which may say a year.
    pub name: &'a str,
}

/// The layout whose headings a row is, if it is one; `above` are the rows before it.
pub(super) fn recognise(
    row: &Row<'_>,
    above: &[(usize, Vec<Cell<'static>>)],
    about: &About<'_>,
    desk: &Desk<'_>,
) -> Option<Layout> {
    if about.mapping.and_then(|m| m.header).is_some_and(|header| header != row.number) {
        return None;
    }
    let above = above.iter().map(|(_, cells)| cells.as_slice());
    let year = || {
        let titles = above.clone().rev().flatten().filter_map(|cell| year_in(&cell.shown()));
        about
            .mapping
            .and_then(|m| m.year)
            .or_else(|| titles.into_iter().next())
            .or_else(|| year_in(about.name))
    };
    let before = above.clone().next_back().unwrap_or(&[]);
    if let Some(open) = open_data(row) {
        return Some(open);
    }
    let mut layout = Layout { kind: Kind::Tidy, header: row.number, columns: Vec::new() };
    let mut default_year: Option<Option<Period>> = None;
    for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
        let heading = cell.shown().into_owned();
        let used = match mapped(&heading, about, desk) {
            Some(role) => Use::Role(role),
            None => match desk.time(cell) {
                Time::LeftOut => Use::Role(Role::LeftOut),
                Time::Is(part @ (When::MonthOf(_) | When::QuarterOf(_))) => {
                    let beside = carried(before, at).and_then(year_of);
                    let year = beside.or_else(|| *default_year.get_or_insert_with(year));
                    let found = year.and_then(|year| when::in_year(part, year));
                    Use::Period(found.map_or(part, When::Period), Part::Value)
                }
                Time::Is(when) => Use::Period(when, Part::Value),
                Time::Nothing => Role::of(&heading).map_or(Use::Unknown, Use::Role),
            },
        };
        layout.columns.push(Column { at, heading, used });
    }
    two_lines(&mut layout, before, desk);
    decided(layout, desk)
}

/// The role that the mapping gives a column.
fn mapped(heading: &str, about: &About<'_>, desk: &Desk<'_>) -> Option<Role> {
    let heading = fold(heading);
    let of_sheet = about.mapping.and_then(|m| m.columns.get(&heading));
    of_sheet.or_else(|| desk.mapping.columns.get(&heading)).cloned()
}

/// Headings on two lines: periods above, the parts of a figure below.
fn two_lines(layout: &mut Layout, before: &[Cell<'static>], desk: &Desk<'_>) {
    let parts: HashMap<usize, Part> = layout
        .columns
        .iter()
        .filter(|c| !matches!(c.used, Use::Period(..)))
        .filter_map(|c| Some((c.at, Part::of(&c.heading)?)))
        .collect();
    let under = |at: usize| match desk.time(carried(before, at)?) {
        Time::Is(when @ (When::Period(_) | When::Day(_))) => Some(when),
        _ => None,
    };
    let found: HashMap<usize, When> =
        parts.keys().filter_map(|at| Some((*at, under(*at)?))).collect();
    if found.len() < 2 {
        return;
    }
    for column in &mut layout.columns {
        if let (Some(when), Some(part)) = (found.get(&column.at), parts.get(&column.at)) {
            column.used = Use::Period(*when, *part);
        }
    }
}

/// The kind of a row of headings; `None` where it is none.
fn decided(mut layout: Layout, desk: &Desk<'_>) -> Option<Layout> {
    let periods = layout.periods();
    let named = layout.has(&Role::Indicator) || layout.has(&Role::Code);
    let dated = layout.has(&Role::Period) || layout.has(&Role::Year);
    let figures = layout.has(&Role::Value)
        || layout.has(&Role::Missing)
        || (layout.has(&Role::Numerator) && layout.has(&Role::Denominator));
    if named && dated && figures && periods < 2 {
        layout.kind = Kind::Tidy;
        return Some(layout);
    }
    if (named && periods >= 1) || periods >= 3 {
        layout.kind = Kind::Wide;
        return Some(layout);
    }
    let mut measures = 0;
    for column in &mut layout.columns {
        let asked = matches!(column.used, Use::Unknown | Use::Role(Role::LeftOut));
        let mapped = desk.mapping.indicators.contains_key(&fold(&column.heading));
        if asked && (mapped || matches!(desk.names.exact(&column.heading), Some(Named::One(_)))) {
            measures += 1;
            column.used = Use::Measure;
        }
    }
    if !dated || named || measures == 0 {
        return None;
    }
    for column in &mut layout.columns {
        if column.used == Use::Unknown {
            column.used = Use::Measure;
        }
    }
    layout.kind = Kind::Measures;
    Some(layout)
}

/// The columns of open data that are neither filters nor measures.
const OPEN_DATA: &[&str] = &[
    "time period",
    "time identifier",
    "geographic level",
    "country code",
    "country name",
    "region code",
    "region name",
    "old la code",
    "new la code",
    "la name",
];

/// The layout of the Department for Education's open data; its other columns are told apart by
/// what stands in them.
fn open_data(row: &Row<'_>) -> Option<Layout> {
    let headings: Vec<String> = row.cells.iter().map(|cell| fold(&cell.shown())).collect();
    let needed = ["time period", "time identifier", "geographic level"];
    if !needed.iter().all(|name| headings.iter().any(|heading| heading == name)) {
        return None;
    }
    let column = |(at, cell): (usize, &Cell<'_>)| {
        let heading = cell.shown().into_owned();
        let used = match fold(&heading).as_str() {
            "time period" => Use::Role(Role::Period),
            "breakdown topic" => Use::Role(Role::By),
            "breakdown" => Use::Role(Role::Category),
            known if OPEN_DATA.contains(&known) => Use::Role(Role::LeftOut),
            _ => Use::Unknown,
        };
        Column { at, heading, used }
    };
    let cells = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
    Some(Layout { kind: Kind::OpenData, header: row.number, columns: cells.map(column).collect() })
}

/// The cell of a column, or the nearest to its left: a merged heading stands in its first column.
fn carried<'c>(cells: &'c [Cell<'static>], at: usize) -> Option<&'c Cell<'static>> {
    cells.get(..=at.min(cells.len().checked_sub(1)?))?.iter().rev().find(|cell| !cell.is_blank())
}

/// The year that a cell names.
fn year_of(cell: &Cell<'_>) -> Option<Period> {
    match when::when(cell)? {
        When::Period(year)
            if matches!(year.shape(), Shape::FinancialYear | Shape::CalendarYear) =>
        {
            Some(year)
        }
        When::MonthOrYear { year, .. } => Some(year),
        _ => None,
    }
}

/// The one financial year that a title names: `Scorecard 2026/27`.
fn year_in(text: &str) -> Option<Period> {
    let words = text.split(|c: char| c.is_whitespace() || ",;()_".contains(c));
    let mut found = words.filter_map(|word| {
        let word = word.trim_end_matches([':', '.']);
        word.contains(['/', '-']).then(|| year_of(&Cell::text(word))).flatten()
    });
    match (found.next(), found.next()) {
        (Some(year), None) => Some(year),
        _ => None,
    }
}

/// Settles the days of the headings by each other; the columns that nothing settles.
pub(super) fn settle_headings(layout: &mut Layout, desk: &Desk<'_>) -> Vec<(usize, String)> {
    let mut notes = Settling::default();
    for column in &layout.columns {
        if let Use::Period(when, _) = &column.used {
            notes.note(*when, &column.heading);
        }
    }
    let mut unsettled = Vec::new();
    for column in &mut layout.columns {
        let Use::Period(when, part) = &column.used else { continue };
        match notes.settle(*when, desk.mapping.dates) {
            Ok(When::MonthOf(_) | When::QuarterOf(_)) | Err(_) => {
                unsettled.push((column.at, column.heading.clone()));
                column.used = Use::Unknown;
            }
            Ok(settled) => column.used = Use::Period(settled, *part),
        }
    }
    unsettled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::catalogue::built_in;
    use crate::store::import::mapping::Mapping;

    fn cells(texts: &[&str]) -> Vec<Cell<'static>> {
        texts.iter().map(|text| Cell::text((*text).to_owned())).collect()
    }

    fn layout(rows: &[&[&str]]) -> Option<Layout> {
        let (catalogue, mapping) = (built_in(), Mapping::default());
        let desk = Desk::new(&catalogue, &mapping);
        let about = About { mapping: None, name: "scorecard.xlsx" };
        let mut above = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let cells = cells(row);
            if let Some(found) =
                recognise(&Row { number: at + 1, cells: &cells, sign: ',' }, &above, &about, &desk)
            {
                return Some(found);
            }
            above.push((at + 1, cells));
        }
        None
    }

    fn periods(layout: &Layout) -> Vec<String> {
        let period = |c: &Column| match c.used {
            Use::Period(When::Period(period), part) => Some(format!("{period} {part:?}")),
            _ => None,
        };
        layout.columns.iter().filter_map(period).collect()
    }

    #[test]
    fn each_shape_is_known_by_its_headings() {
        let kind = |rows: &[&[&str]]| layout(rows).map(|l| (l.kind, l.header));
        assert_eq!(kind(&[&["Indicator", "Month", "Value"]]), Some((Kind::Tidy, 1)));
        assert_eq!(kind(&[&["LA", "PI Ref", "Year", "Num", "Den"]]), Some((Kind::Tidy, 1)));
        assert_eq!(
            kind(&[&["Children's scorecard"], &[], &["Ref", "Measure", "Sep-26", "Oct-26"]]),
            Some((Kind::Wide, 3))
        );
        assert_eq!(kind(&[&["", "Aug-26", "Sep-26", "Oct-26"]]), Some((Kind::Wide, 1)));
        assert_eq!(kind(&[&["Month", "Referrals", "FD4", "Shoe size"]]), Some((Kind::Measures, 1)));
        assert_eq!(
            kind(&[&["time_period", "time_identifier", "geographic_level", "la_name", "x_count"]]),
            Some((Kind::OpenData, 1))
        );
        assert_eq!(kind(&[&["How to fill this in"], &["Write the figures", "then import"]]), None);
        assert_eq!(kind(&[&["Name", "Phone"]]), None);
    }

    #[test]
    fn months_without_a_year_take_it_from_above_or_from_the_title() {
        let found = layout(&[
            &["", "", "2025/26", "", "2026/27"],
            &["Ref", "Measure", "Feb", "Mar", "Apr", "May"],
        ])
        .unwrap();
        let want = ["2026-02 Value", "2026-03 Value", "2026-04 Value", "2026-05 Value"];
        assert_eq!(periods(&found), want);
        let found =
            layout(&[&["Scorecard 2026/27"], &["Ref", "Measure", "Apr", "Jan", "Q1"]]).unwrap();
        assert_eq!(periods(&found), ["2026-04 Value", "2027-01 Value", "2026/27-Q1 Value"]);
    }

    #[test]
    fn parts_may_stand_below_their_period() {
        let found = layout(&[
            &["", "Sep-26", "", "", "Oct-26", "", ""],
            &["Indicator", "Num", "Den", "%", "Num", "Den", "%"],
        ])
        .unwrap();
        assert_eq!(found.kind, Kind::Wide);
        let all = periods(&found);
        assert_eq!(all.len(), 6);
        assert_eq!((all[0].as_str(), all[5].as_str()), ("2026-09 Numerator", "2026-10 Value"));
    }
}
