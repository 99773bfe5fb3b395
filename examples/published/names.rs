//! The plain names: `names.csv`, written by people, one row for each measure.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::source::{Measure, SECTIONS, one_of};
use crate::table::{Complaint, Text};

const KINDS: [&str; 4] = ["stock", "flow", "rolling", "cumulative"];
/// The first number of a section's codes, beyond any of the catalogue's own.
const FIRST_CODE: usize = 101;
const LONGEST_NAME: usize = 60;

/// What people wrote about a measure.
#[derive(Debug, Deserialize)]
pub(crate) struct Wording {
    measure: String,
    pub(crate) id: String,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) definition: String,
    pub(crate) kind: String,
}

/// Reads `names.csv` and puts it in the order of the measures.
pub(crate) fn names(text: &Text, measures: &[Measure]) -> Result<Vec<Wording>, Complaint> {
    let rows = text.rows::<Wording>(&["measure", "id", "code", "name", "definition", "kind"])?;
    let codes = codes(measures);
    let mut ids = HashSet::new();
    let mut names = HashMap::new();
    for (line, row) in rows {
        let wrong = |what: String| Err(text.complaint(line, what));
        let Some(code) = codes.get(row.measure.as_str()) else {
            return wrong(format!("no measure \"{}\" in measures.csv", row.measure));
        };
        if row.code != *code {
            return wrong(format!("the code of {} should be {code}", row.measure));
        }
        if !is_slug(&row.id) || !ids.insert(row.id.clone()) {
            return wrong(format!("id \"{}\" is no slug or there twice", row.id));
        }
        if row.name.is_empty() || row.name.chars().count() > LONGEST_NAME {
            return wrong(format!("a name has 1 to {LONGEST_NAME} characters"));
        }
        if !row.definition.ends_with('.') {
            return wrong(format!("the definition of {} is no sentence", row.measure));
        }
        one_of(text, line, "kind", &row.kind, &KINDS)?;
        if let Some(name) = names.insert(row.measure.clone(), row) {
            return wrong(format!("measure \"{}\" is there twice", name.measure));
        }
    }
    let unnamed = |measure: &Measure| {
        Complaint::of_file(&text.file, format!("measure \"{}\" has no row", measure.code))
    };
    measures
        .iter()
        .map(|measure| names.remove(&measure.code).ok_or_else(|| unnamed(measure)))
        .collect()
}

/// The code of each measure: its section's letters and its place in the section.
fn codes(measures: &[Measure]) -> HashMap<&str, String> {
    let mut codes = HashMap::new();
    for (section, letters) in SECTIONS {
        let of_section = measures.iter().filter(|measure| measure.section == section);
        for (number, measure) in (FIRST_CODE..).zip(of_section) {
            codes.insert(measure.code.as_str(), format!("{letters}{number}"));
        }
    }
    codes
}

/// `[a-z0-9][a-z0-9-]*`, as an indicator's id has it.
fn is_slug(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    id.bytes().next().is_some_and(plain) && id.bytes().all(|byte| plain(byte) || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source;

    fn read(lines: &str) -> Result<Vec<Wording>, Complaint> {
        let head = "measure,section,name,unit,polarity,decimals,year_type,quartiles";
        let text = format!(
            "{head}\nLAC,children-in-care,,rate_per_10000,none,,Annual,yes\n\
             CIN,front-door,,count,none,0,Annual,yes\n\
             LACnum,children-in-care,,count,none,0,Annual,yes\n"
        );
        let measures = source::measures(&Text::of("measures.csv", &text)).unwrap();
        let text = format!("measure,id,code,name,definition,kind\n{lines}");
        names(&Text::of("names.csv", &text), &measures)
    }

    fn complaint(lines: &str) -> String {
        read(lines).unwrap_err().to_string()
    }

    #[test]
    fn names_come_in_the_order_of_the_measures() {
        let lines = "CIN,in-need,FD101,In need,In need.,stock\n\
            LACnum,in-care,CC102,In care,In care.,stock\n\
            LAC,care-rate,CC101,Rate,Rate.,stock\n";
        let ids: Vec<String> = read(lines).unwrap().into_iter().map(|name| name.id).collect();
        assert_eq!(ids, ["care-rate", "in-need", "in-care"]);
    }

    #[test]
    fn a_row_that_will_not_do_is_named() {
        assert_eq!(
            complaint("XYZ,a,CC101,A,A.,stock\n"),
            "names.csv line 2: no measure \"XYZ\" in measures.csv"
        );
        assert_eq!(
            complaint("LAC,a,CC102,A,A.,stock\n"),
            "names.csv line 2: the code of LAC should be CC101"
        );
        assert_eq!(
            complaint("LAC,-a,CC101,A,A.,stock\n"),
            "names.csv line 2: id \"-a\" is no slug or there twice"
        );
        assert_eq!(
            complaint("LAC,a,CC101,A,A.,stocks\n"),
            "names.csv line 2: \"stocks\" is no kind"
        );
        assert_eq!(complaint("LAC,a,CC101,A,A.,stock\n"), "names.csv: measure \"CIN\" has no row");
    }
}
