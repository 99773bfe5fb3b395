//! The values, one line each in the source, gathered by measure, period and area.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::period::YearType;
use crate::source::{Area, Measure};
use crate::table::{Complaint, Text};

/// One value; an empty text is a missing one.
#[derive(Debug, Deserialize)]
struct Value {
    measure: String,
    area: String,
    period: String,
    #[serde(rename = "value")]
    figure: String,
}

/// The cells of one period, in the order of the areas; none where the source has no line.
pub(crate) type Cells = Vec<Option<String>>;

/// For each measure, in order, its periods in callover's notation. The periods of one measure are
/// all of one shape, so that the order of their texts is the order of time.
pub(crate) type Pivot = Vec<BTreeMap<String, Cells>>;

/// Reads `values.csv`.
pub(crate) fn pivot(text: &Text, measures: &[Measure], areas: &[Area]) -> Result<Pivot, Complaint> {
    let mut pivot: Pivot = vec![BTreeMap::new(); measures.len()];
    let mut of_measure: HashMap<&str, (YearType, &mut BTreeMap<String, Cells>)> = measures
        .iter()
        .zip(&mut pivot)
        .filter_map(|(measure, periods)| {
            Some((measure.code.as_str(), (YearType::named(&measure.year_type)?, periods)))
        })
        .collect();
    let places: HashMap<&str, usize> =
        areas.iter().enumerate().map(|(place, area)| (area.code.as_str(), place)).collect();

    for (line, row) in text.rows::<Value>(&["measure", "area", "period", "value"])? {
        let wrong = |what: String| Err(text.complaint(line, what));
        let Some((year_type, periods)) = of_measure.get_mut(row.measure.as_str()) else {
            return wrong(format!("no measure \"{}\" in measures.csv", row.measure));
        };
        let Some(period) = year_type.period(&row.period) else {
            return wrong(format!("\"{}\" is no period of {}", row.period, row.measure));
        };
        if !(row.figure.is_empty() || is_number(&row.figure)) {
            return wrong(format!("\"{}\" is not a number", row.figure));
        }
        let cells = periods.entry(period).or_insert_with(|| vec![None; areas.len()]);
        let Some(cell) = places.get(row.area.as_str()).and_then(|place| cells.get_mut(*place))
        else {
            return wrong(format!("no area \"{}\" in areas.csv", row.area));
        };
        if cell.replace(row.figure).is_some() {
            let what = format!("{} has {} for {} twice", row.area, row.measure, row.period);
            return wrong(what);
        }
    }
    Ok(pivot)
}

/// Whether any area has a figure.
pub(crate) fn has_figures(cells: &Cells) -> bool {
    figures(cells).next().is_some()
}

/// The figures there are, each with the place of its area.
pub(crate) fn figures(cells: &Cells) -> impl Iterator<Item = (usize, &str)> {
    cells
        .iter()
        .enumerate()
        .filter_map(|(place, cell)| Some((place, cell.as_deref().filter(|text| !text.is_empty())?)))
}

/// The decimals to which a measure is published: the most that the newest figures of the
/// authorities and the country show, for trailing zeros are not written. Regions are left out: for
/// one measure the source works their figures out itself and gives six decimals. None without a
/// figure.
pub(crate) fn published_decimals(
    periods: &BTreeMap<String, Cells>,
    areas: &[Area],
) -> Option<usize> {
    let newest = periods.values().rfind(|cells| has_figures(cells))?;
    figures(newest)
        .filter(|(place, _)| areas.get(*place).is_some_and(|area| area.kind != "region"))
        .map(|(_, text)| text.split_once('.').map_or(0, |(_, decimals)| decimals.len()))
        .max()
}

/// Digits, with or without a minus before them and decimals behind: no exponent, no `inf`.
fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    match unsigned.split_once('.') {
        Some((whole, decimals)) => digits(whole) && digits(decimals),
        None => digits(unsigned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source;

    fn areas() -> Vec<Area> {
        let text = "area,ons,name,kind,region\n301,,Barking,authority,\n302,,Barnet,authority,\n\
            986,,London,region,\n";
        source::areas(&Text::of("areas.csv", text)).unwrap()
    }

    fn read(lines: &str) -> Result<Pivot, Complaint> {
        let text = "measure,section,name,unit,polarity,decimals,year_type,quartiles\n\
            LAC,children-in-care,,rate_per_10000,none,,Annual,yes\n\
            Cost,children-in-care,,pounds,none,,Financial Year,yes\n";
        let measures = source::measures(&Text::of("measures.csv", text)).unwrap();
        let text = format!("measure,area,period,value\n{lines}");
        pivot(&Text::of("values.csv", &text), &measures, &areas())
    }

    #[test]
    fn a_value_stands_at_its_place_as_it_was() {
        let pivot = read("LAC,302,2025,61.0\nLAC,302,2024,\nCost,301,2023-24 (OT),-5\n").unwrap();
        assert_eq!(pivot[0].keys().collect::<Vec<_>>(), ["2023/24", "2024/25"]);
        assert_eq!(pivot[0]["2024/25"], [None, Some("61.0".to_owned()), None]);
        assert!(!has_figures(&pivot[0]["2023/24"]));
        assert_eq!(figures(&pivot[1]["2023/24"]).collect::<Vec<_>>(), [(0, "-5")]);
    }

    #[test]
    fn a_line_that_will_not_do_is_named() {
        let cases = [
            ("LAD,301,2025,1", "no measure \"LAD\" in measures.csv"),
            ("LAC,303,2025,1", "no area \"303\" in areas.csv"),
            ("LAC,301,2025,1e5", "\"1e5\" is not a number"),
            ("LAC,301,2025,c", "\"c\" is not a number"),
            ("LAC,301,25,1", "\"25\" is no period of LAC"),
        ];
        for (line, expected) in cases {
            let lines = format!("LAC,301,2024,1\n{line}\n");
            assert_eq!(
                read(&lines).unwrap_err().to_string(),
                format!("values.csv line 3: {expected}")
            );
        }
    }

    #[test]
    fn two_labels_of_one_year_are_one_cell() {
        let error = read("Cost,301,2025,1\nCost,301,2024-25,1\n").unwrap_err();
        assert_eq!(error.to_string(), "values.csv line 3: 301 has Cost for 2024-25 twice");
    }

    #[test]
    fn decimals_are_those_of_the_newest_figures_regions_aside() {
        let lines = "LAC,301,2024,6.12\nLAC,301,2025,6\nLAC,302,2025,6.1\nLAC,986,2025,6.123\n\
            LAC,301,2026,\n";
        let pivot = read(lines).unwrap();
        assert_eq!(published_decimals(&pivot[0], &areas()), Some(1));
        assert_eq!(published_decimals(&pivot[1], &areas()), None);
    }
}
