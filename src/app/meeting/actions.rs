//! The action log: who does what by when, across meetings.

use crate::app::App;
use crate::app::dialog::Dialog;
use crate::app::keymap::{self, Entering};
use crate::app::menu::{Choice, Menu};
use crate::app::page::Page;
use crate::domain::meeting::{Action, Log, Sort};

/// The orders of the log, as the key turns them, with what the frame calls them.
pub const ORDERS: [(Sort, &str); 3] =
    [(Sort::Due, "by due date"), (Sort::Age, "oldest first"), (Sort::Owner, "by owner")];

/// The most owners that a menu offers.
const OWNERS: u8 = 24;

impl App {
    /// The actions that the log shows, in order; by due date, those that the running meeting took over
    /// from earlier ones come first.
    pub fn actions(&self) -> Vec<&Action> {
        let mut found = self.room.state().actions(&self.authority(), &self.log);
        found.retain(|action| self.may_say(&action.task.words));
        if self.log.sort == Sort::Due {
            found.sort_by_key(|action| !(action.is_open() && self.is_carried(action)));
        }
        found
    }

    /// Whether the running meeting took an action over from an earlier one.
    pub fn is_carried(&self, action: &Action) -> bool {
        self.meeting().is_some_and(|meeting| meeting.carried.contains(&action.id))
    }

    /// The chosen action of the log.
    pub fn chosen_action(&self) -> Option<&Action> {
        let Page::Actions(cursor) = &self.page else { return None };
        self.actions().get(cursor.at).copied()
    }

    /// Sorts the log by the next order.
    pub(in crate::app) fn turn_log(&mut self) {
        let at = ORDERS.iter().position(|(sort, _)| *sort == self.log.sort).unwrap_or(0);
        if let Some((sort, words)) = ORDERS.get((at + 1) % ORDERS.len()) {
            self.log.sort = *sort;
            self.say(*words);
        }
        self.settle();
    }

    /// Shows closed actions too, or not.
    pub(in crate::app) fn turn_closed(&mut self) {
        self.log.closed = !self.log.closed;
        self.say(if self.log.closed { "closed ones too" } else { "open ones only" });
        self.settle();
    }

    /// Asks whose actions are to be shown.
    pub(in crate::app) fn ask_owner(&mut self) {
        let authority = self.authority();
        let owners = self.room.state().owners(&authority);
        let first = |name: &str| name.chars().next().map_or(' ', |c| c.to_ascii_lowercase());
        let all = Choice {
            key: 'e',
            words: "everybody's".to_owned(),
            action: keymap::Action::Room(Entering::OwnerOf(None)),
            now: self.log.owner.is_none(),
        };
        let of = |(at, owner): (u8, &&str)| Choice {
            key: first(owner),
            words: (*owner).to_owned(),
            action: keymap::Action::Room(Entering::OwnerOf(Some(at))),
            now: self.log.owner.as_deref() == Some(*owner),
        };
        let choices = std::iter::once(all).chain((0..OWNERS).zip(&owners).map(of)).collect();
        self.dialog = Some(Dialog::Menu(Menu::new("whose actions", choices)));
    }

    pub(in crate::app) fn set_owner(&mut self, owner: Option<u8>) {
        let authority = self.authority();
        let owners = self.room.state().owners(&authority);
        let owner = owner.and_then(|at| owners.get(usize::from(at))).map(|name| (*name).to_owned());
        self.log = Log { owner, ..self.log.clone() };
        self.settle();
    }
}
