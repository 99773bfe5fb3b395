//! Random keys over the whole dashboard: nothing panics, every cell is drawn, nothing that a
//! terminal would obey is in one, and memory stays where it was.
//!
//! `cargo test` presses a few thousand. `CALLOVER_KEYS=1000000 cargo test --release --test keys --
//! --nocapture` presses as many as are asked for and says what it saw.
#![expect(clippy::unwrap_used, reason = "a dashboard that does not open fails its test")]

#[path = "common/dashboard.rs"]
#[expect(dead_code, reason = "what is drawn here begins from cells that nobody drew")]
mod dashboard;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use callover::app::input::{Input, Press};
use callover::app::keymap::KEYS;
use callover::app::look::{GlyphSet, ThemeName};
use callover::app::pointer::Pointing;
use callover::app::{App, Effect, Loaded, Msg, update};
use callover::assess::ask::Ask;
use callover::domain::meeting::Stamp;
use callover::store::published::England;
use callover::ui::{paint, stands_at};
use crossterm::event::KeyCode;
use dashboard::demonstration;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Keys of one sitting; then the dashboard opens anew, so that what was entered does not add up.
const SITTING: usize = 20_000;

/// A generator of numbers that look random and are the same in every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `many`.
    fn below(&mut self, many: usize) -> usize {
        usize::try_from((self.roll() >> 11) % u64::try_from(many).unwrap()).unwrap()
    }
}

fn dashboard(loaded: Loaded) -> App {
    let mut app = App::new(loaded, Rc::new(England::default()), Ask::default()).unwrap();
    "J Smith".clone_into(&mut app.room.author);
    app.room.now = "2026-11-12T14:00:00+00:00".parse().ok();
    app
}

/// One input: mostly a key that does something, at times a character, a paste, another size, a click.
fn happening(dice: &mut Dice, app: &App) -> Msg {
    let all: Vec<Press> = KEYS.iter().flat_map(|b| b.keys.iter().copied()).collect();
    match dice.below(100) {
        0 => {
            let (width, height) = (1 + dice.below(300), 1 + dice.below(100));
            Msg::Resize(width.try_into().unwrap(), height.try_into().unwrap())
        }
        // Most of the time at a size that somebody would have.
        1..=2 => {
            let (width, height) =
                [(160, 45), (120, 36), (80, 24), (60, 16), (200, 60)][dice.below(5)];
            Msg::Resize(width, height)
        }
        3 => {
            let strange = ['\u{0}', '\u{1b}', '\u{202e}', '\u{200d}', 'é', '一', '👩', '\u{301}'];
            let many = dice.below(20);
            Msg::Key(Input::Paste((0..many).map(|_| strange[dice.below(strange.len())]).collect()))
        }
        4 => {
            let at = (
                u16::try_from(dice.below(usize::from(app.size.0).max(1))).unwrap(),
                u16::try_from(dice.below(usize::from(app.size.1).max(1))).unwrap(),
            );
            Msg::Pointed(stands_at(app, at), Pointing::Click)
        }
        5 => Msg::Pointed(Vec::new(), [Pointing::WheelDown, Pointing::WheelUp][dice.below(2)]),
        6..=14 => {
            let c = char::from_u32(u32::try_from(32 + dice.below(95)).unwrap()).unwrap();
            Msg::Key(Input::Press(Press::char(c)))
        }
        15..=17 => Msg::Key(Input::Press(Press::key(KeyCode::Enter))),
        _ => Msg::Key(Input::Press(all[dice.below(all.len())])),
    }
}

/// Does what the terminal would, without a disk: entries are kept at once, all else is let go.
fn performed(app: &mut App, effect: Option<Effect>) {
    let Some(Effect::Enter(entry)) = effect else { return };
    let (about, what) = *entry;
    let number = app.room.journal.events().len() + 1;
    let stamp = Stamp {
        id: format!("01890000-0000-7000-8000-{number:012x}").parse().unwrap(),
        time: format!("2026-11-12T14:{:02}:00+00:00", number % 60).parse().unwrap(),
    };
    let event = app.room.journal.draw_up(stamp, ("J Smith", "lap1"), about, what);
    update(app, Msg::Entered(event.into(), None));
}

/// What is wrong with a screen: a cell that nobody drew, or one that a terminal would obey.
fn fault(buf: &Buffer) -> Option<String> {
    let wrong = |symbol: &str| symbol == UNDRAWN || symbol.chars().any(char::is_control);
    let at = buf.content().iter().position(|cell| wrong(cell.symbol()))?;
    Some(format!("{:?} at {:?}", buf.content()[at].symbol(), buf.pos_of(at)))
}

/// What stands in a cell before the screen is drawn; no screen draws it.
const UNDRAWN: &str = "\u{2603}";

fn drawn(app: &App) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
    for cell in &mut buf.content {
        cell.set_symbol(UNDRAWN);
    }
    paint(&mut buf, app);
    buf
}

/// Resident memory in KiB, where the system tells.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse().ok())
}

/// What a run saw.
#[derive(Debug, Default)]
struct Seen {
    pages: BTreeMap<String, usize>,
    entries: usize,
    left: usize,
    slowest: Duration,
    memory: Vec<u64>,
}

fn sitting(loaded: &Loaded, dice: &mut Dice, keys: usize, seen: &mut Seen) {
    let mut app = dashboard(loaded.clone());
    app.glyphs = GlyphSet::ALL[dice.below(GlyphSet::ALL.len())];
    app.theme = ThemeName::ALL[dice.below(ThemeName::ALL.len())];
    update(&mut app, Msg::Resize(120, 36));
    for _ in 0..keys {
        let message = happening(dice, &app);
        let said = format!("{message:?}");
        let began = Instant::now();
        let effect = update(&mut app, message);
        seen.left += usize::from(matches!(effect, Some(Effect::Quit | Effect::Leave(_))));
        performed(&mut app, effect);
        let buf = drawn(&app);
        seen.slowest = seen.slowest.max(began.elapsed());
        let wrong = fault(&buf);
        assert!(wrong.is_none(), "{wrong:?} of {:?} on {:?}: {said}", app.size, app.page.kind());
        *seen.pages.entry(format!("{:?}", app.page.kind())).or_default() += 1;
    }
    seen.entries += app.room.journal.events().len();
    seen.memory.extend(resident());
}

#[test]
fn random_keys_over_every_screen() {
    let asked = std::env::var("CALLOVER_KEYS").ok().and_then(|keys| keys.parse().ok());
    let keys: usize = asked.unwrap_or(3_000);
    let (loaded, mut dice, mut seen) = (demonstration(), Dice(0x5EED_CA11), Seen::default());
    let mut left = keys;
    while left > 0 {
        let now = left.min(if asked.is_some() { SITTING } else { 1_000 });
        sitting(&loaded, &mut dice, now, &mut seen);
        left -= now;
    }
    println!("{keys} keys: {seen:#?}");
    assert!(seen.pages.len() > 8, "too few pages were seen: {:?}", seen.pages);
    assert!(seen.entries > 0 && seen.left > 0);
}

#[test]
fn the_look_at_a_screen_can_fail() {
    let area = Rect::new(0, 0, 3, 1);
    let mut buf = Buffer::with_lines(["abc"]);
    assert_eq!(fault(&buf), None);
    buf[(1, 0)].set_symbol(UNDRAWN);
    assert!(fault(&buf).is_some());
    let mut buf = Buffer::empty(area);
    buf[(2, 0)].set_symbol("\u{1b}");
    assert!(fault(&buf).is_some());
}
