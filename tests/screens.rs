//! Whole screens of the demonstration: what stands where, and which cells are lights.
#![expect(clippy::unwrap_used, reason = "what cannot be drawn fails its test")]

#[path = "common/dashboard.rs"]
mod dashboard;

use callover::app::look::{GlyphSet, ThemeName};
use callover::app::{App, Msg, update};
use callover::ui::picture;
use callover::ui::theme::{Role, style};
use dashboard::{drawn, open, press, published, rows, screen};
use ratatui::buffer::Cell;

const SIZES: [(u16, u16); 4] = [(160, 45), (120, 36), (80, 24), (60, 16)];

/// One letter a cell: R A G on a light's ground, r a g as coloured text, # chosen, else a dot for text.
fn role(theme: ThemeName, cell: &Cell) -> String {
    let is = |role| {
        let style = style(theme, role);
        style.fg.unwrap_or_default() == cell.fg
            && style.bg.unwrap_or_default() == cell.bg
            && (cell.modifier - style.add_modifier).is_empty() == style.sub_modifier.is_empty()
            && cell.modifier.contains(style.add_modifier)
    };
    let letters = [
        (Role::Red, "R"),
        (Role::Amber, "A"),
        (Role::Green, "G"),
        (Role::RedText, "r"),
        (Role::AmberText, "a"),
        (Role::GreenText, "g"),
        (Role::Selected, "#"),
    ];
    let found = letters.iter().find(|(light, _)| is(*light)).map(|(_, letter)| *letter);
    found.unwrap_or(if cell.symbol() == " " { " " } else { "." }).to_owned()
}

fn roles(app: &App) -> String {
    rows(&drawn(app), |cell| role(app.theme, cell))
}

/// Every page by the keys that lead to it.
const PAGES: [(&str, &str); 26] = [
    ("agenda", ""),
    ("section", "4jjj"),
    ("indicator", "4jjj\r"),
    ("overlay", "2jjj\r+contacts\r"),
    ("two_periods", "v"),
    ("months", "2jjmhhh"),
    ("divided", "2jjjjdl"),
    ("help", "2?"),
    ("find", "/care"),
    ("palette", ":only"),
    ("filter", "2f"),
    ("columns", "2ojj"),
    ("benchmarks", "4bjj"),
    ("benchmarks_group", "2jjbj"),
    ("benchmarks_none", "2b"),
    ("pathway", "wj"),
    ("pathway_days", "www"),
    ("slide", "p"),
    ("slide_unrated", "3p"),
    ("picker", "4Ocu"),
    ("public", "4P.jjjj"),
    ("actions", "A"),
    ("meeting", "M"),
    ("comment", "2jjiWhy it moved"),
    ("action", "2jja"),
    ("export", "2x"),
];

/// A page: of the demonstration, but for England's authorities, where one of them must be home.
fn page(name: &str, keys: &str) -> App {
    let mut app = if name == "benchmarks" { published("Haringey") } else { open() };
    press(&mut app, keys);
    app
}

/// Every page at every size, as text.
#[test]
fn screens_as_text() {
    for (name, keys) in PAGES {
        let mut app = page(name, keys);
        for (width, height) in SIZES {
            update(&mut app, Msg::Resize(width, height));
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), screen(&app));
        }
    }
}

/// Every page in the other sets of glyphs.
#[test]
fn screens_in_other_glyphs() {
    for (name, keys) in PAGES {
        let mut app = page(name, keys);
        update(&mut app, Msg::Resize(120, 36));
        for set in [GlyphSet::Basic, GlyphSet::Ascii] {
            app.glyphs = set;
            insta::assert_snapshot!(format!("{name}_{}", set.word()), screen(&app));
        }
    }
}

/// The lights, told apart by more than their colour: this is where the colours are, and they are
/// there in every theme that has any.
#[test]
fn screens_as_roles() {
    for (name, keys) in PAGES {
        let mut app = page(name, keys);
        update(&mut app, Msg::Resize(120, 36));
        (app.theme, app.slides_theme) = (ThemeName::Default, ThemeName::Default);
        let own = roles(&app);
        insta::assert_snapshot!(format!("{name}_roles"), own);
        for theme in [ThemeName::Light, ThemeName::Dark, ThemeName::HighContrast] {
            (app.theme, app.slides_theme) = (theme, theme);
            assert_eq!(own, roles(&app), "{name} in {theme:?}");
        }
    }
}

#[test]
fn the_role_map_can_fail() {
    let mut app = open();
    update(&mut app, Msg::Resize(120, 36));
    let coloured = roles(&app);
    assert!(coloured.contains('R') && coloured.contains('A') && coloured.contains('G'));
    app.theme = ThemeName::Mono;
    assert_ne!(coloured, roles(&app));
}

#[test]
fn the_other_grains_and_comparisons_are_drawn() {
    let mut app = open();
    update(&mut app, Msg::Resize(120, 36));
    press(&mut app, "4z");
    insta::assert_snapshot!("section_by_quarter", screen(&app));
    press(&mut app, "z");
    insta::assert_snapshot!("section_by_year", screen(&app));
    press(&mut app, "zc");
    insta::assert_snapshot!("section_on_the_year", screen(&app));
}

#[test]
fn a_screen_becomes_a_picture() {
    let mut app = open();
    update(&mut app, Msg::Resize(120, 36));
    let picture = picture::svg(&drawn(&app), picture::Ground::default(), "the agenda");
    assert!(picture.contains("Sampleford") && picture.ends_with("</svg>\n"));
}
