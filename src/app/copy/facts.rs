//! An indicator's page as text: its facts, a line each.

use crate::app::reading::{Entered, Fact, facts};
use crate::app::wrap::wrap;
use crate::assess::board::{BreakdownView, IndicatorView, SeriesPoint};
use crate::assess::shown::Shown;
use crate::domain::lines::cut;
use crate::domain::value::plain;

use super::section::{light, rating};

/// Its name, figure, target and light, then everything known.
pub(super) fn text(row: &IndicatorView, entered: &Entered, width: usize) -> String {
    let code = row.code.iter().map(String::as_str);
    let name = code.chain([row.name.as_str()]).collect::<Vec<_>>().join(" ");
    let target = row.target.as_ref().map(|target| format!("target {}", target.shown()));
    let light = Some(rating(row)).filter(|_| row.rating.is_some());
    let first: Vec<String> =
        [Some(format!("{name}: {}", row.shown)), target, light].into_iter().flatten().collect();
    let mut lines = wrap(&first.join(", "), width);
    lines.push(String::new());
    let figures =
        row.series.iter().map(|point| point.shown().text().chars().count()).max().unwrap_or(0);
    for fact in facts(row, entered, width, false) {
        lines.push(cut(&line(row, &fact, figures), width));
    }
    lines.join("\n") + "\n"
}

fn line(row: &IndicatorView, fact: &Fact, figures: usize) -> String {
    let line = match fact {
        Fact::Gap => String::new(),
        Fact::Heading(text) | Fact::Text(text) | Fact::Aside(text) => text.clone(),
        Fact::OfWhich(text) => format!("  {text}"),
        Fact::Pair(label, shown, about) => format!("{label:<23} {shown:>9}  {about}"),
        Fact::Point(at) => row.series.get(*at).map_or_else(String::new, |p| point(p, figures)),
        Fact::Part(at) => row.breakdowns.get(*at).map_or_else(String::new, part),
    };
    line.trim_end().to_owned()
}

/// `Oct 26     18.4%  amber   57 of 310, restated`.
fn point(point: &SeriesPoint, figures: usize) -> String {
    let mut about = Vec::new();
    if let (Some(n), Some(d), false) = (point.numerator, point.denominator, point.indicative) {
        about.push(format!("{} of {}", plain(n, 0), plain(d, 0)));
    }
    about.extend(point.missing.map(|why| why.words().to_owned()));
    about.extend(point.restated.then(|| "restated".to_owned()));
    let light = light(point.rating, point.indicative);
    let shown = if point.missing.is_some() { Shown::Nothing } else { point.shown() };
    format!("{:<9} {shown:>figures$}  {light:<7}  {}", point.period.short(), about.join(", "))
}

fn part(part: &BreakdownView) -> String {
    let light = light(part.rating, false);
    format!("{:<23} {:>9}  {light}", cut(&part.category, 23), part.shown)
}
