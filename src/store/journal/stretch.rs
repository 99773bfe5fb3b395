//! A stretch of a journal's lines, read by itself: a large file is read by as many threads as there
//! are processors.

use std::sync::Arc;

use super::line::{self, Converter, Line};
use crate::domain::complaint::{Complaint, Place, Severity};
use crate::domain::meeting::Event;
use crate::store::place::line_of;

/// About so many bytes are a stretch: work enough to be worth a thread's while.
const SIZE: usize = 1 << 20;

/// What a stretch holds.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Its entries, in the order of their lines.
    pub events: Vec<Arc<Event>>,
    /// What was set aside. Lines are counted from the stretch's first, which is line 1.
    pub complaints: Vec<Complaint>,
    /// The first entry in which control characters were replaced.
    pub controls: Option<Complaint>,
    /// How many lines it has.
    pub lines: usize,
}

/// Cuts lines, each with its line break, into stretches of whole lines.
pub(super) fn stretches(mut lines: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    while !lines.is_empty() {
        let rest = lines.get(SIZE..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'\n');
        let (stretch, after) = lines.split_at(end.map_or(lines.len(), |at| SIZE + at + 1));
        found.push(stretch);
        lines = after;
    }
    found
}

impl Taken {
    /// Reads a stretch of the file that is shown so.
    pub(super) fn of(shown: &str, stretch: &[u8]) -> Self {
        let mut taken = Self::default();
        let mut converter = Converter::default();
        for line in stretch.split_inclusive(|byte| *byte == b'\n') {
            taken.lines += 1;
            taken.look_at(&mut converter, shown, line.trim_ascii_end());
        }
        taken
    }

    /// One line: an entry is taken, anything else set aside with its place.
    fn look_at(&mut self, converter: &mut Converter, shown: &str, line: &[u8]) {
        match line::read_next(converter, line) {
            Line::Blank => {}
            Line::Entry(event, replaced) => {
                self.events.push(event);
                if replaced && self.controls.is_none() {
                    self.controls = Some(controls(line_of(shown, self.lines, 0..0, line)));
                }
            }
            Line::Fault(fault) => {
                let place = line_of(shown, self.lines, fault.range, line);
                let message = format!("the line is no entry and was set aside: {}", fault.message);
                let help = "if somebody changed the file by hand, put the line right; nothing else \
                            is lost";
                self.complaints.push(complaint(fault.code, message, help, place));
            }
        }
    }

    /// What stands behind the last line break: an entry, or what is no whole one yet.
    pub(super) fn of_the_last(shown: &str, line: &[u8]) -> Self {
        let mut taken = Self { lines: 1, ..Self::default() };
        taken.look_at(&mut Converter::default(), shown, line);
        if !taken.complaints.is_empty() {
            taken.complaints = vec![torn(line_of(shown, 1, 0..0, line))];
        }
        taken
    }

    /// Counts lines from the file's first, behind so many.
    pub(super) fn behind(mut self, lines: usize) -> Self {
        for complaint in self.complaints.iter_mut().chain(&mut self.controls) {
            complaint.place.line += lines;
        }
        self
    }
}

fn torn(place: Place) -> Complaint {
    let message = "the last line is not whole and was set aside".to_owned();
    let help = "it is still being copied, or a crash cut it off before it counted as saved";
    complaint("torn-line", message, help, place)
}

fn controls(place: Place) -> Complaint {
    let message = "text with control characters, each replaced by \u{fffd}".to_owned();
    complaint("control-characters", message, "nothing to do, unless the text reads wrong", place)
}

pub(super) fn complaint(
    code: &'static str,
    message: String,
    help: &str,
    place: Place,
) -> Complaint {
    Complaint { severity: Severity::Warning, code, message, help: help.to_owned(), place }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_into_stretches_of_whole_lines() {
        let line = format!("{}\n", "x".repeat(99));
        let many = line.repeat(3 * SIZE / line.len()).into_bytes();
        for lines in [&b""[..], b"\n", b"one\ntwo\n", &many] {
            let found = stretches(lines);
            assert_eq!(found.concat(), lines);
            assert!(found.iter().all(|stretch| stretch.ends_with(b"\n")));
        }
        assert_eq!(stretches(&many).len(), 3);
        let one = [vec![b'x'; 2 * SIZE], b"\n".to_vec()].concat();
        assert_eq!(stretches(&one).len(), 1);
    }
}
