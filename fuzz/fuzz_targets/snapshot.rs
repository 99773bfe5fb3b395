//! See `tests/hostile/bodies.rs`.
#![no_main]

#[path = "../../tests/hostile/bodies.rs"]
#[expect(dead_code, reason = "a target runs one body of several")]
mod bodies;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bodies::snapshot(bytes));
