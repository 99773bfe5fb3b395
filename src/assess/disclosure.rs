//! Public mode: which figures are hidden from the public, and facts from which they are gone.
//!
//! rules.md, Public mode. It is one step from facts to facts: a figure that is hidden is hidden in
//! every version of its period and becomes [`Missing::Suppressed`]; then everything that is shown,
//! copied, drawn or written is assessed from what is left, by the same rules as ever. So nothing
//! can come out that a reader could not have worked out from what is published.
//!
//! [`Missing::Suppressed`]: crate::domain::value::Missing::Suppressed
//!
//! What is hidden:
//!
//! - `small`: figures that are small by themselves;
//! - `groups`: what gives a hidden figure away through the sums that it stands in, or from one year
//!   to date to the next (`range` says how nearly);
//! - `same`: a hidden number that stands elsewhere under another name;
//! - `coarse`: months, where only quarters or years are published;
//! - `mask`: words that are not marked public, teams, and where figures came from.

mod coarse;
mod column;
mod groups;
mod mask;
mod range;
mod same;
mod small;
mod told;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::series::unknown_indicator;
use crate::domain::catalogue::Catalogue;
use crate::domain::facts::{AuthorityFacts, Facts};
use crate::domain::indicator::Indicator;

use column::Column;

/// The largest number of children that is still hidden: a count from 1 to this could tell who they
/// are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold(pub u8);

impl Default for Threshold {
    fn default() -> Self {
        Self(5)
    }
}

/// Why a figure is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is small, or what is left of its whole is.
    Few,
    /// It is a share or an average of nobody says how many.
    NoNumbers,
    /// Less the figure before it, it would be a small month's.
    Month,
    /// Another figure could be worked out from it.
    Others,
    /// It is the same number as a hidden one.
    Same,
}

/// Whether what could be worked out is hidden too. Everybody's public mode does; a test that it is
/// needed leaves it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "on or off")]
pub enum Secondary {
    #[default]
    On,
    Off,
}

/// What is left for the public.
#[derive(Debug, Clone)]
pub struct Public {
    /// Everybody's figures without what is hidden, in the order of the facts they were made from.
    pub facts: Facts,
    /// What they mean: of what is published by quarter or year alone, that it comes so often.
    pub catalogue: Catalogue,
    hidden: Vec<Hidden>,
    threshold: Threshold,
}

impl Public {
    /// What is left of facts for the public.
    pub fn of(facts: &Facts, catalogue: &Catalogue, threshold: Threshold) -> Self {
        Self::with(facts, catalogue, threshold, Secondary::On)
    }

    /// The same, with or without hiding what could be worked out.
    pub fn with(
        facts: &Facts,
        catalogue: &Catalogue,
        threshold: Threshold,
        secondary: Secondary,
    ) -> Self {
        let mut public = coarse::catalogue(catalogue);
        let mut all = Vec::with_capacity(facts.authorities().len());
        for authority in facts.authorities() {
            for (id, _) in authority.timelines().filter(|(id, _)| catalogue.indicator(id).is_none())
            {
                if public.indicator(id).is_none() {
                    public.put(unknown_indicator(id, authority));
                }
            }
            all.push(Hidden::of(authority, &public, threshold, secondary));
        }
        let mut hidden = all.iter();
        let facts = facts.map(|own| match hidden.next() {
            Some(hidden) => mask::masked(own, &hidden.columns, threshold),
            None => own.masked(Vec::new(), Vec::new()),
        });
        Self { facts, catalogue: public, hidden: all, threshold }
    }

    /// What is hidden of an authority's figures, by its position among the facts.
    pub fn hidden(&self, authority: usize) -> Option<&Hidden> {
        self.hidden.get(authority)
    }
}

/// What is hidden of one authority's figures.
#[derive(Debug, Clone)]
pub struct Hidden {
    columns: Vec<Column>,
}

impl Hidden {
    /// Everything that may not be public of an authority: one set over all its periods, and over
    /// every version of each. `catalogue` is the public one and knows every indicator.
    fn of(
        facts: &AuthorityFacts,
        catalogue: &Catalogue,
        threshold: Threshold,
        secondary: Secondary,
    ) -> Self {
        // In the order of the file's catalogue: of two parts that would do, the first is hidden.
        let known = catalogue.indicators().iter();
        let column = |indicator: &Arc<Indicator>| {
            let timeline = Cow::Borrowed(facts.timeline(&indicator.id)?);
            let timeline = match indicator.public_period {
                Some(period) => Cow::Owned(coarse::timeline(indicator, &timeline, period)),
                None => timeline,
            };
            Some(Column::of(Arc::clone(indicator), &timeline, threshold))
        };
        let mut hidden = Self { columns: known.filter_map(column).collect() };
        if secondary == Secondary::On {
            hidden.hide_what_gives_away(catalogue, threshold);
        }
        hidden
    }

    /// Hides more until nothing that is hidden can be worked out.
    fn hide_what_gives_away(&mut self, catalogue: &Catalogue, threshold: Threshold) {
        let families = groups::families(&self.columns, catalogue);
        let links = same::links(&self.columns);
        let mut changed: BTreeSet<usize> = (0..self.columns.len()).collect();
        while !changed.is_empty() {
            for family in families.iter().filter(|family| family.has_any(&changed)) {
                groups::protect(&mut self.columns, family, threshold);
            }
            changed = same::protect(&mut self.columns, &links, threshold);
        }
    }
}

#[cfg(test)]
mod tests;
