//! Which indicators a file gives, in its order. The next file mostly gives the same ones, so that their
//! ids are kept once, and what the catalogue says of them is looked up once, for all of those files.

use std::sync::Arc;

use crate::domain::catalogue::Catalogue;

use super::figure::Rule;

/// The indicators of the file that was read last, or of as much of the next as was read.
#[derive(Debug, Default)]
pub(super) struct Layout {
    named: Vec<Named>,
    /// Of the last file; `None` where this one has begun to differ.
    whole: Option<Contents>,
}

/// An indicator as an observation names it.
#[derive(Debug)]
struct Named {
    id: Arc<str>,
    /// What the catalogue says of it; `None` where it says nothing.
    rule: Option<Rule>,
}

/// The indicators of a whole file.
#[derive(Debug, Clone)]
pub(super) struct Contents {
    /// Their ids by the places of their observations. Files that are alike share the list: whoever
    /// counts the owners of each id by itself has two processors wait for each other.
    pub ids: Arc<[Arc<str>]>,
    /// Whether no two are the same.
    pub distinct: bool,
}

impl Contents {
    fn of(named: &[Named]) -> Self {
        let ids: Arc<[Arc<str>]> = named.iter().map(|named| Arc::clone(&named.id)).collect();
        let mut sorted: Vec<&str> = ids.iter().map(|id| &**id).collect();
        sorted.sort_unstable();
        let distinct = sorted.windows(2).all(|pair| !matches!(pair, [a, b] if a == b));
        Self { ids, distinct }
    }
}

impl Layout {
    /// How many observations the last file had.
    pub(super) fn len(&self) -> usize {
        self.named.len()
    }

    /// What the catalogue says of the indicator that the observation at a place names; `None` where it
    /// says nothing. Places are asked for in their order.
    pub(super) fn rule(&mut self, place: usize, id: &str, catalogue: &Catalogue) -> Option<Rule> {
        if let Some(named) = self.named.get(place)
            && *named.id == *id
        {
            return named.rule;
        }
        self.whole = None;
        let rule = Rule::of(id, catalogue);
        let named = Named { id: id.into(), rule };
        match self.named.get_mut(place) {
            Some(before) => *before = named,
            None => self.named.push(named),
        }
        rule
    }

    /// Ends a file that has so many observations.
    pub(super) fn end(&mut self, observations: usize) -> Contents {
        if self.named.len() != observations {
            self.whole = None;
            self.named.truncate(observations);
        }
        self.whole.get_or_insert_with(|| Contents::of(&self.named)).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::catalogue::built_in;

    fn end(layout: &mut Layout, ids: &[&str]) -> bool {
        let catalogue = built_in();
        for (place, id) in ids.iter().enumerate() {
            let rule = layout.rule(place, id, &catalogue);
            assert_eq!(rule.is_some(), *id != "mystery");
        }
        let whole = layout.end(ids.len());
        assert!(whole.ids.iter().map(|id| &**id).eq(ids.iter().copied()));
        whole.distinct
    }

    #[test]
    fn what_comes_twice_is_noticed_whatever_came_before() {
        let mut layout = Layout::default();
        assert!(end(&mut layout, &["contacts", "mystery", "referrals"]));
        assert!(end(&mut layout, &["contacts", "mystery", "referrals"]));
        assert!(!end(&mut layout, &["contacts", "mystery", "contacts"]));
        assert!(!end(&mut layout, &["contacts", "mystery", "contacts"]));
        assert!(end(&mut layout, &["contacts", "mystery"]));
        assert!(end(&mut layout, &[]));
        assert!(!end(&mut layout, &["mystery", "mystery"]));
    }

    #[test]
    fn files_that_are_alike_share_the_list_and_those_that_differ_share_their_ids() {
        let (mut layout, catalogue) = (Layout::default(), built_in());
        let mut read = |ids: &[&str]| {
            for (place, id) in ids.iter().enumerate() {
                layout.rule(place, id, &catalogue);
            }
            layout.end(ids.len()).ids
        };
        let first = read(&["contacts", "referrals"]);
        assert!(Arc::ptr_eq(&first, &read(&["contacts", "referrals"])));
        assert!(Arc::ptr_eq(&first[0], &read(&["contacts"])[0]));
    }
}
