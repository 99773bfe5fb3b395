//! What stands after a room has talked, whatever order its entries arrive in.

use super::fixture::{Room, about, day, details, period, sampleford, task, words};
use super::{
    Action, Event, EventId, ItemKind, Journal, Log, Meeting, Note, NoteKind, Sort, State, Status,
    What, Where,
};
use crate::domain::authority::Authority;
use std::sync::Arc;

mod orders;

use orders::talk;

/// A note that must be there.
fn note(state: &State, id: EventId) -> &Note {
    state.note(id).unwrap_or_else(|| panic!("{id:?} is no note"))
}

fn meeting(state: &State, id: EventId) -> &Meeting {
    state.meeting(id).unwrap_or_else(|| panic!("{id:?} is no meeting"))
}

fn action(state: &State, id: EventId) -> &Action {
    state.action(id).unwrap_or_else(|| panic!("{id:?} is no action"))
}

/// What stood when a meeting ended.
fn at_end(journal: &Journal, meeting: EventId) -> State {
    journal.at_end_of(meeting).unwrap_or_else(|| panic!("{meeting:?} is no meeting"))
}

/// The entries, one of them put in other terms.
fn altered(room: &Room, id: EventId, how: impl Fn(&mut Event)) -> Journal {
    let mut events = room.events();
    let Some(event) = events.iter_mut().find(|event| event.id == id) else {
        panic!("{id:?} was never entered")
    };
    how(Arc::make_mut(event));
    Journal::of(events)
}

fn texts(room: &Room, on: &str) -> Vec<String> {
    let comments = room.journal.state().comments(&sampleford(), on, period("2026-10"));
    comments.iter().map(|note| note.words().text.to_string()).collect()
}

#[test]
fn a_comment_is_edited_and_withdrawn_and_nothing_said_is_gone() {
    let mut room = Room::default();
    let note = room.comments("Ada", "referrals", "a large famly");
    room.comments("Ben", "referrals", "two families");
    room.enters("Ada", "referrals", What::NoteEdited { note, words: words("a large family") });
    assert_eq!(texts(&room, "referrals"), ["a large family", "two families"]);
    let kept = self::note(room.journal.state(), note);
    assert_eq!((kept.first.words.text.as_ref(), kept.author()), ("a large famly", "Ada"));
    room.enters("Ada", "referrals", What::NoteWithdrawn { note });
    assert_eq!(texts(&room, "referrals"), ["two families"]);
    assert_eq!(self::note(room.journal.state(), note).later.len(), 1);
    assert_eq!(texts(&room, "contacts"), [""; 0]);
}

#[test]
fn comments_of_earlier_months_come_newest_month_first() {
    let mut room = Room::default();
    for (month, text) in [("2026-08", "c"), ("2026-09", "a"), ("2026-10", "now"), ("2026-09", "b")]
    {
        let id = room.comments("Ada", "referrals", text);
        room.journal = altered(&room, id, |event| event.about.period = Some(period(month)));
    }
    let state = room.journal.state();
    let earlier = state.earlier_comments(&sampleford(), "referrals", period("2026-10"));
    let texts: Vec<&str> = earlier.iter().map(|n| n.words().text.as_ref()).collect();
    assert_eq!(texts, ["a", "b", "c"]);
}

#[test]
fn an_authority_is_the_same_with_its_code_or_by_its_name() {
    let mut room = Room::default();
    room.comments("Ada", "referrals", "with a code");
    let by_name = Authority { code: None, name: "SAMPLEFORD".to_owned() };
    let state = room.journal.state();
    assert_eq!(state.comments(&by_name, "referrals", period("2026-10")).len(), 1);
    let other = Authority { code: None, name: "Barford".to_owned() };
    assert_eq!(state.comments(&other, "referrals", period("2026-10")).len(), 0);
}

#[test]
fn the_action_log_has_ages_what_is_overdue_and_whose_it_is() {
    let mut room = Room::default();
    let late = room.enters("Ada", "referrals", What::Action(task("late", "Zoe", "2026-11-20")));
    let none = room.enters("Ada", "", What::Action(task("no day", "Ben Okri", "")));
    let soon = room.enters("Ada", "", What::Action(task("soon", "Ben Okri", "2026-12-15")));
    let shut = room.enters("Ada", "", What::Action(task("shut", "Ada", "2026-11-13")));
    room.closes(shut, "in hand");
    let state = room.journal.state();
    let log = |log: &Log| -> Vec<EventId> {
        state.actions(&sampleford(), log).iter().map(|action| action.id).collect()
    };
    assert_eq!(log(&Log::default()), [late, soon, none]);
    assert_eq!(log(&Log { sort: Sort::Age, ..Log::default() }), [late, none, soon]);
    assert_eq!(log(&Log { sort: Sort::Owner, ..Log::default() }), [soon, none, late]);
    assert_eq!(log(&Log { closed: true, ..Log::default() }), [late, soon, none, shut]);
    assert_eq!(log(&Log { owner: Some("okri".to_owned()), ..Log::default() }), [soon, none]);
    assert_eq!(state.owners(&sampleford()), ["Ben Okri", "Zoe"]);
    let today = day("2026-12-01");
    let action = |id| action(state, id);
    assert_eq!((action(late).age(today), action(late).overdue(today)), (19, Some(11)));
    assert_eq!((action(soon).overdue(today), action(none).overdue(today)), (None, None));
    assert_eq!(action(shut).overdue(today), None);
    assert_eq!(action(shut).last_move().map(|m| (m.0, m.1)), Some((Status::Done, "in hand")));
    assert_eq!(state.open_actions_on(&sampleford(), "referrals").count(), 1);
}

#[test]
fn a_meeting_takes_over_what_was_open_and_goes_on_after_a_crash() {
    let mut room = Room::default();
    let old = room.enters("Ada", "", What::Action(task("old", "Ben", "")));
    let closed = room.enters("Ada", "", What::Action(task("closed", "Ben", "")));
    room.closes(closed, "");
    let meeting = room.begins("Call-over", "2026-11-12");
    let new = room.enters("Ada", "", What::Action(task("new", "Ben", "")));
    room.closes(old, "done in the room");
    let state = room.journal.state();
    // Somebody else, on another machine, reads the same entries.
    let elsewhere = Journal::of(room.events());
    assert_eq!(elsewhere.state().running(&sampleford()).map(|m| m.id), Some(meeting));
    let Some(running) = state.running(&sampleford()) else { panic!("no meeting runs") };
    let carried: Vec<EventId> = state.carried_into(running).iter().map(|a| a.id).collect();
    assert_eq!(carried, [old]);
    assert_eq!(state.actions_of(meeting).map(|a| a.id).collect::<Vec<_>>(), [new]);
    room.ends(meeting);
    assert!(room.journal.state().running(&sampleford()).is_none());
}

#[test]
fn attendance_changes_and_the_last_particulars_stand() {
    let mut room = Room::default();
    let meeting = room.begins("Call-over", "2026-11-12");
    let mut more = details("Call-over", "2026-11-12");
    more.present.push("Cy Marsh".to_owned());
    more.apologies.clear();
    room.enters("Ada", "", What::MeetingChanged { meeting, details: more.clone().into() });
    assert_eq!(self::meeting(room.journal.state(), meeting).details, more);
}

#[test]
fn what_was_discussed_counts_for_its_period_and_the_mark_comes_off() {
    let mut room = Room::default();
    room.enters("Ada", "referrals", What::Discussed);
    let is = |room: &Room, month: &str| {
        room.journal.state().discussed(&sampleford(), "referrals", period(month)).is_some()
    };
    assert!(is(&room, "2026-10") && !is(&room, "2026-09"));
    room.enters("Ben", "referrals", What::NotDiscussed);
    assert!(!is(&room, "2026-10"));
}

#[test]
fn two_meetings_on_one_months_figures_have_marks_of_their_own() {
    let mut room = Room::default();
    let is = |room: &Room| {
        room.journal.state().discussed(&sampleford(), "referrals", period("2026-10")).is_some()
    };
    let first = room.begins("Managers", "2026-11-12");
    room.enters("Ada", "referrals", What::Discussed);
    assert!(is(&room));
    room.ends(first);
    assert!(is(&room), "between meetings what was discussed is seen");
    let second = room.begins("Committee", "2026-11-20");
    assert!(!is(&room), "a meeting begins afresh");
    room.enters("Ada", "referrals", What::Discussed);
    room.enters("Ada", "referrals", What::NotDiscussed);
    let state = room.journal.state();
    let of = |id| state.discussed_in(meeting(state, id));
    assert_eq!((of(first), of(second)), (vec!["referrals"], vec![]));
}

/// What stands of an item: what was done, and where it is on a day.
fn standing(room: &Room, on: &str) -> Option<(ItemKind, Where)> {
    let state = room.journal.state();
    let item = state.item(&sampleford(), "referrals")?;
    Some((item.kind, item.place(state.running(&sampleford()), day(on))))
}

#[test]
fn an_explained_item_is_away_until_its_day() {
    let mut room = Room::default();
    let until = day("2027-01-01");
    let why = "the new form".to_owned();
    room.enters("Ada", "referrals", What::ItemExplained { until, why });
    let kind = ItemKind::Explained(until);
    assert_eq!(standing(&room, "2026-12-31"), Some((kind, Where::Away)));
    assert_eq!(standing(&room, "2027-01-01"), Some((kind, Where::OnAgenda)));
    room.enters("Ada", "referrals", What::ItemCleared);
    assert_eq!(standing(&room, "2026-12-31"), None);
}

#[test]
fn a_deferred_item_comes_to_the_next_meeting_and_goes_when_it_is_discussed() {
    let mut room = Room::default();
    let first = room.begins("November", "2026-11-12");
    let why = String::new();
    room.enters("Ada", "referrals", What::ItemDeferred { until: None, why: why.clone() });
    let kind = ItemKind::Deferred(None);
    assert_eq!(standing(&room, "2026-11-12"), Some((kind, Where::Away)));
    room.ends(first);
    assert_eq!(standing(&room, "2026-11-30"), Some((kind, Where::Away)));
    room.begins("December", "2026-12-10");
    assert_eq!(standing(&room, "2026-12-10"), Some((kind, Where::OnAgenda)));
    room.enters("Ada", "referrals", What::Discussed);
    assert_eq!(standing(&room, "2026-12-10"), None);
    // The mark was set by mistake: the item is there again.
    room.enters("Ada", "referrals", What::NotDiscussed);
    assert_eq!(standing(&room, "2026-12-10"), Some((kind, Where::OnAgenda)));
    room.enters("Ada", "referrals", What::ItemAdded { why });
    assert_eq!(standing(&room, "2026-12-10"), Some((ItemKind::Added, Where::OnAgenda)));
}

#[test]
fn ones_own_last_entry_is_undone_and_redone_and_nobody_elses() {
    let mut room = Room::default();
    let first = room.comments("Ada", "referrals", "first");
    let second = room.comments("Ada", "referrals", "second");
    let bens = room.comments("Ben", "referrals", "third");
    let undoable = |room: &Room| room.journal.state().undoable("Ada");
    assert_eq!(undoable(&room), Some(second));
    room.enters("Ada", "referrals", What::Undo { event: second });
    room.enters("Ada", "referrals", What::Undo { event: bens });
    assert_eq!(texts(&room, "referrals"), ["first", "third"]);
    assert_eq!(undoable(&room), Some(first));
    assert_eq!(room.journal.state().redoable("Ada"), Some(second));
    room.enters("Ada", "referrals", What::Redo { event: second });
    assert_eq!(texts(&room, "referrals"), ["first", "second", "third"]);
    assert_eq!((undoable(&room), room.journal.state().redoable("Ada")), (Some(second), None));
    room.enters("Ada", "referrals", What::Undo { event: second });
    room.comments("Ada", "referrals", "instead");
    assert_eq!(room.journal.state().redoable("Ada"), None);
}

#[test]
fn undoing_an_edit_brings_the_old_words_back() {
    let mut room = Room::default();
    let note = room.comments("Ada", "referrals", "old");
    let edit = room.enters("Ada", "referrals", What::NoteEdited { note, words: words("new") });
    room.enters("Ada", "referrals", What::Undo { event: edit });
    assert_eq!(texts(&room, "referrals"), ["old"]);
}

#[test]
fn a_clock_that_was_put_back_loses_no_edit() {
    let mut room = Room::default();
    let note = room.comments("Ada", "referrals", "at nine");
    room.enters_at(120, "Ada", "", What::NoteEdited { note, words: words("at eleven") });
    // The clock goes back an hour; later still somebody's whole morning is missing.
    room.enters_at(60, "Ada", "", What::NoteEdited { note, words: words("at ten, later") });
    room.enters_at(-9999, "Ben", "", What::NoteEdited { note, words: words("last") });
    assert_eq!(texts(&room, "referrals"), ["last"]);
    let wordings = &self::note(room.journal.state(), note).later;
    assert_eq!(wordings.len(), 3);
    // A meeting begun by a clock that is ahead has its entries after its beginning.
    let meeting = room.enters_at(
        500,
        "Ada",
        "",
        What::MeetingStarted(details("Call-over", "2026-11-12").into()),
    );
    let action = room.enters_at(3, "Ben", "", What::Action(task("x", "Ben", "")));
    let state = room.journal.state();
    assert_eq!(self::meeting(state, meeting).carried, []);
    assert_eq!(state.actions_of(meeting).map(|a| a.id).collect::<Vec<_>>(), [action]);
}

#[test]
fn entries_about_what_is_not_there_yet_wait_for_it() {
    let mut room = Room::default();
    let note = room.comments("Ada", "referrals", "first");
    room.enters("Ben", "referrals", What::NoteEdited { note, words: words("edited") });
    let events = room.events();
    let mut late = Journal::of(vec![events[1].clone()]);
    assert_eq!(late.state().passed_over, 1);
    assert!(late.add(vec![events[0].clone()]));
    assert_eq!(late, room.journal);
    assert!(!late.add(events), "what is known already is nothing new");
}

#[test]
fn what_leads_in_a_circle_or_to_itself_stops_nothing() {
    let mut room = Room::default();
    let a = room.comments("Ada", "referrals", "a");
    let b = room.comments("Ada", "referrals", "b");
    let c = room.comments("Ada", "referrals", "c");
    for (id, after) in [(a, b), (b, a), (c, c)] {
        room.journal = altered(&room, id, |event| event.after = Some(after));
    }
    assert_eq!(texts(&room, "referrals").len(), 3);
}

#[test]
fn what_a_newer_version_wrote_is_kept_and_passed_over() {
    let mut room = Room::default();
    room.enters("Ada", "referrals", What::Newer { kind: "vote".to_owned() });
    assert_eq!((room.journal.events().len(), room.journal.state().passed_over), (1, 1));
    assert_eq!(room.journal.state().undoable("Ada"), None);
}

#[test]
fn the_minutes_of_a_meeting_do_not_change_with_what_comes_later() {
    let mut room = Room::default();
    let meeting = room.begins("November", "2026-11-12");
    let note = room.comments("Ada", "referrals", "fifteen famlies");
    let secret = room.comments("Ada", "referrals", "the Smiths");
    let action = room.enters("Ada", "", What::Action(task("write", "Ben", "")));
    room.ends(meeting);
    let then = at_end(&room.journal, meeting);
    let next = room.begins("December", "2026-12-10");
    room.comments("Ada", "referrals", "much later");
    room.closes(action, "done");
    let other = at_end(&Journal::of(room.events()), meeting);
    assert_eq!(other.notes_of(meeting).count(), then.notes_of(meeting).count());
    assert!(self::action(&other, action).is_open());
    assert_eq!(other.comments(&sampleford(), "referrals", period("2026-10")).len(), 2);
    // But what was wrong in them is put right, and what should not stand there goes.
    room.enters("Ada", "", What::NoteEdited { note, words: words("fifteen families") });
    room.enters("Ada", "", What::NoteWithdrawn { note: secret });
    let put_right = at_end(&room.journal, meeting);
    let texts: Vec<&str> =
        put_right.notes_of(meeting).map(|note| note.words().text.as_ref()).collect();
    assert_eq!(texts, ["fifteen families"]);
    assert!(room.journal.at_end_of(action).is_none());
    let running = at_end(&room.journal, next);
    assert_eq!(&running, room.journal.state());
}

#[test]
fn decisions_questions_and_replies_are_notes_of_the_meeting() {
    let mut room = Room::default();
    let meeting = room.begins("November", "2026-11-12");
    room.enters("Ada", "", What::Decision(words("fund it")));
    let to = Some("Head of MASH".to_owned());
    let question =
        room.enters("Ada", "referrals", What::Question { words: words("how many?"), to });
    room.enters("Ben", "", What::Reply { question, words: words("twelve") });
    let state = room.journal.state();
    let kinds: Vec<NoteKind> = state.notes_of(meeting).map(|note| note.kind).collect();
    assert_eq!(kinds, [NoteKind::Decision, NoteKind::Question]);
    let asked = note(state, question);
    assert_eq!(&*asked.replies[0].words.text, "twelve");
    assert_eq!(asked.to.as_deref(), Some("Head of MASH"));
}

#[test]
fn a_room_that_says_something_else_stands_otherwise() {
    let all = talk(&[(14, 0, 0), (0, 0, 1)]);
    let part = Journal::of(all.events().into_iter().take(1).collect());
    assert_ne!(part.state(), all.journal.state());
    assert_eq!(about("").indicator, None);
}
