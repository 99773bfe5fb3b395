//! A screen as an SVG picture: kept by a person, and for the README. Blocks, rules and braille are
//! drawn as shapes, so that the picture does not depend on a font having them.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::paint;
use super::theme::{Role, rgb, style};
use crate::app::App;
use crate::app::look::ThemeName;

/// A cell of the picture, in its own units.
const WIDTH: f64 = 8.4;
const HEIGHT: f64 = 18.0;

/// Text and ground where a theme leaves them to the terminal.
#[derive(Debug, Clone, Copy)]
pub struct Ground {
    /// The terminal's text.
    pub text: [u8; 3],
    /// The terminal's ground.
    pub ground: [u8; 3],
}

impl Ground {
    /// The theme's own, where it has one.
    pub fn of(theme: ThemeName) -> Self {
        let Self { text, ground } = Self::default();
        let style = style(theme, Role::Text);
        let own = |colour: Option<Color>, otherwise| {
            colour.map_or(otherwise, |colour| rgb(colour, otherwise))
        };
        Self { text: own(style.fg, text), ground: own(style.bg, ground) }
    }
}

impl Default for Ground {
    fn default() -> Self {
        Self { text: [212, 212, 212], ground: [22, 24, 28] }
    }
}

/// The picture of the dashboard as it stands on the screen.
pub fn of(app: &App) -> String {
    let mut buf = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
    paint(&mut buf, app);
    svg(&buf, Ground::of(app.theme), &app.heading())
}

/// The picture of a buffer, with a title for those who cannot see it.
pub fn svg(buffer: &Buffer, ground: Ground, title: &str) -> String {
    let area = buffer.area;
    let (width, height) = (f64::from(area.width) * WIDTH, f64::from(area.height) * HEIGHT);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-12 -12 {:.1} {:.1}\" role=\"img\" \
         font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" \
         font-size=\"14\">\n<title>{}</title>",
        width + 24.0,
        height + 24.0,
        escape(title)
    );
    let _ = writeln!(
        out,
        "<rect x=\"-12\" y=\"-12\" width=\"{:.1}\" height=\"{:.1}\" rx=\"8\" fill=\"{}\"/>",
        width + 24.0,
        height + 24.0,
        hex(ground.ground)
    );
    for y in 0..area.height {
        let cells: Vec<&Cell> =
            (0..area.width).filter_map(|x| buffer.cell((area.x + x, area.y + y))).collect();
        line(&mut out, &cells, f64::from(y) * HEIGHT, ground);
    }
    out.push_str("</svg>\n");
    out
}

/// What a cell looks like once reversed and dimmed.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    text: [u8; 3],
    ground: [u8; 3],
    bold: bool,
    underlined: bool,
}

fn look(cell: &Cell, ground: Ground) -> Look {
    let own = |colour: Color, otherwise| rgb(colour, otherwise);
    let (mut text, mut under) = (own(cell.fg, ground.text), own(cell.bg, ground.ground));
    if cell.modifier.contains(Modifier::DIM) {
        text = mix(text, under);
    }
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut text, &mut under);
    }
    let bold = cell.modifier.contains(Modifier::BOLD);
    let underlined = cell.modifier.contains(Modifier::UNDERLINED);
    Look { text, ground: under, bold, underlined }
}

/// Two thirds of a colour on its ground.
fn mix(text: [u8; 3], ground: [u8; 3]) -> [u8; 3] {
    let mut mixed = text;
    for (part, under) in mixed.iter_mut().zip(ground) {
        let sum = u16::from(*part) * 2 + u16::from(under);
        *part = u8::try_from(sum / 3).unwrap_or(u8::MAX);
    }
    mixed
}

/// A line: grounds first, then runs of text and shapes.
fn line(out: &mut String, cells: &[&Cell], y: f64, ground: Ground) {
    let looks: Vec<Look> = cells.iter().map(|cell| look(cell, ground)).collect();
    for (x, length, look) in runs(&looks, |a, b| a.ground == b.ground) {
        if look.ground != ground.ground {
            rect(out, (x, y), (length, HEIGHT), look.ground);
        }
    }
    let mut at = 0;
    for (_, _, look) in runs(&looks, |a, b| a == b) {
        let same = looks.iter().skip(at).take_while(|other| **other == look).count();
        let text: Vec<&str> = cells.iter().skip(at).take(same).map(|cell| cell.symbol()).collect();
        run(out, &text, (at, y), look);
        at += same;
    }
}

/// Runs of looks that are alike: where they begin, how long they are.
fn runs(looks: &[Look], alike: impl Fn(&Look, &Look) -> bool) -> Vec<(f64, f64, Look)> {
    let mut found: Vec<(f64, f64, Look)> = Vec::new();
    let mut x = 0.0;
    for look in looks {
        match found.last_mut() {
            Some((_, length, before)) if alike(before, look) => *length += WIDTH,
            _ => found.push((x, WIDTH, *look)),
        }
        x += WIDTH;
    }
    found
}

/// Text of one look; shapes stand apart from it.
fn run(out: &mut String, symbols: &[&str], (from, y): (usize, f64), look: Look) {
    let mut text = String::new();
    let mut start = from;
    for (at, symbol) in (from..).zip(symbols) {
        let x = cells(at);
        if shape(out, symbol, (x, y), look.text) {
            words(out, &text, (start, y), look);
            text.clear();
            start = at + 1;
        } else {
            text.push_str(symbol);
        }
        if look.underlined {
            rect(out, (x, y + HEIGHT - 2.0), (WIDTH, 1.0), look.text);
        }
    }
    words(out, &text, (start, y), look);
}

fn cells(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) * WIDTH
}

fn words(out: &mut String, text: &str, (start, y): (usize, f64), look: Look) {
    let kept = text.trim_end();
    if kept.trim().is_empty() {
        return;
    }
    let lead = kept.chars().take_while(|c| *c == ' ').count();
    let kept = kept.trim_start();
    let weight = if look.bold { " font-weight=\"bold\"" } else { "" };
    let _ = writeln!(
        out,
        "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" fill=\"{}\"{weight} xml:space=\"preserve\">{}</text>",
        cells(start + lead),
        y + 13.5,
        cells(unicode_width::UnicodeWidthStr::width(kept)),
        hex(look.text),
        escape(kept)
    );
}

/// Draws a block, a rule or braille; says whether the symbol was one.
fn shape(out: &mut String, symbol: &str, (x, y): (f64, f64), colour: [u8; 3]) -> bool {
    let Some(c) = symbol.chars().next() else { return true };
    match c {
        '▁'..='█' => {
            let eighths = f64::from(u32::from(c) - u32::from('▁') + 1);
            let height = HEIGHT * eighths / 8.0;
            rect(out, (x, y + HEIGHT - height), (WIDTH, height), colour);
        }
        '▀' => rect(out, (x, y), (WIDTH, HEIGHT / 2.0), colour),
        '▌' => rect(out, (x, y), (WIDTH / 2.0, HEIGHT), colour),
        '─' => rect(out, (x, y + HEIGHT / 2.0), (WIDTH, 1.0), colour),
        '│' => rect(out, (x + WIDTH / 2.0, y), (1.0, HEIGHT), colour),
        '└' => {
            rect(out, (x + WIDTH / 2.0, y), (1.0, HEIGHT / 2.0), colour);
            rect(out, (x + WIDTH / 2.0, y + HEIGHT / 2.0), (WIDTH / 2.0, 1.0), colour);
        }
        '╌' => {
            for dash in [0.1, 0.6] {
                let at = (x + WIDTH * dash, y + HEIGHT / 2.0);
                rect(out, at, (WIDTH * 0.3, 1.0), colour);
            }
        }
        '░' => shade(out, (x, y), colour, 0.25),
        '▓' => shade(out, (x, y), colour, 0.75),
        '\u{2801}'..='\u{28ff}' => braille(out, u32::from(c) - 0x2800, (x, y), colour),
        _ => return false,
    }
    true
}

fn braille(out: &mut String, bits: u32, (x, y): (f64, f64), colour: [u8; 3]) {
    const PLACES: [(u32, f64, f64); 8] = [
        (0x01, 0.0, 0.0),
        (0x02, 0.0, 1.0),
        (0x04, 0.0, 2.0),
        (0x40, 0.0, 3.0),
        (0x08, 1.0, 0.0),
        (0x10, 1.0, 1.0),
        (0x20, 1.0, 2.0),
        (0x80, 1.0, 3.0),
    ];
    for (bit, across, down) in PLACES {
        if bits & bit != 0 {
            let (cx, cy) = (x + WIDTH * (0.25 + across * 0.5), y + HEIGHT * (0.125 + down * 0.25));
            let _ = writeln!(
                out,
                "<circle cx=\"{cx:.1}\" cy=\"{cy:.1}\" r=\"1.4\" fill=\"{}\"/>",
                hex(colour)
            );
        }
    }
}

fn rect(out: &mut String, (x, y): (f64, f64), (width, height): (f64, f64), colour: [u8; 3]) {
    let _ = writeln!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{}\"/>",
        hex(colour)
    );
}

/// A cell that is only partly filled.
fn shade(out: &mut String, (x, y): (f64, f64), colour: [u8; 3], part: f64) {
    let _ = writeln!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{WIDTH:.1}\" height=\"{HEIGHT:.1}\" \
         fill=\"{}\" fill-opacity=\"{part}\"/>",
        hex(colour)
    );
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn text_is_escaped_shapes_are_drawn_and_grounds_are_filled() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 8, 1));
        buf.set_string(0, 0, "a<b ▄⠁", Style::new());
        buf.set_string(6, 0, "R", Style::new().fg(Color::White).bg(Color::Red));
        let svg = svg(&buf, Ground::default(), "a & b");
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
        assert!(svg.contains("<title>a &amp; b</title>"));
        assert!(svg.contains(">a&lt;b</text>"), "{svg}");
        assert!(svg.contains("<circle "));
        assert!(svg.contains("fill=\"#c50f1f\""));
        assert_eq!(svg.matches("<text").count(), 2);
    }

    #[test]
    fn what_a_theme_paints_is_the_ground_of_its_picture() {
        let light = Ground::of(ThemeName::Light);
        assert_eq!(light.ground, [255; 3]);
        // What is left to the terminal is drawn as on a dark one.
        assert_eq!(Ground::of(ThemeName::Default).ground, Ground::default().ground);
    }

    #[test]
    fn no_block_or_line_of_the_glyphs_is_left_to_a_font() {
        use crate::app::look::GlyphSet;
        use crate::ui::glyphs::glyphs;

        let glyphs = glyphs(GlyphSet::Full);
        let blocks = [glyphs.block, glyphs.half_block, glyphs.pale_block];
        let lines = [glyphs.rule, glyphs.upright, glyphs.corner, glyphs.target, glyphs.average];
        for glyph in blocks.into_iter().chain(lines).chain(glyphs.bars.iter().copied()) {
            let mut buf = Buffer::empty(Rect::new(0, 0, 1, 1));
            buf.set_string(0, 0, glyph, Style::new());
            assert!(!svg(&buf, Ground::default(), "").contains("<text"), "{glyph}");
        }
    }

    #[test]
    fn reverse_video_changes_text_and_ground() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 2, 1));
        buf.set_string(0, 0, "x", Style::new().add_modifier(Modifier::REVERSED));
        let ground = Ground { text: [1; 3], ground: [2; 3] };
        let svg = svg(&buf, ground, "");
        assert!(svg.contains("fill=\"#020202\" xml:space"), "{svg}");
    }
}
