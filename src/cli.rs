//! The command line: one file a command, each with its arguments and its run.
//!
//! Exit codes are a contract: 0 done, 1 findings, 2 the command line is wrong, 3 nothing readable
//! in the input, 4 the output could not be written.

pub mod check;
pub mod completions;
pub mod dashboard;
pub mod desk;
pub mod entered;
pub mod import;
pub mod keys;
pub mod man;
pub mod minutes;
pub mod open;
pub mod output;
pub mod paths;
pub mod reader;
pub mod report;
pub mod schema;
pub mod settings;
pub mod show;
pub mod template;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// Why a command did not do what was asked: one form for all of them.
#[derive(Debug)]
pub struct Failure {
    /// The exit code.
    pub code: u8,
    /// What was found, what was wanted, what to do; empty where it has been said already.
    pub message: String,
}

impl Failure {
    /// The command line is wrong.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { code: 2, message: message.into() }
    }

    /// Nothing readable in the input.
    pub fn input(message: impl Into<String>) -> Self {
        Self { code: 3, message: message.into() }
    }

    /// The output could not be written.
    pub fn output(message: impl Into<String>) -> Self {
        Self { code: 4, message: message.into() }
    }
}

const EXAMPLES: &str = "Examples:
  callover                                 your usual folder; without one, the demonstration
  callover figures/                        the dashboard over a folder of snapshots
  callover --published --authority York    England's published figures, no files needed
  callover show figures/ --period 2026-09  September's board as text
  callover show figures/ --format json     the board for other programs
  callover report figures/ -o report.html  the committee's report
  callover check figures/                  what is wrong with the files, and where
  callover import score.xlsx -o figures/   a spreadsheet into snapshots

Exit codes: 0 done; 1 findings (check, import); 2 the command line is wrong;
3 nothing readable; 4 not written";

/// The screen for a children's services call-over
#[derive(Parser)]
#[command(
    name = "callover",
    version,
    before_long_help = EXAMPLES,
    after_help = "`callover --help` begins with examples and has every option; in the dashboard ? lists the keys.",
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    dashboard: dashboard::Args,
}

#[derive(Subcommand)]
enum Command {
    /// The board as text, JSON or CSV, without a screen
    Show(show::Args),
    /// Every complaint about the data, with file, line and column
    Check(check::Args),
    /// A committee's report, as HTML, Excel, Markdown, CSV or JSON
    Report(report::Args),
    /// A meeting's record, as Markdown or HTML
    Minutes(minutes::Args),
    /// CSV, XLSX, ODS or open data into snapshots
    Import(import::Args),
    /// A workbook to fill in and import
    Template(template::Args),
    /// The JSON Schema of a format
    Schema(schema::Args),
    /// Every key of the dashboard
    Keys(keys::Args),
    /// Where its own files are, and what opens where nothing is named
    Paths(paths::Args),
    /// A script that completes commands and options in a shell
    Completions(completions::Args),
    /// The manual page, of the program or of one command
    Man(man::Args),
}

/// The command line as clap knows it: help, completions and manual pages are made from it.
fn definition() -> clap::Command {
    Cli::command()
}

/// Parses the command line, runs the command, says what went wrong.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        None => dashboard::run(cli.dashboard),
        Some(Command::Show(args)) => show::run(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Report(args)) => report::run(&args),
        Some(Command::Minutes(args)) => minutes::run(&args),
        Some(Command::Import(args)) => import::run(&args),
        Some(Command::Template(args)) => template::run(&args),
        Some(Command::Schema(args)) => schema::run(&args),
        Some(Command::Keys(args)) => keys::run(&args),
        Some(Command::Paths(args)) => paths::run(&args),
        Some(Command::Completions(args)) => completions::run(&args),
        Some(Command::Man(args)) => man::run(&args),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            if !failure.message.is_empty() {
                output::complain(&format!("error: {}", failure.message));
            }
            ExitCode::from(failure.code)
        }
    }
}
