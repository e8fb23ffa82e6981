//! Lints in the very build whose programs are run: clippy checks the workspace's crates while it
//! compiles them. A run of its own would compile every library a second time, only to be read, for
//! both sides, and take as long as the builds do.

use std::process::Command;

use crate::debian::says_yes;

/// The compiler with clippy's lints.
const DRIVER: &str = "clippy-driver";

/// Clippy, where it is installed; every warning is an error.
#[derive(Clone, Copy, Debug)]
pub struct Clippy(());

impl Clippy {
    /// Clippy, if the compiler came with it.
    pub fn get() -> Option<Clippy> {
        says_yes(Command::new(DRIVER).arg("--version")).then_some(Clippy(()))
    }

    /// Has a cargo command compile the workspace's own crates through clippy. Libraries stay as they
    /// are, so that builds with and without it share them.
    pub fn watch(self, command: &mut Command) {
        command.env("RUSTC_WORKSPACE_WRAPPER", DRIVER).env(
            // Arguments as clippy's own cargo command hands them over.
            "CLIPPY_ARGS",
            "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__",
        );
    }
}

/// A cargo command, through clippy or not.
pub fn watched(clippy: Option<Clippy>, mut command: Command) -> Command {
    if let Some(clippy) = clippy {
        clippy.watch(&mut command);
    }
    command
}
