//! A level bar, to half a cell.

use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// Draws a bar from one share of the width to another, both 0 to 1, in cells of a glyph; what there
/// is any of has half a cell at least.
pub fn draw(
    pen: &mut Pen,
    (x, y, width): (u16, u16, u16),
    (from, to): (f64, f64),
    glyph: &str,
    role: Role,
) {
    let (from, to) = (halves(from, width), halves(to, width).max(halves(from, width)));
    let to = if to == from { (from + 1).min(width * 2) } else { to };
    // Only a solid bar has halves; the other one is rounded to whole cells.
    if glyph != pen.glyphs.block {
        let (from, to) = (from.div_ceil(2), to.div_ceil(2));
        pen.repeat(x + from, y, to.saturating_sub(from), glyph, role);
        return;
    }
    let first = from.div_ceil(2);
    pen.repeat(x + first, y, (to / 2).saturating_sub(first), glyph, role);
    if to % 2 == 1 && to / 2 >= first {
        pen.text(x + to / 2, y, 1, pen.glyphs.half_block, role);
    }
}

/// Half cells of a share of a width.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and width")]
pub(super) fn halves(share: f64, width: u16) -> u16 {
    (share.clamp(0.0, 1.0) * f64::from(width) * 2.0).round() as u16
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::{Buffer, Cell};
    use ratatui::layout::Rect;

    use super::*;
    use crate::app::look::{GlyphSet, ThemeName};
    use crate::ui::glyphs::glyphs;

    fn bar(from: f64, to: f64, solid: bool) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 1));
        let mut pen = Pen::new(&mut buf, ThemeName::Mono, glyphs(GlyphSet::Full));
        let glyph = if solid { pen.glyphs.block } else { pen.glyphs.pale_block };
        draw(&mut pen, (0, 0, 10), (from, to), glyph, Role::Text);
        buf.content().iter().map(Cell::symbol).collect()
    }

    #[test]
    fn a_bar_is_as_long_as_its_share_to_half_a_cell() {
        assert_eq!(bar(0.0, 1.0, true), "██████████");
        assert_eq!(bar(0.0, 0.25, true), "██▌       ");
        assert_eq!(bar(0.0, 0.25, false), "░░░       ");
        assert_eq!(bar(0.0, 0.0, true), "▌         ");
        assert_eq!(bar(0.0, 7.0, true), "██████████");
    }

    #[test]
    fn a_stage_begins_where_the_one_before_ended() {
        assert_eq!(bar(0.2, 0.5, true), "  ███     ");
        assert_eq!(bar(0.5, 0.5, true), "     ▌    ");
        assert_eq!(bar(0.2, 0.5, false), "  ░░░     ");
        assert_eq!(bar(1.0, 1.0, true), "          ");
    }
}
