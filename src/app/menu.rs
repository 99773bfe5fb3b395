//! A few choices, each with its letter: which rows, which committee, which two periods.

use crossterm::event::KeyCode;

use super::cursor::Step;
use super::dialog::Dialog;
use super::input::{Input, Press};
use super::keymap::Action;
use super::{App, Effect};

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its letter.
    pub key: char,
    /// What it is, in words.
    pub words: String,
    /// What it does.
    pub action: Action,
    /// It is as things stand now.
    pub now: bool,
}

/// Choices under a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// What is chosen here.
    pub title: &'static str,
    /// The choices, in order.
    pub choices: Vec<Choice>,
    /// Which of them Enter would take.
    pub at: usize,
}

/// Letters for choices that have none of their own; `j`, `k` and `q` move and close.
const LETTERS: &str = "abcdefghilmnoprstuvwxyz";

impl Menu {
    /// A menu that opens on what is so now. A choice whose wished letter is taken gets the first
    /// free one; where there is none left, it is chosen with the arrows.
    pub fn new(title: &'static str, wished: Vec<Choice>) -> Self {
        let mut choices: Vec<Choice> = Vec::with_capacity(wished.len());
        let all: Vec<char> = wished.iter().map(|choice| choice.key).collect();
        for (at, mut choice) in wished.into_iter().enumerate() {
            let taken = |key: char| choices.iter().any(|c: &Choice| c.key == key);
            if taken(choice.key) {
                let later = all.get(at + 1..).unwrap_or_default();
                let free = LETTERS.chars().find(|key| !taken(*key) && !later.contains(key));
                choice.key = free.unwrap_or(' ');
            }
            choices.push(choice);
        }
        let at = choices.iter().position(|choice| choice.now).unwrap_or(0);
        Self { title, choices, at }
    }
}

/// What a key does in a menu.
enum Does {
    Take(usize),
    Step(Step),
    Close,
    Leave,
    Nothing,
}

impl Menu {
    fn does(&self, input: &Input) -> Does {
        if let Some(at) =
            input.text().and_then(|key| self.choices.iter().position(|c| c.key == key))
        {
            return Does::Take(at);
        }
        let Input::Press(Press { code, ctrl }) = input else { return Does::Nothing };
        match (code, ctrl) {
            (KeyCode::Char('c'), true) => Does::Leave,
            (KeyCode::Enter | KeyCode::Char(' '), false) => Does::Take(self.at),
            (KeyCode::Esc | KeyCode::Char('q'), false) => Does::Close,
            (KeyCode::Up | KeyCode::BackTab | KeyCode::Char('k'), false) => Does::Step(Step::Up),
            (KeyCode::Down | KeyCode::Tab | KeyCode::Char('j'), false) => Does::Step(Step::Down),
            (KeyCode::Home | KeyCode::PageUp, false) => Does::Step(Step::First),
            (KeyCode::End | KeyCode::PageDown, false) => Does::Step(Step::Last),
            _ => Does::Nothing,
        }
    }
}

impl App {
    pub(super) fn menu_input(&mut self, mut menu: Menu, input: &Input) -> Option<Effect> {
        match menu.does(input) {
            Does::Take(at) => {
                let choice = menu.choices.get(at)?;
                return self.act(choice.action, 0);
            }
            Does::Leave => return Some(Effect::Quit),
            Does::Close => return None,
            Does::Step(step) => {
                menu.at = step.from(menu.at, menu.choices.len().saturating_sub(1), usize::MAX);
            }
            Does::Nothing => {}
        }
        self.dialog = Some(Dialog::Menu(menu));
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(key: char, now: bool) -> Choice {
        Choice { key, words: key.to_string(), action: Action::Theme, now }
    }

    #[test]
    fn every_choice_has_a_letter_of_its_own() {
        let menu =
            Menu::new("which", vec![choice('r', false), choice('r', true), choice('a', false)]);
        let keys: Vec<char> = menu.choices.iter().map(|c| c.key).collect();
        assert_eq!(keys, ['r', 'b', 'a']);
        assert_eq!(menu.at, 1);
        let many = Menu::new("which", (0..40).map(|_| choice('x', false)).collect());
        let mut keys: Vec<char> =
            many.choices.iter().map(|c| c.key).filter(|k| *k != ' ').collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), LETTERS.len());
    }
}
