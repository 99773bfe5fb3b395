//! The journal among several programs, crashes and full disks: nothing that was called saved is lost.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use callover::domain::authority::Authority;
use callover::domain::meeting::{About, Event, EventId, Journal, What, Words};
use callover::store::journal::{Keeper, Place, Reader};
use chrono::{DateTime, FixedOffset, TimeDelta};
use proptest::prelude::*;
use tempfile::TempDir;

/// What a child process is told.
const FOLDER: &str = "CALLOVER_TEST_FOLDER";
const LOCAL: &str = "CALLOVER_TEST_LOCAL";
const AUTHOR: &str = "CALLOVER_TEST_AUTHOR";
const COUNT: &str = "CALLOVER_TEST_COUNT";

fn keeper(folder: &Path, local: &Path) -> Keeper {
    let place = Place { folder: folder.to_owned(), local: local.to_owned(), read_only: false };
    Keeper::new(place)
}

fn at(second: usize) -> DateTime<FixedOffset> {
    let nine = DateTime::parse_from_rfc3339("2026-11-12T09:00:00Z").unwrap();
    nine + TimeDelta::milliseconds(i64::try_from(second).unwrap())
}

/// The nth entry of an author: a comment, every tenth one an edit of the author's comment before.
fn entry(keeper: &Keeper, author: &str, n: usize, before: Option<EventId>) -> Event {
    let stamp = keeper.stamp(at(n));
    let words = Words { text: format!("{author} {n}: a large family").into(), public: false };
    Event {
        id: stamp.id,
        time: stamp.time,
        author: author.into(),
        host: "desk".into(),
        about: About {
            authority: Authority { code: None, name: "Sampleford".to_owned() }.into(),
            indicator: Some(["referrals", "contacts"][n % 2].into()),
            period: Some("2026-10".parse().unwrap()),
        },
        meeting: None,
        after: before,
        what: match before {
            Some(note) if n % 10 == 9 => What::NoteEdited { note, words },
            _ => What::Comment(words),
        },
    }
}

#[test]
#[ignore = "run by the other tests as a process of its own"]
fn child_that_enters() {
    let told = |name| std::env::var(name).unwrap();
    let mut keeper = keeper(Path::new(&told(FOLDER)), Path::new(&told(LOCAL)));
    let author = told(AUTHOR);
    let mut comment = None;
    for n in 0..told(COUNT).parse().unwrap() {
        let event = entry(&keeper, &author, n, comment);
        match keeper.save(&event) {
            Ok(saved) => match saved.waits {
                None => println!("\nsaved {}", event.id),
                Some(why) => println!("\nwaits {} {why}", event.id),
            },
            Err(unsaved) => println!("\nunsaved {} {unsaved}", event.id),
        }
        if matches!(event.what, What::Comment(_)) {
            comment = Some(event.id);
        }
    }
    println!("\nended");
}

/// This test program again, as a process that enters `count` entries.
fn child(folder: &Path, local: &Path, author: &str, count: usize) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--ignored", "--exact", "child_that_enters", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(LOCAL, local)
        .env(AUTHOR, author)
        .env(COUNT, count.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    command
}

/// What a child said on whole lines: each word with the ids that it was said of.
fn said(lines: impl Iterator<Item = String>) -> BTreeMap<String, Vec<String>> {
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in lines {
        if let Some((word, rest)) = line.split_once(' ') {
            said.entry(word.to_owned()).or_default().push(rest.to_owned());
        } else if line == "ended" {
            said.entry(line).or_default();
        }
    }
    said
}

fn lines(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap)
}

/// Everything in a folder, read afresh.
fn read(folder: &Path) -> (Journal, usize) {
    let reading = Reader::new(folder.to_owned()).read();
    assert_eq!(reading.away, None);
    (Journal::of(reading.events), reading.complaints.len())
}

fn ids(journal: &Journal) -> HashSet<String> {
    journal.events().iter().map(|event| event.id.to_string()).collect()
}

/// The lines of every file, by file.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<String>)> {
    let mut found: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text.lines().map(str::to_owned).collect())
        })
        .collect()
}

#[test]
fn two_programs_enter_five_thousand_each_and_both_read_the_same() {
    let (share, local) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let folder = share.path().join("journal");
    // Ada on two windows writes one file, Ben another.
    let mut children: Vec<Child> = [("Ada", 2500), ("Ada", 2500), ("Ben", 5000)]
        .iter()
        .map(|(author, count)| child(&folder, local.path(), author, *count).spawn().unwrap())
        .collect();
    // Each is listened to, so that none waits for another; meanwhile somebody looks on.
    let listeners: Vec<_> = children
        .iter_mut()
        .map(|child| {
            let lines = lines(child);
            thread::spawn(move || said(lines))
        })
        .collect();
    let (mut onlooker, mut seen) = (keeper(&folder, local.path()), Journal::default());
    let mut looks = 0;
    while listeners.iter().any(|listener| !listener.is_finished()) {
        looks += usize::from(seen.add(onlooker.poll().events));
    }
    seen.add(onlooker.poll().events);
    let mut saved = Vec::new();
    for (child, listener) in children.iter_mut().zip(listeners) {
        let said = listener.join().unwrap();
        assert!(said.contains_key("ended"), "{said:?}");
        saved.extend(said["saved"].clone());
        assert!(child.wait().unwrap().success());
    }
    assert!(looks > 1, "entries were seen while others were still being made");
    assert_eq!(saved.len(), 10_000);
    let (afresh, complaints) = read(&folder);
    assert_eq!((afresh.events().len(), complaints), (10_000, 0));
    assert_eq!(ids(&afresh), saved.into_iter().collect());
    assert_eq!(seen, afresh, "who looked on all the while sees what a newcomer sees");
    // In whatever order files and lines are read.
    let mut backwards = Vec::new();
    for (path, mut lines) in files(&folder) {
        lines.reverse();
        fs::write(&path, lines.join("\n") + "\n").unwrap();
        backwards.push(path);
    }
    for (path, name) in backwards.iter().zip(["z.jsonl", "a.jsonl"]) {
        fs::rename(path, folder.join(name)).unwrap();
    }
    assert_eq!(read(&folder).0.state(), afresh.state());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_state_is_the_same_however_lines_are_shuffled_repeated_and_torn(
        shuffle in prop::collection::vec((any::<u32>(), 0_usize..4, any::<bool>()), 40),
        tears in prop::collection::vec((0_usize..40, 0_usize..400), 4),
    ) {
        let (share, local) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let folder = share.path().join("journal");
        let mut keeper = keeper(&folder, local.path());
        let mut comment = None;
        for n in 0..40 {
            let event = entry(&keeper, ["Ada", "Ben"][n % 2], n, comment);
            keeper.save(&event).unwrap();
            comment = comment.or(Some(event.id));
        }
        let whole = read(&folder).0;
        let mut lines: Vec<_> = files(&folder).into_iter().flat_map(|(_, lines)| lines).collect();
        prop_assert_eq!(lines.len(), 40);
        let torn = tears.iter().map(|(line, cut)| {
            let line = lines[*line].as_bytes();
            line[..(*cut).min(line.len() - 1)].to_vec()
        });
        let torn: Vec<Vec<u8>> = torn.collect();
        let mut written: Vec<_> = lines.drain(..).zip(&shuffle).collect();
        written.sort_by_key(|(_, (key, ..))| *key);
        fs::remove_dir_all(&folder).unwrap();
        fs::create_dir(&folder).unwrap();
        let mut contents = vec![Vec::new(); 4];
        for (line, (_, file, twice)) in written {
            for _ in 0..=usize::from(*twice) {
                contents[*file].extend(line.as_bytes());
                contents[*file].push(b'\n');
            }
        }
        for (at, (content, torn)) in contents.iter().zip(&torn).enumerate() {
            fs::write(folder.join(format!("{at}.jsonl")), [content.as_slice(), torn].concat()).unwrap();
        }
        let (again, complaints) = read(&folder);
        prop_assert_eq!(again, whole);
        prop_assert_eq!(complaints, torn.iter().filter(|torn| !torn.is_empty()).count());
    }
}

/// A number that is different each time and the same in every run.
fn scattered(n: u64) -> usize {
    let mixed = (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from((mixed ^ (mixed >> 29)) % 97).unwrap()
}

/// `CALLOVER_KILLS=500 cargo test --release --test journal killed` for longer.
#[test]
fn killed_at_any_moment_it_keeps_every_entry_that_it_called_saved() {
    let kills = std::env::var("CALLOVER_KILLS").map_or(20, |n| n.parse().unwrap());
    let (share, local) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let folder = share.path().join("journal");
    let (mut saved, mut at_work) = (HashSet::new(), 0);
    for kill in 0..kills {
        let mut child = child(&folder, local.path(), "Ada", 1_000_000).spawn().unwrap();
        let mut lines = lines(&mut child);
        let mut heard = Vec::new();
        // So many lines, a blank one before each entry's; then whatever it is doing is cut off.
        for line in lines.by_ref().take(scattered(kill)) {
            heard.push(line);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // The last line may be cut off too: nobody has read that.
        heard.extend(lines);
        let mut said = said(heard.into_iter());
        let now = said.remove("saved").unwrap_or_default();
        at_work += usize::from(!now.is_empty());
        saved.extend(now.into_iter().filter(|id| id.len() == 36));
        let reading = Reader::new(folder.clone()).read();
        let found: HashSet<String> = reading.events.iter().map(|e| e.id.to_string()).collect();
        let lost: Vec<&String> = saved.difference(&found).collect();
        assert!(lost.is_empty(), "kill {kill}: {lost:?}");
        for complaint in &reading.complaints {
            assert_eq!(complaint.code, "torn-line", "{}", complaint.message);
        }
    }
    assert!(at_work * 2 > usize::try_from(kills).unwrap(), "most were killed at work");
    println!("{kills} kills, {at_work} of them at work, {} entries saved and found", saved.len());
}

/// The child's program run by a shell that first does something.
#[cfg(unix)]
fn under(shell: &str, child: &Command) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{shell}; exec \"$0\" \"$@\"")]).arg(child.get_program());
    command.args(child.get_args()).stdin(Stdio::null()).stdout(Stdio::piped());
    command.envs(child.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command
}

/// A disk that is full looks like this: no file can grow beyond so many blocks, and the system says
/// so instead of ending the program.
#[cfg(unix)]
fn full_after(blocks: usize) -> String {
    format!("trap '' XFSZ; ulimit -f {blocks}")
}

#[cfg(unix)]
fn run(mut command: Command) -> BTreeMap<String, Vec<String>> {
    let mut child = command.spawn().unwrap();
    let said = said(lines(&mut child));
    assert!(child.wait().unwrap().success());
    assert!(said.contains_key("ended"), "{said:?}");
    said
}

/// The ids in what was said, without the reasons.
#[cfg(unix)]
fn first_words(said: &[String]) -> HashSet<String> {
    said.iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

#[cfg(unix)]
#[test]
fn on_a_full_disk_entries_wait_and_are_written_once_there_is_room() {
    let (share, local) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let folder = share.path().join("journal");
    let said = run(under(&full_after(20), &child(&folder, local.path(), "Ada", 200)));
    let (saved, waits) = (first_words(&said["saved"]), first_words(&said["waits"]));
    assert!(saved.len() > 5 && waits.len() > 50, "{} {}", saved.len(), waits.len());
    assert!(said["waits"][0].contains("larger than the system allows"), "{}", said["waits"][0]);
    // There is room again.
    let mut keeper = keeper(&folder, local.path());
    let poll = keeper.poll();
    assert_eq!((poll.delivered, poll.waiting, poll.why), (waits.len(), 0, None));
    let (journal, _) = read(&folder);
    assert_eq!(ids(&journal), saved.union(&waits).cloned().collect());
    let whole = |line: &&String| line.ends_with("}}}");
    let written: Vec<String> = files(&folder).into_iter().flat_map(|(_, lines)| lines).collect();
    assert_eq!(written.iter().filter(whole).count(), 200, "none is written twice");
}

#[cfg(unix)]
#[test]
fn where_no_disk_has_room_nothing_is_called_saved() {
    let (share, local) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let folder = share.path().join("journal");
    let said = run(under(&full_after(0), &child(&folder, local.path(), "Ada", 3)));
    assert_eq!(said["unsaved"].len(), 3);
    assert!(!said.contains_key("saved") && !said.contains_key("waits"));
    assert!(said["unsaved"][0].contains("the text stays here"), "{}", said["unsaved"][0]);
    assert!(read(&folder).0.events().is_empty());
}

/// A person who may read the folder and not write to it. Root may write anywhere, so that it takes
/// another user's part.
#[cfg(unix)]
#[test]
fn in_a_folder_that_is_read_only_entries_wait_and_the_reason_is_said() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;

    let (share, local) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let folder = share.path().join("journal");
    fs::create_dir(&folder).unwrap();
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    // Nobody must be able to reach the program, wherever it was built.
    let program = share.path().join("program");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    for (path, bits) in [(share.path(), 0o755), (local.path(), 0o777), (&folder, 0o555)] {
        mode(path, bits);
    }
    let template = child(&folder, local.path(), "Ada", 5);
    let mut command = Command::new(&program);
    command.args(template.get_args()).stdin(Stdio::null()).stdout(Stdio::piped());
    command.envs(template.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.current_dir(share.path());
    if fs::write(folder.join("probe"), "").is_ok() {
        fs::remove_file(folder.join("probe")).unwrap();
        command.uid(NOBODY).gid(NOBODY);
    }
    let said = run(command);
    assert_eq!(said.get("saved"), None, "the permissions do not bite");
    assert_eq!(said["waits"].len(), 5);
    assert!(said["waits"][0].ends_with("you may not write there"), "{}", said["waits"][0]);
    mode(&folder, 0o755);
    assert_eq!(keeper(&folder, local.path()).poll().delivered, 5);
    assert_eq!(read(&folder).0.events().len(), 5);
}

/// `CALLOVER_SMALL_DISK=/mnt/small cargo test --test journal -- --ignored small_disk`, on a file
/// system of 64 kB.
#[test]
#[ignore = "needs a small disk"]
fn on_a_small_disk_that_fills_up_entries_wait() {
    let disk = PathBuf::from(std::env::var("CALLOVER_SMALL_DISK").unwrap());
    let local = TempDir::new().unwrap();
    let folder = disk.join("journal");
    let ballast = disk.join("ballast");
    fs::write(&ballast, vec![0; 40_000]).unwrap();
    let mut keeper = keeper(&folder, local.path());
    let (mut saved, mut why) = (0, Vec::new());
    for n in 0..150 {
        let event = entry(&keeper, "Ada", n, None);
        match keeper.save(&event).unwrap().waits {
            None => saved += 1,
            Some(reason) => why.push(reason),
        }
    }
    assert!(saved > 5 && why.len() > 5, "{saved} {}", why.len());
    assert_eq!(why[0], "the disk is full");
    fs::remove_file(ballast).unwrap();
    let poll = keeper.poll();
    assert_eq!((poll.delivered, poll.waiting), (why.len(), 0));
    assert_eq!(read(&folder).0.events().len(), 150);
    println!("{saved} saved, {} waited and were written when there was room", why.len());
}
