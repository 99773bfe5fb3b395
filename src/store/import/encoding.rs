//! Text files in the encodings that spreadsheets and consoles write, read as UTF-8 while they come.
//!
//! Every line ends in one line feed, the last one too, so that lines can be counted.

use std::io::{self, Read};

use encoding_rs::{Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes are taken at a time.
const CHUNK: usize = 1 << 16;

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// Windows-1252, as older spreadsheets write.
    Windows1252,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
}

impl Encoding {
    /// Its name.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "Windows-1252",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
        }
    }
}

/// A file's text as UTF-8. Until the first letter that is not ASCII nothing needs deciding.
pub(super) struct Decoding<R> {
    from: R,
    /// `None` while every byte has been ASCII.
    encoding: Option<Encoding>,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    ended: bool,
    ready: Vec<u8>,
    at: usize,
    /// The byte before was a carriage return: a line feed after it is the same line's end.
    after_return: bool,
    /// The text so far ends in the middle of a line.
    in_line: bool,
}

impl<R: Read> Decoding<R> {
    /// Reads the beginning, to see a byte-order mark.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn new(from: R) -> io::Result<Self> {
        let mut decoding = Self {
            from,
            encoding: None,
            decoder: None,
            raw: Vec::with_capacity(CHUNK),
            ended: false,
            ready: Vec::new(),
            at: 0,
            after_return: false,
            in_line: false,
        };
        decoding.more()?;
        let (encoding, mark) = marked(&decoding.raw);
        decoding.raw.drain(..mark);
        if let Some(encoding) = encoding {
            decoding.decide(encoding);
        }
        Ok(decoding)
    }

    /// What it is written in, as far as it has been read.
    pub(super) fn encoding(&self) -> Encoding {
        self.encoding.unwrap_or(Encoding::Utf8)
    }

    fn decide(&mut self, encoding: Encoding) {
        self.encoding = Some(encoding);
        let table = match encoding {
            Encoding::Utf8 => UTF_8,
            Encoding::Windows1252 => WINDOWS_1252,
            Encoding::Utf16Le => UTF_16LE,
            Encoding::Utf16Be => UTF_16BE,
        };
        self.decoder = Some(table.new_decoder_without_bom_handling());
    }

    /// Fills `raw` up to a chunk.
    fn more(&mut self) -> io::Result<()> {
        while self.raw.len() < CHUNK && !self.ended {
            let room = u64::try_from(CHUNK - self.raw.len()).unwrap_or(0);
            let read = (&mut self.from).take(room).read_to_end(&mut self.raw)?;
            self.ended = read == 0;
        }
        Ok(())
    }

    /// Makes more text ready; whether there may be more still.
    fn prepare(&mut self) -> io::Result<bool> {
        self.ready.clear();
        self.at = 0;
        self.more()?;
        let more = self.decode();
        self.end_lines(!more);
        Ok(more)
    }

    /// Turns raw bytes into text; whether there may be more still.
    fn decode(&mut self) -> bool {
        if self.encoding.is_none() {
            let ascii = self.raw.iter().position(|b| !b.is_ascii()).unwrap_or(self.raw.len());
            if ascii > 0 {
                self.ready.extend(self.raw.drain(..ascii));
                return true;
            }
            if !self.raw.is_empty() {
                let encoding =
                    if is_utf8(&self.raw) { Encoding::Utf8 } else { Encoding::Windows1252 };
                self.decide(encoding);
            }
        }
        let Some(decoder) = &mut self.decoder else { return !self.ended };
        let room = decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(4 * CHUNK);
        self.ready.resize(room, 0);
        let (_, read, written, _) = decoder.decode_to_utf8(&self.raw, &mut self.ready, self.ended);
        self.ready.truncate(written);
        self.raw.drain(..read);
        let done = self.ended && self.raw.is_empty();
        if done {
            // A decoder that has been told of the end can do no more.
            self.decoder = None;
        }
        !done
    }

    /// Makes every end of a line one line feed; the last line gets its own.
    fn end_lines(&mut self, last: bool) {
        let mut kept = 0;
        for at in 0..self.ready.len() {
            let Some(byte) = self.ready.get(at).copied() else { break };
            let twice = byte == b'\n' && self.after_return;
            self.after_return = byte == b'\r';
            if twice {
                continue;
            }
            let byte = if byte == b'\r' { b'\n' } else { byte };
            self.in_line = byte != b'\n';
            if let Some(slot) = self.ready.get_mut(kept) {
                *slot = byte;
                kept += 1;
            }
        }
        self.ready.truncate(kept);
        if last && self.in_line {
            self.ready.push(b'\n');
            self.in_line = false;
        }
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at >= self.ready.len() {
            if !self.prepare()? && self.ready.is_empty() {
                return Ok(0);
            }
        }
        let ready = self.ready.get(self.at..).unwrap_or(&[]);
        let count = ready.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), ready.get(..count)) {
            to.copy_from_slice(from);
        }
        self.at += count;
        Ok(count)
    }
}

/// What a byte-order mark says, and how long it is; UTF-16 without one shows by its zeros.
fn marked(start: &[u8]) -> (Option<Encoding>, usize) {
    match start {
        [0xef, 0xbb, 0xbf, ..] => (Some(Encoding::Utf8), 3),
        [0xff, 0xfe, ..] => (Some(Encoding::Utf16Le), 2),
        [0xfe, 0xff, ..] => (Some(Encoding::Utf16Be), 2),
        _ => {
            let sample = start.get(..start.len().min(512)).unwrap_or(&[]);
            let zeros =
                |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
            let most = sample.len() / 4;
            match (zeros(0) > most, zeros(1) > most) {
                (true, false) => (Some(Encoding::Utf16Be), 0),
                (false, true) => (Some(Encoding::Utf16Le), 0),
                _ => (None, 0),
            }
        }
    }
}

/// Whether what begins with a byte that is not ASCII begins with a letter of UTF-8.
fn is_utf8(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(4)).unwrap_or(&[]);
    match std::str::from_utf8(start) {
        Ok(_) => true,
        Err(error) => error.valid_up_to() > 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> (String, Encoding) {
        let mut decoding = Decoding::new(bytes).unwrap();
        let mut text = String::new();
        decoding.read_to_string(&mut text).unwrap();
        (text, decoding.encoding())
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn every_encoding_reads_as_the_same_text() {
        let text = "Indicator,Cost\nZoë’s café,£854\n";
        assert_eq!(read(text.as_bytes()), (text.to_owned(), Encoding::Utf8));
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        assert_eq!(read(&marked), (text.to_owned(), Encoding::Utf8));
        let (windows, _, lost) = WINDOWS_1252.encode(text);
        assert!(!lost);
        assert_eq!(read(&windows), (text.to_owned(), Encoding::Windows1252));
        for big in [false, true] {
            let want = if big { Encoding::Utf16Be } else { Encoding::Utf16Le };
            let mark = if big { [0xfe, 0xff] } else { [0xff, 0xfe] };
            assert_eq!(read(&[&mark, &*utf16(text, big)].concat()), (text.to_owned(), want));
            assert_eq!(read(&utf16(text, big)), (text.to_owned(), want), "without its mark");
        }
    }

    #[test]
    fn every_line_ends_in_a_line_feed_however_it_ended() {
        assert_eq!(read(b"a\r\nb\rc\n\r\nd").0, "a\nb\nc\n\nd\n");
        assert_eq!(read(b"").0, "");
    }

    #[test]
    fn the_first_foreign_letter_decides_even_far_down() {
        let mut long = "a,b\n".repeat(40_000);
        long.push_str("£\n");
        assert_eq!(read(long.as_bytes()), (long.clone(), Encoding::Utf8));
        let mut windows = "a,b\n".repeat(40_000).into_bytes();
        windows.extend([0xa3, b'\n']);
        assert_eq!(read(&windows), (long, Encoding::Windows1252));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
        }

        #[test]
        fn any_utf8_with_a_mark_reads_back(text in "\\PC{1,200}") {
            let read = read(&[b"\xef\xbb\xbf", text.as_bytes()].concat()).0;
            prop_assert_eq!(read, text + "\n");
        }
    }
}
