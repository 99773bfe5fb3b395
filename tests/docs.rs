//! What the documentation shows is what the program draws: the pictures of the demonstration and the
//! README's table of keys. `UPDATE_DOCS=1 cargo test --test docs` writes them anew.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what cannot be read fails its test")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use callover::app::look::ThemeName;
use callover::app::{App, Loaded, Msg, keymap, update};
use callover::assess::ask::Ask;
use callover::store::folder;
use callover::store::published::England;
use callover::ui::paint;
use callover::ui::picture::{Ground, svg};
use callover::ui::theme::{Role, rgb, style};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SIZE: (u16, u16) = (120, 36);
const START: &str = "<!-- keys:start -->\n";
const END: &str = "<!-- keys:end -->";

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The demonstration, opened at a section or an indicator, as a picture.
fn picture(ask: Ask, title: &str) -> String {
    let read = folder::load(&folder::Input::demo(), &|_, _| {}).unwrap();
    let loaded = Loaded {
        home: read.facts.home().unwrap(),
        facts: read.facts,
        catalogue: read.catalogue,
        complaints: read.complaints,
        title: read.title,
    };
    let mut app = App::new(loaded, Rc::new(England::default()), ask).unwrap();
    app.theme = ThemeName::Dark;
    update(&mut app, Msg::Resize(SIZE.0, SIZE.1));
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    paint(&mut buffer, &app);
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
fn the_agenda_looks_as_in_the_readme() {
    let title = "What Sampleford's meeting should talk about, October 2026";
    hold("docs/agenda.svg", &picture(Ask::default(), title));
}

#[test]
fn a_section_looks_as_in_the_readme() {
    let ask = Ask { section: Some("children-in-care".to_owned()), ..Ask::default() };
    hold("docs/section.svg", &picture(ask, "Sampleford's children in care, October 2026"));
}

#[test]
fn an_indicator_looks_as_in_the_readme() {
    let ask = Ask { indicator: Some("assessments-45-days".to_owned()), ..Ask::default() };
    let title = "Sampleford's assessments completed within 45 working days";
    hold("docs/indicator.svg", &picture(ask, title));
}

#[test]
#[cfg_attr(not(unix), ignore = "Ctrl-Z is a key of Unix")]
fn the_readme_has_the_keys_of_the_keymap() {
    let readme = fs::read_to_string(root("README.md")).unwrap();
    let (before, rest) = readme.split_once(START).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    hold("README.md", &format!("{before}{START}\n{}\n{END}{after}", keymap::markdown()));
}

#[test]
fn a_document_that_is_not_as_drawn_is_told() {
    let made = picture(Ask::default(), "a title");
    assert_eq!(compare("docs/a.svg", Some(&made), &made), Ok(()));
    let other = made.replacen("Sampleford", "Simpleford", 1);
    for stored in [None, Some(""), Some(other.as_str())] {
        assert!(compare("docs/a.svg", stored, &made).unwrap_err().starts_with("docs/a.svg is not"));
    }
}
