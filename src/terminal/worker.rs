//! Reading and writing files beside the screen, so that a slow share never holds up a key.

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::{Heard, Load, Telling};
use crate::app::source::Source;
use crate::app::{Loaded, Msg};
use crate::store::atomic;

/// The least time between two counts on the screen.
const BETWEEN_COUNTS: Duration = Duration::from_millis(100);

/// Writes a new file of the current folder on a thread of its own; one of that name that is there is
/// left as it is.
pub fn keep(name: String, ending: &'static str, bytes: Vec<u8>, sender: &Sender<Heard>) {
    let sender = sender.clone();
    thread::spawn(move || {
        let written = Msg::Written(written(&name, ending, &bytes));
        drop(sender.send(Heard::Message(written)));
    });
}

fn written(name: &str, ending: &str, bytes: &[u8]) -> Result<PathBuf, String> {
    let folder = env::current_dir().map_err(|error| format!("the current folder: {error}"))?;
    let written = atomic::write_new(&folder, name, ending, bytes);
    written.map_err(|error| error.to_string())
}

/// Reads the files of a source on a thread of its own; what comes of it is heard, with `early` the
/// newest figures first.
pub fn load(load: &Arc<Load>, source: Source, sender: &Sender<Heard>, early: bool) {
    let (load, sender) = (Arc::clone(load), sender.clone());
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
                tell(Heard::Message(Msg::Progress(source.clone(), done, of)));
            }
        };
        let newest = |loaded| tell(Heard::Message(Msg::Early(Box::new(loaded))));
        let newest: Option<&(dyn Fn(Loaded) + Sync)> = if early { Some(&newest) } else { None };
        let telling = Telling { looking: &looking, progress: &progress, early: newest };
        let loaded = catch_unwind(AssertUnwindSafe(|| load(&source, &telling)));
        let why = match loaded {
            Ok(Ok(reading)) => return tell(Heard::Read(Box::new(reading))),
            Ok(Err(why)) => why,
            Err(_) => "a fault in the program stopped the reading".to_owned(),
        };
        tell(Heard::Message(Msg::LoadFailed(source.clone(), why)));
    });
}
