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
    /// Whether the alternate screen is open now: shared with the panic hook, which must know.
    on_screen: Arc<AtomicBool>,
}

impl Restore {
    /// Takes the keyboard: keys come one by one and are not echoed. The screen stays as it is.
    ///
    /// # Errors
    /// Where there is no terminal.
    pub fn raw() -> io::Result<Self> {
        enable_raw_mode()?;
        let restore = Self { entered: false, on_screen: Arc::default() };
        hook(Arc::clone(&restore.on_screen));
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
        enter(&self.on_screen)?;
        Ok(true)
    }

    /// Takes the terminal again after the program was stopped.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn resume(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        if self.entered { enter(&self.on_screen) } else { Ok(()) }
    }

    /// Steps aside to the shell and comes back when it says so.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn suspend(&self) -> io::Result<()> {
        leave(&self.on_screen);
        super::signals::stop()
    }
}

impl Drop for Restore {
    fn drop(&mut self) {
        leave(&self.on_screen);
    }
}

fn enter(on_screen: &AtomicBool) -> io::Result<()> {
    on_screen.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    queue!(out, EnterAlternateScreen, SetCursorStyle::SteadyBlock)?;
    // On Windows a paste comes as keys whatever is asked, and asking can spoil Enter.
    if cfg!(unix) {
        queue!(out, EnableBracketedPaste)?;
    }
    out.flush()
}

/// Best effort: there is nobody to tell.
fn leave(on_screen: &AtomicBool) {
    if on_screen.swap(false, Ordering::SeqCst) {
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
fn hook(on_screen: Arc<AtomicBool>) {
    let this = thread::current().id();
    panic::set_hook(Box::new(move |fault| {
        if thread::current().id() != this {
            return;
        }
        leave(&on_screen);
        let at = fault.location().map_or_else(String::new, |at| format!(" at {at}"));
        let _ = writeln!(
            io::stderr(),
            "callover stopped because of a fault in the program{at}: {}. Your files are as they \
             were; please report this line.",
            fault.payload_as_str().unwrap_or("no more is known")
        );
    }));
}
