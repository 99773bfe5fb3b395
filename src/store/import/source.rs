//! Opening what a person named: a text file, or a workbook with its sheets.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use crate::store::refusal::plain;

use super::delimited;
use super::gathered::Gathered;
use super::layout::About;
use super::run::Run;
use super::take::{Taken, Taker};
use super::told::{Said, Spot, Table};
use super::understood::TableUnderstood;

use super::workbook::{Workbook, is_old, is_packed};

/// A larger workbook would only take the memory; a text file may be as long as it is.
const LARGEST_WORKBOOK: u64 = 1 << 28;
/// How many rows pass before the count is told.
const TELL_EVERY: usize = 4096;

/// Sources that are named one by one; more are counted.
const MOST_SOURCES: usize = 3;

/// Where figures came from: what their rows say, else the names of their files.
pub(super) fn named(gathered: &Gathered, files: &[PathBuf]) -> String {
    let of_files = || files.iter().map(|file| name(file)).collect();
    let all: Vec<String> =
        if gathered.sources.is_empty() { of_files() } else { gathered.sources.clone() };
    let shown = all.iter().take(MOST_SOURCES).cloned().collect::<Vec<_>>().join("; ");
    match all.len().saturating_sub(MOST_SOURCES) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// A file's name without its folders, which are the machine's own.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Reads one file; what is wrong with it is said, and never hides another's figures.
pub(super) fn read(
    path: &Path,
    run: &mut Run<'_>,
    tables: &mut Vec<TableUnderstood>,
    progress: &dyn Fn(usize),
) {
    let shown = path.display().to_string();
    if let Err(error) = open(path, &shown, run, tables, progress) {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
            _ => plain(&error),
        };
        let help = "check the name, and that the disk or share answers";
        let message = format!("the file cannot be read: {reason}");
        run.told.of_file(&shown, Said::error("unreadable", message, help));
    }
}

fn open(
    path: &Path,
    shown: &str,
    run: &mut Run<'_>,
    tables: &mut Vec<TableUnderstood>,
    progress: &dyn Fn(usize),
) -> io::Result<()> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    let mut file = File::open(path)?;
    let mut start = [0; 8];
    let count = file.read(&mut start)?;
    let start = start.get(..count).unwrap_or(&[]);
    file.rewind()?;
    if is_old(start) {
        run.told.of_file(shown, old());
        return Ok(());
    }
    if !is_packed(start) {
        return delimited_file(path, shown, file, run, tables, progress);
    }
    if metadata.len() > LARGEST_WORKBOOK {
        return Err(io::Error::other("it is larger than 256 megabytes: save the sheet as CSV"));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    workbook(path, shown, bytes, run, tables, progress);
    Ok(())
}

fn old() -> Said {
    Said::error(
        "old-workbook",
        "a workbook of the old kind (.xls), or one with a password; .xlsx, .ods or .csv is wanted",
        "open it, take the password off, and save it as .xlsx",
    )
}

fn delimited_file(
    path: &Path,
    shown: &str,
    file: File,
    run: &mut Run<'_>,
    tables: &mut Vec<TableUnderstood>,
    progress: &dyn Fn(usize),
) -> io::Result<()> {
    let name = name(path);
    let about = About { mapping: run.desk.mapping.sheet(None, &name), name: &name };
    if about.mapping.is_some_and(|m| m.used == Some(false)) {
        return Ok(());
    }
    let table = run.told.table(Table { file: shown.to_owned(), sheet: None });
    with_authority(run, about.mapping.and_then(|m| m.authority.as_deref()), |run| {
        let mut reading = Taker::new(run, table, about);
        let mut rows = 0_usize;
        let found = delimited::read(file, &mut |row| {
            rows += 1;
            if rows.is_multiple_of(TELL_EVERY) {
                progress(rows);
            }
            reading.row(row);
            Ok(())
        });
        let taken = reading.end();
        let found = found?;
        if let Some(line) = found.open_quote {
            let row = u32::try_from(line).unwrap_or(u32::MAX);
            run.told.at(Spot { table, row, column: 0 }, None, open_quote());
        }
        let nothing = taken.layout.is_none();
        let written = format!("{}, {}", found.encoding.word(), sign(found.delimiter));
        tables.push(TableUnderstood::of(shown, None, Some(written), taken));
        if nothing {
            run.told.of_file(shown, no_table("file"));
        }
        Ok(())
    })
}

/// Reads a table whose figures belong to somebody whom the mapping names for it.
fn with_authority<T>(
    run: &mut Run<'_>,
    authority: Option<&str>,
    read: impl FnOnce(&mut Run<'_>) -> T,
) -> T {
    let Some(asked) = authority else { return read(run) };
    let whose = run.desk.asked(asked);
    let before = run.own.replace(run.gathered.authority(&whose));
    let read = read(run);
    run.own = before;
    read
}

fn sign(delimiter: u8) -> String {
    match delimiter {
        b'\t' => "tabs".to_owned(),
        b';' => "semicolons".to_owned(),
        b',' => "commas".to_owned(),
        other => format!("`{}`", char::from(other)),
    }
}

fn open_quote() -> Said {
    Said::error(
        "open-quote",
        "a quote that is never closed: the rest of the file is one cell",
        "close the quote, or export the file again",
    )
}

fn no_table(what: &str) -> Said {
    Said::error(
        "no-table",
        format!("no table of figures in this {what}: no row of headings was recognised"),
        "headings like Indicator, Period, Value or Indicator, Sep-26, Oct-26 are wanted; name them \
         under [columns] of a mapping",
    )
}

fn workbook(
    path: &Path,
    shown: &str,
    bytes: Vec<u8>,
    run: &mut Run<'_>,
    tables: &mut Vec<TableUnderstood>,
    progress: &dyn Fn(usize),
) {
    let broken = |why: &str| {
        let why = why.split(" (os error").next().unwrap_or_default();
        let message = format!("the workbook cannot be read: {why}");
        Said::error("unreadable", message, "open it, and save it again as .xlsx or .ods")
    };
    let mut workbook = match Workbook::open(bytes) {
        Ok(workbook) => workbook,
        Err(why) => return run.told.of_file(shown, broken(&why.0)),
    };
    let name = name(path);
    let mapping = run.desk.mapping;
    let before = tables.len();
    let mut rows = 0_usize;
    for (sheet, visible) in workbook.sheets() {
        let about = About { mapping: mapping.sheet(Some(&sheet), &name), name: &sheet };
        if !about.mapping.and_then(|m| m.used).unwrap_or(visible) {
            tables.push(TableUnderstood::left_out(shown, &sheet, visible));
            continue;
        }
        let table = Table { file: shown.to_owned(), sheet: Some(sheet.clone()) };
        let table = run.told.table(table);
        let authority = about.mapping.and_then(|m| m.authority.clone());
        let mapped = about.mapping.is_some();
        let (taken, read): (Taken, _) = with_authority(run, authority.as_deref(), |run| {
            let mut reading = Taker::new(run, table, about);
            let read = workbook.read(&sheet, &mut |row| {
                rows += 1;
                if rows.is_multiple_of(TELL_EVERY) {
                    progress(rows);
                }
                reading.row(row);
                Ok(())
            });
            (reading.end(), read)
        });
        let of_sheet = format!("{shown}, sheet {sheet}");
        if let Err(why) = read {
            run.told.of_file(&of_sheet, broken(&why.0));
        } else if taken.layout.is_none() && mapped {
            run.told.of_file(&of_sheet, no_table("sheet"));
        }
        tables.push(TableUnderstood::of(shown, Some(&sheet), None, taken));
    }
    // One sheet of explanations beside sheets of figures is no fault.
    if tables.iter().skip(before).all(|table| table.layout.is_none()) {
        run.told.of_file(shown, no_table("workbook"));
    }
}
