//! The table of neighbours: value, how far home's is from it, rank, years, and how home differs now.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::benchmarks::{Shown, closeness};
use crate::app::pointer::Target;
use crate::assess::board::IndicatorView;
use crate::assess::close::Seat;
use crate::assess::rank::ordinal;
use crate::domain::period::Period;
use crate::domain::value::{Unit, round};
use crate::ui::figure::{self, Widths};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::sparkline::{self, Bar, Scale};
use crate::ui::widgets::strip::letter;

/// Cells of a rank: `=122nd`.
const RANK: u16 = 6;
/// Cells of the longest closeness: `somewhat close`.
const CLOSE: u16 = 14;
/// Cells of the longest difference: `similar`.
const WORD: u16 = 7;
/// The longest name that is written in whole.
const NAME: u16 = 36;

/// One line of the table.
struct Line {
    mark: &'static str,
    name: String,
    close: String,
    value: Option<f64>,
    /// Home's own: nothing is apart from itself.
    own: bool,
    rank: String,
    values: Vec<Option<f64>>,
    difference: &'static str,
}

impl Line {
    /// Its years as bars.
    fn bars(&self) -> impl Iterator<Item = Option<Bar>> {
        let bar = |value: &Option<f64>| value.map(|value| Bar { value, restated: false });
        self.values.iter().map(bar)
    }
}

/// Where the columns stand and how wide they are; a width of 0: left out.
struct Columns {
    name: (u16, u16),
    close: (u16, u16),
    value: (u16, u16),
    apart: (u16, u16),
    rank: (u16, u16),
    years: (u16, u16),
    word: (u16, u16),
    values: Widths,
    aparts: Widths,
}

impl Columns {
    fn of(pen: &Pen, area: Rect, table: &Drawn<'_>) -> Self {
        let lines = || table.lines.iter();
        let shown: Vec<String> = lines().map(|l| table.write(l.value)).collect();
        let values = Widths::of(shown.iter().map(String::as_str));
        let aparts: Vec<String> = lines().map(|l| table.apart(l)).collect();
        let aparts = Widths::of(aparts.iter().map(String::as_str));
        let names = lines().map(|l| pen.width(&l.name)).max().unwrap_or(0).min(NAME);
        let value = values.total().max(pen.width(&table.period)).max(4);
        let apart = if table.has_apart() { aparts.total().max(7) } else { 0 };
        let years = u16::try_from(table.years).unwrap_or(u16::MAX).min(area.width / 5).max(6);
        let mut left = area.width.saturating_sub(2 + value + 2);
        let mut take = |wanted: u16| {
            // What follows leaves the name something to be read by.
            let fits = wanted > 0 && left >= wanted + 2 + names.min(18);
            left -= if fits { wanted + 2 } else { 0 };
            if fits { wanted } else { 0 }
        };
        let apart = take(apart);
        let years = take(years);
        let word = take(if lines().any(|l| !l.difference.is_empty()) { WORD } else { 0 });
        let rank = take(if lines().any(|l| !l.rank.is_empty()) { RANK } else { 0 });
        let close = take(if lines().any(|l| !l.close.is_empty()) { CLOSE } else { 0 });
        let name = left.min(names);
        let mut x = area.x + 2;
        let mut place = |width: u16| {
            let at = x;
            x += if width > 0 { width + 2 } else { 0 };
            (at, width)
        };
        Self {
            name: place(name),
            close: place(close),
            value: place(value),
            apart: place(apart),
            word: place(word),
            rank: place(rank),
            years: place(years),
            values,
            aparts,
        }
    }
}

/// The table as it is drawn.
struct Drawn<'a> {
    row: &'a IndicatorView,
    lines: Vec<Line>,
    /// Home's own figure of the period.
    own: Option<f64>,
    period: String,
    years: usize,
}

impl Drawn<'_> {
    fn write(&self, value: Option<f64>) -> String {
        value.map_or_else(|| "–".to_owned(), |v| self.row.unit.write(v, self.row.decimals))
    }

    /// Counts depend on the size of the place: they have no distance.
    fn has_apart(&self) -> bool {
        self.row.unit != Unit::Count && self.own.is_some()
    }

    /// How far home's figure is from a line's: `+4.0`.
    fn apart(&self, line: &Line) -> String {
        let (Some(own), Some(value), false) = (self.own, line.value, line.own) else {
            return String::new();
        };
        let d = self.row.decimals;
        let by = round(round(own, d) - round(value, d), d);
        if by == 0.0 { "0".to_owned() } else { self.row.unit.write_change(by, d) }
    }

    fn draw_line(
        &self,
        pen: &mut Pen,
        y: u16,
        line: &Line,
        columns: &Columns,
        shared: Option<Scale>,
    ) {
        let role = if line.own { Role::Strong } else { Role::Text };
        pen.text(columns.name.0 - 2, y, 1, line.mark, role);
        pen.text(columns.name.0, y, columns.name.1, &line.name, role);
        pen.text(columns.close.0, y, columns.close.1, &line.close, Role::Muted);
        let (x, width) = columns.value;
        figure::write(pen, x, y, width, columns.values, &self.write(line.value), role);
        if columns.apart.1 > 0 {
            let (x, width) = columns.apart;
            figure::write(pen, x, y, width, columns.aparts, &self.apart(line), Role::Text);
        }
        pen.right(columns.rank.0, y, columns.rank.1, &line.rank, Role::Muted);
        let years = usize::from(columns.years.1);
        let bars: Vec<Option<Bar>> =
            line.bars().skip(line.values.len().saturating_sub(years)).collect();
        if years > 0 {
            let own = || Scale::of(bars.iter().flatten());
            sparkline::draw(pen, columns.years.0, y, &bars, shared.or_else(own), None);
        }
        pen.text(columns.word.0, y, columns.word.1, line.difference, Role::Text);
    }
}

/// Draws the table; says where the chosen neighbour stands.
pub fn draw(
    pen: &mut Pen,
    area: Rect,
    row: &IndicatorView,
    app: &App,
    shown: Shown<'_>,
) -> Option<Position> {
    let parts = app.benchmarks_parts(shown);
    let table = gathered(pen, row, app, shown);
    let columns = Columns::of(pen, area, &table);
    headings(pen, area.y, &table, &columns, shown);
    let all: Vec<Bar> = table.lines.iter().flat_map(Line::bars).flatten().collect();
    let shared = Scale::of(all.iter()).filter(|_| app.shared_scale);
    let count = table.lines.len() - shown.league.neighbours().count();
    let (above, near) = table.lines.split_at(count.min(table.lines.len()));
    let mut y = area.y + 1;
    for line in above.iter().take(usize::from(parts.fixed)) {
        table.draw_line(pen, y, line, &columns, shared);
        y += 1;
    }
    let cursor = shown.place.cursor;
    let mut chosen = None;
    let view = near.iter().enumerate().skip(cursor.top).take(usize::from(parts.list));
    for ((at, line), y) in view.zip(y..) {
        pen.note(Rect { y, height: 1, ..area }, Target::Line(at));
        table.draw_line(pen, y, line, &columns, shared);
        if at == cursor.at {
            let name =
                Rect { x: area.x, y, width: columns.value.0 + columns.value.1 - area.x, height: 1 };
            pen.restyle(name, Role::Selected);
            chosen = Some(Position::new(columns.name.0, y));
        }
    }
    let mut foot = y + parts.list;
    if near.is_empty() && foot < area.bottom() {
        let words = format!("England names no neighbours of {}.", app.board.authority.name);
        pen.text(area.x, foot, area.width, &words, Role::Muted);
        foot += 1;
    }
    if foot < area.bottom()
        && let (Some((period, words)), true) = (&shown.table.judged_by, parts.judged)
    {
        let now = if *period == shown.table.period { "" } else { "now: " };
        let words = format!("{now}by home's {words}");
        pen.text(area.x, foot, area.width, &words, Role::Muted);
    }
    chosen
}

/// Every line: home, England and the others, then the neighbours in their order.
fn gathered<'a>(pen: &Pen, row: &'a IndicatorView, app: &App, shown: Shown<'_>) -> Drawn<'a> {
    let Shown { league, table, .. } = shown;
    let upto = shown.at() + 1;
    let known = |values: &[Option<f64>]| values.iter().take(upto).copied().collect::<Vec<_>>();
    let of_member = |member: usize| {
        let about = league.members.get(member)?;
        let standing = table.of(member);
        let own = about.seat == Seat::Home;
        Some(Line {
            mark: if own { pen.glyphs.home } else { pen.glyphs.neighbour },
            name: if own { app.board.authority.name.clone() } else { about.name.clone() },
            close: closeness(&about.seat).to_owned(),
            value: standing.map(|s| s.value),
            own,
            rank: standing.map_or_else(String::new, |s| {
                format!("{}{}", if s.joint { "=" } else { "" }, ordinal(s.rank))
            }),
            values: known(&about.values),
            difference: standing.and_then(|s| s.difference).filter(|_| !own).unwrap_or(""),
        })
    };
    let home = league.members.iter().position(|member| member.seat == Seat::Home);
    let mut lines: Vec<Line> = home.and_then(of_member).into_iter().collect();
    lines.extend(table.distances.iter().map(|distance| Line {
        mark: letter(&distance.name),
        name: distance.title.clone(),
        close: String::new(),
        value: Some(distance.value),
        own: false,
        rank: String::new(),
        values: known(&distance.values),
        difference: distance.difference.unwrap_or(""),
    }));
    lines.extend(shown.neighbours().into_iter().filter_map(of_member));
    let own = table.home(league).map(|own| own.value);
    Drawn { row, lines, own, period: table.period.short(), years: upto }
}

fn headings(pen: &mut Pen, y: u16, table: &Drawn<'_>, columns: &Columns, shown: Shown<'_>) {
    let order = shown.place.order.words();
    pen.text(columns.name.0, y, columns.name.1, order, Role::Muted);
    pen.text(columns.close.0, y, columns.close.1, "closeness", Role::Muted);
    pen.right(columns.value.0, y, columns.value.1, &table.period, Role::Muted);
    pen.right(columns.apart.0, y, columns.apart.1, "home is", Role::Muted);
    pen.right(columns.rank.0, y, columns.rank.1, "rank", Role::Muted);
    let words = format!("{} years", table.years);
    let words = if shown.league.is_group() { "so far" } else { &words };
    pen.text(columns.years.0, y, columns.years.1, words, Role::Muted);
    let then = |(period, _): &(Period, String)| *period != shown.table.period;
    let now = if shown.table.judged_by.as_ref().is_some_and(then) { "now" } else { "" };
    pen.text(columns.word.0, y, columns.word.1, now, Role::Muted);
}
