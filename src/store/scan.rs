//! A look through the bytes of a file that serde refused, for what other programs write although
//! it is not JSON: `NaN`, `None`, numbers without end, raw tabs in texts, nesting without end.
//!
//! What is found is made harmless in a copy of the same length, so that the rest can be read and
//! every place stays where it was.

use std::borrow::Cow;
use std::ops::Range;

/// Deeper than this nothing of ours ever is; what is could exhaust the stack.
const DEEPEST: usize = 100;

/// Something that is not JSON but can be read around.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Oddity {
    /// A word such as `NaN` where a value stands.
    Word(Range<usize>),
    /// A number too large for any program to hold.
    Endless(Range<usize>),
    /// A raw control character inside the text that opens at `text`.
    Control { at: usize, text: usize },
    /// The start of what lies too deep; the file cannot be read.
    Deep(Range<usize>),
}

/// A copy that can be parsed, and what was not JSON in the original.
pub(super) struct Scanned<'a> {
    /// As long as the original, byte for byte.
    pub text: Cow<'a, str>,
    /// In file order.
    pub oddities: Vec<Oddity>,
}

/// Reads through a text once.
pub(super) fn scan(text: &str) -> Scanned<'_> {
    let mut scanner = Scanner { bytes: text.as_bytes(), at: 0, depth: 0, oddities: Vec::new() };
    scanner.run();
    let oddities = scanner.oddities;
    if oddities.is_empty() {
        return Scanned { text: Cow::Borrowed(text), oddities };
    }
    let mut copy = text.to_owned().into_bytes();
    for oddity in &oddities {
        match oddity {
            // An empty list is wrong wherever a number or a text is wanted.
            Oddity::Word(range) | Oddity::Endless(range) => {
                if let Some(place) = copy.get_mut(range.clone()) {
                    place.fill(b' ');
                    for (byte, bracket) in place.iter_mut().zip(*b"[]") {
                        *byte = bracket;
                    }
                }
            }
            Oddity::Control { at, .. } => {
                if let Some(byte) = copy.get_mut(*at) {
                    *byte = b' ';
                }
            }
            Oddity::Deep(_) => {}
        }
    }
    // Only whole ASCII runs were replaced by ASCII, so this is still UTF-8.
    let text = String::from_utf8(copy).map_or(Cow::Borrowed(text), Cow::Owned);
    Scanned { text, oddities }
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    oddities: Vec<Oddity>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            match byte {
                b'"' => self.text(),
                b'{' | b'[' => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        self.oddities.push(Oddity::Deep(self.at..self.at + 1));
                        return;
                    }
                    self.at += 1;
                }
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    self.at += 1;
                }
                b'-' if self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_alphabetic) => {
                    self.word();
                }
                b'-' | b'0'..=b'9' => self.number(),
                b if b.is_ascii_alphabetic() => self.word(),
                _ => self.at += 1,
            }
        }
    }

    /// The end of the run of bytes from `from` that `belongs` says yes to.
    fn run_end(&self, from: usize, belongs: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(from..).unwrap_or(&[]);
        from + rest.iter().take_while(|b| belongs(**b)).count()
    }

    fn text(&mut self) {
        let text = self.at;
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            match byte {
                b'"' => {
                    self.at += 1;
                    return;
                }
                b'\\' => self.at += 2,
                0..0x20 => {
                    self.oddities.push(Oddity::Control { at: self.at, text });
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let end = self.run_end(start + 1, |b| b.is_ascii_alphanumeric() || b == b'_');
        self.at = end;
        let word = self.bytes.get(start..end).unwrap_or(&[]).to_ascii_lowercase();
        let name = word.strip_prefix(b"-").unwrap_or(&word);
        let not_a_number = [b"nan".as_slice(), b"inf", b"infinity", b"none", b"na"].contains(&name);
        let null_misspelt = name == b"null" && self.bytes.get(start..end) != Some(b"null");
        if not_a_number || null_misspelt {
            self.oddities.push(Oddity::Word(start..end));
        }
    }

    fn number(&mut self) {
        let start = self.at;
        let end = self.run_end(start + 1, |b| {
            b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-')
        });
        self.at = end;
        let digits = self.bytes.get(start..end).and_then(|b| std::str::from_utf8(b).ok());
        if digits.and_then(|d| d.parse::<f64>().ok()).is_some_and(f64::is_infinite) {
            self.oddities.push(Oddity::Endless(start..end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_endless_numbers_become_empty_lists_of_the_same_length() {
        let text = r#"{"a": NaN, "b": [-Infinity, 1e999, 3], "c": "NaN \" None", "d": None}"#;
        let scanned = scan(text);
        assert_eq!(
            scanned.text,
            r#"{"a": [] , "b": [[]       , []   , 3], "c": "NaN \" None", "d": []  }"#
        );
        assert_eq!(scanned.text.len(), text.len());
        assert_eq!(scanned.oddities.len(), 4);
        assert_eq!(scanned.oddities.first(), Some(&Oddity::Word(6..9)));
    }

    #[test]
    fn what_is_json_is_left_as_it_is() {
        let text = r#"{"a": [true, false, null, -1.5e3, "tab\t"], "é": {}}"#;
        assert!(matches!(scan(text).text, Cow::Borrowed(_)));
    }

    #[test]
    fn raw_control_characters_in_a_text_are_spaces() {
        let scanned = scan("{\"a\": \"x\ty\"}\n");
        assert_eq!(scanned.text, "{\"a\": \"x y\"}\n");
        assert_eq!(scanned.oddities, [Oddity::Control { at: 8, text: 6 }]);
    }

    #[test]
    fn nesting_is_followed_so_far_and_no_further() {
        let text = "[".repeat(50_000);
        assert_eq!(scan(&text).oddities, [Oddity::Deep(100..101)]);
        assert!(scan(&format!("{}{}", "[".repeat(100), "]".repeat(100))).oddities.is_empty());
    }
}
