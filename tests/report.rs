//! Reports of the demonstration, as a person asks for them: whole, the same each time, with nothing
//! of the machine in them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "common/command.rs"]
mod command;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Output;

use calamine::{Data, DataType as _, Range, Reader as _, Xlsx};
use callover::report::document::{Block, Cell, Column, Document, Table};
use callover::report::html;
use command::command;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use tempfile::TempDir;
use zip::ZipArchive;

fn callover(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments)
        .env("USER", "a-person-of-this-machine")
        .env("HOSTNAME", "this-very-machine")
        .output()
        .unwrap()
}

/// The report of the demonstration under a name, asked for with more arguments.
fn report(name: &str, more: &[&str]) -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let output = callover(folder.path(), &[&["report", "-o", name], more].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let bytes = fs::read(folder.path().join(name)).unwrap();
    let place = folder.path().to_string_lossy().into_owned();
    let text = String::from_utf8_lossy(&bytes);
    for machine in [place.as_str(), "a-person-of-this-machine", "this-very-machine"] {
        assert!(!text.contains(machine), "{machine} in {name}");
    }
    bytes
}

fn text(name: &str, more: &[&str]) -> String {
    String::from_utf8(report(name, more)).unwrap()
}

/// What is asked for, by the names of the report's forms.
const ASKED: [(&str, &[&str]); 8] = [
    ("whole", &[]),
    ("exceptions", &["--exceptions"]),
    ("committee", &["--template", "committee", "--remit", "corporate-parenting"]),
    ("section", &["--section", "ehcp"]),
    ("two periods", &["--compare", "2025-10"]),
    ("quarter", &["--grain", "quarter"]),
    ("year", &["--grain", "year"]),
    ("since", &["--since", "2026-06-01"]),
];

/// What a page is made of.
#[derive(Default)]
struct Parts {
    ids: BTreeSet<String>,
    wanted: BTreeSet<String>,
    headings: Vec<u8>,
    /// Pictures, and those of them that nobody needs to hear of.
    pictures: usize,
    unheard: usize,
    titles: usize,
}

/// Takes a page apart as XML: every element closed, every attribute once, every id once.
fn taken_apart(page: &str) -> Parts {
    let mut reader = Reader::from_str(page);
    let mut parts = Parts::default();
    loop {
        let event = reader.read_event().unwrap();
        let (Event::Start(element) | Event::Empty(element)) = &event else {
            if event == Event::Eof {
                return parts;
            }
            continue;
        };
        let name = element.name();
        let name = name.as_ref();
        assert!(!["script", "link", "img", "iframe"].contains(&name), "{name}");
        parts.headings.extend(name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()));
        parts.pictures += usize::from(name == "svg");
        parts.titles += usize::from(name == "title");
        for attribute in element.attributes() {
            let attribute = attribute.unwrap();
            let value = attribute.value.as_ref();
            match attribute.key.as_ref() {
                "id" => assert!(parts.ids.insert(value.to_owned()), "{value} twice"),
                "href" => drop(parts.wanted.insert(value.strip_prefix('#').unwrap().to_owned())),
                "aria-labelledby" => parts.wanted.extend(value.split(' ').map(str::to_owned)),
                "aria-hidden" if name == "svg" => parts.unheard += 1,
                key => assert!(!key.starts_with("on"), "{key}"),
            }
        }
    }
}

#[test]
fn every_page_is_well_formed_and_its_parts_find_one_another() {
    for (name, asked) in ASKED {
        let page = text("report.html", asked);
        assert!(page.starts_with("<!doctype html>\n<html lang=\"en-GB\">"), "{name}");
        let parts = taken_apart(&page);
        let lost: Vec<_> = parts.wanted.difference(&parts.ids).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
        assert_eq!(parts.headings.first(), Some(&1), "{name}");
        assert!(parts.headings.iter().skip(1).all(|level| *level > 1), "{name}");
        assert!(parts.headings.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}");
        // Every picture that is there to be seen has a title; the page has one too.
        assert_eq!(parts.pictures - parts.unheard + 1, parts.titles, "{name}");
    }
}

#[test]
fn the_same_figures_make_the_same_bytes() {
    for name in ["report.html", "report.md", "report.csv", "report.xlsx", "report.json"] {
        for asked in [&[][..], &["--exceptions", "--grain", "quarter"]] {
            assert_eq!(report(name, asked), report(name, asked), "{name} {asked:?}");
        }
    }
}

#[test]
fn every_item_of_the_agenda_stands_in_every_form() {
    let board: Value = serde_json::from_slice(&report("board.json", &[])).unwrap();
    let rows: Vec<&Value> = board["sections"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|section| section["indicators"].as_array().unwrap())
        .collect();
    let items = board["agenda"].as_array().unwrap();
    assert_eq!(items.len(), 13);
    for more in [&[][..], &["--exceptions"]] {
        let (page, markdown, csv) = (text("r.html", more), text("r.md", more), text("r.csv", more));
        for item in items {
            let row = rows.iter().find(|row| row["id"] == item["indicator"]).unwrap();
            let name = row["name"].as_str().unwrap();
            let code = row["code"].as_str().unwrap();
            assert!(page.contains(&format!("{code} {name}</h3>")), "{name}");
            assert!(page.contains(row["shown"].as_str().unwrap()), "{name}");
            assert!(markdown.contains(&format!("### {code} {name}")), "{name}");
            assert!(csv.contains(&format!(",{code},")) && csv.contains(name), "{name}");
        }
        let charts = page.matches("<svg class=\"chart\"").count();
        assert_eq!(charts, items.len(), "a chart an item");
    }
}

#[test]
fn a_missing_month_is_a_gap_in_the_page() {
    let page = text("r.html", &[]);
    assert!(page.contains("; no figure in "));
}

#[test]
fn a_quarters_report_has_the_quarters_and_the_years() {
    let page = text("q.html", &["--grain", "quarter", "--period", "2026/27-Q2"]);
    for heading in [
        "Q2 25/26", "Q3 25/26", "Q4 25/26", "Q1 26/27", "Q2 26/27", "2024/25", "2025/26", "2026/27",
    ] {
        let heading = heading.replace(' ', "\u{a0}");
        assert!(page.contains(&format!(">{heading}</th>")), "{heading}");
    }
}

#[test]
fn one_committees_report_has_the_others_in_brief() {
    let own = text("r.md", &["--remit", "corporate-parenting"]);
    assert!(own.contains("Corporate Parenting Advisory Committee"));
    let (_, others) = own.split_once("## Other committees' indicators").unwrap();
    let others = others.split_once("\n## ").unwrap().0;
    assert!(others.contains("Contacts (FD1)"));
    assert!(!others.contains("Children in care per 10,000"), "{others}");
    assert!(!text("r.md", &[]).contains("Other committees"));
}

#[test]
fn what_is_wrong_with_the_asking_is_told_by_the_exit_code() {
    let folder = TempDir::new().unwrap();
    let code = |arguments: &[&str]| {
        let output = callover(folder.path(), arguments);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (unknown, said) = code(&["report", "-o", "report.docx"]);
    assert_eq!(unknown, Some(2));
    assert!(said.contains(".html, .md, .csv, .xlsx, .json"), "{said}");
    assert_eq!(code(&["report", "-o", "report"]).0, Some(2));
    assert_eq!(code(&["report"]).0, Some(2));
    assert_eq!(code(&["report", "-o", "r.html", "--remit", "nobody"]).0, Some(2));
    fs::create_dir(folder.path().join("empty")).unwrap();
    assert_eq!(code(&["report", "empty", "-o", "r.html"]).0, Some(3));
    let (unwritten, said) = code(&["report", "-o", "nowhere/r.html"]);
    assert_eq!(unwritten, Some(4));
    assert!(said.contains("nowhere"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half written is left");
}

type Book = Xlsx<Cursor<Vec<u8>>>;

fn opened(bytes: Vec<u8>) -> Book {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The column of a heading.
fn column(sheet: &Range<Data>, heading: &str) -> usize {
    sheet.rows().next().unwrap().iter().position(|cell| cell.get_string() == Some(heading)).unwrap()
}

#[test]
fn a_workbook_has_real_numbers_a_sheet_a_section_and_what_words_mean() {
    let board: Value = serde_json::from_slice(&report("board.json", &[])).unwrap();
    let mut book = opened(report("r.xlsx", &["--since", "2026-06-01"]));
    let sections = board["sections"].as_array().unwrap();
    let mut wanted = vec!["At a glance", "What needs a look"];
    wanted.extend(sections.iter().map(|section| section["title"].as_str().unwrap()));
    wanted.extend(["Corrected", "Definitions", "How to read it"]);
    assert_eq!(book.sheet_names(), wanted);
    for section in sections {
        let sheet = book.worksheet_range(section["title"].as_str().unwrap()).unwrap();
        let columns = ["Figure", "Numerator", "England", "Change"].map(|name| column(&sheet, name));
        let rows = section["indicators"].as_array().unwrap();
        assert_eq!(sheet.height(), rows.len() + 1);
        for (cells, row) in sheet.rows().skip(1).zip(rows) {
            assert_eq!(cells[0].get_string(), row["code"].as_str());
            let england = row["benchmarks"].as_array().unwrap();
            let england = england.iter().find(|beside| beside["name"] == "england");
            let numbers = [
                &row["value"],
                &row["numerator"],
                england.map_or(&Value::Null, |england| &england["value"]),
                &row["change"]["by"],
            ];
            for (at, wanted) in columns.iter().zip(numbers) {
                assert_eq!(cells[*at].get_float(), wanted.as_f64(), "{} {at}", row["id"]);
            }
        }
    }
    let definitions = book.worksheet_range("Definitions").unwrap();
    assert_eq!(definitions.height(), 131);
}

#[test]
fn a_workbook_draws_trends_and_lights_itself_and_keeps_its_headings() {
    let mut book =
        ZipArchive::new(Cursor::new(report("r.xlsx", &["--section", "front-door"]))).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let sheet = part("xl/worksheets/sheet3.xml");
    assert_eq!(sheet.matches("<x14:sparkline>").count(), 17);
    // Two years of months to the right of the table, in the row of the sparkline.
    assert!(sheet.contains("<xm:f>'Front door'!AH2:BE2</xm:f><xm:sqref>C2</xm:sqref>"), "{sheet}");
    assert!(sheet.contains("<pane xSplit=\"2\" ySplit=\"1\""));
    for light in ["\"R\"", "\"(R)\"", "\"A\"", "\"G\""] {
        assert!(sheet.contains(&format!("<formula>{light}</formula>")), "{light}");
    }
    assert!(sheet.contains("fitToPage=\"1\"") && sheet.contains("orientation=\"landscape\""));
    let book = part("xl/workbook.xml");
    assert!(
        book.contains("_xlnm.Print_Titles") && book.contains("'Front door'!$A$1:$R$18"),
        "{book}"
    );
    // Whoever made it and when is nowhere: the day is that of the figures.
    assert!(part("docProps/core.xml").contains("2026-11-05T00:00:00Z"));
}

#[test]
fn text_that_a_spreadsheet_or_a_browser_would_run_is_only_text() {
    let folder = TempDir::new().unwrap();
    let snapshot = r#"{ "format": "callover.snapshot/1", "authority": { "name": "=cmd()" },
        "period": "2026-10", "extracted": "2026-11-05", "source": "<script>alert(1)</script>",
        "observations": [ { "indicator": "referrals", "value": 310,
          "comment": "=HYPERLINK(\"http://example.org\")", "data_note": "<img src=x>" } ] }"#;
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/a.json"), snapshot).unwrap();
    for name in ["r.html", "r.md", "r.csv", "r.xlsx"] {
        let output = callover(folder.path(), &["report", "in", "-o", name]);
        assert_eq!(output.status.code(), Some(0));
        if name == "r.xlsx" {
            let mut book = opened(fs::read(folder.path().join(name)).unwrap());
            let sheet = book.worksheet_range("Front door").unwrap();
            let texts: Vec<&str> =
                sheet.used_cells().filter_map(|(.., c)| c.get_string()).collect();
            assert!(texts.contains(&"'=HYPERLINK(\"http://example.org\")"), "{texts:?}");
            for name in book.sheet_names() {
                assert!(book.worksheet_formula(&name).unwrap().used_cells().next().is_none());
                let sheet = book.worksheet_range(&name).unwrap();
                let texts = sheet.used_cells().filter_map(|(.., cell)| cell.get_string());
                assert!(texts.into_iter().all(|t| !t.starts_with(['=', '+', '-', '@'])), "{name}");
            }
            continue;
        }
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        if name == "r.csv" {
            assert!(text.contains("\"'=HYPERLINK(\"\"http"), "{text}");
        } else {
            let live = text.replace("\\<", "");
            assert!(!live.contains("<script") && !live.contains("<img"), "{text}");
        }
    }
}

/// Texts with everything in them that a page, Markdown or a spreadsheet would read.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let signs = "[=+\\-@\t\r\n<>&\"'`*_|#\\[\\]a-z\u{0}-\u{1f}\u{fffe}\u{202e}é]{0,24}";
    prop::collection::vec(prop_oneof![signs, any::<String>()], 5)
}

/// A document that holds the texts wherever a text may stand.
fn holding(texts: &[String]) -> Document {
    let cells = texts.iter().map(Cell::words).collect();
    let columns = texts.iter().map(Column::words).collect();
    let table = Table { caption: texts[0].clone(), columns, rows: vec![cells] };
    Document {
        title: texts[0].clone(),
        lead: vec![texts[1].clone()],
        contents: true,
        blocks: vec![
            Block::Heading(2, texts[2].clone()),
            Block::Text(texts[3].clone()),
            Block::List(texts.to_vec()),
            Block::Table(table),
            Block::Remark(texts[4].clone(), texts[0].clone()),
            Block::Terms(vec![(texts[1].clone(), texts.to_vec())]),
        ],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_becomes_anything_but_text(texts in texts()) {
        let document = holding(&texts);
        let page = html::write(&document);
        // The same elements as with plain words, but for headings that are empty and lines that are
        // many.
        let plain = vec!["word".to_owned(); 5];
        let known = elements(&html::write(&holding(&plain)));
        let found = elements(&page);
        prop_assert!(found.iter().all(|name| name == "br" || known.contains(name)), "{found:?}");
        taken_apart(&page);
        let [.., Block::Table(table), _, _] = document.blocks.as_slice() else { unreachable!() };
        let bytes = callover::report::csv::table(table).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        for record in reader.records() {
            let record = record.unwrap();
            let risky = record.iter().find(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert!(risky.is_none(), "{risky:?}");
        }
    }
}

/// The names of a page's elements, each once.
fn elements(page: &str) -> BTreeSet<String> {
    let mut reader = Reader::from_str(page);
    let mut names = BTreeSet::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => {
                names.insert(element.name().as_ref().to_owned());
            }
            Event::Eof => return names,
            _ => {}
        }
    }
}
