//! Minutes as one page of HTML: no script, no file beside it, readable in print and by a reader.

use std::fmt::Write as _;

use super::blocks::Block;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;\
padding:0 1rem;color:#1b1b1b;background:#fff}h1,h2,h3{line-height:1.25}\
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;\
padding:.3rem .6rem;border-bottom:1px solid #767676}\
@media(prefers-color-scheme:dark){body{color:#e8e8e8;background:#161616}}\
@media print{body{margin:0;max-width:none;color:#000;background:#fff}}";

/// The blocks as a page.
pub(super) fn write(blocks: &[Block]) -> String {
    let title = blocks.iter().find_map(|block| match block {
        Block::Heading(1, words) => Some(escape(words)),
        _ => None,
    });
    let title = title.unwrap_or_else(|| "Minutes".to_owned());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
    );
    for block in blocks {
        match block {
            Block::Heading(level, words) => {
                let _ = writeln!(out, "<h{level}>{}</h{level}>", escape(words));
            }
            Block::Text(words) => {
                let _ = writeln!(out, "<p>{}</p>", lines(words));
            }
            Block::List(points) => {
                out.push_str("<ul>\n");
                for point in points {
                    let _ = writeln!(out, "<li>{}</li>", lines(point));
                }
                out.push_str("</ul>\n");
            }
            Block::Table(columns, rows) => table(&mut out, columns, rows),
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn table(out: &mut String, columns: &[&str], rows: &[Vec<String>]) {
    out.push_str("<table>\n<thead><tr>");
    for column in columns {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escape(column));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for cell in row {
            let _ = write!(out, "<td>{}</td>", lines(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn lines(text: &str) -> String {
    text.lines().map(escape).collect::<Vec<_>>().join("<br>")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
