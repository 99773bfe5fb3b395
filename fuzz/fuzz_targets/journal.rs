//! See `tests/hostile/bodies.rs`.
#![no_main]

#[path = "../../tests/hostile/bodies.rs"]
#[expect(dead_code, reason = "a target runs one body of several")]
mod bodies;

thread_local! {
    static FOLDER: tempfile::TempDir = tempfile::tempdir().expect("a folder to write to");
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| FOLDER.with(|folder| bodies::journal(bytes, folder.path())));
