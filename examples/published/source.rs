//! The source's measures, areas and neighbours, checked as they are read.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::period::YearType;
use crate::table::{Complaint, Text};

/// The sections of the built-in catalogue that have published measures.
pub(crate) const SECTIONS: [(&str, &str); 7] = [
    ("front-door", "FD"),
    ("child-protection", "CP"),
    ("children-in-care", "CC"),
    ("care-leavers", "CL"),
    ("ehcp", "EP"),
    ("missing", "MC"),
    ("workforce", "WF"),
];
const UNITS: [&str; 8] =
    ["count", "percent", "rate_per_10000", "ratio", "days", "weeks", "pounds", "score"];
const POLARITIES: [&str; 3] = ["higher", "lower", "none"];
const DECIMALS: [&str; 5] = ["", "0", "1", "2", "3"];
const KINDS: [&str; 3] = ["authority", "region", "country"];

/// A council, region or country.
#[derive(Debug, Deserialize)]
pub(crate) struct Area {
    #[serde(rename = "area")]
    pub(crate) code: String,
    pub(crate) ons: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) region: String,
}

/// A measure as the tool has it.
#[derive(Debug, Deserialize)]
pub(crate) struct Measure {
    #[serde(rename = "measure")]
    pub(crate) code: String,
    pub(crate) section: String,
    /// The tool's own name, which is not shipped: `names.csv` has a plain one.
    #[serde(rename = "name")]
    _name: String,
    pub(crate) unit: String,
    pub(crate) polarity: String,
    pub(crate) decimals: String,
    pub(crate) year_type: String,
    pub(crate) quartiles: String,
}

impl Measure {
    /// The decimals that the source declares: its empty cell means none for a count, else one.
    pub(crate) fn declared_decimals(&self) -> usize {
        let unsaid = usize::from(self.unit != "count");
        self.decimals.parse().unwrap_or(unsaid)
    }
}

/// One of an authority's ten statistical neighbours.
#[derive(Debug, Deserialize)]
pub(crate) struct Neighbour {
    pub(crate) area: String,
    pub(crate) rank: String,
    #[serde(rename = "neighbour")]
    pub(crate) other: String,
    pub(crate) closeness: String,
}

/// Reads `areas.csv`.
pub(crate) fn areas(text: &Text) -> Result<Vec<Area>, Complaint> {
    let rows = text.rows::<Area>(&["area", "ons", "name", "kind", "region"])?;
    let mut seen = HashSet::new();
    for (line, row) in &rows {
        let wrong = |what: String| Err(text.complaint(*line, what));
        if row.code.is_empty() || !row.code.bytes().all(|byte| byte.is_ascii_digit()) {
            return wrong(format!("\"{}\" is not an area number", row.code));
        }
        if !seen.insert(row.code.as_str()) {
            return wrong(format!("area {} is there twice", row.code));
        }
        if row.name.is_empty() {
            return wrong(format!("area {} has no name", row.code));
        }
        one_of(text, *line, "kind of area", &row.kind, &KINDS)?;
    }
    Ok(values(rows))
}

/// Reads `measures.csv`.
pub(crate) fn measures(text: &Text) -> Result<Vec<Measure>, Complaint> {
    let columns =
        ["measure", "section", "name", "unit", "polarity", "decimals", "year_type", "quartiles"];
    let rows = text.rows::<Measure>(&columns)?;
    let mut seen = HashSet::new();
    for (line, row) in &rows {
        if row.code.is_empty() || !seen.insert(row.code.as_str()) {
            let what = format!("measure \"{}\" is empty or there twice", row.code);
            return Err(text.complaint(*line, what));
        }
        one_of(text, *line, "section", &row.section, &SECTIONS.map(|(section, _)| section))?;
        one_of(text, *line, "unit", &row.unit, &UNITS)?;
        one_of(text, *line, "polarity", &row.polarity, &POLARITIES)?;
        one_of(text, *line, "number of decimals", &row.decimals, &DECIMALS)?;
        one_of(text, *line, "answer to quartiles", &row.quartiles, &["yes", "no"])?;
        if YearType::named(&row.year_type).is_none() {
            return Err(text.complaint(*line, format!("\"{}\" is no year type", row.year_type)));
        }
    }
    Ok(values(rows))
}

/// Reads `neighbours.csv`.
pub(crate) fn neighbours(text: &Text, areas: &[Area]) -> Result<Vec<Neighbour>, Complaint> {
    let rows = text.rows::<Neighbour>(&["area", "rank", "neighbour", "closeness"])?;
    let kinds: HashMap<&str, &str> =
        areas.iter().map(|area| (area.code.as_str(), area.kind.as_str())).collect();
    let mut ranks = HashSet::new();
    let mut pairs = HashSet::new();
    for (line, row) in &rows {
        let wrong = |what: String| Err(text.complaint(*line, what));
        for area in [&row.area, &row.other] {
            if kinds.get(area.as_str()) != Some(&"authority") {
                return wrong(format!("no authority {area} in areas.csv"));
            }
        }
        if !row.rank.parse().is_ok_and(|rank: u8| (1..=10).contains(&rank)) {
            return wrong(format!("rank \"{}\" is not 1 to 10", row.rank));
        }
        if !ranks.insert((row.area.as_str(), row.rank.as_str())) {
            return wrong(format!("area {} has two neighbours of rank {}", row.area, row.rank));
        }
        if row.area == row.other || !pairs.insert((row.area.as_str(), row.other.as_str())) {
            return wrong(format!(
                "area {} has {} as a neighbour twice, or is it",
                row.area, row.other
            ));
        }
    }
    Ok(values(rows))
}

/// Complains where a cell has none of the words it may have.
pub(crate) fn one_of(
    text: &Text,
    line: u64,
    what: &str,
    cell: &str,
    words: &[&str],
) -> Result<(), Complaint> {
    if words.contains(&cell) {
        return Ok(());
    }
    Err(text.complaint(line, format!("\"{cell}\" is no {what}")))
}

fn values<T>(rows: Vec<(u64, T)>) -> Vec<T> {
    rows.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREAS: &str = "area,ons,name,kind,region\n\
        301,E09000002,Barking and Dagenham,authority,London (Outer)\n\
        302,E09000003,Barnet,authority,London (Outer)\n\
        970,E92000001,England,country,\n";

    fn neighbour_complaint(lines: &str) -> String {
        let areas = areas(&Text::of("areas.csv", AREAS)).unwrap();
        let text = format!("area,rank,neighbour,closeness\n{lines}");
        neighbours(&Text::of("neighbours.csv", &text), &areas).unwrap_err().to_string()
    }

    fn measure_complaint(line: &str) -> String {
        let head = "measure,section,name,unit,polarity,decimals,year_type,quartiles";
        let text = format!("{head}\nLAC,children-in-care,,count,none,0,Annual,yes\n{line}\n");
        measures(&Text::of("measures.csv", &text)).unwrap_err().to_string()
    }

    #[test]
    fn an_area_stands_once() {
        let text = format!("{AREAS}301,,Again,authority,\n");
        let error = areas(&Text::of("areas.csv", &text)).unwrap_err();
        assert_eq!(error.to_string(), "areas.csv line 5: area 301 is there twice");
    }

    #[test]
    fn neighbours_are_other_authorities() {
        assert_eq!(
            neighbour_complaint("301,1,970,close\n"),
            "neighbours.csv line 2: no authority 970 in areas.csv"
        );
        assert_eq!(
            neighbour_complaint("301,1,301,close\n"),
            "neighbours.csv line 2: area 301 has 301 as a neighbour twice, or is it"
        );
        assert_eq!(
            neighbour_complaint("301,11,302,close\n"),
            "neighbours.csv line 2: rank \"11\" is not 1 to 10"
        );
    }

    #[test]
    fn a_measure_has_words_that_are_known() {
        assert_eq!(
            measure_complaint("LAC,children-in-care,,count,none,0,Annual,yes"),
            "measures.csv line 3: measure \"LAC\" is empty or there twice"
        );
        assert_eq!(
            measure_complaint("A,adults,,count,none,0,Annual,yes"),
            "measures.csv line 3: \"adults\" is no section"
        );
        assert_eq!(
            measure_complaint("A,ehcp,,count,none,0,Monthly,yes"),
            "measures.csv line 3: \"Monthly\" is no year type"
        );
    }
}
