//! `callover template`: a workbook to fill in and import.

use std::path::PathBuf;

use chrono::{Datelike, Local, NaiveDate};

use super::Failure;
use crate::domain::period::{Period, Shape};
use crate::store::atomic::{self, Readers};
use crate::store::folder::{self, Input, Source};
use crate::store::template::{self, Wish};

const EXAMPLES: &str = "Examples:
  callover template -o figures.xlsx                          this financial year, everything
  callover template -o core.xlsx --core                      only core indicators
  callover template -o ehcp.xlsx --section ehcp --from 2025-04 --to 2027-03
  callover import figures.xlsx -o figures/ --authority York  once it is filled in";

/// Arguments of `template`.
#[derive(clap::Args)]
#[command(before_long_help = EXAMPLES)]
pub struct Args {
    /// The workbook to write
    #[arg(short, long, value_name = "FILE.xlsx")]
    output: PathBuf,
    /// The first month (default: April of the financial year)
    #[arg(long, value_name = "MONTH")]
    from: Option<Period>,
    /// The last month (default: March of the financial year)
    #[arg(long, value_name = "MONTH")]
    to: Option<Period>,
    /// Only core indicators
    #[arg(long)]
    core: bool,
    /// Only this section
    #[arg(long, value_name = "ID")]
    section: Option<String>,
    /// A catalogue to read after the built-in one
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
}

/// Writes the workbook.
///
/// # Errors
/// Exit code 2 where the ending, the months or the section are wrong, 4 where it cannot be written.
pub fn run(args: &Args) -> Result<u8, Failure> {
    if let Some(missing) = args.catalogue.as_ref().filter(|path| !path.is_file()) {
        let missing = missing.display();
        return Err(Failure::input(format!("there is no catalogue `{missing}`: name a file")));
    }
    if !args.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        let output = args.output.display();
        return Err(Failure::usage(format!(
            "`{output}` does not end in .xlsx: a template is a workbook, name it so"
        )));
    }
    let input = Input {
        source: Source::Paths(Vec::new()),
        catalogues: args.catalogue.iter().cloned().collect(),
    };
    let (catalogue, _) = folder::catalogue(&input);
    if let Some(section) = &args.section
        && !catalogue.sections.iter().any(|s| s.id == *section)
    {
        let ids: Vec<&str> = catalogue.sections.iter().map(|s| s.id.as_str()).collect();
        return Err(Failure::usage(format!(
            "there is no section `{section}`: write {}",
            ids.join(", ")
        )));
    }
    let today = Local::now().date_naive();
    let (from, to) = months(args, today)?;
    let wish = Wish {
        catalogue: &catalogue,
        from,
        to,
        core: args.core,
        section: args.section.as_deref(),
        today,
    };
    let bytes = template::workbook(&wish)
        .map_err(|error| Failure::output(format!("the workbook could not be made: {error}")))?;
    atomic::write(&args.output, &bytes, Readers::Everybody)
        .map_err(|error| Failure::output(error.to_string()))?;
    Ok(0)
}

/// The first and last month: the financial year that today lies in, unless asked otherwise.
fn months(args: &Args, today: NaiveDate) -> Result<(Period, Period), Failure> {
    let month = |period: Option<Period>, default: Option<Period>| {
        let period = period.or(default);
        period
            .filter(|p| p.shape() == Shape::Month)
            .ok_or_else(|| Failure::usage("--from and --to are months: write 2026-04"))
    };
    let this = Period::month(today.year(), today.month());
    let year = args.from.or(this).and_then(Period::in_financial_year).map(Period::year);
    let from = month(args.from, year.and_then(|year| Period::month(year, 4)))?;
    let to = month(args.to, year.and_then(|year| Period::month(year + 1, 3)))?;
    let many = to.steps_since(from).unwrap_or(0) + 1;
    if !(1..=120).contains(&many) {
        return Err(Failure::usage(format!(
            "from {from} to {to}: 1 to 120 months are wanted, the first one first"
        )));
    }
    Ok((from, to))
}
