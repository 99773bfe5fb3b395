//! What our files say, field by field: serde types that borrow from the file and judge nothing.
//!
//! The doc comments here become the descriptions of the published JSON Schemas. A field that may
//! be left out may also be `null`; unknown fields are refused, so that a misspelt one is noticed.

pub mod catalogue;
pub mod journal;
pub mod snapshot;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer, forward_to_deserialize_any};

/// The pattern of a period in the schemas.
pub(super) const PERIOD: &str = r"^(\d{4}(-\d{2}|-W\d{2})?|\d{4}/\d{2}(-Q[1-4])?|AY\d{4}/\d{2})$";
/// The pattern of an id in the schemas.
pub(super) const ID: &str = "^[a-z0-9][a-z0-9-]*$";

/// A text, borrowed from the file unless it holds escapes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Text<'a>(pub Cow<'a, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Wanted;
        impl<'de> Visitor<'de> for Wanted {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Wanted)
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl JsonSchema for Text<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// The text of an optional field.
pub(super) fn text<'b>(text: Option<&'b Text<'_>>) -> Option<&'b str> {
    text.map(|text| &*text.0)
}

/// A number that tells being left out from being `null`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Given {
    /// The field is not there.
    #[default]
    Absent,
    /// It is `null`.
    Null,
    /// It is a number.
    Number(f64),
}

impl Given {
    /// The number, where there is one.
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<f64>::deserialize(deserializer)?.map_or(Self::Null, Self::Number))
    }
}

impl JsonSchema for Given {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Given".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "null"] })
    }
}

/// Reads a struct from an object only; serde's derived code would take a list as well.
pub(super) struct ObjectOnly<D>(pub D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ObjectOnly<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(OnlyMap(visitor))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_struct(name, fields, OnlyMap(visitor))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// A visitor that is shown objects only.
struct OnlyMap<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for OnlyMap<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(map)
    }
}

/// Implements `Deserialize` by the derived code (`#[serde(remote = "Self")]`) for objects only.
macro_rules! object_only {
    ($($name:ident),* $(,)?) => {$(
        impl<'de: 'a, 'a> serde::Deserialize<'de> for $name<'a> {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                Self::deserialize($crate::store::shape::ObjectOnly(from))
            }
        }
    )*};
}
pub(super) use object_only;

/// A value that may be written short (a number, a text) or as an object.
pub(super) trait Short<'de>: Deserialize<'de> {
    /// What a message says is wanted.
    const WANTED: &'static str;

    /// From the number alone.
    fn from_number(_: f64) -> Option<Self> {
        None
    }

    /// From the text alone.
    fn from_text(_: Text<'de>) -> Option<Self> {
        None
    }
}

/// Reads a [`Short`] without buffering it, so that places and borrowing survive.
pub(super) fn short_or_object<'de, T: Short<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    struct Either<T>(PhantomData<T>);
    impl<'de, T: Short<'de>> Visitor<'de> for Either<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(T::WANTED)
        }

        fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
            T::from_number(number)
                .ok_or_else(|| E::invalid_type(serde::de::Unexpected::Float(number), &self))
        }

        #[expect(
            clippy::cast_precision_loss,
            reason = "a figure is a double, as JSON's numbers are"
        )]
        fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
            self.visit_f64(number as f64)
        }

        #[expect(
            clippy::cast_precision_loss,
            reason = "a figure is a double, as JSON's numbers are"
        )]
        fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
            self.visit_f64(number as f64)
        }

        fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<T, E> {
            T::from_text(Text(Cow::Borrowed(text)))
                .ok_or_else(|| E::invalid_type(serde::de::Unexpected::Str(text), &self))
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            T::from_text(Text(Cow::Owned(text.to_owned())))
                .ok_or_else(|| E::invalid_type(serde::de::Unexpected::Str(text), &self))
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map))
        }
    }
    deserializer.deserialize_any(Either(PhantomData))
}

/// A bound of a target: one figure, or the two ends of a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// One figure.
    Figure(f64),
    /// `[low, high]`.
    Range(f64, f64),
}

impl<'de> Deserialize<'de> for Bound {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Wanted;
        impl<'de> Visitor<'de> for Wanted {
            type Value = Bound;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number or [low, high]")
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Bound, E> {
                Ok(Bound::Figure(number))
            }

            #[expect(clippy::cast_precision_loss, reason = "a bound is a double")]
            fn visit_u64<E: Error>(self, number: u64) -> Result<Bound, E> {
                Ok(Bound::Figure(number as f64))
            }

            #[expect(clippy::cast_precision_loss, reason = "a bound is a double")]
            fn visit_i64<E: Error>(self, number: i64) -> Result<Bound, E> {
                Ok(Bound::Figure(number as f64))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Bound, A::Error> {
                let low = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
                let high = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(1, &self))?;
                if seq.next_element::<IgnoredAny>()?.is_some() {
                    return Err(A::Error::invalid_length(3, &self));
                }
                Ok(Bound::Range(low, high))
            }
        }
        deserializer.deserialize_any(Wanted)
    }
}

impl JsonSchema for Bound {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Bound".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": "number" },
            { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 }
        ] })
    }
}
