//! Reading one snapshot: what it says, and everything that is wrong with it.

mod convert;
mod detail;
mod figure;
mod layout;
mod periods;
mod straight;

use std::ops::Range;

use crate::domain::catalogue::Catalogue;
use crate::domain::complaint::Complaint;
use crate::domain::snapshot::Snapshot;

use super::mend;
use super::raise::Raises;
use super::reread::{Verdict, entries, located, patiently};
use super::shape::snapshot as shape;
use super::tree::Tree;
pub(super) use convert::is_id;
pub(super) use detail::whole;
use layout::Layout;
use straight::straight;

/// What one file turned out to be.
#[derive(Debug, Default)]
pub struct Reading {
    /// The snapshot, with every figure that is good; `None` where the file is not one or cannot
    /// be used.
    pub snapshot: Option<Snapshot>,
    /// What is wrong, by line and column.
    pub complaints: Vec<Complaint>,
    /// JSON that is not of our formats: left alone.
    pub foreign: bool,
    /// It is a catalogue.
    pub catalogue: bool,
}

/// Reads one file after another, and keeps what the next one mostly says again.
#[derive(Debug)]
pub struct Reader<'c> {
    catalogue: &'c Catalogue,
    layout: Layout,
}

/// Reads a file's bytes. `file` is its name as the person gave it.
pub fn read(file: &str, bytes: &[u8], catalogue: &Catalogue) -> Reading {
    Reader::new(catalogue).read(file, bytes)
}

impl<'c> Reader<'c> {
    /// A reader that has read nothing yet.
    pub fn new(catalogue: &'c Catalogue) -> Self {
        Self { catalogue, layout: Layout::default() }
    }

    /// Reads a file's bytes, as [`read`] would: what was read before makes no difference.
    pub fn read(&mut self, file: &str, bytes: &[u8]) -> Reading {
        if mend::is_utf16(bytes) {
            return Reading { complaints: vec![mend::utf16(file)], ..Reading::default() };
        }
        let (text, not_utf8) = mend::decode(bytes);
        let mut raises = Raises::default();
        let Self { catalogue, layout } = self;
        if let Some(snapshot) = straight(file, &text, catalogue, layout, &mut raises) {
            let complaints = located(file, &text, not_utf8, raises);
            return Reading { snapshot: Some(snapshot), complaints, ..Reading::default() };
        }
        self.thorough(file, &text, not_utf8)
    }

    /// Reads a text in whatever order it stands and whatever is wrong with it.
    fn thorough(&mut self, file: &str, text: &str, not_utf8: Option<Range<usize>>) -> Reading {
        let Self { catalogue, layout } = self;
        let mut raises = Raises::default();
        if let Ok(shape) = serde_json::from_str::<shape::Snapshot<'_>>(text)
            && &*shape.format == shape::FORMAT
        {
            let snapshot = convert::convert(file, &shape, catalogue, layout, &mut raises);
            let complaints = located(file, text, not_utf8, raises);
            return Reading { snapshot, complaints, ..Reading::default() };
        }
        let mut snapshot = None;
        let (verdict, complaints) =
            patiently(file, text, not_utf8, shape::FORMAT, |tree, raises| {
                snapshot = parts(tree)
                    .and_then(|shape| convert::convert(file, &shape, catalogue, layout, raises));
            });
        match verdict {
            Verdict::Ours => Reading { snapshot, complaints, ..Reading::default() },
            Verdict::Other(format) => {
                let catalogue = format.is_some_and(|f| f.starts_with("callover.catalogue/"));
                Reading { catalogue, foreign: !catalogue, ..Reading::default() }
            }
        }
    }
}

/// Everything that can be read: each observation by itself, then the header without them.
fn parts<'s>(tree: &Tree<'s>) -> Option<shape::Snapshot<'s>> {
    let mut good = Vec::new();
    let observations = entries(tree, "observations", &mut good);
    let header: Option<shape::Snapshot<'_>> = tree.read(tree.node());
    tree.restore(&good);
    header.map(|header| shape::Snapshot { observations, ..header })
}

#[cfg(test)]
mod tests {
    //! Every rule of the format, each complaint with its exact place.

    use super::*;
    use crate::domain::complaint::Severity;
    use crate::domain::observation::{Observation, Status};
    use crate::domain::value::{Missing, Value};
    use crate::store::catalogue::built_in;
    use crate::store::place::window_start;

    /// A snapshot whose observations stand from line 3 on, one a line.
    fn file(observations: &[&str]) -> String {
        format!(
            "{{ \"format\": \"callover.snapshot/1\", \"authority\": {{ \"name\": \"Haringey\" }},\n  \
             \"period\": \"2026-10\", \"extracted\": \"2026-11-05\", \"observations\": [\n{}\n] }}\n",
            observations.join(",\n")
        )
    }

    fn look(text: &str) -> Reading {
        read("oct.json", text.as_bytes(), &built_in())
    }

    /// `line ⟦what is underlined⟧ severity code: message`, one a complaint.
    fn said(reading: &Reading) -> Vec<String> {
        let line = |c: &Complaint| {
            let place = &c.place;
            let from = place.column.saturating_sub(window_start(place.column));
            let marked: String = place.text.chars().skip(from).take(place.length).collect();
            let mark = if c.severity == Severity::Error { "E" } else { "W" };
            format!("{} ⟦{marked}⟧ {mark} {}: {}", place.line, c.code, c.message)
        };
        reading.complaints.iter().map(line).collect()
    }

    fn observations(reading: &Reading) -> &[Observation] {
        reading.snapshot.as_ref().map_or(&[], |s| &s.observations)
    }

    fn number(reading: &Reading, indicator: &str) -> Option<f64> {
        reading.snapshot.as_ref()?.observation(indicator)?.figure.value.number()
    }

    /// A good observation that must survive whatever stands beside it.
    const GOOD: &str = r#"  { "indicator": "referrals", "value": 204 }"#;

    /// What is said of one observation on line 3, with a good one on line 4 that survives it.
    fn beside_good(observation: &str) -> (Reading, Vec<String>) {
        let reading = look(&file(&[observation, GOOD]));
        assert_eq!(
            number(&reading, "referrals"),
            Some(204.0),
            "{observation}: {:?}",
            said(&reading)
        );
        let said = said(&reading);
        (reading, said)
    }

    #[test]
    fn the_example_of_the_format_is_read_without_a_complaint() {
        let text = r#"{
          "format": "callover.snapshot/1",
          "authority": { "code": "E09000014", "name": "Haringey" },
          "period": "2026-10",
          "extracted": "2026-11-05",
          "source": "Case management extract, 5 November",
          "observations": [
            { "indicator": "rereferrals", "numerator": 57, "denominator": 310, "status": "provisional",
              "comment": "Two large sibling groups re-referred in the last week.",
              "breakdowns": [ { "by": "age", "category": "5-9", "numerator": 21, "denominator": 96 } ],
              "history": [ { "period": "2026-09", "numerator": 54, "denominator": 301 } ] },
            { "indicator": "children-in-care", "value": 438 },
            { "indicator": "care-leavers-eet", "period": "2025/26", "value": 54.0 },
            { "indicator": "cost-per-child-week", "value": 854, "benchmarks": { "group:nlsa": 812 } },
            { "indicator": "adoption-days", "value": null, "missing": "suppressed" }
          ]
        }"#;
        let reading = look(text);
        let unknown = |c: &&Complaint| c.code != "unknown-indicator";
        assert_eq!(reading.complaints.iter().find(unknown), None);
        let [first, care, _, cost, adoption] = observations(&reading) else {
            panic!("five figures")
        };
        assert_eq!(first.figure.value, Value::Number(100.0 * 57.0 / 310.0));
        assert_eq!(first.figure.status, Status::Provisional);
        assert_eq!(first.history.len(), 1);
        let detail = first.detail.as_ref().unwrap();
        assert!(!detail.comment.as_ref().unwrap().public);
        assert_eq!(detail.breakdowns[0].figure.value, Value::Number(21.875));
        assert_eq!((care.figure.value, &care.detail), (Value::Number(438.0), &None));
        assert_eq!(cost.detail.as_ref().unwrap().benchmarks[0].value, Some(812.0));
        assert_eq!(adoption.figure.value, Value::Missing(Some(Missing::Suppressed)));
    }

    #[test]
    fn a_figure_of_the_wrong_type_is_named_and_its_neighbours_stand() {
        let (reading, said) = beside_good(r#"  { "indicator": "rereferrals", "value": "81.2%" }"#);
        assert_eq!(
            said,
            ["3 ⟦\"81.2%\"⟧ E wrong-type: `value` is text `81.2%`, a number is wanted"]
        );
        assert_eq!(
            reading.complaints[0].help,
            "write 81.2 without quotes; the catalogue says the unit"
        );
        assert_eq!(observations(&reading).len(), 1);
    }

    #[test]
    fn a_wrong_optional_field_leaves_the_figure() {
        let (reading, said) = beside_good(
            r#"  { "indicator": "contacts", "value": 9, "comment": 3, "status": "draft" }"#,
        );
        assert_eq!(
            said,
            [
                "3 ⟦3⟧ E wrong-type: `comment` is the number 3, text or an object with `text` is wanted",
                "3 ⟦\"draft\"⟧ E unknown-word: `status` is `draft`, `final`, `provisional` or `revised` is wanted",
            ]
        );
        assert_eq!(number(&reading, "contacts"), Some(9.0));
    }

    #[test]
    fn a_misspelt_field_is_a_warning_with_the_nearest_name() {
        let (reading, said) =
            beside_good(r#"  { "indicator": "contacts", "valeu": 9, "value": 8 }"#);
        assert_eq!(said, ["3 ⟦\"valeu\"⟧ W unknown-field: unknown field `valeu`"]);
        assert_eq!(reading.complaints[0].help, "did you mean `value`?");
        assert_eq!(number(&reading, "contacts"), Some(8.0));
    }

    #[test]
    fn fields_inside_short_forms_are_checked_too() {
        let (reading, said) = beside_good(
            r#"  { "indicator": "contacts", "value": 8, "comment": { "txt": "a", "text": "b" }, "benchmarks": { "england": { "value": "x" }, "region": 7, "x": null } }"#,
        );
        assert_eq!(
            said,
            [
                "3 ⟦\"txt\"⟧ W unknown-field: unknown field `txt`",
                "3 ⟦\"x\"⟧ E wrong-type: `value` is text `x`, a number is wanted",
            ]
        );
        let detail = observations(&reading)[0].detail.as_ref().unwrap();
        assert_eq!(detail.comment.as_ref().unwrap().text, "b");
        assert_eq!(detail.benchmarks.len(), 1);
    }

    #[test]
    fn a_field_given_twice_is_told_at_the_second() {
        let (reading, said) =
            beside_good(r#"  { "indicator": "contacts", "value": 8, "value": 9 }"#);
        assert_eq!(said, ["3 ⟦\"value\"⟧ E duplicate-field: `value` is there twice"]);
        assert_eq!(reading.complaints[0].place.column, 42);
        assert_eq!(number(&reading, "contacts"), Some(8.0));
    }

    #[test]
    fn a_list_is_not_an_object() {
        let (_, said) = beside_good(r#"  ["contacts", null, 8]"#);
        assert_eq!(
            said,
            [
                "3 ⟦[\"contacts\", null, 8]⟧ E wrong-type: an entry of `observations` is a list, an object is wanted"
            ]
        );
    }

    #[test]
    fn a_bad_entry_of_the_history_goes_alone() {
        let (reading, said) = beside_good(
            r#"  { "indicator": "contacts", "value": 8, "history": [ { "period": "2026-08", "value": 7 }, { "period": "2026-09", "value": "6" }, { "value": 5 }, 4, { "period": "2026-13", "value": 1 } ] }"#,
        );
        assert_eq!(
            said,
            [
                "3 ⟦\"6\"⟧ E wrong-type: `value` is text `6`, a number is wanted",
                "3 ⟦{⟧ E missing-field: an entry of `history` has no `period`",
                "3 ⟦4⟧ E wrong-type: an entry of `history` is the number 4, an object is wanted",
                "3 ⟦\"2026-13\"⟧ E bad-period: `2026-13` has month 13: a month is 01 to 12",
            ]
        );
        assert_eq!(observations(&reading)[0].history.len(), 1);
    }

    #[test]
    fn what_an_observation_must_have_is_missed() {
        let (_, said) = beside_good(r#"  { "value": 8 }"#);
        assert_eq!(said, ["3 ⟦{⟧ E missing-field: an entry of `observations` has no `indicator`"]);
        let (_, said) = beside_good(r#"  { "indicator": 8, "value": 8 }"#);
        assert_eq!(said, ["3 ⟦8⟧ E wrong-type: `indicator` is the number 8, text is wanted"]);
    }

    #[test]
    fn ids_are_checked_and_unknown_ones_kept() {
        let (reading, said) = beside_good(r#"  { "indicator": "Re referrals", "value": 8 }"#);
        assert_eq!(
            said,
            [
                "3 ⟦\"Re referrals\"⟧ E bad-id: `Re referrals` is not an indicator's id, lower-case letters, digits and hyphens are wanted"
            ]
        );
        assert_eq!(reading.complaints[0].help, "did you mean `rereferrals`?");
        let text = file(&[
            r#"{ "indicator": "rerefferals", "value": 8 }"#,
            r#"{ "indicator": "rerefferals", "period": "2026-09", "value": 8 }"#,
        ]);
        let reading = look(&text);
        assert_eq!(
            self::said(&reading),
            [
                "3 ⟦\"rerefferals\"⟧ W unknown-indicator: `rerefferals` is not in the catalogue, shown under Other"
            ]
        );
        assert!(reading.complaints[0].help.contains("`rereferrals`"));
        assert_eq!(observations(&reading).len(), 2);
    }

    #[test]
    fn half_a_fraction_is_dropped_and_a_value_kept() {
        let (reading, said) =
            beside_good(r#"  { "indicator": "rereferrals", "value": 18, "numerator": 5 }"#);
        assert_eq!(
            said,
            ["3 ⟦5⟧ E half-fraction: `numerator` without `denominator`, both are wanted"]
        );
        assert_eq!(number(&reading, "rereferrals"), Some(18.0));
        let (reading, said) = beside_good(r#"  { "indicator": "rereferrals", "denominator": 5 }"#);
        assert_eq!(
            said,
            ["3 ⟦5⟧ E half-fraction: `denominator` without `numerator`, both are wanted"]
        );
        assert_eq!(observations(&reading).len(), 1);
    }

    #[test]
    fn denominators_are_above_zero_unless_nobody_is_there() {
        let (_, said) =
            beside_good(r#"  { "indicator": "rereferrals", "numerator": 5, "denominator": 0 }"#);
        assert_eq!(
            said,
            ["3 ⟦0⟧ E bad-denominator: a denominator of 0 below 5, more than 0 is wanted"]
        );
        let (_, said) =
            beside_good(r#"  { "indicator": "rereferrals", "numerator": 5, "denominator": -3 }"#);
        assert_eq!(said, ["3 ⟦-3⟧ E bad-denominator: a denominator of -3, 0 or more is wanted"]);
        let (reading, said) =
            beside_good(r#"  { "indicator": "rereferrals", "numerator": 0, "denominator": 0 }"#);
        assert_eq!(said, [""; 0]);
        assert_eq!(observations(&reading)[0].figure.value, Value::Missing(Some(Missing::NoCohort)));
        let (_, said) = beside_good(
            r#"  { "indicator": "rereferrals", "value": 0, "numerator": 0, "denominator": 0 }"#,
        );
        assert_eq!(said, ["3 ⟦0⟧ W value-beside-zero: a value beside 0 of 0, which has none"]);
    }

    #[test]
    fn a_value_and_its_fraction_agree_to_the_decimals_shown() {
        let (reading, said) = beside_good(
            r#"  { "indicator": "rereferrals", "value": 18.3, "numerator": 57, "denominator": 310 }"#,
        );
        assert_eq!(
            said,
            [
                "3 ⟦18.3⟧ W value-disagrees: the value is 18.3%, its numerator and denominator make 18.4%"
            ]
        );
        assert_eq!(number(&reading, "rereferrals"), Some(18.3));
        let (_, said) = beside_good(
            r#"  { "indicator": "rereferrals", "value": 18.4, "numerator": 57, "denominator": 310 }"#,
        );
        assert_eq!(said, [""; 0]);
    }

    #[test]
    fn figures_out_of_the_usual_are_told_and_read_or_dropped() {
        let (reading, said) = beside_good(r#"  { "indicator": "rereferrals", "value": 104 }"#);
        assert_eq!(said, ["3 ⟦104⟧ W percentage-range: a percentage of 104, 0 to 100 is usual"]);
        assert_eq!(number(&reading, "rereferrals"), Some(104.0));
        let (_, said) =
            beside_good(r#"  { "indicator": "rereferrals", "numerator": 12, "denominator": 10 }"#);
        assert_eq!(
            said,
            ["3 ⟦12⟧ W more-than-all: a numerator of 12 is more than its denominator of 10"]
        );
        let (reading, said) = beside_good(r#"  { "indicator": "contacts", "value": -4 }"#);
        assert_eq!(said, ["3 ⟦-4⟧ E negative-count: a count of -4, 0 or more is wanted"]);
        assert_eq!(observations(&reading).len(), 1);
        let (reading, said) = beside_good(r#"  { "indicator": "contacts", "value": 4.5 }"#);
        assert_eq!(said, ["3 ⟦4.5⟧ W fractional-count: a count of 4.5, a whole number is wanted"]);
        assert_eq!(number(&reading, "contacts"), Some(4.5));
    }

    #[test]
    fn a_number_wins_over_a_reason_and_nothing_is_not_a_figure() {
        let (reading, said) =
            beside_good(r#"  { "indicator": "contacts", "value": 4, "missing": "late" }"#);
        assert_eq!(
            said,
            ["3 ⟦\"late\"⟧ W missing-beside-number: `missing` says late beside a number"]
        );
        assert_eq!(number(&reading, "contacts"), Some(4.0));
        let (_, said) = beside_good(r#"  { "indicator": "contacts", "comment": "nothing came" }"#);
        assert_eq!(
            said,
            ["3 ⟦\"contacts\"⟧ E no-figure: no value, no numerator and denominator, no `missing`"]
        );
        let (reading, said) = beside_good(r#"  { "indicator": "contacts", "value": null }"#);
        assert_eq!(said, ["3 ⟦null⟧ W no-reason: `value` is null and nothing says why"]);
        assert_eq!(observations(&reading)[0].figure.value, Value::Missing(None));
        let (_, said) =
            beside_good(r#"  { "indicator": "contacts", "numerator": 4, "denominator": 9 }"#);
        assert_eq!(
            said,
            [
                "3 ⟦\"contacts\"⟧ E no-figure: no `value`, and a count does not follow from a numerator and denominator"
            ]
        );
    }

    #[test]
    fn a_figure_stands_once_in_a_file() {
        let reading = look(&file(&[
            r#"  { "indicator": "contacts", "value": 4, "history": [ { "period": "2026-09", "value": 3 } ] }"#,
            r#"  { "indicator": "contacts", "value": 5 }"#,
            r#"  { "indicator": "contacts", "period": "2026-09", "value": 5 }"#,
            r#"  { "indicator": "referrals", "value": 5, "history": [ { "period": "2026-10", "value": 3 }, { "period": "2026-09", "value": 1 } ] }"#,
        ]));
        assert_eq!(
            said(&reading),
            [
                "4 ⟦\"contacts\"⟧ E duplicate-observation: `contacts` for 2026-10 is there twice, first on line 3",
                "5 ⟦\"contacts\"⟧ E duplicate-observation: `contacts` for 2026-09 is there twice, first on line 3",
                "6 ⟦\"2026-10\"⟧ E duplicate-observation: `referrals` for 2026-10 is there twice, first on line 6",
            ]
        );
        let kept: Vec<_> =
            observations(&reading).iter().map(|o| (o.history.len(), o.figure.value)).collect();
        assert_eq!(kept, [(1, Value::Number(4.0)), (1, Value::Number(5.0))]);
    }

    #[test]
    fn an_extract_without_its_own_figure_keeps_its_history() {
        let (reading, said) = beside_good(
            r#"  { "indicator": "contacts", "value": "?", "history": [ { "period": "2026-08", "value": 3 }, { "period": "2026-09", "value": 4 } ] }"#,
        );
        assert_eq!(said, ["3 ⟦\"?\"⟧ E wrong-type: `value` is text `?`, a number is wanted"]);
        let first = &observations(&reading)[0];
        assert_eq!((first.period.to_string().as_str(), first.history.len()), ("2026-09", 1));
    }

    #[test]
    fn words_of_other_programs_lose_one_figure_each() {
        let reading = look(&file(&[
            r#"  { "indicator": "contacts", "value": NaN },"#.trim_end_matches(','),
            r#"  { "indicator": "rereferrals", "value": -Infinity }"#,
            r#"  { "indicator": "children-in-care", "value": 1e999 }"#,
            r#"  { "indicator": "adoption-days", "value": 7, "comment": None, "history": nan }"#,
            GOOD,
        ]));
        assert_eq!(
            said(&reading),
            [
                "3 ⟦NaN⟧ E not-a-number: `NaN` is not JSON, a number or null is wanted",
                "4 ⟦-Infinity⟧ E not-a-number: `-Infinity` is not JSON, a number or null is wanted",
                "5 ⟦1e999⟧ E not-a-number: `1e999` is beyond any number that can be held",
                "6 ⟦None⟧ E not-a-number: `None` is not JSON, a number or null is wanted",
                "6 ⟦nan⟧ E not-a-number: `nan` is not JSON, a number or null is wanted",
            ]
        );
        assert_eq!(observations(&reading).len(), 2);
        assert_eq!(number(&reading, "adoption-days"), Some(7.0));
    }

    #[test]
    fn comments_are_cut_and_control_characters_replaced() {
        let long = "é".repeat(2001);
        let (reading, said) = beside_good(&format!(
            r#"  {{ "indicator": "contacts", "value": 4, "comment": "{long}" }}"#
        ));
        assert!(
            said[0]
                .ends_with("E long-comment: a comment of 2001 characters, up to 2000 are wanted")
        );
        let place = &reading.complaints[0].place;
        assert_eq!((place.line, place.column, place.length), (3, 53, 2003));
        let comment = observations(&reading)[0].detail.as_ref().unwrap().comment.clone().unwrap();
        assert_eq!(comment.text.chars().count(), 2000);
        let (reading, said) = beside_good(
            r#"  { "indicator": "contacts", "value": 4, "comment": "a\nb\tc", "data_note": "x\u001b[2J", "benchmarks": { "n\u202ee": 3 } }"#,
        );
        assert_eq!(
            said,
            [
                "3 ⟦\"x\\u001b[2J\"⟧ W control-characters: text with control characters, each replaced by �"
            ]
        );
        let detail = observations(&reading)[0].detail.as_ref().unwrap();
        assert_eq!(detail.comment.as_ref().unwrap().text, "a b c");
        assert_eq!(detail.data_note.as_deref(), Some("x�[2J"));
        assert_eq!(detail.benchmarks[0].name, "n�e");
    }

    /// What is said of a whole file that is wrong as a file.
    fn whole(text: &str) -> Vec<String> {
        said(&look(text))
    }

    #[test]
    fn a_file_that_is_not_json_is_told_where_and_lost() {
        let good = file(&[GOOD]);
        assert_eq!(
            whole(&good.replace("\"value\": 204", "\"value\" 204")),
            ["3 ⟦204⟧ E not-json: `204`, `:` is wanted"]
        );
        assert_eq!(
            whole(&good.replace("204 }", "204, }")),
            ["3 ⟦,⟧ E not-json: a comma before a closing bracket"]
        );
        assert_eq!(
            whole(&good.replace("\"referrals\",", "\"referrals\"")),
            ["3 ⟦\"value\"⟧ E not-json: `\"value\"`, `,` or `}` is wanted"]
        );
        assert_eq!(
            whole(&good.replace("204", "twenty")),
            ["3 ⟦twenty⟧ E not-json: `twenty` is not JSON, a value is wanted"]
        );
        assert_eq!(
            whole(&format!("{good}x")),
            ["5 ⟦x⟧ E not-json: `x` after the end of the object, nothing more is wanted"]
        );
        assert_eq!(whole(""), ["1 ⟦⟧ E not-json: the file is empty, a JSON object is wanted"]);
        let reading = look(&good.replace("referrals\"", "referrals"));
        assert_eq!(said(&reading), ["3 ⟦value⟧ E not-json: `value`, `,` or `}` is wanted"]);
    }

    #[test]
    fn a_file_that_is_cut_short_is_told_where_it_ends() {
        let good = file(&[GOOD]);
        let cut = good.split_once("204").unwrap().0;
        let reading = look(&format!("{cut}2\n"));
        let place = &reading.complaints[0].place;
        assert_eq!((place.line, place.column), (3, 41));
        assert!(reading.complaints[0].message.contains("ends in the middle"));
        for end in (1..good.len() - 2).filter(|end| good.is_char_boundary(*end)) {
            let reading = look(&good[..end]);
            assert!(reading.snapshot.is_none(), "{end}");
            assert_eq!(reading.complaints.len(), 1, "{end}: {:?}", said(&reading));
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_matter_and_utf16_is_named() {
        let good = file(&[GOOD]);
        let marked = [b"\xef\xbb\xbf", good.as_bytes()].concat();
        let reading = read("f", &marked, &built_in());
        assert_eq!((reading.complaints.len(), observations(&reading).len()), (0, 1));
        let wide: Vec<u8> =
            std::iter::once(0xfeff).chain(good.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let reading = read("f", &wide, &built_in());
        assert_eq!(said(&reading), ["0 ⟦⟧ E not-utf-8: the file is UTF-16, UTF-8 is wanted"]);
    }

    #[test]
    fn a_byte_that_is_not_utf8_is_told_and_the_figures_stand() {
        let text =
            file(&[r#"  { "indicator": "contacts", "value": 4, "comment": "Zo# came" }"#, GOOD]);
        let bytes: Vec<u8> = text.bytes().map(|b| if b == b'#' { 0xeb } else { b }).collect();
        let reading = read("f", &bytes, &built_in());
        assert_eq!(said(&reading), ["3 ⟦�⟧ E not-utf-8: a byte that is not UTF-8, read as �"]);
        assert_eq!(reading.complaints[0].place.column, 56);
        assert_eq!(observations(&reading).len(), 2);
    }

    #[test]
    fn nesting_without_end_is_an_error_and_no_crash() {
        let deep = file(&[&"[".repeat(200_000)]);
        assert_eq!(
            whole(&deep),
            ["3 ⟦[⟧ E too-deep: nested more than 100 deep, which no file of ours is"]
        );
        let closed = format!("{}{}", "[".repeat(120), "]".repeat(120));
        let text = file(&[&format!(r#"{{ "indicator": "contacts", "value": {closed} }}"#), GOOD]);
        assert_eq!(look(&text).complaints[0].code, "too-deep");
    }

    #[test]
    fn other_formats_are_left_alone_and_other_versions_are_not() {
        for foreign in [
            "{}",
            "[1, 2]",
            "3",
            "\"callover.snapshot/1\"",
            r#"{ "format": "geojson", "a": NaN }"#,
            r#"{ "format": 3 }"#,
            r#"{ "format": "callover.board/1" }"#,
            r#"["callover.snapshot/1", {"name": "x"}, "2026-10", "2026-11-05", null, []]"#,
        ] {
            let reading = look(foreign);
            assert!(reading.foreign && reading.complaints.is_empty(), "{foreign}");
        }
        assert_eq!(
            whole("{\n \"format\": \"callover.snapshot/2\", \"new\": 1 }"),
            [
                "2 ⟦\"callover.snapshot/2\"⟧ E wrong-version: the format is `callover.snapshot/2`, `callover.snapshot/1` is the version that is read"
            ]
        );
        let reading = look(r#"{ "format": "callover.catalogue/1" }"#);
        assert!(reading.catalogue && !reading.foreign);
    }

    #[test]
    fn the_header_says_whose_when_and_which_period() {
        let good = file(&[GOOD]);
        let cases = [
            (
                "\"2026-10\"",
                "\"2026-13\"",
                "2 ⟦\"2026-13\"⟧ E bad-period: `2026-13` has month 13: a month is 01 to 12",
            ),
            (
                "\"2026-11-05\"",
                "\"5 Nov\"",
                "2 ⟦\"5 Nov\"⟧ E bad-date: `5 Nov` is not a date: write 2026-11-05, or a date and time with its offset, 2026-11-05T09:30:00Z",
            ),
            ("\"Haringey\"", "\" \"", "1 ⟦\" \"⟧ E no-authority: the authority has an empty name"),
            ("\"Haringey\"", "7", "1 ⟦7⟧ E wrong-type: `name` is the number 7, text is wanted"),
            ("\"period\": \"2026-10\", ", "", "1 ⟦{⟧ E missing-field: the file has no `period`"),
            (
                "[\n",
                "{}, \"x\": [\n",
                "2 ⟦{}⟧ E wrong-type: `observations` is an object, a list is wanted",
            ),
        ];
        for (from, to, want) in cases {
            let reading = look(&good.replacen(from, to, 1));
            assert!(reading.snapshot.is_none(), "{to}");
            assert!(said(&reading).contains(&want.to_owned()), "{:?}", said(&reading));
        }
        let reading = look(&good.replace("{ \"name\"", "{ \"code\": 309, \"name\""));
        assert_eq!(
            said(&reading),
            ["1 ⟦309⟧ E wrong-type: `code` is the number 309, text is wanted"]
        );
        assert_eq!(number(&reading, "referrals"), Some(204.0));
    }

    #[test]
    fn nothing_said_can_move_the_cursor() {
        let text =
            file(&["  { \"indicator\": \"a\\u001b[2J\\u202e\", \"val\\u0007ue\": 3 }", GOOD]);
        let reading = read("a\u{1b}[2J.json", text.as_bytes(), &built_in());
        for complaint in &reading.complaints {
            let all = format!("{complaint:?}{}", complaint.place);
            assert!(!all.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{all}");
        }
        assert_eq!(reading.complaints.len(), 2);
    }

    #[test]
    fn the_patient_reading_gives_what_the_quick_one_gives() {
        for (name, text) in crate::store::demo::FILES {
            let quick = look(text);
            // An unknown field makes the file go the slow way, and nothing else.
            let slow = look(&text.replacen('{', "{ \"remark\": 1, ", 1));
            assert_eq!(quick.snapshot, slow.snapshot, "{name}");
            assert_eq!(
                slow.complaints.len(),
                quick.complaints.len() + usize::from(!quick.catalogue)
            );
        }
    }
}

#[cfg(test)]
mod properties {
    //! Whatever stands in a file: no panic, and no figure hidden by another's fault.

    use proptest::prelude::*;

    use super::{Reading, read};
    use crate::domain::catalogue::Catalogue;
    use crate::store::catalogue::built_in;

    /// Indicators of the catalogue that take any value from 0 to 100.
    const IDS: [&str; 4] = ["contacts", "rereferrals", "children-in-care", "referrals"];

    fn observation(index: usize) -> String {
        format!(
            r#"{{ "indicator": "{}", "value": {}, "comment": "é", "history": [ {{ "period": "2026-09", "value": 4 }} ] }}"#,
            IDS[index],
            index + 1
        )
    }

    fn file(observations: &[String]) -> String {
        format!(
            r#"{{ "format": "callover.snapshot/1", "authority": {{ "name": "Haringey" }},
      "period": "2026-10", "extracted": "2026-11-05", "observations": [
    {}
    ] }}"#,
            observations.join(",\n")
        )
    }

    fn catalogue() -> &'static Catalogue {
        static CATALOGUE: std::sync::OnceLock<Catalogue> = std::sync::OnceLock::new();
        CATALOGUE.get_or_init(built_in)
    }

    fn value(reading: &Reading, id: &str) -> Option<f64> {
        let snapshot = reading.snapshot.as_ref()?;
        snapshot.observation(id)?.figure.value.number()
    }

    /// Every complaint has a place inside its file.
    fn places_are_sound(reading: &Reading, bytes: &[u8]) {
        let lines = bytes.split(|b| *b == b'\n').count();
        for complaint in &reading.complaints {
            let place = &complaint.place;
            assert!(place.line <= lines, "{complaint:?}");
            assert!(place.line == 0 || (place.column >= 1 && place.length >= 1), "{complaint:?}");
            assert!(!place.text.contains(char::is_control), "{complaint:?}");
            assert!(!complaint.message.is_empty(), "{complaint:?}");
            crate::store::render::render(complaint, false);
        }
    }

    /// Any JSON, not too deep.
    fn json() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            Just("null".to_owned()),
            Just("NaN".to_owned()),
            Just("1e999".to_owned()),
            any::<bool>().prop_map(|b| b.to_string()),
            any::<f64>()
                .prop_filter("JSON has no infinity", |n| n.is_finite())
                .prop_map(|n| format!("{n:?}")),
            "[ -~é\u{202e}]{0,12}".prop_map(|s| serde_json::to_string(&s).unwrap()),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            let field = prop_oneof![
                Just("value".to_owned()),
                Just("period".to_owned()),
                Just("numerator".to_owned()),
                Just("text".to_owned()),
                "[a-z]{1,6}",
            ];
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4)
                    .prop_map(|v| format!("[{}]", v.join(", "))),
                proptest::collection::vec((field, inner), 0..4).prop_map(|fields| {
                    let fields: Vec<String> =
                        fields.iter().map(|(k, v)| format!("\"{k}\": {v}")).collect();
                    format!("{{{}}}", fields.join(", "))
                }),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            places_are_sound(&read("f", &bytes, catalogue()), &bytes);
        }

        #[test]
        fn any_damage_to_a_good_file_is_read_without_a_panic(
            at in any::<proptest::sample::Index>(),
            cut in 0_usize..6,
            put in proptest::collection::vec(any::<u8>(), 0..4),
        ) {
            let mut bytes = file(&(0..4).map(observation).collect::<Vec<_>>()).into_bytes();
            let at = at.index(bytes.len());
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, put);
            places_are_sound(&read("f", &bytes, catalogue()), &bytes);
        }

        #[test]
        fn a_wrong_observation_hides_no_other(
            field in prop_oneof![
                Just("indicator"), Just("value"), Just("numerator"), Just("denominator"), Just("period"),
                Just("missing"), Just("comment"), Just("benchmarks"), Just("breakdowns"), Just("history"),
                Just("cohorts"), Just("target"), Just("data_note"), Just("status"), Just("surprise"),
            ],
            wrong in json(),
            which in 0_usize..4,
        ) {
            let mut observations: Vec<String> = (0..4).map(observation).collect();
            observations[which] = format!("{{ \"indicator\": \"{}\", \"value\": 9, \"{field}\": {wrong} }}", IDS[which]);
            let text = file(&observations);
            let reading = read("f", text.as_bytes(), catalogue());
            places_are_sound(&reading, text.as_bytes());
            for other in (0..4).filter(|other| *other != which) {
                let id = IDS[other];
                #[expect(clippy::cast_precision_loss, reason = "four small numbers")]
                let want = Some((other + 1) as f64);
                prop_assert_eq!(value(&reading, id), want, "{} {:?}", text, reading.complaints);
            }
        }
    }
}
