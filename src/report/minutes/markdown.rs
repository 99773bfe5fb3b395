//! Minutes as Markdown: every sign that Markdown would read is kept as it was typed.

use std::fmt::Write as _;

use super::blocks::Block;

/// The blocks as Markdown.
pub(super) fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Heading(level, words) => {
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
            Block::Table(columns, rows) => table(&mut out, columns, rows),
        }
        out.push('\n');
    }
    let kept = out.trim_end().len();
    out.truncate(kept);
    out.push('\n');
    out
}

fn table(out: &mut String, columns: &[&str], rows: &[Vec<String>]) {
    let _ = writeln!(out, "| {} |", columns.join(" | "));
    let _ = writeln!(out, "|{}", " --- |".repeat(columns.len()));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| line(cell)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

/// Text in one line.
fn line(text: &str) -> String {
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Text of several lines, each kept as one.
fn lines(text: &str) -> String {
    text.lines().map(line).collect::<Vec<_>>().join("  \n")
}

/// Signs that Markdown reads stand as themselves.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
