//! A place in a list: which line is chosen and which is the first in view.

/// How far a key moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the step of its name")]
pub enum Step {
    Up,
    Down,
    PageUp,
    PageDown,
    HalfUp,
    HalfDown,
    First,
    Last,
}

impl Step {
    /// Where the step leads from `at` in a list whose last line is `last`, `height` lines in view.
    pub fn from(self, at: usize, last: usize, height: usize) -> usize {
        let page = height.saturating_sub(1).max(1);
        let half = (height / 2).max(1);
        let to = match self {
            Self::Up => at.saturating_sub(1),
            Self::Down => at + 1,
            Self::PageUp => at.saturating_sub(page),
            Self::PageDown => at + page,
            Self::HalfUp => at.saturating_sub(half),
            Self::HalfDown => at + half,
            Self::First => 0,
            Self::Last => last,
        };
        to.min(last)
    }

    /// Whether it leads towards the end.
    pub fn is_down(self) -> bool {
        matches!(self, Self::Down | Self::PageDown | Self::HalfDown | Self::Last)
    }
}

/// A chosen line and the first line in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The chosen line.
    pub at: usize,
    /// The first line in view.
    pub top: usize,
}

impl Cursor {
    /// Chooses a line of a list of `len` and brings it into the `height` lines in view.
    pub fn to(&mut self, at: usize, len: usize, height: usize) {
        self.at = at.min(len.saturating_sub(1));
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(height.max(1)));
        self.top = self.top.min(len.saturating_sub(height));
    }

    /// Scrolls by so many lines; the chosen one stays unless it would leave the view.
    pub fn roll(&mut self, by: isize, len: usize, height: usize) {
        self.top = self.top.saturating_add_signed(by).min(len.saturating_sub(height));
        let end = (self.top + height.max(1)).min(len);
        self.at = self.at.clamp(self.top, end.saturating_sub(1).max(self.top));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_line_is_always_in_view() {
        let mut cursor = Cursor::default();
        cursor.to(9, 20, 5);
        assert_eq!((cursor.at, cursor.top), (9, 5));
        cursor.to(6, 20, 5);
        assert_eq!((cursor.at, cursor.top), (6, 5));
        cursor.to(2, 20, 5);
        assert_eq!((cursor.at, cursor.top), (2, 2));
        cursor.to(99, 20, 5);
        assert_eq!((cursor.at, cursor.top), (19, 15));
        // A window that grew shows no empty lines under the list.
        cursor.to(19, 20, 30);
        assert_eq!((cursor.at, cursor.top), (19, 0));
        cursor.to(3, 0, 0);
        assert_eq!((cursor.at, cursor.top), (0, 0));
    }

    #[test]
    fn scrolling_takes_the_choice_along_only_when_it_would_leave_the_view() {
        let mut cursor = Cursor { at: 4, top: 0 };
        cursor.roll(3, 20, 5);
        assert_eq!((cursor.at, cursor.top), (4, 3));
        cursor.roll(3, 20, 5);
        assert_eq!((cursor.at, cursor.top), (6, 6));
        cursor.roll(99, 20, 5);
        assert_eq!((cursor.at, cursor.top), (15, 15));
        cursor.roll(-99, 20, 5);
        assert_eq!((cursor.at, cursor.top), (4, 0));
        // A list that fits does not scroll, and an empty one has nothing to.
        cursor.roll(3, 5, 9);
        assert_eq!((cursor.at, cursor.top), (4, 0));
        cursor.roll(3, 0, 0);
        assert_eq!((cursor.at, cursor.top), (0, 0));
    }

    #[test]
    fn steps_stop_at_both_ends() {
        assert_eq!(Step::Up.from(0, 9, 5), 0);
        assert_eq!(Step::PageDown.from(7, 9, 5), 9);
        assert_eq!(Step::HalfUp.from(7, 9, 5), 5);
        assert_eq!(Step::Last.from(0, 9, 5), 9);
        assert_eq!(Step::Down.from(0, 0, 0), 0);
    }
}
