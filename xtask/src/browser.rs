//! The browser side: two programs, compiled for WebAssembly, split, bound, laid out as a site.

use std::path::PathBuf;

use crate::clippy::{Clippy, watched};
use crate::compress::Pressure;
use crate::job::{self, Stop};
use crate::optimise::Optimiser;
use crate::place::Place;
use crate::say::{self, Board, Outcome, Times};
use crate::toolchain::{self, Toolchain};
use crate::{css, package, site};

/// The built site.
pub struct Browser {
    /// Its root directory.
    pub site: PathBuf,
    /// The package's directory relative to the root.
    pub package: String,
    /// How long each step took.
    pub times: Times,
}

/// How to build it.
#[derive(Clone, Copy)]
pub struct How<'a> {
    /// For people rather than for developing.
    pub release: bool,
    /// What makes the module smaller.
    pub optimiser: Option<&'a Optimiser>,
    /// Lints on the way.
    pub clippy: Option<Clippy>,
}

/// Builds everything the browser loads.
pub fn build(
    place: &Place,
    toolchain: &Toolchain,
    how: How,
    board: &Board,
    stop: &Stop,
) -> Outcome<Browser> {
    let How { release, optimiser, clippy } = how;
    // The distribution's compiler for the browser comes without lints.
    let linted = clippy.filter(|_| *toolchain == Toolchain::Usual);
    if clippy.is_some() && linted.is_none() {
        say::remark("the compiler for the browser has no clippy; its side is compiled unlinted");
    }
    let mut times = Times::default();
    let profile = if release { "web-release" } else { "web" };
    times.of("browser side", || {
        // One after the other: the wizard's program is made without the pages' features.
        ["browser", "wizard"].into_iter().try_for_each(|program| {
            let cargo = cargo(place, toolchain, profile, program);
            job::cargo("browser side", watched(linted, cargo), board, stop)
        })
    })?;
    let module = |name: &str| place.web().join(toolchain::TARGET).join(profile).join(name);
    let bound = place.web().join("package").join(profile);
    let wizard = place.web().join("package").join(format!("{profile}-wizard"));
    board.set("browser side", "cutting and binding");
    let made = times.of("binding", || {
        package::make(&module("browser.wasm"), &bound, optimiser)?;
        package::make_whole(&module("wizard.wasm"), &wizard, optimiser)
    });
    board.set("browser side", "compressing");
    let site = place.site(release);
    let package = times.of("compressing", || {
        made?;
        let sheet = css::bundle(&place.root.join("style/main.css"))?;
        site::lay_out(
            &site,
            &[&bound, &wizard],
            sheet,
            &place.root.join("public"),
            Pressure::of(release),
        )
    });
    board.set("browser side", "");
    Ok(Browser { site, package: package?, times })
}

fn cargo(
    place: &Place,
    toolchain: &Toolchain,
    profile: &str,
    program: &str,
) -> std::process::Command {
    let mut command = toolchain.cargo();
    command
        .current_dir(&place.root)
        .args(["build", "--package", program, "--lib", "--target"])
        .args([toolchain::TARGET, "--profile", profile])
        .arg("--target-dir")
        .arg(place.web())
        // Flags meant for the server would push those of `.cargo/config.toml` aside.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    command
}
