//! The screens, one file each. Every one draws its page and says where the chosen cell stands.

pub mod actions;
pub mod agenda;
pub mod benchmarks;
pub mod complaints;
pub mod divided;
pub mod find;
pub mod form;
pub mod help;
pub mod indicator;
pub mod menu;
pub mod minutes;
pub mod months;
pub mod palette;
pub mod pathway;
pub mod picker;
pub mod section;
pub mod slides;
pub mod twoperiods;
