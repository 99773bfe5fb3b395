//! A reader who wants to know what is hidden: every sum that can be set up, solved for whole numbers.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem};

use crate::export::{Cell, Key, View};

/// What the reader holds for small.
pub const THRESHOLD: i32 = 5;
/// Nobody has so many children.
const MOST: i32 = 5000;

/// Which number of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Number {
    Value,
    Numerator,
    Denominator,
    /// Of a year to date, what came in the month.
    Step,
}

/// A number that is not written down.
type Unknown = (Key, Number);

/// An unknown as it is looked for.
#[derive(Debug, Clone, Copy)]
struct Sought {
    least: i32,
    /// Written down as hidden: it must keep room. Else it only must not turn out small.
    listed: bool,
}

/// Unknowns, each so many times, and what they make.
type Sum = (Vec<(Unknown, f64)>, ComparisonOp, f64);

/// Unknowns and what ties them together.
#[derive(Default)]
struct System {
    unknowns: BTreeMap<Unknown, Sought>,
    sums: Vec<Sum>,
}

/// What came out.
#[derive(Debug, Default)]
pub struct Found {
    /// Hidden numbers that are known, or nearly.
    pub recovered: Vec<String>,
    /// How many hidden numbers were looked for.
    pub looked_for: usize,
}

/// Attacks one day's exports. `parts` are the indicators that make `all`.
pub fn attack(view: &View, parts: &[String]) -> Found {
    let mut system = System::default();
    system.look_for_hidden(view);
    system.add_breakdowns(view);
    system.add_parts(view, parts);
    system.add_time(view);
    system.solve()
}

fn number(cell: &Cell, which: Number) -> Option<f64> {
    match which {
        Number::Value => cell.value,
        Number::Numerator => cell.numerator,
        Number::Denominator => cell.denominator,
        Number::Step => None,
    }
}

fn numbers(id: &str) -> &'static [Number] {
    match id {
        "share" | "in-time" => &[Number::Numerator, Number::Denominator],
        _ => &[Number::Value],
    }
}

impl System {
    fn look_for_hidden(&mut self, view: &View) {
        for (key, _) in view.cells.iter().filter(|(_, cell)| cell.hidden) {
            for which in numbers(&key.0) {
                let least = i32::from(*which != Number::Numerator);
                self.unknowns.insert((key.clone(), *which), Sought { least, listed: true });
            }
            if key.0 == "share" || key.0 == "in-time" {
                let terms = vec![
                    ((key.clone(), Number::Numerator), 1.0),
                    ((key.clone(), Number::Denominator), -1.0),
                ];
                self.sums.push((terms, ComparisonOp::Le, 0.0));
            }
        }
    }

    /// `sum of terms = 0`, in what is known and what is not; where something is neither, it says
    /// nothing.
    fn add(&mut self, view: &View, terms: &[(Key, Number, f64)], mut makes: f64) {
        let mut unknown = Vec::new();
        for (key, which, times) in terms {
            match view.cells.get(key).and_then(|cell| number(cell, *which)) {
                Some(known) => makes -= times * known,
                None if self.unknowns.contains_key(&(key.clone(), *which)) => {
                    unknown.push(((key.clone(), *which), *times));
                }
                // Nobody was in it.
                None if view.cells.contains_key(key) => {}
                None => return,
            }
        }
        if unknown.is_empty() {
            assert!(makes.abs() < 1e-6, "figures that are shown do not add up: {terms:?}");
        } else {
            self.sums.push((unknown, ComparisonOp::Eq, makes));
        }
    }

    /// Categories make their whole. One that is not listed is known from other periods and may be
    /// nothing.
    fn add_breakdowns(&mut self, view: &View) {
        let mut categories: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
        for (id, _, category) in view.cells.keys() {
            if let Some((by, category)) = category {
                categories.entry((id.clone(), by.clone())).or_default().insert(category.clone());
            }
        }
        let wholes: Vec<Key> = view.cells.keys().filter(|key| key.2.is_none()).cloned().collect();
        for (id, period, _) in wholes {
            for ((_, by), all) in categories.iter().filter(|((of, _), _)| *of == id) {
                let key = |category: &String| {
                    (id.clone(), period.clone(), Some((by.clone(), category.clone())))
                };
                for which in numbers(&id) {
                    for category in all.iter().filter(|c| !view.cells.contains_key(&key(c))) {
                        let sought = Sought { least: 0, listed: false };
                        self.unknowns.entry((key(category), *which)).or_insert(sought);
                    }
                    let mut terms = vec![((id.clone(), period.clone(), None), *which, -1.0)];
                    terms.extend(all.iter().map(|category| (key(category), *which, 1.0)));
                    self.add(view, &terms, 0.0);
                }
            }
        }
    }

    /// The parts make `all`, in each age too; the safe share is out of `all`.
    fn add_parts(&mut self, view: &View, parts: &[String]) {
        let own = view.cells.keys().chain(self.unknowns.keys().map(|(key, _)| key));
        let wholes: BTreeSet<Key> = own.filter(|key| key.0 == "all").cloned().collect();
        for (id, period, category) in wholes {
            let key = |id: &str| (id.to_owned(), period.clone(), category.clone());
            let mut terms = vec![(key(&id), Number::Value, -1.0)];
            terms.extend(parts.iter().map(|part| (key(part), Number::Value, 1.0)));
            self.add(view, &terms, 0.0);
            if category.is_none() {
                let same =
                    [(key("in-time"), Number::Denominator, 1.0), (key("all"), Number::Value, -1.0)];
                self.add(view, &same, 0.0);
            }
        }
    }

    /// Years to date grow by what came in the month; totals are of their months.
    fn add_time(&mut self, view: &View) {
        let to_date: Vec<Key> =
            view.cells.keys().filter(|key| key.0 == "to-date").cloned().collect();
        let mut before: BTreeMap<Option<(String, String)>, Key> = BTreeMap::new();
        for key in to_date {
            let step = (key.clone(), Number::Step);
            self.unknowns.insert(step.clone(), Sought { least: 0, listed: false });
            let mut terms = vec![(key.clone(), -1.0)];
            terms.extend(before.insert(key.2.clone(), key.clone()).map(|earlier| (earlier, 1.0)));
            let mut unknown = vec![(step, 1.0)];
            let mut makes = 0.0;
            for (key, times) in terms {
                match view.cells[&key].value {
                    Some(known) => makes -= times * known,
                    None => unknown.push(((key, Number::Value), times)),
                }
            }
            self.sums.push((unknown, ComparisonOp::Eq, makes));
        }
        for total in &view.totals {
            let known = |month: &&String| {
                view.cells.contains_key(&(total.indicator.clone(), (*month).clone(), None))
            };
            let terms: Vec<_> = total
                .months
                .iter()
                .filter(known)
                .map(|m| ((total.indicator.clone(), m.clone(), None), Number::Value, 1.0))
                .collect();
            self.add(view, &terms, total.value);
        }
    }

    /// What each unknown may be; said where that is too little.
    fn solve(&self) -> Found {
        let mut found = Found::default();
        for island in self.islands() {
            let mut seen: BTreeMap<&Unknown, (i32, i32)> = BTreeMap::new();
            let names: Vec<&Unknown> = island.iter().copied().collect();
            for unknown in &names {
                let sought = self.unknowns[*unknown];
                found.looked_for += usize::from(sought.listed);
                let enough = |(low, high): &(i32, i32)| high - low > THRESHOLD;
                for direction in [OptimizationDirection::Maximize, OptimizationDirection::Minimize]
                {
                    if seen.get(*unknown).is_some_and(enough) {
                        break;
                    }
                    // What contradicts itself says nothing.
                    let Some(point) = self.extreme(&names, unknown, direction) else { break };
                    for (name, n) in names.iter().zip(point) {
                        let (low, high) = seen.entry(*name).or_insert((n, n));
                        (*low, *high) = ((*low).min(n), (*high).max(n));
                    }
                }
                let Some((low, high)) = seen.get(*unknown).copied() else { continue };
                let small = low >= 1 && high <= THRESHOLD;
                if small || (sought.listed && high - low <= THRESHOLD) {
                    found.recovered.push(format!("{unknown:?} is {low} to {high}"));
                }
            }
        }
        found
    }

    /// Unknowns that hang together.
    fn islands(&self) -> Vec<BTreeSet<&Unknown>> {
        let mut islands: Vec<BTreeSet<&Unknown>> =
            self.unknowns.keys().map(|unknown| BTreeSet::from([unknown])).collect();
        for (terms, ..) in &self.sums {
            let touches =
                |island: &BTreeSet<&Unknown>| terms.iter().any(|(u, _)| island.contains(u));
            let (joined, apart): (Vec<_>, Vec<_>) = islands.into_iter().partition(touches);
            islands = apart;
            islands.push(joined.into_iter().flatten().collect());
        }
        islands
    }

    /// A solution in which an unknown is as large or as small as it can be.
    fn extreme(
        &self,
        names: &[&Unknown],
        unknown: &Unknown,
        direction: OptimizationDirection,
    ) -> Option<Vec<i32>> {
        let mut problem = Problem::new(direction);
        let variables: BTreeMap<&Unknown, _> = names
            .iter()
            .map(|name| {
                let worth = f64::from(u8::from(*name == unknown));
                (*name, problem.add_integer_var(worth, (self.unknowns[*name].least, MOST)))
            })
            .collect();
        for (terms, how, makes) in &self.sums {
            let terms: Option<Vec<_>> =
                terms.iter().map(|(u, times)| Some((*variables.get(u)?, *times))).collect();
            if let Some(terms) = terms {
                problem.add_constraint(&terms, *how, *makes);
            }
        }
        let outcome = match problem.solve() {
            Err(Error::Infeasible) => return None,
            outcome => outcome.unwrap(),
        };
        let solution = outcome.into_solution().unwrap();
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 5,000")]
        let whole = |name: &&Unknown| solution.var_value(variables[*name]).round() as i32;
        Some(names.iter().map(whole).collect())
    }
}
