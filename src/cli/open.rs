//! Reading what the dashboard opens: at the start, whenever it is read again, and whatever else a
//! person chooses.

use std::path::PathBuf;

use super::Failure;
use super::reader::{self, Wanted, home};
use super::settings::Settings;
use crate::app;
use crate::app::source::Source;
use crate::domain::authority::{Area, AreaKind};
use crate::domain::complaint::Complaint;
use crate::domain::published::Published;
use crate::domain::remembered::Remembered;
use crate::store::configuration::Located;
use crate::store::folder::watch::Watch;
use crate::store::folder::{self, Input};
use crate::store::published::England;
use crate::terminal::{Reading, Telling, Watched};

/// Reads whatever can be opened.
pub struct Opener {
    /// Catalogues of the command line, for whatever is opened.
    catalogues: Vec<PathBuf>,
    /// What came on standard input: it does not come twice.
    stdin: Vec<u8>,
    /// What opens first.
    first: Source,
    /// Whose board opens first.
    asked: Option<String>,
    /// Whose board opens where they are.
    configured: Option<Located<String>>,
    /// What opens first is shown as it was then, or for the public, which needs every file.
    then: bool,
    /// What is wrong with the configuration.
    complaints: Vec<Complaint>,
}

/// What opens first, and whether the person has yet to choose.
pub struct First {
    /// What opens.
    pub source: Source,
    /// The list of what can be opened stands over it.
    pub choose: bool,
}

impl Opener {
    /// As the arguments and the settings say. Standard input is read here, whole.
    ///
    /// # Errors
    /// Exit code 2 where the arguments are wrong, 3 where what they name is not there.
    pub fn new(
        args: &reader::Args,
        settings: &Settings,
        lately: &Remembered,
    ) -> Result<(Self, First), Failure> {
        let mut opener = Self {
            catalogues: args.catalogue.iter().cloned().collect(),
            stdin: Vec::new(),
            first: Source::Demonstration,
            asked: args.authority.clone(),
            configured: settings.authority.clone(),
            then: args.period.is_some()
                || args.as_at.is_some()
                || args.since.is_some()
                || args.is_public(settings),
            complaints: settings.complaints.clone(),
        };
        let mut choose = false;
        opener.first = if args.published {
            let england = England::default();
            let (source, chosen) = opener.published(&england, lately)?;
            choose = !chosen;
            source
        } else {
            match args.input(settings)?.source {
                folder::Source::Demo => Source::Demonstration,
                folder::Source::Stdin(bytes) => {
                    opener.stdin = bytes;
                    Source::StandardInput
                }
                folder::Source::Paths(paths) => {
                    reader::there(&paths).map_err(Failure::input)?;
                    Source::Paths(paths)
                }
            }
        };
        let first = First { source: opener.first.clone(), choose };
        Ok((opener, first))
    }

    /// Whose published figures open first, and whether that is who the person wants; where they
    /// have not said, those they looked at last.
    fn published(&self, england: &England, lately: &Remembered) -> Result<(Source, bool), Failure> {
        let area = |at: usize| england.areas().get(at).map(Area::code).unwrap_or_default();
        let source = |at: usize| Source::Published(area(at).to_owned());
        if let Some(asked) = &self.asked {
            let found = england.authority(asked);
            return found
                .map(|at| (source(at), true))
                .map_err(|why| reader::not_found(asked, &why));
        }
        let configured = self.configured.as_ref().map(|name| england.authority(&name.value));
        if let Some(Ok(at)) = configured {
            return Ok((source(at), true));
        }
        let last = lately.authorities.iter().find_map(|code| england.authority(code).ok());
        let first = || england.areas().iter().position(|area| area.kind == AreaKind::Authority);
        let at = last.or_else(first).unwrap_or_default();
        Ok((source(at), false))
    }

    /// Reads a source; says meanwhile how far it is and what is newest.
    ///
    /// # Errors
    /// Why there is nothing to show, in a sentence.
    pub fn read(&self, source: &Source, telling: &Telling<'_>) -> Result<Reading, String> {
        let input = match source {
            Source::Published(code) => {
                let england = England::default();
                let loaded =
                    reader::published(code, &england).map_err(|failure| failure.message)?;
                return Ok(Reading { loaded: self.seated(source, loaded)?, watched: None });
            }
            Source::Demonstration => folder::Source::Demo,
            Source::StandardInput => folder::Source::Stdin(self.stdin.clone()),
            Source::Paths(paths) => {
                reader::there(paths)?;
                folder::Source::Paths(paths.clone())
            }
        };
        let input = Input { source: input, catalogues: self.catalogues.clone() };
        let watch = Watch::of(&input);
        // Another board than the newest cannot be shown before everything is read.
        let then = self.then && *source == self.first;
        let loaded = match telling.early.filter(|_| !then) {
            Some(early) => {
                folder::load_early(&input, &Listener { telling, early, opener: self, source })
            }
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
        let watched = watch.zip(loaded.seen).map(|(watch, seen)| {
            let source = source.clone();
            Watched { source, watch, seen }
        });
        Ok(Reading { loaded: self.seated(source, loaded)?, watched })
    }

    /// What was loaded, with the home authority found. Who is asked for must be in what opens first;
    /// in what is opened later they may be.
    fn seated(&self, source: &Source, loaded: folder::Loaded) -> Result<app::Loaded, String> {
        let england = England::default();
        let asked = self.asked.as_deref().filter(|_| !matches!(source, Source::Published(_)));
        let configured =
            self.configured.as_ref().filter(|_| !matches!(source, Source::Published(_)));
        let strict = Wanted { asked, configured };
        let lenient = Wanted { asked: None, configured };
        let seat = |wanted| home(&loaded.facts, wanted, &england);
        let found = match seat(strict) {
            Err(_) if *source != self.first => seat(lenient),
            found => found,
        };
        let (home, doubt) = found.map_err(|failure| failure.message)?;
        let doubt = doubt.filter(|_| *source != Source::Demonstration);
        let folder::Loaded { facts, catalogue, complaints, title, .. } = loaded;
        let complaints = self.complaints.iter().cloned().chain(doubt).chain(complaints).collect();
        Ok(app::Loaded { facts, catalogue, complaints, home, source: source.clone(), title })
    }
}

/// Hands on what a load says, with the home authority found.
struct Listener<'a> {
    telling: &'a Telling<'a>,
    early: &'a (dyn Fn(app::Loaded) + Sync),
    opener: &'a Opener,
    source: &'a Source,
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
        if let Ok(loaded) = self.opener.seated(self.source, loaded) {
            (self.early)(loaded);
        }
    }
}
