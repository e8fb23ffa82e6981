//! What guards accounts: the second step of signing in, accounts as their administrators see them,
//! the journal as the audit reads it, what runs.

pub mod account;
pub mod accounts;
pub mod api;
pub mod audit;
pub mod code;
pub mod factor;
pub mod system;
pub mod wait;
