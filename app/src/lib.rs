//! Pages, parts and server functions. The same crate is compiled three times: with `ssr` for
//! the server, with `hydrate` for the browser, and with neither for the wizard's own program, which
//! needs the words and what is [`drawn`] out of answers, and no page framework. Rules come from
//! `domain`, words from [`locales`]; nothing here knows a database.

#![recursion_limit = "512"]

#[cfg(feature = "pages")]
pub mod corridor;
pub mod drawn;
pub mod error;
pub mod locales;
pub mod markup;
#[cfg(feature = "pages")]
pub mod rooms;
#[cfg(feature = "pages")]
pub mod shell;
#[cfg(feature = "pages")]
pub mod ui;

#[cfg(feature = "ssr")]
pub mod enter;

#[cfg(feature = "pages")]
pub use shell::{App, shell};
