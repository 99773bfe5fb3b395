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
            // A Mac's way over words; these come with their modifier, and are no Esc and a key.
            (code, _, true) if is_arrow(code) => vec![Input::Press(Press { code, ctrl: true })],
            // A terminal sends Esc and then a key as it sends Alt and that key: read it as typed.
            (code, _, true) if cfg!(unix) => {
                vec![Input::Press(Press::key(KeyCode::Esc)), Input::Press(Press { code, ctrl })]
            }
            (_, _, true) => Vec::new(),
            (KeyCode::Tab, _, _) if key.modifiers.contains(KeyModifiers::SHIFT) => {
                vec![Input::Press(Press::key(KeyCode::BackTab))]
            }
            (code, ctrl, false) => vec![Input::Press(plain(code, ctrl))],
        }
    }

    /// What events say that came in one go. Windows' consoles hand a paste on as keys: characters
    /// faster than anybody types are text, not commands. One key that is held and was held up on its
    /// way is a key.
    pub fn read_at_once(&mut self, events: Vec<Event>) -> Vec<Input> {
        let inputs: Vec<Input> = events.into_iter().flat_map(|event| self.read(event)).collect();
        let pasted: Option<String> = inputs.iter().map(pasted).collect();
        let words = |text: &String| {
            let first = text.chars().next();
            text.chars().count() >= FAST && text.chars().any(|c| Some(c) != first)
        };
        match pasted.filter(words) {
            Some(text) => vec![Input::Paste(text)],
            None => inputs,
        }
    }
}

/// So many characters in one go nobody types.
const FAST: usize = 3;

/// What an input is in a paste that came as keys.
fn pasted(input: &Input) -> Option<char> {
    match input {
        Input::Press(Press { code: KeyCode::Enter, .. }) => Some('\n'),
        Input::Press(Press { code: KeyCode::Tab, ctrl: false }) => Some('\t'),
        other => other.text(),
    }
}

fn is_arrow(code: KeyCode) -> bool {
    matches!(code, KeyCode::Left | KeyCode::Right | KeyCode::Up | KeyCode::Down)
}

/// Ctrl with a capital is Ctrl with the letter; and what a terminal sends for a named key is that
/// key, though it might be Ctrl with a letter: nothing is bound to those.
fn plain(code: KeyCode, ctrl: bool) -> Press {
    match code {
        KeyCode::Char('h' | 'H') if ctrl => Press::key(KeyCode::Backspace),
        KeyCode::Char('j' | 'J' | 'm' | 'M') if ctrl => Press::key(KeyCode::Enter),
        KeyCode::Char(c) if ctrl => Press::ctrl(c.to_ascii_lowercase()),
        // A console that is told of pastes adds Ctrl to it.
        KeyCode::Enter => Press::key(KeyCode::Enter),
        code => Press { code, ctrl },
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

    #[test]
    fn a_paste_that_comes_as_keys_is_text_and_a_held_key_is_a_key() {
        let none = KeyModifiers::NONE;
        let keys = |codes: &[KeyCode]| -> Vec<Event> {
            let both = [KeyEventKind::Press, KeyEventKind::Release];
            codes.iter().flat_map(|code| both.map(|kind| event(*code, none, kind))).collect()
        };
        let chars = |text: &str| -> Vec<KeyCode> { text.chars().map(KeyCode::Char).collect() };
        let mut keyboard = Keyboard::default();
        let lines = [chars("two £"), vec![KeyCode::Enter, KeyCode::Tab], chars("quit")].concat();
        assert_eq!(keyboard.read_at_once(keys(&lines)), [Input::Paste("two £\n\tquit".to_owned())]);
        let held = vec![Input::Press(Press::char('j')); 4];
        assert_eq!(keyboard.read_at_once(keys(&chars("jjjj"))), held);
        assert_eq!(keyboard.read_at_once(keys(&chars("2j"))).len(), 2);
        // What is more than text is keys.
        let moved = [chars("abc"), vec![KeyCode::Left]].concat();
        assert_eq!(keyboard.read_at_once(keys(&moved)).len(), 4);
    }

    #[test]
    fn what_terminals_send_for_named_keys_is_those_keys() {
        let mut keyboard = Keyboard::default();
        let ctrl = KeyModifiers::CONTROL;
        for (code, wanted) in [
            (KeyCode::Char('h'), KeyCode::Backspace),
            (KeyCode::Char('j'), KeyCode::Enter),
            (KeyCode::Enter, KeyCode::Enter),
        ] {
            let read = keyboard.read(event(code, ctrl, KeyEventKind::Press));
            assert_eq!(read, [Input::Press(Press::key(wanted))]);
        }
        let word = keyboard.read(event(KeyCode::Left, KeyModifiers::ALT, KeyEventKind::Press));
        assert_eq!(word, [Input::Press(Press { code: KeyCode::Left, ctrl: true })]);
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
