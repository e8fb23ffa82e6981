//! Errors of the drivers in plain words: one line each, for the operator.

use serde::Serialize;
use service::Fault;
use service::ports::Port;
use sqlx::Error;

/// Turns a driver's result into a port's.
pub(crate) trait OrFault<T> {
    /// The value, or the error in plain words.
    fn fault(self) -> Port<T>;
}

impl<T> OrFault<T> for sqlx::Result<T> {
    fn fault(self) -> Port<T> {
        self.map_err(|e| Fault::new(words(&e)))
    }
}

/// A value as JSON text.
pub(crate) fn to_json<T: Serialize>(value: &T) -> Port<String> {
    serde_json::to_string(value).map_err(|e| Fault::new(format!("cannot write JSON: {e}")))
}

/// Refuses unless a change met its row.
pub(crate) fn exactly_one(rows: u64, thing: &str, id: &str) -> Port<()> {
    if rows == 1 { Ok(()) } else { Err(Fault::new(format!("there is no {thing} {id}"))) }
}

/// An error in one line: what is wrong and, where it is known, what to do.
pub(crate) fn words(e: &Error) -> String {
    let text = match e {
        Error::Database(d) => {
            let hint = d.code().and_then(|c| hint(&c));
            match hint {
                Some(hint) => format!("{hint} ({})", d.message()),
                None => format!("the database refused: {}", d.message()),
            }
        }
        Error::Io(io) => format!("the database server cannot be reached: {io}"),
        Error::Tls(t) => format!("no encrypted connection to the database server: {t}"),
        Error::PoolTimedOut => {
            "no connection to the database became free in time: it is overloaded or gone".into()
        }
        Error::PoolClosed => "the database has been closed".into(),
        Error::WorkerCrashed => "the database's worker thread has ended".into(),
        Error::Decode(d) => format!("a stored value cannot be read: {d}"),
        Error::ColumnDecode { index, source } => {
            format!("the stored value of {index} cannot be read: {source}")
        }
        other => other.to_string(),
    };
    text.replace(['\n', '\r'], " ")
}

/// Known codes: SQLite's are numbers whose low byte is the kind, PostgreSQL's have five
/// characters.
fn hint(code: &str) -> Option<&'static str> {
    let known = match code {
        "53100" => "the database server's disk is full",
        "53300" => "the database server takes no more connections",
        "3D000" => "the database named in the URL does not exist",
        "28P01" | "28000" => "the database server does not accept this user and password",
        "42501" => "the database user lacks a privilege",
        "25006" => "a reading session tried to write",
        "55P03" => "the database is locked by another process",
        "57P01" | "57P02" | "57P03" => "the database server is shutting down or starting up",
        "25P03" => "the transaction stood idle for too long",
        _ if code.len() == 5 => return None,
        _ => match code.parse::<u32>().ok()? & 0xff {
            5 | 6 => "the database is locked by another process",
            8 => "the database file, or this session, is read-only",
            10 => "the disk failed while reading or writing the database",
            11 => "the database file is damaged",
            13 => "the disk is full",
            14 => {
                "the database file cannot be opened: check that its directory exists and may be written to"
            }
            26 => "the file is not a database",
            _ => return None,
        },
    };
    Some(known)
}
