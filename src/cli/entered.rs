//! What was entered beside the figures that a command reads.

use super::settings::Settings;
use super::{Failure, output, reader};
use crate::domain::meeting::Journal;
use crate::store::journal::{Reader, folders};

/// Reads the journals beside the figures; counts on standard error the lines that were set aside.
/// Beside standard input and England's published figures there are none.
///
/// # Errors
/// Exit code 3 where there are no figures beside which one could be.
pub fn journal(args: &reader::Args, settings: &Settings) -> Result<Journal, Failure> {
    let mut journal = Journal::default();
    // Standard input is read once, and by somebody else.
    let stdin = args.paths.iter().any(|path| path.as_os_str() == "-");
    if args.published || stdin {
        return Ok(journal);
    }
    let mut set_aside = 0;
    for folder in folders(&args.input(settings)?.source) {
        let reading = Reader::new(folder).read();
        set_aside += reading.complaints.len();
        journal.add(reading.events);
    }
    if set_aside > 0 {
        let s = if set_aside == 1 { "" } else { "s" };
        output::complain(&format!(
            "{set_aside} complaint{s} about the journal: `callover check` says what and where"
        ));
    }
    Ok(journal)
}
