//! The board as sentences, one a line: for a screen reader, an e-mail, a person reading aloud.

use std::fmt::Write;

use crate::assess::board::{Board, Ratings, SectionView};

/// The whole board from top to bottom.
pub fn write(board: &Board) -> String {
    let mut out = String::new();
    let as_at =
        board.as_at.as_deref().map_or_else(String::new, |day| format!(", as known on {day}"));
    let _ = writeln!(out, "{}, {}{as_at}.", board.authority.name, board.period.long());
    if let Some(notice) = &board.notice {
        let _ = writeln!(out, "{} no longer exists: {notice}.", board.authority.name);
    }
    for section in board.sections.iter().filter(|s| !s.indicators.is_empty()) {
        let _ = writeln!(out, "\n{}", heading(section));
        for indicator in &section.indicators {
            let _ = writeln!(out, "{}", indicator.more.sentence);
        }
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
                r.shown.replace('→', "now"),
                r.extracted
            );
        }
    }
    out
}

/// `Front door: 1 red, 2 amber, 5 green, 8 not rated.`
fn heading(section: &SectionView) -> String {
    let Ratings { red, amber, green, none } = section.ratings;
    format!("{}: {red} red, {amber} amber, {green} green, {none} not rated.", section.title)
}
