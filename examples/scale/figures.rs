//! Snapshots of 60 indicators, each with some months of history: figures that mean nothing.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Ids of the catalogue, so that the figures stand in their sections.
const INDICATORS: usize = 60;
/// January 2016, as a count of months.
const FIRST_MONTH: i32 = 2016 * 12;

/// Writes `snapshots` snapshots spread over `authorities`, one a month each, every figure with so many
/// months of `history`; how many bytes.
///
/// # Errors
/// Where a file cannot be written.
pub fn write(folder: &Path, snapshots: i32, authorities: i32, history: i32) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let ids = ids()?;
    let mut bytes = 0;
    for number in 0..snapshots {
        let (authority, month) = (number % authorities, FIRST_MONTH + number / authorities);
        let text = snapshot(&ids, (authority, month), history);
        bytes += text.len();
        fs::write(folder.join(format!("{authority:03}-{}.json", name(month))), text)?;
    }
    Ok(bytes)
}

/// An indicator's id, and whether its figures follow from a numerator and a denominator.
type Kind = (String, bool);

/// The first ids of the built-in catalogue that come every month.
fn ids() -> io::Result<Vec<Kind>> {
    let text = include_str!("../../data/catalogue.json");
    let catalogue: serde_json::Value = serde_json::from_str(text)?;
    let indicators = catalogue["indicators"].as_array().cloned().unwrap_or_default();
    let monthly = indicators.iter().filter(|i| i["frequency"] == "monthly");
    let kind = |i: &serde_json::Value| {
        let share = i["unit"] == "percent" || i["unit"] == "rate_per_10000";
        Some((i["id"].as_str()?.to_owned(), share))
    };
    Ok(monthly.filter_map(kind).take(INDICATORS).collect())
}

fn name(month: i32) -> String {
    format!("{}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

fn snapshot(ids: &[Kind], (authority, month): (i32, i32), history: i32) -> String {
    let mut text = format!(
        "{{ \"format\": \"callover.snapshot/1\",\n  \"authority\": {{ \"name\": \"Place {authority:03}\" }},\n  \
         \"period\": \"{}\", \"extracted\": \"{}-05\", \"source\": \"made for measuring\",\n  \"observations\": [\n",
        name(month),
        name(month + 1)
    );
    for (number, (id, share)) in (0..).zip(ids) {
        let now = figure(*share, number, month);
        let _ = write!(text, "    {{ \"indicator\": \"{id}\", {now}, \"history\": [");
        for back in (1..=history).rev() {
            let then = figure(*share, number, month - back);
            let comma = if back == 1 { "" } else { "," };
            let _ = write!(text, " {{ \"period\": \"{}\", {then} }}{comma}", name(month - back));
        }
        text.push_str(" ] }");
        let last = number + 1 == i32::try_from(ids.len()).unwrap_or(0);
        text.push_str(if last { "\n" } else { ",\n" });
    }
    text.push_str("  ] }\n");
    text
}

/// A figure that wanders a little and is the same at every call.
fn figure(share: bool, indicator: i32, month: i32) -> String {
    let denominator = 200 + (indicator * 37 + month * 11).rem_euclid(90);
    let numerator = denominator / 2 + (indicator * 13 + month * 7).rem_euclid(40);
    if share {
        format!("\"numerator\": {numerator}, \"denominator\": {denominator}")
    } else {
        format!("\"value\": {numerator}")
    }
}
