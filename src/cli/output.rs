//! Writing to standard output and standard error, where a closed pipe is no error.

use std::io::{self, ErrorKind, IsTerminal, Write};

use super::Failure;
use crate::report::text::DEFAULT_WIDTH;

/// Writes to standard output. A reader that has gone away (`| head`) is success.
///
/// # Errors
/// Exit code 4 where the output cannot be written.
pub fn write(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::output(format!("the output could not be written: {error}"))),
    }
}

/// Says something on standard error; if nobody hears, there is nobody to tell.
pub fn complain(text: &str) {
    let mut err = io::stderr().lock();
    // What a person typed is said back to them, never sent to the terminal raw.
    let safe: Vec<_> = text.lines().map(crate::store::safe).collect();
    let _ = writeln!(err, "{}", safe.join("\n"));
}

/// How wide text may be: the terminal's width, else what an e-mail carries.
pub fn width() -> usize {
    if !io::stdout().is_terminal() {
        return DEFAULT_WIDTH;
    }
    crossterm::terminal::size().map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width).max(40))
}

/// Whether standard output takes colour.
pub fn takes_colour() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    io::stdout().is_terminal() && !refused && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
}
