//! Random figures of a small council: totals, categories, parts, shares, years to date, and what was
//! put right later.

use std::sync::Arc;

use callover::domain::authority::Authority;
use callover::domain::catalogue::{Additive, Catalogue, Section};
use callover::domain::facts::Facts;
use callover::domain::indicator::{Disclosure, Frequency, Indicator, Kind};
use callover::domain::observation::{Breakdown, Detail, Figure, Fraction, Observation, Status};
use callover::domain::period::Period;
use callover::domain::snapshot::{Snapshot, Stamp, parse_day};
use callover::domain::value::{Unit, Value};

/// Numbers that look random and are the same every time.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// From 0 to below `n`.
    pub fn below(&mut self, n: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from((self.0 >> 33) % u64::from(n)).unwrap()
    }

    /// A number of children: often none, often few.
    fn children(&mut self) -> u32 {
        match self.below(20) {
            0..5 => 0,
            5..11 => 1 + self.below(6),
            11..16 => 6 + self.below(12),
            _ => 15 + self.below(60),
        }
    }
}

/// The months there are.
pub const MONTHS: [&str; 4] = ["2026-04", "2026-05", "2026-06", "2026-07"];
/// The days on which they were extracted; the last puts something right.
pub const DAYS: [&str; 5] = ["2026-05-05", "2026-06-05", "2026-07-05", "2026-08-05", "2026-08-20"];
/// Ages, of which a data set uses the first few.
const AGES: [&str; 4] = ["under 5", "5 to 9", "10 to 14", "15 and over"];
/// Legal statuses, likewise.
const STATUSES: [&str; 3] = ["agreed", "ordered", "remanded"];

/// Figures and what they mean.
pub struct DataSet {
    pub facts: Facts,
    pub catalogue: Catalogue,
}

/// The indicators of a data set, with how many parts `all` has.
fn catalogue(parts: usize) -> Catalogue {
    let mut catalogue = Catalogue::default();
    let (id, title) = ("other".to_owned(), "Other".to_owned());
    catalogue.sections.push(Section { id, title, remit: Vec::new() });
    let mut put = |id: &str, unit, kind, disclosure| {
        let mut indicator = Indicator::unknown(id, unit, 1, Frequency::Monthly);
        (indicator.kind, indicator.disclosure) = (kind, disclosure);
        catalogue.put(indicator);
    };
    let parts: Vec<String> = (0..parts).map(|n| format!("part-{n}")).collect();
    put("all", Unit::Count, Kind::Flow, Disclosure::Children);
    for part in &parts {
        put(part, Unit::Count, Kind::Flow, Disclosure::Children);
    }
    put("share", Unit::Percent, Kind::Flow, Disclosure::Children);
    put("to-date", Unit::Count, Kind::Cumulative, Disclosure::Children);
    put("in-time", Unit::Percent, Kind::Flow, Disclosure::Safe);
    catalogue.additive.push(Additive { total: "all".to_owned(), parts });
    catalogue
}

/// A data set; the same for the same seed.
pub fn data_set(seed: u64) -> DataSet {
    let mut random = Random::new(seed);
    let (parts, ages) = (2 + random.below(2) as usize, 2 + random.below(3) as usize);
    let (months, statuses) = (3 + random.below(2) as usize, 1 + random.below(3) as usize);
    let mut snapshots = Vec::new();
    let mut to_date = vec![0; 2];
    let mut put_right = Vec::new();
    for (month, day) in MONTHS.iter().zip(DAYS).take(months) {
        let mut table: Vec<Vec<u32>> =
            (0..parts).map(|_| (0..ages).map(|_| random.children()).collect()).collect();
        let mut observations = family(&mut random, &table, month, statuses);
        observations.push(share(&mut random, month, ages));
        for n in &mut to_date {
            *n += random.children();
        }
        let total = count(to_date.iter().sum());
        let halves: Vec<_> = ["girls", "boys"].into_iter().zip(&to_date).collect();
        let halves = halves.into_iter().map(|(c, n)| part("sex", c, count(*n))).collect();
        observations.push(observation("to-date", month, total, halves));
        snapshots.push(snapshot(month, day, observations));
        // One figure in two is put right afterwards.
        if random.below(2) == 0 {
            let (row, cell) =
                (random.below(parts.try_into().unwrap()), random.below(ages.try_into().unwrap()));
            table[row as usize][cell as usize] = random.children();
            put_right.push((*month, family(&mut random, &table, month, statuses)));
        }
    }
    snapshots.extend(put_right.into_iter().map(|(month, o)| snapshot(month, DAYS[4], o)));
    DataSet { facts: Facts::gather(snapshots, |_, _| false), catalogue: catalogue(parts) }
}

/// `all` by age and by status, its parts by age, and a safe share of it.
fn family(random: &mut Random, table: &[Vec<u32>], month: &str, statuses: usize) -> Vec<Named> {
    let by_age = |numbers: &[u32]| -> Vec<Breakdown> {
        AGES.iter().zip(numbers).map(|(age, n)| part("age", age, count(*n))).collect()
    };
    let ages = table.first().map_or(0, Vec::len);
    let columns: Vec<u32> = (0..ages).map(|age| table.iter().map(|row| row[age]).sum()).collect();
    let total: u32 = columns.iter().sum();
    let mut breakdowns = by_age(&columns);
    let mut left = total;
    for (at, status) in STATUSES.iter().enumerate().take(statuses) {
        let last = at + 1 == statuses;
        let n = if last { left } else { random.children().min(left) };
        left -= n;
        breakdowns.push(part("status", status, count(n)));
    }
    let mut found = vec![observation("all", month, count(total), breakdowns)];
    for (at, row) in table.iter().enumerate() {
        let own = count(row.iter().sum());
        found.push(observation(&format!("part-{at}"), month, own, by_age(row)));
    }
    let in_time = of(random.below(total + 1), total);
    found.push(observation("in-time", month, in_time, Vec::new()));
    found
}

fn share(random: &mut Random, month: &str, ages: usize) -> Named {
    let cells: Vec<(u32, u32)> = (0..ages)
        .map(|_| (random.children(), random.children()))
        .map(|(n, m)| (n, n + m))
        .collect();
    let (n, d) = cells.iter().fold((0, 0), |(n, d), cell| (n + cell.0, d + cell.1));
    let parts = AGES.iter().zip(&cells).map(|(age, (n, d))| part("age", age, of(*n, *d))).collect();
    observation("share", month, of(n, d), parts)
}

fn count(n: u32) -> Figure {
    Figure { value: Value::Number(f64::from(n)), fraction: None, status: Status::Final }
}

fn of(n: u32, d: u32) -> Figure {
    let (numerator, denominator) = (f64::from(n), f64::from(d));
    let value = if d == 0 {
        Value::Missing(Some(callover::domain::value::Missing::NoCohort))
    } else {
        Value::Number(100.0 * numerator / denominator)
    };
    Figure { value, fraction: Some(Fraction { numerator, denominator }), status: Status::Final }
}

fn part(by: &str, category: &str, figure: Figure) -> Breakdown {
    Breakdown {
        by: by.to_owned(),
        category: category.to_owned(),
        figure,
        overlapping: false,
        benchmarks: Vec::new(),
        of_which: Vec::new(),
    }
}

/// An observation with its indicator, whose place is given when all of a snapshot are there.
type Named = (Arc<str>, Observation);

fn observation(id: &str, month: &str, figure: Figure, breakdowns: Vec<Breakdown>) -> Named {
    let observation = Observation {
        indicator: 0,
        period: month.parse::<Period>().unwrap(),
        figure,
        detail: Some(Box::new(Detail { breakdowns, ..Detail::default() })),
        history: Vec::new(),
    };
    (id.into(), observation)
}

fn snapshot(month: &str, day: &str, named: Vec<Named>) -> Snapshot {
    let placed = |(indicator, (_, given))| Observation { indicator, ..given };
    Snapshot {
        authority: Authority { code: None, name: "Sampleton".to_owned() },
        period: month.parse().unwrap(),
        extracted: Stamp::day(parse_day(day).unwrap()),
        source: None,
        file: format!("{month} {day}"),
        indicators: named.iter().map(|(id, _)| Arc::clone(id)).collect(),
        observations: (0..).zip(named).map(placed).collect(),
    }
}
