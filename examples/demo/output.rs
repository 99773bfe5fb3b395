//! Writing: header fields on lines of their own, then one observation a line.

use serde::Serialize;

use crate::record::{Header, Observation};

/// A list with one item a line.
fn lines<T: Serialize>(items: &[T]) -> Result<String, serde_json::Error> {
    let lines: Result<Vec<String>, _> = items
        .iter()
        .map(|item| serde_json::to_string(item).map(|line| format!("    {line}")))
        .collect();
    Ok(format!("[\n{}\n  ]", lines?.join(",\n")))
}

/// A snapshot.
pub fn snapshot(
    header: &Header,
    observations: &[Observation],
) -> Result<String, serde_json::Error> {
    let fields = [
        ("format", serde_json::to_string(header.format)?),
        ("authority", serde_json::to_string(&header.authority)?),
        ("period", serde_json::to_string(&header.period)?),
        ("extracted", serde_json::to_string(&header.extracted)?),
        ("source", serde_json::to_string(&header.source)?),
        ("observations", lines(observations)?),
    ];
    Ok(object(&fields))
}

/// The catalogue.
pub fn catalogue() -> Result<String, serde_json::Error> {
    let fields = [
        ("format", serde_json::to_string("callover.catalogue/1")?),
        ("groups", lines(&crate::catalogue::groups())?),
        ("pathways", lines(&crate::catalogue::pathways())?),
        ("indicators", lines(&crate::catalogue::indicators())?),
    ];
    Ok(object(&fields))
}

/// An object with one field a line.
fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("  \"{name}\": {value}")).collect();
    format!("{{\n{}\n}}\n", fields.join(",\n"))
}

/// What stands beside the files, for people.
pub const README: &str = "\
# The demonstration: Sampleford

Sampleford is an invented borough of 59,200 children, and its ten neighbours are invented too. Nothing here is a
real council's figure; no place or person in it exists. One snapshot a month from November 2023 to October 2026,
Sampleford's own catalogue entries, and three snapshots of each neighbour.

England's figures in the benchmarks are published ones, each with its year. Contains public sector information
licensed under the Open Government Licence v3.0.

Written by `cargo run --example demo`; `cargo run --example demo -- --check` says whether it still is.
";
