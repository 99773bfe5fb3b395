//! What holds for any figures: the order of reading does not matter, and nothing is ever shown
//! that was not given or computed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use callover::assess::ask::{Ask, Compare, Sources};
use callover::assess::board::{Board, Grain};
use callover::domain::authority::Authority;
use callover::domain::catalogue::Catalogue;
use callover::domain::facts::Facts;
use callover::domain::observation::{Figure, Fraction, Observation, Status};
use callover::domain::period::Period;
use callover::domain::snapshot::Snapshot;
use callover::domain::value::{Missing, Value};
use callover::store::catalogue::built_in;
use callover::store::published::England;
use proptest::prelude::*;

const INDICATORS: [&str; 4] =
    ["referrals", "rereferrals", "children-in-care", "assessments-45-days"];

fn month(at: i32) -> Period {
    Period::month(2024, 1).unwrap().step(at).unwrap()
}

fn figure(choice: u8, n: u16) -> Figure {
    let denominator = f64::from(n % 200 + 1);
    let numerator = (denominator / 3.0).floor();
    let (value, fraction) = match choice % 4 {
        0 => (Value::Missing(Some(Missing::NotCollected)), None),
        1 => (Value::Number(f64::from(n)), None),
        _ => (
            Value::Number(100.0 * numerator / denominator),
            Some(Fraction { numerator, denominator }),
        ),
    };
    Figure { value, fraction, status: Status::Final }
}

/// A snapshot a month, each restating up to three months before it.
fn snapshots() -> impl Strategy<Value = Vec<Snapshot>> {
    let figures = prop::collection::vec((any::<u8>(), any::<u16>()), 1..5);
    prop::collection::vec(prop::collection::vec(figures, INDICATORS.len()), 1..14).prop_map(|all| {
        (0..)
            .zip(all)
            .map(|(at, indicators)| Snapshot {
                authority: Authority { code: None, name: "Anywhere".to_owned() },
                period: month(at),
                extracted: format!("{}-15", month(at + 1)).parse().unwrap(),
                source: None,
                file: format!("{at:02}.json"),
                indicators: INDICATORS.map(Into::into).into(),
                observations: (0..)
                    .zip(indicators)
                    .map(|(indicator, figures)| Observation {
                        indicator,
                        period: month(at),
                        figure: figure(figures[0].0, figures[0].1),
                        detail: None,
                        history: (1..)
                            .zip(&figures[1..])
                            .filter(|(back, _)| at >= *back)
                            .map(|(back, (choice, n))| (month(at - back), figure(*choice, *n)))
                            .collect(),
                    })
                    .collect(),
            })
            .collect()
    })
}

fn board(snapshots: Vec<Snapshot>, catalogue: &Catalogue, ask: &Ask) -> Board {
    let all = Facts::gather(snapshots, |_, _| false);
    let england = England::default();
    let home = &all.authorities()[0];
    callover::assess::board(Sources { home, all: &all, catalogue, published: &england }, ask)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_reading_does_not_matter(all in snapshots(), turn in 0_usize..14) {
        let catalogue = built_in();
        let mut turned = all.clone();
        turned.reverse();
        let by = turn % turned.len();
        turned.rotate_left(by);
        let ask = Ask::default();
        prop_assert_eq!(board(all, &catalogue, &ask), board(turned, &catalogue, &ask));
    }

    #[test]
    fn a_board_is_consistent_with_itself(all in snapshots(), grain in 0_u8..3, compare in 0_u8..4) {
        let grain = [Grain::Month, Grain::Quarter, Grain::Year][usize::from(grain)];
        let compare = [Compare::Previous, Compare::YearAgo, Compare::Quarter, Compare::YearAverage]
            [usize::from(compare)];
        let ask = Ask { grain: Some(grain), compare, ..Ask::default() };
        let board = board(all, &built_in(), &ask);
        for view in board.indicators() {
            prop_assert_eq!(view.rating.is_some(), view.rating_reason.is_none());
            prop_assert!(view.value.is_none_or(f64::is_finite));
            prop_assert!(view.change.is_none() || view.value.is_some());
            prop_assert!(view.series.windows(2).all(|pair| pair[0].period < pair[1].period));
            prop_assert_eq!(view.series.last().map(|p| p.period), view.period);
            let shown = view.shown.text();
            prop_assert!(!shown.contains("NaN") && !shown.contains("inf"));
            prop_assert!(view.streak == 0 || (view.rating.is_some() && !view.indicative));
        }
        for section in &board.sections {
            let r = section.ratings;
            prop_assert_eq!(r.red + r.amber + r.green + r.none, section.indicators.len());
        }
        for item in &board.agenda {
            prop_assert!(!item.reasons.is_empty() && !item.sentence.is_empty());
            prop_assert_eq!(board.agenda.iter().filter(|i| i.indicator == item.indicator).count(), 1);
        }
    }
}
