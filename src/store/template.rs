//! A workbook with the catalogue's indicators and empty periods, to be filled in and imported.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use crate::domain::catalogue::{Catalogue, Section};
use crate::domain::indicator::{Frequency, Indicator};
use crate::domain::period::Period;
use crate::domain::value::Unit;

/// What a workbook is to hold.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The indicators.
    pub catalogue: &'a Catalogue,
    /// The first month.
    pub from: Period,
    /// The last month.
    pub to: Period,
    /// Only core indicators.
    pub core: bool,
    /// Only this section.
    pub section: Option<&'a str>,
    /// The day that the workbook says it was made on.
    pub today: NaiveDate,
}

/// The headings before the periods.
const HEADINGS: [(&str, f64); 5] =
    [("Code", 7.0), ("Id", 30.0), ("Indicator", 52.0), ("Unit", 12.0), ("Part", 13.0)];
/// A sheet's name is at most so long.
const LONGEST_NAME: usize = 31;

/// What the first sheet says, a line a row.
const EXPLANATION: &[&str] = &[
    "How to fill this in",
    "",
    "Every sheet is a section; quarters, years and weeks have sheets of their own.",
    "Write each figure under its period and leave empty what has not come yet.",
    "A percentage has three rows. Give the numerator and the denominator where you have them: the \
     percentage follows. Else give the percentage itself, 18.4 for 18.4%.",
    "Write why a figure is missing instead of leaving it empty:",
    "    c   held back, it could identify a child",
    "    x   not collected",
    "    z   the question does not arise",
    "Never write 0 for a figure that is missing.",
    "Rows and columns may be taken out, and sheets too. Do not change codes, ids and headings.",
    "",
    "Then: callover import THIS-FILE.xlsx -o FOLDER --authority YOUR-COUNCIL",
    "and:  callover FOLDER",
];

struct Looks {
    title: Format,
    heading: Format,
    month: Format,
    text: Format,
    grey: Format,
}

impl Looks {
    fn new() -> Self {
        let heading = Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0x00DD_E6EE))
            .set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            month: heading.clone().set_num_format("mmm yy").set_align(FormatAlign::Right),
            heading,
            text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            grey: Format::new().set_font_color(Color::RGB(0x0060_6060)),
        }
    }
}

/// The workbook's bytes; the same wish makes the same bytes.
///
/// # Errors
/// What the writer says, which for names that the catalogue can hold is nothing.
pub fn workbook(wish: &Wish<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(
        u16::try_from(wish.today.year()).unwrap_or(2026),
        u8::try_from(wish.today.month()).unwrap_or(1),
        u8::try_from(wish.today.day()).unwrap_or(1),
    )?;
    workbook.set_properties(
        &DocProperties::new().set_title("Figures to fill in").set_creation_datetime(&made),
    );
    let looks = Looks::new();
    explanation(workbook.add_worksheet(), &looks)?;
    for section in &wish.catalogue.sections {
        if wish.section.is_some_and(|only| only != section.id) {
            continue;
        }
        for frequency in
            [Frequency::Monthly, Frequency::Quarterly, Frequency::Annual, Frequency::Weekly]
        {
            let indicators: Vec<&Indicator> = wish
                .catalogue
                .indicators()
                .iter()
                .map(AsRef::as_ref)
                .filter(|i| i.section == section.id && i.frequency == frequency)
                .filter(|i| i.core || !wish.core)
                .collect();
            if !indicators.is_empty() {
                let sheet = workbook.add_worksheet();
                sheet.set_name(sheet_name(section, frequency))?;
                figures(sheet, &indicators, &periods(wish, frequency), &looks)?;
            }
        }
    }
    workbook.save_to_buffer()
}

fn explanation(sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("Read me")?;
    sheet.set_column_width(0, 100)?;
    for (row, line) in (0..).zip(EXPLANATION) {
        let look = if row == 0 { &looks.title } else { &looks.text };
        sheet.write_string_with_format(row, 0, *line, look)?;
    }
    Ok(())
}

/// A section's name, with what its periods are where they are no months.
fn sheet_name(section: &Section, frequency: Frequency) -> String {
    let ending = match frequency {
        Frequency::Monthly => "",
        Frequency::Quarterly => ", quarters",
        Frequency::Annual => ", years",
        Frequency::Weekly => ", weeks",
    };
    let title: String = section
        .title
        .chars()
        .map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c })
        .take(LONGEST_NAME - ending.len())
        .collect();
    format!("{}{ending}", title.trim())
}

/// The periods of a frequency that end in the months that are asked for.
fn periods(wish: &Wish<'_>, frequency: Frequency) -> Vec<Period> {
    let first = match frequency {
        Frequency::Monthly => Some(wish.from),
        Frequency::Quarterly => wish.from.in_quarter(),
        Frequency::Annual => wish.from.in_financial_year(),
        Frequency::Weekly => {
            let week = wish.from.first_day().iso_week();
            Period::week(week.year(), week.week())
        }
    };
    let last = match frequency {
        Frequency::Quarterly => wish.to.in_quarter(),
        Frequency::Annual => wish.to.in_financial_year(),
        Frequency::Monthly | Frequency::Weekly => Some(wish.to),
    };
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    std::iter::successors(Some(first), |period| period.step(1))
        .take_while(|period| period.ends_by(last))
        .collect()
}

/// The rows that an indicator has.
fn parts(indicator: &Indicator) -> &'static [&'static str] {
    match indicator.unit {
        Unit::Percent => &["Numerator", "Denominator", "Value"],
        _ => &["Value"],
    }
}

fn figures(
    sheet: &mut Worksheet,
    indicators: &[&Indicator],
    periods: &[Period],
    looks: &Looks,
) -> Result<(), XlsxError> {
    for (column, (heading, width)) in (0_u16..).zip(HEADINGS) {
        sheet.write_string_with_format(0, column, heading, &looks.heading)?;
        sheet.set_column_width(column, width)?;
    }
    let first = u16::try_from(HEADINGS.len()).unwrap_or(0);
    for (column, period) in (first..).zip(periods) {
        if period.shape() == crate::domain::period::Shape::Month {
            sheet.write_datetime_with_format(0, column, period.first_day(), &looks.month)?;
        } else {
            sheet.write_string_with_format(0, column, period.to_string(), &looks.heading)?;
        }
        sheet.set_column_width(column, 11)?;
    }
    let mut row = 1;
    for indicator in indicators {
        for part in parts(indicator) {
            let look = if *part == "Value" { Format::new() } else { looks.grey.clone() };
            let texts = [
                indicator.code.as_str(),
                indicator.id.as_str(),
                indicator.name.as_str(),
                indicator.unit.words(),
                part,
            ];
            for (column, text) in (0_u16..).zip(texts) {
                sheet.write_string_with_format(row, column, text, &look)?;
            }
            let number = Format::new().set_num_format(number_format(indicator, part));
            for (column, _) in (first..).zip(periods) {
                sheet.write_blank(row, column, &number)?;
            }
            row += 1;
        }
    }
    sheet.set_freeze_panes(1, first)?;
    Ok(())
}

/// How a figure is written in the workbook; a percentage is written as it is read, 18.4.
fn number_format(indicator: &Indicator, part: &str) -> String {
    if part != "Value" {
        return "#,##0".to_owned();
    }
    let decimals = usize::from(indicator.decimals);
    match (indicator.unit, decimals) {
        (Unit::Pounds, 0) => "£#,##0".to_owned(),
        (_, 0) => "#,##0".to_owned(),
        (_, n) => format!("#,##0.{}", "0".repeat(n)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::catalogue::built_in;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn the_same_wish_makes_the_same_bytes() {
        let catalogue = built_in();
        let wish = Wish {
            catalogue: &catalogue,
            from: period("2026-04"),
            to: period("2026-06"),
            core: true,
            section: None,
            today: NaiveDate::from_ymd_opt(2026, 11, 5).unwrap(),
        };
        assert_eq!(workbook(&wish).unwrap(), workbook(&wish).unwrap());
        let all = |frequency| {
            periods(&wish, frequency).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(all(Frequency::Monthly), ["2026-04", "2026-05", "2026-06"]);
        assert_eq!(all(Frequency::Quarterly), ["2026/27-Q1"]);
        assert_eq!(all(Frequency::Annual), ["2026/27"]);
        let weeks = all(Frequency::Weekly);
        assert_eq!((weeks[0].as_str(), weeks.last().unwrap().as_str()), ("2026-W14", "2026-W26"));
    }

    #[test]
    fn every_section_has_a_name_that_a_sheet_may_have() {
        for section in &built_in().sections {
            for frequency in [Frequency::Monthly, Frequency::Quarterly, Frequency::Weekly] {
                let name = sheet_name(section, frequency);
                assert!(name.chars().count() <= LONGEST_NAME && !name.contains('/'), "{name}");
            }
        }
    }
}
