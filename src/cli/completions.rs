//! `callover completions`: what a shell needs to complete commands and options.

use clap_complete::Shell;

use super::{Failure, definition, output};

const EXAMPLES: &str = "Examples:
  bash        callover completions bash > ~/.local/share/bash-completion/completions/callover
  zsh         callover completions zsh > ~/.zfunc/_callover   (with fpath+=~/.zfunc before compinit)
  fish        callover completions fish > ~/.config/fish/completions/callover.fish
  PowerShell  in $PROFILE: callover completions powershell | Out-String | Invoke-Expression";

/// Arguments of `completions`.
#[derive(clap::Args)]
#[command(before_long_help = EXAMPLES)]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Writes the script to standard output.
///
/// # Errors
/// Exit code 4 where it cannot be written.
pub fn run(args: &Args) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut definition(), "callover", &mut script);
    output::write(&script)?;
    Ok(0)
}
