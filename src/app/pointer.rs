//! The mouse: a click does what a key does there, the wheel scrolls. Nothing needs it.
//!
//! What stands under the pointer is told by the drawing, which is asked only when a button is
//! pressed; nothing about places on the screen is kept.

use crossterm::event::KeyCode;

use super::agenda;
use super::cursor::Step;
use super::dialog::Dialog;
use super::input::{Input, Press};
use super::page::Page;
use super::rows::SortBy;
use super::{App, Effect};

/// Something on the screen that can be clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A tab, from 0: the agenda.
    Tab(usize),
    /// A line of the page's list, by its position there.
    Line(usize),
    /// A column of a screen of the whole board: of the months by how many stand behind it, of a
    /// division by its position.
    Column(usize),
    /// A heading that rows are sorted by.
    Heading(SortBy),
    /// A key that the footer offers.
    Key(Press),
    /// What stands over the page: nothing behind it is meant.
    Over,
    /// An entry of what stands over the page, by its position there.
    Entry(usize),
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointing {
    /// The left button was pressed.
    Click,
    /// The wheel was turned towards the person.
    WheelDown,
    /// The wheel was turned away.
    WheelUp,
}

/// Lines that one notch of the wheel scrolls.
const NOTCH: isize = 3;

impl App {
    /// Applies what the mouse did; of a click with what stands there, from the back to the front.
    pub(super) fn pointed(&mut self, targets: &[Target], how: Pointing) -> Option<Effect> {
        self.message = None;
        match how {
            Pointing::WheelDown => self.wheel(NOTCH),
            Pointing::WheelUp => self.wheel(-NOTCH),
            Pointing::Click => match self.dialog.take() {
                Some(dialog) => self.click_over(dialog, targets),
                None => self.click(targets),
            },
        }
    }

    /// The mouse is heard, or left to the terminal.
    pub(super) fn turn_mouse(&mut self) -> Effect {
        self.mouse = !self.mouse;
        self.say(if self.mouse {
            "the mouse is on: Shift and drag selects text in most terminals"
        } else {
            "the mouse is off: dragging selects text"
        });
        Effect::Mouse(self.mouse)
    }

    fn wheel(&mut self, by: isize) -> Option<Effect> {
        if let Some(dialog) = self.dialog.take() {
            let code = if by > 0 { KeyCode::Down } else { KeyCode::Up };
            return self.dialog_input(dialog, &Input::Press(Press::key(code)));
        }
        self.roll(by);
        None
    }

    /// A click while something stands over the page: beside it, it closes, unless something may have
    /// been typed into it.
    fn click_over(&mut self, mut dialog: Dialog, targets: &[Target]) -> Option<Effect> {
        let entry = targets.iter().rev().find_map(|target| match target {
            Target::Entry(at) => Some(*at),
            _ => None,
        });
        let Some(at) = entry else {
            if targets.contains(&Target::Over) || matches!(dialog, Dialog::Form(..)) {
                self.dialog = Some(dialog);
            }
            return None;
        };
        let mut key = KeyCode::Enter;
        match &mut dialog {
            Dialog::Find(list, _) => list.choose(at),
            Dialog::Palette(list) => list.choose(at),
            Dialog::Picker(list) => list.choose(at),
            Dialog::Menu(menu) => menu.at = at,
            Dialog::Columns(columns) => {
                columns.at = at;
                key = KeyCode::Char(' ');
            }
            // A click chooses a field; it saves nothing.
            Dialog::Form(form, _) => {
                form.at = at;
                self.dialog = Some(dialog);
                return None;
            }
            // A command is not run by reading about it: the chosen line runs.
            Dialog::Help(help) => {
                if std::mem::replace(&mut help.cursor.at, at) != at {
                    self.dialog = Some(dialog);
                    return None;
                }
            }
        }
        self.dialog_input(dialog, &Input::Press(Press::key(key)))
    }

    fn click(&mut self, targets: &[Target]) -> Option<Effect> {
        let (mut line, mut column, mut key, mut sorted) = (None, true, None, None);
        for target in targets {
            match target {
                Target::Tab(at) => self.open_tab(*at),
                Target::Key(press) => key = Some(*press),
                Target::Heading(by) if self.sort().by == *by => sorted = self.reverse(),
                Target::Heading(by) => sorted = self.sort_by(*by),
                Target::Line(at) => line = Some(self.choose_line(*at)),
                Target::Column(at) => column = self.choose_column(*at),
                Target::Over | Target::Entry(_) => {}
            }
        }
        if let Some(press) = key {
            return self.input(&Input::Press(press));
        }
        // What was chosen already opens.
        if line == Some(true) && column {
            self.open_chosen();
        }
        sorted
    }

    /// Chooses a line of the page's list; says whether it was chosen already.
    fn choose_line(&mut self, at: usize) -> bool {
        match self.page {
            Page::Overview => {
                let lines = self.agenda_lines();
                if !lines.get(at).is_some_and(agenda::Line::is_choice) {
                    return false;
                }
                let before = self.agenda.at;
                self.agenda_at(at, lines.len());
                before == at
            }
            Page::Section(section) => {
                let before = self.place(section).at;
                self.section_to(section, |cursor, len, height| cursor.to(at, len, height));
                before == at
            }
            Page::Compare(_) | Page::Months { .. } | Page::Divided { .. } => self.choose_listed(at),
            Page::Complaints => {
                let list = self.complaints_in_view();
                self.complaint.to(at, self.complaints().len(), list);
                false
            }
            Page::Pathway { cursor, .. } => {
                self.step_to(at);
                cursor.at == at
            }
            Page::Benchmarks(_) => {
                self.neighbour_to(at);
                false
            }
            Page::Slides(_) => {
                self.slide_to(at);
                self.settle();
                false
            }
            Page::Actions(cursor) => {
                let (len, list) = (self.actions().len(), self.actions_in_view());
                let mut to = cursor;
                to.to(at, len, list);
                self.page = Page::Actions(to);
                cursor.at == at
            }
            Page::Indicator { .. } | Page::Minutes { .. } => false,
        }
    }

    /// Chooses a column; says whether it was chosen already.
    fn choose_column(&mut self, at: usize) -> bool {
        let column = match &mut self.page {
            Page::Months { back, .. } => back,
            Page::Divided { column, .. } => column,
            _ => return true,
        };
        let same = std::mem::replace(column, at) == at;
        self.settle();
        same
    }

    /// Scrolls the page by so many lines; what is chosen stays unless it would leave the view.
    fn roll(&mut self, by: isize) {
        match &self.page {
            Page::Overview => self.roll_agenda(by),
            Page::Section(at) => {
                self.section_to(*at, |cursor, len, height| cursor.roll(by, len, height));
            }
            Page::Compare(_) | Page::Months { .. } | Page::Divided { .. } => self.roll_listed(by),
            Page::Benchmarks(_) => self.roll_neighbours(by),
            Page::Pathway { .. } => self.roll_steps(by),
            Page::Slides(_) => self.step_slides(if by < 0 { Step::Up } else { Step::Down }),
            Page::Complaints => {
                let (len, list) = (self.complaints().len(), self.complaints_in_view());
                self.complaint.roll(by, len, list);
            }
            Page::Actions(cursor) => {
                let (len, list) = (self.actions().len(), self.actions_in_view());
                let mut to = *cursor;
                to.roll(by, len, list);
                self.page = Page::Actions(to);
            }
            Page::Indicator { .. } | Page::Minutes { .. } => {
                if let Page::Indicator { top, .. } | Page::Minutes { top } = &mut self.page {
                    *top = top.saturating_add_signed(by);
                }
                self.settle();
            }
        }
    }
}
