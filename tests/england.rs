//! Every authority of England: boards without a fault, ranks that fit together, and neighbours'
//! means worked out again from the packed files themselves.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::{BTreeMap, HashMap};

use callover::assess::ask::{Ask, Sources};
use callover::assess::board::{Board, IndicatorView};
use callover::domain::published::Published;
use callover::store::published::England;

const VALUES: &str = include_str!("../data/published/values.csv");
const NEIGHBOURS: &str = include_str!("../data/published/neighbours.csv");
const AREAS: &str = include_str!("../data/published/areas.csv");

fn board(england: &England, number: &str) -> Board {
    let (facts, catalogue) = england.facts(number).unwrap();
    let home = &facts.authorities()[0];
    let ask = Ask::default();
    callover::assess::board(
        Sources { home, all: &facts, catalogue: &catalogue, published: england },
        &ask,
    )
}

/// The cells of one measure in one period, by area number, read as text.
fn cells(measure: &str, period: &str) -> HashMap<String, f64> {
    let mut reader = csv::Reader::from_reader(VALUES.as_bytes());
    let head = reader.headers().unwrap().clone();
    let row = reader
        .records()
        .map(Result::unwrap)
        .find(|row| &row[0] == measure && &row[1] == period)
        .unwrap();
    head.iter()
        .zip(row.iter())
        .skip(2)
        .filter_map(|(area, cell)| Some((area.to_owned(), cell.parse().ok()?)))
        .collect()
}

fn measure<'b>(board: &'b Board, code: &str) -> &'b IndicatorView {
    board.indicators().find(|i| i.published.as_deref() == Some(code)).unwrap()
}

#[test]
fn every_authority_has_a_board_and_the_ranks_of_a_measure_fit_together() {
    let england = England::default();
    let numbers: Vec<String> = csv::Reader::from_reader(AREAS.as_bytes())
        .records()
        .map(Result::unwrap)
        .filter(|row| &row[3] == "authority")
        .map(|row| row[0].to_owned())
        .collect();
    assert_eq!(numbers.len(), 158);
    let newest = cells("LACStable_2016on", "2024/25");
    let mut ranks: Vec<(usize, f64)> = Vec::new();
    let mut quartiles: BTreeMap<char, usize> = BTreeMap::new();
    for number in &numbers {
        let board = board(&england, number);
        assert!(board.indicators().count() > 20, "{number}");
        let view = measure(&board, "LACStable_2016on");
        let Some(rank) = view.rank.as_ref().filter(|r| r.period.to_string() == "2024/25") else {
            assert!(!newest.contains_key(number), "{number} has a figure and no rank");
            continue;
        };
        ranks.push((rank.position, newest[number]));
        *quartiles.entry(rank.quartile.unwrap()).or_default() += 1;
        assert_eq!(view.value, Some(newest[number]));
    }
    ranks.sort_by_key(|rank| rank.0);
    // A permutation with ties: the first of each group of equals stands at its place in the row.
    for (at, (position, value)) in ranks.iter().enumerate() {
        let first = ranks.iter().position(|(_, v)| v.to_bits() == value.to_bits()).unwrap();
        assert_eq!(*position, first + 1, "{value} at {at}");
    }
    assert!(ranks.windows(2).all(|pair| pair[0].1 <= pair[1].1), "lower is better");
    let total: usize = quartiles.values().sum();
    assert_eq!(total, ranks.len());
    assert!(ranks.len() >= 150, "{}", ranks.len());
    // Ties at whole per cents make the quarters uneven, but never empty.
    assert_eq!(quartiles.keys().collect::<String>(), "ABCD");
}

#[test]
fn a_neighbours_mean_is_that_of_the_neighbours_that_have_a_figure() {
    let england = England::default();
    for (number, code, period) in [
        ("309", "LAC", "2024/25"),
        ("872", "ReReferral", "2024/25"),
        ("838", "CPP_rate", "2024/25"),
    ] {
        let board = board(&england, number);
        let view = measure(&board, code);
        let found = view.benchmarks.iter().find(|b| b.name == "statistical-neighbours").unwrap();
        let all = cells(code, period);
        let theirs: Vec<f64> = csv::Reader::from_reader(NEIGHBOURS.as_bytes())
            .records()
            .map(Result::unwrap)
            .filter(|row| &row[0] == number)
            .filter_map(|row| all.get(&row[2]).copied())
            .collect();
        let count = u32::try_from(theirs.len()).unwrap();
        let mean = theirs.iter().sum::<f64>() / f64::from(count);
        assert!((found.value.unwrap() - mean).abs() < 1e-9, "{number} {code}");
        assert_eq!((found.count, found.of), (Some(count), Some(10)));
        let mut sorted = theirs.clone();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        let median = if sorted.len() % 2 == 1 {
            sorted[middle]
        } else {
            f64::midpoint(sorted[middle - 1], sorted[middle])
        };
        assert!((found.median.unwrap() - median).abs() < 1e-9);
        let named = view.benchmarks.iter().find(|b| b.name == "england").unwrap();
        assert_eq!(named.value, all.get("970").copied());
    }
}

#[test]
fn inner_and_outer_london_stand_in_where_they_have_figures_and_london_where_not() {
    let england = England::default();
    let region = |number: &str, code: &str| {
        let board = board(&england, number);
        let view = measure(&board, code).benchmarks.iter().find(|b| b.name == "region").cloned();
        view.map(|v| v.title)
    };
    assert_eq!(region("309", "LAC").as_deref(), Some("London (Inner)"));
    assert_eq!(region("302", "LAC").as_deref(), Some("London (Outer)"));
    assert_eq!(region("309", "SEN_EHC_Excpt_20wks").as_deref(), Some("London"));
    assert_eq!(region("872", "LAC").as_deref(), Some("South East"));
    assert_eq!(england.areas().len(), 170);
}
