//! Format and dependencies. Lints are found while the tests are compiled: `clippy.rs`.

use std::process::{Command, Stdio};

use super::tally::Count;
use crate::debian::says_yes;
use crate::ending;
use crate::place::Place;
use crate::say::{self, Outcome, While};

/// Whether rustfmt would change anything.
pub fn format(place: &Place) -> Outcome<Count> {
    let mut command = Command::new("cargo");
    command.current_dir(&place.root).args(["fmt", "--all", "--check"]);
    ends_well(&mut command)
}

/// What `deny.toml` says, by cargo-deny where it is installed; its essentials in any case.
pub fn dependencies(place: &Place) -> Outcome<Count> {
    let own = Count::one(super::lock_holds(place)?);
    if says_yes(Command::new("cargo").args(["deny", "--version"])) {
        let mut command = Command::new("cargo");
        command.current_dir(&place.root).args(["deny", "check"]);
        return Ok(own.plus(ends_well(&mut command)?));
    }
    say::remark(
        "cargo-deny is not installed; Cargo.lock was checked by xtask itself for second versions and licences",
    );
    Ok(own)
}

fn ends_well(command: &mut Command) -> Outcome<Count> {
    command.stdin(Stdio::null());
    Ok(Count::one(ending::run(command).doing("run cargo")?.success()))
}
