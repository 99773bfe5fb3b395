//! Which indicators a file gives, in its order. The next file mostly gives the same ones, so that their
//! ids are kept once, and what the catalogue says of them is looked up once, for all of those files.

use std::sync::Arc;

use crate::domain::catalogue::Catalogue;

use super::figure::Rule;

/// The indicators of the file that was read last, or of as much of the next as was read.
#[derive(Debug, Default)]
pub(super) struct Layout {
    named: Vec<Named>,
    /// Whether no two are the same; `None` where they have changed since that was looked at.
    distinct: Option<bool>,
}

/// An indicator as an observation names it.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub id: Arc<str>,
    /// What the catalogue says of it; `None` where it says nothing.
    pub rule: Option<Rule>,
}

impl Layout {
    /// How many observations the last file had.
    pub(super) fn len(&self) -> usize {
        self.named.len()
    }

    /// What the observation at a place names. Places are asked for in their order.
    pub(super) fn named(&mut self, place: usize, id: &str, catalogue: &Catalogue) -> Named {
        if let Some(named) = self.named.get(place)
            && *named.id == *id
        {
            return named.clone();
        }
        self.distinct = None;
        let named = Named { id: id.into(), rule: Rule::of(id, catalogue) };
        match self.named.get_mut(place) {
            Some(before) => before.clone_from(&named),
            None => self.named.push(named.clone()),
        }
        named
    }

    /// Ends a file that has so many observations: whether each is of an indicator of its own.
    pub(super) fn end(&mut self, observations: usize) -> bool {
        if self.named.len() != observations {
            self.distinct = None;
            self.named.truncate(observations);
        }
        let named = &self.named;
        *self.distinct.get_or_insert_with(|| {
            let mut ids: Vec<&str> = named.iter().map(|named| &*named.id).collect();
            ids.sort_unstable();
            ids.windows(2).all(|pair| !matches!(pair, [a, b] if a == b))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::catalogue::built_in;

    fn end(layout: &mut Layout, ids: &[&str]) -> bool {
        let catalogue = built_in();
        for (place, id) in ids.iter().enumerate() {
            let named = layout.named(place, id, &catalogue);
            assert_eq!((&*named.id, named.rule.is_some()), (*id, *id != "mystery"));
        }
        layout.end(ids.len())
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
    fn an_id_is_kept_once_for_files_that_are_alike() {
        let (mut layout, catalogue) = (Layout::default(), built_in());
        let first = layout.named(0, "contacts", &catalogue);
        layout.end(1);
        assert!(Arc::ptr_eq(&first.id, &layout.named(0, "contacts", &catalogue).id));
    }
}
