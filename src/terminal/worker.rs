//! Reading and writing files beside the screen, so that a slow share never holds up a key.

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::{Heard, Load, Reading, Telling, Watched};
use crate::app::{Loaded, Msg};
use crate::store::atomic;

/// The least time between two counts on the screen.
const BETWEEN_COUNTS: Duration = Duration::from_millis(100);

/// What is done beside the screen.
pub struct Workers {
    /// Reads the files.
    pub load: Arc<Load>,
    /// Takes what comes of it.
    pub sender: Sender<Heard>,
    /// Takes what is to be watched from then on.
    pub read: Sender<Option<Watched>>,
}

impl Workers {
    /// Reads the files on a thread of its own; what comes of it is a message, and what is to be
    /// watched goes to the thread that does. With `early` the newest figures come first.
    pub fn load(&self, early: bool) {
        load(Arc::clone(&self.load), self.sender.clone(), self.read.clone(), early);
    }

    /// Writes a picture into a new file of the current folder on a thread of its own.
    pub fn keep(&self, name: String, picture: String) {
        let sender = self.sender.clone();
        thread::spawn(move || {
            let written = Msg::Written(keep(&name, &picture));
            drop(sender.send(Heard::Message(written)));
        });
    }
}

fn keep(name: &str, picture: &str) -> Result<PathBuf, String> {
    let folder = env::current_dir().map_err(|error| format!("the current folder: {error}"))?;
    let written = atomic::write_new(&folder, name, "svg", picture.as_bytes());
    written.map_err(|error| error.to_string())
}

fn load(load: Arc<Load>, sender: Sender<Heard>, read: Sender<Option<Watched>>, early: bool) {
    thread::spawn(move || {
        // Where nobody listens any more, nobody minds.
        let tell = |heard| drop(sender.send(heard));
        let last = Mutex::new(Instant::now());
        // A count that changes faster than it can be read would only cost redraws.
        let is_due = || {
            let due = last.try_lock().ok().filter(|last| last.elapsed() >= BETWEEN_COUNTS);
            due.map(|mut last| *last = Instant::now()).is_some()
        };
        let looking = |done, of| {
            if is_due() {
                tell(Heard::Looking(done, of));
            }
        };
        let progress = |done, of| {
            if is_due() {
                tell(Heard::Message(Msg::Progress(done, of)));
            }
        };
        let newest = |loaded| tell(Heard::Message(Msg::Early(Box::new(loaded))));
        let newest: Option<&(dyn Fn(Loaded) + Sync)> = if early { Some(&newest) } else { None };
        let telling = Telling { looking: &looking, progress: &progress, early: newest };
        let loaded = catch_unwind(AssertUnwindSafe(|| load(&telling)));
        let message = match loaded {
            Ok(Ok(Reading { loaded, watched })) => {
                drop(read.send(watched));
                Msg::Loaded(Box::new(loaded))
            }
            Ok(Err(why)) => Msg::LoadFailed(why),
            Err(_) => Msg::LoadFailed("a fault in the program stopped the reading".to_owned()),
        };
        tell(Heard::Message(message));
    });
}
