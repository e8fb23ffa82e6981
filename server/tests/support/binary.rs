//! The real program, as an operator starts it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A site root with as little in it as the program takes.
pub fn site(beside: &Path) -> PathBuf {
    let root = beside.join("site");
    std::fs::create_dir_all(root.join("pkg/test")).unwrap();
    std::fs::write(root.join("pkg/test/biaogan.css"), "").unwrap();
    std::fs::write(root.join("site.json"), r#"{"pkg":"pkg/test"}"#).unwrap();
    root
}

/// The program with what every test tells it.
pub fn told(database: &str, dir: &Path, log: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_biaogan"));
    command.args(["--database-url", database, "--addr", "127.0.0.1:0"]);
    command.arg("--files").arg(dir.join("served")).arg("--site").arg(site(dir));
    if !log.is_empty() {
        command.args(["--log", log]);
    }
    // Not beside the sources, where the program would make it.
    command.env("BIAOGAN_SIGNING_KEY_FILE", dir.join("keys/signing.key"));
    command.stdin(Stdio::null());
    command
}

/// Runs a subcommand to its end.
pub fn run(database: &str, dir: &Path, words: &[&str]) -> Output {
    told(database, dir, "warn").args(words).output().unwrap()
}

/// Runs a subcommand that must end well; gives what it printed.
#[track_caller]
pub fn must(database: &str, dir: &Path, words: &[&str]) -> String {
    let output = run(database, dir, words);
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{words:?}: {out}{err}");
    out.into_owned()
}

/// A running server; killed without warning when this is dropped.
pub struct Server {
    child: Child,
    pub addr: SocketAddr,
    /// Where the operator listens, if it was asked for.
    pub admin: Option<SocketAddr>,
}

impl Server {
    /// Starts it and waits until it listens.
    pub fn start(database: &str, dir: &Path) -> Self {
        Self::start_with(database, dir, &[])
    }

    /// The same with further words on its command line.
    pub fn start_with(database: &str, dir: &Path, words: &[&str]) -> Self {
        let mut command = told(database, dir, "warn");
        command.args(words).arg("serve");
        Self::of(command)
    }

    /// The same with the log of its own choice, written to a file.
    pub fn start_logged(database: &str, dir: &Path, words: &[&str], log: &Path) -> Self {
        let mut command = told(database, dir, "");
        command.args(words).arg("serve").stderr(std::fs::File::create(log).unwrap());
        Self::of(command)
    }

    /// Starts what a command says and waits until it listens.
    pub fn of(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut admin = None;
        let addr = loop {
            let line = lines.next().expect("the server ended").unwrap();
            if let Some((_, addr)) = line.split_once("listener is at http://") {
                admin = addr.trim().parse().ok();
            }
            if let Some((_, addr)) = line.split_once("listens on http://") {
                break addr.trim().parse().unwrap();
            }
        };
        Self { child, addr, admin }
    }

    /// Number of its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// SIGTERM, as an operator ends it; waits until it has ended well.
    #[cfg(unix)]
    pub fn end(mut self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{status}");
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
