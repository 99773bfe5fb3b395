//! Rough handling: what files, folders, clocks, systems and terminals do to a program that is open for
//! hours on other people's machines. [`HELD`] says which test holds what.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![cfg_attr(unix, expect(clippy::panic, reason = "the terminal that it drives may not answer"))]

#[path = "rough/files.rs"]
mod files;
#[path = "rough/folders.rs"]
mod folders;
#[path = "common/pty.rs"]
#[cfg(unix)]
#[expect(dead_code, reason = "here less is asked of a screen than on a journey")]
mod pty;
#[path = "rough/terminals.rs"]
#[cfg(unix)]
mod terminals;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// What may happen, and the tests that hold it, wherever they stand.
const HELD: &[(&str, &[&str])] = &[
    (
        "bad files, with complaints that are the same to the byte",
        &["every_bad_file_is_told_to_the_byte", "check_names_every_fault_with_its_line_and_column"],
    ),
    (
        "broken and made-up bytes in every format",
        &[
            "a_broken_snapshot_is_told_and_nothing_more",
            "any_bytes_are_no_snapshot",
            "a_broken_journal_keeps_what_is_whole",
            "a_broken_table_becomes_no_wrong_snapshot",
            "a_broken_catalogue_leaves_the_built_in_one",
        ],
    ),
    (
        "deep nesting, 1e308",
        &[
            "every_bad_file_is_told_to_the_byte",
            "a_huge_number_pushes_no_other_off_the_screen",
            "what_is_known_to_be_hard_is_borne",
        ],
    ),
    (
        "10,000 indicators, names of 2,000 characters, text that runs from right to left or has no width",
        &["a_crowd_of_strange_names_is_shown_on_one_screen", "what_is_known_to_be_hard_is_borne"],
    ),
    ("control sequences in files", &["text_from_files_carries_no_control_sequence"]),
    ("file names with line breaks", &["strange_names_and_things_in_a_folder_hide_no_figure"]),
    (
        "circles of links, pipes and devices",
        &[
            "strange_names_and_things_in_a_folder_hide_no_figure",
            "circles_pipes_and_dead_links_stop_nothing",
            "a_pipe_among_the_journals_stops_nobody",
        ],
    ),
    (
        "bytes without end",
        &["what_never_ends_is_refused", "what_has_no_end_is_refused_and_what_just_fits_is_not"],
    ),
    ("a file of two gigabytes", &["strange_names_and_things_in_a_folder_hide_no_figure"]),
    ("no permission", &["what_may_not_be_read_is_told_and_the_rest_is_shown"]),
    (
        "a folder that goes and comes while it is watched",
        &[
            "a_change_and_a_share_that_comes_and_goes_are_each_said_once",
            "what_comes_into_the_folder_comes_onto_the_screen_and_the_choice_stays",
        ],
    ),
    // Waiting is by a clock that never jumps; a file has changed when its time is another, not when
    // it is later; what is said on the last line stays until the next key, whatever the time.
    (
        "a clock that jumps",
        &[
            "a_clock_that_jumps_costs_neither_entries_nor_their_order",
            "a_clock_that_was_put_back_loses_no_edit",
            "a_file_that_comes_goes_grows_or_is_written_again_is_seen_and_nothing_else_is",
        ],
    ),
    ("SIGTERM, SIGHUP, SIGINT", &["being_told_to_end_restores_the_terminal"]),
    ("SIGPIPE", &["a_broken_pipe_ends_no_dashboard", "a_closed_pipe_is_success"]),
    ("SIGTSTP, SIGCONT", &["ctrl_z_without_a_shell_and_going_on_redraw_the_screen"]),
    ("a terminal that goes", &["without_its_terminal_it_ends"]),
    ("a window that changes its size all the time", &["a_storm_of_sizes_ends_in_a_whole_screen"]),
    ("a window of no size", &["a_window_of_no_size_is_borne"]),
    // The pseudo-terminal of all journeys answers nothing that it is asked.
    ("a terminal that answers no query", &["nothing_is_asked_of_the_terminal"]),
    (
        "TERM=dumb, no TERM",
        &["a_terminal_without_a_cursor_is_refused_and_one_without_a_name_is_not"],
    ),
    ("output into a pipe or a file", &["into_a_file_or_a_pipe_the_board_is_written"]),
    ("any keys", &["any_keys_leave_a_screen", "random_keys_over_every_screen"]),
    ("a day of changes", &["a_day_of_changes_leaves_the_program_as_it_was"]),
];

/// Every test's name, in the tests and the source.
fn names(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let functions = text.split("#[test]").skip(1);
            let functions = functions.filter_map(|rest| rest.split_once("fn ")?.1.split_once('('));
            found.extend(functions.map(|(name, _)| name.to_owned()));
        }
    }
}

#[test]
fn everything_on_the_list_is_held_by_a_test_that_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    names(&root.join("tests"), &mut found);
    names(&root.join("src"), &mut found);
    for (what, tests) in HELD {
        assert!(!tests.is_empty(), "{what}");
        for test in *tests {
            assert!(found.iter().any(|name| name == test), "{what}: there is no {test}");
        }
    }
}

/// The program, for somebody who has never used it.
fn callover(own: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callover"));
    command
        .args(arguments)
        .stdin(Stdio::null())
        .env("TERM", "xterm-256color")
        .env_remove("NO_COLOR");
    command.env("CALLOVER_CONFIG", own.join("none.toml")).env("CALLOVER_STATE", own.join("state"));
    fs::write(own.join("none.toml"), "").unwrap();
    command
}

/// What it says, and its exit code, with the folder's name taken out.
fn told(command: &mut Command, folder: &Path) -> String {
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let all = format!(
        "exit {}\n--- stdout\n{}--- stderr\n{}",
        output.status.code().unwrap_or(-1),
        text(&output.stdout),
        text(&output.stderr)
    );
    let root = format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR);
    all.replace(&root, "")
}

/// A snapshot of one figure.
fn snapshot(period: &str, observations: &str) -> String {
    format!(
        "{{ \"format\": \"callover.snapshot/1\",\n  \"authority\": {{ \"name\": \"Sampleton\" }},\n  \
         \"period\": \"{period}\", \"extracted\": \"2026-11-05\",\n  \"observations\": [\n    {observations}\n  ] }}\n"
    )
}

/// A folder with one good snapshot.
fn one_good() -> TempDir {
    let folder = TempDir::new().unwrap();
    let good = snapshot("2026-10", "{ \"indicator\": \"referrals\", \"value\": 310 }");
    fs::write(folder.path().join("good.json"), good).unwrap();
    folder
}
