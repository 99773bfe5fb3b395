//! Finding an indicator in any section: to show it, or to lay it over the open one's chart.

use crate::app::benchmarks;
use crate::app::dialog::{Dialog, Purpose};
use crate::app::find::{self, Hit};
use crate::app::input::Input;
use crate::app::keymap::Action;
use crate::app::page::Page;
use crate::app::typeahead::{Heard, TypeAhead};
use crate::app::{App, Effect};

impl App {
    pub(super) fn start_finding(&mut self, purpose: Purpose) {
        self.dialog = Some(Dialog::Find(TypeAhead::new(self.search("")), purpose));
    }

    fn search(&self, query: &str) -> Vec<Hit> {
        self.home().map_or_else(Vec::new, |home| find::search(query, home, &self.loaded.catalogue))
    }

    pub(in crate::app) fn find_input(
        &mut self,
        mut list: TypeAhead<Hit>,
        purpose: Purpose,
        input: &Input,
    ) -> Option<Effect> {
        match list.input(input) {
            Heard::Typed => {
                let found = self.search(list.prompt.text());
                list.found(found);
            }
            Heard::Moved => {}
            Heard::Cancelled => return None,
            Heard::Leaving => return Some(Effect::Quit),
            Heard::Done => {
                match (list.chosen(), purpose) {
                    (None, _) => self.say(format!("nothing is called {:?}", list.prompt.text())),
                    (Some(hit), Purpose::LayOver) => self.lay_over(&hit.id),
                    (Some(_), Purpose::Show) => {
                        let at = list.cursor.at;
                        self.found = (list.hits.into_iter().map(|hit| hit.id).collect(), at);
                        self.show_found();
                    }
                }
                return None;
            }
        }
        self.dialog = Some(Dialog::Find(list, purpose));
        None
    }

    pub(super) fn next_found(&mut self, by: isize) {
        let (ids, at) = &self.found;
        if ids.is_empty() {
            let key = self.keymap.key(Action::Find, self.page.kind());
            let how = if key.is_empty() { String::new() } else { format!(": {key} finds") };
            self.say(format!("nothing looked for yet{how}"));
            return;
        }
        let turned = *at + ids.len();
        self.found.1 = turned.saturating_add_signed(by) % ids.len();
        self.show_found();
        self.message.get_or_insert(format!("{} of {} found", self.found.1 + 1, self.found.0.len()));
    }

    /// Shows what was found where one is: as a row of a list of all sections, as the page of an
    /// indicator, elsewhere in its section's table.
    fn show_found(&mut self) {
        let Some(id) = self.found.0.get(self.found.1).cloned() else { return };
        match self.page {
            Page::Compare(_) | Page::Months { .. } => self.choose_in_list(&id),
            Page::Indicator { .. } => {
                self.show_in_section(&id);
                if self.board.indicator(&id).is_some() {
                    self.open(Page::indicator(&id));
                }
            }
            Page::Benchmarks(_) => {
                self.show_in_section(&id);
                if self.board.indicator(&id).is_some() {
                    self.open(Page::Benchmarks(benchmarks::Place::of(&id)));
                }
            }
            Page::Overview
            | Page::Section(_)
            | Page::Divided { .. }
            | Page::Pathway { .. }
            | Page::Slides(_)
            | Page::Actions(_)
            | Page::Minutes { .. }
            | Page::Complaints => self.show_in_section(&id),
        }
    }

    /// Lays an indicator over the open one's chart, or takes off what is there.
    pub(super) fn turn_overlay(&mut self) {
        let Page::Indicator { over, .. } = &mut self.page else { return };
        if over.take().is_none() {
            self.start_finding(Purpose::LayOver);
        }
    }

    fn lay_over(&mut self, other: &str) {
        if !self.bring_onto_board(other) {
            return;
        }
        let Page::Indicator { id, over, .. } = &mut self.page else { return };
        if id == other {
            self.say("that is the one that is open");
        } else {
            *over = Some(other.to_owned());
        }
    }
}
