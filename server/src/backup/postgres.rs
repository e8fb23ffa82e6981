//! PostgreSQL's own programs, which know best how a database of theirs is written down and put back.

use std::io::Write;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::http::files::name::unquoted;

/// A dump that is being written.
pub struct Dump {
    child: Child,
    /// What it writes.
    pub out: ChildStdout,
}

impl Dump {
    /// Begins one, of a single moment.
    ///
    /// # Errors
    /// One line for the operator.
    pub fn begin(url: &str) -> Result<Self, String> {
        let mut command = program("pg_dump", url);
        command.args(["--format=custom", "--no-owner", "--no-privileges"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|e| absent("pg_dump", &e))?;
        let out = child.stdout.take().ok_or("pg_dump says nothing")?;
        Ok(Self { child, out })
    }

    /// Whether it ended well, once all of it was read.
    ///
    /// # Errors
    /// What pg_dump says.
    pub fn ended(self) -> Result<(), String> {
        let Self { child, out } = self;
        drop(out);
        let output = child.wait_with_output().map_err(|e| format!("pg_dump: {e}"))?;
        if output.status.success() { Ok(()) } else { Err(said("pg_dump", &output.stderr)) }
    }
}

/// Puts a dump into an existing, empty database: all of it or nothing. It is poured straight into pg_restore, so
/// that it lies on no disk in plain text.
///
/// # Errors
/// What pg_restore says, or else what pouring says.
pub fn restore(
    url: &str,
    pour: impl FnOnce(&mut dyn Write) -> Result<(), String>,
) -> Result<(), String> {
    let mut command = program("pg_restore", url);
    command.args(["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| absent("pg_restore", &e))?;
    let poured = match child.stdin.take() {
        Some(mut to) => pour(&mut to),
        None => Err("pg_restore does not listen".into()),
    };
    if poured.is_err() {
        // It must not take for the end what is none.
        let _ = child.kill();
    }
    let output = child.wait_with_output().map_err(|e| format!("pg_restore: {e}"))?;
    if output.status.success() {
        return poured;
    }
    // Where it has nothing to say, it was ended because pouring failed.
    if let (Err(line), true) = (poured, output.stderr.is_empty()) {
        return Err(line);
    }
    let line = said("pg_restore", &output.stderr);
    let hint = "the database must exist and be empty (createdb); nothing was put into it";
    Err(format!("{line}; {hint}"))
}

/// One of the programs, told where the database is; the password is nobody's to read in a list of processes.
fn program(name: &str, url: &str) -> Command {
    let mut command = Command::new(name);
    let (url, password) = apart(url);
    command.arg("--dbname").arg(url);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    command
}

fn absent(name: &str, e: &std::io::Error) -> String {
    match e.kind() {
        std::io::ErrorKind::NotFound => format!(
            "{name} is not there: install PostgreSQL's client programs (postgresql-client) of the server's version or a later one"
        ),
        _ => format!("{name} cannot be run: {e}"),
    }
}

/// The first thing that went wrong.
fn said(name: &str, text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let line = text.lines().find(|l| l.contains("error:")).or_else(|| text.lines().next());
    format!("{name}: {}", line.unwrap_or("it failed and does not say why"))
}

/// Parameters of a URL as the driver has them, under the names PostgreSQL's own programs know; what only the
/// driver knows is left out.
const KNOWN: [(&str, &str); 14] = [
    ("sslmode", "sslmode"),
    ("ssl-mode", "sslmode"),
    ("sslrootcert", "sslrootcert"),
    ("ssl-root-cert", "sslrootcert"),
    ("ssl-ca", "sslrootcert"),
    ("sslcert", "sslcert"),
    ("ssl-cert", "sslcert"),
    ("sslkey", "sslkey"),
    ("ssl-key", "sslkey"),
    ("host", "host"),
    ("hostaddr", "hostaddr"),
    ("port", "port"),
    ("dbname", "dbname"),
    ("user", "user"),
];

/// A URL without its password, and the password.
fn apart(url: &str) -> (String, Option<String>) {
    let decoded = |text: &str| String::from_utf8_lossy(&unquoted(text.as_bytes())).into_owned();
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let mut password = None;
    let mut address = address.to_owned();
    if let Some((scheme, rest)) = url.split_once("://") {
        let authority = rest.split(['/', '?']).next().unwrap_or_default();
        if let Some((user, _)) = authority.rsplit_once('@')
            && let Some((name, secret)) = user.split_once(':')
        {
            password = Some(decoded(secret));
            address =
                address.replacen(&format!("{scheme}://{user}@"), &format!("{scheme}://{name}@"), 1);
        }
    }
    let mut kept = Vec::new();
    for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        if key == "password" {
            password = Some(decoded(value));
        } else if let Some((_, known)) = KNOWN.iter().find(|k| k.0 == key) {
            kept.push(format!("{known}={value}"));
        }
    }
    if !kept.is_empty() {
        address = format!("{address}?{}", kept.join("&"));
    }
    (address, password)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_taken_out_of_the_url() {
        for (url, without, password) in [
            ("postgres://u:p%40%2fx@h:5432/d?a=b", "postgres://u@h:5432/d", Some("p@/x")),
            ("postgres://u@h/d", "postgres://u@h/d", None),
            ("postgres://h/d@e:f", "postgres://h/d@e:f", None),
            ("postgres://u:@h/d", "postgres://u@h/d", Some("")),
            ("postgres://u:a%zz@h/d", "postgres://u@h/d", Some("a%zz")),
            ("postgres://u@h/d?statement-cache-capacity=100", "postgres://u@h/d", None),
            (
                "postgres://u@h/d?statement-cache-capacity=100&ssl-mode=require&password=x%20y",
                "postgres://u@h/d?sslmode=require",
                Some("x y"),
            ),
        ] {
            assert_eq!(apart(url), (without.to_owned(), password.map(str::to_owned)), "{url}");
        }
    }
}
