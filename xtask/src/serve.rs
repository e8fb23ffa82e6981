//! `cargo xtask serve`: build what changed, then run the server until it is asked to stop.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::build;
use crate::place::Place;
use crate::say::{self, Outcome, Trouble, While};

/// How to serve.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    build: build::Args,
    /// Without the demo season
    #[arg(long)]
    empty: bool,
    /// How far the demo season is carried: assignment, review, shortlist, defence, list, notice or title
    #[arg(long, value_name = "STAGE", default_value = "review", conflicts_with = "empty")]
    until: String,
    /// Where the data lies: sqlite://… or postgres://…
    #[arg(
        long,
        value_name = "URL",
        env = "BIAOGAN_DATABASE_URL",
        default_value = "sqlite://data/biaogan.db"
    )]
    database_url: String,
    /// Where to listen
    #[arg(long, value_name = "ADDR", env = "BIAOGAN_ADDR", default_value = "127.0.0.1:3000")]
    addr: SocketAddr,
}

/// Builds and serves.
pub fn run(args: &Args) -> Outcome {
    let start = Instant::now();
    // Before minutes of building, not after them.
    free(args.addr)?;
    let place = Place::find();
    let built = build::run(&place, &args.build)?;
    make_data_dir(&place, &args.database_url)?;
    let mut command = Command::new(&built.server);
    command
        .current_dir(&place.root)
        .arg("serve")
        .env("BIAOGAN_SITE", &built.site)
        .env("BIAOGAN_ADDR", args.addr.to_string())
        .env("BIAOGAN_DATABASE_URL", &args.database_url);
    if !args.empty {
        command.args(["--demo", "--until", &args.until]);
    }
    let addr = args.addr;
    let split = built.times.split();
    let building = start.elapsed();
    supervise(command, addr, move |starting| {
        let steps = if split.is_empty() { "nothing to build".to_owned() } else { split.clone() };
        let total = say::duration(building + starting);
        say::step(format_args!(
            "ready in {total} ({steps}, start {}): http://{}",
            say::duration(starting),
            addr
        ));
    })
}

/// Runs the server; `ready` is told how long it took to answer. Ends well when the server does,
/// or when it was asked to.
fn supervise(
    mut command: Command,
    addr: SocketAddr,
    ready: impl FnOnce(Duration) + Send + 'static,
) -> Outcome {
    let asked = Arc::new(AtomicBool::new(false));
    let start = Instant::now();
    let mut server = command.spawn().doing("start the server")?;
    let id = server.id();
    let flag = Arc::clone(&asked);
    ctrlc::set_handler(move || {
        // A key press reaches the server too, a signal to us alone does not: pass it on.
        if !flag.swap(true, Ordering::SeqCst) {
            forward(id);
        }
    })
    .doing("listen for Ctrl-C")?;
    // Ends with this process when the server never answers.
    std::thread::spawn(move || {
        while !answers(reachable(addr)) {
            std::thread::sleep(Duration::from_millis(50));
        }
        ready(start.elapsed());
    });
    let status = server.wait().doing("wait for the server")?;
    ended(status, asked.load(Ordering::SeqCst))
}

/// Whether the first page comes. A connection alone says little: the server takes it before it
/// has prepared its data, and answers afterwards.
fn answers(addr: SocketAddr) -> bool {
    let ask = || -> std::io::Result<[u8; 5]> {
        let mut stream = TcpStream::connect(addr)?;
        write!(stream, "GET / HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n\r\n")?;
        let mut begin = [0; 5];
        stream.read_exact(&mut begin)?;
        Ok(begin)
    };
    ask().is_ok_and(|begin| &begin == b"HTTP/")
}

fn ended(status: ExitStatus, asked: bool) -> Outcome {
    if status.success() || asked {
        return Ok(());
    }
    Err(Trouble::new(format!("The server stopped of itself ({status}); its reason stands above.")))
}

/// Asks the server to end as an init system would.
fn forward(id: u32) {
    if cfg!(unix) {
        let _ = Command::new("kill").args(["-TERM", &id.to_string()]).status();
    }
}

/// Where a listener on `addr` can be reached from here: "any address" is none to connect to.
fn reachable(addr: SocketAddr) -> SocketAddr {
    let mut addr = addr;
    if addr.ip().is_unspecified() {
        addr.set_ip(if addr.is_ipv4() {
            [127, 0, 0, 1].into()
        } else {
            std::net::Ipv6Addr::LOCALHOST.into()
        });
    }
    addr
}

fn free(addr: SocketAddr) -> Outcome {
    match TcpListener::bind(addr) {
        Ok(_) => Ok(()),
        Err(error) => {
            let mut other = addr;
            other.set_port(addr.port().saturating_add(1));
            Err(Trouble::new(format!("Cannot listen on {addr}: {error}."))
                .help(format!("cargo xtask serve --addr {other}")))
        }
    }
}

/// The directory of an SQLite file must be there before the file.
fn make_data_dir(place: &Place, url: &str) -> Outcome {
    let Some(file) = url.strip_prefix("sqlite:") else {
        return Ok(());
    };
    let file = file.strip_prefix("//").unwrap_or(file);
    let file = file.split('?').next().unwrap_or(file);
    match place.root.join(file).parent() {
        Some(dir) if !file.starts_with(':') => {
            std::fs::create_dir_all(dir).doing(format_args!("make {}", dir.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_port_is_told_with_a_free_neighbour() -> Outcome {
        let taken = TcpListener::bind(("127.0.0.1", 0)).doing("bind")?;
        let addr = taken.local_addr().doing("bind")?;
        let trouble = free(addr).expect_err("the port is taken");
        assert!(trouble.what.contains(&addr.to_string()), "{trouble:?}");
        assert!(trouble.help.contains("--addr"));
        drop(taken);
        free(addr)
    }

    #[test]
    fn the_directory_of_an_sqlite_file_is_made_and_no_other() -> Outcome {
        let dir = tempfile::tempdir().doing("make a directory")?;
        let place = Place { root: dir.path().to_path_buf(), target: dir.path().join("target") };
        for url in ["postgres://host/data/x", "sqlite::memory:"] {
            make_data_dir(&place, url)?;
        }
        assert_eq!(std::fs::read_dir(dir.path()).doing("list")?.count(), 0);
        make_data_dir(&place, "sqlite://data/biaogan.db?mode=rwc")?;
        assert!(dir.path().join("data").is_dir());
        Ok(())
    }

    #[test]
    fn a_server_that_only_takes_the_connection_is_not_ready() -> Outcome {
        let listener = TcpListener::bind(("127.0.0.1", 0)).doing("bind")?;
        let addr = listener.local_addr().doing("bind")?;
        let server = std::thread::spawn(move || -> std::io::Result<()> {
            drop(listener.accept()?);
            let (mut stream, _) = listener.accept()?;
            // The whole request: closing with something unread would reset the connection
            // and might take the answer with it.
            let mut asked = Vec::new();
            while !asked.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                stream.read_exact(&mut byte)?;
                asked.push(byte[0]);
            }
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")
        });
        assert!(!answers(addr), "closed without a word");
        assert!(answers(addr), "answered");
        assert!(server.join().is_ok_and(|done| done.is_ok()));
        assert!(!answers(addr), "nobody there");
        Ok(())
    }

    #[test]
    fn any_address_is_reached_through_the_loopback() {
        assert_eq!(
            reachable(SocketAddr::from(([0, 0, 0, 0], 80))),
            SocketAddr::from(([127, 0, 0, 1], 80))
        );
        assert_eq!(
            reachable(SocketAddr::from(([10, 0, 0, 1], 80))),
            SocketAddr::from(([10, 0, 0, 1], 80))
        );
    }
}
