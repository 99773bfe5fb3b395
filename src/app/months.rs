//! The lights of the last months: which months stand in the matrix, and a row's point in each.

use crate::assess::board::{Board, IndicatorView, SeriesPoint};
use crate::domain::period::Period;

/// The most months that are shown.
pub const MOST: usize = 24;

/// The periods of the matrix, oldest first: the board's own last.
pub fn columns(board: &Board) -> Vec<Period> {
    let upto = board.periods.partition_point(|period| *period <= board.period);
    let from = upto.saturating_sub(MOST);
    board.periods.get(from..upto).unwrap_or_default().to_vec()
}

/// The period of the column so many before the last one.
pub fn column(board: &Board, back: usize) -> Option<Period> {
    columns(board).into_iter().nth_back(back)
}

/// The row's point for a column: the one of that period, else (a quarter's, a year's, a week's
/// figure) the newest that ended within it.
pub fn point(row: &IndicatorView, column: Period) -> Option<&SeriesPoint> {
    let upto = row.series.partition_point(|point| point.period.last_day() <= column.last_day());
    let newest = row.series.get(upto.checked_sub(1)?)?;
    (newest.period == column || column.holds_end_of(newest.period)).then_some(newest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[test]
    fn the_boards_period_stands_last_and_a_year_in_the_month_in_which_it_ended() {
        let board = fixture::board();
        let all = columns(&board);
        assert_eq!((all.len(), all.last()), (MOST, Some(&board.period)));
        let month = |y, m| Period::month(y, m).unwrap();
        let yearly = board.indicator("care-leavers-eet").unwrap();
        assert_eq!(point(yearly, month(2026, 3)).unwrap().period.to_string(), "2025/26");
        assert_eq!(point(yearly, month(2026, 4)), None);
        let monthly = board.indicator("rereferrals").unwrap();
        for column in all {
            assert_eq!(point(monthly, column).unwrap().period, column);
        }
    }
}
