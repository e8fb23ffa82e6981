//! `cargo xtask build`: both sides at once, each with a target directory of its own.

use std::path::PathBuf;
use std::time::Instant;

use crate::browser::{self, Browser};
use crate::clippy::Clippy;
use crate::host;
use crate::job::Stop;
use crate::optimise::Optimiser;
use crate::place::Place;
use crate::say::{self, Board, Outcome, Times};
use crate::site;
use crate::toolchain;

/// How to build.
#[derive(clap::Args, Debug, Clone, Copy)]
// Other commands take these too, next to arguments of their own.
#[group(id = "build")]
pub struct Args {
    /// For people rather than for developing: small and fast, but slow to build
    #[arg(long)]
    pub release: bool,
}

/// What a build leaves.
pub struct Built {
    /// The directory the server serves.
    pub site: PathBuf,
    /// The server's binary.
    pub server: PathBuf,
    /// How long each step took.
    pub times: Times,
}

/// The command: build and tell.
pub fn command(args: &Args) -> Outcome {
    let start = Instant::now();
    let built = run(&Place::find(), args)?;
    say::step(format_args!("built in {}: {}", say::duration(start.elapsed()), built.times.split()));
    Ok(())
}

/// Builds what has changed.
pub fn run(place: &Place, args: &Args) -> Outcome<Built> {
    watched(place, args, None, &Stop::default())
}

/// The same with lints, if there is a clippy to look for them, until it is asked to stop.
pub fn watched(place: &Place, args: &Args, clippy: Option<Clippy>, stop: &Stop) -> Outcome<Built> {
    let mut times = Times::default();
    let toolchain = times.of("toolchain", || toolchain::get(place))?;
    let optimiser =
        if args.release { times.of("wasm-opt", || Optimiser::get(&place.tools())) } else { None };
    if !place.site(args.release).exists() {
        let minutes = if args.release { "ten" } else { "five" };
        say::step(format_args!(
            "building both sides; the first time takes about {minutes} minutes on two cores, later seconds"
        ));
    }
    let board = Board::new();
    let (browser, server) = std::thread::scope(|scope| {
        let server = scope.spawn(|| host::build(place, args.release, clippy, &board, stop));
        let how = browser::How { release: args.release, optimiser: optimiser.as_ref(), clippy };
        let browser = browser::build(place, &toolchain, how, &board, stop);
        if browser.is_err() {
            stop.raise();
        }
        match server.join() {
            Ok(server) => (browser, server),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
    // The side that failed of itself speaks, not the one that was stopped because of it.
    let (browser, (server, server_times)) = match (browser, server) {
        (Ok(browser), Ok(server)) => (browser, server),
        (Err(trouble), Ok(_)) | (Ok(_), Err(trouble)) => return Err(trouble),
        (Err(one), Err(other)) => return Err(if one.stopped { other } else { one }),
    };
    let Browser { site, package, times: browser_times } = browser;
    times.join(browser_times);
    times.join(server_times);
    let (first, lazy, wizard) = site::sizes(&site.join(&package));
    say::step(format_args!(
        "the browser loads {} at first, {} more in lazy parts; a page of a dossier loads {}",
        say::size(first),
        say::size(lazy),
        say::size(wizard)
    ));
    Ok(Built { site, server, times })
}
