//! Commands by name: the palette, and the help screen whose lines run.

use crossterm::event::KeyCode;

use super::cursor::{Cursor, Step};
use super::dialog::Dialog;
use super::input::{Input, Press};
use super::keymap::written::label;
use super::keymap::{Action, Binding, Bound, HelpLine, Keymap};
use super::page::PageKind;
use super::prompt::{Prompt, Typing};
use super::typeahead::{Heard, TypeAhead};
use super::{App, Effect, find};

/// One command of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// What a command of the keymap does.
    Bound(Bound),
    /// A tab: its number from 0, its title, the key that opens it or empty.
    Tab(usize, String, String),
}

impl Command {
    /// What it is called: `compare`, `go to Front door`.
    pub fn name(&self) -> String {
        match self {
            Self::Bound(bound) => bound.binding.name.replace('-', " "),
            Self::Tab(_, title, _) => format!("go to {title}"),
        }
    }

    /// The keys that do the same, or empty.
    pub fn keys(&self) -> &str {
        match self {
            Self::Bound(bound) => &bound.label,
            Self::Tab(_, _, key) => key,
        }
    }

    /// What it does, in words.
    pub fn does(&self) -> &'static str {
        match self {
            Self::Bound(bound) => bound.binding.does,
            Self::Tab(..) => "",
        }
    }

    /// How well it fits what was typed; its name counts for more than its words.
    fn score(&self, query: &str) -> Option<i32> {
        let name = find::score(query, &self.name());
        let does = find::score(query, self.does()).map(|score| score - 40);
        name.max(does)
    }
}

/// The palette.
pub type Commands = TypeAhead<Command>;

/// The help screen: what is looked for in it and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Help {
    /// What is looked for; empty shows all.
    pub prompt: Prompt,
    /// Whether keys are text now.
    pub typing: bool,
    /// The chosen line and the first in view.
    pub cursor: Cursor,
}

impl Help {
    /// The lines: those of `page` first, or with a query what fits it.
    pub fn lines<'a>(&self, keymap: &'a Keymap, page: PageKind) -> Vec<HelpLine<'a>> {
        let query = self.prompt.text().trim();
        if query.is_empty() {
            return keymap.help(page);
        }
        let fits = |line: &HelpLine| match line {
            HelpLine::Key(Bound { binding, label, .. }) => {
                let words = format!("{} {}", binding.name.replace('-', " "), binding.does);
                query.split_whitespace().all(|word| {
                    words.to_lowercase().contains(&word.to_lowercase())
                        || label.split(' ').any(|key| key == word)
                })
            }
            HelpLine::Heading(_) | HelpLine::Word(..) | HelpLine::Mark(_) | HelpLine::Gap => false,
        };
        keymap.help(page).into_iter().filter(fits).collect()
    }

    /// Chooses the line that a step leads to, or the nearest that can be chosen.
    fn step(&mut self, step: Step, keymap: &Keymap, page: PageKind, height: usize) {
        let lines = self.lines(keymap, page);
        let to = step.from(self.cursor.at, lines.len().saturating_sub(1), height);
        let at = nearest(&lines, to, step.is_down());
        self.cursor.to(at, lines.len(), height);
        if at == nearest(&lines, 0, true) {
            self.cursor.top = 0;
        }
    }
}

/// The command nearest to `at`, looking down first or up first.
fn nearest(lines: &[HelpLine], at: usize, down: bool) -> usize {
    let command = |at: &usize| matches!(lines.get(*at), Some(HelpLine::Key(_)));
    let below = (at..lines.len()).find(command);
    let above = (0..=at.min(lines.len())).rev().find(command);
    let (first, second) = if down { (below, above) } else { (above, below) };
    first.or(second).unwrap_or(0)
}

/// The step of a key in the help screen.
fn step_of(press: Press) -> Option<Step> {
    Some(match (press.code, press.ctrl) {
        (KeyCode::Up | KeyCode::Char('k'), false) => Step::Up,
        (KeyCode::Down | KeyCode::Char('j'), false) => Step::Down,
        (KeyCode::PageUp, _) => Step::PageUp,
        (KeyCode::PageDown | KeyCode::Char(' '), false) => Step::PageDown,
        (KeyCode::Char('u'), true) => Step::HalfUp,
        (KeyCode::Char('d'), true) => Step::HalfDown,
        (KeyCode::Home | KeyCode::Char('g'), false) => Step::First,
        (KeyCode::End | KeyCode::Char('G'), false) => Step::Last,
        _ => return None,
    })
}

impl App {
    pub(super) fn open_palette(&mut self) {
        self.dialog = Some(Dialog::Palette(TypeAhead::new(self.commands(""))));
    }

    /// The commands that work here and fit, the best first; with nothing typed in the table's order.
    fn commands(&self, query: &str) -> Vec<Command> {
        let page = self.page.kind();
        let bound = self.keymap.all().iter().filter(|bound| {
            let moves = matches!(bound.binding.action, Action::Move(_) | Action::Tab);
            bound.binding.works_on(page) && !moves
        });
        let numbers = self.keymap.all().iter().find(|bound| bound.binding.action == Action::Tab);
        let numbers = numbers.map_or(&[][..], |bound| bound.keys.as_slice());
        let keys = |tab: usize| numbers.get(tab).map_or_else(String::new, |key| label(*key));
        let tabs = std::iter::once("Agenda".to_owned())
            .chain(self.board.sections.iter().map(|section| section.title.clone()))
            .enumerate();
        let all = bound
            .map(|bound| Command::Bound(bound.clone()))
            .chain(tabs.map(|(at, title)| Command::Tab(at, title, keys(at))));
        if query.trim().is_empty() {
            return all.collect();
        }
        let mut found: Vec<(i32, Command)> =
            all.filter_map(|command| Some((command.score(query)?, command))).collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found.into_iter().map(|(_, command)| command).collect()
    }

    pub(super) fn palette_input(&mut self, mut list: Commands, input: &Input) -> Option<Effect> {
        match list.input(input) {
            Heard::Typed => {
                let found = self.commands(list.prompt.text());
                list.found(found);
            }
            Heard::Moved => {}
            Heard::Cancelled => return None,
            Heard::Leaving => return Some(Effect::Quit),
            Heard::Done => {
                return match list.chosen() {
                    Some(Command::Tab(at, ..)) => {
                        self.open_tab(*at);
                        None
                    }
                    Some(Command::Bound(bound)) => self.run(bound.binding),
                    None => {
                        self.say(format!("no command is called {:?}", list.prompt.text()));
                        None
                    }
                };
            }
        }
        self.dialog = Some(Dialog::Palette(list));
        None
    }

    /// Does what a binding does, if it works here.
    fn run(&mut self, binding: &'static Binding) -> Option<Effect> {
        if binding.works_on(self.page.kind()) {
            return self.act(binding.action, 0);
        }
        let names: Vec<_> = binding.pages.iter().map(|p| p.title().to_lowercase()).collect();
        self.say(format!("that works on: {}", names.join(", ")));
        None
    }

    pub(super) fn open_help(&mut self) {
        let mut help = Help::default();
        help.step(Step::First, &self.keymap, self.page.kind(), self.body_height());
        self.dialog = Some(Dialog::Help(help));
    }

    pub(super) fn help_input(&mut self, mut help: Help, input: &Input) -> Option<Effect> {
        let (page, height) = (self.page.kind(), self.body_height());
        if help.typing {
            match help.prompt.input(input) {
                Typing::Going => help.step(Step::First, &self.keymap, page, height),
                Typing::Done => return self.run_line(&help),
                Typing::Cancelled => help = Help::default(),
                Typing::Leaving => return Some(Effect::Quit),
                Typing::Other => {
                    let Input::Press(press) = input else { return None };
                    if let Some(step) = step_of(*press) {
                        help.step(step, &self.keymap, page, height);
                    }
                }
            }
        } else if let Input::Press(press) = input {
            match (press.code, press.ctrl) {
                (KeyCode::Char('c'), true) => return Some(Effect::Quit),
                (KeyCode::Esc | KeyCode::Char('q' | '?') | KeyCode::F(1), false) => return None,
                (KeyCode::Char('/'), false) => help.typing = true,
                (KeyCode::Enter, false) => return self.run_line(&help),
                _ => {
                    let chosen = self.keymap.action(*press, page).map(|(action, _)| action);
                    let step = match chosen {
                        Some(Action::Help) => return None,
                        Some(Action::Move(step)) => Some(step),
                        _ => step_of(*press),
                    };
                    if let Some(step) = step {
                        help.step(step, &self.keymap, page, height);
                    }
                }
            }
        }
        self.dialog = Some(Dialog::Help(help));
        None
    }

    /// Runs the chosen line of the help screen.
    fn run_line(&mut self, help: &Help) -> Option<Effect> {
        match help.lines(&self.keymap, self.page.kind()).get(help.cursor.at) {
            Some(HelpLine::Key(bound)) => self.run(bound.binding),
            _ => {
                self.say("nothing there fits".to_owned());
                None
            }
        }
    }
}
