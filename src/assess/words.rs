//! Sentences made from figures: plain English that can be read aloud.

use super::board::{ChangeView, Direction, Gap, IndicatorView, RatingReason, TargetView};
use super::shown::Shown;
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::period::Period;
use crate::domain::target::Bound;
use crate::domain::value::Unit;

/// A bound with its sign: `≤18.0%`, `≥90.0%`, `60–70%`.
pub fn bound(indicator: &Indicator, bound: Bound) -> String {
    let write = |n: f64| indicator.unit.write(n, indicator.decimals);
    match (bound, indicator.polarity) {
        (Bound::Figure(n), Polarity::Lower) => format!("≤{}", write(n)),
        (Bound::Figure(n), Polarity::Higher) => format!("≥{}", write(n)),
        (Bound::Figure(n), _) => write(n),
        (Bound::Range(low, high), _) => {
            let low = crate::domain::value::plain(low, indicator.decimals);
            format!("{low}–{}", write(high))
        }
    }
}

/// A bound in words: `at most 18.0%`, `at least 90.0%`, `between 60.0% and 70.0%`.
pub fn bound_words(indicator: &Indicator, bound: Bound) -> String {
    let write = |n: f64| indicator.unit.write(n, indicator.decimals);
    match (bound, indicator.polarity) {
        (Bound::Figure(n), Polarity::Lower) => format!("at most {}", write(n)),
        (Bound::Figure(n), Polarity::Higher) => format!("at least {}", write(n)),
        (Bound::Figure(n), _) => write(n),
        (Bound::Range(low, high), _) => format!("between {} and {}", write(low), write(high)),
    }
}

/// The target in force: `at least 72.0% now, at least 90.0% by March 2027 (local; why; reviewed
/// March 2026)`.
pub fn target(target: &TargetView) -> String {
    let write = |bound| bound_words(&target.about, bound);
    let mut words = write(target.required);
    if let Some(path) = target.path() {
        words = format!("{words} now, {} by {}", write(target.green), path.by.long());
    }
    let mut notes: Vec<String> = Vec::new();
    if let Some(entry) = target.entry() {
        notes.extend(entry.origin.map(|o| o.words().to_owned()));
        if entry.aspirational {
            notes.push("aspirational".to_owned());
        }
        notes.extend(entry.why.clone());
        notes.extend(entry.reviewed.as_ref().map(|r| format!("reviewed {}", reviewed(r))));
    } else {
        notes.push("given with the figure".to_owned());
    }
    if !notes.is_empty() {
        words = format!("{words} ({})", notes.join("; "));
    }
    words
}

/// `2026-03` as `March 2026`; anything else as it was written.
fn reviewed(text: &str) -> String {
    text.parse::<Period>().map_or_else(|_| text.to_owned(), Period::long)
}

/// A difference in words, without its sign: `0.5 points`, `34`, `12 days`, `£34`.
pub fn amount(unit: Unit, decimals: u8, by: f64) -> String {
    let by = by.abs();
    match unit {
        Unit::Percent => {
            let text = crate::domain::value::plain(by, decimals);
            let noun = if text == "1" { "point" } else { "points" };
            format!("{text} {noun}")
        }
        _ => unit.write(by, decimals),
    }
}

/// `up 0.5 points on September 2026 (17.9%), worse`.
pub fn change(unit: Unit, decimals: u8, change: &ChangeView) -> String {
    let (against, from) = (change.against.long(), change.before);
    let way = if change.by > 0.0 { "up" } else { "down" };
    let moved = match change.direction {
        Direction::Same if change.by == 0.0 => return format!("the same as in {against} ({from})"),
        _ if change.word == "small numbers" => {
            return format!("{from} in {against}: small numbers");
        }
        _ => format!("{way} {} on {against} ({from})", amount(unit, decimals, change.by)),
    };
    match change.word {
        "up" | "down" => moved,
        "same" => format!("{moved}, no nearer and no further"),
        "new definition" => format!("{moved}, but the definition changed in between"),
        word => format!("{moved}, {word}"),
    }
}

/// On which side of another figure, and how far: `3.9 points above`, `level`.
pub fn side(unit: Unit, decimals: u8, by: f64) -> String {
    if by == 0.0 {
        return "level".to_owned();
    }
    let way = if by > 0.0 { "above" } else { "below" };
    format!("{} {way}", amount(unit, decimals, by))
}

/// `3.9 points above in 2024/25, 2.1 points above in 2020/21: widening`.
pub fn gap(gap: &Gap) -> String {
    let Gap { unit, decimals, now, then } = *gap;
    let side =
        |(period, by): (Period, f64)| format!("{} in {}", side(unit, decimals, by), period.short());
    let moved = now.1.abs() - then.1.abs();
    let trend = if moved.abs() < 1e-9 {
        "as wide as it was"
    } else if moved > 0.0 {
        "widening"
    } else {
        "closing"
    };
    format!("{}, {}: {trend}", side(now), side(then))
}

/// The light in words: `amber for 3 months`, `red, small numbers`, `no target`.
pub fn light(view: &IndicatorView) -> String {
    let Some(rating) = view.rating else {
        return match view.rating_reason {
            Some(RatingReason::NoDirection) => "no right direction".to_owned(),
            Some(RatingReason::NoValue) => "no figure to rate".to_owned(),
            Some(RatingReason::Maturing) => "still filling in, not rated".to_owned(),
            Some(RatingReason::NoTarget) | None => "no target".to_owned(),
        };
    };
    let colour = rating.word();
    if view.indicative {
        format!("{colour}, indicative only: small numbers")
    } else if view.streak > 1 {
        format!("{colour} for {} {}", view.streak, view.more.periods)
    } else {
        colour.to_owned()
    }
}

/// The figure in words: `18.4% in October 2026 (57 of 310), provisional`.
pub fn figure(view: &IndicatorView) -> String {
    let period = view.period.map_or_else(String::new, |p| format!(" in {}", p.long()));
    let Some(_) = view.value else {
        let reason = view.missing.map_or("no figure", crate::domain::value::Missing::words);
        return format!("{reason}{period}");
    };
    let numbers = match (view.numerator, view.denominator) {
        (Some(n), Some(d)) if !view.shown.is_of() => {
            format!(" ({} of {})", crate::domain::value::brief(n), crate::domain::value::brief(d))
        }
        _ => String::new(),
    };
    let status = match view.status {
        crate::domain::observation::Status::Final => "",
        crate::domain::observation::Status::Provisional => ", provisional",
        crate::domain::observation::Status::Revised => ", revised",
    };
    let so_far = match &view.incomplete {
        Some(part) => format!(", so far {part}"),
        None => String::new(),
    };
    let shown = match view.shown {
        Shown::Symbol(symbol) => symbol.words().to_owned(),
        shown => shown.text(),
    };
    format!("{shown}{period}{numbers}{status}{so_far}")
}

/// The first letter large.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
