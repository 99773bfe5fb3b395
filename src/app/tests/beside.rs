//! Benchmarks, pathways and presenting: open, move, come back where one was.

use super::*;
use crate::app::benchmarks::{Order, Shown};
use crate::app::pathway::Detail;
use crate::app::slides::{Deck, caption, changes, reason};

fn benchmarks(app: &App) -> &crate::app::benchmarks::Place {
    match &app.page {
        Page::Benchmarks(place) => place,
        page => panic!("{page:?}"),
    }
}

/// Where the open indicator stands among the authorities.
fn standing(app: &App) -> Shown<'_> {
    app.benchmarks().unwrap_or_else(|| panic!("{:?} stands beside nobody", app.page))
}

fn slide(app: &App) -> (usize, String) {
    match &app.page {
        Page::Slides(place) => (place.at, place.id.clone().unwrap_or_default()),
        page => panic!("{page:?}"),
    }
}

#[test]
fn benchmarks_open_from_every_list_and_lead_back_to_the_choice() {
    for (keys, under) in [
        ("3jj", Page::Section(1)),
        ("3jj\r", Page::indicator("visits")),
        ("m", Page::Overview),
        ("v", Page::Overview),
        ("3jj", Page::Section(1)),
    ] {
        for back in ["b", "\x1b", "q"] {
            let mut app = fixture::app();
            press(&mut app, keys);
            let before = (app.page.clone(), app.current());
            press(&mut app, "b");
            assert_eq!(Some(benchmarks(&app).id.clone()), before.1, "{keys}");
            press(&mut app, back);
            assert_eq!((app.page.clone(), app.current()), before, "{keys} {back}");
            if keys.starts_with('3') {
                assert_eq!(app.page, under);
            }
        }
    }
}

#[test]
fn years_go_back_and_forth_and_say_where_they_end() {
    let mut app = fixture::app();
    update(&mut app, Msg::Resize(120, 36));
    press(&mut app, "3jjb");
    let period = |app: &App| app.benchmarks().map(|shown| shown.table.period.to_string());
    assert_eq!(period(&app).as_deref(), Some("2024/25"));
    press(&mut app, "[[");
    assert_eq!(period(&app).as_deref(), Some("2022/23"));
    // The board's own month stays what it was.
    assert_eq!(app.board.period.to_string(), "2026-10");
    press(&mut app, "[");
    assert_eq!(app.message.as_deref(), Some("2022/23 is the earliest"));
    press(&mut app, "]]]");
    assert_eq!(app.message.as_deref(), Some("2024/25 is the newest"));
    press(&mut app, "l");
    assert_eq!(app.message.as_deref(), Some("there is nobody else to compare with"));
}

#[test]
fn neighbours_are_chosen_and_ordered() {
    let mut app = fixture::app();
    update(&mut app, Msg::Resize(120, 36));
    press(&mut app, "3jjbj");
    let names = |app: &App| -> Vec<String> {
        let shown = standing(app);
        let near = shown.neighbours();
        near.iter().map(|member| shown.league.members[*member].name.clone()).collect()
    };
    assert_eq!(names(&app), ["Hackney", "Lewisham", "Luton", "Camden"]);
    assert_eq!(benchmarks(&app).cursor.at, 1);
    press(&mut app, "s");
    assert_eq!((benchmarks(&app).order, names(&app).len()), (Order::Figure, 4));
    let shown = standing(&app);
    let figures: Vec<f64> =
        shown.neighbours().iter().filter_map(|m| Some(shown.table.of(*m)?.value)).collect();
    assert_eq!(figures.len(), 4);
    assert!(figures.windows(2).all(|pair| pair[0] >= pair[1]), "{figures:?}");
    press(&mut app, "s");
    assert_eq!(names(&app), ["Camden", "Hackney", "Lewisham", "Luton"]);
    press(&mut app, "G");
    assert_eq!(benchmarks(&app).cursor.at, 3);
}

#[test]
fn what_stands_beside_nobody_says_why_and_what_does() {
    let mut app = fixture::app();
    press(&mut app, "3b");
    assert!(app.benchmarks().is_none());
    let Some((close, apart)) = app.close.as_ref().and_then(|close| Some((close, close.apart?)))
    else {
        panic!("nothing says why the figure stands beside nobody: {:?}", app.close)
    };
    let why = crate::app::benchmarks::apart_words(row(&app.board, &close.indicator), apart);
    assert_eq!(why, "Nobody publishes this for every authority of England.");
    let alike = crate::app::benchmarks::alike_words("Child protection", &close.alike);
    assert_eq!(
        alike,
        "Of Child protection, CP6 Visits within timescale stands among England's authorities."
    );
    press(&mut app, "[");
    assert_eq!(app.message.as_deref(), Some("there are no years to compare"));
}

#[test]
fn where_home_stands_is_said_with_its_figure_now() {
    let mut app = fixture::app();
    press(&mut app, "3jjb");
    let shown = standing(&app);
    let row = row(&app.board, "visits");
    let words = app.standing_words(row, shown);
    assert!(words.starts_with("Haringey 78.0%: "), "{words}");
    assert!(words.contains(" of 11 (2024/25), in the "), "{words}");
    assert!(words.ends_with(&format!("; now {} (Oct 26)", row.shown)), "{words}");
}

#[test]
fn a_pathway_opens_at_the_chosen_step_turns_and_leads_back() {
    let mut app = fixture::app();
    press(&mut app, "2jw");
    let at = |app: &App| match &app.page {
        Page::Pathway { id, cursor } => (id.clone(), cursor.at),
        page => panic!("{page:?}"),
    };
    assert_eq!(at(&app), ("front-door".to_owned(), 1));
    press(&mut app, "j\r");
    // Opened from the pathway, a step that is not core is brought onto the board.
    assert_eq!(app.page, Page::indicator("strategy-discussions"));
    press(&mut app, "\x1b");
    assert_eq!(at(&app), ("front-door".to_owned(), 2));
    press(&mut app, "w");
    assert_eq!(at(&app), ("days".to_owned(), 0));
    press(&mut app, "l");
    assert_eq!(at(&app), ("front-door".to_owned(), 0));
    press(&mut app, "[");
    assert_eq!(app.board.period.to_string(), "2026-09");
    press(&mut app, "\x1b");
    assert_eq!((app.page.clone(), chosen(&app).as_str()), (Page::Section(0), "referrals"));
    assert!(Detail::Line < Detail::Both);
}

#[test]
fn without_pathways_that_is_said() {
    let mut app = fixture::app();
    app.board.pathways.clear();
    press(&mut app, "w");
    assert_eq!(app.page, Page::Overview);
    assert!(app.message.as_deref().unwrap_or("").starts_with("no pathway has two steps"));
}

#[test]
fn presenting_walks_the_agenda_with_every_key_of_a_clicker_and_stays_at_its_item() {
    let mut app = fixture::app();
    let items: Vec<String> = app.board.agenda.iter().map(|i| i.indicator.clone()).collect();
    press(&mut app, "jp");
    assert_eq!(slide(&app), (1, items[1].clone()));
    press(&mut app, " l");
    let keys = [KeyCode::PageDown, KeyCode::Right, KeyCode::Down];
    for key in keys {
        update(&mut app, Msg::Key(Input::Press(Press::key(key))));
    }
    assert_eq!(slide(&app), (6, items[6].clone()));
    for key in [KeyCode::PageUp, KeyCode::Left, KeyCode::Up] {
        update(&mut app, Msg::Key(Input::Press(Press::key(key))));
    }
    press(&mut app, "kh");
    assert_eq!(slide(&app), (1, items[1].clone()));
    update(&mut app, Msg::Key(Input::Press(Press::key(KeyCode::End))));
    assert_eq!(slide(&app).0, items.len() - 1);
    press(&mut app, "j");
    assert_eq!(app.message.as_deref(), Some("this is the last"));
    update(&mut app, Msg::Key(Input::Press(Press::key(KeyCode::Home))));
    press(&mut app, "k");
    assert_eq!(app.message.as_deref(), Some("this is the first"));
    press(&mut app, "jjp");
    assert_eq!((app.page.clone(), app.current()), (Page::Overview, Some(items[2].clone())));
}

#[test]
fn presenting_a_section_shows_its_rows_in_their_order_and_stands_on_the_last_one_shown() {
    for leave in ["p", "\x1b", "q"] {
        let mut app = fixture::app();
        press(&mut app, "2s");
        let rows: Vec<String> = app.rows(0).iter().map(|row| row.id.clone()).collect();
        press(&mut app, "p ");
        assert_eq!(slide(&app), (1, rows[1].clone()));
        assert!(
            matches!(&app.page, Page::Slides(place) if place.deck == Deck::Section("front-door".to_owned()))
        );
        press(&mut app, leave);
        assert_eq!((app.page.clone(), chosen(&app)), (Page::Section(0), rows[1].clone()));
    }
}

#[test]
fn another_month_keeps_the_slide_where_it_is_still_one() {
    let mut app = fixture::app();
    press(&mut app, "2jjp[");
    assert_eq!(slide(&app), (2, "rereferrals".to_owned()));
    assert_eq!(app.board.period.to_string(), "2026-09");
    // The chart beside it is of that board.
    assert_eq!(app.close.as_ref().map(|c| c.indicator.as_str()), Some("rereferrals"));
}

#[test]
fn a_projector_has_strong_contrast_unless_a_theme_was_chosen() {
    let mut app = fixture::app();
    press(&mut app, "p");
    assert_eq!(app.shown_theme(), ThemeName::HighContrast);
    press(&mut app, "p");
    assert_eq!(app.shown_theme(), ThemeName::Default);
    // What is chosen while presenting is kept, here and afterwards.
    press(&mut app, "pt");
    assert_eq!(app.shown_theme(), ThemeName::HighContrast.next());
    press(&mut app, "p");
    assert_eq!(app.shown_theme(), ThemeName::HighContrast.next());
    let mut app = fixture::app();
    (app.theme, app.slides_theme) = (ThemeName::Dark, ThemeName::Dark);
    press(&mut app, "p");
    assert_eq!(app.shown_theme(), ThemeName::Dark);
}

#[test]
fn a_slide_says_what_the_board_says() {
    let board = fixture::board();
    let row = row(&board, "rereferrals");
    assert!(caption(row).starts_with("October 2026 ("), "{}", caption(row));
    assert_eq!(changes(row).len(), 2);
    let item = board.agenda.iter().find(|item| item.indicator == row.id);
    let Some(item) = item else { panic!("{} is not on the agenda", row.id) };
    let words = reason(row, Some(item));
    assert!(words.starts_with(&item.label), "{words}");
    assert!(!words.contains("target at "), "{words}");
}
