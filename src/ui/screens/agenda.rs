//! The agenda: each section's lights now and at the comparison, below them what the room should talk
//! about and why, at the foot what is chosen in whole sentences.
//!
//! ```text
//!  2 Front door        ▲◆◆◆····  1 red   3 amber  2 green  2 unrated   Sep 26 ▲◆◆●····
//!
//!  What to talk about  7 of 12 done ███████░░░░░                          section by section
//!  ✓ ▲ NEWLY RED    CC4 Placement moves     12.4%   was amber in September 2026; target at most …
//! ─────
//!  Placement moves: 12.4% in October 2026. Newly red: was amber in September 2026.
//! ```

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::agenda::Line;
use crate::app::meeting::Marks;
use crate::app::pointer::Target;
use crate::app::wrap::wrap;
use crate::assess::agenda::{Order, Reason};
use crate::assess::board::{AgendaItem, IndicatorView, Rating, Ratings};
use crate::ui::figure::{self, Widths};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::{light, table};

/// The longest label: `NO LONGER RED`.
const LABEL: u16 = 13;
/// Fewer cells of words are not worth their place.
const WORDS: u16 = 24;

/// The widths that every line shares.
struct Sheet {
    title: u16,
    /// What the lights are compared with.
    then: String,
    bar: u16,
    counts: bool,
    code: u16,
    name: u16,
    value: Widths,
}

impl Sheet {
    fn new(app: &App, width: u16, pen: &Pen) -> Self {
        let sections = &app.board.sections;
        let most = sections.iter().map(|s| s.indicators.len()).max().unwrap_or(0);
        let title = sections.iter().map(|s| pen.width(&s.title)).max().unwrap_or(0).clamp(12, 24);
        let all = || app.board.indicators();
        let on_list = app.agenda_lines();
        let listed =
            || on_list.iter().filter_map(|l| app.board.indicator(l.indicator(&app.board)?));
        let codes = all().filter_map(|i| i.code.as_deref()).map(|c| pen.width(c));
        let mut sheet = Self {
            title,
            then: app.board.mostly_against().unwrap_or_else(|| "then".to_owned()),
            bar: u16::try_from(most)
                .unwrap_or(u16::MAX)
                .clamp(8, if width >= 110 { 30 } else { 16 }),
            counts: width >= 96,
            code: if width >= 72 { codes.max().unwrap_or(0).min(8) } else { 0 },
            name: 0,
            value: Widths::of(listed().map(|i| i.shown.text())),
        };
        let room = width.saturating_sub(sheet.before_name() + 1 + sheet.figures() + 2);
        let longest = listed().map(|i| pen.width(&i.name)).max().unwrap_or(0);
        // Either there is room for words behind a name of some length, or none are shown.
        let beside_words = room.saturating_sub(WORDS);
        sheet.name = match (beside_words, width) {
            (_, 132..) => longest.min(48).min(beside_words),
            (28.., _) => longest.min(32.max(room * 2 / 5)).min(beside_words),
            _ => room,
        };
        sheet
    }

    fn before_name(&self) -> u16 {
        2 + 2 + LABEL + 2 + if self.code > 0 { self.code + 1 } else { 0 }
    }

    fn figures(&self) -> u16 {
        self.value.total().max(6)
    }
}

/// Draws the agenda.
pub fn draw(pen: &mut Pen, area: Rect, app: &App) -> Option<Position> {
    let sheet = Sheet::new(app, area.width, pen);
    let parts = app.agenda_layout();
    if parts.head > 0 {
        for (section, y) in (0..app.board.sections.len()).zip(area.y..) {
            bar_line(pen, Rect { y, height: 1, ..area }, app, section, &sheet);
        }
    }
    let below = area.y + parts.head;
    for (line, y) in app.notice().iter().zip(below..) {
        pen.text(area.x, y, area.width, line, Role::Warning);
    }
    let below = below + parts.notice;
    progress(pen, Rect { y: below, height: 1, ..area }, app);
    let list = Rect { y: below + 1, height: parts.list, ..area };
    let chosen = listed(pen, list, app, &sheet);
    let foot = Rect { y: list.bottom() + 1, height: parts.detail, ..area };
    if chosen.is_some() {
        pen.repeat(foot.x, list.bottom(), foot.width, pen.glyphs.rule, Role::Rule);
        in_whole(pen, foot, app);
    }
    chosen
}

/// How far the room has come, and in which order the items stand.
fn progress(pen: &mut Pen, area: Rect, app: &App) {
    let Rect { x, y, .. } = area;
    let (done, items) = app.discussed();
    if items == 0 {
        return;
    }
    let mut at = x + pen.text(x, y, 30, "What to talk about", Role::Heading) + 2;
    let words = format!("{done} of {items} done");
    at += pen.text(at, y, 20, &words, if done > 0 { Role::Strong } else { Role::Muted }) + 1;
    let order = match app.ask.order {
        Order::Section => "section by section",
        Order::Worst => "the worst first",
    };
    let end = area.right().saturating_sub(pen.width(order) + 2);
    let cells = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    if at + cells(items) < end {
        pen.repeat(at, y, cells(done), pen.glyphs.block, Role::Text);
        pen.repeat(at + cells(done), y, cells(items - done), pen.glyphs.pale_block, Role::Muted);
    }
    pen.right(x, y, area.width, order, Role::Muted);
}

/// The lines in view; says where the chosen one stands.
fn listed(pen: &mut Pen, area: Rect, app: &App, sheet: &Sheet) -> Option<Position> {
    let (lines, marks) = (app.agenda_lines(), app.marks());
    let mut chosen = None;
    let view = lines.iter().enumerate().skip(app.agenda.top).take(usize::from(area.height));
    for ((at, line), y) in view.zip(area.y..) {
        let area = Rect { y, height: 1, ..area };
        let mut named = area;
        match line {
            Line::Gap => {}
            Line::Words(words) => {
                pen.text(area.x, y, area.width, words, Role::Text);
            }
            Line::Heading(section) => {
                let title = app.section(*section).map_or("", |s| s.title.as_str());
                pen.text(area.x, y, area.width, title, Role::Heading);
            }
            Line::Item(_) | Line::Lit(_) | Line::Added(_) | Line::Away(_) => {
                let row = line.indicator(&app.board).and_then(|id| app.board.indicator(id));
                if let Some(row) = row {
                    let item = match line {
                        Line::Item(at) => app.board.agenda.get(*at),
                        _ => None,
                    };
                    let by = theirs(line, &marks);
                    named.width = entry(pen, area, app, (row, item, by.as_ref()), sheet);
                    if app.is_news(&row.id) {
                        table::news(pen, area, y);
                    }
                }
            }
        }
        if line.is_choice() {
            pen.note(area, Target::Line(at));
        }
        if at == app.agenda.at && line.is_choice() {
            pen.restyle(named, Role::Selected);
            chosen = Some(Position::new(area.x + 4, y));
        }
    }
    chosen
}

/// An item: whether it is done, its light and label, the indicator, its figure, why in words.
///
/// Answers how many columns name it: those alone are marked when it is chosen. The words stay as they
/// are, so that a move over a slow line sends little; the foot says them in whole.
fn entry(
    pen: &mut Pen,
    area: Rect,
    app: &App,
    (row, item, by): (&IndicatorView, Option<&AgendaItem>, Option<&(String, String)>),
    sheet: &Sheet,
) -> u16 {
    let Rect { x, y, .. } = area;
    let done = app.is_discussed(&row.id);
    let role = |role| if done { Role::Muted } else { role };
    if done {
        pen.text(x, y, 1, pen.glyphs.done, Role::Text);
    }
    light::mark(pen, x + 2, y, row.rating);
    let label = match (item, by) {
        (None, Some((label, _))) => label.clone(),
        (None, None) => since(row),
        (Some(item), _) => item.label.clone(),
    };
    pen.text(x + 4, y, LABEL, &label, role(label_role(row)));
    let mut at = x + 4 + LABEL + 2;
    if sheet.code > 0 {
        pen.text(at, y, sheet.code, row.code.as_deref().unwrap_or(""), Role::Muted);
        at += sheet.code + 1;
    }
    pen.text(at, y, sheet.name, &row.name, role(Role::Text));
    at += sheet.name + 1;
    figure::write(pen, at, y, sheet.figures(), sheet.value, &row.shown.text(), role(Role::Strong));
    at += sheet.figures() + 2;
    let room = area.right().saturating_sub(at);
    if room < WORDS {
        return area.width;
    }
    let words = match (item, by) {
        (None, Some((_, words))) => words.clone(),
        (None, None) => beside(row),
        (Some(item), _) => unsaid(item).to_owned(),
    };
    pen.text(at, y, room, &words, role(Role::Text));
    at.saturating_sub(x + 1)
}

/// What a person did to the item of a line: its label, and their words.
fn theirs(line: &Line, marks: &Marks) -> Option<(String, String)> {
    let (list, id) = match line {
        Line::Added(id) => (&marks.added, id),
        Line::Away(id) => (&marks.away, id),
        _ => return None,
    };
    let (_, words) = list.iter().find(|(marked, _)| marked == id)?;
    let labels = ["added", "put off", "explained"];
    let label = labels.iter().find(|label| words.starts_with(**label)).copied().unwrap_or("");
    Some((label.to_uppercase(), words.clone()))
}

/// An item's words without what its label has said: `RED FOR 6` is `red for 6 months`.
fn unsaid(item: &AgendaItem) -> &str {
    let (first, rest) = item.words.split_once("; ").unwrap_or((&item.words, ""));
    let said = first.to_uppercase().starts_with(&item.label) && !rest.is_empty();
    if said { rest } else { &item.words }
}

/// A label's colour says again what its words say.
fn label_role(row: &IndicatorView) -> Role {
    match row.more.reasons.first().map(|because| because.reason) {
        Some(Reason::NewlyRed | Reason::RedStreak) => Role::RedText,
        Some(Reason::NewlyAmber) => Role::AmberText,
        Some(Reason::NoLongerRed | Reason::RealImprovement) => Role::GreenText,
        Some(_) => Role::Strong,
        None => light::ink(row.rating),
    }
}

/// How long it has had its light.
fn since(row: &IndicatorView) -> String {
    let light = row.rating.map_or("", Rating::word);
    match row.streak {
        0 | 1 => light.to_owned(),
        many => format!("{light} for {many}"),
    }
}

/// The target and the change, where there is no reason to give.
fn beside(row: &IndicatorView) -> String {
    let target = row.target.as_ref().map(|t| format!("target {}", t.shown()));
    let change = row.change.as_ref().map(|c| format!("{} {}", c.shown, c.word));
    [target, change].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// What is chosen, in whole sentences.
fn in_whole(pen: &mut Pen, area: Rect, app: &App) {
    let lines = app.agenda_lines();
    let sentence = match lines.get(app.agenda.at) {
        Some(Line::Item(at)) => app.board.agenda.get(*at).map(|item| item.sentence.clone()),
        Some(Line::Lit(id) | Line::Added(id) | Line::Away(id)) => {
            app.board.indicator(id).map(IndicatorView::sentence)
        }
        _ => None,
    };
    let mut lines = wrap(&sentence.unwrap_or_default(), usize::from(area.width));
    let room = usize::from(area.height);
    if lines.len() > room {
        // The last line in view carries all the rest, and is cut with a sign that it goes on.
        let rest = lines.split_off(room.saturating_sub(1)).join(" ");
        lines.push(rest);
    }
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        pen.text(area.x, y, area.width, line, Role::Text);
    }
}

/// A section: its tab, its lights now, in numbers, and before.
fn bar_line(pen: &mut Pen, area: Rect, app: &App, section: usize, sheet: &Sheet) {
    let Some(view) = app.section(section) else { return };
    let Rect { x, y, .. } = area;
    pen.note(area, Target::Tab(section + 1));
    pen.text(x, y, 2, &(section + 2).to_string(), Role::Muted);
    pen.text(x + 2, y, sheet.title, &view.title, Role::Text);
    let mut at = x + 2 + sheet.title + 2;
    bar(pen, at, y, sheet.bar, view.ratings);
    at += sheet.bar + 2;
    at += counts(pen, at, y, view.ratings, sheet.counts) + 2;
    if at + pen.width(&sheet.then) + 1 + sheet.bar <= area.right() {
        at += pen.text(at, y, 12, &sheet.then, Role::Muted) + 1;
        bar(pen, at, y, sheet.bar, view.ratings_before);
    }
}

/// One light an indicator, red first; where there are more than cells, in proportion.
fn bar(pen: &mut Pen, x: u16, y: u16, width: u16, ratings: Ratings) {
    let parts = [
        (Some(Rating::Red), ratings.red),
        (Some(Rating::Amber), ratings.amber),
        (Some(Rating::Green), ratings.green),
        (None, ratings.none),
    ];
    let all: usize = parts.iter().map(|(_, count)| count).sum();
    let room = usize::from(width);
    let mut at = x;
    for (rating, count) in parts {
        // What there is any of keeps a cell.
        let lit = if all > room { (count * room / all).max(count.min(1)) } else { count };
        let role = rating.map_or(Role::Muted, light::ground);
        let shape = light::shape(pen, rating);
        let cells = u16::try_from(lit).unwrap_or(u16::MAX).min((x + width).saturating_sub(at));
        pen.repeat(at, y, cells, shape, role);
        at += cells;
    }
}

/// The lights in numbers, in words where there is room. Returns the cells it took.
fn counts(pen: &mut Pen, x: u16, y: u16, ratings: Ratings, words: bool) -> u16 {
    let parts = [
        (Some(Rating::Red), ratings.red, "red"),
        (Some(Rating::Amber), ratings.amber, "amber"),
        (Some(Rating::Green), ratings.green, "green"),
        (None, ratings.none, "unrated"),
    ];
    let mut at = x;
    for (rating, count, word) in parts {
        let role = if count == 0 { Role::Muted } else { light::ink(rating) };
        pen.right(at, y, 2, &count.to_string(), role);
        let label = if words { format!(" {word}") } else { light::shape(pen, rating).to_owned() };
        let used = pen.text(at + 2, y, 9, &label, if words { Role::Muted } else { role });
        at += 2 + used + 1;
    }
    at - x
}
