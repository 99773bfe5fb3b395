//! The direction between the rooms, and the ceilings that keep them small.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};

/// What each room may use. `cli` wires everything and may use all.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("assess", &["domain"]),
    ("store", &["domain"]),
    ("report", &["assess", "domain"]),
    ("app", &["assess", "domain"]),
    ("ui", &["app", "assess", "domain"]),
    ("terminal", &["ui", "app", "store", "report", "assess", "domain"]),
];

const LINES_OF_A_FILE: usize = 400;
const LINES_OF_A_FUNCTION: usize = 60;
const INLINE_TESTS: &str = "\n#[cfg(test)]\n";

/// Every Rust file below `folder`, with its text.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty());
    found.sort();
    found
}

/// The text without its inline test module, whatever attributes that has.
fn production(text: &str) -> &str {
    let begins = |at: usize| {
        let below = &text[at + INLINE_TESTS.len()..];
        let first = below.lines().find(|line| !line.starts_with("#[")).unwrap_or_default();
        first.starts_with("mod ") && first.ends_with('{')
    };
    let cut = text.match_indices(INLINE_TESTS).map(|(at, _)| at).find(|at| begins(*at));
    cut.map_or(text, |at| &text[..at])
}

/// The room that a file of `src` stands in.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that a text names through `crate::`.
fn used(text: &str) -> Vec<&str> {
    text.match_indices("crate::")
        .map(|(at, found)| {
            let rest = &text[at + found.len()..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            &rest[..end]
        })
        .collect()
}

/// What a room uses and may not.
fn trespasses(room: &str, text: &str) -> Vec<String> {
    let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == room) else {
        return Vec::new();
    };
    let rooms: Vec<&str> = MAY_USE.iter().map(|(name, _)| *name).chain(["cli"]).collect();
    used(text)
        .into_iter()
        .filter(|other| rooms.contains(other) && *other != room && !allowed.contains(other))
        .map(|other| format!("{room} uses {other}"))
        .collect()
}

#[test]
fn every_room_uses_only_the_rooms_below_it() {
    let found: Vec<String> = sources("src")
        .iter()
        .flat_map(|(path, text)| {
            let trespasses = trespasses(&room(path), production(text));
            trespasses.into_iter().map(move |what| format!("{}: {what}", path.display()))
        })
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_reading_of_the_rule_can_fail() {
    assert_eq!(trespasses("domain", "use crate::store::folder;"), ["domain uses store"]);
    assert_eq!(
        trespasses("ui", "use crate::{app::App}; crate::terminal::run()"),
        ["ui uses terminal"]
    );
    assert!(trespasses("store", "use crate::domain::value;").is_empty());
}

#[test]
fn only_the_screens_and_the_terminal_name_ratatui() {
    for (path, text) in sources("src") {
        let names = production(&text).contains("ratatui::");
        assert!(!names || ["ui", "terminal"].contains(&room(&path).as_str()), "{}", path.display());
    }
}

#[test]
fn colours_are_named_in_the_theme_alone() {
    for (path, text) in sources("src") {
        let theme = path.to_string_lossy().contains("theme");
        assert!(
            theme || room(&path) != "ui" || !production(&text).contains("Color::"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn files_and_functions_stay_small() {
    let mut found = Vec::new();
    for (path, text) in sources("src").iter().chain(&sources("examples")) {
        let lines = production(text).lines().count();
        if lines > LINES_OF_A_FILE {
            found.push(format!("{}: {lines} lines", path.display()));
        }
        found.extend(long_functions(production(text)).map(|f| format!("{}: {f}", path.display())));
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Whether a function begins on a line, however it is declared.
fn begins_a_function(line: &str) -> bool {
    let line = line.trim_start();
    let line = line.strip_prefix("pub").map_or(line, |rest| {
        rest.strip_prefix('(').and_then(|rest| Some(rest.split_once(')')?.1)).unwrap_or(rest)
    });
    let mut words = line.split_whitespace();
    words.find(|word| !["const", "async", "unsafe"].contains(word)) == Some("fn")
}

/// Functions beyond the ceiling, by the indentation of their closing brace.
fn long_functions(text: &str) -> impl Iterator<Item = String> {
    let mut open: Option<(usize, String, usize)> = None;
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        if begins_a_function(line) {
            open = Some((indent, line.trim().to_owned(), number));
        } else if let Some((at, name, from)) = &open
            && line.trim_end() == format!("{}}}", " ".repeat(*at))
        {
            if number - from + 1 > LINES_OF_A_FUNCTION {
                found.push(format!("{name} has {} lines", number - from + 1));
            }
            open = None;
        }
    }
    found.into_iter()
}

#[test]
fn a_long_function_is_seen() {
    for declared in ["fn", "pub fn", "pub(in crate::ui) const fn", "async unsafe fn"] {
        let text = format!("{declared} long() {{\n{}}}\n", "    let x = 1;\n".repeat(70));
        assert_eq!(long_functions(&text).count(), 1, "{declared}");
    }
}

#[test]
fn nothing_of_the_program_stops_it_by_surprise() {
    for (path, text) in sources("src") {
        let found = surprises(production(&text));
        assert!(found.is_empty(), "{}: {found:#?}", path.display());
    }
}

/// The lines that end the program where a value is not there.
fn surprises(text: &str) -> Vec<&str> {
    text.lines().filter(|line| [".unwrap()", ".expect("].iter().any(|s| line.contains(s))).collect()
}

#[test]
fn a_surprise_is_seen_unless_it_is_in_a_test() {
    let tests = "#[expect(clippy::panic, reason = \"a test\")]\nmod tests {\n    b.unwrap();\n}\n";
    let text = format!("#[cfg(test)]\nmod fixture;\na.expect(\"a\");\n\n#[cfg(test)]\n{tests}");
    assert_eq!(surprises(production(&text)), ["a.expect(\"a\");"]);
}

#[test]
fn every_file_is_named_by_the_question_that_it_answers() {
    let nobodys = ["util", "utils", "misc", "helper", "helpers", "common", "types", "prelude"];
    for (path, _) in sources("src") {
        let inside = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().with_extension("");
        let named = |part: &std::ffi::OsStr| nobodys.iter().any(|name| part == *name);
        assert!(!inside.iter().any(named), "{}: say what it answers", path.display());
    }
}

/// Name and version of every crate of the lock file.
fn locked() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("Cargo.lock")).unwrap();
    let field = |package: &str, name: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix(&format!("{name} = \"")))?;
        Some(line.trim_end_matches('"').to_owned())
    };
    let packages = text.split("[[package]]").skip(1);
    packages.filter_map(|p| Some((field(p, "name")?, field(p, "version")?))).collect()
}

#[test]
fn the_notices_name_what_is_built_in_and_its_licence() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let notices = fs::read_to_string(root.join("THIRD-PARTY.md")).unwrap();
    let rows: Vec<Vec<&str>> = notices
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| ---"))
        .skip(1)
        .map(|line| line.trim_matches(['|', ' ']).split(" | ").collect())
        .collect();
    let locked = locked();
    for row in &rows {
        let [name, version, licence] = row.as_slice() else { panic!("{row:?}") };
        let is_locked = locked.iter().any(|(n, v)| n == name && v == version);
        assert!(is_locked && !licence.is_empty(), "{row:?}: run packaging/notices");
    }
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let direct = manifest.split("[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    for line in direct.lines().filter(|line| !line.is_empty()) {
        let name = line.split([' ', '=']).next().unwrap();
        assert!(rows.iter().any(|row| row[0] == name), "{name}: run packaging/notices");
    }
}
