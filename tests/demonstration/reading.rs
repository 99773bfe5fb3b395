//! Reading the demonstration as any program would: the latest extract stands.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Children aged 0-17 in Sampleford.
pub const CHILDREN: f64 = 59_200.0;
/// Half of the last shown digit, and a little for the arithmetic.
pub const EXACT: f64 = 1e-6;

/// What stands for every indicator and period, and what was said before.
pub struct Demo {
    /// By indicator and period: every version, oldest extract first.
    pub versions: BTreeMap<(String, String), Vec<Value>>,
    /// The snapshots, oldest first.
    pub snapshots: Vec<Value>,
    /// Unit and decimals by indicator.
    pub units: BTreeMap<String, (String, u64)>,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

pub fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

pub fn list<'a>(value: &'a Value, field: &str) -> Vec<&'a Value> {
    value[field].as_array().map(|items| items.iter().collect()).unwrap_or_default()
}

pub fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_default().to_owned()
}

/// The JSON files of one folder, by name.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    files
}

/// The thirty-six months.
pub fn months() -> Vec<String> {
    (2023 * 12 + 10..2023 * 12 + 46)
        .map(|month| format!("{}-{:02}", month / 12, month % 12 + 1))
        .collect()
}

pub fn units() -> BTreeMap<String, (String, u64)> {
    let mut units = BTreeMap::new();
    for path in [root().join("catalogue.json"), root().join("demo").join("catalogue.json")] {
        for entry in list(&json(&path), "indicators") {
            if entry["unit"].is_string() {
                let decimals = entry["decimals"].as_u64().unwrap();
                units.insert(text(entry, "id"), (text(entry, "unit"), decimals));
            }
        }
    }
    units
}

impl Demo {
    pub fn read() -> Self {
        let snapshots: Vec<Value> = files(&root().join("demo"))
            .iter()
            .map(|path| json(path))
            .filter(|file| file["format"] == "callover.snapshot/1")
            .collect();
        let mut versions: BTreeMap<(String, String), Vec<Value>> = BTreeMap::new();
        for snapshot in &snapshots {
            for told in list(snapshot, "observations") {
                let id = text(told, "indicator");
                let period = told["period"].as_str().or(snapshot["period"].as_str()).unwrap();
                versions.entry((id.clone(), period.to_owned())).or_default().push(told.clone());
                for past in list(told, "history") {
                    let key = (id.clone(), text(past, "period"));
                    versions.entry(key).or_default().push(past.clone());
                }
            }
        }
        Self { versions, snapshots, units: units() }
    }

    pub fn snapshot(&self, period: &str) -> &Value {
        self.snapshots.iter().find(|snapshot| snapshot["period"] == period).unwrap()
    }

    /// The figure that stands, where there is one.
    pub fn told(&self, id: &str, period: &str) -> Option<&Value> {
        self.versions.get(&(id.to_owned(), period.to_owned()))?.last()
    }

    /// Its value, unrounded.
    pub fn value(&self, id: &str, period: &str) -> Option<f64> {
        value_of(&self.units[id].0, self.told(id, period)?)
    }

    /// Its value as it is shown.
    pub fn shown(&self, id: &str, period: &str) -> f64 {
        let value = self.value(id, period).unwrap_or_else(|| missing(id, period));
        rounded(value, self.units[id].1)
    }

    /// A count.
    pub fn count(&self, id: &str, period: &str) -> f64 {
        self.value(id, period).unwrap_or_else(|| missing(id, period))
    }

    /// Numerator and denominator.
    pub fn fraction(&self, id: &str, period: &str) -> (f64, f64) {
        let told = self.told(id, period).unwrap();
        (told["numerator"].as_f64().unwrap(), told["denominator"].as_f64().unwrap())
    }

    /// The mean of the months that have a figure.
    pub fn mean(&self, id: &str, months: &[String]) -> f64 {
        let values: Vec<f64> = months.iter().filter_map(|month| self.value(id, month)).collect();
        values.iter().sum::<f64>() / values.iter().map(|_| 1.0).sum::<f64>()
    }

    /// The parts of one breakdown.
    pub fn parts(&self, id: &str, period: &str, by: &str) -> BTreeMap<String, f64> {
        list(self.told(id, period).unwrap(), "breakdowns")
            .into_iter()
            .filter(|part| part["by"] == by)
            .map(|part| {
                let figure = part["value"].as_f64().or(part["numerator"].as_f64()).unwrap();
                (text(part, "category"), figure)
            })
            .collect()
    }
}

pub fn missing(id: &str, period: &str) -> f64 {
    assert!(id.is_empty(), "{id} has no figure for {period}");
    f64::NAN
}

pub fn value_of(unit: &str, told: &Value) -> Option<f64> {
    let (Some(n), Some(d)) = (told["numerator"].as_f64(), told["denominator"].as_f64()) else {
        return told["value"].as_f64();
    };
    let scale = match unit {
        "percent" => 100.0,
        "rate_per_10000" => 10_000.0,
        _ => 1.0,
    };
    (d > 0.0).then(|| scale * n / d)
}

pub fn rounded(value: f64, decimals: u64) -> f64 {
    let scale = (0..decimals).fold(1.0, |scale, _| scale * 10.0);
    (value * scale + value.signum() * 1e-9).round() / scale
}

pub fn close(found: f64, wanted: f64, within: f64, what: &str) {
    assert!((found - wanted).abs() <= within + EXACT, "{what}: {found}, the story says {wanted}");
}
