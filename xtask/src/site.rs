//! The directory the server serves: the package under a directory named after its content, the
//! public files beside it, and a note that tells the server which package is the present one.
//!
//! ```text
//! site/pkg/<hash>/biaogan.js, biaogan_bg.wasm, biaogan.css, wizard.js, …   cached for ever
//! site/favicon.svg, …                                           copied from public/
//! site/site.json                                                {"pkg":"pkg/<hash>"}
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::compress::{self, Pressure, beside};
use crate::package::{NAME, WIZARD};
use crate::say::{Outcome, While};

/// The note for the server.
const NOTE: &str = "site.json";

/// How many earlier packages are kept: a page opened before the change may still ask for its
/// lazy parts.
const KEPT: usize = 2;

/// Files by their path relative to a directory, with forward slashes.
type Files = BTreeMap<String, Vec<u8>>;

/// Lays out the site below `root` from the bound `packages`, the style `sheet` and the `public`
/// directory. Returns the package's directory relative to the site, such as `pkg/0f3a…`.
pub fn lay_out(
    root: &Path,
    packages: &[&Path],
    sheet: String,
    public: &Path,
    pressure: Pressure,
) -> Outcome<String> {
    let mut files = Files::new();
    for package in packages {
        files.extend(read(package)?);
    }
    files.insert(format!("{NAME}.css"), sheet.into_bytes());
    let hash = hash(&files);
    let packages = root.join("pkg");
    let dir = packages.join(&hash);
    if !dir.is_dir() {
        // Under another name until it is whole: a half-written package must never be served.
        let part = packages.join(format!("{hash}.part"));
        clear(&part)?;
        let written = write(&part, &files)?;
        compress::twins(&written, pressure)?;
        fs::rename(&part, &dir).doing(format_args!("put {} in place", dir.display()))?;
    }
    publish(root, &read_if_there(public)?, pressure)?;
    let pkg = format!("pkg/{hash}");
    let note = serde_json::json!({ "pkg": pkg }).to_string();
    if fs::read_to_string(root.join(NOTE)).is_ok_and(|old| old == note) {
        return Ok(pkg);
    }
    fs::write(root.join("site.json.part"), note)
        .and_then(|()| fs::rename(root.join("site.json.part"), root.join(NOTE)))
        .doing("tell the server about the package")?;
    prune(&packages, &hash);
    Ok(pkg)
}

/// A name for the content: the first 16 hexadecimal digits of a digest of names and bytes.
fn hash(files: &Files) -> String {
    let mut digest = Sha256::new();
    for (name, bytes) in files {
        digest.update((name.len() as u64).to_le_bytes());
        digest.update(name);
        digest.update((bytes.len() as u64).to_le_bytes());
        digest.update(bytes);
    }
    hex::encode(digest.finalize()).chars().take(16).collect()
}

/// Copies what changed among the public files and removes what is no longer public.
fn publish(root: &Path, public: &Files, pressure: Pressure) -> Outcome {
    let changed = public
        .iter()
        .filter(|(name, bytes)| fs::read(root.join(name)).map_or(true, |old| old != **bytes))
        .map(|(name, bytes)| (name.clone(), bytes.clone()))
        .collect();
    compress::twins(&write(root, &changed)?, pressure)?;
    for name in names(root)? {
        let twin = name.strip_suffix(".br").or_else(|| name.strip_suffix(".gz"));
        let wanted = name == NOTE
            || name.starts_with("pkg/")
            || [Some(name.as_str()), twin]
                .into_iter()
                .flatten()
                .any(|name| public.contains_key(name));
        if !wanted {
            fs::remove_file(root.join(&name)).doing(format_args!("remove {name} from the site"))?;
        }
    }
    Ok(())
}

/// Removes all but the present package and the latest few before it. What cannot be removed now
/// is removed another time.
fn prune(packages: &Path, present: &str) {
    let Ok(entries) = fs::read_dir(packages) else {
        return;
    };
    let mut old: Vec<(SystemTime, PathBuf)> = entries
        .flatten()
        .filter(|entry| entry.file_name() != present)
        .map(|entry| {
            let made =
                entry.metadata().and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
            (made, entry.path())
        })
        .collect();
    old.sort();
    let spare = old.len().saturating_sub(KEPT);
    for (_, dir) in old.into_iter().take(spare) {
        let _ = fs::remove_dir_all(dir);
    }
}

fn clear(dir: &Path) -> Outcome {
    if dir.exists() {
        fs::remove_dir_all(dir).doing(format_args!("clear {}", dir.display()))?;
    }
    Ok(())
}

fn write(dir: &Path, files: &Files) -> Outcome<Vec<PathBuf>> {
    fs::create_dir_all(dir).doing(format_args!("make {}", dir.display()))?;
    let mut written = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        let file = dir.join(name);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).doing(format_args!("make {}", parent.display()))?;
        }
        fs::write(&file, bytes).doing(format_args!("write {}", file.display()))?;
        written.push(file);
    }
    Ok(written)
}

fn read(dir: &Path) -> Outcome<Files> {
    let mut files = Files::new();
    for name in names(dir)? {
        let bytes = fs::read(dir.join(&name)).doing(format_args!("read {name}"))?;
        files.insert(name, bytes);
    }
    Ok(files)
}

fn read_if_there(dir: &Path) -> Outcome<Files> {
    if dir.is_dir() { read(dir) } else { Ok(Files::new()) }
}

/// Every file below `dir` that is not hidden, relative to it.
fn names(dir: &Path) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    let mut waiting = vec![String::new()];
    while let Some(within) = waiting.pop() {
        let here = dir.join(&within);
        for entry in fs::read_dir(&here).doing(format_args!("list {}", here.display()))?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let path = if within.is_empty() { name } else { format!("{within}/{name}") };
            if entry.path().is_dir() {
                waiting.push(path);
            } else {
                names.push(path);
            }
        }
    }
    names.sort();
    Ok(names)
}

/// The bytes a browser loads at first, the size of all lazy parts, and what the pages of a dossier load at
/// first, all as sent (brotli).
pub fn sizes(package: &Path) -> (usize, usize, usize) {
    let sent = |name: &str| {
        let file = package.join(name);
        let bytes = |file: &Path| fs::metadata(file).map(|data| data.len() as usize);
        bytes(&beside(&file, "br")).or_else(|_| bytes(&file)).unwrap_or(0)
    };
    let first = |program: &str| {
        let files = [format!("{program}.js"), format!("{NAME}.css"), module(program)];
        files.iter().map(|name| sent(name)).sum()
    };
    let lazy = names(package).unwrap_or_default();
    let lazy = lazy
        .iter()
        .filter(|name| name.ends_with(".wasm"))
        .filter(|name| ![NAME, WIZARD].into_iter().any(|program| module(program) == **name))
        .map(|name| sent(name))
        .sum();
    (first(NAME), lazy, first(WIZARD))
}

/// The module of a program.
fn module(program: &str) -> String {
    format!("{program}_bg.wasm")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Bench {
        _dir: tempfile::TempDir,
        site: PathBuf,
        package: PathBuf,
        public: PathBuf,
    }

    fn bench() -> Outcome<Bench> {
        let dir = tempfile::tempdir().doing("make a directory")?;
        let [site, package, public] =
            ["site", "package", "public"].map(|name| dir.path().join(name));
        let text = |text: &str| text.repeat(400).into_bytes();
        write(
            &package,
            &Files::from([
                ("biaogan.js".to_owned(), text("export;")),
                ("snippets/a/b.js".to_owned(), text("x;")),
            ]),
        )?;
        write(
            &public,
            &Files::from([
                ("favicon.svg".to_owned(), text("<svg/>")),
                ("sub/a.txt".to_owned(), text("a")),
            ]),
        )?;
        Ok(Bench { _dir: dir, site, package, public })
    }

    impl Bench {
        fn lay_out(&self, sheet: &str) -> Outcome<String> {
            lay_out(
                &self.site,
                &[&self.package],
                sheet.to_owned(),
                &self.public,
                Pressure::of(false),
            )
        }
    }

    #[test]
    fn the_same_content_keeps_its_address_and_a_changed_sheet_gets_another() -> Outcome {
        let bench = bench()?;
        let first = bench.lay_out("p{}")?;
        assert_eq!(bench.lay_out("p{}")?, first);
        let second = bench.lay_out("b{}")?;
        assert_ne!(second, first);
        // The page that was opened before the change still finds its parts.
        assert!(bench.site.join(&first).join("snippets/a/b.js").is_file());
        assert!(bench.site.join(&second).join("biaogan.js.br").is_file());
        let note = fs::read_to_string(bench.site.join(NOTE)).doing("read the note")?;
        assert_eq!(note, format!("{{\"pkg\":\"{second}\"}}"));
        Ok(())
    }

    #[test]
    fn only_a_few_earlier_packages_are_kept() -> Outcome {
        let bench = bench()?;
        for number in 0..6 {
            bench.lay_out(&format!("p{{top:{number}px}}"))?;
        }
        let kept = fs::read_dir(bench.site.join("pkg")).doing("list")?.count();
        assert_eq!(kept, KEPT + 1);
        Ok(())
    }

    #[test]
    fn what_is_no_longer_public_disappears_with_its_twins() -> Outcome {
        let bench = bench()?;
        bench.lay_out("p{}")?;
        assert!(bench.site.join("sub/a.txt.br").is_file());
        fs::remove_file(bench.public.join("sub/a.txt")).doing("remove")?;
        bench.lay_out("p{}")?;
        assert!(
            !bench.site.join("sub/a.txt").exists() && !bench.site.join("sub/a.txt.br").exists()
        );
        assert!(bench.site.join("favicon.svg.br").is_file());
        Ok(())
    }
}
