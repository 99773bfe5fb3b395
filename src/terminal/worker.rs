//! Reading and writing files beside the screen, so that a slow share never holds up a key.

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::{Heard, Load, Reading, Telling, Watched};
use crate::app::Msg;
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
    /// watched goes to the thread that does.
    pub fn load(&self) {
        load(Arc::clone(&self.load), self.sender.clone(), self.read.clone());
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

fn load(load: Arc<Load>, sender: Sender<Heard>, read: Sender<Option<Watched>>) {
    thread::spawn(move || {
        // Where nobody listens any more, nobody minds.
        let tell = |message| drop(sender.send(Heard::Message(message)));
        let last = Mutex::new(Instant::now());
        let progress = |done, of| {
            // A count that changes faster than it can be read would only cost redraws.
            if let Ok(mut last) = last.try_lock()
                && last.elapsed() >= BETWEEN_COUNTS
            {
                *last = Instant::now();
                tell(Msg::Progress(done, of));
            }
        };
        let early = |loaded| tell(Msg::Early(Box::new(loaded)));
        let telling = Telling { progress: &progress, early: &early };
        let loaded = catch_unwind(AssertUnwindSafe(|| load(&telling)));
        let message = match loaded {
            Ok(Ok(Reading { loaded, watched })) => {
                drop(read.send(watched));
                Msg::Loaded(Box::new(loaded))
            }
            Ok(Err(why)) => Msg::LoadFailed(why),
            Err(_) => Msg::LoadFailed("a fault in the program stopped the reading".to_owned()),
        };
        tell(message);
    });
}
