//! A strip: every authority a dot at its value, several of one cell above each other; home, its
//! neighbours and its region by their shapes, England and means as letters on the axis, quarters as
//! upright rules.
//!
//! ```text
//!  best quarter    │        │      │            worst quarter
//!                  │  ·     │      │
//!              ·   │□ :  □ ·│· ·   │ ·
//!      ·   ·  ·: ·□│: :□ : ::: :·█ │·:  ·   ·         ·
//!  ──┬─────────────┼─┬──E───N──────┬────────────────┬─────
//!   10%              15%          20%              25%
//! ```

use ratatui::layout::Rect;

use crate::assess::axis::Axis;
use crate::assess::benchmark::{ENGLAND, NEIGHBOURS, REGION};
use crate::assess::board::IndicatorView;
use crate::assess::close::{League, Seat, Table};
use crate::domain::indicator::Polarity;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// The letters of what is marked on the axis: those of the charts.
pub const LETTERS: [(&str, &str); 3] = [(ENGLAND, "E"), (NEIGHBOURS, "N"), (REGION, "R")];
/// The mark of home's figure now.
pub const NOW: &str = "*";
/// From this many lines on the quarters are named above the dots.
const NAMED_FROM: u16 = 4;

/// The letter of a distance; a group's mean is its neighbours'.
pub fn letter(name: &str) -> &'static str {
    LETTERS.iter().find(|(known, _)| *known == name).map_or("N", |(_, letter)| letter)
}

/// A strip of one table.
pub struct Strip<'a> {
    /// What is measured.
    pub row: &'a IndicatorView,
    /// The league.
    pub league: &'a League,
    /// Its table.
    pub table: &'a Table,
    /// Home's figure now, where the table is of another period.
    pub now: Option<f64>,
    /// The member that is chosen.
    pub chosen: Option<usize>,
}

/// What stands in one column, from the axis up.
#[derive(Debug, Default)]
struct Column {
    /// Members with a shape of their own.
    marked: Vec<usize>,
    /// How many others.
    others: usize,
}

impl Strip<'_> {
    /// Draws it at the top of an area in at most `dots` lines of dots and two for the axis; says
    /// how many lines it took, and how many authorities a dot may stand for.
    pub fn draw(&self, pen: &mut Pen, area: Rect, dots: u16) -> (u16, usize) {
        let axis = self.axis(area.width);
        let columns = self.columns(axis, area.width);
        let named = dots >= NAMED_FROM && !self.quarter_names().is_empty();
        let room = usize::from(dots - u16::from(named));
        let per_dot = per_dot(&columns, room);
        let stack = |column: &Column| column.marked.len() + column.others.div_ceil(per_dot);
        let tallest = columns.iter().map(stack).max().unwrap_or(0).min(room).max(1);
        let tallest = u16::try_from(tallest).unwrap_or(u16::MAX);
        let base = area.y + u16::from(named) + tallest;
        self.quarters(pen, Rect { height: base - area.y, ..area }, axis, named);
        for (x, column) in (area.x..).zip(&columns) {
            self.column(pen, (x, base, tallest), column, per_dot);
        }
        self.axis_line(pen, Rect { y: base, height: 2, ..area }, axis);
        (base + 2 - area.y, per_dot)
    }

    fn axis(&self, width: u16) -> Axis {
        let standings = self.table.standings.iter().map(|s| s.value);
        let distances = self.table.distances.iter().map(|d| d.value);
        let all = standings.chain(distances).chain(self.now);
        Axis::across(all, width, self.row.decimals)
    }

    fn columns(&self, axis: Axis, width: u16) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        columns.resize_with(usize::from(width), Column::default);
        for standing in &self.table.standings {
            let x = axis.cell(standing.value, width);
            let Some(column) = columns.get_mut(usize::from(x)) else { continue };
            match self.league.members.get(standing.member).map(|m| &m.seat) {
                Some(Seat::Other) | None => column.others += 1,
                Some(_) => column.marked.push(standing.member),
            }
        }
        let order = |member: &usize| match self.league.members.get(*member).map(|m| &m.seat) {
            Some(Seat::Home) => 0,
            Some(Seat::Neighbour { .. }) => 1,
            _ => 2,
        };
        for column in &mut columns {
            column.marked.sort_by_key(order);
        }
        columns
    }

    /// One column above its base.
    fn column(&self, pen: &mut Pen, at: (u16, u16, u16), column: &Column, per_dot: usize) {
        let (x, base, lines) = at;
        let glyphs = pen.glyphs;
        let mut y = base;
        let mut put = |pen: &mut Pen, glyph: &str, role: Role| {
            if y > base - lines {
                y -= 1;
                pen.text(x, y, 1, glyph, role);
            }
        };
        for member in &column.marked {
            let chosen = self.chosen == Some(*member);
            let (glyph, role) = match self.league.members.get(*member).map(|m| &m.seat) {
                Some(Seat::Home) => (glyphs.home, Role::Strong),
                Some(Seat::Neighbour { .. }) => (glyphs.neighbour, Role::Text),
                _ => (glyphs.same_region, Role::Muted),
            };
            put(pen, glyph, if chosen { Role::Selected } else { role });
        }
        let mut left = column.others;
        while left > 0 {
            let now = left.min(per_dot);
            put(pen, if now > 1 { glyphs.others } else { glyphs.other }, Role::Muted);
            left -= now;
        }
    }

    /// The rules between the quarters, and above the dots what the outer ones are.
    fn quarters(&self, pen: &mut Pen, area: Rect, axis: Axis, named: bool) {
        let Some(edges) = self.table.quartiles else { return };
        let places = edges.map(|edge| area.x + axis.cell(edge, area.width));
        for x in places {
            for y in area.top()..area.bottom() {
                pen.text(x, y, 1, pen.glyphs.upright, Role::Rule);
            }
        }
        let [first, _, last] = places;
        if let ([low, high], true) = (self.quarter_names(), named) {
            let (left, right) = (first - area.x, area.right().saturating_sub(last + 1));
            if pen.width(low) < left {
                pen.right(area.x, area.y, left - 1, low, Role::Muted);
            }
            if pen.width(high) < right {
                pen.text(last + 2, area.y, right - 1, high, Role::Muted);
            }
        }
    }

    /// What the lowest and the highest quarter are; nothing where there are none.
    fn quarter_names(&self) -> &'static [&'static str] {
        match (self.table.quartiles, self.row.polarity) {
            (None, _) => &[],
            (Some(_), Polarity::Higher) => &["worst quarter", "best quarter"],
            (Some(_), Polarity::Lower) => &["best quarter", "worst quarter"],
            (Some(_), Polarity::Target | Polarity::None) => &["lowest quarter", "highest quarter"],
        }
    }

    /// The axis with its labels below, and on it what England and the means are.
    fn axis_line(&self, pen: &mut Pen, area: Rect, axis: Axis) {
        let Rect { x, y, width, .. } = area;
        pen.repeat(x, y, width, pen.glyphs.rule, Role::Rule);
        let mut labelled = x;
        for (value, text) in axis.labels(self.row) {
            let at = x + axis.cell(value, width);
            pen.text(at, y, 1, pen.glyphs.tick, Role::Rule);
            let label = pen.width(&text);
            let from = at.saturating_sub(label / 2).max(x).min((x + width).saturating_sub(label));
            if from >= labelled {
                pen.text(from, y + 1, label, &text, Role::Muted);
                labelled = from + label + 2;
            }
        }
        for edge in self.table.quartiles.into_iter().flatten() {
            pen.text(x + axis.cell(edge, width), y, 1, pen.glyphs.crossing, Role::Rule);
        }
        let mut taken: Vec<u16> = Vec::new();
        let means = self.table.distances.iter().rev().map(|d| (d.value, letter(&d.name)));
        for (value, mark) in means.chain(self.now.map(|now| (now, NOW))) {
            let at = axis.cell(value, width);
            // Of two in one cell both are seen: the later one stands beside it.
            let free = [Some(at), at.checked_add(1).filter(|at| *at < width), at.checked_sub(1)];
            let at = free.into_iter().flatten().find(|at| !taken.contains(at)).unwrap_or(at);
            taken.push(at);
            pen.text(x + at, y, 1, mark, Role::Strong);
        }
    }
}

/// How many of the others each dot stands for, so that the tallest column fits.
fn per_dot(columns: &[Column], lines: usize) -> usize {
    let most = columns.iter().map(|column| column.others).max().unwrap_or(0).max(1);
    let fits = |per: &usize| {
        columns.iter().all(|c| c.others == 0 || c.marked.len() + c.others.div_ceil(*per) <= lines)
    };
    (1..=most).find(fits).unwrap_or(most)
}
