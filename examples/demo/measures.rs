//! Indicators of which the story fixes only the level: a table of them a section.

use crate::accounts::Accounts;
use crate::book::Book;
use crate::calendar::MONTHS;
use crate::figures::{
    Counts, Figure, Knot, averages, count_path, path, plain, shares_near, shares_of,
};

/// What a percentage is a share of, or what else a measure is.
pub enum Shape {
    /// A count.
    Count,
    /// An average with so many decimals.
    Average(u8),
    /// A percentage of another indicator's figure.
    Of(fn(&Accounts) -> &Counts),
    /// A percentage of a number of its own that moves along its knots; the second number is how far
    /// the denominator may stray from them to give the percentage exactly.
    Near(&'static [Knot], i32),
}

/// One such indicator.
pub struct Measure {
    /// Its id.
    pub id: &'static str,
    /// Its level.
    pub knots: &'static [Knot],
    /// Standard deviation from month to month.
    pub noise: f64,
    /// How much of the school year it follows.
    pub seasonal: f64,
    /// The index of its first month.
    pub start: usize,
    /// What it is.
    pub shape: Shape,
}

/// Tells every measure of a table.
pub fn tell(book: &mut Book, accounts: &Accounts, measures: &[Measure]) {
    for measure in measures {
        book.tell(measure.id, &figures(accounts, measure));
    }
}

/// The figures of one measure.
pub fn figures(accounts: &Accounts, measure: &Measure) -> [Figure; MONTHS] {
    let Measure { id, knots, noise, seasonal, .. } = *measure;
    let mut figures = match measure.shape {
        Shape::Count => plain(&count_path(id, knots, noise, seasonal)),
        Shape::Average(decimals) => averages(&path(id, knots, noise, seasonal), decimals),
        Shape::Of(denominators) => {
            shares_of(&path(id, knots, noise, seasonal), denominators(accounts))
        }
        Shape::Near(near, reach) => {
            let base = path(&format!("base of {id}"), near, 1.5, 0.0);
            shares_near(&path(id, knots, noise, seasonal), &base, reach)
        }
    };
    for figure in figures.iter_mut().take(measure.start) {
        *figure = Figure::Untold;
    }
    figures
}
