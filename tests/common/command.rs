//! The program as a command: in a folder of its own, for somebody who has configured nothing.

use std::path::Path;
use std::process::{Command, Stdio};

/// A command of callover with these arguments, run in a folder, where its own files are too.
pub fn command(folder: &Path, arguments: &[impl AsRef<std::ffi::OsStr>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callover"));
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("NO_COLOR")
        .env_remove("CALLOVER_CONFIG")
        .env("HOME", folder)
        .env("XDG_CONFIG_HOME", folder.join(".config"))
        .env("CALLOVER_STATE", folder.join(".state"))
        .env("TERM", "xterm-256color");
    command
}
