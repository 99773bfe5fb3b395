//! The program in a pseudo-terminal: press keys, wait for text, never sleep.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// A debug build on a busy machine takes its time.
pub const WAIT: Duration = Duration::from_secs(30);

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// A running `callover` and the screen it draws.
pub struct Pty {
    output: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    screen: vt100::Parser,
    sent: Vec<u8>,
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

    fn start(own: &Path, folder: &Path, args: &[&str], (columns, rows): (u16, u16)) -> Self {
        let configuration = own.join("config.toml");
        if !configuration.exists() {
            std::fs::write(&configuration, "").unwrap();
        }
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
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
        let child = pair.slave.spawn_command(command).unwrap();
        // Else the reader would never see the end.
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let screen = vt100::Parser::new(cells(rows), cells(columns), 0);
        Self { output, keys, child, master: pair.master, screen, sent: Vec::new(), own: None }
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
        self.sent.extend_from_slice(bytes);
        self.screen.process(bytes);
    }

    /// Makes the screen another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).unwrap();
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
