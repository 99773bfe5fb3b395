//! What stands beside a figure in its row: comments, targets, benchmarks, categories.

use crate::domain::observation::Status;
use crate::domain::period::Period;
use crate::domain::snapshot::Stamp;
use crate::store::text::quoted;

use super::super::cell::{Cell, Row};
use super::super::gathered::Extra;
use super::super::layout::{Layout, Use};
use super::super::names::slug;
use super::super::roles::Role;
use super::super::told::Said;
use super::super::when::{self, When};
use super::{Taker, is_total};

/// The columns of what stands beside figures.
#[derive(Debug, Clone, Default)]
pub(super) struct Beside {
    pub comment: Option<usize>,
    pub note: Option<usize>,
    pub amber: Option<usize>,
    /// Targets, and the year each is for where its heading says.
    pub targets: Vec<(usize, Option<Period>)>,
    pub benchmarks: Vec<(usize, &'static str)>,
    pub by: Option<usize>,
    pub category: Option<usize>,
    /// What the category column is called, where nothing says what it is by.
    pub by_heading: String,
    pub status: Option<usize>,
    pub source: Option<usize>,
    pub extracted: Option<usize>,
}

impl Beside {
    /// As a layout has them.
    pub(super) fn of(layout: &Layout) -> Self {
        let column = |role: Role| layout.column(&role);
        let roles = layout.columns.iter().filter_map(|c| match &c.used {
            Use::Role(role) => Some((c.at, role)),
            _ => None,
        });
        let mut targets = Vec::new();
        let mut benchmarks = Vec::new();
        for (at, role) in roles {
            match role {
                Role::Target(year) => targets.push((at, *year)),
                Role::Benchmark(name) => benchmarks.push((at, *name)),
                _ => {}
            }
        }
        let category = column(Role::Category);
        let heading = layout.columns.iter().find(|c| Some(c.at) == category);
        Self {
            comment: column(Role::Comment),
            note: column(Role::Note),
            amber: column(Role::Amber),
            targets,
            benchmarks,
            by: column(Role::By),
            category,
            by_heading: heading.map(|c| c.heading.clone()).unwrap_or_default(),
            status: column(Role::Status),
            source: column(Role::Source),
            extracted: column(Role::Extracted),
        }
    }

    /// Whether anything can stand there.
    fn is_empty(&self) -> bool {
        self.comment.is_none()
            && self.note.is_none()
            && self.amber.is_none()
            && self.targets.is_empty()
            && self.benchmarks.is_empty()
            && self.category.is_none()
    }
}

/// A cell's text, where it has any.
fn text(row: &Row<'_>, column: Option<usize>) -> Option<String> {
    let cell = row.cell(column?);
    (!cell.is_blank()).then(|| cell.shown().into_owned())
}

impl Taker<'_, '_> {
    /// What stands beside the one figure of a row.
    pub(super) fn beside(&mut self, row: &Row<'_>, beside: &Beside) -> Option<Box<Extra>> {
        if beside.is_empty() {
            return None;
        }
        let mut extra = Extra {
            category: category(row, beside),
            comment: text(row, beside.comment),
            note: text(row, beside.note),
            target: None,
            amber: self.number(row, beside.amber),
            benchmarks: Vec::new(),
        };
        for (column, _) in &beside.targets {
            extra.target = extra.target.or(self.number(row, Some(*column)));
        }
        extra.benchmarks = self.benchmarks(row, beside);
        (extra != Extra::default()).then(|| Box::new(extra))
    }

    /// The benchmarks of a row.
    pub(super) fn benchmarks(
        &mut self,
        row: &Row<'_>,
        beside: &Beside,
    ) -> Vec<(&'static str, f64)> {
        let columns = beside.benchmarks.iter();
        columns.filter_map(|(at, name)| Some((*name, self.number(row, Some(*at))?))).collect()
    }

    /// How settled the figures of a row are, where it says.
    pub(super) fn status(&mut self, row: &Row<'_>, column: Option<usize>) -> Option<Status> {
        let column = column?;
        let cell = row.cell(column);
        if cell.is_blank() {
            return None;
        }
        let word = cell.shown().to_lowercase();
        let status = match word.as_str() {
            "final" | "f" | "actual" => Some(Status::Final),
            "provisional" | "p" | "prov" | "draft" => Some(Status::Provisional),
            "revised" | "r" => Some(Status::Revised),
            _ => None,
        };
        if status.is_none() {
            let said = Said::warning(
                "bad-status",
                format!("{} is no status, taken as final", quoted(&word, 40)),
                "write final, provisional or revised",
            );
            self.run.told.at(self.spot(row, column), Some(row), said);
        }
        status
    }

    /// When a row's figures were extracted: as it says, else as everything was.
    pub(super) fn extract(&mut self, row: &Row<'_>, column: Option<usize>) -> u16 {
        let Some(column) = column else { return self.run.extract };
        let cell = row.cell(column);
        if cell.is_blank() {
            return self.run.extract;
        }
        match stamp(cell) {
            Some(stamp) => self.run.gathered.extract(stamp),
            None => {
                let said = Said::error(
                    "bad-date",
                    format!("{} is no date of an extract", quoted(&cell.shown(), 40)),
                    "write 2026-11-05, or the month by its name",
                );
                self.run.told.at(self.spot(row, column), Some(row), said);
                self.run.extract
            }
        }
    }

    /// Remembers where a row says that its figures came from.
    pub(super) fn source(&mut self, row: &Row<'_>, column: Option<usize>) {
        if let Some(source) = text(row, column) {
            self.run.gathered.source(&source);
        }
    }
}

/// The category of a row; `None` where it is the whole.
pub(super) fn category(row: &Row<'_>, beside: &Beside) -> Option<(String, String)> {
    let category = text(row, beside.category)?;
    let by = text(row, beside.by).unwrap_or_else(|| beside.by_heading.clone());
    if is_total(&by, &category) {
        return None;
    }
    Some((slug(&by).unwrap_or_else(|| "category".to_owned()), category))
}

fn stamp(cell: &Cell<'_>) -> Option<Stamp> {
    if let Cell::Text(text) = cell
        && let Ok(stamp) = text.parse()
    {
        return Some(stamp);
    }
    match when::when(cell)? {
        When::Day(day) => Some(Stamp::day(day)),
        _ => None,
    }
}
