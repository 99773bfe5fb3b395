//! What stands over the page and hears every key first: one enum, so that no two can be open.

use super::columns::Choosing;
use super::commands::{Commands, Help};
use super::find::Hit;
use super::form::Form;
use super::input::Input;
use super::meeting::forms::Subject;
use super::menu::Menu;
use super::picker::Offer;
use super::typeahead::TypeAhead;
use super::{App, Effect};

/// What is open over the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// An indicator is looked for, and what for.
    Find(TypeAhead<Hit>, Purpose),
    /// The palette: every command by its name.
    Palette(Commands),
    /// The keys: those of the page first.
    Help(Help),
    /// A few choices, each with its letter.
    Menu(Menu),
    /// What to open in place of what is open.
    Picker(TypeAhead<Offer>),
    /// Which columns a table has, and in which order.
    Columns(Choosing),
    /// Something is being written, and what about.
    Form(Form, Subject),
}

/// What an indicator is looked for for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be shown.
    Show,
    /// To be laid over the chart of the open one.
    LayOver,
}

impl App {
    /// Gives an input to what is open over the page; each puts itself back unless it closes.
    pub(super) fn dialog_input(&mut self, dialog: Dialog, input: &Input) -> Option<Effect> {
        match dialog {
            Dialog::Find(list, purpose) => self.find_input(list, purpose, input),
            Dialog::Columns(columns) => self.columns_input(columns, input),
            Dialog::Form(form, subject) => self.form_input(form, subject, input),
            Dialog::Palette(commands) => self.palette_input(commands, input),
            Dialog::Help(help) => self.help_input(help, input),
            Dialog::Picker(list) => self.picker_input(list, input),
            Dialog::Menu(menu) => self.menu_input(menu, input),
        }
    }
}
