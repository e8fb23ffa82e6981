//! Tests written in Rust, by cargo-nextest where it is installed, program by program elsewhere.
//!
//! Two builds hold all of them: one of the product, one of this tool. In one build together they
//! would get features of shared libraries that neither has alone, and nearly everything would be
//! compiled a second time; a build of only a part of the product would do the same. So every part
//! of the tests is a selection out of the whole, and the server for the browser's tests finds nearly
//! all of it compiled. The browser's crate stays out: its features and the server's exclude each
//! other.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;

use serde_json::Value;

use super::Part;
use super::tally::Count;
use crate::clippy::{Clippy, watched};
use crate::debian::says_yes;
use crate::ending;
use crate::place::Place;
use crate::postgres;
use crate::say::{Outcome, Trouble, While};

/// The product. The default features of its crates are empty; but a crate that is named here would
/// have them, one that is only used would not, and the two would be compiled apart.
pub const PRODUCT: [&str; 9] = [
    "--package=domain",
    "--package=app",
    "--package=files",
    "--package=service",
    "--package=store",
    "--package=pdf",
    "--package=tables",
    "--package=server",
    "--no-default-features",
];

/// This tool.
pub const TOOL: [&str; 1] = ["--package=xtask"];

/// Which tests.
#[derive(Clone, Copy, Debug)]
pub struct Tests {
    packages: &'static [&'static str],
    place: Where,
}

/// Where tests stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// Anywhere in the package.
    Anywhere,
    /// Within its libraries and programs.
    Inside,
    /// In its `tests` directory.
    Outside,
}

/// Rules, words, configuration, this tool.
pub const UNIT: Tests = Tests {
    packages: &["domain", "app", "pdf", "tables", "server", "xtask"],
    place: Where::Inside,
};
/// The stores on both engines.
pub const STORE: Tests = Tests { packages: &["store"], place: Where::Anywhere };
/// The verbs on both engines.
pub const SERVICE: Tests = Tests { packages: &["service", "files"], place: Where::Anywhere };
/// The server as a whole.
pub const SERVER: Tests = Tests { packages: &["server"], place: Where::Outside };

/// What has been compiled.
pub struct Compiled {
    /// cargo-nextest runs it; otherwise its programs are run one after the other.
    nextest: bool,
    /// How it was compiled: run otherwise, cargo would compile it once more.
    clippy: Option<Clippy>,
    programs: Vec<Program>,
}

/// A program of tests.
#[derive(Debug, PartialEq, Eq)]
struct Program {
    package: String,
    outside: bool,
    name: String,
    path: PathBuf,
    /// Where cargo would run it.
    dir: PathBuf,
}

/// Compiles what the tests of a part need, so that the time of each part is its tests' own.
/// Clippy, if given, looks for lints on the way.
///
/// # Errors
/// What does not compile; with clippy also what it finds.
pub fn compile(place: &Place, part: Option<Part>, clippy: Option<Clippy>) -> Outcome<Compiled> {
    let nextest = says_yes(Command::new("cargo").args(["nextest", "--version"]));
    let programs = Mutex::new(Vec::new());
    let own = matches!(part, None | Some(Part::Unit));
    for selection in std::iter::once(&PRODUCT[..]).chain(own.then_some(&TOOL[..])) {
        let mut command = Command::new("cargo");
        command.current_dir(&place.root);
        if nextest {
            command.args(["nextest", "run", "--no-run"]);
        } else {
            command.args([
                "test",
                "--tests",
                "--no-run",
                "--message-format=json-render-diagnostics",
            ]);
        }
        command.args(selection);
        let mut command = watched(clippy, command);
        let status = listen(&mut command, |line| {
            if let (Some(program), Ok(mut programs)) = (program(line), programs.lock()) {
                programs.push(program);
            }
        })?;
        if !status.success() {
            return Err(Trouble::new("The tests did not compile; the reason stands above."));
        }
    }
    Ok(Compiled { nextest, clippy, programs: programs.into_inner().unwrap_or_default() })
}

/// A line of cargo's about a program of tests it has made.
fn program(line: &str) -> Option<Program> {
    let message: Value = serde_json::from_str(line).ok()?;
    let path = message["executable"].as_str()?;
    let dir = Path::new(message["manifest_path"].as_str()?).parent()?;
    let kind = &message["target"]["kind"];
    (message["profile"]["test"] == true).then(|| Program {
        // Directories of ours are named after their crates.
        package: dir.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        outside: kind[0] == "test",
        name: message["target"]["name"].as_str().unwrap_or_default().to_owned(),
        path: path.into(),
        dir: dir.to_path_buf(),
    })
}

impl Compiled {
    /// Runs some tests, with the database server they may use.
    pub fn run(
        &self,
        place: &Place,
        tests: Tests,
        filter: Option<&str>,
        postgres: Option<&str>,
    ) -> Outcome<Count> {
        let mut count = Count::default();
        for mut command in self.commands(place, tests, filter) {
            if let Some(url) = postgres {
                command.env(postgres::VARIABLE, url);
            }
            let one = Mutex::new(Count::default());
            let status = listen(&mut command, |line| {
                let Ok(mut one) = one.lock() else { return };
                if let Some(more) = summary(line) {
                    *one = std::mem::take(&mut *one).plus(more);
                }
                if let Some(name) = failure(line).filter(|name| !one.names.contains(name)) {
                    one.names.push(name);
                }
            })?;
            count = count.plus(one.into_inner().unwrap_or_default().with_end(status.success()));
        }
        Ok(count)
    }

    fn commands(&self, place: &Place, tests: Tests, filter: Option<&str>) -> Vec<Command> {
        if !self.nextest {
            return self
                .programs
                .iter()
                .filter(|program| tests.have(program))
                .map(|program| program.command(filter))
                .collect();
        }
        let product = tests.packages.iter().any(|name| *name != "xtask").then_some(&PRODUCT[..]);
        let tool = tests.packages.contains(&"xtask").then_some(&TOOL[..]);
        let selections = product.into_iter().chain(tool);
        selections
            .map(|selection| {
                let mut command = Command::new("cargo");
                command
                    .current_dir(&place.root)
                    .env("CARGO_TERM_COLOR", "never")
                    .args([
                        "nextest",
                        "run",
                        "--no-fail-fast",
                        "--no-tests=pass",
                        "--status-level=slow",
                    ])
                    .args(selection)
                    .args(["-E", &tests.expression(selection, filter)]);
                watched(self.clippy, command)
            })
            .collect()
    }
}

impl Program {
    /// A filter is looked for in the name of the file, or else in those of its tests.
    fn command(&self, filter: Option<&str>) -> Command {
        let mut command = Command::new(&self.path);
        command.current_dir(&self.dir).env("CARGO_MANIFEST_DIR", &self.dir);
        command.args(filter.filter(|filter| !self.name.contains(filter)));
        command
    }
}

impl Tests {
    fn have(self, program: &Program) -> bool {
        let here = match self.place {
            Where::Anywhere => true,
            Where::Inside => !program.outside,
            Where::Outside => program.outside,
        };
        here && self.packages.contains(&program.package.as_str())
    }

    /// The selection in nextest's language. A filter is looked for in the name of a test and of the
    /// file it stands in.
    fn expression(self, selection: &[&str], filter: Option<&str>) -> String {
        let selected = |name: &&&str| selection.contains(&format!("--package={name}").as_str());
        let packages: Vec<String> =
            self.packages.iter().filter(selected).map(|name| format!("package(={name})")).collect();
        let mut expression = format!("({})", packages.join(" | "));
        match self.place {
            Where::Anywhere => {}
            Where::Inside => expression.push_str(" & not kind(=test)"),
            Where::Outside => expression.push_str(" & kind(=test)"),
        }
        if let Some(filter) = filter {
            expression.push_str(&format!(" & (test(~{filter}) | binary(~{filter}))"));
        }
        expression
    }
}

/// Runs a command to its end, shows what it says to people and hears every line of it.
fn listen(command: &mut Command, hear: impl Fn(&str) + Sync) -> Outcome<ExitStatus> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let (mut child, _guard) = ending::spawn(command, ending::TERM).doing("run the tests")?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        scope.spawn(|| pass_on(stdout, &hear));
        pass_on(stderr, &hear);
    });
    let status = child.wait().doing("wait for the tests");
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
        // Cargo's own messages are meant for programs.
        if !line.starts_with("{\"reason\":") {
            eprintln!("{line}");
        }
        hear(&line);
    }
}

/// What a runner says at its end:
/// `Summary [   1.2s] 12 tests run: 11 passed (1 slow), 1 failed, 3 skipped`, or
/// `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 1.20s`.
fn summary(line: &str) -> Option<Count> {
    let list = match line.strip_prefix("test result: ") {
        Some(rest) => rest.split_once(". ")?.1,
        None => line.trim_start().strip_prefix("Summary [")?.split_once(" run: ")?.1,
    };
    // A test that ran out of time or could not be started has failed too.
    let failed = ["failed", "timed out", "exec failed"].map(|word| before(list, word)).iter().sum();
    Some(Count { passed: before(list, "passed"), failed, names: Vec::new() })
}

/// The test a runner says has failed: `FAIL [   0.012s] (3/9) server::matrix name`, or
/// `test rooms::name ... FAILED`.
fn failure(line: &str) -> Option<String> {
    if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED"))
    {
        return Some(name.to_owned());
    }
    let line = line.trim_start();
    let said = ["FAIL [", "TIMEOUT [", "SIGABRT [", "SIGSEGV ["];
    let rest =
        said.iter().find_map(|word| line.strip_prefix(word))?.split_once(']')?.1.trim_start();
    // Which of how many it was is said in some places and not in others.
    let name = match rest.strip_prefix('(') {
        Some(numbered) => numbered.split_once(')')?.1,
        None => rest,
    };
    Some(name.trim().to_owned())
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
    fn both_runners_are_understood() {
        let count = |line| summary(line).map(|count| (count.passed, count.failed));
        assert_eq!(
            count("     Summary [   0.012s] 7 tests run: 7 passed, 3 skipped"),
            Some((7, 0))
        );
        assert_eq!(count("     Summary [   0.012s] 1 test run: 1 passed, 0 skipped"), Some((1, 0)));
        assert_eq!(
            count(
                "     Summary [  61.0s] 12 tests run: 9 passed (2 slow, 1 leaky), 2 failed, 1 timed out, 0 skipped"
            ),
            Some((9, 3))
        );
        assert_eq!(count("    PASS [   0.004s] domain tests run: 5 passed"), None);
        let ended = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 1.20s";
        assert_eq!(count(ended), Some((12, 0)));
        assert_eq!(count("test result: FAILED. 1 passed; 2 failed; 0 ignored"), Some((1, 2)));
        assert_eq!(count("running 3 tests"), None);
    }

    #[test]
    fn who_failed_is_understood() {
        let failed = |line| failure(line);
        let server = Some("server::matrix every_role".to_owned());
        assert_eq!(failed("        FAIL [   0.012s] (3/9) server::matrix every_role"), server);
        assert_eq!(failed("     TIMEOUT [  60.001s] server::matrix every_role"), server);
        assert_eq!(failed("test rooms::seat ... FAILED"), Some("rooms::seat".to_owned()));
        assert_eq!(failed("        PASS [   0.012s] (3/9) server::matrix every_role"), None);
        assert_eq!(failed("test rooms::seat ... ok"), None);
    }

    #[test]
    fn a_selection_names_only_what_its_build_holds() {
        assert_eq!(STORE.expression(&PRODUCT, None), "(package(=store))");
        assert_eq!(UNIT.expression(&TOOL, None), "(package(=xtask)) & not kind(=test)");
        assert_eq!(
            SERVER.expression(&PRODUCT, Some("review")),
            "(package(=server)) & kind(=test) & (test(~review) | binary(~review))"
        );
    }

    #[test]
    fn programs_are_known_from_cargos_messages() {
        let line = r#"{"reason":"compiler-artifact","manifest_path":"/x/server/Cargo.toml","target":{"kind":["test"],"name":"matrix"},"profile":{"test":true},"executable":"/x/target/debug/deps/matrix-1"}"#;
        let matrix = program(line).expect("it is one");
        assert!(SERVER.have(&matrix) && !UNIT.have(&matrix) && !STORE.have(&matrix));
        let arguments =
            |filter| matrix.command(filter).get_args().map(|a| a.to_owned()).collect::<Vec<_>>();
        // The file's name answers the filter: all of its tests.
        assert!(arguments(Some("matrix")).is_empty());
        assert_eq!(arguments(Some("review")), ["review"]);
        assert!(program(&line.replace("true", "false")).is_none());
        assert!(program("   Compiling serde").is_none());
    }
}
