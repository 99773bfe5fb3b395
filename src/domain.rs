//! The facts and their vocabulary: periods, values, indicators, targets, authorities, timelines.
//!
//! Nothing here reads a file, rates a figure or knows a screen; every other room may use this one.

pub mod authority;
pub mod catalogue;
pub mod complaint;
pub mod facts;
pub mod indicator;
pub mod lines;
pub mod meeting;
pub mod observation;
pub mod period;
pub mod published;
pub mod remembered;
pub mod snapshot;
pub mod spreadsheet;
pub mod target;
pub mod timeline;
pub mod value;
