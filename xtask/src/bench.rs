//! `cargo xtask bench`: what the release build costs, against what it may cost.
//!
//! One line of JSON a figure, on standard output:
//!
//! ```text
//! {"name":"board.page.cpu","value":18.2,"unit":"ms","budget":25,"ok":true}
//! ```
//!
//! | name | what is measured |
//! |---|---|
//! | `home`, `eligibility` | CPU of a page without data of its own; for information |
//! | `status` | bytes of the status page before and with its WebAssembly, compressed |
//! | `wizard` | bytes of a dossier page before and with its WebAssembly, compressed |
//! | `save` | CPU of a dossier page saved in the background |
//! | `board` | the chair's board of 1,000 applications with five reviews each: CPU, bytes, time |
//! | `lists` | work lists of units, the Office and experts at 1,000 applications: CPU, bytes, time |
//! | `experts` | 5,000 experts out of a table: shown row by row, taken over; a page of the pool then |
//! | `submit` | CPU of handing in a dossier with 20 files |
//! | `what-if` | a step of a slider of the board in Chromium at 1,000 applications with seven reviews each; a thousand resamples |
//! | `load` | not part of all: 500 experts seal 5,000 sheets in five minutes while 200 boards are open, 80 of them of all panels, on SQLite and with two servers on PostgreSQL |
//! | `deadline` | not part of all: 300 dossiers handed in and 2,000 pages looked at within a minute, on SQLite and with two servers on PostgreSQL |
//! | `live` | from the moment a sheet is sealed until all of 200 boards that show the row hold what changed: those of both heads, and of the panel's lead |
//!
//! CPU is that of the whole server process, as the kernel counts it, over requests that follow one
//! another, divided by their number. Times are seen by a client on the same machine, which takes its
//! part of the cores. Nothing but this machine is talked to. A figure over its budget fails the
//! command.

use std::time::Duration;

use crate::ending;
use crate::place::Place;
use crate::say::{self, Outcome, Trouble, While};

mod board;
mod deadline;
mod experts;
mod http;
mod lists;
mod live;
mod load;
mod pages;
mod save;
mod server;
mod submit;
mod watchers;
mod weight;
mod what_if;

use server::World;

/// What to measure.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// One measurement; all of them but `load` and `deadline` when there is none
    #[arg(value_parser = NAMES.into_iter().chain([LOAD, DEADLINE]).collect::<Vec<_>>())]
    name: Option<String>,
}

/// The measurements, in the order they are made: those that change data come last.
const NAMES: [&str; 11] = [
    "home",
    "eligibility",
    "status",
    "wizard",
    "board",
    "lists",
    "save",
    "experts",
    "submit",
    "live",
    "what-if",
];

/// The one that takes a quarter of an hour: only when it is asked for.
const LOAD: &str = "load";
/// The one that wants the machine for itself: only when it is asked for.
const DEADLINE: &str = "deadline";

/// Prints figures and remembers whether they keep within their budgets.
#[derive(Default)]
struct Figures {
    over: Vec<String>,
}

impl Figures {
    /// Prints a figure. Without a budget it is for information.
    fn tell(&mut self, name: &str, value: f64, unit: &str, budget: Option<f64>) {
        let ok = budget.is_none_or(|budget| value <= budget);
        let value = (value * 1000.0).round() / 1000.0;
        println!(
            "{}",
            serde_json::json!({ "name": name, "value": value, "unit": unit, "budget": budget, "ok": ok })
        );
        if !ok {
            self.over.push(name.to_owned());
        }
    }

    /// Fails where a figure is over its budget.
    fn verdict(self) -> Outcome {
        if self.over.is_empty() {
            return Ok(());
        }
        Err(Trouble::new(format!("Over budget: {}.", self.over.join(", "))))
    }
}

/// Builds, loads, measures.
pub fn run(args: &Args) -> Outcome {
    ending::listen()?;
    let place = Place::find();
    let wanted = |name: &str| args.name.as_deref().is_none_or(|wanted| wanted == name);
    let built = server::build(&place, ["status", "wizard", "what-if"].into_iter().any(wanted))?;
    let mut figures = Figures::default();
    if args.name.as_deref() == Some(LOAD) {
        load::measure(&built, &mut figures)?;
        return figures.verdict();
    }
    if args.name.as_deref() == Some(DEADLINE) {
        deadline::measure(&built, &mut figures)?;
        return figures.verdict();
    }
    let world = World::load(&built)?;
    for name in NAMES.into_iter().filter(|name| wanted(name)) {
        say::step(format_args!("measuring: {name}"));
        // Each in a process of its own, so that no measurement inherits caches or memory of another.
        let server = world.serve(&built)?;
        match name {
            "home" => pages::measure(&server, "home", "/", &mut figures)?,
            "eligibility" => pages::measure(&server, "eligibility", "/eligibility", &mut figures)?,
            "status" => weight::status(&server, &mut figures)?,
            "wizard" => weight::wizard(&server, &world, &mut figures)?,
            "board" => board::measure(&server, &world, &mut figures)?,
            "lists" => lists::measure(&server, &world, &mut figures)?,
            "save" => save::measure(&server, &world, &mut figures)?,
            "experts" => experts::measure(&server, &world, &mut figures)?,
            "submit" => submit::measure(&server, &world, &mut figures)?,
            "what-if" => what_if::measure(&place, &built, &mut figures)?,
            _ => live::measure(&server, &world, &mut figures)?,
        }
    }
    figures.verdict()
}

/// The time below which a share of all samples lies, such as 0.99. Sorts them.
fn quantile(samples: &mut [Duration], share: f64) -> Duration {
    samples.sort_unstable();
    // As many samples as are needed to hold the share: of 100, the 99th holds 99 per cent.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let rank = (share * samples.len() as f64).ceil() as usize;
    samples.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// What a series of equal requests came to.
struct Series {
    /// CPU of the server for one request.
    cpu: Duration,
    /// How long each took.
    times: Vec<Duration>,
}

/// Makes some requests to warm up, then `n` that count.
fn series(
    server: &server::Server,
    n: u32,
    mut request: impl FnMut() -> Outcome,
) -> Outcome<Series> {
    for _ in 0..n.div_ceil(10) {
        request()?;
    }
    let before = server.cpu()?;
    let mut times = Vec::with_capacity(n as usize);
    for _ in 0..n {
        let start = std::time::Instant::now();
        request()?;
        times.push(start.elapsed());
    }
    let cpu =
        server.cpu()?.checked_sub(before).ok_or("CPU time ran backwards").doing("measure CPU")? / n;
    Ok(Series { cpu, times })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_samples_that_hold_their_share() {
        let mut samples: Vec<Duration> = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!(quantile(&mut samples, 0.5), Duration::from_millis(50));
        assert_eq!(quantile(&mut samples, 0.99), Duration::from_millis(99));
        assert_eq!(quantile(&mut samples, 1.0), Duration::from_millis(100));
        assert_eq!(quantile(&mut [Duration::from_millis(7)], 0.99), Duration::from_millis(7));
        assert_eq!(quantile(&mut [], 0.99), Duration::ZERO);
    }

    #[test]
    fn a_figure_over_its_budget_is_remembered() {
        let mut figures = Figures::default();
        figures.tell("a", 5.0, "ms", Some(5.0));
        figures.tell("b", 5.1, "ms", Some(5.0));
        figures.tell("c", 99.0, "ms", None);
        assert_eq!(figures.over, ["b"]);
    }
}
