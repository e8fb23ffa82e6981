//! The people of an organisation, and invitations to it.

pub mod api;
pub mod invitation;
mod member;
pub mod page;
