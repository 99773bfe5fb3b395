//! From figures as they came to observations: parts put together, repeats and contradictions found.

mod count;
mod pieces;

use std::collections::HashMap;

use crate::domain::observation::Status;
use crate::domain::period::Period;
use crate::domain::value::{Missing, Unit, brief};

use super::desk::Desk;
use super::gathered::{Extra, Fact, Gathered, Given};
use super::told::{Said, Spot, Told};
pub use count::{Count, REASONS};
use pieces::{Pieces, Repeats, half};

/// A figure put together: a number, or why there is none; the numbers it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Parts {
    pub number: Option<f64>,
    pub missing: Option<Missing>,
    /// Both or neither.
    pub fraction: Option<(f64, f64)>,
}

/// One indicator's figure for one period, and what stands beside it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Observed {
    pub indicator: u32,
    pub period: Period,
    pub parts: Parts,
    pub status: Option<Status>,
    pub extra: Extra,
    /// What it is by, the category, its figure.
    pub breakdowns: Vec<(String, String, Parts)>,
}

/// What becomes one snapshot: an authority's figures for the periods that end in one month, as
/// extracted at one time.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    pub authority: u16,
    pub month: Period,
    pub extract: u16,
    pub observations: Vec<Observed>,
}

/// Goes through everything that was gathered, group by group.
pub(super) struct Merging<'m, 'd> {
    pub desk: &'m Desk<'d>,
    pub told: &'m mut Told,
    /// Figures by indicator number.
    pub counts: HashMap<u32, Count>,
    /// Figures that repeat another exactly.
    pub repeated: usize,
    shares: HashMap<(u16, u32), Shares>,
}

/// Numbers of a percentage that may be shares.
struct Shares {
    figures: usize,
    largest: f64,
    parted: bool,
    first: Spot,
}

impl<'m, 'd> Merging<'m, 'd> {
    pub(super) fn new(desk: &'m Desk<'d>, told: &'m mut Told) -> Self {
        Self { desk, told, counts: HashMap::new(), repeated: 0, shares: HashMap::new() }
    }

    /// Hands on every group: by authority, month and time of extract.
    pub(super) fn groups(
        &mut self,
        gathered: &mut Gathered,
        each: &mut dyn FnMut(&Gathered, Group),
    ) {
        let mut facts = std::mem::take(&mut gathered.facts);
        facts.retain(Fact::says_anything);
        let extracts = gathered.extracts.clone();
        let stamp = |extract: u16| extracts.get(usize::from(extract)).copied();
        facts.sort_unstable_by(|a, b| {
            let place = |f: &Fact| (f.authority, month(f.period), stamp(f.extract), f.extract);
            place(a)
                .cmp(&place(b))
                .then_with(|| (a.indicator, a.period, a.spot).cmp(&(b.indicator, b.period, b.spot)))
        });
        let one = |a: &Fact, b: &Fact| {
            (a.authority, month(a.period), a.extract) == (b.authority, month(b.period), b.extract)
        };
        for chunk in facts.chunk_by(one) {
            let Some(first) = chunk.first() else { continue };
            let same = |a: &Fact, b: &Fact| (a.indicator, a.period) == (b.indicator, b.period);
            let observations: Vec<Observed> =
                chunk.chunk_by(same).filter_map(|facts| self.observed(gathered, facts)).collect();
            if !observations.is_empty() {
                let month = month(first.period);
                let (authority, extract) = (first.authority, first.extract);
                each(gathered, Group { authority, month, extract, observations });
            }
        }
        self.doubt_shares(gathered);
    }

    /// One indicator's figure of one period from all its cells; `None` where there is none.
    fn observed(&mut self, gathered: &Gathered, facts: &[Fact]) -> Option<Observed> {
        let first = facts.first()?;
        let id = gathered.indicators.get(first.indicator as usize)?;
        let unit = self.desk.unit(id);
        let mut whole = Pieces::default();
        let mut parts: Vec<(&(String, String), Pieces)> = Vec::new();
        let mut extra = Extra::default();
        let mut status = None;
        for fact in facts {
            self.note_share(fact, unit);
            status = status.or(fact.status);
            let category = fact.extra.as_ref().and_then(|extra| extra.category.as_ref());
            let pieces = match category {
                None => &mut whole,
                Some(category) => {
                    let at = parts.iter().position(|(known, _)| *known == category);
                    let at = at.unwrap_or_else(|| {
                        parts.push((category, Pieces::default()));
                        parts.len() - 1
                    });
                    match parts.get_mut(at) {
                        Some((_, pieces)) => pieces,
                        None => continue,
                    }
                }
            };
            let repeats = pieces.put(fact);
            match repeats {
                Repeats::No => {}
                Repeats::Same => self.repeated += 1,
                Repeats::Otherwise(before) => self.contradicted(id, fact, before, pieces.given),
            }
            if let Some(beside) = fact.extra.as_deref().filter(|_| category.is_none()) {
                add_beside(&mut extra, beside);
            }
        }
        let mut breakdowns = Vec::new();
        for ((by, category), pieces) in parts {
            let spot = pieces.first.unwrap_or(first.spot);
            if let Some(parts) = self.finish(&pieces, id, unit, spot) {
                breakdowns.push((by.clone(), category.clone(), parts));
            }
        }
        let spot = whole.first.unwrap_or(first.spot);
        let parts = match self.finish(&whole, id, unit, spot) {
            Some(parts) => parts,
            // The parts are there without their whole: nothing says what that is.
            None if !breakdowns.is_empty() => {
                Parts { missing: Some(Missing::NotCollected), ..Parts::default() }
            }
            None => return None,
        };
        let count = self.counts.entry(first.indicator).or_default();
        count.add(&parts, false);
        for (_, _, parts) in &breakdowns {
            count.add(parts, true);
        }
        let (indicator, period) = (first.indicator, first.period);
        Some(Observed { indicator, period, parts, status, extra, breakdowns })
    }

    fn contradicted(&mut self, id: &str, fact: &Fact, before: Spot, kept: Given) {
        let at = self.told.name(before);
        let period = fact.period;
        let message = match (kept, fact.given) {
            (Given::Number(kept), Given::Number(other)) => {
                format!("`{id}` for {period} is {} here and {} in {at}", brief(other), brief(kept))
            }
            _ => format!("`{id}` for {period} is there twice, first in {at}, and not the same"),
        };
        let help = "keep one of the two; the first was taken. A corrected figure needs the date of \
                    its extract: a column `Extracted`, or a second import with --extracted";
        self.told.at(fact.spot, None, Said::error("duplicate-figure", message, help));
    }

    /// Numbers that might be shares, 0.184, where percentages, 18.4, are wanted.
    fn note_share(&mut self, fact: &Fact, unit: Option<Unit>) {
        if unit != Some(Unit::Percent) {
            return;
        }
        let Given::Number(number) = fact.given else { return };
        let shares = self.shares.entry((fact.spot.table, fact.indicator)).or_insert(Shares {
            figures: 0,
            largest: 0.0,
            parted: false,
            first: fact.spot,
        });
        shares.figures += 1;
        shares.largest = shares.largest.max(number);
        shares.parted |= number > 0.0 && number < 1.0;
    }

    fn doubt_shares(&mut self, gathered: &Gathered) {
        let mut doubted: Vec<_> = self
            .shares
            .iter()
            .filter(|(_, s)| s.figures >= 3 && s.parted && s.largest <= 1.0)
            .map(|((_, indicator), shares)| (shares.first, *indicator, shares.largest))
            .collect();
        doubted.sort_by_key(|(spot, ..)| *spot);
        for (spot, indicator, largest) in doubted {
            let Some(id) = gathered.indicators.get(indicator as usize) else { continue };
            let message = format!(
                "`{id}` is a percentage, and none of its figures here is above {}",
                brief(largest)
            );
            let help = "if these are shares, write them as percentages: 18.4, not 0.184";
            self.told.at(spot, None, Said::warning("shares", message, help));
        }
    }

    /// A figure from its pieces; `None` where they make none.
    fn finish(
        &mut self,
        pieces: &Pieces,
        id: &str,
        unit: Option<Unit>,
        spot: Spot,
    ) -> Option<Parts> {
        let fraction = self.fraction(pieces, id, spot);
        if fraction.is_some_and(|(_, denominator)| denominator == 0.0) {
            let missing = match pieces.given {
                Given::Missing(reason) => reason,
                _ => Missing::NoCohort,
            };
            return Some(Parts { number: None, missing: Some(missing), fraction });
        }
        match pieces.given {
            Given::Number(number) => Some(Parts { number: Some(number), missing: None, fraction }),
            Given::Missing(reason) => {
                // A figure that is held back does not stand beside the numbers that make it.
                Some(Parts { number: None, missing: Some(reason), fraction: None })
            }
            Given::Absent | Given::Blank if fraction.is_some() && unit == Some(Unit::Count) => {
                let message = format!("`{id}` is a count, which does not follow from two numbers");
                let said = Said::error("no-figure", message, "give the count itself as the value");
                self.told.at(spot, None, said);
                None
            }
            Given::Absent | Given::Blank if fraction.is_some() => {
                Some(Parts { number: None, missing: None, fraction })
            }
            Given::Blank => {
                Some(Parts { missing: Some(Missing::NotCollected), ..Parts::default() })
            }
            Given::Absent => None,
        }
    }

    /// The numerator and denominator, where both are there and can be true.
    fn fraction(&mut self, pieces: &Pieces, id: &str, spot: Spot) -> Option<(f64, f64)> {
        let missing = matches!(pieces.given, Given::Missing(_));
        let said = match (pieces.numerator, pieces.denominator) {
            (None, None) => return None,
            (Some(numerator), Some(denominator)) => {
                if numerator < 0.0 || denominator < 0.0 || (denominator == 0.0 && numerator > 0.0) {
                    Said::error(
                        "bad-denominator",
                        format!(
                            "`{id}`: {} of {}, which cannot be",
                            brief(numerator),
                            brief(denominator)
                        ),
                        "put it right; the two were left out",
                    )
                } else {
                    return Some((numerator, denominator));
                }
            }
            // Where the figure itself is held back, half of what it rests on often stands beside.
            _ if missing => return None,
            (Some(_), None) => half(id, "numerator", "denominator", pieces.given),
            (None, Some(_)) => half(id, "denominator", "numerator", pieces.given),
        };
        self.told.at(spot, None, said);
        None
    }
}

/// The month that a period ends in: the snapshot that its figures stand in.
fn month(period: Period) -> Period {
    period.in_month().unwrap_or(period)
}

impl Fact {
    /// Whether it has a figure, a part of one or something beside one.
    fn says_anything(&self) -> bool {
        self.given != Given::Absent || self.numerator.is_some() || self.denominator.is_some()
    }
}

/// What stands beside a figure in one more place; what was there first stays.
fn add_beside(to: &mut Extra, from: &Extra) {
    let text = |to: &mut Option<String>, from: &Option<String>| {
        if to.is_none() {
            to.clone_from(from);
        }
    };
    text(&mut to.comment, &from.comment);
    text(&mut to.note, &from.note);
    to.target = to.target.or(from.target);
    to.amber = to.amber.or(from.amber);
    for (name, number) in &from.benchmarks {
        if to.benchmarks.iter().all(|(known, _)| known != name) {
            to.benchmarks.push((name, *number));
        }
    }
}
