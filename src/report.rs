//! Outputs of a Board: text, narration, CSV, JSON, and a meeting's minutes. Each returns what is to
//! be written.

pub mod csv;
pub mod json;
pub mod minutes;
pub mod narrate;
pub mod text;
