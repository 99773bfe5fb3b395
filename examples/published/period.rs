//! From the tool's year label to a period in callover's notation.
//!
//! The label names the year in which a period *ends*, except for calendar years and for the finance
//! measures, which write the financial year out. What it means hangs on the measure's year type.

/// What a measure's year label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum YearType {
    /// A year from April to March, or a count on its last day, 31 March.
    Financial,
    /// A school year, September to August.
    Academic,
    /// January to December.
    Calendar,
    /// A count in January.
    January,
    /// A count on 30 September, or the year to it.
    September,
}

impl YearType {
    /// The year type that the tool calls by this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "Financial Year" | "Annual" => Some(Self::Financial),
            "Academic Year" => Some(Self::Academic),
            "Calendar Year" => Some(Self::Calendar),
            "Annual - January" => Some(Self::January),
            "Annual (end of Sept)" => Some(Self::September),
            _ => None,
        }
    }

    /// The period that a label stands for; none where the label is not of this year type.
    pub(crate) fn period(self, label: &str) -> Option<String> {
        match self {
            Self::Financial => {
                spelled_out(label).or_else(|| plain(label)).map(|ends| years(ends - 1, ends))
            }
            Self::Academic => plain(label).map(|ends| format!("AY{}", years(ends - 1, ends))),
            Self::Calendar => plain(label).map(|year| year.to_string()),
            Self::January => plain(label).map(|year| format!("{year}-01")),
            Self::September => plain(label).map(|year| format!("{year}-09")),
        }
    }
}

fn years(starts: u16, ends: u16) -> String {
    format!("{starts}/{:02}", ends % 100)
}

/// `2025`.
fn plain(label: &str) -> Option<u16> {
    let digits = label.len() == 4 && label.bytes().all(|byte| byte.is_ascii_digit());
    label.parse().ok().filter(|year| digits && (1991..=2100).contains(year))
}

/// The year in which `2024-25` or `2024-25 (OT)`, which is an outturn, ends.
fn spelled_out(label: &str) -> Option<u16> {
    let (starts, ends) = label.strip_suffix(" (OT)").unwrap_or(label).split_once('-')?;
    let next = plain(starts)? + 1;
    (ends == format!("{:02}", next % 100)).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(year_type: &str, label: &str) -> Option<String> {
        YearType::named(year_type).unwrap().period(label)
    }

    #[test]
    fn each_year_type_has_its_notation() {
        let cases = [
            ("Financial Year", "2025", "2024/25"),
            ("Financial Year", "2000", "1999/00"),
            ("Financial Year", "2023-24", "2023/24"),
            ("Financial Year", "2023-24 (OT)", "2023/24"),
            ("Annual", "2025", "2024/25"),
            ("Academic Year", "2025", "AY2024/25"),
            ("Calendar Year", "2024", "2024"),
            ("Annual - January", "2025", "2025-01"),
            ("Annual (end of Sept)", "2025", "2025-09"),
        ];
        for (year_type, label, expected) in cases {
            assert_eq!(period(year_type, label).as_deref(), Some(expected), "{year_type} {label}");
        }
    }

    #[test]
    fn other_labels_are_refused() {
        let labels =
            ["", "25", "+025", "2023-25", "2023-24 (B)", "2023/24", "AY2024", "1850", "20244"];
        for label in labels {
            assert_eq!(period("Financial Year", label), None, "{label}");
        }
        assert_eq!(period("Calendar Year", "2023-24"), None);
        assert_eq!(YearType::named("Fortnightly"), None);
    }
}
