//! Where a figure stands: its file, line and column, found again for a doubt that came later.
//!
//! Facts have forgotten their places. Only `check` asks for them, so the few files that it asks
//! about are read again.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde_json::Value;

use crate::domain::complaint::Place;
use crate::domain::period::Period;

use super::folder::{Input, Text, texts};
use super::mend;
use super::place::{Source, whole};
use super::raise::Step;
use super::tree::Tree;

/// Finds places in the files that were loaded.
pub struct Locator {
    texts: Vec<Text>,
    found: HashMap<usize, Ranges>,
}

/// The stretches of one file that can be asked for.
#[derive(Default)]
struct Ranges {
    text: String,
    /// By indicator and period; the header's fields by name and nothing; a catalogue's entries by
    /// id and nothing.
    known: HashMap<(String, String), Range<usize>>,
}

impl Locator {
    /// For the files of an input.
    pub fn new(input: &Input) -> Self {
        Self { texts: texts(input), found: HashMap::new() }
    }

    /// A figure of a snapshot: its observation, or the entry of its history.
    pub fn figure(&mut self, file: &str, indicator: &str, period: Period) -> Place {
        self.place(file, indicator, &period.to_string())
    }

    /// A field of a snapshot's header.
    pub fn header(&mut self, file: &str, field: &str) -> Place {
        self.place(file, field, "")
    }

    /// An indicator's entry in the last catalogue that has one; else the built-in catalogue.
    pub fn entry(&mut self, indicator: &str) -> Place {
        for at in (0..self.texts.len()).rev() {
            let catalogue = self.texts.get(at).is_some_and(|t| t.catalogue);
            if catalogue && let Some(place) = self.at(at, indicator, "") {
                return place;
            }
        }
        whole("built-in catalogue")
    }

    /// The ids of the indicators that the catalogues of the input have entries for.
    pub fn own_entries(&mut self) -> Vec<String> {
        let catalogues: Vec<usize> = (0..self.texts.len())
            .filter(|at| self.texts.get(*at).is_some_and(|t| t.catalogue))
            .collect();
        let mut ids: Vec<String> = Vec::new();
        for at in catalogues {
            let Some(text) = self.texts.get(at) else { continue };
            let ranges = self.found.entry(at).or_insert_with(|| ranges(text));
            ids.extend(ranges.known.keys().map(|(id, _)| id.clone()));
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    fn place(&mut self, file: &str, first: &str, second: &str) -> Place {
        let Some(at) = self.texts.iter().position(|t| t.file() == file) else { return whole(file) };
        let shown = self.texts.get(at).map_or_else(String::new, |t| t.shown().to_owned());
        self.at(at, first, second).unwrap_or_else(|| whole(&shown))
    }

    fn at(&mut self, at: usize, first: &str, second: &str) -> Option<Place> {
        let text = self.texts.get(at)?;
        let ranges = self.found.entry(at).or_insert_with(|| ranges(text));
        let range = ranges.known.get(&(first.to_owned(), second.to_owned()))?;
        Some(Source::new(text.shown(), &ranges.text).place(range.clone()))
    }
}

/// Every stretch of a file that can be asked for; none of a file that does not parse.
fn ranges(file: &Text) -> Ranges {
    let Some(bytes) = file.bytes() else { return Ranges::default() };
    let text = mend::decode(&bytes).0.into_owned();
    // Parsed by serde first: it guards the depth that the tree needs guarded.
    let Ok(value) = serde_json::from_str::<Value>(&text) else { return Ranges::default() };
    let mut known = HashMap::new();
    if let Ok(tree) = Tree::parse(&text, &HashSet::new()) {
        let mut put = |first: &str, second: &str, path: &[Step]| {
            if let Some(range) = tree.find(path) {
                known.entry((first.to_owned(), second.to_owned())).or_insert(range);
            }
        };
        for field in ["period", "extracted"] {
            put(field, "", &[key(field)]);
        }
        for (at, entry) in list(&value, "indicators") {
            put(word(entry, "id"), "", &[key("indicators"), Step::Index(at), key("id")]);
        }
        for (at, observation) in list(&value, "observations") {
            let indicator = word(observation, "indicator");
            let path = [key("observations"), Step::Index(at)];
            let own = word(observation, "period");
            let period = if own.is_empty() { word(&value, "period") } else { own };
            let figure = |field| [path.as_slice(), &[key(field)]].concat();
            for field in ["value", "numerator", "indicator"] {
                put(indicator, period, &figure(field));
            }
            for (index, past) in list(observation, "history") {
                let entry = [path.as_slice(), &[key("history"), Step::Index(index)]].concat();
                put(indicator, word(past, "period"), &entry);
            }
        }
    }
    Ranges { text, known }
}

fn key(field: &str) -> Step {
    Step::Key(field.to_owned())
}

fn list<'v>(value: &'v Value, field: &str) -> impl Iterator<Item = (usize, &'v Value)> {
    value.get(field).and_then(Value::as_array).into_iter().flatten().enumerate()
}

fn word<'v>(value: &'v Value, field: &str) -> &'v str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::folder::Source as From;

    #[test]
    fn a_figure_an_earlier_one_and_the_header_are_found_again() {
        let text = "{ \"format\": \"callover.snapshot/1\", \"authority\": { \"name\": \"A\" },\n\
                    \"period\": \"2026-10\", \"extracted\": \"2026-11-05\", \"observations\": [\n\
                    { \"indicator\": \"referrals\", \"value\": 3,\n\
                    \"history\": [ { \"period\": \"2026-09\", \"value\": 4 } ] } ] }";
        let input = Input { source: From::Stdin(text.as_bytes().to_vec()), catalogues: Vec::new() };
        let mut locator = Locator::new(&input);
        let file = "standard input";
        let at = |place: Place| (place.line, place.column);
        let period = |text: &str| text.parse().unwrap();
        assert_eq!(at(locator.figure(file, "referrals", period("2026-10"))), (3, 38));
        assert_eq!(at(locator.figure(file, "referrals", period("2026-09"))), (4, 14));
        assert_eq!(at(locator.header(file, "extracted")), (2, 35));
        assert_eq!(at(locator.figure(file, "nothing", period("2026-09"))), (0, 0));
        assert_eq!(locator.entry("referrals").file, "built-in catalogue");
    }
}
