//! `cargo xtask test`: everything that must hold, on both databases and in a real browser.
//!
//! ```text
//! cargo xtask test                   all of it, as .ci/run does
//! cargo xtask test unit              rules, words, this build tool: no database, no browser
//! cargo xtask test store             the stores on SQLite and PostgreSQL
//! cargo xtask test service           verbs, the role × room matrix, crashes, live boards
//! cargo xtask test e2e               Chromium against the real binary, on both databases
//! cargo xtask test [PART] FILTER     only tests whose name or file has FILTER in it: a room, `year`
//! ```
//!
//! PostgreSQL: the server `BIAOGAN_TEST_PG` names (a URL of a superuser), or a temporary one of our
//! own. Chromium: the program `BIAOGAN_CHROMIUM` names, or one that is installed. Poppler's programs read
//! what was printed. What is missing is
//! installed where Debian's packages can be, otherwise its tests fail and say what they need. One
//! part that fails does not keep the next from running; only what does not compile ends the run.

use std::time::Instant;

use crate::clippy::Clippy;
use crate::job::Stop;
use crate::place::Place;
use crate::postgres::{self, Postgres};
use crate::say::{self, Outcome, Trouble};
use crate::{build, ending, lock, poppler, space, tidy};

mod cargo;
mod end2end;
pub use end2end::browser;
mod lint;
mod tally;

use tally::{Count, Tally};

/// What to test.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// A part (unit, store, service, e2e), a room or `year`, or a part and then a room
    #[arg(value_name = "PART|FILTER", num_args = 0..=2)]
    words: Vec<String>,
}

/// A part of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Unit,
    Store,
    Service,
    EndToEnd,
}

impl Part {
    fn from_word(word: &str) -> Option<Part> {
        match word {
            "unit" => Some(Part::Unit),
            "store" => Some(Part::Store),
            "service" => Some(Part::Service),
            "e2e" => Some(Part::EndToEnd),
            _ => None,
        }
    }
}

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    part: Option<Part>,
    filter: Option<String>,
}

impl Wanted {
    fn read(words: &[String]) -> Outcome<Wanted> {
        let part = words.first().and_then(|word| Part::from_word(word));
        let rest = if part.is_some() { &words[1..] } else { words };
        match rest {
            [] => Ok(Wanted { part, filter: None }),
            // It becomes part of an expression for the test runners.
            [filter] if filter.chars().all(|c| c.is_alphanumeric() || "_-".contains(c)) => {
                Ok(Wanted { part, filter: Some(filter.clone()) })
            }
            [filter] => Err(Trouble::new(format!(
                "{filter} is no name of a room or a test: letters, digits, - and _ only."
            ))),
            [word, ..] => Err(Trouble::new(format!("{word} is no part of the tests."))
                .help("cargo xtask test [unit|store|service|e2e] [FILTER]")),
        }
    }

    fn has(&self, part: Part) -> bool {
        self.part.is_none_or(|wanted| wanted == part)
    }

    /// Formatting and lints are not any room's.
    fn everything(&self) -> bool {
        self.part.is_none() && self.filter.is_none()
    }
}

/// Runs what was asked for and tells what came of it.
pub fn run(args: &Args) -> Outcome {
    let wanted = Wanted::read(&args.words)?;
    ending::listen()?;
    let place = Place::find();
    let start = Instant::now();
    let mut tally = Tally::default();
    let ended = parts(&place, &wanted, &mut tally);
    if let Err(trouble) = &ended {
        say::trouble(trouble);
    }
    tally.print(start.elapsed());
    let count = tally.sum();
    // The last line of all, alone, for whoever counts.
    println!("{} passed, {} failed", count.passed, count.failed);
    match (ended, count) {
        (Ok(()), Count { failed: 0, passed: 1.., .. }) => Ok(()),
        (Ok(()), Count { failed: 0, .. }) => Err(Trouble::new(format!(
            "No test has {} in its name.",
            wanted.filter.unwrap_or_default()
        ))),
        _ => Err(Trouble::new("Not everything holds; what failed stands above.")),
    }
}

/// Runs one part after the other; an error ends the run.
fn parts(place: &Place, wanted: &Wanted, tally: &mut Tally) -> Outcome {
    if wanted.everything() {
        space::look(&place.target, space::WHOLE);
        checks(place, tally);
    }
    let clippy = if wanted.everything() { clippy(tally) } else { None };
    let compiled = match wanted.part {
        Some(Part::EndToEnd) => None,
        None => Some(beside_both_sides(place, clippy, tally)?),
        part => Some(compile(place, part, clippy, tally)?),
    };
    let filter = wanted.filter.as_deref();
    // Tests of the server read what it prints, within its crate and without.
    if wanted.has(Part::Unit) || wanted.has(Part::Service) {
        let _ = tally.of("reader of PDF", poppler::get).map_err(|trouble| say::trouble(&trouble));
    }
    if let Some(compiled) = compiled.as_ref().filter(|_| wanted.has(Part::Unit)) {
        tally.count("unit", || compiled.run(place, cargo::UNIT, filter, None));
    }
    let postgres = if wanted.part == Some(Part::Unit) { None } else { Some(postgres::get()) };
    let postgres = match &postgres {
        None => None,
        Some(Ok(postgres)) => Some(postgres),
        Some(Err(trouble)) => {
            tally.count("PostgreSQL", || Err(trouble.clone()));
            None
        }
    };
    let stores = [
        (Part::Store, "store", cargo::STORE),
        (Part::Service, "service", cargo::SERVICE),
        (Part::Service, "server", cargo::SERVER),
    ];
    for (_, name, tests) in stores.into_iter().filter(|(part, ..)| wanted.has(*part)) {
        if let Some(compiled) = &compiled {
            tally.count(name, || compiled.run(place, tests, filter, postgres.map(url)));
        }
    }
    if wanted.has(Part::EndToEnd) {
        end2end::run(place, filter, clippy, postgres.map(url), tally)?;
    }
    Ok(())
}

/// Clippy; that there is none is a failure of the whole run, which without it proves less.
fn clippy(tally: &mut Tally) -> Option<Clippy> {
    let clippy = Clippy::get();
    if clippy.is_none() {
        tally.count("lint", || {
            Err(Trouble::new("The lints need clippy, which this compiler came without.")
                .help("rustup component add clippy"))
        });
    }
    clippy
}

/// Compiles the tests while both sides are built for the browser's tests: each comes to crates that keep one core
/// busy and leave the other idle. What of both sides does not compile is told when it is their turn.
fn beside_both_sides(
    place: &Place,
    clippy: Option<Clippy>,
    tally: &mut Tally,
) -> Outcome<cargo::Compiled> {
    let (args, stop) = (build::Args { release: false }, Stop::default());
    std::thread::scope(|scope| {
        let sides = scope.spawn(|| build::watched(place, &args, clippy, &stop));
        let compiled = compile(place, None, clippy, tally);
        if compiled.is_err() {
            stop.raise();
        }
        // No test runs while something is compiled: some of them look at how long things take.
        tally.of("the rest of both sides", || match sides.join() {
            Ok(_) => Ok(()),
            Err(panic) => std::panic::resume_unwind(panic),
        })?;
        compiled
    })
}

/// Compiles the tests. A lint fails the run, but does not keep the tests from it.
fn compile(
    place: &Place,
    part: Option<Part>,
    clippy: Option<Clippy>,
    tally: &mut Tally,
) -> Outcome<cargo::Compiled> {
    if clippy.is_some() {
        let mut linted = None;
        tally.count("lint and compile the tests", || {
            linted = Some(cargo::compile(place, part, clippy)?);
            Ok(Count::one(true))
        });
        if let Some(compiled) = linted {
            return Ok(compiled);
        }
    }
    tally.of("compile the tests", || cargo::compile(place, part, None))
}

fn url(postgres: &Postgres) -> &str {
    &postgres.url
}

/// What needs no running program.
fn checks(place: &Place, tally: &mut Tally) {
    tally.count("format", || lint::format(place));
    tally.count("dependencies", || lint::dependencies(place));
    tally.count("tidiness", || {
        let found = tidy::check(&place.root)?;
        for line in &found.wrong {
            eprintln!("  {line}");
        }
        if !found.long.is_empty() {
            say::remark(format_args!("long files, worth a second look: {}", found.long.join("; ")));
        }
        Ok(Count::one(found.wrong.is_empty()))
    });
}

/// All findings about `Cargo.lock`, printed; whether there is none.
fn lock_holds(place: &Place) -> Outcome<bool> {
    let found = lock::check(&place.root)?;
    for line in &found {
        eprintln!("  {line}");
    }
    Ok(found.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Outcome<Wanted> {
        Wanted::read(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_first_word_is_a_part_or_else_a_filter() -> Outcome {
        assert!(read(&[])?.everything());
        assert_eq!(read(&["store"])?, Wanted { part: Some(Part::Store), filter: None });
        assert_eq!(read(&["review"])?, Wanted { part: None, filter: Some("review".into()) });
        assert_eq!(
            read(&["e2e", "year"])?,
            Wanted { part: Some(Part::EndToEnd), filter: Some("year".into()) }
        );
        assert!(!read(&["review"])?.everything());
        Ok(())
    }

    #[test]
    fn what_would_be_read_as_an_expression_is_refused() {
        assert!(read(&["review) | all("]).is_err());
        assert!(read(&["review", "store"]).is_err());
    }
}
