//! What each key does.

use crossterm::event::KeyCode;

use super::cursor::{Cursor, Step};
use super::input::{Input, Press};
use super::keymap::{self, Action};
use super::look::next_of;
use super::page::Page;
use super::prompt::Typing;
use super::rows::{Filter, SortBy};
use super::{App, Effect, FINDS_IN_VIEW, Finder, find};
use crate::assess::agenda::Order;
use crate::assess::ask::Compare;
use crate::assess::board::Grain;
use crate::domain::indicator::Frequency;
use crate::domain::period::{Period, Shape};

impl App {
    /// Applies a key, a typed character or a paste.
    pub(super) fn input(&mut self, input: &Input) -> Option<Effect> {
        self.message = None;
        if self.finder.is_some() {
            return self.find_input(input);
        }
        let Input::Press(press) = input else { return None };
        let action = keymap::action(*press, self.page.kind())?;
        self.act(action, *press)
    }

    fn act(&mut self, action: Action, press: Press) -> Option<Effect> {
        match action {
            Action::Move(step) => self.step(step),
            Action::EarlierPoint => self.read_point(-1),
            Action::LaterPoint => self.read_point(1),
            Action::Tab => self.tab_of(press),
            Action::NextTab => self.turn_tab(1),
            Action::PreviousTab => self.turn_tab(-1),
            Action::EarlierPeriod => self.turn_period(-1),
            Action::LaterPeriod => self.turn_period(1),
            Action::Open => self.open_chosen(),
            Action::Back => self.go_back(),
            Action::Compare => self.turn_comparison(),
            Action::Grain => self.turn_grain(),
            Action::Core => self.turn_core(),
            Action::Find => self.start_finding(),
            Action::FindNext => self.next_found(1),
            Action::FindPrevious => self.next_found(-1),
            Action::Discuss => self.discuss(),
            Action::Order => self.turn_order(),
            Action::Filter => self.set_filter(self.filter.next()),
            Action::Sort => self.sort_by(next_of(&SortBy::ALL, self.sort.by)),
            Action::Reverse => self.reverse(),
            Action::Scale => self.shared_scale = !self.shared_scale,
            Action::Theme => self.turn_theme(),
            Action::Help => self.turn_help(),
            Action::Complaints => self.open(Page::Complaints),
            Action::Reload => return self.start_reloading(),
            Action::Redraw => return Some(Effect::Redraw),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Quit => return Some(Effect::Quit),
        }
        None
    }

    /// Opens a page over this one.
    pub(super) fn open(&mut self, page: Page) {
        let under = std::mem::replace(&mut self.page, page);
        self.back.push(under);
        self.settle();
    }

    fn open_chosen(&mut self) {
        match self.page {
            Page::Overview => {
                if let Some(id) = self.agenda_choice() {
                    self.open(Page::indicator(&id));
                }
            }
            Page::Section(section) => {
                if let Some(id) = self.chosen(section).map(|row| row.id.clone()) {
                    self.open(Page::indicator(&id));
                }
            }
            Page::Indicator { .. } | Page::Complaints | Page::Help => {}
        }
    }

    fn go_back(&mut self) {
        let filtered = self.filter != Filter::All && matches!(self.page, Page::Section(_));
        if filtered {
            self.set_filter(Filter::All);
        } else if let Some(page) = self.back.pop() {
            self.page = page;
            self.settle();
        } else if self.page == Page::Overview {
            self.message = Some("q leaves".to_owned());
        } else {
            self.page = Page::Overview;
        }
    }

    fn turn_help(&mut self) {
        if self.page == Page::Help {
            self.go_back();
        } else {
            self.help_top = 0;
            self.open(Page::Help);
        }
    }

    fn tab_of(&mut self, press: Press) {
        let KeyCode::Char(digit) = press.code else { return };
        let Some(number) = digit.to_digit(10).and_then(|n| usize::try_from(n).ok()) else { return };
        self.open_tab(number.saturating_sub(1));
    }

    /// Opens the tab at this position: 0 is the agenda.
    fn open_tab(&mut self, tab: usize) {
        let sections = self.board.sections.len();
        if tab > sections {
            self.message = Some(format!("there are {} tabs", sections + 1));
            return;
        }
        self.back.clear();
        self.page = tab.checked_sub(1).map_or(Page::Overview, Page::Section);
        self.settle();
    }

    fn turn_tab(&mut self, by: isize) {
        let tabs = self.board.sections.len() + 1;
        let now = self.section_at().map_or(0, |at| at + 1);
        let turned = now + tabs;
        self.open_tab(turned.saturating_add_signed(by) % tabs);
    }

    fn turn_period(&mut self, by: isize) {
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
    fn yearly(&self) -> bool {
        let mut rows = self.board.indicators().peekable();
        rows.peek().is_some() && rows.all(|row| row.frequency == Frequency::Annual)
    }

    /// The footer's keys and words, but for those that lead nowhere on a board of years.
    pub fn offered(&self) -> Vec<(&'static str, &'static str)> {
        let mut offered = keymap::footer(self.page.kind());
        if self.yearly() {
            offered.retain(|(_, word)| !["compare", "grain"].contains(word));
        }
        offered
    }

    fn turn_comparison(&mut self) {
        if self.yearly() {
            self.message = Some("these figures come once a year".to_owned());
            if self.ask.compare != Compare::Previous {
                self.ask.compare = Compare::Previous;
                self.reassess();
            }
            return;
        }
        let all = [Compare::Previous, Compare::YearAgo, Compare::Quarter, Compare::YearAverage];
        self.ask.compare = next_of(&all, self.ask.compare);
        self.reassess();
    }

    /// Marks the chosen item as discussed and goes to the next; a second time takes the mark off.
    fn discuss(&mut self) {
        let choice = self.agenda_choice();
        let item = choice.filter(|id| self.board.agenda.iter().any(|item| item.indicator == *id));
        let Some(id) = item else {
            self.message = Some("this is not on the agenda".to_owned());
            return;
        };
        if self.discussed.turn(&id, self.board.period) {
            self.step(Step::Down);
        }
        let (done, all) = (self.discussed.done(&self.board), self.board.agenda.len());
        if done == all {
            self.message = Some(format!("all {all} discussed"));
        }
    }

    fn turn_order(&mut self) {
        self.ask.order = next_of(&[Order::Section, Order::Worst], self.ask.order);
        self.reassess();
        let words = match self.ask.order {
            Order::Section => "section by section",
            Order::Worst => "the worst first",
        };
        self.message = Some(words.to_owned());
    }

    fn turn_grain(&mut self) {
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

    fn turn_core(&mut self) {
        self.ask.core = !self.ask.core;
        let wanted = self.ask.core;
        self.reassess();
        self.message = Some(
            match (wanted, self.ask.core) {
                (true, false) => "no indicator is a core one",
                (true, true) => "core indicators only",
                (false, _) => "all indicators",
            }
            .to_owned(),
        );
    }

    fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.settle();
    }

    fn sort_by(&mut self, by: SortBy) {
        self.sort.by = by;
        self.sort.reversed = false;
        self.settle();
    }

    fn reverse(&mut self) {
        self.sort.reversed = !self.sort.reversed;
        self.settle();
    }

    fn turn_theme(&mut self) {
        self.theme = self.theme.next();
        self.message = Some(format!("theme {}", self.theme.word()));
    }

    fn start_reloading(&mut self) -> Option<Effect> {
        if self.progress.is_some() {
            self.message = Some("the files are being read already".to_owned());
            return None;
        }
        self.progress = Some((0, 0));
        Some(Effect::Reload)
    }

    fn read_point(&mut self, by: isize) {
        let Some(row) = self.open_indicator() else { return };
        let Page::Indicator { month, .. } = &self.page else { return };
        let last = row.series.len().saturating_sub(1);
        let now = month
            .and_then(|month| row.series.iter().position(|p| p.period == month))
            .unwrap_or(last);
        let to = now.saturating_add_signed(by).min(last);
        let period = row.series.get(to).map(|p| p.period);
        if let Page::Indicator { month, .. } = &mut self.page {
            *month = if to == last { None } else { period };
        }
    }

    /// The read-out goes back to the board's own period.
    fn unpin_point(&mut self) {
        if let Page::Indicator { month, .. } = &mut self.page {
            *month = None;
        }
    }

    fn start_finding(&mut self) {
        self.finder = Some(Finder::default());
        self.search();
    }

    fn search(&mut self) {
        let Some(mut finder) = self.finder.take() else { return };
        finder.hits = self.home().map_or_else(Vec::new, |home| {
            find::search(finder.prompt.text(), home, &self.loaded.catalogue)
        });
        finder.cursor = Cursor::default();
        self.finder = Some(finder);
    }

    fn find_input(&mut self, input: &Input) -> Option<Effect> {
        let finder = self.finder.as_mut()?;
        match finder.prompt.input(input) {
            Typing::Going => self.search(),
            Typing::Cancelled => self.finder = None,
            Typing::Leaving => return Some(Effect::Quit),
            Typing::Done => self.finish_finding(),
            Typing::Other => {
                let Input::Press(press) = input else { return None };
                let step = match (press.code, press.ctrl) {
                    (KeyCode::Up | KeyCode::BackTab, _) | (KeyCode::Char('p'), true) => Step::Up,
                    (KeyCode::Down | KeyCode::Tab, _) | (KeyCode::Char('n'), true) => Step::Down,
                    (KeyCode::PageUp, _) => Step::PageUp,
                    (KeyCode::PageDown, _) => Step::PageDown,
                    _ => return None,
                };
                let last = finder.hits.len().saturating_sub(1);
                let at = step.from(finder.cursor.at, last, FINDS_IN_VIEW);
                finder.cursor.to(at, finder.hits.len(), FINDS_IN_VIEW);
            }
        }
        None
    }

    fn finish_finding(&mut self) {
        let Some(finder) = self.finder.take() else { return };
        let ids: Vec<_> = finder.hits.into_iter().map(|hit| hit.id).collect();
        if ids.is_empty() {
            self.message = Some(format!("nothing is called {:?}", finder.prompt.text()));
            return;
        }
        self.found = (ids, finder.cursor.at);
        self.show_found();
    }

    fn next_found(&mut self, by: isize) {
        let (ids, at) = &self.found;
        if ids.is_empty() {
            self.message = Some("nothing looked for yet: / finds".to_owned());
            return;
        }
        let turned = *at + ids.len();
        self.found.1 = turned.saturating_add_signed(by) % ids.len();
        self.show_found();
        self.message.get_or_insert(format!("{} of {} found", self.found.1 + 1, self.found.0.len()));
    }

    /// Shows what was found: on an indicator's page as that, elsewhere in its section's table.
    fn show_found(&mut self) {
        let Some(id) = self.found.0.get(self.found.1).cloned() else { return };
        let reading = matches!(self.page, Page::Indicator { .. });
        self.show_in_section(&id);
        if reading && self.board.indicator(&id).is_some() {
            self.open(Page::indicator(&id));
        }
    }
}
