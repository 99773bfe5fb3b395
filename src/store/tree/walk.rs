//! The tree as serde's source of data: every error leaves here with its place.

use std::borrow::Cow;

use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::Ranged;
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::fault::{Fault, Kind, Spot};
use super::{Tree, name, range, start};
use crate::store::text::{either, quoted};

/// What a value is to its container.
#[derive(Clone, Copy)]
enum Role<'t> {
    Root,
    Field(&'t str),
    Entry(&'t str),
}

/// A value of the tree.
#[derive(Clone, Copy)]
pub(in crate::store) struct Node<'t, 's> {
    tree: &'t Tree<'s>,
    value: &'t Value<'s>,
    /// Start of the field or entry that goes when this fails.
    unit: usize,
    role: Role<'t>,
}

impl<'t, 's> Node<'t, 's> {
    pub(super) fn root(tree: &'t Tree<'s>, value: &'t Value<'s>) -> Self {
        Self { tree, value, unit: value.start(), role: Role::Root }
    }

    pub(super) fn entry(tree: &'t Tree<'s>, value: &'t Value<'s>, list: &'t str) -> Self {
        Self { tree, value, unit: value.start(), role: Role::Entry(list) }
    }

    fn field(tree: &'t Tree<'s>, prop: &'t ObjectProp<'s>) -> Self {
        Self { tree, value: &prop.value, unit: start(prop), role: Role::Field(name(prop)) }
    }

    pub(super) fn value(&self) -> &'t Value<'s> {
        self.value
    }

    /// Start of what goes when this fails.
    pub(in crate::store) fn unit(&self) -> usize {
        self.unit
    }

    pub(super) fn spot(&self) -> Spot {
        let name = match self.role {
            Role::Root => self.tree.called.to_owned(),
            Role::Field(name) => quoted(name, 40),
            Role::Entry(list) => format!("an entry of {}", quoted(list, 40)),
        };
        Spot { range: range(self.value), unit: self.unit, name }
    }

    /// The fields of an object, which it is.
    fn fields(self, object: &'t Object<'s>) -> Fields<'t, 's> {
        Fields { node: self, props: object.properties.iter(), next: None }
    }

    /// What is said of it when another type is wanted.
    fn mistyped(&self, wanted: &str) -> Fault {
        Fault::new(Kind::Type { wanted: wanted.to_owned() }).at(|| self.spot())
    }
}

/// The error of something that has no place yet.
fn place<T>(node: Node<'_, '_>, result: Result<T, Fault>) -> Result<T, Fault> {
    result.map_err(|fault| fault.at(|| node.spot()))
}

impl<'de> Deserializer<'de> for Node<'_, 'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let result = match self.value {
            Value::StringLit(text) => match &text.value {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_str(text),
            },
            // serde_json's own reading, so that a file with a warning gives the same digits.
            Value::NumberLit(number) => match serde_json::from_str::<f64>(number.value) {
                Ok(number) => visitor.visit_f64(number),
                Err(_) => Err(Fault::invalid_value(Unexpected::Other("number"), &visitor)),
            },
            Value::BooleanLit(boolean) => visitor.visit_bool(boolean.value),
            Value::NullKeyword(_) => visitor.visit_unit(),
            Value::Object(object) => visitor.visit_map(self.fields(object)),
            Value::Array(array) => {
                visitor.visit_seq(Entries { node: self, values: array.elements.iter() })
            }
        };
        place(self, result)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::NullKeyword(_) => place(self, visitor.visit_none()),
            _ => place(self, visitor.visit_some(self)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.value {
            Value::StringLit(text) => {
                place(self, visitor.visit_enum(StrDeserializer::new(&text.value)))
            }
            // A variant with something to say is a field by its name.
            Value::Object(object) if matches!(&*object.properties, [only] if variants.contains(&name(only))) => {
                place(self, visitor.visit_enum(MapAccessDeserializer::new(self.fields(object))))
            }
            _ => Err(self.mistyped(&either(variants))),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        place(self, visitor.visit_newtype_struct(self))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct identifier
    }
}

/// The fields of an object that still stand.
struct Fields<'t, 's> {
    node: Node<'t, 's>,
    props: std::slice::Iter<'t, ObjectProp<'s>>,
    next: Option<&'t ObjectProp<'s>>,
}

impl<'s> MapAccess<'s> for Fields<'_, 's> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'s>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let tree = self.node.tree;
        self.next = self.props.by_ref().find(|prop| tree.stands(start(prop)));
        let Some(prop) = self.next else {
            return Ok(None);
        };
        let key: Result<K::Value, Fault> = match &prop.name {
            jsonc_parser::ast::ObjectPropName::String(text) => match &text.value {
                Cow::Borrowed(text) => seed.deserialize(BorrowedStrDeserializer::new(text)),
                Cow::Owned(text) => seed.deserialize(StrDeserializer::new(text)),
            },
            jsonc_parser::ast::ObjectPropName::Word(word) => {
                seed.deserialize(BorrowedStrDeserializer::new(word.value))
            }
        };
        let spot = || Spot { range: range(&prop.name), unit: start(prop), name: String::new() };
        key.map(Some).map_err(|fault| fault.at(spot))
    }

    fn next_value_seed<V: DeserializeSeed<'s>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        match self.next.take() {
            Some(prop) => seed.deserialize(Node::field(self.node.tree, prop)),
            None => Err(Fault::custom("a value without a name")),
        }
    }
}

/// The entries of a list that still stand.
struct Entries<'t, 's> {
    node: Node<'t, 's>,
    values: std::slice::Iter<'t, Value<'s>>,
}

impl<'s> SeqAccess<'s> for Entries<'_, 's> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'s>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let tree = self.node.tree;
        let list = match self.node.role {
            Role::Root => tree.called,
            Role::Field(name) | Role::Entry(name) => name,
        };
        let Some(value) = self.values.by_ref().find(|value| tree.stands(value.start())) else {
            return Ok(None);
        };
        seed.deserialize(Node::entry(tree, value, list)).map(Some)
    }
}
