//! What each key does.

mod choosing;
mod finding;
mod grids;
mod periods;

use super::cursor::Cursor;
use super::dialog::Purpose;
use super::input::Input;
use super::keymap::Action;
use super::listing::Listed;
use super::look::next_of;
use super::page::Page;
use super::rows::{Filter, SortBy};
use super::{App, Effect};
use crate::assess::agenda::Order;

impl App {
    /// Applies a key, a typed character or a paste.
    pub(super) fn input(&mut self, input: &Input) -> Option<Effect> {
        self.message = None;
        if let Some(dialog) = self.dialog.take() {
            return self.dialog_input(dialog, input);
        }
        let Input::Press(press) = input else { return None };
        let (action, nth) = self.keymap.action(*press, self.page.kind())?;
        self.act(action, nth)
    }

    /// Does what the key does that is the `nth` of its command, from 0.
    pub(super) fn act(&mut self, action: Action, nth: usize) -> Option<Effect> {
        match action {
            Action::Reload => return self.start_reloading(),
            Action::OpenAnother => self.open_picker(),
            Action::Redraw => return Some(Effect::Redraw),
            Action::Mouse => return Some(self.turn_mouse()),
            Action::Public => self.turn_public(),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Quit => return Some(Effect::Quit),
            Action::QuitLeaving => return Some(Effect::Leave(self.left_behind())),
            Action::Copy(piece) => return self.copy(piece),
            Action::Picture => return Some(Effect::Picture { name: self.file_name() }),
            Action::Export => self.ask_export(),
            Action::ExportOf(scope) => self.ask_form_of(scope),
            Action::ExportAs(scope, form) => return self.export(scope, form),
            Action::CopyWhat => self.ask_copy(),
            Action::Tab => self.open_tab(nth),
            Action::Help => self.open_help(),
            Action::Palette => self.open_palette(),
            Action::Room(entering) => return self.enter_by(entering),
            // What is remembered for the next time.
            Action::Sort => return self.sort_by(next_of(&SortBy::ALL, self.sort().by)),
            Action::SortBy(by) => return self.sort_by(by),
            Action::Reverse => return self.reverse(),
            Action::Theme => return Some(self.set_theme(self.shown_theme().next())),
            Action::ThemeOf(theme) => return Some(self.set_theme(theme)),
            // A key that none of these knows would be a dead one: a test looks for such.
            other => {
                let _ = self.go(other) || self.question(other) || self.look(other);
            }
        }
        None
    }

    /// Moves on the page or to another one; says whether the action was such.
    fn go(&mut self, action: Action) -> bool {
        match action {
            Action::Find => self.start_finding(Purpose::Show),
            Action::FindNext => self.next_found(1),
            Action::FindPrevious => self.next_found(-1),
            Action::Move(step) => self.step(step),
            Action::Left => self.go_sideways(-1),
            Action::Right => self.go_sideways(1),
            Action::NextTab => self.turn_tab(1),
            Action::PreviousTab => self.turn_tab(-1),
            Action::Open => self.open_chosen(),
            Action::Back => self.go_back(),
            Action::TwoPeriods => self.turn_page(Page::Compare(Listed::at(self.current()))),
            Action::Months => self.turn_months(),
            Action::Divided => self.turn_divided(),
            Action::ActionLog => self.turn_page(Page::Actions(Cursor::default())),
            Action::Minutes => self.turn_page(Page::Minutes { top: 0 }),
            Action::Benchmarks => self.turn_benchmarks(),
            Action::Pathway => self.turn_pathway(1),
            Action::Present => self.present(),
            Action::Complaints => self.turn_page(Page::Complaints),
            _ => return false,
        }
        true
    }

    /// Asks the rules something else; says whether the action was such.
    fn question(&mut self, action: Action) -> bool {
        match action {
            Action::EarlierPeriod => self.turn_period(-1),
            Action::LaterPeriod => self.turn_period(1),
            Action::EarlierYear => self.turn_year(-1),
            Action::LaterYear => self.turn_year(1),
            Action::EarlierOther => self.turn_other(-1),
            Action::LaterOther => self.turn_other(1),
            Action::Compare if matches!(self.page, Page::Compare(_)) => self.ask_preset(),
            Action::Compare => self.turn_comparison(),
            Action::CompareWith(compare) => self.compare_with(compare),
            Action::Preset(grain, compare) => self.set_preset(grain, compare),
            Action::Grain => self.turn_grain(),
            Action::Core => self.turn_core(),
            Action::Remit => self.ask_remit(),
            Action::RemitOf(remit) => self.set_remit(remit),
            Action::Order => self.turn_order(),
            _ => return false,
        }
        true
    }

    /// Shows the same answers otherwise; says whether the action was such.
    fn look(&mut self, action: Action) -> bool {
        match action {
            Action::Filter => self.ask_filter(),
            Action::FilterBy(filter) => self.set_filter(filter),
            Action::SortNeighbours => self.turn_neighbours(),
            Action::Columns => self.open_columns(),
            Action::Scale => self.shared_scale = !self.shared_scale,
            Action::Overlay => self.turn_overlay(),
            Action::Glyphs(set) => self.set_glyphs(set),
            _ => return false,
        }
        true
    }

    /// Says something until the next key.
    pub(super) fn say(&mut self, words: impl Into<String>) {
        self.message = Some(words.into());
    }

    /// Opens a page over this one; its own key closes it again.
    fn turn_page(&mut self, page: Page) {
        if self.page.kind() == page.kind() {
            self.close();
        } else {
            self.open(page);
        }
    }

    /// Opens a page over this one.
    pub(super) fn open(&mut self, page: Page) {
        let under = std::mem::replace(&mut self.page, page);
        self.back.push(under);
        self.settle();
    }

    pub(super) fn open_chosen(&mut self) {
        let month = self.chosen_month();
        let Some(id) = self.current() else { return };
        // A step of a pathway may be none of the board's.
        if !self.bring_onto_board(&id) {
            return;
        }
        self.open(Page::indicator(&id));
        if let Page::Indicator { month: at, .. } = &mut self.page {
            *at = month;
        }
    }

    pub(super) fn go_back(&mut self) {
        let rows = matches!(self.page, Page::Section(_) | Page::Compare(_) | Page::Months { .. });
        if rows && self.filter != Filter::All {
            self.set_filter(Filter::All);
        } else {
            self.close();
        }
    }

    /// Goes back to what is under the page.
    fn close(&mut self) {
        if matches!(self.page, Page::Slides(_)) {
            self.leave_slides();
        } else if let Some(page) = self.back.pop() {
            self.page = page;
            self.settle();
        } else if self.page == Page::Overview {
            let key = self.keymap.key(Action::Quit, self.page.kind());
            self.message = Some(format!("{key} leaves"));
        } else {
            self.page = Page::Overview;
        }
    }

    /// Opens the tab at this position: 0 is the agenda.
    pub(super) fn open_tab(&mut self, tab: usize) {
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

    fn turn_order(&mut self) {
        self.ask.order = next_of(&[Order::Section, Order::Worst], self.ask.order);
        self.reassess();
        let words = match self.ask.order {
            Order::Section => "section by section",
            Order::Worst => "the worst first",
        };
        self.message = Some(words.to_owned());
    }

    fn start_reloading(&mut self) -> Option<Effect> {
        let effect = self.read_again();
        match effect {
            Some(_) => self.news.asked = true,
            None => self.message = Some("the files are being read already".to_owned()),
        }
        effect
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
    pub(super) fn unpin_point(&mut self) {
        if let Page::Indicator { month, .. } = &mut self.page {
            *month = None;
        }
    }
}
