//! How a report ends: what was corrected, which reds nobody explains to the public, what words mean,
//! where figures come from.

use super::{Paper, named, titled};
use crate::assess::board::{Correction, IndicatorView, TargetView};
use crate::assess::shown::Symbol;
use crate::assess::words::capital;
use crate::domain::indicator::Polarity;
use crate::domain::snapshot::{parse_day, write_day};
use crate::domain::value::Unit;
use crate::report::document::{Block, Cell, Column, Form, Number, Table};

/// How the tables are read.
const READING: &[(&str, &str)] = &[
    (
        "Rating",
        "Red, amber or green by the target in force; each with its letter and shape. A number of \
         periods says how long it has had this light. An indicator with no right direction is never \
         rated, however it moves.",
    ),
    (
        "Small numbers",
        "Where few children are concerned the figure is given in numbers, 7 of 12, and its rating \
         stands in an outline: one child more or less would change it.",
    ),
    (
        "Change",
        "Against the period named at the top, in the figure's own unit: better or worse where there \
         is a right direction, else up or down.",
    ),
    ("Trend", "The last 24 periods, each on its own scale. A month without a figure is a gap."),
    (
        "Is it real?",
        "Whether the figure moves more than it usually does from one period to the next, by its own \
         control chart; and whether, as things run, it can be expected to meet its target.",
    ),
    (
        "England, Neighbours",
        "The newest published figure of England, and the average of the ten statistical neighbours, \
         with their year. Numbers are not compared: they depend on the size of the place.",
    ),
    (
        "Provisional, revised",
        "A provisional figure may still change; a revised one has been put right.",
    ),
];

impl Paper<'_> {
    /// What was corrected since the last report; nothing where nobody asked.
    pub(super) fn corrections(&self) -> Vec<Block> {
        let Some(table) = self.corrected_figures() else { return Vec::new() };
        let since = self.since.map_or_else(String::new, |day| format!(" since {}", write_day(day)));
        let title = format!("Corrected{since}");
        if table.rows.is_empty() {
            let none = "No figure that was given before has changed.".to_owned();
            return vec![Block::Heading(2, title), Block::Text(none)];
        }
        titled(2, &title, table)
    }

    /// Every correction in a row; `None` where nobody asked.
    pub(super) fn corrected_figures(&self) -> Option<Table> {
        let corrections = self.board.corrections.as_ref()?;
        let columns = vec![
            Column::names("Indicator"),
            Column::words("Period"),
            Column::figures("Was"),
            Column::figures("Is now"),
            Column::words("Extracted"),
            Column::words("Does it matter?"),
        ];
        let row = |correction: &Correction| {
            let found = &correction.restatement;
            let day = parse_day(&found.extracted);
            let form = self
                .board
                .indicator(&correction.indicator)
                .map_or(Form::Plain, |row| Form::Of(row.unit, row.decimals));
            let number = |value: Option<f64>| value.map(|value| Number { value, form });
            vec![
                Cell::words(&correction.name),
                Cell::words(found.period.long()),
                Cell::figure(found.was.text(), number(found.from)),
                Cell::figure(found.now.text(), number(found.to)),
                Cell::words(day.map_or_else(|| found.extracted.clone(), write_day)),
                Cell::words(if found.material { "yes" } else { "little" }),
            ]
        };
        let caption =
            "Figures that are others than they were given before; it matters where a light \
                       changed or the figure moved by 5% or more"
                .to_owned();
        Some(Table { caption, columns, rows: corrections.iter().map(row).collect() })
    }

    /// Reds without a comment for the public: for officers, so not in what the public reads.
    pub(super) fn without_a_comment(&self) -> Vec<Block> {
        let silent = self.reds_without_a_public_comment();
        if silent.is_empty() || self.board.public {
            return Vec::new();
        }
        let point = |row: &&IndicatorView| {
            let owner = row.owner();
            format!("{}: {owner}", named(row))
        };
        vec![
            Block::Heading(2, "Red without a comment for the public".to_owned()),
            Block::Text(
                "The public will read these without a word of explanation. With each, who answers \
                 for it."
                    .to_owned(),
            ),
            Block::List(silent.iter().map(point).collect()),
        ]
    }

    /// Definitions, how to read the tables, sources.
    pub(super) fn ending(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Heading(2, "Definitions".to_owned())];
        let rows: Vec<&IndicatorView> = if self.exceptions {
            self.board.indicators().filter(|row| !row.more.reasons.is_empty()).collect()
        } else {
            self.board.indicators().collect()
        };
        blocks.push(Block::Terms(rows.iter().map(|row| (named(row), definition(row))).collect()));
        blocks.push(Block::Heading(2, "How to read the tables".to_owned()));
        let terms = self.terms().into_iter().map(|(term, said)| (term, vec![said]));
        blocks.push(Block::Terms(terms.collect()));
        blocks.push(Block::Heading(2, "Sources".to_owned()));
        blocks.push(Block::List(self.sources()));
        blocks
    }

    /// How the tables are read: a word, and what it means.
    pub(super) fn terms(&self) -> Vec<(String, String)> {
        let terms = READING.iter().map(|(term, said)| ((*term).to_owned(), (*said).to_owned()));
        let symbols = Symbol::ALL.iter().filter(|_| self.board.public);
        let symbols = symbols.map(|symbol| (symbol.letter().to_owned(), explained(*symbol)));
        terms.chain(symbols).collect()
    }

    /// Where the figures come from.
    pub(super) fn sources(&self) -> Vec<String> {
        let board = self.board;
        let own = match board.source.as_ref().filter(|_| !board.public) {
            Some(source) => format!("{source}{}.", self.as_at()),
            None => format!("{}'s own figures{}.", board.authority.name, self.as_at()),
        };
        let published = board.indicators().any(|row| !row.benchmarks.is_empty());
        let published = published.then(|| {
            "Figures of England, its regions and other councils, each with its year: Department for \
             Education, unless said otherwise. Contains public sector information licensed under the \
             Open Government Licence v3.0."
                .to_owned()
        });
        std::iter::once(own).chain(published).collect()
    }
}

/// A symbol in full.
fn explained(symbol: Symbol) -> String {
    match symbol {
        Symbol::Suppressed => {
            "Left out, since the number is small and could tell who a child is, or since such a \
             number could be worked out from it."
        }
        Symbol::NotApplicable => "The question does not arise.",
        Symbol::NotAvailable => "Late, not collected, or nobody was in the cohort.",
        Symbol::NearlyNothing => "Rounds to zero but is not.",
    }
    .to_owned()
}

/// A fact of an indicator's definition: its heading, and what is said; empty where nothing is.
type Fact = (&'static str, fn(&IndicatorView) -> String);

/// What is known of what an indicator means.
#[rustfmt::skip] // a table: one row a fact
pub(super) const FACTS: &[Fact] = &[
    ("Definition", |row| row.more.about.definition.clone().unwrap_or_default()),
    ("Counted as", |row| counted(row).to_owned()),
    ("How often", |row| row.frequency.words().to_owned()),
    ("Direction", |row| direction(row.polarity).to_owned()),
    ("Answered for by", |row| row.more.about.owner.clone().unwrap_or_default()),
    ("Target", |row| row.target.as_ref().map_or_else(String::new, TargetView::words)),
    ("National standard", |row| row.more.about.standard.clone().unwrap_or_default()),
    ("Stands in for", |row| row.more.about.proxy_for.clone().unwrap_or_default()),
    ("To bear in mind", |row| row.more.about.caveat.clone().unwrap_or_default()),
];
/// The facts that say themselves what they are, in one line.
const IN_ONE_LINE: [&str; 3] = ["Counted as", "How often", "Direction"];

fn counted(row: &IndicatorView) -> &'static str {
    match row.unit {
        Unit::Count => "a number",
        unit => unit.words(),
    }
}

fn direction(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Higher => "higher is better",
        Polarity::Lower => "lower is better",
        Polarity::Target => "it should stay within its range",
        Polarity::None => "no right direction",
    }
}

/// An indicator's facts, a line each, those that say themselves what they are in one.
fn definition(row: &IndicatorView) -> Vec<String> {
    let (mut lines, mut plain) = (Vec::new(), Vec::new());
    for (heading, fact) in FACTS {
        match (*heading, fact(row)) {
            (_, said) if said.is_empty() => {}
            ("Definition", said) => lines.push(said),
            (heading, said) if IN_ONE_LINE.contains(&heading) => plain.push(said),
            (heading, said) => lines.push(format!("{heading}: {said}")),
        }
    }
    let at = usize::from(row.more.about.definition.is_some());
    lines.insert(at, capital(&plain.join("; ")) + ".");
    lines
}
