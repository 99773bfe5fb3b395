//! Outputs of a Board: text, narration, CSV and JSON. Each returns what is to be written.

pub mod csv;
pub mod json;
pub mod narrate;
pub mod text;
