use crossterm::event::KeyCode;

use super::*;
use crate::app::input::Press;
use crate::app::keymap::Action;
use crate::app::page::PageKind;

fn read(text: &str) -> Settings {
    let locations = Locations {
        configuration: Some(PathBuf::from("/etc/callover/config.toml")),
        home: Some(PathBuf::from("/home/officer")),
        ..Locations::default()
    };
    Settings::of(Configuration::read("config.toml", text.as_bytes()), locations)
}

/// Every complaint in one line.
fn told(settings: &Settings) -> Vec<String> {
    let line = |c: &Complaint| format!("{} {}: {}; {}", c.place, c.code, c.message, c.help);
    settings.complaints.iter().map(line).collect()
}

fn folder(settings: &Settings) -> Option<&Path> {
    settings.folder.as_ref().map(|said| said.value.as_path())
}

fn does(settings: &Settings, key: Press, page: PageKind) -> Option<Action> {
    settings.keymap.action(key, page).map(|(action, _)| action)
}

#[test]
fn everything_that_can_be_set_is_taken() {
    let settings = read(
        "folder = '~/figures'\nauthority = \"Haringey\"\nauthor = \"J Smith\"\ntheme = \"light\"\n\
         glyphs = \"ascii\"\nmouse = \"off\"\npublic = false\ncore = false\ncompare = \"year-ago\"\n\
         agenda = \"worst\"\nthreshold = 7\n[keys]\nfind = [\"F3\", \"K\"]\ntheme = []\n",
    );
    assert_eq!(told(&settings), Vec::<String>::new());
    assert_eq!(folder(&settings), Some(Path::new("/home/officer/figures")));
    assert_eq!(settings.authority.as_ref().map(|said| said.value.as_str()), Some("Haringey"));
    assert_eq!(settings.author.as_deref(), Some("J Smith"));
    assert_eq!((settings.theme, settings.glyphs), (Some(ThemeName::Light), Some(GlyphSet::Ascii)));
    assert_eq!((settings.mouse, settings.core), (Mouse::Off, Some(false)));
    assert_eq!(settings.compare, Some(Compare::YearAgo));
    assert_eq!((settings.agenda, settings.threshold), (Some(Order::Worst), Threshold(7)));
    assert_eq!(does(&settings, Press::char('K'), PageKind::Section), Some(Action::Find));
    assert_eq!(does(&settings, Press::char('t'), PageKind::Section), None);
}

#[test]
fn nothing_set_is_as_it_always_was() {
    let settings = read("");
    assert_eq!(told(&settings), Vec::<String>::new());
    assert_eq!(settings.keymap, Keymap::default());
    assert_eq!((settings.threshold, settings.mouse), (Threshold(5), Mouse::Auto));
    assert!(!settings.public && read("public = true").public && !read("public = false").public);
    assert!(settings.folder.is_none() && settings.theme.is_none() && settings.core.is_none());
}

#[test]
fn a_folder_that_begins_nowhere_begins_beside_the_configuration() {
    assert_eq!(folder(&read("folder = 'data'")), Some(Path::new("/etc/callover/data")));
    assert_eq!(folder(&read("folder = '/srv/data'")), Some(Path::new("/srv/data")));
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_the_rest_is_used() {
    let settings = read(
        "theme = \"dark\"\npublic = \"yes\"\ncompare = \"lastyear\"\nmouse = true\ncolour = 1\n\
         [keys]\nfidn = \"x\"\nopen = [\"ctrl-i\", \"F8\"]\ngrain = \"alt-z\"\ncore = \"shift-c\"\n\
         remit = \"dwon\"\nfilter = \"ctrl-c\"\nsort = \"esc\"\nmonths = \"c\"\nhelp = \"F11\"\n",
    );
    assert_eq!(settings.theme, Some(ThemeName::Dark));
    // Whoever wrote it relies on it.
    assert!(settings.public);
    assert_eq!(does(&settings, Press::key(KeyCode::F(8)), PageKind::Section), Some(Action::Open));
    for (key, action) in [('z', Action::Grain), ('m', Action::Months), ('c', Action::Compare)] {
        assert_eq!(does(&settings, Press::char(key), PageKind::Section), Some(action));
    }
    insta::assert_snapshot!(told(&settings).join("\n"), @r"
    config.toml:2:10 wrong-type: `public` is text, true or false is wanted; write it without quotes
    config.toml:3:11 unknown-word: `compare` is `lastyear`: `lastyear` is not a period: write a month 2026-10, a week 2026-W41, a financial year 2026/27, a quarter 2026/27-Q2, an academic year AY2026/27 or a year 2026; or write previous, year-ago, quarter or year-average; 
    config.toml:4:9 wrong-type: `mouse` is true or false, `auto`, `on` or `off` is wanted; write it in quotes
    config.toml:5:1 unknown-setting: there is no setting `colour`; known are folder, mouse, agenda, authority, author, theme, glyphs, core, compare, public, threshold, keys
    config.toml:7:1 unknown-command: there is no command `fidn`; did you mean `find`?
    config.toml:8:9 key: `ctrl-i` does not reach a program: terminals send Tab for it; choose another key; a key is written j, G, F5, ctrl-d, down, page-up, home, space, tab, enter
    config.toml:9:9 key: `alt-z` does not reach a program: terminals send Esc and the key for Alt and a key; choose another key; a key is written j, G, F5, ctrl-d, down, page-up, home, space, tab, enter
    config.toml:10:8 key: `shift-c` is no key; write the sign that it makes: `C`
    config.toml:11:9 key: `dwon` is no key; did you mean `down`?
    config.toml:12:10 key: `Ctrl-C` always leaves, no other command can have it; choose another key
    config.toml:13:8 key: `Esc` always leads back, no other command can have it; choose another key
    config.toml:14:1 key-clash: `c` is both `months` and `compare` on: agenda; `months` keeps `m`; give `compare` another key, or this one
    config.toml:15:8 key: `F11` does not reach a program: windows go to full screen with it; choose another key; a key is written j, G, F5, ctrl-d, down, page-up, home, space, tab, enter
    ");
}

#[test]
fn a_key_of_two_commands_names_both_and_what_is_kept() {
    let settings = read("[keys]\nfind = \"f\"\n");
    let told = told(&settings);
    assert_eq!(told.len(), 1);
    for part in ["2:1", "`f`", "`find`", "`filter`", "section", "keeps `/`"] {
        assert!(told[0].contains(part), "{part}: {}", told[0]);
    }
    // Both changed at once is no clash.
    assert!(read("[keys]\nfind = \"f\"\nfilter = \"/\"\n").complaints.is_empty());
}
