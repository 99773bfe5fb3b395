//! Finding an indicator by a few letters of its name, code, id or another name it goes by.

use crate::domain::catalogue::Catalogue;
use crate::domain::facts::AuthorityFacts;
use crate::domain::indicator::Indicator;

/// How well a text fits what was typed, or `None`. More is better.
///
/// Each word must be found as a subsequence. Letters that begin words or follow one another count
/// more, gaps count against. A capital in the word makes the case matter.
pub fn score(query: &str, text: &str) -> Option<i32> {
    let mut total = 0;
    for word in query.split_whitespace() {
        total += word_score(word, text)?;
    }
    // Of two that fit alike, the shorter text is meant.
    let length = i32::try_from(text.chars().count().min(200)).unwrap_or(200);
    let whole = if text.eq_ignore_ascii_case(query.trim()) { 1000 } else { 0 };
    Some(total * 4 - length / 4 + whole)
}

fn word_score(word: &str, text: &str) -> Option<i32> {
    let exact = word.chars().any(char::is_uppercase);
    let folded = |c: char| if exact { c } else { c.to_lowercase().next().unwrap_or(c) };
    let text: Vec<char> = text.chars().map(folded).collect();
    let word: Vec<char> = word.chars().map(folded).collect();
    (0..text.len()).filter_map(|start| score_from(&word, &text, start)).max()
}

/// The score of the match that begins at `start` and takes each next letter as soon as it comes,
/// but prefers the beginning of a word.
fn score_from(word: &[char], text: &[char], start: usize) -> Option<i32> {
    let begins =
        |at: usize| at == 0 || text.get(at - 1).is_some_and(|before| !before.is_alphanumeric());
    let mut at = start;
    let mut total = 0;
    for (index, letter) in word.iter().enumerate() {
        let rest = text.get(at..)?;
        let next = rest.iter().position(|c| c == letter)?;
        if index == 0 && next > 0 {
            return None;
        }
        let starts = rest
            .iter()
            .enumerate()
            .position(|(offset, c)| c == letter && begins(at + offset))
            .filter(|offset| next > 0 && *offset < next + 12);
        let gap = starts.unwrap_or(next);
        let found = at + gap;
        total += 10;
        if begins(found) {
            total += 8;
        } else if gap > 0 {
            total -= i32::try_from(gap.min(8)).unwrap_or(8);
        } else {
            total += 8;
        }
        at = found + 1;
    }
    Some(total)
}

/// One indicator that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// Its code, or empty.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The title of its section.
    pub section: String,
}

/// The indicators of `home` that fit, the best first; with nothing typed, every one in order.
pub fn search(query: &str, home: &AuthorityFacts, catalogue: &Catalogue) -> Vec<Hit> {
    let mut found: Vec<(i32, &Indicator)> = catalogue
        .indicators()
        .iter()
        .filter(|about| home.timeline(&about.id).is_some())
        .filter_map(|about| Some((best(query, about)?, about.as_ref())))
        .collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, about)| hit(about, catalogue)).collect()
}

fn hit(about: &Indicator, catalogue: &Catalogue) -> Hit {
    let section = catalogue.sections.iter().find(|s| s.id == about.section);
    Hit {
        id: about.id.clone(),
        code: about.code.clone(),
        name: about.name.clone(),
        section: section.map_or_else(|| about.section.clone(), |s| s.title.clone()),
    }
}

/// The best score among an indicator's names. With nothing typed all score alike.
fn best(query: &str, about: &Indicator) -> Option<i32> {
    if query.trim().is_empty() {
        return Some(0);
    }
    let own = [about.name.as_str(), about.code.as_str()].into_iter();
    let own = own.filter_map(|text| score(query, text));
    // Of two that fit alike, the one that bears the name itself is meant.
    let others = about.aliases.iter().chain([&about.id]);
    let others = others.filter_map(|text| Some(score(query, text)? - 40));
    own.chain(others).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn better(query: &str, this: &str, that: &str) {
        let (this_score, that_score) = (score(query, this), score(query, that));
        assert!(this_score > that_score, "{query}: {this} {this_score:?}, {that} {that_score:?}");
    }

    #[test]
    fn letters_in_order_are_found_and_others_are_not() {
        assert!(score("rerf", "Re-referrals within 12 months").is_some());
        assert!(score("frr", "Re-referrals").is_some());
        assert!(score("xyz", "Re-referrals").is_none());
        assert!(score("45 days ass", "Assessments within 45 days").is_some());
        assert!(score("plans zz", "Plans").is_none());
    }

    #[test]
    fn beginnings_of_words_and_whole_codes_come_first() {
        better("fd4", "FD4", "Referrals from day 4");
        better("ref", "Referrals", "Children in care per 10,000 for England");
        better("pm", "Placement moves", "Supplementary");
        better("care", "Care leavers", "Children looked after, recorded early");
    }

    #[test]
    fn a_capital_makes_the_case_matter() {
        assert!(score("eet", "Care leavers in EET").is_some());
        assert!(score("EET", "Care leavers in EET").is_some());
        assert!(score("EET", "met, feet").is_none());
    }
}
