//! The straight way: figures become facts while the text is read, and nothing is kept of its shape.
//!
//! It goes wherever the header stands before the observations and no indicator is given twice. What is
//! otherwise, or wrong in its shape, is for the thorough way, which gives the same where both can go.

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::domain::catalogue::Catalogue;
use crate::domain::observation::Observation;
use crate::domain::period::Period;
use crate::domain::snapshot::Snapshot;

use super::super::raise::{Raises, Trail};
use super::super::shape::snapshot as shape;
use super::super::shape::{Text, text};
use super::convert::{Converter, Header};
use super::layout::{Contents, Layout};

/// A text's snapshot, and in `raises` what is wrong with its figures; `None` where the straight way
/// does not lead there, and what was raised means nothing.
pub(super) fn straight(
    file: &str,
    text: &str,
    catalogue: &Catalogue,
    layout: &mut Layout,
    raises: &mut Raises,
) -> Option<Snapshot> {
    let mut from = serde_json::Deserializer::from_str(text);
    let mut converter = Converter::new(catalogue, layout, raises);
    let snapshot = Whole { file, converter: &mut converter }.deserialize(&mut from).ok()?;
    from.end().ok()?;
    Some(snapshot)
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Field {
    Format,
    Authority,
    Period,
    Extracted,
    Source,
    Observations,
}

/// A whole snapshot.
struct Whole<'w, 'c, 'r> {
    file: &'w str,
    converter: &'w mut Converter<'c, 'r>,
}

impl<'de> DeserializeSeed<'de> for Whole<'_, '_, '_> {
    type Value = Snapshot;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Snapshot, D::Error> {
        from.deserialize_map(self)
    }
}

/// What stands before the observations, as far as it was read.
#[derive(Default)]
struct Before<'a> {
    format: Option<Text<'a>>,
    authority: Option<shape::Authority<'a>>,
    period: Option<Text<'a>>,
    extracted: Option<Text<'a>>,
    source: Option<Text<'a>>,
}

impl Before<'_> {
    /// The header, where all of it is there and the format is ours.
    fn header(&self) -> Option<Header<'_>> {
        if **self.format.as_ref()? != *shape::FORMAT {
            return None;
        }
        Some(Header {
            authority: self.authority.as_ref()?,
            period: self.period.as_ref()?,
            extracted: self.extracted.as_ref()?,
            source: text(self.source.as_ref()),
        })
    }
}

/// Reads a field's value; a second one is for the thorough way.
fn once<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    to: &mut Option<T>,
    map: &mut A,
) -> Result<(), A::Error> {
    match to.replace(map.next_value()?) {
        None => Ok(()),
        Some(_) => Err(elsewhere()),
    }
}

/// The straight way ends here. Nobody reads the words.
fn elsewhere<E: Error>() -> E {
    E::custom("")
}

impl<'de> Visitor<'de> for Whole<'_, '_, '_> {
    type Value = Snapshot;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a snapshot")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Snapshot, A::Error> {
        let Self { file, converter } = self;
        let mut before = Before::default();
        while let Some(field) = map.next_key()? {
            match field {
                Field::Format => once(&mut before.format, &mut map)?,
                Field::Authority => once(&mut before.authority, &mut map)?,
                Field::Period => once(&mut before.period, &mut map)?,
                Field::Extracted => once(&mut before.extracted, &mut map)?,
                Field::Source => once(&mut before.source, &mut map)?,
                Field::Observations => {
                    let header = before.header().ok_or_else(elsewhere)?;
                    let head = converter.head(&header);
                    let list = map.next_value_seed(List { converter, period: head.period })?;
                    if map.next_key::<Field>()?.is_some() {
                        return Err(elsewhere());
                    }
                    let Listed { ids, observations } = list;
                    return head.with(file, ids, observations).ok_or_else(elsewhere);
                }
            }
        }
        Err(elsewhere())
    }
}

/// The observations of a snapshot whose period is known.
struct List<'l, 'c, 'r> {
    converter: &'l mut Converter<'c, 'r>,
    period: Option<Period>,
}

/// The observations, and the indicators that they are of.
struct Listed {
    ids: Arc<[Arc<str>]>,
    observations: Vec<Observation>,
}

impl<'de> DeserializeSeed<'de> for List<'_, '_, '_> {
    type Value = Listed;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Listed, D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_, '_> {
    type Value = Listed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Listed, A::Error> {
        let root = Trail::Root;
        let trail = root.key("observations");
        // As many as the file before had.
        let mut observations = Vec::with_capacity(self.converter.expected());
        let Self { converter, period } = self;
        let mut place = 0;
        let to = &mut observations;
        while list
            .next_element_seed(One { converter, to, period, place, at: trail.index(place) })?
            .is_some()
        {
            place += 1;
        }
        let Contents { ids, distinct } = converter.end(place);
        if distinct { Ok(Listed { ids, observations }) } else { Err(elsewhere()) }
    }
}

/// The observation at a place of the list.
struct One<'o, 'c, 'r> {
    converter: &'o mut Converter<'c, 'r>,
    to: &'o mut Vec<Observation>,
    period: Option<Period>,
    place: usize,
    at: Trail<'o>,
}

impl<'de> DeserializeSeed<'de> for One<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

// Its shape is turned inside of the object that it is read from: to be handed out of there, it would be
// copied at every step.
impl<'de> Visitor<'de> for One<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let Self { converter, to, period, place, at } = self;
        let given = shape::Observation::deserialize(MapAccessDeserializer::new(map))?;
        converter.observation(place, &given, period, at, to);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    //! The two ways lead to the same.

    use super::super::{Reader, Reading};
    use super::*;
    use crate::store::catalogue::built_in;
    use proptest::prelude::*;

    /// What a reader finds, by both ways; whether the straight one led there.
    fn both(reader: &mut Reader<'_>, text: &str) -> (Reading, Reading, bool) {
        let Reader { catalogue, layout } = reader;
        let mut raises = Raises::default();
        let straight = straight("a.json", text, catalogue, layout, &mut raises).is_some();
        let thorough = Reader::new(catalogue).thorough("a.json", text, None);
        (reader.read("a.json", text.as_bytes()), thorough, straight)
    }

    fn observation() -> impl Strategy<Value = String> {
        let id = prop::sample::select(vec![
            "contacts",
            "referrals",
            "rereferrals",
            "assessments",
            "mystery",
            "Bad id",
            "rerefferals",
        ]);
        let rest = prop::sample::select(vec![
            r#""value": 8"#,
            r#""value": -8"#,
            r#""value": 8.5, "status": "provisional""#,
            r#""numerator": 5, "denominator": 3, "comment": "why\u0007""#,
            r#""numerator": 0, "denominator": 0"#,
            r#""numerator": 5"#,
            r#""value": null, "missing": "late", "data_note": "new form""#,
            r#""value": null"#,
            r#""value": "8""#,
            r#""valeu": 8"#,
            r#""value": 1, "period": "2026-13""#,
            r#""value": 1, "period": "2025-12", "benchmarks": { "england": 3, "region": { "value": 2 } }"#,
            r#""value": 1, "history": [ { "period": "2025-12", "value": 2 }, { "period": "2025-11", "value": 3 } ]"#,
            r#""value": 1, "history": [ { "period": "2025-11", "value": 2 }, { "period": "2025-11", "value": 3 } ]"#,
            r#""value": 1, "breakdowns": [ { "by": "age", "category": "5-9", "value": -1 } ]"#,
        ]);
        (id, rest).prop_map(|(id, rest)| format!(r#"{{ "indicator": "{id}", {rest} }}"#))
    }

    fn header() -> impl Strategy<Value = &'static str> {
        let good = r#""format": "callover.snapshot/1", "authority": { "code": "309", "name": "Haringey" }, "period": "2026-01", "extracted": "2026-02-05", "source": "x","#;
        let odd = prop::sample::select(vec![
            r#""authority": { "name": " " }, "format": "callover.snapshot/1", "period": "2026-01", "extracted": "2026-02-05","#,
            r#""format": "callover.snapshot/1", "authority": { "name": "H" }, "period": "2026-14", "extracted": "2026-02-05","#,
            r#""format": "callover.snapshot/1", "authority": { "name": "H" }, "period": "2026-01", "extracted": "soon", "source": "\u0007","#,
            r#""format": "callover.snapshot/1", "format": "callover.snapshot/1", "authority": { "name": "H" }, "period": "2026-01", "extracted": "2026-02-05","#,
            r#""format": "callover.snapshot/1", "period": "2026-01", "extracted": "2026-02-05","#,
            r#""format": "callover.snapshot/2", "authority": { "name": "H" }, "period": "2026-01", "extracted": "2026-02-05","#,
            r#""format": "callover.snapshot/1", "autority": { "name": "H" }, "period": "2026-01", "extracted": "2026-02-05","#,
        ]);
        prop_oneof![4 => Just(good), 1 => odd]
    }

    fn end() -> impl Strategy<Value = &'static str> {
        let odd = prop::sample::select(vec!["] , \"source\": null }", "] } x", "]", "], }"]);
        prop_oneof![6 => Just("] }"), 1 => odd]
    }

    proptest! {
        #[test]
        fn both_ways_lead_to_the_same(
            files in prop::collection::vec(
                (header(), prop::collection::vec(observation(), 0..6), end()), 1..5)
        ) {
            let catalogue = built_in();
            let mut reader = Reader::new(&catalogue);
            for (header, observations, end) in files {
                let list = observations.join(",\n  ");
                let text = format!("{{ {header} \"observations\": [\n  {list}\n{end}");
                let (read, thorough, _) = both(&mut reader, &text);
                prop_assert_eq!(read.snapshot, thorough.snapshot, "{}", &text);
                prop_assert_eq!(read.complaints, thorough.complaints, "{}", &text);
                prop_assert_eq!((read.foreign, read.catalogue), (thorough.foreign, thorough.catalogue));
            }
        }
    }

    #[test]
    fn the_usual_order_goes_straight_and_the_rest_does_not() {
        let catalogue = built_in();
        let mut reader = Reader::new(&catalogue);
        let head = r#""format": "callover.snapshot/1", "authority": { "name": "H" }, "period": "2026-01", "extracted": "2026-02-05""#;
        let one = r#"{ "indicator": "contacts", "value": 8 }"#;
        let usual = format!(r#"{{ {head}, "observations": [ {one} ] }}"#);
        let unknown = usual.replace("contacts", "mystery");
        let twice = format!(r#"{{ {head}, "observations": [ {one}, {one} ] }}"#);
        let turned = format!(r#"{{ "observations": [ {one} ], {head} }}"#);
        for (text, goes) in [(usual, true), (unknown, true), (twice, false), (turned, false)] {
            let (read, thorough, straight) = both(&mut reader, &text);
            assert_eq!(straight, goes, "{text}");
            assert_eq!((read.snapshot, read.complaints), (thorough.snapshot, thorough.complaints));
        }
    }
}
