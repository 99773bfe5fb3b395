//! What is chosen on each page, kept on the same indicator whatever changes around it.

use super::cursor::{Cursor, Step};
use super::page::Page;
use super::rows::Filter;
use super::wrap::wrap;
use super::{App, agenda, layout, reading};
use crate::assess::board::IndicatorView;
use crate::assess::close::close_up;

/// Where a section's table stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Place {
    /// The chosen indicator; kept while a filter hides it.
    id: Option<String>,
    cursor: Cursor,
}

impl App {
    /// The chosen row of a section's table and the first in view.
    pub fn place(&self, section: usize) -> Cursor {
        self.section(section)
            .and_then(|s| self.places.get(&s.id))
            .map(|place| place.cursor)
            .unwrap_or_default()
    }

    /// The chosen indicator of a section's table.
    pub fn chosen(&self, section: usize) -> Option<&IndicatorView> {
        self.rows(section).get(self.place(section).at).copied()
    }

    /// The indicator whose page is open.
    pub fn open_indicator(&self) -> Option<&IndicatorView> {
        match &self.page {
            Page::Indicator { id, .. } => self.board.indicator(id),
            _ => None,
        }
    }

    pub(super) fn section_position(&self, id: &str) -> Option<usize> {
        self.board.sections.iter().position(|s| s.id == id)
    }

    /// The section that an indicator stands in, by position.
    pub fn section_of(&self, indicator: &str) -> Option<usize> {
        self.board.sections.iter().position(|s| s.indicators.iter().any(|i| i.id == indicator))
    }

    /// Chooses an indicator in its section's table and opens that, whatever hides it.
    pub(super) fn show_in_section(&mut self, id: &str) {
        if !self.bring_onto_board(id) {
            return;
        }
        let Some(section) = self.section_of(id) else { return };
        if !self.board.indicator(id).is_some_and(|row| self.filter.admits(row)) {
            self.filter = Filter::All;
        }
        if let Some(view) = self.board.sections.get(section) {
            self.places.entry(view.id.clone()).or_default().id = Some(id.to_owned());
        }
        self.page = Page::Section(section);
        self.back.clear();
        self.settle();
    }

    /// Chooses a row of a section's table, without opening that.
    pub(super) fn choose_row(&mut self, section: &str, id: &str) {
        self.places.entry(section.to_owned()).or_default().id = Some(id.to_owned());
    }

    /// Sees to it that an indicator is on the board, whatever left it out; says whether it is there.
    pub(super) fn bring_onto_board(&mut self, id: &str) -> bool {
        if self.board.indicator(id).is_none() && self.ask.remit.take().is_some() {
            self.reassess();
            self.say("showing every committee's: this is not in that remit");
        }
        if self.board.indicator(id).is_none() && self.ask.core {
            self.ask.core = false;
            self.reassess();
            self.say("showing all indicators: this is not a core one");
        }
        let there = self.board.indicator(id).is_some();
        if !there {
            self.say("it has no figure on this board");
        }
        there
    }

    /// Brings every place into what is there now.
    pub(super) fn settle(&mut self) {
        let body = self.body_height();
        for section in 0..self.board.sections.len() {
            self.settle_section(section, body.saturating_sub(1));
        }
        let lines = self.agenda_lines();
        let at = agenda::nearest_choice(&lines, self.agenda.at, true);
        self.agenda_at(at, lines.len());
        let list = self.complaints_in_view();
        self.complaint.to(self.complaint.at, self.complaints().len(), list);
        self.settle_listed();
        self.settle_entered();
        while matches!(self.page, Page::Indicator { .. }) && self.open_indicator().is_none() {
            self.page = self.back.pop().unwrap_or(Page::Overview);
        }
        if let Page::Benchmarks(place) = &self.page
            && self.board.indicator(&place.id).is_none()
        {
            self.page = self.back.pop().unwrap_or(Page::Overview);
        }
        self.settle_pathway();
        self.settle_slides();
        self.look_closely();
        self.settle_benchmarks();
        let furthest = self.facts_last();
        if let Page::Indicator { top, .. } = &mut self.page {
            *top = (*top).min(furthest);
        }
    }

    /// Looks closely at the open indicator, once for each board: drawing only reads what is found.
    fn look_closely(&mut self) {
        let id = match &self.page {
            Page::Indicator { id, .. } => Some(id.as_str()),
            Page::Benchmarks(place) => Some(place.id.as_str()),
            Page::Slides(place) => place.id.as_deref(),
            _ => None,
        };
        let wanted = id.and_then(|id| self.board.indicator(id)).map(|row| row.id.clone());
        if self.close.as_ref().map(|close| &close.indicator) == wanted.as_ref() {
            return;
        }
        let sources = super::sources(&self.loaded, self.published.as_ref());
        self.close = wanted
            .zip(sources)
            .and_then(|(id, sources)| close_up(sources, &self.ask, &self.board, &id));
    }

    fn settle_section(&mut self, section: usize, height: usize) {
        let rows = self.rows(section);
        let Some(view) = self.section(section) else { return };
        let mut place = self.places.get(&view.id).cloned().unwrap_or_default();
        let found = place.id.as_ref().and_then(|id| rows.iter().position(|row| row.id == *id));
        place.cursor.to(found.unwrap_or(place.cursor.at), rows.len(), height);
        let id = view.id.clone();
        self.places.insert(id, place);
    }

    /// The last line that an indicator's facts can begin with.
    fn facts_last(&self) -> usize {
        let parts = layout::indicator(self.size.0, self.size.1);
        self.open_indicator().map_or(0, |row| {
            reading::facts(row, &self.said_about(row), usize::from(parts.facts_width), parts.words)
                .len()
                .saturating_sub(usize::from(parts.facts_height))
        })
    }

    /// Moves what the page moves.
    pub(super) fn step(&mut self, step: Step) {
        match self.page.clone() {
            Page::Overview => self.step_agenda(step),
            Page::Section(section) => self.step_section(section, step),
            Page::Indicator { top: now, .. } => {
                let height = usize::from(layout::indicator(self.size.0, self.size.1).facts_height);
                let to = step.from(now, self.facts_last(), height);
                if let Page::Indicator { top, .. } = &mut self.page {
                    *top = to;
                }
            }
            Page::Compare(_) | Page::Months { .. } | Page::Divided { .. } => self.step_listed(step),
            Page::Actions(cursor) => {
                let (len, height) = (self.actions().len(), self.actions_in_view());
                let mut to = cursor;
                to.to(step.from(cursor.at, len.saturating_sub(1), height), len, height);
                self.page = Page::Actions(to);
            }
            Page::Minutes { top } => {
                let top = step.from(top, self.record_last(), self.body_height());
                self.page = Page::Minutes { top };
            }
            Page::Benchmarks(_) => self.step_benchmarks(step),
            Page::Pathway { .. } => self.step_pathway(step),
            Page::Slides(_) => self.step_slides(step),
            Page::Complaints => {
                let list = self.complaints_in_view();
                let len = self.complaints().len();
                let at = step.from(self.complaint.at, len.saturating_sub(1), list);
                self.complaint.to(at, len, list);
            }
        }
    }

    /// Brings the action log and the record into what is there now.
    fn settle_entered(&mut self) {
        let (len, height) = (self.actions().len(), self.actions_in_view());
        let last = if matches!(self.page, Page::Minutes { .. }) { self.record_last() } else { 0 };
        match &mut self.page {
            Page::Actions(cursor) => cursor.to(cursor.at, len, height),
            Page::Minutes { top } => *top = (*top).min(last),
            _ => {}
        }
    }

    /// The last line that the record can begin with.
    fn record_last(&self) -> usize {
        let width = usize::from(self.size.0.saturating_sub(2));
        self.record(width).len().saturating_sub(self.body_height())
    }

    /// Lines of the action log in view.
    pub fn actions_in_view(&self) -> usize {
        let others = usize::from(layout::ACTION_HEAD + layout::ACTION_DETAIL);
        self.body_height().saturating_sub(others)
    }

    /// The parts of the agenda screen.
    pub fn agenda_layout(&self) -> layout::AgendaLayout {
        let (width, height) = self.size;
        let cells = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let lines = self.agenda_lines().len();
        let notice = cells(self.notice().len());
        layout::agenda(width, height, cells(self.board.sections.len()), cells(lines), notice)
    }

    /// What became of an authority that is no more, in lines of the page; none where it still is.
    pub fn notice(&self) -> Vec<String> {
        let width = usize::from(self.size.0.saturating_sub(2));
        self.board.notice.as_ref().map_or_else(Vec::new, |notice| wrap(notice, width))
    }

    /// Lines of the list of complaints.
    pub fn complaints_in_view(&self) -> usize {
        let others = usize::from(layout::COMPLAINT_DETAIL + layout::COMPLAINT_FOOT);
        self.body_height().saturating_sub(others + self.notice().len())
    }

    pub(super) fn agenda_at(&mut self, at: usize, lines: usize) {
        let height = usize::from(self.agenda_layout().list);
        self.agenda.to(at, lines, height);
    }

    fn step_agenda(&mut self, step: Step) {
        let lines = self.agenda_lines();
        let height = usize::from(self.agenda_layout().list);
        let to = step.from(self.agenda.at, lines.len().saturating_sub(1), height);
        self.agenda_at(agenda::nearest_choice(&lines, to, step.is_down()), lines.len());
    }

    fn step_section(&mut self, section: usize, step: Step) {
        self.section_to(section, |cursor, len, height| {
            cursor.to(step.from(cursor.at, len.saturating_sub(1), height), len, height);
        });
    }

    /// Chooses another row of a section's table: `choose` is told how many rows there are and how
    /// many are in view.
    pub(super) fn section_to(
        &mut self,
        section: usize,
        choose: impl FnOnce(&mut Cursor, usize, usize),
    ) {
        let height = self.body_height().saturating_sub(1);
        let rows = self.rows(section);
        let mut cursor = self.place(section);
        choose(&mut cursor, rows.len(), height);
        let chosen = rows.get(cursor.at).map(|row| row.id.clone());
        let Some(id) = self.section(section).map(|s| s.id.clone()) else { return };
        self.places.insert(id, Place { id: chosen, cursor });
    }

    /// Scrolls the agenda.
    pub(super) fn roll_agenda(&mut self, by: isize) {
        let lines = self.agenda_lines();
        self.agenda.roll(by, lines.len(), usize::from(self.agenda_layout().list));
        self.agenda.at = agenda::nearest_choice(&lines, self.agenda.at, by > 0);
    }

    /// The indicator that is chosen on the agenda.
    pub(super) fn agenda_choice(&self) -> Option<String> {
        let lines = self.agenda_lines();
        lines.get(self.agenda.at)?.indicator(&self.board).map(str::to_owned)
    }

    /// Goes to the item of the same indicator.
    pub(super) fn agenda_to(&mut self, indicator: Option<&str>) {
        let lines = self.agenda_lines();
        let same =
            |line: &agenda::Line| indicator.is_some() && line.indicator(&self.board) == indicator;
        if let Some(at) = lines.iter().position(same) {
            self.agenda.at = at;
        }
    }
}
