//! What minutes say, in order.

use chrono::NaiveDate;

use crate::assess::board::{Board, IndicatorView};
use crate::domain::authority::Authority;
use crate::domain::meeting::{Action, Item, ItemKind, Meeting, Note, NoteKind, State};
use crate::domain::snapshot::{parse_day, write_day};
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
        let mut blocks = self.items();
        blocks.extend(self.as_a_whole());
        blocks.extend(self.actions("Actions", self.state.actions_of(self.meeting.id)));
        let carried = self.state.carried_into(self.meeting);
        blocks.extend(self.actions("Carried from earlier meetings", carried.into_iter()));
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
        let extracted = board.as_at.as_deref().and_then(parse_day);
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

    /// Each item that was discussed, with its figures and what was said of it.
    fn items(&self) -> Vec<Block> {
        let of_meeting: Vec<&Note> = self.notes().collect();
        let about = |row: &IndicatorView| {
            of_meeting.iter().any(|note| note.about.indicator.as_deref() == Some(&row.id))
        };
        let authority = &self.meeting.authority;
        let period = self.board.period;
        let discussed = |row: &&IndicatorView| {
            self.state.discussed(authority, &row.id, period).is_some() || about(row)
        };
        let agenda = self.board.agenda.iter().filter_map(|i| self.board.indicator(&i.indicator));
        let mut rows: Vec<&IndicatorView> = agenda.filter(discussed).collect();
        for row in self.board.indicators().filter(discussed) {
            if !rows.iter().any(|known| known.id == row.id) {
                rows.push(row);
            }
        }
        let mut blocks = vec![Block::Heading(2, "Discussed".to_owned())];
        if rows.is_empty() {
            blocks.push(Block::Text("No item was marked as discussed.".to_owned()));
        }
        for row in rows {
            blocks.push(Block::Heading(3, row.name.clone()));
            let item = self.board.agenda.iter().find(|item| item.indicator == row.id);
            let sentence = item.map_or_else(|| row.sentence(), |item| item.sentence.clone());
            blocks.push(Block::Text(sentence));
            let own = of_meeting.iter().filter(|n| n.about.indicator.as_deref() == Some(&row.id));
            let points: Vec<String> = own.map(|note| said(note)).collect();
            if !points.is_empty() {
                blocks.push(Block::List(points));
            }
        }
        let left: Vec<String> = self
            .board
            .agenda
            .iter()
            .filter_map(|item| self.board.indicator(&item.indicator))
            .filter(|row| !discussed(row) && self.away(authority, row).is_none())
            .map(|row| format!("{}: {}", row.name, row.shown))
            .collect();
        if !left.is_empty() {
            blocks.push(Block::Heading(2, "On the agenda, not discussed".to_owned()));
            blocks.push(Block::List(left));
        }
        blocks
    }

    fn away(&self, authority: &Authority, row: &IndicatorView) -> Option<&Item> {
        let item = self.state.item(authority, &row.id)?;
        (!matches!(item.kind, ItemKind::Added)).then_some(item)
    }

    /// The notes of the meeting that may be carried.
    fn notes(&self) -> impl Iterator<Item = &Note> {
        self.state.notes_of(self.meeting.id).filter(|note| !self.public || note.words().public)
    }

    /// Decisions and questions about no figure, and comments likewise.
    fn as_a_whole(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (kind, title) in [
            (NoteKind::Comment, "Said"),
            (NoteKind::Decision, "Decided"),
            (NoteKind::Question, "For a written reply"),
        ] {
            let whole = |note: &&Note| note.kind == kind && note.about.indicator.is_none();
            let points: Vec<String> = self.notes().filter(whole).map(words).collect();
            if !points.is_empty() {
                blocks.extend([Block::Heading(2, title.to_owned()), Block::List(points)]);
            }
        }
        blocks
    }

    /// Actions as a table; none where there are none.
    fn actions<'b>(&self, title: &str, actions: impl Iterator<Item = &'b Action>) -> Vec<Block> {
        const COLUMNS: &[&str] = &["Action", "About", "Owner", "Due", "Reported to", "Status"];
        let day = self.meeting.details.date;
        let row = |action: &Action| {
            vec![
                action.task.words.text.to_string(),
                self.name(action.about.indicator.as_deref()),
                action.task.owner.to_string(),
                action.task.due.map_or_else(String::new, write_day),
                action.task.committee.as_deref().unwrap_or_default().to_owned(),
                standing(action, day),
            ]
        };
        let carried = |action: &&Action| !self.public || action.task.words.public;
        let rows: Vec<Vec<String>> = actions.filter(carried).map(row).collect();
        if rows.is_empty() {
            return Vec::new();
        }
        vec![Block::Heading(2, title.to_owned()), Block::Table(table(title, COLUMNS, rows))]
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
        coming.sort_by_key(|(day, _)| (day.is_some(), *day));
        if coming.is_empty() {
            return Vec::new();
        }
        let rows = coming.into_iter().map(|(_, row)| row).collect();
        let title = "Coming back";
        vec![Block::Heading(2, title.to_owned()), Block::Table(table(title, COLUMNS, rows))]
    }
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

/// How an action stands on the day of the meeting.
fn standing(action: &Action, day: NaiveDate) -> String {
    let age = match action.age(day) {
        0 => String::new(),
        1 => ", raised the day before".to_owned(),
        days => format!(", raised {days} days before"),
    };
    match action.overdue(day) {
        Some(1) => format!("1 day overdue{age}"),
        Some(days) => format!("{days} days overdue{age}"),
        None => format!("{}{age}", action.status.word()),
    }
}

/// A note in words, with what it is where that is not plain.
fn said(note: &Note) -> String {
    match note.kind {
        NoteKind::Comment => words(note),
        NoteKind::Decision => format!("Decided: {}", words(note)),
        NoteKind::Question => format!("For a written reply: {}", words(note)),
    }
}

/// A note's words, whom it is for, and the replies.
fn words(note: &Note) -> String {
    let to = note.to.as_ref().map_or_else(String::new, |to| format!(" (to {to})"));
    let replies = note.replies.iter().map(|reply| format!(" Reply: {}", reply.words.text));
    format!("{}{to}{}", note.words().text, replies.collect::<String>())
}
