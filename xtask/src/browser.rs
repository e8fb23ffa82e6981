//! The browser side: compiled for WebAssembly, split, bound, laid out as a site.

use std::path::PathBuf;

use crate::compress::Pressure;
use crate::job::{self, Stop};
use crate::optimise::Optimiser;
use crate::place::Place;
use crate::say::{Board, Outcome, Times};
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

/// Builds everything the browser loads.
pub fn build(
    place: &Place,
    toolchain: &Toolchain,
    optimiser: Option<&Optimiser>,
    release: bool,
    board: &Board,
    stop: &Stop,
) -> Outcome<Browser> {
    let mut times = Times::default();
    let profile = if release { "web-release" } else { "web" };
    times.of("browser side", || {
        job::cargo("browser side", cargo(place, toolchain, profile), board, stop)
    })?;
    let module = place.web().join(toolchain::TARGET).join(profile).join("browser.wasm");
    let bound = place.web().join("package").join(profile);
    board.set("browser side", "cutting and binding");
    let made = times.of("binding", || package::make(&module, &bound, optimiser));
    board.set("browser side", "compressing");
    let site = place.site(release);
    let package = times.of("compressing", || {
        made?;
        let sheet = css::bundle(&place.root.join("style/main.css"))?;
        site::lay_out(&site, &bound, sheet, &place.root.join("public"), Pressure::of(release))
    });
    board.set("browser side", "");
    Ok(Browser { site, package: package?, times })
}

fn cargo(place: &Place, toolchain: &Toolchain, profile: &str) -> std::process::Command {
    let mut command = toolchain.cargo();
    command
        .current_dir(&place.root)
        .args(["build", "--package", "browser", "--lib", "--target"])
        .args([toolchain::TARGET, "--profile", profile])
        .arg("--target-dir")
        .arg(place.web())
        // Flags meant for the server would push those of `.cargo/config.toml` aside.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    command
}
