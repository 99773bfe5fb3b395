//! A meeting as the room holds it, in a terminal: what is entered, by whom, and what is left of it.

use std::fs;
use std::path::Path;
use std::process::Command;

use callover::domain::meeting::{Journal, What};
use callover::store::journal::Reader;
use tempfile::TempDir;

use crate::pty::{Pty, WAIT};

/// The day of the meeting, and a clock that stands, so that its minutes are the same every time.
const CLOCK: &[&str] = &["--clock", "2026-11-12T14:03:00+00:00", "--look-every", "50"];

/// A folder with the demonstration's figures.
fn figures() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo"), folder.path());
    folder
}

/// Copies the files of a folder into another.
fn copy(from: &Path, to: &Path) {
    for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
        if file.file_type().unwrap().is_file() {
            fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
}

/// Somebody's own place, with their name in the configuration.
fn person(name: &str) -> TempDir {
    let own = TempDir::new().unwrap();
    fs::write(own.path().join("config.toml"), format!("author = \"{name}\"\n")).unwrap();
    own
}

/// The dashboard over a folder, as somebody opens it.
fn open(own: &TempDir, folder: &TempDir, more: &[&str]) -> Pty {
    let args = [CLOCK, more, &[folder.path().to_str().unwrap()]].concat();
    let mut pty = Pty::open_for(own.path(), &args, 120, 40);
    pty.wait_for("Sampleford");
    pty
}

/// Everything that was entered beside a folder, read afresh.
fn entered(folder: &Path) -> Journal {
    let reading = Reader::new(folder.join("journal")).read();
    assert_eq!(reading.away, None);
    Journal::of(reading.events)
}

fn callover(args: &[&str]) -> std::process::Output {
    let own = TempDir::new().unwrap();
    fs::write(own.path().join("config.toml"), "").unwrap();
    Command::new(env!("CARGO_BIN_EXE_callover"))
        .args(args)
        .env("CALLOVER_CONFIG", own.path().join("config.toml"))
        .env("CALLOVER_STATE", own.path().join("state"))
        .output()
        .unwrap()
}

/// Whether a form is open: its title stands in a rule.
fn form_is_open(screen: &vt100::Screen) -> bool {
    screen.rows(0, 120.try_into().unwrap()).any(|line| line.starts_with("── "))
}

/// Saves the open form, and waits until it has closed.
fn save(pty: &mut Pty) {
    pty.wait_until("an open form", WAIT, form_is_open).press("\x13");
    pty.wait_until("the form is closed", WAIT, |screen| !form_is_open(screen));
}

/// Whether the screen says that an entry is saved.
fn says_saved(screen: &vt100::Screen) -> bool {
    let lines = screen.rows(0, 120.try_into().unwrap());
    lines.last().is_some_and(|line| line.trim_end().ends_with(" saved"))
}

/// The whole of it: before, six items, comments, decisions, questions, three actions, the end; and
/// its minutes, which the journal gives again byte for byte.
#[test]
fn a_meeting_is_held_and_its_minutes_are_what_they_should_be() {
    let (own, folder) = (person("J Smith"), figures());
    let mut pty = open(&own, &folder, &[]);
    // Left over from before, so that there is something to carry.
    pty.press("2jja").wait_for("Action on Re-referrals");
    pty.press("Look at repeat referrals by school\tHead of MASH\t2026-11-06");
    save(&mut pty);
    pty.press("\x1b1:start the meeting\r").wait_for("A meeting begins");
    pty.press("\t\t, A Jones, B Okri\tC Marsh");
    save(&mut pty);
    pty.wait_for("1 action is carried into it and comes first: A");
    pty.press("A").wait_for("carried into Call-over, October 2026").wait_for("6 days");
    pty.press("xDone for the autumn term");
    save(&mut pty);
    pty.press("\x1b1").wait_for("0 of");
    for done in 1..=6 {
        pty.press(" ").wait_for(&format!("meeting: {done} of"));
    }
    // Enters, for what the agenda has chosen now, all that can be said of a figure.
    pty.press("gi").wait_for("Comment on").press("Two large families,\rfive children.\t ");
    save(&mut pty);
    pty.press(":decision\r").wait_for("Decision on").press("Bring it back in January");
    save(&mut pty);
    pty.press("j:question\r").wait_for("For a written reply").press("Which schools?\tHead of MASH");
    save(&mut pty);
    for (what, owner, due) in [
        ("Audit twenty cases", "Head of MASH", "+2w"),
        ("Write to the schools", "Head of service", "30/11"),
        ("Report to members", "Director", "2026-12-01"),
    ] {
        pty.press("a").wait_for("Action on").press(&format!("{what}\t{owner}\t{due}"));
        save(&mut pty);
    }
    pty.press("Ge").wait_for("Explained").press("January\tthe new form\r");
    pty.wait_for("explained until 1 Jan 2027");
    pty.press(":end the meeting\r").wait_for("the meeting has ended");
    pty.press("Mw").wait_for("minutes-sampleford-2026-11-12.md").press("\x1bq");
    assert_eq!(pty.exit_code(), 0);

    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/meeting");
    let again = TempDir::new().unwrap();
    for ending in ["md", "html"] {
        let name = format!("minutes-sampleford-2026-11-12.{ending}");
        let written = fs::read_to_string(folder.path().join("minutes").join(&name)).unwrap();
        let file = again.path().join(&name);
        let path = folder.path().to_str().unwrap();
        let made = callover(&["minutes", path, "-o", file.to_str().unwrap()]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        assert_eq!(fs::read_to_string(&file).unwrap(), written, "made again from the journal");
        let kept = expected.join(&name);
        if std::env::var_os("UPDATE_MINUTES").is_some() {
            fs::create_dir_all(&expected).unwrap();
            fs::write(&kept, &written).unwrap();
        }
        let kept = fs::read_to_string(kept).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(written, kept, "UPDATE_MINUTES=1 cargo test --test journeys writes it anew");
    }
    minutes_for_the_public(folder.path());
}

/// The same meeting's minutes for the public: no small number, nobody's words but those for everybody.
fn minutes_for_the_public(folder: &Path) {
    let file = folder.join("public.md");
    let (folder, to) = (folder.to_str().unwrap(), file.to_str().unwrap());
    assert!(callover(&["minutes", folder, "--public", "-o", to]).status.success());
    let text = fs::read_to_string(file).unwrap();
    for said in ["Two large families", "Bring it back in January", "81.2%"] {
        assert!(text.contains(said), "{said} is not in\n{text}");
    }
    // Every figure that the public board hides or gives otherwise.
    let (whole, public) = (figures_of(&[folder]), figures_of(&[folder, "--public"]));
    let hidden: Vec<_> = whole.iter().filter(|figure| !public.contains(figure)).collect();
    assert!(!hidden.is_empty(), "something is hidden in public");
    for (name, shown) in hidden {
        assert!(!text.contains(&format!("{name}: {shown}")), "{name} is in\n{text}");
    }
    for hidden in ["(J Smith", "Audit twenty cases", "the new form", "autumn term"] {
        assert!(!text.contains(hidden), "{hidden} is in\n{text}");
    }
}

/// Each indicator's name and figure, as `show` gives them.
fn figures_of(args: &[&str]) -> Vec<(String, String)> {
    let shown = callover(&[&["show", "--format", "json", "--core=false"], args].concat());
    let board: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    let sections = board["sections"].as_array().unwrap().iter();
    let rows = sections.flat_map(|section| section["indicators"].as_array().unwrap());
    rows.map(|row| (row["name"].to_string(), row["shown"].to_string()))
        .map(|(name, shown)| (name.replace('"', ""), shown.replace('"', "")))
        .collect()
}

/// A meeting that was cut off goes on where it was: here, and on another machine.
#[test]
fn a_meeting_that_was_cut_off_goes_on() {
    let (own, other, folder) = (person("J Smith"), person("A Jones"), figures());
    let mut pty = open(&own, &folder, &["--meeting"]);
    pty.wait_for("A meeting begins");
    save(&mut pty);
    pty.press("1 ").wait_for("meeting: 1 of").press("2jjiNot saved yet").wait_for("Not saved yet");
    // What is typed is a draft on the disk before long.
    let drafts = || draft_in(own.path()).is_some_and(|text| text.contains("Not saved yet"));
    pty.wait_on("the draft", |_| drafts());
    kill(&mut pty);
    let mut elsewhere = open(&other, &folder, &["--meeting"]);
    elsewhere.wait_for("going on with Call-over, October 2026").wait_for("meeting: 1 of");
    let mut again = open(&own, &folder, &[]);
    again.wait_for("meeting: 1 of").press("2jji").wait_for("Not saved yet");
    for pty in [&mut elsewhere, &mut again] {
        kill(pty);
    }
}

/// The first draft that is kept for somebody.
fn draft_in(own: &Path) -> Option<String> {
    let mut folders = vec![own.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let here = path.parent().is_some_and(|parent| parent.ends_with("drafts"));
            if path.is_dir() {
                folders.push(path);
            } else if here && path.extension().is_some_and(|ending| ending == "json") {
                return fs::read_to_string(path).ok();
            }
        }
    }
    None
}

fn kill(pty: &mut Pty) {
    Command::new("kill").args(["-KILL", &pty.id().to_string()]).status().unwrap();
    pty.exit_code();
}

/// Two officers at one folder: each sees what the other enters, and nothing is lost.
#[test]
fn two_dashboards_on_one_folder_see_each_others_entries() {
    let (ada, ben, folder) = (person("Ada"), person("Ben"), figures());
    let mut one = open(&ada, &folder, &[]);
    let mut other = open(&ben, &folder, &[]);
    one.press("2jj\r").wait_for("Last months");
    other.press("2jj\r").wait_for("Last months");
    one.press("iFrom Ada").wait_for("From Ada");
    save(&mut one);
    other.wait_for("From Ada");
    other.press("iFrom Ben").wait_for("From Ben");
    save(&mut other);
    one.wait_for("From Ben").wait_for("From Ada");
    one.press("\x1bM").press("s").wait_for("A meeting begins");
    save(&mut one);
    other.wait_for("meeting: 0 of");
    let journal = entered(folder.path());
    let mut authors: Vec<&str> = journal.events().iter().map(|e| e.author.as_ref()).collect();
    authors.sort_unstable();
    assert_eq!(authors, ["Ada", "Ada", "Ben"]);
    assert_eq!(fs::read_dir(folder.path().join("journal")).unwrap().count(), 2);
}

/// The nth text that is entered while the program is killed.
fn text(kill: u64, n: usize) -> String {
    format!("entry {kill}-{n}.")
}

/// `CALLOVER_KILLS=500 cargo test --release --test journeys killed` for longer.
#[test]
fn killed_at_any_moment_it_keeps_every_entry_that_the_screen_called_saved() {
    let kills: u64 = std::env::var("CALLOVER_KILLS").map_or(12, |n| n.parse().unwrap());
    let (own, folder) = (person("J Smith"), figures());
    let (mut saved, mut cut_off) = (Vec::new(), 0);
    for n in 0..kills {
        let mut pty = open(&own, &folder, &["--as-at", "2026-11-30"]);
        // Decisions, so that every one is an entry of its own; some are let through, then it is killed
        // so many microseconds after the next is sent.
        let through = usize::try_from(n % 3).unwrap();
        for entry in 0..through {
            pty.press(":decision\r").wait_for("Decision on").press("\x15").press(&text(n, entry));
            pty.press("\x13").wait_until("saved", WAIT, says_saved);
            saved.push(text(n, entry));
            pty.press("\x1b[B").wait_until("said", WAIT, |screen| !says_saved(screen));
        }
        let newest = text(n, through);
        pty.press(":decision\r")
            .wait_for("Decision on")
            .press("\x15")
            .press(&newest)
            .wait_for(&newest);
        pty.press("\x13");
        std::thread::sleep(std::time::Duration::from_micros((n * 7919) % 20_000));
        kill(&mut pty);
        // What was said before the end has been read by now.
        if pty.shows(says_saved) {
            saved.push(newest);
        } else {
            cut_off += 1;
        }
        let reading = Reader::new(folder.path().join("journal")).read();
        for complaint in &reading.complaints {
            assert_eq!(complaint.code, "torn-line", "{}", complaint.message);
        }
        let written = |event: &What| match event {
            What::Decision(words) => Some(words.text.to_string()),
            _ => None,
        };
        let found: Vec<String> =
            reading.events.iter().filter_map(|event| written(&event.what)).collect();
        let lost: Vec<&String> = saved.iter().filter(|text| !found.contains(text)).collect();
        assert!(lost.is_empty(), "kill {n}: {lost:?}");
    }
    println!(
        "{kills} kills, {cut_off} before it said saved; {} entries saved and found",
        saved.len()
    );
}

/// Whether this user may write where nobody may: root may.
fn may_write_anywhere(folder: &Path) -> bool {
    let probe = folder.join("probe");
    let may = fs::write(&probe, "").is_ok();
    let _ = fs::remove_file(probe);
    may
}

#[test]
fn opened_for_reading_only_it_says_so_and_keeps_a_draft() {
    let (own, folder) = (person("J Smith"), figures());
    let mut pty = open(&own, &folder, &["--read-only"]);
    pty.wait_for("read only").press(" ").wait_for("not saved: read only");
    pty.press("2jjiTwo families").wait_for("Two families");
    pty.press("\x13").wait_for("not saved: read only; it is kept as a draft on this machine");
    pty.wait_on("the draft", |_| {
        draft_in(own.path()).is_some_and(|text| text.contains("Two families"))
    });
    pty.press("\x1bq");
    assert_eq!(pty.exit_code(), 0);
    assert!(!folder.path().join("journal").exists());
    // Opened otherwise, the draft is there and can be saved.
    let mut pty = open(&own, &folder, &[]);
    pty.press("2jji").wait_for("Two families");
    save(&mut pty);
    assert_eq!(entered(folder.path()).events().len(), 1);
}

/// A folder that this person may only read: entries wait on the machine and are written when they can
/// be.
#[test]
fn in_a_folder_that_cannot_be_written_to_entries_wait_and_the_screen_says_why() {
    use std::os::unix::fs::PermissionsExt;
    let (own, folder) = (person("J Smith"), figures());
    let mode = |bits| {
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(bits)).unwrap();
    };
    mode(0o555);
    if may_write_anywhere(folder.path()) {
        // Root: something stands where the journal should be.
        fs::write(folder.path().join("journal"), "").unwrap();
    }
    let mut pty = open(&own, &folder, &[]);
    if !folder.path().join("journal").exists() {
        pty.wait_for("entries wait here: you may not write there");
    }
    pty.press("2jjiTwo families").wait_for("Two families");
    save(&mut pty);
    pty.wait_for("1 entry waits here").press("\r").wait_for("Two families");
    mode(0o755);
    let _ = fs::remove_file(folder.path().join("journal"));
    pty.wait_for("1 entry that waited is in the folder now");
    assert_eq!(entered(folder.path()).events().len(), 1);
}

/// Where a disk is full (no file may grow) and the machine takes nothing either, the text stays in
/// the editor; with room again the same key saves it.
#[test]
fn on_a_full_disk_the_text_stays_in_the_editor_until_there_is_room() {
    let (own, folder) = (person("J Smith"), figures());
    let Some(small) = SmallDisk::mount() else {
        println!("skipped: a small disk cannot be mounted here");
        return;
    };
    let on_disk = small.path().join("figures");
    fs::create_dir(&on_disk).unwrap();
    copy(folder.path(), &on_disk);
    // What is this person's own stands on the same disk.
    fs::create_dir(small.path().join("own")).unwrap();
    fs::copy(own.path().join("config.toml"), small.path().join("own/config.toml")).unwrap();
    let args = [CLOCK, &[on_disk.to_str().unwrap()]].concat();
    let mut pty = Pty::open_for(&small.path().join("own"), &args, 120, 40);
    pty.wait_for("Sampleford").press("2jji").wait_for("Comment on");
    let ballast = small.path().join("ballast");
    while fs::File::options()
        .create(true)
        .append(true)
        .open(&ballast)
        .and_then(|mut file| std::io::Write::write_all(&mut file, &[0; 4096]))
        .is_ok()
    {}
    pty.press("Two families").wait_for("what you type is not kept meanwhile");
    pty.press("\x13").wait_for("not saved").wait_for("the disk is full").wait_for("Two families");
    fs::remove_file(&ballast).unwrap();
    save(&mut pty);
    pty.wait_for("saved");
    assert_eq!(entered(&on_disk).events().len(), 1);
    kill(&mut pty);
}

/// A disk of a few megabytes, where this user may mount one.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let at = TempDir::new().unwrap();
        let options = ["-t", "tmpfs", "-o", "size=12m", "tmpfs"];
        let mounted = Command::new("mount").args(options).arg(at.path()).output();
        mounted.is_ok_and(|done| done.status.success()).then(|| Self(at))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: after a failure the program may still stand in it.
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

/// Lines of the journal that cannot be read are told where complaints are told.
#[test]
fn lines_of_the_journal_that_cannot_be_read_are_told_with_their_place() {
    let (own, folder) = (person("J Smith"), figures());
    fs::create_dir(folder.path().join("journal")).unwrap();
    let file = folder.path().join("journal/a@b.jsonl");
    fs::write(&file, "\n{\"id\": 1}\n<<<<<<< HEAD\n").unwrap();
    let mut pty = open(&own, &folder, &[]);
    pty.wait_for("2 complaints: !").press("!").wait_for("a@b.jsonl:2:");
    pty.press("j").wait_for("<<<<<<< HEAD").press("\x1bq");
    assert_eq!(pty.exit_code(), 0);
    let checked = callover(&["check", folder.path().to_str().unwrap()]);
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(said.contains("a@b.jsonl:2:") && said.contains("a@b.jsonl:3:1"), "{said}");
    assert_eq!(checked.status.code(), Some(0), "warnings alone are no finding");
}
