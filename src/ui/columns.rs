//! The columns of a section's table: one table of what each is called, how wide it is, how it is
//! drawn and what sorts by it. The header, the rows and the sort all read it.

mod cells;
mod sheet;

use super::pen::{Pen, cells as width_of};
use super::theme::Role;
use super::widgets::light;
pub use crate::app::columns::ColumnId;
use crate::app::rows::SortBy;
use crate::assess::board::IndicatorView;

use cells::Cell;
pub use sheet::Sheet;
use sheet::{BARS, CONTROL, CONTROL_EITHER, CONTROL_WORD, MOST_YEARS};

/// A column.
pub struct Column {
    /// Which.
    pub id: ColumnId,
    /// Its heading.
    title: fn(&Sheet) -> String,
    /// Its cells; the name takes what is left.
    width: fn(&Sheet) -> u16,
    /// Draws a row's cell.
    draw: fn(&Sheet, &mut Pen, Cell, &IndicatorView),
    /// What sorts by it.
    pub sort: Option<SortBy>,
    /// The heading stands over the cell's end.
    ends: bool,
}

/// Every column, from the left.
#[rustfmt::skip] // a table: one row a column
pub const COLUMNS: &[Column] = &[
    Column { id: ColumnId::Marks, title: |_| String::new(), width: |_| 4, draw: cells::marks, sort: None, ends: false },
    Column { id: ColumnId::Code, title: |_| String::new(), width: |s| s.code, draw: cells::code, sort: Some(SortBy::Code), ends: false },
    Column { id: ColumnId::Name, title: |_| "Indicator".to_owned(), width: |_| 0, draw: cells::name, sort: Some(SortBy::Name), ends: false },
    Column { id: ColumnId::Value, title: |s| s.heading.clone(), width: |s| s.value.total().max(width_of(&s.heading)), draw: cells::value, sort: Some(SortBy::Value), ends: true },
    Column { id: ColumnId::Compared, title: |s| s.against.clone(), width: |s| s.value.total().max(width_of(&s.against)), draw: cells::compared, sort: Some(SortBy::Compared), ends: true },
    Column { id: ColumnId::Change, title: |_| "change".to_owned(), width: |s| s.change_width(), draw: cells::change, sort: Some(SortBy::Change), ends: false },
    Column { id: ColumnId::YearAgo, title: |_| "on the year".to_owned(), width: |s| s.change_width(), draw: cells::year_ago, sort: None, ends: false },
    Column { id: ColumnId::Sparkline, title: cells::spark_title, width: |s| s.bars, draw: cells::spark, sort: None, ends: true },
    Column { id: ColumnId::Target, title: |_| "target".to_owned(), width: |s| s.target.total().max(6), draw: cells::target, sort: None, ends: true },
    Column { id: ColumnId::Rating, title: |_| " rating".to_owned(), width: |_| light::WIDTH, draw: cells::rating, sort: Some(SortBy::Rating), ends: false },
    Column { id: ColumnId::England, title: |_| "England".to_owned(), width: |s| s.beside.total().max(7), draw: cells::england, sort: Some(SortBy::England), ends: true },
    Column { id: ColumnId::Neighbours, title: |_| "SN".to_owned(), width: |s| s.beside.total().max(5), draw: cells::neighbours, sort: Some(SortBy::Neighbours), ends: true },
    Column { id: ColumnId::Control, title: |_| "control".to_owned(), width: |s| s.control, draw: cells::control, sort: None, ends: false },
    Column { id: ColumnId::YearToDate, title: |_| "to date".to_owned(), width: |s| s.value.total().max(8), draw: cells::year_to_date, sort: None, ends: true },
    Column { id: ColumnId::YearAverage, title: |_| "average".to_owned(), width: |s| s.value.total().max(8), draw: cells::year_average, sort: None, ends: true },
    Column { id: ColumnId::Rolling12, title: |_| "12 months".to_owned(), width: |s| s.value.total().max(9), draw: cells::rolling_12, sort: None, ends: true },
    Column { id: ColumnId::Distance, title: |_| "to green".to_owned(), width: |s| s.change.total().max(8), draw: cells::distance, sort: None, ends: true },
    Column { id: ColumnId::Rank, title: |_| "rank".to_owned(), width: |_| 10, draw: cells::rank, sort: None, ends: true },
    Column { id: ColumnId::Owner, title: |_| "owner".to_owned(), width: |s| s.owner, draw: cells::owner, sort: None, ends: false },
];

/// A table narrower than this (80 columns of screen) keeps only what a meeting cannot do without.
const NARROW: u16 = 78;
/// A table narrower than this leaves columns out before it shortens sparklines.
const MIDDLE: u16 = 110;
/// A table of this width (140 columns of screen) has the change on the year beside the other.
const WIDE: u16 = 136;
/// A name shorter than this is no name.
const NAME: u16 = 26;
/// On a narrow screen this is still one.
const SHORT_NAME: u16 = 22;
/// No name needs more than this.
const MOST_NAME: u16 = 48;
/// A name longer than this can do without more room.
const LONG_NAME: u16 = 34;
/// Periods of a sparkline where there is little room, and where there is less.
const FEW_BARS: u16 = 12;
const FEWER_BARS: u16 = 8;

/// A column in its place.
pub struct Placed {
    /// The column.
    pub column: &'static Column,
    /// Its first cell, from the table's left edge.
    pub x: u16,
    /// Its cells.
    pub width: u16,
}

/// The columns that fit into `width`, the least needed left out first; of those that somebody
/// chose, the last first. The sheet learns how long sparklines are.
pub fn fit(sheet: &mut Sheet, width: u16, chosen: Option<&[ColumnId]>) -> Vec<Placed> {
    let mut kept = wanted(chosen);
    if sheet.most_control == 0 {
        kept.retain(|c| c.id != ColumnId::Control);
    }
    if width < NARROW && chosen.is_none() {
        let few = [ColumnId::Name, ColumnId::Value, ColumnId::Change, ColumnId::Rating];
        kept.retain(|c| few.contains(&c.id));
    }
    let enough = if width < MIDDLE { SHORT_NAME } else { NAME };
    let order = chosen.map_or_else(|| sacrifices(width), last_first);
    for sacrifice in order {
        if name_width(sheet, &kept, width) >= enough {
            break;
        }
        match sacrifice {
            Sacrifice::Bars(bars) => sheet.bars = bars,
            Sacrifice::Control(cells) => sheet.control = sheet.control.min(cells),
            Sacrifice::Column(id) => kept.retain(|c| c.id != id),
        }
    }
    sheet.compares = kept.iter().any(|c| c.id == ColumnId::Compared);
    give_back(sheet, &kept, width, enough);
    let spare = name_width(sheet, &kept, width).saturating_sub(LONG_NAME);
    let most = if sheet.yearly { MOST_YEARS } else { BARS };
    sheet.bars = most.min(sheet.bars + spare);
    let name = name_width(sheet, &kept, width).min(MOST_NAME);
    let mut x = 0;
    let mut placed = Vec::new();
    for column in kept {
        let width = if column.id == ColumnId::Name { name } else { (column.width)(sheet) };
        placed.push(Placed { column, x, width });
        x += width + gap(column.id);
    }
    placed
}

/// The columns of a table: the marks, the code and the name, then what was chosen in that order, or
/// what every table begins with.
fn wanted(chosen: Option<&[ColumnId]>) -> Vec<&'static Column> {
    let column = |id: &ColumnId| COLUMNS.iter().find(|column| column.id == *id);
    let edge = [ColumnId::Marks, ColumnId::Code, ColumnId::Name];
    match chosen {
        Some(chosen) => edge.iter().chain(chosen).filter_map(column).collect(),
        None => COLUMNS.iter().filter(|column| column.id.at_first()).collect(),
    }
}

/// What goes first where somebody chose the columns: bars and words get shorter, then the last goes.
fn last_first(chosen: &[ColumnId]) -> Vec<Sacrifice> {
    let mut order = vec![
        Sacrifice::Bars(FEW_BARS),
        Sacrifice::Control(CONTROL_EITHER),
        Sacrifice::Control(CONTROL_WORD),
        Sacrifice::Bars(FEWER_BARS),
        Sacrifice::Column(ColumnId::Code),
    ];
    order.extend(chosen.iter().rev().copied().map(Sacrifice::Column));
    order
}

/// What a column that was left out had no use for goes to the words of the control column.
fn give_back(sheet: &mut Sheet, kept: &[&Column], width: u16, enough: u16) {
    for (cells, name) in [(CONTROL_EITHER, enough), (CONTROL, LONG_NAME)] {
        let before = sheet.control;
        sheet.control = before.max(cells).min(sheet.most_control);
        if name_width(sheet, kept, width) < name {
            sheet.control = before;
        }
    }
}

#[derive(Clone, Copy)]
enum Sacrifice {
    Column(ColumnId),
    Bars(u16),
    Control(u16),
}

/// What goes first where there is too little room. On a middling screen the verdict of the control
/// chart and England are worth more than what the change is counted from.
fn sacrifices(width: u16) -> Vec<Sacrifice> {
    use ColumnId::{Code, Compared, Control, England, Neighbours, Sparkline, Target, YearAgo};
    let column = Sacrifice::Column;
    let word = Sacrifice::Control(CONTROL_WORD);
    let mut order = Vec::new();
    if width >= MIDDLE {
        order.extend([Sacrifice::Bars(FEW_BARS), Sacrifice::Control(CONTROL_EITHER)]);
        order.push(column(Compared));
        if width >= WIDE {
            order.push(word);
        }
        order.extend([column(YearAgo), column(Neighbours), word, Sacrifice::Bars(FEWER_BARS)]);
        order.extend([Control, England, Code].map(column));
    } else {
        order.extend([column(YearAgo), Sacrifice::Control(CONTROL_EITHER), word]);
        order.extend([Control, Neighbours, England, Compared, Code].map(column));
        order.push(Sacrifice::Bars(FEW_BARS));
    }
    order.extend([Sacrifice::Bars(FEWER_BARS), column(Sparkline), column(Target)]);
    order
}

/// Air behind a column.
fn gap(id: ColumnId) -> u16 {
    match id {
        ColumnId::Marks => 0,
        // Behind a target and a light there is air already.
        ColumnId::Code | ColumnId::Name | ColumnId::Target | ColumnId::Rating => 1,
        _ => 2,
    }
}

/// What the other columns leave to the name.
fn name_width(sheet: &Sheet, kept: &[&Column], width: u16) -> u16 {
    let others: u16 = kept.iter().map(|c| (c.width)(sheet) + gap(c.id)).sum();
    let end = kept.last().map_or(0, |last| gap(last.id));
    width.saturating_sub(others.saturating_sub(end))
}

impl Placed {
    /// Draws the heading, with an arrow where rows are sorted by it.
    pub fn heading(&self, sheet: &Sheet, pen: &mut Pen, x: u16, y: u16, sort: (SortBy, bool)) {
        let mut title = (self.column.title)(sheet);
        let sorted = self.column.sort == Some(sort.0);
        if sorted {
            let arrow = if sort.1 { pen.glyphs.descending } else { pen.glyphs.ascending };
            // The word is not cut for the arrow: where both find no room, the rule above says the order.
            let marked = [format!("{title}{arrow}"), format!("{}{arrow}", title.trim_start())];
            title = marked.into_iter().find(|it| pen.width(it) <= self.width).unwrap_or(title);
        }
        let role = if sorted { Role::Strong } else { Role::Muted };
        if self.column.ends {
            pen.right(x + self.x, y, self.width, &title, role);
        } else {
            pen.text(x + self.x, y, self.width, &title, role);
        }
    }

    /// Draws a row's cell.
    pub fn cell(&self, sheet: &Sheet, pen: &mut Pen, x: u16, y: u16, row: &IndicatorView) {
        let cell = Cell { x: x + self.x, y, width: self.width };
        (self.column.draw)(sheet, pen, cell, row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    fn kept(width: u16) -> Vec<ColumnId> {
        let mut sheet = Sheet::new(&fixture::board(), 0, false);
        fit(&mut sheet, width, None).iter().map(|placed| placed.column.id).collect()
    }

    #[test]
    fn every_width_keeps_the_name_the_figure_the_change_and_the_light() {
        for width in 60..300 {
            let kept = kept(width);
            for needed in [ColumnId::Name, ColumnId::Value, ColumnId::Change, ColumnId::Rating] {
                assert!(kept.contains(&needed), "{width}: {needed:?}");
            }
            let mut sheet = Sheet::new(&fixture::board(), 0, false);
            let last = fit(&mut sheet, width, None).pop().unwrap();
            assert!(last.x + last.width <= width, "{width}");
        }
    }

    #[test]
    fn what_is_needed_least_goes_first() {
        assert!(kept(160).contains(&ColumnId::YearAgo));
        for column in [ColumnId::England, ColumnId::Control] {
            assert!(kept(118).contains(&column), "{column:?}");
        }
        for column in [ColumnId::England, ColumnId::Control, ColumnId::Neighbours] {
            assert!(kept(138).contains(&column), "{column:?}");
        }
        assert!(kept(138).contains(&ColumnId::YearAgo));
        assert!(!kept(100).contains(&ColumnId::Neighbours) || kept(100).contains(&ColumnId::Code));
        assert!(kept(80).contains(&ColumnId::Sparkline));
        assert_eq!(kept(77).len(), 4);
    }

    #[test]
    fn columns_stay_where_they_are_from_month_to_month() {
        let place = |months: i32| {
            let mut app = fixture::app();
            for _ in 0..months {
                let key = crate::app::input::Press::char('[');
                crate::app::update(
                    &mut app,
                    crate::app::Msg::Key(crate::app::input::Input::Press(key)),
                );
            }
            let mut sheet = Sheet::new(&app.board, 0, false);
            fit(&mut sheet, 140, None).iter().map(|p| (p.column.id, p.x)).collect::<Vec<_>>()
        };
        for months in 1..6 {
            assert_eq!(place(0), place(months));
        }
    }
}
