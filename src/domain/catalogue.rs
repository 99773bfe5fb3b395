//! The catalogue: what indicators mean, the sections they stand in, remits, groups, pathways.

use std::collections::HashMap;
use std::sync::Arc;

use super::indicator::Indicator;

/// A tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its id: `front-door`.
    pub id: String,
    /// Its title: `Front door`.
    pub title: String,
    /// Ids of the committees that its indicators belong to.
    pub remit: Vec<String>,
}

/// A committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remit {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A group of authorities to compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id: the benchmark's name is `group:ID`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Codes or names of its authorities.
    pub authorities: Vec<String>,
}

/// Steps that children pass through, each an indicator's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pathway {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Indicator ids, first step first.
    pub steps: Vec<String>,
}

/// Indicators that add up to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Additive {
    /// The total's id.
    pub total: String,
    /// The parts' ids.
    pub parts: Vec<String>,
}

/// What indicators mean. Sections and indicators keep their order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Catalogue {
    /// Tabs in order.
    pub sections: Vec<Section>,
    /// Committees.
    pub remits: Vec<Remit>,
    /// Groups of authorities.
    pub groups: Vec<Group>,
    /// Pathways.
    pub pathways: Vec<Pathway>,
    /// Groups that add up.
    pub additive: Vec<Additive>,
    indicators: Vec<Arc<Indicator>>,
    index: HashMap<String, usize>,
}

/// The sections that are tabs even without a figure: the first five.
pub const ALWAYS_SHOWN: usize = 5;

impl Catalogue {
    /// Adds an indicator, or replaces the one of the same id in its place.
    pub fn put(&mut self, indicator: Indicator) {
        if let Some(slot) =
            self.index.get(&indicator.id).and_then(|at| self.indicators.get_mut(*at))
        {
            *slot = Arc::new(indicator);
        } else {
            self.index.insert(indicator.id.clone(), self.indicators.len());
            self.indicators.push(Arc::new(indicator));
        }
    }

    /// The indicator with this id.
    pub fn indicator(&self, id: &str) -> Option<&Arc<Indicator>> {
        self.index.get(id).and_then(|at| self.indicators.get(*at))
    }

    /// Every indicator, in order.
    pub fn indicators(&self) -> &[Arc<Indicator>] {
        &self.indicators
    }

    /// Whether an indicator belongs to a committee, through itself or its section.
    pub fn in_remit(&self, indicator: &Indicator, remit: &str) -> bool {
        indicator.remit.iter().any(|r| r == remit)
            || self
                .sections
                .iter()
                .any(|s| s.id == indicator.section && s.remit.iter().any(|r| r == remit))
    }
}
