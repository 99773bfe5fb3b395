//! What the room asks, row by row: the keys that show it, and what is then on the screen. The
//! letters and numbers are those of the questions that real meetings asked.
#![expect(clippy::unwrap_used, reason = "a dashboard that does not open fails its test")]

#[path = "common/dashboard.rs"]
mod dashboard;

use callover::app::{Msg, update};
use dashboard::{open, press, published, screen};

/// Whose dashboard.
#[derive(Clone, Copy)]
enum Of {
    Demonstration,
    Published(&'static str),
}
use Of::{Demonstration, Published};

/// A question, the keys that answer it, and the words that then stand on the screen.
type Row = (&'static str, Of, &'static str, &'static [&'static str]);

const HARINGEY: Of = Published("Haringey");

/// Every row. Keys: `\r` Enter, `\x1b` Esc; `/CC24\r\r` finds an indicator and opens it.
const ROWS: &[Row] = &[
    ("A1 a regular report of numbered indicators", Demonstration, "3", &["CP1", "CP7", "target"]),
    (
        "A2 exceptions with their reasons",
        Demonstration,
        "1",
        &["What to talk about", "RED FOR 6", "NEWLY RED"],
    ),
    (
        "A3 a cost beside that of a group",
        Demonstration,
        "/CC24\r\r",
        &["£2,180", "Cost comparison group", "£2,065", "overheads"],
    ),
    (
        "A4 what kind of foster carer",
        Demonstration,
        "/CC23\r\r",
        &["By kind", "Family and friends", "Mainstream"],
    ),
    (
        "A5 the correct figure for an earlier month",
        Demonstration,
        "/FD2\r\r",
        &["July 2026 was 301, now 318", "↻ restated"],
    ),
    (
        "A6 from contact to plan, and how fast",
        Demonstration,
        "w",
        &["From contact to plan", "of referrals", "within 30 days"],
    ),
    (
        "A7 context in words",
        Demonstration,
        "/FD7\r\r",
        &["Comment, Head of the front door", "Damson"],
    ),
    ("A8 by committee", Demonstration, "rc", &["Corporate Parenting"]),
    ("A9 target and averages", Demonstration, "2", &["target", "England", "≥90.0%", "85.7%"]),
    (
        "B1 the call-over itself",
        Demonstration,
        "M",
        &["No meeting runs", "nobody has said why yet"],
    ),
    (
        "B2 is it an outlier?",
        HARINGEY,
        "4b",
        &["94th highest of 151", "Statistical neighbours 49", "lowest quarter"],
    ),
    (
        "B3 by age, by legal status, each through time",
        Demonstration,
        "/CC2\r\rd",
        &["By age", "5-9", "14-17"],
    ),
    ("B4 of which so many have a plan", Demonstration, "/CC16\r\r", &["of which"]),
    (
        "B5 a jump explained beside the month",
        Demonstration,
        "/CC3\r\r",
        &["large family", "Usual variation"],
    ),
    ("B6 reviewed every week", Demonstration, "8.", &["W43 26"]),
    ("B7 numbers where few are involved", Demonstration, "3.", &["(A)", " of "]),
    ("B8 adoption in days, orders in numbers", Demonstration, "4.", &["431 days", "35.4 weeks"]),
    (
        "C1 the path to a target",
        Demonstration,
        "/EP2\r\r",
        &["╌╌ target ≥72.0% now", "3.6 points a month"],
    ),
    ("C2 too small to be a sign", Demonstration, "2", &["○ usual", "● worse"]),
    ("C3 a proxy, a yearly figure", Demonstration, "/CP7\r\r", &["drift"]),
    ("C4 closing or widening", HARINGEY, "4b", &["closing", "widening"]),
    (
        "D1 seven dashboards",
        Demonstration,
        "1",
        &["2 Front door", "6 EHCPs", "7 Early help", "8 Missing"],
    ),
    ("D2 any two periods, quarters, averages", Demonstration, "v", &["Oct 26", "Sep 26"]),
    ("D2 by quarter", Demonstration, "z2", &["Q3 26/27"]),
    (
        "D3 is the target too high?",
        Demonstration,
        "/FD7\r\r",
        &["Is it real?", "unlikely to meet its", "E England 85.7%"],
    ),
    ("D4 the numbers were very small", Demonstration, "4.", &["10 of 13", "was 8 of 11"]),
    ("D5 is it national?", HARINGEY, "/EP121\r\r", &["Pupils with a plan", "England", "5.3%"]),
    (
        "E1 per 10,000, above a rising trend",
        Demonstration,
        "/CC1\r\r",
        &["74", "October 2025", "England"],
    ),
    ("E2 no right or wrong number", Demonstration, "/CP1\r\r", &["No right direction"]),
    (
        "E3 red for months, aspirational",
        Demonstration,
        "/CP5\r\r",
        &["Red for 8 months", "aspirational"],
    ),
    ("E4 counts without a target", Demonstration, "/CP7\r\r", &["none: there is no right number"]),
    ("E5 stage by stage", Demonstration, "www", &["days", "Stages are of different children"]),
    ("E6 targets of each year", Demonstration, "[[[[[[", &["April 2026", "the target moved from"]),
    ("F1 better and worse in words", Demonstration, "2", &["worse", "better"]),
    ("F2 whose target", Demonstration, "/FD7\r\r", &["(local;"]),
    ("F3 figures that changed are marked", Demonstration, "2", &["↻"]),
    ("G1 which team?", Demonstration, "/FD7\r\rd", &["Damson", "68.0%"]),
    ("G2 by quarter and year", Demonstration, "zz2", &["2026/27"]),
    ("G4 why this target", Demonstration, "/FD7\r\r", &["reviewed March 2026"]),
];

fn shown(of: Of, keys: &str) -> String {
    let mut app = match of {
        Demonstration => open(),
        Published(authority) => published(authority),
    };
    // The tallest that anybody has: what is said of an indicator fits without scrolling.
    update(&mut app, Msg::Resize(160, 90));
    press(&mut app, keys);
    screen(&app)
}

/// What a row's screen does not say.
fn unsaid((_, of, keys, words): &Row) -> Option<String> {
    let screen = shown(*of, keys);
    let missing: Vec<_> = words.iter().filter(|word| !screen.contains(**word)).collect();
    (!missing.is_empty()).then(|| format!("{missing:?} is not on\n{screen}"))
}

#[test]
fn what_the_room_asks_is_on_the_screen() {
    let unsaid: Vec<String> = ROWS
        .iter()
        .filter_map(|row| Some(format!("{} by {:?}: {}", row.0, row.2, unsaid(row)?)))
        .collect();
    assert!(unsaid.is_empty(), "{}", unsaid.join("\n\n"));
}

/// A row whose words stand on the screen before any key says nothing of its keys.
#[test]
fn the_keys_are_what_brings_the_words() {
    let opens = [shown(Demonstration, ""), shown(HARINGEY, "")];
    let idle: Vec<&str> = ROWS
        .iter()
        .filter(|(_, of, keys, words)| {
            let before = &opens[usize::from(matches!(of, Published(_)))];
            *keys != "1" && words.iter().all(|word| before.contains(word))
        })
        .map(|(name, ..)| *name)
        .collect();
    assert!(idle.is_empty(), "{idle:?} are there without their keys");
}

#[test]
fn a_row_can_fail() {
    assert!(unsaid(&("none", Demonstration, "2", &["a figure that nobody gave"])).is_some());
}
