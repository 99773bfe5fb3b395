//! The thirty-six months, their weeks, quarters and years, as the formats write them.

/// How many months the story lasts.
pub const MONTHS: usize = 36;
/// Index of the month in which the story begins, counted from January of year 0.
const FIRST: usize = 2023 * 12 + 10;

/// The year and month (1-12) of the story's month `index`.
pub fn year_month(index: usize) -> (usize, usize) {
    let months = FIRST + index;
    (months / 12, months % 12 + 1)
}

/// The month as a period: `2026-10`. Months before the first are written as well: `before` counts back.
pub fn month(index: usize, before: usize) -> String {
    let months = FIRST + index - before;
    format!("{}-{:02}", months / 12, months % 12 + 1)
}

/// The season of a month: 0 is January, 11 December.
pub fn season(index: usize) -> usize {
    (FIRST + index) % 12
}

/// A year as a period from the year in which it begins: `2025/26`.
pub fn written_year(begins: usize) -> String {
    format!("{begins}/{:02}", (begins + 1) % 100)
}

/// The quarter that ended with the month before this one: `2026/27-Q2`, seen from October 2026. The
/// opening month gives the quarter before it as well.
pub fn quarter_before(index: usize) -> Option<String> {
    let (year, month) = year_month(index);
    let (begins, quarter) = match month {
        1 => (year - 1, 3),
        4 => (year - 1, 4),
        7 => (year, 1),
        10 => (year, 2),
        11 if index == 0 => (year, 2),
        _ => return None,
    };
    Some(format!("{}-Q{quarter}", written_year(begins)))
}

/// Days from 1 January 1970 to a date of the common calendar.
fn day_number(year: usize, month: usize, day: usize) -> usize {
    let shifted = if month > 2 { year } else { year - 1 };
    let from_march = (month + 9) % 12;
    let in_year = (153 * from_march + 2) / 5 + day - 1;
    shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + in_year - 719_468
}

/// Day of the week of a day number: 0 is Monday.
fn weekday(number: usize) -> usize {
    (number + 3) % 7
}

/// The day of the extract: the fifth of the next month, or the Monday after a weekend's fifth.
pub fn extracted(index: usize) -> String {
    let (year, month) = year_month(index + 1);
    let day = match weekday(day_number(year, month, 5)) {
        5 => 7,
        6 => 6,
        _ => 5,
    };
    format!("{year}-{month:02}-{day:02}")
}

/// The ISO weeks whose Sunday falls in the month: `2026-W40` to `2026-W43` in October 2026.
pub fn weeks(index: usize) -> Vec<String> {
    let (year, month) = year_month(index);
    let (next_year, next_month) = year_month(index + 1);
    (day_number(year, month, 1)..day_number(next_year, next_month, 1))
        .filter(|number| weekday(*number) == 6)
        .map(|sunday| week_of(sunday, year))
        .collect()
}

/// The ISO week that ends on a Sunday: it belongs to the year of its Thursday.
fn week_of(sunday: usize, year: usize) -> String {
    let thursday = sunday - 3;
    let first_day = |year| day_number(year, 1, 1);
    let year = if thursday < first_day(year) { year - 1 } else { year };
    format!("{year}-W{:02}", (thursday - first_day(year)) / 7 + 1)
}
