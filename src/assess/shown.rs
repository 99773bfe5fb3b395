//! Figures as the room reads them, put into words when somebody reads them.
//!
//! A board has thousands of figures and a screen has room for a few: a row keeps what its words
//! need, and [`Shown::text`] writes them.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use crate::domain::indicator::Indicator;
use crate::domain::observation::{Figure, Fraction};
use crate::domain::period::Period;
use crate::domain::value::{Missing, Unit, Value, brief, round};

/// A figure as the room reads it: `18.4%`, `7 of 12`, `+0.5`, `–`. In JSON it is that text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shown {
    /// There is none: `–`.
    Nothing,
    /// Rounded, with its unit: `18.4%`.
    Number(f64, Unit, u8),
    /// As briefly as it can be written, without a unit: `120`.
    Brief(f64),
    /// A small cohort, in numbers: `7 of 12`.
    Of(Fraction),
    /// A difference with its sign: `+0.5`.
    Change(f64, Unit, u8),
    /// What a small cohort is compared with: `was 7 of 30`.
    Was(Fraction),
    /// A benchmark that is still awaited: `due Jan 27`.
    Due(Period),
    /// In public, why there is no figure: `c`.
    Symbol(Symbol),
}

/// What stands in public in the place of a figure, as the Department for Education writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symbol {
    /// Held back because it could identify a child.
    Suppressed,
    /// The question does not arise.
    NotApplicable,
    /// Late, not collected, nobody in the cohort.
    NotAvailable,
    /// It rounds to zero and is not.
    NearlyNothing,
}

impl Symbol {
    /// Each, in the order of a legend.
    pub const ALL: [Self; 4] =
        [Self::Suppressed, Self::NotApplicable, Self::NotAvailable, Self::NearlyNothing];

    /// Its letter.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Suppressed => "c",
            Self::NotApplicable => "z",
            Self::NotAvailable => "x",
            Self::NearlyNothing => "k",
        }
    }

    /// What the letter says.
    pub fn words(self) -> &'static str {
        match self {
            Self::Suppressed => "suppressed",
            Self::NotApplicable => "not applicable",
            Self::NotAvailable => "not available",
            Self::NearlyNothing => "rounds to zero but is not",
        }
    }

    /// What every letter says: `c suppressed, z not applicable, ...`.
    pub fn legend() -> String {
        Self::ALL.map(|symbol| format!("{} {}", symbol.letter(), symbol.words())).join(", ")
    }

    fn of(missing: Option<Missing>) -> Self {
        match missing {
            Some(Missing::Suppressed) => Self::Suppressed,
            Some(Missing::NotApplicable) => Self::NotApplicable,
            Some(Missing::NotCollected | Missing::Late | Missing::NoCohort) | None => {
                Self::NotAvailable
            }
        }
    }
}

impl Shown {
    /// A number in the indicator's unit.
    pub fn number(indicator: &Indicator, number: f64) -> Self {
        Self::Number(number, indicator.unit, indicator.decimals)
    }

    /// A figure; of a small cohort its numbers, not a percentage.
    pub fn figure(indicator: &Indicator, figure: &Figure) -> Self {
        match (figure.value.number(), figure.fraction) {
            // Only a share reads as so many of so many: an average of days does not.
            (Some(_), Some(f))
                if indicator.unit == Unit::Percent && f.denominator < indicator.small_cohort =>
            {
                Self::Of(f)
            }
            (Some(number), _) => Self::number(indicator, number),
            (None, Some(f)) if f.denominator == 0.0 => Self::Of(f),
            (None, _) => Self::Nothing,
        }
    }

    /// A figure as the public reads it: a symbol where there is none, or nearly none.
    pub fn in_public(indicator: &Indicator, figure: &Figure) -> Self {
        match (figure.value, Self::figure(indicator, figure)) {
            (Value::Missing(reason), _) => Self::Symbol(Symbol::of(reason)),
            (Value::Number(n), Self::Number(..))
                if n != 0.0 && round(n, indicator.decimals) == 0.0 =>
            {
                Self::Symbol(Symbol::NearlyNothing)
            }
            (Value::Number(_), shown) => shown,
        }
    }

    /// Whether it is given in numbers: `7 of 12`.
    pub fn is_of(self) -> bool {
        matches!(self, Self::Of(_))
    }

    /// The symbol that stands in the place of a figure.
    pub fn symbol(self) -> Option<Symbol> {
        match self {
            Self::Symbol(symbol) => Some(symbol),
            _ => None,
        }
    }

    /// Whether it is what a small cohort is compared with: `was 7 of 30`.
    pub fn is_was(self) -> bool {
        matches!(self, Self::Was(_))
    }

    /// The words.
    pub fn text(self) -> String {
        let of = |f: Fraction| format!("{} of {}", brief(f.numerator), brief(f.denominator));
        match self {
            Self::Nothing => "–".to_owned(),
            Self::Number(number, unit, decimals) => unit.write(number, decimals),
            Self::Brief(number) => brief(number),
            Self::Of(fraction) => of(fraction),
            Self::Change(by, unit, decimals) => unit.write_change(by, decimals),
            Self::Was(fraction) => format!("was {}", of(fraction)),
            Self::Due(period) => format!("due {}", period.short()),
            Self::Symbol(symbol) => symbol.letter().to_owned(),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text())
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl JsonSchema for Shown {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

impl PartialEq<&str> for Shown {
    fn eq(&self, other: &&str) -> bool {
        self.text() == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::indicator::Frequency;
    use crate::domain::observation::Status;

    #[test]
    fn each_form_is_read_as_people_read_it() {
        let few = Fraction { numerator: 7.0, denominator: 12.0 };
        let due = "2027-01".parse().unwrap();
        for (shown, text) in [
            (Shown::Nothing, "–"),
            (Shown::Number(18.387, Unit::Percent, 1), "18.4%"),
            (Shown::Brief(120.0), "120"),
            (Shown::Of(few), "7 of 12"),
            (Shown::Change(0.5, Unit::Percent, 1), "+0.5"),
            (Shown::Was(few), "was 7 of 12"),
            (Shown::Due(due), "due Jan 27"),
        ] {
            assert_eq!(shown, text);
            assert_eq!(serde_json::to_string(&shown).unwrap(), format!("{text:?}"));
            assert_eq!(format!("{shown:>12}").chars().count(), 12);
        }
    }

    #[test]
    fn in_public_a_symbol_says_why_there_is_no_figure() {
        let indicator = Indicator::unknown("x", Unit::Percent, 1, Frequency::Monthly);
        let shown = |value| {
            let figure = Figure { value, fraction: None, status: Status::Final };
            Shown::in_public(&indicator, &figure).text()
        };
        assert_eq!(shown(Value::Missing(Some(Missing::Suppressed))), "c");
        assert_eq!(shown(Value::Missing(Some(Missing::NotApplicable))), "z");
        assert_eq!(shown(Value::Missing(Some(Missing::Late))), "x");
        assert_eq!(shown(Value::Missing(None)), "x");
        assert_eq!(shown(Value::Number(0.04)), "k");
        assert_eq!(shown(Value::Number(0.0)), "0.0%");
        assert_eq!(shown(Value::Number(18.4)), "18.4%");
    }

    #[test]
    fn a_small_cohort_is_shown_in_numbers_only_where_it_is_a_share() {
        let of = |unit, number, denominator| {
            let indicator = Indicator::unknown("x", unit, 1, Frequency::Monthly);
            let value = if denominator > 0.0 {
                Value::Number(number)
            } else {
                Value::Missing(Some(Missing::NoCohort))
            };
            let fraction = Some(Fraction { numerator: 6.0, denominator });
            Shown::figure(&indicator, &Figure { value, fraction, status: Status::Final }).text()
        };
        assert_eq!(of(Unit::Percent, 22.2, 27.0), "6 of 27");
        assert_eq!(of(Unit::Percent, 20.0, 30.0), "20.0%");
        assert_eq!(of(Unit::Days, 12.0, 27.0), "12.0 days");
        assert_eq!(of(Unit::Percent, 0.0, 0.0), "6 of 0");
    }
}
