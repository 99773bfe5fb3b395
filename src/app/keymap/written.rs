//! How keys are written: on the screen, in the table of keys, in the configuration. What is shown
//! can be written into the configuration as it stands.

use crossterm::event::KeyCode;

use crate::app::input::Press;

/// Keys with names: how each is shown, and other words that mean it, in small letters.
const NAMED: [(KeyCode, &str, &[&str]); 15] = [
    (KeyCode::Down, "↓", &["down"]),
    (KeyCode::Up, "↑", &["up"]),
    (KeyCode::Left, "←", &["left"]),
    (KeyCode::Right, "→", &["right"]),
    (KeyCode::Home, "Home", &["home"]),
    (KeyCode::End, "End", &["end"]),
    (KeyCode::PageDown, "PgDn", &["pgdn", "page-down", "pagedown"]),
    (KeyCode::PageUp, "PgUp", &["pgup", "page-up", "pageup"]),
    (KeyCode::Tab, "Tab", &["tab"]),
    (KeyCode::BackTab, "Shift-Tab", &["shift-tab", "backtab"]),
    (KeyCode::Enter, "Enter", &["enter", "return"]),
    (KeyCode::Esc, "Esc", &["esc", "escape"]),
    (KeyCode::Backspace, "Backspace", &["backspace"]),
    (KeyCode::Insert, "Ins", &["ins", "insert"]),
    (KeyCode::Delete, "Del", &["del", "delete"]),
];

/// The space bar, which has a name because it cannot be seen.
const SPACE: &str = "Space";

/// What terminals do with Ctrl and a letter, or what stands on the screen for it.
const TAKEN: [(char, &str); 9] = [
    ('i', "terminals send Tab for it"),
    ('j', "terminals send Enter for it"),
    ('m', "terminals send Enter for it"),
    ('h', "terminals send Backspace for it"),
    ('[', "terminals send Esc for it"),
    ('v', "terminals paste with it"),
    ('b', "tmux and screen take it"),
    ('+', "terminals make their letters larger with it"),
    ('-', "terminals make their letters smaller with it"),
];

/// The key that always leaves.
pub const LEAVE: Press = Press::ctrl('c');
/// The key that always leads back.
pub const BACK: Press = Press::key(KeyCode::Esc);

/// Every word that means a key, in small letters.
pub fn words() -> impl Iterator<Item = &'static str> {
    NAMED.iter().flat_map(|(.., words)| words.iter().copied()).chain(["space"])
}

/// How a key is shown.
pub fn label(press: Press) -> String {
    let key = match press.code {
        KeyCode::Char(' ') => SPACE.to_owned(),
        KeyCode::Char(c) if press.ctrl => c.to_uppercase().collect(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::F(number) => format!("F{number}"),
        code => {
            let named = NAMED.iter().find(|(known, ..)| *known == code);
            named.map_or_else(|| code.to_string(), |(_, shown, _)| (*shown).to_owned())
        }
    };
    if press.ctrl { format!("Ctrl-{key}") } else { key }
}

/// How several keys are shown, one after the other; digits that follow one another as `1-9`.
pub fn labels(keys: &[Press]) -> Vec<String> {
    let digit = |press: &Press| match press.code {
        KeyCode::Char(c) if !press.ctrl => c.to_digit(10),
        _ => None,
    };
    let mut shown = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.first() {
        let from = digit(first);
        let follows =
            |(at, press): &(u32, &Press)| from.is_some_and(|d| digit(press) == Some(d + at));
        let run = (0..).zip(rest).take_while(follows).count();
        let last = rest.get(run.saturating_sub(1)).filter(|_| run > 2);
        shown.push(
            last.map_or_else(
                || label(*first),
                |last| format!("{}-{}", label(*first), label(*last)),
            ),
        );
        rest = rest.get(if last.is_some() { run } else { 1 }..).unwrap_or_default();
    }
    shown
}

/// Why a text is no key that can be bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It means no key.
    Unknown,
    /// It means a key that does not reach a program, or not as itself: why.
    Taken(&'static str),
    /// Shift with a character, which is the character that it makes.
    Shift(char),
}

/// The keys that a text means: one, or several where digits are written as `1-9`.
///
/// # Errors
/// [`Refused`], with the reason.
pub fn read(text: &str) -> Result<Vec<Press>, Refused> {
    let mut characters = text.chars();
    if let (Some(one), None) = (characters.next(), characters.next()) {
        return named(text)
            .or((!one.is_control()).then(|| Press::char(one)))
            .map(|press| vec![press])
            .ok_or(Refused::Unknown);
    }
    let text = text.trim().to_lowercase();
    if let Some((from, to)) = digits(&text) {
        return Ok((from..=to).map(Press::char).collect());
    }
    let after = |names: &[&str]| {
        names.iter().find_map(|name| text.strip_prefix(name)?.strip_prefix(['-', '+']))
    };
    if let Some(key) = named(&text) {
        return if key.code == KeyCode::F(11) {
            Err(Refused::Taken("windows go to full screen with it"))
        } else {
            Ok(vec![key])
        };
    }
    if let Some(key) = after(&["ctrl", "control", "c"]) {
        return ctrl(key).map(|press| vec![press]);
    }
    if after(&["alt", "meta", "m", "option"]).is_some() {
        return Err(Refused::Taken("terminals send Esc and the key for Alt and a key"));
    }
    let mut shifted = after(&["shift", "s"]).unwrap_or_default().chars();
    match (shifted.next(), shifted.next()) {
        (Some(c), None) => Err(Refused::Shift(c.to_uppercase().next().unwrap_or(c))),
        (Some(_), Some(_)) => Err(Refused::Taken("terminals do not tell it from the key alone")),
        _ => Err(Refused::Unknown),
    }
}

/// The key that a word alone means.
fn named(word: &str) -> Option<Press> {
    if word == "space" {
        return Some(Press::char(' '));
    }
    let number = word.strip_prefix('f').and_then(|number| number.parse().ok());
    if let Some(number @ 1..=12) = number {
        return Some(Press::key(KeyCode::F(number)));
    }
    let means =
        |(_, shown, words): &&(KeyCode, &str, &[&str])| *shown == word || words.contains(&word);
    NAMED.iter().find(means).map(|(code, ..)| Press::key(*code))
}

/// `1-9`: the first and the last.
fn digits(text: &str) -> Option<(char, char)> {
    let (from, to) = text.split_once('-')?;
    let digit = |text: &str| text.parse().ok().filter(char::is_ascii_digit);
    let (from, to) = (digit(from)?, digit(to)?);
    (from < to).then_some((from, to))
}

/// Ctrl and a key.
fn ctrl(key: &str) -> Result<Press, Refused> {
    let mut characters = key.chars();
    let one = characters.next().filter(|_| characters.next().is_none());
    if let Some((_, why)) = TAKEN.iter().find(|(taken, _)| Some(*taken) == one) {
        return Err(Refused::Taken(why));
    }
    match (one, named(key).map(|press| press.code)) {
        (Some(letter @ 'a'..='z'), _) => Ok(Press::ctrl(letter)),
        (_, Some(code @ (KeyCode::Down | KeyCode::Up | KeyCode::Left | KeyCode::Right))) => {
            Ok(Press { code, ctrl: true })
        }
        (None, None) => Err(Refused::Unknown),
        _ => Err(Refused::Taken("terminals do not send it with Ctrl")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::keymap::KEYS;

    fn one(text: &str) -> Result<Press, Refused> {
        read(text).map(|keys| keys[0])
    }

    #[test]
    fn every_key_of_the_table_reads_back_as_it_is_shown() {
        for binding in KEYS {
            for key in binding.keys {
                assert_eq!(read(&label(*key)), Ok(vec![*key]), "{key:?}");
            }
            let back: Vec<_> =
                labels(binding.keys).iter().flat_map(|label| read(label).unwrap()).collect();
            assert_eq!(back, binding.keys, "{}", binding.name);
        }
    }

    #[test]
    fn every_word_of_a_key_means_it_and_no_two_keys_share_one() {
        let mut all = Vec::new();
        for (code, shown, words) in NAMED {
            assert_eq!(label(Press::key(code)), shown);
            for word in words.iter().chain([&shown]) {
                assert_eq!(one(word), Ok(Press::key(code)), "{word}");
                assert_eq!(one(&word.to_uppercase()), Ok(Press::key(code)), "{word}");
            }
            all.extend(words.iter().copied());
        }
        all.push("space");
        assert_eq!(words().collect::<Vec<_>>(), all);
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn keys_are_read_however_they_are_usually_written() {
        for (text, press) in [
            ("ctrl-d", Press::ctrl('d')),
            ("Ctrl+D", Press::ctrl('d')),
            ("C-d", Press::ctrl('d')),
            ("F5", Press::key(KeyCode::F(5))),
            ("f12", Press::key(KeyCode::F(12))),
            ("space", Press::char(' ')),
            (" ", Press::char(' ')),
            ("f", Press::char('f')),
            ("G", Press::char('G')),
            ("£", Press::char('£')),
            ("-", Press::char('-')),
            ("ctrl-left", Press { code: KeyCode::Left, ctrl: true }),
            ("Escape", Press::key(KeyCode::Esc)),
        ] {
            assert_eq!(one(text), Ok(press), "{text}");
        }
        assert_eq!(read("3-5").map(|keys| keys.len()), Ok(3));
    }

    #[test]
    fn what_terminals_take_is_refused_with_the_reason() {
        for text in [
            "ctrl-i",
            "Ctrl-J",
            "c-m",
            "ctrl-h",
            "ctrl-[",
            "ctrl-v",
            "ctrl-b",
            "ctrl-+",
            "ctrl--",
            "ctrl-1",
            "ctrl-space",
            "ctrl-tab",
            "ctrl-f5",
            "alt-x",
            "Meta-x",
            "F11",
            "shift-f5",
        ] {
            assert!(matches!(read(text), Err(Refused::Taken(_))), "{text}: {:?}", read(text));
        }
        assert_eq!(read("shift-a"), Err(Refused::Shift('A')));
        for text in ["", "dwon", "ctrl-", "ctrl-xx", "f13", "9-1", "a-z", "\u{1b}"] {
            assert_eq!(read(text), Err(Refused::Unknown), "{text:?}");
        }
    }

    #[test]
    fn digits_that_follow_one_another_are_shown_as_one() {
        let keys = |text: &str| text.chars().map(Press::char).collect::<Vec<_>>();
        assert_eq!(labels(&keys("123456789")), ["1-9"]);
        assert_eq!(labels(&keys("12")), ["1", "2"]);
        assert_eq!(labels(&keys("a345z9")), ["a", "3-5", "z", "9"]);
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_shown_so_that_it_reads_back(text in "(ctrl-|C-|shift-|f|page-)?[a-z0-9↓ \\-]{0,4}") {
            for press in read(&text).unwrap_or_default() {
                prop_assert_eq!(read(&label(press)), Ok(vec![press]));
            }
        }
    }
}
