//! Written replies to what a meeting asked.

use super::forms::{Subject, Wrong, public, text, words};
use crate::app::App;
use crate::app::form::{Field, Form, Value};
use crate::domain::meeting::{About, EventId, Note, What};

const QUESTION: &str = "question";
/// How much of a question is shown to choose it by.
const SHOWN: usize = 60;

impl App {
    /// Opens the form for a reply, where a question waits for one.
    pub(super) fn open_reply(&mut self) {
        let open: Vec<EventId> =
            self.room.state().unanswered(&self.authority()).map(|question| question.id).collect();
        if open.is_empty() {
            self.say("no question waits for a reply: r leaves one");
        } else {
            self.open_form(Subject::Reply(open));
        }
    }

    /// The form for the reply to one of these questions.
    pub(super) fn reply_form(&self, open: &[EventId]) -> Form {
        let state = self.room.state();
        let first_words = |note: &Note| note.words().text.chars().take(SHOWN).collect::<String>();
        let asked = open.iter().map(|id| state.note(*id).map(first_words).unwrap_or_default());
        let choice = Value::Choice(asked.collect(), 0);
        let title = "A written reply".to_owned();
        Form::new(title, vec![text(""), Field::new(QUESTION, choice, "h l"), public(true)])
    }

    /// The entry of a reply: about what its question is about.
    ///
    /// # Errors
    /// Where nothing is written, or too much.
    pub(super) fn replied(&self, form: &Form, open: &[EventId]) -> Result<(About, What), Wrong> {
        let at = form.field(QUESTION).map_or(0, Field::choice);
        let question =
            *open.get(at).ok_or((QUESTION, "which question is it a reply to?".to_owned()))?;
        let about = self.room.state().note(question).map(|note| note.about.clone());
        let about = about.unwrap_or_else(|| self.about_meeting());
        Ok((about, What::Reply { question, words: words(form)? }))
    }
}
