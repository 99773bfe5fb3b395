//! Where figures come from, and what can be opened in their place.

use std::path::PathBuf;

use crate::domain::remembered::Change;

/// Where figures come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Source {
    /// The built-in demonstration.
    #[default]
    Demonstration,
    /// Folders and files, as a person named them.
    Paths(Vec<PathBuf>),
    /// One snapshot that came on standard input.
    StandardInput,
    /// England's published figures of the authority with this code.
    Published(String),
}

impl Source {
    /// What is remembered of having opened it; `None` where it is always there, or cannot come
    /// again.
    pub fn to_remember(&self) -> Option<Change> {
        match self {
            Self::Paths(paths) => match paths.as_slice() {
                [one] => Some(Change::Folder(one.clone())),
                _ => None,
            },
            Self::Published(code) => Some(Change::Authority(code.clone())),
            Self::Demonstration | Self::StandardInput => None,
        }
    }

    /// What it is called in a list.
    pub fn words(&self) -> String {
        match self {
            Self::Demonstration => "demonstration".to_owned(),
            Self::Paths(paths) => {
                let names: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
                names.join(", ")
            }
            Self::StandardInput => "standard input".to_owned(),
            Self::Published(code) => code.clone(),
        }
    }
}
