//! What the room hears of a row, made when somebody reads it.

use chrono::NaiveDate;

use super::{BenchmarkView, Board, Gap, IndicatorView, RestatementView, SeriesPoint, TargetView};
use crate::assess::shown::Shown;
use crate::assess::words::{self, capital};
use crate::assess::{agenda, control, rank};
use crate::domain::observation::Fraction;
use crate::domain::period::Period;
use crate::domain::snapshot::parse_day;
use crate::domain::target::{Milestone, Target};
use crate::domain::value::Unit;

impl IndicatorView {
    /// Who answers for it, in words.
    pub fn owner(&self) -> &str {
        self.more.about.owner.as_deref().unwrap_or("no owner named")
    }

    /// A complete sentence, as `show --narrate` reads it: `Re-referrals within 12 months: 18.4% in
    /// October 2026 (57 of 310), up 0.5 points on September 2026 (17.9%), worse; target at most
    /// 18.0%, amber for 3 months.`
    pub fn sentence(&self) -> String {
        let mut text = format!("{}: {}", self.name, words::figure(self));
        if let Some(first) = self.changes().next() {
            text = format!("{text}, {first}");
        }
        let bound = |t: &TargetView| words::bound_words(&t.about, t.required);
        match (&self.target, self.rating) {
            (Some(target), Some(_)) => {
                format!("{text}; target {}, {}.", bound(target), words::light(self))
            }
            (Some(target), None) => format!("{text}; target {}.", bound(target)),
            (None, _) => format!("{text}."),
        }
    }

    /// The indicator screen's lines: figure, changes, light and target.
    pub fn in_words(&self) -> Vec<String> {
        let mut lines = vec![capital(&words::figure(self))];
        lines.extend(self.changes().map(|text| capital(&text)));
        let mut judged = capital(&words::light(self));
        if let Some(target) = &self.target {
            let short = match self.distance {
                Some(d) if d > 0.0 => {
                    format!(", {} short of green", words::amount(self.unit, self.decimals, d))
                }
                _ => String::new(),
            };
            judged = format!("{judged}{short}; target {}", target.words());
        }
        lines.push(judged);
        lines
    }

    /// The change and, where it is another, the change on the year, each as a clause.
    pub fn changes(&self) -> impl Iterator<Item = String> {
        let against = self.change.as_ref().map(|c| c.against);
        let year_ago = self.year_ago.as_ref().filter(|y| Some(y.against) != against);
        self.change.iter().chain(year_ago).map(|c| words::change(self.unit, self.decimals, c))
    }

    /// The figure that it is compared with, as the room reads it; empty where there is none.
    pub fn compared_shown(&self) -> String {
        self.change.as_ref().map_or_else(String::new, |c| c.before.text())
    }

    /// The figure of others that can stand beside its own. A count depends on the size of the place:
    /// nobody else's can.
    pub fn comparable(&self, name: &str) -> Option<&BenchmarkView> {
        self.benchmarks.iter().find(|found| found.name == name && self.unit != Unit::Count)
    }

    /// The change in a word: `worse`, `up`, `small numbers`, `new definition`; empty where none.
    pub fn change_word(&self) -> &'static str {
        self.change.as_ref().map_or("", |c| c.word)
    }

    /// What the control chart says: `real worsening: 8 months in a row above its average of 17.2%;
    /// unlikely to meet its target`; empty where it does not speak.
    pub fn control_words(&self) -> String {
        let Some(found) = &self.control else {
            return String::new();
        };
        let verdict = control::verdict_words(found.verdict);
        let why = match found.verdict {
            "usual" | "not-enough-data" => String::new(),
            _ => format!(": {}", agenda::control_words(self)),
        };
        let assured = found.assurance.map_or_else(String::new, |assurance| {
            format!("; {}", control::assurance_words(assurance))
        });
        format!("{verdict}{why}{assured}")
    }

    /// The rank: `joint 34th of 151 (2024/25)`; empty where there is none.
    pub fn rank_words(&self) -> String {
        self.rank.as_ref().map_or_else(String::new, |found| rank::rank_words(found, self.polarity))
    }

    /// The year to date, beside last year's to the same month; empty where there is none.
    pub fn year_to_date_words(&self) -> String {
        let Some(total) = &self.year_to_date else {
            return String::new();
        };
        let write = |figure: f64| self.unit.write(figure, self.decimals);
        let now = format!(
            "{} from April ({} of {} {})",
            write(total.value),
            total.periods,
            total.of,
            self.frequency.periods()
        );
        match self.more.year_to_date_before {
            Some((period, before)) => format!("{now}; {} to {}", write(before), period.long()),
            None => now,
        }
    }
}

impl Board {
    /// The day on which its newest figures were extracted; `None` where no snapshot says.
    pub fn extracted(&self) -> Option<NaiveDate> {
        self.as_at.as_deref().and_then(parse_day)
    }

    /// The day that a document of it is dated: that of the figures, else the last of their period.
    pub fn dated(&self) -> NaiveDate {
        self.extracted().unwrap_or_else(|| self.period.last_day())
    }

    /// How much of it is on the agenda: `13 of 130 indicators need a look.`
    pub fn needing_a_look(&self) -> String {
        let all = self.indicators().count();
        match self.agenda.len() {
            0 => format!("None of {all} indicators needs a look."),
            1 => format!("One of {all} indicators needs a look."),
            some => format!("{some} of {all} indicators need a look."),
        }
    }

    /// A short name of what the figures are compared with, `Sep 26`: what most rows are.
    pub fn mostly_against(&self) -> Option<String> {
        let mut counted: Vec<(Period, usize)> = Vec::new();
        for change in self.indicators().filter_map(|i| i.change.as_ref()) {
            match counted.iter_mut().find(|(period, _)| *period == change.against) {
                Some((_, count)) => *count += 1,
                None => counted.push((change.against, 1)),
            }
        }
        let most = counted.into_iter().max_by_key(|(_, count)| *count);
        most.map(|(period, _)| period.short())
    }
}

impl SeriesPoint {
    /// Its figure, as the room reads it.
    pub fn shown(&self) -> Shown {
        match (self.value, self.numerator, self.denominator) {
            (_, Some(numerator), Some(denominator)) if self.in_numbers => {
                Shown::Of(Fraction { numerator, denominator })
            }
            (Some(value), ..) => Shown::Number(value, self.unit, self.decimals),
            (None, ..) => Shown::Nothing,
        }
    }
}

impl TargetView {
    /// Its entry in the catalogue; `None` where it was given with the figure alone.
    pub fn entry(&self) -> Option<&Target> {
        self.entry.and_then(|at| self.about.targets.get(at))
    }

    /// The path that it follows, while that needs less than what it leads to.
    pub fn path(&self) -> Option<Milestone> {
        self.entry()?.milestone.filter(|_| self.required != self.green)
    }

    /// As it stands in the column: `≤18.0%`, `≥72.0% now`, `60–70%`.
    pub fn shown(&self) -> String {
        let now = if self.path().is_some() { " now" } else { "" };
        format!("{}{now}", words::bound(&self.about, self.required))
    }

    /// What is needed in words, and nothing about why: `at least 72.0% now`.
    pub fn in_force(&self) -> String {
        let now = if self.path().is_some() { " now" } else { "" };
        format!("{}{now}", words::bound_words(&self.about, self.required))
    }

    /// In words: `at least 72.0% now, at least 90.0% by March 2027 (local; why; reviewed March
    /// 2026)`.
    pub fn words(&self) -> String {
        words::target(self)
    }
}

impl Gap {
    /// `3.9 points above in 2024/25, 2.1 points above in 2020/21: widening`.
    pub fn words(&self) -> String {
        words::gap(self)
    }
}

impl RestatementView {
    /// What it was and is: `301 → 318`.
    pub fn shown(&self) -> String {
        format!("{} → {}", self.was, self.now)
    }
}
