//! callover: the screen for a children's services call-over.
//!
//! Facts come in, are assessed once, and are shown. One direction:
//!
//! ```text
//! domain    uses nobody
//! assess    uses domain
//! store     uses domain
//! report    uses assess, domain
//! app       uses assess, domain
//! ui        uses app and what app uses
//! terminal  uses ui, app, store, report and what they use
//! cli       wires them all
//! ```
//!
//! `tests/architecture.rs` reads every `use crate::` and holds the rule. Only `store`, `report` at
//! its edge and `terminal` do input and output; only `ui` and `terminal` name ratatui.

pub mod app;
pub mod assess;
pub mod cli;
pub mod domain;
pub mod report;
pub mod store;
pub mod terminal;
pub mod ui;
