//! What any bytes may do to the program: nothing. One body a way in, run by `tests/hostile.rs` with
//! made-up and broken input, and by the fuzzers in `fuzz/` for as long as somebody lets them.
//!
//! A body panics where something is wrong.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use callover::app::input::{Input, Press};
use callover::app::keymap::KEYS;
use callover::app::source::Source;
use callover::app::{App, Loaded, Msg, update};
use callover::assess::ask::{Ask, Compare, Sources};
use callover::assess::board::{Board, Grain};
use callover::domain::catalogue::Catalogue;
use callover::domain::complaint::Complaint;
use callover::domain::facts::Facts;
use callover::domain::meeting::Journal;
use callover::report;
use callover::store::catalogue::{built_in, overlay};
use callover::store::folder;
use callover::store::import::{Mapping, Target, Wish, import as imported};
use callover::store::journal::Reader;
use callover::store::published::England;
use callover::store::render::render;
use callover::store::snapshot::read;
use callover::ui::paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

thread_local! {
    static CATALOGUE: Catalogue = built_in();
    static ENGLAND: England = England::default();
    static DEMONSTRATION: RefCell<Option<Loaded>> = const { RefCell::new(None) };
}

/// Whether a text holds nothing that a terminal would obey or that would turn it round.
fn clean(text: &str) -> bool {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    !text.chars().any(|c| (c.is_control() && c != '\n') || turns(c))
}

/// Panics where a text is not clean.
pub fn must_be_clean(text: &str) {
    assert!(clean(text), "{text:?}");
}

/// Every complaint points into the file, and reads as one.
fn well_placed(complaints: &[Complaint], bytes: &[u8]) {
    // A carriage return alone ends a line too.
    let lines = bytes.split(|b| matches!(b, b'\n' | b'\r')).count();
    for complaint in complaints {
        let place = &complaint.place;
        assert!(place.line <= lines, "{complaint:?} of {lines} lines");
        assert_eq!(place.line == 0, place.column == 0, "{complaint:?}");
        assert!(!complaint.message.is_empty());
        let text = render(complaint, false);
        must_be_clean(&text);
    }
}

/// Every board that the facts give, written in every way.
fn boards(all: &Facts, catalogue: &Catalogue) {
    for home in all.authorities() {
        for (grain, compare) in [
            (None, Compare::Previous),
            (Some(Grain::Quarter), Compare::YearAgo),
            (Some(Grain::Year), Compare::YearAverage),
        ] {
            let ask = Ask { grain, compare, since: "2020-01-01".parse().ok(), ..Ask::default() };
            let board = ENGLAND.with(|published| {
                callover::assess::board(Sources { home, all, catalogue, published }, &ask)
            });
            written(&board);
        }
    }
}

/// What is written is clean, and says no number that is none.
fn written(board: &Board) {
    let text = report::text::write(board, 100);
    let narration = report::narrate::write(board);
    must_be_clean(&text);
    must_be_clean(&narration);
    assert!(!text.contains("NaN") && !narration.contains("NaN"));
    let json = report::json::write(board).expect("a board can be written");
    let read: serde_json::Value = serde_json::from_str(&json).expect("and read again");
    assert_eq!(read["format"], "callover.board/1");
    let csv = report::csv::write(board).expect("a board can be written");
    assert!(std::str::from_utf8(&csv).is_ok());
}

/// A snapshot file.
pub fn snapshot(bytes: &[u8]) {
    CATALOGUE.with(|catalogue| {
        let reading = read("any.json", bytes, catalogue);
        well_placed(&reading.complaints, bytes);
        if let Some(snapshot) = reading.snapshot {
            boards(&Facts::gather(vec![snapshot], |_, _| false), catalogue);
        }
    });
}

/// A catalogue over the built-in one, with a snapshot of the same indicators beside it.
pub fn catalogue(bytes: &[u8]) {
    let mut catalogue = CATALOGUE.with(Clone::clone);
    let Some(complaints) = overlay(&mut catalogue, "catalogue.json", bytes) else { return };
    well_placed(&complaints, bytes);
    let snapshots: Vec<_> = (1..=9)
        .filter_map(|month| {
            let text = format!(
                r#"{{"format":"callover.snapshot/1","authority":{{"name":"Any"}},"period":"2026-0{month}",
                "extracted":"2026-11-0{month}","observations":[
                {{"indicator":"referrals","value":{month}}},
                {{"indicator":"rereferrals","numerator":{month},"denominator":31}},
                {{"indicator":"children-in-care","value":3{month}}}]}}"#
            );
            read("any.json", text.as_bytes(), &catalogue).snapshot
        })
        .collect();
    boards(&Facts::gather(snapshots, |_, _| false), &catalogue);
}

/// A journal file, read whole and read as it grows; both are the same, but for a last line that was an
/// entry by itself when the file was read and was longer afterwards.
pub fn journal(bytes: &[u8], folder: &Path) {
    let path = folder.join("any@where.jsonl");
    fs::write(&path, bytes).expect("a folder to write to");
    let reading = Reader::new(folder.to_owned()).read();
    well_placed(&reading.complaints, bytes);
    let mut whole = Journal::default();
    whole.add(reading.events);
    let mut growing = Reader::new(folder.to_owned());
    let mut grown = Journal::default();
    let half = &bytes[..bytes.len() / 2];
    fs::write(&path, half).expect("a folder to write to");
    grown.add(growing.read().events);
    fs::write(&path, bytes).expect("a folder to write to");
    grown.add(growing.read().events);
    let open = half.last().is_some_and(|byte| *byte != b'\n');
    let (whole, grown) = (whole.events().len(), grown.events().len());
    assert!(grown == whole || (open && grown == whole + 1), "{whole} and {grown}");
}

/// A table: the first byte says of which kind. What it makes is read again without an error.
pub fn import(bytes: &[u8], folder: &Path) {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let ending = ["csv", "xlsx", "ods", "tsv"][usize::from(kind % 4)];
    let path = folder.join(format!("any.{ending}"));
    fs::write(&path, bytes).expect("a folder to write to");
    let out = folder.join("out");
    let _ = fs::remove_dir_all(&out);
    let files = [path];
    CATALOGUE.with(|catalogue| {
        let mapping = Mapping::default();
        let wish = Wish {
            files: &files,
            mapping: &mapping,
            catalogue,
            authority: Some("Haringey"),
            source: None,
            extracted: "2026-11-05".parse().expect("a day"),
        };
        let target = Target { folder: &out, existing: None, write: true };
        let outcome = imported(&wish, target, &|_| {});
        for complaint in &outcome.complaints {
            must_be_clean(&render(complaint, false));
        }
        for written in &outcome.written {
            let bytes = fs::read(out.join(written)).expect("what was written is there");
            let reading = read("any.json", &bytes, catalogue);
            let wrong = reading.complaints.iter().find(|c| c.severity.word() == "error");
            assert!(reading.snapshot.is_some() && wrong.is_none(), "{wrong:?}");
        }
    });
}

/// Keys, texts and sizes, two bytes each.
pub fn keys(bytes: &[u8]) {
    let loaded =
        DEMONSTRATION.with(|kept| kept.borrow_mut().get_or_insert_with(demonstration).clone());
    let mut app = App::new(loaded, Rc::new(England::default()), Ask::default())
        .expect("the demonstration opens");
    update(&mut app, Msg::Resize(80, 24));
    let all: Vec<Press> = KEYS.iter().flat_map(|binding| binding.keys.iter().copied()).collect();
    for pair in bytes.chunks_exact(2).take(200) {
        let (how, which) = (pair[0], pair[1]);
        let message = match how % 16 {
            0 => Msg::Resize(u16::from(which) + 1, u16::from(how / 16) * 4 + 1),
            1..=3 => Msg::Key(Input::Press(Press::char(char::from(which)))),
            4 => Msg::Key(Input::Paste(String::from_utf8_lossy(bytes).into_owned())),
            _ => Msg::Key(Input::Press(all[usize::from(which) % all.len()])),
        };
        update(&mut app, message);
    }
    let mut buf = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
    paint(&mut buf, &app);
    let control = |symbol: &str| symbol.chars().any(char::is_control);
    assert!(!buf.content().iter().any(|cell| control(cell.symbol())));
}

fn demonstration() -> Loaded {
    let read = folder::load(&folder::Input::demo(), &|_, _| {}).expect("it is built in");
    Loaded {
        home: read.facts.home().expect("somebody's figures"),
        facts: read.facts,
        catalogue: read.catalogue,
        complaints: read.complaints,
        source: Source::Demonstration,
        title: read.title,
    }
}
