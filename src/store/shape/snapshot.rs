//! The shape of `callover.snapshot/1`.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};

use super::{Given, ID, PERIOD, Short, Text, object_only, short_or_object};
use crate::domain::observation::Status;
use crate::domain::value::Missing;

/// The format that is read.
pub const FORMAT: &str = "callover.snapshot/1";

/// What one authority's figures were for one period, as extracted on one day.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
#[schemars(title = "callover.snapshot/1")]
pub struct Snapshot<'a> {
    /// Exactly `callover.snapshot/1`.
    #[serde(borrow)]
    #[schemars(regex(pattern = "^callover\\.snapshot/1$"))]
    pub format: Text<'a>,
    /// Whose figures these are.
    pub authority: Authority<'a>,
    /// The period of every observation that names none itself: a month `2026-10`, an ISO week
    /// `2026-W41`, a financial year `2026/27`, its quarter `2026/27-Q2`, an academic year
    /// `AY2026/27` or a calendar year `2026`.
    #[schemars(regex(pattern = PERIOD))]
    pub period: Text<'a>,
    /// The date, or RFC 3339 date and time, of the extract. Of two figures for the same indicator
    /// and period the later extract stands and the earlier is kept as history.
    #[schemars(regex(pattern = "^\\d{4}-\\d{2}-\\d{2}([Tt ].+)?$"))]
    pub extracted: Text<'a>,
    /// Where the figures came from.
    pub source: Option<Text<'a>>,
    /// The figures.
    #[serde(deserialize_with = "roomy")]
    pub observations: Vec<Observation<'a>>,
}

/// Room for so many figures is made at once: a list that grows is copied again and again.
const ROOM: usize = 64;

/// A list that mostly has some dozens of entries, none of them small.
fn roomy<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    struct Roomy<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Roomy<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
            let mut list = Vec::with_capacity(ROOM);
            while let Some(entry) = entries.next_element()? {
                list.push(entry);
            }
            Ok(list)
        }
    }
    from.deserialize_seq(Roomy(PhantomData))
}

/// A council.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Authority<'a> {
    /// An ONS code (`E09000014`) or DfE number (`309`): finds its published benchmarks.
    #[serde(borrow)]
    pub code: Option<Text<'a>>,
    /// Its name.
    pub name: Text<'a>,
}

/// One indicator's figure, and what stands beside it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Observation<'a> {
    // What is rarely given stands behind a pointer: a figure is handed from reader to reader on its way,
    // and most are a name and a number.
    /// An id of the catalogue. One that the catalogue lacks is kept and shown under Other.
    #[serde(borrow)]
    #[schemars(regex(pattern = ID))]
    pub indicator: Text<'a>,
    /// Overrides the snapshot's period.
    #[schemars(regex(pattern = PERIOD))]
    pub period: Option<Text<'a>>,
    /// The figure in the indicator's unit; may be left out where it follows from numerator and
    /// denominator.
    #[serde(default)]
    pub value: Given,
    /// How many. With a denominator, or not at all.
    pub numerator: Option<f64>,
    /// Out of how many: above 0, unless both are 0 (nobody in the cohort).
    pub denominator: Option<f64>,
    /// Why `value` is null.
    pub missing: Option<Missing>,
    /// How settled it is; `final` unless said.
    pub status: Option<Status>,
    /// Context written by the service, up to 2,000 characters. A bare text is internal.
    pub comment: Option<Box<Comment<'a>>>,
    /// About the figure's quality or definition: "new recording form from June".
    pub data_note: Option<Box<Text<'a>>>,
    /// Overrides the catalogue's green bound for this period.
    pub target: Option<f64>,
    /// Overrides the catalogue's amber bound for this period.
    pub amber: Option<f64>,
    /// What to compare with, by name: `statistical-neighbours`, `england`, `region`, `group:ID` or
    /// any label.
    pub benchmarks: Option<Box<Benchmarks<'a>>>,
    /// The figure by age, legal status, team and so on.
    pub breakdowns: Option<Vec<Breakdown<'a>>>,
    /// How far cohorts went.
    pub cohorts: Option<Vec<Cohort<'a>>>,
    /// Earlier periods as this extract now gives them: this is how a restatement arrives.
    pub history: Option<Vec<Past<'a>>>,
}

/// An earlier period, as this extract now gives it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Past<'a> {
    /// The period.
    #[serde(borrow)]
    #[schemars(regex(pattern = PERIOD))]
    pub period: Text<'a>,
    /// The figure, in the indicator's unit.
    #[serde(default)]
    pub value: Given,
    /// How many.
    pub numerator: Option<f64>,
    /// Out of how many.
    pub denominator: Option<f64>,
    /// Why `value` is null.
    pub missing: Option<Missing>,
    /// How settled it is; `final` unless said.
    pub status: Option<Status>,
}

/// One category of one breakdown.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Breakdown<'a> {
    /// What it is divided by: age, legal-status, placement-type, need, team.
    #[serde(borrow)]
    pub by: Text<'a>,
    /// The category: `5-9`.
    pub category: Text<'a>,
    /// The figure, in the indicator's unit.
    #[serde(default)]
    pub value: Given,
    /// How many.
    pub numerator: Option<f64>,
    /// Out of how many.
    pub denominator: Option<f64>,
    /// Why `value` is null.
    pub missing: Option<Missing>,
    /// A child may stand in several categories, so they do not add up.
    pub overlapping: Option<bool>,
    /// What to compare this category with.
    pub benchmarks: Option<Benchmarks<'a>>,
    /// Parts of it: 20 in residential care, of which 16 with a plan.
    pub of_which: Option<Vec<OfWhich<'a>>>,
}

/// A part of a category.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct OfWhich<'a> {
    /// What sets the part apart.
    #[serde(borrow)]
    pub category: Text<'a>,
    /// The figure.
    #[serde(default)]
    pub value: Given,
    /// How many.
    pub numerator: Option<f64>,
    /// Out of how many.
    pub denominator: Option<f64>,
    /// Why `value` is null.
    pub missing: Option<Missing>,
}

/// How far the children of one period went.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Cohort<'a> {
    /// The period in which they started.
    #[serde(borrow)]
    #[schemars(regex(pattern = PERIOD))]
    pub cohort: Text<'a>,
    /// The id of the indicator that is the step they reached.
    #[schemars(regex(pattern = ID))]
    pub step: Text<'a>,
    /// Within so many days; null for so far.
    #[schemars(range(min = 0))]
    pub within_days: Option<f64>,
    /// How many reached it.
    #[schemars(range(min = 0))]
    pub count: f64,
    /// Out of how many.
    #[schemars(range(min = 0))]
    pub of: f64,
}

/// Context written by the service.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct CommentObject<'a> {
    /// The text.
    #[serde(borrow)]
    #[schemars(length(max = 2000))]
    pub text: Text<'a>,
    /// Whether a public report may carry it; it may not unless this is true.
    pub public: Option<bool>,
    /// Who wrote it.
    pub author: Option<Text<'a>>,
}

/// A comment: a text, or an object.
#[derive(Debug)]
pub struct Comment<'a> {
    /// Text, whether public, author.
    pub object: CommentObject<'a>,
    /// Whether it was written as a bare text.
    pub bare: bool,
}

impl<'de: 'a, 'a> Deserialize<'de> for Comment<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Both<'a>(Comment<'a>);
        impl<'de> Deserialize<'de> for Both<'de> {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let object = <CommentObject<'de> as Deserialize>::deserialize(from)?;
                Ok(Self(Comment { object, bare: false }))
            }
        }
        impl<'de> Short<'de> for Both<'de> {
            const WANTED: &'static str = "text or an object with `text`";

            fn from_text(text: Text<'de>) -> Option<Self> {
                let object = CommentObject { text, public: None, author: None };
                Some(Self(Comment { object, bare: true }))
            }
        }
        short_or_object::<Both<'de>, D>(deserializer).map(|both| both.0)
    }
}

impl JsonSchema for Comment<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Comment".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let object = generator.subschema_for::<CommentObject<'_>>();
        json_schema!({ "anyOf": [{ "type": "string", "maxLength": 2000 }, object] })
    }
}

/// A figure to compare with.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct BenchmarkObject<'a> {
    /// Its value, in the indicator's unit.
    pub value: Option<f64>,
    /// What it covers.
    #[serde(borrow)]
    #[schemars(regex(pattern = PERIOD))]
    pub period: Option<Text<'a>>,
    /// How many authorities it rests on.
    #[schemars(range(min = 0))]
    pub count: Option<f64>,
    /// Out of how many.
    #[schemars(range(min = 0))]
    pub of: Option<f64>,
    /// The median of them.
    pub median: Option<f64>,
    /// The lowest of them.
    pub low: Option<f64>,
    /// The highest of them.
    pub high: Option<f64>,
    /// On what basis: `overheads included`.
    pub basis: Option<Text<'a>>,
    /// The month in which it is expected.
    #[schemars(regex(pattern = PERIOD))]
    pub awaited: Option<Text<'a>>,
}

/// Benchmarks by name, in the order of the file.
#[derive(Debug, Default)]
pub struct Benchmarks<'a>(pub Vec<(Text<'a>, BenchmarkObject<'a>)>);

/// A benchmark: a number, or an object.
struct NumberOr<'a>(BenchmarkObject<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for NumberOr<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        short_or_object::<BenchmarkObject<'de>, D>(deserializer).map(NumberOr)
    }
}

impl<'de> Short<'de> for BenchmarkObject<'de> {
    const WANTED: &'static str = "a number or an object with `value`";

    fn from_number(number: f64) -> Option<Self> {
        Some(Self { value: Some(number), ..Self::default() })
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Benchmarks<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Named;
        impl<'de> Visitor<'de> for Named {
            type Value = Benchmarks<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of names and numbers")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut named: Vec<(Text<'de>, BenchmarkObject<'de>)> = Vec::new();
                while let Some((name, value)) =
                    map.next_entry::<Text<'_>, Option<NumberOr<'_>>>()?
                {
                    if named.iter().any(|(other, _)| *other == name) {
                        return Err(de::Error::custom(format_args!("`{}` is there twice", &*name)));
                    }
                    if let Some(NumberOr(object)) = value {
                        named.push((name, object));
                    }
                }
                Ok(Benchmarks(named))
            }
        }
        deserializer.deserialize_map(Named)
    }
}

impl JsonSchema for Benchmarks<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Benchmarks".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let object = generator.subschema_for::<BenchmarkObject<'_>>();
        json_schema!({
            "type": "object",
            "additionalProperties": { "anyOf": [{ "type": ["number", "null"] }, object] }
        })
    }
}

object_only!(
    Snapshot,
    Authority,
    Observation,
    Past,
    Breakdown,
    OfWhich,
    Cohort,
    CommentObject,
    BenchmarkObject,
);
