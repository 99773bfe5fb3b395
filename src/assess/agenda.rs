//! The agenda: what a room should talk about, and why, in words made from the figures.
//!
//! rules.md, The agenda. [`reasons`] finds what one indicator gives cause for; [`agenda`] puts
//! everybody's in the order in which a room is called over.

mod by_control;
mod by_data;
mod by_light;

use super::board::{AgendaItem, IndicatorView, SectionView};
use super::indicator::Context;
use super::published::Standing;
use super::rating::Light;
use super::restatement::Restatement;
use super::series::{Reading, Series};
use super::words;
use crate::domain::facts::Extract;
use crate::domain::indicator::Frequency;
use crate::domain::target::Bound;
use crate::domain::timeline::Timeline;

/// Why an indicator is on the agenda. The order is the order in which a room hears them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is explained in the table below")]
pub enum Reason {
    NewlyRed,
    RedStreak,
    RealWorsening,
    BehindMilestone,
    TargetChanged,
    NewlyAmber,
    UnusualJump,
    Outlier,
    Restated,
    Late,
    DataNote,
    NoLongerRed,
    RealImprovement,
}

/// Every reason: its word in JSON, its label on the screen.
pub const REASONS: [(Reason, &str, &str); 13] = [
    (Reason::NewlyRed, "newly-red", "NEWLY RED"),
    (Reason::RedStreak, "red-streak", "RED FOR"),
    (Reason::RealWorsening, "real-worsening", "REAL CHANGE"),
    (Reason::BehindMilestone, "behind-milestone", "BEHIND"),
    (Reason::TargetChanged, "target-changed", "TARGET"),
    (Reason::NewlyAmber, "newly-amber", "NEWLY AMBER"),
    (Reason::UnusualJump, "unusual-jump", "JUMP"),
    (Reason::Outlier, "outlier", "OUTLIER"),
    (Reason::Restated, "restated", "RESTATED"),
    (Reason::Late, "late", "LATE"),
    (Reason::DataNote, "data-note", "NOTE"),
    (Reason::NoLongerRed, "no-longer-red", "NO LONGER RED"),
    (Reason::RealImprovement, "real-improvement", "IMPROVED"),
];

impl Reason {
    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        REASONS.iter().find(|(reason, ..)| *reason == self).map_or("", |(_, word, _)| word)
    }

    /// Its label on the screen, with the length of a streak.
    pub fn label(self, streak: u32) -> String {
        let label = REASONS.iter().find(|(reason, ..)| *reason == self).map_or("", |(.., l)| l);
        if self == Self::RedStreak { format!("{label} {streak}") } else { label.to_owned() }
    }
}

/// A reason with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// Why.
    pub reason: Reason,
    /// In words, lower case, no full stop: `was amber in September 2026; target at most 10.0%`.
    pub words: String,
}

/// What one indicator's reasons are found from.
pub struct Evidence<'a> {
    /// The board's question and sources.
    pub context: &'a Context<'a>,
    /// The indicator's series at the board's grain.
    pub series: &'a Series<'a>,
    /// Its readings up to the board's period; the last is the one shown.
    pub readings: &'a [Reading<'a>],
    /// Their lights.
    pub lights: &'a [Light],
    /// Its timeline, for when a figure first arrived.
    pub timeline: &'a Timeline,
    /// Its restatements, newest first.
    pub restatements: &'a [Restatement],
    /// Where home stands in the published figures, where it may be set beside them.
    pub standing: Option<&'a Standing<'a>>,
}

/// Every reason of one indicator, the first first; none where it needs no look.
pub fn reasons(evidence: &Evidence<'_>, view: &IndicatorView) -> Vec<Because> {
    let annual = evidence.series.indicator.frequency == Frequency::Annual;
    if annual && !first_carried(evidence) {
        return Vec::new();
    }
    // A figure that stands for an earlier period was talked about then: it can only be late.
    let stale = view.more.older && !annual && !is_newest_of_its_kind(evidence);
    let mut found: Vec<Because> = Vec::new();
    if !stale {
        found.extend(by_light::by_light(evidence, view));
        found.extend(by_control::by_control(evidence, view));
        found.extend(by_data::outlier(evidence, view));
        found.extend(view.data_note.as_ref().map(|note| because(Reason::DataNote, note.clone())));
    }
    found.extend(by_data::restated(evidence));
    found.extend(by_data::late(evidence).filter(|_| !annual));
    found.sort_by_key(|b| b.reason);
    found
}

fn because(reason: Reason, words: impl Into<String>) -> Because {
    Because { reason, words: words.into() }
}

/// Whether the board is the first that carries the figure.
fn first_carried(evidence: &Evidence<'_>) -> bool {
    let Some(now) = evidence.readings.last() else {
        return false;
    };
    let extracts: &[Extract] = &evidence.context.sources.home.extracts;
    evidence
        .timeline
        .points()
        .iter()
        .find(|point| point.period == now.period)
        .and_then(|point| point.versions().first())
        .and_then(|version| extracts.get(version.extract as usize))
        .is_some_and(|extract| extract.period == evidence.context.period)
}

/// Whether a weekly or quarterly figure is the newest that the board's period can have.
fn is_newest_of_its_kind(evidence: &Evidence<'_>) -> bool {
    let board = evidence.context.period;
    evidence.readings.last().is_some_and(|now| {
        now.period.step(1).is_none_or(|next| !next.ends_by(board))
            && !board.step(-1).is_some_and(|before| now.period.ends_by(before))
    })
}

pub use by_control::control_words;
pub use by_data::is_late;

/// How the agenda is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Section by section, as a room is called over; safety first, then by reason and distance.
    #[default]
    Section,
    /// The whole by reason and distance.
    Worst,
}

/// Every indicator that has a reason, each once.
pub fn agenda(sections: &[SectionView], order: Order) -> Vec<AgendaItem> {
    let mut items: Vec<(SortKey, AgendaItem)> = Vec::new();
    for (place, section) in sections.iter().enumerate() {
        for view in &section.indicators {
            if let Some(first) = view.more.reasons.first() {
                let safety = !view.more.about.safety;
                let key = match order {
                    Order::Section => (place, safety, first.reason, -relative_distance(view)),
                    Order::Worst => (0, false, first.reason, -relative_distance(view)),
                };
                items.push((key, item(view)));
            }
        }
    }
    items.sort_by(|(a, _), (b, _)| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)).then(a.3.total_cmp(&b.3)));
    items.into_iter().map(|(_, item)| item).collect()
}

/// Section, safety, reason, minus the distance from target relative to it.
type SortKey = (usize, bool, Reason, f64);

fn relative_distance(view: &IndicatorView) -> f64 {
    let green = view.target.as_ref().map(|t| match t.required {
        Bound::Figure(g) | Bound::Range(g, _) => g,
    });
    match (view.distance, green) {
        (Some(distance), Some(green)) if green != 0.0 => distance / green.abs(),
        (Some(distance), _) => distance,
        _ => 0.0,
    }
}

fn item(view: &IndicatorView) -> AgendaItem {
    let reasons = &view.more.reasons;
    let words: Vec<String> = reasons.iter().map(|b| words::capital(&said(b))).collect();
    AgendaItem {
        indicator: view.id.clone(),
        reasons: reasons.iter().map(|b| b.reason.word()).collect(),
        sentence: format!("{}: {}. {}.", view.name, words::figure(view), words.join(". ")),
        label: reasons.first().map_or_else(String::new, |b| b.reason.label(view.streak)),
        words: reasons.iter().map(|b| b.words.clone()).collect::<Vec<_>>().join("; "),
        section: view.more.about.section.clone(),
    }
}

/// A reason as a sentence reads it.
fn said(because: &Because) -> String {
    match because.reason {
        Reason::NewlyRed => format!("newly red: {}", because.words),
        Reason::NewlyAmber => format!("newly amber: {}", because.words),
        Reason::RealWorsening => format!("a real worsening: {}", because.words),
        Reason::RealImprovement => format!("a real improvement: {}", because.words),
        Reason::BehindMilestone => format!("behind its path: {}", because.words),
        Reason::UnusualJump => format!("an unusual jump: {}", because.words),
        Reason::Outlier => format!("an outlier: {}", because.words),
        Reason::Restated => format!("restated: {}", because.words),
        Reason::Late => format!("late: {}", because.words),
        Reason::NoLongerRed => format!("no longer red: {}", because.words),
        Reason::RedStreak | Reason::TargetChanged | Reason::DataNote => {
            because.words.trim_end_matches('.').to_owned()
        }
    }
}
