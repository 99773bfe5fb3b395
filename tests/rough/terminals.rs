//! Terminals that go, change, are none, or answer nothing.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::pty::Pty;
use crate::{callover, one_good, told};

fn open(own: &TempDir) -> Pty {
    let mut pty = Pty::run(&Pty::command(own.path(), own.path(), &[]), (100, 30));
    pty.wait_for("Agenda");
    pty
}

#[test]
fn without_its_terminal_it_ends() {
    let own = TempDir::new().unwrap();
    // A hang-up that the system tells of.
    assert_eq!(open(&own).hang_up(), Some(128 + 1));
    // A terminal that does not control the program goes without a signal.
    let mut command = Pty::command(own.path(), own.path(), &[]);
    command.set_controlling_tty(false);
    let mut pty = Pty::run(&command, (100, 30));
    pty.wait_for("Agenda");
    assert_eq!(pty.hang_up(), Some(128 + 1));
}

#[test]
fn a_broken_pipe_ends_no_dashboard() {
    let own = TempDir::new().unwrap();
    let mut pty = open(&own);
    let sent = Command::new("kill").args(["-PIPE", &pty.id().to_string()]).status().unwrap();
    assert!(sent.success());
    pty.press("2").wait_for("Indicator").press("q");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn a_storm_of_sizes_ends_in_a_whole_screen() {
    const SIZES: u16 = 1_000;
    let own = TempDir::new().unwrap();
    let mut pty = open(&own);
    let before = pty.frames();
    for at in 0..SIZES {
        // Sizes near and far, also such as no window has.
        pty.resize(1 + at * 37 % 240, 1 + at * 17 % 80);
    }
    pty.resize(100, 30).press("2").wait_for("Indicator").wait_for("rating");
    assert!(pty.frames() - before <= usize::from(SIZES) + 2, "no size is drawn twice");
    pty.press("q");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn a_window_of_no_size_is_borne() {
    use portable_pty::PtySize;

    let own = TempDir::new().unwrap();
    let mut command = Pty::command(own.path(), own.path(), &[]);
    command.args(["--theme", "mono"]);
    for (columns, rows) in [(0, 0), (0, 30), (100, 0), (1, 1), (400, 300)] {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let mut pty = Pty::run_on(&command, size, (100, 30));
        pty.wait_until("a frame", crate::pty::WAIT, vt100::Screen::alternate_screen);
        pty.resize(100, 30).wait_for("Agenda").press("q");
        assert_eq!(pty.exit_code(), 0, "{columns} x {rows}");
    }
}

/// Where the cursor is, what the terminal is, which colours it has: an answer might never come.
#[test]
fn nothing_is_asked_of_the_terminal() {
    let own = TempDir::new().unwrap();
    let mut pty = open(&own);
    pty.press("2\r").wait_for("Last months").press("\x1bq").press("q");
    assert_eq!(pty.exit_code(), 0);
    for question in [
        "\x1b[6n", "\x1b[5n", "\x1b[c", "\x1b[>c", "\x1b[>q", "\x1b[18t", "\x1b[?u", "?\x07",
        "?\x1b\\",
    ] {
        assert!(!pty.sent().contains(question), "{question:?}");
    }
}

#[test]
fn a_terminal_without_a_cursor_is_refused_and_one_without_a_name_is_not() {
    let own = TempDir::new().unwrap();
    let mut dumb = Pty::command(own.path(), own.path(), &[]);
    dumb.env("TERM", "dumb");
    let mut pty = Pty::run(&dumb, (100, 30));
    assert_eq!(pty.exit_code(), 2);
    assert!(pty.contents().contains("callover show") && !pty.sent().contains('\x1b'));
    let mut nameless = Pty::command(own.path(), own.path(), &[]);
    nameless.env_remove("TERM");
    let mut pty = Pty::run(&nameless, (100, 30));
    pty.wait_for("Agenda").press("q");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn into_a_file_or_a_pipe_the_board_is_written() {
    let (folder, own) = (one_good(), TempDir::new().unwrap());
    let path = folder.path().to_str().unwrap();
    let shown = told(&mut callover(own.path(), &["show", path]), folder.path());
    let piped = told(&mut callover(own.path(), &[path]), folder.path());
    let (said, board) = ("standard output is not a terminal: this is `callover show`\n", "310");
    assert!(shown.contains(board) && !shown.contains(said), "{shown}");
    assert_eq!(piped.replace(said, ""), shown);
    let file = own.path().join("board.txt");
    let into = std::fs::File::create(&file).unwrap();
    let status = callover(own.path(), &[path]).stdout(into).stderr(Stdio::null()).status().unwrap();
    assert!(status.success() && std::fs::read_to_string(&file).unwrap().contains(board));
    // As `| head -1` does: who reads goes after the first line.
    let mut child = callover(own.path(), &[]).stdout(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::with_capacity(1, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("Sampleford"), "{first}");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
