//! Where facts come from and are kept: files, folders, and what is built in.
//!
//! A snapshot travels from bytes to a shape (what the file says, borrowed) to the domain (what it
//! means). A good file is parsed once; only a file with something wrong is parsed again into a
//! tree with places, so that every complaint names its line and column and hides nothing else.

pub mod atomic;
pub mod bounded;
pub mod catalogue;
pub mod configuration;
pub mod demo;
pub mod folder;
pub mod import;
pub mod journal;
pub mod locate;
pub mod locations;
mod mend;
mod place;
pub mod published;
mod raise;
pub mod refusal;
pub mod remembered;
pub mod render;
mod reread;
mod scan;
pub mod schema;
pub mod shape;
pub mod snapshot;
pub mod template;
mod text;
mod tree;

pub use text::{nearest, safe};
