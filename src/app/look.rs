//! How the screen may look: names only. What they mean in colours and glyphs is the ui's matter.

/// A theme by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// The terminal's own sixteen colours on its own background.
    #[default]
    Default,
    /// Light text on black.
    Dark,
    /// Dark text on white.
    Light,
    /// Black on white with the strongest lights: for a projector.
    HighContrast,
    /// No red beside green.
    ColourSafe,
    /// No colour at all.
    Mono,
}

impl ThemeName {
    /// Every theme, in the order in which the key turns them.
    pub const ALL: [Self; 6] =
        [Self::Default, Self::Dark, Self::Light, Self::HighContrast, Self::ColourSafe, Self::Mono];

    /// The word for options and configuration.
    pub fn word(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::ColourSafe => "colour-safe",
            Self::Mono => "mono",
        }
    }

    /// The theme of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }

    /// The next theme.
    #[must_use]
    pub fn next(self) -> Self {
        next_of(&Self::ALL, self)
    }
}

/// A set of glyphs by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GlyphSet {
    /// Eighth blocks and braille.
    #[default]
    Full,
    /// What the fonts of old Windows consoles have (WGL4).
    Basic,
    /// ASCII only.
    Ascii,
}

impl GlyphSet {
    /// Every set.
    pub const ALL: [Self; 3] = [Self::Full, Self::Basic, Self::Ascii];

    /// The word for options and configuration.
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Basic => "basic",
            Self::Ascii => "ascii",
        }
    }

    /// The set of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.word() == word)
    }
}

/// A mark at the left edge of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the mark of its name")]
pub enum Mark {
    News,
    Restated,
    Comment,
    Note,
}

impl Mark {
    /// Every mark, from the left.
    pub const ALL: [Self; 4] = [Self::News, Self::Restated, Self::Comment, Self::Note];

    /// What it means.
    pub fn means(self) -> &'static str {
        match self {
            Self::News => {
                "its figure, light or comment came or changed when the files were read last"
            }
            Self::Restated => "a figure was put right in the newest extract, or this one since",
            Self::Comment => "the service wrote about it",
            Self::Note => "there is something to know about its data",
        }
    }
}

/// The one after `now`, and after the last the first.
pub fn next_of<T: Copy + PartialEq>(all: &[T], now: T) -> T {
    let at = all.iter().position(|one| *one == now).map_or(0, |at| at + 1);
    all.get(at).or_else(|| all.first()).copied().unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_and_turning_comes_round() {
        for theme in ThemeName::ALL {
            assert_eq!(ThemeName::from_word(theme.word()), Some(theme));
        }
        for set in GlyphSet::ALL {
            assert_eq!(GlyphSet::from_word(set.word()), Some(set));
        }
        let round = ThemeName::ALL.iter().fold(ThemeName::Default, |theme, _| theme.next());
        assert_eq!(round, ThemeName::Default);
        assert_eq!(ThemeName::from_word("pink"), None);
    }
}
