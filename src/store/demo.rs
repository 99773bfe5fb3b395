//! The demonstration: an invented borough and its neighbours, built in.

/// A file of the demonstration: its name and what it says.
pub type File = (&'static str, &'static str);

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../data/demo/", $name)))),*]
    };
}

/// Every file of the demonstration, in order of name.
pub const FILES: &[File] = files![
    "2023-11.json",
    "2023-12.json",
    "2024-01.json",
    "2024-02.json",
    "2024-03.json",
    "2024-04.json",
    "2024-05.json",
    "2024-06.json",
    "2024-07.json",
    "2024-08.json",
    "2024-09.json",
    "2024-10.json",
    "2024-11.json",
    "2024-12.json",
    "2025-01.json",
    "2025-02.json",
    "2025-03.json",
    "2025-04.json",
    "2025-05.json",
    "2025-06.json",
    "2025-07.json",
    "2025-08.json",
    "2025-09.json",
    "2025-10.json",
    "2025-11.json",
    "2025-12.json",
    "2026-01.json",
    "2026-02.json",
    "2026-03.json",
    "2026-04.json",
    "2026-05.json",
    "2026-06.json",
    "2026-07.json",
    "2026-08.json",
    "2026-09.json",
    "2026-10.json",
    "catalogue.json",
    "neighbours/draftwell-2024.json",
    "neighbours/draftwell-2025.json",
    "neighbours/draftwell-2026.json",
    "neighbours/examplethorpe-2024.json",
    "neighbours/examplethorpe-2025.json",
    "neighbours/examplethorpe-2026.json",
    "neighbours/fauxley-2024.json",
    "neighbours/fauxley-2025.json",
    "neighbours/fauxley-2026.json",
    "neighbours/inventham-2024.json",
    "neighbours/inventham-2025.json",
    "neighbours/inventham-2026.json",
    "neighbours/lorem-magna-2024.json",
    "neighbours/lorem-magna-2025.json",
    "neighbours/lorem-magna-2026.json",
    "neighbours/mockham-2024.json",
    "neighbours/mockham-2025.json",
    "neighbours/mockham-2026.json",
    "neighbours/nowhere-vale-2024.json",
    "neighbours/nowhere-vale-2025.json",
    "neighbours/nowhere-vale-2026.json",
    "neighbours/placeholder-on-sea-2024.json",
    "neighbours/placeholder-on-sea-2025.json",
    "neighbours/placeholder-on-sea-2026.json",
    "neighbours/templateby-2024.json",
    "neighbours/templateby-2025.json",
    "neighbours/templateby-2026.json",
    "neighbours/testbury-2024.json",
    "neighbours/testbury-2025.json",
    "neighbours/testbury-2026.json",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn below(folder: &Path, prefix: &str, names: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() {
                below(&entry.path(), &format!("{name}/"), names);
            } else if entry.path().extension().is_some_and(|ending| ending == "json") {
                names.push(name);
            }
        }
    }

    #[test]
    fn the_list_is_what_stands_in_the_directory() {
        let mut names = Vec::new();
        below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo"), "", &mut names);
        names.sort();
        let listed: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, names, "put the names into FILES as they stand in data/demo");
    }

    #[test]
    fn nothing_is_wrong_with_it() {
        let loaded =
            crate::store::folder::load(&crate::store::folder::Input::demo(), &|_, _| {}).unwrap();
        assert_eq!(loaded.complaints, []);
        assert_eq!(loaded.title, "demonstration");
    }
}
