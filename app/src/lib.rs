//! Pages, parts and server functions. The same crate is compiled twice: with `ssr` for
//! the server, with `hydrate` for the browser. Rules come from `domain`, words from
//! [`locales`]; nothing here knows a database.

#![recursion_limit = "512"]

pub mod corridor;
pub mod error;
pub mod locales;
pub mod rooms;
pub mod shell;
pub mod ui;

#[cfg(feature = "ssr")]
pub mod enter;

pub use shell::{App, shell};
