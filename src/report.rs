//! Outputs of a Board: text, narration, CSV, JSON, a meeting's minutes and a committee's report. Each
//! returns what is to be written.
//!
//! What people read is put together once, as a [`document`], and written as HTML, Markdown or a
//! workbook; what spreadsheets read has one table of columns.

pub mod chart;
pub mod columns;
pub mod csv;
pub mod document;
pub mod html;
pub mod json;
pub mod markdown;
pub mod minutes;
pub mod narrate;
pub mod paper;
mod svg;
pub mod text;
pub mod trend;
pub mod workbook;
