//! Makes the modules of a release smaller with `wasm-opt`, which npm brings.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::compress::beside;
use crate::say::{self, Outcome, Trouble, While};

/// The version of npm's `binaryen`.
const VERSION: &str = "132.0.0";

/// What today's browsers understand. Named one by one: `--all-features` makes modules that
/// browsers refuse.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// An installed `wasm-opt`.
#[derive(Debug, Clone)]
pub struct Optimiser {
    script: PathBuf,
}

impl Optimiser {
    /// The installed one, or a new one below `tools`; none where npm cannot bring it.
    pub fn get(tools: &Path) -> Option<Optimiser> {
        let home = tools.join("binaryen");
        let found = Optimiser { script: home.join("node_modules/binaryen/bin/wasm-opt") };
        if found.works() {
            return Some(found);
        }
        say::step(format_args!(
            "fetching wasm-opt with npm (binaryen {VERSION}); about 10 s, once"
        ));
        match install(&home) {
            Ok(()) if found.works() => Some(found),
            Ok(()) => {
                say::remark(
                    "wasm-opt does not run here; going on without it, the modules stay about twice as large",
                );
                None
            }
            Err(why) => {
                say::remark(format_args!(
                    "no wasm-opt ({why}); going on without it, the modules stay about twice as large"
                ));
                None
            }
        }
    }

    /// The tool and its version, for stamps.
    pub fn version(&self) -> &'static str {
        VERSION
    }

    fn works(&self) -> bool {
        let mut command = self.command();
        command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        self.script.is_file() && command.status().is_ok_and(|status| status.success())
    }

    fn command(&self) -> Command {
        let mut command = Command::new("node");
        command.arg(&self.script);
        command
    }

    /// Makes one module as small as it gets, in place.
    pub fn press(&self, module: &Path) -> Outcome {
        let smaller = beside(module, "opt");
        let output = self
            .command()
            .arg("-Oz")
            .args(FEATURES)
            .args(["--strip-debug", "--strip-producers"])
            .arg(module)
            .arg("-o")
            .arg(&smaller)
            .output()
            .doing("run wasm-opt")?;
        if !output.status.success() {
            let why = String::from_utf8_lossy(&output.stderr);
            return Err(Trouble::new(format!(
                "wasm-opt failed on {}: {}",
                module.display(),
                why.trim()
            )));
        }
        std::fs::rename(&smaller, module).doing(format_args!("replace {}", module.display()))
    }
}

/// Installs the package into a directory of its own. The error is a short reason.
fn install(home: &Path) -> Result<(), String> {
    std::fs::create_dir_all(home).map_err(|error| error.to_string())?;
    // Without a manifest of its own npm would look for one further up.
    std::fs::write(home.join("package.json"), "{\"private\":true}\n")
        .map_err(|error| error.to_string())?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(npm)
        .args(["install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error"])
        .arg(format!("binaryen@{VERSION}"))
        .current_dir(home)
        .output()
        .map_err(|_| "npm is not installed".to_owned())?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(format!("npm says: {}", text.lines().next().unwrap_or("nothing").trim()))
}
