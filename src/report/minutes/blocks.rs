//! What minutes say, in order.

use chrono::NaiveDate;

use crate::assess::board::{Board, IndicatorView, Rating};
use crate::domain::authority::Authority;
use crate::domain::meeting::{Action, Item, ItemKind, Meeting, Note, NoteKind, State};
use crate::domain::snapshot::write_day;
use crate::report::document::{Block, Cell, Column, Document, Table};

/// What minutes are made from.
pub(super) struct Minutes<'a> {
    pub(super) board: &'a Board,
    pub(super) state: &'a State,
    pub(super) meeting: &'a Meeting,
    pub(super) public: bool,
}

impl Minutes<'_> {
    /// Everything, in order.
    pub(super) fn document(&self) -> Document {
        let carried = self.state.carried_into(self.meeting);
        let mut blocks = self.actions("Carried from earlier meetings", carried.into_iter());
        blocks.extend(self.items());
        blocks.extend(self.as_a_whole());
        blocks.extend(self.questions());
        blocks.extend(self.actions("Actions", self.state.actions_of(self.meeting.id)));
        blocks.extend(self.silent());
        blocks.extend(self.coming_back());
        Document {
            title: self.meeting.details.title.clone(),
            lead: self.lead(),
            contents: false,
            blocks,
        }
    }

    /// Whose figures, who was there.
    fn lead(&self) -> Vec<String> {
        let details = &self.meeting.details;
        let board = self.board;
        let extracted = board.extracted();
        let extracted =
            extracted.map_or_else(String::new, |day| format!(", extracted {}", write_day(day)));
        let against = if board.against.is_empty() {
            String::new()
        } else {
            format!(", compared with {}", board.against)
        };
        let mut lead = vec![
            format!("{}, {}", board.authority.name, write_day(details.date)),
            format!("Figures for {}{extracted}{against}.", board.period.long()),
        ];
        for (label, names) in [("Present", &details.present), ("Apologies", &details.apologies)] {
            if !names.is_empty() {
                lead.push(format!("{label}: {}", names.join(", ")));
            }
        }
        let running = match &self.meeting.ended {
            None => "This meeting has not ended.".to_owned(),
            Some(ended) => {
                format!("From {} to {}.", self.meeting.started.time.clock(), ended.time.clock())
            }
        };
        lead.push(running);
        lead
    }

    /// Each item that was discussed, with its figures and what was said of it; then what was left.
    fn items(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Heading(2, "Discussed".to_owned())];
        let rows = self.discussed();
        if rows.is_empty() {
            blocks.push(Block::Text("No item was marked as discussed.".to_owned()));
        }
        for row in &rows {
            blocks.extend(self.item(row));
        }
        let authority = &self.meeting.authority;
        let left = |row: &&IndicatorView| {
            !rows.iter().any(|known| known.id == row.id) && self.away(authority, row).is_none()
        };
        let agenda = self.board.agenda.iter().filter_map(|i| self.board.indicator(&i.indicator));
        let left: Vec<String> =
            agenda.filter(left).map(|row| format!("{}: {}", row.name, row.shown)).collect();
        blocks.extend(list("On the agenda, not discussed", left));
        blocks
    }

    /// What the meeting marked as discussed or said something about: the agenda's first, in its order.
    fn discussed(&self) -> Vec<&IndicatorView> {
        let marked = self.state.discussed_in(self.meeting);
        let about: Vec<&str> =
            self.notes().filter_map(|note| note.about.indicator.as_deref()).collect();
        let here = |row: &&IndicatorView| {
            marked.contains(&row.id.as_str()) || about.contains(&row.id.as_str())
        };
        let agenda = self.board.agenda.iter().filter_map(|i| self.board.indicator(&i.indicator));
        let mut rows: Vec<&IndicatorView> = agenda.filter(here).collect();
        for row in self.board.indicators().filter(here) {
            if !rows.iter().any(|known| known.id == row.id) {
                rows.push(row);
            }
        }
        rows
    }

    /// An item: its figures, why a person put it there, what the service and the room said of it.
    fn item(&self, row: &IndicatorView) -> Vec<Block> {
        let item = self.board.agenda.iter().find(|item| item.indicator == row.id);
        let sentence = item.map_or_else(|| row.sentence(), |item| item.sentence.clone());
        let mut points: Vec<String> = self.added(row).into_iter().collect();
        points.extend(self.service_said(row));
        let own = |note: &&Note| {
            note.kind != NoteKind::Question && note.about.indicator.as_deref() == Some(&row.id)
        };
        points.extend(self.notes().filter(own).map(|note| self.said(note, row)));
        let mut blocks = vec![Block::Heading(3, row.name.clone()), Block::Text(sentence)];
        blocks.extend((!points.is_empty()).then_some(Block::List(points)));
        blocks
    }

    /// Who put the item on the agenda of this meeting, and why.
    fn added(&self, row: &IndicatorView) -> Option<String> {
        let of_meeting = |item: &&Item| {
            item.kind == ItemKind::Added && item.entered.meeting == Some(self.meeting.id)
        };
        let items = self.state.items_on(&self.meeting.authority, &row.id).filter(of_meeting);
        let item = items.last().filter(|_| !self.public)?;
        let why = if item.why.is_empty() { String::new() } else { format!(": {}", item.why) };
        Some(format!("Put on the agenda by {}{why}", item.entered.author))
    }

    /// What came with the figure.
    fn service_said(&self, row: &IndicatorView) -> Option<String> {
        let comment = row.comment.as_ref().filter(|_| !self.public || row.more.comment_public)?;
        let by = row.more.comment_author.as_ref().filter(|_| !self.public);
        let by = by.map_or_else(String::new, |author| format!(" ({author})"));
        Some(format!("With the figure: {comment}{by}"))
    }

    /// For the room: reds about which nobody has said anything, neither with the figure nor here.
    fn silent(&self) -> Vec<Block> {
        if self.public {
            return Vec::new();
        }
        let authority = &self.meeting.authority;
        let silent = |row: &&IndicatorView| {
            let entered = row
                .period
                .is_some_and(|at| !self.state.comments(authority, &row.id, at).is_empty());
            row.rating == Some(Rating::Red) && !row.indicative && row.comment.is_none() && !entered
        };
        let words = |row: &IndicatorView| {
            let owner = row.owner();
            format!("{}: {} ({owner})", row.name, row.shown)
        };
        list(
            "Red, and nobody has said why",
            self.board.indicators().filter(silent).map(words).collect(),
        )
    }

    fn away(&self, authority: &Authority, row: &IndicatorView) -> Option<&Item> {
        let item = self.state.item(authority, &row.id)?;
        (item.kind != ItemKind::Added).then_some(item)
    }

    /// The notes of the meeting that may be carried.
    fn notes(&self) -> impl Iterator<Item = &Note> {
        self.state.notes_of(self.meeting.id).filter(|note| !self.public || note.words().public)
    }

    /// Comments and decisions about no figure.
    fn as_a_whole(&self) -> Vec<Block> {
        let of_kind = |(kind, title): (NoteKind, &str)| {
            let whole = |note: &&Note| note.kind == kind && note.about.indicator.is_none();
            let points = self.notes().filter(whole);
            list(
                title,
                points.map(|note| format!("{}{}", note.words().text, self.by(note))).collect(),
            )
        };
        [(NoteKind::Comment, "Said"), (NoteKind::Decision, "Decided")]
            .into_iter()
            .flat_map(of_kind)
            .collect()
    }

    /// Every question that was left for a written reply, and the replies that came.
    fn questions(&self) -> Vec<Block> {
        const COLUMNS: &[&str] = &["Question", "About", "To", "Reply"];
        let row = |note: &Note| {
            let replies = note.replies.iter().filter(|reply| !self.public || reply.words.public);
            let replies: Vec<&str> = replies.map(|reply| reply.words.text.as_ref()).collect();
            let reply = if replies.is_empty() { "awaited".to_owned() } else { replies.join("\n") };
            vec![
                format!("{}{}", note.words().text, self.by(note)),
                self.name(note.about.indicator.as_deref()),
                note.to.clone().unwrap_or_default(),
                reply,
            ]
        };
        let asked = self.notes().filter(|note| note.kind == NoteKind::Question);
        tabled("For a written reply", COLUMNS, asked.map(row).collect())
    }

    /// A note about a figure: what it is, where that is not plain, of which month and by whom.
    fn said(&self, note: &Note, row: &IndicatorView) -> String {
        let what = if note.kind == NoteKind::Decision { "Decided: " } else { "" };
        let other = note.about.period.filter(|period| Some(*period) != row.period);
        let of = other.map_or_else(String::new, |period| format!("On {}: ", period.long()));
        format!("{what}{of}{}{}", note.words().text, self.by(note))
    }

    /// Who said it and at what time; in public minutes nobody is named beside their words.
    fn by(&self, note: &Note) -> String {
        if self.public {
            return String::new();
        }
        let time = note.first.entered.time;
        let day = Some(time.day()).filter(|day| *day != self.meeting.details.date);
        let day = day.map_or_else(String::new, |day| format!("{}, ", write_day(day)));
        format!(" ({}, {day}{})", note.author(), time.clock())
    }

    /// Actions as a table; none where there are none.
    fn actions<'b>(&self, title: &str, actions: impl Iterator<Item = &'b Action>) -> Vec<Block> {
        const COLUMNS: &[&str] = &["Action", "About", "Owner", "Due", "Reported to", "Status"];
        let row = |action: &Action| {
            vec![
                action.task.words.text.to_string(),
                self.name(action.about.indicator.as_deref()),
                action.task.owner.to_string(),
                action.task.due.map_or_else(String::new, write_day),
                action.task.committee.as_deref().unwrap_or_default().to_owned(),
                self.standing(action),
            ]
        };
        let carried = |action: &&Action| !self.public || action.task.words.public;
        tabled(title, COLUMNS, actions.filter(carried).map(row).collect())
    }

    fn name(&self, indicator: Option<&str>) -> String {
        let Some(id) = indicator else { return String::new() };
        self.board.indicator(id).map_or_else(|| id.to_owned(), |row| row.name.clone())
    }

    /// What comes back when and where: actions by their day, items by theirs.
    fn coming_back(&self) -> Vec<Block> {
        const COLUMNS: &[&str] = &["When", "What", "Where"];
        let authority = &self.meeting.authority;
        let mut coming: Vec<(Option<NaiveDate>, Vec<String>)> = Vec::new();
        let log = crate::domain::meeting::Log::default();
        for action in self.state.actions(authority, &log) {
            let words = &action.task.words;
            if let (Some(day), true) = (action.task.due, !self.public || words.public) {
                let place = action.task.committee.as_deref().unwrap_or("call-over").to_owned();
                let what = format!("{}: {}", action.task.owner, words.text);
                coming.push((Some(day), vec![write_day(day), what, place]));
            }
        }
        for row in self.board.indicators() {
            let Some(item) = self.away(authority, row) else { continue };
            let why = if self.public || item.why.is_empty() {
                String::new()
            } else {
                format!(": {}", item.why)
            };
            let (day, when, what) = match item.kind {
                ItemKind::Explained(day) => {
                    (Some(day), write_day(day), format!("Explained until {}", write_day(day)))
                }
                ItemKind::Deferred(Some(day)) => (Some(day), write_day(day), "Put off".to_owned()),
                _ => (None, "next meeting".to_owned(), "Put off".to_owned()),
            };
            let what = format!("{}: {what}{why}", row.name);
            coming.push((day, vec![when, what, "call-over".to_owned()]));
        }
        let awaited = |note: &&Note| note.kind == NoteKind::Question && note.replies.is_empty();
        for note in self.notes().filter(awaited) {
            let to = note.to.as_ref().map_or_else(String::new, |to| format!("{to}: "));
            let what = format!("{to}reply to: {}", note.words().text);
            coming.push((None, vec!["next meeting".to_owned(), what, "call-over".to_owned()]));
        }
        coming.sort_by_key(|(day, _)| (day.is_some(), *day));
        tabled("Coming back", COLUMNS, coming.into_iter().map(|(_, row)| row).collect())
    }

    /// How an action stands on the day of the meeting, how old it is, and what came of it.
    fn standing(&self, action: &Action) -> String {
        let day = self.meeting.details.date;
        let late = match action.overdue(day) {
            Some(1) => "1 day overdue".to_owned(),
            Some(days) => format!("{days} days overdue"),
            None => action.status.word().to_owned(),
        };
        let age = match action.age(day) {
            0 => String::new(),
            1 => ", raised the day before".to_owned(),
            days => format!(", raised {days} days before"),
        };
        let note = action.last_move().filter(|(_, note, _)| !self.public && !note.is_empty());
        let note = note.map_or_else(String::new, |(_, note, _)| format!(": {note}"));
        format!("{late}{age}{note}")
    }
}

/// Points under a heading; nothing where there are none.
fn list(title: &str, points: Vec<String>) -> Vec<Block> {
    if points.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(2, title.to_owned()), Block::List(points)]
}

/// A table under a heading; nothing where it has no row.
fn tabled(title: &str, headings: &[&str], rows: Vec<Vec<String>>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(2, title.to_owned()), Block::Table(table(title, headings, rows))]
}

/// A table of words; what stands in its first column names the row.
fn table(title: &str, headings: &[&str], rows: Vec<Vec<String>>) -> Table {
    let column = |(at, heading): (usize, &&str)| match at {
        0 => Column::names(*heading),
        _ => Column::words(*heading),
    };
    Table {
        caption: title.to_owned(),
        columns: headings.iter().enumerate().map(column).collect(),
        rows: rows.into_iter().map(|row| row.into_iter().map(Cell::words).collect()).collect(),
    }
}
