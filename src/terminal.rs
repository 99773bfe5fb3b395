//! The terminal: set up, the loop, restored always.
//!
//! ```text
//! input thread ──► ┐
//! signal thread ─► ├─ one channel ─► update ─► draw
//! worker ────────► │                   └─► effect ─► here
//! watch thread ──► ┘
//! ```
//!
//! Nothing ticks but the one look at the files: with nothing to do, every other thread sleeps.

mod clipboard;
mod keeper;
mod output;
mod restore;
mod signals;
mod watch;
mod worker;

use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{Local, Timelike as _};
use crossterm::event::{Event, KeyCode, MouseButton, MouseEvent, MouseEventKind};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use crate::app::input::{Input, Keyboard, Press};
use crate::app::keymap::{self, Action};
use crate::app::look::{GlyphSet, ThemeName};
use crate::app::page::PageKind;
use crate::app::pointer::Pointing;
use crate::app::{App, Effect, Loaded, Msg, update};
use crate::assess::ask::Ask;
use crate::domain::meeting::Moment;
use crate::domain::published::Published;
use crate::ui;

pub use keeper::Desk;
use keeper::Keeper;
use output::Output;
use restore::Restore;
pub use watch::{EVERY, Watched};
use worker::Workers;

/// Where a load says how far it is and what it has first.
pub struct Telling<'a> {
    /// So many files of so many are looked through for whose figures they are.
    pub looking: &'a (dyn Fn(usize, usize) + Sync),
    /// So many files of so many are read.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
    /// The newest figures, before the rest is read; `None` where nobody waits for them, since there
    /// are figures on the screen already.
    pub early: Option<&'a (dyn Fn(Loaded) + Sync)>,
}

/// What a load brings.
pub struct Reading {
    /// The figures.
    pub loaded: Loaded,
    /// The files that they come from, where those may change.
    pub watched: Option<Watched>,
}

/// Reads the files; called on a worker's thread.
pub type Load = dyn Fn(&Telling<'_>) -> Result<Reading, String> + Send + Sync;

/// What the dashboard starts with.
pub struct Startup {
    /// Reads the files, at the start and whenever they are read again.
    pub load: Arc<Load>,
    /// England's published figures.
    pub published: Rc<dyn Published>,
    /// The question that the first board answers.
    pub ask: Ask,
    /// The theme.
    pub theme: ThemeName,
    /// The theme while presenting.
    pub slides_theme: ThemeName,
    /// The glyphs.
    pub glyphs: GlyphSet,
    /// Whether the mouse is heard.
    pub mouse: bool,
    /// How long one look at the files waits for the next.
    pub look_every: Duration,
    /// Where entries are kept, and whose they are.
    pub desk: Desk,
    /// Begin in presentation mode.
    pub present: bool,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The person left.
    Quit,
    /// The person left, and this text is to stay in the terminal.
    Left(String),
    /// A signal of this number ended it: the exit code is 128 more.
    Signal(i32),
    /// The files could not be read; nothing was shown.
    NotLoaded(String),
}

/// Reading is not mentioned before it takes this long.
const PATIENCE: Duration = Duration::from_millis(300);

/// Runs the dashboard until it ends, and leaves the terminal as it was.
///
/// # Errors
/// Where the terminal cannot be set up or written to.
pub fn run(startup: Startup) -> io::Result<Ending> {
    // What the theme says is what is sent: crossterm's own NO_COLOR loses reverse video.
    crossterm::style::force_color_output(true);
    let restore = Restore::raw(startup.mouse)?;
    let (sender, messages) = channel();
    signals::listen(sender.clone())?;
    let keeper = Keeper::start(startup.desk.clone(), &sender);
    let read = watch::begin(sender.clone(), startup.look_every, keeper.poller());
    let workers = Workers { load: Arc::clone(&startup.load), sender: sender.clone(), read };
    workers.load(true);
    let mut screen = Screen { restore, terminal: new_terminal()? };
    listen(sender.clone());
    match wait(&startup, &messages, &mut screen)? {
        First::Loaded(loaded, partial) => {
            let Startup { published, ask, theme, slides_theme, glyphs, mouse, present, .. } =
                startup;
            let Some(mut app) = App::new(*loaded, published, ask) else {
                return Ok(Ending::NotLoaded("nobody's figures are in the files".to_owned()));
            };
            (app.theme, app.slides_theme) = (theme, slides_theme);
            (app.glyphs, app.mouse, app.partial) = (glyphs, mouse, partial);
            if present {
                app.present();
            }
            keeper.introduce(&mut app);
            show(&mut app, &messages, &mut screen, (&keeper, &workers))
        }
        First::Ended(ending) => Ok(ending),
    }
}

type Backend = CrosstermBackend<Output<io::Stdout>>;

/// The terminal, and its restoring: dropped in this order.
struct Screen {
    terminal: Terminal<Backend>,
    restore: Restore,
}

impl Screen {
    fn draw(&mut self, paint: impl FnOnce(&mut ratatui::Frame)) -> io::Result<()> {
        if self.restore.enter_screen()? {
            self.afresh()?;
        }
        self.terminal.draw(paint).map(|_| ())
    }

    /// Every cell is drawn afresh the next time.
    fn redraw(&mut self) -> io::Result<()> {
        self.restore.resume()?;
        self.afresh()
    }

    /// Empties the screen. Not by `Terminal::clear`, which asks the terminal where its cursor is:
    /// the answer would go to the thread that reads the keys, and this one would wait for it.
    fn afresh(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }
}

fn new_terminal() -> io::Result<Terminal<Backend>> {
    Terminal::new(CrosstermBackend::new(Output::new(io::stdout())))
}

/// Something for the loop.
enum Heard {
    Message(Msg),
    /// So many files of so many are looked through, before there is anything to show.
    Looking(usize, usize),
    /// The mouse did something at a column and a line.
    Pointed(Pointing, (u16, u16)),
    /// The terminal cannot be read any more: it has gone.
    Gone,
}

/// Reads keys for as long as the program runs.
fn listen(sender: Sender<Heard>) {
    thread::spawn(move || {
        let mut keyboard = Keyboard::default();
        loop {
            let heard: Vec<Heard> = match crossterm::event::read() {
                Ok(Event::Resize(width, height)) => {
                    vec![Heard::Message(Msg::Resize(width, height))]
                }
                Ok(Event::Mouse(mouse)) => pointing(mouse).into_iter().collect(),
                Ok(event) => {
                    keyboard.read(event).into_iter().map(|i| Heard::Message(Msg::Key(i))).collect()
                }
                Err(_) => vec![Heard::Gone],
            };
            let gone = heard.iter().any(|h| matches!(h, Heard::Gone));
            if heard.into_iter().any(|heard| sender.send(heard).is_err()) || gone {
                return;
            }
        }
    });
}

/// What the mouse did, where that means anything.
fn pointing(mouse: MouseEvent) -> Option<Heard> {
    let how = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Pointing::Click,
        MouseEventKind::ScrollDown => Pointing::WheelDown,
        MouseEventKind::ScrollUp => Pointing::WheelUp,
        _ => return None,
    };
    Some(Heard::Pointed(how, (mouse.column, mouse.row)))
}

/// What came of the first reading.
enum First {
    /// With whether only the newest figures are there yet.
    Loaded(Box<Loaded>, bool),
    Ended(Ending),
}

/// Waits for the files; after a while says how far the reading is.
fn wait(startup: &Startup, messages: &Receiver<Heard>, screen: &mut Screen) -> io::Result<First> {
    let patient_until = Instant::now() + PATIENCE;
    let mut words = "reading".to_owned();
    loop {
        let left = patient_until.saturating_duration_since(Instant::now());
        let heard = if left.is_zero() {
            let (theme, glyphs) = (startup.theme, startup.glyphs);
            screen.draw(|frame| ui::draw_waiting(frame, theme, glyphs, &words))?;
            messages.recv().map_err(RecvTimeoutError::from)
        } else {
            messages.recv_timeout(left)
        };
        match heard {
            Ok(Heard::Message(Msg::Loaded(loaded))) => return Ok(First::Loaded(loaded, false)),
            Ok(Heard::Message(Msg::Early(loaded))) => return Ok(First::Loaded(loaded, true)),
            Ok(Heard::Message(Msg::LoadFailed(why))) => {
                return Ok(First::Ended(Ending::NotLoaded(why)));
            }
            Ok(Heard::Message(Msg::Terminate(signal))) => {
                return Ok(First::Ended(Ending::Signal(signal)));
            }
            Ok(Heard::Message(Msg::Key(input))) if quits(&input) => {
                return Ok(First::Ended(Ending::Quit));
            }
            Ok(Heard::Looking(done, of)) => words = ui::counted("looking through", (done, of)),
            Ok(Heard::Message(Msg::Progress(done, of))) => {
                words = ui::counted("reading", (done, of));
            }
            Ok(
                Heard::Pointed(..)
                | Heard::Message(
                    Msg::Key(_)
                    | Msg::Pointed(..)
                    | Msg::Resize(..)
                    | Msg::Resumed
                    | Msg::FilesChanged
                    | Msg::FilesAway { .. }
                    | Msg::FilesBack
                    | Msg::Clock(_)
                    | Msg::Entered(..)
                    | Msg::NotEntered(_)
                    | Msg::Journal(_)
                    | Msg::DraftNotKept(_)
                    | Msg::Drafts(_)
                    | Msg::Copied(..)
                    | Msg::Written(_),
                ),
            )
            | Err(RecvTimeoutError::Timeout) => {}
            Ok(Heard::Gone) | Err(RecvTimeoutError::Disconnected) => {
                return Ok(First::Ended(Ending::Signal(HANG_UP)));
            }
        }
    }
}

/// The signal that stands for a terminal that has gone.
const HANG_UP: i32 = 1;

/// While there is nothing on the screen to go back to, Esc leaves too.
fn quits(input: &Input) -> bool {
    match input {
        Input::Press(Press { code: KeyCode::Esc, ctrl: false }) => true,
        Input::Press(press) => keymap::action(*press, PageKind::Overview) == Some(Action::Quit),
        Input::Typed(_) | Input::Paste(_) => false,
    }
}

/// Waits for something to happen; while a meeting runs, no longer than its clock's next minute.
fn next(app: &App, messages: &Receiver<Heard>) -> Heard {
    if app.meeting().is_none() {
        return messages.recv().unwrap_or(Heard::Gone);
    }
    let gone = u64::from(Local::now().second().min(59));
    match messages.recv_timeout(Duration::from_secs(60 - gone)) {
        Ok(heard) => heard,
        Err(RecvTimeoutError::Timeout) => Heard::Message(Msg::Clock(now())),
        Err(RecvTimeoutError::Disconnected) => Heard::Gone,
    }
}

/// The time, on this machine's clock.
fn now() -> Moment {
    Moment::new(Local::now().fixed_offset())
}

/// Draw, wait, update, perform: the loop.
fn show(
    app: &mut App,
    messages: &Receiver<Heard>,
    screen: &mut Screen,
    workers: (&Keeper, &Workers),
) -> io::Result<Ending> {
    let size = screen.terminal.size()?;
    update(app, Msg::Resize(size.width, size.height));
    loop {
        screen.draw(|frame| ui::draw(frame, app))?;
        // Whatever is waiting is applied before the screen is drawn once.
        let first = next(app, messages);
        update(app, Msg::Clock(now()));
        for heard in std::iter::once(first).chain(messages.try_iter()) {
            let message = match heard {
                Heard::Message(message) => message,
                // The drawing is asked only here, and only for a click, what stands at a place.
                Heard::Pointed(Pointing::Click, at) => {
                    Msg::Pointed(ui::stands_at(app, at), Pointing::Click)
                }
                Heard::Pointed(wheel, _) => Msg::Pointed(Vec::new(), wheel),
                Heard::Looking(..) => continue,
                Heard::Gone => return Ok(Ending::Signal(HANG_UP)),
            };
            if let Some(effect) = update(app, message)
                && let Some(ending) = perform(effect, app, screen, workers)?
            {
                return Ok(ending);
            }
        }
    }
}

/// Performs an effect; says how the dashboard ends where it ends by it.
fn perform(
    effect: Effect,
    app: &mut App,
    screen: &mut Screen,
    (keeper, workers): (&Keeper, &Workers),
) -> io::Result<Option<Ending>> {
    match effect {
        Effect::Quit => return Ok(Some(Ending::Quit)),
        Effect::Leave(text) => return Ok(Some(Ending::Left(text))),
        Effect::Terminate(signal) => return Ok(Some(Ending::Signal(signal))),
        Effect::Suspend => {
            screen.restore.suspend()?;
            screen.redraw()?;
        }
        Effect::Redraw => screen.redraw()?,
        Effect::Reload => workers.load(false),
        Effect::Mouse(wanted) => screen.restore.mouse(wanted)?,
        Effect::Copy { what, text } => {
            update(app, Msg::Copied(what, clipboard::send(&text)));
        }
        Effect::Picture { name } => workers.keep(name, ui::picture::of(app)),
        Effect::Enter(entry) => keeper.enter(app, entry.0, entry.1),
        Effect::Draft(key, draft) => keeper.draft(key, draft),
        Effect::Minutes => keeper.minutes(app),
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_nothing_is_shown_yet_q_esc_and_ctrl_c_leave_and_nothing_else_does() {
        let leaves = [Press::char('q'), Press::key(KeyCode::Esc), Press::ctrl('c')];
        assert!(leaves.into_iter().all(|press| quits(&Input::Press(press))));
        for input in [Input::Press(Press::char('j')), Input::Typed('q'), Input::Paste("q".into())] {
            assert!(!quits(&input), "{input:?}");
        }
    }
}
