//! Presentation mode: one thing a slide, for the projector: what it is, its figure in large digits,
//! its light as a large shape and word, the change and the reason in words, a wide chart.
//!
//! ```text
//!  Sampleford  October 2026 beside September 2026                                          3 of 13
//!  ────────●─────────────────────────────────────────────────────────────────────────────────────
//!  Child protection
//!  (SECOND OR LATER PLANS, large)
//!  (81.2%, larger)                    (a red triangle, RED, large)
//!  October 2026, 210 of 259           red for 6 months; target ≥90.0%
//!
//!  Down 1.8 points on September 2026 (83.0%), worse
//!  RED FOR 6  runs between 79.0% and 88.0%: unlikely to meet its target as it is
//!  (chart)
//! ```

use ratatui::layout::{Position, Rect};

use crate::app::page::Page;
use crate::app::pointer::Target;
use crate::app::slides::{Deck, caption, changes};
use crate::app::wrap::wrap;
use crate::app::{App, agenda};
use crate::assess::board::{IndicatorView, Rating};
use crate::assess::words;
use crate::domain::value::Missing;
use crate::ui::frame;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::chart::Chart;
use crate::ui::widgets::lettering::{DIAMOND, DISC, Lettering, TRIANGLE, can_write};
use crate::ui::widgets::light;

/// From this many lines on there is air between the parts.
const AIRY_FROM: u16 = 24;
/// A chart in fewer lines says nothing.
const CHART_FROM: u16 = 5;
/// Cells between the figure and its light.
const BETWEEN: u16 = 6;

/// Draws the slide over the whole screen.
pub fn draw(pen: &mut Pen, screen: Rect, app: &App) -> Option<Position> {
    let Page::Slides(place) = &app.page else { return None };
    let area = Rect {
        x: screen.x + 1,
        width: screen.width.saturating_sub(2),
        height: screen.height.saturating_sub(1),
        ..screen
    };
    // A click goes on, as a clicker does.
    pen.note(area, Target::Line(place.at + 1));
    head(pen, area, app);
    frame::footer(pen, screen, app);
    let airy = area.height >= AIRY_FROM;
    let y = area.y + if airy { 3 } else { 2 };
    let body = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    match app.slide() {
        Some(row) => slide(pen, body, app, row),
        None => nothing(pen, body, app, &place.deck),
    }
    Some(Position::new(body.x, body.y))
}

/// Whose figures, of when, and which slide of how many.
fn head(pen: &mut Pen, area: Rect, app: &App) {
    let Rect { x, y, width, .. } = area;
    let Page::Slides(place) = &app.page else { return };
    let count = app.slides().len();
    let which = if count == 0 { String::new() } else { format!("{} of {count}", place.at + 1) };
    let right = pen.width(&which);
    let board = &app.board;
    let against = match board.against.as_str() {
        "" => String::new(),
        other => format!(" beside {other}"),
    };
    let public = frame::public(pen, x, y, app);
    let (x, width) = (x + public, width.saturating_sub(public));
    let name = pen.text(x, y, width.saturating_sub(right + 2), &board.authority.name, Role::Strong);
    let words = format!("{}{against}", board.period.long());
    let room = width.saturating_sub(name + 2 + right + 2);
    let words = if pen.width(&words) > room { board.period.long() } else { words };
    pen.text(x + name + 2, y, room, &words, Role::Text);
    pen.right(x, y, width, &which, Role::Strong);
    let Rect { x, width, .. } = area;
    pen.repeat(x, y + 1, width, pen.glyphs.rule, Role::Rule);
    if let Some(steps) = count.checked_sub(1) {
        let cells = usize::from(width.saturating_sub(1));
        let at = (place.at * cells).checked_div(steps).unwrap_or(0);
        pen.text(x + u16::try_from(at).unwrap_or(0), y + 1, 1, pen.glyphs.point, Role::Strong);
    }
}

/// What stands where nothing is to be shown.
fn nothing(pen: &mut Pen, area: Rect, app: &App, deck: &Deck) {
    let words = match deck {
        Deck::Section(_) => "No figures to show in this section.".to_owned(),
        Deck::Agenda => app
            .agenda_lines()
            .iter()
            .find_map(|line| match line {
                agenda::Line::Words(words) => Some((*words).to_owned()),
                _ => None,
            })
            .unwrap_or_default(),
    };
    for (line, y) in wrap(&words, usize::from(area.width)).iter().zip(area.top()..area.bottom()) {
        pen.text(area.x, y, area.width, line, Role::Strong);
    }
}

fn slide(pen: &mut Pen, area: Rect, app: &App, row: &IndicatorView) {
    let air = u16::from(area.height + 3 >= AIRY_FROM);
    let mut y = name(pen, area, app, row) + air;
    y = figure(pen, Rect { y, ..area }, row) + air;
    y = said(pen, Rect { y, height: area.bottom().saturating_sub(y), ..area }, app, row) + air;
    let chart = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    if chart.height >= CHART_FROM {
        let beside = app.close.as_ref().map_or(&[][..], |close| &close.lines);
        let at = row.series.len().saturating_sub(1);
        Chart { row, at, beside, over: None }.draw(pen, chart);
    }
}

/// The section and the name; large where that fits. Says where they end.
fn name(pen: &mut Pen, area: Rect, app: &App, row: &IndicatorView) -> u16 {
    let Rect { x, y, width, height } = area;
    let section = app.section_of(&row.id).and_then(|at| app.section(at));
    let section = section.map_or("", |section| section.title.as_str());
    let code = row.code.as_deref().unwrap_or("");
    if let Some((large, lines)) = lettered(pen, &row.name, width, height) {
        let used = pen.text(x, y, width, section, Role::Text);
        pen.text(x + used + 2, y, width.saturating_sub(used + 2), code, Role::Muted);
        let mut below = y + 2;
        for line in &lines {
            large.draw(pen, x, below, line, Role::Strong);
            below += large.height() + 1;
        }
        return below;
    }
    // One line, where there are few: the name is what is read.
    let airy = height + 3 >= AIRY_FROM;
    let named = if code.is_empty() { row.name.clone() } else { format!("{code} {}", row.name) };
    if airy {
        pen.text(x, y, width, section, Role::Text);
        pen.text(x, y + 1, width, &named, Role::Strong);
        return y + 2;
    }
    let used = pen.text(x, y, width, &named, Role::Strong);
    let right = width.saturating_sub(used + 2);
    if pen.width(section) <= right {
        pen.right(x + used + 2, y, right, section, Role::Muted);
    }
    y + 1
}

/// A name in the largest letters of which a line takes a tenth of the height and two lines hold all;
/// `None` where not even the smallest do.
fn lettered(pen: &Pen, name: &str, width: u16, height: u16) -> Option<(Lettering, Vec<String>)> {
    let lines = |large: Lettering| -> Option<(Lettering, Vec<String>)> {
        let mut lines: Vec<String> = Vec::new();
        for word in name.split(' ') {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match (longer.filter(|line| large.width(line) <= width), lines.last_mut()) {
                (Some(longer), Some(last)) => *last = longer,
                _ => lines.push(word.to_owned()),
            }
        }
        let fits = lines.iter().all(|line| large.width(line) <= width)
            && lines.len() <= 2
            && large.height() <= height / 10;
        fits.then_some((large, lines))
    };
    Lettering::sizes(pen).filter(|_| can_write(name)).find_map(lines)
}

/// A figure cut into what is written large and what is not: `7`, `of`, `12`; `431`, `days`.
fn cut(shown: &str) -> Vec<&str> {
    shown.split(' ').collect()
}

/// Cells of a figure in letters of a size, words in their own.
fn figure_width(pen: &Pen, lettering: Lettering, shown: &str) -> u16 {
    let gap = lettering.scale + 1;
    let part = |part: &str| if is_large(part) { lettering.width(part) } else { pen.width(part) };
    let widths = cut(shown).into_iter().map(|text| part(text).saturating_add(gap));
    widths.fold(0, u16::saturating_add).saturating_sub(gap)
}

/// Whether a part of a figure is written large: its numbers are.
fn is_large(part: &str) -> bool {
    can_write(part) && part.chars().any(|c| c.is_ascii_digit() || c == '–')
}

/// The largest letters for a figure in so many cells, and those of the light beside it, which are
/// smaller: the figure is what is read first. `None` where not even the smallest fit.
fn sizes(
    pen: &Pen,
    row: &IndicatorView,
    width: u16,
    height: u16,
) -> Option<(Lettering, Lettering)> {
    let (word, shown) = (light_word(row), row.shown.text());
    let light = |large: Lettering| {
        let beside = width.checked_sub(figure_width(pen, large, &shown))?;
        let smaller =
            |l: &Lettering| l.scale <= (large.scale * 2).div_ceil(3) && l.scale * 2 >= large.scale;
        let fits =
            |l: &Lettering| word.is_empty() || BETWEEN + light_width(*l, row, &word) <= beside;
        Lettering::sizes(pen).filter(smaller).find(fits)
    };
    let mut sizes = Lettering::sizes(pen).filter(|l| l.height() <= height);
    sizes.find_map(|large| Some((large, light(large)?)))
}

/// The figure in digits of a quarter of the area's height, beside it its light; below each, what it
/// rests on. Says where they end.
fn figure(pen: &mut Pen, area: Rect, row: &IndicatorView) -> u16 {
    let Rect { x, y, width, height } = area;
    let air = u16::from(height + 8 >= AIRY_FROM);
    let shown = row.shown.text();
    let height = (height / 4).max(Lettering::of(pen, 1).height());
    let Some((large, small)) = sizes(pen, row, width, height) else {
        pen.text(x, y, width, &shown, Role::Strong);
        return below(pen, Rect { y: y + 1, ..area }, row, 0);
    };
    let mut at = x;
    for part in cut(&shown) {
        let used = if is_large(part) {
            large.draw(pen, at, y, part, Role::Strong)
        } else {
            pen.text(at, y + large.height() - 1, width, part, Role::Strong)
        };
        at += used + large.scale + 1;
    }
    let light = figure_width(pen, large, &shown) + BETWEEN;
    draw_light(pen, (x + light, y + large.height()), small, row);
    below(pen, Rect { y: y + large.height() + air, ..area }, row, light)
}

/// The light's word; on a small cohort in brackets. Empty where nothing is rated.
fn light_word(row: &IndicatorView) -> String {
    let word = match row.rating {
        Some(Rating::Red) => "RED",
        Some(Rating::Amber) => "AMBER",
        Some(Rating::Green) => "GREEN",
        None => return String::new(),
    };
    if row.indicative { format!("({word})") } else { word.to_owned() }
}

/// The light's shape; none on a small cohort, where it is only indicative.
fn light_shape(row: &IndicatorView) -> Option<&'static [&'static str; 5]> {
    match row.rating.filter(|_| !row.indicative)? {
        Rating::Red => Some(&TRIANGLE),
        Rating::Amber => Some(&DIAMOND),
        Rating::Green => Some(&DISC),
    }
}

fn light_width(lettering: Lettering, row: &IndicatorView, word: &str) -> u16 {
    let shape = light_shape(row).map_or(0, |shape| lettering.cells(shape) + 2);
    shape + lettering.width(word)
}

/// Draws the light with its foot at `y`.
fn draw_light(pen: &mut Pen, (x, y): (u16, u16), lettering: Lettering, row: &IndicatorView) {
    let role = light::ink(row.rating);
    let top = y.saturating_sub(lettering.height());
    let mut at = x;
    if let Some(shape) = light_shape(row) {
        lettering.shape(pen, at, top, shape, role);
        at += lettering.cells(shape) + 2;
    }
    lettering.draw(pen, at, top, &light_word(row), role);
}

/// What the figure rests on, and from `light` on what its light does; each in a line of its own
/// where they do not fit into one. Says where they end.
fn below(pen: &mut Pen, area: Rect, row: &IndicatorView, light: u16) -> u16 {
    let Rect { x, y, width, .. } = area;
    let caption = match (row.value, row.missing) {
        (None, missing) => missing.map_or("no figure", Missing::words).to_owned(),
        (Some(_), _) => caption(row),
    };
    let target = row.target.as_ref().map(|t| format!("target {}", t.shown()));
    let judged = [Some(words::light(row)), target].into_iter().flatten();
    let judged = judged.collect::<Vec<_>>().join("; ");
    let used = pen.width(&caption);
    let at = light.max(used + 3);
    pen.text(x, y, width, &caption, Role::Text);
    if at + pen.width(&judged) <= width {
        pen.text(x + at, y, width - at, &judged, Role::Text);
        return y + 1;
    }
    pen.text(x, y + 1, width, &judged, Role::Text);
    y + 2
}

/// The change and the reason, in words. Says where they end.
fn said(pen: &mut Pen, area: Rect, app: &App, row: &IndicatorView) -> u16 {
    let width = usize::from(area.width);
    let roomy = area.height + 3 >= AIRY_FROM;
    let changes = changes(row).into_iter().take(if roomy { 2 } else { 1 });
    let mut lines: Vec<(String, Role)> = Vec::new();
    for change in changes {
        lines.extend(wrap(&change, width).into_iter().map(|line| (line, Role::Strong)));
    }
    let why = app.slide_reason();
    lines.extend(wrap(&why, width).into_iter().map(|line| (line, Role::Text)));
    for ((line, role), y) in lines.iter().zip(area.top()..area.bottom()) {
        pen.text(area.x, y, area.width, line, *role);
    }
    (area.y + u16::try_from(lines.len()).unwrap_or(0)).min(area.bottom())
}
