//! Text of several lines being written: a comment, an action, a decision.
//!
//! Enter is a new line and never sends anything, so that a paste which arrives as keys (as on
//! Windows) is text from its first to its last line. Nothing that was typed is lost: there is no
//! key that throws the text away, and Ctrl-Z brings back what was rubbed out.

use std::ops::Range;

use crossterm::event::KeyCode;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::input::{Input, Press};

/// How many states of the text can be brought back.
const UNDOS: usize = 200;

/// A text, the caret in it, and what it was before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Editor {
    text: String,
    /// Byte offset of the caret, always between two graphemes.
    caret: usize,
    /// The column that moving up and down keeps to.
    column: Option<usize>,
    before: Vec<(String, usize)>,
    /// The last input was a typed character: what follows is undone with it.
    typing: bool,
}

impl Editor {
    /// An editor of a text, the caret at its end.
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), caret: text.len(), ..Self::default() }
    }

    /// The text, its lines ended by `\n`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The lines as they stand in `width` cells, and the caret's line and cell among them. Lines are
    /// broken behind a space where there is one; every character stands in exactly one line but for
    /// the `\n` between two.
    pub fn lines(&self, width: usize) -> (Vec<&str>, (usize, usize)) {
        let rows = rows(&self.text, width);
        let at = self.row(&rows);
        let lines = rows.iter().map(|row| self.text.get(row.clone()).unwrap_or("")).collect();
        let start = rows.get(at).map_or(0, |row| row.start);
        let cell = self.text.get(start..self.caret).unwrap_or("").width();
        (lines, (at, cell))
    }

    /// The row that the caret stands in: of two that meet there, the second.
    fn row(&self, rows: &[Range<usize>]) -> usize {
        rows.iter().rposition(|row| row.start <= self.caret).unwrap_or(0)
    }

    /// Applies one input in lines of `width` cells; says whether it was one of an editor's.
    pub fn input(&mut self, input: &Input, width: usize) -> bool {
        if let Some(c) = input.text() {
            self.keep(!self.typing || c.is_whitespace());
            self.insert(&c.to_string());
            self.typing = true;
            return true;
        }
        match input {
            Input::Paste(text) => {
                self.keep(true);
                self.insert(&text.replace("\r\n", "\n").replace('\r', "\n"));
            }
            Input::Press(press) => return self.press(*press, width),
            Input::Typed(_) => {}
        }
        true
    }

    fn press(&mut self, press: Press, width: usize) -> bool {
        let column = self.column.take();
        self.typing = false;
        match (press.code, press.ctrl) {
            (KeyCode::Enter, false) => {
                self.keep(true);
                self.insert("\n");
            }
            (KeyCode::Left, false) => self.caret = self.before_caret(),
            (KeyCode::Right, false) => self.caret = self.after_caret(),
            (KeyCode::Left, true) => self.caret = self.word_before(),
            (KeyCode::Right, true) => self.caret = self.word_after(),
            (KeyCode::Up, _) => self.go_by(-1, width, column),
            (KeyCode::Down, _) => self.go_by(1, width, column),
            (KeyCode::PageUp, _) => self.go_by(-8, width, column),
            (KeyCode::PageDown, _) => self.go_by(8, width, column),
            (KeyCode::Home, true) => self.caret = 0,
            (KeyCode::End, true) => self.caret = self.text.len(),
            (KeyCode::Home, false) | (KeyCode::Char('a'), true) => {
                let rows = rows(&self.text, width);
                self.caret = rows.get(self.row(&rows)).map_or(0, |row| row.start);
            }
            (KeyCode::End, false) | (KeyCode::Char('e'), true) => self.go_to_end_of_row(width),
            (KeyCode::Backspace, false) => self.rub_out(self.before_caret()..self.caret),
            (KeyCode::Delete, false) => self.rub_out(self.caret..self.after_caret()),
            (KeyCode::Backspace | KeyCode::Char('w'), true) => {
                self.rub_out(self.word_before()..self.caret);
            }
            (KeyCode::Delete, true) => self.rub_out(self.caret..self.word_after()),
            (KeyCode::Char('u'), true) => self.rub_out(self.line_start()..self.caret),
            (KeyCode::Char('k'), true) => self.rub_out(self.caret..self.line_end()),
            (KeyCode::Char('z'), true) => {
                if let Some((text, caret)) = self.before.pop() {
                    (self.text, self.caret) = (text, caret);
                }
            }
            _ => return false,
        }
        true
    }

    /// Remembers the text as it is, if it is to be brought back by itself.
    fn keep(&mut self, apart: bool) {
        if apart {
            self.before.push((self.text.clone(), self.caret));
            let over = self.before.len().saturating_sub(UNDOS);
            self.before.drain(..over);
        }
    }

    /// Puts text in at the caret, without control characters but for new lines; a tab is a space.
    fn insert(&mut self, text: &str) {
        let kept = text.chars().map(|c| if c == '\t' { ' ' } else { c });
        let kept: String = kept.filter(|c| *c == '\n' || !c.is_control()).collect();
        if self.text.is_char_boundary(self.caret) {
            self.text.insert_str(self.caret, &kept);
            self.caret += kept.len();
        }
    }

    fn rub_out(&mut self, range: Range<usize>) {
        if range.is_empty() || self.text.get(range.clone()).is_none() {
            return;
        }
        self.keep(true);
        self.caret = range.start;
        self.text.replace_range(range, "");
    }

    fn head(&self) -> &str {
        self.text.get(..self.caret).unwrap_or("")
    }

    fn tail(&self) -> &str {
        self.text.get(self.caret..).unwrap_or("")
    }

    fn before_caret(&self) -> usize {
        self.head().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after_caret(&self) -> usize {
        self.caret + self.tail().graphemes(true).next().map_or(0, str::len)
    }

    fn line_start(&self) -> usize {
        self.head().rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.tail().find('\n').map_or(self.text.len(), |at| self.caret + at)
    }

    /// The beginning of the word before the caret.
    fn word_before(&self) -> usize {
        let head = self.head().trim_end();
        head.rfind(char::is_whitespace).map_or(0, |at| {
            at + head.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        })
    }

    /// The end of the word behind the caret.
    fn word_after(&self) -> usize {
        let tail = self.tail();
        let lead = tail.len() - tail.trim_start().len();
        let word = tail.get(lead..).unwrap_or("");
        self.caret + lead + word.find(char::is_whitespace).unwrap_or(word.len())
    }

    fn go_to_end_of_row(&mut self, width: usize) {
        let rows = rows(&self.text, width);
        let at = self.row(&rows);
        let Some(row) = rows.get(at) else { return };
        let broken = rows.get(at + 1).is_some_and(|next| next.start == row.end);
        // Behind the last character of a broken line would be the next line's beginning.
        self.caret = row.end;
        if broken {
            self.caret = self.before_caret();
        }
    }

    /// Moves up or down by rows as they stand, in the column where that began.
    fn go_by(&mut self, by: isize, width: usize, column: Option<usize>) {
        let rows = rows(&self.text, width);
        let at = self.row(&rows);
        let start = rows.get(at).map_or(0, |row| row.start);
        let here = self.text.get(start..self.caret).unwrap_or("").width();
        let column = column.unwrap_or(here);
        self.column = Some(column);
        let to = at.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        let Some(row) = rows.get(to) else { return };
        let line = self.text.get(row.clone()).unwrap_or("");
        let mut cells = 0;
        let within = line.grapheme_indices(true).find(|(_, grapheme)| {
            cells += grapheme.width();
            cells > column
        });
        let broken = rows.get(to + 1).is_some_and(|next| next.start == row.end);
        self.caret = within.map_or(row.end, |(offset, _)| row.start + offset);
        if broken && self.caret == row.end {
            self.caret = self.before_caret();
        }
    }
}

/// The byte ranges of the lines of a text in `width` cells. A line's `\n` is in none of them.
fn rows(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(2);
    let mut rows = Vec::new();
    let mut from = 0;
    for line in text.split('\n') {
        let end = from + line.len();
        let mut start = from;
        let mut cells = 0;
        let mut space = None;
        for (offset, grapheme) in line.grapheme_indices(true) {
            let (at, wide) = (from + offset, grapheme.width());
            if cells + wide > width && grapheme != " " {
                let cut: usize = space.filter(|space| *space > start).unwrap_or(at);
                rows.push(start..cut);
                start = cut;
                cells = text.get(start..at).unwrap_or("").width();
                space = None;
            }
            cells += wide;
            if grapheme == " " {
                space = Some(at + 1);
            }
        }
        rows.push(start..end);
        from = end + 1;
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WIDTH: usize = 20;

    fn key(code: KeyCode) -> Input {
        Input::Press(Press::key(code))
    }

    fn ctrl(code: KeyCode) -> Input {
        Input::Press(Press { code, ctrl: true })
    }

    fn typed(editor: &mut Editor, text: &str) {
        for c in text.chars() {
            editor.input(&Input::Press(Press::char(c)), WIDTH);
        }
    }

    #[test]
    fn enter_and_a_paste_make_lines_and_altgr_makes_signs() {
        let mut editor = Editor::default();
        typed(&mut editor, "one");
        editor.input(&key(KeyCode::Enter), WIDTH);
        editor.input(&Input::Paste("two\r\nthree\tfour\u{1b}[31m".to_owned()), WIDTH);
        editor.input(&Input::Typed('€'), WIDTH);
        assert_eq!(editor.text(), "one\ntwo\nthree four[31m€");
    }

    #[test]
    fn words_are_moved_over_and_rubbed_out() {
        let mut editor = Editor::of("two large groups");
        editor.input(&ctrl(KeyCode::Left), WIDTH);
        editor.input(&ctrl(KeyCode::Left), WIDTH);
        editor.input(&ctrl(KeyCode::Backspace), WIDTH);
        assert_eq!(editor.text(), "large groups");
        editor.input(&ctrl(KeyCode::Right), WIDTH);
        editor.input(&ctrl(KeyCode::Char('k')), WIDTH);
        assert_eq!(editor.text(), "large");
        editor.input(&ctrl(KeyCode::Char('u')), WIDTH);
        assert_eq!(editor.text(), "");
    }

    #[test]
    fn what_was_rubbed_out_or_typed_is_brought_back_word_by_word() {
        let mut editor = Editor::default();
        typed(&mut editor, "two groups");
        editor.input(&ctrl(KeyCode::Char('u')), WIDTH);
        editor.input(&ctrl(KeyCode::Char('z')), WIDTH);
        assert_eq!(editor.text(), "two groups");
        editor.input(&ctrl(KeyCode::Char('z')), WIDTH);
        assert_eq!(editor.text(), "two");
        editor.input(&ctrl(KeyCode::Char('z')), WIDTH);
        editor.input(&ctrl(KeyCode::Char('z')), WIDTH);
        assert_eq!(editor.text(), "");
    }

    #[test]
    fn lines_break_behind_spaces_and_the_caret_moves_by_what_is_seen() {
        let mut editor = Editor::of("Two large sibling groups were re-referred.");
        let (lines, caret) = editor.lines(WIDTH);
        assert_eq!(lines, ["Two large sibling ", "groups were ", "re-referred."]);
        assert_eq!(caret, (2, 12));
        editor.input(&key(KeyCode::Up), WIDTH);
        assert_eq!(editor.lines(WIDTH).1, (1, 11));
        editor.input(&key(KeyCode::Up), WIDTH);
        // It goes back to the column where the moving began.
        assert_eq!(editor.lines(WIDTH).1, (0, 12));
        editor.input(&key(KeyCode::End), WIDTH);
        assert_eq!(editor.lines(WIDTH).1, (0, 17));
        editor.input(&key(KeyCode::Home), WIDTH);
        assert_eq!(editor.lines(WIDTH).1, (0, 0));
    }

    fn any_input() -> impl Strategy<Value = Input> {
        let codes = [
            KeyCode::Enter,
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Up,
            KeyCode::Down,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::PageUp,
            KeyCode::PageDown,
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::Char('z'),
            KeyCode::Char('w'),
            KeyCode::Char('k'),
        ];
        let codes = prop::sample::select(codes.to_vec());
        prop_oneof![
            2 => any::<char>().prop_map(Input::Typed),
            2 => (codes, any::<bool>()).prop_map(|(code, ctrl)| Input::Press(Press { code, ctrl })),
            1 => ".{0,12}\n?.{0,6}".prop_map(Input::Paste),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_typed_every_character_stands_in_one_line_and_the_caret_in_the_text(
            inputs in prop::collection::vec(any_input(), 0..40),
            width in 1..30_usize,
        ) {
            let mut editor = Editor::default();
            for input in &inputs {
                editor.input(input, width);
                prop_assert!(editor.text.is_char_boundary(editor.caret));
                let (lines, (row, _)) = editor.lines(width);
                prop_assert_eq!(lines.concat(), editor.text.replace('\n', ""));
                prop_assert!(row < lines.len());
            }
        }
    }
}
