//! The record of a meeting as it grows: what the minutes will say, and before a meeting what to
//! prepare.

use crate::app::wrap::wrap;
use crate::app::{App, reading};
use crate::assess::board::IndicatorView;
use crate::domain::meeting::{Action, Entered, Meeting, Note, NoteKind};
use crate::domain::snapshot::write_day;

/// One line of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// An empty line.
    Gap,
    /// What the following lines are about.
    Heading(String),
    /// A line of a sentence.
    Text(String),
    /// A line that is less important.
    Aside(String),
}

/// Lines are gathered under headings, wrapped to a width.
struct Lines {
    width: usize,
    lines: Vec<Line>,
}

impl Lines {
    fn heading(&mut self, words: impl Into<String>) {
        if !self.lines.is_empty() {
            self.lines.push(Line::Gap);
        }
        self.lines.push(Line::Heading(words.into()));
    }

    fn text(&mut self, words: &str) {
        self.lines.extend(wrap(words, self.width).into_iter().map(Line::Text));
    }

    fn aside(&mut self, words: &str) {
        self.lines.extend(wrap(words, self.width).into_iter().map(Line::Aside));
    }
}

impl App {
    /// The lines of the record, `width` cells wide: of the meeting that runs, else what to prepare
    /// and the last meeting's.
    pub fn record(&self, width: usize) -> Vec<Line> {
        let mut lines = Lines { width, lines: Vec::new() };
        match self.meeting() {
            Some(meeting) => self.record_of(&mut lines, meeting),
            None => {
                self.prepare(&mut lines);
                if let Some(last) = self.room.state().meetings(&self.authority()).next_back() {
                    self.record_of(&mut lines, last);
                }
            }
        }
        lines.lines
    }

    /// What people entered about an indicator, for its facts.
    pub fn said_about(&self, row: &IndicatorView) -> reading::Entered {
        let (state, authority) = (self.room.state(), self.authority());
        let text = |note: &Note| note.words().text.to_string();
        let public = self.is_public();
        let author = |note: &Note| {
            if public { String::new() } else { format!(" ({})", note.author()) }
        };
        let now = self.comments_on(row).into_iter();
        let earlier = row
            .period
            .map_or_else(Vec::new, |period| state.earlier_comments(&authority, &row.id, period));
        let earlier = earlier.into_iter().filter(|note| self.may_say(note.words()));
        let open = state.open_actions_on(&authority, &row.id);
        let open = open.filter(|action| self.may_say(&action.task.words));
        reading::Entered {
            comments: now.map(|note| (self.by(&note.first.entered), text(note))).collect(),
            earlier: earlier
                .filter_map(|n| Some((n.about.period?, format!("{}{}", text(n), author(n)))))
                .collect(),
            actions: open.map(|action| self.action_sentence(action)).collect(),
        }
    }

    /// Before a meeting: reds that nobody has said anything about, actions that are overdue.
    fn prepare(&self, lines: &mut Lines) {
        lines.heading("No meeting runs");
        lines.text("s starts one: it keeps what is discussed, decided and to be done.");
        let silent = self.uncommented_reds();
        if !silent.is_empty() {
            lines.heading("Red, and nobody has said why yet");
            for (row, owner) in silent {
                lines.text(&format!("{owner}: {} ({})", row.name, row.shown));
            }
        }
        let overdue: Vec<_> = self
            .room
            .state()
            .actions(&self.authority(), &crate::domain::meeting::Log::default())
            .into_iter()
            .filter(|action| action.overdue(self.room.today()).is_some())
            .filter(|action| self.may_say(&action.task.words))
            .collect();
        if !overdue.is_empty() {
            lines.heading("Actions that are overdue");
            for action in overdue {
                lines.text(&self.action_words(action));
            }
        }
    }

    fn record_of(&self, lines: &mut Lines, meeting: &Meeting) {
        let details = &meeting.details;
        lines.heading(format!("{}, {}", details.title, write_day(details.date)));
        let running = match &meeting.ended {
            None => format!("runs since {}", meeting.started.time.clock()),
            Some(ended) => {
                format!("{} to {}", meeting.started.time.clock(), ended.time.clock())
            }
        };
        lines.aside(&running);
        for (label, names) in [("Present", &details.present), ("Apologies", &details.apologies)] {
            if !names.is_empty() {
                lines.text(&format!("{label}: {}", names.join(", ")));
            }
        }
        let state = self.room.state();
        self.under(lines, "Carried from earlier meetings", &state.carried_into(meeting));
        self.items(lines, meeting);
        self.notes(lines, meeting);
        self.under(lines, "Actions", &state.actions_of(meeting.id).collect::<Vec<_>>());
    }

    fn under(&self, lines: &mut Lines, title: &str, actions: &[&Action]) {
        let mut said = actions.iter().filter(|action| self.may_say(&action.task.words)).peekable();
        if said.peek().is_some() {
            lines.heading(title);
        }
        for action in said {
            lines.text(&self.action_words(action));
        }
    }

    /// The items that were discussed, and how many there are.
    fn items(&self, lines: &mut Lines, meeting: &Meeting) {
        let board = &meeting.details.board;
        if board.period != self.board.period {
            lines.aside(&format!("its board is {}", board.period.long()));
            return;
        }
        let (done, all) = self.discussed();
        lines.heading(format!("Discussed: {done} of {all}"));
        for id in self.agenda_ids().into_iter().filter(|id| self.is_discussed(id)) {
            if let Some(row) = self.board.indicator(&id) {
                lines.text(&row.sentence());
            }
        }
    }

    fn notes(&self, lines: &mut Lines, meeting: &Meeting) {
        let state = self.room.state();
        for (kind, title) in [
            (NoteKind::Comment, "Comments"),
            (NoteKind::Decision, "Decisions"),
            (NoteKind::Question, "For a written reply"),
        ] {
            let said = |note: &&Note| note.kind == kind && self.may_say(note.words());
            let notes: Vec<&Note> = state.notes_of(meeting.id).filter(said).collect();
            if notes.is_empty() {
                continue;
            }
            lines.heading(title);
            for note in notes {
                let subject = self.subject(note.about.indicator.as_deref());
                let to = note.to.as_ref().map_or_else(String::new, |to| format!(" (to {to})"));
                lines.text(&format!("{subject}{}{to}", note.words().text));
                lines.aside(&self.by(&note.first.entered));
                for reply in note.replies.iter().filter(|reply| self.may_say(&reply.words)) {
                    lines.text(&format!("Reply: {}", reply.words.text));
                }
            }
        }
    }

    /// `Assessments within 45 days: `, or nothing for the meeting as a whole.
    fn subject(&self, indicator: Option<&str>) -> String {
        let Some(id) = indicator else { return String::new() };
        let row = self.board.indicator(id);
        format!("{}: ", row.map_or(id, |row| row.name.as_str()))
    }

    /// An action in a sentence: about what, who, what, by when, how late.
    pub fn action_words(&self, action: &Action) -> String {
        let subject = self.subject(action.about.indicator.as_deref());
        format!("{subject}{}", self.action_sentence(action))
    }

    /// An action in a sentence, where it is known what it is about.
    fn action_sentence(&self, action: &Action) -> String {
        let today = self.room.today();
        let due = match (action.task.due, action.overdue(today)) {
            (_, Some(1)) => "; 1 day overdue".to_owned(),
            (_, Some(days)) => format!("; {days} days overdue"),
            (Some(day), None) => format!("; by {}", write_day(day)),
            (None, None) => String::new(),
        };
        let report = action.task.committee.as_ref();
        let report = report.map_or_else(String::new, |to| format!("; reported to {to}"));
        let status =
            if action.is_open() { String::new() } else { format!("; {}", action.status.word()) };
        let task = &action.task;
        format!("{}: {}{due}{report}{status}", task.owner, task.words.text)
    }
}

impl App {
    /// Who wrote something and when; in public nobody is named beside their words.
    fn by(&self, entered: &Entered) -> String {
        if self.is_public() { when(entered) } else { by(entered) }
    }
}

fn when(entered: &Entered) -> String {
    format!("{}, {}", write_day(entered.time.day()), entered.time.clock())
}

/// Who wrote something and when: `J Smith, 12 Nov 2026, 14:03`.
pub fn by(entered: &Entered) -> String {
    format!("{}, {}", entered.author, when(entered))
}
