//! JSON Schemas of the formats that are read, made from the types that read them.

use schemars::JsonSchema;
use serde_json::Value;

use super::shape::catalogue::Catalogue;
use super::shape::journal::Event;
use super::shape::snapshot::Snapshot;

/// The schema of `callover.snapshot/1`, as JSON.
pub fn snapshot_schema() -> String {
    pretty::<Snapshot<'static>>()
}

/// The schema of `callover.catalogue/1`, as JSON.
pub fn catalogue_schema() -> String {
    pretty::<Catalogue<'static>>()
}

/// The schema of one line of a journal, as JSON.
pub fn journal_schema() -> String {
    pretty::<Event<'static>>()
}

fn pretty<T: JsonSchema>() -> String {
    let mut schema = schemars::schema_for!(T);
    unfold(schema.ensure_object());
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Makes one line of each description, as doc comments are wrapped for the source only.
fn unfold(schema: &mut serde_json::Map<String, Value>) {
    for (key, value) in schema {
        match value {
            Value::String(text) if key == "description" => *text = text.replace('\n', " "),
            Value::Object(inner) => unfold(inner),
            Value::Array(list) => {
                list.iter_mut().filter_map(Value::as_object_mut).for_each(unfold);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meeting::fixture::one_of_each;
    use crate::store::journal::line;
    use std::path::Path;

    /// Run with `CALLOVER_WRITE_SCHEMAS=1` to write the files anew.
    #[test]
    fn the_schema_files_are_current() {
        for (name, schema) in [
            ("snapshot", snapshot_schema()),
            ("catalogue", catalogue_schema()),
            ("journal", journal_schema()),
        ] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join(format!("data/schema/{name}.schema.json"));
            if std::env::var_os("CALLOVER_WRITE_SCHEMAS").is_some() {
                std::fs::write(&path, &schema).unwrap();
            }
            let stored = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                stored.replace("\r\n", "\n") == schema,
                "{} is out of date: CALLOVER_WRITE_SCHEMAS=1 cargo test schema_files",
                path.display()
            );
        }
    }

    fn validator(schema: &str) -> jsonschema::Validator {
        jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
    }

    #[test]
    fn what_comes_with_the_program_is_valid() {
        let snapshot = validator(&snapshot_schema());
        let catalogue = validator(&catalogue_schema());
        let built_in = include_str!("../../data/catalogue.json");
        for (name, text) in
            [("data/catalogue.json", built_in)].iter().chain(super::super::demo::FILES)
        {
            let value = serde_json::from_str(text).unwrap();
            let schema = if name.ends_with("catalogue.json") { &catalogue } else { &snapshot };
            let wrong: Vec<String> = schema.iter_errors(&value).map(|e| e.to_string()).collect();
            assert_eq!(wrong, [""; 0], "{name}");
        }
    }

    #[test]
    fn five_lines_are_a_snapshot_and_a_misspelt_field_is_not() {
        let snapshot = validator(&snapshot_schema());
        let good = r#"{ "format": "callover.snapshot/1",
          "authority": { "name": "Haringey" },
          "period": "2026-10", "extracted": "2026-11-05",
          "observations": [ { "indicator": "children-in-care", "value": 438 } ]
        }"#;
        let read = |text: &str| serde_json::from_str(text).unwrap();
        assert!(snapshot.is_valid(&read(good)));
        for (from, to) in [
            ("\"value\"", "\"valeu\""),
            ("2026-10", "October"),
            ("438", "\"438\""),
            ("snapshot/1", "snapshot/2"),
            ("children-in-care", "Children in care"),
        ] {
            assert!(!snapshot.is_valid(&read(&good.replace(from, to))), "{to}");
        }
    }

    #[test]
    fn every_line_that_is_written_is_an_entry_and_what_is_none_is_not() {
        let journal = validator(&journal_schema());
        let lines: Vec<String> =
            one_of_each().iter().map(|event| line::write(event).unwrap()).collect();
        let read = |line: &str| serde_json::from_str(line).unwrap();
        for line in &lines {
            let wrong: Vec<String> =
                journal.iter_errors(&read(line)).map(|e| e.to_string()).collect();
            assert_eq!(wrong, [""; 0], "{line}");
        }
        let comment = &lines[1];
        // What a newer version adds is let through, as it is read.
        assert!(
            journal.is_valid(&read(&comment.replace("\"host\"", "\"mood\":\"good\",\"host\"")))
        );
        for (from, to) in [
            ("\"text\"", "\"texte\""),
            ("\"comment\"", "\"remark\""),
            ("\"id\":\"0", "\"id\":\"x"),
            ("2026-11-12T", "12 November "),
            ("true", "\"yes\""),
        ] {
            let line = comment.replacen(from, to, 1);
            assert!(line != *comment && !journal.is_valid(&read(&line)), "{to}");
        }
    }
}
