//! A PostgreSQL server for the tests: the one that was named, or one of our own that lives as
//! long as the command.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::debian;
use crate::ending::{self, Guard};
use crate::say::{self, Outcome, Trouble, While};

/// The environment variable that names a server to use; the tests read it too.
pub const VARIABLE: &str = "BIAOGAN_TEST_PG";

/// How long a new server may take before it answers.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server on which the tests may make and drop databases.
pub struct Postgres {
    /// Its administration URL.
    pub url: String,
    _guard: Option<Guard>,
}

/// The server named in [`VARIABLE`], or a temporary one.
pub fn get() -> Outcome<Postgres> {
    if let Ok(url) = std::env::var(VARIABLE) {
        say::step(format_args!("PostgreSQL: the one {VARIABLE} names"));
        return Ok(Postgres { url, _guard: None });
    }
    own()
}

/// A temporary one, whatever is named.
pub fn own() -> Outcome<Postgres> {
    start(&programs()?)
}

/// Where `initdb` and `postgres` lie; installs them where that is possible.
fn programs() -> Outcome<PathBuf> {
    if let Some(dir) = find() {
        return Ok(dir);
    }
    let why = match debian::install(&["postgresql"]) {
        Ok(()) => match find() {
            Some(dir) => return Ok(dir),
            None => "Debian's packages were installed and still have no initdb".to_owned(),
        },
        Err(why) => why,
    };
    Err(Trouble::new(format!(
        "The tests need PostgreSQL (initdb and postgres), and {why}. Install its server, or name one to use in {VARIABLE}."
    ))
    .help(format!(
        "apt-get install postgresql    or    {VARIABLE}=postgres://user:password@host/postgres cargo xtask test"
    )))
}

fn find() -> Option<PathBuf> {
    let whole = |dir: &Path| dir.join("initdb").is_file() && dir.join("postgres").is_file();
    let mut dirs: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|version| {
            let number = version.file_name().to_str()?.parse().ok()?;
            Some((number, version.path().join("bin")))
        })
        .collect();
    dirs.sort();
    let newest = dirs.into_iter().rev().map(|(_, dir)| dir).find(|dir| whole(dir));
    newest.or_else(|| {
        let beside = debian::on_path(&["initdb"])?.parent().map(Path::to_path_buf)?;
        whole(&beside).then_some(beside)
    })
}

/// Makes a cluster and starts its server. Everything goes again with the guard.
fn start(programs: &Path) -> Outcome<Postgres> {
    let begun = Instant::now();
    // Not below the project: the server's user may not be able to reach it there. And on a
    // disk, not in memory: what a commit promises is part of what is tested.
    let parent = ["/var/tmp", "/tmp"]
        .into_iter()
        .map(PathBuf::from)
        .find(|dir| dir.is_dir())
        .unwrap_or_else(std::env::temp_dir);
    remove_left_behind(&parent);
    let dir = parent.join(format!("biaogan-pg-{}", std::process::id()));
    let owner = if debian::is_root() { Some(unprivileged()?) } else { None };
    std::fs::create_dir_all(&dir).doing(format_args!("make {}", dir.display()))?;
    let removal = {
        let dir = dir.clone();
        ending::at_end(move || {
            let _ = std::fs::remove_dir_all(dir);
        })
    };
    private(&dir, owner)?;
    let password = secret()?;
    let password_file = dir.join("password");
    std::fs::write(&password_file, &password).doing("write the server's password")?;
    private(&password_file, owner)?;
    let data = dir.join("data");
    let mut initdb = as_user(&programs.join("initdb"), owner);
    initdb
        .current_dir(&dir)
        .args([
            "--username=postgres",
            "--auth-local=trust",
            "--auth-host=password",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ])
        .arg(format!("--pwfile={}", password_file.display()))
        .arg("-D")
        .arg(&data)
        .stdin(Stdio::null());
    let output = initdb.output().doing("run initdb")?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(Trouble::new(format!(
            "initdb could not make a PostgreSQL cluster: {}",
            text.trim()
        )));
    }
    let port = TcpListener::bind(("127.0.0.1", 0))
        .and_then(|free| free.local_addr())
        .doing("find a free port")?
        .port();
    let log = dir.join("log");
    let file = std::fs::File::create(&log).doing("make the server's log")?;
    let errors = file.try_clone().doing("make the server's log")?;
    let mut postgres = as_user(&programs.join("postgres"), owner);
    postgres.current_dir(&dir).arg("-D").arg(&data);
    let port_setting = format!("port={port}");
    let socket_setting = format!("unix_socket_directories={}", dir.display());
    for setting in [
        &*port_setting,
        &*socket_setting,
        "listen_addresses=127.0.0.1",
        "max_connections=200",
        "fsync=on",
    ] {
        postgres.args(["-c", setting]);
    }
    postgres.stdin(Stdio::null()).stdout(file).stderr(errors);
    let (mut server, stop) = ending::spawn(&mut postgres, ending::INT).doing("start PostgreSQL")?;
    wait(&mut server, port, &log)?;
    // The process is ended before its files go, and no zombie is left.
    let guard = ending::at_end(move || {
        drop(stop);
        let _ = server.wait();
        drop(removal);
    });
    say::step(format_args!(
        "PostgreSQL: a temporary server of our own, up in {}",
        say::duration(begun.elapsed())
    ));
    Ok(Postgres {
        url: format!("postgres://postgres:{password}@127.0.0.1:{port}/postgres"),
        _guard: Some(guard),
    })
}

/// Waits until the server takes connections and says so.
fn wait(server: &mut Child, port: u16, log: &Path) -> Outcome {
    let start = Instant::now();
    loop {
        let said = std::fs::read_to_string(log).unwrap_or_default();
        if said.contains("ready to accept connections")
            && TcpStream::connect(("127.0.0.1", port)).is_ok()
        {
            return Ok(());
        }
        let ended = server.try_wait().doing("wait for PostgreSQL")?;
        if ended.is_some() || start.elapsed() > PATIENCE {
            return Err(Trouble::new(format!("PostgreSQL did not start: {}", said.trim())));
        }
        std::thread::sleep(Duration::from_millis(30));
    }
}

/// The user a server is run as where we are root: PostgreSQL refuses to be root's.
fn unprivileged() -> Outcome<(u32, u32)> {
    let of = |name: &str| Some((debian::id(&["-u", name])?, debian::id(&["-g", name])?));
    of("postgres").or_else(|| of("nobody")).ok_or_else(|| {
        Trouble::new("PostgreSQL does not run as root, and there is no user postgres to run it as.")
            .help("adduser --system --group postgres")
    })
}

#[cfg(unix)]
fn as_user(program: &Path, owner: Option<(u32, u32)>) -> Command {
    use std::os::unix::process::CommandExt;
    let mut command = Command::new(program);
    if let Some((user, group)) = owner {
        command.uid(user).gid(group).env("HOME", "/");
    }
    command.env("LC_ALL", "C").env_remove("LANG");
    command
}

#[cfg(not(unix))]
fn as_user(program: &Path, _: Option<(u32, u32)>) -> Command {
    Command::new(program)
}

/// Gives a path to the server's user and to nobody else.
#[cfg(unix)]
fn private(path: &Path, owner: Option<(u32, u32)>) -> Outcome {
    use std::os::unix::fs::{PermissionsExt, chown};
    let mode = if path.is_dir() { 0o700 } else { 0o600 };
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
        .doing(format_args!("close {}", path.display()))?;
    if let Some((user, group)) = owner {
        chown(path, Some(user), Some(group))
            .doing(format_args!("give {} to the server's user", path.display()))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn private(_: &Path, _: Option<(u32, u32)>) -> Outcome {
    Ok(())
}

/// A password nobody guesses, for the minutes the server lives.
fn secret() -> Outcome<String> {
    use std::io::Read;
    let mut bytes = [0_u8; 16];
    std::fs::File::open("/dev/urandom")
        .and_then(|mut file| file.read_exact(&mut bytes))
        .doing("draw a password")?;
    Ok(hex::encode(bytes))
}

/// Ends and removes servers whose command was killed before it could do so itself.
fn remove_left_behind(parent: &Path) {
    for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(owner) = name.to_str().and_then(|name| name.strip_prefix("biaogan-pg-")) else {
            continue;
        };
        if owner.parse::<u32>().is_err()
            || Path::new("/proc").join(owner).exists()
            || !Path::new("/proc/self").exists()
        {
            continue;
        }
        let data = entry.path().join("data");
        if let Some(server) = server_of(&data) {
            let _ = Command::new("kill").args(["-QUIT", &server]).status();
            while server_of(&data).is_some_and(|still| still == server) {
                std::thread::sleep(Duration::from_millis(30));
            }
        }
        let _ = std::fs::remove_dir_all(entry.path());
    }
}

/// The process that serves a cluster, if it is running.
fn server_of(data: &Path) -> Option<String> {
    let note = std::fs::read_to_string(data.join("postmaster.pid")).ok()?;
    let id = note.lines().next()?.trim().to_owned();
    // The number may be another program's by now.
    let line = std::fs::read(Path::new("/proc").join(&id).join("cmdline")).ok()?;
    String::from_utf8_lossy(&line).contains(data.to_str()?).then_some(id)
}
