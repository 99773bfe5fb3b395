mod beside;
mod meeting;
mod screens;

use crossterm::event::KeyCode;
use proptest::prelude::*;

use super::fixture::press;
use super::input::{Input, Press};
use super::keymap::KEYS;
use super::*;
use crate::assess::ask::Compare;
use crate::assess::board::{Board, Grain, IndicatorView};
use crate::domain::indicator::Frequency;

/// The row of an indicator that must be on the board.
fn row<'a>(board: &'a Board, id: &str) -> &'a IndicatorView {
    board.indicator(id).unwrap_or_else(|| panic!("{id} is not on the board"))
}

fn chosen(app: &App) -> String {
    app.section_at().and_then(|at| app.chosen(at)).map(|row| row.id.clone()).unwrap_or_default()
}

#[test]
fn a_number_opens_a_section_enter_its_indicator_and_esc_leads_back() {
    let mut app = fixture::app();
    press(&mut app, "2jj\r");
    assert_eq!(app.page, Page::indicator("rereferrals"));
    press(&mut app, "\x1b");
    assert_eq!(app.page, Page::Section(0));
    assert_eq!(chosen(&app), "rereferrals");
    press(&mut app, "\x1b");
    assert_eq!(app.page, Page::Overview);
    press(&mut app, "9");
    assert_eq!(app.message.as_deref(), Some("there are 6 tabs"));
}

#[test]
fn tabs_come_round_both_ways() {
    let mut app = fixture::app();
    press(&mut app, "h");
    assert_eq!(app.page, Page::Section(4));
    press(&mut app, "\t");
    assert_eq!(app.page, Page::Overview);
}

#[test]
fn the_same_indicator_stays_chosen_whatever_changes_around_it() {
    let mut app = fixture::app();
    press(&mut app, "2jj");
    for keys in ["[", "]", "s", "s", "S", ".", "fr", "fa", "fg", "fe", "z", "z", "z", "c", "="] {
        press(&mut app, keys);
        if app.filter == Filter::All
            || app.filter == Filter::Only(crate::assess::board::Rating::Amber)
        {
            assert_eq!(chosen(&app), "rereferrals", "after {keys}");
        }
    }
    press(&mut app, "R");
    assert_eq!(update(&mut app, Msg::Loaded(Box::new(fixture::loaded()))), None);
    assert_eq!(chosen(&app), "rereferrals");
    assert_eq!(app.message.as_deref(), Some("read again: nothing has changed"));
}

#[test]
fn a_filter_is_cleared_by_esc_before_the_section_is_left() {
    let mut app = fixture::app();
    press(&mut app, "2fr");
    assert_eq!(app.rows(0).len(), 1);
    press(&mut app, "\x1b");
    assert_eq!((app.filter, &app.page), (Filter::All, &Page::Section(0)));
}

#[test]
fn space_marks_an_item_as_discussed_and_goes_on() {
    let mut app = fixture::app();
    let ids: Vec<_> = app.board.agenda.iter().map(|item| item.indicator.clone()).collect();
    press(&mut app, "  ");
    assert_eq!((app.discussed().0, app.agenda.at), (2, 2));
    press(&mut app, "k ");
    assert_eq!((app.discussed().0, app.agenda.at), (1, 1));
    // Another month is another meeting.
    press(&mut app, "[");
    assert_eq!(app.discussed().0, 0);
    press(&mut app, "]gj");
    press(&mut app, &" ".repeat(ids.len() - 1));
    assert_eq!(app.message.as_deref(), Some(format!("all {} discussed", ids.len()).as_str()));
}

#[test]
fn the_agenda_opens_what_is_chosen_and_keeps_it_in_the_other_order() {
    let mut app = fixture::app();
    press(&mut app, "jj\r");
    let Page::Indicator { id, .. } = app.page.clone() else { panic!("{:?}", app.page) };
    assert_eq!(id, app.board.agenda[2].indicator);
    press(&mut app, "\x1bs");
    assert_eq!(app.message.as_deref(), Some("the worst first"));
    assert_eq!(app.board.agenda[app.agenda.at].indicator, id);
}

#[test]
fn the_agenda_has_only_what_is_on_the_board() {
    let mut app = fixture::app();
    for keys in ["", ".", "[", "z"] {
        press(&mut app, keys);
        assert!(app.board.agenda.iter().all(|i| app.board.indicator(&i.indicator).is_some()));
    }
}

#[test]
fn periods_end_at_both_ends_with_a_word() {
    let mut app = fixture::app();
    press(&mut app, "]");
    assert_eq!(app.message.as_deref(), Some("October 2026 is the latest"));
    press(&mut app, &"[".repeat(40));
    assert_eq!(app.message.as_deref(), Some("November 2023 is the earliest"));
}

#[test]
fn grain_and_comparison_come_round() {
    let mut app = fixture::app();
    press(&mut app, "[z");
    assert_eq!(app.ask.grain, Some(Grain::Quarter));
    press(&mut app, "zz");
    assert_eq!(app.ask.grain, Some(Grain::Month));
    assert_eq!(app.ask.period, Period::month(2026, 9));
    press(&mut app, "c");
    assert_eq!(app.ask.compare, Compare::YearAgo);
    press(&mut app, "ccc");
    assert_eq!(app.ask.compare, Compare::Previous);
}

#[test]
fn what_is_found_is_shown_in_its_section_even_if_it_is_not_core() {
    let mut app = fixture::app();
    press(&mut app, "/ni fd4\r");
    assert_eq!((app.page.clone(), chosen(&app)), (Page::Section(0), "rereferrals".to_owned()));
    press(&mut app, "/strategy\r");
    assert_eq!(chosen(&app), "strategy-discussions");
    assert!(!app.ask.core);
    press(&mut app, "/care\r");
    let first = chosen(&app);
    press(&mut app, "n");
    assert_ne!(chosen(&app), first);
    press(&mut app, "N");
    assert_eq!(chosen(&app), first);
    press(&mut app, "/zzzz\r");
    assert_eq!(app.message.as_deref(), Some("nothing is called \"zzzz\""));
}

#[test]
fn months_are_read_out_along_the_series() {
    let mut app = fixture::app();
    press(&mut app, "2jj\rhh");
    let Page::Indicator { month, .. } = &app.page else { panic!("{:?}", app.page) };
    assert_eq!(*month, Period::month(2026, 8));
    press(&mut app, "lll");
    assert_eq!(app.page, Page::indicator("rereferrals"));
}

#[test]
fn a_control_c_leaves_from_everywhere_and_q_goes_back_from_what_lies_over_a_tab() {
    for keys in ["", "2", "2\r", "?", "?/", "!", "/care", ":", "2f", "2o", "v", "m", "2d"] {
        let mut app = fixture::app();
        press(&mut app, keys);
        let leave = Msg::Key(Input::Press(Press::ctrl('c')));
        assert_eq!(update(&mut app, leave), Some(Effect::Quit), "{keys:?}");
    }
    for keys in ["2\r", "2?", "2!", "2f", "2o", "2v", "2m"] {
        let mut app = fixture::app();
        press(&mut app, keys);
        assert_eq!(press(&mut app, "q"), None);
        assert_eq!((&app.page, &app.dialog), (&Page::Section(0), &None), "{keys:?}");
        assert_eq!(press(&mut app, "q"), Some(Effect::Quit));
    }
}

#[test]
fn a_period_without_a_figure_is_not_gone_to() {
    let mut app = fixture::app();
    press(&mut app, &"[".repeat(40));
    // A file may name a period before the first figure; the year's figures go back to 2019.
    app.board.periods.extend(app.board.period.step(-120));
    app.board.periods.sort();
    press(&mut app, "[");
    assert_eq!(app.message.as_deref(), Some("no figures before November 2023"));
    assert_eq!(Some(app.board.period), Period::month(2023, 11));
    assert_eq!(app.ask.period, Some(app.board.period));
}

#[test]
fn a_board_of_years_has_no_months_and_no_other_comparison() {
    let mut app = fixture::app();
    for section in &mut app.board.sections {
        section.indicators.retain(|row| row.frequency == Frequency::Annual);
    }
    for key in ["z", "c"] {
        press(&mut app, key);
        assert!(app.message.as_deref().is_some_and(|words| words.contains("once a year")));
        assert_eq!((app.ask.grain, app.ask.compare), (None, Compare::Previous));
        assert!(!app.offered().iter().any(|(keys, _)| *keys == key));
    }
}

#[test]
fn errors_are_listed_before_warnings() {
    let mut loaded = fixture::loaded();
    loaded.complaints.reverse();
    let mut app = fixture::app();
    update(&mut app, Msg::Loaded(Box::new(loaded)));
    let severities: Vec<_> = app.complaints().iter().map(|c| c.severity).collect();
    assert!(severities.is_sorted());
}

#[test]
fn a_failed_reload_keeps_what_was_there_and_a_second_one_waits() {
    let mut app = fixture::app();
    assert_eq!(press(&mut app, "R"), Some(Effect::Reload));
    assert_eq!(press(&mut app, "R"), None);
    update(&mut app, Msg::LoadFailed(Source::Demonstration, "the share is away".to_owned()));
    assert_eq!(app.message.as_deref(), Some("not read: the share is away"));
    assert_eq!(app.board.sections.len(), 5);
    let empty = Loaded { facts: Facts::default(), ..fixture::loaded() };
    update(&mut app, Msg::Loaded(Box::new(empty)));
    assert_eq!(app.board.sections.len(), 5);
}

#[test]
fn a_signal_ends_and_a_paste_commands_nothing() {
    let mut app = fixture::app();
    assert_eq!(update(&mut app, Msg::Terminate(15)), Some(Effect::Terminate(15)));
    assert_eq!(update(&mut app, Msg::Key(Input::Paste("q2R".to_owned()))), None);
    assert_eq!(app.page, Page::Overview);
}

#[test]
fn a_question_for_one_indicator_opens_it() {
    let ask = Ask { indicator: Some("visits".to_owned()), ..Ask::default() };
    let app = fixture::asked(ask);
    assert_eq!(app.page, Page::indicator("visits"));
    assert_eq!(app.board.sections.len(), 5);
}

#[test]
fn every_binding_does_something_or_says_why_not() {
    for binding in KEYS {
        for kind in binding.pages {
            let changed =
                [(160, 20), (80, 24)].into_iter().any(|size| did_something(binding, *kind, size));
            assert!(changed, "{} is dead on {kind:?}", binding.name);
        }
    }
}

/// Whether a binding changes the state, says something or has an effect on a page, from either end.
fn did_something(binding: &keymap::Binding, kind: page::PageKind, size: (u16, u16)) -> bool {
    let mut app = fixture::app();
    for _ in 0..30 {
        let complaint = app.loaded.complaints[0].clone();
        app.loaded.complaints.push(complaint);
    }
    update(&mut app, Msg::Resize(size.0, size.1));
    match kind {
        page::PageKind::Overview => {}
        page::PageKind::Section => drop(press(&mut app, "2")),
        page::PageKind::Indicator => drop(press(&mut app, "2jj\rhh")),
        page::PageKind::Compare => drop(press(&mut app, "v")),
        page::PageKind::Months => drop(press(&mut app, "mhh")),
        page::PageKind::Divided => drop(press(&mut app, "2dl")),
        page::PageKind::Actions => {
            for _ in 0..12 {
                press(&mut app, "2aWrite it down\tHead of MASH\tfri\t\t\r");
            }
            press(&mut app, "A");
        }
        page::PageKind::Minutes => drop(press(&mut app, "M")),
        page::PageKind::Benchmarks => drop(press(&mut app, "3jjb")),
        page::PageKind::Pathway => drop(press(&mut app, "w")),
        page::PageKind::Slides => drop(press(&mut app, "2p")),
        page::PageKind::Complaints => drop(press(&mut app, "!")),
    }
    let seen = |app: &App| {
        let cursors = (app.agenda, app.complaint, app.section_at().map(|at| app.place(at)));
        format!(
            "{:?} {cursors:?} {:?} {:?} {} {:?}",
            app.page, app.sorts, app.filter, app.shared_scale, app.ask
        ) + &format!("{:?} {:?} {:?}", app.theme, app.message, app.dialog)
            + &format!("{:?} {:?}", app.discussed(), app.log)
    };
    // What sets something must be seen to set it from something else.
    for warm in ["", "G", "gj", "{", "fr", "s", "c", "t"] {
        press(&mut app, warm);
        app.message = None;
        let before = seen(&app);
        let keyless = binding.keys.is_empty();
        if keyless && (app.act(binding.action, 0).is_some() || seen(&app) != before) {
            return true;
        }
        for key in binding.keys {
            let before = seen(&app);
            let effect = update(&mut app, Msg::Key(Input::Press(*key)));
            if effect.is_some() || seen(&app) != before {
                return true;
            }
        }
    }
    false
}

#[test]
fn an_open_indicator_is_looked_at_closely_and_anew_for_another_period() {
    let mut app = fixture::app();
    assert_eq!(app.close, None);
    press(&mut app, "2jj\r");
    let looked = |app: &App| {
        let close = app.close.as_ref()?;
        Some((close.indicator.clone(), close.categories.len(), close.lines.first()?.points.len()))
    };
    assert_eq!(looked(&app), Some(("rereferrals".to_owned(), 4, 36)));
    press(&mut app, "[");
    // September's extract has no detail.
    let close = app.close.as_ref().map(|c| (c.categories.len(), c.lines.len()));
    assert_eq!(close, Some((0, 0)));
    press(&mut app, "\x1b");
    assert_eq!(app.close, None);
}

fn any_key() -> impl Strategy<Value = Press> {
    let all: Vec<Press> = KEYS.iter().flat_map(|b| b.keys.iter().copied()).collect();
    prop_oneof![4 => prop::sample::select(all), 1 => any::<char>().prop_map(Press::char)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_is_pressed_the_choice_is_a_row(keys in prop::collection::vec(any_key(), 0..40), height in 0..60_u16) {
        let mut app = fixture::app();
        update(&mut app, Msg::Resize(100, height));
        for key in keys {
            update(&mut app, Msg::Key(Input::Press(key)));
            for section in 0..app.board.sections.len() {
                let rows = app.rows(section).len();
                let place = app.place(section);
                prop_assert!(place.at < rows.max(1));
                prop_assert!(place.top <= place.at);
            }
        }
    }
}
