//! The four files that are written, each as bytes, and what is worth saying about them.

use std::error::Error;

use csv::Writer;
use serde::Serialize;

use crate::names::Wording;
use crate::source::{Area, Measure, Neighbour};
use crate::values::{self, Pivot};

/// Authorities that are no more, and what came after them. The source goes on giving a few figures
/// for some of them; see `data/published/README.md`.
const ABOLISHED: [(&str, &str); 5] = [
    ("835", "April 2019: now Dorset, without Christchurch"),
    ("836", "April 2019: now Bournemouth, Christchurch and Poole"),
    ("837", "April 2019: now Bournemouth, Christchurch and Poole"),
    ("909", "April 2023: now Cumberland, and Westmorland and Furness"),
    ("928", "April 2021: now North Northamptonshire and West Northamptonshire"),
];
/// The most decimals that an indicator may have.
const MOST_DECIMALS: usize = 3;

/// What is to be written, and what to say.
pub(crate) struct Packed {
    pub(crate) files: Vec<(&'static str, Vec<u8>)>,
    pub(crate) remarks: Vec<String>,
}

#[derive(Serialize)]
struct MeasureRow<'a> {
    measure: &'a str,
    id: &'a str,
    code: &'a str,
    section: &'a str,
    name: &'a str,
    definition: &'a str,
    unit: &'a str,
    polarity: &'a str,
    decimals: usize,
    kind: &'a str,
    year_type: &'a str,
    quartiles: &'a str,
}

#[derive(Serialize)]
struct AreaRow<'a> {
    area: &'a str,
    ons: &'a str,
    name: &'a str,
    kind: &'a str,
    region: &'a str,
    abolished: &'a str,
}

#[derive(Serialize)]
struct NeighbourRow<'a> {
    area: &'a str,
    rank: &'a str,
    neighbour: &'a str,
    closeness: &'a str,
}

/// Makes the four files.
pub(crate) fn pack(
    areas: &[Area],
    measures: &[Measure],
    neighbours: &[Neighbour],
    names: &[Wording],
    pivot: &Pivot,
) -> Result<Packed, Box<dyn Error>> {
    let mut remarks = Vec::new();
    let files = vec![
        ("areas.csv", areas_file(areas)?),
        ("measures.csv", measures_file(areas, measures, names, pivot, &mut remarks)?),
        ("neighbours.csv", neighbours_file(neighbours)?),
        ("values.csv", values_file(areas, measures, pivot, &mut remarks)?),
    ];
    Ok(Packed { files, remarks })
}

fn areas_file(areas: &[Area]) -> Result<Vec<u8>, Box<dyn Error>> {
    for (code, words) in ABOLISHED {
        if !areas.iter().any(|area| area.code == code) {
            return Err(format!("no area {code} in areas.csv, abolished in {words}").into());
        }
    }
    let mut writer = Writer::from_writer(Vec::new());
    for row in areas {
        writer.serialize(AreaRow {
            area: &row.code,
            ons: &row.ons,
            name: &row.name,
            kind: &row.kind,
            region: &row.region,
            abolished: abolished(&row.code).unwrap_or_default(),
        })?;
    }
    finish(writer)
}

fn measures_file(
    areas: &[Area],
    measures: &[Measure],
    names: &[Wording],
    pivot: &Pivot,
    remarks: &mut Vec<String>,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = Writer::from_writer(Vec::new());
    for ((row, name), periods) in measures.iter().zip(names).zip(pivot) {
        let declared = row.declared_decimals();
        let published = values::published_decimals(periods, areas)
            .ok_or_else(|| format!("measures.csv: {} has no figures", row.code))?;
        // A count is a whole number, even of full-time equivalents, unless the source says not.
        let whole = row.unit == "count" && row.decimals.is_empty();
        let decimals = if whole { 0 } else { published };
        if decimals > MOST_DECIMALS {
            return Err(format!("{} is published to {decimals} decimals", row.code).into());
        }
        if decimals != declared {
            remarks.push(format!("{}: {decimals} decimals, not {declared}", row.code));
        }
        writer.serialize(MeasureRow {
            measure: &row.code,
            id: &name.id,
            code: &name.code,
            section: &row.section,
            name: &name.name,
            definition: &name.definition,
            unit: &row.unit,
            polarity: &row.polarity,
            decimals,
            kind: &name.kind,
            year_type: &row.year_type,
            quartiles: &row.quartiles,
        })?;
    }
    finish(writer)
}

fn neighbours_file(neighbours: &[Neighbour]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = Writer::from_writer(Vec::new());
    for row in neighbours {
        writer.serialize(NeighbourRow {
            area: &row.area,
            rank: &row.rank,
            neighbour: &row.other,
            closeness: &row.closeness,
        })?;
    }
    finish(writer)
}

fn values_file(
    areas: &[Area],
    measures: &[Measure],
    pivot: &Pivot,
    remarks: &mut Vec<String>,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = Writer::from_writer(Vec::new());
    let codes = areas.iter().map(|area| area.code.as_str());
    writer.write_record(["measure", "period"].into_iter().chain(codes))?;
    let mut lines = 0;
    for (row, periods) in measures.iter().zip(pivot) {
        for (period, cells) in periods {
            if !values::has_figures(cells) {
                remarks.push(format!("{} {period}: left out, no area has a figure", row.code));
                continue;
            }
            let texts = cells.iter().map(|cell| cell.as_deref().unwrap_or_default());
            let head = [row.code.as_str(), period.as_str()];
            writer.write_record(head.into_iter().chain(texts))?;
            lines += 1;
        }
    }
    remarks.push(format!("{lines} lines of values for {} measures", measures.len()));
    finish(writer)
}

fn abolished(area: &str) -> Option<&'static str> {
    ABOLISHED.iter().find(|(code, _)| *code == area).map(|(_, words)| *words)
}

fn finish(writer: Writer<Vec<u8>>) -> Result<Vec<u8>, Box<dyn Error>> {
    writer.into_inner().map_err(|error| error.into_error().into())
}
