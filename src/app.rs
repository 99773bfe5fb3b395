//! The dashboard's state and how a message changes it. Pure: no clock, no file, no terminal.
//!
//! ```text
//! key ─► keymap ─► act ─► the state ─► drawn by the ui
//!                   └──► an effect, performed by the terminal, whose result comes back as a message
//! ```
//!
//! [`App`] keeps the facts and asks the rules for a new [`Board`] whenever the question changes.

mod act;
pub mod agenda;
pub mod benchmarks;
pub mod columns;
pub mod commands;
pub mod copy;
pub mod cursor;
pub mod dialog;
pub mod divided;
pub mod editor;
pub mod export;
pub mod find;
#[cfg(test)]
pub mod fixture;
pub mod form;
pub mod input;
pub mod keymap;
pub mod layout;
pub mod listing;
pub mod look;
pub mod meeting;
pub mod menu;
pub mod message;
pub mod months;
pub mod news;
pub mod opening;
pub mod page;
pub mod pathway;
pub mod picker;
pub mod pointer;
pub mod prompt;
pub mod public;
pub mod reading;
pub mod rows;
mod select;
pub mod settings;
pub mod slides;
pub mod source;
pub mod twoperiods;
pub mod typeahead;
pub mod wrap;

use std::collections::HashMap;
use std::rc::Rc;

use crate::assess;
use crate::assess::ask::{Ask, Sources};
use crate::assess::board::{Board, IndicatorView, SectionView};
use crate::assess::close::CloseUp;
use crate::domain::catalogue::Catalogue;
use crate::domain::complaint::Complaint;
use crate::domain::facts::{AuthorityFacts, Facts};
use crate::domain::meeting::Log;
use crate::domain::period::Period;
use crate::domain::published::Published;

use columns::ColumnId;
use cursor::Cursor;
use dialog::Dialog;
use keymap::Keymap;
use look::{GlyphSet, ThemeName};
use meeting::Room;
pub use message::{Effect, Msg};
use news::News;
use opening::Opening;
use page::Page;
use public::Veil;
use rows::{Filter, Sort};
use select::Place;
use settings::Own;
use source::Source;

/// What was read: everything that the dashboard shows.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Every authority's figures.
    pub facts: Facts,
    /// What they mean.
    pub catalogue: Catalogue,
    /// What is wrong with the data.
    pub complaints: Vec<Complaint>,
    /// Whose board it is, by position among the authorities.
    pub home: usize,
    /// Where the figures come from.
    pub source: Source,
    /// What the screen calls that: `demonstration`, a folder's name.
    pub title: String,
}

/// The dashboard.
pub struct App {
    /// What is shown: in public, what is left for that.
    loaded: Loaded,
    veil: Veil,
    published: Rc<dyn Published>,
    /// The question that the board answers.
    pub ask: Ask,
    /// The answer: everything that is shown.
    pub board: Board,
    /// The open indicator looked at closely; `None` where none is open.
    pub close: Option<CloseUp>,
    /// What is open.
    pub page: Page,
    /// What Esc leads back to, the nearest last.
    back: Vec<Page>,
    /// Columns and lines of the screen.
    pub size: (u16, u16),
    places: HashMap<String, Place>,
    /// Where the agenda stands.
    pub agenda: Cursor,
    /// What the room has entered.
    pub room: Room,
    /// What the action log is asked.
    pub log: Log,
    /// Where the complaints stand.
    pub complaint: Cursor,
    /// Which lights are in view.
    pub filter: Filter,
    /// How rows are ordered, by section.
    sorts: HashMap<String, Sort>,
    /// Sparklines of one unit share a scale.
    pub shared_scale: bool,
    /// What stands over the page.
    pub dialog: Option<Dialog>,
    /// The columns that were chosen, by section.
    columns: HashMap<String, Vec<ColumnId>>,
    /// What was found last, and which of it is on the screen.
    found: (Vec<String>, usize),
    /// The months that a coarser grain leads back to.
    months: Vec<Period>,
    /// Said until the next key.
    pub message: Option<String>,
    /// So many files of so many, while they are read.
    pub progress: Option<(usize, usize)>,
    /// What is opened in place of what is open.
    opening: Opening,
    /// Only the newest figures are there yet.
    pub partial: bool,
    /// What a newer reading of the files brought.
    pub news: News,
    /// The keys.
    pub keymap: Keymap,
    /// What this person has used before, and where they are.
    own: Own,
    /// The theme.
    pub theme: ThemeName,
    /// The theme while presenting: a projector's, until one is chosen.
    pub slides_theme: ThemeName,
    /// The glyphs.
    pub glyphs: GlyphSet,
    /// Whether the mouse is heard; else the terminal selects text with it.
    pub mouse: bool,
}

impl App {
    /// The dashboard over what was read; `None` where nobody's figures were.
    ///
    /// An `ask` for one section or indicator opens that page; the board always has every section.
    pub fn new(mut loaded: Loaded, published: Rc<dyn Published>, mut ask: Ask) -> Option<Self> {
        loaded.complaints.sort_by_key(|complaint| complaint.severity);
        let (section, indicator) = (ask.section.take(), ask.indicator.take());
        ask.core = true;
        let board = assessed(&loaded, published.as_ref(), &mut ask)?;
        let mut app = Self {
            loaded,
            veil: Veil::default(),
            published,
            ask,
            board,
            close: None,
            page: Page::Overview,
            back: Vec::new(),
            size: (80, 24),
            places: HashMap::new(),
            agenda: Cursor::default(),
            room: Room::default(),
            log: Log::default(),
            complaint: Cursor::default(),
            filter: Filter::default(),
            sorts: HashMap::new(),
            shared_scale: false,
            dialog: None,
            columns: HashMap::new(),
            found: (Vec::new(), 0),
            months: Vec::new(),
            message: None,
            progress: None,
            opening: Opening::default(),
            partial: false,
            news: News::default(),
            keymap: Keymap::default(),
            own: Own::default(),
            theme: ThemeName::default(),
            slides_theme: ThemeName::HighContrast,
            glyphs: GlyphSet::default(),
            mouse: false,
        };
        if let Some(at) = section.and_then(|id| app.section_position(&id)) {
            app.page = Page::Section(at);
        }
        if let Some(id) = indicator {
            app.show_in_section(&id);
            app.open(Page::indicator(&id));
        }
        app.settle();
        Some(app)
    }

    /// Everybody's complaints about the data, errors first; behind them those about the journal, whose
    /// lines are not for the public.
    pub fn complaints(&self) -> Vec<&Complaint> {
        let journal = self.room.complaints.iter().filter(|_| !self.is_public());
        self.loaded.complaints.iter().chain(journal).collect()
    }

    /// Where the figures come from.
    pub fn title(&self) -> &str {
        &self.loaded.title
    }

    /// What indicators mean.
    pub fn catalogue(&self) -> &Catalogue {
        &self.loaded.catalogue
    }

    /// Lines of the page on the screen.
    pub fn body_height(&self) -> usize {
        usize::from(layout::body(self.size.1))
    }

    /// The title of the committee whose indicators alone are shown.
    pub fn remit(&self) -> Option<&str> {
        let asked = self.ask.remit.as_ref()?;
        let known = self.loaded.catalogue.remits.iter().find(|remit| remit.id == *asked);
        Some(known.map_or(asked.as_str(), |remit| remit.title.as_str()))
    }

    /// The section of the page, or of the one that another was opened from; by position.
    pub fn section_at(&self) -> Option<usize> {
        match &self.page {
            Page::Section(at) => Some(*at),
            Page::Indicator { id, .. } => self.section_of(id),
            Page::Benchmarks(place) => self.section_of(&place.id),
            Page::Divided { section, .. } => self.section_position(section),
            Page::Overview | Page::Actions(_) | Page::Minutes { .. } => None,
            // Where one came from stays the open tab.
            Page::Compare(_)
            | Page::Months { .. }
            | Page::Pathway { .. }
            | Page::Slides(_)
            | Page::Complaints => self.back.iter().rev().find_map(|page| match page {
                Page::Section(at) => Some(*at),
                Page::Indicator { id, .. } => self.section_of(id),
                _ => None,
            }),
        }
    }

    /// A section of the board.
    pub fn section(&self, at: usize) -> Option<&SectionView> {
        self.board.sections.get(at)
    }

    /// The rows of a section that are in view, in order.
    pub fn rows(&self, section: usize) -> Vec<&IndicatorView> {
        let all = self.section(section).map_or(&[][..], |s| s.indicators.as_slice());
        rows::rows(all, self.filter, self.sort_of(section))
    }

    fn sort_of(&self, section: usize) -> Sort {
        let chosen = self.section(section).and_then(|section| self.sorts.get(&section.id));
        chosen.copied().unwrap_or_default()
    }

    /// How the rows of the open section are ordered; as on the board where none is open.
    pub fn sort(&self) -> Sort {
        match self.page {
            Page::Section(at) => self.sort_of(at),
            _ => Sort::default(),
        }
    }

    fn home(&self) -> Option<&AuthorityFacts> {
        self.loaded.facts.authorities().get(self.loaded.home)
    }

    /// Asks the rules again.
    fn reassess(&mut self) {
        let board = assessed(&self.loaded, self.published.as_ref(), &mut self.ask);
        if let Some(board) = board {
            self.show(board);
        }
    }

    /// Goes to a period unless nothing that is shown now has a figure there; says whether it went.
    fn go_to_period(&mut self, period: Period) -> bool {
        let mut ask = Ask { period: Some(period), ..self.ask.clone() };
        let board = assessed(&self.loaded, self.published.as_ref(), &mut ask);
        let figures = |board: &Board| board.indicators().any(|row| row.value.is_some());
        match board.filter(|board| ask.core == self.ask.core && figures(board)) {
            Some(board) => {
                self.ask = ask;
                self.show(board);
                true
            }
            None => false,
        }
    }

    /// Puts another board on the screen and keeps what was chosen.
    fn show(&mut self, board: Board) {
        let before: Vec<_> = self.board.sections.iter().map(|s| s.id.clone()).collect();
        let item = self.agenda_choice();
        self.board = board;
        self.close = None;
        for page in self.back.iter_mut().chain([&mut self.page]) {
            if let Page::Section(at) = page {
                let id = before.get(*at);
                let at = self.board.sections.iter().position(|s| Some(&s.id) == id);
                *page = at.map_or(Page::Overview, Page::Section);
            }
        }
        self.agenda_to(item.as_deref());
        self.settle();
    }
}

/// What the rules read.
fn sources<'a>(loaded: &'a Loaded, published: &'a dyn Published) -> Option<Sources<'a>> {
    let home = loaded.facts.authorities().get(loaded.home)?;
    Some(Sources { home, all: &loaded.facts, catalogue: &loaded.catalogue, published })
}

/// The board, and with no core indicator on it the board of all.
fn assessed(loaded: &Loaded, published: &dyn Published, ask: &mut Ask) -> Option<Board> {
    let sources = sources(loaded, published)?;
    let board = assess::board(sources, ask);
    if ask.core && board.indicators().next().is_none() {
        ask.core = false;
        return Some(assess::board(sources, ask));
    }
    Some(board)
}

/// Applies one message.
pub fn update(app: &mut App, msg: Msg) -> Option<Effect> {
    let stood = app.stands_in();
    let effect = apply(app, msg);
    app.forget_news(stood.as_deref());
    effect.or_else(|| app.take_up())
}

fn apply(app: &mut App, msg: Msg) -> Option<Effect> {
    match msg {
        Msg::Key(input) => return app.input(&input),
        Msg::Pointed(targets, how) => return app.pointed(&targets, how),
        Msg::Resize(width, height) => {
            app.size = (width, height);
            app.settle();
        }
        Msg::Early(loaded) => return app.arrived_early(*loaded),
        Msg::Loaded(loaded) => return app.arrived(*loaded),
        Msg::Progress(source, done, of) => app.progressed(&source, done, of),
        Msg::LoadFailed(source, why) => app.failed(&source, &why),
        Msg::FilesChanged => return app.read_again(),
        Msg::FilesAway { why, read_at } => app.lose_files(why, read_at),
        Msg::FilesBack => app.find_files(),
        Msg::Clock(now) => app.room.now = Some(now),
        Msg::Entered(event, waits) => return app.entered(event, waits.as_deref()),
        Msg::NotEntered(why) => app.not_entered(&why),
        Msg::Journal(others) => app.others_entered(*others),
        Msg::DraftNotKept(why) => app.draft_not_kept(&why),
        Msg::Drafts(drafts) => app.know_drafts(drafts),
        Msg::Copied(what, way) => app.copied(what, way),
        Msg::Written(written) => app.written(written),
        Msg::Terminate(signal) => return Some(Effect::Terminate(signal)),
        Msg::Resumed => return Some(Effect::Redraw),
    }
    None
}

#[cfg(test)]
mod tests;
