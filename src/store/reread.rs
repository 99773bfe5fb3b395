//! Reading again what has something wrong in it: part by part, each complaint with its place.

use std::collections::HashSet;
use std::ops::Range;

use serde::Deserialize;

use crate::domain::complaint::{Complaint, Place};

use super::mend;
use super::place::Source;
use super::raise::{Raised, Raises, Step};
use super::scan::{Oddity, Scanned, scan};
use super::text::{quoted, safe};
use super::tree::{Found, Tree};

/// What a file turned out to be.
pub(super) enum Verdict {
    /// Of the wanted format, or wrong in a way that was complained about.
    Ours,
    /// Good JSON of another format: its name, where it has one.
    Other(Option<String>),
}

/// Complaints about a file whose shape is right: only what was raised about its meaning.
pub(super) fn located(
    file: &str,
    text: &str,
    not_utf8: Option<Range<usize>>,
    raises: Raises,
) -> Vec<Complaint> {
    if raises.list.is_empty() && not_utf8.is_none() {
        return Vec::new();
    }
    let source = Source::new(file, text);
    let tree = Tree::parse(text, &HashSet::new()).ok();
    let found = not_utf8.map(mend::not_utf8).into_iter().collect();
    finish(&source, found, raises, tree.as_ref())
}

/// Reads a file whose shape is wrong somewhere. `apply` takes what it can from the tree.
pub(super) fn patiently(
    file: &str,
    text: &str,
    not_utf8: Option<Range<usize>>,
    wanted: &'static str,
    apply: impl FnOnce(&Tree<'_>, &mut Raises),
) -> (Verdict, Vec<Complaint>) {
    let source = Source::new(file, text);
    let scanned = scan(text);
    let (mut found, known) = mend::oddities(&scanned, text);
    let broken = |mut found: Vec<Found>, utf8: Option<Range<usize>>| {
        found.extend(utf8.map(mend::not_utf8));
        (Verdict::Ours, finish(&source, found, Raises::default(), None))
    };
    if scanned.oddities.iter().any(|oddity| matches!(oddity, Oddity::Deep(_))) {
        found.retain(|f| f.code == "too-deep");
        return broken(found, not_utf8);
    }
    let format = match mend::format_of(&scanned) {
        Ok(format) => format,
        // What the scan found after a text that is left open means nothing.
        Err(syntax) => return broken(vec![syntax], not_utf8),
    };
    found.extend(not_utf8.map(mend::not_utf8));
    match format {
        Some(format) if format == wanted => {
            (Verdict::Ours, read_tree(&source, &scanned, &known, found, apply))
        }
        Some(format) if family(&format) == family(wanted) => {
            let wrong = vec![wrong_version(&format, wanted, &scanned)];
            (Verdict::Ours, finish(&source, wrong, Raises::default(), None))
        }
        other => (Verdict::Other(other), Vec::new()),
    }
}

/// The part of a format's name before its version.
fn family(format: &str) -> &str {
    format.split_once('/').map_or(format, |(family, _)| family)
}

fn read_tree(
    source: &Source<'_>,
    scanned: &Scanned<'_>,
    known: &HashSet<usize>,
    mut found: Vec<Found>,
    apply: impl FnOnce(&Tree<'_>, &mut Raises),
) -> Vec<Complaint> {
    let mut raises = Raises::default();
    match Tree::parse(&scanned.text, known) {
        Ok(tree) => {
            apply(&tree, &mut raises);
            found.extend(tree.take_found());
            finish(source, found, raises, Some(&tree))
        }
        Err((range, reason)) => {
            found.push(Found::error("not-json", range, reason, "put it right, or export it again"));
            finish(source, found, raises, None)
        }
    }
}

/// A version that this program does not read.
fn wrong_version(format: &str, wanted: &str, scanned: &Scanned<'_>) -> Found {
    let tree = Tree::parse(&scanned.text, &HashSet::new()).ok();
    Found::error(
        "wrong-version",
        tree.and_then(|tree| tree.text("format")).unwrap_or(0..0),
        format!("the format is {}, `{wanted}` is the version that is read", quoted(format, 60)),
        "export it in that version, or use a newer callover",
    )
}

/// Reads every entry of a list field by itself; those that can be read, and where they start.
/// All are taken away until they are restored, so that the header can be read without them.
pub(super) fn entries<'s, T: Deserialize<'s>>(
    tree: &Tree<'s>,
    field: &str,
    good: &mut Vec<usize>,
) -> Vec<T> {
    let nodes = tree.entries(field);
    let mut read = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let Some(entry) = tree.read(node) {
            read.push(entry);
            good.push(node.unit());
        }
        tree.prune(node.unit());
    }
    read
}

/// Every complaint in its final form, by line and column.
fn finish(
    source: &Source<'_>,
    found: Vec<Found>,
    raises: Raises,
    tree: Option<&Tree<'_>>,
) -> Vec<Complaint> {
    let mut complaints: Vec<Complaint> = found
        .into_iter()
        .map(|found| Complaint {
            severity: found.severity,
            code: found.code,
            message: safe(&found.message).into_owned(),
            help: safe(&found.help).into_owned(),
            place: source.place(found.range),
        })
        .collect();
    let told = raises.list.into_iter();
    complaints.extend(told.filter_map(|one| resolve(one, tree, source)));
    in_order(&mut complaints);
    complaints
}

/// A raised complaint with its place; `None` where what it misses was there and was wrong.
fn resolve(raised: Raised, tree: Option<&Tree<'_>>, source: &Source<'_>) -> Option<Complaint> {
    let base = tree.and_then(|tree| tree.find(&raised.at));
    if let (Some(tree), Some(base)) = (tree, &base)
        && tree.lost(base.start, raised.absent)
    {
        return None;
    }
    let field = raised.field.and_then(|field| {
        let mut path = raised.at.clone();
        path.push(Step::Key(field.to_owned()));
        tree?.find(&path)
    });
    let place = match field.or(base) {
        Some(range) => source.place(range),
        None => Place { line: 0, column: 0, length: 0, text: String::new(), ..source.end() },
    };
    let first = raised.first.and_then(|path| tree?.find(&path));
    let message = match first.map(|range| source.line(range.start)) {
        Some(line) => format!("{}, first on line {line}", raised.message),
        None => raised.message,
    };
    Some(Complaint {
        severity: raised.severity,
        code: raised.code,
        message: safe(&message).into_owned(),
        help: safe(&raised.help).into_owned(),
        place,
    })
}

/// By file, line and column, then as they were found.
pub(super) fn in_order(complaints: &mut [Complaint]) {
    complaints.sort_by(|a, b| {
        let key = |c: &Complaint| (c.place.line, c.place.column);
        a.place.file.cmp(&b.place.file).then(key(a).cmp(&key(b)))
    });
}
