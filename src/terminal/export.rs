//! What the screen shows, made into the bytes of a file.

use crate::app::App;
use crate::app::copy::{Column as Shown, Table as InView};
use crate::app::export::{As, Boards, Scope};
use crate::assess::board::Board;
use crate::domain::spreadsheet;
use crate::domain::value::Unit;
use crate::report::document::{Block, Cell, Column, Document, Form, Holds, Number, Table};
use crate::report::paper::{self, Format, Paper};
use crate::report::workbook::{self, Book, Sheet};
use crate::report::{csv, html, markdown};

/// The bytes of the file.
///
/// # Errors
/// Why they cannot be made, in words.
pub(super) fn bytes(app: &App, scope: Scope, form: As) -> Result<Vec<u8>, String> {
    if scope == Scope::Table {
        return in_view(app, form);
    }
    let Boards { board, committee } = app.reported(scope);
    let paper = Paper {
        committee: committee.as_ref().map(|(title, _)| title.as_str()),
        everybody: committee.as_ref().map(|(_, everybody)| everybody),
        entered: Some(app.room.state()),
        exceptions: scope == Scope::Exceptions,
        since: app.ask.since,
        ..Paper::of(&board)
    };
    let format = match form {
        As::Html => Format::Html,
        As::Workbook => Format::Workbook,
        As::Csv => Format::Csv,
        As::Markdown => Format::Markdown,
    };
    paper::write(&paper, format)
}

/// The table in view under the screen's heading.
fn in_view(app: &App, form: As) -> Result<Vec<u8>, String> {
    let title = app.heading();
    let table = table(&title, &app.table_in_view());
    match form {
        As::Html => Ok(html::write(&document(&app.board, title, table)).into_bytes()),
        As::Markdown => Ok(markdown::write(&document(&app.board, title, table)).into_bytes()),
        As::Csv => csv::table(&table).map_err(|error| error.to_string()),
        As::Workbook => {
            let made = app.board.dated();
            let name = app.page.kind().title().to_owned();
            let lead = vec![title.clone()];
            let sheets = vec![Sheet { name, lead, table, printed: None }];
            workbook::write(&Book { title, made, sheets }).map_err(|error| error.to_string())
        }
    }
}

fn document(board: &Board, title: String, table: Table) -> Document {
    let mut blocks = paper::notices(board);
    blocks.push(Block::Table(table));
    Document { title, lead: Vec::new(), contents: false, blocks }
}

/// A table of texts as one whose figures are numbers.
fn table(title: &str, shown: &InView) -> Table {
    let mut roomy = [Holds::Names, Holds::Prose].into_iter();
    let column = |column: &Shown| Column {
        heading: column.heading.clone(),
        holds: match (column.figures, column.cuts) {
            (true, _) => Holds::Figures,
            // What may be cut on a screen is first a name, then words at length.
            (false, true) => roomy.next().unwrap_or(Holds::Prose),
            (false, false) => Holds::Words,
        },
    };
    let columns: Vec<Column> = shown.columns.iter().map(column).collect();
    let cell = |(column, text): (&Column, &String)| match column.holds {
        Holds::Figures => Cell::figure(text, number(text)),
        _ => Cell::words(text),
    };
    let rows = shown.rows.iter().map(|row| columns.iter().zip(row).map(cell).collect());
    Table { caption: title.to_owned(), rows: rows.collect(), columns }
}

/// The number that a figure is read from, with as many decimals as it is shown with.
fn number(text: &str) -> Option<Number> {
    let plain = spreadsheet::number(text)?;
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let form = Form::Of(Unit::Count, u8::try_from(decimals).unwrap_or(3));
    Some(Number { value: plain.parse().ok()?, form })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader as _, Xlsx};

    use super::*;
    use crate::app::fixture;

    fn open(keys: &str) -> App {
        let mut app = fixture::app();
        fixture::press(&mut app, keys);
        app
    }

    fn text(app: &App, scope: Scope, form: As) -> String {
        String::from_utf8(bytes(app, scope, form).unwrap()).unwrap()
    }

    #[test]
    fn every_page_is_written_in_every_form() {
        for keys in ["", "2", "2jj\r", "2v", "2m", "2jjd", "3jjb", "w", "!"] {
            let app = open(keys);
            let names: Vec<String> = app.table_in_view().rows.into_iter().flatten().collect();
            let first =
                names.iter().find(|name| !name.is_empty()).unwrap_or_else(|| panic!("{keys}"));
            for form in [As::Html, As::Csv, As::Markdown] {
                let text = text(&app, Scope::Table, form);
                assert!(text.contains(first.as_str()), "{keys} {form:?} {first}: {text}");
            }
            let book = bytes(&app, Scope::Table, As::Workbook).unwrap();
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
            assert_eq!(book.sheet_names(), [app.page.kind().title()]);
            assert!(book.worksheet_range(app.page.kind().title()).unwrap().height() > 2);
        }
    }

    #[test]
    fn a_filtered_table_is_written_as_it_is_seen_and_its_figures_are_numbers() {
        let app = open("2fr");
        let shown = app.rows(0).len();
        assert!(shown > 0 && shown < app.section(0).unwrap().indicators.len());
        let csv = text(&app, Scope::Table, As::Csv);
        assert_eq!(csv.lines().count(), shown + 1);
        let row = app.rows(0)[0];
        let line = csv.lines().nth(1).unwrap();
        let figure = spreadsheet::number(&row.shown.text()).unwrap();
        assert!(line.contains(&row.name) && line.contains(&format!(",{figure},")), "{csv}");
    }

    #[test]
    fn reports_are_of_the_section_the_board_and_what_needs_a_look() {
        let app = open("2");
        let section = text(&app, Scope::Section, As::Html);
        assert!(section.contains(">Front door</h2>") && !section.contains(">Care leavers</h2>"));
        let board = text(&app, Scope::Board, As::Html);
        assert!(board.contains(">Front door</h2>") && board.contains(">Care leavers</h2>"));
        let look = text(&app, Scope::Exceptions, As::Markdown);
        assert!(look.contains("what needs a look") && !look.contains("## Front door"));
        assert!(text(&app, Scope::Board, As::Csv).starts_with("section,indicator,code"));
    }

    #[test]
    fn in_public_every_file_is_for_the_public() {
        let scopes = [Scope::Table, Scope::Section, Scope::Board, Scope::Exceptions];
        let inside = ["sibling groups", "recording form"];
        let words = |keys: &str| -> Vec<String> {
            let app = open(keys);
            let forms = [As::Html, As::Csv, As::Markdown];
            let all = scopes.iter().flat_map(|scope| forms.map(|form| (*scope, form)));
            all.map(|(scope, form)| text(&app, scope, form)).collect()
        };
        let all = words("4");
        assert!(inside.iter().all(|words| all.iter().any(|text| text.contains(words))));
        for text in words("P4") {
            assert!(inside.iter().all(|words| !text.contains(words)), "{text}");
        }
        let app = open("P2");
        assert!(text(&app, Scope::Table, As::Html).contains("For the public."));
        assert!(app.file_name().ends_with("-public"), "{}", app.file_name());
    }

    #[test]
    fn a_number_keeps_its_decimals() {
        let form = |decimals| Form::Of(Unit::Count, decimals);
        assert_eq!(number("1,204"), Some(Number { value: 1204.0, form: form(0) }));
        assert_eq!(number("18.4%"), Some(Number { value: 18.4, form: form(1) }));
        assert_eq!(number("7 of 12"), None);
    }
}
