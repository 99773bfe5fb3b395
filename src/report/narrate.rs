//! The board as sentences, one a line: for a screen reader, an e-mail, a person reading aloud.

use std::fmt::Write;

use crate::assess::board::{Board, Ratings, SectionView};
use crate::assess::pathway::PathwayView;
use crate::domain::value::Missing;

/// The whole board from top to bottom.
pub fn write(board: &Board) -> String {
    let mut out = String::new();
    let as_at =
        board.as_at.as_deref().map_or_else(String::new, |day| format!(", as known on {day}"));
    let _ = writeln!(out, "{}, {}{as_at}.", board.authority.name, board.period.long());
    if let Some(notice) = &board.notice {
        let _ = writeln!(out, "{} no longer exists: {notice}.", board.authority.name);
    }
    if board.public {
        let _ = writeln!(
            out,
            "For the public: small numbers, and what gives them away, are suppressed."
        );
    }
    write_agenda(&mut out, board);
    for section in board.sections.iter().filter(|s| !s.indicators.is_empty()) {
        let _ = writeln!(out, "\n{}", heading(section));
        for indicator in &section.indicators {
            let _ = writeln!(out, "{}", indicator.sentence());
        }
    }
    for pathway in &board.pathways {
        write_pathway(&mut out, pathway);
    }
    if let Some(corrections) = &board.corrections {
        let _ = writeln!(out, "\nCorrected since:");
        for c in corrections {
            let r = &c.restatement;
            let _ = writeln!(
                out,
                "{}, {}: {}, extract of {}.",
                c.name,
                r.period.long(),
                r.shown().replace('→', "now"),
                r.extracted
            );
        }
    }
    out
}

fn write_agenda(out: &mut String, board: &Board) {
    let _ = writeln!(out, "\n{}", board.needing_a_look());
    for item in &board.agenda {
        let _ = writeln!(out, "{}", item.sentence);
    }
}

/// Numbers from step to step, with the share of the step before; then how far cohorts went.
fn write_pathway(out: &mut String, pathway: &PathwayView) {
    let _ = writeln!(out, "\n{}:", pathway.title);
    let mut before = "";
    for step in &pathway.steps {
        let of = match (step.share, step.share_before) {
            (Some(now), Some(then)) => {
                format!(", {}, {} before", now.beside(&lower(before)), then.words())
            }
            (Some(now), None) => format!(", {}", now.beside(&lower(before))),
            _ => String::new(),
        };
        let was = if step.before.is_empty() {
            String::new()
        } else {
            format!(", {} before", step.before)
        };
        let why = step.missing.map(Missing::words);
        let shown = why.unwrap_or(&step.shown);
        let _ = writeln!(out, "{}: {shown}{was}{of}.", step.name);
        before = &step.name;
    }
    for cohort in &pathway.cohorts {
        let _ = writeln!(
            out,
            "{} of {}: {}, {}.",
            cohort.from,
            cohort.cohort.long(),
            lower(&cohort.step),
            cohort.words()
        );
    }
}

/// The first letter small, as inside a sentence; a name that is all capitals stays.
fn lower(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}

/// `Front door: 1 red, 2 amber, 5 green, 8 not rated.`
fn heading(section: &SectionView) -> String {
    let Ratings { red, amber, green, none } = section.ratings;
    format!("{}: {red} red, {amber} amber, {green} green, {none} not rated.", section.title)
}
