//! The overview: each section's lights, now and at the comparison, then what is red and amber.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::overview::{Line, lines};
use crate::assess::board::{IndicatorView, Rating, Ratings};
use crate::ui::figure::{self, Widths};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::light;

/// The widths that every line shares.
struct Sheet {
    title: u16,
    bar: u16,
    counts: bool,
    code: u16,
    value: Widths,
    target: u16,
}

impl Sheet {
    fn new(app: &App, width: u16, pen: &Pen) -> Self {
        let sections = &app.board.sections;
        let most = sections.iter().map(|s| s.indicators.len()).max().unwrap_or(0);
        let title = sections.iter().map(|s| pen.width(&s.title)).max().unwrap_or(0).clamp(12, 24);
        let all = || app.board.indicators();
        Self {
            title,
            bar: u16::try_from(most)
                .unwrap_or(u16::MAX)
                .clamp(8, if width >= 110 { 30 } else { 16 }),
            counts: width >= 96,
            code: all()
                .filter_map(|i| i.code.as_deref())
                .map(|c| pen.width(c))
                .max()
                .unwrap_or(0)
                .min(8),
            value: Widths::of(all().flat_map(|i| i.series.iter().map(|p| p.shown.as_str()))),
            target: all()
                .filter_map(|i| i.target.as_ref())
                .map(|t| pen.width(&t.shown))
                .max()
                .unwrap_or(0),
        }
    }
}

/// Draws the overview.
pub fn draw(pen: &mut Pen, area: Rect, app: &App) -> Option<Position> {
    let sheet = Sheet::new(app, area.width, pen);
    let lines = lines(&app.board);
    let mut chosen = None;
    let view = lines.iter().enumerate().skip(app.overview.top).take(usize::from(area.height));
    for ((at, line), y) in view.zip(area.y..) {
        let line_area = Rect { y, height: 1, ..area };
        match line {
            Line::Gap => {}
            Line::Section(section) => bar_line(pen, line_area, app, *section, &sheet),
            Line::Heading(section) => {
                let title = app.section(*section).map_or("", |s| s.title.as_str());
                pen.text(area.x, y, area.width, title, Role::Heading);
            }
            Line::Item { id, .. } => {
                if let Some(row) = app.board.indicator(id) {
                    item(pen, line_area, row, &sheet);
                }
            }
            Line::AllWell => {
                pen.text(area.x, y, area.width, "nothing is red or amber", Role::Muted);
            }
        }
        if at == app.overview.at {
            pen.restyle(line_area, Role::Selected);
            chosen = Some(Position::new(area.x, y));
        }
    }
    chosen
}

/// A section: its tab, its lights now, in numbers, and before.
fn bar_line(pen: &mut Pen, area: Rect, app: &App, section: usize, sheet: &Sheet) {
    let Some(view) = app.section(section) else { return };
    let Rect { x, y, .. } = area;
    pen.text(x, y, 2, &(section + 2).to_string(), Role::Muted);
    pen.text(x + 2, y, sheet.title, &view.title, Role::Text);
    let mut at = x + 2 + sheet.title + 2;
    bar(pen, at, y, sheet.bar, view.ratings);
    at += sheet.bar + 2;
    at += counts(pen, at, y, view.ratings, sheet.counts) + 2;
    let before = "before ";
    if at + pen.width(before) + sheet.bar <= area.right() {
        at += pen.text(at, y, 10, before, Role::Muted);
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

/// A red or amber indicator: its light, figure, target, change and how long it has been so.
fn item(pen: &mut Pen, area: Rect, row: &IndicatorView, sheet: &Sheet) {
    let Rect { x, y, width, .. } = area;
    light::draw(pen, x + 1, y, row);
    let mut at = x + 1 + light::WIDTH + 2;
    if width >= 80 {
        pen.text(at, y, sheet.code, row.code.as_deref().unwrap_or(""), Role::Muted);
        at += sheet.code + 1;
    }
    let figures = sheet.value.total().max(6);
    let change = 13;
    let past = if width >= 112 { 24 } else { 0 };
    let target = if width >= 76 { sheet.target + 8 } else { 0 };
    let name = area.right().saturating_sub(at + figures + 2 + target + 2 + change + past).min(46);
    pen.text(at, y, name, &row.name, Role::Text);
    at += name + 1;
    figure::write(pen, at, y, figures, sheet.value, &row.shown, Role::Strong);
    at += figures + 2;
    if let Some(shown) = row.target.as_ref().map(|t| &t.shown).filter(|_| target > 0) {
        pen.text(at, y, 7, "target", Role::Muted);
        pen.text(at + 7, y, sheet.target, shown, Role::Text);
    }
    at += target + u16::from(target > 0);
    let words = row.change.as_ref().map(|change| {
        let word = if row.indicative { "" } else { &row.more.change_word };
        format!("{} {word}", change.shown)
    });
    pen.text(at, y, change, &words.unwrap_or_default(), Role::Text);
    at += change + 1;
    pen.text(at, y, area.right().saturating_sub(at), &history(row), Role::Muted);
}

/// How long it has had this light.
fn history(row: &IndicatorView) -> String {
    if row.indicative {
        return "small numbers".to_owned();
    }
    let light = match row.rating {
        Some(Rating::Red) => "red",
        Some(Rating::Amber) => "amber",
        Some(Rating::Green) => "green",
        None => return String::new(),
    };
    let before = match row.more.rating_before {
        Some(Rating::Red) => ", was red",
        Some(Rating::Amber) => ", was amber",
        Some(Rating::Green) => ", was green",
        None => "",
    };
    match row.streak {
        0 | 1 => format!("newly {light}{before}"),
        many => format!("{light} for {many} {}", row.frequency.periods()),
    }
}
