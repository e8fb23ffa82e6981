//! One's own account, and what links sent by mail do to it.

mod address;
pub mod api;
mod closing;
pub mod page;
pub mod reset;
mod sessions;
pub mod verify;
