//! From the shape of a snapshot to its facts.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::domain::authority::Authority;
use crate::domain::catalogue::Catalogue;
use crate::domain::observation::{Figure, Observation};
use crate::domain::period::Period;
use crate::domain::snapshot::{Snapshot, Stamp};

use super::super::raise::{Raises, Step, Trail};
use super::super::shape::snapshot as shape;
use super::super::shape::text;
use super::super::text::{nearest, quoted};
use super::figure::{Parts, Rule, figure};
use super::layout::{Contents, Layout};
use super::periods::Periods;

/// How many unknown indicators of a file are given advice; more are no misspellings.
const MOST_ADVICE: usize = 50;

/// What is known while one file is turned into facts.
pub(super) struct Converter<'c, 'r> {
    pub catalogue: &'c Catalogue,
    pub raises: &'r mut Raises,
    pub periods: Periods,
    /// At first that of the file before.
    layout: &'r mut Layout,
    /// Where each figure stood first, for the indicators that could stand twice.
    seen: HashMap<(Box<str>, Period), Vec<Step>>,
    /// Indicators that several observations give.
    repeated: HashSet<Box<str>>,
    /// Indicators that the catalogue lacks, once warned of.
    unknown: HashSet<Box<str>>,
}

/// What a snapshot says before its figures.
pub(super) struct Header<'h> {
    pub authority: &'h shape::Authority<'h>,
    pub period: &'h str,
    pub extracted: &'h str,
    pub source: Option<&'h str>,
}

/// A header as facts; `None` where it was complained of.
pub(super) struct Head {
    authority: Option<Authority>,
    pub period: Option<Period>,
    extracted: Option<Stamp>,
    source: Option<String>,
}

impl Head {
    /// The snapshot; `None` where it is not said whose, when, or of what period.
    pub(super) fn with(
        self,
        file: &str,
        indicators: Arc<[Arc<str>]>,
        observations: Vec<Observation>,
    ) -> Option<Snapshot> {
        Some(Snapshot {
            authority: self.authority?,
            period: self.period?,
            extracted: self.extracted?,
            source: self.source,
            file: file.to_owned(),
            indicators,
            observations,
        })
    }
}

/// Turns a snapshot's shape into facts; `None` where the header does not say whose, when, or of
/// what period.
pub(super) fn convert(
    file: &str,
    shape: &shape::Snapshot<'_>,
    catalogue: &Catalogue,
    layout: &mut Layout,
    raises: &mut Raises,
) -> Option<Snapshot> {
    let mut converter = Converter::new(catalogue, layout, raises);
    converter.repeated = repeated(&shape.observations);
    let head = converter.head(&Header {
        authority: &shape.authority,
        period: &shape.period,
        extracted: &shape.extracted,
        source: text(shape.source.as_ref()),
    });
    let root = Trail::Root;
    let list = root.key("observations");
    let mut observations = Vec::with_capacity(shape.observations.len());
    for (place, observation) in shape.observations.iter().enumerate() {
        let at = list.index(place);
        converter.observation(place, observation, head.period, at, &mut observations);
    }
    let contents = converter.end(shape.observations.len());
    head.with(file, contents.ids, observations)
}

/// The indicators that more than one observation gives.
fn repeated(observations: &[shape::Observation<'_>]) -> HashSet<Box<str>> {
    let mut ids: Vec<&str> = observations.iter().map(|o| &*o.indicator).collect();
    ids.sort_unstable();
    ids.windows(2)
        .filter_map(|pair| match pair {
            [a, b] if a == b => Some((*a).into()),
            _ => None,
        })
        .collect()
}

impl<'c, 'r> Converter<'c, 'r> {
    pub(super) fn new(
        catalogue: &'c Catalogue,
        layout: &'r mut Layout,
        raises: &'r mut Raises,
    ) -> Self {
        Self {
            catalogue,
            raises,
            periods: Periods::default(),
            layout,
            seen: HashMap::new(),
            repeated: HashSet::new(),
            unknown: HashSet::new(),
        }
    }

    /// How many observations the file before had.
    pub(super) fn expected(&self) -> usize {
        self.layout.len()
    }

    /// Ends a file of so many observations.
    pub(super) fn end(&mut self, observations: usize) -> Contents {
        self.layout.end(observations)
    }

    /// What stands before the figures.
    pub(super) fn head(&mut self, given: &Header<'_>) -> Head {
        let root = Trail::Root;
        Head {
            authority: self.authority(given.authority, root.key("authority")),
            period: self.period(given.period, root.key("period")),
            extracted: self.stamp(given.extracted, root.key("extracted")),
            source: self.raises.optional(given.source, root, "source"),
        }
    }

    fn authority(&mut self, given: &shape::Authority<'_>, at: Trail<'_>) -> Option<Authority> {
        let name = self.raises.text(&given.name, at.key("name")).trim().to_owned();
        if name.is_empty() {
            let message = "the authority has an empty name".to_owned();
            self.raises.error("no-authority", at.key("name"), message, "write the council's name");
            return None;
        }
        let code = self.raises.optional(text(given.code.as_ref()), at, "code");
        Some(Authority { code: code.map(|code| code.trim().to_owned()), name })
    }

    fn stamp(&mut self, given: &str, at: Trail<'_>) -> Option<Stamp> {
        match given.parse() {
            Ok(stamp) => Some(stamp),
            Err(error) => {
                let error: crate::domain::snapshot::StampError = error;
                self.raises.error(
                    "bad-date",
                    at,
                    error.to_string(),
                    "write the day of the extract",
                );
                None
            }
        }
    }

    /// A period, or `None` with the complaint made.
    pub(super) fn period(&mut self, given: &str, at: Trail<'_>) -> Option<Period> {
        match self.periods.parse(given) {
            Ok(period) => Some(period),
            Err(error) => {
                self.raises.error("bad-period", at, error.to_string(), "");
                None
            }
        }
    }

    /// Adds one observation, which stands at a place of the list, to the others; not where neither its
    /// figure nor its history can be used.
    pub(super) fn observation(
        &mut self,
        place: usize,
        given: &shape::Observation<'_>,
        default: Option<Period>,
        at: Trail<'_>,
        to: &mut Vec<Observation>,
    ) {
        let Some(rule) = self.rule(place, &given.indicator, at) else { return };
        let period = match &given.period {
            Some(text) => self.period(text, at.key("period")),
            None => default,
        };
        let parts = Parts {
            value: given.value,
            numerator: given.numerator,
            denominator: given.denominator,
            missing: given.missing,
            status: given.status,
        };
        let figure = figure(parts, rule, at, "indicator", self.raises);
        let detail = self.detail(given, rule, at);
        let indicator = u32::try_from(place).unwrap_or(u32::MAX);
        let mut main = period.zip(figure);
        let (mut history, unusable) =
            self.history(given.history.as_deref().unwrap_or(&[]), rule, at);
        self.drop_repeats(&given.indicator, &mut main, &mut history, &unusable, at);
        if let Some((period, figure)) = main {
            to.push(Observation { indicator, period, figure, detail, history });
        } else if let Some((period, figure)) = history.pop() {
            // What the extract says of earlier periods is as good without its own.
            to.push(Observation { indicator, period, figure, detail: None, history });
        }
    }

    /// What goes for the indicator that the observation at a place is of; `None` where its id is none.
    fn rule(&mut self, place: usize, id: &str, at: Trail<'_>) -> Option<Rule> {
        let known = self.layout.rule(place, id, self.catalogue);
        if known.is_some() {
            return known;
        }
        if !is_id(id) {
            self.bad_id(id, at.key("indicator"));
            return None;
        }
        Some(self.unknown(id, at))
    }

    fn bad_id(&mut self, id: &str, at: Trail<'_>) {
        let ids = self.catalogue.indicators().iter().map(|i| i.id.as_str());
        let help = match nearest(id, ids) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "use lower-case letters, digits and hyphens: `children-in-care`".to_owned(),
        };
        let message = format!(
            "{} is not an indicator's id, lower-case letters, digits and hyphens are wanted",
            quoted(id, 60)
        );
        self.raises.error("bad-id", at, message, help);
    }

    /// An indicator that the catalogue lacks is warned of once a file.
    fn unknown(&mut self, id: &str, at: Trail<'_>) -> Rule {
        if self.unknown.insert(id.into()) {
            let message = format!("{} is not in the catalogue, shown under Other", quoted(id, 60));
            let near = (self.unknown.len() <= MOST_ADVICE).then(|| self.nearest_indicator(id));
            let help = match near.flatten() {
                Some(near) => format!("did you mean `{near}`? Or describe it in catalogue.json"),
                None => "describe it in catalogue.json: section, name, unit".to_owned(),
            };
            self.raises.warning("unknown-indicator", at.key("indicator"), message, help);
        }
        Rule::UNKNOWN
    }

    /// The indicator that is meant, by id or by another name.
    fn nearest_indicator(&self, id: &str) -> Option<&str> {
        let indicators = self.catalogue.indicators();
        if let Some(near) = nearest(id, indicators.iter().map(|i| i.id.as_str())) {
            return Some(near);
        }
        let aliases =
            || indicators.iter().flat_map(|i| i.aliases.iter().map(move |a| (a.as_str(), i)));
        let near = nearest(id, aliases().map(|(alias, _)| alias))?;
        aliases().find(|(alias, _)| *alias == near).map(|(_, indicator)| indicator.id.as_str())
    }

    /// Earlier periods, and the positions of those entries that cannot be used.
    fn history(
        &mut self,
        given: &[shape::Past<'_>],
        rule: Rule,
        at: Trail<'_>,
    ) -> (Vec<(Period, Figure)>, Vec<usize>) {
        let list = at.key("history");
        let mut history = Vec::with_capacity(given.len());
        let mut unusable = Vec::new();
        for (index, past) in given.iter().enumerate() {
            let at = list.index(index);
            let parts = Parts {
                value: past.value,
                numerator: past.numerator,
                denominator: past.denominator,
                missing: past.missing,
                status: past.status,
            };
            let period = self.period(&past.period, at.key("period"));
            let figure = figure(parts, rule, at, "period", self.raises);
            match period.zip(figure) {
                Some(entry) => history.push(entry),
                None => unusable.push(index),
            }
        }
        (history, unusable)
    }

    /// Keeps the first of two figures for one indicator and period, and says where it stood.
    fn drop_repeats(
        &mut self,
        id: &str,
        main: &mut Option<(Period, Figure)>,
        history: &mut Vec<(Period, Figure)>,
        unusable: &[usize],
        at: Trail<'_>,
    ) {
        let rising = history.is_sorted_by(|(a, _), (b, _)| a < b);
        let before = main.is_none_or(|(own, _)| history.last().is_none_or(|(last, _)| *last < own));
        if rising && before && !self.repeated.contains(id) {
            return;
        }
        if let Some((period, _)) = *main
            && self.is_repeat(id, period, at, "indicator")
        {
            *main = None;
        }
        let list = at.key("history");
        let mut positions = (0..).filter(|index| unusable.binary_search(index).is_err());
        history.retain(|(period, _)| {
            let index = positions.next().unwrap_or(0);
            !self.is_repeat(id, *period, list.index(index), "period")
        });
    }

    /// Whether a figure stood before in this file; complains if so, remembers it if not.
    fn is_repeat(&mut self, id: &str, period: Period, at: Trail<'_>, field: &'static str) -> bool {
        use std::collections::hash_map::Entry;

        match self.seen.entry((id.into(), period)) {
            Entry::Vacant(entry) => {
                entry.insert(at.steps());
                false
            }
            Entry::Occupied(first) => {
                let message = format!("`{id}` for {period} is there twice");
                let help = "keep one of them; the first was read";
                let told = self.raises.error("duplicate-observation", at, message, help);
                told.field = Some(field);
                told.first = Some(first.get().clone());
                true
            }
        }
    }
}

/// Whether a text is an id: `[a-z0-9][a-z0-9-]*`.
pub(in crate::store) fn is_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
