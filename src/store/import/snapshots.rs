//! Snapshots of what was gathered: what each says, what it is called, and whether it is new.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use serde::{Serialize, Serializer};

use crate::domain::authority::Authority;
use crate::domain::catalogue::Catalogue;
use crate::domain::facts::{AuthorityFacts, Facts};
use crate::domain::observation::{Figure, Observation, Status};
use crate::domain::period::Period;
use crate::domain::snapshot::{Snapshot, Stamp};
use crate::domain::timeline::{Point, Version};
use crate::domain::value::Missing;
use crate::store::shape::snapshot::FORMAT;
use crate::store::snapshot;
use crate::store::text::tidy;

use super::desk::Desk;
use super::gathered::Gathered;
use super::merge::{Group, Observed, Parts};

/// The most characters that a comment may have.
pub(super) const LONGEST_COMMENT: usize = 2000;

/// A number as JSON writes it: whole numbers without a point.
#[derive(Debug, Clone, Copy)]
struct Number(f64);

impl Serialize for Number {
    #[expect(clippy::cast_possible_truncation, reason = "whole numbers below 2^53 are cast")]
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < 9e15 {
            to.serialize_i64(self.0 as i64)
        } else {
            to.serialize_f64(self.0)
        }
    }
}

/// The value of a figure as a snapshot writes it.
#[derive(Clone, Copy)]
enum Written {
    /// Left out: it follows from the numerator and denominator.
    Absent,
    Null,
    Number(Number),
}

impl Written {
    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent | Self::Null => to.serialize_none(),
            Self::Number(number) => number.serialize(to),
        }
    }
}

/// A figure's fields.
#[derive(Serialize)]
struct Fields {
    #[serde(skip_serializing_if = "Written::is_absent")]
    value: Written,
    #[serde(skip_serializing_if = "Option::is_none")]
    numerator: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    denominator: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<Missing>,
}

impl From<&Parts> for Fields {
    fn from(parts: &Parts) -> Self {
        Self {
            value: match (parts.number, parts.missing) {
                (Some(number), _) => Written::Number(Number(number)),
                (None, Some(_)) => Written::Null,
                (None, None) => Written::Absent,
            },
            numerator: parts.fraction.map(|(numerator, _)| Number(numerator)),
            denominator: parts.fraction.map(|(_, denominator)| Number(denominator)),
            missing: parts.missing,
        }
    }
}

/// A breakdown's category.
#[derive(Serialize)]
struct Division<'a> {
    by: Cow<'a, str>,
    category: Cow<'a, str>,
    #[serde(flatten)]
    fields: Fields,
}

/// An observation.
#[derive(Serialize)]
struct Line<'a> {
    indicator: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(flatten)]
    fields: Fields,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data_note: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amber: Option<Number>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    benchmarks: BTreeMap<&'a str, Number>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    breakdowns: Vec<Division<'a>>,
}

fn line<'a>(id: &'a str, month: Period, observed: &'a Observed) -> Line<'a> {
    let extra = &observed.extra;
    let comment = extra
        .comment
        .as_deref()
        .map(|text| tidy(text).0.chars().take(LONGEST_COMMENT).collect::<String>());
    let breakdowns = observed.breakdowns.iter().map(|(by, category, parts)| Division {
        by: tidy(by).0,
        category: tidy(category).0,
        fields: parts.into(),
    });
    Line {
        indicator: id,
        period: (observed.period != month).then(|| observed.period.to_string()),
        fields: (&observed.parts).into(),
        status: observed.status.filter(|status| *status != Status::Final),
        comment,
        data_note: extra.note.as_deref().map(|text| tidy(text).0),
        target: extra.target.map(Number),
        amber: extra.amber.map(Number),
        benchmarks: extra.benchmarks.iter().map(|(name, n)| (*name, Number(*n))).collect(),
        breakdowns: breakdowns.collect(),
    }
}

/// The text of a snapshot: a header, then an observation a line.
fn text(
    authority: &Authority,
    group: &Group,
    gathered: &Gathered,
    extracted: Stamp,
    source: Option<&str>,
) -> Option<String> {
    #[derive(Serialize)]
    struct Whose<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        code: Option<Cow<'a, str>>,
        name: Cow<'a, str>,
    }
    let whose = Whose {
        code: authority.code.as_deref().map(|code| tidy(code).0),
        name: tidy(&authority.name).0,
    };
    let mut out = format!(
        "{{\n  \"format\": \"{FORMAT}\",\n  \"authority\": {},\n  \"period\": \"{}\",\n  \
         \"extracted\": \"{}\",\n",
        serde_json::to_string(&whose).ok()?,
        group.month,
        extracted.written()
    );
    if let Some(source) = source {
        let source = serde_json::to_string(&tidy(source).0).ok()?;
        out.push_str("  \"source\": ");
        out.push_str(&source);
        out.push_str(",\n");
    }
    out.push_str("  \"observations\": [\n");
    let mut first = true;
    for observed in &group.observations {
        let id = gathered.indicators.get(observed.indicator as usize)?;
        out.push_str(if first { "    " } else { ",\n    " });
        out.push_str(&serde_json::to_string(&line(id, group.month, observed)).ok()?);
        first = false;
    }
    out.push_str("\n  ]\n}\n");
    Some(out)
}

/// A snapshot that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Planned {
    /// Below the output folder.
    pub path: PathBuf,
    pub text: String,
    /// How many figures it gives otherwise than what stood before.
    pub restated: usize,
}

/// What is there already, and what is planned beside it.
pub(super) struct Planning<'p, 'd> {
    desk: &'p Desk<'d>,
    catalogue: &'p Catalogue,
    folder: &'p Path,
    existing: Option<&'p Facts>,
    source: Option<&'p str>,
    planned: HashSet<PathBuf>,
    stamps: HashMap<(u16, Period), Vec<Stamp>>,
    /// Snapshots whose figures stand there already.
    pub unchanged: usize,
}

impl<'p, 'd> Planning<'p, 'd> {
    /// For an output folder with what it holds.
    pub(super) fn new(
        desk: &'p Desk<'d>,
        folder: &'p Path,
        existing: Option<&'p Facts>,
        source: Option<&'p str>,
    ) -> Self {
        Self {
            desk,
            catalogue: desk.catalogue,
            folder,
            existing,
            source,
            planned: HashSet::new(),
            stamps: HashMap::new(),
            unchanged: 0,
        }
    }

    /// What is to be written for a group; `None` where all of it stands there already.
    pub(super) fn plan(&mut self, gathered: &Gathered, group: &Group) -> Option<Planned> {
        let authority = gathered.authorities.get(usize::from(group.authority))?;
        let asked = gathered.extracts.get(usize::from(group.extract)).copied()?;
        let facts = self.existing.and_then(|existing| {
            existing.authorities().iter().find(|f| self.desk.same(&f.authority, authority))
        });
        let mut restated = 0;
        if let Some(facts) = facts {
            let text = text(authority, group, gathered, asked, self.source)?;
            let read = snapshot::read("", text.as_bytes(), self.catalogue).snapshot?;
            let news: Vec<News> =
                read.observations.iter().map(|o| news(facts, &read, o, asked)).collect();
            if news.iter().all(|n| *n == News::Nothing) {
                self.unchanged += 1;
                return None;
            }
            restated = news.iter().filter(|n| **n == News::Restated).count();
        }
        let extracted = self.stamp(group, facts, asked);
        let path = self.path(authority, group.month, asked);
        let text = text(authority, group, gathered, extracted, self.source)?;
        Some(Planned { path, text, restated })
    }

    /// The time of an extract: as asked, or just after what was extracted the same day.
    fn stamp(&mut self, group: &Group, facts: Option<&AuthorityFacts>, asked: Stamp) -> Stamp {
        let same = |extract: &&crate::domain::facts::Extract| {
            extract.period == group.month && extract.at.date() == asked.date()
        };
        let there = facts.into_iter().flat_map(|f| f.extracts.iter()).filter(same).map(|e| e.at);
        let planned = self.stamps.entry((group.authority, group.month)).or_default();
        let latest =
            planned.iter().copied().filter(|at| at.date() == asked.date()).chain(there).max();
        let stamp = match latest {
            Some(latest) if latest >= asked => latest.a_minute_later(),
            _ => asked,
        };
        planned.push(stamp);
        stamp
    }

    /// Where a snapshot is put: `haringey/2026-10.json`, a later one beside it.
    fn path(&mut self, authority: &Authority, month: Period, extracted: Stamp) -> PathBuf {
        let folder = PathBuf::from(self.desk.folder(authority));
        let names = (1..).map(|n: u32| match n {
            1 => format!("{month}.json"),
            2 => format!("{month}-extracted-{extracted}.json"),
            n => format!("{month}-extracted-{extracted}-{}.json", n - 1),
        });
        let free =
            |path: &PathBuf| !self.planned.contains(path) && !self.folder.join(path).exists();
        let path = names.map(|name| folder.join(name)).find(free).unwrap_or(folder);
        self.planned.insert(path.clone());
        path
    }
}

/// What an observation says beside what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum News {
    /// What stands already.
    Nothing,
    /// A figure, or something beside one, that was not there.
    New,
    /// Another figure than the one that stands.
    Restated,
}

fn news(
    facts: &AuthorityFacts,
    snapshot: &Snapshot,
    observation: &Observation,
    asked: Stamp,
) -> News {
    let timeline = snapshot.indicator(observation).and_then(|id| facts.timeline(id));
    let point = timeline.and_then(|timeline| {
        let points = timeline.points();
        let at = points.binary_search_by(|p| p.period.cmp(&observation.period)).ok()?;
        points.get(at)
    });
    let known = |extract: u32| {
        facts.extracts.get(extract as usize).is_some_and(|e| e.at.date() <= asked.date())
    };
    let Some(standing) = point.and_then(|point| standing(point, known)) else { return News::New };
    if standing != observation.figure {
        return News::Restated;
    }
    let details = point.into_iter().flat_map(Point::beside);
    let last = details.rev().find(|(extract, _)| known(*extract)).map(|(_, detail)| detail);
    match &observation.detail {
        Some(detail) if last != Some(detail) => News::New,
        _ => News::Nothing,
    }
}

/// The figure that stands among those that are known.
fn standing(point: &Point, known: impl Fn(u32) -> bool) -> Option<Figure> {
    point.versions().iter().rev().find(|v| known(v.extract)).map(Version::figure)
}
