//! One indicator looked at closely: ranks and distances worked out again from the packed files,
//! lines that are what the boards of those periods say, groups of the demonstration.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![expect(clippy::float_cmp, reason = "figures as they were given")]

#[path = "common/facts.rs"]
#[expect(dead_code, reason = "the rules' own tests use the rest of it")]
mod facts;
#[path = "close/hand.rs"]
mod hand;

use std::collections::HashMap;

use callover::assess::ask::{Ask, Sources};
use callover::assess::board::{Board, Grain};
use callover::assess::close::{CloseUp, League, Member, Seat, close_up};
use callover::assess::published::Apart;
use callover::domain::period::Period;
use callover::domain::value::Unit;
use callover::store::folder;
use callover::store::published::England;

use facts::p;

const VALUES: &str = include_str!("../data/published/values.csv");
const NEIGHBOURS: &str = include_str!("../data/published/neighbours.csv");
const AREAS: &str = include_str!("../data/published/areas.csv");

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{found} is not {wanted}");
}

/// Looks closely at an indicator of an authority's published board.
fn published(england: &England, authority: &str, code: &str, ask: &Ask) -> CloseUp {
    let (all, catalogue) = england.facts(authority).unwrap();
    let home = &all.authorities()[0];
    let sources = Sources { home, all: &all, catalogue: &catalogue, published: england };
    let board = callover::assess::board(sources, ask);
    let id = board.indicators().find(|i| i.published.as_deref() == Some(code)).unwrap().id.clone();
    close_up(sources, ask, &board, &id).unwrap()
}

/// The demonstration as it is asked for.
struct Demonstration {
    read: folder::Loaded,
    england: England,
}

impl Demonstration {
    fn open() -> Self {
        let read = folder::load(&folder::Input::demo(), &|_, _| {}).unwrap();
        Self { read, england: England::default() }
    }

    fn sources(&self) -> Sources<'_> {
        let folder::Loaded { facts, catalogue, .. } = &self.read;
        let home = &facts.authorities()[facts.home().unwrap()];
        Sources { home, all: facts, catalogue, published: &self.england }
    }

    fn board(&self, ask: &Ask) -> Board {
        callover::assess::board(self.sources(), ask)
    }

    fn close(&self, ask: &Ask, id: &str) -> CloseUp {
        close_up(self.sources(), ask, &self.board(ask), id).unwrap()
    }
}

/// A measure's published cells by period and area number.
fn cells(measure: &str) -> Vec<(String, HashMap<String, f64>)> {
    let mut reader = csv::Reader::from_reader(VALUES.as_bytes());
    let head = reader.headers().unwrap().clone();
    let rows = reader.records().map(Result::unwrap).filter(|row| &row[0] == measure);
    rows.map(|row| {
        let cells = head.iter().zip(row.iter()).skip(2);
        let known = cells.filter_map(|(area, cell)| Some((area.to_owned(), cell.parse().ok()?)));
        (row[1].to_owned(), known.collect())
    })
    .collect()
}

/// Number, ONS code, name and region of every authority.
fn authorities() -> Vec<[String; 4]> {
    let rows = csv::Reader::from_reader(AREAS.as_bytes()).into_records().map(Result::unwrap);
    rows.filter(|row| &row[3] == "authority")
        .map(|row| [&row[0], &row[1], &row[2], &row[4]].map(str::to_owned))
        .collect()
}

/// Numbers and closeness of an authority's neighbours, the closest first.
fn neighbours(number: &str) -> Vec<(String, String)> {
    let rows = csv::Reader::from_reader(NEIGHBOURS.as_bytes()).into_records().map(Result::unwrap);
    let mut near: Vec<(u32, String, String)> = rows
        .filter(|row| &row[0] == number)
        .map(|row| (row[1].parse().unwrap(), row[2].to_owned(), row[3].to_owned()))
        .collect();
    near.sort();
    near.into_iter().map(|(_, number, closeness)| (number, closeness)).collect()
}

/// R's type-7 quantile at one, two or three quarters, in whole numbers.
fn quantile(sorted: &[f64], quarters: usize) -> f64 {
    let place = (sorted.len() - 1) * quarters;
    let part = [0.0, 0.25, 0.5, 0.75][place % 4];
    let (low, high) = (sorted[place / 4], sorted[(place / 4 + 1).min(sorted.len() - 1)]);
    low + part * (high - low)
}

#[test]
fn every_year_of_a_league_is_what_the_packed_files_say() {
    let england = England::default();
    for (number, code) in [("309", "LAC"), ("872", "ReReferral"), ("838", "CPP_rate")] {
        let close = published(&england, number, code, &Ask::default());
        assert_eq!(close.apart, None);
        let league = &close.leagues[0];
        let all = cells(code);
        let areas = authorities();
        let number_of = |code: &str| areas.iter().find(|a| a[1] == code).unwrap()[0].clone();
        assert_eq!(league.periods.len(), all.len());
        for (period, wanted) in &all {
            let table = &league.tables[league.newest_by(p(period)).unwrap()];
            assert_eq!(table.period, p(period));
            let mut sorted: Vec<f64> =
                areas.iter().filter_map(|a| wanted.get(&a[0])).copied().collect();
            sorted.sort_by(f64::total_cmp);
            assert_eq!(table.standings.len(), sorted.len(), "{code} {period}");
            for quarters in 1..=3 {
                near(table.quartiles.unwrap()[quarters - 1], quantile(&sorted, quarters));
            }
            for standing in &table.standings {
                let member = &league.members[standing.member];
                near(standing.value, wanted[&number_of(&member.code)]);
                // Of these measures less is better, or the larger comes first.
                let ahead = |other: &&f64| {
                    if code == "ReReferral" {
                        **other < standing.value
                    } else {
                        **other > standing.value
                    }
                };
                assert_eq!(standing.rank, 1 + sorted.iter().filter(ahead).count());
                let same = sorted.iter().filter(|v| v.to_bits() == standing.value.to_bits());
                assert_eq!(standing.joint, same.count() > 1);
            }
        }
        let own = areas.iter().find(|a| a[0] == number).unwrap();
        assert_eq!(league.home().unwrap().name, own[2]);
        let near: Vec<(String, String)> = league
            .neighbours()
            .map(|(_, member)| match &member.seat {
                Seat::Neighbour { closeness } => (number_of(&member.code), closeness.clone()),
                _ => unreachable!(),
            })
            .collect();
        let with_figures: Vec<(String, String)> = neighbours(number)
            .into_iter()
            .filter(|(number, _)| all.iter().any(|(_, cells)| cells.contains_key(number)))
            .collect();
        assert_eq!(near, with_figures);
        for member in league.members.iter().filter(|m| m.seat == Seat::Region) {
            let area = areas.iter().find(|a| a[1] == member.code).unwrap();
            assert_eq!(area[3], own[3], "{}", member.name);
        }
    }
}

#[test]
fn distances_are_those_of_the_board_and_of_every_year_before() {
    let england = England::default();
    for code in ["LAC", "ReReferral", "CPP_rate", "SEN_EHC_Excpt_20wks"] {
        let (all, catalogue) = england.facts("Haringey").unwrap();
        let home = &all.authorities()[0];
        let sources = Sources { home, all: &all, catalogue: &catalogue, published: &england };
        let ask = Ask::default();
        let board = callover::assess::board(sources, &ask);
        let view = board.indicators().find(|i| i.published.as_deref() == Some(code)).unwrap();
        let close = close_up(sources, &ask, &board, &view.id).unwrap();
        let table = close.leagues[0].tables.last().unwrap();
        assert_eq!(table.rank_words, view.rank_words());
        assert_eq!(table.distances.len(), view.benchmarks.len());
        for (distance, benchmark) in table.distances.iter().zip(&view.benchmarks) {
            assert_eq!(distance.name, benchmark.name);
            assert_eq!(*distance.title, *benchmark.title);
            near(distance.value, benchmark.value.unwrap());
            assert_eq!(distance.trend, benchmark.gap.map_or_else(String::new, |gap| gap.words()));
            assert_eq!(distance.difference, benchmark.difference);
            assert!(distance.trend.starts_with(&distance.apart), "{distance:?}");
            let rests = distance.rests_on.map(|(count, of, _)| (count, of));
            let wanted = benchmark.count.zip(benchmark.of);
            assert_eq!(rests, wanted.map(|(count, of)| (count as usize, of as usize)));
        }
        for (at, (period, cells)) in cells(code).iter().enumerate() {
            let table = &close.leagues[0].tables[at];
            assert_eq!(table.period, p(period));
            let of = |name: &str| table.distances.iter().find(|d| d.name == name);
            assert_eq!(of("england").map(|d| d.value), cells.get("970").copied());
            let theirs: Vec<f64> = neighbours("309")
                .iter()
                .filter_map(|(number, _)| cells.get(number).copied())
                .collect();
            let mean = theirs.iter().sum::<f64>() / f64::from(u32::try_from(theirs.len()).unwrap());
            near(of("statistical-neighbours").unwrap().value, mean);
        }
    }
}

/// Every line at every point is what the board of that period sets beside the figure.
fn lines_are_the_boards_own(sources: Sources<'_>, every: usize) -> usize {
    let ask = Ask::default();
    let board = callover::assess::board(sources, &ask);
    let mut boards: HashMap<Period, Board> = HashMap::new();
    let mut compared = 0;
    for view in board.indicators().filter(|view| view.unit != Unit::Count) {
        let close = close_up(sources, &ask, &board, &view.id).unwrap();
        for (at, point) in view.series.iter().enumerate().step_by(every) {
            let then = boards.entry(point.period).or_insert_with(|| {
                callover::assess::board(
                    sources,
                    &Ask {
                        period: Some(point.period),
                        grain: Some(Grain::Month),
                        ..Ask::default()
                    },
                )
            });
            let then = then.indicator(&view.id).unwrap();
            assert_eq!(then.period, Some(point.period), "{}", view.id);
            for benchmark in then.benchmarks.iter().filter(|b| !b.name.starts_with("group:")) {
                let line = close.lines.iter().find(|line| line.name == benchmark.name);
                let found = line.and_then(|line| line.points[at]);
                assert_eq!(found.map(|f| f.value), benchmark.value, "{} {}", view.id, point.period);
                assert_eq!(
                    found.and_then(|f| f.period),
                    benchmark.period.filter(|_| benchmark.value.is_some())
                );
                compared += 1;
            }
            for line in &close.lines {
                assert_eq!(line.points.len(), view.series.len());
                let known = then.benchmarks.iter().any(|b| b.name == line.name);
                assert!(known || line.points[at].is_none(), "{} {}", view.id, line.name);
            }
        }
    }
    compared
}

#[test]
fn the_lines_of_the_demonstration_are_what_its_boards_said() {
    let demonstration = Demonstration::open();
    assert!(lines_are_the_boards_own(demonstration.sources(), 3) > 200);
}

#[test]
fn the_lines_of_a_published_board_are_what_its_boards_said() {
    let england = England::default();
    for authority in ["Haringey", "Cumbria", "Kent"] {
        let (all, catalogue) = england.facts(authority).unwrap();
        let home = &all.authorities()[0];
        let sources = Sources { home, all: &all, catalogue: &catalogue, published: &england };
        assert!(lines_are_the_boards_own(sources, 3) > 300, "{authority}");
    }
}

#[test]
fn a_groups_league_has_the_same_periods_figures_of_its_snapshots() {
    let demonstration = Demonstration::open();
    let close = demonstration.close(&Ask::default(), "rereferrals");
    // Nobody in England is called Sampleford: its groups come first, the larger before the smaller,
    // and England has no rank for it.
    let [group, smaller, england] = close.leagues.as_slice() else {
        unreachable!("{} leagues", close.leagues.len())
    };
    assert_eq!(smaller.name, "group:cost-group");
    assert_eq!(
        (group.name.as_str(), group.title.as_str()),
        ("group:neighbours", "Invented neighbours")
    );
    assert_eq!(group.periods, [p("2024-03"), p("2025-03"), p("2026-03")]);
    let table = group.tables.last().unwrap();
    let figures = |league: &League, name: &str| -> Vec<Option<f64>> {
        let member = |m: &&Member| m.name == name;
        league.members.iter().find(member).unwrap().values.clone()
    };
    assert_eq!(figures(group, "Draftwell"), [Some(26.8), Some(26.4), Some(25.7)]);
    assert_eq!(table.standings.len(), 11);
    let own = table.home(group).unwrap();
    let march = Ask { period: Some(p("2026-03")), ..Ask::default() };
    let then = demonstration.board(&march);
    let then = then.indicator("rereferrals").unwrap();
    assert_eq!(Some(own.value), then.value);
    // The board of March has the group's mean, and home differs from each as its interval says.
    let benchmark = then.benchmarks.iter().find(|b| b.name == "group:neighbours").unwrap();
    near(table.distances[0].value, benchmark.value.unwrap());
    let interval = then.interval.as_ref().unwrap();
    for standing in &table.standings {
        let wanted = if standing.value < interval.lower {
            "worse"
        } else if standing.value > interval.upper {
            "better"
        } else {
            "similar"
        };
        assert_eq!(standing.difference, Some(wanted), "{standing:?}");
    }
    let (period, words) = table.judged_by.as_ref().unwrap();
    assert!(*period == p("2026-03") && words.contains("March 2026 (95% interval"), "{words}");
    assert!(table.quartiles.is_none() && own.quartile.is_none());
    assert!(england.home().is_none() && england.tables.last().unwrap().rank_words.is_empty());
    assert_eq!(england.neighbours().count(), 0);
}

#[test]
fn the_group_that_the_figure_itself_names_comes_first() {
    let close = Demonstration::open().close(&Ask::default(), "cost-per-child-week");
    let named = &close.leagues[0];
    assert_eq!((named.name.as_str(), named.neighbours().count()), ("group:cost-group", 5));
    assert_eq!(named.periods.last(), Some(&p("2025/26")));
    let line = close.lines.iter().find(|line| line.name == named.name).unwrap();
    assert_eq!(line.points.last().unwrap().unwrap().value, 2065.0);
}

#[test]
fn an_earlier_board_knows_no_later_year_and_a_quarter_keeps_the_months() {
    let demonstration = Demonstration::open();
    let early = Ask { period: Some(p("2025-11")), ..Ask::default() };
    let close = demonstration.close(&early, "rereferrals");
    assert_eq!(close.leagues[0].periods, [p("2024-03"), p("2025-03")]);
    let quarter = Ask { grain: Some(Grain::Quarter), ..Ask::default() };
    let close = demonstration.close(&quarter, "rereferrals");
    assert_eq!(close.leagues[0].periods.last(), Some(&p("2026-03")));
}

#[test]
fn categories_are_what_the_boards_of_their_months_showed() {
    let demonstration = Demonstration::open();
    let sources = demonstration.sources();
    let board = demonstration.board(&Ask::default());
    let mut compared = 0;
    for view in board.indicators().filter(|view| !view.breakdowns.is_empty()) {
        let close = close_up(sources, &Ask::default(), &board, &view.id).unwrap();
        assert_eq!(close.categories.len(), view.breakdowns.len());
        for (at, point) in view.series.iter().enumerate().step_by(7) {
            let ask = Ask { period: Some(point.period), ..Ask::default() };
            let then = demonstration.board(&ask);
            let then = then.indicator(&view.id).unwrap();
            for (category, part) in close.categories.iter().zip(&view.breakdowns) {
                assert_eq!((&category.by, &category.category), (&part.by, &part.category));
                let same =
                    then.breakdowns.iter().find(|b| b.by == part.by && b.category == part.category);
                assert_eq!(category.values[at], same.and_then(|b| b.value), "{}", view.id);
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "{compared}");
}

#[test]
fn a_months_count_says_why_it_stands_apart_and_what_does_not() {
    let demonstration = Demonstration::open();
    let close = demonstration.close(&Ask::default(), "referrals");
    assert_eq!(close.apart, Some(Apart::NoMeasure));
    assert!(close.leagues.is_empty());
    assert!(close.alike.iter().any(|name| name == "FD4 Re-referrals within 12 months"));
    assert!(!close.alike.iter().any(|name| name.contains("FD1 ")), "{:?}", close.alike);
}

#[test]
fn in_public_only_what_is_published_is_looked_at_closely() {
    let demonstration = Demonstration::open();
    let mut board = demonstration.board(&Ask::default());
    board.public = true;
    let close = |id| close_up(demonstration.sources(), &Ask::default(), &board, id).unwrap();
    assert!(close("rereferrals").leagues.iter().all(|league| !league.is_group()));
    assert!(close("children-in-care").categories.is_empty());
}

#[test]
fn an_authority_that_is_no_more_is_ranked_in_its_last_years_only() {
    let england = England::default();
    let close = published(&england, "Cumbria", "LAC", &Ask::default());
    let league = &close.leagues[0];
    let known: Vec<Period> = league
        .tables
        .iter()
        .filter(|table| table.home(league).is_some())
        .map(|table| table.period)
        .collect();
    assert!(!known.is_empty() && known.iter().all(|period| *period <= p("2022/23")));
}
