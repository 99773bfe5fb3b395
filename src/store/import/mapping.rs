//! The mapping file: what columns, indicators, periods and sheets of a source are, kept beside it.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::domain::authority::fold;
use crate::domain::complaint::{Complaint, Severity};
use crate::domain::period::{Period, Shape};
use crate::domain::snapshot::Stamp;
use crate::store::place::{Source, whole};
use crate::store::snapshot::is_id;
use crate::store::text::{either, nearest, quoted, safe};

use super::roles::Role;
use super::settle::Reading;

/// The mapping file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    authority: Option<String>,
    source: Option<String>,
    extracted: Option<String>,
    dates: Option<String>,
    unknown: Option<String>,
    columns: BTreeMap<String, String>,
    indicators: BTreeMap<String, String>,
    periods: BTreeMap<String, String>,
    authorities: BTreeMap<String, String>,
    sheets: BTreeMap<String, SheetFile>,
}

/// What is said of one sheet.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct SheetFile {
    r#use: Option<bool>,
    header: Option<usize>,
    year: Option<String>,
    authority: Option<String>,
    columns: BTreeMap<String, String>,
}

/// What a mapping says. Names are compared ignoring case and punctuation.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// Whose figures these are, where the source does not say.
    pub authority: Option<String>,
    /// Where the figures came from.
    pub source: Option<String>,
    /// When they were extracted.
    pub extracted: Option<Stamp>,
    /// Keep indicators that the catalogue lacks, under Other.
    pub keep_unknown: bool,
    pub(super) dates: Option<Reading>,
    pub(super) indicators: HashMap<String, Option<String>>,
    pub(super) periods: HashMap<String, Option<Period>>,
    pub(super) authorities: HashMap<String, String>,
    pub(super) columns: HashMap<String, Role>,
    pub(super) sheets: HashMap<String, SheetMapping>,
}

/// What a mapping says of one sheet, by its name or its file's.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetMapping {
    /// Whether it is read at all; where nothing is said, a sheet that can be seen is.
    pub used: Option<bool>,
    /// The row of its headings, from 1.
    pub header: Option<usize>,
    /// The year of months that name none.
    pub year: Option<Period>,
    /// Whose figures.
    pub authority: Option<String>,
    /// Its columns, before those of the whole mapping.
    pub columns: HashMap<String, Role>,
}

/// What is wrong with a mapping, gathered.
struct Faults<'f> {
    file: &'f str,
    list: Vec<Complaint>,
}

impl Faults<'_> {
    fn say(&mut self, message: &str, help: &str) {
        let place = whole(self.file);
        self.list.push(Complaint {
            severity: Severity::Error,
            code: "bad-mapping",
            message: safe(message).into_owned(),
            help: safe(help).into_owned(),
            place,
        });
    }
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// Everything that is wrong with it: half a mapping would import what nobody asked for.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Complaint>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let given: File = toml::from_str(text).map_err(|error| vec![syntax(file, text, &error)])?;
        let mut faults = Faults { file, list: Vec::new() };
        let mapping = Self {
            authority: given.authority,
            source: given.source,
            extracted: given.extracted.and_then(|text| match text.parse() {
                Ok(stamp) => Some(stamp),
                Err(error) => {
                    let error: crate::domain::snapshot::StampError = error;
                    faults.say(&error.to_string(), "write the day of the extract");
                    None
                }
            }),
            keep_unknown: word(given.unknown, "unknown", &["keep", "leave-out"], &mut faults)
                == Some(0),
            dates: word(given.dates, "dates", &["day-first", "month-first"], &mut faults)
                .map(|at| if at == 0 { Reading::First } else { Reading::Second }),
            indicators: indicators(given.indicators, &mut faults),
            periods: periods(given.periods, &mut faults),
            authorities: given.authorities.into_iter().map(|(k, v)| (fold(&k), v)).collect(),
            columns: columns(given.columns, &mut faults),
            sheets: given
                .sheets
                .into_iter()
                .map(|(name, sheet)| (fold(&name), sheet_mapping(sheet, &mut faults)))
                .collect(),
        };
        if faults.list.is_empty() { Ok(mapping) } else { Err(faults.list) }
    }

    /// What is said of a sheet, or of the file it stands in.
    pub(super) fn sheet(&self, sheet: Option<&str>, file: &str) -> Option<&SheetMapping> {
        let of_sheet = sheet.and_then(|sheet| self.sheets.get(&fold(sheet)));
        of_sheet.or_else(|| self.sheets.get(&fold(file)))
    }
}

/// A file that is not TOML, or not ours.
fn syntax(file: &str, text: &str, error: &toml::de::Error) -> Complaint {
    let place = match error.span() {
        Some(span) => Source::new(file, text).place(span),
        None => whole(file),
    };
    let message = error.message().lines().next().unwrap_or("not a mapping").to_owned();
    Complaint {
        severity: Severity::Error,
        code: "bad-mapping",
        message: safe(&message).into_owned(),
        help: "`--write-map` writes a mapping of what was understood, to be edited".to_owned(),
        place,
    }
}

/// The position of a word among those that are allowed.
fn word(
    given: Option<String>,
    key: &str,
    allowed: &[&str],
    faults: &mut Faults<'_>,
) -> Option<usize> {
    let given = given?;
    let found = allowed.iter().position(|word| *word == given);
    if found.is_none() {
        faults.say(
            &format!("`{key}` is {}, {} is wanted", quoted(&given, 40), either(allowed)),
            "write one of them, or leave it out",
        );
    }
    found
}

fn columns(given: BTreeMap<String, String>, faults: &mut Faults<'_>) -> HashMap<String, Role> {
    let mut columns = HashMap::new();
    for (heading, role) in given {
        if let Some(role) = Role::from_word(&role) {
            columns.insert(fold(&heading), role);
        } else {
            let near = nearest(&role, Role::words()).map(|near| format!("did you mean `{near}`? "));
            let words: Vec<&str> = Role::words().collect();
            faults.say(
                &format!(
                    "column {} is {}, which no column can be",
                    quoted(&heading, 60),
                    quoted(&role, 40)
                ),
                &format!(
                    "{}a column is \"\" (left out), {}",
                    near.unwrap_or_default(),
                    either(&words)
                ),
            );
        }
    }
    columns
}

fn indicators(
    given: BTreeMap<String, String>,
    faults: &mut Faults<'_>,
) -> HashMap<String, Option<String>> {
    let mut indicators = HashMap::new();
    for (name, id) in given {
        if id.is_empty() {
            indicators.insert(fold(&name), None);
        } else if is_id(&id) {
            indicators.insert(fold(&name), Some(id));
        } else {
            faults.say(
                &format!("{} is mapped to {}, which is no id", quoted(&name, 60), quoted(&id, 60)),
                "an id has lower-case letters, digits and hyphens: `children-in-care`",
            );
        }
    }
    indicators
}

fn periods(
    given: BTreeMap<String, String>,
    faults: &mut Faults<'_>,
) -> HashMap<String, Option<Period>> {
    let mut periods = HashMap::new();
    for (name, period) in given {
        match Some(&period).filter(|p| !p.is_empty()).map(|p| p.parse::<Period>()).transpose() {
            Ok(period) => {
                periods.insert(period_key(&name), period);
            }
            Err(error) => faults.say(&error.to_string(), ""),
        }
    }
    periods
}

/// A period's name as it is compared: punctuation counts, for `2011-12` and `2011/12` differ.
pub(super) fn period_key(name: &str) -> String {
    name.trim().to_lowercase()
}

fn sheet_mapping(given: SheetFile, faults: &mut Faults<'_>) -> SheetMapping {
    let year = given.year.and_then(|text| match text.parse::<Period>() {
        Ok(year) if matches!(year.shape(), Shape::FinancialYear | Shape::CalendarYear) => {
            Some(year)
        }
        _ => {
            faults.say(
                &format!("the year {} is no year", quoted(&text, 40)),
                "write a financial year 2026/27, or a calendar year 2026",
            );
            None
        }
    });
    SheetMapping {
        used: given.r#use,
        header: given.header,
        year,
        authority: given.authority,
        columns: columns(given.columns, faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_says_what_everything_is() {
        let mapping = Mapping::read(
            "m.toml",
            "authority = \"Haringey\"\nextracted = \"2026-11-05\"\ndates = \"month-first\"\n\
             unknown = \"keep\"\n[columns]\n\"PI no.\" = \"code\"\n\"RAG?\" = \"\"\n\
             [indicators]\n\"Our re-refs\" = \"rereferrals\"\n\"Old one\" = \"\"\n\
             [periods]\n\"Month 7\" = \"2026-10\"\n\"YTD\" = \"\"\n\
             [authorities]\n\"LBH\" = \"E09000014\"\n\
             [sheets.\"Front door\"]\nyear = \"2026/27\"\nheader = 4\n[sheets.Workings]\nuse = false\n",
        )
        .unwrap();
        assert!(mapping.keep_unknown && mapping.dates == Some(Reading::Second));
        assert_eq!(mapping.columns["pi no"], Role::Code);
        assert_eq!(mapping.columns["rag"], Role::LeftOut);
        assert_eq!(mapping.indicators["our re refs"].as_deref(), Some("rereferrals"));
        assert_eq!(mapping.indicators["old one"], None);
        assert_eq!(mapping.periods["month 7"], "2026-10".parse().ok());
        let sheet = mapping.sheet(Some("FRONT DOOR"), "x.xlsx").unwrap();
        assert_eq!((sheet.header, sheet.year), (Some(4), "2026/27".parse().ok()));
        assert_eq!(mapping.sheet(Some("Workings"), "x.xlsx").unwrap().used, Some(false));
    }

    #[test]
    fn what_is_wrong_with_it_is_said_whole() {
        let said = |text: &str| -> Vec<String> {
            let complaints = Mapping::read("m.toml", text).unwrap_err();
            complaints.iter().map(|c| format!("{}: {} ({})", c.place, c.message, c.help)).collect()
        };
        let [one] = &said("authority = \n")[..] else { panic!() };
        assert!(one.starts_with("m.toml:1:"), "{one}");
        let [one] = &said("\nautority = \"Haringey\"\n")[..] else { panic!() };
        assert!(one.starts_with("m.toml:2:1: unknown field `autority`"), "{one}");
        let all = said(
            "dates = \"us\"\nextracted = \"5/11\"\n[columns]\nA = \"valeu\"\n[indicators]\nB = \"X Y\"\n\
             [periods]\nC = \"Oct\"\n[sheets.D]\nyear = \"2026-10\"\n",
        );
        assert_eq!(all.len(), 6);
        assert!(all.iter().any(|said| said.contains("did you mean `value`?")), "{all:#?}");
    }
}
