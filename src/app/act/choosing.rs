//! Menus of what is shown: which rows, which committee's, which two periods, how it looks.

use crate::app::dialog::Dialog;
use crate::app::keymap::{Action, KEYS};
use crate::app::look::{GlyphSet, ThemeName};
use crate::app::menu::{Choice, Menu};
use crate::app::page::Page;
use crate::app::rows::{Filter, Sort, SortBy};
use crate::app::{App, Effect};
use crate::domain::remembered::Change;

impl App {
    /// The commands of the table that `letter` gives a letter, as a menu.
    pub(in crate::app) fn menu_of(
        &mut self,
        title: &'static str,
        letter: impl Fn(Action) -> Option<(char, bool)>,
    ) {
        let choice = |binding: &crate::app::keymap::Binding| {
            let (key, now) = letter(binding.action)?;
            Some(Choice { key, words: binding.does.to_owned(), action: binding.action, now })
        };
        let choices = KEYS.iter().filter_map(choice).collect();
        self.dialog = Some(Dialog::Menu(Menu::new(title, choices)));
    }

    pub(super) fn ask_filter(&mut self) {
        let now = self.filter;
        self.menu_of("which rows", |action| match action {
            Action::FilterBy(filter) => Some((filter.letter(), filter == now)),
            _ => None,
        });
    }

    /// Which two periods: on the screen that shows them side by side.
    pub(super) fn ask_preset(&mut self) {
        let now = (self.board.grain, self.ask.compare);
        self.menu_of("which two periods", |action| match action {
            Action::Preset(grain, compare) => Some(('m', (grain, compare) == now)),
            _ => None,
        });
    }

    /// Which committee's indicators; the catalogue says which there are.
    pub(super) fn ask_remit(&mut self) {
        let remits = &self.loaded.catalogue.remits;
        if remits.is_empty() {
            self.say("the catalogue names no committees (its remits)");
            return;
        }
        let now = self.ask.remit.as_deref();
        let all = Choice {
            key: 'a',
            words: "every committee's".to_owned(),
            action: Action::RemitOf(None),
            now: now.is_none(),
        };
        let of = |(at, remit): (u8, &crate::domain::catalogue::Remit)| Choice {
            key: remit.title.chars().next().map_or(' ', |c| c.to_ascii_lowercase()),
            words: remit.title.clone(),
            action: Action::RemitOf(Some(at)),
            now: now == Some(remit.id.as_str()),
        };
        let choices = std::iter::once(all).chain((0..).zip(remits).map(of)).collect();
        self.dialog = Some(Dialog::Menu(Menu::new("whose indicators", choices)));
    }

    pub(super) fn set_remit(&mut self, remit: Option<u8>) {
        let before = self.ask.remit.clone();
        let remits = &self.loaded.catalogue.remits;
        self.ask.remit = remit.and_then(|at| remits.get(usize::from(at))).map(|r| r.id.clone());
        self.reassess();
        if self.board.indicators().next().is_none() && self.ask.remit.is_some() {
            self.say("no figure here is in that committee's remit");
            self.ask.remit = before;
            self.reassess();
        }
    }

    pub(super) fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.settle();
    }

    /// Sorts the open section's table by another column.
    pub(in crate::app) fn sort_by(&mut self, by: SortBy) -> Option<Effect> {
        self.sort_as(Sort { by, reversed: false })
    }

    pub(in crate::app) fn reverse(&mut self) -> Option<Effect> {
        let Sort { by, reversed } = self.sort();
        self.sort_as(Sort { by, reversed: !reversed })
    }

    fn sort_as(&mut self, sort: Sort) -> Option<Effect> {
        let Page::Section(at) = self.page else { return None };
        let id = self.section(at)?.id.clone();
        self.sorts.insert(id.clone(), sort);
        self.settle();
        Some(self.remember_sort(id))
    }

    pub(super) fn set_theme(&mut self, theme: ThemeName) -> Effect {
        (self.theme, self.slides_theme) = (theme, theme);
        self.say(format!("theme {}", theme.word()));
        self.remember(Change::Theme(theme.word().to_owned()))
    }

    pub(super) fn set_glyphs(&mut self, set: GlyphSet) {
        self.glyphs = set;
        self.say(format!("glyphs {}", set.word()));
    }

    pub(super) fn turn_core(&mut self) {
        self.ask.core = !self.ask.core;
        let wanted = self.ask.core;
        self.reassess();
        self.say(match (wanted, self.ask.core) {
            (true, false) => "no indicator is a core one",
            (true, true) => "core indicators only",
            (false, _) => "all indicators",
        });
    }
}
