//! What serde found wrong, and how it is said.

use std::fmt;
use std::ops::Range;

use jsonc_parser::ast::Value;
use serde::de::{self, Expected, Unexpected};

use crate::domain::complaint::Severity;
use crate::store::text::{either, nearest, quoted};

/// Where a fault lies.
#[derive(Debug, Clone)]
pub(in crate::store) struct Spot {
    /// The stretch of bytes to underline.
    pub range: Range<usize>,
    /// Start of the field or entry to take away.
    pub unit: usize,
    /// What the value is called: `` `value` ``, ``an entry of `history` ``.
    pub name: String,
}

/// What is wrong.
#[derive(Debug)]
pub(super) enum Kind {
    /// A value of another type.
    Type { wanted: String },
    /// A word that is none of those known.
    Variant { found: String, wanted: &'static [&'static str] },
    /// A field that nothing is known by.
    Unknown { found: String, known: &'static [&'static str] },
    /// A field that must be there and is not.
    Missing(&'static str),
    /// A field that is there twice.
    Duplicate(&'static str),
    /// In words.
    Other(String),
}

/// An error of serde, with its place once it is known.
#[derive(Debug)]
pub(in crate::store) struct Fault {
    pub(super) kind: Kind,
    pub(super) spot: Option<Spot>,
}

impl Fault {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, spot: None }
    }

    /// Gives it a place, unless it has one nearer to the fault.
    pub(super) fn at(mut self, spot: impl FnOnce() -> Spot) -> Self {
        if self.spot.is_none() {
            self.spot = Some(spot());
        }
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kind)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Kind::Other(message.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::new(Kind::Type { wanted: plain(&wanted.to_string()) })
    }

    fn invalid_value(_: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::new(Kind::Type { wanted: plain(&wanted.to_string()) })
    }

    fn invalid_length(_: usize, wanted: &dyn Expected) -> Self {
        Self::new(Kind::Type { wanted: plain(&wanted.to_string()) })
    }

    fn unknown_variant(found: &str, wanted: &'static [&'static str]) -> Self {
        Self::new(Kind::Variant { found: found.to_owned(), wanted })
    }

    fn unknown_field(found: &str, known: &'static [&'static str]) -> Self {
        Self::new(Kind::Unknown { found: found.to_owned(), known })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Kind::Missing(field))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(Kind::Duplicate(field))
    }
}

/// What serde expects, in the words of a person who writes files.
fn plain(wanted: &str) -> String {
    match wanted {
        "f64" => "a number".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a string" => "text".to_owned(),
        struct_name if struct_name.starts_with("struct ") => "an object".to_owned(),
        other => other.to_owned(),
    }
}

/// One thing found wrong in a file: a complaint but for its line and column.
#[derive(Debug)]
pub(in crate::store) struct Found {
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
    pub help: String,
    pub range: Range<usize>,
}

impl Found {
    pub(in crate::store) fn error(
        code: &'static str,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let (message, help) = (message.into(), help.into());
        Self { severity: Severity::Error, code, message, help, range }
    }

    pub(super) fn too_much(range: Range<usize>) -> Self {
        Self::error(
            "too-many-errors",
            range,
            "wrong in too many places to go on",
            "put the first errors right and check again",
        )
    }

    pub(super) fn twice(field: &str, range: Range<usize>) -> Self {
        Self::error(
            "duplicate-field",
            range,
            format!("`{field}` is there twice"),
            "keep one of them; the first was read",
        )
    }

    pub(super) fn new(kind: &Kind, spot: &Spot, value: Option<&Value<'_>>) -> Self {
        let name = &spot.name;
        let range = spot.range.clone();
        match kind {
            Kind::Type { wanted } => {
                let found = value.map_or_else(|| "something else".to_owned(), describe);
                let message = format!("{name} is {found}, {wanted} is wanted");
                Self::error("wrong-type", range, message, type_help(wanted, value))
            }
            Kind::Variant { found, wanted } => {
                let message =
                    format!("{name} is {}, {} is wanted", quoted(found, 40), either(wanted));
                let help = nearest(found, wanted.iter().copied()).map_or_else(
                    || "write one of them".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                Self::error("unknown-word", range, message, help)
            }
            Kind::Unknown { found, known } => {
                let help = match nearest(found, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "it was left out; `callover schema` writes the fields that are read"
                        .to_owned(),
                };
                Self {
                    severity: Severity::Warning,
                    code: "unknown-field",
                    message: format!("unknown field {}", quoted(found, 40)),
                    help,
                    range,
                }
            }
            Kind::Missing(field) => Self::error(
                "missing-field",
                range.start..range.start + 1,
                format!("{name} has no `{field}`"),
                format!("add {}", example(field)),
            ),
            Kind::Duplicate(field) => Self::twice(field, range),
            Kind::Other(message) => {
                Self::error("wrong-value", range, message.clone(), String::new())
            }
        }
    }
}

/// A field as it may be written, for those that every file needs.
fn example(field: &str) -> String {
    match field {
        "authority" => {
            "`\"authority\": { \"name\": \"Haringey\" }`, with the council's name".to_owned()
        }
        "period" => "`\"period\": \"2026-10\"`, with the month of the figures".to_owned(),
        "extracted" => "`\"extracted\": \"2026-11-05\"`, with the day of the extract".to_owned(),
        "indicator" => "`\"indicator\"` with an id of the catalogue: \"rereferrals\"".to_owned(),
        other => format!("`{other}`"),
    }
}

/// A value as a message names it.
fn describe(value: &Value<'_>) -> String {
    match value {
        Value::StringLit(text) => format!("text {}", quoted(&text.value, 40)),
        Value::NumberLit(number) => format!("the number {}", number.value),
        Value::BooleanLit(boolean) => format!("`{}`", boolean.value),
        Value::NullKeyword(_) => "null".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
    }
}

/// What to do about a value of the wrong type.
fn type_help(wanted: &str, value: Option<&Value<'_>>) -> String {
    match value {
        Some(Value::StringLit(text)) if wanted.starts_with("a number") => {
            let bare: String = text.value.chars().filter(|c| !"%£, ".contains(*c)).collect();
            if bare.parse::<f64>().is_ok_and(f64::is_finite) {
                format!("write {bare} without quotes; the catalogue says the unit")
            } else {
                "write a number without quotes, or null and say why in `missing`".to_owned()
            }
        }
        Some(Value::NumberLit(number)) if wanted.starts_with("text") => {
            format!("write \"{}\" in quotes", number.value)
        }
        Some(Value::NullKeyword(_)) => "write it, or leave the field out".to_owned(),
        _ => format!("write {wanted}"),
    }
}
