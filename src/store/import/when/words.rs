//! The words, numbers and signs that a date is made of.

use crate::domain::period::month_named;

/// A piece of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// A number, and how many digits it has.
    Number(u32, usize),
    /// A day of the month: `31st`.
    Day(u32),
    /// A month by its name.
    Month(u32),
    /// A quarter.
    Quarter(u32),
    /// A week.
    Week(u32),
    /// `week ending`.
    WeekEnding,
    /// `academic year`.
    Academic,
    /// `year ending`.
    YearEnding,
    /// `FY`, `financial year`.
    Year,
}

/// The pieces of a text; `None` where one of them belongs to no date.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let lower = text.to_lowercase();
    let text = without_time(lower.trim());
    let (text, mut found) = start(text);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if found.len() > 5 {
            return None;
        }
        match word {
            "year" | "yr" | "of" | "the" | "qtr" | "quarter" | "week" | "wk" | "month" => {
                waiting(&mut found, word)?;
            }
            word => take(&mut found, word)?,
        }
    }
    // A word that still waits for its number names nothing.
    let waits = found.iter().any(|t| matches!(t, Token::Quarter(0) | Token::Week(0)));
    (!waits && !found.is_empty()).then_some(found)
}

/// What a text begins with, and the rest.
fn start(text: &str) -> (&str, Vec<Token>) {
    for (words, token) in [
        ("week ending", Token::WeekEnding),
        ("week end", Token::WeekEnding),
        ("w/e", Token::WeekEnding),
        ("year ending", Token::YearEnding),
        ("year ended", Token::YearEnding),
        ("year to", Token::YearEnding),
        ("financial year", Token::Year),
        ("fy", Token::Year),
        ("academic year", Token::Academic),
        ("school year", Token::Academic),
    ] {
        if let Some(rest) = text.strip_prefix(words) {
            return (rest, vec![token]);
        }
    }
    (text, Vec::new())
}

/// A word that says what the number after it is.
fn waiting(found: &mut Vec<Token>, word: &str) -> Option<()> {
    match word {
        "qtr" | "quarter" => found.push(Token::Quarter(0)),
        "week" | "wk" => found.push(Token::Week(0)),
        // `academic year`, `financial year` after the years.
        "year" | "yr" => match found.last() {
            Some(Token::Academic | Token::Year) => {}
            _ => return None,
        },
        "of" | "the" => {}
        _ => return None,
    }
    Some(())
}

/// A word or number of its own.
fn take(found: &mut Vec<Token>, word: &str) -> Option<()> {
    if let Some(month) = month_named(word) {
        found.push(Token::Month(month));
        return Some(());
    }
    if let Some(number) = number(word) {
        match found.last_mut() {
            Some(Token::Quarter(quarter @ 0)) => *quarter = number.0,
            Some(Token::Week(week @ 0)) => *week = number.0,
            _ => found.push(Token::Number(number.0, number.1)),
        }
        return Some(());
    }
    let token = match word {
        "academic" | "school" | "ay" => Token::Academic,
        "financial" => Token::Year,
        _ => lettered(word)?,
    };
    found.push(token);
    Some(())
}

/// `q2`, `w41`, `31st`, `ay2024`.
fn lettered(word: &str) -> Option<Token> {
    if let Some(quarter) = word.strip_prefix('q').and_then(number) {
        return Some(Token::Quarter(quarter.0));
    }
    if let Some(week) = word.strip_prefix("wk").or_else(|| word.strip_prefix('w')).and_then(number)
    {
        return Some(Token::Week(week.0));
    }
    let day = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    day.and_then(number).filter(|(day, _)| (1..=31).contains(day)).map(|(day, _)| Token::Day(day))
}

fn number(word: &str) -> Option<(u32, usize)> {
    let digits = word.bytes().all(|b| b.is_ascii_digit()) && (1..=6).contains(&word.len());
    digits.then(|| word.parse().ok()).flatten().map(|number| (number, word.len()))
}

/// A text without the time of day at its end.
fn without_time(text: &str) -> &str {
    let Some((date, time)) = text.split_once([' ', 't']) else { return text };
    let clock = time.trim_end_matches('z').trim();
    let is_clock = clock.len() >= 4
        && clock.contains(':')
        && clock.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'));
    if is_clock { date } else { text }
}
