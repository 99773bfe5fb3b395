//! The keys: one table. Dispatch, the footer, the help screen, `callover keys` and the README read
//! it, so none of them can disagree.

mod table;

use std::fmt::Write as _;

use super::copy::Piece;
use super::cursor::Step;
use super::input::Press;
use super::look::{GlyphSet, Mark, ThemeName};
use super::page::PageKind;
use super::rows::{Filter, SortBy};
use crate::assess::ask::Compare;
use crate::assess::board::Grain;

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
    Present,
    Overlay,
    Theme,
    ThemeOf(ThemeName),
    Glyphs(GlyphSet),
    Mouse,
    CopyWhat,
    Copy(Piece),
    Picture,
    Help,
    Palette,
    Complaints,
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

/// Keys and what they do.
#[derive(Debug)]
pub struct Binding {
    /// The keys; any of them does it. Without one, the palette and the configuration reach it.
    pub keys: &'static [Press],
    /// How the keys are written.
    pub label: &'static str,
    /// What they do.
    pub action: Action,
    /// A name for the palette and the configuration.
    pub name: &'static str,
    /// What they do, in words.
    pub does: &'static str,
    /// The pages on which they work.
    pub pages: &'static [PageKind],
    /// Its place in the footer (1 comes first), the keys as written there, and a word; `None`: not
    /// in the footer.
    pub footer: Option<(u8, &'static str, &'static str)>,
}

impl PartialEq for Binding {
    /// A name stands once in the table.
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Binding {}

impl Binding {
    const fn footer(mut self, place: u8, keys: &'static str, word: &'static str) -> Self {
        self.footer = Some((place, keys, word));
        self
    }

    /// Whether it works on `page`.
    pub fn works_on(&self, page: PageKind) -> bool {
        self.pages.contains(&page)
    }
}

/// What a key does on a page.
pub fn action(press: Press, page: PageKind) -> Option<Action> {
    KEYS.iter().find(|b| b.works_on(page) && b.keys.contains(&press)).map(|b| b.action)
}

/// The footer's bindings on a page, first first.
pub fn footer(page: PageKind) -> Vec<(&'static str, &'static str)> {
    let mut offered: Vec<_> =
        KEYS.iter().filter(|b| b.works_on(page)).filter_map(|b| b.footer).collect();
    offered.sort_by_key(|(place, ..)| *place);
    offered.into_iter().map(|(_, keys, word)| (keys, word)).collect()
}

/// A line of the help screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpLine {
    /// A heading.
    Heading(&'static str),
    /// A binding.
    Key(&'static Binding),
    /// A word of the table and what it means.
    Word(&'static str, &'static str),
    /// A mark of the table; it says itself what it means.
    Mark(Mark),
    /// An empty line.
    Gap,
}

/// What the control column says.
const CONTROL_WORDS: [(&str, &str); 4] = [
    ("worse", "a real change, no chance one; so are better, rising and falling"),
    ("usual", "no more than its usual ups and downs"),
    ("unlikely", "unlikely to meet its target as it runs"),
    ("likely", "likely to meet its target as it runs"),
];

/// The help screen: the keys of `page` first, then the others.
pub fn help(page: PageKind) -> Vec<HelpLine> {
    let mut lines = vec![HelpLine::Heading(page.title())];
    let keyed = || KEYS.iter().filter(|b| !b.keys.is_empty());
    lines.extend(keyed().filter(|b| b.works_on(page)).map(HelpLine::Key));
    let keyless = KEYS.iter().filter(|b| b.keys.is_empty() && b.works_on(page));
    let others: Vec<_> = keyed().filter(|b| !b.works_on(page)).collect();
    if !others.is_empty() {
        lines.push(HelpLine::Gap);
        lines.push(HelpLine::Heading("On other screens"));
        lines.extend(others.into_iter().map(HelpLine::Key));
    }
    lines.extend([HelpLine::Gap, HelpLine::Heading("Without a key: by name, with :")]);
    lines.extend(keyless.map(HelpLine::Key));
    lines.extend([HelpLine::Gap, HelpLine::Heading("At the left edge of a row")]);
    lines.extend(Mark::ALL.map(HelpLine::Mark));
    lines.extend([HelpLine::Gap, HelpLine::Heading("In the column `control`")]);
    lines.extend(CONTROL_WORDS.iter().map(|(word, means)| HelpLine::Word(word, means)));
    lines
}

/// Where a binding works, in words.
fn places(binding: &Binding) -> String {
    if binding.pages == PageKind::ALL {
        return "everywhere".to_owned();
    }
    let named = |pages: Vec<PageKind>| {
        pages.into_iter().map(|p| p.title().to_lowercase()).collect::<Vec<_>>().join(", ")
    };
    let others: Vec<_> = PageKind::ALL.into_iter().filter(|p| !binding.works_on(*p)).collect();
    if others.len() <= 2 {
        format!("all but {}", named(others))
    } else {
        named(binding.pages.to_vec())
    }
}

/// The table as Markdown, for the README.
pub fn markdown() -> String {
    let mut out = String::from("| keys | do | on |\n| --- | --- | --- |\n");
    for binding in KEYS.iter().filter(|binding| !binding.keys.is_empty()) {
        let label: Vec<_> = binding.label.split(' ').map(|key| format!("`{key}`")).collect();
        let _ = writeln!(out, "| {} | {} | {} |", label.join(" "), binding.does, places(binding));
    }
    out
}

/// The table as plain text, for `callover keys`.
pub fn text() -> String {
    let mut out = String::new();
    for binding in KEYS {
        let Binding { label, name, does, .. } = binding;
        let _ = writeln!(out, "{label:<10} {name:<17} {does} ({})", places(binding));
    }
    out
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyCode;

    use super::*;

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
    }

    #[test]
    fn every_reader_of_the_table_has_every_key() {
        let (markdown, text) = (markdown(), text());
        for binding in KEYS {
            assert!(markdown.contains(binding.does) || binding.keys.is_empty(), "{}", binding.name);
            assert!(text.contains(binding.name), "{}", binding.name);
            for page in binding.pages {
                let shown = help(*page)
                    .iter()
                    .any(|line| matches!(line, HelpLine::Key(b) if b.name == binding.name));
                assert!(shown, "{} on {page:?}", binding.name);
                for key in binding.keys {
                    assert_eq!(action(*key, *page), Some(binding.action), "{}", binding.name);
                }
            }
        }
    }

    #[test]
    fn nothing_rests_on_keys_that_terminals_or_keyboards_take() {
        for key in KEYS.iter().flat_map(|b| b.keys) {
            let KeyCode::Char(c) = key.code else { continue };
            assert!(!key.ctrl || !"ijmhvb[".contains(c), "Ctrl-{c}");
            assert!(key.ctrl || !"|\\#@".contains(c), "{c}");
        }
    }

    #[test]
    fn modifiers_are_matched_strictly() {
        assert_eq!(action(Press::ctrl('j'), PageKind::Overview), None);
        assert_eq!(action(Press::char('x'), PageKind::Overview), None);
    }
}
