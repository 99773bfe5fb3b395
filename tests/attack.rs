//! The attack on what is published: from exported files alone, with their totals, breakdowns, years
//! to date and what was put right, no hidden figure can be solved for.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "attack/export.rs"]
mod export;
#[path = "common/facts.rs"]
#[expect(dead_code, reason = "shared with other tests")]
mod facts;
#[path = "attack/generate.rs"]
mod generate;
#[path = "attack/solve.rs"]
mod solve;

use std::sync::Mutex;

use callover::assess::disclosure::{Public, Secondary, Threshold};

use generate::DataSet;

const DATA_SETS: u64 = 1000;

/// What was recovered from a number of data sets, how many hidden numbers were looked for, and of
/// how many data sets something was recovered.
fn attacked(seeds: std::ops::Range<u64>, secondary: Secondary) -> (Vec<String>, usize, usize) {
    let all = Mutex::new((Vec::new(), 0, 0));
    let next = Mutex::new(seeds);
    let work = || {
        loop {
            let Some(seed) = next.lock().unwrap().next() else { break };
            let DataSet { facts, catalogue } = generate::data_set(seed);
            let public = Public::with(&facts, &catalogue, Threshold(5), secondary);
            let parts = &catalogue.additive[0].parts;
            let found: Vec<_> =
                export::views(&public).iter().map(|view| solve::attack(view, parts)).collect();
            let mut all = all.lock().unwrap();
            all.1 += found.iter().map(|f| f.looked_for).sum::<usize>();
            let recovered: Vec<_> = found.into_iter().flat_map(|f| f.recovered).collect();
            all.2 += usize::from(!recovered.is_empty());
            all.0.extend(recovered.into_iter().map(|what| format!("data set {seed}: {what}")));
        }
    };
    std::thread::scope(|threads| {
        let hands = std::thread::available_parallelism().map_or(1, usize::from).min(4);
        for _ in 0..hands {
            threads.spawn(work);
        }
    });
    all.into_inner().unwrap()
}

#[test]
fn nothing_hidden_is_recovered_from_a_thousand_data_sets() {
    let (recovered, looked_for, _) = attacked(0..DATA_SETS, Secondary::On);
    assert!(recovered.is_empty(), "{} recovered:\n{}", recovered.len(), recovered.join("\n"));
    assert!(looked_for > 20_000, "{looked_for}");
}

#[test]
fn without_hiding_what_gives_it_away_the_same_attack_succeeds() {
    let (recovered, looked_for, sets) = attacked(0..50, Secondary::Off);
    assert!(sets >= 45, "{sets} of 50");
    assert!(recovered.len() * 10 > looked_for, "{} of {looked_for}", recovered.len());
}
