//! What a person did at the keyboard, told in one way whatever the terminal.
//!
//! The only place that sees a raw event. Windows reports each key going down *and* coming up, sends
//! Alt codes (`Alt+0163` for £) as a key that comes up without having gone down, and shows `AltGr` as
//! Ctrl and Alt together; Unix sends Alt as Esc followed by the key. Nothing else needs to know.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key, with Ctrl or without. The case of a character carries Shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Press {
    /// Which key.
    pub code: KeyCode,
    /// Held with Ctrl.
    pub ctrl: bool,
}

impl Press {
    /// A character.
    pub const fn char(c: char) -> Self {
        Self { code: KeyCode::Char(c), ctrl: false }
    }

    /// A named key.
    pub const fn key(code: KeyCode) -> Self {
        Self { code, ctrl: false }
    }

    /// A character with Ctrl.
    pub const fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), ctrl: true }
    }
}

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key that may be a command or text.
    Press(Press),
    /// A character that is only ever text.
    Typed(char),
    /// Text pasted at once: never commands.
    Paste(String),
}

impl Input {
    /// The character that it puts into a text.
    pub fn text(&self) -> Option<char> {
        match self {
            Self::Press(Press { code: KeyCode::Char(c), ctrl: false }) | Self::Typed(c) => Some(*c),
            Self::Press(_) | Self::Paste(_) => None,
        }
    }
}

/// Remembers which characters are held down, to tell an Alt code from a key coming up.
#[derive(Debug, Default)]
pub struct Keyboard {
    down: Vec<char>,
}

impl Keyboard {
    /// What an event says, as none, one or two inputs. Sizes and mouse moves are not inputs.
    pub fn read(&mut self, event: Event) -> Vec<Input> {
        match event {
            Event::Key(key) => self.key(key),
            Event::Paste(text) => vec![Input::Paste(text)],
            Event::FocusGained | Event::FocusLost | Event::Mouse(_) | Event::Resize(..) => {
                Vec::new()
            }
        }
    }

    fn key(&mut self, key: KeyEvent) -> Vec<Input> {
        if let KeyCode::Char(c) = key.code {
            let held = self.down.iter().position(|down| *down == c);
            match (key.kind, held) {
                (KeyEventKind::Release, None) => return vec![Input::Typed(c)],
                (KeyEventKind::Release, Some(at)) => {
                    self.down.swap_remove(at);
                }
                (KeyEventKind::Press | KeyEventKind::Repeat, None) => self.down.push(c),
                (KeyEventKind::Press | KeyEventKind::Repeat, Some(_)) => {}
            }
        }
        if key.kind == KeyEventKind::Release {
            return Vec::new();
        }
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match (key.code, ctrl, alt) {
            // AltGr: a letter made with it is text; a sign is the sign.
            (KeyCode::Char(c), true, true) if c.is_alphanumeric() => vec![Input::Typed(c)],
            (KeyCode::Char(c), true, true) => vec![Input::Press(Press::char(c))],
            // A terminal sends Esc and then a key as it sends Alt and that key: read it as typed.
            (code, _, true) if cfg!(unix) => {
                vec![Input::Press(Press::key(KeyCode::Esc)), Input::Press(Press { code, ctrl })]
            }
            (_, _, true) => Vec::new(),
            (KeyCode::Tab, _, _) if key.modifiers.contains(KeyModifiers::SHIFT) => {
                vec![Input::Press(Press::key(KeyCode::BackTab))]
            }
            (code, ctrl, false) => vec![Input::Press(Press { code: plain(code, ctrl), ctrl })],
        }
    }
}

/// Ctrl with a capital is Ctrl with the letter.
fn plain(code: KeyCode, ctrl: bool) -> KeyCode {
    match code {
        KeyCode::Char(c) if ctrl => KeyCode::Char(c.to_ascii_lowercase()),
        code => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(code: KeyCode, modifiers: KeyModifiers, kind: KeyEventKind) -> Event {
        Event::Key(KeyEvent::new_with_kind(code, modifiers, kind))
    }

    fn press(c: char, modifiers: KeyModifiers) -> Event {
        event(KeyCode::Char(c), modifiers, KeyEventKind::Press)
    }

    #[test]
    fn a_key_that_comes_up_says_nothing_but_an_alt_code_is_typed() {
        let mut keyboard = Keyboard::default();
        let none = KeyModifiers::NONE;
        assert_eq!(keyboard.read(press('j', none)), [Input::Press(Press::char('j'))]);
        assert_eq!(
            keyboard.read(event(KeyCode::Char('j'), none, KeyEventKind::Release)),
            Vec::new()
        );
        assert_eq!(
            keyboard.read(event(KeyCode::Char('£'), none, KeyEventKind::Release)),
            [Input::Typed('£')]
        );
        assert_eq!(keyboard.read(event(KeyCode::Enter, none, KeyEventKind::Release)), Vec::new());
    }

    #[test]
    fn altgr_makes_text_and_signs_but_no_commands() {
        let mut keyboard = Keyboard::default();
        let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        let e = keyboard.read(press('e', altgr));
        assert_eq!(e, [Input::Typed('e')]);
        assert_eq!(e[0].text(), Some('e'));
        assert_eq!(keyboard.read(press('[', altgr)), [Input::Press(Press::char('['))]);
        assert_eq!(
            keyboard.read(press('C', KeyModifiers::CONTROL)),
            [Input::Press(Press::ctrl('c'))]
        );
        assert_eq!(Input::Press(Press::ctrl('c')).text(), None);
    }

    #[cfg(unix)]
    #[test]
    fn esc_and_a_key_in_one_breath_are_both_heard() {
        let mut keyboard = Keyboard::default();
        assert_eq!(
            keyboard.read(press('q', KeyModifiers::ALT)),
            [Input::Press(Press::key(KeyCode::Esc)), Input::Press(Press::char('q'))]
        );
    }
}
