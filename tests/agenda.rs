//! The agenda of the demonstration, whole: which items, in which order, for which reasons, and
//! that every sentence carries the figure that the table shows.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeSet;

use callover::assess::agenda::{Order, REASONS};
use callover::assess::ask::{Ask, Sources};
use callover::assess::board::Board;
use callover::store::folder::{self, Input};
use callover::store::published::England;

fn board(period: &str, order: Order) -> Board {
    let loaded = folder::load(&Input::demo(), &|_, _| {}).unwrap();
    let home = &loaded.facts.authorities()[loaded.facts.home().unwrap()];
    let england = England::default();
    let ask = Ask { period: Some(period.parse().unwrap()), order, ..Ask::default() };
    let sources =
        Sources { home, all: &loaded.facts, catalogue: &loaded.catalogue, published: &england };
    callover::assess::board(sources, &ask)
}

fn told(board: &Board) -> String {
    let lines = board.agenda.iter().map(|item| {
        format!(
            "{}  [{}]  {}\n    {}",
            item.label,
            item.reasons.join(", "),
            item.indicator,
            item.sentence
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn october_has_every_item_of_the_story() {
    insta::assert_snapshot!(told(&board("2026-10", Order::Section)));
}

#[test]
fn worst_first_is_by_reason_and_distance() {
    let october = board("2026-10", Order::Worst);
    insta::assert_snapshot!(
        october
            .agenda
            .iter()
            .map(|i| format!("{} {}", i.label, i.indicator))
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn april_tells_that_the_target_moved_and_not_the_service() {
    insta::assert_snapshot!(told(&board("2026-04", Order::Section)));
}

#[test]
fn each_reason_occurs_in_the_demonstration() {
    let mut seen = BTreeSet::new();
    let latest = board("2026-10", Order::Section);
    for period in &latest.periods {
        let board = board(&period.to_string(), Order::Section);
        seen.extend(board.agenda.iter().flat_map(|item| item.reasons.clone()));
    }
    let missing: Vec<_> = REASONS.iter().filter(|(_, word, _)| !seen.contains(word)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_sentence_carries_the_figure_of_the_table() {
    let october = board("2026-10", Order::Section);
    assert!(october.agenda.len() > 8);
    for item in &october.agenda {
        let view = october.indicator(&item.indicator).unwrap();
        assert!(
            item.sentence.contains(&view.shown.text()),
            "{} lacks {}",
            item.sentence,
            view.shown
        );
        assert!(item.sentence.starts_with(&view.name));
    }
}
