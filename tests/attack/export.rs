//! What a reader of the exports has: figures by indicator, period and category, as they are written.

use std::collections::BTreeMap;

use callover::assess;
use callover::assess::ask::{Ask, Sources};
use callover::assess::board::Grain;
use callover::assess::disclosure::Public;
use callover::domain::snapshot::parse_day;
use callover::report;
use serde_json::Value;

use crate::facts::Nothing;
use crate::generate::{DAYS, MONTHS};

/// An indicator, a period, and a category of a breakdown.
pub type Key = (String, String, Option<(String, String)>);

/// A figure as it is written: its numbers, and whether it is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cell {
    pub value: Option<f64>,
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
    pub hidden: bool,
}

/// Several months in one number.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    pub indicator: String,
    /// The months that it covers.
    pub months: Vec<String>,
    pub value: f64,
}

/// Everything that one day's boards say.
#[derive(Debug, Clone, Default)]
pub struct View {
    pub cells: BTreeMap<Key, Cell>,
    pub totals: Vec<Total>,
}

/// The boards of every month, as known on each day, read from what is exported.
pub fn views(public: &Public) -> Vec<View> {
    let home = &public.facts.authorities()[0];
    let (all, catalogue) = (&public.facts, &public.catalogue);
    let sources = Sources { home, all, catalogue, published: &Nothing };
    let export = |view: &mut View, period: &str, day: &str, grain: Grain| {
        let (period, as_at) = (period.parse().ok(), parse_day(day));
        let ask = Ask { period, as_at, grain: Some(grain), ..Ask::default() };
        let board = assess::board(sources, &ask);
        assert!(board.public);
        let json = report::json::write(&board).unwrap();
        view.read(&serde_json::from_str(&json).unwrap(), grain);
        view.read_csv(&report::csv::write(&board).unwrap(), grain);
    };
    // As known on the newest day; where that put something right, also as it was before.
    let extracts = home.extracts.iter().map(|e| e.at.to_string());
    let newest = extracts.max().unwrap();
    let months = || MONTHS.iter().zip(DAYS).filter(|(_, day)| *day <= newest.as_str());
    let before = months().map(|(_, day)| day).next_back().filter(|_| newest == DAYS[4]);
    let mut views = Vec::new();
    for day in before.into_iter().chain([newest.as_str()]) {
        let mut view = View::default();
        for (month, _) in months().filter(|(_, first)| *first <= day) {
            export(&mut view, month, day, Grain::Month);
        }
        export(&mut view, "2026-07", day, Grain::Quarter);
        export(&mut view, "2026-07", day, Grain::Year);
        views.push(view);
    }
    views
}

impl View {
    fn read(&mut self, board: &Value, grain: Grain) {
        let rows = board["sections"].as_array().unwrap().iter();
        for row in rows.flat_map(|section| section["indicators"].as_array().unwrap()) {
            let id = row["id"].as_str().unwrap();
            if grain == Grain::Month {
                self.read_months(id, row);
            } else if row["unit"] == "count" && row["kind"] == "flow" {
                for point in row["series"].as_array().unwrap() {
                    let period = point["period"].as_str().unwrap();
                    self.add_total(id, point["value"].as_f64(), |m| falls_in(m, period));
                }
            }
        }
    }

    fn read_months(&mut self, id: &str, row: &Value) {
        for point in row["series"].as_array().unwrap() {
            let period = point["period"].as_str().unwrap();
            self.put((id.to_owned(), period.to_owned(), None), cell(point));
        }
        let Some(period) = row["period"].as_str() else { return };
        for part in row["breakdowns"].as_array().unwrap() {
            let category = ["by", "category"].map(|field| part[field].as_str().unwrap().to_owned());
            let [by, category] = category;
            self.put((id.to_owned(), period.to_owned(), Some((by, category))), cell(part));
        }
        if row["unit"] == "count" && row["kind"] == "flow" {
            for field in ["year_to_date", "rolling_12"] {
                self.add_total(id, row[field]["value"].as_f64(), |m| m <= period);
            }
            let mean = row["year_average"]["value"].as_f64();
            let periods = row["year_average"]["periods"].as_f64();
            let sum = mean.zip(periods).map(|(mean, n)| (mean * n).round());
            self.add_total(id, sum, |m| m <= period);
        }
    }

    fn put(&mut self, key: Key, cell: Cell) {
        let known = *self.cells.entry(key).or_insert(cell);
        assert_eq!(known, cell, "one board says this, another that");
    }

    fn add_total(&mut self, id: &str, value: Option<f64>, covers: impl Fn(&str) -> bool) {
        let months = MONTHS.iter().filter(|m| covers(m)).map(|m| (*m).to_owned()).collect();
        if let Some(value) = value {
            self.totals.push(Total { indicator: id.to_owned(), months, value });
        }
    }

    /// The table says nothing that the boards do not.
    fn read_csv(&self, bytes: &[u8], grain: Grain) {
        if grain != Grain::Month {
            return;
        }
        let mut reader = csv::Reader::from_reader(bytes);
        let headings = reader.headers().unwrap().clone();
        for record in reader.records() {
            let record = record.unwrap();
            let at = |name: &str| &record[headings.iter().position(|h| h == name).unwrap()];
            let key = (at("indicator").to_owned(), at("period").to_owned(), None);
            let cell = self.cells[&key];
            for (name, known) in [
                ("value", cell.value),
                ("numerator", cell.numerator),
                ("denominator", cell.denominator),
            ] {
                assert_eq!(at(name).parse().ok(), known, "{key:?} {name}");
            }
        }
    }
}

/// Whether a month falls in a quarter or a year of 2026/27.
fn falls_in(month: &str, period: &str) -> bool {
    match period.split_once("-Q") {
        Some((_, "1")) => month <= "2026-06",
        Some((_, _)) => month > "2026-06",
        None => true,
    }
}

fn cell(of: &Value) -> Cell {
    let number = |field: &str| of[field].as_f64();
    Cell {
        value: number("value"),
        numerator: number("numerator"),
        denominator: number("denominator"),
        hidden: of["missing"] == "suppressed",
    }
}
