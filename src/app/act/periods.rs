//! Another period, another grain, another comparison.

use crate::app::App;
use crate::app::look::next_of;
use crate::app::page::Page;
use crate::assess::ask::Compare;
use crate::assess::board::Grain;
use crate::domain::indicator::Frequency;
use crate::domain::period::{Period, Shape};

impl App {
    pub(super) fn turn_period(&mut self, by: isize) {
        let periods = &self.board.periods;
        let now = periods.partition_point(|p| *p < self.board.period);
        let to = now.checked_add_signed(by).and_then(|at| periods.get(at)).copied();
        if let Some(period) = to {
            if self.go_to_period(period) {
                self.unpin_point();
            } else {
                let side = if by < 0 { "before" } else { "after" };
                self.message = Some(format!("no figures {side} {}", self.board.period.long()));
            }
        } else {
            let end = if by < 0 { "earliest" } else { "latest" };
            self.message = Some(format!("{} is the {end}", self.board.period.long()));
        }
    }

    /// Whether everything that is shown comes once a year.
    pub(in crate::app) fn yearly(&self) -> bool {
        let mut rows = self.board.indicators().peekable();
        rows.peek().is_some() && rows.all(|row| row.frequency == Frequency::Annual)
    }

    /// The footer's keys and words, but for those that lead nowhere on a board of years.
    pub fn offered(&self) -> Vec<(String, &'static str)> {
        let mut offered = self.keymap.footer(self.page.kind());
        if self.yearly() {
            offered.retain(|(_, word)| !["compare", "grain"].contains(word));
        }
        if matches!(self.page, Page::Benchmarks(_)) {
            let leagues = self.close.as_ref().map_or(0, |close| close.leagues.len());
            offered.retain(|(_, word)| match *word {
                "England or group" => leagues > 1,
                "year" | "sort" => leagues > 0,
                // Its own key closes the page, as Esc does.
                "benchmarks" => false,
                _ => true,
            });
        }
        offered
    }

    pub(super) fn turn_comparison(&mut self) {
        if self.yearly() {
            self.message = Some("these figures come once a year".to_owned());
            if self.ask.compare != Compare::Previous {
                self.ask.compare = Compare::Previous;
                self.reassess();
            }
            return;
        }
        let all = [Compare::Previous, Compare::YearAgo, Compare::Quarter, Compare::YearAverage];
        self.compare_with(next_of(&all, self.ask.compare));
    }

    pub(super) fn compare_with(&mut self, compare: Compare) {
        self.ask.compare = compare;
        self.reassess();
    }

    /// Both sides at once: the grain of the board and what it is compared with.
    pub(super) fn set_preset(&mut self, grain: Grain, compare: Compare) {
        self.ask.compare = compare;
        for _ in 0..3 {
            if self.board.grain == grain {
                break;
            }
            let before = self.board.grain;
            self.turn_grain();
            if self.board.grain == before {
                break;
            }
        }
        self.reassess();
    }

    /// The other side of the comparison, a period earlier or later: from then on a chosen one.
    pub(super) fn turn_other(&mut self, by: isize) {
        let now = self.board.period;
        let Some(other) = self.other_side() else { return };
        let mut others = self.board.periods.iter().copied().filter(|period| *period != now);
        let to = if by < 0 {
            others.rfind(|period| *period < other)
        } else {
            others.find(|period| *period > other)
        };
        match to {
            Some(period) => self.compare_with(Compare::Chosen(period)),
            None if by < 0 => self.say("nothing earlier to compare with"),
            None => self.say("nothing later to compare with"),
        }
    }

    /// What the board's period is compared with, at the board's grain where that has one.
    fn other_side(&self) -> Option<Period> {
        let now = self.board.period;
        match self.ask.compare {
            Compare::Chosen(period) => match self.board.grain {
                Grain::Month => Some(period),
                Grain::Quarter => period.in_quarter(),
                Grain::Year => period.in_financial_year(),
            },
            Compare::Previous => now.step(-1),
            Compare::YearAgo => now.year_ago(),
            Compare::Quarter => now.in_quarter()?.step(-1),
            Compare::YearAverage => now.in_financial_year()?.step(-1),
        }
    }

    pub(super) fn turn_grain(&mut self) {
        if self.board.grain == Grain::Month && self.yearly() {
            self.message = Some("these figures come once a year".to_owned());
            return;
        }
        let latest = self.home().and_then(crate::domain::facts::AuthorityFacts::latest_period);
        if !latest.is_some_and(|p| matches!(p.shape(), Shape::Month | Shape::Week)) {
            self.message = Some("these figures do not come by month".to_owned());
            return;
        }
        let now = self.board.period;
        let (grain, period) = match self.board.grain {
            Grain::Month => {
                self.months.clone_from(&self.board.periods);
                self.months.retain(|p| *p <= now);
                (Grain::Quarter, now.in_quarter())
            }
            Grain::Quarter => (Grain::Year, now.in_financial_year()),
            Grain::Year => (Grain::Month, self.month_within(now)),
        };
        self.ask.grain = Some(grain);
        self.ask.period = period;
        self.unpin_point();
        self.reassess();
    }

    /// The month that the board stood at before, where the year still holds it; else the year's last.
    fn month_within(&self, year: Period) -> Option<Period> {
        let before = self.months.last().copied().filter(|month| year.holds_end_of(*month));
        before.or_else(|| year.in_month())
    }
}
