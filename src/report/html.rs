//! A document as one page of HTML: no script, no file beside it; read by eye, by ear, on a phone, in
//! print and in the dark.
//!
//! The page is well-formed XML too, so that a program can take it apart.

mod table;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::document::{Block, Document, Light};
use super::svg;

/// How a page looks, on a screen and in print.
pub(super) const STYLE: &str = include_str!("html/page.css");
/// The lights' shapes, drawn once and used everywhere: a font may lack them.
const SHAPES: &str = "<svg class=\"shapes\" width=\"0\" height=\"0\" aria-hidden=\"true\">\
<symbol id=\"shape-red\" viewBox=\"0 0 10 10\"><path d=\"M5 .6 9.8 9.4H.2z\"/></symbol>\
<symbol id=\"shape-amber\" viewBox=\"0 0 10 10\"><path d=\"M5 0 10 5 5 10 0 5z\"/></symbol>\
<symbol id=\"shape-green\" viewBox=\"0 0 10 10\"><circle cx=\"5\" cy=\"5\" r=\"4.6\"/></symbol></svg>\n";

/// The document as a page.
pub fn write(document: &Document) -> String {
    let title = escape(&document.title);
    let mut page = Page { title: document.title.clone(), ..Page::default() };
    page.blocks(&document.blocks);
    let contents = if document.contents { page.contents() } else { String::new() };
    let lead = document.lead.iter().map(|line| format!("<p>{}</p>\n", lines(line)));
    let lead: String = lead.collect();
    format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"color-scheme\" content=\"light dark\"/>\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{SHAPES}\
         <header>\n<h1>{title}</h1>\n{lead}</header>\n{contents}<main>\n{}</main>\n</body>\n</html>\n",
        page.out
    )
}

/// A page as it grows.
#[derive(Default)]
struct Page {
    out: String,
    /// The last heading.
    title: String,
    /// The headings of the second level, with their ids.
    headings: Vec<(String, String)>,
    /// How often an id was wanted.
    ids: BTreeMap<String, usize>,
}

impl Page {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, words) => self.heading(*level, words),
            Block::Text(words) => self.put(&format!("<p>{}</p>", lines(words))),
            Block::List(points) => {
                let points = points.iter().map(|point| format!("<li>{}</li>\n", lines(point)));
                let points: String = points.collect();
                self.put(&format!("<ul>\n{points}</ul>"));
            }
            Block::Table(table) => {
                let id = self.id("table");
                let stands_above = self.title == table.caption;
                table::write(&mut self.out, table, &id, stands_above);
            }
            Block::Beside(words, chart) => {
                self.put("<div class=\"beside\">\n<div>");
                self.blocks(words);
                self.put("</div>");
                if let Some(chart) = chart {
                    let id = self.id("chart");
                    let figure = figure(chart, &id);
                    self.put(&figure);
                }
                self.put("</div>");
            }
            Block::Light(shown, words) => {
                self.put(&format!("<p class=\"judged\">{} {}</p>", light(*shown), lines(words)));
            }
            Block::Remark(label, words) => {
                let (label, words) = (escape(label), lines(words));
                self.put(&format!("<p class=\"remark\"><b>{label}:</b> {words}</p>"));
            }
            Block::Notice(words) => {
                self.put(&format!("<p class=\"notice\">{}</p>", lines(words)));
            }
            Block::ToFill(words) => {
                let label = "To be written:";
                self.put(&format!("<p class=\"to-fill\"><b>{label}</b> {}</p>", lines(words)));
            }
            Block::Terms(terms) => {
                self.put("<dl>");
                for (term, said) in terms {
                    let said = said.iter().map(|part| format!("<dd>{}</dd>", lines(part)));
                    let said: String = said.collect();
                    self.put(&format!("<div><dt>{}</dt>{said}</div>", escape(term)));
                }
                self.put("</dl>");
            }
        }
    }

    fn put(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn heading(&mut self, level: u8, words: &str) {
        let id = self.id(&slug(words));
        words.clone_into(&mut self.title);
        let written = escape(words);
        self.put(&format!("<h{level} id=\"{id}\">{written}</h{level}>"));
        if level == 2 {
            self.headings.push((id, written));
        }
    }

    /// An id that no other part of the page has.
    fn id(&mut self, wanted: &str) -> String {
        let count = self.ids.entry(wanted.to_owned()).or_default();
        *count += 1;
        if *count == 1 { wanted.to_owned() } else { format!("{wanted}--{count}") }
    }

    fn contents(&self) -> String {
        let link =
            |(id, words): &(String, String)| format!("<li><a href=\"#{id}\">{words}</a></li>\n");
        let links: String = self.headings.iter().map(link).collect();
        format!("<nav aria-label=\"Contents\">\n<ul>\n{links}</ul>\n</nav>\n")
    }
}

/// A chart with what its lines are.
fn figure(chart: &super::chart::Chart, id: &str) -> String {
    let mut key = String::from("<span class=\"key figures\">figures</span>");
    if let Some(target) = &chart.target {
        let _ = write!(key, " <span class=\"key target\">target {}</span>", escape(target));
    }
    if let Some(usual) = &chart.usual {
        let _ = write!(key, " <span class=\"key usual\">usually {}</span>", escape(&usual.words));
    }
    for beside in &chart.beside {
        let (letter, words) = (beside.letter, escape(&beside.words));
        let _ = write!(key, " <span class=\"key\"><b>{letter}</b> {words}</span>");
    }
    if chart.points.iter().any(|point| point.restated) {
        key.push_str(" <span class=\"key restated\">restated</span>");
    }
    let drawn = svg::chart(chart, id);
    // The key says what the chart's own words say already.
    format!("<figure>{drawn}<figcaption aria-hidden=\"true\">{key}</figcaption></figure>")
}

/// A light: its shape, its letter, its word, and what goes with it.
fn light(light: Light) -> String {
    let word = light.word();
    if word.is_empty() {
        return "<span class=\"unrated\">not rated</span>".to_owned();
    }
    let muted = if light.indicative { " small" } else { "" };
    let beside = match light.beside() {
        beside if beside.is_empty() => beside,
        beside => format!(" <span class=\"aside\">{}</span>", escape(&beside)),
    };
    format!(
        "<span class=\"light {word}{muted}\"><svg class=\"shape\" aria-hidden=\"true\">\
         <use href=\"#shape-{word}\"/></svg><b aria-hidden=\"true\">{}</b> {word}</span>{beside}",
        light.letter()
    )
}

/// Text of several lines, each kept as one.
fn lines(text: &str) -> String {
    text.lines().map(escape).collect::<Vec<_>>().join("<br/>")
}

/// Text as text: nothing in it is read as HTML, and control characters are spaces.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no place for these two at all.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Small letters, digits and hyphens, for an id.
fn slug(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_alphanumeric() { c } else { '-' });
    let hyphened: String = plain.collect::<String>().to_lowercase();
    let words: Vec<&str> = hyphened.split('-').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "part".to_owned() } else { words.join("-") }
}
