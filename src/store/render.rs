//! A complaint as `check` prints it: the message, the place, the line and a caret under it.

use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle,
};

use crate::domain::complaint::{Complaint, Severity};

use super::place::window_start;

/// How wide a rendered complaint is; a longer line is cut around the caret.
const WIDTH: usize = 100;

/// A complaint in full, without a line break at its end.
pub fn render(complaint: &Complaint, colour: bool) -> String {
    let place = &complaint.place;
    let level = match complaint.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(complaint.message.as_str()).id(complaint.code);
    let origin = Origin::path(place.file.as_str());
    let mut group = Group::with_title(title);
    if place.line == 0 {
        group = group.element(origin);
    } else {
        let snippet = Snippet::source(place.text.as_str())
            .line_start(place.line)
            .annotation(AnnotationKind::Primary.span(span(complaint)));
        group = if window_start(place.column) == 1 {
            group.element(snippet.path(place.file.as_str()))
        } else {
            // Only a part of the line is shown: the column is said beside it.
            group.element(origin.line(place.line).char_column(place.column)).element(snippet)
        };
    }
    if !complaint.help.is_empty() {
        group = group.element(Level::HELP.message(complaint.help.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH).render(&[group])
}

/// The bytes of [`Place::text`](crate::domain::complaint::Place) that the caret stands under.
fn span(complaint: &Complaint) -> std::ops::Range<usize> {
    let place = &complaint.place;
    let from = place.column.saturating_sub(window_start(place.column));
    let byte =
        |chars: usize| place.text.char_indices().nth(chars).map_or(place.text.len(), |(at, _)| at);
    byte(from)..byte(from + place.length).max(byte(from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::complaint::Place;

    fn complaint(text: &str, line: usize, column: usize, length: usize) -> Complaint {
        Complaint {
            severity: Severity::Error,
            code: "wrong-type",
            message: "`value` is text `81.2%`, a number is wanted".to_owned(),
            help: "write 81.2 without quotes; the catalogue says the unit".to_owned(),
            place: Place {
                file: "cp.json".to_owned(),
                line,
                column,
                length,
                text: text.to_owned(),
            },
        }
    }

    #[test]
    fn the_caret_stands_under_the_whole_token() {
        let text = "    { \"indicator\": \"né\", \"value\": \"81.2%\" }";
        let drawn = render(&complaint(text, 12, 34, 7), false);
        let want = [
            "error[wrong-type]: `value` is text `81.2%`, a number is wanted",
            "  --> cp.json:12:34",
            "   |",
            "12 |     { \"indicator\": \"né\", \"value\": \"81.2%\" }",
            "   |                                  ^^^^^^^",
            "   |",
            "   = help: write 81.2 without quotes; the catalogue says the unit",
        ];
        assert_eq!(drawn.lines().collect::<Vec<_>>(), want);
        assert!(!drawn.contains('\u{1b}'));
        assert!(render(&complaint(text, 12, 34, 7), true).contains('\u{1b}'));
    }

    #[test]
    fn a_complaint_about_a_whole_file_has_no_line() {
        let drawn = render(&complaint("", 0, 0, 0), false);
        let want = [
            "error[wrong-type]: `value` is text `81.2%`, a number is wanted",
            "--> cp.json",
            " = help: write 81.2 without quotes; the catalogue says the unit",
        ];
        assert_eq!(drawn.lines().collect::<Vec<_>>(), want);
    }

    #[test]
    fn a_long_line_is_cut_around_the_caret() {
        let line = format!("{}\"81.2%\"{}", "x".repeat(700), "y".repeat(700));
        let place = super::super::place::Source::new("cp.json", &line).place(700..707);
        let complaint = Complaint { place, ..complaint("", 0, 0, 0) };
        let drawn = render(&complaint, false);
        assert!(drawn.contains("cp.json:1:701"), "{drawn}");
        assert!(drawn.lines().all(|line| line.chars().count() <= 110), "{drawn}");
        let lines: Vec<&str> = drawn.lines().collect();
        let at = lines.iter().position(|l| l.contains("81.2%\"y")).unwrap();
        let column = |line: &str, what: char| line.chars().position(|c| c == what).unwrap();
        assert_eq!(column(lines[at], '"'), column(lines[at + 1], '^'), "{drawn}");
    }
}
