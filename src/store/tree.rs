//! A parsed file that knows where everything stands, read like any other by serde.
//!
//! Reading prunes: what fails is noted with its place and taken away (a field, or an entry of a
//! list), then the same part is read again without it. So one wrong field hides nothing else.

mod fault;
mod walk;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use jsonc_parser::CollectOptions;
use jsonc_parser::ast::{Array, Object, ObjectProp, ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use serde::Deserialize;

use super::raise::Step;
use fault::Kind;
pub(super) use fault::{Fault, Found};
pub(super) use walk::Node;

/// How many bytes may be read again in one file before a part is given up: keeps a file that is
/// wrong in a hundred thousand places from taking minutes.
const BUDGET: usize = 64_000_000;
/// What reading the root again counts for at most.
const HEADER: usize = 4096;

/// A file as a tree with places.
pub(super) struct Tree<'s> {
    root: Value<'s>,
    /// Starts of the fields and entries that are taken away.
    pruned: RefCell<BTreeSet<usize>>,
    /// For lists that were searched, by their start, the entries that stand.
    standing: RefCell<HashMap<usize, Rc<Vec<usize>>>>,
    found: RefCell<Vec<Found>>,
    budget: Cell<usize>,
    /// What messages call all of it.
    called: &'static str,
}

/// Strict JSON: what `serde_json` takes, and nothing else.
fn strict() -> jsonc_parser::ParseOptions {
    jsonc_parser::ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

/// The name of a field as the file has it.
pub(super) fn name<'t>(prop: &'t ObjectProp<'_>) -> &'t str {
    match &prop.name {
        ObjectPropName::String(text) => &text.value,
        ObjectPropName::Word(word) => word.value,
    }
}

fn start(prop: &ObjectProp<'_>) -> usize {
    prop.name.start()
}

fn range(value: &impl Ranged) -> Range<usize> {
    value.start()..value.end()
}

/// Where the first field of a name stands: those of an object before those of its parts.
fn seek(value: &Value<'_>, field: &str) -> Option<Range<usize>> {
    let object = value.as_object()?;
    let own = object.properties.iter().find(|p| name(p) == field).map(|p| range(&p.value));
    own.or_else(|| object.properties.iter().find_map(|p| seek(&p.value, field)))
}

/// The fields and entries whose values start at `known` places.
fn units_of(value: &Value<'_>, known: &HashSet<usize>, units: &mut BTreeSet<usize>) {
    match value {
        Value::Object(object) => {
            for prop in &object.properties {
                if known.contains(&prop.value.start()) {
                    units.insert(start(prop));
                }
                units_of(&prop.value, known, units);
            }
        }
        Value::Array(array) => {
            for entry in &array.elements {
                if known.contains(&entry.start()) {
                    units.insert(entry.start());
                }
                units_of(entry, known, units);
            }
        }
        _ => {}
    }
}

impl<'s> Tree<'s> {
    /// Parses a text that nests no deeper than the scan allows. `known` are the starts of values
    /// that were complained about already: they are taken away.
    ///
    /// # Errors
    /// The stretch of bytes that is not JSON, and why.
    pub(super) fn parse(
        text: &'s str,
        known: &HashSet<usize>,
    ) -> Result<Self, (Range<usize>, String)> {
        let parsed = jsonc_parser::parse_to_ast(text, &CollectOptions::default(), &strict());
        let value = match parsed {
            Ok(parsed) => parsed.value,
            Err(error) => return Err((range(&error.range()), error.kind().to_string())),
        };
        let root = value.ok_or((0..0, "the file is empty".to_owned()))?;
        let mut pruned = BTreeSet::new();
        if !known.is_empty() {
            units_of(&root, known, &mut pruned);
        }
        Ok(Self {
            root,
            pruned: RefCell::new(pruned),
            standing: RefCell::default(),
            found: RefCell::default(),
            budget: Cell::new(BUDGET),
            called: "the file",
        })
    }

    /// The same, called otherwise in messages.
    pub(super) fn called(self, called: &'static str) -> Self {
        Self { called, ..self }
    }

    /// What is wrong where it is no object.
    pub(super) fn no_object(&self) -> Option<Found> {
        let wanted = || Kind::Type { wanted: "an object".to_owned() };
        let node = self.node();
        self.object().is_none().then(|| Found::new(&wanted(), &node.spot(), Some(node.value())))
    }

    /// The whole file, where it is an object.
    pub(super) fn object(&self) -> Option<&Object<'s>> {
        self.root.as_object()
    }

    /// The root, to read from.
    pub(super) fn node(&self) -> Node<'_, 's> {
        Node::root(self, &self.root)
    }

    /// Reads one part; what is wrong in it is noted and left out. `None` where nothing is left.
    pub(super) fn read<'t, T: Deserialize<'s>>(&'t self, node: Node<'t, 's>) -> Option<T> {
        // The root is read without its entries, which were read before.
        let whole = range(node.value()).len();
        let size = if node.unit() == self.root.start() { whole.min(HEADER) } else { whole };
        loop {
            let fault = match T::deserialize(node) {
                Ok(value) => return Some(value),
                Err(fault) => fault,
            };
            let unit = self.note(fault, node);
            let spent = self.budget.get().checked_sub(size);
            if unit == node.unit() || !self.pruned.borrow_mut().insert(unit) {
                return None;
            }
            let Some(left) = spent else {
                self.found.borrow_mut().push(Found::too_much(range(node.value())));
                return None;
            };
            self.budget.set(left);
        }
    }

    /// Notes what is wrong, unless that is known; says what has to be taken away.
    fn note(&self, mut fault: Fault, node: Node<'_, 's>) -> usize {
        let spot = fault.spot.take().unwrap_or_else(|| node.spot());
        if let Kind::Duplicate(field) = fault.kind
            && let Some(second) = self.second(spot.range.start, field)
        {
            let found = Found::twice(field, range(&second.name));
            self.found.borrow_mut().push(found);
            return start(second);
        }
        let silent = match fault.kind {
            Kind::Missing(field) => self.lost(spot.range.start, &[field]),
            Kind::Unknown { .. } => false,
            _ => self.pruned.borrow().range(spot.range.clone()).next().is_some(),
        };
        if !silent {
            let value = self.at(spot.range.start);
            self.found.borrow_mut().push(Found::new(&fault.kind, &spot, value));
        }
        spot.unit
    }

    /// Everything noted so far.
    pub(super) fn take_found(&self) -> Vec<Found> {
        self.found.take()
    }

    /// Takes an entry away, so that later reading passes over it.
    pub(super) fn prune(&self, unit: usize) {
        self.pruned.borrow_mut().insert(unit);
    }

    /// Gives entries back.
    pub(super) fn restore(&self, units: &[usize]) {
        self.standing.borrow_mut().clear();
        let mut pruned = self.pruned.borrow_mut();
        for unit in units {
            pruned.remove(unit);
        }
    }

    fn stands(&self, unit: usize) -> bool {
        !self.pruned.borrow().contains(&unit)
    }

    /// The value that starts at a byte.
    fn at(&self, offset: usize) -> Option<&Value<'s>> {
        let mut value = &self.root;
        loop {
            if value.start() == offset {
                return Some(value);
            }
            // Parts stand in order: the one that holds the byte is the last to start by it.
            value = match value {
                Value::Object(object) => {
                    let after = object.properties.partition_point(|p| p.value.start() <= offset);
                    &object.properties.get(after.checked_sub(1)?)?.value
                }
                Value::Array(array) => {
                    let after = array.elements.partition_point(|v| v.start() <= offset);
                    array.elements.get(after.checked_sub(1)?)?
                }
                _ => return None,
            };
        }
    }

    /// The second field of a name in the object that starts at `offset`.
    fn second(&self, offset: usize, field: &str) -> Option<&ObjectProp<'s>> {
        let object = self.at(offset)?.as_object()?;
        object.properties.iter().filter(|p| name(p) == field && self.stands(start(p))).nth(1)
    }

    /// Whether the object at `offset` had one of these fields and lost it.
    pub(super) fn lost(&self, offset: usize, fields: &[&str]) -> bool {
        let Some(object) = self.at(offset).and_then(Value::as_object) else {
            return false;
        };
        object.properties.iter().any(|p| fields.contains(&name(p)) && !self.stands(start(p)))
    }

    /// The positions of a list's entries that stand.
    fn standing(&self, array: &Array<'s>) -> Rc<Vec<usize>> {
        let mut known = self.standing.borrow_mut();
        let entries = || {
            let entries = array.elements.iter().enumerate();
            entries.filter(|(_, v)| self.stands(v.start())).map(|(at, _)| at).collect()
        };
        Rc::clone(known.entry(array.start()).or_insert_with(|| Rc::new(entries())))
    }

    /// The stretch of bytes at a path; entries that were taken away are not counted.
    pub(super) fn find(&self, path: &[Step]) -> Option<Range<usize>> {
        let mut value = &self.root;
        for step in path {
            value = match (step, value) {
                (Step::Key(key), Value::Object(object)) => {
                    let mut props = object.properties.iter().filter(|p| self.stands(start(p)));
                    &props.find(|p| name(p) == key)?.value
                }
                (Step::Index(index), Value::Array(array)) => {
                    array.elements.get(*self.standing(array).get(*index)?)?
                }
                _ => return None,
            };
        }
        Some(range(value))
    }

    /// Where the first field of a name stands, at any depth of the object at `within`.
    pub(super) fn seek(&self, within: &[&str], field: &str) -> Option<Range<usize>> {
        let mut value = &self.root;
        for key in within {
            value = &value.as_object()?.properties.iter().find(|p| name(p) == *key)?.value;
        }
        seek(value, field)
    }

    /// The entries of a list field of the root, each to be read by itself; empty where the field
    /// is not a list.
    pub(super) fn entries<'t>(&'t self, field: &'t str) -> Vec<Node<'t, 's>> {
        let prop = self.object().and_then(|root| root.properties.iter().find(|p| name(p) == field));
        let Some(Value::Array(array)) = prop.map(|p| &p.value) else {
            return Vec::new();
        };
        array.elements.iter().map(|value| Node::entry(self, value, field)).collect()
    }

    /// Where a field of the root stands, if it is text.
    pub(super) fn text(&self, field: &str) -> Option<Range<usize>> {
        let prop = self.object()?.properties.iter().find(|p| name(p) == field)?;
        prop.value.as_string_lit().map(range)
    }
}
