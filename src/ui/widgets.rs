//! The parts that screens are made of. Each is drawn by a [`Pen`](super::pen::Pen).

pub mod axis;
pub mod bars;
pub mod chart;
pub mod drawer;
pub mod facts;
pub mod given;
pub mod label;
pub mod lettering;
pub mod light;
pub mod plot;
pub mod sparkline;
pub mod strip;
pub mod table;
