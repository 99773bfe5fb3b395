//! Clicks and the wheel: what stands under the pointer is chosen, opened, pressed or scrolled.

use super::*;
use crate::app::Effect;

/// So many cells of a screen.
fn cells(n: usize) -> u16 {
    n.try_into().unwrap_or_else(|_| panic!("no screen has {n} cells"))
}

fn chosen(app: &App) -> Option<&str> {
    app.chosen(0).map(|row| row.id.as_str())
}

/// Where a text stands on the screen.
fn place_of(app: &App, text: &str) -> (u16, u16) {
    let all = lines(app);
    let found = all.iter().enumerate().find_map(|(y, line)| {
        let before = line.split_once(text)?.0;
        Some((before.chars().count(), y))
    });
    let (x, y) = found.unwrap_or_else(|| panic!("{text:?} is not on:\n{}", all.join("\n")));
    (cells(x), cells(y))
}

fn click(app: &mut App, at: (u16, u16)) -> Option<Effect> {
    let targets = stands_at(app, at);
    update(app, Msg::Pointed(targets, Pointing::Click))
}

fn click_on(app: &mut App, text: &str) -> Option<Effect> {
    let at = place_of(app, text);
    click(app, at)
}

#[test]
fn a_click_opens_a_tab_chooses_a_row_and_opens_the_chosen_one() {
    let mut app = at(120, 30, "");
    click_on(&mut app, "Front door");
    assert_eq!(app.page, Page::Section(0));
    click_on(&mut app, "Re-referrals");
    assert_eq!(chosen(&app), Some("rereferrals"));
    assert_eq!(app.page, Page::Section(0));
    click_on(&mut app, "Re-referrals");
    assert_eq!(app.page, Page::indicator("rereferrals"));
    // A click on nothing does nothing.
    click(&mut app, (60, 20));
    click(&mut app, (999, 999));
    assert_eq!(app.page, Page::indicator("rereferrals"));
    click_on(&mut app, "back");
    assert_eq!(app.page, Page::Section(0));
}

#[test]
fn a_click_on_a_heading_sorts_by_it_and_another_turns_the_order_round() {
    let mut app = at(120, 30, "2");
    let rating = place_of(&app, "rating");
    click(&mut app, rating);
    assert_eq!((app.sort().by, app.sort().reversed), (SortBy::Rating, false));
    click(&mut app, rating);
    assert_eq!((app.sort().by, app.sort().reversed), (SortBy::Rating, true));
    click_on(&mut app, "Indicator");
    assert_eq!((app.sort().by, app.sort().reversed), (SortBy::Name, false));
}

#[test]
fn a_click_on_a_key_of_the_footer_is_that_key() {
    let mut app = at(120, 30, "2");
    let (x, y) = place_of(&app, "[ ] period");
    click(&mut app, (x, y));
    assert_eq!(app.board.period.to_string(), "2026-09");
    click(&mut app, (x + 2, y));
    assert_eq!(app.board.period.to_string(), "2026-10");
    click_on(&mut app, "period");
    assert_eq!(app.board.period.to_string(), "2026-09");
    assert_eq!(click_on(&mut app, "quit"), Some(Effect::Quit));
    click_on(&mut app, "complaints: !");
    assert_eq!(app.page, Page::Complaints);
}

#[test]
fn a_click_takes_from_what_stands_over_the_page_and_beside_it_closes_it() {
    let mut app = at(120, 30, "2f");
    assert!(app.dialog.is_some());
    click_on(&mut app, "only what is red");
    assert_eq!((app.dialog.is_some(), app.filter.words().as_str()), (false, "only red"));
    press(&mut app, "f");
    click(&mut app, (5, 5));
    assert_eq!((app.dialog.is_some(), app.place(0).at), (false, 0));
    // What is being typed is not lost by a click beside it.
    press(&mut app, "isome words");
    click(&mut app, (5, 5));
    assert!(app.dialog.is_some());
    update(&mut app, Msg::Key(Input::Press(Press::key(KeyCode::Esc))));
    press(&mut app, "?");
    click_on(&mut app, "to the end");
    click_on(&mut app, "to the end");
    assert!(app.dialog.is_none());
    press(&mut app, "/");
    click_on(&mut app, "Re-referrals");
    assert_eq!(chosen(&app), Some("rereferrals"));
    press(&mut app, ":");
    let (x, y) = place_of(&app, "Enter run");
    click(&mut app, (x, y));
    assert!(app.dialog.is_some(), "what stands over the page hides what is behind it");
}

#[test]
fn a_cell_of_the_months_is_chosen_and_opens_at_its_month() {
    let mut app = at(120, 30, "2m");
    let (x, y) = place_of(&app, "[");
    click(&mut app, (x.saturating_sub(5), y));
    let Page::Months { back, .. } = &app.page else { panic!("{:?}", app.page) };
    assert_eq!(*back, 2);
    click(&mut app, (x.saturating_sub(5), y));
    let Page::Indicator { month, .. } = &app.page else { panic!("{:?}", app.page) };
    assert_eq!(month.map(|m| m.to_string()).as_deref(), Some("2026-08"));
}

#[test]
fn the_wheel_scrolls_what_is_open() {
    let mut app = at(80, 16, "2.");
    let wheel = |app: &mut App, how| update(app, Msg::Pointed(Vec::new(), how));
    let rows = app.rows(0).len();
    update(&mut app, Msg::Resize(80, cells(rows).max(16)));
    wheel(&mut app, Pointing::WheelDown);
    let place = app.place(0);
    assert!(place.top <= place.at && place.at < rows);
    press(&mut app, "\r");
    let facts = |app: &App| match &app.page {
        Page::Indicator { top, .. } => *top,
        _ => 99,
    };
    wheel(&mut app, Pointing::WheelDown);
    assert_eq!(facts(&app), 3);
    wheel(&mut app, Pointing::WheelUp);
    wheel(&mut app, Pointing::WheelUp);
    assert_eq!(facts(&app), 0);
    press(&mut app, "?");
    let seen = lines(&app);
    for _ in 0..30 {
        wheel(&mut app, Pointing::WheelDown);
    }
    assert_ne!(lines(&app), seen);
}
