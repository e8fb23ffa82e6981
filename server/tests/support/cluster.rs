//! A PostgreSQL server of a test's own, which may be stopped and started while it is used.

use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The server; stopped and removed when dropped.
pub struct Cluster {
    dir: TempDir,
    programs: PathBuf,
    owner: Option<(u32, u32)>,
    port: u16,
}

impl Cluster {
    /// Makes one and starts it.
    pub fn start() -> Self {
        // A directory that its user can reach, and on a disk: what a commit promises is part of the test.
        let parent = if Path::new("/var/tmp").is_dir() { "/var/tmp" } else { "/tmp" };
        let dir = tempfile::tempdir_in(parent).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let owner = (id(&["-u"]) == Some(0)).then(|| {
            let of = |name| Some((id(&["-u", name])?, id(&["-g", name])?));
            of("postgres").or_else(|| of("nobody")).expect("a user to run PostgreSQL as")
        });
        std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
        if let Some((user, group)) = owner {
            chown(dir.path(), Some(user), Some(group)).unwrap();
        }
        let cluster = Self { dir, programs: programs(), owner, port };
        let args = [
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "-D",
        ];
        cluster.run("initdb", &args);
        cluster.begin();
        cluster
    }

    /// URL to administer it with.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Starts it, and waits until it takes connections.
    pub fn begin(&self) {
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories={}",
            self.port,
            self.dir.path().display()
        );
        let log = self.dir.path().join("log");
        self.run("pg_ctl", &["start", "-w", "-o", &options, "-l", log.to_str().unwrap(), "-D"]);
    }

    /// Stops it as a machine does that is switched off.
    pub fn crash(&self) {
        self.run("pg_ctl", &["stop", "-w", "-m", "immediate", "-D"]);
    }

    /// Stops it as an operator does.
    pub fn stop(&self) {
        self.run("pg_ctl", &["stop", "-w", "-m", "fast", "-D"]);
    }

    fn run(&self, program: &str, args: &[&str]) {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir(self.dir.path()).args(args).arg(self.dir.path().join("data"));
        command.env("LC_ALL", "C").stdin(Stdio::null());
        // Not the pipes of this process: the server that pg_ctl starts would keep them open.
        command.stdout(Stdio::null()).stderr(Stdio::null());
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group);
        }
        let status = command.status().unwrap();
        assert!(status.success(), "{program} {args:?}: {status}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut command = Command::new(self.programs.join("pg_ctl"));
        command.args(["stop", "-m", "immediate", "-D"]).arg(self.dir.path().join("data"));
        command.current_dir(self.dir.path()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group);
        }
        let _ = command.status();
    }
}

fn id(args: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(args).output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}

/// The newest of Debian's, or whatever is on the path.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut dirs: Vec<(u32, PathBuf)> = versions
        .filter_map(|v| Some((v.file_name().to_str()?.parse().ok()?, v.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .collect();
    dirs.sort();
    if let Some((_, dir)) = dirs.pop() {
        return dir;
    }
    let found = Command::new("sh").args(["-c", "command -v initdb"]).output().unwrap();
    let path = PathBuf::from(String::from_utf8_lossy(&found.stdout).trim().to_owned());
    path.parent().expect("PostgreSQL's initdb, on the path").to_owned()
}
