//! One indicator of a catalogue file, laid over what is known of it.

use crate::domain::catalogue::Catalogue;
use crate::domain::indicator::{Frequency, Indicator, Kind, Polarity, Rebase};
use crate::domain::period::Period;
use crate::domain::target::{Bound, Milestone, Target, Tolerance, crosses};
use crate::domain::value::{Unit, brief};

use super::super::raise::{Raises, Trail};
use super::super::shape::catalogue as shape;
use super::super::shape::{self as shapes, Text, text};
use super::super::snapshot::whole;
use super::super::text::{nearest, quoted};
use super::{OTHER, put_list};

/// The fewest points that a control baseline may be fixed on.
const FEWEST_POINTS: u32 = 12;

/// Warns of targets whose amber lies beyond their green: nothing could ever be amber.
fn crossing(indicator: &Indicator, at: Trail<'_>, raises: &mut Raises) {
    let list = at.key("targets");
    for (index, target) in indicator.targets.iter().enumerate() {
        let range = matches!(target.green, Bound::Range(..));
        if range != (indicator.polarity == Polarity::Target) {
            raises.warning(
                "target-shape",
                list.index(index).key("green"),
                "a range is for polarity `target`, one figure for the others".to_owned(),
                "give `[low, high]` with polarity `target`, else one figure",
            );
        }
        if target.amber.is_some_and(|amber| crosses(indicator.polarity, target.green, amber)) {
            raises.warning(
                "target-crosses",
                list.index(index).key("amber"),
                "amber lies beyond green, so nothing can be amber".to_owned(),
                "put amber on the worse side of green, or look at `polarity`",
            );
        }
    }
}

/// Lays an entry over the indicator of its id, or makes a new one.
pub(super) fn apply(
    base: &mut Catalogue,
    given: &shape::Indicator<'_>,
    at: Trail<'_>,
    raises: &mut Raises,
) {
    let known = base.indicator(&given.id).map(|i| i.as_ref().clone());
    let Some(mut indicator) = known.or_else(|| new(given, at, raises)) else {
        return;
    };
    texts(&mut indicator, given, at, raises);
    words(&mut indicator, given);
    numbers(&mut indicator, given, at, raises);
    if let Some(targets) = &given.targets {
        let list = at.key("targets");
        indicator.targets = targets
            .iter()
            .enumerate()
            .filter_map(|(index, given)| target(given, list.index(index), raises))
            .collect();
    }
    if let Some(rebase) = &given.rebase {
        let list = at.key("rebase");
        indicator.rebase = rebase
            .iter()
            .enumerate()
            .filter_map(|(index, given)| rebased(given, list.index(index), raises))
            .collect();
    }
    if let Some(given) = &given.amber_tolerance {
        let tolerance = tolerance(given, at.key("amber_tolerance"), raises);
        indicator.amber_tolerance = tolerance.or(indicator.amber_tolerance);
    }
    if given.targets.is_some() {
        crossing(&indicator, at, raises);
    }
    if !base.sections.iter().any(|s| s.id == indicator.section) {
        let message =
            format!("there is no section {}, put under Other", quoted(&indicator.section, 60));
        let help = match nearest(&indicator.section, base.sections.iter().map(|s| s.id.as_str())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add it to `sections`".to_owned(),
        };
        raises.warning("unknown-section", at.key("section"), message, help);
        OTHER.clone_into(&mut indicator.section);
    }
    base.put(indicator);
}

/// A new indicator with its defaults; `None` where it does not say what it must.
fn new(given: &shape::Indicator<'_>, at: Trail<'_>, raises: &mut Raises) -> Option<Indicator> {
    let lacks = [
        ("section", given.section.is_none()),
        ("name", given.name.is_none()),
        ("unit", given.unit.is_none()),
    ];
    let lacks: Vec<&str> = lacks.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect();
    let (Some(unit), []) = (given.unit, lacks.as_slice()) else {
        let message = format!("`{}` is new and has no `{}`", &*given.id, lacks.join("`, no `"));
        let help = "a new indicator needs section, name and unit";
        let told = raises.error("missing-field", at, message, help);
        told.field = Some("id");
        told.absent = &["section", "name", "unit"];
        return None;
    };
    let decimals = u8::from(unit != Unit::Count);
    let mut indicator = Indicator::unknown(&given.id, unit, decimals, Frequency::Monthly);
    indicator.kind = Kind::Flow;
    Some(indicator)
}

/// Overrides an optional text where one is given; an empty one takes it away.
fn put_text(
    slot: &mut Option<String>,
    given: Option<&Text<'_>>,
    at: Trail<'_>,
    raises: &mut Raises,
) {
    if let Some(given) = text(given) {
        *slot = Some(raises.text(given, at)).filter(|text| !text.is_empty());
    }
}

fn texts(to: &mut Indicator, given: &shape::Indicator<'_>, at: Trail<'_>, raises: &mut Raises) {
    super::put(&mut to.code, given.code.as_ref(), at.key("code"), raises);
    super::put(&mut to.section, given.section.as_ref(), at.key("section"), raises);
    super::put(&mut to.name, given.name.as_ref(), at.key("name"), raises);
    put_text(&mut to.definition, given.definition.as_ref(), at.key("definition"), raises);
    put_text(&mut to.published, given.published.as_ref(), at.key("published"), raises);
    put_text(&mut to.source_report, given.source_report.as_ref(), at.key("source_report"), raises);
    put_text(&mut to.lead, given.lead.as_ref(), at.key("lead"), raises);
    put_text(&mut to.owner, given.owner.as_ref(), at.key("owner"), raises);
    put_text(&mut to.proxy_for, given.proxy_for.as_ref(), at.key("proxy_for"), raises);
    put_text(&mut to.caveat, given.caveat.as_ref(), at.key("caveat"), raises);
    put_text(&mut to.standard, given.standard.as_ref(), at.key("standard"), raises);
    put_list(&mut to.aliases, given.aliases.as_deref(), at.key("aliases"), raises);
    put_list(&mut to.remit, given.remit.as_deref(), at.key("remit"), raises);
}

/// Overrides what is one of a few words, or yes or no.
fn words(to: &mut Indicator, given: &shape::Indicator<'_>) {
    to.unit = given.unit.unwrap_or(to.unit);
    to.polarity = given.polarity.unwrap_or(to.polarity);
    to.frequency = given.frequency.unwrap_or(to.frequency);
    to.kind = given.kind.unwrap_or(to.kind);
    to.rate_on = given.rate_on.unwrap_or(to.rate_on);
    to.control = given.control.or(to.control);
    to.disclosure = given.disclosure.unwrap_or(to.disclosure);
    to.protect_zero = given.protect_zero.unwrap_or(to.protect_zero);
    to.public_period = given.public_period.or(to.public_period);
    to.core = given.core.unwrap_or(to.core);
    to.counts = given.counts.or(to.counts);
    to.safety = given.safety.unwrap_or(to.safety);
}

fn numbers(to: &mut Indicator, given: &shape::Indicator<'_>, at: Trail<'_>, raises: &mut Raises) {
    let mut number = |key: &'static str, given: Option<f64>, least: u32, most: u32| {
        let found = given?;
        let good = whole(found).filter(|n| (least..=most).contains(n));
        if good.is_none() {
            let wanted = if most == u32::MAX {
                format!("a whole number of {least} or more is wanted")
            } else {
                format!("a whole number from {least} to {most} is wanted")
            };
            let message = format!("`{key}` is {}, {wanted}", brief(found));
            raises.error("out-of-range", at.key(key), message, "put the number right");
        }
        good
    };
    if let Some(decimals) = number("decimals", given.decimals, 0, 3) {
        to.decimals = u8::try_from(decimals).unwrap_or(to.decimals);
    }
    if let Some(points) =
        number("fix_after_n_points", given.fix_after_n_points, FEWEST_POINTS, u32::MAX)
    {
        to.fix_after_n_points = usize::try_from(points).ok();
    }
    to.small_cohort =
        number("small_cohort", given.small_cohort, 0, u32::MAX).map_or(to.small_cohort, f64::from);
    to.matures_after =
        number("matures_after", given.matures_after, 0, u32::MAX).unwrap_or(to.matures_after);
    to.lag = number("lag", given.lag, 0, u32::MAX).or(to.lag);
}

/// A period of an optional field; `Err` with the complaint made where it is none.
fn period(
    given: Option<&Text<'_>>,
    at: Trail<'_>,
    raises: &mut Raises,
) -> Result<Option<Period>, ()> {
    let Some(given) = text(given) else {
        return Ok(None);
    };
    match given.parse() {
        Ok(period) => Ok(Some(period)),
        Err(error) => {
            let error: crate::domain::period::PeriodError = error;
            raises.error("bad-period", at, error.to_string(), "");
            Err(())
        }
    }
}

fn bound(given: shapes::Bound, at: Trail<'_>, raises: &mut Raises) -> Option<Bound> {
    match given {
        shapes::Bound::Figure(figure) => Some(Bound::Figure(figure)),
        shapes::Bound::Range(low, high) if low <= high => Some(Bound::Range(low, high)),
        shapes::Bound::Range(low, high) => {
            let message = format!("a range from {} to {}", brief(low), brief(high));
            raises.error("bad-range", at, message, "write [low, high]");
            None
        }
    }
}

/// A target; `None` where a part is wrong, for half a target would rate by what nobody set.
fn target(given: &shape::Target<'_>, at: Trail<'_>, raises: &mut Raises) -> Option<Target> {
    let green = bound(given.green, at.key("green"), raises);
    let amber = given.amber.map(|amber| bound(amber, at.key("amber"), raises));
    let from = period(given.from.as_ref(), at.key("from"), raises);
    let to = period(given.to.as_ref(), at.key("to"), raises);
    let by = period(given.by.as_ref(), at.key("by"), raises);
    let (Some(green), Ok(from), Ok(to), Ok(by)) = (green, from, to, by) else {
        return None;
    };
    if amber == Some(None) {
        return None;
    }
    if let (Some(start), Some(end)) = (from, to.or(by))
        && end.last_day() < start.first_day()
    {
        let message = format!("a target from {start} to {end}, which ends before it begins");
        let told = raises.error("bad-range", at, message, "put `from` and `to` in order");
        told.field = Some(if to.is_some() { "to" } else { "by" });
        return None;
    }
    let milestone = match (given.baseline, from, by) {
        (Some(baseline), Some(from), Some(by)) => Some(Milestone { baseline, from, by }),
        (None, _, None) => None,
        _ => {
            let message = "half a milestone: `baseline`, `from`, `green` and `by` are wanted";
            let help = "give all four, or take `baseline` and `by` out";
            let told = raises.error("half-milestone", at, message.to_owned(), help);
            told.field = Some(if given.by.is_some() { "by" } else { "baseline" });
            told.absent = &["baseline", "from", "by"];
            return None;
        }
    };
    Some(Target {
        green,
        amber: amber.flatten(),
        from,
        to,
        milestone,
        origin: given.origin,
        aspirational: given.aspirational.unwrap_or(false),
        why: raises.optional(text(given.why.as_ref()), at, "why"),
        reviewed: raises.optional(text(given.reviewed.as_ref()), at, "reviewed"),
    })
}

fn rebased(given: &shape::Rebase<'_>, at: Trail<'_>, raises: &mut Raises) -> Option<Rebase> {
    let period = period(Some(&given.period), at.key("period"), raises).ok().flatten()?;
    let why = raises.optional(text(given.why.as_ref()), at, "why");
    Some(Rebase { period, why, series_break: given.series_break.unwrap_or(false) })
}

fn tolerance(given: &shape::Tolerance, at: Trail<'_>, raises: &mut Raises) -> Option<Tolerance> {
    let tolerance = match (given.percent, given.points) {
        (Some(percent), None) if percent >= 0.0 => Some(Tolerance::Percent(percent)),
        (None, Some(points)) if points >= 0.0 => Some(Tolerance::Points(points)),
        _ => None,
    };
    if tolerance.is_none() {
        let message = "an amber tolerance wants `percent` or `points`, one of them, 0 or more";
        let help = "write {\"percent\": 10} or {\"points\": 2}";
        raises.error("bad-tolerance", at, message.to_owned(), help).absent = &["percent", "points"];
    }
    tolerance
}
