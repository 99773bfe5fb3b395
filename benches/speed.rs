//! How long the parts take: loading a folder, assessing a board, drawing a screen.
//!
//! `cargo bench`; compare ratios of one run, not figures of two.

use std::hint::black_box;
use std::path::PathBuf;
use std::rc::Rc;

use callover::app::input::{Input as Key, Press};
use callover::app::{self, App, Loaded, Msg, update};
use callover::assess::ask::{Ask, Sources};
use callover::domain::authority::AreaKind;
use callover::domain::catalogue::Catalogue;
use callover::domain::facts::{AuthorityFacts, Facts};
use callover::domain::meeting::Journal;
use callover::domain::published::Published;
use callover::report::paper::{self, Format, Paper};
use callover::store::folder::{self, Input, Source};
use callover::store::journal::Reader;
use callover::store::published::England;
use callover::ui;
use chrono::{DateTime, TimeDelta};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::json;

#[path = "../examples/bare/reading.rs"]
mod bare;
#[path = "../examples/scale/figures.rs"]
mod figures;

/// Snapshots spread over authorities, each figure with so many months of `history`.
fn scale(snapshots: i32, authorities: i32, history: i32) -> PathBuf {
    let name = format!("callover-bench-{snapshots}-{authorities}-{history}");
    let folder = std::env::temp_dir().join(name);
    if !folder.exists() {
        figures::write(&folder, snapshots, authorities, history).unwrap_or_default();
    }
    folder
}

fn input(folder: PathBuf) -> Input {
    Input { source: Source::Paths(vec![folder]), catalogues: Vec::new() }
}

fn quiet(_: usize, _: usize) {}

/// All of England for ten years, beside the least that reading its files can cost.
fn england(c: &mut Criterion) {
    let mut group = c.benchmark_group("18,360 snapshots, 1.1 million figures");
    group.sample_size(10);
    let folder = scale(18_360, 153, 0);
    group.bench_function("parsed and let go", |b| {
        b.iter(|| black_box(bare::figures(&folder).is_ok()));
    });
    let folder = input(folder);
    group.bench_function("loaded", |b| {
        b.iter_with_large_drop(|| folder::load(&folder, &quiet));
    });
    group.finish();
}

fn load(c: &mut Criterion) {
    let mut group = c.benchmark_group("load");
    let folder = input(scale(120, 1, 12));
    group.bench_function("120 snapshots, 90,000 figures", |b| {
        b.iter(|| black_box(folder::load(&folder, &quiet).is_ok()));
    });
    group.bench_function("the demonstration", |b| {
        b.iter(|| black_box(folder::load(&Input::demo(), &quiet).is_ok()));
    });
    group.finish();
}

/// Four people's journals of ten years, a line every few hours: comments, edits, actions and marks,
/// 100,000 entries.
fn journal() -> PathBuf {
    let folder = std::env::temp_dir().join("callover-bench-journal");
    if !folder.exists() && std::fs::create_dir_all(&folder).is_ok() {
        for author in 0..4 {
            let lines: String = (0..25_000).map(|n| line(author, n)).collect();
            let path = folder.join(format!("author-{author}@lap{author}.jsonl"));
            std::fs::write(path, lines).unwrap_or_default();
        }
    }
    folder
}

fn line(author: usize, n: usize) -> String {
    let id = |n: usize| format!("0193{author}000-0000-7000-8000-{n:012x}");
    let before = id(n.saturating_sub(1));
    let text = "Two large sibling groups were referred again in the last week of the month.";
    let what = match n % 5 {
        0 => json!({ "discussed": {} }),
        1 => json!({ "action": { "text": text, "owner": "Head of MASH", "due": "2026-12-01" } }),
        2 => json!({ "action-status": { "action": before, "status": "done" } }),
        3 => json!({ "comment": { "text": text, "public": false } }),
        _ => json!({ "note-edited": { "note": before, "text": text } }),
    };
    let minutes = i64::try_from(n * 200 + author).unwrap_or_default();
    let time = DateTime::UNIX_EPOCH + TimeDelta::days(16_800) + TimeDelta::minutes(minutes);
    let event = json!({
        "id": id(n), "time": time.to_rfc3339(), "author": format!("Author {author}"),
        "host": format!("lap{author}"), "indicator": format!("indicator-{}", n % 125),
        "authority": { "code": "E09000099", "name": "Sampleford" },
        "period": time.format("%Y-%m").to_string(), "what": what,
    });
    format!("{event}\n")
}

fn meeting(c: &mut Criterion) {
    let mut group = c.benchmark_group("journal");
    group.sample_size(20);
    let folder = journal();
    group.bench_function("100,000 entries read and folded", |b| {
        // What was read is kept for as long as the program runs: nobody waits for it to be dropped.
        b.iter_with_large_drop(|| Journal::of(Reader::new(folder.clone()).read().events));
    });
    let mut reader = Reader::new(folder);
    let events = reader.read().events;
    group.bench_function("100,000 entries folded", |b| {
        b.iter_batched(|| events.clone(), Journal::of, BatchSize::LargeInput);
    });
    group.bench_function("a look at files that did not change", |b| {
        b.iter(|| black_box(reader.read().events.len()));
    });
    group.finish();
}

fn assess(c: &mut Criterion) {
    let mut group = c.benchmark_group("assess");
    let england = England::default();
    let board = |home: &AuthorityFacts, all: &Facts, catalogue: &Catalogue| {
        let sources = Sources { home, all, catalogue, published: &england };
        black_box(callover::assess::board(sources, &Ask::default()).sections.len())
    };
    for (name, input) in
        [("demonstration", Input::demo()), ("60 x 120 months", input(scale(108, 1, 12)))]
    {
        let Ok(loaded) = folder::load(&input, &quiet) else { continue };
        let all = &loaded.facts;
        let found = all.home().and_then(|at| all.authorities().get(at));
        let Some(mut home) = found.cloned() else { continue };
        if matches!(input.source, Source::Paths(_)) {
            // Under a code that England knows, so that the published figures stand beside its own.
            home.authority.code = Some("309".to_owned());
        }
        group.bench_function(name, |b| b.iter(|| board(&home, all, &loaded.catalogue)));
    }
    let authorities: Vec<(Facts, Catalogue)> = england
        .areas()
        .iter()
        .filter(|area| area.kind == AreaKind::Authority)
        .filter_map(|area| england.facts(&area.number).ok())
        .collect();
    group.bench_function("157 measures for all authorities", |b| {
        b.iter(|| {
            for (all, catalogue) in &authorities {
                for home in all.authorities() {
                    board(home, all, catalogue);
                }
            }
        });
    });
    group.finish();
}

fn draw(c: &mut Criterion) {
    let mut group = c.benchmark_group("draw");
    let Ok(loaded) = folder::load(&Input::demo(), &quiet) else { return };
    let Some(home) = loaded.facts.home() else { return };
    let folder::Loaded { facts, catalogue, complaints, title, .. } = loaded;
    let loaded = Loaded {
        facts,
        catalogue,
        complaints,
        home,
        source: app::source::Source::Demonstration,
        title,
    };
    let Some(mut app) = App::new(loaded, Rc::new(England::default()), Ask::default()) else {
        return;
    };
    update(&mut app, Msg::Resize(200, 60));
    let area = Rect::new(0, 0, 200, 60);
    let mut buffer = Buffer::empty(area);
    group.bench_function("a screen of 200 x 60", |b| {
        b.iter(|| {
            buffer.reset();
            black_box(ui::paint(&mut buffer, &app))
        });
    });
    let mut press = |c: char| {
        let press = Press { code: KeyCode::Char(c), ctrl: false };
        update(&mut app, Msg::Key(Key::Press(press)));
        buffer.reset();
        black_box(ui::paint(&mut buffer, &app))
    };
    press('2');
    group.bench_function("a cursor move, then drawn", |b| b.iter(|| press('j')));
    group.bench_function("another month and back, each drawn", |b| {
        b.iter(|| (press('['), press(']')));
    });
    // The screens beside the table, each with a key that moves in it.
    for (name, keys, moving) in [
        ("benchmarks: another neighbour", "2jjbll", 's'),
        ("a pathway: another step", "w", 'j'),
        ("another slide and back", "p", ' '),
    ] {
        for key in ["1", keys].concat().chars() {
            press(key);
        }
        group.bench_function(name, |b| {
            b.iter(|| {
                press(moving);
                press(if moving == ' ' { 'k' } else { moving })
            });
        });
    }
    group.finish();
}

/// The report of the whole demonstration, in the forms that take longest.
fn report(c: &mut Criterion) {
    let mut group = c.benchmark_group("report");
    group.sample_size(20);
    let Ok(loaded) = folder::load(&Input::demo(), &quiet) else { return };
    let all = &loaded.facts;
    let Some(home) = all.home().and_then(|at| all.authorities().get(at)) else { return };
    let england = England::default();
    let sources = Sources { home, all, catalogue: &loaded.catalogue, published: &england };
    let board = callover::assess::board(sources, &Ask::default());
    let paper = Paper::of(&board);
    for (name, format) in [("a page", Format::Html), ("a workbook", Format::Workbook)] {
        group.bench_function(name, |b| {
            b.iter(|| black_box(paper::write(&paper, format).map(|bytes| bytes.len())));
        });
    }
    group.finish();
}

criterion_group!(benches, load, england, meeting, assess, draw, report);
criterion_main!(benches);
