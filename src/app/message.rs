//! What comes to the dashboard, and what it asks of the terminal.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::Loaded;
use super::copy::Way;
use super::export::{As, Scope};
use super::form::Draft;
use super::input::Input;
use super::meeting::Others;
use super::pointer::{Pointing, Target};
use super::source::Source;
use crate::domain::meeting::{About, Event, Moment, What};
use crate::domain::remembered::Change;

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key, a typed character or a paste.
    Key(Input),
    /// The mouse did something; of a click with what stands there, from the back to the front.
    Pointed(Vec<Target>, Pointing),
    /// The screen has this many columns and lines now.
    Resize(u16, u16),
    /// The newest figures were read, the rest is being read.
    Early(Box<Loaded>),
    /// The files were read, all of them.
    Loaded(Box<Loaded>),
    /// So many files of so many are read.
    Progress(Source, usize, usize),
    /// The files could not be read: why.
    LoadFailed(Source, String),
    /// The files are other than those that were read.
    FilesChanged,
    /// The files do not answer.
    FilesAway {
        /// What is said of it: `the folder cannot be reached`.
        why: &'static str,
        /// The time at which what is shown was read: `09:02`.
        read_at: String,
    },
    /// The files answer again.
    FilesBack,
    /// The time, told before whatever happens now.
    Clock(Moment),
    /// An entry is kept; with why it waits on this machine, where the folder does not take it.
    Entered(Arc<Event>, Option<String>),
    /// An entry could not be kept, and why: `not saved: the disk is full`.
    NotEntered(String),
    /// What others entered, or was entered before.
    Journal(Box<Others>),
    /// What is being typed cannot be kept meanwhile, and why.
    DraftNotKept(String),
    /// What was being typed when the program ended last, by what it is about.
    Drafts(BTreeMap<String, Draft>),
    /// What [`Effect::Copy`] asked for was done, and by which way; or why not.
    Copied(&'static str, Result<Way, String>),
    /// A file was written, where; or why not.
    Written(Result<PathBuf, String>),
    /// The system asks the program to end; the number of the signal.
    Terminate(i32),
    /// The program was stopped and goes on.
    Resumed,
}

/// Something that the terminal is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Leave because of a signal.
    Terminate(i32),
    /// Step aside to the shell.
    Suspend,
    /// Draw every cell afresh.
    Redraw,
    /// Read again what is open.
    Reload,
    /// Read something else, to be opened in its place.
    Open(Source),
    /// Keep something for the next time.
    Remember(Change),
    /// Hear the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Keep an entry in the journal.
    Enter(Box<(About, What)>),
    /// Keep what is being typed, each under its name, or `None`: it is saved, forget it.
    Drafts(Vec<(String, Option<Draft>)>),
    /// Write the minutes of the meeting as a document.
    Minutes,
    /// Put a text where it can be pasted.
    Copy {
        /// What it is: `the row`.
        what: &'static str,
        /// The text.
        text: String,
    },
    /// Write a picture of the screen into a new file.
    Picture {
        /// What the file is called, without its ending.
        name: String,
    },
    /// Write what is shown into a new file.
    Export {
        /// What the file is called, without its ending.
        name: String,
        /// What is written.
        scope: Scope,
        /// As what.
        form: As,
    },
    /// Leave, and leave a text behind in the terminal.
    Leave(String),
}
