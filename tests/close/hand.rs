//! An England of six authorities, worked out by hand.

use std::rc::Rc;

use callover::assess::ask::Ask;
use callover::assess::close::{CloseUp, Seat, close_up};
use callover::assess::published::Apart;
use callover::domain::authority::{Area, AreaKind};
use callover::domain::indicator::{Indicator, Kind, Polarity};
use callover::domain::observation::{Breakdown, Detail, GivenBenchmark};
use callover::domain::published::{Measure, Neighbour, Published, Year};
use callover::domain::value::Unit;

use super::facts::{Case, indicator, p, share, value};

/// Sampleton and five others: two of them its neighbours, one more in its region.
struct Six {
    areas: Vec<Area>,
    measures: Vec<Measure>,
    years: Rc<Vec<Year>>,
}

impl Six {
    fn new(unit: Unit, polarity: Polarity) -> Self {
        let area = |name: &str, kind, region: &str| Area {
            number: name.to_owned(),
            ons: String::new(),
            name: name.to_owned(),
            kind,
            region: region.to_owned(),
            abolished: None,
        };
        let authority = |name, region| area(name, AreaKind::Authority, region);
        let year = |period: &str, values: [Option<f64>; 8]| Year::new(p(period), values.to_vec());
        Self {
            areas: vec![
                authority("Sampleton", "West"),
                authority("Alder", "West"),
                authority("Birch", "East"),
                authority("Cedar", "West"),
                authority("Elm", "East"),
                authority("Fir", "East"),
                area("West", AreaKind::Region, ""),
                area("England", AreaKind::Country, ""),
            ],
            measures: vec![Measure {
                code: "X".to_owned(),
                id: "x-year".to_owned(),
                display: "X1".to_owned(),
                section: "front-door".to_owned(),
                name: "X".to_owned(),
                definition: "x".to_owned(),
                unit,
                polarity,
                decimals: 1,
                kind: Kind::Flow,
                banded: true,
            }],
            years: Rc::new(vec![
                year("2023/24", [24.0, 10.0, 20.0, 30.0, 40.0, 50.0, 21.0, 25.0].map(Some)),
                year(
                    "2024/25",
                    [
                        Some(20.0),
                        Some(16.0),
                        Some(20.0),
                        None,
                        Some(28.0),
                        Some(44.0),
                        Some(18.0),
                        Some(22.5),
                    ],
                ),
            ]),
        }
    }
}

impl Published for Six {
    fn areas(&self) -> &[Area] {
        &self.areas
    }
    fn neighbours(&self, area: usize) -> Vec<Neighbour> {
        let near = |area, closeness: &str| Neighbour { area, closeness: closeness.to_owned() };
        // Elm is nearer than Birch.
        if area == 0 {
            vec![near(4, "very close"), near(2, "close"), near(3, "not close")]
        } else {
            Vec::new()
        }
    }
    fn measures(&self) -> &[Measure] {
        &self.measures
    }
    fn years(&self, code: &str) -> Option<Rc<Vec<Year>>> {
        (code == "X").then(|| Rc::clone(&self.years))
    }
}

fn measured(unit: Unit, polarity: Polarity) -> Indicator {
    Indicator { published: Some("X".to_owned()), ..indicator(unit, polarity, Kind::Flow) }
}

fn look(case: &Case, england: &Six) -> CloseUp {
    let ask = Ask::default();
    case.read(england, |sources| {
        let board = callover::assess::board(sources, &ask);
        close_up(sources, &ask, &board, "x").unwrap()
    })
}

/// 18 of 100 in October 2025: Wilson's interval is 11.7 to 26.7.
fn eighteen() -> CloseUp {
    let case = Case::new(measured(Unit::Percent, Polarity::Lower))
        .months("2025-10", &[share(Unit::Percent, 18.0, 100.0)]);
    look(&case, &Six::new(Unit::Percent, Polarity::Lower))
}

#[test]
fn ranks_and_quarters_are_as_worked_by_hand() {
    let close = eighteen();
    let league = &close.leagues[0];
    assert_eq!(league.periods, [p("2023/24"), p("2024/25")]);
    let names: Vec<&str> = league.members.iter().map(|m| m.name.as_str()).collect();
    assert_eq!(names, ["Sampleton", "Elm", "Birch", "Cedar", "Alder", "Fir"]);
    assert_eq!(league.members[4].seat, Seat::Region);
    assert_eq!(league.members[5].seat, Seat::Other);
    let now = &league.tables[1];
    let ranked = now.standings.iter().map(|s| {
        let joint = if s.joint { "joint " } else { "" };
        let (quartile, difference) = (s.quartile.unwrap(), s.difference.unwrap());
        format!("{joint}{} {} {quartile} {difference}", s.rank, names[s.member])
    });
    assert_eq!(
        ranked.collect::<Vec<_>>(),
        [
            "1 Alder A similar",
            "joint 2 Sampleton A similar",
            "joint 2 Birch A similar",
            "4 Elm C better",
            "5 Fir D better",
        ]
    );
    assert_eq!(now.quartiles, Some([20.0, 20.0, 28.0]));
    assert_eq!(now.rank_words, "joint 2nd of 5 (2024/25)");
    assert_eq!(now.quarter_words, "in the best quarter");
    let words = "18.0% in October 2025 (95% interval 11.7% to 26.7%)";
    assert_eq!(now.judged_by, Some((p("2025-10"), words.to_owned())));
    // The year before stands as it was, without a word about the figure of now.
    let before = &league.tables[0];
    assert_eq!(before.rank_words, "3rd of 6 (2023/24)");
    assert!(before.judged_by.is_none() && before.standings.iter().all(|s| s.difference.is_none()));
}

#[test]
fn distances_and_their_trends_are_as_worked_by_hand() {
    let close = eighteen();
    let now = &close.leagues[0].tables[1];
    let told = now.distances.iter().map(|d| format!("{} {}: {}", d.title, d.value, d.trend));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "England 22.5: 2.5 points below in 2024/25, 1.0 points below in 2023/24: widening",
            "West 18: 2.0 points above in 2024/25, 3.0 points above in 2023/24: closing",
            "statistical neighbours 24: 4.0 points below in 2024/25, 6.0 points below in 2023/24: \
             closing",
        ]
    );
    assert_eq!(now.distances[0].apart, "2.5 points below");
    assert_eq!(now.distances[2].rests_on, Some((2, 3, 24.0)));
    assert!(now.distances.iter().all(|d| d.difference == Some("similar")));
    let names: Vec<&str> = close.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["england", "region", "statistical-neighbours"]);
    assert_eq!(close.lines[0].points.len(), 1);
    assert_eq!(close.lines[0].points[0].unwrap().value, 22.5);
}

#[test]
fn without_a_right_direction_ranks_run_by_size_and_nobody_is_in_a_quarter() {
    let england = Six::new(Unit::Percent, Polarity::None);
    let case = Case::new(measured(Unit::Percent, Polarity::None)).values("2025-10", &[18.0]);
    let close = look(&case, &england);
    let now = &close.leagues[0].tables[1];
    assert_eq!(now.rank_words, "joint 3rd highest of 5 (2024/25)");
    assert_eq!(now.quarter_words, "");
    // Without its numbers nothing is said to differ.
    assert!(now.judged_by.is_none() && now.standings.iter().all(|s| s.difference.is_none()));
    assert!(now.quartiles.is_some());
}

#[test]
fn what_may_not_be_set_beside_a_year_says_why() {
    let england = Six::new(Unit::Count, Polarity::None);
    let case = Case::new(measured(Unit::Count, Polarity::None)).values("2025-10", &[18.0]);
    let close = look(&case, &england);
    assert_eq!((close.apart, close.leagues.len()), (Some(Apart::PartOfYear), 0));
    let case = Case::new(measured(Unit::Percent, Polarity::None)).values("2025-10", &[18.0]);
    assert_eq!(look(&case, &england).apart, Some(Apart::OtherUnit));
    let england = Six::new(Unit::Percent, Polarity::None);
    let case = Case::new(measured(Unit::Percent, Polarity::None)).values("2024-02", &[18.0]);
    assert_eq!(look(&case, &england).apart, Some(Apart::NotYet));
    let plain = indicator(Unit::Percent, Polarity::None, Kind::Flow);
    let case = Case::new(plain).values("2025-10", &[18.0]);
    assert_eq!(look(&case, &england).apart, Some(Apart::NoMeasure));
}

#[test]
fn a_counts_league_has_ranks_by_size_and_no_distances() {
    let england = Six::new(Unit::Count, Polarity::None);
    let about = Indicator { kind: Kind::Stock, ..measured(Unit::Count, Polarity::None) };
    let case = Case::new(about).values("2025-10", &[18.0]);
    let close = look(&case, &england);
    let now = &close.leagues[0].tables[1];
    assert_eq!(now.rank_words, "joint 3rd highest of 5 (2024/25)");
    assert!(now.distances.is_empty() && close.lines.is_empty());
}

/// Months with the benchmark that each snapshot gives, or none.
fn given(months: &[(&str, Option<GivenBenchmark>)]) -> Case {
    let mut case = Case::new(measured(Unit::Percent, Polarity::Lower));
    for (month, benchmark) in months {
        let detail =
            Detail { benchmarks: benchmark.iter().cloned().collect(), ..Detail::default() };
        case = case.extract(month, &format!("{month}-28"), &[(month, value(18.0))], Some(&detail));
    }
    case
}

#[test]
fn a_line_steps_with_the_years_and_what_the_snapshot_gives_wins() {
    let benchmark = |value: Option<f64>, period: Option<&str>| GivenBenchmark {
        name: "england".to_owned(),
        value,
        period: period.map(p),
        ..GivenBenchmark::default()
    };
    let case = given(&[
        ("2024-02", None),
        ("2024-04", None),
        ("2025-02", Some(benchmark(Some(23.0), None))),
        ("2025-03", None),
        ("2025-04", Some(benchmark(Some(22.4), Some("2024/25")))),
        ("2025-05", None),
        ("2025-06", Some(benchmark(None, None))),
        ("2025-07", None),
    ]);
    let close = look(&case, &Six::new(Unit::Percent, Polarity::Lower));
    let england = &close.lines[0];
    let found: Vec<Option<f64>> = england.points.iter().map(|p| p.map(|p| p.value)).collect();
    assert_eq!(
        found,
        [
            // No year had ended; 2023/24; its own figure without a period stands for its month only;
            None,
            Some(25.0),
            Some(23.0),
            Some(22.5),
            // with one, for the months after as well; while one is awaited there is none.
            Some(22.4),
            Some(22.4),
            None,
            Some(22.4),
        ]
    );
    assert_eq!(england.points[1].unwrap().period, Some(p("2023/24")));
    assert_eq!(england.points[2].unwrap().period, None);
}

#[test]
fn a_category_keeps_its_gaps_and_is_added_up_at_a_coarser_grain() {
    let part = |category: &str, number: f64, overlapping| Breakdown {
        by: "age".to_owned(),
        category: category.to_owned(),
        figure: value(number),
        overlapping,
        benchmarks: Vec::new(),
        of_which: Vec::new(),
    };
    let months: [(&str, &[Breakdown]); 4] = [
        ("2025-04", &[part("0-4", 3.0, false), part("5-9", 1.0, false)]),
        ("2025-05", &[part("5-9", 2.0, false)]),
        ("2025-06", &[part("0-4", 5.0, false), part("5-9", 4.0, false)]),
        ("2025-07", &[part("0-4", 7.0, true), part("10-15", 9.0, true)]),
    ];
    let mut case = Case::new(indicator(Unit::Count, Polarity::None, Kind::Flow));
    for (month, parts) in months {
        let detail = Detail { breakdowns: parts.to_vec(), ..Detail::default() };
        case = case.extract(month, &format!("{month}-28"), &[(month, value(18.0))], Some(&detail));
    }
    let england = Six::new(Unit::Count, Polarity::None);
    let close = look(&case, &england);
    let found: Vec<_> = close
        .categories
        .iter()
        .map(|c| (c.category.as_str(), c.overlapping, c.values.clone()))
        .collect();
    assert_eq!(
        found,
        [
            ("0-4", true, vec![Some(3.0), None, Some(5.0), Some(7.0)]),
            ("10-15", true, vec![None, None, None, Some(9.0)]),
        ]
    );
    let ask = Ask { period: Some(p("2025/26-Q1")), ..Ask::default() };
    let quarter = case.read(&england, |sources| {
        let board = callover::assess::board(sources, &ask);
        close_up(sources, &ask, &board, "x").unwrap()
    });
    let sums: Vec<_> =
        quarter.categories.iter().map(|c| (c.category.as_str(), c.values.clone())).collect();
    assert_eq!(sums, [("0-4", vec![Some(8.0)]), ("5-9", vec![Some(7.0)])]);
}
