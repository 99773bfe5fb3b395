//! The forms of a meeting: what each asks, and the entry that comes of it.

use chrono::NaiveDate;

use crate::app::App;
use crate::app::editor::Editor;
use crate::app::form::{Field, Form, Value};
use crate::app::prompt::Prompt;
use crate::domain::meeting::{
    About, BoardOf, Details, EventId, Status, Task, What, Words, due, until,
};
use crate::domain::period::Period;
use crate::domain::snapshot::write_day;

/// The most characters of a comment, as in a snapshot.
pub const MOST: usize = 2_000;

/// What a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A comment on a figure; with its entry, the author's own in other words.
    Comment(Figure, Option<EventId>),
    /// Something to do, about a figure or the meeting; with its entry, put otherwise.
    Action(Option<Figure>, Option<EventId>),
    /// An action that is closed, with what came of it.
    Close(EventId, Status),
    /// Something that was decided.
    Decision(Option<Figure>),
    /// Something left for a written reply.
    Question(Option<Figure>),
    /// The reply to one of these questions.
    Reply(Vec<EventId>),
    /// An item put on the agenda.
    Add(String),
    /// An item put off.
    Defer(String),
    /// An item that needs no more talk until a day.
    Explain(String),
    /// A meeting begins.
    Start,
    /// A running meeting's particulars.
    Particulars(EventId),
}

/// A figure: an indicator at a period of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The indicator's id.
    pub indicator: String,
    /// The figure's period.
    pub period: Period,
}

impl Subject {
    /// What a draft of it is kept under.
    pub fn key(&self, authority: &str) -> String {
        let figure = |figure: &Option<Figure>| {
            figure
                .as_ref()
                .map_or_else(|| "meeting".to_owned(), |f| format!("{}/{}", f.indicator, f.period))
        };
        let what = match self {
            Self::Comment(f, _) => format!("comment/{}/{}", f.indicator, f.period),
            Self::Action(f, None) => format!("action/{}", figure(f)),
            Self::Action(_, Some(id)) => format!("action/{id}"),
            Self::Close(id, _) => format!("close/{id}"),
            Self::Decision(f) => format!("decision/{}", figure(f)),
            Self::Question(f) => format!("question/{}", figure(f)),
            Self::Reply(_) => "reply".to_owned(),
            Self::Add(id) => format!("add/{id}"),
            Self::Defer(id) => format!("defer/{id}"),
            Self::Explain(id) => format!("explain/{id}"),
            Self::Start => "start".to_owned(),
            Self::Particulars(id) => format!("meeting/{id}"),
        };
        format!("{authority}/{what}")
    }
}

/// What is wrong with a form: the field and why.
pub type Wrong = (&'static str, String);

const TEXT: &str = "text";
const PUBLIC: &str = "public";
const OWNER: &str = "owner";
const DUE: &str = "due";
const COMMITTEE: &str = "committee";
const UNTIL: &str = "until";
const WHY: &str = "why";
const TO: &str = "to";
const TITLE: &str = "title";
const DATE: &str = "date";
const PRESENT: &str = "present";
const APOLOGIES: &str = "apologies";
const REMIT: &str = "remit";

const DUE_HINT: &str = "fri, +2w, 30/11, 2026-12-01; empty for none";

pub(super) fn text(words: &str) -> Field {
    Field::new(TEXT, Value::Text(Editor::of(words)), "")
}

fn line(label: &'static str, words: &str, note: &str) -> Field {
    Field::new(label, Value::Line(Prompt::of(words)), note)
}

pub(super) fn public(is: bool) -> Field {
    Field::new(PUBLIC, Value::Check(is), "a public report may carry it: Space")
}

fn list(names: &[String]) -> String {
    names.join(", ")
}

fn names(text: &str) -> Vec<String> {
    let names = text.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

impl App {
    /// The form of a subject as it opens, without a draft.
    pub(super) fn form(&self, subject: &Subject) -> Form {
        let named = |figure: &Figure| {
            let row = self.board.indicator(&figure.indicator);
            let name = row.map_or(figure.indicator.as_str(), |row| row.name.as_str());
            format!("{name}, {}", figure.period.long())
        };
        let on = |figure: &Option<Figure>| {
            figure.as_ref().map_or_else(|| "the meeting".to_owned(), named)
        };
        match subject {
            Subject::Comment(figure, note) => {
                let old = note.and_then(|id| self.room.state().note(id));
                let words = old.map(crate::domain::meeting::Note::words);
                let title = format!("Comment on {}", named(figure));
                let (written, open) = words.map_or(("", false), |w| (w.text.as_ref(), w.public));
                Form::new(title, vec![text(written), public(open)])
            }
            Subject::Action(figure, action) => {
                let old = action.and_then(|id| self.room.state().action(id)).map(|a| &a.task);
                self.action_form(format!("Action on {}", on(figure)), old)
            }
            Subject::Close(id, status) => {
                let action = self.room.state().action(*id);
                let words = action.map_or("", |action| action.task.words.text.as_ref());
                let word = status.word();
                Form::new(format!("{word}: {words}"), vec![text("")])
            }
            Subject::Decision(figure) => {
                Form::new(format!("Decision on {}", on(figure)), vec![text(""), public(true)])
            }
            Subject::Question(figure) => {
                let title = format!("For a written reply: {}", on(figure));
                let to = line(TO, "", "who is to reply; empty where nobody is named");
                Form::new(title, vec![text(""), to, public(true)])
            }
            Subject::Reply(open) => self.reply_form(open),
            Subject::Add(id) => Form::new(
                format!("On the agenda: {}", self.name_of(id)),
                vec![line(WHY, "", "why")],
            ),
            Subject::Defer(id) => {
                let when = line(UNTIL, "", "a day or a month; empty: to the next meeting");
                Form::new(
                    format!("Put off: {}", self.name_of(id)),
                    vec![when, line(WHY, "", "why")],
                )
            }
            Subject::Explain(id) => {
                let when = line(UNTIL, "", "the day or month from which it counts again");
                let why = line(WHY, "", "the explanation");
                Form::new(format!("Explained: {}", self.name_of(id)), vec![when, why])
            }
            Subject::Start => self.meeting_form("A meeting begins", None),
            Subject::Particulars(id) => {
                let details = self.room.state().meeting(*id).map(|meeting| &meeting.details);
                self.meeting_form("The meeting", details)
            }
        }
    }

    fn name_of(&self, id: &str) -> String {
        self.board.indicator(id).map_or_else(|| id.to_owned(), |row| row.name.clone())
    }

    fn action_form(&self, title: String, old: Option<&Task>) -> Form {
        let mut committees = vec!["none".to_owned()];
        committees.extend(self.catalogue().remits.iter().map(|remit| remit.title.clone()));
        let named = old.and_then(|task| task.committee.as_deref());
        if let Some(other) = named.filter(|named| !committees.iter().any(|known| known == named)) {
            committees.push(other.to_owned());
        }
        let at = named.and_then(|n| committees.iter().position(|c| c == n)).unwrap_or(0);
        let day = old.and_then(|task| task.due).map_or_else(String::new, |day| day.to_string());
        let (words, open) = old.map_or(("", false), |t| (t.words.text.as_ref(), t.words.public));
        let owner = old.map_or("", |task| task.owner.as_ref());
        Form::new(
            title,
            vec![
                text(words),
                line(OWNER, owner, "a person or a post"),
                line(DUE, &day, DUE_HINT),
                Field::new(COMMITTEE, Value::Choice(committees, at), "to report it to: h l"),
                public(open),
            ],
        )
    }

    fn meeting_form(&self, title: &str, old: Option<&Details>) -> Form {
        let mut remits = vec!["all".to_owned()];
        remits.extend(self.catalogue().remits.iter().map(|remit| remit.title.clone()));
        let asked = old.map_or(self.ask.remit.as_ref(), |details| details.remit.as_ref());
        let known = |id: &String| self.catalogue().remits.iter().position(|r| r.id == *id);
        let at = asked.and_then(known).map_or(0, |at| at + 1);
        let named = old.map_or_else(
            || format!("Call-over, {}", self.board.period.long()),
            |details| details.title.clone(),
        );
        let day = old.map_or(self.room.today(), |details| details.date);
        let present =
            old.map_or_else(|| self.room.author.clone(), |details| list(&details.present));
        let apologies = old.map_or_else(String::new, |details| list(&details.apologies));
        Form::new(
            title,
            vec![
                line(TITLE, &named, ""),
                line(DATE, &day.to_string(), ""),
                line(PRESENT, &present, "names, with commas between"),
                line(APOLOGIES, &apologies, "names, with commas between"),
                Field::new(REMIT, Value::Choice(remits, at), "whose indicators: h l"),
            ],
        )
    }

    /// The entry that a filled form makes.
    ///
    /// # Errors
    /// The field that cannot be read, and why.
    pub(super) fn filled(&self, form: &Form, subject: &Subject) -> Result<(About, What), Wrong> {
        let about = |figure: Option<&Figure>| About {
            authority: self.authority().into(),
            indicator: figure.map(|figure| figure.indicator.as_str().into()),
            period: figure.map(|figure| figure.period),
        };
        Ok(match subject {
            // One's own comment, emptied, is taken back.
            Subject::Comment(figure, Some(note)) if form.text(TEXT).is_empty() => {
                (about(Some(figure)), What::NoteWithdrawn { note: *note })
            }
            Subject::Comment(figure, Some(note)) => {
                (about(Some(figure)), What::NoteEdited { note: *note, words: words(form)? })
            }
            Subject::Comment(figure, None) => (about(Some(figure)), What::Comment(words(form)?)),
            Subject::Action(figure, None) => {
                (about(figure.as_ref()), What::Action(self.task(form)?))
            }
            Subject::Action(figure, Some(action)) => {
                let what = What::ActionEdited { action: *action, task: self.task(form)? };
                (about(figure.as_ref()), what)
            }
            Subject::Close(action, status) => {
                let of = self.room.state().action(*action).map(|action| action.about.clone());
                let note = form.text(TEXT).to_owned();
                let what = What::ActionStatus { action: *action, status: *status, note };
                (of.unwrap_or_else(|| self.about_meeting()), what)
            }
            Subject::Decision(figure) => (about(figure.as_ref()), What::Decision(words(form)?)),
            Subject::Question(figure) => {
                let to = Some(form.text(TO).to_owned()).filter(|to| !to.is_empty());
                (about(figure.as_ref()), What::Question { words: words(form)?, to })
            }
            Subject::Reply(open) => self.replied(form, open)?,
            Subject::Add(id) => {
                (self.about_item(id), What::ItemAdded { why: form.text(WHY).to_owned() })
            }
            Subject::Defer(id) => {
                let until = day(form, UNTIL, |text| until(text, self.room.today()))?;
                let why = form.text(WHY).to_owned();
                (self.about_item(id), What::ItemDeferred { until, why })
            }
            Subject::Explain(id) => {
                let until = day(form, UNTIL, |text| until(text, self.room.today()))?
                    .ok_or((UNTIL, "until when? write January or a day".to_owned()))?;
                let why = form.text(WHY).to_owned();
                (self.about_item(id), What::ItemExplained { until, why })
            }
            Subject::Start => {
                (self.about_meeting(), What::MeetingStarted(self.details(form, None)?.into()))
            }
            Subject::Particulars(id) => {
                let old = self.room.state().meeting(*id).map(|meeting| &meeting.details.board);
                let details = self.details(form, old)?.into();
                (self.about_meeting(), What::MeetingChanged { meeting: *id, details })
            }
        })
    }

    fn task(&self, form: &Form) -> Result<Task, Wrong> {
        let committee = form.field(COMMITTEE).map_or(0, Field::choice);
        let title = match form.field(COMMITTEE).map(|field| &field.value) {
            Some(Value::Choice(of, at)) if committee > 0 => {
                of.get(*at).map(|title| title.as_str().into())
            }
            _ => None,
        };
        let owner = form.text(OWNER);
        if owner.is_empty() {
            return Err((OWNER, "who does it? write a name or a post".to_owned()));
        }
        Ok(Task {
            words: words(form)?,
            owner: owner.into(),
            due: day(form, DUE, |text| due(text, self.room.today()))?,
            committee: title,
        })
    }

    fn details(&self, form: &Form, board: Option<&BoardOf>) -> Result<Details, Wrong> {
        let title = form.text(TITLE).to_owned();
        if title.is_empty() {
            return Err((TITLE, "what is the meeting called?".to_owned()));
        }
        let date = day(form, DATE, |text| due(text, self.room.today()))?
            .ok_or((DATE, "on which day? write today or 2026-11-12".to_owned()))?;
        let remit = form.field(REMIT).map_or(0, Field::choice).checked_sub(1);
        let remit = remit.and_then(|at| self.catalogue().remits.get(at)).map(|r| r.id.clone());
        let now = || BoardOf {
            period: self.board.period,
            compare: self.ask.compare.word(),
            as_at: self.board.extracted(),
            core: self.ask.core,
        };
        Ok(Details {
            title,
            date,
            present: names(form.text(PRESENT)),
            apologies: names(form.text(APOLOGIES)),
            remit,
            board: board.cloned().unwrap_or_else(now),
        })
    }

    /// Says beside each field that holds a day which one it is understood as, or what is wrong.
    pub(super) fn annotate(&self, form: &mut Form) {
        let today = self.room.today();
        for (label, hint, read) in [
            (DUE, DUE_HINT, due as fn(&str, NaiveDate) -> _),
            (UNTIL, "a day or a month", until),
            (DATE, "", due),
        ] {
            let Some(field) = form.field(label) else { continue };
            let (note, wrong) = match field.text() {
                "" => (hint.to_owned(), false),
                typed => match read(typed, today) {
                    Ok(day) => (write_day(day), false),
                    Err(error) => (error.to_string(), true),
                },
            };
            form.note(label, note, wrong);
        }
        let length = form.field(TEXT).map_or(0, |field| field.text().chars().count());
        let note = match length {
            0..=1_800 => String::new(),
            _ => format!("{length} of at most {MOST} characters"),
        };
        form.note(TEXT, note, length > MOST);
    }
}

/// The words of a form, and whether they may be published.
pub(super) fn words(form: &Form) -> Result<Words, Wrong> {
    let text = form.text(TEXT);
    let length = text.chars().count();
    if text.is_empty() {
        return Err((TEXT, "nothing is written yet".to_owned()));
    }
    if length > MOST {
        return Err((TEXT, format!("{length} characters: at most {MOST} are kept")));
    }
    let public = form.field(PUBLIC).is_some_and(Field::is_checked);
    Ok(Words { text: text.into(), public })
}

/// The day in a field; `None` where it is empty.
fn day<E: ToString>(
    form: &Form,
    label: &'static str,
    read: impl Fn(&str) -> Result<NaiveDate, E>,
) -> Result<Option<NaiveDate>, Wrong> {
    match form.text(label) {
        "" => Ok(None),
        typed => read(typed).map(Some).map_err(|error| (label, error.to_string())),
    }
}
