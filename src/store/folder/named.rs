//! What the screen calls a source.

use std::path::PathBuf;

use super::Source;
use crate::store::safe;

/// `demonstration`, `standard input`, the folder's or file's own name.
pub(super) fn title(source: &Source) -> String {
    match source {
        Source::Demo => "demonstration".to_owned(),
        Source::Stdin(_) => "standard input".to_owned(),
        Source::Paths(paths) => {
            let name = |path: &PathBuf| {
                let full = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
                let name = full
                    .file_name()
                    .map_or_else(|| full.to_string_lossy(), |n| n.to_string_lossy());
                safe(&name).into_owned()
            };
            match paths.as_slice() {
                [] => String::new(),
                [one] => name(one),
                [first, rest @ ..] => format!("{} and {} more", name(first), rest.len()),
            }
        }
    }
}
