//! The program as a person meets it: in a terminal, by its keys.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "what cannot be driven fails its test")]

#[path = "common/pty.rs"]
mod pty;

use std::process::Command;
use std::time::Duration;

use pty::Pty;

fn signal(pty: &Pty, name: &str) {
    let sent = Command::new("kill").args([name, &pty.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn it_opens_the_demonstration_and_leaves_the_terminal_clean() {
    let mut pty = Pty::open(&[], 120, 36);
    pty.wait_for("demonstration").wait_for("Agenda");
    assert!(pty.in_alternate_screen());
    pty.press("2").wait_for("Indicator");
    pty.press("q");
    assert_eq!(pty.exit_code(), 0);
    assert!(!pty.in_alternate_screen() && pty.cursor_is_seen());
    assert_eq!(pty.contents().trim(), "");
    assert!(pty.sent().ends_with("\x1b[?1049l\x1b[?25h"), "{:?}", pty.sent());
}

#[test]
fn keys_lead_into_an_indicator_and_back() {
    let mut pty = Pty::open(&[], 120, 40);
    pty.wait_for("Agenda").press("2").wait_for("Indicator");
    pty.press("\r").wait_for("Last months");
    pty.press("\x1b").wait_for("target");
    pty.press("?").wait_for("one line down");
    // Esc and a key in one breath are two keys.
    pty.press("\x1bq");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn a_small_window_is_told_and_recovers() {
    let mut pty = Pty::open(&[], 80, 24);
    pty.wait_for("Agenda").resize(40, 10).wait_for("callover needs 60x16");
    pty.resize(100, 30).wait_for("Agenda").press("q");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn being_told_to_end_restores_the_terminal() {
    for (name, code) in [("-TERM", 128 + 15), ("-HUP", 128 + 1), ("-INT", 128 + 2)] {
        let mut pty = Pty::open(&[], 80, 24);
        pty.wait_for("Agenda");
        signal(&pty, name);
        assert_eq!(pty.exit_code(), code, "{name}");
        assert!(!pty.in_alternate_screen() && pty.cursor_is_seen(), "{name}");
    }
}

#[test]
fn ctrl_z_without_a_shell_and_going_on_redraw_the_screen() {
    let mut pty = Pty::open(&[], 80, 24);
    pty.wait_for("Agenda").press("\x1a");
    pty.wait_until("the screen again", Duration::from_secs(10), |screen| {
        screen.alternate_screen() && screen.contents().contains("Agenda")
    });
    signal(&pty, "-CONT");
    pty.press("2").wait_for("Indicator").press("\x03");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn a_folder_that_is_not_there_is_told_without_opening_the_screen() {
    let mut pty = Pty::open(&["no/such/folder"], 100, 24);
    assert_eq!(pty.exit_code(), 3);
    assert!(!pty.sent().contains("\x1b[?1049h"), "{:?}", pty.sent());
    assert!(pty.contents().contains("no/such/folder"), "{}", pty.contents());
}

#[test]
fn the_harness_itself_can_fail() {
    let failed = std::panic::catch_unwind(|| {
        let mut pty = Pty::open(&[], 80, 24);
        pty.wait_until("what is never there", Duration::from_secs(2), |screen| {
            screen.contents().contains("what is never there")
        });
    });
    let told = failed.unwrap_err();
    assert!(told.downcast_ref::<String>().unwrap().contains("never saw"));
}
