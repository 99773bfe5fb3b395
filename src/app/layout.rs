//! Where things stand: plain arithmetic on the screen's size, read by the update (how far a page is)
//! and by the drawing (where it begins), so that neither depends on the other.

/// Lines above a page: the context, the tabs, a rule.
pub const TOP: u16 = 3;
/// Lines below it: a rule, the footer.
pub const BOTTOM: u16 = 2;
/// The smallest screen that is drawn: columns and lines.
pub const SMALLEST: (u16, u16) = (60, 16);
/// From this width on a pane of facts stands beside the section's table.
const PANE_FROM: u16 = 180;
/// From this width on the indicator's facts stand beside its chart.
const BESIDE_FROM: u16 = 100;
/// From this many lines on the head says the figure in words.
const WORDS_FROM: u16 = 28;

/// The lines of a page.
pub fn body(height: u16) -> u16 {
    height.saturating_sub(TOP + BOTTOM)
}

/// Whether the screen is too small to be drawn.
pub fn too_small(width: u16, height: u16) -> bool {
    width < SMALLEST.0 || height < SMALLEST.1
}

/// The width of the pane beside the section's table; 0 where there is none.
pub fn pane(width: u16) -> u16 {
    if width >= PANE_FROM { (width / 4).clamp(40, 56) } else { 0 }
}

/// Lines above the rows of a screen of the whole board: what stands in its columns.
pub const GRID_HEAD: u16 = 2;
/// Lines below them: an empty one, and what is chosen in words.
pub const GRID_FOOT: u16 = 2;
/// Lines above the action log: what stands in its columns.
pub const ACTION_HEAD: u16 = 1;
/// Lines below it that tell about the chosen action.
pub const ACTION_DETAIL: u16 = 7;
/// The most lines of a text field in a form.
pub const FORM_TEXT: u16 = 7;

/// Cells of a form's labels and the air around them.
pub const FORM_LABEL: u16 = 12;

/// The width of a form's text fields, in cells.
pub fn form_text(width: u16) -> usize {
    usize::from(width.saturating_sub(FORM_LABEL + 2).max(8))
}

/// Lines of the complaints screen that tell about the chosen one.
pub const COMPLAINT_DETAIL: u16 = 7;
/// Lines below that: where doubtful figures are looked for.
pub const COMPLAINT_FOOT: u16 = 1;

/// The parts of the agenda screen, in lines of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgendaLayout {
    /// Sections' lights, a line each with an empty one below; 0 where there is no room for all.
    pub head: u16,
    /// What became of an authority that is no more; 0 where it still is.
    pub notice: u16,
    /// The list; a line that says how far the room has come stands above it.
    pub list: u16,
    /// What is chosen in whole sentences, below a rule of its own.
    pub detail: u16,
}

/// The agenda screen on a screen of this size.
pub fn agenda(width: u16, height: u16, sections: u16, items: u16, notice: u16) -> AgendaLayout {
    let body = body(height);
    let detail = if width >= BESIDE_FROM { 2 } else { 3 };
    let rest = body.saturating_sub(1 + 1 + detail + notice);
    let head = if sections + 1 + items.min(12) <= rest { sections + 1 } else { 0 };
    AgendaLayout { head, notice, list: rest.saturating_sub(head), detail }
}

/// The parts of the indicator screen, in lines and columns of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndicatorLayout {
    /// Lines of the head: the name and the figure in words.
    pub head: u16,
    /// The head has room for the figure in words; else the facts begin with them.
    pub words: bool,
    /// Columns of the chart.
    pub chart_width: u16,
    /// Lines of the chart.
    pub chart_height: u16,
    /// Columns of the facts.
    pub facts_width: u16,
    /// Lines of the facts in view.
    pub facts_height: u16,
    /// The facts stand beside the chart, not under it.
    pub beside: bool,
}

/// The indicator screen on a screen of this size.
pub fn indicator(width: u16, height: u16) -> IndicatorLayout {
    let body = body(height);
    let beside = width >= BESIDE_FROM;
    let words = body >= WORDS_FROM;
    let head = if words { 6 } else { 3 };
    let below = body.saturating_sub(head);
    if beside {
        let facts = (width * 2 / 5).clamp(44, 62);
        IndicatorLayout {
            head,
            words,
            chart_width: width.saturating_sub(facts + 3),
            chart_height: below,
            facts_width: facts,
            facts_height: below,
            beside,
        }
    } else {
        let chart = (below / 2).max(5).min(below);
        IndicatorLayout {
            head,
            words,
            chart_width: width.saturating_sub(2),
            chart_height: chart,
            facts_width: width.saturating_sub(2),
            facts_height: below.saturating_sub(chart),
            beside,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_agenda_fits_and_its_list_is_never_squeezed_out() {
        for height in SMALLEST.1..100 {
            for (sections, items) in [(0, 0), (8, 1), (8, 13), (9, 60)] {
                for width in [SMALLEST.0, 120] {
                    let parts = agenda(width, height, sections, items, 0);
                    let lines = parts.head + 1 + parts.list + 1 + parts.detail;
                    assert_eq!(lines, body(height), "{width}x{height}: {parts:?}");
                    assert!(parts.list >= 6.min(items), "{width}x{height}: {parts:?}");
                    assert!(parts.head == 0 || parts.head == sections + 1);
                }
            }
        }
    }

    #[test]
    fn parts_fit_into_every_screen() {
        for width in 0..300 {
            for height in 0..100 {
                let parts = indicator(width, height);
                let (across, down) = if parts.beside {
                    (parts.chart_width + parts.facts_width, parts.head + parts.chart_height)
                } else {
                    (parts.chart_width, parts.head + parts.chart_height + parts.facts_height)
                };
                if !too_small(width, height) {
                    assert!(across <= width, "{width}x{height}: {parts:?}");
                    assert!(down <= body(height), "{width}x{height}: {parts:?}");
                    assert!(parts.facts_height >= 2, "{width}x{height}: {parts:?}");
                }
            }
        }
    }
}
