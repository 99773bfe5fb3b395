//! What a column is for, by what it is called.

use crate::domain::authority::fold;
use crate::domain::period::Period;

use super::when::{self, When};

/// What a column is for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Role {
    /// What is measured: an id, code, name or other name of an indicator.
    Indicator,
    /// A code beside the name.
    Code,
    /// The period.
    Period,
    /// The year of a month or quarter that stands in another column.
    Year,
    /// The figure.
    Value,
    /// How many.
    Numerator,
    /// Out of how many.
    Denominator,
    /// Why there is no figure.
    Missing,
    /// How settled the figure is.
    Status,
    /// The green bound, for the year that the heading names.
    Target(Option<Period>),
    /// The amber bound.
    Amber,
    /// Context.
    Comment,
    /// About the figure's quality.
    Note,
    /// Whose figure.
    Authority,
    /// Its code.
    AuthorityCode,
    /// What a breakdown is by.
    By,
    /// A category of a breakdown.
    Category,
    /// Which part of a figure a row gives: value, numerator, denominator.
    Part,
    /// A figure to compare with, by the benchmark's name.
    Benchmark(&'static str),
    /// Where the figure came from.
    Source,
    /// When it was extracted.
    Extracted,
    /// Known, and nothing that a snapshot holds.
    LeftOut,
}

/// Usual names of columns, folded: lower case, punctuation as spaces.
const NAMES: &[(&str, Role)] = &[
    ("indicator", Role::Indicator),
    ("indicators", Role::Indicator),
    ("indicator id", Role::Indicator),
    ("indicator name", Role::Indicator),
    ("indicator description", Role::Indicator),
    ("measure", Role::Indicator),
    ("measures", Role::Indicator),
    ("measure name", Role::Indicator),
    ("performance indicator", Role::Indicator),
    ("performance measure", Role::Indicator),
    ("kpi", Role::Indicator),
    ("pi", Role::Indicator),
    ("metric", Role::Indicator),
    ("name", Role::Indicator),
    ("description", Role::Indicator),
    ("id", Role::Code),
    ("ref", Role::Code),
    ("reference", Role::Code),
    ("code", Role::Code),
    ("pi ref", Role::Code),
    ("kpi ref", Role::Code),
    ("indicator ref", Role::Code),
    ("indicator code", Role::Code),
    ("measure code", Role::Code),
    ("no", Role::Code),
    ("period", Role::Period),
    ("reporting period", Role::Period),
    ("time period", Role::Period),
    ("month", Role::Period),
    ("month ending", Role::Period),
    ("date", Role::Period),
    ("period end", Role::Period),
    ("period ending", Role::Period),
    ("week", Role::Period),
    ("week ending", Role::Period),
    ("quarter", Role::Period),
    ("qtr", Role::Period),
    ("financial year", Role::Year),
    ("fy", Role::Year),
    ("year", Role::Year),
    ("value", Role::Value),
    ("actual", Role::Value),
    ("figure", Role::Value),
    ("result", Role::Value),
    ("outturn", Role::Value),
    ("performance", Role::Value),
    ("percentage", Role::Value),
    ("rate", Role::Value),
    ("numerator", Role::Numerator),
    ("num", Role::Numerator),
    ("n", Role::Numerator),
    ("denominator", Role::Denominator),
    ("den", Role::Denominator),
    ("denom", Role::Denominator),
    ("d", Role::Denominator),
    ("cohort", Role::Denominator),
    ("out of", Role::Denominator),
    ("base", Role::Denominator),
    ("missing", Role::Missing),
    ("missing reason", Role::Missing),
    ("reason missing", Role::Missing),
    ("status", Role::Status),
    ("target", Role::Target(None)),
    ("green", Role::Target(None)),
    ("green target", Role::Target(None)),
    ("amber", Role::Amber),
    ("amber target", Role::Amber),
    ("tolerance", Role::LeftOut),
    ("comment", Role::Comment),
    ("comments", Role::Comment),
    ("commentary", Role::Comment),
    ("narrative", Role::Comment),
    ("context", Role::Comment),
    ("notes", Role::Comment),
    ("data note", Role::Note),
    ("data notes", Role::Note),
    ("data quality", Role::Note),
    ("caveat", Role::Note),
    ("authority", Role::Authority),
    ("local authority", Role::Authority),
    ("authority name", Role::Authority),
    ("council", Role::Authority),
    ("borough", Role::Authority),
    ("la", Role::Authority),
    ("la name", Role::Authority),
    ("area", Role::Authority),
    ("area name", Role::Authority),
    ("authority code", Role::AuthorityCode),
    ("la code", Role::AuthorityCode),
    ("new la code", Role::AuthorityCode),
    ("ons code", Role::AuthorityCode),
    ("area code", Role::AuthorityCode),
    ("breakdown", Role::Category),
    ("category", Role::Category),
    ("breakdown topic", Role::By),
    ("breakdown by", Role::By),
    ("by", Role::By),
    ("dimension", Role::By),
    ("characteristic", Role::By),
    ("part", Role::Part),
    ("figure type", Role::Part),
    ("data item", Role::Part),
    ("row type", Role::Part),
    ("england", Role::Benchmark("england")),
    ("england average", Role::Benchmark("england")),
    ("england avg", Role::Benchmark("england")),
    ("national", Role::Benchmark("england")),
    ("national average", Role::Benchmark("england")),
    ("statistical neighbours", Role::Benchmark("statistical-neighbours")),
    ("statistical neighbour", Role::Benchmark("statistical-neighbours")),
    ("statistical neighbour average", Role::Benchmark("statistical-neighbours")),
    ("stat neighbours", Role::Benchmark("statistical-neighbours")),
    ("stat neighbour", Role::Benchmark("statistical-neighbours")),
    ("sn", Role::Benchmark("statistical-neighbours")),
    ("sn average", Role::Benchmark("statistical-neighbours")),
    ("region", Role::Benchmark("region")),
    ("regional average", Role::Benchmark("region")),
    ("london", Role::Benchmark("region")),
    ("london average", Role::Benchmark("region")),
    ("source", Role::Source),
    ("source report", Role::Source),
    ("extracted", Role::Extracted),
    ("extract date", Role::Extracted),
    ("extracted on", Role::Extracted),
    ("as at", Role::Extracted),
    ("report date", Role::Extracted),
    ("section", Role::LeftOut),
    ("theme", Role::LeftOut),
    ("service", Role::LeftOut),
    ("definition", Role::LeftOut),
    ("unit", Role::LeftOut),
    ("units", Role::LeftOut),
    ("polarity", Role::LeftOut),
    ("good is", Role::LeftOut),
    ("frequency", Role::LeftOut),
    ("rag", Role::LeftOut),
    ("rag rating", Role::LeftOut),
    ("rating", Role::LeftOut),
    ("dot", Role::LeftOut),
    ("direction", Role::LeftOut),
    ("direction of travel", Role::LeftOut),
    ("trend", Role::LeftOut),
    ("sparkline", Role::LeftOut),
    ("change", Role::LeftOut),
    ("variance", Role::LeftOut),
    ("owner", Role::LeftOut),
    ("lead", Role::LeftOut),
    ("lead officer", Role::LeftOut),
    ("source url", Role::LeftOut),
    ("url", Role::LeftOut),
    ("ytd", Role::LeftOut),
    ("year to date", Role::LeftOut),
    ("total", Role::LeftOut),
    ("average", Role::LeftOut),
];

/// The words of a mapping file for what a column is for.
const WORDS: &[(&str, Role)] = &[
    ("indicator", Role::Indicator),
    ("code", Role::Code),
    ("period", Role::Period),
    ("year", Role::Year),
    ("value", Role::Value),
    ("numerator", Role::Numerator),
    ("denominator", Role::Denominator),
    ("missing", Role::Missing),
    ("status", Role::Status),
    ("target", Role::Target(None)),
    ("amber", Role::Amber),
    ("comment", Role::Comment),
    ("data-note", Role::Note),
    ("authority", Role::Authority),
    ("authority-code", Role::AuthorityCode),
    ("by", Role::By),
    ("category", Role::Category),
    ("part", Role::Part),
    ("england", Role::Benchmark("england")),
    ("statistical-neighbours", Role::Benchmark("statistical-neighbours")),
    ("region", Role::Benchmark("region")),
    ("source", Role::Source),
    ("extracted", Role::Extracted),
    ("", Role::LeftOut),
];

impl Role {
    /// What a column of this name is for; `None` where nobody knows.
    pub(super) fn of(heading: &str) -> Option<Self> {
        let folded = fold(heading);
        if heading.trim() == "%" {
            return Some(Self::Value);
        }
        if let Some((_, role)) = NAMES.iter().find(|(name, _)| *name == folded) {
            return Some(role.clone());
        }
        // `Value (%)`, `Target 2026/27`.
        let bare = heading.split(['(', '[']).next().map(fold).filter(|bare| !bare.is_empty());
        if let Some((_, role)) = bare.and_then(|bare| NAMES.iter().find(|(name, _)| *name == bare))
        {
            return Some(role.clone());
        }
        let lower = heading.trim().to_lowercase();
        for (word, amber) in [("target", false), ("amber", true)] {
            let rest = lower.strip_prefix(word).or_else(|| lower.strip_suffix(word));
            if let Some(When::Period(period)) = rest.and_then(|rest| when::of_text(rest.trim())) {
                return Some(if amber { Self::Amber } else { Self::Target(Some(period)) });
            }
        }
        None
    }

    /// The role that a mapping file's word names.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        WORDS.iter().find(|(known, _)| *known == word).map(|(_, role)| role.clone())
    }

    /// Its word in a mapping file; empty for what is left out.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Target(_) => "target",
            role => WORDS.iter().find(|(_, known)| known == role).map_or("", |(word, _)| word),
        }
    }

    /// Every word that a mapping file may use.
    pub(super) fn words() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(word, _)| *word).filter(|word| !word.is_empty())
    }
}

/// Which part of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Part {
    /// The figure itself.
    #[default]
    Value,
    /// How many.
    Numerator,
    /// Out of how many.
    Denominator,
    /// The green bound.
    Target,
}

impl Part {
    /// The part that a word names.
    pub(super) fn of(text: &str) -> Option<Self> {
        Some(match fold(text).as_str() {
            "value" | "actual" | "figure" | "result" | "rate" | "percentage" | "performance"
            | "per cent" | "percent" => Self::Value,
            "numerator" | "num" | "n" | "count" => Self::Numerator,
            "denominator" | "den" | "denom" | "d" | "cohort" => Self::Denominator,
            "target" => Self::Target,
            "" if text.trim() == "%" => Self::Value,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_are_known_and_others_are_not() {
        for (heading, want) in [
            ("Indicator", Role::Indicator),
            ("PI", Role::Indicator),
            ("Ref.", Role::Code),
            ("INDICATOR_NAME", Role::Indicator),
            ("Value (%)", Role::Value),
            ("Local Authority", Role::Authority),
            ("Statistical Neighbours", Role::Benchmark("statistical-neighbours")),
            ("RAG", Role::LeftOut),
            ("Target 2026/27", Role::Target("2026/27".parse().ok())),
            ("2026/27 target", Role::Target("2026/27".parse().ok())),
        ] {
            assert_eq!(Role::of(heading), Some(want), "{heading}");
        }
        assert_eq!(Role::of("Oct-26"), None);
        assert_eq!(Role::of("Shoe size"), None);
    }

    #[test]
    fn every_word_of_a_mapping_reads_back() {
        for word in Role::words() {
            assert_eq!(Role::from_word(word).unwrap().word(), word);
        }
        assert_eq!(Role::from_word("colour"), None);
    }

    #[test]
    fn no_name_stands_twice() {
        let mut names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(names.iter().all(|name| fold(name) == *name));
    }
}
