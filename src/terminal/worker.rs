//! Reading the files beside the screen, so that a slow share never holds up a key.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::{Heard, Load};
use crate::app::Msg;

/// Reads the files on a thread of its own; what comes of it is a message.
pub fn load(load: &Arc<Load>, sender: &Sender<Heard>) {
    let (load, sender) = (Arc::clone(load), sender.clone());
    thread::spawn(move || {
        let progress = |done, of| {
            // Where nobody listens any more, nobody minds.
            let _ = sender.send(Heard::Message(Msg::Progress(done, of)));
        };
        let loaded = catch_unwind(AssertUnwindSafe(|| load(&progress)));
        let message = match loaded {
            Ok(Ok(loaded)) => Msg::Loaded(Box::new(loaded)),
            Ok(Err(why)) => Msg::LoadFailed(why),
            Err(_) => Msg::LoadFailed("a fault in the program stopped the reading".to_owned()),
        };
        let _ = sender.send(Heard::Message(message));
    });
}
