//! What the tests of the server share: a furnished world, a client, the real binary.
#![allow(dead_code, reason = "several test programs share it and none needs all of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

pub mod answer;
pub mod binary;
#[cfg(unix)]
pub mod cluster;
pub mod house;
pub mod later;
pub mod objects;
pub mod smtp;
pub mod wire;
#[path = "../../service/tests/rooms/world/mod.rs"]
pub mod world;
