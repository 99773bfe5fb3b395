//! The program in a pseudo-terminal: press keys, wait for text, never sleep.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// A debug build on a busy machine takes its time.
pub const WAIT: Duration = Duration::from_secs(30);

/// How a frame's end begins.
const MARK: &[u8] = b"\x1b[?25";

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// A running `callover` and the screen it draws.
pub struct Pty {
    output: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    reader: Option<JoinHandle<()>>,
    screen: vt100::Parser,
    sent: Vec<u8>,
    /// Where in it the end of each frame begins.
    ends: Vec<usize>,
    /// Its own files, gone with it.
    own: Option<TempDir>,
}

impl Pty {
    /// Starts it with these arguments on a screen of this size, for somebody who has never used it.
    pub fn open(args: &[&str], columns: u16, rows: u16) -> Self {
        Self::open_in(Path::new(env!("CARGO_MANIFEST_DIR")), args, columns, rows)
    }

    /// Starts it in a folder.
    pub fn open_in(folder: &Path, args: &[&str], columns: u16, rows: u16) -> Self {
        let own = TempDir::new().unwrap();
        let mut pty = Self::start(own.path(), folder, args, (columns, rows));
        pty.own = Some(own);
        pty
    }

    /// Starts it for somebody whose configuration is `own/config.toml` and for whom is remembered
    /// what is in `own/state`.
    pub fn open_for(own: &Path, args: &[&str], columns: u16, rows: u16) -> Self {
        Self::start(own, Path::new(env!("CARGO_MANIFEST_DIR")), args, (columns, rows))
    }

    fn start(own: &Path, folder: &Path, args: &[&str], size: (u16, u16)) -> Self {
        Self::run(&Self::command(own, folder, args), size)
    }

    /// How it is started in a folder, for somebody whose things are in `own`.
    pub fn command(own: &Path, folder: &Path, args: &[&str]) -> CommandBuilder {
        let configuration = own.join("config.toml");
        if !configuration.exists() {
            std::fs::write(&configuration, "").unwrap();
        }
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_callover"));
        command.args(args);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        // Where these are set, copying goes another way.
        for name in ["SSH_CONNECTION", "SSH_TTY", "TMUX"] {
            command.env_remove(name);
        }
        command.env("CALLOVER_CONFIG", configuration);
        command.env("CALLOVER_STATE", own.join("state"));
        command.cwd(folder);
        command
    }

    /// Starts it on a screen of so many columns and rows.
    pub fn run(command: &CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        Self::run_on(command, size, (columns, rows))
    }

    /// Starts it on a terminal that says it is of this size, whatever screen it draws.
    pub fn run_on(command: &CommandBuilder, size: PtySize, (columns, rows): (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command.clone()).unwrap();
        // Else the reader would never see the end.
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let screen = vt100::Parser::new(cells(rows), cells(columns), 0);
        let (master, reader, sent) = (Some(pair.master), Some(reader), Vec::new());
        let ends = Vec::new();
        Self { output, keys, child, master, reader, screen, sent, ends, own: None }
    }

    /// Types.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Waits until the screen shows `what`.
    pub fn wait_for(&mut self, what: &str) -> &mut Self {
        self.wait_until(what, WAIT, |screen| screen.contents().contains(what))
    }

    /// Waits until the screen is as wanted; after `limit` shows what it was instead.
    pub fn wait_until(
        &mut self,
        what: &str,
        limit: Duration,
        wanted: impl Fn(&vt100::Screen) -> bool,
    ) -> &mut Self {
        let deadline = Instant::now() + limit;
        while !wanted(self.screen.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => {
                    let seen = self.screen.screen().contents();
                    panic!("never saw {what:?} ({error}) in:\n{seen}")
                }
            }
        }
        self
    }

    /// Whether the screen is as wanted, by what has been read of it.
    pub fn shows(&self, wanted: impl Fn(&vt100::Screen) -> bool) -> bool {
        wanted(self.screen.screen())
    }

    fn take(&mut self, bytes: &[u8]) {
        // A mark may have begun in what came before.
        let from = self.sent.len().saturating_sub(MARK.len());
        self.sent.extend_from_slice(bytes);
        let marks = self.sent[from..].windows(MARK.len() + 1).enumerate();
        let whole = |mark: &[u8]| mark.starts_with(MARK) && matches!(mark[MARK.len()], b'l' | b'h');
        self.ends.extend(marks.filter(|(_, mark)| whole(mark)).map(|(at, _)| from + at));
        self.screen.process(bytes);
    }

    /// Makes the screen another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
        self.screen.screen_mut().set_size(cells(rows), cells(columns));
        self
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Waits for the end, and gives the exit code.
    pub fn exit_code(&mut self) -> u32 {
        let deadline = Instant::now() + WAIT;
        // The reader ends when the last holder of the terminal has gone.
        while let Ok(bytes) =
            self.output.recv_timeout(deadline.saturating_duration_since(Instant::now()))
        {
            self.take(&bytes);
        }
        self.child.wait().unwrap().exit_code()
    }

    /// Takes the terminal away from under it, and gives its exit code; `None` where it goes on
    /// without one.
    pub fn hang_up(mut self) -> Option<u32> {
        // The thread that reads holds the terminal too. It ends when it has read something that
        // nobody waits for: the frame after this.
        self.output = channel().1;
        self.resize(61, 17);
        self.reader.take().unwrap().join().unwrap();
        self.keys = Box::new(std::io::sink());
        self.master = None;
        let mut killer = self.child.clone_killer();
        let (sender, ended) = channel();
        std::thread::scope(|scope| {
            scope.spawn(|| sender.send(self.child.wait().unwrap().exit_code()));
            let code = ended.recv_timeout(WAIT).ok();
            if code.is_none() {
                killer.kill().unwrap();
            }
            code
        })
    }

    /// How many frames were drawn: each ends with the cursor hidden, or shown and put in its place.
    pub fn frames(&self) -> usize {
        self.ends.len()
    }

    /// Whether the last frame has come to its end.
    pub fn is_between_frames(&self) -> bool {
        self.ends.last().is_some_and(|at| match &self.sent[at + MARK.len()..] {
            [b'l'] => true,
            [b'h', place @ .., b'H'] => !place.iter().skip(1).any(|byte| *byte == b'\x1b'),
            _ => false,
        })
    }

    /// Waits for something that need not come onto the screen, and takes in meanwhile what does.
    pub fn wait_on(&mut self, what: &str, mut wanted: impl FnMut(&Self) -> bool) -> &mut Self {
        const BETWEEN: Duration = Duration::from_millis(5);
        let deadline = Instant::now() + WAIT;
        while !wanted(self) {
            assert!(Instant::now() < deadline, "never saw {what:?} in:\n{}", self.contents());
            if let Ok(bytes) = self.output.recv_timeout(BETWEEN) {
                self.take(&bytes);
            }
        }
        self
    }

    /// Whether the alternate screen is open.
    pub fn in_alternate_screen(&self) -> bool {
        self.screen.screen().alternate_screen()
    }

    /// Whether the cursor can be seen.
    pub fn cursor_is_seen(&self) -> bool {
        !self.screen.screen().hide_cursor()
    }

    /// Waits until the cursor stands on this line and column, from 0: it is set at the end of a frame.
    pub fn wait_for_cursor(&mut self, at: (u16, u16)) -> &mut Self {
        self.wait_until("the cursor", WAIT, |screen| screen.cursor_position() == at)
    }

    /// What stands on a line, from 0.
    pub fn line(&self, at: usize) -> String {
        let (_, columns) = self.screen.screen().size();
        self.screen.screen().rows(0, columns.get()).nth(at).unwrap_or_default()
    }

    /// What stands on the screen.
    pub fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    /// Everything that was sent.
    pub fn sent(&self) -> String {
        String::from_utf8_lossy(&self.sent).into_owned()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // It has usually ended.
        let _ = self.child.kill();
    }
}
