//! The action log: who does what by when, across meetings; below it the chosen one in whole.

use ratatui::layout::{Position, Rect};

use crate::app::meeting::actions::ORDERS;
use crate::app::meeting::record::by;
use crate::app::page::Page;
use crate::app::pointer::Target;
use crate::app::wrap::wrap;
use crate::app::{App, layout};
use crate::domain::meeting::{Action, Change};
use crate::domain::snapshot::write_day;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// Cells of a day: `12 Nov 2026`.
const DAY: u16 = 11;
/// Cells of how late or how old: `120 days`.
const AGE: u16 = 9;
/// Cells of an indicator's code.
const CODE: u16 = 5;

/// Draws the log.
pub fn draw(pen: &mut Pen, area: Rect, app: &App) -> Option<Position> {
    let Page::Actions(cursor) = &app.page else { return None };
    let actions = app.actions();
    if actions.is_empty() {
        let words = match (&app.log.owner, app.log.closed) {
            (Some(owner), _) => format!("{owner} has nothing to do here"),
            (None, true) => "no action has been written down yet: a adds one".to_owned(),
            (None, false) => "no action is open: a adds one, . shows closed ones".to_owned(),
        };
        pen.text(area.x, area.y + 1, area.width, &words, Role::Muted);
        return None;
    }
    let owner = actions.iter().map(|a| pen.width(&a.task.owner)).max().unwrap_or(0);
    let owner = owner.clamp(5, area.width / 4);
    heading(pen, area, app, owner);
    let height = u16::try_from(app.actions_in_view()).unwrap_or(u16::MAX);
    let list = Rect { y: area.y + layout::ACTION_HEAD, height, ..area }.intersection(area);
    let mut chosen = None;
    let view = actions.iter().enumerate().skip(cursor.top).take(usize::from(list.height));
    for ((at, action), y) in view.zip(list.y..) {
        let area = Rect { y, height: 1, ..list };
        line(pen, area, app, action, owner);
        pen.note(area, Target::Line(at));
        if at == cursor.at {
            pen.restyle(area, Role::Selected);
            chosen = Some(Position::new(area.x, y));
        }
    }
    if let Some(action) = actions.get(cursor.at) {
        let foot =
            Rect { y: list.bottom(), height: area.bottom().saturating_sub(list.bottom()), ..area };
        in_whole(pen, foot, app, action);
    }
    chosen
}

fn heading(pen: &mut Pen, area: Rect, app: &App, owner: u16) {
    let y = area.y;
    let mut x = area.x;
    for (words, width) in [("due", DAY), ("late", AGE), ("owner", owner)] {
        pen.text(x, y, width, words, Role::Muted);
        x += width + 1;
    }
    pen.text(x + CODE + 1, y, area.right().saturating_sub(x + CODE + 1), "what", Role::Muted);
    let order =
        ORDERS.iter().find(|(sort, _)| *sort == app.log.sort).map_or("", |(_, words)| words);
    let whose = app.log.owner.as_ref().map_or_else(String::new, |owner| format!("only {owner}, "));
    pen.right(area.x, y, area.width, &format!("{whose}{order}"), Role::Muted);
}

/// When it is due, how late or old it is, whose, about what, and what.
fn line(pen: &mut Pen, area: Rect, app: &App, action: &Action, owner: u16) {
    let Rect { mut x, y, .. } = area;
    let today = app.room.today();
    let due = action.task.due.map_or_else(|| "–".to_owned(), write_day);
    pen.text(x, y, DAY, &due, Role::Text);
    x += DAY + 1;
    let days = |n: i64| if n == 1 { "1 day".to_owned() } else { format!("{n} days") };
    match action.overdue(today) {
        Some(late) => pen.text(x, y, AGE, &days(late), Role::Fault),
        None if action.is_open() && app.is_carried(action) => {
            pen.text(x, y, AGE, "carried", Role::Muted)
        }
        None if action.is_open() => 0,
        None => pen.text(x, y, AGE, action.status.word(), Role::Muted),
    };
    x += AGE + 1;
    pen.text(x, y, owner, &action.task.owner, Role::Strong);
    x += owner + 1;
    let row = action.about.indicator.as_deref().and_then(|id| app.board.indicator(id));
    let code = row.and_then(|row| row.code.as_deref()).unwrap_or("");
    pen.text(x, y, CODE, code, Role::Muted);
    x += CODE + 1;
    let words = action.task.words.text.replace('\n', " ");
    let role = if action.is_open() { Role::Text } else { Role::Muted };
    pen.text(x, y, area.right().saturating_sub(x), &words, role);
}

/// The chosen action: every word, who raised it, what happened to it.
fn in_whole(pen: &mut Pen, area: Rect, app: &App, action: &Action) {
    pen.repeat(area.x, area.y, area.width, pen.glyphs.rule, Role::Rule);
    let width = usize::from(area.width);
    let mut lines: Vec<(String, Role)> =
        wrap(&app.action_words(action), width).into_iter().map(|line| (line, Role::Text)).collect();
    let age = match action.age(app.room.today()) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    };
    let carried = app.meeting().filter(|_| app.is_carried(action));
    let carried =
        carried.map_or_else(String::new, |m| format!("; carried into {}", m.details.title));
    let who = if app.is_public() { String::new() } else { format!(" by {}", by(&action.raised)) };
    lines.push((format!("raised {age}{who}{carried}"), Role::Muted));
    // What was said on the way is not marked for the public.
    for change in action.history.iter().rev().filter(|_| !app.is_public()) {
        lines.extend(wrap(&changed(change), width).into_iter().map(|line| (line, Role::Muted)));
    }
    for ((line, role), y) in lines.iter().zip(area.y + 1..area.bottom()) {
        pen.text(area.x, y, area.width, line, *role);
    }
}

/// What happened to an action, in words.
fn changed(change: &Change) -> String {
    match change {
        Change::Edited(_, entered) => format!("put otherwise by {}", by(entered)),
        Change::Moved(status, note, entered) => {
            let note = if note.is_empty() { String::new() } else { format!("{note}; ") };
            format!("{}: {note}{}", status.word(), by(entered))
        }
    }
}
