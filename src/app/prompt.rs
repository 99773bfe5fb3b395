//! One line of text being typed.

use crossterm::event::KeyCode;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::input::{Input, Press};

/// What an input did to the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// The text changed or the caret moved.
    Going,
    /// Enter.
    Done,
    /// Esc.
    Cancelled,
    /// Ctrl-C, which leaves from anywhere.
    Leaving,
    /// Nothing that a line of text knows.
    Other,
}

/// A line of text and the caret in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prompt {
    text: String,
    /// Byte offset of the caret, always between two graphemes.
    caret: usize,
}

impl Prompt {
    /// A line that holds a text, the caret at its end.
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), caret: text.len() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many cells stand before the caret.
    pub fn caret_width(&self) -> usize {
        self.text.get(..self.caret).unwrap_or("").width()
    }

    /// Applies one input.
    pub fn input(&mut self, input: &Input) -> Typing {
        if let Some(c) = input.text() {
            self.insert(c);
            return Typing::Going;
        }
        match input {
            Input::Paste(text) => {
                // A line break between two lines parts words.
                let line = text.trim_end().replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
                line.chars().take(200).for_each(|c| self.insert(c));
            }
            Input::Press(press) => return self.press(*press),
            Input::Typed(_) => {}
        }
        Typing::Going
    }

    fn press(&mut self, press: Press) -> Typing {
        match (press.code, press.ctrl) {
            (KeyCode::Enter, _) => return Typing::Done,
            (KeyCode::Esc, _) => return Typing::Cancelled,
            (KeyCode::Char('c'), true) => return Typing::Leaving,
            (KeyCode::Backspace, false) => self.remove(self.before()..self.caret),
            (KeyCode::Delete, _) => self.remove(self.caret..self.after()),
            (KeyCode::Left, false) => self.caret = self.before(),
            (KeyCode::Right, false) => self.caret = self.after(),
            (KeyCode::Home, _) | (KeyCode::Char('a'), true) => self.caret = 0,
            (KeyCode::End, _) | (KeyCode::Char('e'), true) => self.caret = self.text.len(),
            (KeyCode::Char('u'), true) => self.remove(0..self.caret),
            (KeyCode::Char('w') | KeyCode::Backspace, true) => {
                self.remove(self.word_start()..self.caret);
            }
            _ => return Typing::Other,
        }
        Typing::Going
    }

    fn insert(&mut self, c: char) {
        if !c.is_control() && self.text.is_char_boundary(self.caret) {
            self.text.insert(self.caret, c);
            self.caret += c.len_utf8();
        }
    }

    fn remove(&mut self, range: std::ops::Range<usize>) {
        if self.text.get(range.clone()).is_some() {
            self.caret = range.start;
            self.text.replace_range(range, "");
        }
    }

    fn before(&self) -> usize {
        let head = self.text.get(..self.caret).unwrap_or("");
        head.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let tail = self.text.get(self.caret..).unwrap_or("");
        self.caret + tail.graphemes(true).next().map_or(0, str::len)
    }

    fn word_start(&self) -> usize {
        let head = self.text.get(..self.caret).unwrap_or("").trim_end();
        head.rfind(char::is_whitespace).map_or(0, |at| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[Press]) -> Prompt {
        let mut prompt = Prompt::default();
        for key in keys {
            prompt.input(&Input::Press(*key));
        }
        prompt
    }

    #[test]
    fn text_is_typed_pasted_and_rubbed_out() {
        let mut prompt = typed(&[Press::char('a'), Press::char('é'), Press::key(KeyCode::Left)]);
        prompt.input(&Input::Paste("b\r\nc\n".to_owned()));
        assert_eq!(prompt.text(), "ab cé");
        prompt.input(&Input::Press(Press::key(KeyCode::Backspace)));
        prompt.input(&Input::Typed('£'));
        assert_eq!((prompt.text(), prompt.caret_width()), ("ab £é", 4));
        prompt.input(&Input::Press(Press::ctrl('u')));
        assert_eq!(prompt.text(), "é");
        prompt.input(&Input::Press(Press::key(KeyCode::Delete)));
        assert_eq!(prompt.text(), "");
    }

    #[test]
    fn a_grapheme_is_one_step() {
        let mut prompt = Prompt::default();
        prompt.input(&Input::Paste("e\u{301}x".to_owned()));
        prompt.input(&Input::Press(Press::key(KeyCode::Left)));
        prompt.input(&Input::Press(Press::key(KeyCode::Backspace)));
        assert_eq!(prompt.text(), "x");
        assert_eq!(prompt.input(&Input::Press(Press::key(KeyCode::Enter))), Typing::Done);
        assert_eq!(prompt.input(&Input::Press(Press::ctrl('c'))), Typing::Leaving);
        assert_eq!(prompt.input(&Input::Press(Press::key(KeyCode::Up))), Typing::Other);
    }
}
