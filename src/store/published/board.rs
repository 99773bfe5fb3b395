//! One authority's published figures as if it had sent them: the same board shows them.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::domain::authority::{Area, AreaKind, Authority, NotFound, find};
use crate::domain::catalogue::Catalogue;
use crate::domain::facts::Facts;
use crate::domain::indicator::{Disclosure, Frequency, Indicator};
use crate::domain::observation::{Figure, Observation, Status};
use crate::domain::period::Period;
use crate::domain::published::{Measure, Published};
use crate::domain::snapshot::{Snapshot, Stamp};
use crate::domain::value::Value;

use super::England;
use crate::store::catalogue::built_in;

/// The month by whose end a year's figures count as published.
const MONTH: u32 = 9;

impl England {
    /// The position among [`Published::areas`] of the authority that `asked` names: its name, a
    /// part of it, its DfE number or ONS code.
    ///
    /// # Errors
    /// [`NotFound`] with names to choose from.
    pub fn authority(&self, asked: &str) -> Result<usize, NotFound> {
        let areas = self.areas();
        let authorities: Vec<(usize, &Area)> =
            areas.iter().enumerate().filter(|(_, area)| area.kind == AreaKind::Authority).collect();
        let known = authorities.iter().map(|(_, area)| {
            let codes = [area.number.as_str(), area.ons.as_str()];
            (area.name.as_str(), codes.into_iter().filter(|code| !code.is_empty()).collect())
        });
        let found = find(asked, known)?;
        authorities.get(found).map(|(at, _)| *at).ok_or_else(|| NotFound::None(Vec::new()))
    }

    /// An authority's published figures: one extract a year, dated the end of September, with what
    /// was published of the twelve months before; and a catalogue of the measures.
    ///
    /// # Errors
    /// [`NotFound`] where `asked` does not name one authority.
    pub fn facts(&self, asked: &str) -> Result<(Facts, Catalogue), NotFound> {
        let at = self.authority(asked)?;
        let authority = self
            .areas()
            .get(at)
            .map(|area| Authority { code: Some(area.code().to_owned()), name: area.name.clone() });
        let Some(authority) = authority else {
            return Err(NotFound::None(Vec::new()));
        };
        let mut extracts: BTreeMap<Period, Vec<Observation>> = BTreeMap::new();
        for (indicator, measure) in (0..).zip(self.measures()) {
            for year in self.years(&measure.code).iter().flat_map(|years| years.iter()) {
                let cell = year.value(at);
                let (Some(number), Some(month)) = (cell, published_by(year.period)) else {
                    continue;
                };
                extracts.entry(month).or_default().push(Observation {
                    indicator,
                    period: year.period,
                    figure: Figure {
                        value: Value::Number(number),
                        fraction: None,
                        status: Status::Final,
                    },
                    detail: None,
                    history: Vec::new(),
                });
            }
        }
        let indicators: Arc<[Arc<str>]> =
            self.measures().iter().map(|measure| measure.id.as_str().into()).collect();
        let snapshots = extracts.into_iter().map(|(period, observations)| Snapshot {
            authority: authority.clone(),
            period,
            extracted: Stamp::day(period.last_day()),
            source: Some("published figures, Department for Education".to_owned()),
            file: format!("published {period}"),
            indicators: Arc::clone(&indicators),
            observations,
        });
        let catalogue = self.catalogue.get_or_init(|| self.catalogue());
        Ok((Facts::gather(snapshots.collect(), |_, _| false), catalogue.clone()))
    }

    /// The measures as indicators, in the built-in sections.
    fn catalogue(&self) -> Catalogue {
        let known = built_in();
        let headline: HashSet<&str> =
            known.indicators().iter().filter_map(|i| i.published.as_deref()).collect();
        let mut catalogue = Catalogue::default();
        catalogue.sections.clone_from(&known.sections);
        catalogue.remits.clone_from(&known.remits);
        for measure in self.measures() {
            catalogue.put(indicator(measure, headline.contains(measure.code.as_str())));
        }
        catalogue
    }
}

/// The September by whose end a period's figures count.
fn published_by(period: Period) -> Option<Period> {
    let same_year = Period::month(period.in_month()?.year(), MONTH)?;
    if period.ends_by(same_year) { Some(same_year) } else { same_year.step(12) }
}

/// A measure as an indicator.
fn indicator(measure: &Measure, core: bool) -> Indicator {
    let mut indicator =
        Indicator::unknown(&measure.id, measure.unit, measure.decimals, Frequency::Annual);
    indicator.code.clone_from(&measure.display);
    indicator.section.clone_from(&measure.section);
    indicator.name.clone_from(&measure.name);
    indicator.definition = Some(measure.definition.clone()).filter(|text| !text.is_empty());
    indicator.polarity = measure.polarity;
    indicator.kind = measure.kind;
    indicator.published = Some(measure.code.clone());
    indicator.control = Some(false);
    // Public already: nothing is left to hide.
    indicator.disclosure = Disclosure::Safe;
    indicator.core = core;
    indicator
}
