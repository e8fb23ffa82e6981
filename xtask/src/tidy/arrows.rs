//! Who may import whom: `domain ← service ← app (server side only) ← server → store → service`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::say::{Outcome, Trouble, While};

/// What each crate of ours may use of ours. Tests may use more; `domain` not even there.
const ALLOWED: [(&str, &[&str]); 11] = [
    ("domain", &[]),
    ("service", &["domain"]),
    ("store", &["service", "domain"]),
    ("files", &["service", "domain"]),
    ("app", &["domain", "service"]),
    ("browser", &["app"]),
    ("wizard", &["app", "domain"]),
    ("pdf", &[]),
    ("tables", &[]),
    ("server", &["app", "domain", "files", "pdf", "service", "store", "tables"]),
    ("xtask", &[]),
];

/// All arrows that point the wrong way.
pub fn check(root: &Path) -> Outcome<Vec<String>> {
    let output = Command::new("cargo")
        .current_dir(root)
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .output()
        .doing("ask cargo who depends on whom")?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(Trouble::new(format!(
            "Could not ask cargo who depends on whom: {}",
            text.trim()
        )));
    }
    let data: Value = serde_json::from_slice(&output.stdout).doing("read cargo's answer")?;
    Ok(judge(data["packages"].as_array().map(Vec::as_slice).unwrap_or_default()))
}

fn judge(packages: &[Value]) -> Vec<String> {
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.into_iter().collect();
    let ours: BTreeSet<&str> =
        packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut wrong = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(may) = allowed.get(name) else {
            wrong.push(format!("crate {name} has no place in the table of who may import whom (xtask/src/tidy/arrows.rs)"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let other = dependency["name"].as_str().unwrap_or_default();
            let in_tests = dependency["kind"] == "dev" && name != "domain";
            if ours.contains(other) && !may.contains(&other) && !in_tests {
                wrong.push(format!("{name} must not depend on {other}"));
            }
        }
    }
    wrong.extend(packages.iter().filter(|package| package["name"] == "app").flat_map(browser_side));
    wrong
}

/// The service belongs to the app's server side: optional, and in no feature the browser has.
fn browser_side(app: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let service = app["dependencies"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|d| d["name"] == "service" && d["kind"].is_null());
    if service.is_some_and(|service| service["optional"] != true) {
        wrong.push(
            "app depends on service not only on the server's side: it must be optional".to_owned(),
        );
    }
    for feature in ["default", "pages", "hydrate"] {
        let reached = closure(&app["features"], feature);
        if reached.iter().any(|f| {
            ["dep:service", "service", "ssr"].contains(&f.as_str()) || f.starts_with("service/")
        }) {
            wrong.push(format!("app's feature {feature} brings the service into the browser"));
        }
    }
    wrong
}

/// Everything a feature switches on.
fn closure(features: &Value, start: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![start.to_owned()];
    while let Some(feature) = waiting.pop() {
        if reached.insert(feature.clone()) {
            let next = features[&feature].as_array().into_iter().flatten();
            waiting.extend(next.filter_map(Value::as_str).map(str::to_owned));
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, uses: &[(&str, Value)]) -> Value {
        let dependencies: Vec<Value> = uses
            .iter()
            .map(|(other, kind)| json!({ "name": other, "kind": kind, "optional": false }))
            .collect();
        json!({ "name": name, "dependencies": dependencies, "features": {} })
    }

    #[test]
    fn an_arrow_the_wrong_way_is_told() {
        let wrong = judge(&[
            package("domain", &[("serde", Value::Null), ("store", json!("dev"))]),
            package("service", &[("domain", Value::Null), ("store", json!("dev"))]),
            package("store", &[("server", Value::Null)]),
            package("server", &[]),
        ]);
        assert_eq!(wrong, ["domain must not depend on store", "store must not depend on server"]);
    }

    #[test]
    fn a_crate_without_a_place_is_told() {
        assert_eq!(judge(&[package("mail", &[])]).len(), 1);
    }

    #[test]
    fn the_service_must_not_reach_the_browser() {
        let mut app = package("app", &[("service", Value::Null)]);
        assert_eq!(browser_side(&app).len(), 1);
        app["dependencies"][0]["optional"] = json!(true);
        assert!(browser_side(&app).is_empty());
        app["features"] = json!({ "ssr": ["dep:service"], "hydrate": ["extra"], "extra": ["ssr"] });
        assert_eq!(
            browser_side(&app),
            ["app's feature hydrate brings the service into the browser"]
        );
    }
}
