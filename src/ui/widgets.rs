//! The parts that screens are made of. Each is drawn by a [`Pen`](super::pen::Pen).

pub mod chart;
pub mod drawer;
pub mod facts;
pub mod label;
pub mod light;
pub mod plot;
pub mod sparkline;
pub mod table;
