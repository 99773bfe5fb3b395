//! The frame around every screen: the context, the tabs, two rules, the keys.
//!
//! ```text
//!  callover  Haringey  October 2026 (extracted 5 Nov 2026)  vs September 2026     3 complaints: !
//!  1 Agenda 12   2 Front door ▲2 ◆1   3 Child protection ◆1
//! ────────────────────────────────────────────────────────────────────────── only red: 2 of 12 ──
//!  ...the screen...
//! ────────────────────────────────────────────────────────────────────────────────────────────────
//!  Enter open  c compare  [ earlier  ] later  / find                                    PUBLIC OFF
//! ```

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use super::pen::Pen;
use super::theme::Role;
use super::widgets::light;
use crate::app::keymap::{Action, written};
use crate::app::meeting::Keeping;
use crate::app::page::Page;
use crate::app::pointer::Target;
use crate::app::rows::{Filter, SortBy};
use crate::app::{App, layout};
use crate::assess::board::{Rating, Ratings};
use crate::assess::shown::Symbol;
use crate::domain::snapshot::write_day;
use crate::domain::value::count;

/// From this many columns on the context has room for how many indicators need a look, and the footer
/// for whether public mode is on.
const WANTED_FROM: u16 = 96;

/// What stands behind the name of an authority that is no more.
const ABOLISHED: &str = "abolished";

/// The page's area inside the frame.
pub fn body(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        y: area.y + layout::TOP.min(area.height),
        width: area.width.saturating_sub(2),
        height: layout::body(area.height),
    }
}

/// Draws the frame.
pub fn draw(pen: &mut Pen, area: Rect, app: &App) {
    context(pen, area, app);
    tabs(pen, area, app);
    rule(pen, area, area.y + 2);
    status(pen, area, app);
    rule(pen, area, area.bottom().saturating_sub(2));
    footer(pen, area, app);
}

fn rule(pen: &mut Pen, area: Rect, y: u16) {
    pen.repeat(area.x, y, area.width, pen.glyphs.rule, Role::Rule);
}

/// Whose figures, which period, compared with what; at the right end what is wrong with the data.
fn context(pen: &mut Pen, area: Rect, app: &App) {
    let board = &app.board;
    let mut parts = vec![(board.authority.name.clone(), Role::Strong)];
    parts.extend(board.notice.is_some().then(|| (ABOLISHED.to_owned(), Role::Warning)));
    if !app.title().is_empty() {
        parts.push((app.title().to_owned(), Role::Warning));
    }
    parts.push((board.period.long(), Role::Strong));
    let day = board.extracted().map(write_day);
    if !board.against.is_empty() {
        parts.push((format!("vs {}", board.against), Role::Text));
    }
    parts.extend(day.map(|day| (format!("extracted {day}"), Role::Muted)));
    let wrong = complaints(app);
    let wanted = match meeting(app) {
        Some(words) => words,
        None if area.width >= WANTED_FROM => needing_a_look(app),
        None => String::new(),
    };
    let (wrong_width, wanted_width) = (pen.width(&wrong).min(area.width / 2), pen.width(&wanted));
    let between = if wrong_width > 0 && wanted_width > 0 { 2 } else { 0 };
    let end = area.right().saturating_sub(wrong_width + between + wanted_width + 2);
    let mut x = area.x + 1;
    x += pen.text(x, area.y, 8, "callover", Role::Muted);
    x += public(pen, x + 2, area.y, app);
    let named = x;
    // The period must still have room behind where the figures come from.
    let period = board.period.long();
    let mut ahead = pen.width(&period) + 2;
    for (text, role) in parts {
        let (from, width) = (x + 2, pen.width(&text));
        // A part that would not be read is left out; the name and the period are cut instead.
        let needed = matches!(role, Role::Strong) || text == ABOLISHED;
        if text == period {
            ahead = 0;
        }
        if from + width + ahead > end && !needed {
            continue;
        }
        // Behind the name there is always room to say that it is gone.
        let kept = if x == named && board.notice.is_some() { pen.width(ABOLISHED) + 2 } else { 0 };
        x = from + pen.text(from, area.y, end.saturating_sub(from + kept), &text, role);
    }
    pen.text(end + 1, area.y, wrong_width, &wrong, Role::Warning);
    keys(pen, (end + 1, area.y, wrong_width), app.keymap.key(Action::Complaints, app.page.kind()));
    pen.text(end + 1 + wrong_width + between, area.y, wanted_width, &wanted, Role::Text);
}

/// Says at a place that only what may be public is shown; how many cells that takes with its air.
pub fn public(pen: &mut Pen, x: u16, y: u16, app: &App) -> u16 {
    if app.is_public() { 2 + pen.text(x, y, 8, " PUBLIC ", Role::Public) } else { 0 }
}

/// How far the running meeting has come: `meeting: 7 of 12, 42 min`.
fn meeting(app: &App) -> Option<String> {
    app.meeting()?;
    let (done, all) = app.discussed();
    let gone = app.minutes_gone().map_or_else(String::new, |gone| format!(", {gone} min"));
    Some(format!("meeting: {done} of {all}{gone}"))
}

/// How much of what is shown is on the agenda.
fn needing_a_look(app: &App) -> String {
    let (items, all) = (app.board.agenda.len(), app.board.indicators().count());
    format!("{items} of {all} {} a look", if items == 1 { "needs" } else { "need" })
}

fn complaints(app: &App) -> String {
    let complaints = match app.complaints().len() {
        0 => return String::new(),
        1 => "1 complaint".to_owned(),
        many => format!("{many} complaints"),
    };
    match app.keymap.key(Action::Complaints, app.page.kind()) {
        "" => complaints,
        key => format!("{complaints}: {key}"),
    }
}

/// A tab: its number, its title and what is red and amber in it.
struct Tab<'a> {
    title: &'a str,
    lights: Vec<(Rating, usize)>,
    here: bool,
}

/// The tabs; titles are cut alike where not all fit.
fn tabs(pen: &mut Pen, area: Rect, app: &App) {
    let here = match &app.page {
        Page::Overview => Some(0),
        _ => app.section_at().map(|at| at + 1),
    };
    let agenda = match app.board.agenda.len() {
        0 => "Agenda".to_owned(),
        items => format!("Agenda {items}"),
    };
    let titles = std::iter::once((agenda.as_str(), Ratings::default()))
        .chain(app.board.sections.iter().map(|s| (s.title.as_str(), s.ratings)));
    let all: Vec<Tab> = titles
        .enumerate()
        .map(|(at, (title, r))| Tab { title, lights: lights(r), here: here == Some(at) })
        .collect();
    let fits = |way: &Tabs| {
        let widths = all.iter().map(|tab| way.width(pen, tab) + way.gap);
        widths.sum::<u16>() <= area.width.saturating_sub(1)
    };
    let way = Tabs::WAYS.iter().find(|way| fits(way)).unwrap_or(&Tabs::NUMBERS);
    let mut x = area.x + 1;
    for (number, tab) in (1..).zip(&all) {
        let width = way.width(pen, tab);
        if x + width > area.right() {
            break;
        }
        way.draw(pen, (x, area.y + 1), number, tab);
        pen.note(Rect { x, y: area.y + 1, width, height: 1 }, Target::Tab(number - 1));
        x += width + way.gap;
    }
}

/// One way to write the tabs: the open one always says all.
struct Tabs {
    /// The longest title.
    title: u16,
    /// Reds and ambers in numbers; else the worse one's shape before the title.
    counts: bool,
    /// Air before each tab.
    air: u16,
    /// Air between tabs.
    gap: u16,
}

impl Tabs {
    /// Numbers and shapes without titles: what always fits.
    const NUMBERS: Self = Self { title: 0, counts: false, air: 1, gap: 0 };
    /// From the roomiest.
    const WAYS: [Self; 9] = [
        Self { title: 40, counts: true, air: 1, gap: 1 },
        Self { title: 40, counts: true, air: 1, gap: 0 },
        Self { title: 40, counts: false, air: 1, gap: 0 },
        Self { title: 14, counts: false, air: 0, gap: 0 },
        Self { title: 12, counts: false, air: 0, gap: 0 },
        Self { title: 10, counts: false, air: 0, gap: 0 },
        Self { title: 8, counts: false, air: 0, gap: 0 },
        Self { title: 0, counts: true, air: 1, gap: 0 },
        Self::NUMBERS,
    ];

    fn title(&self, pen: &Pen, tab: &Tab) -> u16 {
        pen.width(tab.title).min(if tab.here { 24 } else { self.title })
    }

    fn counts<'a>(&self, tab: &'a Tab) -> &'a [(Rating, usize)] {
        if self.counts || tab.here { &tab.lights } else { &[] }
    }

    /// A number, a title, and air around them.
    fn label(&self, pen: &Pen, tab: &Tab) -> u16 {
        let title = self.title(pen, tab);
        self.air(tab) + 2 + if title > 0 { title + 1 } else { 0 }
    }

    /// The open one has air in every way.
    fn air(&self, tab: &Tab) -> u16 {
        if tab.here { 1 } else { self.air }
    }

    fn width(&self, pen: &Pen, tab: &Tab) -> u16 {
        let counts = self.counts(tab);
        let cells: u16 = counts.iter().map(|(_, n)| 2 + pen.width(&n.to_string())).sum();
        self.label(pen, tab) + cells + u16::from(tab.here)
    }

    fn draw(&self, pen: &mut Pen, (x, y): (u16, u16), number: usize, tab: &Tab) {
        let label = self.label(pen, tab);
        let role = if tab.here { Role::Tab } else { Role::Text };
        if tab.here {
            pen.clear(Rect { x, y, width: label, height: 1 }, Role::Tab);
        }
        let number_role = if tab.here { Role::Tab } else { Role::Muted };
        let x_number = x + self.air(tab);
        pen.text(x_number, y, 1, &number.to_string(), number_role);
        pen.text(x_number + 2, y, self.title(pen, tab), tab.title, role);
        let counts = self.counts(tab);
        if let (true, Some((rating, _))) = (counts.is_empty(), tab.lights.first()) {
            light::mark(pen, x_number + 1, y, Some(*rating));
        }
        let mut at = x + label + u16::from(tab.here);
        for (rating, count) in counts {
            let text = format!("{}{count}", light::shape(pen, Some(*rating)));
            at += pen.text(at, y, 5, &text, light::ink(Some(*rating))) + 1;
        }
    }
}

/// A section's reds and ambers, where it has any.
fn lights(ratings: Ratings) -> Vec<(Rating, usize)> {
    let all = [(Rating::Red, ratings.red), (Rating::Amber, ratings.amber)];
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// What is not as usual, in the upper rule's right end: a filter, an order, a scale, all indicators.
fn status(pen: &mut Pen, area: Rect, app: &App) {
    let mut parts = came(app);
    parts.extend(kept(app));
    parts.extend(symbols(app));
    if let Page::Section(at) = app.page
        && app.filter != Filter::All
    {
        let all = app.section(at).map_or(0, |s| s.indicators.len());
        parts.push(format!("{}: {} of {all} (Esc: all)", app.filter.words(), app.rows(at).len()));
    } else if app.filter != Filter::All {
        parts.push(app.filter.words());
    }
    if app.sort().by != SortBy::Board {
        let arrow = if app.sort().reversed { pen.glyphs.descending } else { pen.glyphs.ascending };
        parts.push(format!("by {} {arrow}", app.sort().by.words()));
    } else if app.sort().reversed {
        parts.push("in reverse".to_owned());
    }
    if let Some(remit) = app.remit() {
        parts.push(remit.to_owned());
    }
    if app.shared_scale {
        parts.push("one scale".to_owned());
    }
    if !app.ask.core {
        parts.push("all indicators".to_owned());
    }
    if parts.is_empty() {
        return;
    }
    let text = format!(" {} ", parts.join(&format!(" {} ", pen.glyphs.dot)));
    let width = pen.width(&text).min(area.width.saturating_sub(4));
    let x = area.right().saturating_sub(width + 2);
    let here = app.news.away.is_none() && app.news.newer.is_none() && kept(app).is_none();
    let calm = app.filter == Filter::All && here;
    let role = if calm { Role::Text } else { Role::Warning };
    pen.text(x, area.y + 2, width, &text, role);
}

/// What the symbols on the board say.
fn symbols(app: &App) -> Option<String> {
    let all: BTreeSet<Symbol> =
        app.board.indicators().filter_map(|row| row.shown.symbol()).collect();
    let words = all.iter().map(|symbol| format!("{} {}", symbol.letter(), symbol.words()));
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// The keys of an offer can be clicked; its word means the first of them.
fn keys(pen: &mut Pen, (x, y, width): (u16, u16, u16), label: &str) {
    let mut at = x;
    for (place, key) in label.split(' ').enumerate() {
        let (from, cells) = if place == 0 { (x, width) } else { (at, pen.width(key)) };
        if let Ok([press]) = written::read(key).as_deref() {
            pen.note(Rect { x: from, y, width: cells, height: 1 }, Target::Key(*press));
        }
        at += pen.width(key) + 1;
    }
}

/// What has become of the files meanwhile: they do not answer, a newer period has come.
fn came(app: &App) -> Vec<String> {
    let away = app.news.away.as_ref().map(|at| format!("not reached: figures read at {at}"));
    let newer =
        app.news.newer.map(|period| match app.keymap.key(Action::LaterPeriod, app.page.kind()) {
            "" => format!("{} has come", period.long()),
            key => format!("{} has come: {key}", period.long()),
        });
    away.into_iter().chain(newer).collect()
}

/// Why what is entered stands nowhere that others could read it; `None` where it does.
fn kept(app: &App) -> Option<String> {
    let room = &app.room;
    let waiting = match room.waiting {
        0 => "entries wait here".to_owned(),
        1 => "1 entry waits here".to_owned(),
        many => format!("{many} entries wait here"),
    };
    match (&room.keeping, &room.trouble) {
        (Keeping::Not(why), _) => Some(why.clone()),
        // Why the files cannot be reached stands beside it.
        (_, Some(_)) if app.news.away.is_some() && room.waiting == 0 => None,
        (_, Some(why)) => Some(format!("{waiting}: {why}")),
        (_, None) if room.waiting > 0 => Some(waiting),
        (_, None) => None,
    }
}

/// The keys that work here, as many as fit beside the message.
pub fn footer(pen: &mut Pen, area: Rect, app: &App) {
    let y = area.bottom().saturating_sub(1);
    if app.dialog.is_some() {
        return;
    }
    let (message, role) = said(area, app);
    let said = pen.width(&message).min(area.width.saturating_sub(2));
    let end = area.right().saturating_sub(said + if said > 0 { 3 } else { 1 });
    let mut x = area.x + 1;
    for (label, word) in app.offered() {
        let width = pen.width(&label) + 1 + pen.width(word);
        if x + width > end {
            break;
        }
        let label_width = pen.text(x, y, 12, &label, Role::Key);
        keys(pen, (x, y, width), &label);
        pen.text(x + label_width + 1, y, 20, word, Role::Text);
        x += width + 2;
    }
    pen.right(area.x, y, area.width.saturating_sub(1), &message, role);
}

/// What stands at the footer's right end: a message, how far reading has come, else whether the
/// public may see all this.
fn said(area: Rect, app: &App) -> (String, Role) {
    match (&app.message, app.progress) {
        (Some(message), _) => (message.clone(), Role::Strong),
        (None, Some(progress)) => (counted("reading", progress), Role::Strong),
        (None, None) if area.width < WANTED_FROM => (String::new(), Role::Muted),
        (None, None) if app.is_public() => (" PUBLIC ON ".to_owned(), Role::Public),
        (None, None) => ("PUBLIC OFF".to_owned(), Role::Muted),
    }
}

/// `reading 4,120 of 18,360`; `looking through 4,120 files` where nobody knows yet how many there are;
/// before there is a count, the word alone.
pub fn counted(word: &str, (done, of): (usize, usize)) -> String {
    match (done, of) {
        (0, 0) => word.to_owned(),
        (1, 0) => format!("{word} 1 file"),
        (_, 0) => format!("{word} {} files", count(done)),
        _ => format!("{word} {} of {}", count(done), count(of)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_said_as_far_as_it_is_known() {
        let said = |done, of| counted("reading", (done, of));
        assert_eq!(said(4120, 18_360), "reading 4,120 of 18,360");
        assert_eq!(
            (said(1, 0), said(4120, 0)),
            ("reading 1 file".into(), "reading 4,120 files".into())
        );
        assert_eq!(said(0, 0), "reading");
    }
}
