//! `callover`: the dashboard.

use std::io::{self, IsTerminal};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::desk::desk;
use super::open::{First, Opener};
use super::reader;
use super::settings::{Mouse, Settings};
use super::show;
use super::{Failure, output};
use crate::app;
use crate::app::look::{GlyphSet, ThemeName};
use crate::app::settings::Own;
use crate::domain::remembered::Remembered;
use crate::store::published::England;
use crate::store::remembered;
use crate::terminal::{self, Clock, Desks, Ending, Startup};

/// Arguments of the dashboard.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    reader: reader::Args,
    /// Write nothing to the folder: what is typed stays a draft on this machine
    #[arg(long)]
    read_only: bool,
    /// How it looks: default suits the terminal's own colours
    #[arg(long, value_name = "THEME", value_parser = themes(), help_heading = "Looks")]
    theme: Option<ThemeName>,
    /// Begin in presentation mode: one item of the agenda a slide
    #[arg(long, help_heading = "Looks")]
    present: bool,
    /// Which glyphs the terminal's font has
    #[arg(long, value_name = "GLYPHS", value_parser = glyph_sets(), help_heading = "Looks")]
    glyphs: Option<GlyphSet>,
    /// Begin with the meeting: the one that runs, else a new one
    #[arg(long, conflicts_with = "present")]
    meeting: bool,
    /// The time that the clock stands at, for tests: 2026-11-12T14:03:00+00:00
    #[arg(long, value_name = "TIME", hide = true)]
    clock: Option<DateTime<FixedOffset>>,
    /// Milliseconds between two looks at the files, for tests
    #[arg(long, value_name = "MILLISECONDS", hide = true)]
    look_every: Option<u64>,
}

fn themes() -> impl TypedValueParser<Value = ThemeName> {
    let words = ThemeName::ALL.map(|theme| PossibleValue::new(theme.word()));
    PossibleValuesParser::new(words).map(|word| ThemeName::from_word(&word).unwrap_or_default())
}

fn glyph_sets() -> impl TypedValueParser<Value = GlyphSet> {
    let words = GlyphSet::ALL.map(|set| PossibleValue::new(set.word()));
    PossibleValuesParser::new(words).map(|word| GlyphSet::from_word(&word).unwrap_or_default())
}

/// Opens the dashboard; into a pipe, writes the board as text instead.
///
/// # Errors
/// Exit code 2 where the arguments or the terminal do not allow it, 3 where nothing is readable,
/// 4 where the terminal cannot be written to.
pub fn run(args: Args) -> Result<u8, Failure> {
    if !io::stdout().is_terminal() {
        output::complain("standard output is not a terminal: this is `callover show`");
        return show::run(&show::Args::text(args.reader));
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err(Failure::usage(
            "this terminal cannot move its cursor (TERM=dumb): `callover show` writes the board as \
             text",
        ));
    }
    let settings = Settings::read(&args.reader.settings);
    let kept = settings.locations.remembered();
    let remembered = kept.as_deref().map(remembered::read).unwrap_or_default();
    let (opener, First { source, choose }) = Opener::new(&args.reader, &settings, &remembered)?;
    let startup = Startup {
        load: Arc::new(move |source, telling| opener.read(source, telling)),
        source,
        published: Rc::new(England::default()),
        ask: args.reader.ask(&settings),
        choose,
        desk: desks(&settings, args.read_only),
        settings: looks(&args, settings, remembered),
        remembered: kept,
        look_every: args.look_every.map_or(terminal::EVERY, Duration::from_millis),
        present: args.present,
        meeting: args.meeting,
        clock: Clock { stands_at: args.clock },
    };
    match terminal::run(startup) {
        Ok(Ending::Quit) => Ok(0),
        Ok(Ending::Left(text)) => output::write(text.as_bytes()).map(|()| 0),
        Ok(Ending::Signal(signal)) => Ok(u8::try_from(128 + signal).unwrap_or(u8::MAX)),
        Ok(Ending::NotLoaded(why)) => Err(Failure::input(why)),
        Err(error) => Err(Failure::output(format!("the terminal cannot be used: {error}"))),
    }
}

/// Who enters something while a source is open, and where it is kept.
fn desks(settings: &Settings, read_only: bool) -> Box<Desks> {
    let (locations, author) = (settings.locations.clone(), settings.author.clone());
    Box::new(move |source| {
        desk(source, &locations, author.as_deref(), read_only, |name| std::env::var_os(name))
    })
}

/// How it looks and what its keys are: as the command line says, else the environment, else the
/// configuration, else what was chosen the last time, else the platform.
fn looks(args: &Args, settings: Settings, remembered: Remembered) -> app::settings::Settings {
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let chosen = remembered.theme.as_deref().and_then(ThemeName::from_word);
    let set = args.theme.or(no_colour.then_some(ThemeName::Mono)).or(settings.theme);
    app::settings::Settings {
        theme: set.or(chosen).unwrap_or_default(),
        slides_theme: set.unwrap_or(ThemeName::HighContrast),
        glyphs: args.glyphs.or(settings.glyphs).unwrap_or_else(glyphs_of_platform),
        mouse: match settings.mouse {
            Mouse::On => true,
            Mouse::Off => false,
            Mouse::Auto => !old_console(),
        },
        all: args.reader.core.or(settings.core) == Some(false),
        public: args.reader.is_public(&settings),
        threshold: settings.threshold,
        keymap: settings.keymap,
        own: Own {
            remembered,
            folder: settings.folder.map(|folder| folder.value),
            home_folder: settings.locations.home,
            started_in: std::env::current_dir().ok(),
        },
    }
}

/// Old Windows consoles have neither eighth blocks nor braille; Windows Terminal says who it is.
fn glyphs_of_platform() -> GlyphSet {
    let plain = std::env::var_os("TERM").is_some_and(|term| term == "linux");
    if old_console() || plain { GlyphSet::Basic } else { GlyphSet::Full }
}

/// Windows' console from before Windows Terminal: its mouse selects text, and a program that hears
/// the mouse takes that away without another way to do it.
fn old_console() -> bool {
    cfg!(windows) && std::env::var_os("WT_SESSION").is_none() && std::env::var_os("TERM").is_none()
}
