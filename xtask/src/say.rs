//! Speaking to the person who waits: what is being done, how long it takes, what is missing.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What stops the work, and what the reader can do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong, one or two sentences.
    pub what: String,
    /// A command to run, or nothing.
    pub help: String,
    /// Only a consequence of another trouble.
    pub stopped: bool,
}

impl Trouble {
    /// A trouble without a remedy of ours.
    pub fn new(what: impl Into<String>) -> Trouble {
        Trouble { what: what.into(), help: String::new(), stopped: false }
    }

    /// Work that ended because other work failed.
    pub fn stopped(what: impl Into<String>) -> Trouble {
        Trouble { stopped: true, ..Trouble::new(what) }
    }

    /// The same with the command that mends it.
    pub fn help(mut self, help: impl Into<String>) -> Trouble {
        self.help = help.into();
        self
    }
}

/// How a step ends.
pub type Outcome<T = ()> = Result<T, Trouble>;

/// Names what was being done when something went wrong.
pub trait While<T> {
    /// Turns any error into a [`Trouble`]: "could not `doing`: error".
    fn doing(self, doing: impl Display) -> Outcome<T>;
}

impl<T, E: Display> While<T> for Result<T, E> {
    fn doing(self, doing: impl Display) -> Outcome<T> {
        self.map_err(|error| Trouble::new(format!("Could not {doing}: {error}.")))
    }
}

/// One line about what happens now.
pub fn step(text: impl Display) {
    eprintln!("▸ {text}");
}

/// A remark that stops nothing.
pub fn remark(text: impl Display) {
    eprintln!("  note: {text}");
}

/// The last words of a failed run.
pub fn trouble(trouble: &Trouble) {
    eprintln!("\n✗ {}", trouble.what);
    if !trouble.help.is_empty() {
        eprintln!("  Try: {}", trouble.help);
    }
}

/// A duration for people: `0.4 s`, `74 s`, `3 min 05 s`.
pub fn duration(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 10.0 {
        format!("{seconds:.1} s")
    } else if seconds < 120.0 {
        format!("{seconds:.0} s")
    } else {
        let whole = time.as_secs();
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

/// Sizes for people: `167 kB`.
pub fn size(bytes: usize) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}

/// The state of several jobs that run at once, in one line.
pub struct Board {
    terminal: bool,
    started: Instant,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Name of a job → what it is at.
    jobs: BTreeMap<&'static str, String>,
    /// When the line was last written out where it cannot be redrawn.
    written: Duration,
}

/// How often the line is repeated in a log, where it cannot be redrawn.
const REPEAT: Duration = Duration::from_secs(20);

impl Board {
    /// An empty board.
    pub fn new() -> Board {
        Board {
            terminal: std::io::stderr().is_terminal(),
            started: Instant::now(),
            state: Mutex::new(State::default()),
        }
    }

    /// Whether colours and redrawn lines are wanted.
    pub fn terminal(&self) -> bool {
        self.terminal
    }

    /// Says what `job` is at; an empty text removes it.
    pub fn set(&self, job: &'static str, at: &str) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if at.is_empty() {
            state.jobs.remove(job);
        } else {
            state.jobs.insert(job, at.to_owned());
        }
        let now = self.started.elapsed();
        if self.terminal {
            eprint!("\r\x1b[2K{}", line(&state.jobs, now));
            let _ = std::io::stderr().flush();
        } else if now.saturating_sub(state.written) >= REPEAT && !state.jobs.is_empty() {
            state.written = now;
            eprintln!("{}", line(&state.jobs, now));
        }
    }

    /// Prints a line of a job's own output above the state.
    pub fn print(&self, text: &str) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if self.terminal {
            eprint!("\r\x1b[2K{text}\n{}", line(&state.jobs, self.started.elapsed()));
            let _ = std::io::stderr().flush();
        } else {
            eprintln!("{text}");
        }
    }
}

/// The board's line.
fn line(jobs: &BTreeMap<&'static str, String>, time: Duration) -> String {
    if jobs.is_empty() {
        return String::new();
    }
    let jobs: Vec<String> = jobs.iter().map(|(name, at)| format!("{name} {at}")).collect();
    format!("  {} · {}", jobs.join(" · "), duration(time))
}

/// How long each step took, in the order they were begun.
#[derive(Default, Debug, Clone)]
pub struct Times(Vec<(&'static str, Duration)>);

impl Times {
    /// Adds a step.
    pub fn add(&mut self, step: &'static str, time: Duration) {
        self.0.push((step, time));
    }

    /// Adds all steps of another.
    pub fn join(&mut self, other: Times) {
        self.0.extend(other.0);
    }

    /// Runs `work` and notes how long it took.
    pub fn of<T>(&mut self, step: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        self.add(step, start.elapsed());
        done
    }

    /// `browser side 74 s, server 160 s`; what took no time is left out.
    pub fn split(&self) -> String {
        let steps: Vec<String> = self
            .0
            .iter()
            .filter(|(_, time)| time.as_millis() >= 50)
            .map(|(step, time)| format!("{step} {}", duration(*time)))
            .collect();
        steps.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_naturally() {
        let read = |millis| duration(Duration::from_millis(millis));
        assert_eq!(read(420), "0.4 s");
        assert_eq!(read(74_300), "74 s");
        assert_eq!(read(185_000), "3 min 05 s");
    }

    #[test]
    fn the_split_leaves_out_what_took_no_time() {
        let mut times = Times::default();
        times.add("browser side", Duration::from_secs(74));
        times.add("style", Duration::from_millis(3));
        times.add("server", Duration::from_secs(160));
        assert_eq!(times.split(), "browser side 74 s, server 2 min 40 s");
    }

    #[test]
    fn the_line_names_every_job() {
        let jobs = BTreeMap::from([("server", "3/9".to_owned()), ("browser", "1/2".to_owned())]);
        assert_eq!(line(&jobs, Duration::from_secs(1)), "  browser 1/2 · server 3/9 · 1.0 s");
        assert_eq!(line(&BTreeMap::new(), Duration::from_secs(1)), "");
    }
}
