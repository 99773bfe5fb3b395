//! Why the system did not write, in plain words.

use std::io::{self, ErrorKind};

/// Windows: another program has the file open, or a part of it.
const IN_USE: [i32; 2] = [32, 33];

/// Why something could not be written: `the disk is full`.
pub fn refusal(error: &io::Error) -> String {
    if cfg!(windows) && error.raw_os_error().is_some_and(|code| IN_USE.contains(&code)) {
        return "another program has it open".to_owned();
    }
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full",
        ErrorKind::FileTooLarge => "the file would be larger than the system allows",
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        ErrorKind::PermissionDenied => "you may not write there",
        ErrorKind::NotFound => "its folder is not there",
        ErrorKind::NotADirectory => "what should be its folder is a file",
        ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::TimedOut => "the share does not answer",
        _ => return plain(error),
    }
    .to_owned()
}

/// What the system says, without its number.
pub(super) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or("").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_said_without_numbers() {
        assert_eq!(refusal(&ErrorKind::StorageFull.into()), "the disk is full");
        let unknown = io::Error::other("the tape is torn (os error 99)");
        assert_eq!(refusal(&unknown), "the tape is torn");
    }
}
