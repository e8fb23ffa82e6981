//! Tests written in Rust, by cargo-nextest where it is installed and `cargo test` elsewhere.
//!
//! Every part is a selection out of one and the same build of the whole workspace: a build of some
//! crates only would get other features of shared libraries, and compile those a second time. The
//! browser crate stays out, its features and the server's exclude each other.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;

use super::Part;
use super::tally::Count;
use crate::debian::says_yes;
use crate::ending;
use crate::place::Place;
use crate::postgres;
use crate::say::{Outcome, Trouble, While};

/// Which tests.
#[derive(Clone, Copy, Debug)]
pub struct Tests {
    packages: &'static [&'static str],
    /// Only those within the libraries and programs, none from a `tests` directory.
    inner: bool,
    /// Only those from `tests` directories.
    outer: bool,
}

/// Rules, words, configuration, the build tool.
pub const UNIT: Tests =
    Tests { packages: &["domain", "app", "server", "xtask"], inner: true, outer: false };
/// The stores on both engines.
pub const STORE: Tests = Tests { packages: &["store"], inner: false, outer: false };
/// The verbs on both engines.
pub const SERVICE: Tests = Tests { packages: &["service"], inner: false, outer: false };
/// The server as a whole.
pub const SERVER: Tests = Tests { packages: &["server"], inner: false, outer: true };

/// The workspace without the browser's crate.
const WORKSPACE: [&str; 3] = ["--workspace", "--exclude", "browser"];

/// Compiles what the tests of a part need, so that the time of each part is its tests' own.
pub fn compile(place: &Place, part: Option<Part>) -> Outcome {
    let mut command = Command::new("cargo");
    command.current_dir(&place.root).stdin(Stdio::null());
    match runner() {
        Runner::Nextest => command.args(["nextest", "run", "--no-run"]).args(WORKSPACE),
        Runner::Cargo => command.args(["test", "--no-run"]).args(match part {
            None => WORKSPACE.map(str::to_owned).to_vec(),
            Some(part) => of(part).iter().flat_map(|tests| tests.cargo(false)).collect(),
        }),
    };
    if part == Some(Part::Unit) && matches!(runner(), Runner::Nextest) {
        command.args(["--lib", "--bins"]);
    }
    match ending::run(&mut command).doing("run cargo")?.success() {
        true => Ok(()),
        false => Err(Trouble::new("The tests did not compile; the reason stands above.")),
    }
}

/// Runs some tests, with the database server they may use.
pub fn run(
    place: &Place,
    tests: Tests,
    filter: Option<&str>,
    postgres: Option<&str>,
) -> Outcome<Count> {
    let mut command = Command::new("cargo");
    command.current_dir(&place.root).env("CARGO_TERM_COLOR", "never");
    if let Some(url) = postgres {
        command.env(postgres::VARIABLE, url);
    }
    let nextest = matches!(runner(), Runner::Nextest);
    if nextest {
        command.args(["nextest", "run", "--no-fail-fast", "--no-tests=pass"]).args(WORKSPACE);
        if tests.inner {
            command.args(["--lib", "--bins"]);
        }
        command.args(["-E", &tests.expression(filter)]);
    } else {
        command.args(["test", "--no-fail-fast"]).args(tests.cargo(true));
        command.args(filter);
    }
    let count = Mutex::new(Count::default());
    let status = listen(&mut command, |line| {
        let more = if nextest { nextest_summary(line) } else { cargo_summary(line) };
        if let (Some(more), Ok(mut count)) = (more, count.lock()) {
            *count = count.plus(more);
        }
    })?;
    Ok(count.into_inner().unwrap_or_default().with_end(status.success()))
}

/// Runs a command to its end, shows what it says and hears every line of it.
fn listen(command: &mut Command, hear: impl Fn(&str) + Sync) -> Outcome<ExitStatus> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let (mut child, _guard) = ending::spawn(command, ending::TERM).doing("run cargo")?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        scope.spawn(|| pass_on(stdout, &hear));
        pass_on(stderr, &hear);
    });
    let status = child.wait().doing("wait for cargo");
    ending::not_now();
    status
}

fn pass_on(output: Option<impl Read>, hear: impl Fn(&str)) {
    for line in output
        .map(BufReader::new)
        .into_iter()
        .flat_map(|output| output.split(b'\n').map_while(Result::ok))
    {
        let line = String::from_utf8_lossy(&line);
        eprintln!("{line}");
        hear(&line);
    }
}

enum Runner {
    Nextest,
    Cargo,
}

fn runner() -> Runner {
    if says_yes(Command::new("cargo").args(["nextest", "--version"])) {
        Runner::Nextest
    } else {
        Runner::Cargo
    }
}

fn of(part: Part) -> &'static [Tests] {
    match part {
        Part::Unit => &[UNIT],
        Part::Store => &[STORE],
        Part::Service => &[SERVICE, SERVER],
        Part::EndToEnd => &[],
    }
}

impl Tests {
    /// The selection in nextest's language. A filter is looked for in the name of a test and of the
    /// file it stands in.
    fn expression(self, filter: Option<&str>) -> String {
        let packages: Vec<String> =
            self.packages.iter().map(|name| format!("package(={name})")).collect();
        let mut expression = format!("({})", packages.join(" | "));
        if self.outer {
            expression.push_str(" & kind(=test)");
        }
        if let Some(filter) = filter {
            expression.push_str(&format!(" & (test(~{filter}) | binary(~{filter}))"));
        }
        expression
    }

    /// The selection in cargo's arguments.
    fn cargo(self, running: bool) -> Vec<String> {
        let mut arguments: Vec<String> = self
            .packages
            .iter()
            .flat_map(|name| ["--package".to_owned(), (*name).to_owned()])
            .collect();
        if self.inner {
            arguments.extend(["--lib".to_owned(), "--bins".to_owned()]);
        }
        if self.outer && running {
            arguments.extend(["--test".to_owned(), "*".to_owned()]);
        }
        arguments
    }
}

/// `     Summary [   1.2s] 12 tests run: 11 passed (1 slow), 1 failed, 3 skipped`
fn nextest_summary(line: &str) -> Option<Count> {
    let (head, rest) = line.split_once(" run: ")?;
    if !head.trim_start().starts_with("Summary [") {
        return None;
    }
    // A test that ran out of time or could not be started has failed too.
    let failed = ["failed", "timed out", "exec failed"].map(|word| before(rest, word)).iter().sum();
    Some(Count { passed: before(rest, "passed"), failed })
}

/// `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 1.20s`
fn cargo_summary(line: &str) -> Option<Count> {
    let rest = line.strip_prefix("test result: ")?;
    let (_, rest) = rest.split_once(". ")?;
    Some(Count { passed: before(rest, "passed"), failed: before(rest, "failed") })
}

/// The number before a word, in a list with commas or semicolons.
fn before(list: &str, word: &str) -> u64 {
    list.split([',', ';'])
        .filter_map(|part| part.split('(').next()?.trim().split_once(' '))
        .filter(|(_, said)| *said == word)
        .filter_map(|(number, _)| number.parse::<u64>().ok())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextests_summary_is_read() {
        let count = |line| nextest_summary(line).map(|count| (count.passed, count.failed));
        assert_eq!(
            count("     Summary [   0.012s] 7 tests run: 7 passed, 3 skipped"),
            Some((7, 0))
        );
        assert_eq!(
            count(
                "     Summary [  61.0s] 12 tests run: 9 passed (2 slow), 2 failed, 1 timed out, 0 skipped"
            ),
            Some((9, 3))
        );
        assert_eq!(
            count("     Summary [   0.000s] 0 tests run: 0 passed, 90 skipped"),
            Some((0, 0))
        );
        assert_eq!(count("    PASS [   0.004s] domain tests run: 5 passed"), None);
    }

    #[test]
    fn cargos_summary_is_read() {
        let count = |line| cargo_summary(line).map(|count| (count.passed, count.failed));
        assert_eq!(
            count(
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 1.20s"
            ),
            Some((12, 0))
        );
        assert_eq!(count("test result: FAILED. 1 passed; 2 failed; 0 ignored"), Some((1, 2)));
        assert_eq!(count("running 3 tests"), None);
    }

    #[test]
    fn a_filter_narrows_a_selection() {
        assert_eq!(STORE.expression(None), "(package(=store))");
        assert_eq!(
            SERVER.expression(Some("review")),
            "(package(=server)) & kind(=test) & (test(~review) | binary(~review))"
        );
    }
}
