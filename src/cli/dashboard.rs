//! `callover`: the dashboard.

use std::io::{self, IsTerminal};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::desk::desk;
use super::reader::{self, home};
use super::show;
use super::{Failure, output};
use crate::app;
use crate::app::look::{GlyphSet, ThemeName};
use crate::store::folder::watch::Watch;
use crate::store::folder::{self, Source};
use crate::store::locations::Locations;
use crate::store::published::England;
use crate::terminal::{self, Ending, Load, Reading, Startup, Telling, Watched};

/// Arguments of the dashboard.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    reader: reader::Args,
    /// Enter nothing: no comment, action or mark is written
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
    let theme = theme(args.theme);
    let glyphs = args.glyphs.unwrap_or_else(glyphs_of_platform);
    let ask = args.reader.ask();
    let environment = |name: &str| std::env::var_os(name);
    let locations = Locations::find(None, environment);
    let source = args.reader.source();
    let startup = Startup {
        desk: desk(&source, &locations, None, args.read_only, environment),
        load: loader(args.reader)?,
        published: Rc::new(England::default()),
        ask,
        theme: theme.unwrap_or_default(),
        slides_theme: theme.unwrap_or(ThemeName::HighContrast),
        glyphs,
        mouse: !old_console(),
        look_every: args.look_every.map_or(terminal::EVERY, Duration::from_millis),
        present: args.present,
    };
    match terminal::run(startup) {
        Ok(Ending::Quit) => Ok(0),
        Ok(Ending::Left(text)) => output::write(text.as_bytes()).map(|()| 0),
        Ok(Ending::Signal(signal)) => Ok(u8::try_from(128 + signal).unwrap_or(u8::MAX)),
        Ok(Ending::NotLoaded(why)) => Err(Failure::input(why)),
        Err(error) => Err(Failure::output(format!("the terminal cannot be used: {error}"))),
    }
}

/// The theme that somebody chose: `NO_COLOR` means the one without colours, unless a theme is asked
/// for.
fn theme(asked: Option<ThemeName>) -> Option<ThemeName> {
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    asked.or(no_colour.then_some(ThemeName::Mono))
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

/// What reads the figures, at the start and whenever they are read again. Standard input is read
/// once, here: it does not come twice.
fn loader(args: reader::Args) -> Result<Arc<Load>, Failure> {
    if args.published {
        // Said at once, before the screen is taken.
        reader::load(&args, &England::default())?;
        return Ok(Arc::new(move |_| {
            let england = England::default();
            let loaded = reader::load(&args, &england).map_err(|failure| failure.message)?;
            Ok(Reading { loaded: seated(loaded, None)?, watched: None })
        }));
    }
    let input = args.input()?;
    if let Source::Paths(paths) = &input.source
        && let Some(missing) = paths.iter().find(|path| !path.exists())
    {
        return Err(Failure::input(format!(
            "there is no `{}`: name a folder or files of snapshots",
            crate::store::safe(&missing.to_string_lossy())
        )));
    }
    // Another board than the newest cannot be shown before everything is read.
    let newest = args.period.is_none() && args.as_at.is_none() && args.since.is_none();
    let watch = Watch::of(&input);
    Ok(Arc::new(move |telling| {
        let authority = args.authority.as_deref();
        let loaded = match telling.early.filter(|_| newest) {
            Some(early) => folder::load_early(&input, &Listener { telling, early, authority }),
            None => folder::load(&input, telling.progress),
        };
        let torn = match &loaded {
            Ok(loaded) => loaded.complaints.iter().any(|c| c.code == folder::UNREADABLE),
            Err(_) => true,
        };
        // A share that went away while it was read must not take the figures with it.
        if torn && let Some(Err(away)) = watch.as_ref().map(Watch::reachable) {
            return Err(away.words().to_owned());
        }
        let loaded = loaded.map_err(|error| error.to_string())?;
        let watched = watch.clone().zip(loaded.seen).map(|(watch, seen)| Watched { watch, seen });
        Ok(Reading { loaded: seated(loaded, authority)?, watched })
    }))
}

/// Hands on what a load says, with the home authority found.
struct Listener<'a> {
    telling: &'a Telling<'a>,
    early: &'a (dyn Fn(app::Loaded) + Sync),
    authority: Option<&'a str>,
}

impl folder::Listener for Listener<'_> {
    fn looking(&self, done: usize, of: usize) {
        (self.telling.looking)(done, of);
    }

    fn progress(&self, done: usize, of: usize) {
        (self.telling.progress)(done, of);
    }

    fn early(&self, loaded: folder::Loaded) {
        // The authority asked for may be among the rest.
        if let Ok(loaded) = seated(loaded, self.authority) {
            (self.early)(loaded);
        }
    }
}

/// What was loaded, with the home authority found.
fn seated(loaded: folder::Loaded, authority: Option<&str>) -> Result<app::Loaded, String> {
    let home =
        home(&loaded.facts, authority, &England::default()).map_err(|failure| failure.message)?;
    let folder::Loaded { facts, catalogue, complaints, title, .. } = loaded;
    Ok(app::Loaded { facts, catalogue, complaints, home, title })
}
