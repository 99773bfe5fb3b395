//! A document as Markdown: every sign that Markdown would read is kept as it was typed.

use std::fmt::Write as _;

use super::document::{Block, Cell, Document, Holds, Is, Light, Table, light_words};
use super::trend::Trend;

/// The document as Markdown.
pub fn write(document: &Document) -> String {
    let mut out = format!("# {}\n\n", line(&document.title));
    for words in &document.lead {
        let _ = writeln!(out, "{}\n", lines(words));
    }
    Writer { title: &document.title }.blocks(&mut out, &document.blocks);
    let kept = out.trim_end().len();
    out.truncate(kept);
    out.push('\n');
    out
}

/// What is written, and under which heading.
struct Writer<'a> {
    title: &'a str,
}

impl<'a> Writer<'a> {
    fn blocks(&mut self, out: &mut String, all: &'a [Block]) {
        for block in all {
            match block {
                Block::Heading(level, words) => {
                    self.title = words;
                    let _ = writeln!(out, "{} {}", "#".repeat(usize::from(*level)), line(words));
                }
                Block::Text(words) => {
                    let _ = writeln!(out, "{}", lines(words));
                }
                Block::List(points) => {
                    for point in points {
                        let _ = writeln!(out, "- {}", lines(point).replace('\n', "\n  "));
                    }
                }
                Block::Table(found) => {
                    if found.caption != self.title {
                        let _ = writeln!(out, "{}\n", lines(&found.caption));
                    }
                    table(out, found);
                }
                Block::Beside(words, chart) => {
                    self.blocks(out, words);
                    let Some(chart) = chart else { continue };
                    let _ = writeln!(out, "Through time: {}", line(&chart.words()));
                }
                Block::Light(light, words) => {
                    let _ = writeln!(out, "{}. {}", lit(*light), lines(words));
                }
                Block::Remark(label, words) => {
                    let _ = writeln!(
                        out,
                        "> **{}:** {}",
                        line(label),
                        lines(words).replace('\n', "\n> ")
                    );
                }
                Block::Notice(words) => {
                    let _ = writeln!(out, "> **{}**", line(words));
                }
                Block::ToFill(words) => {
                    let _ = writeln!(out, "\\[To be written: {}\\]", lines(words));
                }
                Block::Terms(terms) => {
                    let written = terms.iter().map(|(term, said)| {
                        let said: Vec<String> = said.iter().map(|part| lines(part)).collect();
                        format!("**{}**  \n{}\n", line(term), said.join("  \n"))
                    });
                    out.push_str(&written.collect::<Vec<_>>().join("\n"));
                }
            }
            out.push('\n');
        }
    }
}

fn table(out: &mut String, table: &Table) {
    let headings: Vec<String> = table.columns.iter().map(|column| line(&column.heading)).collect();
    let rule = |holds| if holds == Holds::Figures { "---:" } else { "---" };
    let rules: Vec<&str> = table.columns.iter().map(|column| rule(column.holds)).collect();
    let _ = writeln!(out, "| {} |\n| {} |", headings.join(" | "), rules.join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(cell).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

fn cell(cell: &Cell) -> String {
    let main = match &cell.is {
        Is::Light(light) => return beside(&lit(*light), &cell.aside),
        Is::Trend(trend) => return bars(trend),
        Is::Words(_) | Is::Figure(..) | Is::Lights(_) => {
            Cell { is: cell.is.clone(), aside: String::new() }.text()
        }
    };
    beside(&line(&main), &cell.aside)
}

fn beside(main: &str, aside: &str) -> String {
    match (main.is_empty(), aside.is_empty()) {
        (_, true) => main.to_owned(),
        (true, false) => line(aside),
        (false, false) => format!("{main} ({})", line(aside)),
    }
}

/// `▲ R red, 6 months`.
fn lit(light: Light) -> String {
    match light.letter() {
        "" => light_words(light),
        letter => format!("{} {letter} {}", light.shape(), light_words(light)),
    }
}

/// A bar a period, a space where there is no figure.
fn bars(trend: &Trend) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let values = || trend.figures().map(|(_, value)| value);
    let low = values().fold(f64::INFINITY, f64::min);
    let high = values().fold(f64::NEG_INFINITY, f64::max);
    let bar = |value: f64| {
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        let level = (0_u8..8).min_by(|a, b| {
            let off = |level: u8| (share * 7.0 - f64::from(level)).abs();
            off(*a).total_cmp(&off(*b))
        });
        level.and_then(|level| BARS.get(usize::from(level))).copied().unwrap_or(' ')
    };
    // A plain space would be taken away at the ends of a cell.
    trend.points.iter().map(|point| point.value.map_or('\u{2007}', bar)).collect()
}

/// Text in one line.
fn line(text: &str) -> String {
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Text of several lines, each kept as one; none of them begins a list.
fn lines(text: &str) -> String {
    text.lines().map(|text| unlisted(&line(text))).collect::<Vec<_>>().join("  \n")
}

/// A line that would begin a list, begun with a backslash.
fn unlisted(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let after = line.get(digits..).unwrap_or_default();
    if line.starts_with(['-', '+', '=']) {
        format!("\\{line}")
    } else if digits > 0 && after.starts_with(['.', ')']) {
        format!("{}\\{after}", line.get(..digits).unwrap_or_default())
    } else {
        line.to_owned()
    }
}

/// Signs that Markdown reads stand as themselves.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let entity =
            c == '&' && rest.peek().is_some_and(|c| c.is_ascii_alphanumeric() || *c == '#');
        if entity || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
