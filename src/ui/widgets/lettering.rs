//! Large letters and figures made of cells, for the back of the room.
//!
//! One font of five rows of pixels, each letter as wide as it needs. A pixel is half a cell high (a
//! whole cell where the glyphs have no halves), and larger by whole factors.

use crate::ui::glyphs::Plot;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// Rows of pixels of a letter.
const ROWS: u16 = 5;
/// Pixels across one pixel of the font in the largest letters.
const LARGEST: u16 = 12;

/// Every letter; a pixel that is set is `#`.
#[rustfmt::skip] // a table: one row a letter
const FONT: &[(char, [&str; 5])] = &[
    ('A', ["###", "#.#", "###", "#.#", "#.#"]),
    ('B', ["##.", "#.#", "##.", "#.#", "##."]),
    ('C', ["###", "#..", "#..", "#..", "###"]),
    ('D', ["##.", "#.#", "#.#", "#.#", "##."]),
    ('E', ["###", "#..", "##.", "#..", "###"]),
    ('F', ["###", "#..", "##.", "#..", "#.."]),
    ('G', ["####", "#...", "#.##", "#..#", "####"]),
    ('H', ["#.#", "#.#", "###", "#.#", "#.#"]),
    ('I', ["#", "#", "#", "#", "#"]),
    ('J', ["..#", "..#", "..#", "#.#", "###"]),
    ('K', ["#..#", "#.#.", "##..", "#.#.", "#..#"]),
    ('L', ["#..", "#..", "#..", "#..", "###"]),
    ('M', ["#...#", "##.##", "#.#.#", "#...#", "#...#"]),
    ('N', ["#..#", "##.#", "#.##", "#..#", "#..#"]),
    ('O', ["###", "#.#", "#.#", "#.#", "###"]),
    ('P', ["###", "#.#", "###", "#..", "#.."]),
    ('Q', ["###.", "#.#.", "#.#.", "###.", "..##"]),
    ('R', ["##.", "#.#", "##.", "#.#", "#.#"]),
    ('S', ["###", "#..", "###", "..#", "###"]),
    ('T', ["###", ".#.", ".#.", ".#.", ".#."]),
    ('U', ["#.#", "#.#", "#.#", "#.#", "###"]),
    ('V', ["#.#", "#.#", "#.#", "#.#", ".#."]),
    ('W', ["#...#", "#...#", "#.#.#", "##.##", "#...#"]),
    ('X', ["#.#", "#.#", ".#.", "#.#", "#.#"]),
    ('Y', ["#.#", "#.#", ".#.", ".#.", ".#."]),
    ('Z', ["###", "..#", ".#.", "#..", "###"]),
    ('0', ["###", "#.#", "#.#", "#.#", "###"]),
    ('1', [".#", "##", ".#", ".#", ".#"]),
    ('2', ["###", "..#", "###", "#..", "###"]),
    ('3', ["###", "..#", ".##", "..#", "###"]),
    ('4', ["#.#", "#.#", "###", "..#", "..#"]),
    ('5', ["###", "#..", "###", "..#", "###"]),
    ('6', ["###", "#..", "###", "#.#", "###"]),
    ('7', ["###", "..#", "..#", "..#", "..#"]),
    ('8', ["###", "#.#", "###", "#.#", "###"]),
    ('9', ["###", "#.#", "###", "..#", "###"]),
    ('.', [".", ".", ".", ".", "#"]),
    (',', ["..", "..", "..", ".#", "#."]),
    ('%', ["##..#", "##.#.", "..#..", ".#.##", "#..##"]),
    ('£', [".##", "#..", "##.", "#..", "###"]),
    ('-', ["..", "..", "##", "..", ".."]),
    ('+', ["...", ".#.", "###", ".#.", "..."]),
    ('/', ["..#", "..#", ".#.", "#..", "#.."]),
    ('(', [".#", "#.", "#.", "#.", ".#"]),
    (')', ["#.", ".#", ".#", ".#", "#."]),
    ('\'', ["#", "#", ".", ".", "."]),
    ('&', [".#..", "#.#.", ".#..", "#.##", ".##."]),
    (':', [".", "#", ".", "#", "."]),
    (' ', ["..", "..", "..", "..", ".."]),
];

/// Pixels of a shape that stands for a light, as large as a letter and its neighbour.
pub const TRIANGLE: [&str; 5] = ["....#....", "...###...", "..#####..", ".#######.", "#########"];
/// See [`TRIANGLE`].
pub const DIAMOND: [&str; 5] = ["....#....", "..#####..", "#########", "..#####..", "....#...."];
/// See [`TRIANGLE`].
pub const DISC: [&str; 5] = ["..#####..", ".#######.", "#########", ".#######.", "..#####.."];

/// Letters of one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lettering {
    /// Pixels across and down of one pixel of the font.
    pub scale: u16,
    /// Two pixels a cell, one above the other.
    halves: bool,
}

impl Lettering {
    /// Letters of a size in the pen's glyphs.
    pub fn of(pen: &Pen, scale: u16) -> Self {
        Self { scale: scale.max(1), halves: pen.glyphs.plot != Plot::Marks }
    }

    /// Letters from the largest to the smallest.
    pub fn sizes(pen: &Pen) -> impl Iterator<Item = Self> + use<> {
        let halves = pen.glyphs.plot != Plot::Marks;
        (1..=LARGEST).rev().map(move |scale| Self { scale, halves })
    }

    /// Cells down.
    pub fn height(self) -> u16 {
        let pixels = ROWS * self.scale;
        if self.halves { pixels.div_ceil(2) } else { pixels }
    }

    /// Cells across of a text.
    pub fn width(self, text: &str) -> u16 {
        let letters = text.chars().map(|c| self.cells(rows(c)) + self.scale);
        letters.fold(0, u16::saturating_add).saturating_sub(self.scale)
    }

    /// Cells across of some rows of pixels.
    pub fn cells(self, rows: &[&str; 5]) -> u16 {
        u16::try_from(rows[0].len()).unwrap_or(u16::MAX).saturating_mul(self.scale)
    }

    /// Draws a text; returns the cells it took. What is not in the font leaves its room empty.
    pub fn draw(self, pen: &mut Pen, x: u16, y: u16, text: &str, role: Role) -> u16 {
        let mut at = x;
        for c in text.chars() {
            let rows = rows(c);
            self.shape(pen, at, y, rows, role);
            at = at.saturating_add(self.cells(rows) + self.scale);
        }
        at.saturating_sub(x).saturating_sub(self.scale)
    }

    /// Draws rows of pixels.
    pub fn shape(self, pen: &mut Pen, x: u16, y: u16, rows: &[&str; 5], role: Role) {
        let set = |across: u16, down: u16| {
            let row = rows.get(usize::from(down / self.scale));
            let pixel = row.and_then(|row| row.as_bytes().get(usize::from(across / self.scale)));
            pixel == Some(&b'#')
        };
        let style = pen.style(role);
        let block = pen.glyphs.block;
        for down in 0..self.height() {
            for across in 0..self.cells(rows) {
                let glyph = if self.halves {
                    match (set(across, down * 2), set(across, down * 2 + 1)) {
                        (true, true) => block,
                        (true, false) => "▀",
                        (false, true) => "▄",
                        (false, false) => continue,
                    }
                } else if set(across, down) {
                    block
                } else {
                    continue;
                };
                pen.glyph(x.saturating_add(across), y.saturating_add(down), glyph, style);
            }
        }
    }
}

/// A letter's rows; small letters are written as large ones, dashes alike, what is not in the font
/// as a gap.
fn rows(c: char) -> &'static [&'static str; 5] {
    const GAP: &[&str; 5] = &["...", "...", "...", "...", "..."];
    in_font(c).unwrap_or(GAP)
}

fn in_font(c: char) -> Option<&'static [&'static str; 5]> {
    let plain = match c {
        '–' | '—' | '−' => '-',
        '’' | '‘' => '\'',
        '\u{a0}' => ' ',
        c => c.to_ascii_uppercase(),
    };
    FONT.iter().find(|(letter, _)| *letter == plain).map(|(_, rows)| rows)
}

/// Whether every letter of a text is in the font.
pub fn can_write(text: &str) -> bool {
    text.chars().all(|c| in_font(c).is_some())
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::app::look::{GlyphSet, ThemeName};
    use crate::ui::glyphs::glyphs;

    fn drawn(text: &str, scale: u16, set: GlyphSet) -> Vec<String> {
        let mut buf = Buffer::empty(Rect::new(0, 0, 40, 10));
        let mut pen = Pen::new(&mut buf, ThemeName::Mono, glyphs(set));
        let lettering = Lettering::of(&pen, scale);
        assert_eq!(lettering.draw(&mut pen, 0, 0, text, Role::Text), lettering.width(text));
        let cell = |x, y| buf[(x, y)].symbol().to_owned();
        let line = |y| (0..40).map(|x| cell(x, y)).collect::<String>().trim_end().to_owned();
        (0..lettering.height()).map(line).collect()
    }

    #[test]
    fn figures_are_written_in_halves_and_in_whole_cells() {
        assert_eq!(
            drawn("7.4%", 1, GlyphSet::Full),
            ["▀▀█   █ █ ██ ▄▀", "  █   ▀▀█  ▄▀▄▄", "  ▀ ▀   ▀ ▀  ▀▀"]
        );
        assert_eq!(drawn("-1", 1, GlyphSet::Ascii), ["    #", "   ##", "##  #", "    #", "    #"]);
        let large = drawn("1", 2, GlyphSet::Basic);
        assert_eq!(large, ["  ██", "████", "  ██", "  ██", "  ██"]);
    }

    #[test]
    fn every_letter_has_five_rows_of_one_width_and_is_unlike_the_others() {
        for (at, (letter, rows)) in FONT.iter().enumerate() {
            assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{letter}");
            // A zero is as large as an O: they are told apart by what stands around them.
            for (other, others) in FONT.iter().skip(at + 1) {
                let alike = matches!((letter, other), ('O', '0') | ('S', '5'));
                assert!(alike || rows != others, "{letter} and {other}");
            }
        }
        assert!(can_write("Section 47: 18.4% of £1,204 – (all)") && !can_write("≤18"));
    }

    #[test]
    fn sizes_grow_by_whole_factors() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 1, 1));
        let pen = Pen::new(&mut buf, ThemeName::Mono, glyphs(GlyphSet::Full));
        // Three pixels, two and three, and a gap after each but the last.
        let sizes: Vec<_> = Lettering::sizes(&pen).map(|l| (l.width("414"), l.height())).collect();
        assert_eq!(sizes.last(), Some(&(10, 3)));
        assert_eq!(sizes[sizes.len() - 2], (20, 5));
        assert_eq!(sizes[0], (120, 30));
    }
}
