//! A pathway: a bar a step, now and at the comparison; between steps the share that goes on, now,
//! then and through time; below, how far the children of one month went. Durations stand stage after
//! stage.
//!
//! ```text
//!  From contact to plan                                                                  1 of 4
//!  October 2026 beside September 2026
//!    Contacts                      1,204  ████████████████████████████████████████
//!                                  1,150  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
//!    ↓ of contacts                   26%  26% in Sep 26   ▃▃▄▃▃▅▄▃▃▃▄▃
//!    Referrals                       310  ██████████
//! ```

mod cohorts;

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::cursor::Cursor;
use crate::app::page::Page;
use crate::app::pathway::{Detail, parts};
use crate::app::pointer::Target;
use crate::assess::pathway::{PathwayView, Share, StepView};
use crate::domain::period::Period;
use crate::ui::figure::{self, Widths};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::bars;
use crate::ui::widgets::sparkline::{self, Bar, Scale};

/// The most periods of a sparkline.
const PERIODS: u16 = 36;
/// Fewer cells are no bar.
const BAR: u16 = 8;

/// Where the columns stand.
struct Columns {
    name: (u16, u16),
    figure: (u16, u16),
    figures: Widths,
    bar: (u16, u16),
    /// Cells of a share behind the bar, where each step has one line; else 0.
    share: u16,
}

impl Columns {
    fn of(pen: &Pen, area: Rect, pathway: &PathwayView, detail: Detail) -> Self {
        let steps = || pathway.steps.iter();
        let shown = steps().flat_map(|s| [s.shown.clone(), s.before.clone(), share_words(s)]);
        let shown: Vec<String> = shown.collect();
        let figures = Widths::of(shown.iter().map(String::as_str));
        let figure = figures.total().max(6);
        let names = steps().map(|s| pen.width(&s.name) + older(pen, s, pathway)).max();
        let share = if detail == Detail::Line && !pathway.durations { 16 } else { 0 };
        let most = area.width.saturating_sub(2 + figure + 4 + BAR + share);
        let name = names.unwrap_or(0).min(most).min(area.width / 2);
        let bar = area.x + 2 + name + 2 + figure + 2;
        let room = area.right().saturating_sub(bar + share);
        Self {
            name: (area.x + 2, name),
            figure: (area.x + 2 + name + 2, figure),
            figures,
            bar: (bar, room),
            share,
        }
    }
}

/// Cells of a figure's own period, where that is not the newest step's.
fn older(pen: &Pen, step: &StepView, pathway: &PathwayView) -> u16 {
    let newest = pathway.steps.iter().map(|s| s.period).max();
    if newest == Some(step.period) { 0 } else { pen.width(&step.period.short()) + 1 }
}

fn share_words(step: &StepView) -> String {
    step.share.map_or_else(String::new, Share::words)
}

/// Draws the pathway.
pub fn draw(pen: &mut Pen, area: Rect, app: &App) -> Option<Position> {
    let Page::Pathway { cursor, .. } = &app.page else { return None };
    let pathway = app.pathway()?;
    let at = app.board.pathways.iter().position(|p| p.id == pathway.id).unwrap_or(0);
    let which = format!("{} of {}", at + 1, app.board.pathways.len());
    pen.text(area.x, area.y, area.width.saturating_sub(10), &pathway.title, Role::Heading);
    pen.right(area.x, area.y, area.width, &which, Role::Text);
    let beside = match app.board.against.as_str() {
        "" => app.board.period.long(),
        other => format!("{} beside {other}", app.board.period.long()),
    };
    pen.text(area.x, area.y + 1, area.width, &beside, Role::Muted);
    let parts = parts(area.height, pathway);
    let columns = Columns::of(pen, area, pathway, parts.detail);
    let height = parts.steps * parts.detail.lines();
    let list = Rect { y: area.y + 2, height, ..area };
    let chosen = steps(pen, list, pathway, &columns, parts.detail, *cursor);
    let below = list.bottom();
    if parts.cohorts > 0 {
        let room = Rect { y: below + 1, height: parts.cohorts - 1, ..area };
        cohorts::draw(pen, room, pathway, columns.bar);
    }
    if parts.meaning {
        let words = if pathway.durations {
            "Stages are of different children and need not add up."
        } else {
            "Shares compare a period's numbers, not the same children."
        };
        pen.text(area.x, area.bottom() - 1, area.width, words, Role::Muted);
    }
    chosen
}

/// The steps in view.
fn steps(
    pen: &mut Pen,
    area: Rect,
    pathway: &PathwayView,
    columns: &Columns,
    detail: Detail,
    cursor: Cursor,
) -> Option<Position> {
    let mut chosen = None;
    let lines = detail.lines();
    let tops = (area.y..area.bottom()).step_by(usize::from(lines));
    let view = pathway.steps.iter().enumerate().skip(cursor.top);
    for ((at, step), y) in view.zip(tops) {
        let drawn = Drawn { pathway, at, own: step, columns };
        pen.note(Rect { y, height: lines, ..area }, Target::Line(at));
        // Between two steps stands what goes from one to the other; a stage's months stand under it.
        let own = match detail {
            Detail::Line => y,
            Detail::Airy => y + 1,
            Detail::Share | Detail::Both => y + u16::from(!pathway.durations),
        };
        drawn.now(pen, own, older(pen, step, pathway));
        if detail >= Detail::Both {
            drawn.before(pen, own + 1);
        }
        match detail {
            Detail::Line => drawn.share_behind(pen, own),
            _ if pathway.durations => drawn.months(pen, y + lines - 1),
            _ => drawn.share(pen, y),
        }
        if at == cursor.at {
            let width = columns.figure.0 + columns.figure.1 - area.x;
            pen.restyle(Rect { y: own, width, height: 1, ..area }, Role::Selected);
            chosen = Some(Position::new(columns.name.0, own));
        }
    }
    chosen
}

/// A step with what it stands among.
struct Drawn<'a> {
    pathway: &'a PathwayView,
    at: usize,
    own: &'a StepView,
    columns: &'a Columns,
}

impl Drawn<'_> {
    /// Its name, figure and bar.
    fn now(&self, pen: &mut Pen, y: u16, older: u16) {
        let Columns { name, figure, figures, .. } = self.columns;
        let room = name.1.saturating_sub(older);
        let used = pen.text(name.0, y, room, &self.own.name, Role::Text);
        if older > 0 {
            let period = self.own.period.short();
            pen.text(name.0 + used + 1, y, older, &period, Role::Muted);
        }
        figure::write(pen, figure.0, y, figure.1, *figures, &self.own.shown, Role::Strong);
        self.bar(pen, y, |step| step.value, pen.glyphs.block, Role::Text);
    }

    /// The comparison's figure and bar.
    fn before(&self, pen: &mut Pen, y: u16) {
        let Columns { figure, figures, .. } = self.columns;
        figure::write(pen, figure.0, y, figure.1, *figures, &self.own.before, Role::Muted);
        self.bar(pen, y, |step| step.value_before, pen.glyphs.pale_block, Role::Muted);
    }

    /// A bar to the scale of all; a stage's begins where the one before ended.
    fn bar(
        &self,
        pen: &mut Pen,
        y: u16,
        value: impl Fn(&StepView) -> Option<f64>,
        glyph: &str,
        role: Role,
    ) {
        let Some(length) = value(self.own) else { return };
        let (x, width) = self.columns.bar;
        let steps = &self.pathway.steps;
        let earlier: f64 = steps.iter().take(self.at).filter_map(&value).sum();
        let from = if self.pathway.durations { earlier } else { 0.0 };
        let most = scale(self.pathway);
        bars::draw(pen, (x, y, width), (from / most, (from + length) / most), glyph, role);
    }

    /// What goes on from the step before: now, then, through time.
    fn share(&self, pen: &mut Pen, y: u16) {
        let Some(share) = self.own.share else { return };
        let Columns { name, figure, figures, bar, .. } = self.columns;
        let before = self.at.checked_sub(1).and_then(|at| self.pathway.steps.get(at));
        let before = before.map_or("", |step| step.name.as_str());
        let words = format!("{} of {}", pen.glyphs.descending, uncapital(before));
        pen.text(name.0, y, name.1, &words, Role::Muted);
        figure::write(pen, figure.0, y, figure.1, *figures, &share.words(), Role::Text);
        let mut x = bar.0;
        if let (Some(then), Some(against)) = (self.own.share_before, self.own.against) {
            let words = format!("{} in {}", then.words(), against.short());
            x += pen.text(x, y, bar.1, &words, Role::Muted) + 2;
        }
        let room = (bar.0 + bar.1).saturating_sub(x).min(PERIODS);
        through_time(pen, (x, y, room), &self.own.shares);
    }

    /// The share at the end of the step's own line.
    fn share_behind(&self, pen: &mut Pen, y: u16) {
        let (x, width) = self.columns.bar;
        let then = self.own.share_before.map(|share| format!(" ({})", share.words()));
        let words = format!("{}{}", share_words(self.own), then.unwrap_or_default());
        pen.text(x + width + 1, y, self.columns.share.saturating_sub(1), &words, Role::Muted);
    }

    /// A stage through time, under its bar.
    fn months(&self, pen: &mut Pen, y: u16) {
        let (x, width) = self.columns.bar;
        through_time(pen, (x, y, width.min(PERIODS)), &self.own.series);
    }
}

/// The value that fills a bar: of stages all of them together.
fn scale(pathway: &PathwayView) -> f64 {
    let now = || pathway.steps.iter().filter_map(|step| step.value);
    let then = || pathway.steps.iter().filter_map(|step| step.value_before);
    let most = if pathway.durations {
        now().sum::<f64>().max(then().sum())
    } else {
        now().chain(then()).fold(0.0, f64::max)
    };
    if most > 0.0 { most } else { 1.0 }
}

/// A sparkline whose bars are as far apart as their periods, the newest last.
fn through_time(pen: &mut Pen, (x, y, width): (u16, u16, u16), series: &[(Period, f64)]) {
    let Some((newest, _)) = series.last() else { return };
    let mut found: Vec<Option<Bar>> = vec![None; usize::from(width)];
    for (period, value) in series {
        let back = newest.steps_since(*period).and_then(|back| usize::try_from(back).ok());
        let at = back.and_then(|back| found.len().checked_sub(back + 1));
        if let Some(slot) = at.and_then(|at| found.get_mut(at)) {
            *slot = Some(Bar { value: *value, restated: false });
        }
    }
    let first = found.iter().position(Option::is_some).unwrap_or(0);
    let bars = found.get(first..).unwrap_or_default();
    sparkline::draw(pen, x, y, bars, Scale::of(bars.iter().flatten()), None);
}

/// The first letter small, as inside a sentence; a name that is all capitals stays.
fn uncapital(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}
