//! What a page shows as a table of texts: written for a spreadsheet, a document or a terminal.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::domain::lines::cut;
use crate::domain::spreadsheet;

/// A name keeps this much while another column can give way.
const ROOM: usize = 28;
/// Below this nothing is cut further: the table runs over instead.
const NARROWEST: usize = 12;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its cells are figures: they end alike, and are numbers in a spreadsheet.
    pub figures: bool,
    /// When it gives way where the line is too wide, the smallest first; 0 never does.
    pub yields: u8,
    /// Its texts may be cut where nothing else can give way.
    pub cuts: bool,
    /// Rows that share its text stand together: in a terminal it is their title.
    pub groups: bool,
}

impl Column {
    /// A column of words that never gives way.
    pub fn words(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), figures: false, yields: 0, cuts: false, groups: false }
    }

    /// A column of figures that never gives way.
    pub fn figures(heading: impl Into<String>) -> Self {
        Self { figures: true, ..Self::words(heading) }
    }

    /// Gives way before those of a higher number.
    #[must_use]
    pub fn yields(self, yields: u8) -> Self {
        Self { yields, ..self }
    }

    /// Is a title of its rows.
    #[must_use]
    pub fn groups(self) -> Self {
        Self { groups: true, ..self }
    }

    /// May be cut.
    #[must_use]
    pub fn cuts(self) -> Self {
        Self { cuts: true, ..self }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its columns, from the left.
    pub columns: Vec<Column>,
    /// Its rows, a text a column.
    pub rows: Vec<Vec<String>>,
    /// Which row is chosen, where one is.
    pub chosen: Option<usize>,
}

/// One cell of a spreadsheet. A sign for nothing is an empty cell.
fn cell(column: &Column, text: &str) -> String {
    if text == "–" {
        return String::new();
    }
    let number = spreadsheet::number(text).filter(|_| column.figures);
    number.unwrap_or_else(|| {
        let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        spreadsheet::text(&spaced).into_owned()
    })
}

impl Table {
    /// For a spreadsheet: headings and rows, cells between tabs, figures as plain numbers.
    pub fn tab_separated(&self) -> String {
        let headings: Vec<String> =
            self.columns.iter().map(|column| cell(column, &column.heading)).collect();
        let rows = self.rows.iter().map(|row| self.tab_separated_row(row));
        let lines: Vec<String> = std::iter::once(headings.join("\t")).chain(rows).collect();
        lines.join("\n") + "\n"
    }

    /// One row for a spreadsheet.
    pub fn tab_separated_row(&self, row: &[String]) -> String {
        let cells: Vec<String> =
            self.columns.iter().zip(row).map(|(column, text)| cell(column, text)).collect();
        cells.join("\t")
    }

    /// For a document: a Markdown table, figures as they are shown.
    pub fn markdown(&self) -> String {
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let escaped = |text: &str| {
            let spaced: String =
                text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            spaced.replace('|', "\\|")
        };
        let headings = self.columns.iter().map(|column| escaped(&column.heading)).collect();
        let rule = |column: &Column| if column.figures { "---:" } else { "---" }.to_owned();
        let mut out = line(headings) + &line(self.columns.iter().map(rule).collect());
        for row in &self.rows {
            out += &line(row.iter().map(|text| escaped(text)).collect());
        }
        out
    }

    /// For a terminal: columns stand under one another, no line wider than `width` where columns can
    /// give way and texts can be cut.
    pub fn text(&self, width: usize) -> String {
        let kept = self.fitted(width);
        let line = |texts: Vec<&str>| {
            let cells = kept.iter().map(|(at, width)| {
                let text = cut(texts.get(*at).copied().unwrap_or_default(), *width);
                let pad = " ".repeat(width.saturating_sub(text.width()));
                let figures = self.columns.get(*at).is_some_and(|column| column.figures);
                if figures { pad + &text } else { text + &pad }
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
        };
        let mut out = line(self.columns.iter().map(|column| column.heading.as_str()).collect());
        let groups = self.columns.iter().position(|column| column.groups);
        let mut before = None;
        for row in &self.rows {
            let title = groups.and_then(|at| row.get(at));
            if let Some(title) = title.filter(|title| before != Some(*title)) {
                let _ = writeln!(out, "\n{}", cut(title, width));
            }
            before = title;
            out += &line(row.iter().map(String::as_str).collect());
        }
        out
    }

    /// The columns that fit, by position, and how wide each is.
    fn fitted(&self, width: usize) -> Vec<(usize, usize)> {
        let widest = |at: usize, column: &Column| {
            let texts = self.rows.iter().filter_map(|row| row.get(at)).map(|text| text.width());
            texts.max().map(|most| most.max(column.heading.width()))
        };
        let mut kept: Vec<(usize, usize, &Column)> = self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| !column.groups)
            .filter_map(|(at, column)| Some((at, widest(at, column)?, column)))
            .filter(|(at, ..)| {
                self.rows.iter().any(|row| row.get(*at).is_some_and(|t| !t.is_empty()))
            })
            .collect();
        let total = |kept: &[(usize, usize, &Column)]| {
            kept.iter().map(|(_, width, _)| width).sum::<usize>() + 2 * kept.len().saturating_sub(1)
        };
        let can_be_cut = |kept: &[(usize, usize, &Column)]| -> usize {
            let cuts = kept.iter().filter(|(_, _, column)| column.cuts);
            cuts.map(|(_, width, _)| width.saturating_sub(ROOM)).sum()
        };
        while total(&kept) > width + can_be_cut(&kept) {
            let yields = kept.iter().map(|(_, _, column)| column.yields).filter(|y| *y > 0).min();
            let Some(yields) = yields else { break };
            kept.retain(|(_, _, column)| column.yields != yields);
        }
        // The widest is cut first, a cell at a time, so that two of them end up alike.
        while total(&kept) > width {
            let cuttable =
                kept.iter_mut().filter(|(_, width, column)| column.cuts && *width > NARROWEST);
            let Some(widest) = cuttable.max_by_key(|(_, width, _)| *width) else { break };
            widest.1 -= 1;
        }
        kept.into_iter().map(|(at, width, _)| (at, width)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        Table {
            columns: vec![
                Column::words("code").yields(2),
                Column::words("Indicator").cuts(),
                Column::figures("Oct 26"),
                Column::words("control").yields(1),
            ],
            rows: vec![
                row(["FD1", "Contacts", "1,204", "usual"]),
                row(["FD4", "=cmd|' /C calc'!A0\tand\nmore", "18.4%", "worse"]),
                row(["CP4", "Second or later plans", "6 of 27", "–"]),
            ],
            chosen: Some(1),
        }
    }

    #[test]
    fn a_spreadsheet_gets_numbers_and_no_formula() {
        let text = table().tab_separated();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "code\tIndicator\tOct 26\tcontrol");
        assert_eq!(lines[1], "FD1\tContacts\t1204\tusual");
        assert_eq!(lines[2], "FD4\t'=cmd|' /C calc'!A0 and more\t18.4\tworse");
        assert_eq!(lines[3], "CP4\tSecond or later plans\t6 of 27\t");
        assert_eq!((lines.len(), text.ends_with('\n')), (4, true));
    }

    #[test]
    fn a_document_gets_what_is_shown() {
        let text = table().markdown();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "| code | Indicator | Oct 26 | control |");
        assert_eq!(lines[1], "| --- | --- | ---: | --- |");
        assert_eq!(lines[2], "| FD1 | Contacts | 1,204 | usual |");
        assert_eq!(lines[3], "| FD4 | =cmd\\|' /C calc'!A0 and more | 18.4% | worse |");
    }

    #[test]
    fn a_terminal_gets_lines_that_fit() {
        let mut table = table();
        table.rows[1][1] = "Re-referrals within twelve months of the one before".to_owned();
        for width in 30..120 {
            let text = table.text(width);
            assert!(text.lines().all(|line| line.width() <= width), "{width}\n{text}");
            assert_eq!(text.lines().count(), 4);
        }
        let wide = table.text(120);
        assert!(wide.contains("control") && wide.contains("the one before"), "{wide}");
        let narrow = table.text(40);
        assert!(!narrow.contains("control") && narrow.contains('…'), "{narrow}");
        // Figures end alike, their heading too.
        let ends: Vec<Option<usize>> = ["Oct 26", "1,204", "18.4%", "6 of 27"]
            .iter()
            .zip(wide.lines())
            .map(|(text, line)| line.find(text).map(|at| at + text.len()))
            .collect();
        assert!(ends.iter().all(|end| end.is_some() && *end == ends[0]), "{wide}");
    }

    #[test]
    fn a_column_with_nothing_in_it_takes_no_room_in_a_terminal() {
        let mut table = table();
        for row in &mut table.rows {
            row[3].clear();
        }
        assert!(!table.text(120).contains("control"));
        assert!(table.tab_separated().contains("control"));
    }
}
