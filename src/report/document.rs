//! A document as it is meant, before it is HTML, Markdown, a workbook or CSV: headings, paragraphs,
//! tables, charts. Whoever puts a document together says nothing of how it looks; whoever writes it
//! knows nothing of figures.

use super::chart::Chart;
use super::trend::Trend;
use crate::assess::board::{Rating, Ratings};
use crate::domain::value::Unit;

/// A document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Its title: the one heading of the first level.
    pub title: String,
    /// Whose it is and of when, a line each.
    pub lead: Vec<String>,
    /// Whether its parts are listed after the lead.
    pub contents: bool,
    /// Everything else, in order.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of a level from 2.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// Points, one each.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// What is said, and a chart beside it where there is room.
    Beside(Vec<Self>, Option<Box<Chart>>),
    /// A light that stands by itself, with what is said beside it.
    Light(Light, String),
    /// Words of somebody's, led by what they are: `Comment`.
    Remark(String, String),
    /// What nobody may overlook.
    Notice(String),
    /// What a person has yet to write here.
    ToFill(String),
    /// Names, and what is said of each, a line a part.
    Terms(Vec<(String, Vec<String>)>),
}

/// A table. Every row has a cell for every column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns, from the left.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// What stands in it.
    pub holds: Holds,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// What its rows are called.
    Names,
    /// Words.
    Words,
    /// Sentences: they want room.
    Prose,
    /// Figures: they end alike.
    Figures,
}

impl Table {
    /// Without the columns in which no row has anything.
    #[must_use]
    pub fn without_empty_columns(mut self) -> Self {
        let filled = |at: usize| {
            self.rows.iter().any(|row| row.get(at).is_some_and(|cell| !cell.is_empty()))
        };
        let kept: Vec<bool> = (0..self.columns.len()).map(filled).collect();
        let mut keep = kept.iter();
        self.columns.retain(|_| keep.next() != Some(&false));
        for row in &mut self.rows {
            let mut keep = kept.iter();
            row.retain(|_| keep.next() != Some(&false));
        }
        self
    }
}

impl Column {
    /// A column of what the rows are called.
    pub fn names(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), holds: Holds::Names }
    }

    /// A column of words.
    pub fn words(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), holds: Holds::Words }
    }

    /// A column of sentences.
    pub fn prose(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), holds: Holds::Prose }
    }

    /// A column of figures.
    pub fn figures(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), holds: Holds::Figures }
    }
}

/// A cell: what stands in it, and smaller beside that what goes with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What stands in it.
    pub is: Is,
    /// What goes with it: `57 of 310`, a code, a year; empty where nothing does.
    pub aside: String,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Is {
    /// Words; none where there is nothing to say.
    Words(String),
    /// A figure as it is read, and as the number that it is, where it is one.
    Figure(String, Option<Number>),
    /// A light.
    Light(Light),
    /// How many of each light.
    Lights(Ratings),
    /// A figure through time.
    Trend(Trend),
}

/// A number that can be calculated with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Unrounded, in its unit.
    pub value: f64,
    /// How it is read.
    pub form: Form,
}

/// How a number is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In a unit, with so many decimals.
    Of(Unit, u8),
    /// As a change, with its sign.
    Change(Unit, u8),
    /// As it is.
    Plain,
}

/// A light as it is shown, or that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Light {
    /// The colour; `None`: not rated.
    pub rating: Option<Rating>,
    /// It rests on a small cohort.
    pub indicative: bool,
    /// Periods in a row with this light, and what they are: `(6, "months")`.
    pub streak: (u32, &'static str),
}

impl Light {
    /// Its letter: `R`, on a small cohort `(R)`; empty where not rated.
    pub fn letter(self) -> &'static str {
        self.rating.map_or("", |rating| rating.letter_on(self.indicative))
    }

    /// Its colour in a word; empty where not rated.
    pub fn word(self) -> &'static str {
        self.rating.map_or("", Rating::word)
    }

    /// Its shape, as the screen shows it; empty where not rated.
    pub fn shape(self) -> &'static str {
        match self.rating {
            Some(Rating::Red) => "▲",
            Some(Rating::Amber) => "◆",
            Some(Rating::Green) => "●",
            None => "",
        }
    }

    /// What goes with it: `6 months`, `small numbers`; empty where nothing does.
    pub fn beside(self) -> String {
        match (self.rating, self.indicative, self.streak) {
            (None, ..) | (_, false, (0 | 1, _)) => String::new(),
            (_, true, _) => "small numbers".to_owned(),
            (_, false, (count, periods)) => format!("{count} {periods}"),
        }
    }
}

impl Cell {
    /// Words.
    pub fn words(words: impl Into<String>) -> Self {
        Self::of(Is::Words(words.into()))
    }

    /// A figure as it is read, and the number that it is.
    pub fn figure(shown: impl Into<String>, number: Option<Number>) -> Self {
        Self::of(Is::Figure(shown.into(), number))
    }

    /// How many of something.
    pub fn count(count: usize) -> Self {
        let value = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        Self::figure(count.to_string(), Some(Number { value, form: Form::Of(Unit::Count, 0) }))
    }

    /// Anything.
    pub fn of(is: Is) -> Self {
        Self { is, aside: String::new() }
    }

    /// With something beside it.
    #[must_use]
    pub fn beside(self, aside: impl Into<String>) -> Self {
        Self { aside: aside.into(), ..self }
    }

    /// Nothing.
    pub fn nothing() -> Self {
        Self::words("")
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.aside.is_empty()
            && match &self.is {
                Is::Words(words) | Is::Figure(words, _) => words.is_empty() || words == "–",
                Is::Light(light) => light.rating.is_none(),
                Is::Lights(_) | Is::Trend(_) => false,
            }
    }

    /// Everything in it as one text.
    pub fn text(&self) -> String {
        let main = match &self.is {
            Is::Words(words) | Is::Figure(words, _) => words.clone(),
            Is::Light(light) => light_words(*light),
            Is::Lights(lights) => lights_words(*lights),
            Is::Trend(trend) => trend.words(),
        };
        match (main.is_empty(), self.aside.is_empty()) {
            (_, true) => main,
            (true, false) => self.aside.clone(),
            (false, false) => format!("{main} ({})", self.aside),
        }
    }
}

/// `red, 6 months`; `not rated`.
pub fn light_words(light: Light) -> String {
    match (light.word(), light.beside()) {
        ("", _) => "not rated".to_owned(),
        (word, beside) if beside.is_empty() => word.to_owned(),
        (word, beside) => format!("{word}, {beside}"),
    }
}

/// `1 red, 2 amber, 5 green, 8 not rated`.
pub fn lights_words(lights: Ratings) -> String {
    let Ratings { red, amber, green, none } = lights;
    format!("{red} red, {amber} amber, {green} green, {none} not rated")
}
