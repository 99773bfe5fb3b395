//! The sums of one family at one period, as one extract left them, in one measure.

use super::super::column::{Column, Part, Slice, WHOLE};
use super::super::range::{Range, Sum, System};
use super::{Family, Remedy};
use crate::assess::disclosure::Threshold;
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
    /// Known to every reader; `None`: hidden, or nobody knows it.
    known: Option<f64>,
    /// Hidden, so that it must not be worked out.
    hidden: bool,
    least: f64,
    /// Published as it is, as long as nothing else will do.
    safe: bool,
}

/// A whole and its parts, by position among the terms.
struct Group {
    whole: usize,
    parts: Vec<usize>,
    /// The breakdown that it is, of which column.
    breakdown: Option<(usize, String)>,
}

/// The sums.
pub(super) struct Sheet {
    measure: Measure,
    terms: Vec<Term>,
    groups: Vec<Group>,
}

impl Sheet {
    /// What stands there at a period from an extract on.
    pub(super) fn of(
        columns: &[Column],
        family: &Family,
        period: Period,
        extract: u32,
        measure: Measure,
    ) -> Self {
        let mut sheet = Self { measure, terms: Vec::new(), groups: Vec::new() };
        for at in &family.members {
            if let Some(column) = columns.get(*at).filter(|c| measure.is_of(&c.indicator)) {
                sheet.add_column(*at, column, period, extract);
            }
        }
        for (total, parts) in &family.sums {
            let all = || parts.iter().chain([total]).filter_map(|at| columns.get(*at));
            if all().all(|column| measure.is_of(&column.indicator)) {
                sheet.add_sums(columns, *total, parts);
            }
        }
        sheet
    }

    /// An indicator's figures, and the sums of its breakdowns.
    fn add_column(&mut self, at: usize, column: &Column, period: Period, extract: u32) {
        let Some(moment) = column.moment(period).and_then(|m| column.moments.get(m)) else {
            return;
        };
        let Some(Slice { figures, .. }) = moment.at(extract) else { return };
        let first = self.terms.len();
        for (part, figure) in figures {
            let hidden = moment.hidden.contains_key(part)
                || figure.value.missing() == Some(Missing::Suppressed);
            self.terms.push(Term {
                column: at,
                part: *part,
                known: self.measure.number(figure).filter(|_| !hidden),
                hidden,
                least: if hidden { self.measure.least(&column.indicator) } else { 0.0 },
                safe: column.indicator.disclosure == Disclosure::Safe,
            });
        }
        let Some(whole) = self.term(at, WHOLE) else { return };
        let mut groups: Vec<Group> = Vec::new();
        for (term, (part, _)) in (first..).zip(figures) {
            let Some(by) = column.parts.get(*part).and_then(Part::adds_up_by) else { continue };
            if moment.dropped.contains(by) {
                continue;
            }
            let own =
                groups.iter_mut().find(|g| g.breakdown.as_ref().is_some_and(|(_, b)| b == by));
            match own {
                Some(group) => group.parts.push(term),
                None => groups.push(Group {
                    whole,
                    parts: vec![term],
                    breakdown: Some((at, by.to_owned())),
                }),
            }
        }
        self.groups.append(&mut groups);
    }

    /// Indicators that make another: as wholes, and in each category that all of them have.
    fn add_sums(&mut self, columns: &[Column], total: usize, parts: &[usize]) {
        let Some(column) = columns.get(total) else { return };
        for (at, part) in column.parts.iter().enumerate() {
            let Some(whole) = self.term(total, at) else { continue };
            let found: Option<Vec<usize>> = match part {
                Part::Whole => parts.iter().map(|c| self.term(*c, WHOLE)).collect(),
                Part::Category { by, category, overlapping: false } => {
                    let of = |c: &usize| self.term(*c, columns.get(*c)?.category(by, category)?);
                    parts.iter().map(of).collect()
                }
                _ => None,
            };
            if let Some(parts) = found {
                self.groups.push(Group { whole, parts, breakdown: None });
            }
        }
    }

    fn term(&self, column: usize, part: usize) -> Option<usize> {
        self.terms.iter().position(|term| term.column == column && term.part == part)
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
        let (system, unknowns) = self.system();
        let narrow = |ranges: &[Range], group: &Group| {
            let mut own = group.members().filter_map(|at| unknowns.iter().position(|u| *u == at));
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
        let ranges = system.ranges()?;
        self.groups.iter().filter(|group| narrow(&ranges, group)).find_map(|g| self.hide_in(g))
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
    fn system(&self) -> (System, Vec<usize>) {
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
        let sums = self.groups.iter().map(sum).collect();
        (System { lower, sums }, unknowns)
    }

    /// What to hide of a group: the smallest part that is shown and not none; where all are hidden,
    /// a breakdown whole, and of other sums the total.
    fn hide_in(&self, group: &Group) -> Option<Remedy> {
        let shown = |at: &&usize| self.terms.get(**at)?.known.filter(|n| *n != 0.0);
        let worth = |at: &&usize| (self.terms.get(**at).is_some_and(|t| t.safe), shown(at));
        let parts = group.parts.iter().filter(|at| shown(at).is_some());
        let smallest = parts.min_by(|a, b| {
            let ((safe_a, a), (safe_b, b)) = (worth(a), worth(b));
            safe_a.cmp(&safe_b).then(a.partial_cmp(&b).unwrap_or(std::cmp::Ordering::Equal))
        });
        let hide = |at: &usize| self.terms.get(*at).map(|t| Remedy::Hide(t.column, t.part));
        if let Some(part) = smallest {
            return hide(part);
        }
        match &group.breakdown {
            Some((column, by)) => Some(Remedy::Drop(*column, by.clone())),
            None => Some(&group.whole).filter(|at| shown(at).is_some()).and_then(hide),
        }
    }
}

impl Group {
    /// Its whole and its parts.
    fn members(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.whole).chain(self.parts.iter().copied())
    }
}
