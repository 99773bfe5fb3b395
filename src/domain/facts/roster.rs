//! Which authorities there are, as snapshots name them.

use std::collections::HashMap;

use super::super::authority::{Authority, fold};

/// The authorities that were met, each once: one is its code, else its name ignoring case. Who has a
/// code is to be entered before who has none, so that a name finds its code.
#[derive(Debug, Default)]
pub(super) struct Roster {
    /// As each was named first.
    firsts: Vec<Authority>,
    /// Every way of writing one that was met.
    written: HashMap<Authority, usize>,
    /// Names that somebody goes by.
    names: HashMap<String, usize>,
}

impl Roster {
    /// The authorities, in the order in which they were met.
    pub(super) fn firsts(&self) -> impl Iterator<Item = &Authority> {
        self.firsts.iter()
    }

    /// The position of an authority, which is entered where it was not met before. `same_code` says
    /// whether two codes (an ONS code and a DfE number) are one authority's.
    pub(super) fn enter(
        &mut self,
        authority: &Authority,
        same_code: impl Fn(&str, &str) -> bool,
    ) -> usize {
        if let Some(at) = self.written.get(authority) {
            return *at;
        }
        let at = self.known(authority, same_code).unwrap_or_else(|| {
            self.firsts.push(authority.clone());
            self.firsts.len() - 1
        });
        self.written.insert(authority.clone(), at);
        self.names.entry(fold(&authority.name)).or_insert(at);
        at
    }

    fn known(
        &self,
        authority: &Authority,
        same_code: impl Fn(&str, &str) -> bool,
    ) -> Option<usize> {
        let Some(code) = &authority.code else {
            return self.names.get(&fold(&authority.name)).copied();
        };
        let codes = || self.firsts.iter().map(|first| first.code.as_deref());
        let exact = codes().position(|k| k.is_some_and(|k| k.eq_ignore_ascii_case(code)));
        exact.or_else(|| codes().position(|k| k.is_some_and(|k| same_code(k, code))))
    }
}
