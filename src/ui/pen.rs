//! The pen: the one way to set cells. It clips, cuts by width, drops control characters and keeps
//! to the glyph set, so no screen has to.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::glyphs::{Glyphs, in_ascii};
use super::theme::{Role, style};
use crate::app::look::ThemeName;
use crate::app::pointer::Target;

/// Draws into a buffer in a theme's styles and a set's glyphs.
pub struct Pen<'a> {
    buf: &'a mut Buffer,
    theme: ThemeName,
    /// The glyph set.
    pub glyphs: &'static Glyphs,
    /// What stands where, from the back to the front; `None` while nobody asks.
    targets: Option<Vec<(Rect, Target)>>,
}

impl<'a> Pen<'a> {
    /// A pen for a buffer.
    pub fn new(buf: &'a mut Buffer, theme: ThemeName, glyphs: &'static Glyphs) -> Self {
        Self { buf, theme, glyphs, targets: None }
    }

    /// Also notes what can be clicked.
    #[must_use]
    pub fn noting(self) -> Self {
        Self { targets: Some(Vec::new()), ..self }
    }

    /// Says what stands in an area: what is said later stands before it.
    pub fn note(&mut self, area: Rect, target: Target) {
        if let Some(targets) = &mut self.targets {
            targets.push((area, target));
        }
    }

    /// What was noted for a place, from the back to the front; what is covered there is left out.
    pub fn noted(self, at: Position) -> Vec<Target> {
        let all = self.targets.unwrap_or_default().into_iter();
        let mut here = Vec::new();
        for (_, target) in all.filter(|(area, _)| area.contains(at)) {
            if target == Target::Over {
                here.clear();
            }
            here.push(target);
        }
        here
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        style(self.theme, role)
    }

    /// Lays a role's ground over an area and empties it.
    pub fn clear(&mut self, area: Rect, role: Role) {
        let style = self.style(role);
        let area = area.intersection(self.buf.area);
        for position in area.positions() {
            if let Some(cell) = self.buf.cell_mut(position) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Gives an area another style without touching its text. The lights in it stay as they are.
    pub fn restyle(&mut self, area: Rect, role: Role) {
        let style = self.style(role);
        let lights = [Role::Red, Role::Amber, Role::Green].map(|light| self.style(light));
        let is_light = |cell: &ratatui::buffer::Cell| {
            lights.iter().any(|light| light.bg.is_some() && light.bg == Some(cell.bg))
        };
        for position in area.intersection(self.buf.area).positions() {
            if let Some(cell) = self.buf.cell_mut(position)
                && !is_light(cell)
            {
                // A row in reverse video has one text and one ground: colours would turn to grounds.
                let emphasis = cell.modifier & Modifier::BOLD;
                cell.set_style(Style::reset());
                cell.set_style(style.add_modifier(emphasis));
            }
        }
    }

    /// Writes text in at most `width` cells, cut with an ellipsis. Returns the cells it took.
    pub fn text(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        self.styled(x, y, width, text, self.style(role))
    }

    /// Writes text with its end at `x + width`. What is too long is cut at its end.
    pub fn right(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) {
        let used = self.width(text).min(width);
        self.text(x + (width - used), y, used, text, role);
    }

    /// Writes text in a style.
    pub fn styled(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let text = self.plain(text);
        let total = cells(&text);
        if total <= width {
            self.put(x, y, width, &text, style)
        } else if width > 0 {
            let used = self.put(x, y, width - 1, &text, style);
            used + self.put(x + used, y, 1, self.glyphs.ellipsis, style)
        } else {
            0
        }
    }

    /// How many cells a text takes.
    pub fn width(&self, text: &str) -> u16 {
        cells(&self.plain(text))
    }

    /// One glyph in a style.
    pub fn glyph(&mut self, x: u16, y: u16, glyph: &str, style: Style) {
        self.put(x, y, 1, glyph, style);
    }

    /// A glyph over and over.
    pub fn repeat(&mut self, x: u16, y: u16, width: u16, glyph: &str, role: Role) {
        let style = self.style(role);
        for at in 0..width {
            self.glyph(x.saturating_add(at), y, glyph, style);
        }
    }

    /// Text without control characters, and in ASCII where the set is.
    fn plain(&self, text: &str) -> String {
        let kept = text.chars().filter(|c| !c.is_control());
        if !self.glyphs.is_ascii() {
            return kept.collect();
        }
        let mut out = String::new();
        for c in kept {
            if c.is_ascii() || c.is_alphanumeric() || c == '£' {
                out.push(c);
            } else {
                out.push_str(in_ascii(c));
            }
        }
        out
    }

    /// Sets whole graphemes that fit into `width`.
    fn put(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let mut at = 0;
        for grapheme in text.graphemes(true) {
            let wide = cells(grapheme);
            if at + wide > width {
                break;
            }
            let Some(left) = x.checked_add(at) else { break };
            if wide == 0 || u32::from(left) + u32::from(wide) > u32::from(self.buf.area.right()) {
                continue;
            }
            if let Some(cell) = self.buf.cell_mut((left, y)) {
                cell.reset();
                cell.set_symbol(grapheme);
                cell.set_style(style);
            }
            for follow in 1..wide {
                if let Some(cell) = self.buf.cell_mut((left + follow, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
            at += wide;
        }
        at
    }
}

/// The cells that a text takes as it stands.
pub fn cells(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::look::GlyphSet;
    use crate::ui::glyphs::glyphs;

    fn drawn(width: u16, set: GlyphSet, draw: impl Fn(&mut Pen)) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        draw(&mut Pen::new(&mut buf, ThemeName::Mono, glyphs(set)));
        buf.content().iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn text_is_cut_by_width_with_an_ellipsis() {
        let cut = |text: &'static str| {
            drawn(6, GlyphSet::Full, |pen| {
                pen.text(0, 0, 6, text, Role::Text);
            })
        };
        assert_eq!(cut("résumé"), "résumé");
        assert_eq!(cut("résumés"), "résum…");
        // A wide character that does not fit leaves its place empty.
        assert_eq!(cut("abcd語語"), "abcd… ");
    }

    #[test]
    fn control_characters_never_reach_a_cell() {
        let text = "a\x1b[31mb\u{9b}c\nd";
        let line = drawn(12, GlyphSet::Full, |pen| {
            pen.text(0, 0, 12, text, Role::Text);
        });
        assert_eq!(line, "a[31mbcd    ");
    }

    #[test]
    fn ascii_spells_out_signs_and_right_ends_at_the_end() {
        let line = drawn(8, GlyphSet::Ascii, |pen| pen.right(0, 0, 8, "≤18.0%", Role::Text));
        assert_eq!(line, " <=18.0%");
    }

    #[test]
    fn what_stands_before_covers_what_is_behind_it() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 9, 2));
        let mut pen = Pen::new(&mut buf, ThemeName::Mono, glyphs(GlyphSet::Full)).noting();
        pen.note(Rect::new(0, 0, 9, 2), Target::Line(3));
        pen.note(Rect::new(2, 0, 2, 2), Target::Column(1));
        pen.note(Rect::new(0, 1, 9, 1), Target::Over);
        pen.note(Rect::new(0, 1, 1, 1), Target::Entry(0));
        let noted = pen.noted(Position::new(2, 0));
        assert_eq!(noted, [Target::Line(3), Target::Column(1)]);
        let mut pen = Pen::new(&mut buf, ThemeName::Mono, glyphs(GlyphSet::Full));
        pen.note(Rect::new(0, 0, 9, 2), Target::Line(3));
        assert_eq!(pen.noted(Position::new(2, 0)), [], "unless it is asked, nothing is kept");
    }

    #[test]
    fn drawing_outside_is_no_drawing() {
        let line = drawn(3, GlyphSet::Full, |pen| {
            pen.text(2, 0, 9, "abc", Role::Text);
            pen.text(0, 7, 9, "abc", Role::Text);
            pen.text(u16::MAX, 0, 9, "abc", Role::Text);
            pen.clear(Rect::new(0, 0, 1, 99), Role::Text);
        });
        assert_eq!(line, "  a");
    }
}
