//! The thread that reads what the person does: keys, pastes, the mouse, the size of the window.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::{Event, MouseButton, MouseEvent, MouseEventKind};

use super::Heard;
use crate::app::Msg;
use crate::app::input::Keyboard;
use crate::app::pointer::Pointing;

/// Reads keys for as long as the program runs.
pub(super) fn listen(sender: Sender<Heard>) {
    thread::spawn(move || {
        let mut keyboard = Keyboard::default();
        while let Ok(event) = crossterm::event::read() {
            // Only there a paste comes as keys.
            let more = cfg!(windows).then(at_once).into_iter().flatten();
            let events: Vec<Event> = std::iter::once(event).chain(more).collect();
            if heard_of(&mut keyboard, &events).into_iter().any(|heard| sender.send(heard).is_err())
            {
                return;
            }
        }
        // Nobody listens any more only when the program ends.
        let _ = sender.send(Heard::Gone);
    });
}

/// What events mean that came in one go.
fn heard_of(keyboard: &mut Keyboard, events: &[Event]) -> Vec<Heard> {
    let mut heard = Vec::new();
    for run in events.chunk_by(|one, next| is_key(one) && is_key(next)) {
        match run {
            [Event::Resize(width, height)] => {
                heard.push(Heard::Message(Msg::Resize(*width, *height)));
            }
            [Event::Mouse(mouse)] => heard.extend(pointing(*mouse)),
            keys => {
                let inputs = keyboard.read_at_once(keys.to_vec());
                heard.extend(inputs.into_iter().map(|input| Heard::Message(Msg::Key(input))));
            }
        }
    }
    heard
}

fn is_key(event: &Event) -> bool {
    matches!(event, Event::Key(_))
}

/// The keys that come in one go with the one before, as a paste does where it comes as keys.
fn at_once() -> impl Iterator<Item = Event> {
    const NEXT: Duration = Duration::from_millis(4);
    std::iter::from_fn(|| {
        let more = crossterm::event::poll(NEXT).is_ok_and(|more| more);
        more.then(crossterm::event::read)?.ok()
    })
}

/// What the mouse did, where that means anything.
fn pointing(mouse: MouseEvent) -> Option<Heard> {
    let how = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Pointing::Click,
        MouseEventKind::ScrollDown => Pointing::WheelDown,
        MouseEventKind::ScrollUp => Pointing::WheelUp,
        _ => return None,
    };
    Some(Heard::Pointed(how, (mouse.column, mouse.row)))
}
