//! What indicators mean in a folder, whether or not it has any figures.

use std::path::Path;

use crate::domain::catalogue::Catalogue;
use crate::domain::complaint::Complaint;

use super::{Input, Jobs, Source, lay_catalogues, named_catalogue};
use crate::store::catalogue::built_in;

/// The built-in catalogue with those of an input laid over it, and what is wrong with them.
pub fn catalogue(input: &Input) -> (Catalogue, Vec<Complaint>) {
    let mut catalogue = built_in();
    let mut complaints = Vec::new();
    let present = match &input.source {
        Source::Paths(paths) => paths.iter().all(|path: &std::path::PathBuf| Path::exists(path)),
        Source::Stdin(_) | Source::Demo => true,
    };
    if present {
        let found = Jobs::of(input, &mut Vec::new(), &|_| {});
        lay_catalogues(&found.all, &mut catalogue, &mut complaints);
    }
    for path in &input.catalogues {
        complaints.extend(named_catalogue(path, &mut catalogue));
    }
    (catalogue, complaints)
}
