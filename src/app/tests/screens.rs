//! The screens of the whole board and what stands over a page.

use super::*;

#[test]
fn help_shows_the_keys_of_the_page_looks_for_one_and_runs_it() {
    let mut app = fixture::app();
    press(&mut app, "2?");
    let Some(Dialog::Help(help)) = &app.dialog else { panic!("{:?}", app.dialog) };
    assert_eq!(help.lines(&app.keymap, app.page.kind())[0], keymap::HelpLine::Heading("Section"));
    press(&mut app, "/sideb");
    assert_eq!(app.message, None);
    press(&mut app, "\x1b/side by\r");
    assert!(matches!(app.page, Page::Compare(_)), "{:?}", app.page);
    // A line of another screen says where it works.
    press(&mut app, "\x1b?/lay a second\r");
    assert_eq!(app.message.as_deref(), Some("that works on: indicator"));
    assert_eq!(app.dialog, None);
}

#[test]
fn the_palette_runs_what_its_name_says() {
    let mut app = fixture::app();
    press(&mut app, ":go to child prot\r");
    assert_eq!(app.page, Page::Section(1));
    press(&mut app, ":only red\r");
    assert_eq!(app.filter, Filter::Only(crate::assess::board::Rating::Red));
    press(&mut app, ":theme mono\r");
    assert_eq!(app.theme, ThemeName::Mono);
    press(&mut app, ":zzzz\r");
    assert_eq!(app.message.as_deref(), Some("no command is called \"zzzz\""));
    assert_eq!(press(&mut app, ":quit\r"), Some(Effect::Quit));
}

#[test]
fn the_screens_of_the_whole_board_open_at_the_choice_and_lead_back() {
    for (key, back) in [("v", "v"), ("m", "m"), ("v", "\x1b"), ("m", "q"), ("!", "!")] {
        let mut app = fixture::app();
        press(&mut app, "2jj");
        press(&mut app, key);
        if key != "!" {
            assert_eq!(app.current().as_deref(), Some("rereferrals"), "{key}");
            press(&mut app, "\r");
            assert_eq!(app.page, Page::indicator("rereferrals"));
            press(&mut app, "\x1b");
        }
        press(&mut app, back);
        assert_eq!((&app.page, chosen(&app).as_str()), (&Page::Section(0), "rereferrals"));
    }
}

#[test]
fn both_sides_of_a_comparison_move() {
    let mut app = fixture::app();
    press(&mut app, "v{");
    assert_eq!(app.ask.compare.word(), "2026-08");
    press(&mut app, "[");
    assert_eq!(app.board.period.to_string(), "2026-09");
    // The board's own period is passed over.
    press(&mut app, "}");
    assert_eq!(app.ask.compare.word(), "2026-10");
    press(&mut app, "}");
    assert_eq!(app.message.as_deref(), Some("nothing later to compare with"));
    press(&mut app, &"{".repeat(60));
    assert_eq!(app.message.as_deref(), Some("nothing earlier to compare with"));
    press(&mut app, "c");
    let Some(Dialog::Menu(menu)) = &app.dialog else { panic!("{:?}", app.dialog) };
    assert_eq!(menu.choices.len(), 5);
    press(&mut app, "jjjj\r");
    assert_eq!((app.board.grain, app.ask.compare), (Grain::Year, Compare::Previous));
}

#[test]
fn a_month_of_the_matrix_opens_its_indicator_at_that_month() {
    let mut app = fixture::app();
    press(&mut app, "2jjmhh\r");
    let Page::Indicator { id, month, .. } = &app.page else { panic!("{:?}", app.page) };
    assert_eq!((id.as_str(), *month), ("rereferrals", Period::month(2026, 8)));
    // And back: the matrix opens at the month that is read out.
    press(&mut app, "m");
    assert!(matches!(app.page, Page::Months { back: 2, .. }), "{:?}", app.page);
    press(&mut app, &"h".repeat(90));
    assert!(matches!(app.page, Page::Months { back: 23, .. }), "{:?}", app.page);
}

#[test]
fn a_section_is_divided_by_one_thing_after_another() {
    let mut app = fixture::app();
    let divided = |id: &str| !divided::ways(&app.board, id).is_empty();
    let Some(section) = app.board.sections.iter().position(|s| divided(&s.id)) else {
        panic!("no section of the fixture has a breakdown")
    };
    let ways = divided::ways(&app.board, &app.board.sections[section].id);
    press(&mut app, &format!("{}", section + 2));
    for way in &ways {
        press(&mut app, "d");
        let Page::Divided { by, .. } = &app.page else { panic!("{:?}", app.page) };
        assert_eq!(by, way);
    }
    press(&mut app, "d");
    assert_eq!(app.page, Page::Section(section));
    press(&mut app, "1d");
    assert!(app.message.is_some() || matches!(app.page, Page::Divided { .. }));
}

#[test]
fn a_second_indicator_is_laid_over_the_first_and_taken_off() {
    let mut app = fixture::app();
    press(&mut app, "2jj\r+contacts\r");
    let Page::Indicator { over, .. } = &app.page else { panic!("{:?}", app.page) };
    assert_eq!(over.as_deref(), Some("contacts"));
    press(&mut app, "+");
    assert_eq!((&app.page, &app.dialog), (&Page::indicator("rereferrals"), &None));
    press(&mut app, "+re-referrals within\r");
    assert_eq!(app.page, Page::indicator("rereferrals"));
    assert!(app.message.is_some());
}

#[test]
fn a_committee_sees_its_own_indicators() {
    let mut app = fixture::app();
    press(&mut app, "r");
    assert!(app.message.as_deref().is_some_and(|words| words.contains("no committees")));
    let own =
        crate::domain::catalogue::Remit { id: "none".to_owned(), title: "Nobody's".to_owned() };
    app.loaded.catalogue.remits.push(own);
    press(&mut app, "rn");
    // A committee without a figure is not gone to.
    assert!(app.message.as_deref().is_some_and(|words| words.contains("remit")));
    assert_eq!(app.ask.remit, None);
}
