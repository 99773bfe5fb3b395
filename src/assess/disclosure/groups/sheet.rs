//! The sums of one family in some periods, as one extract left them, in one measure.

use super::super::column::{Column, Part, Slice, WHOLE};
use super::super::range::{Range, Sum, System};
use super::{Family, Remedy};
use crate::assess::disclosure::{Threshold, Why, small};
use crate::domain::indicator::{Disclosure, Indicator};
use crate::domain::observation::Figure;
use crate::domain::period::Period;
use crate::domain::value::{Missing, Unit};

/// Which of a figure's numbers add up: each by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// A count's value.
    Count,
    /// Of so many of so many, how many.
    Numerator,
    /// Of so many of so many, out of how many.
    Denominator,
    /// Of a share, the others.
    Rest,
}

impl Measure {
    pub(super) const ALL: [Self; 4] = [Self::Count, Self::Numerator, Self::Denominator, Self::Rest];

    /// Whether an indicator has it, and it is not public anyway.
    fn is_of(self, indicator: &Indicator) -> bool {
        match self {
            Self::Count => indicator.unit == Unit::Count,
            Self::Numerator => indicator.unit != Unit::Count,
            // How many people live there is public.
            Self::Denominator => !matches!(indicator.unit, Unit::Count | Unit::RatePer10000),
            Self::Rest => indicator.unit == Unit::Percent,
        }
    }

    fn number(self, figure: &Figure) -> Option<f64> {
        let value = figure.value.number()?;
        match self {
            Self::Count => Some(value),
            Self::Numerator => Some(figure.fraction?.numerator),
            Self::Denominator => Some(figure.fraction?.denominator),
            Self::Rest => {
                let fraction = figure.fraction?;
                Some(fraction.denominator - fraction.numerator)
            }
        }
    }

    /// What a reader knows a hidden figure to be at least: a zero is shown, unless that is hidden.
    fn least(self, indicator: &Indicator) -> f64 {
        match self {
            Self::Count if !indicator.protect_zero => 1.0,
            Self::Denominator => 1.0,
            _ => 0.0,
        }
    }
}

/// One figure of a sheet.
struct Term {
    column: usize,
    part: usize,
    period: Period,
    /// What a year to date grew by, which is written nowhere.
    step: bool,
    /// Known to every reader; `None`: hidden, or nobody knows it.
    known: Option<f64>,
    /// Hidden, so that it must not be worked out.
    hidden: bool,
    least: f64,
    /// Published as it is, as long as nothing else will do.
    safe: bool,
}

/// What a group adds up.
#[derive(Clone, PartialEq, Eq)]
enum Kind {
    /// The categories of a breakdown of a column.
    Breakdown(usize, String),
    /// A breakdown that is not shown, but a reader may know its categories from another period.
    Dropped,
    /// Indicators, or one category of each.
    Indicators,
    /// A year to date: the one before, and what came since.
    Growth,
}

/// A whole and its parts, by position among the terms.
struct Group {
    whole: usize,
    parts: Vec<usize>,
    kind: Kind,
}

/// The sums.
pub(super) struct Sheet {
    measure: Measure,
    terms: Vec<Term>,
    groups: Vec<Group>,
}

impl Sheet {
    /// What stands there in some periods from an extract on.
    pub(super) fn of(
        columns: &[Column],
        family: &Family,
        span: &[Period],
        extract: u32,
        measure: Measure,
        threshold: Threshold,
    ) -> Self {
        let mut sheet = Self { measure, terms: Vec::new(), groups: Vec::new() };
        let own = |at: &&usize| columns.get(**at).is_some_and(|c| measure.is_of(&c.indicator));
        for period in span {
            for at in family.members.iter().filter(own) {
                if let Some(column) = columns.get(*at) {
                    sheet.add_column(*at, column, *period, extract);
                }
            }
            for (total, parts) in &family.sums {
                if parts.iter().chain([total]).all(|at| own(&at)) {
                    sheet.add_sums(columns, *total, parts, *period);
                }
            }
        }
        for at in family.members.iter().filter(own) {
            if let Some(column) = columns.get(*at).filter(|column| column.grows()) {
                sheet.add_growth(*at, column, span, extract, threshold);
            }
        }
        sheet
    }

    /// An indicator's figures, and the sums of its breakdowns.
    fn add_column(&mut self, at: usize, column: &Column, period: Period, extract: u32) {
        let Some(moment) = column.at(period) else { return };
        let Some(Slice { figures, .. }) = moment.at(extract) else { return };
        let first = self.terms.len();
        for (part, figure) in figures {
            let hidden = moment.hidden.contains_key(part)
                || figure.value.missing() == Some(Missing::Suppressed);
            // What is not named may be nothing.
            let by = column.parts.get(*part).and_then(Part::adds_up_by);
            let named = hidden && by.is_none_or(|by| !moment.dropped.contains(by));
            self.terms.push(Term {
                column: at,
                part: *part,
                period,
                step: false,
                known: self.measure.number(figure).filter(|_| !hidden),
                hidden,
                least: if named { self.measure.least(&column.indicator) } else { 0.0 },
                safe: column.indicator.disclosure == Disclosure::Safe,
            });
        }
        let Some(whole) = self.term(at, WHOLE, period) else { return };
        let mut groups: Vec<(&str, Group)> = Vec::new();
        for (term, (part, _)) in (first..).zip(figures) {
            let Some(by) = column.parts.get(*part).and_then(Part::adds_up_by) else { continue };
            if let Some((_, group)) = groups.iter_mut().find(|(own, _)| *own == by) {
                group.parts.push(term);
                continue;
            }
            let kind = if moment.dropped.contains(by) {
                Kind::Dropped
            } else {
                Kind::Breakdown(at, by.to_owned())
            };
            groups.push((by, Group { whole, parts: vec![term], kind }));
        }
        self.groups.extend(groups.into_iter().map(|(_, group)| group));
    }

    /// Indicators that make another: as wholes, and in each category that all of them have.
    fn add_sums(&mut self, columns: &[Column], total: usize, parts: &[usize], period: Period) {
        let Some(column) = columns.get(total) else { return };
        for (at, part) in column.parts.iter().enumerate() {
            let Some(whole) = self.term(total, at, period) else { continue };
            let found: Option<Vec<usize>> = match part {
                Part::Whole => parts.iter().map(|c| self.term(*c, WHOLE, period)).collect(),
                Part::Category { by, category, overlapping: false } => {
                    let of =
                        |c: &usize| self.term(*c, columns.get(*c)?.category(by, category)?, period);
                    parts.iter().map(of).collect()
                }
                _ => None,
            };
            if let Some(parts) = found {
                self.groups.push(Group { whole, parts, kind: Kind::Indicators });
            }
        }
    }

    /// A year to date is the one before, and what came since: where that is small it is hidden.
    fn add_growth(
        &mut self,
        at: usize,
        column: &Column,
        span: &[Period],
        extract: u32,
        threshold: Threshold,
    ) {
        let figure = |part: usize, period: Period| column.at(period)?.at(extract)?.figure(part);
        for part in 0..column.parts.len() {
            let mut before: Option<(usize, Figure)> = None;
            for period in span {
                let now = self.term(at, part, *period).zip(figure(part, *period));
                let Some((term, now)) = now.filter(|(_, f)| f.value.number().is_some()) else {
                    continue;
                };
                if let Some((earlier, then)) = before.replace((term, now)) {
                    let grown = small::less(&now, &then);
                    let since = grown
                        .is_some_and(|f| small::why(&column.indicator, &f, threshold).is_some());
                    self.terms.push(Term {
                        column: at,
                        part,
                        period: *period,
                        step: true,
                        known: None,
                        hidden: since,
                        least: 0.0,
                        safe: false,
                    });
                    let parts = vec![earlier, self.terms.len() - 1];
                    self.groups.push(Group { whole: term, parts, kind: Kind::Growth });
                }
            }
        }
    }

    fn term(&self, column: usize, part: usize, period: Period) -> Option<usize> {
        self.terms.iter().position(|term| {
            term.column == column && term.part == part && term.period == period && !term.step
        })
    }

    /// What has to be hidden next so that nothing hidden can be worked out; `None` where nothing can.
    pub(super) fn remedy(&self, threshold: Threshold) -> Option<Remedy> {
        if self.groups.is_empty() || !self.terms.iter().any(|term| term.hidden) {
            return None;
        }
        let alone = |group: &&Group| {
            let mut unknown = group.members().filter(|at| self.is_unknown(*at));
            let only = unknown.next().filter(|at| self.is_hidden(*at));
            only.is_some() && unknown.next().is_none()
        };
        if let Some(remedy) = self.groups.iter().filter(alone).find_map(|g| self.hide_in(g)) {
            return Some(remedy);
        }
        let (system, unknowns) = self.system(|_| true);
        let narrow = |ranges: &[Range], group: &Group| {
            let mut own = group.members().filter_map(|at| unknowns.binary_search(&at).ok());
            own.any(|x| {
                let hidden = unknowns.get(x).is_some_and(|at| self.is_hidden(*at));
                hidden && ranges.get(x).is_some_and(|range| self.is_narrow(*range, threshold))
            })
        };
        let by_itself = |(group, sum): (&Group, &Sum)| {
            let ranges = system.alone(sum)?;
            if narrow(&ranges, group) { self.hide_in(group) } else { None }
        };
        if let Some(remedy) = self.groups.iter().zip(&system.sums).find_map(by_itself) {
            return Some(remedy);
        }
        let in_tight = |ranges: &[Range]| {
            let tight = || self.groups.iter().filter(|group| narrow(ranges, group));
            tight()
                .find_map(|g| self.hide_in(g))
                .or_else(|| tight().find_map(|g| self.hide_before(g)))
        };
        if let Some(remedy) = system.loosely().and_then(|ranges| in_tight(&ranges)) {
            return Some(remedy);
        }
        // A year to date that shrinks contradicts what it grows by; the other sums hold all the same.
        let enough = threshold.number() + 0.5;
        let ranges = system.ranges(enough).or_else(|| {
            let (system, _) = self.system(|group| group.kind != Kind::Growth);
            system.ranges(enough)
        })?;
        in_tight(&ranges)
    }

    fn is_unknown(&self, at: usize) -> bool {
        self.terms.get(at).is_some_and(|term| term.known.is_none())
    }

    fn is_hidden(&self, at: usize) -> bool {
        self.terms.get(at).is_some_and(|term| term.hidden)
    }

    /// Whether so little room gives a hidden number away. That all the others of a share are none
    /// is no secret: the share of their whole says it.
    fn is_narrow(&self, range: Range, threshold: Threshold) -> bool {
        let none = self.measure == Measure::Rest && range.high < 0.5;
        range.width() <= threshold.number() + 1e-6 && !none
    }

    /// The sums over what is not known, and which terms that is.
    fn system(&self, counts: impl Fn(&Group) -> bool) -> (System, Vec<usize>) {
        let unknowns: Vec<usize> =
            (0..self.terms.len()).filter(|at| self.is_unknown(*at)).collect();
        let lower = unknowns.iter().filter_map(|at| self.terms.get(*at)).map(|t| t.least).collect();
        let sum = |group: &Group| {
            let mut sum = Sum { terms: Vec::new(), makes: 0.0 };
            let signed = [(group.whole, -1.0)];
            for (at, sign) in signed.into_iter().chain(group.parts.iter().map(|at| (*at, 1.0))) {
                match self.terms.get(at).and_then(|term| term.known) {
                    Some(known) => sum.makes -= sign * known,
                    None => sum.terms.extend(unknowns.binary_search(&at).map(|x| (x, sign))),
                }
            }
            sum
        };
        let sums = self.groups.iter().filter(|group| counts(group)).map(sum).collect();
        (System { lower, sums }, unknowns)
    }

    /// What to hide of a group: the smallest part that is shown and not none; where all are hidden,
    /// a breakdown whole, and of other sums the total. Of years to date the later.
    fn hide_in(&self, group: &Group) -> Option<Remedy> {
        if group.kind == Kind::Growth {
            return self.hide(group.whole, Why::Month);
        }
        if let Some(part) = self.smallest(&group.parts) {
            return self.hide(part, Why::Others);
        }
        let period = self.terms.get(group.whole)?.period;
        match &group.kind {
            Kind::Breakdown(column, by) => Some(Remedy::Drop(*column, by.clone(), period)),
            Kind::Indicators => {
                self.smallest(&[group.whole]).and_then(|whole| self.hide(whole, Why::Others))
            }
            Kind::Dropped | Kind::Growth => None,
        }
    }

    /// Where no later year to date is left, the one before is hidden.
    fn hide_before(&self, group: &Group) -> Option<Remedy> {
        let earlier = *group.parts.first().filter(|_| group.kind == Kind::Growth)?;
        self.hide(earlier, Why::Month)
    }

    fn hide(&self, at: usize, why: Why) -> Option<Remedy> {
        let term = self.terms.get(at).filter(|term| term.known.is_some())?;
        Some(Remedy::Hide(term.column, term.part, term.period, why))
    }

    /// The smallest of those that are shown and not none; what is published as it is comes last.
    fn smallest(&self, parts: &[usize]) -> Option<usize> {
        let known = |at: usize| {
            let term = self.terms.get(at)?;
            Some((at, term.safe, term.known.filter(|known| *known != 0.0)?))
        };
        let shown = parts.iter().filter_map(|at| known(*at));
        let smallest = shown.min_by(|(_, safe, n), (_, other_safe, other)| {
            safe.cmp(other_safe).then(n.total_cmp(other))
        });
        smallest.map(|(at, ..)| at)
    }
}

impl Group {
    /// Its whole and its parts.
    fn members(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.whole).chain(self.parts.iter().copied())
    }
}
