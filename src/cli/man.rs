//! `callover man`: the manual page, made from the command line's own definition.

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::{Failure, definition, output};

/// Arguments of `man`.
#[derive(clap::Args)]
pub struct Args {
    /// Of one command: show, check, report (default: of the program)
    command: Option<String>,
}

/// What the page says of the environment: a variable and what it does.
const ENVIRONMENT: [(&str, &str); 4] = [
    ("CALLOVER_CONFIG", "The configuration file, as --config names it."),
    ("CALLOVER_STATE", "The folder for drafts and for what is remembered between sittings."),
    ("NO_COLOR", "Set to anything: the theme mono, unless another is chosen."),
    (
        "TERM",
        "With `dumb` no colour is written; the dashboard wants a terminal that can address its cursor.",
    ),
];

/// What every page names as its origin.
const SOURCE: &str = concat!("callover ", env!("CARGO_PKG_VERSION"));

/// The exit codes, which are a contract.
const EXIT: [(&str, &str); 5] = [
    ("0", "Done."),
    ("1", "Findings: of check, or figures that import could not use."),
    ("2", "The command line is wrong."),
    ("3", "Nothing readable in the input."),
    ("4", "The output could not be written."),
];

/// Writes the page to standard output, as man reads it: `callover man | man -l -`.
///
/// # Errors
/// Exit code 2 for a command that there is not, 4 where it cannot be written.
pub fn run(args: &Args) -> Result<u8, Failure> {
    let page = match &args.command {
        None => whole(),
        Some(name) => of(name)?,
    };
    let page =
        page.map_err(|error| Failure::output(format!("the page could not be made: {error}")))?;
    output::write(&page)?;
    Ok(0)
}

/// The program's page.
fn whole() -> std::io::Result<Vec<u8>> {
    let mut page = drawn(definition())?;
    let mut more = Roff::new();
    for (title, entries) in [("EXIT STATUS", &EXIT[..]), ("ENVIRONMENT", &ENVIRONMENT[..])] {
        more.control("SH", [title]);
        for (name, words) in entries {
            more.control("TP", []);
            more.text([bold(*name)]);
            more.text([roman(*words)]);
        }
    }
    more.to_writer(&mut page)?;
    Ok(page)
}

/// A command's page.
fn of(name: &str) -> Result<std::io::Result<Vec<u8>>, Failure> {
    let mut program = definition();
    // Arguments that commands share are known to them only once it is put together.
    program.build();
    let known: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
    let Some(command) = program.find_subcommand(name) else {
        return Err(Failure::usage(format!(
            "there is no command `{name}`; there is: {}",
            known.join(", ")
        )));
    };
    Ok(drawn(command.clone()))
}

/// A page of a command, with the examples that its long help begins with.
fn drawn(command: clap::Command) -> std::io::Result<Vec<u8>> {
    let examples = command.get_before_long_help().map(ToString::to_string).unwrap_or_default();
    // What the short help leaves out would stand on the page without a word of what it does.
    let command = command.mut_args(|argument| argument.hide_short_help(false));
    let mut page = Vec::new();
    // A date that is left out would move what follows it into its place.
    Man::new(command).date(" ").source(SOURCE).render(&mut page)?;
    let mut more = Roff::new();
    let lines: Vec<&str> = examples.lines().skip(1).take_while(|line| !line.is_empty()).collect();
    if !lines.is_empty() {
        more.control("SH", ["EXAMPLES"]).control("nf", []);
        for line in lines {
            more.text([roman(line)]);
        }
        more.control("fi", []);
    }
    more.to_writer(&mut page)?;
    Ok(page)
}
