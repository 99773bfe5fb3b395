//! The keys: one table, and what a configuration makes of it. Dispatch, the footer, the help
//! screen, the palette, `callover keys` and the README read it, so none of them can disagree.

mod listed;
mod rebound;
mod table;
pub mod written;

use super::copy::Piece;
use super::cursor::Step;
use super::export::{As, Scope};
use super::input::Press;
use super::look::{GlyphSet, ThemeName};
use super::page::PageKind;
use super::rows::{Filter, SortBy};
use crate::assess::ask::Compare;
use crate::assess::board::Grain;

pub use listed::HelpLine;
pub use rebound::{Clash, belongs_to};
pub use table::KEYS;

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each binding says what its action does")]
pub enum Action {
    Move(Step),
    Left,
    Right,
    Tab,
    NextTab,
    PreviousTab,
    EarlierPeriod,
    LaterPeriod,
    EarlierOther,
    LaterOther,
    Open,
    Back,
    Compare,
    CompareWith(Compare),
    /// Both sides of a comparison at once.
    Preset(Grain, Compare),
    Grain,
    Core,
    Find,
    FindNext,
    FindPrevious,
    ActionLog,
    Minutes,
    /// Something that the room enters, or how what it entered is shown.
    Room(Entering),
    Order,
    Filter,
    FilterBy(Filter),
    Remit,
    /// Only the indicators of the catalogue's remit at this position; `None`: all.
    RemitOf(Option<u8>),
    Sort,
    SortBy(SortBy),
    Reverse,
    Columns,
    Scale,
    TwoPeriods,
    Months,
    Divided,
    Benchmarks,
    EarlierYear,
    LaterYear,
    SortNeighbours,
    Pathway,
    Public,
    Present,
    Overlay,
    Theme,
    ThemeOf(ThemeName),
    Glyphs(GlyphSet),
    Mouse,
    CopyWhat,
    Copy(Piece),
    Picture,
    Export,
    ExportOf(Scope),
    ExportAs(Scope, As),
    Help,
    Palette,
    Complaints,
    OpenAnother,
    Reload,
    Redraw,
    Suspend,
    Quit,
    QuitLeaving,
}

/// What a key of the meeting does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each binding says what its action does")]
pub enum Entering {
    Discuss,
    Comment,
    AddAction,
    Decide,
    Ask,
    Reply,
    AddItem,
    Defer,
    Explain,
    ClearItem,
    StartMeeting,
    Attendance,
    EndMeeting,
    WriteMinutes,
    CloseAction,
    DropAction,
    ReopenAction,
    EditAction,
    Undo,
    Redo,
    Owner,
    /// Only the actions of the owner at this position; `None`: everybody's.
    OwnerOf(Option<u8>),
    LogOrder,
    LogClosed,
}

/// A command, and the keys that do it before anybody chose others.
#[derive(Debug)]
pub struct Binding {
    /// The keys; any of them does it. Without one, the palette and the configuration reach it.
    pub keys: &'static [Press],
    /// What they do.
    pub action: Action,
    /// A name for the palette and the configuration.
    pub name: &'static str,
    /// What they do, in words.
    pub does: &'static str,
    /// The pages on which they work.
    pub pages: &'static [PageKind],
    /// How it stands in the footer; `None`: not there.
    pub footer: Option<Footer>,
}

/// A command in the footer.
#[derive(Debug)]
pub struct Footer {
    /// Its place: 1 comes first.
    pub place: u8,
    /// What it is called there.
    pub word: &'static str,
    /// The name of the command whose key stands beside its own.
    pub beside: Option<&'static str>,
}

impl PartialEq for Binding {
    /// A name stands once in the table.
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Binding {}

impl Binding {
    const fn footer(mut self, place: u8, word: &'static str) -> Self {
        self.footer = Some(Footer { place, word, beside: None });
        self
    }

    const fn beside(mut self, name: &'static str) -> Self {
        if let Some(footer) = &mut self.footer {
            footer.beside = Some(name);
        }
        self
    }

    /// Whether it works on `page`.
    pub fn works_on(&self, page: PageKind) -> bool {
        self.pages.contains(&page)
    }
}

/// A command with the keys that do it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The command.
    pub binding: &'static Binding,
    /// The keys; any of them does it.
    pub keys: Vec<Press>,
    /// How the keys are written, with a space between.
    pub label: String,
    /// How they are written in the footer.
    offered: String,
}

impl Bound {
    fn new(binding: &'static Binding, keys: Vec<Press>) -> Self {
        let labels = written::labels(&keys);
        let offered = labels.first().cloned().unwrap_or_default();
        Self { binding, keys, label: labels.join(" "), offered }
    }
}

/// Every command with its keys, in the order of [`KEYS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap(Vec<Bound>);

impl Default for Keymap {
    fn default() -> Self {
        Self(KEYS.iter().map(|binding| Bound::new(binding, binding.keys.to_vec())).collect())
    }
}

impl Keymap {
    /// Every command.
    pub fn all(&self) -> &[Bound] {
        &self.0
    }

    /// What a key does on a page, and how many of the command's keys come before it.
    pub fn action(&self, press: Press, page: PageKind) -> Option<(Action, usize)> {
        self.0.iter().filter(|bound| bound.binding.works_on(page)).find_map(|bound| {
            let nth = bound.keys.iter().position(|key| *key == press)?;
            Some((bound.binding.action, nth))
        })
    }

    /// How the first key of an action on a page is written; empty where it has none.
    pub fn key(&self, action: Action, page: PageKind) -> &str {
        let does = |bound: &&Bound| {
            let Bound { binding, keys, .. } = bound;
            binding.action == action && binding.works_on(page) && !keys.is_empty()
        };
        self.0.iter().find(does).map_or("", |bound| bound.offered.as_str())
    }

    /// The keys and words of the footer on a page, first first.
    pub fn footer(&self, page: PageKind) -> Vec<(String, &'static str)> {
        let mut offered: Vec<_> = self
            .0
            .iter()
            .filter(|bound| bound.binding.works_on(page) && !bound.keys.is_empty())
            .filter_map(|bound| Some((bound, bound.binding.footer.as_ref()?)))
            .collect();
        offered.sort_by_key(|(_, footer)| footer.place);
        let keys = |bound: &Bound, beside: Option<&str>| {
            let other = beside.and_then(|name| self.0.iter().find(|b| b.binding.name == name));
            let other = other.map(|other| other.offered.as_str()).filter(|key| !key.is_empty());
            other
                .map_or_else(|| bound.offered.clone(), |other| format!("{} {other}", bound.offered))
        };
        offered.into_iter().map(|(b, footer)| (keys(b, footer.beside), footer.word)).collect()
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyCode;

    use super::*;

    fn action(press: Press, page: PageKind) -> Option<Action> {
        Keymap::default().action(press, page).map(|(action, _)| action)
    }

    #[test]
    fn no_key_does_two_things_on_a_page() {
        for page in PageKind::ALL {
            let mut seen: Vec<Press> = Vec::new();
            for binding in KEYS.iter().filter(|b| b.works_on(page)) {
                for key in binding.keys {
                    assert!(!seen.contains(key), "{key:?} twice on {page:?}");
                    seen.push(*key);
                }
            }
        }
    }

    #[test]
    fn names_are_kebab_words_and_each_stands_once() {
        let mut names: Vec<_> = KEYS.iter().map(|b| b.name).collect();
        assert!(names.iter().all(|n| n.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
        let beside = KEYS.iter().filter_map(|b| b.footer.as_ref()?.beside);
        assert!(beside.into_iter().all(|name| names.contains(&name)));
    }

    #[test]
    fn nothing_rests_on_keys_that_terminals_or_keyboards_take() {
        for key in KEYS.iter().flat_map(|b| b.keys) {
            assert!(written::read(&written::label(*key)).is_ok(), "{key:?}");
            let KeyCode::Char(c) = key.code else { continue };
            assert!(key.ctrl || !"|\\#@".contains(c), "{c}");
        }
    }

    #[test]
    fn modifiers_are_matched_strictly() {
        assert_eq!(action(Press::ctrl('j'), PageKind::Overview), None);
        assert_eq!(action(Press::char('K'), PageKind::Overview), None);
    }

    #[test]
    fn a_key_says_which_of_its_commands_keys_it_is() {
        let keymap = Keymap::default();
        assert_eq!(keymap.action(Press::char('3'), PageKind::Section), Some((Action::Tab, 2)));
        assert_eq!(keymap.key(Action::Quit, PageKind::Overview), "q");
        assert_eq!(keymap.key(Action::Quit, PageKind::Indicator), "Ctrl-C");
        let footer = keymap.footer(PageKind::Indicator);
        assert!(footer.contains(&("h l".to_owned(), "read along")), "{footer:?}");
        assert!(footer.contains(&("1-9".to_owned(), "sections")), "{footer:?}");
    }
}
