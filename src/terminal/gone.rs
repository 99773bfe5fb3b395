//! Noticing that the terminal has gone, where no signal says so: one that does not control the
//! program goes in silence, and the thread that reads the keys would look for more of them for ever.

#[cfg(unix)]
pub(super) use unix::{is_gone, listen};
#[cfg(not(unix))]
pub(super) use without::{is_gone, listen};

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::mpsc::Sender;
    use std::thread;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    use crate::terminal::Heard;

    /// Sleeps until the terminal has gone, and says so. Where the system cannot tell, nothing is said.
    pub(in crate::terminal) fn listen(sender: Sender<Heard>) {
        thread::spawn(move || {
            if hung_up(None) {
                // Nobody listens any more only when the program ends.
                let _ = sender.send(Heard::Gone);
            }
        });
    }

    /// Whether the terminal has gone by now.
    pub(in crate::terminal) fn is_gone() -> bool {
        hung_up(Some(&Timespec { tv_sec: 0, tv_nsec: 0 }))
    }

    /// Waits until the terminal has gone, no longer than `limit`; says whether it has.
    fn hung_up(limit: Option<&Timespec>) -> bool {
        // Not standard input: the figures may come from there.
        let terminal = io::stdout();
        let gone = PollFlags::HUP | PollFlags::ERR;
        loop {
            let mut watched = [PollFd::new(&terminal, PollFlags::HUP)];
            match poll(&mut watched, limit) {
                Err(Errno::INTR) => {}
                Err(_) => return false,
                Ok(_) => return watched.iter().any(|one| one.revents().intersects(gone)),
            }
        }
    }
}

#[cfg(not(unix))]
mod without {
    use std::sync::mpsc::Sender;

    use crate::terminal::Heard;

    /// A console takes its programs with it.
    pub(in crate::terminal) fn listen(_: Sender<Heard>) {}

    /// The program is gone with it.
    pub(in crate::terminal) fn is_gone() -> bool {
        false
    }
}
