//! Packs England's published figures into `data/published`, the form that callover ships.
//!
//! ```text
//! cargo run --example published -- SOURCE_FOLDER [PUBLISHED_FOLDER]
//! ```
//!
//! `SOURCE_FOLDER` holds `measures.csv`, `areas.csv`, `neighbours.csv` and `values.csv` as they
//! were taken from the Department for Education's Local Authority Interactive Tool: one line a
//! value. The plain names come from `names.csv`, which people write, in the published folder; the
//! four other files there are written anew. The same source always gives the same bytes, and
//! nothing is written unless everything could be read.
//!
//! The values are turned into a pivot: one line a measure and period, one column an area.
//!
//! - It is an eighth of the size of one line a value, so it can be embedded as it is: no
//!   decompressor in the program, and no step between what is committed and what is read.
//! - A measure's lines stand together, so a reader that is asked for one measure parses its ten
//!   lines and skips over the rest.
//! - It stays text in which next year's figures are new lines and a corrected figure is a changed
//!   line, so that a reviewer can read the difference.

mod names;
mod pack;
mod period;
mod source;
mod table;
mod values;

use std::env;
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::pack::Packed;
use crate::table::{Complaint, Text};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let Some(source) = arguments.next() else {
        let usage = "cargo run --example published -- SOURCE_FOLDER [PUBLISHED_FOLDER]";
        return Err(Complaint::of_command(format!("usage: {usage}")).into());
    };
    let published = arguments
        .next()
        .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("data/published"));

    let packed = read(&source, &published)?;
    for (file, bytes) in &packed.files {
        fs::write(published.join(file), bytes)
            .map_err(|error| Complaint::of_file(file, error.to_string()))?;
    }
    tell(&packed)?;
    Ok(())
}

/// Reads and checks every file, and makes what is to be written.
fn read(source: &Path, published: &Path) -> Result<Packed, Box<dyn Error>> {
    let areas = source::areas(&Text::open(source, "areas.csv")?)?;
    let measures = source::measures(&Text::open(source, "measures.csv")?)?;
    let neighbours = source::neighbours(&Text::open(source, "neighbours.csv")?, &areas)?;
    let names = names::names(&Text::open(published, "names.csv")?, &measures)?;
    let values = values::pivot(&Text::open(source, "values.csv")?, &measures, &areas)?;
    pack::pack(&areas, &measures, &neighbours, &names, &values)
}

/// Says what was packed and what was changed, for the commit message and for `README.md`.
fn tell(packed: &Packed) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for (file, bytes) in &packed.files {
        writeln!(out, "{file}: {} bytes", bytes.len())?;
    }
    for remark in &packed.remarks {
        writeln!(out, "{remark}")?;
    }
    Ok(())
}
