//! A cargo build whose progress is shown on the [`Board`] beside others that run at once.

use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::say::{Board, Outcome, Trouble, While};

/// Raised by the first job that fails, so that the others stop too.
#[derive(Default)]
pub struct Stop(AtomicBool);

impl Stop {
    /// Asks every job to end.
    pub fn raise(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    fn raised(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// Runs a cargo command to its end. Its warnings and errors are printed as they come, its
/// progress goes to the board under `name`.
pub fn cargo(name: &'static str, mut command: Command, board: &Board, stop: &Stop) -> Outcome {
    command
        .env("CARGO_TERM_PROGRESS_WHEN", "always")
        .env("CARGO_TERM_PROGRESS_WIDTH", "90")
        .env("CARGO_TERM_COLOR", if board.terminal() { "always" } else { "never" })
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    board.set(name, "…");
    let mut child = command.spawn().doing(format_args!("start cargo for the {name}"))?;
    let Some(stderr) = child.stderr.take() else {
        return Err(Trouble::new(format!("Could not read what cargo says about the {name}.")));
    };
    let status = std::thread::scope(|scope| {
        scope.spawn(|| listen(name, stderr, board));
        loop {
            match child.try_wait() {
                Ok(Some(status)) => break Ok(status),
                Ok(None) if stop.raised() => {
                    let _ = child.kill();
                    break child.wait();
                }
                Ok(None) => std::thread::sleep(Duration::from_millis(40)),
                Err(error) => break Err(error),
            }
        }
    });
    board.set(name, "");
    if status.doing(format_args!("wait for cargo and the {name}"))?.success() {
        return Ok(());
    }
    if stop.raised() {
        return Err(Trouble::stopped(format!(
            "The {name} was stopped because the other side failed."
        )));
    }
    stop.raise();
    Err(Trouble::new(format!("The {name} did not compile; the reason stands above.")))
}

/// Reads cargo's output until it ends: `\n` ends a message, `\r` a state that may be forgotten.
fn listen(name: &'static str, mut output: impl Read, board: &Board) {
    let mut line = Vec::new();
    let mut buffer = [0_u8; 4096];
    while let Ok(read) = output.read(&mut buffer) {
        if read == 0 {
            break;
        }
        for &byte in &buffer[..read] {
            match byte {
                b'\n' | b'\r' => {
                    hear(name, &String::from_utf8_lossy(&line), board);
                    line.clear();
                }
                _ => line.push(byte),
            }
        }
    }
    hear(name, &String::from_utf8_lossy(&line), board);
}

/// Words that begin cargo's lines about its own doings.
const DOINGS: [&str; 10] = [
    "Compiling",
    "Checking",
    "Downloaded",
    "Downloading",
    "Fresh",
    "Locking",
    "Adding",
    "Updating",
    "Finished",
    "Building",
];

fn hear(name: &'static str, line: &str, board: &Board) {
    let plain = plain(line);
    if let Some(progress) = progress(&plain) {
        board.set(name, &progress);
    } else if plain.trim_start().starts_with("Blocking waiting") {
        board.set(name, "waits for another cargo");
    } else if !plain.trim().is_empty()
        && !DOINGS.iter().any(|word| plain.trim_start().starts_with(word))
    {
        board.print(line.trim_end());
    }
}

/// `12/310` out of cargo's `Building [==>  ] 12/310: syn, quote`.
fn progress(line: &str) -> Option<String> {
    let rest = line.trim_start().strip_prefix("Building [")?;
    let (_, rest) = rest.split_once("] ")?;
    let count = rest.split(':').next().unwrap_or(rest).trim();
    count.contains('/').then(|| count.to_owned())
}

/// The text without the terminal's colour codes.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(char) = rest.next() {
        if char == '\u{1b}' {
            // A code ends with its first letter.
            for code in rest.by_ref() {
                if code.is_ascii_alphabetic() {
                    break;
                }
            }
        } else {
            text.push(char);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_read_from_cargos_bar() {
        assert_eq!(
            progress("    Building [====>   ] 12/310: syn, quote"),
            Some("12/310".to_owned())
        );
        assert_eq!(progress("   Compiling syn v2.0.1"), None);
        assert_eq!(progress("error: Building [x"), None);
    }

    #[test]
    fn colour_codes_are_dropped() {
        assert_eq!(
            plain("\u{1b}[1m\u{1b}[36m    Building\u{1b}[0m [>] 1/2"),
            "    Building [>] 1/2"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_job_that_fails_stops_the_others() {
        let (board, stop) = (Board::new(), Stop::default());
        let mut fails = Command::new("sh");
        fails.args(["-c", "exit 3"]);
        assert!(cargo("server", fails, &board, &stop).is_err());
        assert!(stop.raised());
        let mut endless = Command::new("sh");
        endless.args(["-c", "exec tail -f /dev/null"]);
        let stopped = cargo("browser side", endless, &board, &stop);
        assert!(stopped.is_err_and(|trouble| trouble.stopped));
    }
}
