//! Looking at the files again and again, beside the screen: one look every so often, never two at
//! once, and no other waking.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use chrono::Local;

use super::Heard;
use crate::app::Msg;
use crate::app::source::Source;
use crate::store::folder::watch::{Away, Seen, Watch};

/// How long a look waits for the next, unless asked otherwise.
pub const EVERY: Duration = Duration::from_secs(10);
/// A file may be on its way: after a change the files are looked at again so soon.
const SETTLING: Duration = Duration::from_secs(1);
/// Files that never come to rest are read as they are after so many looks.
const MOST_LOOKS: usize = 10;

/// Files that were read, and how they stood then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// Whose files they are.
    pub source: Source,
    /// What to look at.
    pub watch: Watch,
    /// What was seen when it was read.
    pub seen: Seen,
}

/// Looks at what it is told was read last, every so often, and says what has happened to it. Where
/// nothing is to be watched it sleeps. `also` is done after every look, so that whatever else is to be
/// looked at needs no waking of its own.
pub fn begin(
    sender: Sender<Heard>,
    every: Duration,
    also: Box<dyn Fn() + Send>,
) -> Sender<Option<Watched>> {
    let (read, told) = channel();
    thread::spawn(move || {
        let mut looking = Looking { every, told, sender, also };
        while looking.go_on().is_some() {}
    });
    read
}

/// The thread that looks.
struct Looking {
    every: Duration,
    told: Receiver<Option<Watched>>,
    sender: Sender<Heard>,
    also: Box<dyn Fn() + Send>,
}

/// What is known of the files that are watched.
struct Known {
    watched: Watched,
    /// The time at which they were read: `09:02`.
    read_at: String,
    /// The change that was said last: it is said once.
    said: Option<Seen>,
    away: Option<Away>,
}

impl Looking {
    /// Watches one reading until the next; `None` at the end of the program.
    fn go_on(&mut self) -> Option<()> {
        let mut next = self.told.recv().ok()?;
        while let Some(watched) = next {
            let read_at = Local::now().format("%H:%M").to_string();
            let mut known = Known { watched, read_at, said: None, away: None };
            next = loop {
                match self.told.recv_timeout(self.every) {
                    Ok(newer) => break newer,
                    Err(RecvTimeoutError::Timeout) => {
                        self.look(&mut known)?;
                        (self.also)();
                    }
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            };
        }
        Some(())
    }

    fn look(&self, known: &mut Known) -> Option<()> {
        match known.watched.watch.look() {
            Err(away) => {
                known.said = None;
                if known.away.replace(away) != Some(away) {
                    self.say(
                        known,
                        Msg::FilesAway { why: away.words(), read_at: known.read_at.clone() },
                    )?;
                }
            }
            Ok(seen) => {
                if known.away.take().is_some() {
                    self.say(known, Msg::FilesBack)?;
                }
                if seen == known.watched.seen {
                    known.said = None;
                } else if known.said != Some(seen) {
                    known.said = self.settled(known, seen);
                    // What went away meanwhile is for the next look.
                    if known.said.is_some() {
                        self.say(known, Msg::FilesChanged)?;
                    }
                }
            }
        }
        Some(())
    }

    /// Looks until two looks see the same: a file that is still being copied is not read by halves.
    fn settled(&self, known: &Known, mut seen: Seen) -> Option<Seen> {
        for _ in 0..MOST_LOOKS {
            thread::sleep(SETTLING.min(self.every));
            let now = known.watched.watch.look().ok()?;
            if now == seen {
                break;
            }
            seen = now;
        }
        (seen != known.watched.seen).then_some(seen)
    }

    fn say(&self, known: &Known, message: Msg) -> Option<()> {
        self.sender.send(Heard::Of(known.watched.source.clone(), message)).ok()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::store::folder;

    const PATIENCE: Duration = Duration::from_secs(30);
    const SOON: Duration = Duration::from_millis(5);

    /// A folder that is watched from its present state on.
    fn watched(folder: &Path) -> Watched {
        let source = folder::Source::Paths(vec![folder.to_owned()]);
        let watch = Watch::of(&folder::Input { source, catalogues: Vec::new() }).unwrap();
        let seen = watch.look().unwrap();
        Watched { source: Source::Paths(vec![folder.to_owned()]), watch, seen }
    }

    fn said(messages: &Receiver<Heard>) -> String {
        match messages.recv_timeout(PATIENCE) {
            Ok(Heard::Of(_, Msg::FilesChanged)) => "changed".to_owned(),
            Ok(Heard::Of(_, Msg::FilesAway { why, .. })) => why.to_owned(),
            Ok(Heard::Of(_, Msg::FilesBack)) => "back".to_owned(),
            Ok(_) => "something else".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_change_and_a_share_that_comes_and_goes_are_each_said_once() {
        let place = tempfile::tempdir().unwrap();
        let (folder, aside) = (place.path().join("share"), place.path().join("aside"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a.json"), "1").unwrap();
        let (sender, messages) = channel();
        let read = begin(sender, SOON, Box::new(|| {}));
        read.send(Some(watched(&folder))).unwrap();
        // In one step, so that no half of it can be seen.
        fs::write(place.path().join("b.json"), "2").unwrap();
        fs::rename(place.path().join("b.json"), folder.join("b.json")).unwrap();
        assert_eq!(said(&messages), "changed");
        fs::rename(&folder, &aside).unwrap();
        assert_eq!(said(&messages), "the folder cannot be reached");
        fs::rename(&aside, &folder).unwrap();
        // Back, and other than when it was read.
        assert_eq!((said(&messages), said(&messages)), ("back".to_owned(), "changed".to_owned()));
        // What is read anew is what changes are told from.
        read.send(Some(watched(&folder))).unwrap();
        fs::remove_file(folder.join("b.json")).unwrap();
        assert_eq!(said(&messages), "changed");
        // With nothing to watch nothing is said, and at the end the thread ends.
        read.send(None).unwrap();
        drop(read);
        assert_eq!(said(&messages), RecvTimeoutError::Disconnected.to_string());
    }
}
