//! Every file of a folder read whole and parsed into typed structs by `serde_json` on two threads, and
//! nothing done with them.

use std::borrow::Cow;
use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde::Deserialize;

#[derive(Deserialize)]
struct Snapshot<'a> {
    #[serde(borrow)]
    observations: Vec<Observation<'a>>,
}

#[derive(Deserialize)]
struct Observation<'a> {
    #[serde(borrow)]
    indicator: Cow<'a, str>,
    value: Option<f64>,
    numerator: Option<f64>,
    denominator: Option<f64>,
    #[serde(borrow, default)]
    history: Vec<Earlier<'a>>,
}

#[derive(Deserialize)]
struct Earlier<'a> {
    #[serde(borrow)]
    period: Cow<'a, str>,
    value: Option<f64>,
    numerator: Option<f64>,
    denominator: Option<f64>,
}

/// Reads a folder; how many figures it holds.
///
/// # Errors
/// Where the folder cannot be listed. A file that cannot be read counts nothing.
pub fn figures(folder: &Path) -> io::Result<usize> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.sort();
    let (next, figures) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    figures.fetch_add(read(file).unwrap_or(0), Ordering::Relaxed);
                }
            });
        }
    });
    Ok(figures.load(Ordering::Relaxed))
}

/// How many figures a file holds; every field is looked at so that none is optimised away.
fn read(file: &Path) -> Result<usize, Box<dyn Error>> {
    let bytes = fs::read(file)?;
    let snapshot: Snapshot<'_> = serde_json::from_slice(&bytes)?;
    let given =
        |v: Option<f64>, n: Option<f64>, d: Option<f64>| usize::from(v.or(n).or(d).is_some());
    Ok(snapshot
        .observations
        .iter()
        .map(|o| {
            let own =
                usize::from(!o.indicator.is_empty()) * given(o.value, o.numerator, o.denominator);
            let earlier = o.history.iter().filter(|h| !h.period.is_empty());
            own + earlier.map(|h| given(h.value, h.numerator, h.denominator)).sum::<usize>()
        })
        .sum())
}
