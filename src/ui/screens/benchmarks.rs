//! One indicator among authorities: where home stands in words, a strip of everybody, and the table
//! of its neighbours.
//!
//! ```text
//!  CC1 Children in care per 10,000                                         England, 2024/25   1 of 2
//!  Haringey 74: joint 9th highest of 151 (2024/25); now 73 (Oct 26)
//!  England 67: 7 above in 2024/25, 9 above in 2020/21: closing
//!
//!     ·  · ::□:: :□ █ ·      ·
//!  ──┬───E──N───┬────────┬─────
//!   50         70       90
//!  █ Haringey  □ neighbour  ▫ London  · other  E England 67  N neighbours 68
//!
//!                       closeness    2024/25   home is   rank   2016 to 2025   now is
//!  █ Haringey                             74              9th   ▄▅▆▆▅▄▄▃
//!    Islington          close             81        -7    4th   ▆▆▆▅▅▅▆▆       similar
//! ```

mod neighbours;

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::benchmarks::{Shown, alike_words, apart_words};
use crate::app::page::Page;
use crate::app::wrap::wrap;
use crate::assess::benchmark::NEIGHBOURS;
use crate::assess::board::IndicatorView;
use crate::assess::close::{Distance, Seat};
use crate::assess::words::capital;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::given::Given;
use crate::ui::widgets::strip::{NOW, Strip, letter};

/// Draws the page.
pub fn draw(pen: &mut Pen, area: Rect, app: &App) -> Option<Position> {
    let Page::Benchmarks(place) = &app.page else { return None };
    let row = app.board.indicator(&place.id)?;
    let Some(shown) = app.benchmarks() else {
        without(pen, area, app, row);
        return Some(Position::new(area.x, area.y));
    };
    let parts = app.benchmarks_parts(shown);
    let among = among(pen, area.width / 2, app, shown);
    title(pen, area, row, &among);
    pen.text(area.x, area.y + 1, area.width, &app.standing_words(row, shown), Role::Strong);
    let mut y = area.y + 2;
    for distance in important(&shown.table.distances).take(usize::from(parts.distances)) {
        pen.text(area.x, y, area.width, &distance_words(pen, area, row, distance), Role::Text);
        y += 1;
    }
    y += parts.air.min(1);
    y = picture(pen, Rect { y, height: area.bottom().saturating_sub(y), ..area }, row, app, shown);
    y += parts.air.saturating_sub(1);
    let table = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    let chosen = neighbours::draw(pen, table, row, app, shown);
    chosen.or(Some(Position::new(area.x, area.y)))
}

/// The indicator's code and name; at the right end among whom, and when.
fn title(pen: &mut Pen, area: Rect, row: &IndicatorView, among: &str) {
    let Rect { x, y, width, .. } = area;
    let mut at = x;
    if let Some(code) = &row.code {
        at += pen.text(at, y, 8, code, Role::Muted) + 1;
    }
    let right = pen.width(among).min(width / 2);
    let name = (x + width).saturating_sub(at + right + 2);
    pen.text(at, y, name, &row.name, Role::Heading);
    pen.right(x + width - right, y, right, among, Role::Text);
}

/// `England, 2024/25`, and which of several leagues; the period in short where there is no room.
fn among(pen: &Pen, most: u16, app: &App, shown: Shown<'_>) -> String {
    let Shown { place, league, table } = shown;
    let leagues = app.close.as_ref().map_or(0, |close| close.leagues.len());
    let which = format!("{} of {leagues}", place.league + 1);
    let which = if leagues > 1 { which } else { String::new() };
    let long = format!("{}, {}   {which}", league.title, table.period.long());
    let short = format!("{}, {} {which}", league.title, table.period.short());
    let found = if pen.width(long.trim_end()) <= most { long } else { short };
    found.trim_end().to_owned()
}

/// Distances with the neighbours' first: where there is room for one, it is theirs.
fn important(distances: &[Distance]) -> impl Iterator<Item = &Distance> {
    let near = |d: &&Distance| d.name == NEIGHBOURS || d.name.starts_with("group:");
    distances.iter().filter(near).chain(distances.iter().filter(move |d| !near(d)))
}

/// `England 67.0: home is 7.0 above in 2024/25, 9.0 above in 2020/21: closing`; in fewer words where
/// there is no room for all.
fn distance_words(pen: &Pen, area: Rect, row: &IndicatorView, distance: &Distance) -> String {
    let write = |value| row.unit.write(value, row.decimals);
    let rests = distance.rests_on.map_or_else(String::new, |(count, of, median)| {
        format!(" ({count} of {of}, median {})", write(median))
    });
    let Distance { apart, trend, .. } = distance;
    let way = trend.rsplit_once(": ").map_or_else(String::new, |(_, way)| format!(", {way}"));
    let whole = if trend.is_empty() { apart } else { trend };
    let home =
        |words: &str| if words.is_empty() { String::new() } else { format!(": home is {words}") };
    let figure = format!("{} {}", capital(&distance.title), write(distance.value));
    let ways = [
        format!("{figure}{rests}{}", home(whole)),
        format!("{figure}{}", home(whole)),
        format!("{figure}{}", home(&format!("{apart}{way}"))),
    ];
    let fits = |words: &&String| pen.width(words) <= area.width;
    ways.iter().find(fits).or(ways.last()).cloned().unwrap_or_default()
}

/// The strip and what its marks are; says where it ends.
fn picture(pen: &mut Pen, area: Rect, row: &IndicatorView, app: &App, shown: Shown<'_>) -> u16 {
    let parts = app.benchmarks_parts(shown);
    let chosen = shown.neighbours().get(shown.place.cursor.at).copied();
    let now = app.now_beside(row, shown).and(row.value);
    let strip = Strip { row, league: shown.league, table: shown.table, now, chosen };
    let (lines, per_dot) = strip.draw(pen, area, parts.dots);
    let y = area.y + lines;
    if parts.named {
        legend(pen, Rect { y, height: 1, ..area }, (row, app, shown), per_dot);
    }
    y + u16::from(parts.named)
}

/// What the marks are, as many as fit.
fn legend(
    pen: &mut Pen,
    area: Rect,
    (row, app, shown): (&IndicatorView, &App, Shown<'_>),
    per_dot: usize,
) {
    let glyphs = pen.glyphs;
    let members = || shown.league.members.iter();
    let mut parts: Vec<(&str, String)> = Vec::new();
    if shown.table.home(shown.league).is_some() {
        parts.push((glyphs.home, app.board.authority.name.clone()));
    }
    if shown.league.is_group() {
        parts.push((glyphs.neighbour, "the others".to_owned()));
    } else if shown.league.neighbours().next().is_some() {
        parts.push((glyphs.neighbour, "neighbours".to_owned()));
    }
    for distance in important(&shown.table.distances) {
        let value = row.unit.write(distance.value, row.decimals);
        parts.push((letter(&distance.name), format!("{} {value}", distance.title)));
    }
    if let Some(now) = app.now_beside(row, shown) {
        let period = row.period.map_or_else(String::new, |p| format!(" ({})", p.short()));
        parts.push((NOW, format!("now {now}{period}")));
    }
    if members().any(|member| member.seat == Seat::Other) {
        let several = match per_dot {
            0 | 1 => String::new(),
            2 => format!(", {} two", glyphs.others),
            many => format!(", {} 2 to {many}", glyphs.others),
        };
        parts.push((glyphs.other, format!("one other{several}")));
    }
    if members().any(|member| member.seat == Seat::Region) {
        parts.push((glyphs.same_region, "same region".to_owned()));
    }
    let mut x = area.x;
    for (mark, words) in parts {
        let width = pen.width(&words);
        if x + 2 + width > area.right() {
            continue;
        }
        pen.text(x, area.y, 1, mark, Role::Strong);
        x += 2 + pen.text(x + 2, area.y, width, &words, Role::Muted) + 2;
    }
}

/// What there is where nobody is published: why not, what the snapshot gives, what else can be.
fn without(pen: &mut Pen, area: Rect, app: &App, row: &IndicatorView) {
    title(pen, area, row, "");
    let mut y = area.y + 2;
    let say = |pen: &mut Pen, y: &mut u16, sentence: &str, role: Role| {
        for line in wrap(sentence, usize::from(area.width)) {
            if *y < area.bottom() {
                pen.text(area.x, *y, area.width, &line, role);
                *y += 1;
            }
        }
    };
    let close = app.close.as_ref();
    if let Some(apart) = close.and_then(|close| close.apart) {
        say(pen, &mut y, &apart_words(row, apart), Role::Text);
    }
    if let Some(section) = app.section_of(&row.id).and_then(|at| app.section(at)) {
        let alike = close.map_or_else(String::new, |c| alike_words(&section.title, &c.alike));
        say(pen, &mut y, &alike, Role::Muted);
    }
    if row.benchmarks.is_empty() {
        return;
    }
    y += 1;
    say(pen, &mut y, "Given with the figure:", Role::Heading);
    let room = Rect { y: y.min(area.bottom()), height: area.bottom().saturating_sub(y), ..area };
    Given { row, home: &app.board.authority.name }.draw(pen, room);
}
