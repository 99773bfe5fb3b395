//! Who enters something in the dashboard, and where it is kept.

use std::ffi::OsString;

use crate::app::source::Source;
use crate::store::folder;
use crate::store::journal::{Place, folders};
use crate::store::locations::Locations;
use crate::terminal::Desk;

/// The person's name, first found first: as the configuration gives it, as the system does.
const USERS: [&str; 2] = ["USER", "USERNAME"];
/// The machine's name, likewise.
const HOSTS: [&str; 2] = ["HOSTNAME", "COMPUTERNAME"];

/// The desk of a person while a source is open. `environment` gives a variable.
pub fn desk(
    source: &Source,
    locations: &Locations,
    author: Option<&str>,
    read_only: bool,
    environment: impl Fn(&str) -> Option<OsString>,
) -> Desk {
    let named = |names: &[&str]| {
        let values = names.iter().filter_map(|name| environment(name)?.into_string().ok());
        values.map(|value| value.trim().to_owned()).find(|value| !value.is_empty())
    };
    let author = author.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    let local = locations.drafts().unwrap_or_else(std::env::temp_dir);
    let folder = match source {
        Source::Paths(paths) => folders(&folder::Source::Paths(paths.clone())).into_iter().next(),
        Source::Demonstration | Source::StandardInput | Source::Published(_) => None,
    };
    Desk {
        place: folder.map(|folder| Place { folder, local, read_only }),
        author: author.or_else(|| named(&USERS)).unwrap_or_else(|| "somebody".to_owned()),
        host: named(&HOSTS).or_else(system_host).unwrap_or_else(|| "a machine".to_owned()),
    }
}

/// The machine's name where shells do not hand it on.
fn system_host() -> Option<String> {
    let kept = ["/etc/hostname", "/proc/sys/kernel/hostname"];
    let text = kept.iter().find_map(|path| std::fs::read_to_string(path).ok())?;
    Some(text.trim().to_owned()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn at(
        source: &Source,
        author: Option<&str>,
        set: &'static [(&'static str, &'static str)],
    ) -> Desk {
        let find = |name: &str| {
            set.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
        };
        let locations = Locations { state: Some(PathBuf::from("state")), ..Locations::default() };
        desk(source, &locations, author, false, find)
    }

    #[test]
    fn the_configuration_names_the_author_else_the_system_does() {
        let set = &[("USERNAME", "jsmith"), ("COMPUTERNAME", "LAP123")];
        let desk = at(&Source::Demonstration, Some("J Smith"), set);
        assert_eq!((desk.author.as_str(), desk.host.as_str()), ("J Smith", "LAP123"));
        assert_eq!(at(&Source::Demonstration, Some("  "), set).author, "jsmith");
        assert_eq!(at(&Source::Demonstration, None, &[]).author, "somebody");
    }

    #[test]
    fn a_folder_has_a_journal_and_the_demonstration_none() {
        let folder = std::env::temp_dir();
        let source = Source::Paths(vec![folder.clone()]);
        let place = at(&source, None, &[]).place.unwrap();
        assert_eq!(
            (place.folder, place.local),
            (folder.join("journal"), PathBuf::from("state").join("drafts"))
        );
        assert_eq!(at(&Source::Demonstration, None, &[]).place, None);
    }
}
