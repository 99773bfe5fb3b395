//! The rules: facts and a catalogue in, a [`Board`](board::Board) out. Pure, no clock, no files.
//!
//! `series` picks the figures that stand, at the board's grain; `rating`, `change`, `aggregate`,
//! `restatement` and `benchmark` each apply one chapter of the rules to a series; `indicator`
//! gathers what they say about one indicator and `assemble` puts a whole board together.

pub mod agenda;
pub mod aggregate;
pub mod ask;
pub mod assemble;
pub mod axis;
pub mod benchmark;
pub mod board;
pub mod change;
pub mod close;
pub mod control;
pub mod disclosure;
pub mod indicator;
pub mod interval;
pub mod pathway;
pub mod published;
pub mod quality;
pub mod rank;
pub mod rating;
pub mod restatement;
pub mod series;
pub mod shown;
pub mod words;

pub use assemble::board;
