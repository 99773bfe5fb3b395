//! Themes: what each role looks like. The only file that names a colour.
//!
//! The default theme uses the terminal's own sixteen colours on its own background, so that it is
//! right on dark and light. The others fix their colours, from the 256 that nearly every terminal
//! has, and are held to a contrast of 4.5 to 1 by a test.

use ratatui::style::{Color, Modifier, Style};

use crate::app::look::ThemeName;

/// What a piece of the screen means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Plain text and the background.
    Text,
    /// Text that is read first.
    Strong,
    /// Text that is read last: units, older periods, asides.
    Muted,
    /// Rules between the parts of the frame.
    Rule,
    /// The heading of a column or a group.
    Heading,
    /// The tab that is open.
    Tab,
    /// The chosen row.
    Selected,
    /// A red light.
    Red,
    /// An amber light.
    Amber,
    /// A green light.
    Green,
    /// Red as text: a sparkline's last bar, a count.
    RedText,
    /// Amber as text.
    AmberText,
    /// Green as text.
    GreenText,
    /// The line and bars of figures.
    Series,
    /// The line and axis of a second indicator.
    Second,
    /// The line of a target.
    Target,
    /// A key in the footer.
    Key,
    /// A warning or a mark that asks to be read.
    Warning,
    /// Something is wrong.
    Fault,
    /// That only what may be public is shown: it cannot be missed.
    Public,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 20] = [
        Self::Text,
        Self::Strong,
        Self::Muted,
        Self::Rule,
        Self::Heading,
        Self::Tab,
        Self::Selected,
        Self::Red,
        Self::Amber,
        Self::Green,
        Self::RedText,
        Self::AmberText,
        Self::GreenText,
        Self::Series,
        Self::Second,
        Self::Target,
        Self::Key,
        Self::Warning,
        Self::Fault,
        Self::Public,
    ];
}

/// The style of a role in a theme.
pub fn style(theme: ThemeName, role: Role) -> Style {
    match theme {
        ThemeName::Default => default(role),
        ThemeName::Mono => mono(role),
        ThemeName::Dark => DARK.style(role),
        ThemeName::Light => LIGHT.style(role),
        ThemeName::HighContrast => HIGH_CONTRAST.style(role),
        ThemeName::ColourSafe => COLOUR_SAFE.style(role),
    }
}

fn default(role: Role) -> Style {
    let plain = Style::new();
    let bold = plain.add_modifier(Modifier::BOLD);
    match role {
        Role::Text | Role::Series => plain,
        Role::Strong | Role::Heading => bold,
        Role::Muted | Role::Rule => plain.add_modifier(Modifier::DIM),
        Role::Tab => bold.add_modifier(Modifier::REVERSED),
        Role::Selected => plain.add_modifier(Modifier::REVERSED),
        Role::Red => bold.fg(Color::White).bg(Color::Red),
        Role::Amber => plain.fg(Color::Black).bg(Color::Yellow),
        Role::Green => plain.fg(Color::Black).bg(Color::Green),
        Role::RedText | Role::Fault => bold.fg(Color::Red),
        Role::AmberText | Role::Warning => plain.fg(Color::Yellow),
        Role::GreenText => plain.fg(Color::Green),
        Role::Second => plain.fg(Color::Magenta),
        Role::Public => bold.fg(Color::Magenta).add_modifier(Modifier::REVERSED),
        Role::Target => plain.fg(Color::Cyan),
        Role::Key => bold.fg(Color::Cyan),
    }
}

fn mono(role: Role) -> Style {
    let plain = Style::new();
    let bold = plain.add_modifier(Modifier::BOLD);
    match role {
        Role::Text
        | Role::Green
        | Role::AmberText
        | Role::GreenText
        | Role::Series
        | Role::Second
        | Role::Target => plain,
        Role::Strong
        | Role::Heading
        | Role::Amber
        | Role::RedText
        | Role::Key
        | Role::Warning
        | Role::Fault => bold,
        Role::Muted | Role::Rule => plain.add_modifier(Modifier::DIM),
        Role::Tab | Role::Red | Role::Public => bold.add_modifier(Modifier::REVERSED),
        Role::Selected => plain.add_modifier(Modifier::REVERSED),
    }
}

/// A theme with fixed colours, as numbers of the 256-colour table (16 and above, which no terminal
/// redefines). A light is its text on its ground.
struct Fixed {
    ground: u8,
    text: u8,
    strong: u8,
    muted: u8,
    rule: u8,
    accent: u8,
    /// The line of a second indicator.
    second: u8,
    /// Text and ground of the chosen row.
    selected: (u8, u8),
    /// Text and ground of the lights.
    red: (u8, u8),
    amber: (u8, u8),
    green: (u8, u8),
    /// The lights as text on the theme's ground.
    as_text: (u8, u8, u8),
}

const DARK: Fixed = Fixed {
    ground: 233,
    text: 252,
    strong: 231,
    muted: 246,
    rule: 244,
    accent: 117,
    second: 183,
    selected: (231, 24),
    red: (231, 160),
    amber: (16, 214),
    green: (16, 71),
    as_text: (210, 214, 114),
};

const LIGHT: Fixed = Fixed {
    ground: 231,
    text: 235,
    strong: 16,
    muted: 241,
    rule: 243,
    accent: 25,
    second: 90,
    selected: (231, 25),
    red: (231, 160),
    amber: (16, 214),
    green: (231, 22),
    as_text: (160, 94, 22),
};

const HIGH_CONTRAST: Fixed = Fixed {
    ground: 231,
    text: 16,
    strong: 16,
    muted: 236,
    rule: 16,
    accent: 18,
    second: 54,
    selected: (231, 16),
    red: (231, 124),
    amber: (16, 220),
    green: (231, 22),
    as_text: (124, 58, 22),
};

/// Vermilion, yellow and blue: apart in every common colour vision.
const COLOUR_SAFE: Fixed = Fixed {
    ground: 233,
    text: 252,
    strong: 231,
    muted: 246,
    rule: 244,
    accent: 152,
    second: 183,
    selected: (231, 239),
    red: (16, 208),
    amber: (16, 229),
    green: (231, 25),
    as_text: (208, 229, 111),
};

impl Fixed {
    fn style(&self, role: Role) -> Style {
        let on = |(text, ground): (u8, u8)| {
            Style::new().fg(Color::Indexed(text)).bg(Color::Indexed(ground))
        };
        let text = |text| on((text, self.ground));
        let bold = Modifier::BOLD;
        match role {
            Role::Text | Role::Series => text(self.text),
            Role::Strong | Role::Heading => text(self.strong).add_modifier(bold),
            Role::Muted => text(self.muted),
            Role::Rule => text(self.rule),
            Role::Tab => on((self.ground, self.accent)).add_modifier(bold),
            Role::Selected => on(self.selected),
            Role::Red => on(self.red).add_modifier(bold),
            Role::Amber => on(self.amber),
            Role::Green => on(self.green),
            Role::RedText | Role::Fault => text(self.as_text.0).add_modifier(bold),
            Role::AmberText | Role::Warning => text(self.as_text.1),
            Role::GreenText => text(self.as_text.2),
            Role::Second => text(self.second),
            Role::Public => on((self.ground, self.second)).add_modifier(bold),
            Role::Target => text(self.accent),
            Role::Key => text(self.accent).add_modifier(bold),
        }
    }
}

/// Red, green and blue of a colour, for pictures and for the contrast test; the terminal's own
/// colours as a common terminal has them, its default text and ground as given.
pub fn rgb(colour: Color, otherwise: [u8; 3]) -> [u8; 3] {
    match colour {
        Color::Indexed(number) => indexed(number),
        Color::Rgb(red, green, blue) => [red, green, blue],
        Color::Reset => otherwise,
        named => {
            NAMED.iter().find(|(colour, _)| *colour == named).map_or(otherwise, |(_, rgb)| *rgb)
        }
    }
}

const NAMED: [(Color, [u8; 3]); 16] = [
    (Color::Black, [12, 12, 12]),
    (Color::Red, [197, 15, 31]),
    (Color::Green, [19, 161, 14]),
    (Color::Yellow, [193, 156, 0]),
    (Color::Blue, [0, 55, 218]),
    (Color::Magenta, [136, 23, 152]),
    (Color::Cyan, [58, 150, 221]),
    (Color::Gray, [204, 204, 204]),
    (Color::DarkGray, [118, 118, 118]),
    (Color::LightRed, [231, 72, 86]),
    (Color::LightGreen, [22, 198, 12]),
    (Color::LightYellow, [249, 241, 165]),
    (Color::LightBlue, [59, 120, 255]),
    (Color::LightMagenta, [180, 0, 158]),
    (Color::LightCyan, [97, 214, 214]),
    (Color::White, [242, 242, 242]),
];

/// The fixed part of the 256-colour table: a cube of 6 x 6 x 6, then 24 greys.
fn indexed(number: u8) -> [u8; 3] {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match number {
        0..=15 => NAMED.get(usize::from(number)).map_or([0; 3], |(_, rgb)| *rgb),
        16..=231 => {
            let cell = usize::from(number - 16);
            let level = |n: usize| LEVELS.get(n % 6).copied().unwrap_or(0);
            [level(cell / 36), level(cell / 6), level(cell)]
        }
        232..=255 => [8 + 10 * (number - 232); 3],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2: relative luminance.
    fn luminance(rgb: [u8; 3]) -> f64 {
        let part = |value: u8| {
            let s = f64::from(value) / 255.0;
            if s <= 0.03928 { s / 12.92 } else { ((s + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(rgb[0]) + 0.7152 * part(rgb[1]) + 0.0722 * part(rgb[2])
    }

    fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_of_the_fixed_themes_stands_out_from_its_ground() {
        for theme in
            [ThemeName::Dark, ThemeName::Light, ThemeName::HighContrast, ThemeName::ColourSafe]
        {
            for role in Role::ALL {
                let style = style(theme, role);
                let (text, ground) = (style.fg.unwrap(), style.bg.unwrap());
                let contrast = contrast(rgb(text, [0; 3]), rgb(ground, [0; 3]));
                // A rule is no text: 3 to 1 is what graphics need.
                let wanted = if role == Role::Rule { 3.0 } else { 4.5 };
                assert!(contrast >= wanted, "{theme:?} {role:?}: {contrast:.2}");
            }
        }
        // The measure itself: black on white is 21 to 1, a grey on itself 1 to 1.
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
        assert!((contrast([99; 3], [99; 3]) - 1.0).abs() < 0.01);
    }

    #[test]
    fn mono_has_no_colour_and_the_default_leaves_the_ground_alone() {
        for role in Role::ALL {
            let mono = style(ThemeName::Mono, role);
            assert_eq!((mono.fg, mono.bg), (None, None), "{role:?}");
            let own = style(ThemeName::Default, role);
            let light = matches!(role, Role::Red | Role::Amber | Role::Green);
            assert_eq!(own.bg.is_some(), light, "{role:?}");
        }
    }

    #[test]
    fn that_a_screen_is_public_cannot_be_missed_in_any_theme() {
        for theme in ThemeName::ALL {
            let public = style(theme, Role::Public);
            let ground = style(theme, Role::Text).bg;
            let reversed = public.add_modifier.contains(Modifier::REVERSED);
            assert!(reversed || (public.bg.is_some() && public.bg != ground), "{theme:?}");
            assert!(public.add_modifier.contains(Modifier::BOLD), "{theme:?}");
        }
    }

    #[test]
    fn the_three_lights_differ_in_every_theme() {
        for theme in ThemeName::ALL {
            let [red, amber, green] =
                [Role::Red, Role::Amber, Role::Green].map(|r| style(theme, r));
            assert!(red != amber && amber != green && red != green, "{theme:?}");
        }
    }

    #[test]
    fn the_colour_table_is_the_usual_one() {
        assert_eq!(indexed(16), [0, 0, 0]);
        assert_eq!(indexed(231), [255, 255, 255]);
        assert_eq!(indexed(208), [255, 135, 0]);
        assert_eq!(indexed(232), [8, 8, 8]);
    }
}
