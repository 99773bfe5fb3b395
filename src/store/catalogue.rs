//! The catalogue: the one built in, and what a folder's `catalogue.json` adds or overrides.

mod entry;

use std::collections::HashMap;

use crate::domain::catalogue::{Additive, Catalogue, Group, Pathway, Remit, Section};
use crate::domain::complaint::Complaint;

use super::mend;
use super::raise::{Raises, Step, Trail};
use super::reread::{Verdict, entries, located, patiently};
use super::shape::catalogue as shape;
use super::shape::{Text, text};
use super::snapshot::is_id;
use super::text::quoted;
use super::tree::Tree;

/// The catalogue that comes with the program.
const BUILT_IN: &str = include_str!("../../data/catalogue.json");

/// The section of what stands in no other.
pub(super) const OTHER: &str = "other";

/// The built-in catalogue: the standard indicators of the nine sections.
pub fn built_in() -> Catalogue {
    let mut catalogue = Catalogue::default();
    // A test holds that the file is good, so nothing is lost here.
    if let Ok(shape) = serde_json::from_str::<shape::Catalogue<'_>>(BUILT_IN) {
        apply(&mut catalogue, &shape, &mut Raises::default());
    }
    catalogue
}

/// Lays a catalogue file over `base`, entry by entry, field by field. `None` where the file is
/// JSON of another format: then nothing was done.
pub fn overlay(base: &mut Catalogue, file: &str, bytes: &[u8]) -> Option<Vec<Complaint>> {
    if mend::is_utf16(bytes) {
        return Some(vec![mend::utf16(file)]);
    }
    let (text, not_utf8) = mend::decode(bytes);
    if let Ok(shape) = serde_json::from_str::<shape::Catalogue<'_>>(&text)
        && &*shape.format == shape::FORMAT
    {
        let mut raises = Raises::default();
        apply(base, &shape, &mut raises);
        return Some(located(file, &text, not_utf8, raises));
    }
    let (verdict, complaints) = patiently(file, &text, not_utf8, shape::FORMAT, |tree, raises| {
        if let Some(shape) = parts(tree) {
            apply(base, &shape, raises);
        }
    });
    match verdict {
        Verdict::Ours => Some(complaints),
        Verdict::Other(_) => None,
    }
}

/// Everything that can be read: each entry by itself, then the header without them.
fn parts<'s>(tree: &Tree<'s>) -> Option<shape::Catalogue<'s>> {
    let mut good = Vec::new();
    let sections = entries(tree, "sections", &mut good);
    let remits = entries(tree, "remits", &mut good);
    let groups = entries(tree, "groups", &mut good);
    let pathways = entries(tree, "pathways", &mut good);
    let additive = entries(tree, "additive", &mut good);
    let indicators = entries(tree, "indicators", &mut good);
    let header: Option<shape::Catalogue<'_>> = tree.read(tree.node());
    tree.restore(&good);
    header.map(|header| shape::Catalogue {
        format: header.format,
        sections: Some(sections),
        remits: Some(remits),
        groups: Some(groups),
        pathways: Some(pathways),
        additive: Some(additive),
        indicators: Some(indicators),
    })
}

/// Lays a shape over a catalogue.
fn apply(base: &mut Catalogue, shape: &shape::Catalogue<'_>, raises: &mut Raises) {
    let root = Trail::Root;
    let list = root.key("sections");
    for (index, given) in shape.sections.iter().flatten().enumerate() {
        section(base, given, list.index(index), raises);
    }
    let list = root.key("remits");
    for (index, given) in shape.remits.iter().flatten().enumerate() {
        remit(base, given, list.index(index), raises);
    }
    let list = root.key("groups");
    for (index, given) in shape.groups.iter().flatten().enumerate() {
        group(base, given, list.index(index), raises);
    }
    let list = root.key("pathways");
    for (index, given) in shape.pathways.iter().flatten().enumerate() {
        pathway(base, given, list.index(index), raises);
    }
    for given in shape.additive.iter().flatten() {
        let total = given.total.to_string();
        let new = || Additive { total: total.clone(), parts: Vec::new() };
        let parts = given.parts.iter().map(ToString::to_string).collect();
        slot(&mut base.additive, |a| a.total == total, new).parts = parts;
    }
    indicators(base, shape.indicators.as_deref().unwrap_or(&[]), raises);
}

fn remit(base: &mut Catalogue, given: &shape::Remit<'_>, at: Trail<'_>, raises: &mut Raises) {
    if !good_id(&given.id, at, raises) {
        return;
    }
    let id = given.id.to_string();
    let new = || Remit { id: id.clone(), title: id.clone() };
    let slot = slot(&mut base.remits, |r| r.id == id, new);
    put(&mut slot.title, given.title.as_ref(), at.key("title"), raises);
}

fn group(base: &mut Catalogue, given: &shape::Group<'_>, at: Trail<'_>, raises: &mut Raises) {
    if !good_id(&given.id, at, raises) {
        return;
    }
    let id = given.id.to_string();
    let new = || Group { id: id.clone(), title: id.clone(), authorities: Vec::new() };
    let slot = slot(&mut base.groups, |g| g.id == id, new);
    put(&mut slot.title, given.title.as_ref(), at.key("title"), raises);
    put_list(&mut slot.authorities, given.authorities.as_deref(), at.key("authorities"), raises);
}

fn pathway(base: &mut Catalogue, given: &shape::Pathway<'_>, at: Trail<'_>, raises: &mut Raises) {
    if !good_id(&given.id, at, raises) {
        return;
    }
    let id = given.id.to_string();
    let new = || Pathway { id: id.clone(), title: id.clone(), steps: Vec::new() };
    let slot = slot(&mut base.pathways, |p| p.id == id, new);
    put(&mut slot.title, given.title.as_ref(), at.key("title"), raises);
    put_list(&mut slot.steps, given.steps.as_deref(), at.key("steps"), raises);
}

fn section(base: &mut Catalogue, given: &shape::Section<'_>, at: Trail<'_>, raises: &mut Raises) {
    if !good_id(&given.id, at, raises) {
        return;
    }
    // A new section stands before Other, which is the last.
    let other = base.sections.iter().position(|s| s.id == OTHER).unwrap_or(base.sections.len());
    if !base.sections.iter().any(|s| s.id == *given.id) {
        let id = given.id.to_string();
        let at = if id == OTHER { base.sections.len() } else { other };
        base.sections.insert(at, Section { title: id.clone(), id, remit: Vec::new() });
    }
    if let Some(slot) = base.sections.iter_mut().find(|s| s.id == *given.id) {
        put(&mut slot.title, given.title.as_ref(), at.key("title"), raises);
        put_list(&mut slot.remit, given.remit.as_deref(), at.key("remit"), raises);
    }
}

fn indicators(base: &mut Catalogue, given: &[shape::Indicator<'_>], raises: &mut Raises) {
    let root = Trail::Root;
    let list = root.key("indicators");
    let mut first: HashMap<&str, Vec<Step>> = HashMap::with_capacity(given.len());
    for (index, given) in given.iter().enumerate() {
        let at = list.index(index);
        if !good_id(&given.id, at, raises) {
            continue;
        }
        if let Some(first) = first.get(&*given.id) {
            let message = format!("`{}` is there twice", &*given.id);
            let help = "make one entry of the two; the second was laid over the first";
            let told = raises.warning("duplicate-indicator", at.key("id"), message, help);
            told.first = Some(first.clone());
        } else {
            first.insert(&given.id, at.steps());
        }
        entry::apply(base, given, at, raises);
    }
}

/// The entry of an id, made if it is not there.
fn slot<T>(list: &mut Vec<T>, is: impl FnMut(&T) -> bool, new: impl FnOnce() -> T) -> &mut T {
    match list.iter().position(is) {
        Some(at) => &mut list[at],
        None => list.push_mut(new()),
    }
}

/// Overrides a text where one is given.
fn put(slot: &mut String, given: Option<&Text<'_>>, at: Trail<'_>, raises: &mut Raises) {
    if let Some(given) = text(given) {
        *slot = raises.text(given, at);
    }
}

/// Overrides a list where one is given.
fn put_list(
    slot: &mut Vec<String>,
    given: Option<&[Text<'_>]>,
    at: Trail<'_>,
    raises: &mut Raises,
) {
    if let Some(given) = given {
        *slot = given.iter().enumerate().map(|(i, text)| raises.text(text, at.index(i))).collect();
    }
}

fn good_id(id: &str, at: Trail<'_>, raises: &mut Raises) -> bool {
    let good = is_id(id);
    if !good {
        let message = format!(
            "{} is not an id, lower-case letters, digits and hyphens are wanted",
            quoted(id, 60)
        );
        raises.error("bad-id", at.key("id"), message, "write it like `children-in-care`");
    }
    good
}

#[cfg(test)]
mod tests {
    //! The built-in catalogue is good, and a folder's is laid over it field by field.

    use super::*;
    use crate::domain::indicator::{Frequency, Kind, Polarity};
    use crate::domain::target::Bound;
    use crate::domain::value::Unit;

    fn laid(text: &str) -> (Catalogue, Vec<String>) {
        let mut catalogue = built_in();
        let complaints = overlay(&mut catalogue, "catalogue.json", text.as_bytes()).unwrap();
        let said = complaints.iter().map(|c| {
            format!(
                "{}:{}+{} {}: {}",
                c.place.line, c.place.column, c.place.length, c.code, c.message
            )
        });
        (catalogue, said.collect())
    }

    fn file(indicators: &str) -> String {
        format!("{{ \"format\": \"callover.catalogue/1\", \"indicators\": [\n{indicators}\n] }}")
    }

    #[test]
    fn the_built_in_catalogue_has_nothing_wrong_with_it() {
        let mut catalogue = Catalogue::default();
        let complaints = overlay(&mut catalogue, "catalogue.json", BUILT_IN.as_bytes()).unwrap();
        assert_eq!(complaints, []);
        assert_eq!(catalogue, built_in());
        assert_eq!(catalogue.indicators().len(), 125);
        assert_eq!(catalogue.sections.len(), 9);
        assert_eq!(catalogue.sections.last().unwrap().id, OTHER);
        let rereferrals = catalogue.indicator("rereferrals").unwrap();
        assert_eq!((rereferrals.unit, rereferrals.decimals), (Unit::Percent, 1));
        assert!(catalogue.indicators().iter().any(|i| i.standard.is_some()));
    }

    #[test]
    fn every_published_code_of_the_built_in_catalogue_is_published() {
        use crate::domain::published::Published;

        let england = crate::store::published::England::new();
        for indicator in built_in().indicators() {
            if let Some(code) = &indicator.published {
                assert!(england.years(code).is_some(), "{} {code}", indicator.id);
            }
        }
    }

    #[test]
    fn an_entry_overrides_only_what_it_gives() {
        let before = built_in().indicator("rereferrals").unwrap().clone();
        let (catalogue, said) = laid(&file(
            r#"{ "id": "rereferrals", "name": "Came back", "targets": [ { "from": "2026-04", "to": "2027-03", "green": 18, "amber": 20, "origin": "local" } ], "definition": null }"#,
        ));
        assert_eq!(said, [""; 0]);
        let after = catalogue.indicator("rereferrals").unwrap();
        assert_eq!(after.name, "Came back");
        assert_eq!(after.targets[0].green, Bound::Figure(18.0));
        assert_eq!((&after.definition, after.unit), (&before.definition, before.unit));
        assert_eq!(catalogue.indicators().len(), 125);
    }

    #[test]
    fn a_new_entry_says_section_name_and_unit_and_has_defaults_for_the_rest() {
        let (catalogue, said) = laid(&file(
            "{ \"id\": \"visits\", \"section\": \"missing\", \"name\": \"Visits\", \"unit\": \"count\" },\n{ \"id\": \"calls\", \"name\": \"Calls\" }",
        ));
        assert_eq!(said, ["3:9+7 missing-field: `calls` is new and has no `section`, no `unit`"]);
        let visits = catalogue.indicator("visits").unwrap();
        assert_eq!((visits.decimals, visits.polarity), (0, Polarity::None));
        assert_eq!(
            (visits.frequency, visits.kind, visits.core),
            (Frequency::Monthly, Kind::Flow, true)
        );
        assert!(catalogue.indicator("calls").is_none());
    }

    #[test]
    fn what_is_wrong_in_an_entry_is_told_and_the_rest_is_laid_over() {
        let (catalogue, said) = laid(&file(
            "{ \"id\": \"rereferrals\", \"decimals\": 4, \"polarity\": \"lowest\", \"owner\": \"Me\", \"colour\": 1 },\n\
             { \"id\": \"contacts\", \"section\": \"frontdoor\", \"unit\": 5 },\n\
             { \"id\": \"Bad One\", \"name\": \"x\" },\n\
             { \"id\": \"referrals\", \"amber_tolerance\": { \"percent\": 5, \"points\": 2 }, \"rebase\": [ { \"period\": \"2026\" }, { \"why\": \"x\" } ] }",
        ));
        assert_eq!(
            said,
            [
                "2:36+1 out-of-range: `decimals` is 4, a whole number from 0 to 3 is wanted",
                "2:51+8 unknown-word: `polarity` is `lowest`, `higher`, `lower`, `target` or `none` is wanted",
                "2:76+8 unknown-field: unknown field `colour`",
                "3:32+11 unknown-section: there is no section `frontdoor`, put under Other",
                "3:53+1 wrong-type: `unit` is the number 5, `count`, `percent`, `rate_per_10000`, `ratio`, `days`, `weeks`, `pounds` or `score` is wanted",
                "4:9+9 bad-id: `Bad One` is not an id, lower-case letters, digits and hyphens are wanted",
                "5:41+29 bad-tolerance: an amber tolerance wants `percent` or `points`, one of them, 0 or more",
                "5:106+1 missing-field: an entry of `rebase` has no `period`",
            ]
        );
        assert_eq!(catalogue.indicator("rereferrals").unwrap().owner.as_deref(), Some("Me"));
        assert_eq!(catalogue.indicator("contacts").unwrap().section, OTHER);
        assert_eq!(catalogue.indicator("referrals").unwrap().rebase.len(), 1);
    }

    #[test]
    fn half_a_target_is_no_target() {
        let targets = |text: &str| {
            let (catalogue, said) =
                laid(&file(&format!("{{ \"id\": \"rereferrals\", \"targets\": [\n{text}\n] }}")));
            (catalogue.indicator("rereferrals").unwrap().targets.clone(), said)
        };
        let (good, said) =
            targets(r#"{ "baseline": 24, "from": "2026-04", "green": 18, "by": "2027-03" }"#);
        assert_eq!((good[0].milestone.unwrap().baseline, said.len()), (24.0, 0));
        let (good, said) = targets(r#"{ "green": [10, 20], "amber": [8, 22] }"#);
        // Re-referrals should fall: a range is told of, and kept.
        assert_eq!(good[0].amber, Some(Bound::Range(8.0, 22.0)));
        assert!(matches!(said.as_slice(), [one] if one.contains("target-shape")), "{said:?}");
        for (text, want) in [
            (
                r#"{ "green": [10] }"#,
                "3:12+4 wrong-type: `green` is a list, a number or [low, high] is wanted",
            ),
            (r#"{ "green": [20, 10] }"#, "3:12+8 bad-range: a range from 20 to 10"),
            (
                r#"{ "green": "18%" }"#,
                "3:12+5 wrong-type: `green` is text `18%`, a number or [low, high] is wanted",
            ),
            (r#"{ "amber": 18 }"#, "3:1+1 missing-field: an entry of `targets` has no `green`"),
            (
                r#"{ "green": 18, "from": "04/2026" }"#,
                "3:24+9 bad-period: `04/2026` is not a period",
            ),
            (
                r#"{ "green": 18, "from": "2026-04", "to": "2026-03" }"#,
                "3:41+9 bad-range: a target from 2026-04 to 2026-03",
            ),
            (r#"{ "green": 18, "by": "2026-04" }"#, "3:22+9 half-milestone: half a milestone"),
        ] {
            let (kept, said) = targets(text);
            assert!(kept.is_empty(), "{text}");
            assert!(said.len() == 1 && said[0].starts_with(want), "{said:?}");
        }
    }

    #[test]
    fn sections_groups_and_pathways_are_merged_by_id() {
        let (catalogue, said) = laid(
            r#"{ "format": "callover.catalogue/1",
            "sections": [ { "id": "ehcp", "title": "SEND" }, { "id": "adoption", "title": "Adoption" } ],
            "groups": [ { "id": "nlsa", "title": "North London", "authorities": ["Barnet", "Camden"] } ],
            "pathways": [ { "id": "ehcp", "steps": ["ehcp-requests", 4] } ],
            "additive": [ { "total": "a", "parts": ["b", "c"] } ],
            "indicators": [ { "id": "contacts" }, { "id": "contacts", "core": false } ] }"#,
        );
        assert_eq!(
            said,
            [
                "4:70+1 wrong-type: an entry of `steps` is the number 4, text is wanted",
                "6:59+10 duplicate-indicator: `contacts` is there twice, first on line 6",
            ]
        );
        let ids: Vec<&str> = catalogue.sections.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(ids[7..], ["workforce", "adoption", "other"]);
        assert_eq!(catalogue.sections[4].title, "SEND");
        assert_eq!(catalogue.sections[4].remit, ["education"]);
        assert_eq!(catalogue.groups[0].authorities.len(), 2);
        let pathway = catalogue.pathways.iter().find(|p| p.id == "ehcp").unwrap();
        assert_eq!(pathway.steps, ["ehcp-requests"]);
        assert!(!pathway.title.is_empty());
        assert!(!catalogue.indicator("contacts").unwrap().core);
    }

    #[test]
    fn other_files_are_not_catalogues() {
        let mut catalogue = built_in();
        assert!(overlay(&mut catalogue, "f", b"{}").is_none());
        assert!(overlay(&mut catalogue, "f", br#"{"format": "callover.snapshot/1"}"#).is_none());
        let wrong = overlay(&mut catalogue, "f", br#"{"format": "callover.catalogue/9"}"#).unwrap();
        assert_eq!(wrong[0].code, "wrong-version");
        assert_eq!(overlay(&mut catalogue, "f", b"{").unwrap()[0].code, "not-json");
        assert_eq!(catalogue, built_in());
    }
}
