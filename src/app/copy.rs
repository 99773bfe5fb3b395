//! What a page shows, as text to be pasted elsewhere or left in the terminal.
//!
//! Everything is taken from what is shown, never from behind it: rows in their order and filter, the
//! chosen columns, figures as rounded on the screen. What the board hides cannot be copied.

mod beside;
mod facts;
mod pages;
mod section;
mod table;

use std::fmt::Write as _;
use std::path::PathBuf;

use super::keymap::Action;
use super::page::Page;
use super::{App, Effect, agenda, divided, months};
use crate::assess::board::IndicatorView;
use crate::domain::snapshot::write_day;

pub use table::{Column, Table};

/// What of a page is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// The chosen figure as it is read.
    Figure,
    /// The chosen row, cells between tabs.
    Row,
    /// The table with headings, cells between tabs: for a spreadsheet.
    Table,
    /// The table in Markdown: for a document.
    Markdown,
    /// The chosen row in a sentence.
    Sentence,
}

impl Piece {
    /// What it is called when it has been copied.
    fn words(self) -> &'static str {
        match self {
            Self::Figure => "the figure",
            Self::Row => "the row",
            Self::Table => "the table",
            Self::Markdown => "the table in Markdown",
            Self::Sentence => "the sentence",
        }
    }

    /// Its letter in the menu.
    fn letter(self) -> char {
        match self {
            Self::Figure => 'f',
            Self::Row => 'y',
            Self::Table => 't',
            Self::Markdown => 'm',
            Self::Sentence => 's',
        }
    }
}

/// Whether a table is to be calculated with or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One thing a cell.
    Cells,
    /// As on the screen.
    Reading,
}

/// By which way a text went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Into the system's clipboard.
    Clipboard,
    /// To the terminal, which puts it into its own machine's clipboard if it is let.
    Terminal,
    /// To tmux, which passes it on if it is set to.
    Tmux,
}

impl App {
    /// A menu of what can be copied, and of the picture of it.
    pub(super) fn ask_copy(&mut self) {
        self.menu_of("copy", |action| match action {
            Action::Copy(piece) => Some((piece.letter(), false)),
            Action::Picture => Some(('p', false)),
            _ => None,
        });
    }

    /// Has a piece of the page copied.
    pub(super) fn copy(&mut self, piece: Piece) -> Option<Effect> {
        let text = match piece {
            Piece::Figure => self.figure(),
            Piece::Row => {
                let table = pages::table(self, Form::Cells);
                let row = table.chosen.and_then(|at| table.rows.get(at));
                row.map(|row| table.tab_separated_row(row))
            }
            Piece::Table => Some(pages::table(self, Form::Cells))
                .filter(has_rows)
                .map(|table| table.tab_separated()),
            Piece::Markdown => Some(pages::table(self, Form::Reading))
                .filter(has_rows)
                .map(|table| format!("{}\n\n{}", self.heading(), table.markdown())),
            Piece::Sentence => self.sentence(),
        };
        if text.is_none() {
            self.say(format!("{} cannot be copied: nothing is chosen here", piece.words()));
        }
        text.map(|text| Effect::Copy { what: piece.words(), text })
    }

    /// A text has been copied, or not.
    pub(super) fn copied(&mut self, what: &str, way: Result<Way, String>) {
        // The last resort, by whatever key it is had.
        let leave = match self.keymap.key(Action::QuitLeaving, self.page.kind()) {
            "" => String::new(),
            key => format!(", or {key}"),
        };
        self.say(match way {
            Ok(Way::Clipboard) => format!("copied {what} to the clipboard"),
            Ok(Way::Terminal) => {
                format!("copied {what} through the terminal; nothing pastes? allow OSC 52{leave}")
            }
            Ok(Way::Tmux) => {
                let setting = "set -g set-clipboard on";
                format!("copied {what} through tmux; nothing pastes? {setting}{leave}")
            }
            Err(why) => format!("{what} could not be copied: {why}"),
        });
    }

    /// A file has been written, or not.
    pub(super) fn written(&mut self, written: Result<PathBuf, String>) {
        self.say(match written {
            Ok(path) => format!("written: {}", path.display()),
            Err(why) => why,
        });
    }

    /// The row that a figure or sentence is taken from.
    fn row_at_hand(&self) -> Option<&IndicatorView> {
        self.board.indicator(&self.current()?)
    }

    fn figure(&self) -> Option<String> {
        let row = self.row_at_hand()?;
        let point = match &self.page {
            Page::Indicator { month: Some(month), .. } => {
                row.series.iter().find(|point| point.period == *month)
            }
            Page::Months { back, .. } => {
                Some(months::point(row, months::column(&self.board, *back)?)?)
            }
            Page::Divided { section, by, column, .. } => {
                let across = divided::categories(&self.board, section, by);
                return divided::cell(row, by, across.get(*column)?).map(|part| part.shown.text());
            }
            _ => None,
        };
        Some(point.map_or_else(|| row.shown.text(), |point| point.shown().text()))
    }

    fn sentence(&self) -> Option<String> {
        if self.page == Page::Complaints {
            return self
                .complaints()
                .get(self.complaint.at)
                .map(|c| format!("{}: {}", c.place, c.message));
        }
        if self.page == Page::Overview
            && let Some(agenda::Line::Item(at)) = self.agenda_lines().get(self.agenda.at)
        {
            return self.board.agenda.get(*at).map(|item| item.sentence.clone());
        }
        self.row_at_hand().map(IndicatorView::sentence)
    }

    /// Whose figures, which period, compared with what, and what is shown of them.
    pub fn heading(&self) -> String {
        let board = &self.board;
        let mut words = format!("{}, {}", board.authority.name, board.period.long());
        let day = board.extracted().map(write_day);
        if let Some(day) = day {
            let _ = write!(words, ", extracted {day}");
        }
        if !board.against.is_empty() {
            let _ = write!(words, ", compared with {}", board.against);
        }
        let section = || self.section_at().and_then(|at| self.section(at)).map(|s| s.title.clone());
        let shown = match &self.page {
            Page::Overview => Some("what to talk about".to_owned()),
            Page::Section(_) => section(),
            Page::Indicator { .. } => self.open_indicator().map(|row| row.name.clone()),
            Page::Compare(_) => Some("two periods".to_owned()),
            Page::Months { .. } => Some("the lights of the last months".to_owned()),
            Page::Divided { by, .. } => {
                section().map(|title| format!("{title} by {}", by.replace('-', " ")))
            }
            Page::Benchmarks(_) | Page::Slides(_) => self.row_at_hand().map(|row| row.name.clone()),
            Page::Pathway { .. } => self.pathway().map(|pathway| pathway.title.clone()),
            Page::Actions(_) => Some("actions".to_owned()),
            Page::Minutes { .. } => Some("the meeting".to_owned()),
            Page::Complaints => Some("what is wrong with the data".to_owned()),
        };
        let filter = Some(self.filter.words()).filter(|words| !words.is_empty());
        for part in shown.into_iter().chain(filter) {
            let _ = write!(words, ": {part}");
        }
        words
    }

    /// What the page shows as text, no wider than the screen: it stays in the terminal when the
    /// dashboard has gone.
    pub(super) fn left_behind(&self) -> String {
        let width = usize::from(self.size.0);
        let body = match self.open_indicator() {
            Some(row) => facts::text(row, &self.said_about(row), width),
            None => pages::table(self, Form::Reading).text(width),
        };
        let heading = super::wrap::wrap(&self.heading(), width).join("\n");
        format!("{heading}\n\n{body}")
    }

    /// The authority's name as a part of a file's name: `kensington-and-chelsea`.
    pub fn authority_slug(&self) -> String {
        slug(&self.board.authority.name)
    }

    /// The page's table for a spreadsheet: one thing a cell.
    pub fn table_in_view(&self) -> Table {
        pages::table(self, Form::Cells)
    }

    /// A name for a file of what is shown: `callover-haringey-front-door-2026-10`.
    pub fn file_name(&self) -> String {
        let page = match &self.page {
            Page::Overview => "agenda".to_owned(),
            Page::Section(at) => self.section(*at).map_or_else(String::new, |s| s.id.clone()),
            Page::Indicator { id, .. } | Page::Pathway { id, .. } => id.clone(),
            Page::Compare(_) => "two-periods".to_owned(),
            Page::Months { .. } => "months".to_owned(),
            Page::Divided { section, by, .. } => format!("{section}-by-{by}"),
            Page::Benchmarks(place) => format!("{}-benchmarks", place.id),
            Page::Slides(place) => place.id.clone().unwrap_or_default(),
            Page::Actions(_) => "actions".to_owned(),
            Page::Minutes { .. } => "meeting".to_owned(),
            Page::Complaints => "complaints".to_owned(),
        };
        self.file_name_of(&page)
    }

    /// A name for a file of something: `callover-haringey-report-2026-10`.
    pub(super) fn file_name_of(&self, what: &str) -> String {
        let period = self.board.period.to_string();
        // What the public may have is not to be taken for what it may not.
        let public = if self.board.public { "public" } else { "" };
        let parts = ["callover", &self.board.authority.name, what, &period, public].map(slug);
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    }
}

fn has_rows(table: &Table) -> bool {
    !table.rows.is_empty()
}

/// Small letters, digits and single hyphens: what every system takes in a name.
fn slug(text: &str) -> String {
    let plain =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    let hyphened: String = plain.collect();
    let words: Vec<&str> = hyphened.split('-').filter(|word| !word.is_empty()).collect();
    // A file system's longest name leaves room for the other parts.
    words.join("-").chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::{self, press};
    use crate::app::keymap::KEYS;
    use crate::app::{Msg, update};
    use unicode_width::UnicodeWidthStr;

    fn copied(app: &mut App, keys: &str) -> String {
        match press(app, keys) {
            Some(Effect::Copy { text, .. }) => text,
            other => panic!("{keys}: {other:?}, {:?}", app.message),
        }
    }

    /// A table as it comes out of a spreadsheet.
    fn cells(text: &str) -> Vec<Vec<&str>> {
        text.lines().map(|line| line.split('\t').collect()).collect()
    }

    #[test]
    fn the_table_is_what_the_screen_shows_as_numbers() {
        let mut app = fixture::app();
        press(&mut app, "2");
        let text = copied(&mut app, "yt");
        let all = cells(&text);
        let at = |heading: &str| all[0].iter().position(|cell| *cell == heading).unwrap();
        assert_eq!(all.len(), app.rows(0).len() + 1);
        assert!(all.iter().all(|row| row.len() == all[0].len()), "{text}");
        for (row, cells) in app.rows(0).into_iter().zip(&all[1..]) {
            assert_eq!(cells[at("Indicator")], row.name);
            if let Some(value) = row.value.filter(|_| !row.indicative) {
                let shown: f64 = cells[at("Oct 26")].parse().unwrap();
                assert!((shown - value).abs() < 0.06, "{}: {shown} of {value}", row.name);
            }
        }
        let rereferrals = all.iter().find(|row| row[0] == "FD4").unwrap();
        assert_eq!((rereferrals[at("unit")], rereferrals[at("rating")]), ("%", "amber"));
    }

    #[test]
    fn filter_order_and_columns_are_those_of_the_screen() {
        let mut app = fixture::app();
        press(&mut app, "2fr");
        let text = copied(&mut app, "yt");
        let names: Vec<_> = cells(&text)[1..].iter().map(|row| row[1].to_owned()).collect();
        assert_eq!(names, app.rows(0).iter().map(|row| row.name.clone()).collect::<Vec<_>>());
        // The second column away: what the figures are compared with.
        press(&mut app, "oj \r");
        let text = copied(&mut app, "yt");
        assert!(!cells(&text)[0].contains(&"Sep 26"), "{text}");
        press(&mut app, "feS");
        let text = copied(&mut app, "yt");
        assert_eq!(cells(&text)[1][1], app.rows(0)[0].name);
    }

    #[test]
    fn a_row_a_figure_and_a_sentence_are_of_what_is_chosen() {
        let mut app = fixture::app();
        press(&mut app, "2jj");
        let row = copied(&mut app, "yy");
        assert!(row.starts_with("FD4\tRe-referrals within 12 months\t"), "{row}");
        assert!(!row.contains('\n'));
        let shown = app.board.indicator("rereferrals").unwrap().shown.text();
        assert_eq!(copied(&mut app, "yf"), shown);
        let sentence = copied(&mut app, "ys");
        assert!(sentence.contains("Re-referrals") && sentence.contains(&shown), "{sentence}");
        // Another month that is read out is what is meant.
        press(&mut app, "\rh");
        assert_ne!(copied(&mut app, "yf"), shown);
        assert!(copied(&mut app, "yy").starts_with("Sep 26\t"));
    }

    #[test]
    fn every_page_has_a_table_in_every_form_and_its_lines_fit() {
        for keys in ["", "2", "2jj\r", "2v", "2m", "2jjd", "!"] {
            let mut app = fixture::app();
            press(&mut app, keys);
            let text = copied(&mut app, "yt");
            let all = cells(&text);
            assert!(all.len() > 1, "{keys}: {text}");
            assert!(all.iter().all(|row| row.len() == all[0].len()), "{keys}: {text}");
            let markdown = copied(&mut app, "ym");
            let lines: Vec<_> = markdown.lines().skip(2).collect();
            assert!(lines.iter().all(|line| line.starts_with("| ")), "{markdown}");
            for width in [60, 80, 120, 200] {
                update(&mut app, Msg::Resize(width, 30));
                let Some(Effect::Leave(text)) = press(&mut app, "Q") else { panic!("{keys}") };
                let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap();
                assert!(widest <= usize::from(width), "{keys} at {width}:\n{text}");
                assert!(text.starts_with("Haringey, October 2026"), "{text}");
            }
        }
    }

    #[test]
    fn what_an_indicator_leaves_behind_has_its_figures() {
        let mut app = fixture::app();
        press(&mut app, "2jj\r");
        update(&mut app, Msg::Resize(100, 30));
        insta::assert_snapshot!(app.left_behind());
    }

    #[test]
    fn what_is_said_names_the_way_and_what_to_do() {
        let mut app = fixture::app();
        for (way, wanted) in [
            (Ok(Way::Clipboard), "copied the row to the clipboard"),
            (Ok(Way::Terminal), "allow OSC 52"),
            (Ok(Way::Tmux), "set-clipboard"),
            (Err("the pipe is closed".to_owned()), "the row could not be copied: the pipe"),
        ] {
            update(&mut app, Msg::Copied("the row", way));
            assert!(app.message.as_deref().is_some_and(|said| said.contains(wanted)), "{wanted}");
        }
    }

    #[test]
    fn nothing_chosen_is_said() {
        let mut app = fixture::app();
        app.loaded.complaints.clear();
        press(&mut app, "!");
        for keys in ["yf", "ys", "yy", "yt", "ym"] {
            assert_eq!(press(&mut app, keys), None, "{keys}");
            assert!(app.message.as_deref().is_some_and(|said| said.contains("nothing")), "{keys}");
        }
    }

    #[test]
    fn every_letter_of_the_menu_is_its_own() {
        let mut letters: Vec<char> = KEYS
            .iter()
            .filter_map(|binding| match binding.action {
                Action::Copy(piece) => Some(piece.letter()),
                _ => None,
            })
            .collect();
        let all = letters.len();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!((letters.len(), letters.contains(&'p')), (all, false));
    }

    #[test]
    fn a_files_name_is_plain_whatever_the_authority_is_called() {
        let mut app = fixture::app();
        assert_eq!(app.file_name(), "callover-haringey-agenda-2026-10");
        app.board.authority.name = "../St. Helens & Ÿ: \\ <|>".to_owned();
        press(&mut app, "2");
        assert_eq!(app.file_name(), "callover-st-helens-front-door-2026-10");
        press(&mut app, "z");
        app.board.authority.name = "St Helens".to_owned();
        assert_eq!(app.file_name(), "callover-st-helens-front-door-2026-27-q3");
    }
}
