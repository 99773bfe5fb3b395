//! One indicator's figures as anybody may come to see them: every period, at every extract that
//! changed something, with what of it is hidden.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Threshold, Why, small};
use crate::assess::series::shape_of;
use crate::domain::indicator::{Frequency, Indicator, Kind};
use crate::domain::observation::{Detail, Figure};
use crate::domain::period::Period;
use crate::domain::timeline::{Point, Timeline};
use crate::domain::value::Missing;

/// What a figure of an indicator stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// The indicator itself.
    Whole,
    /// A category of a breakdown.
    Category { by: String, category: String, overlapping: bool },
    /// A part of a category: of which so many.
    OfWhich { by: String, category: String, of_which: String },
}

impl Part {
    /// What it is divided by, for a category whose figures add up.
    pub(super) fn adds_up_by(&self) -> Option<&str> {
        match self {
            Self::Category { by, overlapping: false, .. } => Some(by),
            _ => None,
        }
    }

    /// Whether it stands for the same, however it adds up.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Category { by: own, category: c, .. }, Self::Category { by, category, .. }) => {
                own == by && c == category
            }
            _ => self == other,
        }
    }

    /// What it is divided by.
    pub(super) fn by(&self) -> Option<&str> {
        match self {
            Self::Whole => None,
            Self::Category { by, .. } | Self::OfWhich { by, .. } => Some(by),
        }
    }
}

/// The figures that stand together from one extract on: the position of each one's part, and the
/// figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slice {
    /// Position of the extract.
    pub(super) extract: u32,
    /// Each part's figure, in the order of the file.
    pub(super) figures: Vec<(usize, Figure)>,
}

impl Slice {
    /// The figure of a part.
    pub(super) fn figure(&self, part: usize) -> Option<Figure> {
        self.figures.iter().find(|(at, _)| *at == part).map(|(_, figure)| *figure)
    }
}

/// One period of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moment {
    /// The period.
    pub(super) period: Period,
    /// What has stood there, the oldest extract first.
    pub(super) slices: Vec<Slice>,
    /// Parts that are hidden in all of them, and why.
    pub(super) hidden: BTreeMap<usize, Why>,
    /// Breakdowns of which nothing is shown, not even which categories there are.
    pub(super) dropped: BTreeSet<String>,
}

impl Moment {
    /// What stood there at an extract.
    pub(super) fn at(&self, extract: u32) -> Option<&Slice> {
        self.slices.iter().rev().find(|slice| slice.extract <= extract)
    }

    /// Whether anything of it is hidden, here or by its source.
    pub(super) fn has_hidden(&self) -> bool {
        let figures = || self.slices.iter().flat_map(|slice| &slice.figures);
        let suppressed = |(_, f): &(usize, Figure)| f.value.missing() == Some(Missing::Suppressed);
        !self.hidden.is_empty() || figures().any(suppressed)
    }

    /// Hides a part; says whether it was not hidden before.
    pub(super) fn hide(&mut self, part: usize, why: Why) -> bool {
        let new = !self.hidden.contains_key(&part);
        self.hidden.entry(part).or_insert(why);
        new
    }
}

/// One indicator of one authority.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// What it is.
    pub(super) indicator: Arc<Indicator>,
    /// Its figures, by quarter or year where only those are published.
    pub(super) points: Vec<Point>,
    /// What its figures stand for; the whole first.
    pub(super) parts: Vec<Part>,
    /// A moment a point.
    pub(super) moments: Vec<Moment>,
}

/// The position of [`Part::Whole`].
pub(super) const WHOLE: usize = 0;

impl Column {
    /// An indicator with what is small in it hidden. Only figures of the shape that is shown are
    /// kept; teams are nobody's business.
    pub(super) fn of(indicator: Arc<Indicator>, timeline: &Timeline, threshold: Threshold) -> Self {
        let shape = shape_of(indicator.frequency, timeline.points());
        let points = timeline.points().iter().filter(|point| point.period.shape() == shape);
        let points: Vec<Point> = points.cloned().collect();
        let mut column =
            Self { indicator, points: Vec::new(), parts: vec![Part::Whole], moments: Vec::new() };
        column.moments.extend(points.iter().map(|point| Moment {
            period: point.period,
            slices: slices(point, &mut column.parts),
            hidden: BTreeMap::new(),
            dropped: BTreeSet::new(),
        }));
        column.points = points;
        column.hide_small(threshold);
        column
    }

    /// Position of a period.
    pub(super) fn moment(&self, period: Period) -> Option<usize> {
        self.moments.binary_search_by(|moment| moment.period.cmp(&period)).ok()
    }

    /// What stands at a period.
    pub(super) fn at(&self, period: Period) -> Option<&Moment> {
        self.moments.get(self.moment(period)?)
    }

    /// Whether it grows through the financial year, so that the difference of two periods is what
    /// came between them.
    pub(super) fn grows(&self) -> bool {
        self.indicator.kind == Kind::Cumulative && self.indicator.frequency != Frequency::Annual
    }

    /// Position of a category of a breakdown.
    pub(super) fn category(&self, by: &str, category: &str) -> Option<usize> {
        let is = |part: &Part| match part {
            Part::Category { by: b, category: c, .. } => b == by && c == category,
            _ => false,
        };
        self.parts.iter().position(is)
    }

    /// Position of a part of a category.
    pub(super) fn of_which(&self, by: &str, category: &str, what: &str) -> Option<usize> {
        let is = |part: &Part| match part {
            Part::OfWhich { by: b, category: c, of_which } => {
                b == by && c == category && of_which == what
            }
            _ => false,
        };
        self.parts.iter().position(is)
    }

    /// Hides what is small by itself; of a part of a category also where the others are few.
    fn hide_small(&mut self, threshold: Threshold) {
        let (indicator, parts) = (&self.indicator, &self.parts);
        for moment in &mut self.moments {
            for slice in &moment.slices {
                for (part, figure) in &slice.figures {
                    let others = || others(parts, slice, *part, figure);
                    let why = small::why(indicator, figure, threshold).or_else(|| {
                        others().and_then(|rest| small::why(indicator, &rest, threshold))
                    });
                    if let Some(why) = why {
                        moment.hidden.entry(*part).or_insert(why);
                    }
                }
            }
        }
    }
}

/// What a category holds beside a part of it; `None` for what is no such part.
fn others(parts: &[Part], slice: &Slice, part: usize, figure: &Figure) -> Option<Figure> {
    let Some(Part::OfWhich { by, category, .. }) = parts.get(part) else { return None };
    let is_whole = |(at, _): &&(usize, Figure)| match parts.get(*at) {
        Some(Part::Category { by: b, category: c, .. }) => b == by && c == category,
        _ => false,
    };
    let (_, whole) = slice.figures.iter().find(is_whole)?;
    small::less(whole, figure)
}

/// What stood at one period, from each extract on that changed something.
fn slices(point: &Point, parts: &mut Vec<Part>) -> Vec<Slice> {
    let versions = point.versions().iter().map(|version| version.extract);
    let details = point.beside().iter().map(|(extract, _)| *extract);
    let extracts: BTreeSet<u32> = versions.chain(details).collect();
    let figures = |extract: u32, parts: &mut Vec<Part>| {
        let mut figures = Vec::new();
        if let Some(version) = point.versions().iter().rev().find(|v| v.extract <= extract) {
            figures.push((WHOLE, version.figure()));
        }
        if let Some((_, detail)) = point.beside().iter().rev().find(|(e, _)| *e <= extract) {
            divided(detail, parts, &mut figures);
        }
        figures
    };
    extracts
        .into_iter()
        .map(|extract| Slice { extract, figures: figures(extract, parts) })
        .collect()
}

/// The categories of a figure and their parts.
fn divided(detail: &Detail, parts: &mut Vec<Part>, figures: &mut Vec<(usize, Figure)>) {
    for breakdown in detail.breakdowns.iter().filter(|b| !is_team(&b.by)) {
        let (by, category) = (&breakdown.by, &breakdown.category);
        let overlapping = breakdown.overlapping;
        let part = Part::Category { by: by.clone(), category: category.clone(), overlapping };
        figures.push((position(parts, part), breakdown.figure));
        for of_which in &breakdown.of_which {
            let part = Part::OfWhich {
                by: by.clone(),
                category: category.clone(),
                of_which: of_which.category.clone(),
            };
            figures.push((position(parts, part), of_which.figure));
        }
    }
}

/// Where a part stands; at the end where it is new. What has added up once is taken to add up.
fn position(parts: &mut Vec<Part>, part: Part) -> usize {
    let Some(at) = parts.iter().position(|known| known.is(&part)) else {
        parts.push(part);
        return parts.len() - 1;
    };
    if let (Some(known), Some(_)) = (parts.get_mut(at), part.adds_up_by()) {
        *known = part;
    }
    at
}

/// Whether a breakdown is by team: who works with whom is never public.
pub(super) fn is_team(by: &str) -> bool {
    let by = by.trim();
    ["team", "teams"].iter().any(|word| by.eq_ignore_ascii_case(word))
}
