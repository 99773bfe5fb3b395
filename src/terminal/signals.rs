//! Signals as messages. Windows has none: closing the window there ends the program at once.

#[cfg(unix)]
pub use unix::{listen, stop};
#[cfg(not(unix))]
pub use without::{listen, stop};

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::mpsc::Sender;
    use std::thread;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::raise;

    use crate::app::Msg;
    use crate::terminal::Heard;

    /// Sends a message for each signal that ends or wakes the program.
    ///
    /// # Errors
    /// Where the system does not let the signals be heard.
    pub fn listen(sender: Sender<Heard>) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT])?;
        thread::spawn(move || {
            for signal in signals.forever() {
                let message = if signal == SIGCONT { Msg::Resumed } else { Msg::Terminate(signal) };
                if sender.send(Heard::Message(message)).is_err() {
                    return;
                }
            }
        });
        Ok(())
    }

    /// Stops the program until the shell wakes it. Without a shell above it, the system passes over
    /// this signal, so that nobody is left with a stopped program.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn stop() -> io::Result<()> {
        raise(SIGTSTP)
    }
}

#[cfg(not(unix))]
mod without {
    use std::io;
    use std::sync::mpsc::Sender;

    use crate::terminal::Heard;

    /// There is nothing to listen to.
    ///
    /// # Errors
    /// Never.
    #[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
    pub fn listen(_: Sender<Heard>) -> io::Result<()> {
        Ok(())
    }

    /// There is nothing to step aside to.
    ///
    /// # Errors
    /// Never.
    #[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
    pub fn stop() -> io::Result<()> {
        Ok(())
    }
}
