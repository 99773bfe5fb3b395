//! Pathways: which one is open, which of its steps is chosen, and how many lines each step has.

use super::cursor::{Cursor, Step};
use super::page::Page;
use super::{App, layout};
use crate::assess::pathway::PathwayView;

/// The lines of each step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// One: the figure, its bar and its share.
    Line,
    /// Two: under it the share that goes on, through time.
    Share,
    /// Three: under its bar the comparison's.
    Both,
    /// Four: an empty one above each stage.
    Airy,
}

impl Detail {
    /// How many lines.
    pub fn lines(self) -> u16 {
        match self {
            Self::Line => 1,
            Self::Share => 2,
            Self::Both => 3,
            Self::Airy => 4,
        }
    }
}

/// The parts of the page, in lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// What each step has.
    pub detail: Detail,
    /// Steps in view.
    pub steps: u16,
    /// Cohorts, with a heading and an empty line above them; 0 without.
    pub cohorts: u16,
    /// Whether there is room at the foot for what the shares mean.
    pub meaning: bool,
}

/// Lines that tell of cohorts: one each, a heading for every cohort, an empty line.
fn cohort_lines(pathway: &PathwayView) -> u16 {
    let headings = headings(pathway).len();
    let lines = if headings == 0 { 0 } else { 1 + headings + pathway.cohorts.len() };
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// The positions of the cohorts that begin another group: of another start or another step.
pub fn headings(pathway: &PathwayView) -> Vec<usize> {
    let key = |at: usize| {
        pathway
            .cohorts
            .get(at)
            .map(|c| (c.cohort, c.from.as_str(), c.step.as_str(), c.of.to_bits()))
    };
    let begins = |at: &usize| at.checked_sub(1).is_none_or(|before| key(before) != key(*at));
    (0..pathway.cohorts.len()).filter(begins).collect()
}

/// What each part has of so many lines: every step first, then cohorts, then more of each step.
pub fn parts(body: u16, pathway: &PathwayView) -> Parts {
    let steps = u16::try_from(pathway.steps.len()).unwrap_or(u16::MAX).max(1);
    // A title and what stands under it.
    let left = body.saturating_sub(2);
    let cohorts = cohort_lines(pathway);
    let fits = |detail: Detail, others: u16| steps * detail.lines() + others <= left;
    let meaning = 2;
    let airy = Some(Detail::Airy).filter(|_| pathway.durations);
    let detail = airy
        .into_iter()
        .chain([Detail::Both, Detail::Share])
        .find(|detail| fits(*detail, cohorts + meaning))
        .or_else(|| fits(Detail::Share, cohorts).then_some(Detail::Share))
        .unwrap_or(Detail::Line);
    let in_view = steps.min(left / detail.lines());
    let after = left - in_view * detail.lines();
    let cohorts = if cohorts <= after { cohorts } else { 0 };
    Parts { detail, steps: in_view, cohorts, meaning: after - cohorts >= meaning }
}

impl App {
    /// The pathway on the screen; `None` on another page.
    pub fn pathway(&self) -> Option<&PathwayView> {
        let Page::Pathway { id, .. } = &self.page else { return None };
        self.board.pathways.iter().find(|pathway| pathway.id == *id)
    }

    /// The indicator of the chosen step.
    pub(super) fn chosen_step(&self) -> Option<String> {
        let Page::Pathway { cursor, .. } = &self.page else { return None };
        self.pathway()?.steps.get(cursor.at).map(|step| step.indicator.clone())
    }

    /// Opens the pathway that the chosen indicator is a step of, else the first; again, the next.
    pub(super) fn turn_pathway(&mut self, by: isize) {
        let pathways = &self.board.pathways;
        if pathways.is_empty() {
            self.say(
                "no pathway has two steps with figures: the catalogue's `pathways` names them",
            );
            return;
        }
        if let Page::Pathway { id, .. } = &self.page {
            let now = pathways.iter().position(|p| p.id == *id).unwrap_or(0);
            let to = (now + pathways.len()).saturating_add_signed(by) % pathways.len();
            let id = pathways.get(to).map(|p| p.id.clone()).unwrap_or_default();
            self.page = Page::Pathway { id, cursor: Cursor::default() };
            self.settle();
            return;
        }
        let current = self.current();
        let step = |pathway: &PathwayView| {
            pathway.steps.iter().position(|s| Some(&s.indicator) == current.as_ref())
        };
        let found = pathways.iter().find_map(|p| Some((p.id.clone(), step(p)?)));
        let first = || pathways.first().map(|p| (p.id.clone(), 0));
        let Some((id, at)) = found.or_else(first) else { return };
        self.open(Page::Pathway { id, cursor: Cursor { at, top: 0 } });
    }

    /// Brings the chosen step into what is there now; a pathway that is gone closes.
    pub(super) fn settle_pathway(&mut self) {
        if matches!(self.page, Page::Pathway { .. }) && self.pathway().is_none() {
            self.page = self.back.pop().unwrap_or(Page::Overview);
        }
        if let Page::Pathway { cursor, .. } = &self.page {
            self.step_to(cursor.at);
        }
    }

    /// Chooses a step by its position.
    pub(super) fn step_to(&mut self, at: usize) {
        self.turn_steps(|cursor, len, height| cursor.to(at, len, height));
    }

    pub(super) fn roll_steps(&mut self, by: isize) {
        self.turn_steps(|cursor, len, height| cursor.roll(by, len, height));
    }

    fn turn_steps(&mut self, turn: impl FnOnce(&mut Cursor, usize, usize)) {
        let Some(pathway) = self.pathway() else { return };
        let parts = parts(layout::body(self.size.1), pathway);
        let len = pathway.steps.len();
        if let Page::Pathway { cursor, .. } = &mut self.page {
            turn(cursor, len, usize::from(parts.steps));
        }
    }

    pub(super) fn step_pathway(&mut self, step: Step) {
        let Some(pathway) = self.pathway() else { return };
        let last = pathway.steps.len().saturating_sub(1);
        let height = usize::from(parts(layout::body(self.size.1), pathway).steps);
        if let Page::Pathway { cursor, .. } = &self.page {
            self.step_to(step.from(cursor.at, last, height));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[test]
    fn every_step_is_in_view_where_it_fits_and_cohorts_come_before_more_of_each() {
        let mut pathway = fixture::board().pathways[0].clone();
        for count in 2..12 {
            let step = pathway.steps[0].clone();
            pathway.steps = vec![step; count];
            for body in 11..96 {
                let found = parts(body, &pathway);
                let meaning = if found.meaning { 2 } else { 0 };
                let lines = 2 + found.steps * found.detail.lines() + found.cohorts + meaning;
                assert!(lines <= body, "{count} in {body}: {found:?}");
                assert!(usize::from(found.steps) == count || found.detail == Detail::Line);
            }
        }
        pathway.steps.truncate(6);
        assert_eq!(parts(11, &pathway).detail, Detail::Line);
        assert_eq!(parts(31, &pathway).detail, Detail::Both);
    }
}
