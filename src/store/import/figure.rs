//! From what a cell says to a figure of an indicator's unit.

use crate::domain::observation::Fraction;
use crate::domain::value::{Unit, brief};

use super::cell::Cell;
use super::gathered::Given;
use super::number::{Said, said};
use crate::store::text::quoted;

/// A figure's parts as one cell gives them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Read {
    pub given: Given,
    pub fraction: Option<Fraction>,
    /// A formula that is broken stood there.
    pub broken: Option<&'static str>,
}

/// Why a cell is no figure: what was found and wanted, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub code: &'static str,
    pub message: String,
    pub help: &'static str,
}

/// Reads a cell of figures of an indicator; `unit` is `None` for one that the catalogue lacks.
pub(super) fn read(cell: &Cell<'_>, unit: Option<Unit>) -> Result<Read, Wrong> {
    let Some(said) = said(cell) else {
        return Err(Wrong {
            code: "not-a-figure",
            message: format!(
                "{} is no figure, {} is wanted",
                quoted(&cell.shown(), 40),
                wanted(unit)
            ),
            help: if is_decimal_comma(&cell.shown()) {
                "write it with a point: 17.9; a comma keeps thousands apart"
            } else {
                "write the number alone, or a code for why there is none: c, x, z"
            },
        });
    };
    let given = match said {
        Said::Blank => Given::Blank,
        Said::Missing(missing) => Given::Missing(missing),
        Said::Broken(word) => {
            let given = Given::Missing(crate::domain::value::Missing::NotCollected);
            return Ok(Read { given, broken: Some(word), ..Read::default() });
        }
        Said::Number { number, percent } => {
            if percent && !matches!(unit, None | Some(Unit::Percent)) {
                return Err(Wrong {
                    code: "percentage",
                    message: format!("a percentage, {} is wanted", wanted(unit)),
                    help: "check which indicator this is, or take the percentage format off",
                });
            }
            if unit == Some(Unit::Count) && number < 0.0 {
                return Err(Wrong {
                    code: "negative-count",
                    message: format!("a count of {}, 0 or more is wanted", brief(number)),
                    help: "put the figure right",
                });
            }
            Given::Number(number)
        }
        Said::Of { fraction, value } => {
            if unit == Some(Unit::Count) {
                return Err(Wrong {
                    code: "not-a-figure",
                    message: format!("{} where a count is wanted", quoted(&cell.shown(), 40)),
                    help: "write one number",
                });
            }
            let given = value.map_or(Given::Absent, Given::Number);
            return Ok(Read { given, fraction: Some(fraction), broken: None });
        }
    };
    Ok(Read { given, ..Read::default() })
}

/// A number that is a part of a figure: a numerator, a target. `Ok(None)`: nothing stands there,
/// or why there is nothing.
pub(super) fn number(cell: &Cell<'_>) -> Result<Option<f64>, Wrong> {
    match said(cell) {
        Some(Said::Number { number, .. }) => Ok(Some(number)),
        Some(Said::Blank | Said::Missing(_) | Said::Broken(_)) => Ok(None),
        Some(Said::Of { .. }) | None => Err(Wrong {
            code: "not-a-number",
            message: format!("{} is no number, one is wanted", quoted(&cell.shown(), 40)),
            help: "write the number alone",
        }),
    }
}

/// Whether a text is a number with a comma where the point should be.
fn is_decimal_comma(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    text.split_once(',').is_some_and(|(whole, part)| {
        digits(whole.trim_start_matches('-')) && digits(part.trim_end_matches(['%', ' ']))
    })
}

fn wanted(unit: Option<Unit>) -> &'static str {
    match unit {
        Some(Unit::Count) => "a count",
        Some(Unit::Percent) => "a percentage",
        Some(Unit::RatePer10000) => "a rate per 10,000",
        Some(Unit::Ratio) => "a ratio",
        Some(Unit::Days) => "a number of days",
        Some(Unit::Weeks) => "a number of weeks",
        Some(Unit::Pounds) => "an amount in pounds",
        Some(Unit::Score) => "a score",
        None => "a number",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_one_only_where_the_unit_is() {
        let given = |cell: Cell<'_>, unit| read(&cell, unit).map(|read| read.given);
        assert_eq!(given(Cell::Percent(18.4), Some(Unit::Percent)), Ok(Given::Number(18.4)));
        assert_eq!(given(Cell::text("18.4%"), None), Ok(Given::Number(18.4)));
        assert_eq!(given(Cell::text("18.4"), Some(Unit::Percent)), Ok(Given::Number(18.4)));
        for unit in [Unit::Count, Unit::Days, Unit::RatePer10000] {
            assert_eq!(given(Cell::Percent(18.4), Some(unit)).unwrap_err().code, "percentage");
        }
        assert_eq!(
            given(Cell::Number(-1.0), Some(Unit::Count)).unwrap_err().code,
            "negative-count"
        );
        assert_eq!(
            given(Cell::text("5 of 6"), Some(Unit::Count)).unwrap_err().code,
            "not-a-figure"
        );
        assert_eq!(
            given(Cell::text("↑"), Some(Unit::Days)).unwrap_err().message,
            "`↑` is no figure, a number of days is wanted"
        );
    }
}
