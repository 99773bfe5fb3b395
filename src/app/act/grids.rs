//! The screens of the whole board: two periods, the lights of the last months, a section divided.

use crate::app::cursor::Step;
use crate::app::divided;
use crate::app::listing::{self, Line, Listed};
use crate::app::months;
use crate::app::page::Page;
use crate::app::twoperiods;
use crate::app::{App, layout};
use crate::domain::period::Period;

impl App {
    /// The indicator that is chosen on the page.
    pub(in crate::app) fn current(&self) -> Option<String> {
        match &self.page {
            Page::Overview => self.agenda_choice(),
            Page::Section(section) => self.chosen(*section).map(|row| row.id.clone()),
            Page::Indicator { id, .. } => Some(id.clone()),
            Page::Compare(place) | Page::Months { place, .. } | Page::Divided { place, .. } => {
                let lines = self.listed();
                let line = lines.get(place.cursor.at)?;
                line.row(&self.board).map(|row| row.id.clone())
            }
            Page::Benchmarks(place) => Some(place.id.clone()),
            Page::Pathway { .. } => self.chosen_step(),
            Page::Slides(place) => place.id.clone(),
            Page::Actions(_) => self.chosen_action()?.about.indicator.as_deref().map(str::to_owned),
            Page::Minutes { .. } | Page::Complaints => None,
        }
    }

    /// The lines of a screen of the whole board; none of another.
    pub fn listed(&self) -> Vec<Line> {
        let admits = |row: &_| self.filter.admits(row);
        match &self.page {
            Page::Compare(_) => listing::lines(&self.board, admits, twoperiods::place),
            Page::Months { .. } => listing::lines(&self.board, admits, |_| 0),
            Page::Divided { section, by, .. } => divided::lines(&self.board, section, by),
            Page::Overview
            | Page::Section(_)
            | Page::Indicator { .. }
            | Page::Actions(_)
            | Page::Minutes { .. }
            | Page::Benchmarks(_)
            | Page::Pathway { .. }
            | Page::Slides(_)
            | Page::Complaints => Vec::new(),
        }
    }

    /// Lines of such a screen in view: all but its headings.
    fn listed_height(&self) -> usize {
        self.body_height().saturating_sub(usize::from(layout::GRID_HEAD + layout::GRID_FOOT))
    }

    pub(in crate::app) fn settle_listed(&mut self) {
        let (lines, height) = (self.listed(), self.listed_height());
        let board = &self.board;
        if let Some(place) = self.page.listed_mut() {
            place.settle(board, &lines, height);
        }
        if let Page::Divided { section, by, column, .. } = &mut self.page {
            let last = divided::categories(board, section, by).len().saturating_sub(1);
            *column = (*column).min(last);
        }
        if let Page::Months { back, .. } = &mut self.page {
            *back = (*back).min(months::columns(board).len().saturating_sub(1));
        }
    }

    pub(in crate::app) fn step_listed(&mut self, step: Step) {
        let (lines, height) = (self.listed(), self.listed_height());
        let board = &self.board;
        if let Some(place) = self.page.listed_mut() {
            place.step(board, &lines, step, height);
        }
    }

    /// Chooses a line's row; says whether it was chosen already.
    pub(in crate::app) fn choose_listed(&mut self, at: usize) -> bool {
        let (lines, height) = (self.listed(), self.listed_height());
        let board = &self.board;
        self.page.listed_mut().is_some_and(|place| place.click(board, &lines, at, height))
    }

    pub(in crate::app) fn roll_listed(&mut self, by: isize) {
        let (lines, height) = (self.listed(), self.listed_height());
        let board = &self.board;
        if let Some(place) = self.page.listed_mut() {
            place.roll(board, &lines, by, height);
        }
    }

    pub(super) fn choose_in_list(&mut self, id: &str) {
        if !self.bring_onto_board(id) {
            return;
        }
        if let Some(place) = self.page.listed_mut() {
            place.id = Some(id.to_owned());
        }
        self.settle();
    }

    pub(super) fn go_sideways(&mut self, by: isize) {
        match &mut self.page {
            Page::Months { back, .. } => {
                *back = back.saturating_add_signed(-by);
                self.settle();
            }
            Page::Divided { column, .. } => {
                *column = column.saturating_add_signed(by);
                self.settle();
            }
            Page::Benchmarks(_) => self.turn_league(by),
            Page::Pathway { .. } => self.turn_pathway(by),
            Page::Slides(_) => self.step_slides(if by < 0 { Step::Up } else { Step::Down }),
            _ => self.read_point(by),
        }
    }

    /// The month of the chosen column, where it is not the board's own.
    pub(super) fn chosen_month(&self) -> Option<Period> {
        let Page::Months { back, place } = &self.page else { return None };
        let month = months::column(&self.board, *back)?;
        let lines = self.listed();
        let row = lines.get(place.cursor.at)?.row(&self.board)?;
        let point = months::point(row, month)?;
        (*back > 0).then_some(point.period)
    }

    pub(super) fn turn_months(&mut self) {
        let back = match &self.page {
            // The month that is being read out.
            Page::Indicator { month: Some(month), .. } => {
                months::columns(&self.board).iter().rev().position(|p| p == month).unwrap_or(0)
            }
            _ => 0,
        };
        self.turn_page(Page::Months { place: Listed::at(self.current()), back });
    }

    /// Opens the section divided by what its figures are divided by; again, by the next; after the
    /// last, goes back.
    pub(super) fn turn_divided(&mut self) {
        let chosen = self.current();
        let (id, after) = match &self.page {
            Page::Divided { section, by, .. } => (section.clone(), Some(by.clone())),
            _ => {
                let own = chosen.as_deref().and_then(|id| self.section_of(id));
                let Some(section) = own.or(self.section_at()).and_then(|at| self.section(at))
                else {
                    self.say("choose a section first");
                    return;
                };
                (section.id.clone(), None)
            }
        };
        let ways = divided::ways(&self.board, &id);
        let next = match &after {
            None => ways.first(),
            Some(by) => ways.iter().skip_while(|way| *way != by).nth(1),
        };
        let Some(by) = next.cloned() else {
            if after.is_some() {
                self.close();
            } else {
                self.say("no figure of this section is divided: snapshots give `breakdowns`");
            }
            return;
        };
        let place = Listed::at(chosen);
        let page = Page::Divided { section: id, by, place, column: 0 };
        if after.is_some() {
            self.page = page;
            self.settle();
        } else {
            self.open(page);
        }
    }
}
