//! The facts beside an indicator's chart, as lines: what they say, not how they look.

use super::wrap::wrap;
use crate::assess::benchmark::NEIGHBOURS;
use crate::assess::board::{BenchmarkView, IndicatorView, TargetView, TotalView};
use crate::domain::indicator::{Kind, Polarity, RateOn};
use crate::domain::period::Period;

/// One line of the facts.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// An empty line.
    Gap,
    /// What the following lines are about.
    Heading(String),
    /// A line of a sentence.
    Text(String),
    /// A line of a sentence that is less important.
    Aside(String),
    /// A label, its figure, and a word about it.
    Pair(String, String, String),
    /// A point of the series, by its position.
    Point(usize),
    /// A category of a breakdown, by its position.
    Part(usize),
    /// Of the category above.
    OfWhich(String),
}

/// What people entered about an indicator, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entered {
    /// Comments on its present figure, oldest first: who and when, and the text.
    pub comments: Vec<(String, String)>,
    /// Comments on earlier figures, the newest period first, with who wrote them.
    pub earlier: Vec<(Period, String)>,
    /// Open actions, oldest first, a sentence each.
    pub actions: Vec<String>,
}

/// How many periods are listed as numbers.
const PERIODS: usize = 13;

/// Everything known about an indicator, in lines of at most `width` cells; its figure in words too
/// unless they are said above.
pub fn facts(row: &IndicatorView, entered: &Entered, width: usize, said_above: bool) -> Vec<Fact> {
    let words = row.in_words();
    let mut pages = vec![
        if said_above {
            Vec::new()
        } else {
            words.iter().flat_map(|sentence| text(width, sentence)).collect()
        },
        look(row, &words, width),
        judged(row, &words, width),
        said(row, entered, width),
        to_do(entered, width),
        comparisons(row, width),
        figures(row),
        totals(row, width),
        breakdowns(row),
        restatements(row, width),
        meaning(row, width),
    ];
    pages.retain(|page| !page.is_empty());
    let mut lines = Vec::new();
    for page in pages {
        if !lines.is_empty() {
            lines.push(Fact::Gap);
        }
        lines.extend(page);
    }
    lines
}

/// The facts of the narrow pane beside a section's table.
pub fn summary(row: &IndicatorView, entered: &Entered, width: usize) -> Vec<Fact> {
    let mut lines = Vec::new();
    let words = row.in_words();
    for sentence in &words {
        lines.extend(text(width, sentence));
    }
    for page in [
        look(row, &words, width),
        judged(row, &words, width),
        said(row, entered, width),
        to_do(entered, width),
        comparisons(row, width),
        totals(row, width),
        breakdowns(row),
        restatements(row, width),
        meaning(row, width),
    ] {
        if !page.is_empty() {
            lines.push(Fact::Gap);
            lines.extend(page);
        }
    }
    lines
}

fn text(width: usize, sentence: &str) -> impl Iterator<Item = Fact> {
    wrap(sentence, width).into_iter().map(Fact::Text)
}

fn aside(width: usize, sentence: &str) -> impl Iterator<Item = Fact> {
    wrap(sentence, width).into_iter().map(Fact::Aside)
}

/// How much of the period is there, why the figure is on the agenda, what the control chart says;
/// of what is `said` in words already, nothing again.
fn look(row: &IndicatorView, said: &[String], width: usize) -> Vec<Fact> {
    let mut lines = Vec::new();
    let more = &row.more;
    if let Some(part) = &row.incomplete
        && !said.iter().any(|sentence| sentence.contains(part.as_str()))
    {
        lines.extend(aside(width, &format!("so far {part}")));
    }
    if !more.reasons.is_empty() {
        lines.push(Fact::Heading("Why it needs a look".to_owned()));
    }
    let words = row.control_words();
    let mut control = words.as_str();
    for because in &more.reasons {
        // The control chart says the same and more.
        if control.contains(&because.words) {
            lines.extend(text(width, &capital(std::mem::take(&mut control))));
            continue;
        }
        let label = because.reason.label(row.streak);
        // `RED FOR 6` goes on as `red for 6 months`.
        let sentence = if because.words.to_uppercase().starts_with(&label) {
            capital(&because.words)
        } else {
            format!("{}: {}", capital(&label.to_lowercase()), because.words)
        };
        lines.extend(text(width, &sentence));
    }
    if !control.is_empty() {
        lines.push(Fact::Heading("Is it real?".to_owned()));
        lines.extend(text(width, &capital(control)));
    }
    lines
}

/// The first letter in upper case.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The target, and which figure it judges.
fn judged(row: &IndicatorView, said: &[String], width: usize) -> Vec<Fact> {
    let mut lines = Vec::new();
    match row.target.as_ref().map(TargetView::words) {
        // The figure's own words may have said it already.
        Some(target) if said.iter().any(|sentence| sentence.contains(&target)) => {}
        Some(target) => {
            lines.push(Fact::Heading("Target".to_owned()));
            lines.extend(text(width, &target));
        }
        None if row.polarity == Polarity::None => {
            lines.push(Fact::Heading("Target".to_owned()));
            lines.extend(aside(width, "none: there is no right number"));
        }
        None => {}
    }
    match row.rated_on {
        RateOn::Period => {}
        RateOn::YearToDate => lines.extend(aside(width, "the light judges the year to date")),
        RateOn::Rolling12 => lines.extend(aside(width, "the light judges the last 12 months")),
    }
    lines
}

/// What the service wrote, now and before.
fn said(row: &IndicatorView, entered: &Entered, width: usize) -> Vec<Fact> {
    let mut lines = Vec::new();
    if let Some(note) = &row.data_note {
        lines.push(Fact::Heading("Data".to_owned()));
        lines.extend(text(width, note));
    }
    if let Some(comment) = &row.comment {
        let by = row.more.comment_author.as_deref();
        lines.push(Fact::Heading(
            by.map_or_else(|| "Comment".to_owned(), |by| format!("Comment, {by}")),
        ));
        lines.extend(text(width, comment));
    }
    for (by, comment) in &entered.comments {
        lines.push(Fact::Heading(format!("Comment, {by}")));
        lines.extend(comment.lines().flat_map(|line| text(width, line)));
    }
    for (period, comment) in entered.earlier.iter().take(3) {
        lines.extend(aside(width, &format!("{}: {comment}", period.short())));
    }
    for (period, comment) in row.more.earlier_comments.iter().take(3) {
        lines.extend(aside(width, &format!("{}: {comment}", period.short())));
    }
    lines
}

/// Who is to do what about it, by when.
fn to_do(entered: &Entered, width: usize) -> Vec<Fact> {
    let mut lines: Vec<_> = entered.actions.iter().flat_map(|words| text(width, words)).collect();
    if !lines.is_empty() {
        lines.insert(0, Fact::Heading("To do".to_owned()));
    }
    lines
}

/// England, the neighbours and others, with their year and how many there were.
fn comparisons(row: &IndicatorView, width: usize) -> Vec<Fact> {
    let mut lines: Vec<_> = row.benchmarks.iter().map(benchmark).collect();
    let rank = row.rank_words();
    if !rank.is_empty() {
        lines.extend(text(width, &rank));
    }
    if !lines.is_empty() {
        lines.insert(0, Fact::Heading("Beside others".to_owned()));
    }
    lines
}

fn benchmark(benchmark: &BenchmarkView) -> Fact {
    let mut about = Vec::new();
    about.extend(benchmark.difference.map(str::to_owned));
    about.extend(benchmark.period.map(|period| period.to_string()));
    if let (Some(count), Some(of)) = (benchmark.count, benchmark.of)
        && count < of
    {
        about.push(format!("{count} of {of}"));
    }
    about.extend(benchmark.basis.clone());
    let title = if benchmark.name == NEIGHBOURS { "neighbours" } else { &benchmark.title };
    Fact::Pair(title.to_owned(), benchmark.shown.text(), about.join(", "))
}

/// The last periods as numbers, the newest first.
fn figures(row: &IndicatorView) -> Vec<Fact> {
    let mut lines = vec![Fact::Heading(format!("Last {}", row.frequency.periods()))];
    lines.extend((0..row.series.len()).rev().take(PERIODS).map(Fact::Point));
    if lines.len() == 1 { Vec::new() } else { lines }
}

/// Year to date, averages, last years.
fn totals(row: &IndicatorView, width: usize) -> Vec<Fact> {
    let periods = row.frequency.periods();
    let total = |label: &str, total: &Option<TotalView>| {
        total.as_ref().map(|t| {
            let simple = if t.simple { ", simple mean" } else { "" };
            let there = format!("{} of {} {periods}{simple}", t.periods, t.of);
            Fact::Pair(label.to_owned(), t.shown.text(), there)
        })
    };
    let mut lines = Vec::new();
    if row.kind != Kind::Stock {
        lines.extend(total("Year to date", &row.year_to_date));
    }
    lines.extend(total("Average this year", &row.year_average));
    lines.extend(total("Last 12 months", &row.rolling_12));
    for span in row.more.quarters.iter().chain(row.more.years.iter().rev()) {
        let (have, of) = span.parts;
        let there = if have < of { format!("{have} of {of}") } else { String::new() };
        lines.push(Fact::Pair(span.period.short(), span.shown.text(), there));
    }
    if let Some(change) = &row.year_ago {
        let word = change.direction.word().to_owned();
        lines.push(Fact::Pair(
            format!("Since {}", change.against.short()),
            change.shown.text(),
            word,
        ));
    }
    let year_to_date = row.year_to_date_words();
    if !year_to_date.is_empty() {
        lines.extend(aside(width, &year_to_date));
    }
    if !lines.is_empty() {
        lines.insert(0, Fact::Heading("Over time".to_owned()));
    }
    lines
}

/// The categories, grouped by what they divide by.
fn breakdowns(row: &IndicatorView) -> Vec<Fact> {
    let mut lines = Vec::new();
    let mut by = "";
    for (at, part) in row.breakdowns.iter().enumerate() {
        if part.by != by {
            if !lines.is_empty() {
                lines.push(Fact::Gap);
            }
            by = &part.by;
            lines.push(Fact::Heading(format!("By {}", by.replace('-', " "))));
        }
        lines.push(Fact::Part(at));
        lines.extend(part.of_which.iter().map(|words| Fact::OfWhich(words.clone())));
    }
    lines
}

/// Corrections: which month, what it was and is, and when that was known.
fn restatements(row: &IndicatorView, width: usize) -> Vec<Fact> {
    let mut lines = Vec::new();
    for change in row.restatements.iter().take(6) {
        let material = if change.material { "; material" } else { "" };
        let sentence = format!(
            "{}: {}, extract of {}{material}",
            change.period.short(),
            change.shown(),
            change.extracted
        );
        lines.extend(text(width, &sentence));
    }
    if !lines.is_empty() {
        lines.insert(0, Fact::Heading("Restated".to_owned()));
    }
    lines
}

/// What the figure is, whose it is and what to bear in mind.
fn meaning(row: &IndicatorView, width: usize) -> Vec<Fact> {
    let about = &row.more.about;
    let mut lines = vec![Fact::Heading("What it is".to_owned())];
    for sentence in [&about.definition, &about.caveat].into_iter().flatten() {
        lines.extend(text(width, sentence));
    }
    let better = match row.polarity {
        Polarity::Higher => "more is better",
        Polarity::Lower => "less is better",
        Polarity::Target => "within its range is best",
        Polarity::None => "neither more nor less is better",
    };
    let mut short =
        vec![better.to_owned(), row.unit.words().to_owned(), row.frequency.words().to_owned()];
    short.extend(about.owner.as_ref().map(|owner| format!("owner {owner}")));
    short.extend(about.lead.as_ref().map(|lead| format!("lead {lead}")));
    short.extend(about.proxy_for.as_ref().map(|what| format!("stands in for {what}")));
    short.extend(about.standard.clone());
    lines.extend(aside(width, &short.join("; ")));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[test]
    fn facts_come_in_groups_with_one_gap_between() {
        let board = fixture::board();
        for row in board.indicators() {
            let lines = facts(row, &Entered::default(), 40, true);
            assert!(!lines.windows(2).any(|pair| pair == [Fact::Gap, Fact::Gap]), "{}", row.id);
            assert_ne!(lines.first(), Some(&Fact::Gap));
            assert_ne!(lines.last(), Some(&Fact::Gap));
        }
    }

    #[test]
    fn at_most_thirteen_periods_are_listed_newest_first() {
        let board = fixture::board();
        let row = board.indicator("rereferrals").unwrap();
        let points: Vec<_> = facts(row, &Entered::default(), 40, true)
            .into_iter()
            .filter_map(|fact| match fact {
                Fact::Point(at) => Some(at),
                _ => None,
            })
            .collect();
        assert_eq!(points.len(), 13);
        assert_eq!(points[0], row.series.len() - 1);
    }
}
