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

/// Why there is nothing to show, and what would help. `sheets` is how many spreadsheets lie there.
pub(super) fn nothing(
    source: &Source,
    complaints: &[Complaint],
    foreign: usize,
    sheets: usize,
) -> String {
    let place = match source {
        Source::Demo => "the demonstration".to_owned(),
        Source::Stdin(_) => "standard input".to_owned(),
        Source::Paths(paths) => {
            let names: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
            crate::store::safe(&names.join(", ")).into_owned()
        }
    };
    if let [first, more @ ..] = complaints {
        let Complaint { message, help, place: at, .. } = first;
        let at = if at.file == place { String::new() } else { format!("{at}: ") };
        let all = match (more.len(), source) {
            (0, _) => String::new(),
            (n, Source::Paths(_)) => format!(" (and {n} more: `callover check` lists them)"),
            (n, _) => format!(" (and {n} more)"),
        };
        return format!("no snapshot in {place}: {at}{message}; {help}{all}");
    }
    let found = match foreign {
        0 => "no JSON file".to_owned(),
        1 => "one JSON file of another format".to_owned(),
        n => format!("{n} JSON files of other formats"),
    };
    let wanted = "a file with `\"format\": \"callover.snapshot/1\"` is wanted";
    let help = match sheets {
        0 => String::new(),
        1 => "; there is a spreadsheet: `callover import` makes snapshots of it".to_owned(),
        n => format!("; there are {n} spreadsheets: `callover import` makes snapshots of them"),
    };
    format!("no snapshot in {place}: {found}; {wanted}{help}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn nothing_to_show_says_what_was_found_and_what_would_help() {
        let source = Source::Paths(vec![PathBuf::from("figures")]);
        let missing = unreadable("figures", &io::ErrorKind::NotFound.into());
        let other = unreadable("figures/a.json", &io::ErrorKind::PermissionDenied.into());
        let said = [
            nothing(&source, std::slice::from_ref(&missing), 0, 0),
            nothing(&source, &[other, missing], 3, 1),
            nothing(&source, &[], 2, 0),
            nothing(&source, &[], 0, 4),
        ];
        let wanted = [
            "the file cannot be read: there is no such file or folder; check the name, and that \
             the share is connected",
            "figures/a.json: the file cannot be read: you may not read it; ask its owner for \
             permission to read (and 1 more: `callover check` lists them)",
            "2 JSON files of other formats; a file with `\"format\": \"callover.snapshot/1\"` is \
             wanted",
            "no JSON file; a file with `\"format\": \"callover.snapshot/1\"` is wanted; there are 4 \
             spreadsheets: `callover import` makes snapshots of them",
        ];
        assert_eq!(said, wanted.map(|rest| format!("no snapshot in figures: {rest}")));
    }
}
