//! A made-up authority for tests of what is shown: three years of months, every kind of row.

mod england;

use std::rc::Rc;

use crossterm::event::KeyCode;

use super::input::{Input, Press};
use super::source::Source;
use super::{App, Effect, Loaded, Msg, update};
use crate::assess::ask::Ask;
use crate::assess::board::Board;
use crate::domain::authority::Authority;
use crate::domain::catalogue::{Catalogue, Pathway, Section};
use crate::domain::complaint::{Complaint, Place, Severity};
use crate::domain::facts::Facts;
use crate::domain::indicator::{Frequency, Indicator, Kind, Polarity};
use crate::domain::meeting::{Moment, Stamp};
use crate::domain::observation::{
    Breakdown, Comment, Detail, Figure, Fraction, GivenBenchmark, Observation, Status,
};
use crate::domain::period::Period;
use crate::domain::snapshot::Snapshot;
use crate::domain::target::{Bound, Origin, Target};
use crate::domain::value::{Missing, Unit, Value};

/// Keeps an entry as the terminal would, at once and without a disk; hands on any other effect.
///
/// # Panics
/// Where a stamp cannot be read: none of these.
pub fn kept(app: &mut App, effect: Option<Effect>) -> Option<Effect> {
    let Some(Effect::Enter(entry)) = effect else { return effect };
    let (about, what) = *entry;
    let number = app.room.journal.events().len() + 1;
    let stamp = Stamp {
        id: format!("01890000-0000-7000-8000-{number:012x}")
            .parse()
            .unwrap_or_else(|_| panic!("no id")),
        time: moment(&format!("2026-11-12T14:{:02}:00+00:00", number % 60)),
    };
    let event = app.room.journal.draw_up(stamp, ("J Smith", "lap1"), about, what);
    update(app, Msg::Entered(event.into(), None))
}

/// Presses one key after another (`\r` is Enter, `\t` Tab, `\x1b` Esc) and keeps what is entered;
/// gives what the last key asks the terminal for.
pub fn press(app: &mut App, keys: &str) -> Option<Effect> {
    keys.chars().fold(None, |_, c| {
        let press = match c {
            '\r' => Press::key(KeyCode::Enter),
            '\t' => Press::key(KeyCode::Tab),
            '\x1b' => Press::key(KeyCode::Esc),
            c => Press::char(c),
        };
        let effect = update(app, Msg::Key(Input::Press(press)));
        kept(app, effect)
    })
}

/// A moment by its text.
///
/// # Panics
/// Where the text is none.
pub fn moment(text: &str) -> Moment {
    text.parse().unwrap_or_else(|_| panic!("{text} is no moment"))
}

struct Row {
    id: &'static str,
    code: &'static str,
    section: &'static str,
    name: &'static str,
    unit: Unit,
    decimals: u8,
    polarity: Polarity,
    /// Green and amber.
    target: Option<(f64, f64)>,
    /// Where the figures start, how fast they rise a period, how far they swing.
    path: (f64, f64, f64),
    /// Out of how many.
    of: Option<f64>,
    england: Option<f64>,
}

const SECTIONS: [(&str, &str); 5] = [
    ("front-door", "Front door"),
    ("child-protection", "Child protection"),
    ("children-in-care", "Children in care"),
    ("care-leavers", "Care leavers"),
    ("ehcp", "EHCPs"),
];

/// The one that is not core.
const MINOR: &str = "strategy-discussions";
/// The one that comes once a year.
const ANNUAL: &str = "care-leavers-eet";
/// The one that has not come.
const LATE: &str = "unallocated";

#[rustfmt::skip] // a table: one row an indicator
fn table() -> Vec<Row> {
    use Polarity::{Higher, Lower, None as Neither};
    use Unit::{Count, Days, Percent, Pounds, RatePer10000, Weeks};
    let row = |id, code, section, name, unit, decimals, polarity, path| Row {
        id, code, section, name, unit, decimals, polarity, target: None, path, of: None, england: None,
    };
    vec![
        row("contacts", "FD1", "front-door", "Contacts", Count, 0, Neither, (950.0, 9.0, 60.0)),
        row("referrals", "FD2", "front-door", "Referrals", Count, 0, Neither, (250.0, 2.0, 20.0)),
        Row { target: Some((18.0, 20.0)), of: Some(310.0), england: Some(22.6), ..row("rereferrals", "FD4", "front-door", "Re-referrals within 12 months", Percent, 1, Lower, (15.0, 0.13, 0.8)) },
        Row { target: Some((90.0, 85.0)), england: Some(83.2), ..row("assessments-45", "FD7", "front-door", "Assessments within 45 days", Percent, 1, Higher, (92.0, -0.4, 1.2)) },
        row(MINOR, "FD9", "front-door", "Strategy discussions", Count, 0, Neither, (60.0, 0.2, 8.0)),
        row(LATE, "FD10", "front-door", "Children in need without an allocated social worker", Count, 0, Lower, (0.0, 0.0, 0.0)),
        Row { england: Some(42.1), ..row("plans-rate", "CP1", "child-protection", "Children on a plan per 10,000", RatePer10000, 0, Neither, (40.0, 0.3, 2.0)) },
        Row { target: Some((22.0, 26.0)), of: Some(27.0), england: Some(24.5), ..row("second-plans", "CP4", "child-protection", "Second or later plans", Percent, 1, Lower, (20.0, 0.1, 6.0)) },
        Row { target: Some((95.0, 90.0)), england: Some(77.0), ..row("visits", "CP6", "child-protection", "Visits within timescale", Percent, 1, Higher, (84.0, 0.25, 2.0)) },
        row("children-in-care", "CC1", "children-in-care", "Children in care", Count, 0, Neither, (410.0, 1.2, 5.0)),
        Row { target: Some((10.0, 11.0)), england: Some(10.0), ..row("placement-moves", "CC4", "children-in-care", "Placement moves, three or more", Percent, 1, Lower, (9.0, 0.12, 0.5)) },
        row("cost-week", "CC9", "children-in-care", "Cost of a child in care per week", Pounds, 0, Lower, (854.0, 7.0, 20.0)),
        Row { target: Some((426.0, 460.0)), ..row("adoption-days", "CC12", "children-in-care", "From entering care to moving in with adopters", Days, 0, Lower, (470.0, -2.0, 14.0)) },
        Row { target: Some((60.0, 56.0)), england: Some(54.0), ..row(ANNUAL, "CL4", "care-leavers", "Care leavers in EET", Percent, 1, Higher, (49.0, 0.9, 1.5)) },
        Row { target: Some((20.0, 22.0)), ..row("ehcp-weeks", "EH2", "ehcp", "Weeks to issue a plan", Weeks, 1, Lower, (26.0, -0.35, 1.0)) },
    ]
}

/// Three years of months to October 2026; of the annual one, seven years to 2025/26.
fn periods(row: &Row) -> Vec<Period> {
    let (last, back) = if row.id == ANNUAL {
        (Period::financial_year(2025), 6)
    } else {
        (Period::month(2026, 10), 35)
    };
    (0..=back).rev().filter_map(|n| last?.step(-n)).collect()
}

fn figure(row: &Row, n: usize) -> Figure {
    let wave = [0.1, 0.8, -0.4, 1.0, -0.9, 0.3, -0.2, 0.6, -1.0, 0.0, 0.5][n % 11];
    let raw =
        row.path.0 + row.path.1 * f64::from(u32::try_from(n).unwrap_or(0)) + row.path.2 * wave;
    let fraction = row.of.map(|denominator| Fraction {
        numerator: (raw * denominator / 100.0).round(),
        denominator,
    });
    let value = match fraction {
        _ if row.id == LATE || (row.id == "referrals" && n % 17 == 12) => {
            Value::Missing(Some(Missing::Late))
        }
        Some(f) => Value::Number(100.0 * f.numerator / f.denominator),
        None if row.unit == Unit::Count => Value::Number(raw.round()),
        None => Value::Number(raw),
    };
    let fraction = fraction.filter(|_| value.number().is_some());
    Figure { value, fraction, status: Status::Final }
}

fn about(row: &Row) -> Indicator {
    let target = |(green, amber)| Target {
        green: Bound::Figure(green),
        amber: Some(Bound::Figure(amber)),
        from: None,
        to: None,
        milestone: None,
        origin: Some(Origin::Local),
        aspirational: false,
        why: Some("a point below last year's outturn".to_owned()),
        reviewed: Some("2026-03".to_owned()),
    };
    let frequency = if row.id == ANNUAL { Frequency::Annual } else { Frequency::Monthly };
    Indicator {
        code: row.code.to_owned(),
        section: row.section.to_owned(),
        name: row.name.to_owned(),
        polarity: row.polarity,
        kind: Kind::Flow,
        core: row.id != MINOR,
        published: (row.id == england::MEASURE.1).then(|| england::MEASURE.0.to_owned()),
        targets: row.target.into_iter().map(target).collect(),
        owner: Some("Head of MASH".to_owned()),
        definition: Some(format!("{}: what is counted, out of all in the period.", row.name)),
        aliases: vec![format!("NI {}", row.code)],
        ..Indicator::unknown(row.id, row.unit, row.decimals, frequency)
    }
}

/// What stands beside the newest figure: a comment, England's figure, ages.
fn detail(row: &Row) -> Box<Detail> {
    let given = |value| GivenBenchmark {
        name: "england".to_owned(),
        value: Some(value),
        period: Period::financial_year(2024),
        ..GivenBenchmark::default()
    };
    let told = row.id == "rereferrals";
    let text = "Two large sibling groups were re-referred in the last week.".to_owned();
    let age = |(category, numerator): (&str, f64)| Breakdown {
        by: "age".to_owned(),
        category: category.to_owned(),
        figure: Figure {
            value: Value::Number(numerator),
            fraction: Some(Fraction { numerator, denominator: 100.0 }),
            status: Status::Final,
        },
        overlapping: false,
        benchmarks: Vec::new(),
        of_which: Vec::new(),
    };
    let ages = [("0-4", 17.0), ("5-9", 22.0), ("10-15", 19.0), ("16-17", 14.0)];
    Box::new(Detail {
        comment: told.then_some(Comment { text, public: false, author: None }),
        data_note: (row.id == "visits").then(|| "New recording form from June.".to_owned()),
        benchmarks: row.england.into_iter().map(given).collect(),
        breakdowns: if told || row.id == "assessments-45" {
            ages.into_iter().map(age).collect()
        } else {
            Vec::new()
        },
        ..Detail::default()
    })
}

/// The extract of a month: its figures, and with October's every earlier one; August's re-referrals
/// changed between the two.
fn snapshot(month: u32, day: &str) -> Snapshot {
    let Some(period) = Period::month(2026, month) else { panic!("{month} is no month") };
    let Ok(extracted) = day.parse() else { panic!("{day} is no day") };
    let observation = |(indicator, row): (u32, &Row)| {
        let figures: Vec<_> = periods(row).into_iter().enumerate().collect();
        let old = |n: usize| if month == 9 && row.id == "rereferrals" { n + 2 } else { n };
        let upto = figures.iter().filter(|(_, p)| p.ends_by(period));
        let mut history: Vec<_> =
            upto.map(|(n, p)| (*p, figure(row, if *n == 33 { old(*n) } else { *n }))).collect();
        let Some((period, figure)) = history.pop() else { panic!("{} is empty", row.id) };
        let detail = if month == 10 { Some(detail(row)) } else { None };
        Observation { indicator, period, figure, detail, history }
    };
    Snapshot {
        authority: Authority { code: None, name: "Haringey".to_owned() },
        period,
        extracted,
        source: None,
        file: format!("2026-{month:02}.json"),
        indicators: table().iter().map(|row| row.id.into()).collect(),
        observations: (0..).zip(&table()).map(observation).collect(),
    }
}

fn complaints() -> Vec<Complaint> {
    let file = |line, column, length, text: &str| Place {
        file: "2026-10.json".to_owned(),
        line,
        column,
        length,
        text: text.to_owned(),
    };
    let line =
        "    { \"indicator\": \"rereferrals\", \"period\": \"2026-09\", \"value\": \"81.2%\" }";
    vec![
        Complaint {
            severity: Severity::Error,
            code: "wrong-type",
            message: "`value` is text, a number is needed".to_owned(),
            help: "write 81.2, and say the unit in the catalogue".to_owned(),
            place: file(12, 67, 7, line),
        },
        Complaint {
            severity: Severity::Warning,
            code: "unknown-indicator",
            message: "`agency-staff` is not in the catalogue: shown under Other".to_owned(),
            help: String::new(),
            place: file(0, 0, 0, ""),
        },
    ]
}

/// The two extracts.
pub fn snapshots() -> Vec<Snapshot> {
    vec![snapshot(9, "2026-10-05"), snapshot(10, "2026-11-05")]
}

/// Two extracts of one authority, and the later one as another authority's.
pub fn snapshots_of_two() -> Vec<Snapshot> {
    let mut all = snapshots();
    let mut other = snapshot(10, "2026-11-05");
    other.authority = Authority { code: Some("E07000001".to_owned()), name: OTHER.to_owned() };
    other.file = "other.json".to_owned();
    all.push(other);
    all
}

/// The other authority of [`snapshots_of_two`].
pub const OTHER: &str = "Elsewhere";

/// What was read: two extracts, two complaints.
pub fn loaded() -> Loaded {
    loaded_of(snapshots())
}

/// What these extracts say, with two complaints.
pub fn loaded_of(snapshots: Vec<Snapshot>) -> Loaded {
    let mut catalogue = Catalogue::default();
    catalogue.sections = SECTIONS
        .iter()
        .map(|(id, title)| Section {
            id: (*id).to_owned(),
            title: (*title).to_owned(),
            remit: Vec::new(),
        })
        .collect();
    for row in table() {
        catalogue.put(about(&row));
    }
    let pathway = |id: &str, title: &str, steps: &[&str]| Pathway {
        id: id.to_owned(),
        title: title.to_owned(),
        steps: steps.iter().map(|step| (*step).to_owned()).collect(),
    };
    catalogue.pathways = vec![
        pathway("front-door", "From contact to strategy", &["contacts", "referrals", MINOR]),
        pathway("days", "Days and weeks", &["adoption-days", "ehcp-weeks"]),
    ];
    Loaded {
        facts: Facts::gather(snapshots, |_, _| false),
        catalogue,
        complaints: complaints(),
        home: 0,
        source: Source::Demonstration,
        title: "demonstration".to_owned(),
    }
}

/// The dashboard over the fixture, as it opens.
pub fn app() -> App {
    asked(Ask::default())
}

/// The dashboard over the fixture, asked for something.
///
/// # Panics
/// If the fixture were empty.
pub fn asked(ask: Ask) -> App {
    let Some(mut app) = App::new(loaded(), Rc::new(england::England::new()), ask) else {
        panic!("the fixture is empty")
    };
    app.room.author = "J Smith".to_owned();
    app.room.now = Some(moment("2026-11-12T14:00:00+00:00"));
    app
}

/// The fixture's board with every indicator.
pub fn board() -> Board {
    let mut app = app();
    app.ask.core = false;
    app.reassess();
    app.board
}
