//! The terminal: set up, the loop, restored always.
//!
//! ```text
//! input thread ──► ┐
//! signal thread ─► ├─ one channel ─► update ─► draw, where there is something to draw
//! worker ────────► │                   └─► effect ─► here
//! watch thread ──► ┘
//! ```
//!
//! Nothing ticks but the one look at the files: with nothing to do, every other thread sleeps.

mod clipboard;
mod clock;
mod export;
mod first;
mod gone;
mod keeper;
mod listen;
mod memory;
mod output;
mod restore;
mod signals;
mod watch;
mod worker;

use std::collections::HashMap;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use crate::app::pointer::Pointing;
use crate::app::settings::Settings;
use crate::app::source::Source;
use crate::app::{App, Effect, Loaded, Msg, update};
use crate::assess::ask::Ask;
use crate::domain::published::Published;
use crate::ui;

pub use clock::Clock;
use first::{First, wait};
pub use keeper::Desk;
use keeper::Keeper;
use listen::listen;
use memory::Memory;
use output::Output;
use restore::Restore;
pub use watch::{EVERY, Watched};

/// Where a load says how far it is and what it has first.
pub struct Telling<'a> {
    /// So many files of so many are looked through for whose figures they are; of 0 while they are being
    /// found.
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

/// Reads the files of a source; called on a worker's thread.
pub type Load = dyn Fn(&Source, &Telling<'_>) -> Result<Reading, String> + Send + Sync;

/// Where entries are kept while a source is open, and whose they are.
pub type Desks = dyn Fn(&Source) -> Desk;

/// What the dashboard starts with.
pub struct Startup {
    /// Reads the files, at the start, whenever they are read again, and of whatever else is opened.
    pub load: Arc<Load>,
    /// What opens.
    pub source: Source,
    /// England's published figures.
    pub published: Rc<dyn Published>,
    /// The question that the first board answers.
    pub ask: Ask,
    /// Whether the person first chooses whose figures these are to be.
    pub choose: bool,
    /// How the person has set it up.
    pub settings: Settings,
    /// Where what is to be remembered is kept; `None`: nowhere.
    pub remembered: Option<PathBuf>,
    /// How long one look at the files waits for the next.
    pub look_every: Duration,
    /// Where entries are kept, and whose they are.
    pub desk: Box<Desks>,
    /// Begin in presentation mode.
    pub present: bool,
    /// Begin with the meeting: the one that runs, else the form that starts one.
    pub meeting: bool,
    /// The time.
    pub clock: Clock,
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

/// Runs the dashboard until it ends, and leaves the terminal as it was.
///
/// # Errors
/// Where the terminal cannot be set up or written to.
pub fn run(startup: Startup) -> io::Result<Ending> {
    match dashboard(startup) {
        // It was drawn to before anybody said that it had gone.
        Err(_) if gone::is_gone() => Ok(Ending::Signal(HANG_UP)),
        ended => ended,
    }
}

/// From the first figures to the end.
fn dashboard(startup: Startup) -> io::Result<Ending> {
    // What the theme says is what is sent: crossterm's own NO_COLOR loses reverse video.
    crossterm::style::force_color_output(true);
    let restore = Restore::raw(startup.settings.mouse)?;
    let (sender, messages) = channel();
    signals::listen(sender.clone())?;
    gone::listen(sender.clone());
    worker::load(&startup.load, startup.source.clone(), &sender, true);
    let mut screen = Screen { restore, terminal: new_terminal()? };
    listen(sender.clone());
    let (loaded, watched) = match wait(&startup, &messages, &mut screen)? {
        First::Newest(loaded) => (*loaded, None),
        First::All(reading) => (reading.loaded, Some(reading.watched)),
        First::Ended(ending) => return Ok(ending),
    };
    let Startup { source, load, published, ask, choose, settings, remembered, clock, .. } = startup;
    let Some(mut app) = App::new(loaded, published, ask) else {
        return Ok(Ending::NotLoaded("nobody's figures are in the files".to_owned()));
    };
    let keeper = Keeper::start(sender.clone(), clock);
    let mut beside = Beside {
        load,
        watching: watch::begin(sender.clone(), startup.look_every, keeper.poller()),
        read: HashMap::new(),
        memory: Memory::new(remembered),
        desk: startup.desk,
        keeper,
        clock,
        sender,
    };
    app.furnish(settings);
    app.partial = watched.is_none();
    if let Some(watched) = watched {
        beside.watch(watched);
    }
    if startup.present {
        app.present();
    }
    beside.sit_down(&mut app);
    if startup.meeting {
        app.meet();
    }
    if choose {
        app.open_picker();
    } else if let Some(change) = source.to_remember() {
        beside.memory.keep(change);
    }
    show(&mut app, &messages, &mut screen, &mut beside)
}

/// What is done beside the screen.
struct Beside {
    load: Arc<Load>,
    /// Told what was read and is on the screen, so that it is watched.
    watching: Sender<Option<Watched>>,
    /// What was read and is not on the screen, or not yet.
    read: HashMap<Source, Option<Watched>>,
    memory: Memory,
    /// Where entries are kept, by what is open.
    desk: Box<Desks>,
    keeper: Keeper,
    clock: Clock,
    sender: Sender<Heard>,
}

impl Beside {
    /// Has the files of a source read, with `early` the newest first.
    fn load(&self, source: &Source, early: bool) {
        worker::load(&self.load, source.clone(), &self.sender, early);
    }

    /// Has what is entered from now on kept with what is open, and reads what is kept there.
    fn sit_down(&mut self, app: &mut App) {
        let desk = (self.desk)(app.source());
        self.keeper.sit_down(app, desk);
    }

    fn watch(&self, watched: Option<Watched>) {
        // The thread that looks lives as long as this.
        let _ = self.watching.send(watched);
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
    /// All the files of a source were read.
    Read(Box<Reading>),
    /// Something that concerns a source alone: its files, what is entered beside them.
    Of(Source, Msg),
    /// The mouse did something at a column and a line.
    Pointed(Pointing, (u16, u16)),
    /// The terminal cannot be read any more: it has gone.
    Gone,
}

/// The signal that stands for a terminal that has gone.
const HANG_UP: i32 = 1;

/// Waits for something to happen; while a meeting runs, no longer than its clock's next minute.
fn next(app: &App, messages: &Receiver<Heard>, clock: Clock) -> Heard {
    if app.meeting().is_none() {
        return messages.recv().unwrap_or(Heard::Gone);
    }
    match messages.recv_timeout(Duration::from_secs(clock.to_the_minute())) {
        Ok(heard) => heard,
        Err(RecvTimeoutError::Timeout) => Heard::Message(Msg::Clock(clock.now())),
        Err(RecvTimeoutError::Disconnected) => Heard::Gone,
    }
}

/// Draw, wait, update, perform: the loop.
fn show(
    app: &mut App,
    messages: &Receiver<Heard>,
    screen: &mut Screen,
    beside: &mut Beside,
) -> io::Result<Ending> {
    let size = screen.terminal.size()?;
    update(app, Msg::Resize(size.width, size.height));
    loop {
        screen.draw(|frame| ui::draw(frame, app))?;
        // What concerns nothing on the screen is no reason to draw it again.
        let mut is_drawn = true;
        while is_drawn {
            // Whatever is waiting is applied before the screen is drawn once.
            let first = next(app, messages, beside.clock);
            update(app, Msg::Clock(beside.clock.now()));
            for heard in std::iter::once(first).chain(messages.try_iter()) {
                match message(heard, app, beside) {
                    ControlFlow::Break(ending) => return Ok(ending),
                    ControlFlow::Continue(None) => {}
                    ControlFlow::Continue(Some(message)) => {
                        is_drawn = false;
                        if let Some(ending) = apply(message, app, screen, beside)? {
                            return Ok(ending);
                        }
                    }
                }
            }
        }
    }
}

/// What was heard as a message to the dashboard; `None` where it is no longer of interest.
fn message(heard: Heard, app: &App, beside: &mut Beside) -> ControlFlow<Ending, Option<Msg>> {
    ControlFlow::Continue(Some(match heard {
        Heard::Read(reading) => {
            beside.read.insert(reading.loaded.source.clone(), reading.watched);
            Msg::Loaded(Box::new(reading.loaded))
        }
        Heard::Of(source, _) if source != *app.source() => return ControlFlow::Continue(None),
        Heard::Message(message) | Heard::Of(_, message) => message,
        // The drawing is asked only here, and only for a click, what stands at a place.
        Heard::Pointed(Pointing::Click, at) => {
            Msg::Pointed(ui::stands_at(app, at), Pointing::Click)
        }
        Heard::Pointed(wheel, _) => Msg::Pointed(Vec::new(), wheel),
        Heard::Looking(..) => return ControlFlow::Continue(None),
        Heard::Gone => return ControlFlow::Break(Ending::Signal(HANG_UP)),
    }))
}

/// Applies one message and performs its effect; gives the ending where it is one.
fn apply(
    message: Msg,
    app: &mut App,
    screen: &mut Screen,
    beside: &mut Beside,
) -> io::Result<Option<Ending>> {
    let open = app.source().clone();
    let effect = update(app, message);
    if *app.source() != open {
        beside.sit_down(app);
    }
    if let Some(watched) = beside.read.remove(app.source()) {
        beside.watch(watched);
    }
    effect.map_or(Ok(None), |effect| perform(effect, app, screen, beside))
}

/// Performs an effect; gives the ending where it is one.
fn perform(
    effect: Effect,
    app: &mut App,
    screen: &mut Screen,
    beside: &mut Beside,
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
        Effect::Reload => beside.load(app.source(), false),
        Effect::Open(source) => beside.load(&source, true),
        Effect::Remember(change) => beside.memory.keep(change),
        Effect::Mouse(wanted) => screen.restore.mouse(wanted)?,
        Effect::Enter(entry) => beside.keeper.enter(app, entry.0, entry.1),
        Effect::Drafts(drafts) => beside.keeper.drafts(drafts),
        Effect::Copy { what, text } => {
            update(app, Msg::Copied(what, clipboard::send(&text)));
        }
        Effect::Picture { name } => {
            worker::keep(name, "svg", ui::picture::of(app).into_bytes(), &beside.sender);
        }
        Effect::Export { name, scope, form } => match export::bytes(app, scope, form) {
            Ok(bytes) => worker::keep(name, form.ending(), bytes, &beside.sender),
            Err(why) => drop(update(app, Msg::Written(Err(format!("not written: {why}"))))),
        },
        Effect::Minutes => beside.keeper.minutes(app),
    }
    Ok(None)
}
