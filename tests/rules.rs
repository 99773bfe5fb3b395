//! Every line of the rules that decides what a figure means, on cases worked by hand.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![expect(clippy::float_cmp, reason = "small whole numbers, computed without rounding")]

#[path = "common/facts.rs"]
mod facts;

use callover::assess::ask::{Ask, Compare};
use callover::assess::board::{Direction, Grain, IndicatorView, Rating, RatingReason};
use callover::domain::indicator::{Kind, Polarity, RateOn, Rebase};
use callover::domain::observation::{Detail, Figure, Status};
use callover::domain::target::{Bound, Milestone, Tolerance};
use callover::domain::value::{Missing, Unit};
use facts::{Case, indicator, missing, p, share, target, value};

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{found} is not {wanted}");
}

fn percent(polarity: Polarity) -> callover::domain::indicator::Indicator {
    indicator(Unit::Percent, polarity, Kind::Flow)
}

fn rated(polarity: Polarity, green: f64, amber: Option<f64>, number: f64) -> Option<Rating> {
    let mut indicator = percent(polarity);
    indicator.targets.push(target(green, amber));
    Case::new(indicator).values("2026-10", &[number]).view().rating
}

#[test]
fn the_light_is_decided_on_the_rounded_value() {
    use Rating::{Amber, Green, Red};
    for (polarity, green, amber, number, wanted) in [
        (Polarity::Higher, 90.0, Some(85.0), 89.96, Green),
        (Polarity::Higher, 90.0, Some(85.0), 89.94, Amber),
        (Polarity::Higher, 90.0, Some(85.0), 84.95, Amber),
        (Polarity::Higher, 90.0, Some(85.0), 84.94, Red),
        (Polarity::Higher, 90.0, None, 89.0, Red),
        (Polarity::Lower, 18.0, Some(20.0), 18.04, Green),
        (Polarity::Lower, 18.0, Some(20.0), 18.05, Amber),
        (Polarity::Lower, 18.0, Some(20.0), 20.0, Amber),
        (Polarity::Lower, 18.0, Some(20.0), 20.05, Red),
        (Polarity::Lower, 18.0, None, 18.1, Red),
    ] {
        assert_eq!(rated(polarity, green, amber, number), Some(wanted), "{polarity:?} {number}");
    }
}

#[test]
fn a_range_is_green_inside_amber_around_and_red_beyond() {
    let at = |number: f64| {
        let mut indicator = percent(Polarity::Target);
        let mut bounds = target(0.0, None);
        bounds.green = Bound::Range(60.0, 70.0);
        bounds.amber = Some(Bound::Range(55.0, 75.0));
        indicator.targets.push(bounds);
        Case::new(indicator).values("2026-10", &[number]).view()
    };
    assert_eq!(at(60.0).rating, Some(Rating::Green));
    assert_eq!(at(70.04).rating, Some(Rating::Green));
    assert_eq!(at(70.1).rating, Some(Rating::Amber));
    assert_eq!(at(54.9).rating, Some(Rating::Red));
    near(at(54.9).distance.unwrap(), 5.1);
    near(at(65.0).distance.unwrap(), 0.0);
}

#[test]
fn no_light_says_why_in_the_order_of_the_rules() {
    let mut none = percent(Polarity::None);
    none.targets.push(target(90.0, None));
    let view = Case::new(none).values("2026-10", &[50.0]).view();
    assert_eq!((view.rating, view.rating_reason), (None, Some(RatingReason::NoDirection)));

    let mut higher = percent(Polarity::Higher);
    let view = Case::new(higher.clone()).months("2026-10", &[missing(Missing::Suppressed)]).view();
    assert_eq!(view.rating_reason, Some(RatingReason::NoValue));
    assert_eq!((view.value, view.missing), (None, Some(Missing::Suppressed)));
    assert_eq!(view.shown, "–");

    let view = Case::new(higher.clone()).values("2026-10", &[50.0]).view();
    assert_eq!(view.rating_reason, Some(RatingReason::NoTarget));

    higher.matures_after = 1;
    let view = Case::new(higher.clone()).values("2026-10", &[50.0]).view();
    assert_eq!(view.rating_reason, Some(RatingReason::Maturing));
    assert!(view.maturing);
    higher.targets.push(target(90.0, None));
    let case = Case::new(higher).values("2026-09", &[50.0, 50.0]);
    assert_eq!(case.view().rating_reason, Some(RatingReason::Maturing));
    // September has matured by the time that October is known.
    let before = case.ask(&Ask { period: Some(p("2026-09")), ..Ask::default() });
    assert_eq!(before.rating, Some(Rating::Red));
}

#[test]
fn the_target_in_force_is_the_last_entry_that_holds_the_periods_last_day() {
    let mut indicator = percent(Polarity::Lower);
    for (green, from, to) in [
        (20.0, "2024-04", "2025-03"),
        (19.0, "2025-04", "2026-03"),
        (18.0, "2026-04", "2027-03"),
        (17.0, "2026-10", "2026-10"),
    ] {
        let mut entry = target(green, None);
        (entry.from, entry.to) = (Some(p(from)), Some(p(to)));
        indicator.targets.push(entry);
    }
    let case = Case::new(indicator).values("2025-03", &[19.5; 20]);
    let green = |period: &str| {
        let view = case.ask(&Ask { period: Some(p(period)), ..Ask::default() });
        (view.target.unwrap().required, view.rating.unwrap())
    };
    // Last year's figures are rated by last year's target.
    assert_eq!(green("2025-03"), (Bound::Figure(20.0), Rating::Green));
    assert_eq!(green("2025-04"), (Bound::Figure(19.0), Rating::Red));
    assert_eq!(green("2026-09"), (Bound::Figure(18.0), Rating::Red));
    assert_eq!(green("2026-10"), (Bound::Figure(17.0), Rating::Red));
}

#[test]
fn an_observations_own_target_wins() {
    let mut indicator = percent(Polarity::Lower);
    indicator.targets.push(target(18.0, Some(20.0)));
    let own = |target: Option<f64>, amber: Option<f64>| {
        let detail = Detail { target, amber, ..Detail::default() };
        Case::new(indicator.clone())
            .extract("2026-10", "2026-11-05", &[("2026-10", value(19.0))], Some(&detail))
            .view()
            .rating
    };
    assert_eq!(own(None, None), Some(Rating::Amber));
    assert_eq!(own(Some(19.0), None), Some(Rating::Green));
    assert_eq!(own(Some(17.0), Some(18.5)), Some(Rating::Red));
    assert_eq!(own(None, Some(18.5)), Some(Rating::Red));
}

#[test]
fn amber_tolerance_is_a_share_of_green_or_points_of_it() {
    let at = |tolerance, polarity, number: f64| {
        let mut indicator = percent(polarity);
        indicator.targets.push(target(80.0, None));
        indicator.amber_tolerance = Some(tolerance);
        Case::new(indicator).values("2026-10", &[number]).view().rating.unwrap()
    };
    assert_eq!(at(Tolerance::Percent(5.0), Polarity::Higher, 76.0), Rating::Amber);
    assert_eq!(at(Tolerance::Percent(5.0), Polarity::Higher, 75.9), Rating::Red);
    assert_eq!(at(Tolerance::Points(5.0), Polarity::Higher, 75.0), Rating::Amber);
    assert_eq!(at(Tolerance::Points(5.0), Polarity::Lower, 85.0), Rating::Amber);
    assert_eq!(at(Tolerance::Points(5.0), Polarity::Lower, 85.1), Rating::Red);
}

#[test]
fn a_milestone_needs_more_each_month_and_is_held_after_its_date() {
    let mut indicator = percent(Polarity::Higher);
    let mut entry = target(90.0, None);
    entry.from = Some(p("2026-03"));
    entry.milestone = Some(Milestone { baseline: 46.8, from: p("2026-03"), by: p("2027-03") });
    indicator.targets.push(entry);
    indicator.amber_tolerance = Some(Tolerance::Points(5.0));
    let case = Case::new(indicator).values("2026-02", &[54.0; 20]);
    let at = |period: &str| case.ask(&Ask { period: Some(p(period)), ..Ask::default() });
    assert_eq!(at("2026-02").rating_reason, Some(RatingReason::NoTarget));
    for (period, wanted) in [
        ("2026-03", 46.8),
        ("2026-05", 54.0),
        ("2026-07", 61.2),
        ("2026-10", 72.0),
        ("2027-03", 90.0),
        ("2027-06", 90.0),
    ] {
        let Bound::Figure(needed) = at(period).target.unwrap().required else { panic!() };
        near(needed, wanted);
    }
    assert_eq!(at("2026-05").rating, Some(Rating::Green));
    assert_eq!(at("2026-06").rating, Some(Rating::Amber));
    assert_eq!(at("2026-10").rating, Some(Rating::Red));
    near(at("2026-10").distance.unwrap(), 18.0);
    assert_eq!(at("2026-10").target.unwrap().green, Bound::Figure(90.0));
}

#[test]
fn a_small_cohort_is_given_in_numbers_and_its_light_is_indicative() {
    let mut indicator = percent(Polarity::Lower);
    indicator.targets.push(target(22.0, Some(26.0)));
    let case = Case::new(indicator)
        .months("2026-09", &[share(Unit::Percent, 7.0, 30.0), share(Unit::Percent, 6.0, 27.0)]);
    let view = case.view();
    assert_eq!(view.shown, "6 of 27");
    assert!(view.indicative);
    assert_eq!(view.rating, Some(Rating::Amber));
    assert_eq!(view.streak, 0);
    let change = view.change.as_ref().unwrap();
    assert_eq!(change.shown, "was 7 of 30");
    assert_eq!(change.direction, Direction::Down);
    assert_eq!(view.change_word(), "small numbers");
}

#[test]
fn a_streak_counts_firm_lights_and_skips_what_is_unrated() {
    let mut indicator = percent(Polarity::Higher);
    indicator.targets.push(target(90.0, Some(85.0)));
    let big = |n: f64| share(Unit::Percent, n, 100.0);
    let case = Case::new(indicator).months(
        "2026-03",
        &[
            big(95.0),
            big(84.0),
            missing(Missing::NotCollected),
            share(Unit::Percent, 19.0, 20.0),
            big(83.0),
            big(80.0),
        ],
    );
    assert_eq!(case.view().streak, 3);
    let green = case.ask(&Ask { period: Some(p("2026-03")), ..Ask::default() });
    assert_eq!(green.streak, 1);
}

fn compared(case: &Case, compare: Compare) -> Option<(String, f64, Direction)> {
    let change = case.ask(&Ask { compare, ..Ask::default() }).change?;
    Some((change.against.to_string(), change.by, change.direction))
}

#[test]
fn a_change_is_the_difference_of_the_rounded_figures() {
    let case = Case::new(percent(Polarity::Lower)).values("2026-09", &[17.94, 18.387]);
    let change = case.view().change.unwrap();
    assert_eq!(change.shown, "+0.5");
    assert_eq!(change.direction, Direction::Worse);
    near(change.by, 0.5);
    near(change.from, 17.94);
    let same = Case::new(percent(Polarity::Lower)).values("2026-09", &[17.94, 17.86]).view();
    assert_eq!(same.change.unwrap().direction, Direction::Same);
}

#[test]
fn direction_is_better_or_worse_only_where_there_is_one() {
    for (polarity, up, down) in [
        (Polarity::Higher, Direction::Better, Direction::Worse),
        (Polarity::Lower, Direction::Worse, Direction::Better),
        (Polarity::None, Direction::Up, Direction::Down),
    ] {
        let way = |from, to| {
            let case = Case::new(percent(polarity)).values("2026-09", &[from, to]);
            case.view().change.unwrap().direction
        };
        assert_eq!((way(50.0, 51.0), way(51.0, 50.0)), (up, down), "{polarity:?}");
    }
    let mut range = percent(Polarity::Target);
    let mut bounds = target(0.0, None);
    bounds.green = Bound::Range(60.0, 70.0);
    range.targets.push(bounds);
    let way = |from, to| {
        let case = Case::new(range.clone()).values("2026-09", &[from, to]);
        case.view().change.unwrap().direction
    };
    assert_eq!(way(50.0, 55.0), Direction::Better);
    assert_eq!(way(71.0, 75.0), Direction::Worse);
    assert_eq!(way(61.0, 69.0), Direction::Same);
}

#[test]
fn previous_is_the_latest_earlier_figure_and_says_which() {
    let case = Case::new(percent(Polarity::Higher))
        .months("2026-08", &[value(80.0), missing(Missing::NotCollected), value(82.0)]);
    assert_eq!(
        compared(&case, Compare::Previous),
        Some(("2026-08".to_owned(), 2.0, Direction::Better))
    );
    assert_eq!(compared(&case, Compare::Chosen(p("2026-09"))), None);
    assert_eq!(compared(&case, Compare::YearAgo), None);
}

#[test]
fn every_other_comparison_finds_its_own_period() {
    let mut count = indicator(Unit::Count, Polarity::None, Kind::Flow);
    count.decimals = 0;
    let numbers: Vec<f64> = (1..=19).map(f64::from).collect();
    // April 2025 is 1; October 2026 is 19.
    let case = Case::new(count).values("2025-04", &numbers);
    let named = |compare| compared(&case, compare).unwrap();
    assert_eq!(named(Compare::YearAgo), ("2025-10".to_owned(), 12.0, Direction::Up));
    // July to September 2026 is 16, 17, 18: a mean of 17.
    assert_eq!(named(Compare::Quarter), ("2026/27-Q2".to_owned(), 2.0, Direction::Up));
    // 2025/26 is 1 to 12: a mean of 6.5, which is shown as 7.
    assert_eq!(named(Compare::YearAverage), ("2025/26".to_owned(), 12.0, Direction::Up));
    assert_eq!(named(Compare::Chosen(p("2026-01"))), ("2026-01".to_owned(), 9.0, Direction::Up));
    assert_eq!(
        named(Compare::Chosen(p("2025/26-Q4"))),
        ("2025/26-Q4".to_owned(), 8.0, Direction::Up)
    );
}

#[test]
fn a_year_to_date_is_only_compared_with_the_same_month_of_another_year() {
    let cumulative = indicator(Unit::Count, Polarity::None, Kind::Cumulative);
    let numbers: Vec<f64> = (1..=19).map(f64::from).collect();
    let case = Case::new(cumulative).values("2025-04", &numbers);
    assert_eq!(compared(&case, Compare::Previous).unwrap().0, "2025-10");
    assert_eq!(compared(&case, Compare::Chosen(p("2026-09"))), None);
    assert_eq!(compared(&case, Compare::Chosen(p("2025-10"))).unwrap().1, 12.0);
}

#[test]
fn across_a_new_definition_nothing_is_better_or_worse() {
    let mut broken = percent(Polarity::Lower);
    broken.rebase.push(Rebase { period: p("2026-04"), why: None, series_break: true });
    let case = Case::new(broken).values("2025-10", &[10.0; 13]);
    let view = case.ask(&Ask { compare: Compare::YearAgo, ..Ask::default() });
    assert_eq!(view.change_word(), "new definition");
    let case = Case::new(case.indicator).values("2026-03", &[10.0, 12.0]);
    let view = case.view();
    assert_eq!(view.change.as_ref().unwrap().direction, Direction::Up);
    assert_eq!(view.change_word(), "new definition");
}

fn total(view: Option<&callover::assess::board::TotalView>) -> Option<(f64, u32, u32, bool)> {
    view.map(|t| (t.value, t.periods, t.of, t.simple))
}

#[test]
fn a_flow_of_counts_adds_up_and_averages() {
    let numbers: Vec<Figure> = [10.0, 20.0, 30.0, 40.0].map(value).into();
    let mut figures = numbers.clone();
    figures.insert(2, missing(Missing::NotCollected));
    // April, May, (June), July, August.
    let view = Case::new(indicator(Unit::Count, Polarity::None, Kind::Flow))
        .months("2026-04", &figures)
        .view();
    assert_eq!(total(view.year_to_date.as_ref()), Some((100.0, 4, 5, false)));
    assert_eq!(total(view.year_average.as_ref()), Some((25.0, 4, 5, false)));
    assert_eq!(view.rolling_12, None);
}

#[test]
fn a_flow_of_shares_is_pooled_and_without_its_numbers_only_a_simple_mean() {
    let figures = [share(Unit::Percent, 10.0, 20.0), share(Unit::Percent, 30.0, 40.0)];
    let view = Case::new(percent(Polarity::Higher)).months("2026-04", &figures).view();
    let (pooled, ..) = total(view.year_to_date.as_ref()).unwrap();
    near(pooled, 100.0 * 40.0 / 60.0);
    near(total(view.year_average.as_ref()).unwrap().0, 100.0 * 40.0 / 60.0);
    let view = Case::new(percent(Polarity::Higher)).values("2026-04", &[50.0, 75.0]).view();
    assert_eq!(view.year_to_date, None);
    assert_eq!(total(view.year_average.as_ref()), Some((62.5, 2, 2, true)));
}

#[test]
fn a_stock_is_its_latest_and_the_mean_of_its_period_ends() {
    let view = Case::new(indicator(Unit::Count, Polarity::None, Kind::Stock))
        .values("2026-04", &[10.0, 20.0, 60.0])
        .view();
    assert_eq!(total(view.year_to_date.as_ref()), Some((60.0, 3, 3, false)));
    assert_eq!(total(view.year_average.as_ref()), Some((30.0, 3, 3, false)));
    let figures = [share(Unit::Percent, 10.0, 20.0), share(Unit::Percent, 30.0, 40.0)];
    let view = Case::new(indicator(Unit::Percent, Polarity::Higher, Kind::Stock))
        .months("2026-04", &figures)
        .view();
    near(view.year_average.unwrap().value, 100.0 * 40.0 / 60.0);
}

#[test]
fn rolling_and_cumulative_figures_are_their_latest_in_the_year() {
    for kind in [Kind::Rolling, Kind::Cumulative] {
        let view = Case::new(indicator(Unit::Count, Polarity::None, kind))
            .values("2026-04", &[10.0, 20.0])
            .view();
        assert_eq!(total(view.year_to_date.as_ref()).unwrap().0, 20.0);
        assert_eq!(total(view.year_average.as_ref()).unwrap().0, 20.0);
        assert_eq!(view.rolling_12, None);
    }
}

#[test]
fn the_last_twelve_months_are_given_only_when_all_are_there() {
    let count = || indicator(Unit::Count, Polarity::None, Kind::Flow);
    let view = Case::new(count()).values("2025-10", &[2.0; 13]).view();
    assert_eq!(total(view.rolling_12.as_ref()), Some((24.0, 12, 12, false)));
    let view = Case::new(count()).values("2025-12", &[2.0; 11]).view();
    assert_eq!(view.rolling_12, None);
    let mut figures = vec![share(Unit::Percent, 1.0, 40.0); 12];
    let view = Case::new(percent(Polarity::Lower)).months("2025-11", &figures).view();
    near(view.rolling_12.unwrap().value, 2.5);
    figures[5] = missing(Missing::Late);
    let view = Case::new(percent(Polarity::Lower)).months("2025-11", &figures).view();
    assert_eq!(view.rolling_12, None);
}

#[test]
fn the_light_can_judge_the_year_to_date_or_the_last_twelve_months() {
    let figures: Vec<Figure> = [90.0, 50.0, 40.0].map(|n| share(Unit::Percent, n, 100.0)).into();
    let lit = |rate_on| {
        let mut indicator = percent(Polarity::Higher);
        indicator.targets.push(target(60.0, None));
        indicator.rate_on = rate_on;
        Case::new(indicator).months("2026-04", &figures).view()
    };
    assert_eq!(lit(RateOn::Period).rating, Some(Rating::Red));
    assert_eq!(lit(RateOn::YearToDate).rating, Some(Rating::Green));
    assert_eq!(lit(RateOn::Rolling12).rating_reason, Some(RatingReason::NoValue));
}

fn at_grain(case: &Case, grain: Grain, period: &str) -> IndicatorView {
    case.ask(&Ask { grain: Some(grain), period: Some(p(period)), ..Ask::default() })
}

#[test]
fn a_coarser_grain_sums_flows_pools_shares_and_takes_the_last_of_a_stock() {
    let months: Vec<f64> = (1..=7).map(f64::from).collect();
    let flow =
        Case::new(indicator(Unit::Count, Polarity::None, Kind::Flow)).values("2026-04", &months);
    let view = at_grain(&flow, Grain::Quarter, "2026/27-Q2");
    assert_eq!((view.value, view.period), (Some(15.0), Some(p("2026/27-Q2"))));
    assert_eq!(view.change.as_ref().unwrap().against, p("2026/27-Q1"));
    assert_eq!(view.change.unwrap().by, 9.0);
    let part = at_grain(&flow, Grain::Quarter, "2026-10");
    assert_eq!(part.value, Some(7.0));
    assert_eq!(part.incomplete.as_deref(), Some("1 of 3 months"));
    assert_eq!(at_grain(&flow, Grain::Year, "2026/27").value, Some(28.0));

    let stock =
        Case::new(indicator(Unit::Count, Polarity::None, Kind::Stock)).values("2026-04", &months);
    assert_eq!(at_grain(&stock, Grain::Quarter, "2026/27-Q2").value, Some(6.0));

    let figures = [1.0, 2.0, 3.0].map(|n| share(Unit::Percent, n, 40.0));
    let shares = Case::new(percent(Polarity::Lower)).months("2026-04", &figures);
    near(at_grain(&shares, Grain::Quarter, "2026/27-Q1").value.unwrap(), 5.0);

    let mut rated = percent(Polarity::Lower);
    rated.targets.push(target(1.0, None));
    let simple = Case::new(rated).values("2026-04", &[2.0, 3.0, 4.0]);
    let view = at_grain(&simple, Grain::Quarter, "2026/27-Q1");
    near(view.value.unwrap(), 3.0);
    assert_eq!(view.rating, None, "a simple mean is never rated");
}

#[test]
fn a_period_asks_for_its_own_grain() {
    let case =
        Case::new(indicator(Unit::Count, Polarity::None, Kind::Flow)).values("2026-04", &[1.0; 7]);
    let grain = |period: &str| {
        let board = case.board(&Ask { period: Some(p(period)), ..Ask::default() });
        (board.grain, board.indicator("x").unwrap().value)
    };
    assert_eq!(grain("2026/27-Q2"), (Grain::Quarter, Some(3.0)));
    assert_eq!(grain("2026/27"), (Grain::Year, Some(7.0)));
    assert_eq!(grain("2026-09"), (Grain::Month, Some(1.0)));
}

fn restated() -> Case {
    let mut indicator = indicator(Unit::Count, Polarity::None, Kind::Flow);
    indicator.decimals = 0;
    Case::new(indicator)
        .extract("2026-08", "2026-09-05", &[("2026-08", value(301.0))], None)
        .extract(
            "2026-09",
            "2026-10-05",
            &[("2026-08", value(301.2)), ("2026-09", value(280.0))],
            None,
        )
        .extract(
            "2026-10",
            "2026-11-05",
            &[("2026-08", value(318.0)), ("2026-10", value(290.0))],
            None,
        )
}

#[test]
fn a_restatement_is_a_change_at_shown_precision_dated_by_the_later_extract() {
    let view = restated().view();
    let [one] = view.restatements.as_slice() else { panic!("{:?}", view.restatements) };
    assert_eq!(one.period, p("2026-08"));
    // The version just before it read 301 too.
    assert_eq!((one.from, one.to), (Some(301.2), Some(318.0)));
    assert_eq!(one.extracted, "2026-11-05");
    assert!(one.material);
    assert_eq!(one.shown(), "301 → 318");
    let august = view.series.iter().find(|s| s.period == p("2026-08")).unwrap();
    assert!(august.restated);
    assert_eq!(august.value, Some(318.0));
}

#[test]
fn the_board_can_be_asked_for_as_it_stood() {
    let day = |text: &str| callover::domain::snapshot::parse_day(text);
    let board = restated().board(&Ask { as_at: day("2026-10-31"), ..Ask::default() });
    assert_eq!(board.period, p("2026-09"));
    let view = board.indicator("x").unwrap();
    assert_eq!(view.series[0].value, Some(301.2));
    assert!(view.restatements.is_empty());
    assert_eq!(board.as_at.as_deref(), Some("2026-10-31"));

    let since = restated().board(&Ask { since: day("2026-10-31"), ..Ask::default() });
    assert_eq!(since.corrections.unwrap().len(), 1);
    let later = restated().board(&Ask { since: day("2026-11-05"), ..Ask::default() });
    assert_eq!(later.corrections.unwrap().len(), 0);
}

#[test]
fn a_small_move_is_no_material_restatement_unless_it_changes_the_light() {
    let moved = |to: f64, green: Option<f64>| {
        let mut indicator = percent(Polarity::Higher);
        indicator.targets.extend(green.map(|g| target(g, None)));
        let case = Case::new(indicator)
            .extract("2026-09", "2026-10-05", &[("2026-09", value(80.0))], None)
            .extract(
                "2026-10",
                "2026-11-05",
                &[("2026-09", value(to)), ("2026-10", value(80.0))],
                None,
            );
        case.view().restatements.first().map(|r| r.material)
    };
    assert_eq!(moved(83.9, None), Some(false));
    assert_eq!(moved(84.0, None), Some(true));
    assert_eq!(moved(80.5, Some(80.2)), Some(true));
    assert_eq!(moved(80.04, None), None);
}

#[test]
fn provisional_to_final_without_a_change_is_no_restatement() {
    let provisional = Figure { status: Status::Provisional, ..value(80.0) };
    let view = Case::new(percent(Polarity::Higher))
        .extract("2026-09", "2026-10-05", &[("2026-09", provisional)], None)
        .extract("2026-10", "2026-11-05", &[("2026-09", value(80.0))], None)
        .view();
    assert!(view.restatements.is_empty());
    assert_eq!(view.status, Status::Final);
}

#[test]
fn of_two_extracts_of_one_day_the_later_file_name_stands() {
    let case = Case::new(percent(Polarity::Higher))
        .extract("2026-10", "2026-11-05", &[("2026-09", value(81.0))], None)
        .extract("2026-09", "2026-11-05", &[("2026-09", value(80.0))], None);
    let view = case.ask(&Ask { period: Some(p("2026-09")), ..Ask::default() });
    assert_eq!(view.value, Some(81.0));
}

#[test]
fn an_indicator_shows_its_own_latest_period_and_says_so() {
    let case = Case::new(percent(Polarity::Higher))
        .extract("2026-07", "2026-08-05", &[("2026-07", value(80.0))], None)
        .extract("2026-10", "2026-11-05", &[], None);
    let board = case.board(&Ask::default());
    assert_eq!(board.period, p("2026-10"));
    let view = board.indicator("x").unwrap();
    assert_eq!(view.period, Some(p("2026-07")));
    assert!(view.more.older);
}

#[test]
fn every_earlier_month_can_be_asked_for() {
    let case = Case::new(percent(Polarity::Higher)).values("2026-05", &[1.0, 2.0, 3.0]);
    let board = case.board(&Ask::default());
    let names: Vec<_> = board.periods.iter().map(ToString::to_string).collect();
    assert_eq!(names, ["2026-05", "2026-06", "2026-07"]);
    let quarters = case.board(&Ask { grain: Some(Grain::Quarter), ..Ask::default() }).periods;
    assert_eq!(quarters, [p("2026/27-Q1"), p("2026/27-Q2")]);
}

#[test]
fn a_stock_and_a_count_with_a_small_mean_get_no_control_verdict() {
    let count = |kind, value| {
        let mut indicator = indicator(Unit::Count, Polarity::Lower, kind);
        indicator.decimals = 0;
        let numbers: Vec<f64> = (0..14).map(|n| value + f64::from(n % 3)).collect();
        Case::new(indicator).values("2025-09", &numbers).view().control
    };
    assert!(count(Kind::Stock, 50.0).is_none());
    assert!(count(Kind::Flow, 1.0).is_none());
    assert_eq!(count(Kind::Flow, 50.0).unwrap().verdict, "usual");
}

#[test]
fn under_twelve_points_or_without_limits_there_is_no_verdict() {
    let mut rated = percent(Polarity::Higher);
    rated.targets.push(target(90.0, None));
    let few: Vec<f64> = (0..11).map(|n| 50.0 + f64::from(n % 3)).collect();
    let control = Case::new(rated.clone()).values("2025-12", &few).view().control.unwrap();
    assert_eq!((control.verdict, control.assurance), ("not-enough-data", None));
    assert!(control.upper.is_some());
    let control = Case::new(rated.clone()).values("2025-09", &[50.0; 14]).view().control.unwrap();
    assert_eq!((control.verdict, control.upper), ("not-enough-data", None));
    let enough: Vec<f64> = (0..12).map(|n| 50.0 + f64::from(n % 3)).collect();
    let control = Case::new(rated).values("2025-11", &enough).view().control.unwrap();
    assert_eq!((control.verdict, control.assurance), ("usual", Some("consistently-misses")));
}

#[test]
fn a_rebase_starts_limits_and_runs_afresh_and_one_without_a_figure_is_ignored() {
    let mut rebased = percent(Polarity::Higher);
    let rebase = |period: &str| Rebase { period: p(period), why: None, series_break: false };
    rebased.rebase = vec![rebase("2026-01"), rebase("2019-01")];
    let mut numbers: Vec<f64> = (0..12).map(|n| 80.0 + f64::from(n % 2)).collect();
    numbers.extend((0..12).map(|n| 60.0 + f64::from(n % 2)));
    let control = Case::new(rebased).values("2025-01", &numbers).view().control.unwrap();
    assert_eq!(control.verdict, "usual");
    near(control.mean.unwrap(), 60.5);
    near(control.series[0].mean.unwrap(), 80.5);
    assert_eq!(control.points, 24);
}

#[test]
fn one_month_alone_is_compared_with_the_month_before_by_name() {
    let against = |case: &Case| case.board(&Ask::default()).against;
    let one = Case::new(percent(Polarity::Higher)).values("2026-10", &[1.0]);
    assert_eq!(against(&one), "September 2026");
    let yearly = Case::new(percent(Polarity::Higher))
        .extract("2024-09", "2024-10-01", &[("2024-09", value(1.0))], None)
        .extract("2025-09", "2025-10-01", &[("2025-09", value(2.0))], None);
    assert_eq!(against(&yearly), "the year before");
}
