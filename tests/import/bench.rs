//! A folder to import in, and what came of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Where an import happens: files, and the output below `figures`.
pub struct Bench {
    folder: TempDir,
}

/// What a command said.
pub struct Done {
    pub code: i32,
    pub said: String,
    pub errors: String,
}

impl Bench {
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self, name: &str, text: &str) {
        self.file_of_bytes(name, text.as_bytes());
    }

    pub fn file_of_bytes(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
    }

    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn run(&self, arguments: &[&str]) -> Done {
        let output = Command::new(env!("CARGO_BIN_EXE_callover"))
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .env_remove("NO_COLOR")
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Done {
            code: output.status.code().unwrap_or(-1),
            said: text(&output.stdout),
            errors: text(&output.stderr),
        }
    }

    /// Imports into `figures`.
    pub fn import(&self, arguments: &[&str]) -> Done {
        self.run(&[&["import", "-o", "figures"], arguments].concat())
    }

    /// Holds that `check` finds no error in what was written.
    pub fn checked(&self) {
        let done = self.run(&["check", "figures"]);
        assert_eq!(done.code, 0, "{}", done.said);
    }

    /// Every file below `figures`, in order.
    pub fn files(&self) -> Vec<String> {
        self.bytes().into_iter().map(|(name, _)| name).collect()
    }

    /// Every file below `figures` with what it holds, in order.
    pub fn bytes(&self) -> Vec<(String, Vec<u8>)> {
        let root = self.path("figures");
        let mut found = Vec::new();
        below(&root, &root, &mut found);
        found.sort();
        found
    }

    pub fn read(&self, name: &str) -> Value {
        let bytes = fs::read(self.path("figures").join(name)).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    /// The board of what was imported.
    pub fn board(&self, arguments: &[&str]) -> Value {
        let done = self.run(&[&["show", "figures", "--format", "json"], arguments].concat());
        assert_eq!(done.code, 0, "{}", done.errors);
        serde_json::from_str(&done.said).unwrap()
    }
}

/// An indicator of a board.
pub fn indicator(board: &Value, id: &str) -> Value {
    let sections = board["sections"].as_array().unwrap();
    let mut all = sections.iter().flat_map(|s| s["indicators"].as_array().unwrap());
    all.find(|i| i["id"] == id).cloned().unwrap()
}

fn below(root: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, fs::read(&path).unwrap()));
        }
    }
}
