//! Where callover keeps what is its own: the configuration, and what it remembers.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};

/// Names the configuration file instead of the usual place.
pub const CONFIGURATION: &str = "CALLOVER_CONFIG";
/// Names the folder for what is remembered instead of the usual place.
pub const STATE: &str = "CALLOVER_STATE";

/// Files and folders of its own; `None` for each where the system knows no home folder. None of
/// them need be there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Locations {
    /// The configuration file.
    pub configuration: Option<PathBuf>,
    /// Whether a person named the configuration file.
    pub named: bool,
    /// The folder for what is kept between one run and the next.
    pub state: Option<PathBuf>,
    /// The person's home folder: what `~` means.
    pub home: Option<PathBuf>,
}

impl Locations {
    /// The places of this system and person. `asked` is the configuration file of the command
    /// line; `environment` gives a variable, where empty is the same as not set.
    pub fn find(
        asked: Option<&Path>,
        environment: impl Fn(&'static str) -> Option<OsString>,
    ) -> Self {
        let own = ProjectDirs::from("", "", "callover");
        let variable = |name| environment(name).filter(|value| !value.is_empty());
        let named =
            asked.map(Path::to_owned).or_else(|| variable(CONFIGURATION).map(PathBuf::from));
        let usual = own.as_ref().map(|own| own.config_dir().join("config.toml"));
        let kept =
            |own: &ProjectDirs| own.state_dir().unwrap_or_else(|| own.data_local_dir()).to_owned();
        Self {
            named: named.is_some(),
            configuration: named.or(usual),
            state: variable(STATE).map(PathBuf::from).or_else(|| own.as_ref().map(kept)),
            home: BaseDirs::new().map(|of_all| of_all.home_dir().to_owned()),
        }
    }

    /// The file of what is remembered.
    pub fn remembered(&self) -> Option<PathBuf> {
        self.within_state("remembered.json")
    }

    /// The folder for what was typed and could not be saved where it belongs.
    pub fn drafts(&self) -> Option<PathBuf> {
        self.within_state("drafts")
    }

    fn within_state(&self, name: &str) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(asked: Option<&str>, set: &'static [(&'static str, &'static str)]) -> Locations {
        Locations::find(asked.map(Path::new), |name| {
            set.iter().find(|(set, _)| *set == name).map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn the_command_line_goes_before_the_environment_and_that_before_the_usual_place() {
        let set = &[(CONFIGURATION, "mine.toml"), (STATE, "kept")];
        let both = find(Some("flag.toml"), set);
        assert_eq!(
            (both.configuration.as_deref(), both.named),
            (Some(Path::new("flag.toml")), true)
        );
        let variable = find(None, set);
        assert_eq!(variable.configuration.as_deref(), Some(Path::new("mine.toml")));
        assert_eq!(variable.remembered(), Some(Path::new("kept").join("remembered.json")));
        assert_eq!(variable.drafts(), Some(Path::new("kept").join("drafts")));
        let usual = find(None, &[(CONFIGURATION, ""), (STATE, "")]);
        assert!(!usual.named);
        assert_ne!(usual.state.as_deref(), Some(Path::new("")));
        assert!(usual.configuration.is_none_or(|path| path.ends_with("config.toml")));
    }
}
