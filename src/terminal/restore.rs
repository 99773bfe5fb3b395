//! Leaving the terminal as it was found: at the end, after a fault, before stepping aside.

use std::io::{self, Write as _};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::cursor::{SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};

/// Restores the terminal when dropped.
pub struct Restore {
    entered: bool,
    /// Whether the mouse is wanted while the screen is open.
    mouse: bool,
    taken: Arc<Taken>,
}

/// What is to be given back: shared with the panic hook, which must know.
#[derive(Default)]
struct Taken {
    /// The alternate screen is open now.
    screen: AtomicBool,
    /// The mouse is heard now.
    mouse: AtomicBool,
}

impl Restore {
    /// Takes the keyboard: keys come one by one and are not echoed. The screen stays as it is; once
    /// it is opened, the mouse is heard if it is wanted.
    ///
    /// # Errors
    /// Where there is no terminal.
    pub fn raw(mouse: bool) -> io::Result<Self> {
        enable_raw_mode()?;
        let restore = Self { entered: false, mouse, taken: Arc::default() };
        hook(Arc::clone(&restore.taken));
        Ok(restore)
    }

    /// Opens the alternate screen, once. Says whether it did.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn enter_screen(&mut self) -> io::Result<bool> {
        if self.entered {
            return Ok(false);
        }
        self.entered = true;
        enter(&self.taken, self.mouse)?;
        Ok(true)
    }

    /// Hears the mouse from now on, or leaves it to the terminal.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn mouse(&mut self, wanted: bool) -> io::Result<()> {
        self.mouse = wanted;
        if self.taken.screen.load(Ordering::SeqCst) { hear(&self.taken, wanted) } else { Ok(()) }
    }

    /// Takes the terminal again after the program was stopped.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn resume(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        if self.entered { enter(&self.taken, self.mouse) } else { Ok(()) }
    }

    /// Steps aside to the shell and comes back when it says so.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn suspend(&self) -> io::Result<()> {
        leave(&self.taken);
        super::signals::stop()
    }
}

impl Drop for Restore {
    fn drop(&mut self) {
        leave(&self.taken);
    }
}

fn enter(taken: &Taken, mouse: bool) -> io::Result<()> {
    taken.screen.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    queue!(out, EnterAlternateScreen, SetCursorStyle::SteadyBlock)?;
    // On Windows a paste comes as keys whatever is asked, and asking can spoil Enter.
    if cfg!(unix) {
        queue!(out, EnableBracketedPaste)?;
    }
    out.flush()?;
    if mouse { hear(taken, true) } else { Ok(()) }
}

/// Hears the mouse from now on, or leaves it to the terminal.
fn hear(taken: &Taken, wanted: bool) -> io::Result<()> {
    taken.mouse.store(wanted, Ordering::SeqCst);
    ask_for_mouse(wanted)
}

/// Asks for buttons and the wheel, in the form that knows of columns beyond the 223rd. Never for
/// movements, as crossterm's own command would: each would be a message.
#[cfg(not(windows))]
fn ask_for_mouse(wanted: bool) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(if wanted { b"\x1b[?1000h\x1b[?1006h" } else { b"\x1b[?1006l\x1b[?1000l" })?;
    out.flush()
}

/// The Windows console knows all of the mouse or nothing of it.
#[cfg(windows)]
fn ask_for_mouse(wanted: bool) -> io::Result<()> {
    use crossterm::event::{DisableMouseCapture, EnableMouseCapture};

    let mut out = io::stdout();
    if wanted { execute!(out, EnableMouseCapture) } else { execute!(out, DisableMouseCapture) }
}

/// Best effort: there is nobody to tell.
fn leave(taken: &Taken) {
    if taken.mouse.load(Ordering::SeqCst) {
        let _ = hear(taken, false);
    }
    if taken.screen.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        if cfg!(unix) {
            let _ = queue!(out, DisableBracketedPaste);
        }
        let _ = execute!(out, SetCursorStyle::DefaultUserShape, LeaveAlternateScreen, Show);
    }
    let _ = disable_raw_mode();
}

/// After a fault on this thread: the terminal first, then one plain sentence. A fault on the worker
/// is told on the screen instead.
fn hook(taken: Arc<Taken>) {
    let this = thread::current().id();
    panic::set_hook(Box::new(move |fault| {
        if thread::current().id() != this {
            return;
        }
        leave(&taken);
        let at = fault.location().map_or_else(String::new, |at| format!(" at {at}"));
        let _ = writeln!(
            io::stderr(),
            "callover stopped because of a fault in the program{at}: {}. Your files are as they \
             were; please report this line.",
            fault.payload_as_str().unwrap_or("no more is known")
        );
    }));
}
