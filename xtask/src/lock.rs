//! What may stand in `Cargo.lock`: one version of each library that must not come twice, and only
//! licences the project may be combined with.
//!
//! `deny.toml` says the same to those who have cargo-deny; this check needs nothing but cargo.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::say::{Outcome, Trouble, While};

/// Two of these would be two routers, two connection pools, two bindings to the browser: the types
/// of one would not fit the other, often with an error that does not say so.
const ONCE: [&str; 14] = [
    "axum",
    "gloo-net",
    "http",
    "hyper",
    "leptos",
    "leptos_axum",
    "leptos_router",
    "rustls",
    "server_fn",
    "sqlx",
    "tokio",
    "tower",
    "tower-http",
    "wasm-bindgen",
];

/// All findings; none is good.
pub fn check(root: &Path) -> Outcome<Vec<String>> {
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).doing("read Cargo.lock")?;
    let deny = std::fs::read_to_string(root.join("deny.toml")).doing("read deny.toml")?;
    let mut found = doubles(&lock);
    found.extend(unwelcome(&licences(root)?, &allowed(&deny)));
    Ok(found)
}

/// Names out of [`ONCE`] that the lock file holds in several versions.
fn doubles(lock: &str) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut lines = lock.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = quoted(line, "name = ")
            && let Some(version) = lines.next().and_then(|line| quoted(line, "version = "))
        {
            versions.entry(name).or_default().push(version);
        }
    }
    ONCE.iter()
        .filter_map(|name| {
            let versions = versions.get(name)?;
            (versions.len() > 1)
                .then(|| format!("{name} is in Cargo.lock more than once: {}", versions.join(", ")))
        })
        .collect()
}

fn quoted<'a>(line: &'a str, before: &str) -> Option<&'a str> {
    line.strip_prefix(before)?.strip_prefix('"')?.strip_suffix('"')
}

/// The licences `deny.toml` allows.
fn allowed(deny: &str) -> Vec<String> {
    let list = deny.split("[licenses]").nth(1).and_then(|rest| rest.split("allow = [").nth(1));
    let list = list.and_then(|rest| rest.split(']').next()).unwrap_or_default();
    list.split(['\n', ','])
        .map(|line| line.split('#').next().unwrap_or_default().trim().trim_matches('"').to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// Every package with its licence, as cargo tells it.
fn licences(root: &Path) -> Outcome<Vec<(String, String)>> {
    let output = Command::new("cargo")
        .current_dir(root)
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .doing("ask cargo for the licences")?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(Trouble::new(format!("Could not ask cargo for the licences: {}", text.trim())));
    }
    let data: serde_json::Value =
        serde_json::from_slice(&output.stdout).doing("read cargo's answer")?;
    let packages = data["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(packages
        .iter()
        .map(|package| {
            let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
            (format!("{} {}", text("name"), text("version")), text("license"))
        })
        .collect())
}

fn unwelcome(packages: &[(String, String)], allowed: &[String]) -> Vec<String> {
    packages
        .iter()
        .filter(|(_, licence)| !fits(licence, allowed))
        .map(|(name, licence)| {
            format!("{name} comes under {licence:?}, which deny.toml does not allow")
        })
        .collect()
}

/// Whether a licence expression can be met: `or` binds weaker than `and`, as SPDX has it; the
/// old slash means `or`.
fn fits(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any(&mut rest, allowed) && rest.is_empty()
}

fn any(rest: &mut &[&str], allowed: &[String]) -> bool {
    let mut fits = all(rest, allowed);
    while let Some(("OR", after)) = rest.split_first().map(|(first, after)| (*first, after)) {
        *rest = after;
        fits |= all(rest, allowed);
    }
    fits
}

fn all(rest: &mut &[&str], allowed: &[String]) -> bool {
    let mut fits = one(rest, allowed);
    while let Some(("AND", after)) = rest.split_first().map(|(first, after)| (*first, after)) {
        *rest = after;
        fits &= one(rest, allowed);
    }
    fits
}

fn one(rest: &mut &[&str], allowed: &[String]) -> bool {
    let Some((first, after)) = rest.split_first() else { return false };
    *rest = after;
    if *first == "(" {
        let fits = any(rest, allowed);
        if let Some((&")", after)) = rest.split_first() {
            *rest = after;
            return fits;
        }
        return false;
    }
    let mut name = (*first).to_owned();
    if let [with, exception, after @ ..] = *rest
        && *with == "WITH"
    {
        name = format!("{name} WITH {exception}");
        *rest = after;
    }
    allowed.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    #[test]
    fn nothing_comes_twice_and_every_licence_fits() -> Outcome {
        assert_eq!(check(&Place::find().root)?, Vec::<String>::new());
        Ok(())
    }

    #[test]
    fn a_second_version_is_told() {
        let lock = "[[package]]\nname = \"axum\"\nversion = \"0.7.1\"\n\n[[package]]\nname = \"axum\"\nversion = \"0.8.9\"\n\n[[package]]\nname = \"syn\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"syn\"\nversion = \"2.0.0\"\n";
        assert_eq!(doubles(lock), ["axum is in Cargo.lock more than once: 0.7.1, 0.8.9"]);
    }

    #[test]
    fn the_allowed_licences_are_read_from_denys_own_file() {
        let deny = "[bans]\nallow = [\"x\"]\n[licenses]\nallow = [\n  \"MIT\", # short\n  \"Apache-2.0 WITH LLVM-exception\",\n]\n";
        assert_eq!(allowed(deny), ["MIT", "Apache-2.0 WITH LLVM-exception"]);
    }

    #[test]
    fn licence_expressions_are_met_or_not() {
        let allowed = ["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
        let fit = |text| fits(text, &allowed);
        assert!(fit("MIT OR GPL-3.0"));
        assert!(fit("Apache-2.0/MIT"));
        assert!(fit("(Apache-2.0 OR MIT) AND Unicode-3.0"));
        assert!(fit("Apache-2.0 WITH LLVM-exception OR Apache-2.0"));
        assert!(!fit("GPL-3.0"));
        assert!(!fit("MIT AND GPL-3.0"));
        assert!(!fit("GPL-3.0 AND (MIT OR Unicode-3.0)"));
        assert!(!fit(""));
        assert!(!fit("(MIT"));
    }
}
