//! The server's side: one binary.

use std::path::PathBuf;
use std::process::Command;

use crate::clippy::{Clippy, watched};
use crate::job::{self, Stop};
use crate::place::Place;
use crate::say::{Board, Outcome, Times};

/// Builds the server and returns its binary.
pub fn build(
    place: &Place,
    release: bool,
    clippy: Option<Clippy>,
    board: &Board,
    stop: &Stop,
) -> Outcome<(PathBuf, Times)> {
    let mut command = Command::new("cargo");
    command.current_dir(&place.root).args(["build", "--package", "server"]);
    if release {
        command.arg("--release");
    }
    let mut times = Times::default();
    times.of("server", || job::cargo("server", watched(clippy, command), board, stop))?;
    let name = format!("biaogan{}", std::env::consts::EXE_SUFFIX);
    Ok((place.target.join(if release { "release" } else { "debug" }).join(name), times))
}
