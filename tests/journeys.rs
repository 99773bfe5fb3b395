//! The program as a person meets it: in a terminal, by its keys.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "what cannot be driven fails its test")]

#[path = "journeys/meeting.rs"]
mod meeting;
#[path = "common/pty.rs"]
#[expect(dead_code, reason = "a journey counts no frames")]
mod pty;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use pty::{Pty, WAIT};

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

/// Each screen of the whole board: opened, walked in, left for where one was.
#[test]
fn two_periods_months_and_divisions_open_move_and_lead_back() {
    let mut pty = Pty::open(&[], 120, 40);
    pty.wait_for("Agenda").press("2jj").wait_for("Indicator");
    pty.press("v").wait_for("Since September 2026");
    pty.press("{").wait_for("Since August 2026");
    pty.press("q").wait_for("rating");
    pty.press("m").wait_for("Re-referrals within 12 months, October 2026");
    pty.press("hh").wait_for("Re-referrals within 12 months, August 2026");
    pty.press("\r").wait_for("August 2026: 17.3%");
    pty.press("qq").wait_for("rating");
    pty.press("d").wait_for("By team").wait_for("Team Damson");
    pty.press("lll").wait_for("Team Damson: 68.0%");
    pty.press("q").wait_for("rating").press("q");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn the_palette_help_menus_and_columns_open_and_do_what_they_say() {
    let mut pty = Pty::open(&[], 120, 40);
    pty.wait_for("Agenda").press(":go to child prot").wait_for("1 command");
    pty.press("\r").wait_for("Initial conferences");
    pty.press("f").wait_for("which rows").press("r").wait_for("only red: 1 of");
    pty.press("\x1b").wait_for("Section 47").press("o").wait_for("columns, from the left");
    pty.press(" \r");
    pty.press("?/side by").wait_for("look for: side by").press("\r").wait_for("Since September");
    pty.press("\x03");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn a_second_indicator_is_laid_over_a_chart() {
    let mut pty = Pty::open(&[], 140, 45);
    pty.wait_for("Agenda").press("2jj\r").wait_for("Last months");
    pty.press("+contacts").wait_for("lay over: contacts").press("\r").wait_for("Contacts 1,204");
    pty.press("q").wait_for("rating").press("q");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn benchmarks_open_move_and_lead_back_to_the_row() {
    let mut pty = Pty::open(&["--published", "--authority", "Haringey"], 120, 36);
    pty.wait_for("Agenda").press("4").wait_for("England");
    pty.press("b").wait_for("Haringey 61: 94th highest of 151 (2024/25)");
    pty.press("[").wait_for("England, 2023/24");
    pty.press("]sj").wait_for("by figure").wait_for("Lewisham");
    pty.press("\x1b").wait_for("Indicator").press("q");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn a_pathway_opens_its_step_and_leads_back() {
    let mut pty = Pty::open(&[], 120, 36);
    pty.wait_for("Agenda").press("2").wait_for("Indicator");
    pty.press("w").wait_for("From contact to plan").wait_for("within 90 days");
    pty.press("jj\r").wait_for("Last months");
    pty.press("\x1b").wait_for("Shares compare");
    pty.press("ww").wait_for("Days to adopt");
    pty.press("\x1b").wait_for("Indicator").press("q");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn a_clicker_walks_through_the_slides() {
    let mut pty = Pty::open(&["--present"], 120, 36);
    pty.wait_for("1 of 13").press("\x1b[6~").wait_for("2 of 13");
    pty.press("\x1b[5~").wait_for("1 of 13").press("   ").wait_for("4 of 13");
    pty.press("p").wait_for("What to talk about").press("p").wait_for("4 of 13");
    pty.press("q").wait_for("What to talk about").press("q");
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

/// A snapshot of four front-door figures, as a system would write it.
fn snapshot(period: &str, extracted: &str, contacts: u32) -> String {
    let figure = |id: &str, value: u32| format!(r#"{{ "indicator": "{id}", "value": {value} }}"#);
    let figures = [
        figure("contacts", contacts),
        figure("referrals", 310),
        figure("assessments-started", 250),
        figure("section-47", 77),
    ];
    format!(
        r#"{{ "format": "callover.snapshot/1", "authority": {{ "name": "Haringey" }},
  "period": "{period}", "extracted": "{extracted}", "observations": [ {} ] }}"#,
        figures.join(", ")
    )
}

/// Puts a file into a folder in one step, as a careful system does.
fn put(folder: &Path, name: &str, text: &str) {
    let aside = folder.join("on-its-way");
    fs::write(&aside, text).unwrap();
    fs::rename(aside, folder.join(name)).unwrap();
}

#[test]
fn what_comes_into_the_folder_comes_onto_the_screen_and_the_choice_stays() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "2026-09.json", &snapshot("2026-09", "2026-10-05", 1150));
    put(folder.path(), "2026-10.json", &snapshot("2026-10", "2026-11-05", 1204));
    let path = folder.path().to_str().unwrap();
    // A look every twentieth of a second, so that the test need not wait for ten.
    let mut pty = Pty::open(&["--look-every", "50", path], 120, 36);
    // The second row's name.
    let chosen = (5, 10);
    pty.wait_for("October 2026").press("2j").wait_for("1,204").wait_for_cursor(chosen);
    put(folder.path(), "again.json", &snapshot("2026-10", "2026-11-06", 1207));
    pty.wait_for("1 figure changed").wait_for("1,207").wait_for("»");
    pty.wait_for_cursor(chosen);
    put(folder.path(), "2026-11.json", &snapshot("2026-11", "2026-12-05", 1300));
    pty.wait_for("1 new month").wait_for("November 2026 has come: ]");
    assert!(pty.contents().contains("1,207") && !pty.contents().contains("1,300"));
    pty.wait_for_cursor(chosen);
    pty.press("]").wait_for("1,300");
    let aside = folder.path().with_extension("aside");
    fs::rename(folder.path(), &aside).unwrap();
    pty.wait_for("the folder cannot be reached: showing the figures read at");
    fs::rename(&aside, folder.path()).unwrap();
    pty.wait_for("the files can be reached again").press("q");
    assert_eq!(pty.exit_code(), 0);
}

/// A press of the left button at a line and column, from 0, as a terminal sends it.
fn click(line: u16, column: u16) -> String {
    format!("\x1b[<0;{};{}M\x1b[<0;{0};{1}m", column + 1, line + 1)
}

#[test]
fn the_mouse_opens_chooses_and_scrolls_and_is_given_back() {
    const FIRST: &str = "Children in care per 10,000";
    let mut pty = Pty::open(&[], 100, 24);
    pty.wait_for("Agenda").press("2").wait_for("Indicator");
    assert!(pty.sent().contains("\x1b[?1000h\x1b[?1006h") && !pty.sent().contains("\x1b[?1003h"));
    pty.press(&click(6, 20)).wait_for_cursor((6, 10));
    pty.press(&click(6, 20)).wait_for("read along").press("\x1b").wait_for_cursor((6, 10));
    // Four: more rows than a small window has lines.
    pty.resize(100, 16).press("4.").wait_for("all indicators").wait_for_cursor((4, 5));
    // By its name alone: the columns behind it move once, when the rest of the demonstration is there.
    let name = |screen: &vt100::Screen| screen.rows(5, 27).nth(4);
    let is_first = |screen: &vt100::Screen| name(screen).as_deref() == Some(FIRST);
    pty.wait_until("the first row", WAIT, is_first);
    pty.press("\x1b[<65;5;10M").wait_until("another first row", WAIT, |screen| !is_first(screen));
    pty.press("\x1b[<64;5;10M").wait_until("the first row again", WAIT, is_first);
    // Turned off by its name, the terminal has it back.
    pty.press(":mouse\r").wait_for("the mouse is off").press("q");
    assert_eq!(pty.exit_code(), 0);
    assert!(pty.sent().contains("\x1b[?1006l\x1b[?1000l"));
    let on = pty.sent().matches("\x1b[?1000h").count();
    assert_eq!(on, pty.sent().matches("\x1b[?1000l").count());
}

#[test]
fn a_mouse_that_is_on_is_given_back_at_the_end_and_before_stepping_aside() {
    let mut pty = Pty::open(&[], 80, 24);
    pty.wait_for("Agenda").press("\x1a");
    pty.wait_until("the screen again", Duration::from_secs(10), |screen| {
        screen.alternate_screen() && screen.contents().contains("Agenda")
    });
    pty.press("q");
    assert_eq!(pty.exit_code(), 0);
    assert_eq!(pty.sent().matches("\x1b[?1006l\x1b[?1000l\x1b[?2004l").count(), 2);
}

#[test]
fn a_row_is_copied_through_the_terminal() {
    let mut pty = Pty::open(&[], 100, 24);
    pty.wait_for("Agenda").press("2").wait_for_cursor((4, 10)).press("y").wait_for("the figure");
    pty.press("y").wait_for("copied the row through the terminal");
    let sent = pty.sent();
    let (_, from) = sent.split_once("\x1b]52;c;").unwrap();
    let coded = from.split(['\x07', '\x1b']).next().unwrap();
    let text = String::from_utf8(decoded(coded)).unwrap();
    assert!(text.starts_with("FD1\tContacts\t"), "{text}");
    pty.press("q");
    assert_eq!(pty.exit_code(), 0);
}

/// What base 64 stands for.
fn decoded(text: &str) -> Vec<u8> {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for c in text.chars().filter(|c| *c != '=') {
        bits = bits << 6 | u32::try_from(letters.find(c).unwrap()).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap());
        }
    }
    bytes
}

#[test]
fn what_the_page_showed_stays_in_the_terminal() {
    let mut pty = Pty::open(&[], 100, 40);
    pty.wait_for("Agenda").press("2").wait_for("Indicator").press("Q");
    assert_eq!(pty.exit_code(), 0);
    assert!(!pty.in_alternate_screen());
    let left = pty.contents();
    assert!(left.starts_with("Sampleford, October 2026"), "{left}");
    assert!(left.contains("FD4") && left.contains("18.4%"), "{left}");
}

#[test]
fn a_picture_of_the_screen_is_written_into_the_current_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut pty = Pty::open_in(folder.path(), &[], 100, 24);
    pty.wait_for("Agenda").press("2").wait_for("Indicator").press(":picture\r");
    pty.wait_for("callover-sampleford-front-door-2026-10.svg").press("yp");
    pty.wait_for("callover-sampleford-front-door-2026-10-2.svg").press("q");
    assert_eq!(pty.exit_code(), 0);
    let picture =
        fs::read_to_string(folder.path().join("callover-sampleford-front-door-2026-10.svg"));
    let picture = picture.unwrap();
    assert!(picture.contains("Contacts") && picture.ends_with("</svg>\n"));
    assert!(!picture.contains("copy the figure"), "the menu is not in the picture");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

/// Opens figures of its own, England's of somebody, and comes back to where one was.
#[test]
fn the_picker_opens_other_figures_and_leads_back() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "2026-10.json", &snapshot("2026-10", "2026-11-05", 1204));
    let path = folder.path().to_str().unwrap();
    let mut pty = Pty::open(&[path], 120, 36);
    pty.wait_for("Haringey").press("2jj").wait_for("1,204");
    pty.press("Owokin").wait_for("Wokingham").press("\r");
    pty.wait_for("opened England's published figures").wait_for("Wokingham");
    // What was open before comes first.
    pty.press("O").wait_for("where you were").press("\r").wait_for("Haringey");
    pty.wait_for("1,204");
    pty.press("O/no/such/folder\r").wait_for("not opened: there is no `/no/such/folder`");
    assert!(pty.contents().contains("1,204"));
    pty.press("Oxyz\x1b")
        .wait_until("the list is gone", WAIT, |screen| !screen.contents().contains("open: "));
    // What is open is what is read again.
    put(folder.path(), "again.json", &snapshot("2026-10", "2026-11-06", 1207));
    pty.press("R").wait_for("1,207").press("q");
    assert_eq!(pty.exit_code(), 0);
}

/// What was opened and chosen is there the next time, and nothing else is written down.
#[test]
fn what_was_lately_used_is_remembered_and_figures_are_not() {
    let (own, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    put(folder.path(), "2026-10.json", &snapshot("2026-10", "2026-11-05", 1204));
    let path = folder.path().to_str().unwrap();
    let mut pty = Pty::open_for(own.path(), &[path], 120, 36);
    pty.wait_for("Haringey").press("2").wait_for("1,204");
    pty.press("t").wait_for("theme dark").press("sss").wait_for("by figure");
    pty.press("oj \r").wait_until("a column less", WAIT, |screen| {
        !screen.contents().contains("columns, from the left")
    });
    pty.press("q");
    assert_eq!(pty.exit_code(), 0);
    let kept = fs::read_to_string(own.path().join("state/remembered.json")).unwrap();
    assert!(kept.contains(path) && kept.contains("\"dark\"") && kept.contains("\"figure\""));
    assert!(!kept.contains("1204") && !kept.contains("310"), "{kept}");
    let mut pty = Pty::open_for(own.path(), &[], 120, 36);
    // By its name: the demonstration's own authorities come before it, and fill the list.
    let name = folder.path().file_name().unwrap().to_str().unwrap().trim_start_matches('.');
    pty.wait_for("demonstration").press(&format!("O{name}")).wait_for("folder, lately used");
    pty.press("\r").wait_for("Haringey");
    pty.press("2").wait_for("by figure").wait_for("1,204").press("q");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn published_figures_of_nobody_yet_begin_with_the_choice() {
    let mut pty = Pty::open(&["--published"], 100, 30);
    pty.wait_for("open an authority, a folder or a file");
    pty.press("haringey\r").wait_for("Haringey").press("q");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn the_configuration_gives_keys_a_folder_and_a_theme_and_its_slips_stop_nothing() {
    let (own, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    put(folder.path(), "2026-10.json", &snapshot("2026-10", "2026-11-05", 1204));
    let path = folder.path().to_str().unwrap();
    let text =
        format!("folder = '{path}'\nglyphs = \"asci\"\n[keys]\nquit = \"X\"\nfind = \"F3\"\n");
    fs::write(own.path().join("config.toml"), text).unwrap();
    let mut pty = Pty::open_for(own.path(), &[], 120, 36);
    pty.wait_for("Haringey").wait_for("1 complaint: !").wait_for("X quit");
    pty.press("!").wait_for("`glyphs` is `asci`").wait_for("did you mean `ascii`?");
    pty.press("\x1b").wait_for("F3 find").press("\x1bOR").wait_for("find: ");
    pty.press("\x1bX");
    assert_eq!(pty.exit_code(), 0);
}

/// Entries are kept beside the figures that they are about, whichever folder is open.
#[test]
fn what_is_entered_is_kept_with_the_folder_that_is_open() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [&one, &two] {
        put(folder.path(), "2026-10.json", &snapshot("2026-10", "2026-11-05", 1204));
    }
    let path = |folder: &tempfile::TempDir| folder.path().to_str().unwrap().to_owned();
    let mut pty = Pty::open(&[&path(&one)], 120, 36);
    pty.wait_for("Haringey").press("2").wait_for("1,204");
    pty.press(&format!("O{}\r", path(&two))).wait_for("opened ");
    pty.press("iwritten in the second").wait_for("written in the second").press("\x13");
    pty.wait_until("the form is closed", WAIT, |screen| {
        !screen.contents().contains("Ctrl-S save") && screen.contents().contains("saved")
    });
    let second = two.path().join("journal");
    assert!(second.is_dir() && !one.path().join("journal").exists());
    pty.press("O").wait_for("where you were").press("\r").wait_for("1,204");
    pty.press("q");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn what_the_screen_shows_is_written_into_files_and_nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut pty = Pty::open_in(folder.path(), &[], 120, 30);
    pty.wait_for("Agenda").press("2").wait_for("Indicator");
    pty.press("x").wait_for("write a file of").press("s").wait_for("write it as").press("h");
    pty.wait_for("written:").wait_for("callover-sampleford-front-door-report-2026-10.html");
    for (keys, name) in [
        ("xtc", "callover-sampleford-front-door-2026-10.csv"),
        ("xtc", "callover-sampleford-front-door-2026-10-2.csv"),
        ("xbx", "callover-sampleford-report-2026-10.xlsx"),
        ("xem", "callover-sampleford-needs-a-look-2026-10.md"),
    ] {
        pty.press(keys).wait_for(name);
    }
    pty.press("q");
    assert_eq!(pty.exit_code(), 0);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let page = read("callover-sampleford-front-door-report-2026-10.html");
    assert!(page.contains("Re-referrals within 12 months") && page.ends_with("</html>\n"));
    let table = read("callover-sampleford-front-door-2026-10.csv");
    assert!(table.starts_with("code,Indicator,Oct 26,unit,"), "{table}");
    assert_eq!(table, read("callover-sampleford-front-door-2026-10-2.csv"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5);
}
