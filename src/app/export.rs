//! What the screen shows, as a file: the table in view, or a report of the section, the board or
//! what needs a look. The terminal writes it; this says what.

use super::dialog::Dialog;
use super::keymap::Action;
use super::menu::{Choice, Menu};
use super::{App, Effect, assessed};
use crate::assess::ask::Ask;
use crate::assess::board::Board;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The table in view: its rows in their order and filter, its chosen columns.
    Table,
    /// A report of the open section.
    Section,
    /// A report of the board.
    Board,
    /// A report of what needs a look.
    Exceptions,
}

impl Scope {
    /// Its letter in the menu.
    fn letter(self) -> char {
        match self {
            Self::Table => 't',
            Self::Section => 's',
            Self::Board => 'b',
            Self::Exceptions => 'e',
        }
    }
}

/// As what it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// A page that is read, printed or sent.
    Html,
    /// A workbook.
    Workbook,
    /// For any spreadsheet.
    Csv,
    /// For a document.
    Markdown,
}

impl As {
    /// Every one, with its letter and what it is for.
    const ALL: [(Self, char, &'static str); 4] = [
        (Self::Html, 'h', "a page to read, print or send (HTML)"),
        (Self::Workbook, 'x', "a workbook (Excel)"),
        (Self::Csv, 'c', "for any spreadsheet (CSV)"),
        (Self::Markdown, 'm', "for a document (Markdown)"),
    ];

    /// The ending of such a file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Workbook => "xlsx",
            Self::Csv => "csv",
            Self::Markdown => "md",
        }
    }
}

/// The boards of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Boards {
    /// What the report is of.
    pub board: Board,
    /// Where only one committee's indicators are shown: its title, and the board of everybody.
    pub committee: Option<(String, Board)>,
}

impl App {
    /// A menu of what can be written; a section only where one is open.
    pub(super) fn ask_export(&mut self) {
        let section = self.section_at().is_some();
        self.menu_of("write a file of", |action| match action {
            Action::ExportOf(Scope::Section) if !section => None,
            Action::ExportOf(scope) => Some((scope.letter(), false)),
            _ => None,
        });
    }

    /// A menu of the forms it can be written in.
    pub(super) fn ask_form_of(&mut self, scope: Scope) {
        if scope == Scope::Section && self.section_at().is_none() {
            self.say("no section is open here: choose one, or write the whole board");
            return;
        }
        if scope == Scope::Exceptions && self.board.agenda.is_empty() {
            self.say("nothing needs a look: there is nothing to write");
            return;
        }
        let choice = |(form, key, words): (As, char, &str)| Choice {
            key,
            words: words.to_owned(),
            action: Action::ExportAs(scope, form),
            now: false,
        };
        let choices = As::ALL.into_iter().map(choice).collect();
        self.dialog = Some(Dialog::Menu(Menu::new("write it as", choices)));
    }

    /// Has it written into a new file.
    pub(super) fn export(&mut self, scope: Scope, form: As) -> Option<Effect> {
        if scope == Scope::Table && self.table_in_view().rows.is_empty() {
            self.say("there is no table here to write");
            return None;
        }
        let name = match scope {
            Scope::Table => self.file_name(),
            Scope::Section => {
                let id = self.section_at().and_then(|at| self.section(at)).map(|s| s.id.clone());
                self.file_name_of(&format!("{}-report", id.unwrap_or_default()))
            }
            Scope::Board => self.file_name_of("report"),
            Scope::Exceptions => self.file_name_of("needs-a-look"),
        };
        Some(Effect::Export { name, scope, form })
    }

    /// The boards of a report: as they are shown, of the open section alone where that is wanted.
    pub fn reported(&self, scope: Scope) -> Boards {
        let mut board = self.board.clone();
        let section = self.section_at().and_then(|at| self.section(at));
        if let Some(section) = section.filter(|_| scope == Scope::Section) {
            board.sections.retain(|other| other.id == section.id);
            board.agenda.retain(|item| item.section == section.id);
        }
        let everybody = self.ask.remit.is_some().then(|| {
            let mut ask = Ask { remit: None, core: true, ..self.ask.clone() };
            assessed(&self.loaded, self.published.as_ref(), &mut ask)
        });
        let committee = self.remit().map(str::to_owned).zip(everybody.flatten());
        Boards { board, committee }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::{self, press};

    fn named(effect: Option<Effect>) -> (String, Scope, As) {
        let Some(Effect::Export { name, scope, form }) = effect else { panic!("{effect:?}") };
        (name, scope, form)
    }

    #[test]
    fn two_letters_say_what_and_as_what() {
        let mut app = fixture::app();
        let (name, scope, form) = named(press(&mut app, "2xsh"));
        assert_eq!(name, "callover-haringey-front-door-report-2026-10");
        assert_eq!((scope, form), (Scope::Section, As::Html));
        let (name, scope, form) = named(press(&mut app, "xtc"));
        assert_eq!(name, "callover-haringey-front-door-2026-10");
        assert_eq!((scope, form), (Scope::Table, As::Csv));
        let (name, ..) = named(press(&mut app, "xbx"));
        assert_eq!(name, "callover-haringey-report-2026-10");
        let (name, ..) = named(press(&mut app, "1xem"));
        assert_eq!(name, "callover-haringey-needs-a-look-2026-10");
        // The first of everything, by Enter alone.
        assert_eq!(named(press(&mut app, "2x\r\r")).1, Scope::Table);
    }

    #[test]
    fn a_section_is_offered_only_where_one_is_open() {
        let mut app = fixture::app();
        assert_eq!(press(&mut app, "xs"), None);
        let Some(Dialog::Menu(menu)) = &app.dialog else { panic!("the menu has gone") };
        assert_eq!(menu.choices.len(), 3);
        let mut app = fixture::app();
        assert_eq!(press(&mut app, ":export section\r"), None);
        assert!(app.message.as_deref().is_some_and(|said| said.starts_with("no section")));
    }

    #[test]
    fn a_report_is_of_what_is_shown() {
        let mut app = fixture::app();
        press(&mut app, "2");
        let boards = app.reported(Scope::Section);
        assert_eq!(boards.board.sections.len(), 1);
        assert!(boards.board.agenda.iter().all(|item| item.section == "front-door"));
        assert_eq!((app.reported(Scope::Board).board, boards.committee), (app.board.clone(), None));
    }

    #[test]
    fn where_there_is_no_table_nothing_is_written() {
        let mut app = fixture::app();
        app.loaded.complaints.clear();
        assert_eq!(press(&mut app, "!xtc"), None);
        assert!(app.message.as_deref().is_some_and(|said| said.contains("no table")));
    }
}
