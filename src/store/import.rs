//! Figures from spreadsheets and open data, as snapshots.
//!
//! A file is read once, row by row: its encoding and layout are found out, names are looked up in
//! the catalogue, and each figure is kept small and flat. Then figures are put together by
//! authority, month and extract, and each becomes a snapshot beside those that are there: nothing
//! that is there is ever changed.

mod cell;
mod delimited;
mod desk;
mod encoding;
mod figure;
mod gathered;
mod layout;
mod mapping;
mod merge;
mod names;
mod number;
mod roles;
mod run;
mod settle;
mod snapshots;
mod source;
mod take;
mod told;
mod understood;
mod when;
mod workbook;

use std::path::{Path, PathBuf};

use crate::domain::catalogue::Catalogue;
use crate::domain::complaint::{Complaint, Severity};
use crate::domain::facts::Facts;
use crate::domain::snapshot::Stamp;

use super::atomic::{Batch, NotWritten};
use desk::Desk;
use gathered::Gathered;
use merge::Merging;
use run::Run;
use snapshots::Planning;
use told::Told;

pub use mapping::Mapping;
pub use merge::{Count, REASONS};
pub use understood::{Understood, mapping_text, text};

/// What is to be imported, and how it is to be understood.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The files, in order.
    pub files: &'a [PathBuf],
    /// What their names stand for.
    pub mapping: &'a Mapping,
    /// What indicators mean.
    pub catalogue: &'a Catalogue,
    /// Whose figures: where the files do not say; where they do, the one that is wanted.
    pub authority: Option<&'a str>,
    /// Where the figures came from; the files' names where nothing is said.
    pub source: Option<&'a str>,
    /// When they were extracted, where the files do not say.
    pub extracted: Stamp,
}

/// Where snapshots go.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// What stands in it already; `None` where there is not one snapshot.
    pub existing: Option<&'a Facts>,
    /// Whether anything is written; otherwise it is only found out what would be.
    pub write: bool,
}

/// What came of an import.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was understood of every table.
    pub understood: Understood,
    /// What is wrong, file after file.
    pub complaints: Vec<Complaint>,
    /// New snapshots, below the folder, in order.
    pub written: Vec<PathBuf>,
    /// How many snapshots said what stands in the folder already.
    pub unchanged: usize,
    /// How many figures were given otherwise than they stood.
    pub restated: usize,
    /// Why not all could be written.
    pub failed: Option<NotWritten>,
}

impl Outcome {
    /// Whether anything was found that could not be used.
    pub fn has_errors(&self) -> bool {
        self.complaints.iter().any(|c| c.severity == Severity::Error)
    }

    /// How many figures were understood, with those that are missing for a reason.
    pub fn figures(&self) -> usize {
        let counts = self.understood.counts.iter();
        counts.map(|(_, count)| count.numbers + count.missing.iter().sum::<usize>()).sum()
    }
}

/// Imports files. `progress` is told how many rows have been read.
pub fn import(wish: &Wish<'_>, target: Target<'_>, progress: &dyn Fn(usize)) -> Outcome {
    let mut desk = Desk::new(wish.catalogue, wish.mapping);
    let asked = wish.authority.or(wish.mapping.authority.as_deref());
    desk.wanted = asked.map(|asked| desk.asked(asked));
    let mut gathered = Gathered::default();
    let extract = gathered.extract(wish.extracted);
    let mut run = Run::new(&desk, gathered, Told::default(), extract);
    run.only_looks = !target.write;
    let mut tables = Vec::new();
    for path in wish.files {
        source::read(path, &mut run, &mut tables, progress);
    }
    let Run { mut gathered, mut told, met, .. } = run;
    let source = wish.source.or(wish.mapping.source.as_deref());
    let source = source.map_or_else(|| source::named(&gathered, wish.files), str::to_owned);
    let mut planning = Planning::new(&desk, target.folder, target.existing, Some(&source));
    let mut outcome = Outcome::default();
    let mut batch = Batch::default();
    let mut merging = Merging::new(&desk, &mut told);
    merging.groups(&mut gathered, &mut |gathered, group| {
        if outcome.failed.is_some() {
            return;
        }
        let Some(planned) = planning.plan(gathered, &group) else { return };
        if target.write {
            let path = target.folder.join(&planned.path);
            if let Err(error) = batch.write(&path, planned.text.as_bytes()) {
                outcome.failed = Some(error);
                return;
            }
        }
        outcome.restated += planned.restated;
        outcome.written.push(planned.path);
    });
    let (counts, repeated) = (std::mem::take(&mut merging.counts), merging.repeated);
    if let Err(error) = batch.finish() {
        outcome.failed.get_or_insert(error);
    }
    outcome.unchanged = planning.unchanged;
    outcome.understood = Understood::of(tables, met, &gathered, &counts, repeated);
    outcome.complaints = told.finish();
    outcome
}
