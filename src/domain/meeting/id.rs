//! The ids of entries, and tables by them that are quick to ask.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::str::FromStr;

use uuid::Uuid;

/// An entry's own id, the same wherever the entry is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventId(Uuid);

impl EventId {
    /// From a UUID; version 7 wherever callover makes one.
    pub fn new(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl Hash for EventId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let (high, low) = self.0.as_u64_pair();
        state.write_u64(high ^ low.rotate_left(32));
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for EventId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text).map(Self)
    }
}

/// A table by id.
pub type ById<V> = HashMap<EventId, V, BuildHasherDefault<Spread>>;
/// Ids, each once.
pub type Ids = HashSet<EventId, BuildHasherDefault<Spread>>;

/// Spreads ids over a table. Their bits are random for the most part, so that one multiplication
/// does what a hash against made-up keys takes ten times as long for; who writes entries into the
/// folder has no need to slow others down by their ids.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // A table looks at the low bits and the highest ones.
        self.0 = mixed ^ (mixed >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
