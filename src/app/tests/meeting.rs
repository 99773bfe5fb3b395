//! The meeting: what is entered shows, what is not kept stays where it was typed.

use super::*;
use crate::app::form::{Field, Form, Value};
use crate::app::meeting::record::Line;
use crate::app::meeting::{Keeping, Others};
use crate::domain::meeting::{Action, Note, NoteKind, Status, What};

fn form(app: &App) -> &Form {
    match &app.dialog {
        Some(Dialog::Form(form, _)) => form,
        other => panic!("no form is open: {other:?}"),
    }
}

fn field<'a>(app: &'a App, name: &str) -> &'a Field {
    form(app).field(name).unwrap_or_else(|| panic!("the form has no field {name}"))
}

/// What was said of the re-referrals of the board's month.
fn comments(app: &App) -> Vec<&Note> {
    app.comments_on(row(&app.board, "rereferrals"))
}

/// The action under the cursor.
fn logged(app: &App) -> &Action {
    app.chosen_action().unwrap_or_else(|| panic!("no action is listed"))
}

fn save(app: &mut App) {
    let effect = update(app, Msg::Key(Input::Press(Press::ctrl('s'))));
    fixture::kept(app, effect);
}

/// The record of the meeting as one text.
fn record(app: &App) -> String {
    let text = |line: Line| match line {
        Line::Gap => String::new(),
        Line::Heading(words) | Line::Text(words) | Line::Aside(words) => words,
    };
    app.record(100).into_iter().map(text).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_question_that_was_left_is_replied_to() {
    let mut app = fixture::app();
    press(&mut app, "Ms");
    save(&mut app);
    press(&mut app, "e");
    assert_eq!(app.message.as_deref(), Some("no question waits for a reply: r leaves one"));
    for question in ["rWhy so many?", "rHow long?"] {
        press(&mut app, question);
        save(&mut app);
    }
    press(&mut app, "eThree months\tl");
    assert!(matches!(&form(&app).fields[1].value, Value::Choice(asked, 1) if asked.len() == 2));
    save(&mut app);
    let text = record(&app);
    let Some((before, after)) = text.split_once("How long?") else { panic!("{text}") };
    assert!(after.contains("Reply: Three months") && !before.contains("Reply"), "{text}");
    let open: Vec<_> = app.room.state().unanswered(&app.authority()).collect();
    assert_eq!(open.len(), 1);
}

#[test]
fn a_comment_is_written_shows_and_is_put_in_other_words() {
    let mut app = fixture::app();
    press(&mut app, "2jj");
    press(&mut app, "iTwo families\rof five");
    assert!(form(&app).title.contains("Re-referrals within 12 months, October 2026"));
    save(&mut app);
    assert_eq!((&app.dialog, app.message.as_deref().is_some()), (&None, true));
    let said = comments(&app);
    assert_eq!((said.len(), said[0].words().text.as_ref()), (1, "Two families\nof five"));
    assert_eq!((said[0].author(), said[0].words().public), ("J Smith", false));
    // The same key opens one's own again, whole.
    press(&mut app, "i, and a remand");
    save(&mut app);
    assert_eq!(&*comments(&app)[0].words().text, "Two families\nof five, and a remand");
    // Emptied, it is taken back; undone, it is there again.
    press(&mut app, "i");
    update(&mut app, Msg::Key(Input::Press(Press::ctrl('u'))));
    update(&mut app, Msg::Key(Input::Press(Press::key(KeyCode::Backspace))));
    update(&mut app, Msg::Key(Input::Press(Press::ctrl('u'))));
    save(&mut app);
    assert!(comments(&app).is_empty());
    press(&mut app, "u");
    assert_eq!(comments(&app).len(), 1);
    let redo = update(&mut app, Msg::Key(Input::Press(Press::ctrl('r'))));
    fixture::kept(&mut app, redo);
    assert!(comments(&app).is_empty());
}

#[test]
fn a_comment_belongs_to_the_month_that_is_read_out() {
    let mut app = fixture::app();
    press(&mut app, "2jj\rhhiA quiet month");
    save(&mut app);
    let authority = app.authority();
    let Some(august) = Period::month(2026, 8) else { panic!("there is an August") };
    assert_eq!(app.room.state().comments(&authority, "rereferrals", august).len(), 1);
    assert!(comments(&app).is_empty());
}

#[test]
fn what_could_not_be_kept_is_still_in_the_editor() {
    let mut app = fixture::app();
    press(&mut app, "2jjiTwo families");
    let entry = update(&mut app, Msg::Key(Input::Press(Press::ctrl('s'))));
    assert!(matches!(entry, Some(Effect::Enter(_))));
    // While it is on its way nothing changes under it.
    press(&mut app, "xyz");
    update(&mut app, Msg::NotEntered("not saved: the disk is full".to_owned()));
    assert_eq!(form(&app).said.as_deref(), Some("not saved: the disk is full"));
    assert_eq!(form(&app).text("text"), "Two families");
    save(&mut app);
    assert_eq!(app.dialog, None);
    assert_eq!(comments(&app).len(), 1);
}

#[test]
fn what_is_typed_is_kept_as_a_draft_until_it_is_saved() {
    let mut app = fixture::app();
    let effect = press(&mut app, "2jjiTwo fam");
    let Some(Effect::Drafts(drafts)) = &effect else { panic!("{effect:?}") };
    let [(key, Some(draft))] = drafts.as_slice() else { panic!("{drafts:?}") };
    assert_eq!(draft["text"], "Two fam");
    press(&mut app, "\x1b");
    assert!(app.message.as_deref().is_some_and(|words| words.contains("kept")));
    // Another start of the program is told of it.
    let mut app = fixture::app();
    update(&mut app, Msg::Drafts([(key.clone(), draft.clone())].into()));
    press(&mut app, "2jji");
    assert_eq!(form(&app).text("text"), "Two fam");
    let effect = update(&mut app, Msg::Key(Input::Press(Press::ctrl('s'))));
    assert_eq!(fixture::kept(&mut app, effect), Some(Effect::Drafts(vec![(key.clone(), None)])));
    press(&mut app, "jia");
    let leave = Msg::Key(Input::Press(Press::ctrl('c')));
    assert_eq!(update(&mut app, leave), None);
    let leave = Msg::Key(Input::Press(Press::ctrl('c')));
    assert_eq!(update(&mut app, leave), Some(Effect::Quit));
}

#[test]
fn a_draft_that_comes_to_be_known_late_is_taken_up_and_writes_over_nothing() {
    let key = match press(&mut fixture::app(), "2jjix") {
        Some(Effect::Drafts(drafts)) => drafts[0].0.clone(),
        other => panic!("{other:?}"),
    };
    let known = || Msg::Drafts([(key.clone(), [("text".into(), "Two fam".into())].into())].into());
    let mut app = fixture::app();
    press(&mut app, "2jji");
    update(&mut app, known());
    assert_eq!(form(&app).text("text"), "Two fam");
    let mut app = fixture::app();
    press(&mut app, "2jjiThree");
    update(&mut app, known());
    assert_eq!(form(&app).text("text"), "Three");
    press(&mut app, "\x1bi");
    assert_eq!(form(&app).text("text"), "Three");
}

#[test]
fn what_was_typed_inside_waits_behind_the_veil() {
    let mut app = fixture::app();
    press(&mut app, "2jjiThe Smith family\x1bPi");
    assert_eq!(form(&app).text("text"), "");
    assert!(form(&app).said.as_deref().is_some_and(|words| words.contains("hidden")));
    let effect = press(&mut app, "Two families");
    assert!(!format!("{:?} {effect:?}", app.dialog).contains("Smith"));
    press(&mut app, "\x1bi");
    assert_eq!(form(&app).text("text"), "Two families");
    // Inside again, each is offered until it is saved, the inside's first.
    press(&mut app, "\x1bPi");
    assert_eq!(form(&app).text("text"), "The Smith family");
    save(&mut app);
    press(&mut app, "i");
    assert_eq!(form(&app).text("text"), "Two families");
    // What is added to it inside is no longer for the public.
    press(&mut app, ", the Smiths\x1bPi");
    assert_eq!(form(&app).text("text"), "");
    press(&mut app, "\x1bPi");
    assert_eq!(form(&app).text("text"), "Two families, the Smiths");
    save(&mut app);
    assert!(app.room.drafts.is_empty(), "{:?}", app.room.drafts);
}

#[test]
fn an_action_has_an_owner_and_a_day_as_people_write_it() {
    let mut app = fixture::app();
    press(&mut app, "2jjaAsk the schools\t");
    save(&mut app);
    // Nobody is to do it yet: the form says which field is missing.
    let owner = field(&app, "owner");
    assert!(owner.wrong && form(&app).at == 1, "{}", owner.note);
    press(&mut app, "Head of MASH\tfry");
    assert!(field(&app, "due").wrong);
    update(&mut app, Msg::Key(Input::Press(Press::key(KeyCode::Backspace))));
    press(&mut app, "i");
    let due = field(&app, "due");
    assert_eq!((due.note.as_str(), due.wrong), ("13 Nov 2026", false));
    save(&mut app);
    press(&mut app, "A");
    let action = logged(&app);
    assert_eq!(&*action.task.owner, "Head of MASH");
    assert!(app.has_open_action(row(&app.board, "rereferrals")));
    press(&mut app, "xDone in the week");
    save(&mut app);
    assert!(app.actions().is_empty());
    press(&mut app, ".");
    let action = logged(&app);
    assert_eq!(action.status, Status::Done);
    assert!(!app.has_open_action(row(&app.board, "rereferrals")));
}

#[test]
fn the_log_is_one_owners_or_everybodys_and_leads_to_the_indicator() {
    let mut app = fixture::app();
    for owner in ["Ann", "Bob", "Bob"] {
        press(&mut app, &format!("2gjjaWrite it down\t{owner}\t\t\t\r"));
    }
    press(&mut app, "A");
    assert_eq!(app.actions().len(), 3);
    press(&mut app, "fb");
    assert_eq!((app.actions().len(), app.log.owner.as_deref()), (2, Some("Bob")));
    press(&mut app, "\r");
    assert_eq!(app.page, Page::indicator("rereferrals"));
    press(&mut app, "\x1bfe");
    assert_eq!(app.actions().len(), 3);
}

#[test]
fn a_meeting_runs_from_its_start_to_its_end_and_its_record_grows() {
    let mut app = fixture::app();
    assert!(record(&app).contains("No meeting runs"));
    press(&mut app, "Ms");
    assert_eq!(form(&app).text("present"), "J Smith");
    save(&mut app);
    assert_eq!(app.meeting().map(|m| m.details.title.as_str()), Some("Call-over, October 2026"));
    press(&mut app, "s");
    assert!(app.message.as_deref().is_some_and(|words| words.contains("runs already")));
    press(&mut app, "1 ");
    press(&mut app, "MdBring it back in January\t\r");
    press(&mut app, "rWhy did it rise?\tHead of service\t\r");
    press(&mut app, "p, A Jones");
    let (done, all) = app.discussed();
    assert_eq!(done, 1);
    save(&mut app);
    let text = record(&app);
    let sentence = &app.board.agenda[0].sentence;
    for words in [
        &format!("Discussed: 1 of {all}"),
        "Bring it back in January",
        "Why did it rise? (to Head of service)",
        &sentence[..12],
    ] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    press(&mut app, "E");
    assert_eq!(app.meeting(), None);
    assert!(record(&app).contains("Call-over, October 2026"));
}

#[test]
fn the_minutes_are_of_the_board_that_the_meeting_looked_at() {
    let mut app = fixture::app();
    press(&mut app, "Ms");
    save(&mut app);
    press(&mut app, "1z");
    assert_eq!(app.board.grain, Grain::Quarter);
    let Some((_, board)) = app.minuted() else { panic!("there was no meeting") };
    assert_eq!((board.period.to_string().as_str(), board.grain), ("2026-10", Grain::Month));
}

#[test]
fn items_are_put_off_explained_added_and_cleared() {
    let mut app = fixture::app();
    let ids = app.agenda_ids();
    press(&mut app, "eJanuary\tChecked in October\r");
    assert_eq!(app.agenda_ids(), ids[1..]);
    let marks = app.marks();
    assert_eq!(marks.away[0].0, ids[0]);
    assert!(marks.away[0].1.contains("explained until 1 Jan 2027 by J Smith"), "{marks:?}");
    let (_, all) = app.discussed();
    assert_eq!(all, ids.len() - 1);
    // From the day on it counts again.
    update(&mut app, Msg::Clock(fixture::moment("2027-01-01T09:00:00+00:00")));
    assert_eq!(app.agenda_ids().len(), ids.len());
    update(&mut app, Msg::Clock(fixture::moment("2026-11-12T15:00:00+00:00")));
    press(&mut app, "G:clear item\r");
    assert_eq!(app.agenda_ids(), ids);
    let quiet = app.board.indicators().find(|row| row.more.reasons.is_empty());
    let Some(quiet) = quiet.map(|row| row.id.clone()) else { panic!("every row has a reason") };
    app.show_in_section(&quiet);
    press(&mut app, ":add to agenda\rAsked by members\r");
    assert_eq!(app.agenda_ids().last(), Some(&quiet));
}

#[test]
fn where_nothing_can_be_kept_what_is_typed_is_a_draft_and_no_mark_is_made() {
    let mut app = fixture::app();
    app.room.keeping = Keeping::Not("read only".to_owned());
    press(&mut app, "1 ");
    assert_eq!(app.message.as_deref(), Some("not saved: read only"));
    assert_eq!(app.discussed().0, 0);
    press(&mut app, "2jji");
    let said = |app: &App| form(app).said.clone().unwrap_or_default();
    assert_eq!(said(&app), "read only: what you write is kept as a draft on this machine");
    let effect = press(&mut app, "Two families");
    assert!(matches!(effect, Some(Effect::Drafts(_))), "{effect:?}");
    assert_eq!(update(&mut app, Msg::Key(Input::Press(Press::ctrl('s')))), None);
    assert_eq!(said(&app), "not saved: read only; it is kept as a draft on this machine");
    assert_eq!(form(&app).text("text"), "Two families");
    assert!(comments(&app).is_empty());
}

#[test]
fn a_folder_that_takes_nothing_is_told_once_and_shows_until_it_does_again() {
    let mut app = fixture::app();
    let trouble = |why: Option<&str>| {
        let trouble = why.map(str::to_owned);
        Msg::Journal(Others { trouble, waiting: 2, ..Others::default() }.into())
    };
    update(&mut app, trouble(Some("the disk is full")));
    let told = Some("what you enter waits on this machine: the disk is full");
    assert_eq!(app.message.as_deref(), told);
    press(&mut app, "j");
    update(&mut app, trouble(Some("the disk is full")));
    assert_eq!((app.message.as_deref(), app.room.waiting), (None, 2));
    press(&mut app, "j");
    update(&mut app, trouble(None));
    assert_eq!(app.message.as_deref(), Some("the folder takes entries again"));
}

#[test]
fn what_others_enter_shows_and_moves_nobody() {
    let mut there = fixture::app();
    press(&mut there, "2jjiFrom the other room");
    save(&mut there);
    let mut app = fixture::app();
    press(&mut app, "jj");
    let chosen = app.agenda_choice();
    let journal = there.room.journal.clone();
    update(&mut app, Msg::Journal(Others { journal, delivered: 2, ..Others::default() }.into()));
    assert_eq!(app.agenda_choice(), chosen);
    assert_eq!(comments(&app).len(), 1);
    assert_eq!(app.message.as_deref(), Some("2 entries that waited are in the folder now"));
}

#[test]
fn every_form_makes_the_entry_that_its_title_says() {
    let mut app = fixture::app();
    press(&mut app, "2jj:decision\rWatch it\t\r:question\rWhy?\t\t\r");
    let kinds: Vec<_> = app
        .room
        .state()
        .notes_on(&app.authority(), "rereferrals")
        .map(|note| (note.kind, note.words().public))
        .collect();
    assert_eq!(kinds, [(NoteKind::Decision, true), (NoteKind::Question, true)]);
    assert!(app.room.journal.events().iter().all(|event| event.what != What::Discussed));
    press(&mut app, "i");
    assert!(matches!(form(&app).fields[1].value, Value::Check(false)));
}
