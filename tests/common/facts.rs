//! Small facts made by hand: one indicator, a few figures, a board.

use std::rc::Rc;

use callover::assess::ask::{Ask, Sources};
use callover::assess::board::{Board, IndicatorView};
use callover::domain::authority::{Area, Authority};
use callover::domain::catalogue::{Catalogue, Section};
use callover::domain::facts::Facts;
use callover::domain::indicator::{Frequency, Indicator, Kind, Polarity};
use callover::domain::observation::{Detail, Figure, Fraction, Observation, Status};
use callover::domain::period::Period;
use callover::domain::published::{Measure, Neighbour, Published, Year};
use callover::domain::snapshot::Snapshot;
use callover::domain::target::{Bound, Target};
use callover::domain::value::{Missing, Unit, Value};

/// An England that publishes nothing.
pub struct Nothing;

impl Published for Nothing {
    fn areas(&self) -> &[Area] {
        &[]
    }
    fn neighbours(&self, _: usize) -> Vec<Neighbour> {
        Vec::new()
    }
    fn measures(&self) -> &[Measure] {
        &[]
    }
    fn years(&self, _: &str) -> Option<Rc<Vec<Year>>> {
        None
    }
}

/// A period, by its text.
pub fn p(text: &str) -> Period {
    text.parse().unwrap()
}

/// An indicator called `x`: monthly, one decimal.
pub fn indicator(unit: Unit, polarity: Polarity, kind: Kind) -> Indicator {
    let mut indicator = Indicator::unknown("x", unit, 1, Frequency::Monthly);
    indicator.polarity = polarity;
    indicator.kind = kind;
    "front-door".clone_into(&mut indicator.section);
    indicator
}

/// A target always in force.
pub fn target(green: f64, amber: Option<f64>) -> Target {
    Target {
        green: Bound::Figure(green),
        amber: amber.map(Bound::Figure),
        from: None,
        to: None,
        milestone: None,
        origin: None,
        aspirational: false,
        why: None,
        reviewed: None,
    }
}

/// A plain figure.
pub fn value(number: f64) -> Figure {
    Figure { value: Value::Number(number), fraction: None, status: Status::Final }
}

/// So many of so many, in a unit.
pub fn share(unit: Unit, numerator: f64, denominator: f64) -> Figure {
    Figure {
        value: Value::Number(unit.multiplier() * numerator / denominator),
        fraction: Some(Fraction { numerator, denominator }),
        status: Status::Final,
    }
}

/// No figure, for a reason.
pub fn missing(reason: Missing) -> Figure {
    Figure { value: Value::Missing(Some(reason)), fraction: None, status: Status::Final }
}

/// Facts of one indicator, built a snapshot at a time.
pub struct Case {
    /// The indicator.
    pub indicator: Indicator,
    snapshots: Vec<Snapshot>,
}

impl Case {
    /// No figures yet.
    pub fn new(indicator: Indicator) -> Self {
        Self { indicator, snapshots: Vec::new() }
    }

    /// A snapshot for `period` extracted on `day` that gives these figures.
    pub fn extract(
        mut self,
        period: &str,
        day: &str,
        figures: &[(&str, Figure)],
        detail: Option<&Detail>,
    ) -> Self {
        let observation = |at: &str, figure: Figure, detail: Option<Detail>| Observation {
            indicator: 0,
            period: p(at),
            figure,
            detail: detail.map(Box::new),
            history: Vec::new(),
        };
        let observations = figures
            .iter()
            .map(|(at, figure)| observation(at, *figure, detail.cloned().filter(|_| *at == period)))
            .collect();
        self.snapshots.push(Snapshot {
            authority: Authority { code: None, name: "Sampleton".to_owned() },
            period: p(period),
            extracted: day.parse().unwrap(),
            source: None,
            file: format!("{period}-{day}.json"),
            indicators: [self.indicator.id.as_str().into()].into(),
            observations,
        });
        self
    }

    /// Months from `first` on, one figure each, in one snapshot for the last of them.
    pub fn months(self, first: &str, figures: &[Figure]) -> Self {
        let periods: Vec<String> = (0..figures.len())
            .map(|n| p(first).step(i32::try_from(n).unwrap()).unwrap().to_string())
            .collect();
        let given: Vec<(&str, Figure)> =
            periods.iter().map(String::as_str).zip(figures.iter().copied()).collect();
        let last = p(periods.last().unwrap());
        let period = if last.in_month() == Some(last) { last } else { last.in_month().unwrap() };
        self.extract(&period.to_string(), "2030-01-01", &given, None)
    }

    /// Months of plain values.
    pub fn values(self, first: &str, values: &[f64]) -> Self {
        self.months(first, &values.iter().map(|v| value(*v)).collect::<Vec<_>>())
    }

    /// The whole board, where nothing is published.
    pub fn board(&self, ask: &Ask) -> Board {
        self.read(&Nothing, |sources| callover::assess::board(sources, ask))
    }

    /// What the rules say of it where this is published.
    pub fn read<T>(&self, published: &dyn Published, rules: impl Fn(Sources<'_>) -> T) -> T {
        let mut catalogue = Catalogue::default();
        catalogue.sections.push(Section {
            id: "front-door".to_owned(),
            title: "Front door".to_owned(),
            remit: Vec::new(),
        });
        catalogue.put(self.indicator.clone());
        let all = Facts::gather(self.snapshots.clone(), |_, _| false);
        let home = &all.authorities()[all.home().unwrap()];
        rules(Sources { home, all: &all, catalogue: &catalogue, published })
    }

    /// The one indicator, as asked.
    pub fn ask(&self, ask: &Ask) -> IndicatorView {
        self.board(ask).indicator("x").cloned().unwrap()
    }

    /// The one indicator at the latest period.
    pub fn view(&self) -> IndicatorView {
        self.ask(&Ask::default())
    }
}
