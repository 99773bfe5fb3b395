//! Workbooks as councils keep them, one for each shape, and the one that callover makes itself.

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use super::bench::{Bench, indicator};

fn date(text: &str) -> ExcelDateTime {
    ExcelDateTime::parse_from_str(text).unwrap()
}

fn texts(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, text) in (0..).zip(cells) {
        sheet.write_string(row, column, *text).unwrap();
    }
}

/// A scorecard: a merged title, months as real dates, percentages as shares, a target, comments, a
/// failed formula, a suppressed figure, section headings, lights.
pub fn scorecard() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let percent = Format::new().set_num_format("0.0%");
    let month = Format::new().set_num_format("mmm-yy");
    let sheet = workbook.add_worksheet();
    sheet.set_name("Front door").unwrap();
    sheet.merge_range(0, 0, 0, 7, "Children's services scorecard", &Format::new()).unwrap();
    texts(sheet, 2, &["Ref", "Indicator", "Target"]);
    for (column, day) in (3..).zip(["2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01"]) {
        sheet.write_datetime_with_format(2, column, date(day), &month).unwrap();
    }
    texts(sheet, 3, &["Front door"]);
    texts(sheet, 4, &["FD2", "Referrals"]);
    for (column, figure) in (3..).zip([301.0, 288.0, 1310.0]) {
        sheet.write_number(4, column, figure).unwrap();
    }
    texts(sheet, 5, &["FD4", "Re-referrals within 12 months"]);
    sheet.write_number_with_format(5, 2, 0.18, &percent).unwrap();
    for (column, share) in (3..).zip([0.162, 0.179, 0.184]) {
        sheet.write_number_with_format(5, column, share, &percent).unwrap();
    }
    texts(sheet, 6, &["FD7", "Assessments in time"]);
    sheet.write_number_with_format(6, 3, 0.91, &percent).unwrap();
    sheet.write_formula(6, 4, Formula::new("=0/0").set_result("#DIV/0!")).unwrap();
    sheet.write_number_with_format(6, 5, 0.93, &percent).unwrap();
    texts(sheet, 7, &["CC2", "Children in care"]);
    sheet.write_number(7, 3, 431).unwrap();
    sheet.write_string(7, 4, "c").unwrap();
    sheet.write_number(7, 5, 438).unwrap();
    sheet.write_string(2, 7, "Comments").unwrap();
    sheet.write_string(5, 7, "Two large sibling groups.").unwrap();
    let notes = workbook.add_worksheet();
    notes.set_name("Notes").unwrap();
    texts(notes, 0, &["Produced by the performance team"]);
    let hidden = workbook.add_worksheet();
    hidden.set_name("Workings").unwrap();
    texts(hidden, 0, &["Ref", "Oct-26"]);
    texts(hidden, 1, &["FD2", "999"]);
    hidden.set_hidden(true);
    workbook.save_to_buffer().unwrap()
}

/// What every copy of the scorecard must come out as.
fn holds_the_scorecard(bench: &Bench) {
    assert_eq!(
        bench.files(),
        ["haringey/2026-08.json", "haringey/2026-09.json", "haringey/2026-10.json"]
    );
    let all = |file: &str| bench.read(file)["observations"].clone();
    let october = all("haringey/2026-10.json");
    assert_eq!(october[1]["indicator"], "rereferrals");
    assert_eq!((&october[1]["value"], &october[1]["target"]), (&18.4.into(), &18.into()));
    assert_eq!(october[1]["comment"], "Two large sibling groups.");
    let september = all("haringey/2026-09.json");
    assert_eq!(september[2]["missing"], "no-cohort");
    assert_eq!(september[3]["missing"], "suppressed");
    bench.checked();
}

#[test]
fn a_wide_scorecard_is_read_as_its_readers_see_it() {
    let bench = Bench::new();
    bench.file_of_bytes("score.xlsx", &scorecard());
    let done = bench.import(&["score.xlsx", "--authority", "Haringey"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""));
    holds_the_scorecard(&bench);
    assert_eq!(bench.read("haringey/2026-10.json")["observations"][0]["value"], 1310);
}

#[test]
fn an_open_document_is_read_like_a_workbook() {
    let bench = Bench::new();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/scorecard.ods");
    let done = bench.import(&[path, "--authority", "Haringey"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""));
    holds_the_scorecard(&bench);
}

#[test]
fn a_wrong_cell_is_named_by_its_sheet_and_letters() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("October").unwrap();
    texts(sheet, 0, &["Indicator", "Sep-26", "Oct-26", "03/04/2026"]);
    texts(sheet, 1, &["FD2", "301", "about 300", "5"]);
    texts(sheet, 2, &["Rereferals", "1", "2", "3"]);
    sheet.write_formula(3, 2, Formula::new("=A1+#REF!").set_result("#REF!")).unwrap();
    texts(sheet, 3, &["CC2", "431"]);
    let bench = Bench::new();
    bench.file_of_bytes("score.xlsx", &workbook.save_to_buffer().unwrap());
    let done = bench.import(&["score.xlsx", "--authority", "Haringey"]);
    assert_eq!(done.code, 1);
    insta::assert_snapshot!(done.errors);
    assert_eq!(bench.read("haringey/2026-09.json")["observations"][0]["value"], 301);
    assert_eq!(bench.read("haringey/2026-10.json")["observations"][0]["missing"], "not-collected");
}

#[test]
fn a_tidy_sheet_with_days_and_numbers_is_read() {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet();
    texts(
        sheet,
        0,
        &["PI", "Month ending", "Result", "Num", "Den", "Status", "Breakdown by", "Category"],
    );
    for (row, category) in (1..).zip(["", "5-9", "10-15"]) {
        texts(sheet, row, &["FD4"]);
        sheet.write_datetime_with_format(row, 1, date("2026-10-31"), &day).unwrap();
        sheet.write_number(row, 3, f64::from(row) * 10.0).unwrap();
        sheet.write_number(row, 4, 100).unwrap();
        texts(sheet, row, &["FD4"]);
        sheet.write_string(row, 5, "provisional").unwrap();
        sheet.write_string(row, 6, "Age").unwrap();
        sheet.write_string(row, 7, category).unwrap();
    }
    // A day as the number that a spreadsheet keeps.
    texts(sheet, 4, &["FD4"]);
    sheet.write_number(4, 1, 46295).unwrap();
    sheet.write_number(4, 2, 17.2).unwrap();
    let bench = Bench::new();
    bench.file_of_bytes("tidy.xlsx", &workbook.save_to_buffer().unwrap());
    let done = bench.import(&["tidy.xlsx", "--authority", "Haringey"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""));
    let one = &bench.read("haringey/2026-10.json")["observations"][0];
    assert_eq!((&one["numerator"], &one["status"]), (&10.into(), &"provisional".into()));
    assert_eq!(one["breakdowns"][1]["category"], "10-15");
    assert_eq!(
        (&one["breakdowns"][1]["by"], &one["breakdowns"][1]["numerator"]),
        (&"age".into(), &30.into())
    );
    assert_eq!(bench.read("haringey/2026-09.json")["observations"][0]["value"], 17.2);
    bench.checked();
}

#[test]
fn a_sheet_with_a_row_a_month_and_headings_on_two_lines_are_read() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("By month").unwrap();
    texts(sheet, 0, &["Month", "Referrals", "Children in care"]);
    texts(sheet, 1, &["Sep-26", "288", "431"]);
    texts(sheet, 2, &["Oct-26", "310", "*"]);
    let sheet = workbook.add_worksheet();
    sheet.set_name("Two lines").unwrap();
    texts(sheet, 0, &["", "Sep-26", "", "", "Oct-26"]);
    texts(sheet, 1, &["Indicator", "Num", "Den", "%", "Num", "Den", "%"]);
    texts(sheet, 2, &["Re-referrals", "54", "301", "17.9", "57", "310", ""]);
    let bench = Bench::new();
    bench.file_of_bytes("score.xlsx", &workbook.save_to_buffer().unwrap());
    let done = bench.import(&["score.xlsx", "--authority", "Haringey"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""));
    let october = &bench.read("haringey/2026-10.json")["observations"];
    assert_eq!(october[1]["missing"], "suppressed");
    assert_eq!((&october[2]["numerator"], &october[2]["denominator"]), (&57.into(), &310.into()));
    let board = bench.board(&["--period", "2026-10"]);
    assert_eq!(indicator(&board, "rereferrals")["shown"], "18.4%");
    bench.checked();
}

/// The template with figures written in: every cell that is empty under a period.
fn filled(template: &[u8]) -> (Vec<u8>, usize) {
    let mut read: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(template.to_vec())).unwrap();
    let mut workbook = Workbook::new();
    let mut figures = 0;
    for name in read.sheet_names() {
        let range = read.worksheet_range(&name).unwrap();
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name).unwrap();
        let width = u16::try_from(range.width()).unwrap();
        for (row, cells) in (0..).zip(range.rows()) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Data::String(text) => {
                        sheet.write_string(row, column, text).unwrap();
                    }
                    Data::DateTime(at) => {
                        let month = Format::new().set_num_format("mmm yy");
                        let day = at.as_f64();
                        sheet.write_number_with_format(row, column, day, &month).unwrap();
                    }
                    _ => {}
                }
            }
            let is = |text: &str| cells.iter().any(|cell| *cell == Data::String(text.to_owned()));
            for column in 5..width {
                let figure = match () {
                    () if row == 0 || name == "Read me" => continue,
                    () if is("Numerator") => 30,
                    () if is("Denominator") => 40,
                    // A percentage follows from the two above it.
                    () if is("per cent") => continue,
                    () => 7,
                };
                figures += usize::from(figure != 40);
                sheet.write_number(row, column, figure).unwrap();
            }
        }
    }
    (workbook.save_to_buffer().unwrap(), figures)
}

#[test]
fn the_template_is_filled_in_and_imported() {
    let bench = Bench::new();
    let arguments = ["template", "-o", "t.xlsx", "--from", "2026-04", "--to", "2026-06"];
    let made = bench.run(&arguments);
    assert_eq!(made.code, 0, "{}", made.errors);
    let template = std::fs::read(bench.path("t.xlsx")).unwrap();
    let empty = bench.import(&["t.xlsx", "--authority", "Haringey"]);
    assert_eq!(empty.code, 3, "an empty template has no figures: {}", empty.errors);
    let (workbook, figures) = filled(&template);
    bench.file_of_bytes("t.xlsx", &workbook);
    let done = bench.import(&["t.xlsx", "--authority", "Haringey"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""));
    assert!(done.said.starts_with(&format!("{figures} figures read")), "{figures}: {}", done.said);
    let board = bench.board(&["--period", "2026-06"]);
    assert_eq!(indicator(&board, "rereferrals")["value"], 75);
    assert_eq!(indicator(&board, "education-plans-in-time")["period"], "2026/27-Q1");
    assert_eq!(indicator(&board, "missing-now")["value"], 7);
    bench.checked();
}

#[test]
fn a_template_of_one_section_has_its_sheets_alone() {
    let bench = Bench::new();
    bench.run(&["template", "-o", "t.xlsx", "--section", "missing", "--core"]);
    let bytes = std::fs::read(bench.path("t.xlsx")).unwrap();
    let read: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let names = read.sheet_names();
    assert_eq!(names[0], "Read me");
    assert!(
        names.len() > 1 && names[1..].iter().all(|name| name.starts_with("Missing")),
        "{names:?}"
    );
    assert_eq!(bench.run(&["template", "-o", "t.xlsx", "--section", "none"]).code, 2);
    assert_eq!(bench.run(&["template", "-o", "t.xlsx", "--from", "2026/27"]).code, 2);
}
