//! What the rows of a section's table share: widths and scales.

use crate::assess::benchmark::{ENGLAND, NEIGHBOURS};
use crate::assess::board::{Board, Grain, IndicatorView, TargetView};
use crate::domain::indicator::Frequency;
use crate::domain::period::Period;
use crate::domain::target::Bound;
use crate::domain::value::{Unit, plain};
use crate::ui::figure::Widths;
use crate::ui::pen::cells;
use crate::ui::widgets::sparkline::{self, Bar, Scale};

/// Cells of the word behind a change.
pub(super) const CHANGE_WORD: u16 = 6;
/// The longest word that takes a change's whole cell: `small numbers`.
pub(super) const CHANGE_WORDS: u16 = 13;
/// Periods in a sparkline, where there is room.
pub(super) const BARS: u16 = 24;

/// The control column with its verdict and whether the target will be met: `● falling unlikely`.
pub(super) const CONTROL: u16 = 18;
/// With the verdict, or where that is the usual one whether the target will be met: `○ unlikely`.
pub(super) const CONTROL_EITHER: u16 = 10;
/// With the verdict alone: `● falling`.
pub(super) const CONTROL_WORD: u16 = 9;

/// Where every row comes once a year, one bar a year.
pub(super) const MOST_YEARS: u16 = 12;

/// What the rows of a section share: the widths that keep them aligned, measured over every period
/// so that nothing moves sideways from month to month.
pub struct Sheet {
    pub(super) now: Period,
    pub(super) grain: Grain,
    /// Over the figures: the board's period, or where most have another `latest`.
    pub(super) heading: String,
    pub(super) against: String,
    pub(super) value: Widths,
    pub(super) change: Widths,
    pub(super) code: u16,
    pub(super) target: Widths,
    pub(super) beside: Widths,
    pub(super) bars: u16,
    /// Periods from the first figure of any row to the last.
    pub(super) longest: u16,
    /// Every row comes once a year.
    pub(super) yearly: bool,
    /// The cells that the control column has a use for; 0 where no row has a control chart.
    pub(super) most_control: u16,
    /// Cells of the control column.
    pub(super) control: u16,
    /// Cells of the longest owner.
    pub(super) owner: u16,
    /// The comparison value has a column of its own.
    pub(super) compares: bool,
    pub(super) scales: Option<Vec<(Unit, Scale)>>,
}

impl Sheet {
    /// Measures a board. `shared` lets sparklines of one unit of a section share a scale.
    pub fn new(board: &Board, section: usize, shared: bool) -> Self {
        let all = || board.sections.get(section).into_iter().flat_map(|s| s.indicators.iter());
        let beside = |row: &IndicatorView| -> Vec<String> {
            let shown = |name| row.comparable(name).map(|b| b.shown.text());
            [ENGLAND, NEIGHBOURS].into_iter().filter_map(shown).collect()
        };
        let beside: Vec<String> = all().flat_map(beside).collect();
        let yearly = all().all(|row| row.frequency == Frequency::Annual);
        let charted = || all().filter(|row| row.control.is_some());
        let most_control = match charted().next() {
            Some(_) if charted().any(|row| !row.more.about.targets.is_empty()) => CONTROL,
            Some(_) => CONTROL_WORD,
            None => 0,
        };
        let older = all().filter(|row| row.more.older).count();
        let own = older * 2 > all().count();
        let heading = if own { "latest".to_owned() } else { board.period.short() };
        let most_bars = if yearly { MOST_YEARS } else { BARS };
        let mut sheet = Self {
            now: board.period,
            grain: board.grain,
            heading,
            against: board.mostly_against().unwrap_or_else(|| "before".to_owned()),
            value: all().map(|i| Widths::of_points(&i.series)).fold(Widths::default(), Widths::and),
            change: Widths::default(),
            code: board
                .indicators()
                .filter_map(|i| i.code.as_deref())
                .map(cells)
                .max()
                .unwrap_or(0)
                .min(8),
            target: targets(all()),
            beside: Widths::of(beside.iter()),
            bars: most_bars,
            longest: all().map(|row| reach(row, board.period, most_bars)).max().unwrap_or(0),
            yearly,
            most_control,
            control: most_control,
            owner: all()
                .filter_map(|row| row.more.about.owner.as_deref())
                .map(cells)
                .max()
                .unwrap_or(0)
                .clamp(5, 20),
            compares: true,
            scales: None,
        };
        // Thousands come and go with the months: leave room for them.
        sheet.value.left = sheet.value.left.max(5);
        let furthest: Vec<String> = all().map(furthest).collect();
        sheet.change = Widths::of(furthest.iter());
        if shared {
            sheet.scales = board.sections.get(section).map(|s| sheet.shared(&s.indicators));
        }
        sheet
    }

    pub(super) fn change_width(&self) -> u16 {
        (self.change.total() + 1 + CHANGE_WORD).max(CHANGE_WORDS)
    }

    fn shared(&self, rows: &[IndicatorView]) -> Vec<(Unit, Scale)> {
        let mut scales: Vec<(Unit, Scale)> = Vec::new();
        for row in rows {
            if scales.iter().any(|(unit, _)| *unit == row.unit) {
                continue;
            }
            let alike = rows.iter().filter(|other| other.unit == row.unit);
            let bars: Vec<Bar> = alike.flat_map(|other| self.bars_of(other)).flatten().collect();
            scales.extend(Scale::of(bars.iter()).map(|scale| (row.unit, scale)));
        }
        scales
    }

    pub(super) fn bars_of(&self, row: &IndicatorView) -> Vec<Option<Bar>> {
        sparkline::bars(row, self.now, usize::from(self.bars))
    }
}

/// Periods from a row's first bar to the last cell, of at most so many.
fn reach(row: &IndicatorView, now: Period, most: u16) -> u16 {
    let bars = sparkline::bars(row, now, usize::from(most));
    let before = bars.iter().position(Option::is_some).unwrap_or(bars.len());
    most.saturating_sub(u16::try_from(before).unwrap_or(most))
}

/// The largest change that a row's figures made within a year and a bit, as comparisons go back: no
/// month needs more room than this.
fn furthest(row: &IndicatorView) -> String {
    let figures: Vec<f64> = row.series.iter().filter_map(|point| point.value).collect();
    let spans = figures.windows(figures.len().clamp(1, 14)).map(|near| {
        let low = near.iter().copied().fold(f64::INFINITY, f64::min);
        let high = near.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        high - low
    });
    let most = spans.fold(0.0, f64::max);
    let pounds = if row.unit == Unit::Pounds { "£" } else { "" };
    format!("+{pounds}{}", plain(most, row.decimals))
}

/// What the targets of every period need; a milestone's is marked as the one that is needed `now`.
fn targets<'a>(rows: impl Iterator<Item = &'a IndicatorView>) -> Widths {
    let mut shown = Vec::new();
    for row in rows {
        shown.extend(row.target.as_ref().map(TargetView::shown));
        for target in &row.more.about.targets {
            let (Bound::Figure(figure) | Bound::Range(_, figure)) = target.green;
            let now = if target.milestone.is_some() { " now" } else { "" };
            shown.push(format!("≤{}{now}", row.unit.write(figure, row.decimals)));
        }
    }
    Widths::of(shown.iter())
}
