use super::*;
use crate::store::render::render;

fn read(text: &str) -> Configuration {
    Configuration::read("config.toml", text.as_bytes())
}

/// `line:column code message; help`, one a complaint.
fn told(complaints: &[Complaint]) -> Vec<String> {
    let line = |c: &Complaint| {
        format!("{}:{} {} {}; {}", c.place.line, c.place.column, c.code, c.message, c.help)
    };
    complaints.iter().map(line).collect()
}

/// A setting that must be a text.
fn text_of(said: &mut Configuration, name: &'static str) -> Located<String> {
    said.text(name).unwrap_or_else(|| panic!("no text was read for {name}"))
}

/// What cannot be read, in the file's order.
fn faults(text: &str) -> Vec<String> {
    let mut complaints = read(text).complaints;
    complaints.sort_by(|a, b| a.place.cmp(&b.place));
    told(&complaints)
}

#[test]
fn every_kind_of_setting_is_read_with_its_place() {
    let text = "folder = 'C:\\figures'\nauthor = \"Zoë\"\ncore = true\nthreshold = 0x5\n\
                theme = \"dark\"\n[keys]\nfind = \"F3\"\ndown = [\"j\", \"n\"]\nquit = []\n";
    let mut said = read(text);
    assert_eq!(said.path("folder").map(|path| path.value).as_deref(), Some("C:\\figures"));
    let author = text_of(&mut said, "author");
    assert_eq!((author.value.as_str(), author.place.line, author.place.column), ("Zoë", 2, 10));
    assert_eq!(said.flag("core").map(|flag| flag.value), Some(true));
    assert_eq!(said.number("threshold", 1..=10).map(|number| number.value), Some(5));
    let theme = said.word("theme", &["light", "dark"]);
    assert_eq!(theme.map(|word| word.value).as_deref(), Some("dark"));
    let keys: Vec<(String, Vec<String>)> = said
        .texts("keys")
        .into_iter()
        .map(|t| (t.name.value, t.texts.into_iter().map(|text| text.value).collect()))
        .collect();
    let of = |name: &str, texts: &[&str]| {
        (name.to_owned(), texts.iter().map(|text| (*text).to_owned()).collect())
    };
    assert_eq!(keys, [of("find", &["F3"]), of("down", &["j", "n"]), of("quit", &[])]);
    assert_eq!(said.flag("public"), None);
    assert_eq!(told(&said.finish()), Vec::<String>::new());
}

#[test]
fn a_mark_at_the_start_and_windows_line_ends_change_nothing() {
    let mut said = Configuration::read("c", "\u{feff}core = true\r\ntheme = 'x'\r\n".as_bytes());
    assert_eq!(said.flag("core").map(|f| f.place.column), Some(8));
    let theme = text_of(&mut said, "theme");
    assert_eq!((theme.value.as_str(), theme.place.text.as_str()), ("x", "theme = 'x'"));
    assert_eq!(told(&said.finish()), Vec::<String>::new());
}

#[test]
fn what_is_wrong_names_its_place_what_is_wanted_and_the_nearest_word() {
    let text = "theem = \"dark\"\ntheme = \"drak\"\ncore = \"yes\"\nthreshold = 11\nauthor = 1979-05-27\n\
                folder = \"\\temp\"\nkeys = 3\n[colours]\nred = 1\n";
    let mut said = read(text);
    assert_eq!(said.word("theme", &["light", "dark"]), None);
    assert_eq!(said.flag("core"), None);
    assert_eq!(said.number("threshold", 1..=10), None);
    assert_eq!(said.text("author"), None);
    assert_eq!(said.path("folder"), None);
    assert_eq!(said.texts("keys"), []);
    insta::assert_snapshot!(told(&said.finish()).join("\n"), @r"
    1:1 unknown-setting there is no setting `theem`; did you mean `theme`?
    2:9 unknown-word `theme` is `drak`, `light` or `dark` is wanted; did you mean `dark`?
    3:8 wrong-type `core` is text, true or false is wanted; write it without quotes
    4:13 out-of-range `threshold` is 11, a whole number from 1 to 10 is wanted; 
    5:10 wrong-type `author` is a date, text is wanted; write it in quotes
    6:10 control-characters `folder` has control characters, a path is wanted; in double quotes \ begins a sign of its own: write the text in single quotes, 'C:\figures'
    7:8 wrong-type `keys` is a number, a table is wanted; write [keys] on a line of its own, the names below it
    8:2 unknown-setting there is no setting `colours`; known are theme, core, threshold, author, folder, keys
    ");
}

#[test]
fn a_line_that_cannot_be_read_hides_no_other() {
    for (broken, wanted) in [
        ("theme = dark", "2:9 syntax the line cannot be read: string values must be quoted"),
        ("folder = \"C:\\Users\\x\"", "single quotes, 'C:\\figures'"),
        ("theme = \"dark", "2:14 syntax the line cannot be read: invalid basic string"),
        ("author = \"a\"", "2:1 duplicate-setting `author` stands twice, the first is used"),
        ("theme: dark", "write NAME = VALUE on a line of its own"),
        ("theme 'dark'", "2:7 syntax the line cannot be read: key with no value"),
        ("= 3", "2:1 syntax"),
        ("mouse = True", "write true or false, in small letters"),
        ("theme = [\"a\",", "2:"),
        ("theme = \"\"\"\n\n", "2:"),
    ] {
        let text = format!("author = \"b\"\n{broken}\ncore = true\n");
        let mut said = read(&text);
        let told = told(&said.complaints);
        assert_eq!(told.len(), 1, "{broken}: {told:?}");
        assert!(told[0].contains(wanted), "{broken}: {told:?}");
        assert!(said.text("author").is_some(), "{broken}");
    }
    let mut said = read("theme = dark\ncore = true\n");
    assert!(said.flag("core").is_some());
}

#[test]
fn what_stands_under_a_broken_heading_is_not_taken_for_something_else() {
    let text = "core = true\n[keys\ntheme = \"T\"\ncompare = \"C\"\n[more]\nx = 1\n";
    let said = read(text);
    let names: Vec<_> = said.entries.iter().map(|entry| entry.name.value.as_str()).collect();
    assert_eq!(names, ["core", "more"]);
    assert_eq!(faults(text).len(), 1);
    assert!(faults(text)[0].starts_with("2:6 syntax"), "{:?}", faults(text));
}

#[test]
fn faults_far_apart_are_told_each_and_the_consequences_of_one_are_not() {
    let told = faults("a = b\nc = 1\nd = e\nx = y\n[f]\ng = [\n1,\n= 2\n]\nh = 3\n");
    let lines: Vec<_> = told.iter().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(lines, ["1", "3", "4", "6"], "{told:?}");
}

#[test]
fn what_is_no_configuration_at_all_is_one_complaint() {
    let picture: Vec<u8> = (0..200_u32).flat_map(|n| [b"\x89PNG\r\n"[n as usize % 6], 7]).collect();
    for bytes in [&b"\xff\xfet\0h\0"[..], &picture, "{ \"theme\": 1 }\n".repeat(80).as_bytes()] {
        let said = Configuration::read("c", bytes);
        assert!(said.entries.is_empty());
        let complaints = said.finish();
        assert!((1..=3).contains(&complaints.len()), "{:?}", told(&complaints));
    }
    // A letter of another encoding is replaced, and the rest is read.
    let mut said = Configuration::read("c", b"author = \"Zo\xeb\"\ncore = true\n");
    assert_eq!(text_of(&mut said, "author").value, "Zo\u{fffd}");
    assert_eq!(
        told(&said.finish())[0],
        "1:13 not-utf-8 a byte that is not UTF-8, read as �; save the file as UTF-8"
    );
}

#[test]
fn a_file_that_is_not_there_says_nothing_unless_it_was_named() -> std::io::Result<()> {
    let folder = tempfile::TempDir::new()?;
    let absent = folder.path().join("none.toml");
    assert!(Configuration::open(&absent, false).finish().is_empty());
    let complaints = Configuration::open(&absent, true).finish();
    assert!(render(&complaints[0], false).contains("there is no such file"));
    let complaints = Configuration::open(folder.path(), false).finish();
    assert_eq!(complaints[0].code, "unreadable");
    Ok(())
}

#[test]
fn keys_that_are_no_text_are_complained_of_and_the_good_ones_kept() {
    let mut said = read("[keys]\nfind = [1, \"f\"]\nopen = 2\n\"\\u001b\" = false\n");
    let keys = said.texts("keys");
    assert_eq!((keys.len(), keys[0].texts[0].value.as_str()), (1, "f"));
    let told = told(&said.finish());
    assert_eq!(told.len(), 3);
    assert!(told.iter().all(|line| !line.contains('\u{1b}')), "{told:?}");
}

proptest::proptest! {
    #[test]
    fn whatever_a_file_holds_is_read_or_complained_of(text in "[\\[\\]=\"'a-c,# \\\\\n\r\u{e9}0-2\\.-]{0,60}") {
        let said = read(&text);
        proptest::prop_assert!(said.complaints.iter().all(|c| c.place.line <= 61));
        // A good setting on the first line stands whatever comes below it.
        let mut said = read(&format!("core = true\n{text}"));
        proptest::prop_assert!(said.flag("core").is_some() || !said.complaints.is_empty());
    }
}
