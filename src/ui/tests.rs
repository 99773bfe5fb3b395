mod pointer;

use crossterm::event::KeyCode;
use proptest::prelude::*;

use super::*;
use crate::app::fixture::{self, press};
use crate::app::input::{Input, Press};
use crate::app::keymap::KEYS;
use crate::app::look::GlyphSet;
use crate::app::pointer::Pointing;
use crate::app::rows::SortBy;
use crate::app::{Msg, update};
use crate::assess::shown::Shown;
use crate::domain::value::Unit;

fn drawn(app: &App) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
    // What is not drawn over would show.
    for cell in &mut buf.content {
        cell.set_symbol("x");
    }
    paint(&mut buf, app);
    buf
}

fn lines(app: &App) -> Vec<String> {
    let buf = drawn(app);
    let cell = |x, y| buf.cell((x, y)).map_or("", |cell| cell.symbol());
    (0..app.size.1).map(|y| (0..app.size.0).map(|x| cell(x, y)).collect()).collect()
}

fn at(width: u16, height: u16, keys: &str) -> App {
    let mut app = fixture::app();
    update(&mut app, Msg::Resize(width, height));
    press(&mut app, keys);
    app
}

#[test]
fn a_window_that_is_too_small_says_what_is_needed_and_recovers() {
    let mut app = at(59, 16, "2");
    assert!(lines(&app)[0].starts_with("callover needs 60x16; this is 59x16."));
    update(&mut app, Msg::Resize(60, 16));
    assert!(lines(&app)[3].contains("Indicator"));
}

#[test]
fn the_frame_says_what_is_not_as_usual() {
    let mut app = at(100, 24, "2");
    assert!(lines(&app)[0].contains("demonstration"));
    assert!(lines(&app)[0].contains("2 complaints: !"));
    press(&mut app, "frs.=");
    let rule = lines(&app)[2].clone();
    for part in ["only red", "of 6", "by rating ↑", "all indicators", "one scale"] {
        assert!(rule.contains(part), "{part}: {rule}");
    }
}

#[test]
fn no_heading_is_cut_for_the_arrow_of_the_order() {
    for width in [60, 80, 100, 120, 160, 200] {
        let mut app = at(width, 36, "2");
        for _ in 0..12 {
            let (line, by) = (lines(&app)[3].clone(), app.sort().by);
            assert!(!line.contains('…'), "{width}, by {}: {line}", by.words());
            assert!(by != SortBy::Rating || line.contains("rating↑"), "{width}: {line}");
            press(&mut app, "s");
        }
    }
}

#[test]
fn two_periods_are_summed_up_at_every_width() {
    for (width, begins) in [(60, " 1 light"), (80, " Since September 2026: 1 light")] {
        let line = lines(&at(width, 24, "2v"))[3].clone();
        let end = line.trim_end();
        assert!(line.starts_with(begins) && end.ends_with(" worse"), "{width}: {line}");
    }
}

#[test]
fn the_footer_offers_only_keys_that_work_there() {
    for keys in ["", "2", "2\r", "!", "v", "m", "2d"] {
        let app = at(320, 24, keys);
        let footer = lines(&app).pop().unwrap_or_default();
        for (label, word) in app.keymap.footer(app.page.kind()) {
            assert!(footer.contains(&format!("{label} {word}")), "{footer}");
        }
    }
}

#[test]
fn the_footer_says_whether_public_mode_is_on_where_nothing_else_is_to_be_said() {
    let end = |app: &App| lines(app).last().map(|line| line.trim_end().to_owned());
    let ends = |app: &App, words: &str| end(app).is_some_and(|line| line.ends_with(words));
    let mut app = at(120, 36, "");
    assert!(ends(&app, "PUBLIC OFF"), "{:?}", end(&app));
    press(&mut app, "P");
    assert!(ends(&app, "internal words are hidden"), "{:?}", end(&app));
    press(&mut app, "j");
    assert!(ends(&app, "PUBLIC ON"), "{:?}", end(&app));
    // A narrow footer is for the keys.
    update(&mut app, Msg::Resize(80, 24));
    assert!(!ends(&app, "PUBLIC ON"), "{:?}", end(&app));
}

#[test]
fn the_agenda_says_why_and_how_far_the_room_has_come() {
    let app = at(120, 36, " ");
    let (text, items) = (lines(&app), app.board.agenda.len());
    assert!(text[0].ends_with(&format!("{items} of 14 need a look ")), "{}", text[0]);
    assert!(text[1].contains(&format!("Agenda {items}")), "{}", text[1]);
    let whole = text.concat();
    assert!(whole.contains(&format!("1 of {items} done")));
    let first = &app.board.agenda[0];
    let line = text.iter().find(|line| line.contains(&first.label)).cloned().unwrap_or_default();
    assert!(line.trim_start().starts_with('✓'), "{line}");
    // What is chosen is said in whole, however small the screen.
    for (width, height) in [(160, 45), (80, 24), (60, 16)] {
        let app = at(width, height, "");
        let start: String = app.board.agenda[0].sentence.chars().take(30).collect();
        assert!(lines(&app).concat().contains(&start), "{width}x{height}");
    }
}

#[test]
fn a_calm_board_is_told_in_a_sentence() {
    let mut app = at(120, 36, "");
    app.board.agenda.clear();
    assert!(lines(&app).concat().contains("Nothing needs a look. These are red"));
    for section in &mut app.board.sections {
        section.indicators.retain(|row| row.rating == Some(crate::assess::board::Rating::Green));
    }
    assert!(lines(&app).concat().contains("Nothing needs a look. Nothing is red"));
}

#[test]
fn an_abolished_authority_is_called_so_at_every_width() {
    let notice =
        "Cumbria is no more: since April 2023 it is Cumberland and Westmorland and Furness";
    for (width, height) in [(60, 16), (80, 24), (120, 36)] {
        for name in ["Cumbria", "Bournemouth, Christchurch and Poole and all around it, together"] {
            let mut app = at(width, height, "");
            app.board.notice = Some(notice.to_owned());
            app.board.authority.name = name.to_owned();
            update(&mut app, Msg::Resize(width, height));
            for keys in ["", "2", "\r"] {
                press(&mut app, keys);
                assert!(lines(&app)[0].contains("  abolished"), "{width}: {}", lines(&app)[0]);
            }
            assert!(lines(&app)[0].contains("Oct") || name.len() > 20, "{width}");
            for keys in ["1", "!"] {
                press(&mut app, keys);
                let words: Vec<String> = lines(&app).iter().map(|l| l.trim().to_owned()).collect();
                assert!(words.join(" ").contains(notice), "{width}: {keys}");
            }
        }
    }
}

#[test]
fn a_part_of_a_quarter_says_so_and_a_count_has_no_england() {
    for width in [60, 80, 120, 200] {
        let mut app = at(width, 36, "2");
        let row = &mut app.board.sections[0].indicators[0];
        assert_eq!(row.unit, crate::domain::value::Unit::Count);
        row.incomplete = Some("1 of 3 months".to_owned());
        let board = fixture::board();
        row.benchmarks.extend(board.indicators().flat_map(|other| &other.benchmarks).cloned());
        assert_eq!(row.benchmarks[0].name, crate::assess::benchmark::ENGLAND);
        row.benchmarks[0].shown = Shown::Number(12_345.0, Unit::Count, 0);
        let line = lines(&app)[4].clone();
        assert!(line.contains("1 of 3"), "{line}");
        assert!(!line.contains("12,345"), "{line}");
    }
}

#[test]
fn where_most_figures_have_their_own_period_the_column_is_called_latest() {
    let mut app = at(120, 36, "2");
    assert!(lines(&app)[3].contains("Oct 26"));
    for row in &mut app.board.sections[0].indicators {
        row.more.older = true;
    }
    assert!(lines(&app)[3].contains("latest"));
}

#[test]
fn the_heading_over_the_bars_counts_what_is_drawn() {
    let mut app = at(120, 36, "2");
    for row in &mut app.board.sections[0].indicators {
        row.series = row.series.split_off(row.series.len() - 5);
    }
    assert!(lines(&app)[3].contains(" 5 months"), "{}", lines(&app)[3]);
}

#[test]
fn the_cursor_stands_on_the_chosen_name() {
    let app = at(120, 30, "2jj");
    let mut buf = Buffer::empty(Rect::new(0, 0, 120, 30));
    let Some(position) = paint(&mut buf, &app) else { panic!("nothing is chosen") };
    let name: String = (0..12).map(|x| buf[(position.x + x, position.y)].symbol()).collect();
    assert_eq!(name, "Re-referrals");
}

#[test]
fn every_screen_reads_in_every_glyph_set_and_ascii_is_ascii() {
    for keys in ["", "3jjb", "3b", "w", "ww", "p", "3jjp", "2", "2jj\r", "!", "?", "/re"] {
        let mut app = at(120, 36, keys);
        for set in GlyphSet::ALL {
            app.glyphs = set;
            let text = lines(&app).concat();
            assert!(text.contains("Haringey"));
            if set == GlyphSet::Ascii {
                let odd: String = text.chars().filter(|c| !c.is_ascii() && *c != '£').collect();
                assert_eq!(odd, "", "{keys}");
            }
        }
    }
}

#[test]
fn what_is_only_given_with_a_figure_stands_on_one_axis_with_it() {
    for width in [60, 80, 120] {
        let mut app = at(width, 24, "2jj");
        let row = &mut app.board.sections[0].indicators[2];
        let mut near = row.benchmarks[0].clone();
        (near.low, near.high, near.value) = (Some(14.0), Some(26.0), Some(19.7));
        near.shown = Shown::Number(19.7, Unit::Percent, 1);
        near.title = "statistical neighbours".into();
        (near.count, near.of) = (Some(10), Some(10));
        row.benchmarks.push(near);
        press(&mut app, "b");
        let text = lines(&app);
        let whole = text.concat();
        assert!(whole.contains("Nobody publishes this for every authority of England."));
        assert!(whole.contains("Given with the figure:") && whole.contains("19.7%"), "{width}");
        // Home's mark, England's and, on a range, the neighbours'.
        assert_eq!((whole.matches('█').count(), whole.matches('□').count()), (1, 2));
        assert!(whole.contains("14.0% to 26.0%") && whole.contains("──□──"), "{width}");
    }
}

#[test]
fn drawing_twice_is_the_same_screen() {
    let app = at(140, 40, "2jj\rhh");
    assert_eq!(drawn(&app), drawn(&app));
}

fn any_key() -> impl Strategy<Value = Press> {
    let all: Vec<Press> = KEYS.iter().flat_map(|b| b.keys.iter().copied()).collect();
    prop_oneof![5 => prop::sample::select(all), 1 => any::<char>().prop_map(Press::char)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn no_size_and_no_keys_make_it_panic_or_leave_a_cell(
        sizes in prop::collection::vec((1..300_u16, 1..100_u16), 1..4),
        keys in prop::collection::vec(any_key(), 0..14),
        set in prop::sample::select(GlyphSet::ALL.to_vec()),
    ) {
        let mut app = fixture::app();
        app.glyphs = set;
        for (width, height) in sizes {
            update(&mut app, Msg::Resize(width, height));
            for key in &keys {
                update(&mut app, Msg::Key(Input::Press(*key)));
            }
            let buf = drawn(&app);
            let control = |cell: &ratatui::buffer::Cell| cell.symbol().chars().any(char::is_control);
            prop_assert!(!buf.content().iter().any(control));
        }
    }
}

#[test]
fn rows_that_changed_are_marked_in_every_table_and_in_every_set_of_glyphs() {
    for keys in ["", "v", "2", "2v", "2m"] {
        let mut app = at(120, 30, keys);
        let mut snapshots = fixture::snapshots();
        for observation in snapshots.iter_mut().flat_map(|s| &mut s.observations) {
            observation.figure.value = crate::domain::value::Value::Number(7.0);
            observation.figure.fraction = None;
        }
        update(&mut app, Msg::FilesChanged);
        update(&mut app, Msg::Loaded(Box::new(fixture::loaded_of(snapshots))));
        for set in GlyphSet::ALL {
            app.glyphs = set;
            let mark = glyphs::glyphs(set).news;
            let marked = lines(&app).iter().filter(|line| line.starts_with(mark)).count();
            assert!(marked > 2, "{keys:?} {set:?}:\n{}", lines(&app).join("\n"));
        }
    }
}
