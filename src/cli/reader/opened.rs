//! Everything that a board is made from, loaded.

use super::{Args, Wanted, home, load, nothing};
use crate::assess::ask::{Ask, Sources};
use crate::assess::board::Board;
use crate::assess::disclosure::Public;
use crate::cli::settings::Settings;
use crate::cli::{Failure, output};
use crate::domain::facts::AuthorityFacts;
use crate::store::folder::Loaded;
use crate::store::published::England;
use crate::store::render::render;
use crate::store::{nearest, safe};

/// So few ids are all said where none is near.
const FEW: usize = 20;

/// Everything that a board is made from.
pub struct Opened {
    /// What was loaded.
    pub loaded: Loaded,
    /// Whose board: a position among the authorities.
    home: usize,
    /// England's published figures.
    england: England,
    /// What is left of it for the public, where no more may be shown.
    public: Option<Public>,
}

impl Opened {
    /// Loads what the arguments name and finds the authority; says on standard error where the
    /// configured one is not among the figures.
    ///
    /// # Errors
    /// Exit code 2 for an authority or a filter that is not there, 3 where nothing is readable.
    pub fn by(args: &Args, settings: &Settings) -> Result<Self, Failure> {
        let england = England::default();
        let loaded = load(args, settings, &england)?;
        let wanted = Wanted::by(args, settings);
        let wanted = if args.published { Wanted::default() } else { wanted };
        let (home, doubt) = home(&loaded.facts, wanted, &england)?;
        let demonstration = args.paths.is_empty() && settings.folder.is_none();
        if let Some(doubt) = doubt.filter(|_| !demonstration) {
            output::complain(&render(&doubt, false));
        }
        let public = args
            .is_public(settings)
            .then(|| Public::of(&loaded.facts, &loaded.catalogue, settings.threshold));
        let opened = Self { loaded, home, england, public };
        opened.check_filters(args)?;
        Ok(opened)
    }

    /// The board that is asked for.
    ///
    /// # Errors
    /// Exit code 3 where nobody has a figure.
    pub fn board(&self, ask: &Ask) -> Result<Board, Failure> {
        let (all, catalogue) = match &self.public {
            Some(public) => (&public.facts, &public.catalogue),
            None => (&self.loaded.facts, &self.loaded.catalogue),
        };
        let home = all.authorities().get(self.home).ok_or_else(nothing)?;
        let sources = Sources { home, all, catalogue, published: &self.england };
        Ok(crate::assess::board(sources, ask))
    }

    /// Says on standard error what of a board was hidden from the public, and why; never what it
    /// was. Nothing where nothing may be hidden.
    pub fn tell_hidden(&self, board: &Board) {
        let Some(public) = &self.public else { return };
        for line in public.told(self.home, board) {
            output::complain(&line);
        }
    }

    /// Says on standard error how much is wrong with the data.
    pub fn tell_complaints(&self) {
        let complaints = match self.loaded.complaints.len() {
            0 => return,
            1 => "1 complaint".to_owned(),
            many => format!("{many} complaints"),
        };
        output::complain(&format!("{complaints} about the data: `callover check` lists them"));
    }

    fn home_facts(&self) -> Option<&AuthorityFacts> {
        self.loaded.facts.authorities().get(self.home)
    }

    fn check_filters(&self, args: &Args) -> Result<(), Failure> {
        let catalogue = &self.loaded.catalogue;
        let known = |what: &str, asked: &str, ids: Vec<&str>| {
            if ids.contains(&asked) {
                return Ok(());
            }
            let help = match nearest(asked, ids.iter().copied()) {
                Some(near) => format!("; did you mean `{near}`?"),
                None if ids.len() <= FEW => format!(": write {}", ids.join(", ")),
                None => ": `callover show --format csv` lists those that have figures".to_owned(),
            };
            Err(Failure::usage(format!("there is no {what} `{}`{help}", safe(asked))))
        };
        if let Some(day) = args.as_at
            && let Some(first) = self.home_facts().and_then(|f| f.extracts.first())
            && first.at.date() > day
        {
            return Err(Failure::input(format!(
                "nothing had been extracted by {day}: the first extract is of {}",
                first.at
            )));
        }
        if let Some(section) = &args.section {
            known("section", section, catalogue.sections.iter().map(|s| s.id.as_str()).collect())?;
        }
        if let Some(remit) = &args.remit {
            known("remit", remit, catalogue.remits.iter().map(|r| r.id.as_str()).collect())?;
        }
        if let Some(indicator) = &args.indicator {
            let own = self.home_facts().into_iter().flat_map(AuthorityFacts::indicators);
            let ids = catalogue.indicators().iter().map(|i| i.id.as_str()).chain(own).collect();
            known("indicator", indicator, ids)?;
        }
        Ok(())
    }
}
