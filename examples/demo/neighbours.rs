//! Ten invented neighbours, so that rank, range and outlier can be seen without a real council's name.

use std::collections::BTreeMap;

use crate::book::observation;
use crate::figures::{Figure, at, rounded};
use crate::record::{Authority, Benchmark, Header, Number, Observation};

/// The years for which the neighbours exchange figures; the first is known by its averages only.
pub const YEARS: [&str; 4] = ["2022/23", "2023/24", "2024/25", "2025/26"];
/// The cost group's name in the benchmarks.
pub const COST_GROUP: &str = "group:cost-group";

/// One neighbour: figures of the four years, in the order of `YEARS`.
pub struct Neighbour {
    /// Its name: no such place exists.
    pub name: &'static str,
    /// Children in care per 10,000.
    care: [f64; 4],
    /// Children on a protection plan per 10,000.
    plans: [f64; 4],
    /// Re-referrals, percent.
    again: [f64; 4],
    /// Assessments within 45 working days, percent.
    in_time: [f64; 4],
    /// Cost of a child in care a week; known for the cost group only.
    cost: Option<[f64; 4]>,
}

/// Shortens the table below.
const fn neighbour(
    name: &'static str,
    care: [f64; 4],
    plans: [f64; 4],
    again: [f64; 4],
    in_time: [f64; 4],
    cost: Option<[f64; 4]>,
) -> Neighbour {
    Neighbour { name, care, plans, again, in_time, cost }
}

/// The ten; the first five are the cost group.
#[rustfmt::skip]
pub const NEIGHBOURS: [Neighbour; 10] = [
    neighbour("Testbury", [69.0, 69.0, 68.0, 67.0], [41.2, 40.8, 40.1, 39.6],
        [20.4, 20.9, 21.3, 21.0], [84.1, 85.0, 86.2, 86.8], Some([1610.0, 1700.0, 1800.0, 1910.0])),
    neighbour("Mockham", [62.0, 63.0, 62.0, 61.0], [36.4, 35.9, 36.8, 36.1],
        [17.2, 16.8, 16.1, 16.4], [89.3, 90.4, 90.1, 91.2], Some([1690.0, 1780.0, 1880.0, 1985.0])),
    neighbour("Fauxley", [70.0, 69.0, 69.0, 68.0], [45.0, 46.2, 44.8, 44.1],
        [22.8, 23.4, 23.0, 22.6], [82.6, 81.9, 83.4, 84.0], Some([1750.0, 1845.0, 1950.0, 2060.0])),
    neighbour("Draftwell", [79.0, 79.0, 76.0, 72.0], [52.3, 53.0, 54.1, 53.2],
        [26.1, 26.8, 26.4, 25.7], [74.8, 73.2, 75.9, 76.4], Some([1820.0, 1925.0, 2035.0, 2150.0])),
    neighbour("Nowhere Vale", [65.0, 64.0, 64.0, 63.0], [38.8, 39.4, 38.2, 38.9],
        [19.6, 19.1, 19.8, 20.2], [86.5, 87.2, 87.9, 87.1], Some([1890.0, 2000.0, 2110.0, 2220.0])),
    neighbour("Examplethorpe", [66.0, 66.0, 65.0, 65.0], [40.1, 39.2, 39.9, 40.4],
        [21.7, 21.2, 20.6, 20.9], [85.2, 84.4, 85.8, 86.3], None),
    neighbour("Inventham", [73.0, 72.0, 72.0, 71.0], [48.6, 47.1, 47.8, 46.9],
        [24.2, 23.9, 24.6, 24.1], [80.4, 81.2, 80.1, 81.0], None),
    neighbour("Lorem Magna", [60.0, 60.0, 59.0, 58.0], [33.9, 34.4, 33.1, 33.6],
        [13.1, 13.5, 12.8, 13.0], [91.8, 92.3, 91.7, 92.6], None),
    neighbour("Placeholder-on-Sea", [71.0, 70.0, 68.0, 69.0], [43.7, 44.5, 43.9, 43.0],
        [22.1, 22.5, 21.9, 22.3], [83.7, 84.1, 83.2, 84.5], None),
    neighbour("Templateby", [67.0, 68.0, 67.0, 66.0], [42.6, 41.7, 42.2, 41.5],
        [20.9, 20.2, 20.7, 20.5], [86.0, 86.9, 86.4, 87.4], None),
];

/// The four indicators, and how to read each from a neighbour.
type Reader = fn(&Neighbour) -> &[f64; 4];
/// What the neighbours exchange.
pub const EXCHANGED: [(&str, Reader); 4] = [
    ("children-in-care-rate", |neighbour| &neighbour.care),
    ("child-protection-plans-rate", |neighbour| &neighbour.plans),
    ("rereferrals", |neighbour| &neighbour.again),
    ("assessments-45-days", |neighbour| &neighbour.in_time),
];

/// The snapshots: three a neighbour, each March as it was exchanged the October after.
pub fn snapshots() -> Vec<(String, Header, Vec<Observation>)> {
    let mut snapshots = Vec::new();
    for neighbour in &NEIGHBOURS {
        for (place, year) in YEARS.iter().enumerate().skip(1) {
            let ends = 2023 + place;
            let header = Header {
                format: "callover.snapshot/1",
                authority: Authority { name: neighbour.name },
                period: format!("{ends}-03"),
                extracted: format!("{ends}-10-20"),
                source: format!("Invented neighbours' exchange, October {ends}"),
            };
            let mut observations: Vec<Observation> = EXCHANGED
                .iter()
                .map(|(id, read)| observation(id, None, Figure::Plain(at(read(neighbour), place))))
                .collect();
            if let Some(cost) = neighbour.cost {
                let period = Some((*year).to_owned());
                let figure = Figure::Plain(at(&cost, place));
                observations.push(observation("cost-per-child-week", period, figure));
            }
            let slug = neighbour.name.to_lowercase().replace(' ', "-");
            snapshots.push((format!("neighbours/{slug}-{ends}.json"), header, observations));
        }
    }
    snapshots
}

/// Mean, median and range of the neighbours' figures of one year.
fn summary(mut figures: Vec<f64>, year: &str, decimals: u8) -> Benchmark {
    figures.sort_by(f64::total_cmp);
    let count = u32::try_from(figures.len()).unwrap_or(0);
    let middle = figures.len() / 2;
    let median = if figures.len() % 2 == 1 {
        at(&figures, middle)
    } else {
        f64::midpoint(at(&figures, middle.saturating_sub(1)), at(&figures, middle))
    };
    let mean = figures.iter().sum::<f64>() / f64::from(count);
    let number = i32::try_from(count).ok();
    Benchmark {
        value: Number(rounded(mean, decimals)),
        period: year.to_owned(),
        median: Some(Number(rounded(median, decimals))),
        low: figures.first().map(|low| Number(*low)),
        high: figures.last().map(|high| Number(*high)),
        count: number,
        of: number,
        basis: None,
    }
}

/// The statistical neighbours' benchmark of an indicator for the year at a place of `YEARS`.
pub fn statistical(id: &str, place: usize) -> Option<Benchmark> {
    let (_, read) = EXCHANGED.iter().find(|(known, _)| *known == id)?;
    let figures = NEIGHBOURS.iter().map(|neighbour| at(read(neighbour), place)).collect();
    YEARS.get(place).map(|year| summary(figures, year, 1))
}

/// The cost group's benchmarks, by year: overheads included, as in Sampleford's own figure.
pub fn cost_group() -> BTreeMap<&'static str, Benchmark> {
    let summary_of = |(place, year): (usize, &&'static str)| {
        let costs = NEIGHBOURS.iter().filter_map(|neighbour| neighbour.cost);
        let figures = costs.map(|cost| at(&cost, place)).collect();
        let benchmark =
            Benchmark { basis: Some("overheads included"), ..summary(figures, year, 0) };
        (*year, benchmark)
    };
    YEARS.iter().enumerate().map(summary_of).collect()
}
