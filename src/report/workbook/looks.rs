//! How cells look: numbers in their units, words, headings, lights.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::domain::value::Unit;
use crate::report::document::{Form, Holds};

/// The looks of a workbook.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) line: Format,
    heading: Format,
    heading_of_figures: Format,
    heading_of_names: Format,
    names: Format,
    words: Format,
    prose: Format,
    /// Where numbers stand, a text stands to the right too.
    shown: Format,
    /// Of a column of lights.
    pub(super) light: Format,
}

impl Default for Looks {
    fn default() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let heading = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Bottom)
            .set_border_bottom(FormatBorder::Thin)
            .set_background_color(Color::RGB(0x00E6_EDF4));
        Self {
            title: Format::new().set_bold().set_font_size(14),
            line: Format::new(),
            heading_of_figures: heading.clone().set_align(FormatAlign::Right),
            // Words keep their distance from a number before them.
            heading: heading.clone().set_align(FormatAlign::Left).set_indent(1),
            heading_of_names: heading,
            names: top().set_text_wrap(),
            words: top().set_align(FormatAlign::Left).set_indent(1),
            prose: top().set_align(FormatAlign::Left).set_indent(1).set_text_wrap(),
            shown: top().set_align(FormatAlign::Right),
            light: top().set_align(FormatAlign::Center),
        }
    }
}

impl Looks {
    /// How a text in a column looks.
    pub(super) fn text(&self, holds: Holds) -> &Format {
        match holds {
            Holds::Names => &self.names,
            Holds::Words => &self.words,
            Holds::Prose => &self.prose,
            Holds::Figures => &self.shown,
        }
    }

    /// How the heading of a column looks.
    pub(super) fn heading(&self, holds: Holds) -> &Format {
        match holds {
            Holds::Names => &self.heading_of_names,
            Holds::Words | Holds::Prose => &self.heading,
            Holds::Figures => &self.heading_of_figures,
        }
    }
}

/// How a number is read.
pub(super) fn number(form: Form) -> Format {
    Format::new().set_num_format(pattern(form)).set_align(FormatAlign::Top)
}

/// A percentage is a number as it is read, 18.4: so it is in every other file.
fn pattern(form: Form) -> String {
    let plain = |decimals: u8| match decimals {
        0 => "#,##0".to_owned(),
        n => format!("#,##0.{}", "0".repeat(usize::from(n.min(3)))),
    };
    match form {
        Form::Plain => plain(0),
        Form::Of(unit, decimals) => {
            let plain = plain(decimals);
            match unit {
                Unit::Percent => format!("{plain}\"%\""),
                Unit::Pounds => format!("\"£\"{plain};-\"£\"{plain}"),
                Unit::Days => format!("{plain}\" days\""),
                Unit::Weeks => format!("{plain}\" weeks\""),
                Unit::Count | Unit::RatePer10000 | Unit::Ratio | Unit::Score => plain,
            }
        }
        Form::Change(unit, decimals) => {
            let plain = plain(decimals);
            let pounds = if unit == Unit::Pounds { "\"£\"" } else { "" };
            format!("+{pounds}{plain};-{pounds}{plain};{pounds}{plain}")
        }
    }
}

/// A light's letter, its text and its ground.
pub(super) const LIGHTS: [(&str, u32, u32); 3] = [
    ("R", 0x00A1_1220, 0x00FB_E7E8),
    ("A", 0x007A_4A00, 0x00FD_F0D5),
    ("G", 0x0015_5D37, 0x00E2_F2E8),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_their_units() {
        for (form, wanted) in [
            (Form::Of(Unit::Percent, 1), "#,##0.0\"%\""),
            (Form::Of(Unit::Pounds, 0), "\"£\"#,##0;-\"£\"#,##0"),
            (Form::Of(Unit::Days, 0), "#,##0\" days\""),
            (Form::Change(Unit::Percent, 1), "+#,##0.0;-#,##0.0;#,##0.0"),
            (Form::Change(Unit::Pounds, 0), "+\"£\"#,##0;-\"£\"#,##0;\"£\"#,##0"),
            (Form::Plain, "#,##0"),
        ] {
            assert_eq!(pattern(form), wanted);
        }
    }
}
