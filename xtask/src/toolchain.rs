//! A compiler that can build for the browser: rustup's with its target added, or else the
//! distribution's beside it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::distribution;
use crate::place::Place;
use crate::say::{self, Outcome};

/// The browser's target.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// How to call a cargo that compiles for the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Toolchain {
    /// The one in use anyway.
    Usual,
    /// One linked into rustup under this name.
    Linked(&'static str),
    /// The distribution's own, called directly.
    Direct,
}

impl Toolchain {
    /// `cargo`, ready for arguments.
    pub fn cargo(&self) -> Command {
        match self {
            Toolchain::Usual => Command::new("cargo"),
            Toolchain::Linked(name) => {
                let mut command = Command::new("cargo");
                command.arg(format!("+{name}"));
                command
            }
            Toolchain::Direct => distribution::command("cargo"),
        }
    }
}

/// Finds such a compiler, or brings one here.
pub fn get(place: &Place) -> Outcome<Toolchain> {
    if has_std(usual) {
        return Ok(Toolchain::Usual);
    }
    if let Some(ready) = distribution::ready() {
        return Ok(ready);
    }
    if has_rustup() {
        say::step(format_args!("rustup adds the browser's target ({TARGET}); a few seconds"));
        let added =
            Command::new("rustup").args(["target", "add", TARGET]).stdout(Stdio::null()).output();
        match added {
            Ok(output) if output.status.success() && has_std(usual) => {
                return Ok(Toolchain::Usual);
            }
            Ok(output) => {
                let text = String::from_utf8_lossy(&output.stderr);
                let why = text
                    .lines()
                    .find(|line| line.contains("error"))
                    .unwrap_or("it did not say why");
                say::remark(format_args!(
                    "rustup could not ({}); trying the distribution's packages",
                    why.trim()
                ));
            }
            Err(error) => say::remark(format_args!(
                "rustup could not be run ({error}); trying the distribution's packages"
            )),
        }
    }
    distribution::bring(place)
}

/// Whether `rustup` can be called.
pub fn has_rustup() -> bool {
    let mut command = Command::new("rustup");
    command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// In a library's directory: the compiler it was built with, when we built it.
pub const BUILT_WITH: &str = "built-with";

fn usual() -> Command {
    Command::new("rustc")
}

/// Whether this `rustc` has a standard library for the browser that it accepts.
pub fn has_std(rustc: fn() -> Command) -> bool {
    let Some(dir) = libdir(&mut rustc()) else {
        return false;
    };
    // A newer compiler refuses what an older one made.
    let stale = std::fs::read_to_string(dir.join(BUILT_WITH))
        .is_ok_and(|with| Some(with) != version(&mut rustc()));
    complete(&dir) && !stale
}

/// The compiler's full version.
pub fn version(rustc: &mut Command) -> Option<String> {
    let output = rustc.arg("-vV").stderr(Stdio::null()).output().ok()?;
    String::from_utf8(output.stdout).ok()
}

/// Where this `rustc` looks for the browser's standard library.
pub fn libdir(rustc: &mut Command) -> Option<PathBuf> {
    let output = rustc
        .args(["--print", "target-libdir", "--target", TARGET])
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !text.trim().is_empty()).then(|| PathBuf::from(text.trim()))
}

/// Whether `dir` holds the libraries every program needs.
fn complete(dir: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return false;
    };
    let names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    ["libcore-", "liballoc-", "libstd-"]
        .iter()
        .all(|need| names.iter().any(|name| name.starts_with(need) && name.ends_with(".rlib")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::While;

    #[test]
    fn a_library_with_a_part_missing_is_not_complete() -> Outcome {
        let dir = tempfile::tempdir().doing("make a directory")?;
        for name in ["libcore-1.rlib", "liballoc-1.rlib"] {
            std::fs::write(dir.path().join(name), "").doing("write")?;
        }
        assert!(!complete(dir.path()));
        std::fs::write(dir.path().join("libstd-1.rlib"), "").doing("write")?;
        assert!(complete(dir.path()));
        Ok(())
    }
}
