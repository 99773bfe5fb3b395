//! What is said of files that cannot be read, and of finding nothing.

use std::io;

use crate::domain::complaint::{Complaint, Severity};

use super::Source;
use crate::store::place::whole;
use crate::store::refusal::plain;

/// The code of a complaint about a file that the system does not give.
pub const UNREADABLE: &str = "unreadable";

fn about(
    file: &str,
    severity: Severity,
    code: &'static str,
    message: &str,
    help: &str,
) -> Complaint {
    let message = crate::store::safe(message).into_owned();
    Complaint { severity, code, message, help: help.to_owned(), place: whole(file) }
}

/// A file or folder that the system does not give.
pub(in crate::store) fn unreadable(file: &str, error: &io::Error) -> Complaint {
    let (reason, help) = match error.kind() {
        io::ErrorKind::NotFound => (
            "there is no such file or folder".to_owned(),
            "check the name, and that the share is connected",
        ),
        io::ErrorKind::PermissionDenied => {
            ("you may not read it".to_owned(), "ask its owner for permission to read")
        }
        _ => (plain(error), "check that the disk or share answers, and try again"),
    };
    about(file, Severity::Error, UNREADABLE, &format!("the file cannot be read: {reason}"), help)
}

/// A named path that is a pipe, a device or a socket.
pub(super) fn not_a_file(file: &str) -> Complaint {
    let message = "neither a file nor a folder, one of the two is wanted";
    about(file, Severity::Error, UNREADABLE, message, "use `-` to read standard input")
}

/// A catalogue under another name.
pub(super) fn catalogue_elsewhere(file: &str) -> Complaint {
    let message = "a catalogue that is not called catalogue.json, left alone";
    let help = "rename it to catalogue.json, or name it with --catalogue";
    about(file, Severity::Warning, "catalogue-name", message, help)
}

/// A file named with `--catalogue` that is something else.
pub(super) fn not_a_catalogue(file: &str) -> Complaint {
    let message = "the file is no catalogue, `\"format\": \"callover.catalogue/1\"` is wanted";
    let help = "name a catalogue, or put the format into the file";
    about(file, Severity::Error, "not-a-catalogue", message, help)
}

/// Why there is nothing to show.
pub(super) fn nothing(source: &Source, complaints: usize, foreign: usize) -> String {
    let place = match source {
        Source::Demo => "the demonstration".to_owned(),
        Source::Stdin(_) => "standard input".to_owned(),
        Source::Paths(paths) => {
            let names: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
            crate::store::safe(&names.join(", ")).into_owned()
        }
    };
    let found = match (complaints, foreign) {
        (0, 0) => "no JSON file".to_owned(),
        (0, 1) => "one JSON file of another format".to_owned(),
        (0, n) => format!("{n} JSON files of other formats"),
        (1, _) => "nothing that could be read, one complaint".to_owned(),
        (n, _) => format!("nothing that could be read, {n} complaints"),
    };
    format!(
        "no snapshot in {place}: {found}; a file with `\"format\": \"callover.snapshot/1\"` is wanted"
    )
}
