//! What must be undone however a command ends: by itself, by a failure, or because it was asked
//! to stop (Ctrl-C, SIGTERM).

use std::collections::BTreeMap;
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::say::{Outcome, While};

type Undo = Box<dyn FnOnce() + Send>;

/// What is still to be undone, in the order it was begun.
static OPEN: Mutex<(u64, BTreeMap<u64, Undo>)> = Mutex::new((0, BTreeMap::new()));

/// Raised once the command was asked to stop: from then on the handler decides.
static ASKED: AtomicBool = AtomicBool::new(false);

/// How long a process may take to end once it was asked to.
const PATIENCE: Duration = Duration::from_secs(10);

/// Undoes its work when dropped, or earlier when the command is asked to stop.
#[must_use]
pub struct Guard(u64);

/// Makes sure that `undo` runs once, whatever happens.
pub fn at_end(undo: impl FnOnce() + Send + 'static) -> Guard {
    let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    open.0 += 1;
    let id = open.0;
    open.1.insert(id, Box::new(undo));
    Guard(id)
}

impl Drop for Guard {
    fn drop(&mut self) {
        let undo = OPEN.lock().unwrap_or_else(PoisonError::into_inner).1.remove(&self.0);
        if let Some(undo) = undo {
            undo();
        }
    }
}

/// From now on Ctrl-C and SIGTERM undo everything, the latest first, and end the command.
pub fn listen() -> Outcome {
    ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::SeqCst) {
            return;
        }
        eprintln!("\nstopping…");
        loop {
            let last = OPEN.lock().unwrap_or_else(PoisonError::into_inner).1.pop_last();
            match last {
                Some((_, undo)) => undo(),
                None => break,
            }
        }
        std::process::exit(130);
    })
    .doing("listen for Ctrl-C")
}

/// Waits for the end when the command was asked to stop; otherwise returns at once. Nothing new
/// may be begun while the rest is being undone.
pub fn not_now() {
    while ASKED.load(Ordering::SeqCst) {
        std::thread::park_timeout(Duration::from_secs(1));
    }
}

/// The signal that asks most programs to end.
pub const TERM: &str = "TERM";
/// The signal that asks PostgreSQL to end without waiting for its clients.
pub const INT: &str = "INT";

/// Starts a process in a group of its own, so that it and everything it starts can be ended
/// together. The guard does that, at first with `signal`.
pub fn spawn(command: &mut Command, signal: &'static str) -> std::io::Result<(Child, Guard)> {
    not_now();
    own_group(command);
    let child = command.spawn()?;
    let id = child.id();
    Ok((child, at_end(move || end_group(id, signal))))
}

/// Runs a process to its end, as [`spawn`].
pub fn run(command: &mut Command) -> std::io::Result<ExitStatus> {
    let (mut child, _guard) = spawn(command, TERM)?;
    let status = child.wait();
    not_now();
    status
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

/// Asks a group to end, then insists. A group that is gone already is left alone.
fn end_group(id: u32, signal: &str) {
    for (signal, patience) in [(signal, PATIENCE), ("KILL", Duration::from_secs(1))] {
        if !alive(id) {
            return;
        }
        signal_group(signal, id);
        let start = Instant::now();
        while alive(id) && start.elapsed() < patience {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Whether any process of the group still runs; one that only waits to be noticed does not.
fn alive(id: u32) -> bool {
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return signal_group("0", id);
    };
    processes.flatten().any(|process| {
        std::fs::read_to_string(process.path().join("stat")).is_ok_and(|stat| {
            // The name before the last bracket may hold anything; after it come state, parent, group.
            let mut fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
            fields.next() != Some("Z") && fields.nth(1) == Some(id.to_string().as_str())
        })
    })
}

fn signal_group(signal: &str, id: u32) -> bool {
    let mut kill = Command::new("kill");
    kill.args([format!("-{signal}"), "--".into(), format!("-{id}")]);
    kill.stderr(std::process::Stdio::null());
    kill.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_guard_undoes_once() {
        let undone = Arc::new(Mutex::new(0));
        let count = Arc::clone(&undone);
        let guard = at_end(move || *count.lock().expect("not poisoned") += 1);
        assert_eq!(*undone.lock().expect("not poisoned"), 0);
        drop(guard);
        assert_eq!(*undone.lock().expect("not poisoned"), 1);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_guard_ends_what_the_process_started_too() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "tail -f /dev/null & wait"]);
        let (mut child, guard) = spawn(&mut shell, TERM).expect("sh starts");
        let id = child.id();
        assert!(alive(id));
        drop(guard);
        assert!(!alive(id));
        child.wait().expect("it has ended");
    }
}
