//! What every command that reads figures shares: where they are, whose, and which board.

mod opened;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ValueEnum;

use super::Failure;
use super::settings::{self, Settings};
use crate::assess::agenda::Order;
use crate::assess::ask::{Ask, Compare};
use crate::assess::board::Grain;
use crate::domain::authority::{Area, NotFound, find};
use crate::domain::complaint::{Complaint, Severity};
use crate::domain::facts::Facts;
use crate::domain::period::Period;
use crate::domain::published::Published;
use crate::domain::snapshot::parse_day;
use crate::store::bounded;
use crate::store::configuration::Located;
use crate::store::folder::{self, Input, Loaded, Source};
use crate::store::published::England;
use crate::store::{nearest, safe};

pub use opened::Opened;

/// More than this on standard input is no snapshot, and would only take the memory.
const LONGEST: u64 = 1 << 30;

/// The grain of a board.
#[derive(Clone, Copy, ValueEnum)]
pub enum GrainArg {
    /// Each indicator at its own frequency
    Month,
    /// Rolled up to quarters
    Quarter,
    /// Rolled up to financial years
    Year,
}

/// The order of the agenda.
#[derive(Clone, Copy, ValueEnum)]
pub enum AgendaArg {
    /// As a room is called over
    Section,
    /// The whole by reason and distance from target
    Worst,
}

/// Where figures are, whose, and which board of them.
#[derive(clap::Args)]
#[command(next_help_heading = "What to show")]
#[group(skip)]
pub struct Args {
    /// Folders or files of snapshots, or - for one on standard input
    ///
    /// Without any: the configured folder, else the built-in demonstration.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// England's published figures instead of files
    #[arg(long, conflicts_with = "paths")]
    pub published: bool,
    /// Whose figures: a name, a part of one, an ONS code or a DfE number
    #[arg(long, value_name = "NAME|CODE")]
    pub authority: Option<String>,
    /// The board's period: 2026-10, 2026/27-Q2, 2026/27 (default: the latest)
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,
    /// Compared with: previous (the default), year-ago, quarter, year-average, a period
    #[arg(long, value_name = "WHAT")]
    pub compare: Option<Compare>,
    /// The board as it stood on a day, 2026-10-31
    #[arg(long, value_name = "DATE", value_parser = day, hide_short_help = true)]
    pub as_at: Option<NaiveDate>,
    /// Also what has been corrected since the board of a day
    #[arg(long, value_name = "DATE", value_parser = day, hide_short_help = true)]
    pub since: Option<NaiveDate>,
    /// Rolled up (default: as the period says)
    #[arg(long, value_name = "month|quarter|year", hide_possible_values = true)]
    pub grain: Option<GrainArg>,
    /// Only core indicators
    ///
    /// --core=false where the configuration says so.
    #[arg(
        long,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        hide_possible_values = true
    )]
    pub core: Option<bool>,
    /// The agenda's order (default: section by section)
    #[arg(long, value_name = "section|worst", hide_possible_values = true)]
    pub agenda: Option<AgendaArg>,
    /// Only this section
    #[arg(long, value_name = "ID")]
    pub section: Option<String>,
    /// Only this indicator
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub indicator: Option<String>,
    /// Only this committee's indicators
    #[arg(long, value_name = "ID")]
    pub remit: Option<String>,
    /// As it may be shown in public: small numbers hidden
    ///
    /// --public=false where the configuration says so.
    #[arg(
        long,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        hide_possible_values = true
    )]
    pub public: Option<bool>,
    /// A catalogue to read after the built-in one and the folder's own
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub catalogue: Option<PathBuf>,
    /// Unknown fields are errors, and a warning is a finding
    #[arg(long, hide_short_help = true)]
    pub strict: bool,
    /// Which configuration is read
    #[command(flatten)]
    pub settings: settings::Args,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    parse_day(text).ok_or_else(|| "a day is written 2026-11-05".to_owned())
}

impl Args {
    /// The question to the rules, as it is asked here, else as it is set.
    pub fn ask(&self, settings: &Settings) -> Ask {
        Ask {
            period: self.period,
            grain: self.grain.map(|grain| match grain {
                GrainArg::Month => Grain::Month,
                GrainArg::Quarter => Grain::Quarter,
                GrainArg::Year => Grain::Year,
            }),
            compare: self.compare.or(settings.compare).unwrap_or_default(),
            as_at: self.as_at,
            since: self.since,
            core: self.core.or(settings.core).unwrap_or(false),
            section: self.section.clone(),
            indicator: self.indicator.clone(),
            remit: self.remit.clone(),
            order: match self.agenda {
                Some(AgendaArg::Section) => Order::Section,
                Some(AgendaArg::Worst) => Order::Worst,
                None => settings.agenda.unwrap_or_default(),
            },
        }
    }

    /// Whether only what may be public is shown.
    pub fn is_public(&self, settings: &Settings) -> bool {
        self.public.unwrap_or(settings.public)
    }

    fn with(&self, source: Source) -> Input {
        Input { source, catalogues: self.catalogue.iter().cloned().collect() }
    }

    /// Where the figures come from. Standard input is read here, whole.
    ///
    /// # Errors
    /// Exit code 2 where `-` stands beside other paths, 3 where it or the configured folder cannot
    /// be read.
    pub fn input(&self, settings: &Settings) -> Result<Input, Failure> {
        if let Some(missing) = self.catalogue.as_ref().filter(|path| !path.is_file()) {
            return Err(Failure::input(format!(
                "there is no catalogue `{}`: name a file",
                missing.display()
            )));
        }
        let stdin = self.paths.iter().filter(|p| p.as_os_str() == "-").count();
        if stdin > 0 && self.paths.len() > 1 {
            return Err(Failure::usage("- stands alone: one snapshot on standard input"));
        }
        if stdin == 1 {
            let bytes = bounded::stream(std::io::stdin().lock(), LONGEST).map_err(|error| {
                Failure::input(format!("standard input could not be read: {error}"))
            })?;
            return Ok(self.with(Source::Stdin(bytes)));
        }
        if !self.paths.is_empty() && self.paths.iter().all(|path| !path.exists()) {
            there(&self.paths).map_err(Failure::input)?;
        }
        Ok(self.with(match (&settings.folder, self.paths.is_empty()) {
            (_, false) => Source::Paths(self.paths.clone()),
            (None, true) => Source::Demo,
            (Some(folder), true) if folder.value.exists() => {
                Source::Paths(vec![folder.value.clone()])
            }
            (Some(folder), true) => {
                return Err(Failure::input(format!(
                    "there is no `{}`, which {} names as the folder: check that the share is \
                     connected, or name another folder",
                    folder.value.display(),
                    folder.place
                )));
            }
        }))
    }
}

/// Whether every path is there.
///
/// # Errors
/// Which is not, and what to do: a single word may be a misspelt command.
pub fn there(paths: &[PathBuf]) -> Result<(), String> {
    let Some(missing) = paths.iter().find(|path| !path.exists()) else { return Ok(()) };
    let name = missing.to_string_lossy();
    let definition = super::definition();
    let meant = nearest(&name, definition.get_subcommands().map(clap::Command::get_name));
    let meant = meant.filter(|_| paths.len() == 1);
    let meant = meant.map_or_else(String::new, |command| {
        format!("; or did you mean the command `callover {command}`?")
    });
    Err(format!("there is no `{}`: name a folder or files of snapshots{meant}", safe(&name)))
}

/// Loads the published figures of one authority, or what the paths hold.
///
/// # Errors
/// As [`Opened::by`].
pub fn load(args: &Args, settings: &Settings, england: &England) -> Result<Loaded, Failure> {
    if args.published {
        let Wanted { asked, configured } = Wanted::by(args, settings);
        let wanted = asked.or_else(|| configured.map(|name| name.value.as_str()));
        let Some(authority) = wanted else {
            return Err(Failure::usage(
                "--published needs to know whose figures: add --authority with a name, a part of \
                 one, an ONS code or a DfE number",
            ));
        };
        return published(authority, england);
    }
    let quiet = |_: usize, _: usize| {};
    folder::load(&args.input(settings)?, &quiet).map_err(|error| Failure::input(error.to_string()))
}

/// The published figures of one authority.
///
/// # Errors
/// Exit code 2 where nobody, or more than one, is called that.
pub fn published(authority: &str, england: &England) -> Result<Loaded, Failure> {
    let (facts, catalogue) = england.facts(authority).map_err(|why| not_found(authority, &why))?;
    Ok(Loaded {
        facts,
        catalogue,
        complaints: Vec::new(),
        files: 0,
        foreign: 0,
        title: "England's published figures".to_owned(),
        seen: None,
    })
}

/// Whose board is to open.
#[derive(Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// As the command line says: there must be such an authority.
    pub asked: Option<&'a str>,
    /// As the configuration says: where there is such an authority.
    pub configured: Option<&'a Located<String>>,
}

impl<'a> Wanted<'a> {
    /// What arguments and settings say.
    pub fn by(args: &'a Args, settings: &'a Settings) -> Self {
        Self { asked: args.authority.as_deref(), configured: settings.authority.as_ref() }
    }
}

/// The position of the home authority: as asked for, else as configured, else the one with most
/// snapshots; and a complaint where the configured one is not there.
///
/// # Errors
/// Exit code 2 where nobody, or more than one, is called what was asked for.
pub fn home(
    facts: &Facts,
    wanted: Wanted<'_>,
    england: &England,
) -> Result<(usize, Option<Complaint>), Failure> {
    if let Some(asked) = wanted.asked {
        let home = seek(facts, asked, england);
        let home = home.map_err(|why| not_found(asked, &or_who_is_there(why, facts)))?;
        return Ok((home, None));
    }
    let most = || facts.home().ok_or_else(nothing);
    let Some(Located { value, place }) = wanted.configured else {
        return Ok((most()?, None));
    };
    match seek(facts, value, england) {
        Ok(home) => Ok((home, None)),
        Err(why) => {
            let complaint = Complaint {
                severity: Severity::Warning,
                code: "no-such-authority",
                message: not_found(value, &why).message,
                help: "the board is of the authority with most snapshots".to_owned(),
                place: place.clone(),
            };
            Ok((most()?, Some(complaint)))
        }
    }
}

/// Nobody has a figure.
fn nothing() -> Failure {
    Failure::input("no snapshot could be read")
}

/// The position of the authority that is called this.
fn seek(facts: &Facts, asked: &str, england: &England) -> Result<usize, NotFound> {
    // A DfE number finds a snapshot that gives the ONS code, and the other way about.
    let known = facts.authorities().iter().map(|f| {
        let code = f.authority.code.as_deref().unwrap_or_default();
        let same = |area: &&Area| !code.is_empty() && (area.ons == code || area.number == code);
        let area = england.areas().iter().find(same);
        let codes = area.map_or([code, ""], |area| [area.ons.as_str(), area.number.as_str()]);
        (f.authority.name.as_str(), codes.into_iter().filter(|c| !c.is_empty()).collect())
    });
    find(asked, known)
}

/// So few names are all said where none is near.
const FEW: usize = 6;

/// Where nobody is nearly called that and few are there: all of them.
fn or_who_is_there(why: NotFound, facts: &Facts) -> NotFound {
    let names = facts.authorities().iter().map(|facts| facts.authority.name.clone());
    match why {
        NotFound::None(near) if near.is_empty() && facts.authorities().len() <= FEW => {
            NotFound::None(names.collect())
        }
        why => why,
    }
}

/// Nobody, or several, are called that: said in one line with the names to choose from.
pub fn not_found(asked: &str, why: &NotFound) -> Failure {
    Failure::usage(match why {
        NotFound::None(near) if near.is_empty() => {
            format!("no authority here is called `{asked}`: check the name, or write its number")
        }
        NotFound::None(near) => {
            format!("no authority here is called `{asked}`; did you mean {}?", near.join(", "))
        }
        NotFound::Several(names) => {
            format!("`{asked}` could be {}: write more of the name", names.join(", "))
        }
    })
}
