//! Public mode in the dashboard: what may not be public is taken away before anything is assessed.
//!
//! While it is on, the figures that the dashboard has *are* the public's: every table, chart, copy
//! and picture is made from them, and nothing on a page has to think of it. The others wait behind a
//! veil until it is lifted.

use std::mem;

use super::news::News;
use super::page::Page;
use super::{App, Loaded, divided};
use crate::assess::disclosure::{Public, Threshold};
use crate::domain::catalogue::Catalogue;
use crate::domain::complaint::{Complaint, Place};
use crate::domain::facts::Facts;
use crate::domain::meeting::Words;

/// What stands between the figures and the public.
#[derive(Debug, Default)]
pub(super) struct Veil {
    threshold: Threshold,
    /// Whether it is drawn.
    drawn: bool,
    /// What is not shown: while it is drawn what is behind it, else what the public saw the last
    /// time, so that it is not made again.
    other: Option<Box<Side>>,
}

/// One side of it.
#[derive(Debug)]
struct Side {
    facts: Facts,
    catalogue: Catalogue,
    complaints: Vec<Complaint>,
}

impl Veil {
    /// The same over something else that was read: leaves of it what may be shown now.
    #[must_use]
    pub(super) fn over(&self, loaded: &mut Loaded) -> Self {
        let mut veil = Self { threshold: self.threshold, drawn: false, other: None };
        if self.drawn {
            veil.turn(loaded);
        }
        veil
    }

    /// Draws or lifts it: what is shown and what is not change places.
    fn turn(&mut self, shown: &mut Loaded) {
        let mut other = self.other.take().unwrap_or_else(|| Box::new(self.public(shown)));
        mem::swap(&mut shown.facts, &mut other.facts);
        mem::swap(&mut shown.catalogue, &mut other.catalogue);
        mem::swap(&mut shown.complaints, &mut other.complaints);
        self.other = Some(other);
        self.drawn = !self.drawn;
    }

    /// What is left for the public.
    fn public(&self, loaded: &Loaded) -> Side {
        let public = Public::of(&loaded.facts, &loaded.catalogue, self.threshold);
        let complaints = loaded.complaints.iter().map(silent).collect();
        Side { facts: public.facts, catalogue: public.catalogue, complaints }
    }
}

/// That there is a complaint: what it says quotes the files.
fn silent(complaint: &Complaint) -> Complaint {
    let (file, text) = (String::new(), String::new());
    Complaint {
        message: "about the data; not said in public".to_owned(),
        help: String::new(),
        place: Place { file, line: 0, column: 0, length: 0, text },
        ..complaint.clone()
    }
}

impl App {
    /// Whether only what may be public is shown.
    pub fn is_public(&self) -> bool {
        self.veil.drawn
    }

    /// Sets from which number on figures are shown in public, and begins in public where that is
    /// wanted.
    pub(super) fn veil(&mut self, threshold: Threshold, public: bool) {
        self.veil.threshold = threshold;
        if public != self.is_public() {
            self.turn_public();
        }
    }

    /// Takes what may not be public off everything that is shown, or gives it back.
    pub(super) fn turn_public(&mut self) {
        self.veil.turn(&mut self.loaded);
        // What is marked as new was new on the other board.
        let away = self.news.away.take();
        self.news = News::default();
        self.news.away = away;
        self.unpin_point();
        self.reassess();
        self.leave_what_is_not_divided();
        self.say(if self.is_public() {
            "PUBLIC: small numbers, what gives them away and internal words are hidden"
        } else {
            "not public: everything is shown"
        });
    }

    /// A page that is divided by what is not shown any more is left.
    fn leave_what_is_not_divided(&mut self) {
        let board = &self.board;
        let gone = |page: &Page| match page {
            Page::Divided { section, by, .. } => !divided::ways(board, section).contains(by),
            _ => false,
        };
        self.back.retain(|page| !gone(page));
        if gone(&self.page) {
            self.page = self.back.pop().unwrap_or(Page::Overview);
            self.settle();
        }
    }

    /// Whether words of the meeting may be shown now.
    pub(super) fn may_say(&self, words: &Words) -> bool {
        words.public || !self.is_public()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::{self, press};
    use crate::app::{Msg, update};
    use crate::domain::value::Missing;

    #[test]
    fn what_is_hidden_is_gone_and_comes_back() {
        let mut app = fixture::app();
        let before = app.board.clone();
        press(&mut app, "P");
        assert!(app.is_public() && app.board.public);
        let hidden =
            |row: &&crate::assess::board::IndicatorView| row.missing == Some(Missing::Suppressed);
        assert!(app.board.indicators().any(|row| hidden(&row)));
        assert!(app.board.indicators().all(|row| row.data_note.is_none()));
        press(&mut app, "P");
        assert!(!app.is_public());
        assert_eq!(app.board, before);
    }

    #[test]
    fn what_is_read_while_it_is_on_is_hidden_too() {
        let mut app = fixture::app();
        press(&mut app, "P");
        let shown = app.board.clone();
        app.read_again();
        update(&mut app, Msg::Loaded(Box::new(fixture::loaded_of(fixture::snapshots()))));
        assert!(app.is_public());
        assert_eq!(app.board, shown);
        assert!(!app.has_news());
        press(&mut app, "P");
        assert!(!app.board.public);
    }

    #[test]
    fn complaints_are_counted_and_not_quoted() {
        let mut app = fixture::app();
        let all = |app: &App| app.complaints().into_iter().cloned().collect::<Vec<_>>();
        let before = all(&app);
        press(&mut app, "P");
        assert_eq!(all(&app).len(), before.len());
        for (shown, whole) in all(&app).iter().zip(&before) {
            assert_eq!(shown.severity, whole.severity);
            assert_ne!(shown.message, whole.message);
            assert_eq!(shown.place.to_string(), "");
        }
        press(&mut app, "P");
        assert_eq!(all(&app), before);
    }

    #[test]
    fn only_words_for_the_public_are_left() {
        let mut app = fixture::app();
        press(&mut app, "2jjiInside only\t\ri\x1b");
        let said =
            |app: &App| app.board.indicators().map(|row| app.comments_on(row).len()).sum::<usize>();
        assert_eq!(said(&app), 1);
        press(&mut app, "P");
        assert_eq!(said(&app), 0);
    }
}
