//! Worked examples of each rule, by hand.

use super::*;
use crate::domain::authority::Authority;
use crate::domain::catalogue::Additive;
use crate::domain::indicator::{Disclosure, Frequency, Kind, PublicPeriod};
use crate::domain::observation::{
    Breakdown, Cohort, Comment, Detail, Figure, Fraction, Observation, OfWhich, Status,
};
use crate::domain::period::Period;
use crate::domain::snapshot::{Snapshot, Stamp, parse_day};
use crate::domain::timeline::{Point, Timeline};
use crate::domain::value::{Missing, Unit, Value};

fn p(text: &str) -> Period {
    text.parse().unwrap_or_else(|wrong| panic!("{text}: {wrong}"))
}

fn count(value: f64) -> Figure {
    Figure { value: Value::Number(value), fraction: None, status: Status::Final }
}

fn share(n: f64, d: f64) -> Figure {
    let fraction = Some(Fraction { numerator: n, denominator: d });
    Figure { value: Value::Number(100.0 * n / d), fraction, status: Status::Final }
}

/// Categories of a breakdown.
fn by(by: &str, categories: &[(&str, Figure)]) -> Vec<Breakdown> {
    let one = |(category, figure): &(&str, Figure)| Breakdown {
        by: by.to_owned(),
        category: (*category).to_owned(),
        figure: *figure,
        overlapping: false,
        benchmarks: Vec::new(),
        of_which: Vec::new(),
    };
    categories.iter().map(one).collect()
}

/// Facts in the making.
struct Case {
    catalogue: Catalogue,
    snapshots: Vec<Snapshot>,
    secondary: Secondary,
}

impl Case {
    fn new(indicators: &[(&str, Unit, Kind)]) -> Self {
        let mut catalogue = Catalogue::default();
        for (id, unit, kind) in indicators {
            let mut indicator = Indicator::unknown(id, *unit, 1, Frequency::Monthly);
            indicator.kind = *kind;
            catalogue.put(indicator);
        }
        Self { catalogue, snapshots: Vec::new(), secondary: Secondary::On }
    }

    fn counts(ids: &[&str]) -> Self {
        Self::new(&ids.iter().map(|id| (*id, Unit::Count, Kind::Flow)).collect::<Vec<_>>())
    }

    fn change(mut self, id: &str, how: impl Fn(&mut Indicator)) -> Self {
        let mut indicator = about(&self.catalogue, id).clone();
        how(&mut indicator);
        self.catalogue.put(indicator);
        self
    }

    /// A figure with its categories, in an extract of the day.
    fn put(self, id: &str, period: &str, day: &str, figure: Figure, parts: Vec<Breakdown>) -> Self {
        let detail = Detail { breakdowns: parts, ..Detail::default() };
        self.with(id, period, day, figure, detail)
    }

    fn with(mut self, id: &str, period: &str, day: &str, figure: Figure, detail: Detail) -> Self {
        let Some(extracted) = parse_day(day).map(Stamp::day) else { panic!("{day} is no day") };
        self.snapshots.push(Snapshot {
            authority: Authority { code: None, name: "Sampleton".to_owned() },
            period: p(period),
            extracted,
            source: Some("Case system, J Smith".to_owned()),
            file: format!("{id}-{period}-{day}.json"),
            indicators: [id.into()].into(),
            observations: vec![Observation {
                indicator: 0,
                period: p(period),
                figure,
                detail: Some(Box::new(detail)).filter(|d| !d.is_empty()),
                history: Vec::new(),
            }],
        });
        self
    }

    /// Months from April 2026 on.
    fn months(self, id: &str, figures: &[Figure]) -> Self {
        let months = (0..).map_while(|n| p("2026-04").step(n));
        figures.iter().zip(months).fold(self, |case, (figure, month)| {
            case.put(id, &month.to_string(), "2027-05-01", *figure, Vec::new())
        })
    }

    fn public(&self) -> Public {
        let facts = Facts::gather(self.snapshots.clone(), |_, _| false);
        Public::with(&facts, &self.catalogue, Threshold(5), self.secondary)
    }
}

fn about<'a>(catalogue: &'a Catalogue, id: &str) -> &'a Indicator {
    catalogue.indicator(id).unwrap_or_else(|| panic!("the catalogue has no {id}"))
}

fn timeline<'a>(public: &'a Public, id: &str) -> &'a Timeline {
    let timeline = public.facts.authorities()[0].timeline(id);
    timeline.unwrap_or_else(|| panic!("the public has no {id}"))
}

fn point(public: &Public, id: &str, period: &str) -> Point {
    let point = timeline(public, id).points().iter().find(|point| point.period == p(period));
    point.unwrap_or_else(|| panic!("{id} has nothing for {period}")).clone()
}

/// What is written of a figure: its number, `c`, `-` for other absences.
fn written(figure: &Figure) -> String {
    match (figure.value, figure.fraction) {
        (Value::Missing(Some(Missing::Suppressed)), None) => "c".to_owned(),
        (Value::Missing(_), _) => "-".to_owned(),
        (Value::Number(_), Some(f)) => format!("{}/{}", f.numerator, f.denominator),
        (Value::Number(n), None) => n.to_string(),
    }
}

/// The figure of a period as every version gives it, then the categories of the last.
fn shown(public: &Public, id: &str, period: &str) -> String {
    let point = point(public, id, period);
    let versions = point.versions().iter().map(|v| written(&v.figure())).collect::<Vec<_>>();
    let parts = point.beside().last().map_or(&[][..], |(_, d)| d.breakdowns.as_slice());
    let parts = parts.iter().map(|b| format!(" {} {}", b.category, written(&b.figure)));
    format!("{}{}", versions.join(" then "), parts.collect::<String>())
}

/// The wholes of all periods of an indicator.
fn series(public: &Public, id: &str) -> String {
    let last = |point: &Point| point.versions().last().map(|version| written(&version.figure()));
    let points = timeline(public, id).points().iter();
    points.map(|point| last(point).unwrap_or_default()).collect::<Vec<_>>().join(" ")
}

/// One count with one breakdown.
fn divided(total: f64, parts: &[(&str, f64)]) -> String {
    let parts: Vec<_> = parts.iter().map(|(c, n)| (*c, count(*n))).collect();
    let case =
        Case::counts(&["all"]).put("all", "2026-10", "2026-11-05", count(total), by("age", &parts));
    shown(&case.public(), "all", "2026-10")
}

#[test]
fn a_lone_small_part_takes_the_smallest_other_with_it() {
    assert_eq!(
        divided(100.0, &[("a", 40.0), ("b", 3.0), ("c", 37.0), ("d", 20.0)]),
        "100 a 40 b c c 37 d c"
    );
    // Ties: the first of the file.
    assert_eq!(divided(43.0, &[("a", 20.0), ("b", 3.0), ("c", 20.0)]), "43 a c b c c 20");
    // A zero is shown, and helps nobody.
    assert_eq!(divided(33.0, &[("a", 0.0), ("b", 3.0), ("c", 30.0)]), "33 a 0 b c c c");
}

#[test]
fn two_small_parts_that_make_little_need_a_third() {
    // 2 and 4 make 6: each is from 1 to 5.
    assert_eq!(divided(46.0, &[("a", 2.0), ("b", 4.0), ("c", 40.0)]), "46 a c b c c c");
    // 4 and 4 make 8: each is from 1 to 7.
    assert_eq!(divided(48.0, &[("a", 4.0), ("b", 4.0), ("c", 40.0)]), "48 a c b c c 40");
}

#[test]
fn a_breakdown_that_is_all_hidden_and_still_says_too_much_is_not_shown() {
    assert_eq!(divided(6.0, &[("a", 2.0), ("b", 4.0)]), "6");
    // With a hidden total it says nothing.
    assert_eq!(divided(3.0, &[("a", 1.0), ("b", 2.0)]), "c a c b c");
}

#[test]
fn a_part_that_its_source_suppressed_is_not_given_away_either() {
    let suppressed = Figure { value: Value::Missing(Some(Missing::Suppressed)), ..count(0.0) };
    let parts = by("age", &[("a", suppressed), ("b", count(60.0)), ("c", count(37.0))]);
    let case = Case::counts(&["all"]).put("all", "2026-10", "2026-11-05", count(100.0), parts);
    assert_eq!(shown(&case.public(), "all", "2026-10"), "100 a c b 60 c c");
}

#[test]
fn of_so_many_of_so_many_each_number_is_protected() {
    let parts =
        by("age", &[("a", share(2.0, 30.0)), ("b", share(10.0, 20.0)), ("c", share(20.0, 50.0))]);
    let case = Case::new(&[("all", Unit::Percent, Kind::Flow)]).put(
        "all",
        "2026-10",
        "2026-11-05",
        share(32.0, 100.0),
        parts,
    );
    assert_eq!(shown(&case.public(), "all", "2026-10"), "32/100 a c b c c 20/50");
}

#[test]
fn an_overlapping_breakdown_makes_no_sum() {
    let mut parts = by("need", &[("a", count(3.0)), ("b", count(60.0)), ("c", count(55.0))]);
    for part in &mut parts {
        part.overlapping = true;
    }
    let case = Case::counts(&["all"]).put("all", "2026-10", "2026-11-05", count(100.0), parts);
    assert_eq!(shown(&case.public(), "all", "2026-10"), "100 a c b 60 c 55");
}

#[test]
fn indicators_that_make_another_protect_each_other_and_their_breakdowns() {
    let mut case = Case::counts(&["all", "home", "away"]);
    let (total, parts) = ("all".to_owned(), vec!["home".to_owned(), "away".to_owned()]);
    case.catalogue.additive.push(Additive { total, parts });
    let put = |case: Case, id, total, a, b| {
        let parts = by("age", &[("a", count(a)), ("b", count(b))]);
        case.put(id, "2026-10", "2026-11-05", count(total), parts)
    };
    let case = put(case, "all", 60.0, 40.0, 20.0);
    let case = put(case, "home", 56.0, 37.0, 19.0);
    let public = put(case, "away", 4.0, 3.0, 1.0).public();
    // `away` is hidden, so `home` is; of the ages of all, what is left would be those of `away`.
    assert_eq!(shown(&public, "away", "2026-10"), "c a c b c");
    assert_eq!(shown(&public, "home", "2026-10"), "c a c b c");
    assert_eq!(shown(&public, "all", "2026-10"), "60 a 40 b 20");
}

#[test]
fn what_is_hidden_is_hidden_in_every_version() {
    let parts = |a, b| by("age", &[("a", count(a)), ("b", count(b)), ("c", count(50.0))]);
    let public = Case::counts(&["all"])
        .put("all", "2026-10", "2026-11-05", count(73.0), parts(3.0, 20.0))
        .put("all", "2026-10", "2026-12-05", count(79.0), parts(9.0, 20.0))
        .public();
    assert_eq!(shown(&public, "all", "2026-10"), "73 then 79 a c b c c 50");
    let both = point(&public, "all", "2026-10");
    let first = both.beside()[0].1.breakdowns.iter();
    assert_eq!(first.map(|b| written(&b.figure)).collect::<String>(), "cc50");
    // A figure that was small once is gone for good, and nothing says that it was put right.
    let public = Case::counts(&["x"])
        .put("x", "2026-10", "2026-11-05", count(4.0), Vec::new())
        .put("x", "2026-10", "2026-12-05", count(14.0), Vec::new())
        .public();
    assert_eq!(shown(&public, "x", "2026-10"), "c");
}

#[test]
fn a_year_to_date_is_hidden_where_it_says_a_small_month() {
    let case = |figures: &[f64]| {
        let figures: Vec<_> = figures.iter().map(|n| count(*n)).collect();
        let case = Case::new(&[("x", Unit::Count, Kind::Cumulative)]).months("x", &figures);
        series(&case.public(), "x")
    };
    assert_eq!(case(&[10.0, 20.0, 23.0, 30.0, 30.0]), "10 20 c 30 30");
    // 20 to 22 to 25: two small months make 5, and a third makes it safe.
    assert_eq!(case(&[20.0, 22.0, 25.0, 31.0]), "20 c c 31");
    // What is hidden in April must have room below May.
    assert_eq!(case(&[3.0, 6.0, 9.0]), "c c 9");
    // Nothing came after: what lies between two equal figures would be the same.
    assert_eq!(case(&[4.0, 4.0, 11.0]), "c c 11");
    // In April a new year begins.
    let year = (0..12).map(|n| 10.0 * f64::from(n + 1)).chain([12.0]).collect::<Vec<_>>();
    assert!(case(&year).ends_with("120 12"));
}

#[test]
fn a_number_is_hidden_under_its_other_name_too() {
    let months = |n: &[f64]| n.iter().map(|n| count(*n)).collect::<Vec<_>>();
    let shares = |n: &[(f64, f64)]| n.iter().map(|(n, d)| share(*n, *d)).collect::<Vec<_>>();
    let case = Case::new(&[
        ("conferences", Unit::Count, Kind::Flow),
        ("in-time", Unit::Percent, Kind::Flow),
        ("reviews", Unit::Percent, Kind::Flow),
    ])
    .change("in-time", |i| i.disclosure = Disclosure::Safe)
    .change("reviews", |i| i.disclosure = Disclosure::Safe)
    .months("conferences", &months(&[12.0, 4.0, 15.0]))
    .months("in-time", &shares(&[(11.0, 12.0), (4.0, 4.0), (9.0, 15.0)]))
    .months("reviews", &shares(&[(2.0, 12.0), (3.0, 4.0), (9.0, 16.0)]));
    let public = case.public();
    assert_eq!(series(&public, "conferences"), "12 c 15");
    assert_eq!(series(&public, "in-time"), "11/12 c 9/15");
    assert_eq!(series(&public, "reviews"), "2/12 3/4 9/16");
}

#[test]
fn quarters_take_the_place_of_months_and_are_looked_at_themselves() {
    let months: Vec<_> = [3.0, 2.0, 4.0, 1.0, 1.0, 2.0, 5.0, 6.0].map(count).to_vec();
    let case = Case::counts(&["x"])
        .change("x", |i| i.public_period = Some(PublicPeriod::Quarter))
        .months("x", &months);
    let public = case.public();
    let points = timeline(&public, "x").points();
    let periods: Vec<_> = points.iter().map(|p| p.period.to_string()).collect();
    // October to December is not whole yet.
    assert_eq!(periods, ["2026/27-Q1", "2026/27-Q2"]);
    assert_eq!(series(&public, "x"), "9 c");
    assert_eq!(about(&public.catalogue, "x").frequency, Frequency::Quarterly);
}

#[test]
fn a_part_of_a_category_is_hidden_where_it_or_the_others_are_few() {
    let mut parts = by("placement", &[("home", count(40.0)), ("away", count(30.0))]);
    let part = |name: &str, n| OfWhich { category: name.to_owned(), figure: count(n) };
    parts[0].of_which = vec![part("near", 38.0), part("with a plan", 20.0), part("alone", 2.0)];
    let case = Case::counts(&["all"]).put("all", "2026-10", "2026-11-05", count(70.0), parts);
    let point = point(&case.public(), "all", "2026-10");
    let of_which = &point.beside()[0].1.breakdowns[0].of_which;
    let written: Vec<_> = of_which.iter().map(|o| written(&o.figure)).collect();
    assert_eq!(written, ["c", "20", "c"]);
}

#[test]
fn words_teams_and_sources_stay_inside() {
    let comment = |public| Comment { text: "Two siblings.".to_owned(), public, author: None };
    let detail = |public| Detail {
        comment: Some(comment(public)),
        data_note: Some("Recorded late by J Smith".to_owned()),
        breakdowns: by("team", &[("North", count(30.0)), ("South", count(40.0))]),
        ..Detail::default()
    };
    let public = Case::counts(&["x"])
        .with("x", "2026-09", "2026-10-05", count(70.0), detail(true))
        .with("x", "2026-10", "2026-11-05", count(70.0), detail(false))
        .public();
    assert_eq!(shown(&public, "x", "2026-10"), "70");
    let beside = |period| point(&public, "x", period).beside()[0].1.comment.is_some();
    assert!(beside("2026-09") && !beside("2026-10"));
    let all = format!("{:?}", public.facts);
    for word in ["J Smith", "North", ".json"] {
        assert!(!all.contains(word), "{word}");
    }
}

#[test]
fn cohorts_are_shown_where_neither_they_nor_their_steps_are_few() {
    let cohort = |period: &str, days, count, of| Cohort {
        cohort: p(period),
        step: "plans".to_owned(),
        within_days: days,
        count,
        of,
    };
    let cohorts = vec![
        cohort("2026-05", Some(30), 20.0, 100.0),
        cohort("2026-05", Some(60), 23.0, 100.0),
        cohort("2026-05", Some(90), 40.0, 100.0),
        cohort("2026-06", Some(30), 3.0, 100.0),
        cohort("2026-06", Some(90), 96.0, 100.0),
    ];
    let detail = Detail { cohorts, ..Detail::default() };
    let case = Case::counts(&["x"]).with("x", "2026-10", "2026-11-05", count(70.0), detail);
    let point = point(&case.public(), "x", "2026-10");
    let left: Vec<_> = point.beside()[0].1.cohorts.iter().map(|c| c.count).collect();
    assert_eq!(left, [20.0, 40.0]);
}

#[test]
fn what_is_told_says_why_and_never_what() {
    let parts = by("age", &[("a", count(3.0)), ("b", count(58.0)), ("c", count(77.0))]);
    let case = Case::counts(&["all"]).put("all", "2026-10", "2026-11-05", count(138.0), parts);
    let public = case.public();
    let Some(hidden) = public.hidden(0) else { panic!("nothing is hidden") };
    let told = format!("{:?}", hidden.columns[0].moments[0].hidden);
    assert_eq!(told, "{1: Few, 2: Others}");
}

#[test]
fn without_the_second_step_only_small_figures_are_hidden() {
    let parts = by("age", &[("a", count(3.0)), ("b", count(58.0)), ("c", count(77.0))]);
    let mut case = Case::counts(&["all"]).put("all", "2026-10", "2026-11-05", count(138.0), parts);
    case.secondary = Secondary::Off;
    assert_eq!(shown(&case.public(), "all", "2026-10"), "138 a c b 58 c 77");
}
