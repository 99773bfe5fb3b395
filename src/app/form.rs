//! A few fields to fill in: a comment, an action with its owner and date, a meeting's particulars.

use std::collections::BTreeMap;

use crossterm::event::KeyCode;

use super::editor::Editor;
use super::input::{Input, Press};
use super::prompt::{Prompt, Typing};

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text of several lines.
    Text(Editor),
    /// Text of one line.
    Line(Prompt),
    /// One of several: the choices and which of them.
    Choice(Vec<String>, usize),
    /// Yes or no.
    Check(bool),
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it is called.
    pub label: &'static str,
    /// What it holds.
    pub value: Value,
    /// What can be written there, what it is understood as, or what is wrong with it.
    pub note: String,
    /// The note says what is wrong.
    pub wrong: bool,
}

impl Field {
    /// A field as it opens.
    pub fn new(label: &'static str, value: Value, note: &str) -> Self {
        Self { label, value, note: note.to_owned(), wrong: false }
    }

    /// The text of a text or line field, without space around it; empty for others.
    pub fn text(&self) -> &str {
        match &self.value {
            Value::Text(editor) => editor.text().trim(),
            Value::Line(prompt) => prompt.text().trim(),
            Value::Choice(..) | Value::Check(_) => "",
        }
    }

    /// Whether a yes-or-no field says yes.
    pub fn is_checked(&self) -> bool {
        self.value == Value::Check(true)
    }

    /// Which of its choices is chosen, the first being 0.
    pub fn choice(&self) -> usize {
        match self.value {
            Value::Choice(_, at) => at,
            _ => 0,
        }
    }
}

/// Fields under a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What is written here.
    pub title: String,
    /// The fields, from the top.
    pub fields: Vec<Field>,
    /// The one that is being filled in.
    pub at: usize,
    /// What is wrong with the whole, or what is happening to it.
    pub said: Option<String>,
    /// Under which name what is filled in is kept; `None` while nothing is.
    pub kept: Option<String>,
}

/// What is filled in, by label.
pub type Draft = BTreeMap<String, String>;

/// What an input did to the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// A field changed.
    Changed,
    /// Another field is being filled in, or nothing happened.
    Moved,
    /// It is to be saved.
    Save,
    /// It is left; what was typed is kept.
    Left,
    /// Ctrl-C.
    Leaving,
}

impl Form {
    /// A form as it opens.
    pub fn new(title: impl Into<String>, fields: Vec<Field>) -> Self {
        Self { title: title.into(), fields, at: 0, said: None, kept: None }
    }

    /// The field of this label; every form is asked for its own.
    pub fn field(&self, label: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.label == label)
    }

    /// The text of the field of this label; empty where it has none.
    pub fn text(&self, label: &str) -> &str {
        self.field(label).map_or("", Field::text)
    }

    /// Says something about a field, right or wrong.
    pub fn note(&mut self, label: &str, note: String, wrong: bool) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.label == label) {
            (field.note, field.wrong) = (note, wrong);
        }
    }

    /// What is filled in, by label, to be kept until it is saved.
    pub fn draft(&self) -> Draft {
        let part = |field: &Field| match &field.value {
            Value::Text(editor) => editor.text().to_owned(),
            Value::Line(prompt) => prompt.text().to_owned(),
            Value::Choice(choices, at) => choices.get(*at).cloned().unwrap_or_default(),
            Value::Check(is) => is.to_string(),
        };
        self.fields.iter().map(|field| (field.label.to_owned(), part(field))).collect()
    }

    /// Fills in what was kept under a name. What no field is called, or none can hold, is left out.
    pub fn take_up(&mut self, name: String, draft: &Draft) {
        self.kept = Some(name);
        for field in &mut self.fields {
            let Some(part) = draft.get(field.label) else { continue };
            match &mut field.value {
                Value::Text(editor) => *editor = Editor::of(part),
                Value::Line(prompt) => *prompt = Prompt::of(part),
                Value::Choice(choices, at) => {
                    *at = choices.iter().position(|choice| choice == part).unwrap_or(*at);
                }
                Value::Check(is) => *is = part == "true",
            }
        }
    }

    /// Applies one input; text fields are `width` cells wide.
    pub fn input(&mut self, input: &Input, width: usize) -> Filled {
        self.said = None;
        let last = self.fields.len().saturating_sub(1);
        if let Input::Press(Press { code, ctrl }) = input {
            match (code, ctrl) {
                (KeyCode::Char('s'), true) => return Filled::Save,
                (KeyCode::Char('c'), true) => return Filled::Leaving,
                (KeyCode::Esc, _) => return Filled::Left,
                (KeyCode::Tab, _) => {
                    self.at = if self.at == last { 0 } else { self.at + 1 };
                    return Filled::Moved;
                }
                (KeyCode::BackTab, _) => {
                    self.at = self.at.checked_sub(1).unwrap_or(last);
                    return Filled::Moved;
                }
                _ => {}
            }
        }
        let at = self.at;
        let Some(field) = self.fields.get_mut(at) else { return Filled::Moved };
        let filled = fill(&mut field.value, input, width);
        match filled {
            // In a field of one line Enter goes on, and from the last one saves.
            Some(Filled::Save) if at < last => {
                self.at += 1;
                Filled::Moved
            }
            Some(filled) => filled,
            None => {
                match input {
                    Input::Press(Press { code: KeyCode::Up, .. }) => {
                        self.at = at.saturating_sub(1);
                    }
                    Input::Press(Press { code: KeyCode::Down, .. }) => self.at = (at + 1).min(last),
                    _ => {}
                }
                Filled::Moved
            }
        }
    }
}

/// Applies an input to a field; `None` where it is none of the field's.
fn fill(value: &mut Value, input: &Input, width: usize) -> Option<Filled> {
    match value {
        Value::Text(editor) => editor.input(input, width).then_some(Filled::Changed),
        Value::Line(prompt) => match prompt.input(input) {
            Typing::Going => Some(Filled::Changed),
            Typing::Done => Some(Filled::Save),
            Typing::Cancelled => Some(Filled::Left),
            Typing::Leaving => Some(Filled::Leaving),
            Typing::Other => None,
        },
        Value::Choice(choices, at) => {
            let last = choices.len().saturating_sub(1);
            match pressed(input)? {
                KeyCode::Left | KeyCode::Char('h') => *at = at.saturating_sub(1),
                KeyCode::Right | KeyCode::Char('l') => *at = (*at + 1).min(last),
                KeyCode::Char(' ') => *at = if *at == last { 0 } else { *at + 1 },
                KeyCode::Enter => return Some(Filled::Save),
                _ => return None,
            }
            Some(Filled::Changed)
        }
        Value::Check(is) => {
            match pressed(input)? {
                KeyCode::Char(' ' | 'x') | KeyCode::Left | KeyCode::Right => *is = !*is,
                KeyCode::Char('y') => *is = true,
                KeyCode::Char('n') => *is = false,
                KeyCode::Enter => return Some(Filled::Save),
                _ => return None,
            }
            Some(Filled::Changed)
        }
    }
}

fn pressed(input: &Input) -> Option<KeyCode> {
    match input {
        Input::Press(Press { code, ctrl: false }) => Some(*code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        let text = Field::new("what", Value::Text(Editor::default()), "");
        let owner = Field::new("owner", Value::Line(Prompt::default()), "a person or a post");
        let public = Field::new("public", Value::Check(false), "");
        Form::new("Action", vec![text, owner, public])
    }

    fn typed(form: &mut Form, text: &str) -> Filled {
        let mut filled = Filled::Moved;
        for c in text.chars() {
            let press = match c {
                '\r' => Press::key(KeyCode::Enter),
                '\t' => Press::key(KeyCode::Tab),
                c => Press::char(c),
            };
            filled = form.input(&Input::Press(press), 40);
        }
        filled
    }

    #[test]
    fn tab_goes_from_field_to_field_and_enter_from_lines() {
        let mut form = form();
        typed(&mut form, "Write\rto all\tHead of MASH\r ");
        assert_eq!((form.text("what"), form.text("owner")), ("Write\nto all", "Head of MASH"));
        assert!(form.field("public").unwrap().is_checked());
        assert_eq!(typed(&mut form, "\r"), Filled::Save);
        typed(&mut form, "\t");
        assert_eq!(form.at, 0);
    }

    #[test]
    fn what_was_typed_is_taken_up_again() {
        let mut first = form();
        typed(&mut first, "Write to\rall\tHead of MASH\t ");
        let mut second = form();
        second.take_up("action".to_owned(), &first.draft());
        assert_eq!(second.draft(), first.draft());
        assert_eq!(second.text("what"), "Write to\nall");
        // A form of another version keeps what fits.
        let other = [("what", "new"), ("when", "fri")];
        let other = other.map(|(label, text)| (label.to_owned(), text.to_owned()));
        second.take_up("action".to_owned(), &Draft::from(other));
        assert_eq!((second.text("what"), second.text("owner")), ("new", "Head of MASH"));
    }

    #[test]
    fn in_a_text_enter_saves_nothing_and_ctrl_s_saves_from_anywhere() {
        let mut form = form();
        assert_eq!(typed(&mut form, "one\r"), Filled::Changed);
        assert_eq!(form.input(&Input::Press(Press::ctrl('s')), 40), Filled::Save);
        assert_eq!(form.input(&Input::Press(Press::key(KeyCode::Esc)), 40), Filled::Left);
        assert_eq!(form.text("what"), "one");
    }
}
