//! What the documentation shows is what the program draws: the pictures of the demonstration and the
//! README's table of keys. `UPDATE_DOCS=1 cargo test --test docs` writes them anew.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what cannot be read fails its test")]

#[path = "common/blocks.rs"]
mod blocks;
#[path = "common/dashboard.rs"]
#[expect(dead_code, reason = "the pictures are of one dashboard")]
mod dashboard;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use blocks::blocks;
use callover::app::keymap::Keymap;
use callover::app::look::ThemeName;
use callover::app::{App, Msg, update};
use callover::cli::settings::{Args, Settings};
use callover::store::catalogue::{built_in, overlay};
use callover::store::snapshot;
use callover::ui::picture::{Ground, svg};
use callover::ui::theme::{Role, rgb, style};
use dashboard::{drawn, press};

const SIZE: (u16, u16) = (120, 36);
const START: &str = "<!-- keys:start -->\n";
const END: &str = "<!-- keys:end -->";

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The pictures of the guide: the file, the keys that lead to the screen, and what it shows.
const PICTURES: [(&str, &str, &str); 17] = [
    ("agenda", "", "What Sampleford's meeting should talk about, October 2026"),
    ("section", "4", "Sampleford's children in care, October 2026"),
    ("indicator", "2jjjj\r", "Sampleford's assessments completed within 45 working days"),
    ("overlay", "2jj\r+contacts\r", "Re-referrals, and contacts laid over them"),
    ("two-periods", "v", "October 2026 beside September 2026, in every section"),
    ("months", "m", "The lights of the last months, one letter each"),
    ("divided", "2jjjjdlll", "The front door divided by team"),
    ("benchmarks", "4gb", "Children in care per 10,000 among authorities"),
    ("pathway", "w", "From contact to plan"),
    ("presentation", "p", "A slide of the agenda"),
    ("picker", "O", "Another authority or folder being opened"),
    ("palette", ":only", "Commands by name"),
    ("public", "4P.Gkkkkkk", "Children in care as the public sees them"),
    ("columns", "2ojjj", "The columns of a section being chosen"),
    ("comment", "2jjiTwo large families were re-referred.", "A comment being written"),
    ("actions", "2jjaAsk the schools what changed\tHead of MASH\tfri\t\t\rA", "The action log"),
    (
        "meeting",
        "Ms\t\t\t\t\r1  MdBring it back in January\t\r",
        "The record of a meeting as it grows",
    ),
];

/// The demonstration, in dark colours so that its pictures are the same everywhere.
fn demonstration() -> App {
    let mut app = dashboard::open();
    app.theme = ThemeName::Dark;
    "J Smith".clone_into(&mut app.room.author);
    update(&mut app, Msg::Clock("2026-11-12T14:00:00+00:00".parse().unwrap()));
    update(&mut app, Msg::Resize(SIZE.0, SIZE.1));
    app
}

/// The screen that keys lead to, as a picture.
fn picture(keys: &str, title: &str) -> String {
    let mut app = demonstration();
    press(&mut app, keys);
    let buffer = drawn(&app);
    let own = style(app.theme, Role::Text);
    let colour = |colour: Option<ratatui::style::Color>| rgb(colour.unwrap(), [0; 3]);
    svg(&buffer, Ground { text: colour(own.fg), ground: colour(own.bg) }, title)
}

/// What is wrong with a document that is not as the program would write it.
fn compare(path: &str, stored: Option<&str>, made: &str) -> Result<(), String> {
    if stored == Some(made) {
        return Ok(());
    }
    Err(format!("{path} is not what the program draws now: UPDATE_DOCS=1 cargo test --test docs"))
}

/// Writes the document anew when asked to, else holds it to what is made.
fn hold(path: &str, made: &str) {
    let place = root(path);
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, made).unwrap();
    }
    let stored = fs::read_to_string(&place).ok();
    if let Err(why) = compare(path, stored.as_deref(), made) {
        panic!("{why}");
    }
}

#[test]
fn every_picture_is_what_the_program_draws() {
    for (file, keys, title) in PICTURES {
        hold(&format!("docs/{file}.svg"), &picture(keys, title));
    }
}

#[test]
fn the_guide_shows_every_picture_and_the_readme_none_that_is_not_there() {
    let guide = fs::read_to_string(root("docs/guide.md")).unwrap();
    for (file, ..) in PICTURES {
        assert!(guide.contains(&format!("]({file}.svg)")), "{file} is not in the guide");
    }
    let readme = fs::read_to_string(root("README.md")).unwrap();
    for shown in readme.split("](docs/").skip(1).filter_map(|rest| rest.split_once(')')) {
        assert!(root(&format!("docs/{}", shown.0)).exists(), "docs/{}", shown.0);
    }
}

#[test]
#[cfg_attr(not(unix), ignore = "Ctrl-Z is a key of Unix")]
fn the_readme_has_the_keys_of_the_keymap() {
    let readme = fs::read_to_string(root("README.md")).unwrap();
    let (before, rest) = readme.split_once(START).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    hold("README.md", &format!("{before}{START}\n{}\n{END}{after}", Keymap::default().markdown()));
}

#[test]
fn the_settings_in_the_readme_are_good_ones() {
    let readme = fs::read_to_string(root("README.md")).unwrap();
    let between = |text: &str, start: &str, end: &str| {
        let (_, rest) = text.split_once(start).unwrap();
        rest.split_once(end).unwrap().0.to_owned()
    };
    let example = between(&readme, "<!-- settings:start -->", "<!-- settings:end -->");
    let example = between(&example, "```toml\n", "```");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    let read = |text: &str| {
        fs::write(&path, text).unwrap();
        Settings::read(&Args { config: Some(path.clone()) })
    };
    let settings = read(&example);
    assert_eq!(settings.complaints, []);
    assert!(settings.folder.is_some() && settings.agenda.is_some());
    assert_ne!(settings.keymap, Keymap::default());
    // What is wrong would be told.
    assert_eq!(read(&example.replace("glyphs", "glyhps")).complaints.len(), 1);
}

#[test]
fn every_snapshot_and_catalogue_in_the_documents_is_read_without_a_complaint() {
    let mut read = 0;
    for document in ["README.md", "data/README.md"] {
        let text = fs::read_to_string(root(document)).unwrap();
        for block in blocks(&text, "json") {
            let complaints = if block.contains("callover.snapshot/") {
                snapshot::read(document, block.as_bytes(), &built_in()).complaints
            } else {
                overlay(&mut built_in(), document, block.as_bytes()).unwrap()
            };
            assert!(complaints.is_empty(), "{document}: {complaints:?}");
            read += 1;
        }
    }
    assert!(read >= 3, "only {read} were found");
}

#[test]
fn a_document_that_is_not_as_drawn_is_told() {
    let made = picture("", "a title");
    assert_eq!(compare("docs/a.svg", Some(&made), &made), Ok(()));
    let other = made.replacen("Sampleford", "Simpleford", 1);
    for stored in [None, Some(""), Some(other.as_str())] {
        assert!(compare("docs/a.svg", stored, &made).unwrap_err().starts_with("docs/a.svg is not"));
    }
}
