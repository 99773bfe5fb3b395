//! Texts that are being typed: kept on this machine while they are no entry yet, so that a crash, a
//! lost connection or a closed window takes no more than the last words.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};

use super::local::{Local, Shelf};
use crate::domain::meeting::{EventId, Moment, Stamp};
use crate::store::atomic::NotWritten;
use crate::store::text::{tidy, tidy_lines};

/// What is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id and when it was last saved; the id is that of no entry.
    pub stamp: Stamp,
    /// Who types.
    pub author: String,
    /// What it will be, by a name of the caller's: `Haringey/comment/rereferrals/2026-10`.
    pub kind: String,
    /// What is typed, by field, as it is typed: `text`, `due`.
    pub fields: BTreeMap<String, String>,
}

/// The drafts of one folder of journals.
#[derive(Debug)]
pub struct Drafts {
    shelf: Shelf,
}

/// A draft as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    id: String,
    time: String,
    author: String,
    kind: String,
    fields: BTreeMap<String, String>,
}

impl Drafts {
    pub(super) fn new(local: &Local) -> Self {
        Self { shelf: local.drafts() }
    }

    /// Keeps a draft in the place of the one with its id.
    ///
    /// # Errors
    /// [`NotWritten`]; what was kept before is still there.
    pub fn save(&self, draft: &Draft) -> Result<(), NotWritten> {
        let kept = Kept {
            id: draft.stamp.id.to_string(),
            time: draft.stamp.time.to_string(),
            author: draft.author.clone(),
            kind: draft.kind.clone(),
            fields: draft.fields.clone(),
        };
        // Texts, options and a map of texts: nothing that JSON cannot say.
        let text = serde_json::to_string(&kept).unwrap_or_default();
        self.shelf.put(&kept.id, &text)
    }

    /// Every draft, the oldest first. A file that cannot be read as one is left where it is.
    pub fn all(&self) -> Vec<Draft> {
        let texts = self.shelf.all().into_iter().filter_map(|(_, text)| text.ok());
        let mut found: Vec<Draft> =
            texts.filter_map(|text| draft(serde_json::from_str(&text).ok()?)).collect();
        found.sort_by_key(|draft| (draft.stamp.time, draft.stamp.id));
        found
    }

    /// Takes a draft away: it was saved as an entry, or given up.
    ///
    /// # Errors
    /// What the system says; it is then offered again at the next start.
    pub fn remove(&self, id: EventId) -> io::Result<()> {
        self.shelf.remove(&id.to_string())
    }
}

fn draft(kept: Kept) -> Option<Draft> {
    let line = |text: String| tidy(&text).0.into_owned();
    Some(Draft {
        stamp: Stamp { id: kept.id.parse().ok()?, time: kept.time.parse::<Moment>().ok()? },
        author: line(kept.author),
        kind: line(kept.kind),
        fields: kept
            .fields
            .into_iter()
            .map(|(field, text)| (line(field), tidy_lines(&text).0.into_owned()))
            .collect(),
    })
}
