//! A traffic light: a shape, a letter and a colour, so that it reads without any one of them.

use ratatui::style::Style;

use crate::assess::board::{IndicatorView, Rating};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// Cells of a light: a shape, a letter, a streak of two figures, and air.
pub const WIDTH: u16 = 7;

/// A light's shape in the pen's glyphs.
pub fn shape(pen: &Pen, rating: Option<Rating>) -> &'static str {
    match rating {
        Some(Rating::Red) => pen.glyphs.red,
        Some(Rating::Amber) => pen.glyphs.amber,
        Some(Rating::Green) => pen.glyphs.green,
        None => pen.glyphs.unlit,
    }
}

/// A light as a coloured cell.
pub fn ground(rating: Rating) -> Role {
    match rating {
        Rating::Red => Role::Red,
        Rating::Amber => Role::Amber,
        Rating::Green => Role::Green,
    }
}

/// A light as coloured text; without one, the text of a series.
pub fn ink(rating: Option<Rating>) -> Role {
    match rating {
        Some(Rating::Red) => Role::RedText,
        Some(Rating::Amber) => Role::AmberText,
        Some(Rating::Green) => Role::GreenText,
        None => Role::Series,
    }
}

/// Draws an indicator's light with its streak. On a small cohort it is only indicative: in
/// brackets, without its ground.
pub fn draw(pen: &mut Pen, x: u16, y: u16, row: &IndicatorView) {
    let Some(rating) = row.rating else {
        pen.text(x + 1, y, 1, pen.glyphs.unlit, Role::Muted);
        return;
    };
    if row.indicative {
        pen.text(x, y, WIDTH, &format!("({})", rating.letter()), ink(Some(rating)));
        return;
    }
    let streak = match row.streak {
        0 | 1 => String::new(),
        2..=99 => row.streak.to_string(),
        _ => "99".to_owned(),
    };
    let text = format!(" {} {}{streak}", shape(pen, Some(rating)), rating.letter());
    let style = pen.style(ground(rating));
    pen.styled(x, y, WIDTH, &format!("{text:<7}"), style);
}

/// One light of a period, for lists of figures: a shape in its colour.
pub fn mark(pen: &mut Pen, x: u16, y: u16, rating: Option<Rating>) {
    let style: Style = pen.style(if rating.is_some() { ink(rating) } else { Role::Muted });
    let shape = shape(pen, rating);
    pen.glyph(x, y, shape, style);
}
