//! The Biaogan server: configuration, wiring, HTTP, command line, demonstration. This
//! crate alone knows the clock, chance, the environment, the file system and HTTP.

pub mod admin;
pub mod archive;
pub mod backup;
pub mod commands;
pub mod config;
pub mod demo;
mod export;
pub mod http;
pub mod jobs;
pub mod mail;
pub mod metrics;
pub mod print;
pub mod private;
pub mod running;
pub mod secret;
pub mod world;
