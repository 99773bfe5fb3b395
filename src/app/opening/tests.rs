use std::path::PathBuf;

use super::*;
use crate::app::dialog::Dialog;
use crate::app::fixture::{self, OTHER, press};
use crate::app::{Msg, update};
use crate::domain::facts::Facts;
use crate::domain::remembered::Change;

/// The dashboard over a folder with two authorities.
fn two() -> App {
    let mut app = fixture::app();
    app.loaded.facts = Facts::gather(fixture::snapshots_of_two(), |_, _| false);
    app.loaded.source = Source::Paths(vec![PathBuf::from("figures")]);
    app.loaded.title = "figures".to_owned();
    app.loaded.home = named(&app.loaded.facts, "Haringey").unwrap_or(1);
    app.reassess();
    app
}

fn folder(name: &str) -> Source {
    Source::Paths(vec![PathBuf::from(name)])
}

fn from(source: Source) -> Loaded {
    Loaded { source, title: "other".to_owned(), ..fixture::loaded() }
}

fn offered(app: &App) -> Vec<String> {
    match &app.dialog {
        Some(Dialog::Picker(list)) => list.hits.iter().map(|offer| offer.name.clone()).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn another_authority_opens_at_once_and_page_and_choice_stay_where_they_can() {
    let mut app = two();
    let own = app.board.authority.name.clone();
    press(&mut app, "2jj");
    let place = app.place(0);
    assert_eq!(press(&mut app, &format!("O{OTHER}\r")), None);
    assert_eq!(app.board.authority.name, OTHER);
    assert_eq!((&app.page, app.place(0), &app.dialog), (&Page::Section(0), place, &None));
    // What was open before comes first.
    press(&mut app, "O");
    assert_eq!(offered(&app)[0], own);
    press(&mut app, "\r");
    assert_eq!(app.board.authority.name, own);
}

#[test]
fn a_month_without_figures_of_the_other_authority_gives_way_to_its_latest() {
    let mut app = two();
    app.loaded.facts = {
        let mut snapshots = fixture::snapshots_of_two();
        let month = snapshots[2].period;
        snapshots[2].observations.retain(|observation| observation.period == month);
        for observation in &mut snapshots[2].observations {
            observation.history.clear();
        }
        Facts::gather(snapshots, |_, _| false)
    };
    press(&mut app, "[[");
    let left = app.board.period;
    press(&mut app, &format!("O{OTHER}\r"));
    assert_eq!(app.board.authority.name, OTHER);
    assert!(app.board.period > left);
    assert!(app.message.as_deref().is_some_and(|words| words.contains("these are the latest")));
}

#[test]
fn a_folder_is_read_and_then_takes_the_place_of_what_was_open() {
    let mut app = two();
    press(&mut app, "2jj\r");
    let effect = press(&mut app, "O./else\r");
    assert_eq!(effect, Some(Effect::Open(folder("./else"))));
    assert_eq!((app.title(), app.progress), ("figures", Some((0, 0))));
    update(&mut app, Msg::Progress(folder("./else"), 3, 8));
    assert_eq!(app.progress, Some((3, 8)));
    let effect = update(&mut app, Msg::Loaded(Box::new(from(folder("./else")))));
    assert_eq!(effect, Some(Effect::Remember(Change::Folder(PathBuf::from("./else")))));
    assert_eq!((app.title(), app.progress), ("other", None));
    assert!(matches!(app.page, Page::Indicator { .. }), "the indicator is here too");
    // Back where one was: the folder is read again, and the same authority's board opens.
    press(&mut app, "O");
    assert_eq!(offered(&app)[0], "Haringey, figures");
    assert_eq!(press(&mut app, "\r"), Some(Effect::Open(folder("figures"))));
}

#[test]
fn what_cannot_be_opened_leaves_all_as_it_was_and_says_why() {
    let mut app = two();
    press(&mut app, "2jj");
    let before = (app.page.clone(), app.place(0), app.board.clone());
    press(&mut app, "O~nowhere\r");
    update(&mut app, Msg::LoadFailed(folder("~nowhere"), "there is no such folder".to_owned()));
    assert_eq!(app.message.as_deref(), Some("not opened: there is no such folder"));
    press(&mut app, "O/empty\r");
    let empty = Loaded { facts: Facts::default(), ..from(folder("/empty")) };
    assert_eq!(update(&mut app, Msg::Loaded(Box::new(empty))), None);
    assert!(app.message.as_deref().is_some_and(|words| words.starts_with("not opened")));
    press(&mut app, "Oelse\x1b");
    assert_eq!((app.page.clone(), app.place(0), app.board.clone()), before);
    assert_eq!((&app.progress, &app.opening.former), (&None, &None));
    // It can be read again afterwards.
    assert_eq!(press(&mut app, "R"), Some(Effect::Reload));
}

#[test]
fn what_nobody_waits_for_any_more_is_passed_over() {
    let mut app = two();
    press(&mut app, "O/slow\r");
    press(&mut app, "O/quick\r");
    update(&mut app, Msg::Progress(folder("/slow"), 7, 9));
    assert_eq!(app.progress, Some((0, 0)));
    assert_eq!(update(&mut app, Msg::Loaded(Box::new(from(folder("/slow"))))), None);
    assert_eq!(app.title(), "figures");
    update(&mut app, Msg::Loaded(Box::new(from(folder("/quick")))));
    assert_eq!((app.title(), app.source()), ("other", &folder("/quick")));
    update(&mut app, Msg::LoadFailed(folder("/slow"), "too late".to_owned()));
    assert!(!app.message.as_deref().is_some_and(|words| words.contains("too late")));
    // Choosing what is open gives up what is being read.
    press(&mut app, "O/third\r");
    let here = app.whose();
    assert_eq!(app.open_figures(here), None);
    assert_eq!(app.progress, None);
    update(&mut app, Msg::Loaded(Box::new(from(folder("/third")))));
    assert_eq!(app.source(), &folder("/quick"));
}

#[test]
fn the_newest_of_another_folder_stands_there_before_the_rest() {
    let mut app = two();
    press(&mut app, "O/large\r");
    let effect = update(&mut app, Msg::Early(Box::new(from(folder("/large")))));
    assert!(matches!(effect, Some(Effect::Remember(_))));
    assert_eq!((app.title(), app.partial), ("other", true));
    assert_eq!(update(&mut app, Msg::Loaded(Box::new(from(folder("/large"))))), None);
    assert_eq!((app.partial, app.progress), (false, None));
    // Part of what is open already is no news.
    let effect = update(&mut app, Msg::Early(Box::new(from(folder("/large")))));
    assert_eq!((effect, app.partial), (None, false));
}

#[test]
fn what_could_not_be_read_to_its_end_may_be_read_again() {
    let mut app = two();
    app.partial = true;
    assert_eq!(press(&mut app, "R"), None);
    let source = app.source().clone();
    update(&mut app, Msg::LoadFailed(source, "the folder cannot be reached".to_owned()));
    assert_eq!(app.message.as_deref(), Some("not read: the folder cannot be reached"));
    assert_eq!(press(&mut app, "R"), Some(Effect::Reload));
}

#[test]
fn a_reading_of_what_is_open_does_not_hide_that_something_else_is_being_read() {
    let mut app = two();
    press(&mut app, "O/else\r");
    let again = Loaded { facts: app.loaded.facts.clone(), ..from(folder("figures")) };
    update(&mut app, Msg::Loaded(Box::new(again)));
    assert_eq!(app.progress, Some((0, 0)));
    update(&mut app, Msg::Loaded(Box::new(from(folder("/else")))));
    assert_eq!((app.source(), app.progress), (&folder("/else"), None));
}

#[test]
fn nothing_changes_under_what_is_being_written() {
    let mut app = two();
    press(&mut app, "2");
    press(&mut app, "O/else\r");
    press(&mut app, "i");
    assert!(matches!(app.dialog, Some(Dialog::Form(..))), "{:?}", app.dialog);
    update(&mut app, Msg::Early(Box::new(from(folder("/else")))));
    update(&mut app, Msg::Loaded(Box::new(from(folder("/else")))));
    press(&mut app, "a word");
    assert_eq!((app.title(), app.progress), ("figures", None));
    let mut effect = None;
    for _ in 0..3 {
        if app.dialog.is_some() {
            effect = press(&mut app, "\x1b");
        }
    }
    effect = effect.or_else(|| press(&mut app, "j"));
    assert_eq!(effect, Some(Effect::Remember(Change::Folder(PathBuf::from("/else")))));
    assert_eq!(app.title(), "other");
}

#[test]
fn what_is_entered_belongs_to_what_was_open_then() {
    let mut app = two();
    app.room.author = "J Smith".to_owned();
    app.room.now = Some(fixture::moment("2026-11-12T14:00:00+00:00"));
    press(&mut app, "O/else\r");
    update(&mut app, Msg::Loaded(Box::new(from(folder("/else")))));
    assert_eq!((app.room.author.as_str(), app.room.now.is_some()), ("", true));
    press(&mut app, "O\r");
    update(&mut app, Msg::Loaded(Box::new(from(folder("figures")))));
    assert_eq!((app.source(), app.room.author.as_str()), (&folder("figures"), "J Smith"));
}
