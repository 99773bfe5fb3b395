//! Which indicator a file means: by id, code, name or another name.

use std::collections::HashMap;

use crate::domain::authority::fold;
use crate::domain::catalogue::Catalogue;
use crate::store::snapshot::is_id;
use crate::store::text::nearest;

/// What a name turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// One indicator, by its id.
    One(String),
    /// Several indicators are called that.
    Several(Vec<String>),
    /// Nobody is called that; the nearest indicator's id.
    Nobody(Option<String>),
}

/// Every name of every indicator.
pub(super) struct Names {
    /// Folded name to ids.
    known: HashMap<String, Vec<String>>,
    /// Names as they are written with their ids, for the nearest one.
    spoken: Vec<(String, String)>,
}

impl Names {
    /// The names of a catalogue.
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let mut names = Self { known: HashMap::new(), spoken: Vec::new() };
        for indicator in catalogue.indicators() {
            let id = &indicator.id;
            let own = [id.as_str(), indicator.code.as_str(), indicator.name.as_str()];
            let published = indicator.published.as_deref();
            let others = indicator.aliases.iter().map(String::as_str).chain(published);
            for name in own.into_iter().chain(others).filter(|name| !name.is_empty()) {
                let ids = names.known.entry(fold(name)).or_default();
                if !ids.contains(id) {
                    ids.push(id.clone());
                }
                names.spoken.push((name.to_owned(), id.clone()));
            }
        }
        names
    }

    /// The indicator that a text means: its id before anything else, then a name that only one has,
    /// then a code before the name (`FD4 Re-referrals`).
    pub(super) fn find(&self, text: &str) -> Named {
        if let Some(found) = self.exact(text) {
            return found;
        }
        if let Some((first, rest)) =
            text.split_once(|c: char| c.is_whitespace() || ":-–.".contains(c))
            && first.len() <= 8
            && first.chars().any(|c| c.is_ascii_digit())
            && let Some(found @ Named::One(_)) = self.exact(first)
            && !rest.trim().is_empty()
        {
            return found;
        }
        Named::Nobody(self.near(text))
    }

    /// The indicator that is called exactly that.
    pub(super) fn exact(&self, text: &str) -> Option<Named> {
        let folded = fold(text);
        let ids = self.known.get(&folded)?;
        Some(match ids.as_slice() {
            [one] => Named::One(one.clone()),
            several => match several.iter().find(|id| fold(id) == folded) {
                Some(id) => Named::One(id.clone()),
                None => Named::Several(several.to_vec()),
            },
        })
    }

    fn near(&self, text: &str) -> Option<String> {
        // The end of a machine's name says the unit, which is no part of ours.
        let bare = text
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .trim_end_matches("-percent")
            .trim_end_matches("-count");
        let name = nearest(bare, self.spoken.iter().map(|(name, _)| name.as_str()))?;
        self.spoken.iter().find(|(known, _)| known == name).map(|(_, id)| id.clone())
    }
}

/// A name as an id: `Children seen (alone)` is `children-seen-alone`. `None` where nothing is left.
pub(super) fn slug(name: &str) -> Option<String> {
    let folded: String = fold(name).chars().map(ascii).collect();
    let slug: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let mut slug = slug.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("-");
    slug.truncate(80);
    let slug = slug.trim_end_matches('-').to_owned();
    is_id(&slug).then_some(slug)
}

/// A letter without its accent, where it is one of the usual ones.
fn ascii(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        'ŵ' => 'w',
        'ŷ' => 'y',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::catalogue::built_in;
    use proptest::prelude::*;

    #[test]
    fn an_indicator_is_found_by_every_name_it_has() {
        let names = Names::of(&built_in());
        for text in [
            "rereferrals",
            "FD4",
            "fd4",
            "Re-referrals within 12 months",
            "re-referrals",
            "FD4 Re-referrals",
            "FD4: re-referrals %",
            "FD4 - Something we call differently",
            "ReReferral",
        ] {
            assert_eq!(names.find(text), Named::One("rereferrals".into()), "{text}");
        }
    }

    #[test]
    fn every_indicator_is_found_by_its_id_code_and_name() {
        let catalogue = built_in();
        let names = Names::of(&catalogue);
        for indicator in catalogue.indicators() {
            for name in [&indicator.id, &indicator.code, &indicator.name] {
                assert_eq!(names.find(name), Named::One(indicator.id.clone()), "{name}");
            }
        }
    }

    #[test]
    fn what_nobody_is_called_gets_the_nearest_name() {
        let names = Names::of(&built_in());
        let near = |text| match names.find(text) {
            Named::Nobody(near) => near,
            other => panic!("{text} is {other:?}"),
        };
        assert_eq!(near("Rereferals").as_deref(), Some("rereferrals"));
        assert_eq!(near("children-in-care-count").as_deref(), Some("children-in-care"));
        assert_eq!(near("Shoe size"), None);
        assert_eq!(near(""), None);
    }

    #[test]
    fn a_name_becomes_an_id() {
        assert_eq!(slug("Children seen (alone), %").as_deref(), Some("children-seen-alone"));
        assert_eq!(slug("St. Helens").as_deref(), Some("st-helens"));
        assert_eq!(slug("Rhondda Cynon Tâf").as_deref(), Some("rhondda-cynon-taf"));
        assert_eq!(slug("???"), None);
    }

    proptest! {
        #[test]
        fn a_slug_is_an_id_or_nothing(name in "\\PC{0,120}") {
            prop_assert!(slug(&name).is_none_or(|slug| is_id(&slug)));
        }
    }
}
