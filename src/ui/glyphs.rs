//! Glyphs: one struct a set. `basic` keeps to WGL4, which the fonts of old Windows consoles have;
//! `ascii` to ASCII (but for £, which figures carry).

use crate::app::look::{GlyphSet, Mark};

/// How a chart's line is made of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plot {
    /// Two by four dots a cell.
    Braille,
    /// Two halves a cell.
    Halves,
    /// One mark a cell.
    Marks,
}

/// Every glyph that is not text.
#[derive(Debug)]
pub struct Glyphs {
    /// The shape of a red light.
    pub red: &'static str,
    /// Of an amber one.
    pub amber: &'static str,
    /// Of a green one.
    pub green: &'static str,
    /// No light.
    pub unlit: &'static str,
    /// Usual variation on a control chart, and no more.
    pub usual: &'static str,
    /// Restated.
    pub restated: &'static str,
    /// Commented.
    pub comment: &'static str,
    /// Discussed.
    pub done: &'static str,
    /// Somebody is to do something.
    pub action: &'static str,
    /// A note about the data.
    pub note: &'static str,
    /// Changed since the reading before.
    pub news: &'static str,
    /// Bars from low to high, all of them visible.
    pub bars: &'static [&'static str],
    /// A full cell of a horizontal bar.
    pub block: &'static str,
    /// Half a cell of a horizontal bar.
    pub half_block: &'static str,
    /// A cell of a bar that stands behind another: what was before, what is still to be done.
    pub pale_block: &'static str,
    /// A horizontal rule.
    pub rule: &'static str,
    /// A vertical rule.
    pub upright: &'static str,
    /// An axis' corner.
    pub corner: &'static str,
    /// A target's line.
    pub target: &'static str,
    /// A process's own average on a chart: unlike the target's line.
    pub average: &'static str,
    /// The ends of its usual range.
    pub limit: &'static str,
    /// The line of a second indicator, in the legend.
    pub second: &'static str,
    /// A figure is provisional.
    pub provisional: &'static str,
    /// The point that is read out.
    pub point: &'static str,
    /// Sorted upwards.
    pub ascending: &'static str,
    /// Sorted downwards.
    pub descending: &'static str,
    /// Text goes on.
    pub ellipsis: &'static str,
    /// Between parts of a line.
    pub dot: &'static str,
    /// Authorities on a strip: home.
    pub home: &'static str,
    /// A neighbour.
    pub neighbour: &'static str,
    /// Another one of home's region.
    pub same_region: &'static str,
    /// One of the others.
    pub other: &'static str,
    /// Several of them.
    pub others: &'static str,
    /// A label's place on a level axis.
    pub tick: &'static str,
    /// Where an upright rule meets a level one.
    pub crossing: &'static str,
    /// The chart's line.
    pub plot: Plot,
}

/// The glyphs of a set.
pub fn glyphs(set: GlyphSet) -> &'static Glyphs {
    match set {
        GlyphSet::Full => &FULL,
        GlyphSet::Basic => &BASIC,
        GlyphSet::Ascii => &ASCII,
    }
}

const FULL: Glyphs = Glyphs {
    red: "▲",
    amber: "◆",
    green: "●",
    unlit: "·",
    usual: "○",
    restated: "↻",
    comment: "✎",
    done: "✓",
    action: "⚑",
    note: "!",
    news: "»",
    // Not the full block: bars of neighbouring rows must not touch.
    bars: &["▁", "▂", "▃", "▄", "▅", "▆", "▇"],
    block: "█",
    half_block: "▌",
    pale_block: "░",
    rule: "─",
    upright: "│",
    corner: "└",
    target: "╌",
    average: "─",
    limit: "·",
    second: "╍",
    provisional: "p",
    point: "●",
    ascending: "↑",
    descending: "↓",
    ellipsis: "…",
    dot: "·",
    home: "█",
    neighbour: "□",
    same_region: "▫",
    other: "·",
    others: ":",
    tick: "┬",
    crossing: "┼",
    plot: Plot::Braille,
};

const BASIC: Glyphs = Glyphs {
    red: "▲",
    amber: "■",
    green: "●",
    unlit: "·",
    usual: "○",
    restated: "≠",
    comment: "¶",
    done: "√",
    action: "►",
    note: "!",
    news: "»",
    bars: &["_", "▄", "█"],
    block: "█",
    half_block: "▌",
    pale_block: "░",
    rule: "─",
    upright: "│",
    corner: "└",
    target: "-",
    average: "─",
    limit: "·",
    second: "▬",
    provisional: "p",
    point: "●",
    ascending: "↑",
    descending: "↓",
    ellipsis: "…",
    dot: "·",
    home: "█",
    neighbour: "□",
    same_region: "▫",
    other: "·",
    others: ":",
    tick: "┬",
    crossing: "┼",
    plot: Plot::Halves,
};

const ASCII: Glyphs = Glyphs {
    red: "^",
    amber: "#",
    green: "o",
    unlit: ".",
    usual: "-",
    restated: "~",
    comment: "\"",
    done: "x",
    action: "a",
    note: "!",
    news: "*",
    bars: &["_", ".", "-", "=", "#"],
    block: "#",
    half_block: "#",
    pale_block: "-",
    rule: "-",
    upright: "|",
    corner: "+",
    target: ".",
    average: "-",
    limit: ":",
    second: "*",
    provisional: "p",
    point: "O",
    ascending: "^",
    descending: "v",
    ellipsis: "~",
    dot: "-",
    home: "H",
    neighbour: "n",
    same_region: "r",
    other: ".",
    others: ":",
    tick: "+",
    crossing: "|",
    plot: Plot::Marks,
};

impl Glyphs {
    /// The glyph of a mark.
    pub fn mark(&self, mark: Mark) -> &'static str {
        match mark {
            Mark::News => self.news,
            Mark::Restated => self.restated,
            Mark::Comment => self.comment,
            Mark::Note => self.note,
        }
    }

    /// Whether text must be brought into the set: only `ascii` asks for it.
    pub fn is_ascii(&self) -> bool {
        self.ellipsis.is_ascii()
    }
}

/// What stands for a character in `ascii`: the signs that the board's own words use.
pub fn in_ascii(c: char) -> &'static str {
    match c {
        '–' | '—' | '−' | '·' | '•' => "-",
        '≤' => "<=",
        '≥' => ">=",
        '→' => "->",
        '←' => "<-",
        '↑' => "^",
        '↓' => "v",
        '…' => "~",
        '±' => "+-",
        '‘' | '’' => "'",
        '“' | '”' => "\"",
        '×' => "x",
        '\u{a0}' => " ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    fn every(set: &Glyphs) -> Vec<&'static str> {
        let mut all = vec![
            set.red,
            set.amber,
            set.green,
            set.unlit,
            set.usual,
            set.restated,
            set.comment,
            set.done,
            set.action,
            set.note,
            set.news,
            set.block,
            set.half_block,
            set.pale_block,
            set.rule,
            set.upright,
            set.corner,
            set.target,
            set.average,
            set.limit,
            set.second,
            set.provisional,
            set.point,
            set.ascending,
            set.descending,
            set.ellipsis,
            set.dot,
            set.home,
            set.neighbour,
            set.same_region,
            set.other,
            set.others,
            set.tick,
            set.crossing,
        ];
        all.extend(set.bars);
        all
    }

    /// The part of WGL4 that is neither letters nor ASCII.
    const WGL4: &str =
        "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬▀▄█▌▐░▒▓■□▪▫▬▲►▼◄◊○●◘◙◦☺☻☼♀♂♠♣♥♦♪♫←↑→↓↔↕↨≈≠≡≤≥√∞∩±·•–—…£€¶§«»°";

    #[test]
    fn basic_keeps_to_what_old_consoles_draw() {
        for glyph in every(&BASIC) {
            assert!(glyph.chars().all(|c| c.is_ascii() || WGL4.contains(c)), "{glyph}");
        }
        // The test can fail: the full set goes beyond.
        assert!(every(&FULL).iter().any(|g| g.chars().any(|c| !c.is_ascii() && !WGL4.contains(c))));
    }

    #[test]
    fn ascii_is_ascii_and_every_glyph_is_one_cell() {
        assert!(every(&ASCII).iter().all(|glyph| glyph.is_ascii()));
        for set in [&FULL, &BASIC, &ASCII] {
            assert!(every(set).iter().all(|glyph| glyph.width() == 1), "{set:?}");
        }
    }

    #[test]
    fn the_marks_are_told_apart_in_every_set() {
        for set in [&FULL, &BASIC, &ASCII] {
            let mut marks = Mark::ALL.map(|mark| set.mark(mark)).to_vec();
            marks.sort_unstable();
            marks.dedup();
            assert_eq!(marks.len(), Mark::ALL.len(), "{set:?}");
        }
    }

    #[test]
    fn authorities_on_a_strip_are_told_apart_in_every_set() {
        for set in [&FULL, &BASIC, &ASCII] {
            let mut marks = vec![set.home, set.neighbour, set.same_region, set.other, set.others];
            marks.sort_unstable();
            marks.dedup();
            assert_eq!(marks.len(), 5, "{set:?}");
        }
    }

    #[test]
    fn the_lights_have_three_shapes_in_every_set() {
        for set in [&FULL, &BASIC, &ASCII] {
            assert!(set.red != set.amber && set.amber != set.green && set.red != set.green);
        }
    }
}
