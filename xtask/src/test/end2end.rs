//! Chromium against the real binary: once on SQLite, once on PostgreSQL.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::tally::{Count, Tally};
use crate::build::{self, Built};
use crate::clippy::Clippy;
use crate::debian::{self, says_yes};
use crate::ending;
use crate::job::Stop;
use crate::place::Place;
use crate::postgres;
use crate::say::{self, Outcome, Trouble, While};

/// The environment variable that names a Chromium to use.
const CHROMIUM: &str = "BIAOGAN_CHROMIUM";

/// Chromium without its window. The same pages take it three quarters of the work, so it is preferred to a whole one.
const SHELL: &str = "chromium-headless-shell";

/// Least version of Node, as `end2end/package.json` says.
const NODE: u32 = 20;

/// Builds both sides, then runs the browser's tests on each database. Only a build that fails
/// ends the run.
pub fn run(
    place: &Place,
    filter: Option<&str>,
    clippy: Option<Clippy>,
    postgres: Option<&str>,
    tally: &mut Tally,
) -> Outcome {
    let built = built(place, clippy, tally)?;
    let ready = tally.of("browser and test runner", || browser(place));
    let chromium = match ready {
        Ok(chromium) => chromium,
        Err(trouble) => {
            say::trouble(&trouble);
            return Ok(());
        }
    };
    tally.count("e2e on SQLite", || playwright(place, &built, &chromium, filter, None));
    // Without a server that failure has been counted already.
    if let Some(url) = postgres {
        tally
            .count("e2e on PostgreSQL", || playwright(place, &built, &chromium, filter, Some(url)));
    }
    Ok(())
}

/// The browser, with what drives it.
///
/// # Errors
/// What to install where one of them cannot be had.
pub fn browser(place: &Place) -> Outcome<PathBuf> {
    let chromium = chromium(place)?;
    packages(place)?;
    Ok(chromium)
}

/// Both sides. A lint fails the run, but does not keep the tests from it.
fn built(place: &Place, clippy: Option<Clippy>, tally: &mut Tally) -> Outcome<Built> {
    let args = build::Args { release: false };
    if clippy.is_some() {
        let mut linted = None;
        tally.count("lint and build both sides", || {
            linted = Some(build::watched(place, &args, clippy, &Stop::default())?);
            Ok(Count::one(true))
        });
        if let Some(built) = linted {
            return Ok(built);
        }
    }
    tally.of("build both sides", || build::run(place, &args))
}

fn playwright(
    place: &Place,
    built: &Built,
    chromium: &Path,
    filter: Option<&str>,
    postgres: Option<&str>,
) -> Outcome<Count> {
    let engine = if postgres.is_some() { "postgres" } else { "sqlite" };
    let report = place.target.join("end2end").join(format!("{engine}.json"));
    if report.exists() {
        std::fs::remove_file(&report).doing("remove the last report")?;
    }
    // Databases and profiles lie here, so that none stays behind when the run is broken off.
    let scratch = std::env::temp_dir().join(format!("biaogan-test-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).doing(format_args!("make {}", scratch.display()))?;
    let _removal = {
        let scratch = scratch.clone();
        ending::at_end(move || {
            let _ = std::fs::remove_dir_all(scratch);
        })
    };
    let mut command = Command::new("node");
    command
        .current_dir(place.root.join("end2end"))
        .env("TMPDIR", &scratch)
        .args(["node_modules/@playwright/test/cli.js", "test", "--pass-with-no-tests"])
        .env("BIAOGAN_BIN", &built.server)
        .env("BIAOGAN_SITE", &built.site)
        .env("BIAOGAN_E2E_ENGINE", engine)
        .env("BIAOGAN_E2E_REPORT", &report)
        .env(CHROMIUM, chromium)
        .stdin(Stdio::null());
    if let Some(url) = postgres {
        command.env(postgres::VARIABLE, url);
    }
    if let Some(filter) = filter {
        command.args(["--grep", filter]);
    }
    let status = ending::run(&mut command).doing("run Playwright")?;
    let text = std::fs::read_to_string(&report).doing("read Playwright's report")?;
    let report: Value = serde_json::from_str(&text).doing("read Playwright's report")?;
    Ok(counts(&report).with_end(status.success()))
}

/// A test that passed only when it was tried again counts as failed: it cannot be relied on.
fn counts(report: &Value) -> Count {
    let number = |key: &str| report["stats"][key].as_u64().unwrap_or(0);
    let broken = report["errors"].as_array().map_or(0, |errors| errors.len() as u64);
    let mut names = Vec::new();
    for suite in report["suites"].as_array().into_iter().flatten() {
        failures(suite, &mut names);
    }
    Count {
        passed: number("expected"),
        failed: number("unexpected") + number("flaky") + broken,
        names,
    }
}

/// The tests of a suite and of those within it that failed, each with its first error.
fn failures(suite: &Value, names: &mut Vec<String>) {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for spec in list(&suite["specs"]).iter().filter(|spec| spec["ok"] == false) {
        let results = list(&spec["tests"]).into_iter().flat_map(|test| list(&test["results"]));
        let error = results
            .filter_map(|result| {
                Some(result["error"]["message"].as_str()?.lines().next()?.to_owned())
            })
            .next();
        names.push(format!(
            "{} › {}: {}",
            spec["file"].as_str().unwrap_or_default(),
            spec["title"].as_str().unwrap_or_default(),
            error.unwrap_or_else(|| "no error was noted".to_owned())
        ));
    }
    for inner in list(&suite["suites"]) {
        failures(&inner, names);
    }
}

/// Installs what `end2end/package-lock.json` names, unless that is what is there.
fn packages(place: &Place) -> Outcome {
    let help =
        format!("install Node.js {NODE} or newer with npm (Debian: apt-get install nodejs npm)");
    let version = Command::new("node").arg("--version").stdin(Stdio::null()).output();
    let version = version
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .unwrap_or_default();
    let major: Option<u32> = version
        .strip_prefix('v')
        .and_then(|rest| rest.split('.').next())
        .and_then(|major| major.parse().ok());
    match major {
        None => {
            return Err(Trouble::new("The tests in the browser need Node.js, and there is none.")
                .help(help));
        }
        Some(major) if major < NODE => {
            return Err(Trouble::new(format!(
                "The tests in the browser need Node.js {NODE}; this is {version}."
            ))
            .help(help));
        }
        Some(_) => {}
    }
    let dir = place.root.join("end2end");
    let lock =
        std::fs::read(dir.join("package-lock.json")).doing("read end2end/package-lock.json")?;
    let digest = hex::encode(Sha256::digest(lock));
    let stamp = dir.join("node_modules/.installed");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == digest) {
        return Ok(());
    }
    say::step("npm brings Playwright; a few seconds");
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    // The browser comes from elsewhere.
    npm.current_dir(&dir)
        .arg("ci")
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    if !ending::run(&mut npm).doing("run npm")?.success() {
        return Err(Trouble::new(
            "npm could not install what end2end/package-lock.json names; its reason stands above.",
        )
        .help("cd end2end && npm ci"));
    }
    std::fs::write(&stamp, digest).doing("note what npm installed")
}

/// A Chromium and, on Debian, a font that has Chinese characters.
fn chromium(place: &Place) -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os(CHROMIUM) {
        let named = PathBuf::from(named);
        return if named.is_file() {
            Ok(named)
        } else {
            Err(Trouble::new(format!("{CHROMIUM} names {}, which is not there.", named.display())))
        };
    }
    let program = match debian::on_path(&[SHELL]) {
        Some(program) => program,
        None => {
            let why = debian::install(&[SHELL, "fonts-noto-cjk"]).err();
            installed(place).ok_or_else(|| {
                let why = why.unwrap_or_else(|| "Debian's package brought none".to_owned());
                Trouble::new(format!("The tests need Chromium, and {why}. Install one, or name its program in {CHROMIUM}."))
                    .help("apt-get install chromium-headless-shell fonts-noto-cjk    or    cd end2end && npm ci && npx playwright install chromium")
            })?
        }
    };
    if !chinese()
        && let Err(why) = debian::install(&["fonts-noto-cjk"])
    {
        say::remark(format_args!(
            "no font with Chinese characters: pictures of pages will show boxes ({why})"
        ));
    }
    Ok(program)
}

fn installed(place: &Place) -> Option<PathBuf> {
    debian::on_path(&[
        SHELL,
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ])
    .or_else(|| playwrights_own(place))
}

/// The browser Playwright would bring itself, where it has been brought.
fn playwrights_own(place: &Place) -> Option<PathBuf> {
    let output = Command::new("node")
        .current_dir(place.root.join("end2end"))
        .args([
            "--input-type=module",
            "-e",
            "import { chromium } from '@playwright/test'; console.log(chromium.executablePath())",
        ])
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let path = PathBuf::from(std::str::from_utf8(&output.stdout).ok()?.trim());
    path.is_file().then_some(path)
}

/// Whether fontconfig knows a font for Chinese; where there is no fontconfig nobody can say.
fn chinese() -> bool {
    if !says_yes(Command::new("fc-list").arg("--version")) {
        return true;
    }
    let output = Command::new("fc-list").args([":lang=zh", "family"]).stdin(Stdio::null()).output();
    output.is_ok_and(|output| !output.stdout.trim_ascii().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn playwrights_report_is_counted_strictly() {
        let report = json!({ "stats": { "expected": 40, "unexpected": 1, "flaky": 2, "skipped": 5 }, "errors": [] });
        assert_eq!(counts(&report), Count { passed: 40, failed: 3, names: Vec::new() });
        let report =
            json!({ "stats": { "expected": 0 }, "errors": [{ "message": "no such file" }] });
        assert_eq!(counts(&report), Count { passed: 0, failed: 1, names: Vec::new() });
    }

    #[test]
    fn who_failed_is_named_with_the_reason() {
        let failed = json!({ "ok": false, "title": "a seat", "file": "season.spec.ts",
            "tests": [{ "results": [{ "error": { "message": "not visible\nCall log" } }] }] });
        let passed = json!({ "ok": true, "title": "two", "file": "season.spec.ts", "tests": [] });
        let report = json!({ "stats": { "expected": 1, "unexpected": 1 }, "errors": [],
            "suites": [{ "specs": [passed], "suites": [{ "specs": [failed] }] }] });
        assert_eq!(counts(&report).names, ["season.spec.ts › a seat: not visible"]);
    }
}
