//! A committee's report of a board: what needs a look, every section's figures, what was said, what
//! words mean. Put together as a document; the same paper gives the same bytes.
//!
//! Figures come from the board alone, so that what public mode hides there is hidden here. On a
//! public board only words that were marked so are carried, and no note on the data.

mod book;
mod committee;
mod ending;
mod exceptions;
mod opening;
mod tables;

pub use opening::notices;

use std::borrow::Cow;

use chrono::NaiveDate;

use super::document::{Block, Cell, Document, Light, Number};
use super::document::{Form, Table};
use super::{csv, html, json, markdown, workbook};
use crate::assess::board::{Board, IndicatorView, Rating};
use crate::domain::authority::Authority;
use crate::domain::meeting::State;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One page of HTML.
    Html,
    /// Markdown.
    Markdown,
    /// A row an indicator, for spreadsheets.
    Csv,
    /// A workbook, a sheet a section.
    Workbook,
    /// `callover.board/1`.
    Json,
}

impl Format {
    /// Every format by the ending of its files.
    pub const ENDINGS: [(&'static str, Self); 5] = [
        ("html", Self::Html),
        ("md", Self::Markdown),
        ("csv", Self::Csv),
        ("xlsx", Self::Workbook),
        ("json", Self::Json),
    ];

    /// The format of files with this ending, in any case; `None` for any other.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let known = Self::ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending));
        known.map(|(_, format)| *format)
    }
}

/// Which headings a report has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Template {
    /// The figures and what is said of them.
    #[default]
    Plain,
    /// A committee's: purpose, recommendations, reasons, the comments of those who must comment.
    Committee,
}

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// The figures.
    pub board: &'a Board,
    /// The committee whose indicators alone are on the board.
    pub committee: Option<&'a str>,
    /// The board of every committee, of which the others' indicators are given in brief.
    pub everybody: Option<&'a Board>,
    /// What people entered about the figures.
    pub entered: Option<&'a State>,
    /// Only what needs a look.
    pub exceptions: bool,
    /// The day of the last report: what has been corrected since.
    pub since: Option<NaiveDate>,
    /// Its headings.
    pub template: Template,
}

/// The report in a format.
///
/// # Errors
/// Only what writing to memory can fail with, in words.
pub fn write(paper: &Paper<'_>, format: Format) -> Result<Vec<u8>, String> {
    match format {
        Format::Html => Ok(html::write(&paper.document()).into_bytes()),
        Format::Markdown => Ok(markdown::write(&paper.document()).into_bytes()),
        Format::Csv => csv::write(&paper.carried()).map_err(|error| error.to_string()),
        Format::Workbook => workbook::write(&paper.book()).map_err(|error| error.to_string()),
        Format::Json => {
            json::write(&paper.carried()).map(String::into_bytes).map_err(|e| e.to_string())
        }
    }
}

/// Words about a figure, and what they are: a comment of the service or of the meeting.
struct Said<'a> {
    label: String,
    words: Cow<'a, str>,
}

impl<'a> Paper<'a> {
    /// A report of a board, of everything on it.
    pub fn of(board: &'a Board) -> Self {
        Self {
            board,
            committee: None,
            everybody: None,
            entered: None,
            exceptions: false,
            since: None,
            template: Template::Plain,
        }
    }

    /// The report, put together.
    pub fn document(&self) -> Document {
        let mut document = Document {
            title: self.title(),
            lead: self.lead(),
            contents: true,
            blocks: notices(self.board),
        };
        let report = match self.template {
            Template::Plain => self.performance(),
            Template::Committee => self.committee_report(),
        };
        document.blocks.extend(report);
        document.blocks.extend(self.ending());
        document
    }

    /// What the figures say.
    fn performance(&self) -> Vec<Block> {
        let mut blocks = self.at_a_glance();
        blocks.extend(self.needing_a_look());
        blocks.extend(self.turned());
        if !self.exceptions {
            blocks.extend(self.sections());
        }
        blocks.extend(self.corrections());
        blocks.extend(self.other_committees());
        blocks.extend(self.without_a_comment());
        blocks
    }

    /// The board as this report may carry it: where only exceptions are wanted, those; with the
    /// comments that may be read here, the meeting's too.
    fn carried(&self) -> Cow<'a, Board> {
        if !self.exceptions && !self.board.public && self.entered.is_none() {
            return Cow::Borrowed(self.board);
        }
        let mut board = self.board.clone();
        for (section, known) in board.sections.iter_mut().zip(&self.board.sections) {
            for (row, known) in section.indicators.iter_mut().zip(&known.indicators) {
                let said: Vec<Cow<'_, str>> =
                    self.said(known).into_iter().map(|said| said.words).collect();
                row.comment = (!said.is_empty()).then(|| said.join("\n"));
                row.data_note = self.data_note(known).map(str::to_owned);
            }
            if self.exceptions {
                section.indicators.retain(|row| !row.more.reasons.is_empty());
                section.ratings = section.indicators.iter().map(|row| row.rating).collect();
            }
        }
        if self.exceptions {
            board.sections.retain(|section| !section.indicators.is_empty());
        }
        Cow::Owned(board)
    }

    /// Red figures about which the public is told nothing, whether or not this report is for it. Those
    /// that are red by small numbers only are among them, unlike in a meeting's lists: on paper they
    /// stand there red.
    pub fn reds_without_a_public_comment(&self) -> Vec<&'a IndicatorView> {
        let silent = |row: &&IndicatorView| {
            row.rating == Some(Rating::Red)
                && !(row.comment.is_some() && row.more.comment_public)
                && !self.comments_entered(row).any(|(public, _)| public)
        };
        self.board.indicators().filter(silent).collect()
    }

    /// What people entered on the indicator's present figure, oldest first, and whether it is for the
    /// public.
    fn comments_entered(&self, row: &IndicatorView) -> impl Iterator<Item = (bool, &'a str)> {
        let authority = Authority::from(&self.board.authority);
        let notes = self
            .entered
            .zip(row.period)
            .map(|(state, period)| state.comments(&authority, &row.id, period));
        notes.into_iter().flatten().map(|note| (note.words().public, note.words().text.as_ref()))
    }

    /// What may be said of a figure here: the service's comment, then the meeting's.
    fn said(&self, row: &'a IndicatorView) -> Vec<Said<'a>> {
        let admitted = |public: bool| public || !self.board.public;
        let by = row.more.comment_author.as_ref().filter(|_| !self.board.public);
        let label = by.map_or_else(|| "Comment".to_owned(), |by| format!("Comment, {by}"));
        let service = row.comment.as_deref().filter(|_| admitted(row.more.comment_public));
        let service = service.map(|words| Said { label, words: words.into() });
        let meeting = self.comments_entered(row).filter(|(public, _)| admitted(*public));
        let meeting = meeting
            .map(|(_, words)| Said { label: "From the meeting".to_owned(), words: words.into() });
        service.into_iter().chain(meeting).collect()
    }

    /// The note on an indicator's data, where it may be carried.
    fn data_note(&self, row: &'a IndicatorView) -> Option<&'a str> {
        row.data_note.as_deref().filter(|_| !self.board.public)
    }
}

/// `FD4 Re-referrals within 12 months`.
fn named(row: &IndicatorView) -> String {
    row.code.iter().map(String::as_str).chain([row.name.as_str()]).collect::<Vec<_>>().join(" ")
}

/// An indicator's light.
fn light(row: &IndicatorView) -> Light {
    Light { rating: row.rating, indicative: row.indicative, streak: (row.streak, row.more.periods) }
}

/// A figure as it is read, with the number that it is.
fn figure(row: &IndicatorView) -> Cell {
    let form = Form::Of(row.unit, row.decimals);
    let number = row.value.map(|value| Number { value, form });
    Cell::figure(row.shown.text(), number)
}

/// A table under a heading of its own; nothing where it has no rows.
fn titled(level: u8, title: &str, table: Table) -> Vec<Block> {
    if table.rows.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(level, title.to_owned()), Block::Table(table.without_empty_columns())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;
    use crate::assess::board::{Correction, RestatementView};
    use crate::assess::shown::Shown;
    use crate::report::html::STYLE;

    /// A board of one section: what a person can read through in a golden document.
    fn small() -> Board {
        let mut board = fixture::board();
        board.sections.retain(|section| section.id == "front-door");
        board.agenda.retain(|item| item.section == "front-door");
        board.source = Some("Case management, extract of 5 November".to_owned());
        let row = board.sections[0].indicators.iter_mut().find(|row| row.id == "contacts").unwrap();
        row.comment = Some("=1+1 <b>\"twice\"</b> & more\n- as a list".to_owned());
        board
    }

    fn text(paper: &Paper<'_>, format: Format) -> String {
        let text = String::from_utf8(write(paper, format).unwrap()).unwrap();
        text.replace(STYLE, "")
    }

    #[test]
    fn a_small_board_in_every_form_of_text() {
        let board = small();
        let paper = Paper::of(&board);
        for (ending, format) in Format::ENDINGS {
            if let Format::Html | Format::Markdown | Format::Csv = format {
                insta::assert_snapshot!(format!("small_{ending}"), text(&paper, format));
            }
        }
        let json: serde_json::Value = serde_json::from_str(&text(&paper, Format::Json)).unwrap();
        assert_eq!(json["format"], "callover.board/1");
    }

    #[test]
    fn a_committees_paper_has_its_headings_and_what_others_must_write() {
        let board = small();
        let paper = Paper {
            committee: Some("Safeguarding Committee"),
            template: Template::Committee,
            ..Paper::of(&board)
        };
        insta::assert_snapshot!("committee_md", text(&paper, Format::Markdown));
        let html = text(&paper, Format::Html);
        assert_eq!(html.matches("class=\"to-fill\"").count(), 7);
        // What stood on the second level stands on the third under Performance.
        assert!(
            html.contains("<h2 id=\"4-performance\">") && html.contains("<h3 id=\"at-a-glance\">")
        );
    }

    #[test]
    fn one_committees_report_gives_the_others_in_brief() {
        let (own, all) = (small(), fixture::board());
        let paper = Paper { everybody: Some(&all), ..Paper::of(&own) };
        let markdown = text(&paper, Format::Markdown);
        let (before, others) = markdown.split_once("## Other committees' indicators").unwrap();
        let others = others.split_once("\n## ").unwrap().0;
        assert!(others.contains("Placement moves, three or more") && !others.contains("Contacts"));
        assert!(before.contains("Contacts") && !before.contains("Placement moves"));
        assert!(!text(&Paper::of(&own), Format::Markdown).contains("Other committees"));
    }

    #[test]
    fn exceptions_alone_are_what_needs_a_look_in_every_format() {
        let board = fixture::board();
        let paper = Paper { exceptions: true, ..Paper::of(&board) };
        let wanted: Vec<&str> = board.agenda.iter().map(|item| item.indicator.as_str()).collect();
        assert!(wanted.len() > 1 && wanted.len() < board.indicators().count());
        let quiet = board.indicators().find(|row| row.more.reasons.is_empty()).unwrap();
        for format in [Format::Html, Format::Markdown, Format::Csv, Format::Json] {
            let text = text(&paper, format);
            for id in &wanted {
                let name = &board.indicator(id).unwrap().name;
                assert!(text.contains(name.as_str()), "{name} in {format:?}");
            }
            let listed = text.lines().filter(|line| line.contains(&quiet.name)).count();
            assert_eq!(listed, 0, "{} in {format:?}", quiet.name);
        }
    }

    #[test]
    fn what_the_public_reads_has_no_word_that_was_not_meant_for_it() {
        let mut board = small();
        board.public = true;
        let row =
            board.sections[0].indicators.iter_mut().find(|row| row.id == "referrals").unwrap();
        row.comment = Some("Said to everybody.".to_owned());
        row.more.comment_public = true;
        row.data_note = Some("Counted by hand.".to_owned());
        for format in [Format::Html, Format::Markdown] {
            let text = text(&Paper::of(&board), format);
            assert!(
                text.contains("For the public.") && text.contains("Said to everybody."),
                "{text}"
            );
            for hidden in
                ["as a list", "Counted by hand", "Case management", "without a comment for"]
            {
                assert!(!text.contains(hidden), "{hidden} in {format:?}");
            }
        }
    }

    #[test]
    fn a_red_about_which_the_public_is_told_nothing_is_listed_for_officers() {
        let mut board = small();
        let red =
            board.indicators().find(|row| row.rating == Some(Rating::Red)).unwrap().id.clone();
        let ids = |board: &Board| -> Vec<String> {
            let paper = Paper::of(board);
            paper.reds_without_a_public_comment().iter().map(|row| row.id.clone()).collect()
        };
        assert!(ids(&board).contains(&red));
        let markdown = text(&Paper::of(&board), Format::Markdown);
        assert!(markdown.contains("## Red without a comment for the public"), "{markdown}");
        for section in &mut board.sections {
            for row in section.indicators.iter_mut().filter(|row| row.id == red) {
                row.comment = Some("We know.".to_owned());
                row.more.comment_public = true;
            }
        }
        assert!(!ids(&board).contains(&red));
    }

    #[test]
    fn what_the_meeting_said_is_carried() {
        let mut app = fixture::app();
        fixture::press(&mut app, "2jjiSeen by the room\t\r");
        let paper = Paper { entered: Some(app.room.state()), ..Paper::of(&app.board) };
        assert!(text(&paper, Format::Html).contains("<b>From the meeting:</b> Seen by the room"));
        let mut board = app.board.clone();
        board.public = true;
        let paper = Paper { entered: Some(app.room.state()), ..Paper::of(&board) };
        assert!(!text(&paper, Format::Html).contains("Seen by the room"));
    }

    #[test]
    fn corrections_are_listed_and_that_there_are_none_is_said() {
        let mut board = small();
        let markdown = |board: &Board| {
            let since = "2026-10-12".parse().ok();
            text(&Paper { since, ..Paper::of(board) }, Format::Markdown)
        };
        assert!(!markdown(&board).contains("Corrected"));
        board.corrections = Some(Vec::new());
        assert!(markdown(&board).contains("## Corrected since 12 Oct 2026\n\nNo figure"));
        let restatement = RestatementView {
            period: "2026-08".parse().unwrap(),
            from: Some(301.0),
            to: Some(318.0),
            extracted: "2026-11-05".to_owned(),
            material: true,
            was: Shown::Brief(301.0),
            now: Shown::Brief(318.0),
        };
        let (indicator, name) = ("referrals".to_owned(), "Referrals".to_owned());
        board.corrections = Some(vec![Correction { indicator, name, restatement }]);
        let text = markdown(&board);
        let row = "| Referrals | August 2026 | 301 | 318 | 5 Nov 2026 | yes |";
        assert!(text.contains(row), "{text}");
    }

    #[test]
    fn an_ending_says_how_a_report_is_written() {
        assert_eq!(Format::of_ending("HTML"), Some(Format::Html));
        assert_eq!(Format::of_ending("docx"), None);
    }
}
