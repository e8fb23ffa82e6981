//! The binary: reads the command line, runs one subcommand, ends well or in one line.

use server::{commands, config};

fn main() -> std::process::ExitCode {
    let cli = config::Cli::read();
    let config = match config::Config::load(&cli) {
        Ok(config) => config,
        Err(line) => return failed(&line),
    };
    config.start_log();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => return failed(&format!("cannot start: {e}")),
    };
    match runtime.block_on(commands::run(cli.command, config)) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(line) => failed(&line),
    }
}

/// Whatever goes wrong on the command line ends in one clear line.
fn failed(line: &str) -> std::process::ExitCode {
    eprintln!("biaogan: {line}");
    std::process::ExitCode::FAILURE
}
