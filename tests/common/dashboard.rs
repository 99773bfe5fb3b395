//! The dashboard without a terminal: opened, pressed, read.

use std::rc::Rc;

use callover::app::input::{Input, Press};
use callover::app::source::Source;
use callover::app::{App, Effect, Loaded, Msg, update};
use callover::assess::ask::Ask;
use callover::domain::meeting::Stamp;
use callover::store::folder;
use callover::store::published::England;
use callover::ui::paint;
use crossterm::event::KeyCode;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// The demonstration, as it is read.
pub fn demonstration() -> Loaded {
    let read = folder::load(&folder::Input::demo(), &|_, _| {}).unwrap();
    Loaded {
        home: read.facts.home().unwrap(),
        facts: read.facts,
        catalogue: read.catalogue,
        complaints: read.complaints,
        source: Source::Demonstration,
        title: read.title,
    }
}

/// The dashboard over the demonstration.
pub fn open() -> App {
    App::new(demonstration(), Rc::new(England::default()), Ask::default()).unwrap()
}

/// The published board of an authority.
pub fn published(authority: &str) -> App {
    let england = England::default();
    let (facts, catalogue) = england.facts(authority).unwrap();
    let title = "England's published figures".to_owned();
    let loaded = Loaded {
        facts,
        catalogue,
        complaints: Vec::new(),
        home: 0,
        source: Source::Demonstration,
        title,
    };
    App::new(loaded, Rc::new(england), Ask::default()).unwrap()
}

/// Presses keys: characters, `\r` for Enter, `\x1b` for Esc, `\t` for Tab. What is entered is kept, a
/// minute after the entry before.
pub fn press(app: &mut App, keys: &str) {
    for c in keys.chars() {
        let press = match c {
            '\r' => Press::key(KeyCode::Enter),
            '\t' => Press::key(KeyCode::Tab),
            '\x1b' => Press::key(KeyCode::Esc),
            c => Press::char(c),
        };
        let effect = update(app, Msg::Key(Input::Press(press)));
        let Some(Effect::Enter(entry)) = effect else { continue };
        let number = app.room.journal.events().len() + 1;
        let stamp = Stamp {
            id: format!("01890000-0000-7000-8000-{number:012x}").parse().unwrap(),
            time: format!("2026-11-12T14:{number:02}:00+00:00").parse().unwrap(),
        };
        let event = app.room.journal.draw_up(stamp, ("J Smith", "lap1"), entry.0, entry.1);
        update(app, Msg::Entered(event.into(), None));
    }
}

/// What is drawn.
pub fn drawn(app: &App) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
    paint(&mut buf, app);
    buf
}

/// A screen as lines, each cell told in one way, without the blanks at the ends.
pub fn rows(buf: &Buffer, cell: impl Fn(&Cell) -> String) -> String {
    let (width, height) = (buf.area.width, buf.area.height);
    let line = |y| (0..width).map(|x| cell(&buf[(x, y)])).collect::<String>();
    (0..height).map(|y| line(y).trim_end().to_owned() + "\n").collect()
}

/// What stands on the screen.
pub fn screen(app: &App) -> String {
    rows(&drawn(app), |cell| cell.symbol().to_owned())
}
