//! The minutes of a meeting, as Markdown or as one self-contained page of HTML.
//!
//! Made from the journal and from the board that the meeting looked at: figures come from the board
//! alone, so that what public mode hides there is hidden here. The same journal and board give the
//! same bytes, whenever and wherever they are written.

mod blocks;

use super::{html, markdown};
use crate::assess::board::Board;
use crate::domain::meeting::{EventId, Journal};

/// How minutes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// One page of HTML.
    Html,
}

/// The minutes of a meeting; `None` where the journal has no such meeting. For the public only words
/// that were marked so are carried.
pub fn write(
    board: &Board,
    journal: &Journal,
    meeting: EventId,
    public: bool,
    format: Format,
) -> Option<String> {
    let state = journal.at_end_of(meeting)?;
    let sitting = state.meeting(meeting)?;
    let minutes = blocks::Minutes { board, state: &state, meeting: sitting, public }.document();
    Some(match format {
        Format::Markdown => markdown::write(&minutes),
        Format::Html => html::write(&minutes),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
    use crate::app::fixture::{self, press};

    /// A meeting that discussed one item, decided, asked, and left something to do.
    fn met() -> App {
        let mut app = fixture::app();
        press(&mut app, "2gjja<Before>: write\tHead of MASH\t+2w\t\t\r");
        press(&mut app, "Ms\t\t, A Jones\tB <Brown>\t\r");
        press(&mut app, "1 ");
        press(&mut app, "MdBring *it* back\t\rrWhy & how?\tHead of service\t\r");
        press(&mut app, "2gjjaAsk the schools\tHead of MASH\tfri\t\t \r");
        press(&mut app, "iOnly for the room\t\r");
        press(&mut app, "1jeJanuary\tchecked\r");
        app
    }

    fn minutes(app: &App, public: bool, format: Format) -> String {
        let id = app.meeting().unwrap().id;
        write(&app.board, &app.room.journal, id, public, format).unwrap()
    }

    #[test]
    fn everything_that_was_entered_stands_in_the_minutes() {
        let app = met();
        let text = minutes(&app, false, Format::Markdown);
        let first = &app.board.agenda[0].indicator;
        let sentence = &app.board.indicator(first).unwrap().name;
        for words in [
            "# Call-over, October 2026",
            "Present: J Smith, A Jones",
            "Apologies: B \\<Brown\\>",
            sentence.as_str(),
            "Bring \\*it\\* back",
            "Why & how?",
            "Ask the schools",
            "13 Nov 2026",
            "Only for the room",
            "\\<Before\\>: write",
            "Explained until 1 Jan 2027",
        ] {
            assert!(text.contains(words), "{words} is not in\n{text}");
        }
        assert_eq!(text, minutes(&app, false, Format::Markdown));
    }

    #[test]
    fn the_public_hears_only_what_was_marked_for_it() {
        let app = met();
        for format in [Format::Markdown, Format::Html] {
            let text = minutes(&app, true, format);
            assert!(text.contains("Ask the schools"), "{text}");
            for words in ["Only for the room", "Before", "checked", "(J Smith", "nobody has said"] {
                assert!(!text.contains(words), "{words} is in\n{text}");
            }
        }
    }

    #[test]
    fn html_is_escaped_and_whole() {
        let text = minutes(&met(), false, Format::Html);
        assert!(text.starts_with("<!doctype html>\n<html lang=\"en-GB\">"));
        assert!(text.ends_with("</html>\n"));
        assert!(text.contains("B &lt;Brown&gt;") && text.contains("Why &amp; how?"));
        assert!(!text.contains("<Before>") && !text.contains("<script"));
    }
}
