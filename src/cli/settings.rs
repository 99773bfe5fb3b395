//! The configuration: what each name of it means, and what is wrong with what it says.
//!
//! What is not set anywhere is as it is by default; the configuration goes before that, the
//! environment before the configuration, and the command line before all.

mod keys;

use std::path::{Path, PathBuf};

use super::output;
use crate::app::keymap::Keymap;
use crate::app::look::{GlyphSet, ThemeName};
use crate::app::picker::expanded;
use crate::assess::agenda::Order;
use crate::assess::ask::Compare;
use crate::assess::disclosure::Threshold;
use crate::domain::complaint::Complaint;
use crate::store::configuration::{Configuration, Located};
use crate::store::locations::Locations;
use crate::store::render::render;

/// Which configuration is read.
#[derive(clap::Args)]
#[group(skip)]
pub struct Args {
    /// The configuration file (default: as `callover paths` says, or `CALLOVER_CONFIG`)
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub config: Option<PathBuf>,
}

/// Whether the mouse is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mouse {
    /// Where the terminal lets the person select text all the same.
    #[default]
    Auto,
    /// Always.
    On,
    /// Only after the command that turns it on.
    Off,
}

impl Mouse {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Auto, "auto"), (Self::On, "on"), (Self::Off, "off")];
}

/// What a person has set. `None`: they have not.
#[derive(Debug, Default)]
pub struct Settings {
    /// Where its own files are.
    pub locations: Locations,
    /// The folder or file that opens where none is named.
    pub folder: Option<Located<PathBuf>>,
    /// Whose board opens, where they are among the figures.
    pub authority: Option<Located<String>>,
    /// The name on what this person writes.
    pub author: Option<String>,
    /// The theme.
    pub theme: Option<ThemeName>,
    /// The glyphs.
    pub glyphs: Option<GlyphSet>,
    /// Whether the mouse is heard.
    pub mouse: Mouse,
    /// Core indicators only, or all.
    pub core: Option<bool>,
    /// What figures are compared with.
    pub compare: Option<Compare>,
    /// The order of the agenda.
    pub agenda: Option<Order>,
    /// Public mode from the start.
    pub public: bool,
    /// Public mode hides counts from 1 to this; 1 to 10.
    pub threshold: Threshold,
    /// The keys.
    pub keymap: Keymap,
    /// What is wrong with the configuration.
    pub complaints: Vec<Complaint>,
}

impl Settings {
    /// Reads the configuration. What is wrong with it is among the complaints, and what is good is
    /// used.
    pub fn read(args: &Args) -> Self {
        let locations = Locations::find(args.config.as_deref(), std::env::var_os);
        let said = match &locations.configuration {
            Some(path) => Configuration::open(path, locations.named),
            None => Configuration::default(),
        };
        Self::of(said, locations)
    }

    fn of(mut said: Configuration, locations: Locations) -> Self {
        let folder = folder(&mut said, &locations);
        let word = |text: Option<Located<String>>| text.map(|text| text.value);
        let themes = ThemeName::ALL.map(ThemeName::word);
        let sets = GlyphSet::ALL.map(GlyphSet::word);
        let mice = Mouse::ALL.map(|(_, word)| word);
        let mouse = word(said.word("mouse", &mice));
        let agenda = word(said.word("agenda", &["section", "worst"]));
        Self {
            folder,
            authority: said.text("authority"),
            author: word(said.text("author")),
            theme: word(said.word("theme", &themes)).and_then(|word| ThemeName::from_word(&word)),
            glyphs: word(said.word("glyphs", &sets)).and_then(|word| GlyphSet::from_word(&word)),
            mouse: Mouse::ALL
                .into_iter()
                .find(|(_, word)| mouse.as_deref() == Some(*word))
                .map_or_else(Mouse::default, |(mouse, _)| mouse),
            core: said.flag("core").map(|flag| flag.value),
            compare: comparison(&mut said),
            agenda: agenda.map(|word| match word.as_str() {
                "worst" => Order::Worst,
                _ => Order::Section,
            }),
            public: said.protection("public"),
            threshold: said
                .number("threshold", 1..=10)
                .map_or_else(Threshold::default, |number| Threshold(number.value)),
            keymap: keys::keymap(&mut said),
            complaints: said.finish(),
            locations,
        }
    }

    /// Says on standard error what is wrong with the configuration.
    pub fn tell(&self) {
        for complaint in &self.complaints {
            output::complain(&render(complaint, false));
        }
    }
}

/// The folder: `~` is the home folder, and a path that does not begin at a root begins where the
/// configuration is.
fn folder(said: &mut Configuration, locations: &Locations) -> Option<Located<PathBuf>> {
    let Located { value, place } = said.path("folder")?;
    let path = expanded(&value, locations.home.as_deref());
    let beside = locations.configuration.as_deref().and_then(Path::parent);
    let value = beside.map_or_else(|| path.clone(), |beside| beside.join(&path));
    Some(Located { value, place })
}

fn comparison(said: &mut Configuration) -> Option<Compare> {
    let Located { value, place } = said.text("compare")?;
    match value.parse() {
        Ok(compare) => Some(compare),
        Err(why) => {
            let message = format!("`compare` is `{value}`: {why}");
            said.complain(place, "unknown-word", message, "");
            None
        }
    }
}

#[cfg(test)]
mod tests;
