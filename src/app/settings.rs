//! How a person has set the dashboard up, and what it remembers of the times before.

use std::path::PathBuf;

use super::columns::ColumnId;
use super::keymap::Keymap;
use super::look::{GlyphSet, ThemeName};
use super::rows::{Sort, SortBy};
use super::{App, Effect};
use crate::assess::disclosure::Threshold;
use crate::domain::remembered::{Change, Remembered, Sorted};

/// What the dashboard starts with beside figures.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The keys.
    pub keymap: Keymap,
    /// The theme.
    pub theme: ThemeName,
    /// The theme while presenting.
    pub slides_theme: ThemeName,
    /// The glyphs.
    pub glyphs: GlyphSet,
    /// Whether the mouse is heard.
    pub mouse: bool,
    /// Begin with every indicator, not with the core ones alone.
    pub all: bool,
    /// Begin in public mode.
    pub public: bool,
    /// The largest number that is hidden in public.
    pub threshold: Threshold,
    /// What they have used before, and where they are.
    pub own: Own,
}

/// What a person has used before, and where they are.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// What was remembered.
    pub remembered: Remembered,
    /// The folder that opens where none is named.
    pub folder: Option<PathBuf>,
    /// The person's home folder: what `~` means.
    pub home_folder: Option<PathBuf>,
    /// Where the program was started: what a path that begins nowhere begins at.
    pub started_in: Option<PathBuf>,
}

impl App {
    /// Sets the dashboard up as a person has it. What is remembered and means nothing any more is
    /// passed over.
    pub fn furnish(&mut self, settings: Settings) {
        let Settings { keymap, theme, slides_theme, glyphs, mouse, all, public, threshold, own } =
            settings;
        for (section, words) in &own.remembered.columns {
            let columns: Vec<_> = words.iter().filter_map(|w| ColumnId::from_word(w)).collect();
            if words.is_empty() || !columns.is_empty() {
                self.columns.insert(section.clone(), columns);
            }
        }
        for (section, Sorted { by, reversed }) in &own.remembered.sorted {
            if let Some(by) = SortBy::from_word(by) {
                self.sorts.insert(section.clone(), Sort { by, reversed: *reversed });
            }
        }
        (self.keymap, self.theme, self.glyphs, self.mouse) = (keymap, theme, glyphs, mouse);
        (self.own, self.slides_theme) = (own, slides_theme);
        if all {
            self.ask.core = false;
            self.reassess();
        }
        self.veil(threshold, public);
        self.settle();
    }

    /// Remembers something, here and for the next time.
    pub(super) fn remember(&mut self, change: Change) -> Effect {
        self.own.remembered.apply(change.clone());
        Effect::Remember(change)
    }

    /// Remembers the columns of a section's table.
    pub(super) fn remember_columns(&mut self, section: String) -> Effect {
        let chosen = self.columns.get(&section);
        let words = chosen.map(|columns| columns.iter().map(|c| c.word().to_owned()).collect());
        self.remember(Change::Columns(section, words))
    }

    /// Remembers how a section's table is sorted.
    pub(super) fn remember_sort(&mut self, section: String) -> Effect {
        let sort = self.sorts.get(&section).copied().unwrap_or_default();
        let sorted = Sorted { by: sort.by.word().to_owned(), reversed: sort.reversed };
        let sorted = (sort != Sort::default()).then_some(sorted);
        self.remember(Change::Sorted(section, sorted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::{Input, Press};
    use crate::app::{Msg, fixture, update};

    fn press(app: &mut App, keys: &str) -> Vec<Effect> {
        let keys = keys.chars().map(|c| Msg::Key(Input::Press(Press::char(c))));
        keys.filter_map(|key| update(app, key)).collect()
    }

    #[test]
    fn what_is_chosen_is_remembered_and_is_there_the_next_time() {
        let mut app = fixture::app();
        let mut remembered = Remembered::default();
        for effect in press(&mut app, "2sSoj qt3o lq") {
            let Effect::Remember(change) = effect else { panic!("{effect:?}") };
            remembered.apply(change);
        }
        assert_eq!(remembered, app.own.remembered);
        assert_eq!(remembered.theme.as_deref(), Some(app.theme.word()));
        let own = Own { remembered, ..Own::default() };
        let mut next = fixture::app();
        next.furnish(Settings { own, ..Settings::default() });
        press(&mut app, "2");
        press(&mut next, "2");
        assert_eq!((next.sort(), next.columns(0)), (app.sort(), app.columns(0)));
        assert_eq!(next.columns(1), app.columns(1));
        assert!(next.columns(1).is_some() && next.sort() != Sort::default());
        // As at first again, and nothing is kept of it.
        press(&mut next, "orq3orq");
        assert_eq!(next.own.remembered.columns.len(), 0);
    }

    #[test]
    fn words_of_another_version_are_passed_over() {
        let mut remembered = Remembered::default();
        let words = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect());
        remembered.apply(Change::Columns("front-door".to_owned(), words(&["moon", "figure"])));
        remembered.apply(Change::Columns("ehcp".to_owned(), words(&["moon"])));
        let by = "moon".to_owned();
        remembered.apply(Change::Sorted("ehcp".to_owned(), Some(Sorted { by, reversed: true })));
        let mut app = fixture::app();
        let own = Own { remembered, ..Own::default() };
        app.furnish(Settings { own, all: true, ..Settings::default() });
        assert_eq!(app.columns(0), Some(&[ColumnId::Value][..]));
        let ehcp = app.section_position("ehcp").unwrap();
        assert_eq!((app.columns(ehcp), app.sorts.get("ehcp"), app.ask.core), (None, None, false));
    }
}
