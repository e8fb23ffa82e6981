//! The package the browser loads, made of the compiled modules: of the pages' program, lazy routes are cut
//! off into files of their own and the rest is bound to JavaScript; the wizard's program is bound as it is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::optimise::Optimiser;
use crate::say::{Outcome, While};
use crate::{bundle, parallel, relocated};

/// Name of the package's files; the server's page shell names them the same.
pub const NAME: &str = "biaogan";

/// Name of the files of the wizard's own program; the page shell names them the same.
pub const WIZARD: &str = "wizard";

/// The loader of the lazy parts, under the name the page framework looks for.
const LOADER: &str = "__wasm_split.______________________.js";

/// Which lazy route needs which files, under the name the page framework looks for.
const MANIFEST: &str = "__wasm_split_manifest.json";

/// Bytes from which a module is worth a second of optimising. The splitter makes hundreds of tiny ones, in
/// which the compiler has left little to find.
const WORTH: u64 = 6 * 1024;

/// Raised whenever this file makes something else of the same module.
const EDITION: &str = "5";

/// Makes the package of `module` in `out`, or leaves it when it was made of the same bytes in the
/// same way. True when something was done.
pub fn make(module: &Path, out: &Path, optimiser: Option<&Optimiser>) -> Outcome<bool> {
    made(module, out, optimiser, |bytes| {
        let main = split(bytes, out)?;
        // The lazy parts call what the linker exported.
        bind(&main, out, NAME, true, optimiser.is_some())?;
        if let Some(optimiser) = optimiser {
            let worth = |file: &PathBuf| std::fs::metadata(file).is_ok_and(|m| m.len() >= WORTH);
            let files: Vec<PathBuf> = modules(out)?.into_iter().filter(worth).collect();
            parallel::each(&files, |file| optimiser.press(file))?;
        }
        bundle::make(out, LOADER, MANIFEST)
    })
}

/// The same of a module that has no lazy parts: the wizard's.
pub fn make_whole(module: &Path, out: &Path, optimiser: Option<&Optimiser>) -> Outcome<bool> {
    made(module, out, optimiser, |bytes| {
        let bare = out.with_extension("bare.wasm");
        std::fs::write(&bare, relocated::without(bytes)).doing("write the wizard's module")?;
        bind(&bare, out, WIZARD, false, optimiser.is_some())?;
        optimiser.map_or(Ok(()), |o| o.press(&out.join(format!("{WIZARD}_bg.wasm"))))
    })
}

/// Makes a package in `out`, unless it was made of the same bytes in the same way.
fn made(
    module: &Path,
    out: &Path,
    optimiser: Option<&Optimiser>,
    make: impl FnOnce(&[u8]) -> Outcome,
) -> Outcome<bool> {
    let bytes = std::fs::read(module)
        .doing(format_args!("read the compiled module {}", module.display()))?;
    let stamp_file = out.with_extension("stamp");
    let stamp = stamp(&bytes, optimiser);
    if out.is_dir() && std::fs::read_to_string(&stamp_file).is_ok_and(|made| made == stamp) {
        return Ok(false);
    }
    if out.exists() {
        std::fs::remove_dir_all(out).doing(format_args!("clear {}", out.display()))?;
    }
    std::fs::create_dir_all(out).doing(format_args!("make {}", out.display()))?;
    make(&bytes)?;
    std::fs::write(&stamp_file, stamp).doing("note what the package was made of")?;
    Ok(true)
}

/// What the package depends on: the module's bytes and every tool that touches them.
fn stamp(bytes: &[u8], optimiser: Option<&Optimiser>) -> String {
    let optimised = optimiser.map_or("plain", Optimiser::version);
    format!("{EDITION} {optimised} {}", hex::encode(Sha256::digest(bytes)))
}

/// Cuts the lazy parts off. Returns the main module, which lies outside `out`: it still has to be bound.
fn split(bytes: &[u8], out: &Path) -> Outcome<PathBuf> {
    let main = out.with_extension("main.wasm");
    let loader = format!("./{LOADER}");
    let program = format!("./{NAME}.js");
    let mut options = wasm_split_cli_support::Options::new(bytes);
    options.output_dir = out;
    options.main_out_path = &main;
    options.link_name = &loader;
    options.main_module = &program;
    let split = wasm_split_cli_support::transform(options)
        .doing("cut the lazy parts off the browser's module")?;
    // In a fixed order: the same parts must give the same bytes, and so the same address.
    let parts: BTreeMap<_, _> = split.prefetch_map.into_iter().collect();
    let manifest = serde_json::to_string(&parts).doing("write the list of lazy parts")?;
    std::fs::write(out.join(MANIFEST), manifest).doing("write the list of lazy parts")?;
    Ok(main)
}

/// Writes the JavaScript between the module and the page.
fn bind(main: &Path, out: &Path, name: &str, exports: bool, release: bool) -> Outcome {
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen
        .input_path(main)
        .out_name(name)
        .typescript(false)
        .demangle(false)
        .keep_lld_exports(exports)
        .remove_name_section(release)
        .remove_producers_section(release);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(out))
        .map_err(|error| format!("{error:#}"))
        .doing("bind the browser's module to JavaScript")
}

/// The modules of the package.
fn modules(out: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = std::fs::read_dir(out).doing(format_args!("list {}", out.display()))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "wasm"))
        .collect();
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stamp_changes_with_the_bytes() {
        assert_ne!(stamp(b"one", None), stamp(b"two", None));
        assert_eq!(stamp(b"one", None), stamp(b"one", None));
    }

    #[test]
    fn a_damaged_module_is_told_and_not_kept() -> Outcome {
        let dir = tempfile::tempdir().doing("make a directory")?;
        let (module, out) = (dir.path().join("browser.wasm"), dir.path().join("out"));
        std::fs::write(&module, b"not a module").doing("write")?;
        assert!(make(&module, &out, None).is_err());
        // A second run must try again rather than take the half-made directory.
        assert!(make(&module, &out, None).is_err());
        Ok(())
    }
}
