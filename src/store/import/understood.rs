//! What was understood of every table: for a person to check before anything is written, and for a
//! mapping file.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::Outcome;
use super::cell::letters;
use super::desk::Meant;
use super::gathered::Gathered;
use super::layout::{Layout, Use};
use super::merge::{Count, REASONS};
use super::roles::{Part, Role};
use super::run::Met;
use super::take::{LeftOut, Taken};
use super::when::When;
use crate::store::text::{quoted, safe};

/// What was understood.
#[derive(Debug, Default)]
pub struct Understood {
    pub(super) tables: Vec<TableUnderstood>,
    pub(super) met: Vec<Met>,
    /// Figures by indicator, in the order in which they were met.
    pub counts: Vec<(String, Count)>,
    /// Figures that repeat another exactly.
    pub(super) repeated: usize,
}

/// What was understood of one table.
#[derive(Debug)]
pub(super) struct TableUnderstood {
    file: String,
    sheet: Option<String>,
    /// Encoding and delimiter of a text file.
    written: Option<String>,
    pub layout: Option<Layout>,
    left_out: LeftOut,
    rows: usize,
    figures: usize,
    /// Why it was not looked at.
    unread: Option<&'static str>,
}

impl TableUnderstood {
    pub(super) fn of(
        file: &str,
        sheet: Option<&str>,
        written: Option<String>,
        taken: Taken,
    ) -> Self {
        Self {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            written,
            layout: taken.layout,
            left_out: taken.left_out,
            rows: taken.rows,
            figures: taken.figures,
            unread: None,
        }
    }

    /// A sheet that was not read.
    pub(super) fn left_out(file: &str, sheet: &str, visible: bool) -> Self {
        let why = if visible { "the mapping leaves it out" } else { "it is hidden" };
        Self {
            file: file.to_owned(),
            sheet: Some(sheet.to_owned()),
            written: None,
            layout: None,
            left_out: LeftOut::new(),
            rows: 0,
            figures: 0,
            unread: Some(why),
        }
    }

    fn name(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("{}, sheet {sheet}", self.file),
            None => self.file.clone(),
        }
    }
}

impl Understood {
    pub(super) fn of(
        tables: Vec<TableUnderstood>,
        met: Vec<Met>,
        gathered: &Gathered,
        counts: &HashMap<u32, Count>,
        repeated: usize,
    ) -> Self {
        let counts = (0..)
            .zip(&gathered.indicators)
            .filter_map(|(number, id)| counts.get(&number).map(|count| (id.clone(), *count)));
        Self { tables, met, counts: counts.collect(), repeated }
    }
}

/// What a column is, in words.
fn used(used: &Use) -> String {
    match used {
        Use::Role(Role::LeftOut) | Use::Unknown => "left out".to_owned(),
        Use::Role(Role::Target(Some(year))) => format!("target for {year}"),
        Use::Role(role) => role.word().to_owned(),
        Use::Period(when, part) => {
            let when = match when {
                When::Period(period) => period.long(),
                When::Day(day) => format!("the period of {day}"),
                _ => "a period".to_owned(),
            };
            match part {
                Part::Value => when,
                Part::Numerator => format!("{when}, numerator"),
                Part::Denominator => format!("{when}, denominator"),
                Part::Target => format!("{when}, target (left out)"),
            }
        }
        Use::Measure => "figures of an indicator".to_owned(),
        Use::Filter => "which figures a row has".to_owned(),
    }
}

/// What was understood, as a table for a person.
pub fn text(outcome: &Outcome) -> String {
    let mut out = String::new();
    for table in &outcome.understood.tables {
        table_text(table, &mut out);
    }
    counts_text(&outcome.understood, &mut out);
    safe_lines(&out)
}

fn table_text(table: &TableUnderstood, out: &mut String) {
    let _ = writeln!(out, "{}", table.name());
    if let Some(why) = table.unread {
        let _ = writeln!(out, "  left out: {why}\n");
        return;
    }
    if let Some(written) = &table.written {
        let _ = writeln!(out, "  written in   {written}");
    }
    let Some(layout) = &table.layout else {
        let _ = writeln!(out, "  left out: no row of headings was recognised\n");
        return;
    };
    let _ = writeln!(out, "  shape        {}", layout.kind.words());
    let _ = writeln!(out, "  headings     row {}", layout.header);
    let mut lines: Vec<(String, String)> = Vec::new();
    for column in &layout.columns {
        let heading = quoted(&column.heading, 40);
        lines.push((format!("{} {heading}", letters(column.at)), used(&column.used)));
    }
    let width = lines.iter().map(|(column, _)| column.chars().count()).max().unwrap_or(0);
    for (at, (column, used)) in lines.iter().enumerate() {
        let label = if at == 0 { "columns" } else { "" };
        let pad = " ".repeat(width - column.chars().count());
        let _ = writeln!(out, "  {label:<12} {column}{pad}  {used}");
    }
    let _ = writeln!(out, "  rows         {}", table.rows);
    let _ = writeln!(out, "  figures      {}", table.figures);
    for (why, count) in &table.left_out {
        let _ = writeln!(out, "  left out     {count} × {why}");
    }
    out.push('\n');
}

fn counts_text(understood: &Understood, out: &mut String) {
    if understood.counts.is_empty() {
        return;
    }
    let head = ["numbers", "suppressed", "not collected", "not applicable", "late", "no cohort"];
    let width =
        understood.counts.iter().map(|(id, _)| id.chars().count()).max().unwrap_or(0).max(9);
    let _ = write!(out, "{:<width$}", "indicator");
    for word in head {
        let _ = write!(out, "  {word:>}");
    }
    out.push('\n');
    let mut total = [0; 6];
    let mut breakdowns = 0;
    let mut row = |name: &str, cells: [usize; 6]| {
        let _ = write!(out, "{name:<width$}");
        for (word, cell) in head.iter().zip(cells) {
            let cell = if cell == 0 { "·".to_owned() } else { cell.to_string() };
            let _ = write!(out, "  {cell:>width$}", width = word.len());
        }
        out.push('\n');
    };
    for (id, count) in &understood.counts {
        let mut cells = [count.numbers; 6];
        for (cell, missing) in cells.iter_mut().skip(1).zip(count.missing) {
            *cell = missing;
        }
        total.iter_mut().zip(cells).for_each(|(sum, cell)| *sum += cell);
        breakdowns += count.breakdowns;
        row(id, cells);
    }
    row("all", total);
    debug_assert_eq!(REASONS.len() + 1, head.len());
    if breakdowns > 0 {
        let _ = writeln!(out, "{breakdowns} of them are categories of breakdowns");
    }
    if understood.repeated > 0 {
        let _ = writeln!(out, "{} figures repeat another and were taken once", understood.repeated);
    }
}

/// The text with every line safe to show.
fn safe_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(safe).collect();
    lines.join("\n") + "\n"
}

/// A mapping file that says what was understood, to be edited and kept.
pub fn mapping_text(outcome: &Outcome, authority: Option<&str>, source: Option<&str>) -> String {
    let mut out = String::from(
        "# What callover understood; edit it, keep it, and give it with --map next time.\n\
         # Names are compared ignoring case and punctuation. \"\" leaves something out.\n\n",
    );
    let _ = match authority {
        Some(authority) => writeln!(out, "authority = {}", toml_text(authority)),
        None => writeln!(out, "# authority = \"Haringey\"   # where the files do not say whose"),
    };
    let _ = match source {
        Some(source) => writeln!(out, "source = {}", toml_text(source)),
        None => writeln!(out, "# source = \"Monthly scorecard\""),
    };
    out.push_str(
        "# extracted = \"2026-11-05\"\n\
         # dates = \"day-first\"       # or \"month-first\", for 03/04/2026\n\
         # unknown = \"keep\"          # indicators that the catalogue lacks, under Other\n",
    );
    columns_text(&outcome.understood, &mut out);
    indicators_text(&outcome.understood, &mut out);
    out.push_str(
        "\n# [periods]\n# \"Month 7\" = \"2026-10\"\n\n# [authorities]\n# \"LBH\" = \"Haringey\"\n",
    );
    for table in &outcome.understood.tables {
        let Some(sheet) = &table.sheet else { continue };
        let _ = writeln!(out, "\n[sheets.{}]", toml_text(sheet));
        let _ = writeln!(out, "use = {}", table.layout.is_some());
        let _ = match &table.layout {
            Some(layout) => writeln!(out, "# header = {}\n# year = \"2026/27\"", layout.header),
            None => Ok(()),
        };
    }
    out
}

fn columns_text(understood: &Understood, out: &mut String) {
    let mut known: Vec<(&str, &'static str)> = Vec::new();
    for column in
        understood.tables.iter().filter_map(|t| t.layout.as_ref()).flat_map(|l| &l.columns)
    {
        let role = match &column.used {
            Use::Role(role) => role.word(),
            Use::Unknown => "",
            Use::Period(..) | Use::Measure | Use::Filter => continue,
        };
        if !column.heading.is_empty()
            && !known.iter().any(|(heading, _)| *heading == column.heading)
        {
            known.push((&column.heading, role));
        }
    }
    if known.is_empty() {
        return;
    }
    let words: Vec<&str> = Role::words().collect();
    let _ = writeln!(out, "\n# A column is one of: {}.\n[columns]", words.join(", "));
    for (heading, role) in known {
        let _ = writeln!(out, "{} = \"{role}\"", toml_text(heading));
    }
}

fn indicators_text(understood: &Understood, out: &mut String) {
    let mut seen: Vec<&str> = Vec::new();
    out.push_str("\n[indicators]\n");
    for met in &understood.met {
        if seen.contains(&met.text.as_str()) || met.text.is_empty() {
            continue;
        }
        seen.push(&met.text);
        let name = toml_text(&met.text);
        let _ = match &met.meant {
            Meant::Id(id) | Meant::Kept(id) => writeln!(out, "{name} = \"{id}\""),
            Meant::LeftOut => writeln!(out, "{name} = \"\""),
            Meant::Several(ids) => writeln!(out, "{name} = \"\"   # which of {}?", ids.join(", ")),
            Meant::Nobody(Some(near)) => {
                writeln!(out, "{name} = \"\"   # unknown; nearest: {near}")
            }
            Meant::Nobody(None) => writeln!(out, "{name} = \"\"   # unknown"),
        };
    }
}

/// A text in quotes as TOML writes it, which for what we write is as JSON does.
fn toml_text(text: &str) -> String {
    serde_json::to_string(&safe(text)).unwrap_or_default()
}
