//! Presentation mode: one item of the agenda, or one indicator of a section, a slide.

use super::App;
use super::agenda::Line;
use super::cursor::Step;
use super::look::ThemeName;
use super::page::Page;
use crate::assess::board::{AgendaItem, IndicatorView};
use crate::assess::words::capital;

/// What is shown slide by slide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deck {
    /// The agenda's items.
    Agenda,
    /// A section's rows as its table has them; the section's id.
    Section(String),
}

/// Which slide is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What is shown.
    pub deck: Deck,
    /// The slide's indicator; `None` of an empty deck.
    pub id: Option<String>,
    /// Its position, from 0: where to go on when its indicator is gone.
    pub at: usize,
}

/// What stands under the figure: its period, the numbers it rests on, how settled it is.
pub fn caption(row: &IndicatorView) -> String {
    let words = row.in_words().into_iter().next().unwrap_or_default();
    let figure = row.shown.text();
    let rest = words.strip_prefix(&figure).and_then(|rest| rest.strip_prefix(" in "));
    rest.unwrap_or(&words).to_owned()
}

/// The changes in words, on the comparison and on the year before.
pub fn changes(row: &IndicatorView) -> Vec<String> {
    row.changes().map(|words| capital(&words)).collect()
}

/// Why it is on the agenda: its label, and what neither that nor the light beside it has said; of
/// what is not on it, what its control chart says.
pub fn reason(row: &IndicatorView, item: Option<&AgendaItem>) -> String {
    let Some(item) = item else { return capital(&row.control_words()) };
    let unsaid = |clause: &&str| {
        !clause.to_uppercase().starts_with(&item.label) && !clause.starts_with("target ")
    };
    let rest: Vec<&str> = item.words.split("; ").filter(unsaid).collect();
    if rest.is_empty() {
        item.label.clone()
    } else {
        format!("{}: {}", item.label, rest.join("; "))
    }
}

impl App {
    /// Begins presenting: the open section from its chosen row, else the agenda.
    pub fn present(&mut self) {
        if matches!(self.page, Page::Slides(_)) {
            self.leave_slides();
            return;
        }
        let id = self.current();
        let section = match &self.page {
            Page::Overview => None,
            _ => self.section_at().and_then(|at| self.section(at)).map(|s| s.id.clone()),
        };
        let deck = section.map_or(Deck::Agenda, Deck::Section);
        self.open(Page::Slides(Place { deck, id, at: 0 }));
    }

    /// The slides' indicators, in order: of the agenda what is on it today, and where nothing is,
    /// what is red or amber.
    pub fn slides(&self) -> Vec<String> {
        let Page::Slides(place) = &self.page else { return Vec::new() };
        match &place.deck {
            Deck::Agenda => {
                let away = |line: &Line| matches!(line, Line::Away(_));
                let lines = self.agenda_lines();
                let shown = lines.iter().filter(|line| !away(line));
                shown.filter_map(|l| l.indicator(&self.board)).map(str::to_owned).collect()
            }
            Deck::Section(id) => {
                let section = self.section_position(id);
                let rows = section.map_or_else(Vec::new, |at| self.rows(at));
                rows.into_iter().map(|row| row.id.clone()).collect()
            }
        }
    }

    /// The indicator of the slide on the screen.
    pub fn slide(&self) -> Option<&IndicatorView> {
        let Page::Slides(place) = &self.page else { return None };
        self.board.indicator(place.id.as_deref()?)
    }

    /// Why it is shown, in a sentence: what a person said of it first.
    pub fn slide_reason(&self) -> String {
        let Some(row) = self.slide() else { return String::new() };
        let item = self.board.agenda.iter().find(|item| item.indicator == row.id);
        let marks = self.marks();
        let added = marks.added.iter().find(|(id, _)| *id == row.id);
        let words = [added.map(|(_, words)| capital(words)), Some(reason(row, item))];
        let words = words.into_iter().flatten().filter(|words| !words.is_empty());
        words.collect::<Vec<_>>().join("; ")
    }

    /// The theme on the screen: while presenting a projector's, unless one was chosen.
    pub fn shown_theme(&self) -> ThemeName {
        if matches!(self.page, Page::Slides(_)) { self.slides_theme } else { self.theme }
    }

    /// Brings the slide into what is there now.
    pub(super) fn settle_slides(&mut self) {
        let slides = self.slides();
        let Page::Slides(place) = &self.page else { return };
        let found = slides.iter().position(|id| Some(id) == place.id.as_ref());
        let at = found.unwrap_or(place.at.min(slides.len().saturating_sub(1)));
        self.slide_to(at);
    }

    /// Shows a slide by its position; past the last one, the last.
    pub(super) fn slide_to(&mut self, to: usize) {
        let slides = self.slides();
        let to = to.min(slides.len().saturating_sub(1));
        let chosen = slides.get(to).cloned();
        if let Page::Slides(place) = &mut self.page {
            (place.id, place.at) = (chosen, to);
        }
    }

    /// The next slide, or the one before; the first or the last.
    pub(super) fn step_slides(&mut self, step: Step) {
        let last = self.slides().len().saturating_sub(1);
        let Page::Slides(place) = &self.page else { return };
        // A clicker knows one page forward and one back.
        let to = match step {
            Step::First | Step::Last => step.from(place.at, last, 1),
            step if step.is_down() => (place.at + 1).min(last),
            _ => place.at.saturating_sub(1),
        };
        if to == place.at {
            self.say(if step.is_down() { "this is the last" } else { "this is the first" });
        }
        self.slide_to(to);
        self.settle();
    }

    /// Goes back to where presenting began, at the slide that was shown last.
    pub(super) fn leave_slides(&mut self) {
        let Page::Slides(place) = &self.page else { return };
        let Place { deck, id, .. } = place.clone();
        self.page = self.back.pop().unwrap_or(Page::Overview);
        match (deck, id) {
            (Deck::Agenda, Some(id)) => self.agenda_to(Some(&id)),
            (Deck::Section(section), Some(id)) => self.choose_row(&section, &id),
            (_, None) => {}
        }
        self.settle();
    }
}
