//! What goes to the terminal: a whole frame in one write, so that none is seen half drawn.

use std::io::{self, Write};

/// Keeps what is written until it is flushed. What was not flushed is lost when dropped: after a
/// fault in the program, half a frame must not follow the restored terminal.
pub struct Output<W: Write> {
    waiting: Vec<u8>,
    to: W,
}

impl<W: Write> Output<W> {
    /// Nothing written yet.
    pub fn new(to: W) -> Self {
        Self { waiting: Vec::new(), to }
    }
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = self.to.write_all(&self.waiting);
        self.waiting.clear();
        written?;
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::CrosstermBackend;
    use ratatui::layout::Rect;
    use ratatui::{TerminalOptions, Viewport};

    use super::*;
    use crate::app::look::ThemeName;
    use crate::app::{App, Msg, fixture, update};
    use crate::ui;

    fn bytes(app: &App, width: u16, height: u16) -> String {
        crossterm::style::force_color_output(true);
        let mut sent = Vec::new();
        let area = Rect::new(0, 0, width, height);
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        let backend = CrosstermBackend::new(Output::new(&mut sent));
        let mut terminal = Terminal::with_options(backend, options).unwrap();
        terminal.draw(|frame| ui::draw(frame, app)).unwrap();
        drop(terminal);
        String::from_utf8(sent).unwrap()
    }

    #[test]
    fn mono_sends_no_colour_but_reverse_video() {
        let mut app = fixture::app();
        update(&mut app, Msg::Resize(100, 30));
        let coloured = bytes(&app, 100, 30);
        assert!(coloured.contains("\x1b[38;5;1") || coloured.contains("\x1b[31"), "{coloured:?}");
        app.theme = ThemeName::Mono;
        let plain = bytes(&app, 100, 30);
        assert!(plain.contains("\x1b[7m"));
        // Every colour is sent as 38 or 48, or as one of 30 to 47 and 90 to 107 but for resets.
        let codes =
            plain.split("\x1b[").filter_map(|part| part.split_once('m')).map(|(code, _)| code);
        for code in codes.filter(|code| code.chars().all(|c| c.is_ascii_digit() || c == ';')) {
            let colours = code.split(';').filter_map(|n| n.parse::<u8>().ok());
            let colours: Vec<_> =
                colours.filter(|n| matches!(n, 30..=38 | 40..=48 | 90..=107)).collect();
            assert_eq!(colours, Vec::<u8>::new(), "{code}");
        }
    }

    #[test]
    fn nothing_goes_out_before_the_flush_and_nothing_after_a_fault() {
        let mut sent = Vec::new();
        let mut output = Output::new(&mut sent);
        output.write_all(b"half a frame").unwrap();
        drop(output);
        assert!(sent.is_empty());
    }
}
