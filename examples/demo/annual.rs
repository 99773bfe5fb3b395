//! Figures that come once a year, each in the month in which it would arrive.

use crate::book::Book;
use crate::figures::Figure;

/// One yearly figure: the month of its snapshot, the indicator, the year, the figure, its status.
struct Yearly(usize, &'static str, &'static str, Figure, Option<&'static str>);

/// A numerator and denominator.
const fn of(numerator: f64, denominator: f64) -> Figure {
    Figure::Share(numerator, denominator)
}

const PROVISIONAL: Option<&str> = Some("provisional");
const REVISED: Option<&str> = Some("revised");

/// The yearly figures in the order of their snapshots.
const FIGURES: &[Yearly] = &[
    // November 2023: the opening position.
    Yearly(0, "cost-per-child-week", "2022/23", Figure::Plain(1_760.0), None),
    Yearly(0, "care-persistent-absence", "AY2022/23", of(66.0, 312.0), None),
    Yearly(0, "care-key-stage-2", "AY2022/23", of(6.0, 17.0), None),
    Yearly(0, "care-attainment-8", "AY2022/23", Figure::Plain(19.6), None),
    Yearly(0, "care-leavers-eet", "2022/23", of(83.0, 161.0), None),
    Yearly(0, "care-leavers-higher-education", "2022/23", of(8.0, 161.0), None),
    Yearly(0, "care-leavers-not-in-touch", "2022/23", of(9.0, 161.0), None),
    Yearly(0, "ehcp-appeal-rate", "2022", of(31.0, 1_290.0), None),
    Yearly(0, "ehcp-pupils-share", "AY2022/23", of(1_640.0, 39_050.0), None),
    // The three years of cost, with the neighbours' beside it.
    Yearly(4, "cost-per-child-week", "2023/24", Figure::Plain(1_905.0), None),
    Yearly(16, "cost-per-child-week", "2024/25", Figure::Plain(2_020.0), None),
    Yearly(28, "cost-per-child-week", "2025/26", Figure::Plain(2_180.0), None),
    // The care leavers' return: provisional in May, revised in July.
    Yearly(6, "care-leavers-eet", "2023/24", of(86.0, 164.0), PROVISIONAL),
    Yearly(6, "care-leavers-higher-education", "2023/24", of(9.0, 164.0), PROVISIONAL),
    Yearly(6, "care-leavers-not-in-touch", "2023/24", of(8.0, 164.0), PROVISIONAL),
    Yearly(8, "care-leavers-eet", "2023/24", of(87.0, 165.0), REVISED),
    Yearly(8, "care-leavers-higher-education", "2023/24", of(9.0, 165.0), REVISED),
    Yearly(8, "care-leavers-not-in-touch", "2023/24", of(8.0, 165.0), REVISED),
    Yearly(18, "care-leavers-eet", "2024/25", of(89.0, 167.0), PROVISIONAL),
    Yearly(18, "care-leavers-higher-education", "2024/25", of(10.0, 167.0), PROVISIONAL),
    Yearly(18, "care-leavers-not-in-touch", "2024/25", of(7.0, 167.0), PROVISIONAL),
    Yearly(20, "care-leavers-eet", "2024/25", of(90.0, 168.0), REVISED),
    Yearly(20, "care-leavers-higher-education", "2024/25", of(10.0, 168.0), REVISED),
    Yearly(20, "care-leavers-not-in-touch", "2024/25", of(7.0, 168.0), REVISED),
    Yearly(30, "care-leavers-eet", "2025/26", of(93.0, 172.0), PROVISIONAL),
    Yearly(30, "care-leavers-higher-education", "2025/26", of(11.0, 172.0), PROVISIONAL),
    Yearly(30, "care-leavers-not-in-touch", "2025/26", of(6.0, 172.0), PROVISIONAL),
    Yearly(32, "care-leavers-eet", "2025/26", of(94.0, 174.0), REVISED),
    Yearly(32, "care-leavers-higher-education", "2025/26", of(11.0, 174.0), REVISED),
    Yearly(32, "care-leavers-not-in-touch", "2025/26", of(6.0, 174.0), REVISED),
    // Appeals of the calendar year, and the January census of the school year.
    Yearly(6, "ehcp-appeal-rate", "2023", of(37.0, 1_410.0), None),
    Yearly(18, "ehcp-appeal-rate", "2024", of(49.0, 1_560.0), None),
    Yearly(30, "ehcp-appeal-rate", "2025", of(58.0, 1_705.0), None),
    Yearly(7, "ehcp-pupils-share", "AY2023/24", of(1_845.0, 39_260.0), None),
    Yearly(19, "ehcp-pupils-share", "AY2024/25", of(2_062.0, 39_410.0), None),
    Yearly(31, "ehcp-pupils-share", "AY2025/26", of(2_271.0, 39_520.0), None),
    // The school year of the children in care, each September.
    Yearly(10, "care-persistent-absence", "AY2023/24", of(65.0, 309.0), None),
    Yearly(10, "care-key-stage-2", "AY2023/24", of(5.0, 14.0), None),
    Yearly(10, "care-attainment-8", "AY2023/24", Figure::Plain(18.8), None),
    Yearly(22, "care-persistent-absence", "AY2024/25", of(62.0, 301.0), None),
    Yearly(22, "care-key-stage-2", "AY2024/25", Figure::Missing("suppressed"), None),
    Yearly(22, "care-attainment-8", "AY2024/25", Figure::Plain(17.9), None),
    Yearly(34, "care-persistent-absence", "AY2025/26", of(58.0, 288.0), None),
    Yearly(34, "care-key-stage-2", "AY2025/26", of(6.0, 16.0), None),
    Yearly(34, "care-attainment-8", "AY2025/26", Figure::Plain(18.3), None),
];

/// Tells the yearly figures.
pub fn story(book: &mut Book) {
    for Yearly(month, id, period, figure, status) in FIGURES {
        let mut told = crate::book::observation(id, Some((*period).to_owned()), *figure);
        told.status = *status;
        book.add(*month, told);
    }
}
