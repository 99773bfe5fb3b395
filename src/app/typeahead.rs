//! A list that narrows as one types: finding an indicator, the palette, a picker.

use crossterm::event::KeyCode;

use super::cursor::{Cursor, Step};
use super::input::Input;
use super::prompt::{Prompt, Typing};

/// How many lines of such a list are in view at once.
pub const LINES_IN_VIEW: usize = 8;

/// What an input did to the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Another text: what it finds is to be put in with [`TypeAhead::found`].
    Typed,
    /// Another line may be chosen.
    Moved,
    /// The chosen line is meant.
    Done,
    /// Nothing is meant after all.
    Cancelled,
    /// Ctrl-C, which leaves from anywhere.
    Leaving,
}

/// What is typed, what it finds, and which of it is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeAhead<T> {
    /// What is typed.
    pub prompt: Prompt,
    /// What it finds, the best first.
    pub hits: Vec<T>,
    /// Which of them is chosen.
    pub cursor: Cursor,
}

impl<T> TypeAhead<T> {
    /// A list as it opens: nothing typed yet.
    pub fn new(hits: Vec<T>) -> Self {
        Self { prompt: Prompt::default(), hits, cursor: Cursor::default() }
    }

    /// The chosen line; `None` where nothing is found.
    pub fn chosen(&self) -> Option<&T> {
        self.hits.get(self.cursor.at)
    }

    /// Puts in what the typed text finds and chooses the first of it.
    pub fn found(&mut self, hits: Vec<T>) {
        self.hits = hits;
        self.cursor = Cursor::default();
    }

    /// Chooses a line.
    pub fn choose(&mut self, at: usize) {
        self.cursor.to(at, self.hits.len(), LINES_IN_VIEW);
    }

    /// Applies one input.
    pub fn input(&mut self, input: &Input) -> Heard {
        match self.prompt.input(input) {
            Typing::Going => Heard::Typed,
            Typing::Done => Heard::Done,
            Typing::Cancelled => Heard::Cancelled,
            Typing::Leaving => Heard::Leaving,
            Typing::Other => {
                if let Some(step) = step(input) {
                    self.step(step);
                }
                Heard::Moved
            }
        }
    }

    fn step(&mut self, step: Step) {
        let last = self.hits.len().saturating_sub(1);
        let at = step.from(self.cursor.at, last, LINES_IN_VIEW);
        self.cursor.to(at, self.hits.len(), LINES_IN_VIEW);
    }
}

/// Where a key that is no text leads in a list.
fn step(input: &Input) -> Option<Step> {
    let Input::Press(press) = input else { return None };
    Some(match (press.code, press.ctrl) {
        (KeyCode::Up | KeyCode::BackTab, _) | (KeyCode::Char('p'), true) => Step::Up,
        (KeyCode::Down | KeyCode::Tab, _) | (KeyCode::Char('n'), true) => Step::Down,
        (KeyCode::PageUp, _) => Step::PageUp,
        (KeyCode::PageDown, _) => Step::PageDown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::Press;

    #[test]
    fn typing_asks_for_what_it_finds_and_arrows_stay_within_it() {
        let mut list = TypeAhead::new(vec!['a', 'b', 'c']);
        let key = |code| Input::Press(Press::key(code));
        assert_eq!(list.input(&key(KeyCode::Up)), Heard::Moved);
        assert_eq!(list.chosen(), Some(&'a'));
        list.input(&key(KeyCode::PageDown));
        assert_eq!(list.chosen(), Some(&'c'));
        assert_eq!(list.input(&Input::Typed('x')), Heard::Typed);
        list.found(vec!['d']);
        assert_eq!(list.chosen(), Some(&'d'));
        list.found(Vec::new());
        list.input(&key(KeyCode::Down));
        assert_eq!(list.chosen(), None);
        assert_eq!(list.input(&key(KeyCode::Enter)), Heard::Done);
        assert_eq!(list.input(&key(KeyCode::Esc)), Heard::Cancelled);
        assert_eq!(list.input(&Input::Press(Press::ctrl('c'))), Heard::Leaving);
    }
}
