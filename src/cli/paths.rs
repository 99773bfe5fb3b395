//! `callover paths`: where its own files are, what opens where nothing is named, and which entries
//! wait on this machine for a folder that did not take them.

use std::path::Path;

use clap::ValueEnum;
use serde::Serialize;

use super::settings::{self, Settings};
use super::{Failure, output};
use crate::store::journal::waiting_for;
use crate::store::safe;

/// How they are written.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line each
    #[default]
    Text,
    /// An object, for other programs
    Json,
}

/// Arguments of `paths`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    settings: settings::Args,
    /// How they are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// A file or folder of its own.
#[derive(Serialize)]
struct Own {
    /// `null` where the system knows no home folder.
    path: Option<String>,
    exists: bool,
}

impl Own {
    fn at(path: Option<&Path>) -> Self {
        Self { exists: path.is_some_and(Path::exists), path: path.map(shown) }
    }
}

/// What opens where nothing is named.
#[derive(Serialize)]
struct Figures {
    /// `demonstration` or `folder`.
    source: &'static str,
    /// The folder or file; `null` for the demonstration.
    path: Option<String>,
    exists: bool,
}

/// Entries that wait on this machine for a folder.
#[derive(Serialize)]
struct Waiting {
    /// The folder of journals that they belong in.
    folder: String,
    entries: usize,
}

#[derive(Serialize)]
struct Paths {
    configuration: Own,
    remembered: Own,
    drafts: Own,
    figures: Figures,
    /// Entries that could not be written where they belong yet.
    waiting: Vec<Waiting>,
}

/// Writes where things are.
///
/// # Errors
/// Exit code 4 where it cannot be written.
pub fn run(args: &Args) -> Result<u8, Failure> {
    let settings = Settings::read(&args.settings);
    settings.tell();
    let paths = paths(&settings);
    let text = match args.format {
        Format::Text => text(&paths),
        Format::Json => {
            let text = serde_json::to_string_pretty(&paths).map_err(|error| {
                Failure::output(format!("the paths could not be written: {error}"))
            })?;
            text + "\n"
        }
    };
    output::write(text.as_bytes())?;
    Ok(0)
}

fn paths(settings: &Settings) -> Paths {
    let own = &settings.locations;
    let figures = match &settings.folder {
        None => Figures { source: "demonstration", path: None, exists: true },
        Some(folder) => Figures {
            source: "folder",
            path: Some(shown(&folder.value)),
            exists: folder.value.exists(),
        },
    };
    let waiting = own.drafts().map_or_else(Vec::new, |place| waiting_for(&place));
    let waiting =
        waiting.into_iter().map(|(folder, entries)| Waiting { folder, entries }).collect();
    Paths {
        configuration: Own::at(own.configuration.as_deref()),
        remembered: Own::at(own.remembered().as_deref()),
        drafts: Own::at(own.drafts().as_deref()),
        figures,
        waiting,
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn text(paths: &Paths) -> String {
    let line = |name: &str, path: Option<&str>, exists: bool| {
        let path = path.map_or("no home folder to keep it in".into(), safe);
        let there = if exists { "" } else { "  (not there)" };
        format!("{name:<14} {path}{there}\n")
    };
    let own = [
        ("configuration", &paths.configuration),
        ("remembered", &paths.remembered),
        ("drafts", &paths.drafts),
    ];
    let mut text: String =
        own.iter().map(|(name, own)| line(name, own.path.as_deref(), own.exists)).collect();
    let Figures { source, path, exists } = &paths.figures;
    let what = path.as_deref().unwrap_or(if *source == "demonstration" {
        "the built-in demonstration"
    } else {
        ""
    });
    text.push_str(&line("figures", Some(what), *exists));
    for Waiting { folder, entries } in &paths.waiting {
        let entries =
            if *entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") };
        text.push_str(&line("waiting", Some(&format!("{entries} for {folder}")), true));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::{fs, io};

    use super::*;
    use crate::store::locations::Locations;

    #[test]
    fn entries_that_wait_for_a_folder_are_counted_under_its_name() -> io::Result<()> {
        let state = tempfile::TempDir::new()?;
        let outbox = state.path().join("drafts").join("one").join("outbox");
        fs::create_dir_all(&outbox)?;
        fs::write(state.path().join("drafts").join("one").join("folder.txt"), "S:\\call\\journal")?;
        let locations = Locations { state: Some(state.path().to_owned()), ..Locations::default() };
        let settings = Settings { locations, ..Settings::default() };
        assert!(!text(&paths(&settings)).contains("waiting"));
        fs::write(outbox.join("a.json"), "{}")?;
        let told = text(&paths(&settings));
        assert!(told.ends_with("waiting        1 entry for S:\\call\\journal\n"), "{told}");
        Ok(())
    }
}
