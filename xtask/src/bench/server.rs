//! The server that is measured, and the data it is measured with.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::http::Client;
use crate::ending::{self, Guard};
use crate::job::{self, Stop};
use crate::optimise::Optimiser;
use crate::place::Place;
use crate::say::{self, Board, Outcome, Times, Trouble, While};
use crate::{browser, toolchain};

/// What is run.
pub struct Built {
    server: PathBuf,
    loader: PathBuf,
    site: PathBuf,
    /// Where databases of the bench lie.
    dir: PathBuf,
}

/// Builds the server and the loader of its data for release; the browser's side too where its size
/// is asked for. Otherwise any that has been built does, and an empty one if there is none.
pub fn build(place: &Place, with_browser: bool) -> Outcome<Built> {
    let (board, stop) = (Board::new(), Stop::default());
    say::step("building the server for release; the first time takes several minutes");
    let mut command = Command::new("cargo");
    command.current_dir(&place.root).args([
        "build",
        "--release",
        "--package",
        "server",
        "--bin",
        "biaogan",
        "--example",
        "bench_world",
    ]);
    let mut times = Times::default();
    times.of("server", || job::cargo("server", command, &board, &stop))?;
    let dir = place.target.join("bench");
    std::fs::create_dir_all(&dir).doing(format_args!("make {}", dir.display()))?;
    let site = if with_browser {
        say::step("building the browser side for release; the first time takes several minutes");
        let toolchain = toolchain::get(place)?;
        let optimiser = Optimiser::get(&place.tools());
        let how = browser::How { release: true, optimiser: optimiser.as_ref(), clippy: None };
        browser::build(place, &toolchain, how, &board, &stop)?.site
    } else {
        any_site(place, &dir)?
    };
    let program = |name: &str| {
        place.target.join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    };
    Ok(Built { server: program("biaogan"), loader: program("examples/bench_world"), site, dir })
}

fn any_site(place: &Place, dir: &Path) -> Outcome<PathBuf> {
    let built = [true, false].map(|release| place.site(release));
    if let Some(site) = built.into_iter().find(|site| site.join("site.json").is_file()) {
        return Ok(site);
    }
    let site = dir.join("site");
    std::fs::create_dir_all(site.join("pkg")).doing(format_args!("make {}", site.display()))?;
    Ok(site)
}

/// A database with 1,000 applications under review, and who may do what in it.
pub struct World {
    dir: PathBuf,
    /// Where the database is.
    url: String,
    /// What the loader says of it.
    pub known: Value,
    _removal: Guard,
}

impl World {
    /// Loads the usual one into SQLite, through the verbs; takes some seconds.
    pub fn load(built: &Built) -> Outcome<World> {
        World::of(built, None, "usual")
    }

    /// Loads one of a kind, into a database of PostgreSQL where one is named.
    pub fn of(built: &Built, postgres: Option<String>, kind: &str) -> Outcome<World> {
        let start = Instant::now();
        let dir = built.dir.join(format!("world-{}-{kind}", std::process::id()));
        std::fs::create_dir_all(&dir).doing(format_args!("make {}", dir.display()))?;
        let removal = {
            let dir = dir.clone();
            ending::at_end(move || {
                let _ = std::fs::remove_dir_all(dir);
            })
        };
        let sqlite = || format!("sqlite://{}", dir.join("biaogan.db").display());
        let url = postgres.unwrap_or_else(sqlite);
        let mut loader = Command::new(&built.loader);
        loader
            .args([&url, &dir.join("files").display().to_string(), kind])
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let (child, _guard) = ending::spawn(&mut loader, ending::TERM).doing("start the loader")?;
        let output = child.wait_with_output().doing("wait for the loader")?;
        if !output.status.success() {
            return Err(Trouble::new(
                "The data to measure with could not be loaded; the reason stands above.",
            ));
        }
        let known: Value = serde_json::from_slice(&output.stdout).doing("read what was loaded")?;
        say::step(format_args!(
            "loaded {} applications with {} reviews in {}",
            known["applications"],
            known["reviews"],
            say::duration(start.elapsed())
        ));
        Ok(World { dir, url, known, _removal: removal })
    }

    /// A text out of what the loader says, by its JSON pointer.
    pub fn text(&self, pointer: &str) -> Outcome<&str> {
        let text = self.known.pointer(pointer).and_then(Value::as_str);
        text.ok_or_else(|| Trouble::new(format!("The loader says nothing of {pointer}.")))
    }

    /// Signs in whoever stands at a pointer.
    pub fn sign_in(&self, server: &Server, pointer: &str) -> Outcome<Client> {
        Client::signed_in(server.addr, self.text(pointer)?, self.text("/password")?)
    }

    /// Starts a server on it.
    pub fn serve(&self, built: &Built) -> Outcome<Server> {
        let mut command = Command::new(&built.server);
        command
            .arg("serve")
            .env("BIAOGAN_DATABASE_URL", &self.url)
            .env("BIAOGAN_FILES", self.dir.join("files"))
            .env("BIAOGAN_SIGNING_KEY_FILE", self.dir.join("signing.key"))
            .env("BIAOGAN_SITE", &built.site)
            .env("BIAOGAN_ADDR", "127.0.0.1:0")
            .env_remove("BIAOGAN_CONFIG")
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let (mut child, guard) =
            ending::spawn(&mut command, ending::TERM).doing("start the server")?;
        let id = child.id();
        let mut lines = child
            .stdout
            .take()
            .map(BufReader::new)
            .into_iter()
            .flat_map(BufRead::lines)
            .map_while(Result::ok);
        let addr =
            lines.find_map(|line| line.split_once("listens on http://")?.1.trim().parse().ok());
        let Some(addr) = addr else {
            return Err(Trouble::new("The server did not start; its reason stands above."));
        };
        // What else it says must not fill the pipe; the thread ends with the server.
        std::thread::spawn(move || {
            lines.for_each(drop);
            let _ = child.wait();
        });
        Ok(Server { addr, id, _guard: guard })
    }
}

/// A running server.
pub struct Server {
    /// Where it listens.
    pub addr: SocketAddr,
    id: u32,
    _guard: Guard,
}

impl Server {
    /// Memory the process holds, in MB.
    pub fn memory(&self) -> Outcome<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id))
            .doing("read the server's memory (Linux only)")?;
        let kilobytes = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse().ok())
            .ok_or("its status in /proc is not as expected")
            .doing("read the server's memory")?;
        let kilobytes: u32 = kilobytes;
        Ok(f64::from(kilobytes) / 1024.0)
    }

    /// CPU time the process has taken since its start.
    pub fn cpu(&self) -> Outcome<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id))
            .doing("read the server's CPU time (Linux only)")?;
        let ticks = ticks(&stat)
            .ok_or("its line in /proc is not as expected")
            .doing("read the server's CPU time")?;
        // The kernel shows hundredths of a second on every platform Linux runs on.
        Ok(Duration::from_millis(ticks * 10))
    }
}

/// User and system time out of `/proc/…/stat`.
fn ticks(stat: &str) -> Option<u64> {
    // The program's name, in brackets, may hold anything; state is the first field after it.
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut fields = rest.split(' ').skip(11);
    Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cpu_time_is_read_behind_any_name() {
        let stat = "42 (a) b (c) S 1 42 42 0 -1 4194304 100 0 0 0 250 31 0 0 20 0 8 0 12345 1 2 3";
        assert_eq!(ticks(stat), Some(281));
        assert_eq!(ticks("42 (x) S 1"), None);
    }
}
