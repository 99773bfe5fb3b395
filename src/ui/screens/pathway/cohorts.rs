//! How far the children of one period went: a line each, of few in numbers alone.

use ratatui::layout::Rect;

use super::through_time;
use crate::app::pathway::headings;
use crate::assess::pathway::{CohortView, PathwayView};
use crate::domain::value::{Unit, brief};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::bars;

/// Cells of a cohort's bar at most, and of its months.
const BAR: u16 = 30;
/// Cells of `within 90 days`, a number and its share.
const WITHIN: u16 = 16;

/// Draws every cohort; `bar` is where the steps' bars stand.
pub fn draw(pen: &mut Pen, area: Rect, pathway: &PathwayView, (bar, room): (u16, u16)) {
    let begins = headings(pathway);
    let mut y = area.y;
    for (at, cohort) in pathway.cohorts.iter().enumerate() {
        if begins.contains(&at) && y < area.bottom() {
            let words = format!(
                "{} {} in {} → {}",
                brief(cohort.of),
                super::uncapital(&cohort.from),
                cohort.cohort.long(),
                super::uncapital(&cohort.step)
            );
            pen.text(area.x, y, area.width, &words, Role::Heading);
            y += 1;
        }
        if y < area.bottom() {
            line(pen, Rect { y, height: 1, ..area }, cohort, (bar, room));
            y += 1;
        }
    }
}

/// Within how many days, how many, their share as a figure, a bar and through time.
fn line(pen: &mut Pen, area: Rect, cohort: &CohortView, (bar, room): (u16, u16)) {
    let y = area.y;
    pen.text(area.x + 2, y, WITHIN, &cohort.within(), Role::Text);
    let end = bar.saturating_sub(2);
    let from = area.x + 2 + WITHIN;
    let share = if cohort.is_small() {
        format!("{} of {}", brief(cohort.count), brief(cohort.of))
    } else {
        let percent = Unit::Percent.write(100.0 * cohort.count / cohort.of, 0);
        format!("{}  {percent:>4}", brief(cohort.count))
    };
    pen.right(from, y, end.saturating_sub(from), &share, Role::Strong);
    if cohort.is_small() {
        return;
    }
    let width = room.min(BAR);
    bars::draw(pen, (bar, y, width), (0.0, cohort.count / cohort.of), pen.glyphs.block, Role::Text);
    let left = room.saturating_sub(width + 2).min(super::PERIODS);
    through_time(pen, (bar + width + 2, y, left), &cohort.shares);
}
