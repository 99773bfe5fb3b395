//! Text that is safe to show: no control characters, nothing that turns the reading direction.

use std::borrow::Cow;

/// What stands for a character that is not shown.
const REPLACEMENT: char = '\u{fffd}';

/// Whether a character could move the cursor, hide or reorder what is shown.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether every byte is plain printable ASCII: the usual case, decided without decoding.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| (0x20..0x7f).contains(&b))
}

/// The text with every control character (C0, DEL, C1, bidirectional) replaced by U+FFFD.
pub fn safe(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_unsafe(c) { REPLACEMENT } else { c }).collect())
}

/// A text of a file as it is kept: line breaks and tabs are spaces, other control characters are
/// U+FFFD. The second part says whether any of those others was there.
pub(super) fn tidy(text: &str) -> (Cow<'_, str>, bool) {
    if is_plain(text) || !text.contains(is_unsafe) {
        return (Cow::Borrowed(text), false);
    }
    let mut replaced = false;
    let tidied = text
        .replace("\r\n", " ")
        .chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            c if is_unsafe(c) => {
                replaced = true;
                REPLACEMENT
            }
            c => c,
        })
        .collect();
    (Cow::Owned(tidied), replaced)
}

/// A text of several lines as it is kept: every line break is `\n`, tabs are spaces, other control
/// characters are U+FFFD. The second part is as [`tidy`]'s.
pub(super) fn tidy_lines(text: &str) -> (Cow<'_, str>, bool) {
    if is_plain(text) || !text.contains(is_unsafe) {
        return (Cow::Borrowed(text), false);
    }
    let broken = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<(Cow<'_, str>, bool)> = broken.split('\n').map(tidy).collect();
    let replaced = lines.iter().any(|(_, replaced)| *replaced);
    let tidied: Vec<&str> = lines.iter().map(|(line, _)| line.as_ref()).collect();
    (Cow::Owned(tidied.join("\n")), replaced)
}

/// A text as it is quoted in a message: safe, and cut after `most` characters.
pub(super) fn quoted(text: &str, most: usize) -> String {
    let short: String = text.chars().take(most).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("`{}{dots}`", safe(&short))
}

/// `a`, `b` or `c`.
pub(super) fn either(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [most @ .., last] => {
            let most: Vec<String> = most.iter().map(|word| format!("`{word}`")).collect();
            format!("{} or `{last}`", most.join(", "))
        }
    }
}

/// The known word nearest to a misspelt one, where one is near enough to be meant.
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = found.to_lowercase().replace(['_', ' '], "-");
    known
        .into_iter()
        .map(|word| {
            (strsim::jaro_winkler(&found, &word.to_lowercase().replace(['_', ' '], "-")), word)
        })
        .filter(|(score, _)| *score >= 0.84)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

/// What Windows takes for a device whatever its ending is.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
/// Likewise, with a digit behind.
const NUMBERED: [&str; 2] = ["com", "lpt"];

/// Whether Windows takes a name, in small letters and without its ending, for a device: no file and no
/// folder can be called that there.
pub(super) fn is_device(name: &str) -> bool {
    let numbered = |word: &&str| {
        name.strip_prefix(*word).is_some_and(|digit| matches!(digit.as_bytes(), [b'0'..=b'9']))
    };
    RESERVED.contains(&name) || NUMBERED.iter().any(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_bidirectional_characters_are_replaced() {
        let nasty = "a\u{1b}[31mb\u{7f}c\u{9b}d\u{202e}e\u{2066}f\u{200f}g\u{61c}h";
        assert_eq!(safe(nasty), "a�[31mb�c�d�e�f�g�h");
        assert!(matches!(safe("Zoë, 5 ≥ 3"), Cow::Borrowed(_)));
    }

    #[test]
    fn line_breaks_in_a_text_are_spaces_and_no_reason_to_warn() {
        assert_eq!(
            tidy("two\r\nlines\tand\nmore"),
            (Cow::Owned("two lines and more".into()), false)
        );
        assert_eq!(tidy("bell\u{7}"), (Cow::Owned("bell\u{fffd}".into()), true));
    }

    #[test]
    fn a_text_of_several_lines_keeps_them() {
        let kept = |text: &str| (Cow::Owned::<str>(text.to_owned()), false);
        assert_eq!(tidy_lines("two\r\nlines\rand\tmore\n"), kept("two\nlines\nand more\n"));
        assert_eq!(tidy_lines("a\nbell\u{7}").0, "a\nbell\u{fffd}");
        assert!(tidy_lines("a\nbell\u{7}").1);
    }

    #[test]
    fn the_nearest_word_is_offered_only_when_it_is_near() {
        let known = ["value", "numerator", "denominator", "data_note"];
        assert_eq!(nearest("valeu", known), Some("value"));
        assert_eq!(nearest("Data-Note", known), Some("data_note"));
        assert_eq!(nearest("colour", known), None);
    }

    #[test]
    fn a_quoted_text_is_short_and_safe() {
        assert_eq!(quoted("a\nb", 9), "`a\u{fffd}b`");
        assert_eq!(quoted("abcdef", 3), "`abc…`");
        assert_eq!(either(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
