//! Reasons that follow from the lights: newly red or amber, streaks, the path, a moved target.

use super::{Because, Evidence, Reason, because};
use crate::assess::board::{IndicatorView, Rating};
use crate::assess::rating::{self, Light};
use crate::assess::{control, words};
use crate::domain::indicator::Indicator;

/// Reasons that follow from the lights: newly red or amber, streaks, the path, a moved target.
pub(super) fn by_light(evidence: &Evidence<'_>, view: &IndicatorView) -> Vec<Because> {
    let indicator = evidence.series.indicator;
    let Some((light, earlier)) = evidence.lights.split_last() else {
        return Vec::new();
    };
    let Some(now) = light.firm() else {
        return Vec::new();
    };
    let before = earlier.iter().enumerate().rev().find_map(|(at, l)| Some((at, l.firm()?)));
    let target = view.target.as_ref().map_or_else(String::new, |t| {
        format!("target {}", words::bound_words(indicator, t.required))
    });
    let mut found = Vec::new();
    if let Some((at, was)) = before {
        let when = evidence.readings.get(at).map_or_else(String::new, |r| r.period.long());
        let then = format!("was {} in {when}; {target}", was.word());
        let by_old = earlier.get(at).and_then(|l| by_old_target(evidence, l));
        if let Some(old) = by_old.filter(|old| only_the_target_moved(now, was, *old)) {
            let words = target_moved(indicator, earlier.get(at), light, old);
            found.push(because(Reason::TargetChanged, words));
        } else if now == Rating::Red && was != Rating::Red {
            found.push(because(Reason::NewlyRed, then.clone()));
        } else if now == Rating::Amber && was == Rating::Green {
            found.push(because(Reason::NewlyAmber, then.clone()));
        }
        if was == Rating::Red && now != Rating::Red {
            found.push(because(Reason::NoLongerRed, format!("was red in {when}; {target}")));
        }
    }
    if now == Rating::Red && view.streak >= 2 {
        let aspirational = view.target.as_ref().is_some_and(|t| t.aspirational);
        let note = if aspirational { ", which is aspirational" } else { "" };
        let run = format!("red for {} {}", view.streak, view.more.periods);
        found
            .push(because(Reason::RedStreak, format!("{run}; {target}{note}{}", as_it_runs(view))));
    }
    found.extend(behind(indicator, light, view));
    found
}

/// Whether the light is worse than it was, and today's figure by the old target would not be: for
/// red, would not be red.
fn only_the_target_moved(now: Rating, was: Rating, by_old: Rating) -> bool {
    let spared = if now == Rating::Red { by_old != Rating::Red } else { !is_worse(by_old, was) };
    is_worse(now, was) && spared
}

fn is_worse(now: Rating, was: Rating) -> bool {
    let order = |r| match r {
        Rating::Green => 0,
        Rating::Amber => 1,
        Rating::Red => 2,
    };
    order(now) > order(was)
}

/// The light that today's figure would have by an earlier period's target.
fn by_old_target(evidence: &Evidence<'_>, earlier: &Light) -> Option<Rating> {
    let now = evidence.readings.last()?;
    let (value, _) = rating::rated_figure(evidence.series, now)?;
    rating::judge(evidence.series.indicator, value, earlier.goal.as_ref()?)
}

fn target_moved(
    indicator: &Indicator,
    before: Option<&Light>,
    now: &Light,
    by_old: Rating,
) -> String {
    let goals = before.and_then(|l| l.goal.as_ref()).zip(now.goal.as_ref());
    let write = |bound| words::bound_words(indicator, bound);
    let moved = match goals {
        Some((then, now)) if write(then.required) != write(now.required) => {
            format!("the target moved from {} to {}", write(then.required), write(now.required))
        }
        Some((then, now)) => match (then.amber, now.amber) {
            (Some(then), Some(now)) => {
                format!("amber moved from {} to {}", write(then), write(now))
            }
            _ => "the amber of the target moved".to_owned(),
        },
        None => "the target moved".to_owned(),
    };
    format!("{moved}; by the old target it would be {}", by_old.word())
}

/// `; usually between 79.4% and 87.6%: unlikely to meet its target as it runs`.
fn as_it_runs(view: &IndicatorView) -> String {
    let Some(control) = &view.control else {
        return String::new();
    };
    let (Some("consistently-misses"), Some(lower), Some(upper)) =
        (control.assurance, control.lower, control.upper)
    else {
        return String::new();
    };
    let write = |n: f64| view.unit.write(n, view.decimals);
    format!(
        "; usually between {} and {}: {}",
        write(lower),
        write(upper),
        control::assurance_words("consistently-misses")
    )
}

fn behind(indicator: &Indicator, light: &Light, view: &IndicatorView) -> Option<Because> {
    let goal = light.goal.as_ref()?;
    let path = view.target.as_ref()?.entry()?.milestone?;
    if light.firm()? == Rating::Green {
        return None;
    }
    let short = view.distance.map_or_else(String::new, |d| {
        format!("; {} short", words::amount(view.unit, view.decimals, d))
    });
    Some(because(
        Reason::BehindMilestone,
        format!(
            "needs {} now for {} by {}{short}",
            words::bound_words(indicator, goal.required),
            words::bound_words(indicator, goal.green),
            path.by.long()
        ),
    ))
}
