//! A section divided: its indicators down, the categories of one breakdown across.

use super::listing::Line;
use crate::assess::board::{Board, BreakdownView, IndicatorView};

fn rows<'a>(board: &'a Board, section: &str) -> impl Iterator<Item = (usize, &'a IndicatorView)> {
    let found = board.sections.iter().find(|s| s.id == section);
    found.into_iter().flat_map(|section| section.indicators.iter().enumerate())
}

/// What the section's figures are divided by, in the order in which a person asks: by team first,
/// then what most of its indicators have.
pub fn ways(board: &Board, section: &str) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for (_, row) in rows(board, section) {
        let mut own: Vec<&str> = row.breakdowns.iter().map(|part| part.by.as_str()).collect();
        own.dedup();
        for by in own {
            match counted.iter_mut().find(|(known, _)| known == by) {
                Some((_, count)) => *count += 1,
                None => counted.push((by.to_owned(), 1)),
            }
        }
    }
    counted.sort_by_key(|(by, count)| (by != "team", std::cmp::Reverse(*count)));
    counted.into_iter().map(|(by, _)| by).collect()
}

/// The categories across, as the first indicator gives them, then those that only others have.
pub fn categories(board: &Board, section: &str, by: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in rows(board, section).flat_map(|(_, row)| &row.breakdowns) {
        if part.by == by && !found.contains(&part.category) {
            found.push(part.category.clone());
        }
    }
    found
}

/// The cell of a row and a category; `None` where the row has none.
pub fn cell<'a>(row: &'a IndicatorView, by: &str, category: &str) -> Option<&'a BreakdownView> {
    row.breakdowns.iter().find(|part| part.by == by && part.category == category)
}

/// The section's rows that are divided this way.
pub fn lines(board: &Board, section: &str, by: &str) -> Vec<Line> {
    let Some(at) = board.sections.iter().position(|s| s.id == section) else { return Vec::new() };
    rows(board, section)
        .filter(|(_, row)| row.breakdowns.iter().any(|part| part.by == by))
        .map(|(row, _)| Line::Row(at, row))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[test]
    fn every_cell_stands_under_its_category() {
        let board = fixture::board();
        let mut cells = 0;
        for section in &board.sections {
            for by in ways(&board, &section.id) {
                let across = categories(&board, &section.id, &by);
                assert!(!across.is_empty());
                for line in lines(&board, &section.id, &by) {
                    let row = line.row(&board).unwrap();
                    let found = across.iter().filter_map(|c| cell(row, &by, c)).count();
                    let given = row.breakdowns.iter().filter(|part| part.by == by).count();
                    assert_eq!(found, given, "{}", row.id);
                    cells += found;
                }
            }
        }
        assert!(cells > 0);
    }

    #[test]
    fn by_team_comes_first() {
        let mut board = fixture::board();
        let (section, id) = board
            .sections
            .iter()
            .enumerate()
            .find(|(_, s)| s.indicators.iter().any(|row| !row.breakdowns.is_empty()))
            .map(|(at, s)| (at, s.id.clone()))
            .unwrap();
        let rows = &mut board.sections[section].indicators;
        let part = rows.iter().find_map(|row| row.breakdowns.first()).unwrap().clone();
        rows[0].breakdowns.push(BreakdownView { by: "team".to_owned(), ..part });
        assert_eq!(ways(&board, &id)[0], "team");
        assert_eq!(ways(&board, "nowhere"), Vec::<String>::new());
    }
}
