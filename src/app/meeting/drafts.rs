//! What was typed and not saved: under which name it is kept, and who sees it.

use std::collections::BTreeMap;

use super::forms::Subject;
use crate::app::App;
use crate::app::dialog::Dialog;
use crate::app::form::Draft;

/// What the name of a draft that was typed in public ends with.
const IN_PUBLIC: &str = "/public";

impl App {
    /// Under which name what is typed now about a subject is kept. What is typed before the public
    /// has a name of its own, so that what was typed behind the veil is neither shown there nor
    /// written over.
    pub(super) fn draft_key(&self, subject: &Subject) -> String {
        let key = subject.key(&self.board.authority.name);
        if self.is_public() { format!("{key}{IN_PUBLIC}") } else { key }
    }

    /// What was typed about a subject and not saved, as far as it may be shown now, with its name:
    /// behind the veil what was typed in public too.
    pub(super) fn draft_of(&self, subject: &Subject) -> Option<(String, &Draft)> {
        let key = self.draft_key(subject);
        let open = format!("{key}{IN_PUBLIC}");
        [key, open].into_iter().find_map(|key| {
            let draft = self.room.drafts.get(&key)?;
            Some((key, draft))
        })
    }

    /// Whether something was typed about a subject that the public is not shown.
    pub(super) fn hides_draft(&self, subject: &Subject) -> bool {
        let key = subject.key(&self.board.authority.name);
        self.is_public() && self.room.drafts.contains_key(&key)
    }

    /// Forgets what was typed under a name, and what the terminal is to forget with it.
    pub(super) fn forget_drafts(&mut self, name: Option<String>) -> Vec<(String, Option<Draft>)> {
        let forget = |name: String| {
            self.room.drafts.remove(&name);
            (name, None)
        };
        name.into_iter().map(forget).collect()
    }

    /// What was typed before and kept comes to be known. What has been typed since stays; a form that
    /// was opened before it was known, and that nobody has typed into, takes it up.
    pub(in crate::app) fn know_drafts(&mut self, kept: BTreeMap<String, Draft>) {
        let typed = std::mem::replace(&mut self.room.drafts, kept);
        let open = match &self.dialog {
            Some(Dialog::Form(_, subject)) => Some(subject.clone()),
            _ => None,
        };
        let untouched = open
            .filter(|subject| !typed.contains_key(&self.draft_key(subject)) && !self.room.saving);
        self.room.drafts.extend(typed);
        if let Some(subject) = untouched.filter(|subject| self.draft_of(subject).is_some()) {
            self.open_form(subject);
        }
    }

    /// What is being typed is in the form alone.
    pub(in crate::app) fn draft_not_kept(&mut self, why: &str) {
        let words = format!("what you type is not kept meanwhile: {why}");
        match &mut self.dialog {
            Some(Dialog::Form(form, _)) => form.said = Some(words),
            _ => self.say(words),
        }
    }
}
