//! Format, lints, dependencies.

use std::process::{Command, Stdio};

use super::cargo::{PRODUCT, TOOL};
use super::tally::Count;
use crate::debian::says_yes;
use crate::ending;
use crate::place::Place;
use crate::say::{self, Outcome, While};
use crate::toolchain::{self, TARGET};

/// Whether rustfmt would change anything.
pub fn format(place: &Place) -> Outcome<Count> {
    let mut command = Command::new("cargo");
    command.current_dir(&place.root).args(["fmt", "--all", "--check"]);
    ends_well(&mut command)
}

/// Lints of the product, with the features the server needs, and of this tool.
pub fn server(place: &Place) -> Outcome<Count> {
    let mut count = Count::default();
    for selection in [&PRODUCT[..], &TOOL[..]] {
        let mut command = Command::new("cargo");
        command
            .current_dir(&place.root)
            .args(["clippy", "--all-targets"])
            .args(selection)
            .args(["--", "-D", "warnings"]);
        count = count.plus(ends_well(&mut command)?);
    }
    Ok(count)
}

/// Lints of the browser's side, compiled for the browser. The distribution's compiler may come
/// without clippy: then the compiler's own warnings are what counts.
pub fn browser(place: &Place) -> Outcome<Count> {
    let toolchain = toolchain::get(place)?;
    let clippy = says_yes(toolchain.cargo().args(["clippy", "--version"]));
    let mut command = toolchain.cargo();
    command.current_dir(&place.root).arg(if clippy { "clippy" } else { "check" });
    // The same directory, profile and flags as the build: what it compiled is found again.
    command
        .args([
            "--package",
            "app",
            "--package",
            "browser",
            "--lib",
            "--target",
            TARGET,
            "--profile",
            "web",
            "--target-dir",
        ])
        .arg(place.web())
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            "-Clink-args=--emit-relocs --cfg erase_components",
        );
    if clippy {
        command.args(["--", "-D", "warnings"]);
        return ends_well(&mut command);
    }
    say::remark(
        "this compiler has no clippy; the browser side is checked for the compiler's warnings",
    );
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let (child, _guard) = ending::spawn(&mut command, ending::TERM).doing("run cargo")?;
    let output = child.wait_with_output().doing("run cargo")?;
    let text = String::from_utf8_lossy(&output.stderr);
    let warned = text.lines().any(|line| line.starts_with("warning"));
    if warned || !output.status.success() {
        eprintln!("{text}");
    }
    Ok(Count::one(output.status.success() && !warned))
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
