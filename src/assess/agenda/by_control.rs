//! Reasons that follow from the control chart: a real change either way, an unusual jump.

use super::{Because, Evidence, Reason, because};
use crate::assess::board::IndicatorView;
use crate::assess::control::{self, Screening};
use crate::assess::words;

/// Reasons that follow from the control chart: a real change either way, an unusual jump.
pub(super) fn by_control(evidence: &Evidence<'_>, view: &IndicatorView) -> Vec<Because> {
    let Some(control) = &view.control else {
        return Vec::new();
    };
    // A figure that is still filling in leaves the word to the last one that is not.
    let current = view.maturing || control.series.last().map(|p| p.period) == view.period;
    let mut found = Vec::new();
    if !current || control.verdict == "not-enough-data" {
        return found;
    }
    let reason = match control.verdict {
        "real-worsening" => Some(Reason::RealWorsening),
        "real-improvement" => Some(Reason::RealImprovement),
        _ => None,
    };
    found.extend(reason.map(|reason| because(reason, control_words(view))));
    let process: Vec<f64> = control.process().iter().map(|p| p.value).collect();
    let indicator = evidence.series.indicator;
    let judged = control::judge(&process, &[], indicator.fix_after_n_points, Screening::On);
    if control::is_jump(&process, &judged)
        && let [.., before, now] = control.series.as_slice()
    {
        let write = |n: f64| view.unit.write(n, view.decimals);
        let usual = judged.last().and_then(|j| j.limits.range).unwrap_or(0.0);
        found.push(because(
            Reason::UnusualJump,
            format!(
                "from {} in {} to {}, where the usual move is about {}",
                write(before.value),
                before.period.long(),
                write(now.value),
                words::amount(view.unit, view.decimals, usual)
            ),
        ));
    }
    found
}

/// What makes the change real, in words: `8 months in a row above its average of 17.2%`.
pub fn control_words(view: &IndicatorView) -> String {
    let Some(control) = &view.control else {
        return String::new();
    };
    let write = |n: Option<f64>| n.map_or_else(String::new, |n| view.unit.write(n, view.decimals));
    let periods = view.frequency.periods();
    let Some(last) = control.series.last() else {
        return String::new();
    };
    // The newest first.
    let tail: Vec<f64> = control.process().iter().rev().map(|p| p.value).collect();
    let mean = control.mean.unwrap_or(0.0);
    let above = last.value > mean;
    match control.cause {
        "shift" => {
            let run =
                tail.iter().take_while(|v| if above { **v > mean } else { **v < mean }).count();
            let side = if above { "above" } else { "below" };
            format!("{run} {periods} in a row {side} its average of {}", write(control.mean))
        }
        "trend" => {
            let rising = tail.first() > tail.get(1);
            let run = 1 + tail
                .windows(2)
                .take_while(
                    |w| matches!(w, [now, before] if if rising { now > before } else { now < before }),
                )
                .count();
            let way = if rising { "rising" } else { "falling" };
            format!("{run} {periods} {way} without a break")
        }
        "outside" => {
            let side = if above { "above" } else { "below" };
            format!(
                "{side} its usual range of {} to {}",
                write(control.lower),
                write(control.upper)
            )
        }
        "two-of-three" => {
            let edge = if above { "upper" } else { "lower" };
            format!("two of the last three {periods} are near the {edge} edge of its usual range")
        }
        _ => "usual variation".to_owned(),
    }
}
