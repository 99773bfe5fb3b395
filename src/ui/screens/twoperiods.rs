//! Two periods side by side, in every section: lights that changed first.
//!
//! ```text
//!  3 lights got worse, 1 better since September 2026; 14 figures better, 11 worse
//!                                        Oct 26    Sep 26   change
//!  Front door
//!  FD7 Assessments within 45 days         81.2%     83.0%   -1.8 worse     ◆A → ▲R
//! ```

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::listing::Line;
use crate::app::page::Page;
use crate::app::twoperiods::{Turn, turned};
use crate::assess::board::{Direction, IndicatorView, Rating};
use crate::ui::figure::{self, Widths};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::{label, light};

/// Cells of a light before and after: `◆ A → ▲ R`.
const LIGHTS: u16 = 9;
/// Cells of the longest word behind a change: `new definition`.
const WORD: u16 = 14;
/// A table narrower than this has no room for long words behind a change.
const ROOMY: u16 = 90;

/// A table narrower than this has no room for the other figure.
const WITH_BOTH: u16 = 70;

/// Where the columns stand.
struct Columns {
    name: u16,
    now: (u16, u16),
    then: (u16, u16),
    change: (u16, u16),
    word: (u16, u16),
    lights: u16,
    figures: Widths,
    changes: Widths,
}

impl Columns {
    fn of(pen: &Pen, area: Rect, app: &App, lines: &[Line], titles: &[String; 2]) -> Self {
        let rows = || lines.iter().filter_map(|line| line.row(&app.board));
        let shown = |row: &IndicatorView| [row.shown.text(), row.compared_shown()];
        let shown: Vec<String> = rows().flat_map(shown).collect();
        let figures = Widths::of(shown.iter().map(String::as_str));
        let changes = Widths::of(rows().filter_map(|r| Some(r.change.as_ref()?.shown.text())));
        let wide = |title: &String| figures.total().max(pen.width(title)).max(6);
        let now = wide(&titles[0]);
        // Without room for both, the change says what the other one was.
        let then = if area.width < WITH_BOTH { 0 } else { wide(&titles[1]) };
        let word = if area.width < ROOMY { 6 } else { WORD };
        let change = changes.total().max(6);
        let air = if then > 0 { 2 } else { 0 };
        let others = 2 + now + air + then + 2 + change + 1 + word + 1 + LIGHTS;
        let name = label::width(pen, &app.board, lines, area.width.saturating_sub(others));
        let x = area.x + name + 2;
        let then_x = x + now + air;
        let change_x = then_x + then + 2;
        let word_x = change_x + change + 1;
        Self {
            name,
            now: (x, now),
            then: (then_x, then),
            change: (change_x, change),
            word: (word_x, word),
            lights: word_x + word + 1,
            figures,
            changes,
        }
    }
}

/// Draws two periods side by side.
pub fn draw(pen: &mut Pen, area: Rect, app: &App) -> Option<Position> {
    let Page::Compare(place) = &app.page else { return None };
    let lines = app.listed();
    let other = app.board.mostly_against().unwrap_or_else(|| "before".to_owned());
    let titles = [app.board.period.short(), other];
    let columns = Columns::of(pen, area, app, &lines, &titles);
    let told = summary(app, &lines);
    let since = format!("Since {}: {told}", app.board.against);
    // The title bar says what with, too.
    let told = if pen.width(&since) > area.width { told } else { since };
    pen.text(area.x, area.y, area.width, &told, Role::Text);
    let y = area.y + 1;
    pen.right(columns.now.0, y, columns.now.1, &titles[0], Role::Muted);
    pen.right(columns.then.0, y, columns.then.1, &titles[1], Role::Muted);
    pen.right(columns.change.0, y, columns.change.1, "change", Role::Muted);
    pen.text(columns.lights, y, LIGHTS, "light", Role::Muted);
    let list = label::list(area);
    let name = columns.name;
    let mut cells =
        |pen: &mut Pen, y, row: &IndicatorView, _| draw_row(pen, y, row, &columns, &titles[1]);
    let chosen = label::draw(pen, list, app, (&lines, place.cursor), name, &mut cells);
    if let Some(row) = lines.get(place.cursor.at).and_then(|line| line.row(&app.board)) {
        let foot = area.bottom().saturating_sub(1);
        pen.text(area.x, foot, area.width, &row.sentence(), Role::Text);
    }
    chosen
}

fn draw_row(pen: &mut Pen, y: u16, row: &IndicatorView, columns: &Columns, other: &str) {
    let Columns { now, then, change, word, figures, changes, .. } = columns;
    figure::write(pen, now.0, y, now.1, *figures, &row.shown.text(), Role::Strong);
    figure::write(pen, then.0, y, then.1, *figures, &row.compared_shown(), Role::Muted);
    if let Some(found) = &row.change {
        let role = match found.direction {
            Direction::Worse => Role::Strong,
            Direction::Better | Direction::Up | Direction::Down => Role::Text,
            Direction::Same => Role::Muted,
        };
        let shown = found.shown.text();
        if figure::is_figure(&shown) {
            figure::write(pen, change.0, y, change.1, *changes, &shown, role);
        }
        let own = found.against.short();
        let words = found.word;
        // What it is compared with, where that is not what stands above the column.
        let words = if own == other { words.to_owned() } else { format!("{words} on {own}") };
        pen.text(word.0, y, word.1, &words, role);
    } else {
        pen.right(then.0, y, then.1, "–", Role::Muted);
    }
    lights(pen, columns.lights, y, row);
}

/// The light now; where it changed, the one before as well.
fn lights(pen: &mut Pen, x: u16, y: u16, row: &IndicatorView) {
    let before = row.more.rating_before;
    let mut at = x;
    if let (Some(was), true) = (before, turned(row).is_some()) {
        at += lit(pen, at, y, was) + 1;
        at += pen.text(at, y, 2, "→", Role::Muted) + 1;
    }
    match row.rating {
        Some(rating) if turned(row).is_some() => drop(lit(pen, at, y, rating)),
        Some(rating) if row.indicative => {
            let text = format!("({})", rating.letter());
            pen.text(at, y, 3, &text, light::ink(Some(rating)));
        }
        Some(rating) => {
            light::mark(pen, at, y, Some(rating));
            pen.text(at + 2, y, 1, rating.letter(), Role::Muted);
        }
        None => light::mark(pen, at, y, None),
    }
}

fn lit(pen: &mut Pen, x: u16, y: u16, rating: Rating) -> u16 {
    light::mark(pen, x, y, Some(rating));
    1 + pen.text(x + 1, y, 1, rating.letter(), light::ink(Some(rating)))
}

/// How many lights and figures got better and worse.
fn summary(app: &App, lines: &[Line]) -> String {
    let rows = || lines.iter().filter_map(|line| line.row(&app.board));
    let turns = |turn| rows().filter(|row| turned(row) == Some(turn)).count();
    let moved = |direction| {
        let is = |row: &&IndicatorView| {
            row.change.as_ref().is_some_and(|change| change.direction == direction)
        };
        rows().filter(is).count()
    };
    let lights = match (turns(Turn::Worse), turns(Turn::Better)) {
        (0, 0) => "no light changed".to_owned(),
        (worse, 0) => {
            format!("{worse} {} worse", if worse == 1 { "light got" } else { "lights got" })
        }
        (0, better) => {
            format!("{better} {} better", if better == 1 { "light got" } else { "lights got" })
        }
        (worse, better) => format!("lights: {worse} got worse, {better} better"),
    };
    let (better, worse) = (moved(Direction::Better), moved(Direction::Worse));
    format!("{lights}; figures: {better} better, {worse} worse")
}
