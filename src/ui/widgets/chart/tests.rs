use ratatui::buffer::Buffer;

use super::*;
use crate::app::fixture;
use crate::app::look::{GlyphSet, ThemeName};
use crate::ui::glyphs::glyphs;

/// An indicator of the fixture.
fn row(id: &str) -> IndicatorView {
    let board = fixture::board();
    board.indicator(id).cloned().unwrap_or_else(|| panic!("{id} is not in the fixture"))
}

fn drawn(row: &IndicatorView, set: GlyphSet) -> Vec<String> {
    let mut buf = Buffer::empty(Rect::new(0, 0, 60, 14));
    let mut pen = Pen::new(&mut buf, ThemeName::Mono, glyphs(set));
    Chart { row, at: row.series.len() - 1, beside: &[], over: None }
        .draw(&mut pen, Rect::new(0, 0, 60, 14));
    let line = |y| (0..60).map(|x| buf[(x, y)].symbol()).collect();
    (0..14).map(line).collect()
}

/// Columns of the plot in which nothing of the line stands, from the first point to the last.
fn empty_columns(lines: &[String]) -> usize {
    let axis = lines[0].chars().position(|c| c == '|').unwrap_or(60);
    let ink = |x: usize| lines[..11].iter().any(|l| matches!(l.chars().nth(x), Some('*' | 'O')));
    (axis + 1..60).skip_while(|x| !ink(*x)).filter(|x| !ink(*x)).count()
}

#[test]
fn the_line_never_joins_across_a_gap() {
    let mut row = row("contacts");
    row.series.drain(..24);
    // Twelve points over the whole width: about four columns from one to the next.
    assert!(empty_columns(&drawn(&row, GlyphSet::Ascii)) <= 1, "whole");
    row.series[5].value = None;
    let missing = drawn(&row, GlyphSet::Ascii);
    assert!(empty_columns(&missing) >= 7, "{}", missing.join("\n"));
    // A period that is not in the series at all is a gap too.
    row.series.remove(5);
    assert!(empty_columns(&drawn(&row, GlyphSet::Ascii)) >= 7, "left out");
}

#[test]
fn a_point_alone_is_seen_and_no_figure_says_so() {
    let mut row = row("contacts");
    row.series.drain(..33);
    row.series[1].value = None;
    let points = drawn(&row, GlyphSet::Ascii)[..11].concat().matches('O').count();
    assert_eq!(points, 2);
    for point in &mut row.series {
        point.value = None;
    }
    assert!(drawn(&row, GlyphSet::Full)[0].starts_with("no figure yet"));
}

#[test]
fn the_axis_holds_every_figure_and_target_at_round_ends() {
    let board = fixture::board();
    for row in board.indicators() {
        for height in [5, 12, 40] {
            let Some(axis) = (Chart { row, at: 0, beside: &[], over: None }).axis(height) else {
                continue;
            };
            let bounds = row.series.iter().filter_map(|p| p.bound).map(|b| match b {
                Bound::Figure(f) | Bound::Range(f, _) => f,
            });
            for value in row.series.iter().filter_map(|p| p.value).chain(bounds) {
                assert!(axis.low <= value && value <= axis.high, "{}: {axis:?} {value}", row.id);
            }
            assert!(axis.tick > 0.0 && axis.low < axis.high);
        }
    }
}

#[test]
fn every_set_draws_the_target_the_line_and_the_newest_month() {
    let row = row("assessments-45");
    for set in GlyphSet::ALL {
        let lines = drawn(&row, set).join("\n");
        assert!(lines.contains(glyphs(set).target), "{set:?}\n{lines}");
        assert!(lines.contains("Oct 26"), "{set:?}\n{lines}");
    }
}

#[test]
fn the_average_and_the_usual_range_are_drawn_apart_from_the_target_and_named() {
    let mut row = row("rereferrals");
    let Some(control) = row.control.as_mut() else { panic!("no control chart") };
    (control.lower, control.mean, control.upper) = (Some(14.0), Some(16.0), Some(19.0));
    for set in GlyphSet::ALL {
        let (lines, glyphs) = (drawn(&row, set), glyphs(set));
        let kinds = [glyphs.average, glyphs.limit, glyphs.target];
        for (at, glyph) in kinds.iter().enumerate() {
            assert!(lines[..11].concat().contains(glyph), "{set:?} {glyph}\n{}", lines.join("\n"));
            assert!(!kinds[..at].contains(glyph), "{set:?} {glyph}");
        }
        assert!(lines[13].contains("average 16.0%"), "{}", lines[13]);
    }
    let alone = drawn(&IndicatorView { control: None, ..row }, GlyphSet::Full);
    assert!(!alone[13].contains("average"));
}
