//! The table of keys: one row a binding.

use crossterm::event::KeyCode;

use super::{Action, Binding, Entering};
use crate::app::copy::Piece;
use crate::app::cursor::Step;
use crate::app::export::Scope;
use crate::app::input::Press;
use crate::app::look::{GlyphSet, ThemeName};
use crate::app::page::PageKind::{
    self, Actions, Benchmarks, Compare, Complaints, Divided, Indicator, Minutes, Months, Overview,
    Pathway, Section, Slides,
};
use crate::app::rows::{Filter, SortBy};
use crate::assess::agenda::Reason;
use crate::assess::ask;
use crate::assess::board::{Grain, Rating};

const ALL: &[PageKind] = &PageKind::ALL;
/// What shows figures of the board.
const BOARD: &[PageKind] = &[Overview, Section, Indicator, Compare, Months, Divided];
/// What shows figures of a period.
const PERIOD: &[PageKind] =
    &[Overview, Section, Indicator, Compare, Months, Divided, Pathway, Slides];
/// Where one indicator is chosen.
const ONE: &[PageKind] = &[Overview, Section, Indicator, Compare, Months, Divided, Benchmarks];
/// Where indicators are looked for.
const FINDS: &[PageKind] =
    &[Overview, Section, Indicator, Compare, Months, Divided, Benchmarks, Pathway];
/// What shows figures, or what is wrong with them.
const DATA: &[PageKind] = &[
    Overview, Section, Indicator, Compare, Months, Divided, Benchmarks, Pathway, Actions, Minutes,
    Complaints,
];
/// Where something can be entered about a figure.
const FIGURES: &[PageKind] =
    &[Overview, Section, Indicator, Compare, Months, Divided, Benchmarks, Pathway, Slides, Actions];
/// Where something can be entered about a figure or the meeting as a whole.
const ENTERED: &[PageKind] = &[
    Overview, Section, Indicator, Compare, Months, Divided, Benchmarks, Pathway, Slides, Actions,
    Minutes,
];
/// What `x` writes a file of: on the actions it closes one.
const WRITTEN: &[PageKind] = &[
    Overview, Section, Indicator, Compare, Months, Divided, Benchmarks, Pathway, Slides, Minutes,
    Complaints,
];
const TABS: &[PageKind] = &[Overview, Section];
/// What is opened over a tab.
const OVER: &[PageKind] = &[
    Indicator, Compare, Months, Divided, Benchmarks, Pathway, Slides, Actions, Minutes, Complaints,
];
/// Where Enter opens what is chosen.
const LISTS: &[PageKind] = &[Overview, Section, Compare, Months, Divided, Pathway, Actions];
/// Where rows are filtered.
const ROWS: &[PageKind] = &[Section, Compare, Months];
/// Where columns are walked along.
const GRIDS: &[PageKind] = &[Months, Divided];

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
    action: Action,
    name: &'static str,
    does: &'static str,
) -> Binding {
    Binding { keys, action, name, does, pages, footer: None }
}

/// A row without a key.
const fn by_name(
    pages: &'static [PageKind],
    action: Action,
    name: &'static str,
    does: &'static str,
) -> Binding {
    on(pages, &[], action, name, does)
}

const fn only(filter: Filter, name: &'static str, does: &'static str) -> Binding {
    by_name(ROWS, Action::FilterBy(filter), name, does)
}

const fn because(reason: Reason, name: &'static str, does: &'static str) -> Binding {
    only(Filter::Because(reason), name, does)
}

const fn sort(by: SortBy, name: &'static str, does: &'static str) -> Binding {
    by_name(&[Section], Action::SortBy(by), name, does)
}

const fn against(compare: ask::Compare, name: &'static str, does: &'static str) -> Binding {
    by_name(BOARD, Action::CompareWith(compare), name, does)
}

const fn two(
    grain: Grain,
    compare: ask::Compare,
    name: &'static str,
    does: &'static str,
) -> Binding {
    by_name(&[Compare], Action::Preset(grain, compare), name, does)
}

const fn theme(theme: ThemeName, name: &'static str, does: &'static str) -> Binding {
    by_name(ALL, Action::ThemeOf(theme), name, does)
}

const fn glyphs(set: GlyphSet, name: &'static str, does: &'static str) -> Binding {
    by_name(ALL, Action::Glyphs(set), name, does)
}

const fn copy(piece: Piece, name: &'static str, does: &'static str) -> Binding {
    by_name(ALL, Action::Copy(piece), name, does)
}

const fn export(scope: Scope, name: &'static str, does: &'static str) -> Binding {
    by_name(ALL, Action::ExportOf(scope), name, does)
}

/// Every key the program knows, and every command that has none.
#[rustfmt::skip] // a table: one row a binding
pub const KEYS: &[Binding] = &[
    on(ALL, &[c('j'), k(KeyCode::Down)], Action::Move(Step::Down), "down", "one line down"),
    on(ALL, &[c('k'), k(KeyCode::Up)], Action::Move(Step::Up), "up", "one line up"),
    on(&[Indicator], &[c('h'), k(KeyCode::Left)], Action::Left, "earlier-point",
        "read out the figure before").footer(2, "read along").beside("later-point"),
    on(&[Indicator], &[c('l'), k(KeyCode::Right)], Action::Right, "later-point",
        "read out the figure after"),
    on(GRIDS, &[c('h'), k(KeyCode::Left)], Action::Left, "left", "one column to the left")
        .footer(2, "along").beside("right"),
    on(GRIDS, &[c('l'), k(KeyCode::Right)], Action::Right, "right", "one column to the right"),
    on(&[Benchmarks], &[c('h'), k(KeyCode::Left)], Action::Left, "league-left",
        "among the authorities before: England, a group").footer(4, "England or group").beside("league-right"),
    on(&[Benchmarks], &[c('l'), k(KeyCode::Right)], Action::Right, "league-right",
        "among the next authorities: England, a group"),
    on(&[Pathway], &[c('h'), k(KeyCode::Left)], Action::Left, "pathway-left",
        "the pathway before"),
    on(&[Pathway], &[c('l'), k(KeyCode::Right)], Action::Right, "pathway-right",
        "the next pathway"),
    on(&[Slides], &[c('h'), k(KeyCode::Left)], Action::Left, "slide-before",
        "the slide before"),
    on(&[Slides], &[c(' '), c('l'), k(KeyCode::Right)], Action::Right, "next-slide",
        "the next slide").footer(1, "next"),
    on(TABS, &[c('h'), k(KeyCode::Left)], Action::PreviousTab, "section-left",
        "the section to the left"),
    on(TABS, &[c('l'), k(KeyCode::Right)], Action::NextTab, "section-right",
        "the section to the right"),
    on(ALL, &[c('g'), k(KeyCode::Home)], Action::Move(Step::First), "first", "to the top"),
    on(ALL, &[c('G'), k(KeyCode::End)], Action::Move(Step::Last), "last", "to the end"),
    on(ALL, &[k(KeyCode::PageDown)], Action::Move(Step::PageDown), "page-down",
        "one screen down"),
    on(ALL, &[k(KeyCode::PageUp)], Action::Move(Step::PageUp), "page-up", "one screen up"),
    on(ALL, &[Press::ctrl('d')], Action::Move(Step::HalfDown), "half-down",
        "half a screen down"),
    on(ALL, &[Press::ctrl('u')], Action::Move(Step::HalfUp), "half-up",
        "half a screen up"),
    on(ALL, &[c('1'), c('2'), c('3'), c('4'), c('5'), c('6'), c('7'), c('8'), c('9')],
        Action::Tab, "section", "the section of that number; 1 is the agenda")
        .footer(13, "sections"),
    on(ALL, &[k(KeyCode::Tab)], Action::NextTab, "next-section", "the next section"),
    on(ALL, &[k(KeyCode::BackTab)], Action::PreviousTab, "previous-section",
        "the section before"),
    on(LISTS, &[k(KeyCode::Enter)], Action::Open, "open", "open what is chosen")
        .footer(1, "open"),
    on(TABS, &[k(KeyCode::Esc)], Action::Back, "back", "back; clears a filter first"),
    on(OVER, &[k(KeyCode::Esc), c('q')], Action::Back, "close",
        "back to where you were; clears a filter first").footer(3, "back"),
    on(PERIOD, &[c('[')], Action::EarlierPeriod, "earlier-period", "one period earlier")
        .footer(6, "period").beside("later-period"),
    on(PERIOD, &[c(']')], Action::LaterPeriod, "later-period", "one period later"),
    on(&[Benchmarks], &[c('[')], Action::EarlierYear, "earlier-year",
        "how it stood a year earlier").footer(6, "year").beside("later-year"),
    on(&[Benchmarks], &[c(']')], Action::LaterYear, "later-year", "how it stood a year later"),
    on(&[Compare], &[c('{')], Action::EarlierOther, "earlier-other",
        "compare with one period earlier").footer(5, "other side").beside("later-other"),
    on(&[Compare], &[c('}')], Action::LaterOther, "later-other",
        "compare with one period later"),
    on(PERIOD, &[c('c')], Action::Compare, "compare",
        "compare with: the previous period, a year ago, the quarter, last year's average")
        .footer(7, "compare"),
    on(BOARD, &[c('v')], Action::TwoPeriods, "two-periods",
        "two periods side by side, in every section").footer(9, "two periods"),
    on(BOARD, &[c('m')], Action::Months, "months",
        "the lights of the last months, one letter each").footer(10, "months"),
    on(BOARD, &[c('d')], Action::Divided, "divided",
        "the section divided by team, age or what else is given; again: by the next")
        .footer(12, "divided"),
    on(ONE, &[c('b')], Action::Benchmarks, "benchmarks",
        "among England's authorities and its neighbours").footer(10, "benchmarks"),
    on(FINDS, &[c('w')], Action::Pathway, "pathway",
        "from step to step; again: the next pathway").footer(13, "pathway"),
    on(&[Benchmarks], &[c('s')], Action::SortNeighbours, "sort-neighbours",
        "neighbours by closeness, by figure, by name").footer(7, "sort"),
    on(&[Overview, Section, Indicator], &[c('p')], Action::Present, "present",
        "for the projector: one item of the agenda, or one row, a slide").footer(18, "present"),
    on(&[Slides], &[c('p')], Action::Present, "leave-slides",
        "back to where presenting began").footer(2, "leave"),
    on(PERIOD, &[c('z')], Action::Grain, "grain", "by month, by quarter, by year")
        .footer(16, "grain"),
    on(BOARD, &[c('.')], Action::Core, "core", "core indicators only, or all")
        .footer(15, "core or all"),
    on(FINDS, &[c('/')], Action::Find, "find", "find an indicator in any section")
        .footer(8, "find"),
    on(FINDS, &[c('n')], Action::FindNext, "find-next", "the next one found"),
    on(FINDS, &[c('N')], Action::FindPrevious, "find-previous", "the one found before"),
    on(&[Indicator], &[c('+')], Action::Overlay, "overlay",
        "lay a second indicator over the chart; again takes it off").footer(11, "second one"),
    on(&[Overview], &[c(' ')], Action::Room(Entering::Discuss), "discussed",
        "mark as discussed and go on; again takes the mark off").footer(2, "discussed"),
    on(FIGURES, &[c('i'), k(KeyCode::F(2))], Action::Room(Entering::Comment), "comment",
        "comment on the figure; again puts your own in other words").footer(10, "comment"),
    on(ENTERED, &[c('a')], Action::Room(Entering::AddAction), "action",
        "somebody is to do something by a day").footer(10, "action"),
    on(ENTERED, &[c('A')], Action::ActionLog, "action-log",
        "every action, whose it is and when it is due").footer(18, "actions"),
    on(ENTERED, &[c('M')], Action::Minutes, "minutes",
        "the meeting's record; before it, what to prepare").footer(18, "meeting"),
    on(&[Overview], &[c('e')], Action::Room(Entering::Explain), "explain",
        "explained until a day: off the agenda until then"),
    on(&[Overview], &[c('D')], Action::Room(Entering::Defer), "defer",
        "put off, to a day or the next meeting"),
    on(&[Minutes], &[c('s')], Action::Room(Entering::StartMeeting), "start-meeting", "start a meeting")
        .footer(1, "start"),
    on(&[Minutes], &[c('p')], Action::Room(Entering::Attendance), "attendance",
        "who is there, and what the meeting is called").footer(2, "present"),
    on(&[Minutes], &[c('d')], Action::Room(Entering::Decide), "decide", "write down a decision")
        .footer(2, "decision"),
    on(&[Minutes], &[c('r')], Action::Room(Entering::Ask), "ask", "leave a question for a written reply"),
    on(&[Minutes], &[c('e')], Action::Room(Entering::Reply), "reply", "write down the reply to a question"),
    on(&[Minutes], &[c('E')], Action::Room(Entering::EndMeeting), "end-meeting", "end the meeting")
        .footer(6, "end"),
    on(&[Minutes], &[c('w')], Action::Room(Entering::WriteMinutes), "write-minutes",
        "write the minutes as a document").footer(7, "write"),
    on(&[Actions], &[c('x')], Action::Room(Entering::CloseAction), "close-action",
        "done: say what came of it").footer(2, "done"),
    on(&[Actions], &[c('X')], Action::Room(Entering::DropAction), "drop-action",
        "not to be done any more: say why"),
    on(&[Actions], &[c('o')], Action::Room(Entering::ReopenAction), "reopen-action", "open it again"),
    on(&[Actions], &[c('e')], Action::Room(Entering::EditAction), "edit-action", "put it otherwise")
        .footer(5, "edit"),
    on(&[Actions], &[c('s')], Action::Room(Entering::LogOrder), "log-order",
        "by due date, the oldest first, by owner").footer(9, "sort"),
    on(&[Actions], &[c('f')], Action::Room(Entering::Owner), "owner", "only one owner's actions")
        .footer(8, "owner"),
    on(&[Actions], &[c('.')], Action::Room(Entering::LogClosed), "log-closed", "closed ones too, or not")
        .footer(9, "closed too"),
    on(ENTERED, &[c('u')], Action::Room(Entering::Undo), "undo", "take back your own last entry"),
    on(ENTERED, &[Press::ctrl('r')], Action::Room(Entering::Redo), "redo", "give back what you took back"),
    on(&[Overview], &[c('s')], Action::Order, "order",
        "the agenda section by section, or the worst first").footer(14, "order"),
    on(ROWS, &[c('f')], Action::Filter, "filter",
        "only some rows: by light, by reason, what moved").footer(11, "filter"),
    on(BOARD, &[c('r')], Action::Remit, "remit", "only one committee's indicators, or all"),
    on(&[Section], &[c('s')], Action::Sort, "sort", "sort by the next column")
        .footer(14, "sort"),
    on(&[Section], &[c('S')], Action::Reverse, "reverse", "sort the other way round"),
    on(&[Section], &[c('o')], Action::Columns, "columns",
        "which columns, and in which order"),
    on(&[Section, Benchmarks], &[c('=')], Action::Scale, "scale",
        "sparklines on one scale for each unit, or each on its own"),
    on(DATA, &[c('!')], Action::Complaints, "complaints", "what is wrong with the data"),
    on(ALL, &[c('O')], Action::OpenAnother, "open-another",
        "another authority or folder, by a few letters").footer(20, "open another"),
    on(ALL, &[c('R'), k(KeyCode::F(5))], Action::Reload, "reload", "read the files again"),
    on(ALL, &[c('P')], Action::Public, "public",
        "for the public: small numbers hidden, in everything that is shown, copied or written; again: \
         everything").footer(19, "public"),
    on(ALL, &[c('t')], Action::Theme, "theme", "the next theme").footer(17, "theme"),
    on(ALL, &[c('?'), k(KeyCode::F(1))], Action::Help, "help",
        "these keys; / looks for one, Enter runs it").footer(4, "help"),
    on(ALL, &[c(':'), Press::ctrl('p')], Action::Palette, "palette",
        "every command by its name"),
    on(ALL, &[c('y')], Action::CopyWhat, "copy",
        "copy the figure, the row, the table or a sentence; a picture").footer(18, "copy"),
    on(WRITTEN, &[c('x')], Action::Export, "export",
        "write a file of the table, the section, the board or what needs a look").footer(11, "export"),
    on(ALL, &[Press::ctrl('l')], Action::Redraw, "redraw", "draw the screen afresh"),
    #[cfg(unix)]
    on(ALL, &[Press::ctrl('z')], Action::Suspend, "suspend", "step aside to the shell"),
    on(TABS, &[c('q')], Action::Quit, "quit", "leave").footer(5, "quit"),
    on(ALL, &[c('Q')], Action::QuitLeaving, "quit-leaving",
        "leave, and leave what this page shows as text in the terminal"),
    on(ALL, &[Press::ctrl('c')], Action::Quit, "leave", "leave, from anywhere"),

    by_name(FIGURES, Action::Room(Entering::AddItem), "add-to-agenda", "put the figure on the agenda"),
    by_name(&[Overview], Action::Room(Entering::ClearItem), "clear-item",
        "take away what was added, put off or explained"),
    by_name(FIGURES, Action::Room(Entering::StartMeeting), "start-the-meeting", "start a meeting from here"),
    by_name(FIGURES, Action::Room(Entering::EndMeeting), "end-the-meeting", "end the meeting from here"),
    by_name(FIGURES, Action::Room(Entering::WriteMinutes), "write-the-minutes", "write the minutes from here"),
    by_name(FIGURES, Action::Room(Entering::Decide), "decision", "write down a decision about the figure"),
    by_name(FIGURES, Action::Room(Entering::Ask), "question", "leave a question about the figure for a written reply"),
    only(Filter::All, "every-row", "every row"),
    only(Filter::Only(Rating::Red), "only-red", "only what is red"),
    only(Filter::Only(Rating::Amber), "only-amber", "only what is amber"),
    only(Filter::Only(Rating::Green), "only-green", "only what is green"),
    only(Filter::Unrated, "only-unrated", "only what has no light"),
    only(Filter::Movers, "only-movers",
        "only what moved: a new light, a real change, or 5% where no control chart speaks"),
    because(Reason::NewlyRed, "only-newly-red", "only what is newly red"),
    because(Reason::RedStreak, "only-red-again", "only what has been red for two periods or more"),
    because(Reason::RealWorsening, "only-real-worsening", "only what really got worse"),
    because(Reason::BehindMilestone, "only-behind", "only what is behind its path to a date"),
    because(Reason::TargetChanged, "only-target-changed", "only what has another light by a new target"),
    because(Reason::NewlyAmber, "only-newly-amber", "only what is newly amber"),
    because(Reason::UnusualJump, "only-jumps", "only what jumped"),
    because(Reason::Outlier, "only-outliers", "only what is an outlier among its neighbours"),
    because(Reason::Restated, "only-restated", "only what was restated so that it matters"),
    because(Reason::Late, "only-late", "only what is late"),
    because(Reason::DataNote, "only-noted", "only what has a note about its data"),
    because(Reason::NoLongerRed, "only-no-longer-red", "only what is no longer red"),
    because(Reason::RealImprovement, "only-real-improvement", "only what really improved"),
    sort(SortBy::Board, "sort-as-listed", "rows in the catalogue's order"),
    sort(SortBy::Rating, "sort-by-rating", "red first, the longest red before the others"),
    sort(SortBy::Change, "sort-by-change", "by the change on the comparison"),
    sort(SortBy::Value, "sort-by-figure", "by the figure"),
    sort(SortBy::Compared, "sort-by-comparison", "by the figure that it is compared with"),
    sort(SortBy::England, "sort-by-england", "by England's figure"),
    sort(SortBy::Neighbours, "sort-by-neighbours", "by the neighbours' figure"),
    sort(SortBy::Name, "sort-by-name", "by name"),
    sort(SortBy::Code, "sort-by-code", "by code"),
    against(ask::Compare::Previous, "against-previous", "compare with the previous period"),
    against(ask::Compare::YearAgo, "against-year-ago", "compare with the same period last year"),
    against(ask::Compare::Quarter, "against-quarter", "compare with the quarter before's average"),
    against(ask::Compare::YearAverage, "against-year-average", "compare with last year's average"),
    two(Grain::Month, ask::Compare::Previous, "month-on-month", "month on month"),
    two(Grain::Month, ask::Compare::YearAgo, "month-last-year", "this month last year"),
    two(Grain::Quarter, ask::Compare::Previous, "quarter-on-quarter", "quarter on quarter"),
    two(Grain::Quarter, ask::Compare::YearAgo, "quarter-last-year", "this quarter last year"),
    two(Grain::Year, ask::Compare::Previous, "year-on-year", "financial year on financial year"),
    theme(ThemeName::Default, "theme-default", "the terminal's own colours"),
    theme(ThemeName::Dark, "theme-dark", "light text on black"),
    theme(ThemeName::Light, "theme-light", "dark text on white"),
    theme(ThemeName::HighContrast, "theme-high-contrast", "the strongest lights, for a projector"),
    theme(ThemeName::ColourSafe, "theme-colour-safe", "no red beside green"),
    theme(ThemeName::Mono, "theme-mono", "no colour at all"),
    glyphs(GlyphSet::Full, "glyphs-full", "eighth blocks and braille"),
    glyphs(GlyphSet::Basic, "glyphs-basic", "what old Windows consoles can draw"),
    glyphs(GlyphSet::Ascii, "glyphs-ascii", "ASCII only"),
    copy(Piece::Row, "copy-row", "the row, for a spreadsheet"),
    copy(Piece::Figure, "copy-figure", "the figure"),
    copy(Piece::Table, "copy-table", "the table with its headings, for a spreadsheet"),
    copy(Piece::Markdown, "copy-markdown", "the table in Markdown, for a document"),
    copy(Piece::Sentence, "copy-sentence", "the row in a sentence"),
    export(Scope::Table, "export-table", "the table in view, as it is"),
    export(Scope::Section, "export-section", "a report of this section"),
    export(Scope::Board, "export-board", "a report of the whole board"),
    export(Scope::Exceptions, "export-exceptions", "a report of what needs a look"),
    by_name(ALL, Action::Picture, "picture",
        "draw this screen into an SVG file in the current folder"),
    by_name(ALL, Action::Mouse, "mouse",
        "the mouse on or off: while it is off, the terminal selects text with it"),
];
