//! Periods of a file, each text parsed once: the same months come again for every indicator.

use crate::domain::period::{Period, PeriodError};

/// How many different texts are remembered.
const MOST: usize = 64;

/// The periods met so far.
#[derive(Debug, Default)]
pub(super) struct Periods {
    known: Vec<(Box<str>, Period)>,
    /// Where the next one probably stands: histories repeat in the same order.
    next: usize,
}

impl Periods {
    /// The period that a text names.
    ///
    /// # Errors
    /// Where it names none: what was found and what is wanted.
    pub(super) fn parse(&mut self, text: &str) -> Result<Period, PeriodError> {
        if let Some((known, period)) = self.known.get(self.next)
            && **known == *text
        {
            self.next += 1;
            return Ok(*period);
        }
        if let Some(at) = self.known.iter().position(|(known, _)| **known == *text)
            && let Some((_, period)) = self.known.get(at)
        {
            self.next = at + 1;
            return Ok(*period);
        }
        let period: Period = text.parse()?;
        if self.known.len() < MOST {
            self.known.push((text.into(), period));
        }
        self.next = self.known.len();
        Ok(period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remembered_period_is_the_parsed_one() {
        let mut periods = Periods::default();
        for text in ["2026-01", "2026-02", "2026-01", "2026-02", "2026-02", "2026/27-Q1", "2026"] {
            assert_eq!(periods.parse(text), text.parse());
        }
        assert!(periods.parse("2026-13").is_err());
        for year in 1990..2099 {
            let text = format!("{year}-05");
            assert_eq!(periods.parse(&text), text.parse());
        }
    }
}
