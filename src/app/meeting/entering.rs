//! From a key to an entry that is kept: forms open, are filled in, saved, and close when the entry
//! has come back.

use std::sync::Arc;

use super::forms::{Figure, Subject};
use super::record::by;
use super::{Keeping, Others};
use crate::app::dialog::Dialog;
use crate::app::form::{Filled, Form};
use crate::app::input::Input;
use crate::app::keymap::Entering;
use crate::app::page::Page;
use crate::app::{App, Effect, layout, months};
use crate::domain::meeting::{Event, EventId, Meeting, NoteKind, Status, What};

impl App {
    /// What a key of the meeting does.
    pub(in crate::app) fn enter_by(&mut self, action: Entering) -> Option<Effect> {
        match action {
            Entering::Comment => self.open_comment(),
            Entering::AddAction => self.open_form(Subject::Action(self.figure_at_hand(), None)),
            Entering::Decide => self.open_form(Subject::Decision(self.figure_at_hand())),
            Entering::Ask => self.open_form(Subject::Question(self.figure_at_hand())),
            Entering::Reply => self.open_reply(),
            Entering::AddItem => self.open_item(Subject::Add),
            Entering::Defer => self.open_item(Subject::Defer),
            Entering::Explain => self.open_item(Subject::Explain),
            Entering::StartMeeting => self.start_meeting(),
            Entering::Attendance => match self.meeting().map(|meeting| meeting.id) {
                Some(id) => self.open_form(Subject::Particulars(id)),
                None => self.say("no meeting runs: start one first"),
            },
            Entering::EndMeeting => return self.end_meeting(),
            Entering::WriteMinutes => return Some(Effect::Minutes),
            Entering::Discuss => return self.discuss(),
            Entering::ClearItem => return self.clear_item(),
            Entering::CloseAction => self.close_action(Status::Done),
            Entering::DropAction => self.close_action(Status::Dropped),
            Entering::ReopenAction => self.close_action(Status::Open),
            Entering::EditAction => self.edit_action(),
            Entering::Undo => return self.take_back(),
            Entering::Redo => return self.give_back(),
            Entering::Owner => self.ask_owner(),
            Entering::OwnerOf(owner) => self.set_owner(owner),
            Entering::LogOrder => self.turn_log(),
            Entering::LogClosed => self.turn_closed(),
        }
        None
    }

    /// The figure that the page has chosen: its indicator, at the month that is read out or stood on.
    fn figure_at_hand(&self) -> Option<Figure> {
        let indicator = match &self.page {
            Page::Actions { .. } => self.chosen_action()?.about.indicator.as_deref()?.to_owned(),
            Page::Minutes { .. } => return None,
            _ => self.current()?,
        };
        let row = self.board.indicator(&indicator)?;
        let period = match &self.page {
            Page::Indicator { month: Some(month), .. } => *month,
            Page::Months { back, .. } => {
                let column = months::column(&self.board, *back)?;
                months::point(row, column).map(|point| point.period).or(row.period)?
            }
            _ => row.period?,
        };
        Some(Figure { indicator, period })
    }

    fn open_comment(&mut self) {
        let Some(figure) = self.figure_at_hand() else {
            self.say("choose an indicator to comment on");
            return;
        };
        // One's own comment is put in other words; somebody else's stands beside it.
        let author = self.room.author.as_str();
        let comments =
            self.room.state().comments(&self.authority(), &figure.indicator, figure.period);
        let own =
            comments.iter().rfind(|note| note.author() == author && self.may_say(note.words()));
        let own = own.map(|note| note.id);
        self.open_form(Subject::Comment(figure, own));
    }

    fn open_item(&mut self, subject: impl Fn(String) -> Subject) {
        match self.current() {
            Some(id) => self.open_form(subject(id)),
            None => self.say("choose an indicator first"),
        }
    }

    fn start_meeting(&mut self) {
        match self.meeting() {
            Some(meeting) => {
                let words = format!("{} runs already", meeting.details.title);
                self.say(words);
            }
            None => self.open_form(Subject::Start),
        }
    }

    /// Goes on with the meeting that runs, else opens the form that starts one: once what was entered
    /// before has been read.
    pub fn meet(&mut self) {
        self.open(Page::Minutes { top: 0 });
        self.room.meets = true;
        if self.room.read || self.room.keeping == Keeping::Memory {
            self.go_on_or_start();
        }
    }

    fn go_on_or_start(&mut self) {
        let asked = std::mem::take(&mut self.room.meets);
        let runs = self.meeting().map(|meeting| {
            let Meeting { details, started, .. } = meeting;
            format!("going on with {}, begun {}", details.title, by(started))
        });
        match runs {
            Some(words) => self.say(words),
            None if asked => self.open_form(Subject::Start),
            None => {}
        }
    }

    /// Opens a form, with what was typed into it before and not saved.
    pub(super) fn open_form(&mut self, subject: Subject) {
        let mut form = self.form(&subject);
        if let Some((key, draft)) = self.draft_of(&subject) {
            form.take_up(key, draft);
            form.said = Some("as you left it: not saved yet".to_owned());
        } else if self.hides_draft(&subject) {
            let words = "what you typed before is hidden: it is here when public mode is off";
            form.said = Some(words.to_owned());
        }
        if let Keeping::Not(why) = &self.room.keeping {
            form.said = Some(format!("{why}: what you write is kept as a draft on this machine"));
        }
        self.annotate(&mut form);
        self.dialog = Some(Dialog::Form(form, subject));
    }

    pub(in crate::app) fn form_input(
        &mut self,
        mut form: Form,
        subject: Subject,
        input: &Input,
    ) -> Option<Effect> {
        if self.room.saving {
            // What is on its way cannot change under it.
            self.dialog = Some(Dialog::Form(form, subject));
            return None;
        }
        let key = self.draft_key(&subject);
        match form.input(input, layout::form_text(self.size.0)) {
            Filled::Changed => {
                self.annotate(&mut form);
                let draft = form.draft();
                // What was taken up under another name goes on under this one.
                let mut effect = self.forget_drafts(form.kept.take().filter(|kept| *kept != key));
                self.room.drafts.insert(key.clone(), draft.clone());
                effect.push((key.clone(), Some(draft)));
                form.kept = Some(key);
                self.dialog = Some(Dialog::Form(form, subject));
                return Some(Effect::Drafts(effect));
            }
            Filled::Moved => {}
            Filled::Save => return self.save(form, subject),
            Filled::Left => {
                if form.kept.is_some() {
                    self.say("not saved; what you typed is kept: the same key opens it again");
                }
                return None;
            }
            Filled::Leaving => {
                // What is typed and not saved is not left without a word; a second Ctrl-C leaves.
                if form.kept.is_some() {
                    self.say("not saved, but kept as a draft: Ctrl-C again leaves");
                    return None;
                }
                return Some(Effect::Quit);
            }
        }
        self.dialog = Some(Dialog::Form(form, subject));
        None
    }

    fn save(&mut self, mut form: Form, subject: Subject) -> Option<Effect> {
        let entry = match self.filled(&form, &subject) {
            Ok((about, what)) => match self.refusal() {
                None => self.enter(about, what),
                Some(why) => {
                    form.said = Some(format!("{why}; it is kept as a draft on this machine"));
                    None
                }
            },
            Err((label, why)) => {
                form.at = form.fields.iter().position(|f| f.label == label).unwrap_or(form.at);
                form.note(label, why, true);
                None
            }
        };
        self.room.saving = entry.is_some();
        if self.room.saving {
            form.said = Some("saving".to_owned());
        }
        self.dialog = Some(Dialog::Form(form, subject));
        entry
    }

    /// An entry is kept: it shows from now on, and the form it came from closes.
    pub(in crate::app) fn entered(
        &mut self,
        event: Arc<Event>,
        waits: Option<&str>,
    ) -> Option<Effect> {
        let marked = matches!(event.what, What::Discussed | What::NotDiscussed);
        let words = match (&event.what, &self.room.keeping) {
            _ if waits.is_some() => {
                self.room.waiting += 1;
                self.room.trouble = waits.map(str::to_owned);
                waits.map(|why| format!("kept on this machine until the folder takes it: {why}"))
            }
            _ if marked => None,
            (_, Keeping::Memory) => {
                Some("kept until you leave: there is no folder to keep it in".to_owned())
            }
            (what, _) => Some(saved_words(what).to_owned()),
        };
        let starts = matches!(event.what, What::MeetingStarted(_));
        self.room.journal.add(vec![event]);
        let words = words.filter(|_| !starts).or_else(|| starts.then(|| self.starting_words()));
        let mut effect = None;
        if std::mem::take(&mut self.room.saving)
            && let Some(Dialog::Form(form, _)) = self.dialog.take()
        {
            effect =
                Some(self.forget_drafts(form.kept)).filter(|d| !d.is_empty()).map(Effect::Drafts);
        }
        if let Some(words) = words {
            self.say(words);
        }
        self.settle();
        effect
    }

    /// What is said when a meeting begins: what was to be done comes first.
    fn starting_words(&self) -> String {
        let carried = self.meeting().map_or(0, |meeting| meeting.carried.len());
        match carried {
            0 => "the meeting runs: Space marks what is discussed, M shows its record".to_owned(),
            1 => "the meeting runs: 1 action is carried into it and comes first: A".to_owned(),
            many => format!("the meeting runs: {many} actions carried into it come first: A"),
        }
    }

    /// Entries of others, or of before: what they are about stays where it is.
    pub(in crate::app) fn others_entered(&mut self, others: Others) {
        let chosen = self.agenda_choice();
        self.room.waiting = others.waiting;
        self.room.complaints = others.complaints;
        let before = std::mem::replace(&mut self.room.trouble, others.trouble);
        match (others.delivered, &self.room.trouble) {
            // Where the files cannot be reached either, that is said already.
            (0, Some(why)) if before.as_ref() != Some(why) && self.news.away.is_none() => {
                self.say(format!("what you enter waits on this machine: {why}"));
            }
            (0, None) if before.is_some() && self.message.is_none() => {
                self.say("the folder takes entries again");
            }
            (0, _) => {}
            (1, _) => self.say("1 entry that waited is in the folder now"),
            (many, _) => self.say(format!("{many} entries that waited are in the folder now")),
        }
        if self.room.journal.join(others.journal) {
            self.agenda_to(chosen.as_deref());
            self.settle();
        }
        if !std::mem::replace(&mut self.room.read, true) {
            self.go_on_or_start();
        }
    }

    /// An entry could not be kept, as `why` says in whole: the form it came from is still open, its
    /// words in it.
    pub(in crate::app) fn not_entered(&mut self, why: &str) {
        self.room.saving = false;
        match &mut self.dialog {
            Some(Dialog::Form(form, _)) => form.said = Some(why.to_owned()),
            _ => self.say(why),
        }
    }

    /// Marks the chosen item as discussed and goes to the next; a second time takes the mark off.
    fn discuss(&mut self) -> Option<Effect> {
        let choice = self.agenda_choice().filter(|id| self.is_on_agenda(id));
        let Some(id) = choice else {
            self.say("this is not on the agenda");
            return None;
        };
        let done = self.is_discussed(&id);
        let what = if done { What::NotDiscussed } else { What::Discussed };
        let effect = self.enter(self.about_item(&id), what);
        if effect.is_some() && !done {
            self.step(crate::app::cursor::Step::Down);
            let (count, all) = self.discussed();
            if count + 1 == all {
                self.say(format!("all {all} discussed"));
            }
        }
        effect
    }

    /// Takes away what a person did to the chosen item.
    fn clear_item(&mut self) -> Option<Effect> {
        let id = self.current()?;
        if self.room.state().item(&self.authority(), &id).is_none() {
            self.say("nobody has added, put off or explained this");
            return None;
        }
        self.enter(self.about_item(&id), What::ItemCleared)
    }

    fn end_meeting(&mut self) -> Option<Effect> {
        let Some(meeting) = self.meeting().map(|meeting| meeting.id) else {
            self.say("no meeting runs");
            return None;
        };
        self.enter(self.about_meeting(), What::MeetingEnded { meeting })
    }

    fn close_action(&mut self, status: Status) {
        match self.chosen_action().map(|action| (action.id, action.status)) {
            Some((_, now)) if now == status => self.say(format!("it is {} already", now.word())),
            Some((id, _)) => self.open_form(Subject::Close(id, status)),
            None => self.say("no action is chosen"),
        }
    }

    fn edit_action(&mut self) {
        let Some(action) = self.chosen_action() else {
            self.say("no action is chosen");
            return;
        };
        let id = action.id;
        let about = &action.about;
        let figure = about.indicator.as_deref().map(str::to_owned).zip(about.period);
        let figure = figure.map(|(indicator, period)| Figure { indicator, period });
        self.open_form(Subject::Action(figure, Some(id)));
    }

    /// Takes back one's own newest entry.
    fn take_back(&mut self) -> Option<Effect> {
        let Some(event) = self.room.state().undoable(&self.room.author) else {
            self.say("you have entered nothing that could be taken back");
            return None;
        };
        self.say_of(event, "taken back");
        self.enter(self.about_meeting(), What::Undo { event })
    }

    /// Gives back what one took back last.
    fn give_back(&mut self) -> Option<Effect> {
        let Some(event) = self.room.state().redoable(&self.room.author) else {
            self.say("nothing to give back");
            return None;
        };
        self.enter(self.about_meeting(), What::Redo { event })
    }

    fn say_of(&mut self, event: EventId, words: &str) {
        let note = self.room.state().note(event).map(|note| match note.kind {
            NoteKind::Comment => "comment",
            NoteKind::Decision => "decision",
            NoteKind::Question => "question",
        });
        self.say(format!("{} {words}", note.unwrap_or("entry")));
    }
}

/// What is said once an entry is on the disk.
fn saved_words(what: &What) -> &'static str {
    match what {
        What::MeetingEnded { .. } => "the meeting has ended: its minutes can be written",
        What::NoteWithdrawn { .. } => "taken back",
        What::Undo { .. } => "taken back: Ctrl-R gives it back",
        What::Redo { .. } => "given back",
        _ => "saved",
    }
}
