//! The project's build tool: `cargo xtask …`.
//!
//! One file per step; [`say`] speaks to the person who waits. A new command is a variant of
//! [`Command`] and a file with `Args` and `run`.

// The ban on clocks and the environment keeps the product repeatable. A build tool lives on both.
#![allow(clippy::disallowed_methods)]

use clap::{Parser, Subcommand};
use std::process::ExitCode;

mod bench;
mod browser;
mod build;
mod bundle;
mod clippy;
mod compress;
mod css;
mod debian;
mod distribution;
mod ending;
mod host;
mod job;
mod lock;
mod optimise;
mod package;
mod parallel;
mod place;
mod poppler;
mod postgres;
mod relocated;
mod say;
mod serve;
mod site;
mod space;
mod test;
mod tidy;
mod toolchain;

/// Build, serve, test and measure Biaogan.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Line {
    #[command(subcommand)]
    command: Command,
}

/// What can be asked for.
#[derive(Subcommand)]
enum Command {
    /// Build the browser side and the server
    Build(build::Args),
    /// Build what has changed, then run the server
    Serve(serve::Args),
    /// Check and test everything, or one part, or one room
    Test(test::Args),
    /// Measure the release build against its budgets
    Bench(bench::Args),
}

fn main() -> ExitCode {
    let done = match Line::parse().command {
        Command::Build(args) => build::command(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Bench(args) => bench::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            say::trouble(&trouble);
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Line::command().debug_assert();
    }
}
