//! The keys: one table. Dispatch, the footer, the help screen, `callover keys` and the README read
//! it, so none of them can disagree.

use std::fmt::Write as _;

use crossterm::event::KeyCode;

use super::cursor::Step;
use super::input::Press;
use super::page::PageKind::{self, Complaints, Help, Indicator, Overview, Section};

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each binding says what its action does")]
pub enum Action {
    Move(Step),
    EarlierPoint,
    LaterPoint,
    Tab,
    NextTab,
    PreviousTab,
    EarlierPeriod,
    LaterPeriod,
    Open,
    Back,
    Compare,
    Grain,
    Core,
    Find,
    FindNext,
    FindPrevious,
    Discuss,
    Order,
    Filter,
    Sort,
    Reverse,
    Scale,
    Theme,
    Help,
    Complaints,
    Reload,
    Redraw,
    Suspend,
    Quit,
}

/// Keys and what they do.
#[derive(Debug)]
pub struct Binding {
    /// The keys; any of them does it.
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

const ALL: &[PageKind] = &PageKind::ALL;
const BOARD: &[PageKind] = &[Overview, Section, Indicator];
const TABS: &[PageKind] = &[Overview, Section];
/// What is opened over a tab.
const OVER: &[PageKind] = &[Indicator, Complaints, Help];

const fn c(c: char) -> Press {
    Press::char(c)
}

const fn k(code: KeyCode) -> Press {
    Press::key(code)
}

/// Builds one row of the table.
const fn on(
    pages: &'static [PageKind],
    keys: &'static [Press],
    label: &'static str,
    action: Action,
    name: &'static str,
    does: &'static str,
) -> Binding {
    Binding { keys, label, action, name, does, pages, footer: None }
}

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

/// Every key the program knows.
#[rustfmt::skip] // a table: one row a binding
pub const KEYS: &[Binding] = &[
    on(ALL, &[c('j'), k(KeyCode::Down)], "j ↓", Action::Move(Step::Down), "down", "one line down"),
    on(ALL, &[c('k'), k(KeyCode::Up)], "k ↑", Action::Move(Step::Up), "up", "one line up"),
    on(&[Indicator], &[c('h'), k(KeyCode::Left)], "h ←", Action::EarlierPoint, "earlier-point",
        "read out the figure before").footer(2, "h l", "read along"),
    on(&[Indicator], &[c('l'), k(KeyCode::Right)], "l →", Action::LaterPoint, "later-point",
        "read out the figure after"),
    on(TABS, &[c('h'), k(KeyCode::Left)], "h ←", Action::PreviousTab, "section-left",
        "the section to the left"),
    on(TABS, &[c('l'), k(KeyCode::Right)], "l →", Action::NextTab, "section-right",
        "the section to the right"),
    on(ALL, &[c('g'), k(KeyCode::Home)], "g Home", Action::Move(Step::First), "first", "to the top"),
    on(ALL, &[c('G'), k(KeyCode::End)], "G End", Action::Move(Step::Last), "last", "to the end"),
    on(ALL, &[k(KeyCode::PageDown)], "PgDn", Action::Move(Step::PageDown), "page-down",
        "one screen down"),
    on(ALL, &[k(KeyCode::PageUp)], "PgUp", Action::Move(Step::PageUp), "page-up", "one screen up"),
    on(ALL, &[Press::ctrl('d')], "Ctrl-D", Action::Move(Step::HalfDown), "half-down",
        "half a screen down"),
    on(ALL, &[Press::ctrl('u')], "Ctrl-U", Action::Move(Step::HalfUp), "half-up",
        "half a screen up"),
    on(ALL, &[c('1'), c('2'), c('3'), c('4'), c('5'), c('6'), c('7'), c('8'), c('9')], "1-9",
        Action::Tab, "section", "the section of that number; 1 is the agenda")
        .footer(10, "1-9", "sections"),
    on(ALL, &[k(KeyCode::Tab)], "Tab", Action::NextTab, "next-section", "the next section"),
    on(ALL, &[k(KeyCode::BackTab)], "Shift-Tab", Action::PreviousTab, "previous-section",
        "the section before"),
    on(TABS, &[k(KeyCode::Enter)], "Enter", Action::Open, "open", "open what is chosen")
        .footer(1, "Enter", "open"),
    on(TABS, &[k(KeyCode::Esc)], "Esc", Action::Back, "back", "back; clears a filter first"),
    on(OVER, &[k(KeyCode::Esc), c('q')], "Esc q", Action::Back, "close", "back")
        .footer(1, "Esc", "back"),
    on(BOARD, &[c('[')], "[", Action::EarlierPeriod, "earlier-period", "one period earlier")
        .footer(5, "[ ]", "period"),
    on(BOARD, &[c(']')], "]", Action::LaterPeriod, "later-period", "one period later"),
    on(BOARD, &[c('c')], "c", Action::Compare, "compare",
        "compare with: the previous period, a year ago, the quarter, last year's average")
        .footer(6, "c", "compare"),
    on(BOARD, &[c('z')], "z", Action::Grain, "grain", "by month, by quarter, by year")
        .footer(12, "z", "grain"),
    on(TABS, &[c('.')], ".", Action::Core, "core", "core indicators only, or all")
        .footer(11, ".", "core or all"),
    on(BOARD, &[c('/')], "/", Action::Find, "find", "find an indicator in any section")
        .footer(7, "/", "find"),
    on(BOARD, &[c('n')], "n", Action::FindNext, "find-next", "the next one found"),
    on(BOARD, &[c('N')], "N", Action::FindPrevious, "find-previous", "the one found before"),
    on(&[Overview], &[c(' ')], "Space", Action::Discuss, "discussed",
        "mark as discussed and go on; again takes the mark off").footer(2, "Space", "discussed"),
    on(&[Overview], &[c('s')], "s", Action::Order, "order",
        "the agenda section by section, or the worst first").footer(9, "s", "order"),
    on(&[Section], &[c('f')], "f", Action::Filter, "filter",
        "only red, only amber, only green, only unrated, all").footer(8, "f", "filter"),
    on(&[Section], &[c('s')], "s", Action::Sort, "sort", "sort by the next column")
        .footer(9, "s", "sort"),
    on(&[Section], &[c('S')], "S", Action::Reverse, "reverse", "sort the other way round"),
    on(&[Section], &[c('=')], "=", Action::Scale, "scale",
        "sparklines on one scale for each unit, or each on its own"),
    on(BOARD, &[c('!')], "!", Action::Complaints, "complaints", "what is wrong with the data"),
    on(ALL, &[c('R'), k(KeyCode::F(5))], "R F5", Action::Reload, "reload", "read the files again"),
    on(ALL, &[c('t')], "t", Action::Theme, "theme", "the next theme").footer(13, "t", "theme"),
    on(ALL, &[c('?'), k(KeyCode::F(1))], "? F1", Action::Help, "help", "these keys")
        .footer(3, "?", "help"),
    on(ALL, &[Press::ctrl('l')], "Ctrl-L", Action::Redraw, "redraw", "draw the screen afresh"),
    #[cfg(unix)]
    on(ALL, &[Press::ctrl('z')], "Ctrl-Z", Action::Suspend, "suspend", "step aside to the shell"),
    on(TABS, &[c('q')], "q", Action::Quit, "quit", "leave").footer(4, "q", "quit"),
    on(ALL, &[Press::ctrl('c')], "Ctrl-C", Action::Quit, "leave", "leave, from anywhere"),
];

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
#[derive(Debug, Clone, Copy)]
pub enum HelpLine {
    /// A heading.
    Heading(&'static str),
    /// A binding.
    Key(&'static Binding),
    /// A word of the table and what it means.
    Word(&'static str, &'static str),
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
    lines.extend(KEYS.iter().filter(|b| b.works_on(page)).map(HelpLine::Key));
    let others: Vec<_> = KEYS.iter().filter(|b| !b.works_on(page)).collect();
    if !others.is_empty() {
        lines.push(HelpLine::Gap);
        lines.push(HelpLine::Heading("On other screens"));
        lines.extend(others.into_iter().map(HelpLine::Key));
    }
    lines.extend([HelpLine::Gap, HelpLine::Heading("In the column `control`")]);
    lines.extend(CONTROL_WORDS.iter().map(|(word, means)| HelpLine::Word(word, means)));
    lines
}

/// Where a binding works, in words.
fn places(binding: &Binding) -> String {
    if binding.pages == ALL {
        return "everywhere".to_owned();
    }
    let names: Vec<_> = binding.pages.iter().map(|p| p.title().to_lowercase()).collect();
    names.join(", ")
}

/// The table as Markdown, for the README.
pub fn markdown() -> String {
    let mut out = String::from("| keys | do | on |\n| --- | --- | --- |\n");
    for binding in KEYS {
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
            assert!(markdown.contains(binding.does), "{}", binding.name);
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
        assert_eq!(action(Press::ctrl('j'), Overview), None);
        assert_eq!(action(Press::char('d'), Overview), None);
    }
}
