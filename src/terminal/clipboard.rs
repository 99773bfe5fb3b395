//! A text on its way to where it can be pasted: through the terminal (OSC 52), which also works over
//! SSH; on a Windows machine one sits at, into its clipboard.

use std::env;
use std::io;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use crate::app::copy::Way;

/// Sends a text, and says by which way.
///
/// # Errors
/// What the system says, where it could not be sent. Whether it arrives is the terminal's matter: it
/// gives no answer.
pub fn send(text: &str) -> Result<Way, String> {
    let far = env::var_os("SSH_CONNECTION").is_some() || env::var_os("SSH_TTY").is_some();
    if !far && system(text) {
        return Ok(Way::Clipboard);
    }
    execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
        .map_err(|error| error.to_string())?;
    Ok(if env::var_os("TMUX").is_some() { Way::Tmux } else { Way::Terminal })
}

/// Whether the system's own clipboard took it. Elsewhere than on Windows it is not asked: without a
/// display there is none, and the terminal knows the way.
#[cfg(windows)]
fn system(text: &str) -> bool {
    arboard::Clipboard::new().and_then(|mut clipboard| clipboard.set_text(text)).is_ok()
}

#[cfg(not(windows))]
fn system(_: &str) -> bool {
    false
}
