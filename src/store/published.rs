//! England's published figures, as they come with the program.
//!
//! Areas and measures are read when first asked for; of the values only the lines of a measure
//! that somebody looks at.

mod board;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::domain::authority::{Area, AreaKind};
use crate::domain::catalogue::Catalogue;
use crate::domain::indicator::{Kind, Polarity};
use crate::domain::published::{Measure, Neighbour, Published, Year};
use crate::domain::value::Unit;

const AREAS: &str = include_str!("../../data/published/areas.csv");
const MEASURES: &str = include_str!("../../data/published/measures.csv");
const NEIGHBOURS: &str = include_str!("../../data/published/neighbours.csv");
const VALUES: &str = include_str!("../../data/published/values.csv");

/// The published figures that come with the program.
#[derive(Debug, Default)]
pub struct England {
    areas: OnceCell<Vec<Area>>,
    measures: OnceCell<Measures>,
    neighbours: OnceCell<Vec<Vec<Neighbour>>>,
    values: OnceCell<Values>,
    /// The measures as indicators: everybody's boards share them.
    catalogue: OnceCell<Catalogue>,
}

/// The measures, each with its years once they have been asked for.
#[derive(Debug)]
struct Measures {
    all: Vec<Measure>,
    /// The position of each code.
    index: HashMap<String, usize>,
    years: Vec<OnceCell<Option<Rc<Vec<Year>>>>>,
}

/// Where each measure's lines stand in the values.
#[derive(Debug)]
struct Values {
    /// For each column after the period, the position of its area.
    columns: Vec<Option<usize>>,
    /// For each measure its stretch of lines.
    lines: HashMap<String, &'static str>,
}

impl England {
    /// Reads nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether two codes, each an ONS code or DfE number, are one authority's.
    pub fn same_code(&self, a: &str, b: &str) -> bool {
        let place = |code: &str| {
            let is = |area: &Area| {
                area.number.eq_ignore_ascii_case(code) || area.ons.eq_ignore_ascii_case(code)
            };
            self.areas().iter().position(is).filter(|_| !code.is_empty())
        };
        place(a).is_some_and(|found| place(b) == Some(found))
    }

    fn table(&self) -> &Measures {
        self.measures.get_or_init(|| {
            let all = rows(MEASURES, measure);
            let index = all.iter().enumerate().map(|(at, m)| (m.code.clone(), at)).collect();
            let years = vec![OnceCell::new(); all.len()];
            Measures { all, index, years }
        })
    }

    fn values(&self) -> &Values {
        self.values.get_or_init(|| {
            let (header, body) = VALUES.split_once('\n').unwrap_or((VALUES, ""));
            let position: HashMap<&str, usize> = self
                .areas()
                .iter()
                .enumerate()
                .map(|(at, area)| (area.number.as_str(), at))
                .collect();
            let codes = header.trim_end().split(',').skip(2);
            let columns = codes.map(|code| position.get(code).copied()).collect();
            Values { columns, lines: lines(body) }
        })
    }
}

/// The stretch of lines of each measure; its lines stand together.
fn lines(body: &'static str) -> HashMap<String, &'static str> {
    let mut found = HashMap::new();
    let mut rest = body;
    while let Some((code, _)) = key(rest) {
        let mut length = 0;
        while let Some(line) = rest.get(length..).and_then(|rest| rest.split_inclusive('\n').next())
        {
            if key(line).map(|(key, _)| key) != Some(code) {
                break;
            }
            length += line.len();
        }
        let (own, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        found.insert(code.replace("\"\"", "\""), own);
        rest = after;
    }
    found
}

/// The first cell of a line, which may stand in quotes, and the rest of the line.
fn key(line: &str) -> Option<(&str, &str)> {
    match line.strip_prefix('"') {
        Some(quoted) => quoted.split_once("\","),
        None => line.split_once(','),
    }
}

/// The years of one measure.
fn years(lines: &str, columns: &[Option<usize>], areas: usize) -> Vec<Year> {
    let mut years: Vec<Year> =
        lines.lines().filter_map(|line| year(line, columns, areas)).collect();
    years.sort_by_key(|year| year.period);
    years
}

fn year(line: &str, columns: &[Option<usize>], areas: usize) -> Option<Year> {
    let (_, rest) = key(line)?;
    let (period, cells) = rest.split_once(',')?;
    let mut values = vec![None; areas];
    for (column, cell) in columns.iter().zip(cells.split(',')) {
        if let Some(slot) = column.and_then(|at| values.get_mut(at)) {
            *slot = cell.parse::<f64>().ok().filter(|value| value.is_finite());
        }
    }
    Some(Year::new(period.parse().ok()?, values))
}

/// Every row of a table, each by the names of its columns.
fn rows<T>(table: &str, mut make: impl FnMut(&dyn Fn(&str) -> String) -> Option<T>) -> Vec<T> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let Ok(header) = reader.headers().cloned() else {
        return Vec::new();
    };
    let mut table = Vec::new();
    for record in reader.records().flatten() {
        let cell = |name: &str| {
            let at = header.iter().position(|column| column == name);
            at.and_then(|at| record.get(at)).unwrap_or("").to_owned()
        };
        table.extend(make(&cell));
    }
    table
}

fn area(cell: &dyn Fn(&str) -> String) -> Option<Area> {
    let kind = match cell("kind").as_str() {
        "authority" => AreaKind::Authority,
        "region" => AreaKind::Region,
        "country" => AreaKind::Country,
        _ => return None,
    };
    Some(Area {
        number: cell("area"),
        ons: cell("ons"),
        name: cell("name"),
        kind,
        region: cell("region"),
        abolished: Some(cell("abolished")).filter(|text| !text.is_empty()),
    })
}

/// A word of a table as the domain's word for it.
fn word<T: serde::de::DeserializeOwned>(text: String) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text)).ok()
}

fn measure(cell: &dyn Fn(&str) -> String) -> Option<Measure> {
    let unit: Unit = word(cell("unit"))?;
    Some(Measure {
        code: cell("measure"),
        id: cell("id"),
        display: cell("code"),
        section: cell("section"),
        name: cell("name"),
        definition: cell("definition"),
        unit,
        polarity: word(cell("polarity")).unwrap_or(Polarity::None),
        decimals: cell("decimals").parse().unwrap_or(u8::from(unit != Unit::Count)),
        kind: word(cell("kind")).unwrap_or(Kind::Flow),
        banded: cell("quartiles") == "yes",
    })
}

impl Published for England {
    fn areas(&self) -> &[Area] {
        self.areas.get_or_init(|| rows(AREAS, area))
    }

    fn neighbours(&self, area: usize) -> Vec<Neighbour> {
        let all = self.neighbours.get_or_init(|| {
            let areas = self.areas();
            let position: HashMap<&str, usize> =
                areas.iter().enumerate().map(|(at, area)| (area.number.as_str(), at)).collect();
            let mut ranked: Vec<Vec<(u32, Neighbour)>> = vec![Vec::new(); areas.len()];
            rows(NEIGHBOURS, |cell| {
                let of = *position.get(cell("area").as_str())?;
                let near = *position.get(cell("neighbour").as_str())?;
                let rank = cell("rank").parse().ok()?;
                let neighbour = Neighbour { area: near, closeness: cell("closeness") };
                ranked.get_mut(of)?.push((rank, neighbour));
                Some(())
            });
            let in_order = |mut near: Vec<(u32, Neighbour)>| {
                near.sort_by_key(|(rank, _)| *rank);
                near.into_iter().map(|(_, neighbour)| neighbour).collect()
            };
            ranked.into_iter().map(in_order).collect()
        });
        all.get(area).cloned().unwrap_or_default()
    }

    fn measures(&self) -> &[Measure] {
        &self.table().all
    }

    fn measure(&self, code: &str) -> Option<&Measure> {
        let table = self.table();
        table.index.get(code).and_then(|at| table.all.get(*at))
    }

    fn years(&self, code: &str) -> Option<Rc<Vec<Year>>> {
        let table = self.table();
        let slot = table.index.get(code).and_then(|at| table.years.get(*at))?;
        let read = || {
            let values = self.values();
            let lines = values.lines.get(code)?;
            Some(Rc::new(years(lines, &values.columns, self.areas().len())))
        };
        slot.get_or_init(read).clone()
    }
}

#[cfg(test)]
mod tests {
    //! The embedded tables hold what the board needs of them.

    use super::*;
    use crate::domain::authority::NotFound;

    #[test]
    fn every_row_of_every_table_is_read() {
        let england = England::new();
        let count = |table: &str| table.lines().count() - 1;
        assert_eq!(england.areas().len(), count(AREAS));
        assert_eq!(
            england.measures().len(),
            csv::Reader::from_reader(MEASURES.as_bytes()).records().count()
        );
        assert!(england.values().columns.iter().all(Option::is_some));
        let years: usize =
            england.measures().iter().map(|m| england.years(&m.code).map_or(0, |y| y.len())).sum();
        assert_eq!(years, count(VALUES));
        assert!(england.measures().iter().all(|m| crate::store::snapshot::is_id(&m.id)));
        assert!(england.years("NoSuchMeasure").is_none());
    }

    #[test]
    fn a_measure_is_read_as_it_stands_in_the_table() {
        let england = England::new();
        let haringey = england.authority("haringey").unwrap();
        assert_eq!(england.areas()[haringey].number, "309");
        let years = england.years("CPP_Total_NumRef").unwrap();
        let first = &years[0];
        assert_eq!(first.period.to_string(), "2015/16");
        assert_eq!(first.value(haringey), Some(3273.0));
        // A code with a comma in it stands in quotes.
        assert!(!england.years("CPP_Total_Rateper10,000").unwrap().is_empty());
        assert!(Rc::ptr_eq(&years, &england.years("CPP_Total_NumRef").unwrap()));
    }

    #[test]
    fn neighbours_come_nearest_first() {
        let england = England::new();
        let camden = england.authority("202").unwrap();
        let near = england.neighbours(camden);
        assert_eq!(near.len(), 10);
        assert_eq!(england.areas()[near[0].area].number, "206");
        assert_eq!(near[0].closeness, "close");
        assert!(england.neighbours(usize::MAX).is_empty());
    }

    #[test]
    fn an_ons_code_and_a_number_are_one_authority() {
        let england = England::new();
        assert!(england.same_code("309", "E09000014"));
        assert!(england.same_code("e09000014", "309"));
        assert!(!england.same_code("309", "E09000013"));
        assert!(!england.same_code("", ""));
        assert!(!england.same_code("nowhere", "nowhere"));
    }

    #[test]
    fn an_authority_is_shown_like_one_that_sent_its_figures() {
        let england = England::new();
        let (facts, catalogue) = england.facts("Haringey").unwrap();
        let own = &facts.authorities()[0];
        assert_eq!(own.authority.code.as_deref(), Some("E09000014"));
        assert_eq!(own.latest_period().unwrap().to_string(), "2025-09");
        assert!(own.extracts.iter().all(|e| e.period.part() == 9));
        assert!(own.extracts.iter().all(|e| e.at.date() == e.period.last_day()));
        // Nothing looks restated, and every figure is known by its extract's day.
        for id in own.indicators() {
            for point in own.timeline(id).unwrap().points() {
                let [version] = point.versions() else { panic!("{id} {}", point.period) };
                let extract = &own.extracts[version.extract as usize];
                assert!(point.period.ends_by(extract.period), "{id} {}", point.period);
            }
            assert!(catalogue.indicator(id).is_some());
        }
        assert_eq!(catalogue.indicators().len(), england.measures().len());
        let core = catalogue.indicators().iter().filter(|i| i.core).count();
        assert!((40..=60).contains(&core), "{core}");
    }

    #[test]
    fn regions_are_not_authorities_and_abolished_ones_are() {
        let england = England::new();
        assert!(matches!(england.facts("England"), Err(NotFound::None(_))));
        assert!(matches!(england.facts("Londn"), Err(NotFound::None(_))));
        assert!(england.facts("Cumbria").is_ok());
    }
}
