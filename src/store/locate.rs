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

/// What a catalogue names that is described elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// An indicator of a sum, `additive`: public copies hide no figure that it would give away unless
    /// every name of it is right.
    Sum,
    /// An indicator of a pathway.
    Step,
    /// A committee's remit.
    Remit,
    /// A published measure, by its code.
    Measure,
    /// An authority of a group.
    Authority,
}

/// One such name, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// What is named.
    pub what: Named,
    /// Its id, code or name as the file has it.
    pub name: String,
    /// Where.
    pub place: Place,
}

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
    /// What a catalogue names that is described elsewhere.
    mentions: Vec<(Named, String, Range<usize>)>,
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

    /// What the catalogues of the input name that is described elsewhere.
    pub fn mentions(&mut self) -> Vec<Mention> {
        let mut all = Vec::new();
        for (at, text) in self.texts.iter().enumerate().filter(|(_, text)| text.catalogue) {
            let ranges = self.found.entry(at).or_insert_with(|| ranges(text));
            let source = Source::new(text.shown(), &ranges.text);
            all.extend(ranges.mentions.iter().map(|(what, name, range)| {
                let place = source.place(range.clone());
                Mention { what: *what, name: name.clone(), place }
            }));
        }
        all
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
    let (mut known, mut mentions) = (HashMap::new(), Vec::new());
    if let Ok(tree) = Tree::parse(&text, &HashSet::new()) {
        for (list, field, what) in MENTIONS {
            for path in paths(&value, list, field) {
                let range = tree.find(&path);
                let name = named(&value, &path).filter(|name| !name.is_empty());
                mentions.extend(name.zip(range).map(|(name, at)| (what, name.to_owned(), at)));
            }
        }
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
    Ranges { text, known, mentions }
}

/// The fields of a catalogue's lists in which something is named that is described elsewhere.
const MENTIONS: [(&str, &str, Named); 7] = [
    ("sections", "remit", Named::Remit),
    ("groups", "authorities", Named::Authority),
    ("pathways", "steps", Named::Step),
    ("additive", "total", Named::Sum),
    ("additive", "parts", Named::Sum),
    ("indicators", "remit", Named::Remit),
    ("indicators", "published", Named::Measure),
];

/// The paths of a field in every entry of a list; of each of its own entries, where it is a list.
fn paths<'v>(
    value: &'v Value,
    list: &'static str,
    field: &'static str,
) -> impl Iterator<Item = Vec<Step>> + 'v {
    self::list(value, list).flat_map(move |(at, entry)| {
        let path = vec![key(list), Step::Index(at), key(field)];
        match entry.get(field) {
            Some(Value::Array(inner)) => {
                (0..inner.len()).map(|at| [&*path, &[Step::Index(at)]].concat()).collect()
            }
            _ => vec![path],
        }
    })
}

/// The text at a path.
fn named<'v>(value: &'v Value, path: &[Step]) -> Option<&'v str> {
    let found = path.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(at) => value.get(at),
    });
    found?.as_str()
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
    fn what_a_catalogue_names_is_found_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let text = "{ \"format\": \"callover.catalogue/1\",\n\
                    \"sections\": [ { \"id\": \"s\" }, { \"id\": \"t\", \"remit\": [\"a\", \"\"] } ],\n\
                    \"groups\": [ { \"id\": \"g\", \"authorities\": [\"Here\"] } ],\n\
                    \"additive\": [ { \"total\": \"all\", \"parts\": [\"one\", \"two\"] } ],\n\
                    \"indicators\": [ { \"id\": \"x\", \"published\": \"M\" }, \"odd\" ] }";
        std::fs::write(folder.path().join("catalogue.json"), text).unwrap();
        let source = From::Paths(vec![folder.path().to_owned()]);
        let mentions = Locator::new(&Input { source, catalogues: Vec::new() }).mentions();
        let told = |m: &Mention| (m.what, m.name.clone(), (m.place.line, m.place.column));
        let told: Vec<_> = mentions.iter().map(told).collect();
        let named = |what, name: &str, at| (what, name.to_owned(), at);
        assert_eq!(
            told,
            [
                named(Named::Remit, "a", (2, 53)),
                named(Named::Authority, "Here", (3, 42)),
                named(Named::Sum, "all", (4, 26)),
                named(Named::Sum, "one", (4, 43)),
                named(Named::Sum, "two", (4, 50)),
                named(Named::Measure, "M", (5, 43)),
            ]
        );
    }

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
