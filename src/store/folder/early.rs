//! Which snapshots to read first: the newest of the authority whose board opens, so that its
//! figures stand on the screen while the rest is still being read.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde::Deserialize;

use crate::domain::authority::fold;
use crate::domain::snapshot::Stamp;

use super::{Content, Job, parallel};

/// A year and the month it is compared with.
const NEWEST: usize = 13;
/// With fewer files than this, reading them all is as quick.
const WORTHWHILE: usize = 2 * NEWEST;
/// So many headers are worth waking another thread for.
const MANY: usize = 2000;
/// How much of a file is looked at for its header.
const HEAD: usize = 1024;

/// What stands before the observations.
#[derive(Deserialize)]
struct Header {
    format: String,
    authority: Authority,
    extracted: String,
}

#[derive(Deserialize)]
struct Authority {
    code: Option<String>,
    name: String,
}

/// One authority's files as their headers tell.
struct Seen {
    name: String,
    /// When each was extracted, and its position.
    files: Vec<(Stamp, usize)>,
}

/// Positions of the home authority's newest files, oldest first. `None` where there are few, or
/// where the headers alone cannot say for certain whose board opens. `looking` is told how many of how
/// many are looked through, from several threads.
pub(super) fn choose(jobs: &[&Job], looking: &(dyn Fn(usize, usize) + Sync)) -> Option<Vec<usize>> {
    if jobs.len() < WORTHWHILE {
        return None;
    }
    let (done, unclear) = (AtomicUsize::new(0), AtomicBool::new(false));
    let header_of = |at: usize| {
        // One file that does not say whose it is, and the others need not be asked.
        if unclear.load(Ordering::Relaxed) {
            return None;
        }
        let header = jobs.get(at).and_then(|job| header(job));
        unclear.fetch_or(header.is_none(), Ordering::Relaxed);
        looking(done.fetch_add(1, Ordering::Relaxed) + 1, jobs.len());
        header
    };
    let headers = if jobs.len() < MANY {
        parallel::each_little(jobs.len(), header_of)
    } else {
        parallel::each(jobs.len(), header_of)
    };
    newest(headers)
}

/// The newest files of the authority whose board opens.
fn newest(headers: Vec<Option<Header>>) -> Option<Vec<usize>> {
    let mut authorities: HashMap<String, Seen> = HashMap::new();
    for (at, header) in headers.into_iter().enumerate() {
        let header = header?;
        let stamp: Stamp = header.extracted.parse().ok()?;
        let Authority { code, name } = header.authority;
        // A name beside a code, here without and there with one, is for the whole reading to join.
        let key =
            code.map_or_else(|| format!("name {}", fold(&name)), |code| format!("code {code}"));
        let seen = authorities.entry(key).or_insert_with(|| Seen { name, files: Vec::new() });
        seen.files.push((stamp, at));
    }
    let mixed = authorities.keys().any(|k| k.starts_with("code "))
        && authorities.keys().any(|k| k.starts_with("name "));
    if mixed {
        return None;
    }
    // As `Facts::home`: most snapshots, then the latest extract, then the first by name.
    let mut home = authorities.into_values().max_by(|a, b| {
        let key = |s: &Seen| (s.files.len(), s.files.iter().map(|(stamp, _)| *stamp).max());
        key(a).cmp(&key(b)).then_with(|| b.name.cmp(&a.name))
    })?;
    home.files.sort_unstable();
    let from = home.files.len().saturating_sub(NEWEST);
    Some(home.files.iter().skip(from).map(|(_, at)| *at).collect())
}

/// The header of a snapshot, where it stands whole before the observations.
fn header(job: &Job) -> Option<Header> {
    let mut head = [0; HEAD];
    let bytes = match &job.content {
        Content::Built(text) => text.as_bytes(),
        Content::Held(bytes) => bytes,
        Content::Disk(path) => {
            let read = File::open(path).ok()?.read(&mut head).ok()?;
            head.get(..read)?
        }
    };
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let end = bytes.windows(OBSERVATIONS.len()).position(|w| w == OBSERVATIONS)?;
    let before = std::str::from_utf8(bytes.get(..end)?).ok()?.trim_end();
    let closed = format!("{}}}", before.strip_suffix(',')?);
    let header: Header = serde_json::from_str(&closed).ok()?;
    (header.format == super::super::shape::snapshot::FORMAT).then_some(header)
}

/// The field that ends the header.
const OBSERVATIONS: &[u8] = b"\"observations\"";

#[cfg(test)]
mod tests {
    use super::*;

    fn job(name: &str, extracted: &str) -> Job {
        let text = format!(
            "{{ \"format\": \"callover.snapshot/1\", \"authority\": {{ \"name\": \"{name}\" }}, \
             \"period\": \"2026-01\", \"extracted\": \"{extracted}\", \"observations\": [] }}"
        );
        let file = format!("{name}-{extracted}");
        Job::new(file.clone(), file, Content::Held(text.into_bytes()))
    }

    fn newest_of(jobs: &[Job]) -> Option<Vec<usize>> {
        choose(&jobs.iter().collect::<Vec<_>>(), &|_, _| {})
    }

    fn days(name: &str, count: usize) -> Vec<Job> {
        (1..=count).map(|day| job(name, &format!("2026-01-{day:02}"))).collect()
    }

    #[test]
    fn the_newest_of_the_authority_with_most_snapshots_come_first() {
        let mut jobs = days("Abley", 10);
        jobs.extend(days("Barford", 20));
        let chosen = newest_of(&jobs).unwrap();
        assert_eq!(chosen, (17..30).collect::<Vec<_>>());
        assert_eq!(newest_of(&days("Abley", 10)), None, "few are read at once");
    }

    #[test]
    fn of_equals_the_first_by_name_opens() {
        let mut jobs = days("Barford", 20);
        jobs.extend(days("Abley", 20));
        assert_eq!(newest_of(&jobs).unwrap().first(), Some(&27));
    }

    #[test]
    fn what_the_headers_cannot_say_is_left_to_the_whole_reading() {
        let mut jobs = days("Abley", 30);
        let strange = b"{ \"observations\": [], \"format\": 1 }";
        jobs.push(Job::new(String::new(), String::new(), Content::Held(strange.to_vec())));
        assert_eq!(newest_of(&jobs), None);
    }
}
