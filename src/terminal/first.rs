//! Waiting for the first figures: nothing is shown before they take a while.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crossterm::event::KeyCode;

use super::{Ending, HANG_UP, Heard, Reading, Screen, Startup};
use crate::app::input::{Input, Press};
use crate::app::keymap::{Action, Keymap};
use crate::app::page::PageKind;
use crate::app::{Loaded, Msg};
use crate::ui;

/// Reading is not mentioned before it takes this long.
const PATIENCE: Duration = Duration::from_millis(300);

/// What came of the first reading.
pub(super) enum First {
    /// The newest figures are there; the rest is being read.
    Newest(Box<Loaded>),
    /// All of them.
    All(Box<Reading>),
    Ended(Ending),
}

/// Waits for the files; after a while says how far the reading is.
pub(super) fn wait(
    startup: &Startup,
    messages: &Receiver<Heard>,
    screen: &mut Screen,
) -> io::Result<First> {
    let settings = &startup.settings;
    let ended = |ending| Ok(First::Ended(ending));
    let patient_until = Instant::now() + PATIENCE;
    let mut words = "reading".to_owned();
    loop {
        let left = patient_until.saturating_duration_since(Instant::now());
        let heard = if left.is_zero() {
            screen.draw(|frame| ui::draw_waiting(frame, settings, &words))?;
            messages.recv().map_err(RecvTimeoutError::from)
        } else {
            messages.recv_timeout(left)
        };
        match heard {
            Ok(Heard::Read(reading)) => return Ok(First::All(reading)),
            Ok(Heard::Message(Msg::Early(loaded))) => return Ok(First::Newest(loaded)),
            Ok(Heard::Message(Msg::LoadFailed(_, why))) => return ended(Ending::NotLoaded(why)),
            Ok(Heard::Message(Msg::Terminate(signal))) => return ended(Ending::Signal(signal)),
            Ok(Heard::Message(Msg::Key(input))) if quits(&settings.keymap, &input) => {
                return ended(Ending::Quit);
            }
            Ok(Heard::Looking(done, of)) => words = ui::counted("looking through", (done, of)),
            Ok(Heard::Message(Msg::Progress(_, done, of))) => {
                words = ui::counted("reading", (done, of));
            }
            Ok(
                Heard::Pointed(..)
                | Heard::Of(..)
                | Heard::Message(
                    Msg::Key(_)
                    | Msg::Loaded(_)
                    | Msg::Pointed(..)
                    | Msg::Resize(..)
                    | Msg::Resumed
                    | Msg::FilesChanged
                    | Msg::FilesAway { .. }
                    | Msg::FilesBack
                    | Msg::Clock(_)
                    | Msg::Entered(..)
                    | Msg::NotEntered(_)
                    | Msg::Journal(_)
                    | Msg::DraftNotKept(_)
                    | Msg::Drafts(_)
                    | Msg::Copied(..)
                    | Msg::Written(_),
                ),
            )
            | Err(RecvTimeoutError::Timeout) => {}
            Ok(Heard::Gone) | Err(RecvTimeoutError::Disconnected) => {
                return ended(Ending::Signal(HANG_UP));
            }
        }
    }
}

/// While there is nothing on the screen to go back to, Esc leaves too.
fn quits(keymap: &Keymap, input: &Input) -> bool {
    match input {
        Input::Press(Press { code: KeyCode::Esc, ctrl: false }) => true,
        Input::Press(press) => {
            let action = keymap.action(*press, PageKind::Overview);
            action.is_some_and(|(action, _)| action == Action::Quit)
        }
        Input::Typed(_) | Input::Paste(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_nothing_is_shown_yet_q_esc_and_ctrl_c_leave_and_nothing_else_does() {
        let leaves = [Press::char('q'), Press::key(KeyCode::Esc), Press::ctrl('c')];
        assert!(leaves.into_iter().all(|press| quits(&Keymap::default(), &Input::Press(press))));
        for input in [Input::Press(Press::char('j')), Input::Typed('q'), Input::Paste("q".into())] {
            assert!(!quits(&Keymap::default(), &input), "{input:?}");
        }
    }
}
