//! The journal: append-only, each row sealed with a hash over itself and the row
//! before it. `verify` walks the chain and names the first row that does not fit.

use domain::application::version::digest;
use serde::{Deserialize, Serialize};

use crate::ports::{Entry, Head, Session};
use crate::{Fault, Result};

/// Hash before the first row.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The text a row's hash is taken over: every column, each preceded by its length, so
/// that no text can be moved from one column to the next unseen.
fn sealed_text(e: &Entry) -> String {
    let mut t = format!("{}|{}|", e.seq, e.at);
    for part in
        [&e.actor, &e.on_behalf, &e.dossier, &e.room, &e.kind, &e.data, &e.reason, &e.prev_hash]
    {
        t.push_str(&format!("{}:{part}|", part.len()));
    }
    t
}

/// The row with its hash.
pub fn seal(mut e: Entry) -> Entry {
    e.hash = digest(&sealed_text(&e));
    e
}

/// What `verify` found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Every row fits; so many rows, last hash.
    Sound {
        /// Rows walked.
        rows: i64,
        /// Hash of the last.
        hash: String,
    },
    /// The first row that does not fit.
    Broken {
        /// Its number.
        seq: i64,
        /// What is wrong with it.
        what: Damage,
    },
}

/// How a row can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Damage {
    /// Its content does not give its hash.
    Content,
    /// It does not name the row before it.
    Chain,
    /// A number is missing before it, or numbers are out of order.
    Gap,
    /// Rows are missing at the end: the head names a later one.
    Truncated,
    /// Its moment is before that of the row before it. Rows of one transaction share theirs.
    Time,
}

/// Walks the whole chain, in pages, and compares its end with the head.
pub async fn verify(db: &mut dyn Session) -> Result<Verdict> {
    let mut last = Head { seq: 0, at: i64::MIN, hash: GENESIS.into() };
    loop {
        let rows = db.entries(last.seq, 1000).await?;
        if rows.is_empty() {
            break;
        }
        for e in rows {
            let what = if e.seq != last.seq + 1 {
                Some(Damage::Gap)
            } else if digest(&sealed_text(&e)) != e.hash {
                Some(Damage::Content)
            } else if e.prev_hash != last.hash {
                Some(Damage::Chain)
            } else if e.at < last.at {
                Some(Damage::Time)
            } else {
                None
            };
            if let Some(what) = what {
                return Ok(Verdict::Broken { seq: last.seq + 1, what });
            }
            last = Head { seq: e.seq, at: e.at, hash: e.hash };
        }
    }
    let head = db.head().await?;
    if head.seq != last.seq || (last.seq > 0 && head.hash != last.hash) {
        return Ok(Verdict::Broken { seq: last.seq + 1, what: Damage::Truncated });
    }
    Ok(Verdict::Sound { rows: last.seq, hash: last.hash })
}

/// Reads an entry's event.
pub fn event(e: &Entry) -> Result<domain::event::Event> {
    serde_json::from_str(&e.data)
        .map_err(|err| Fault::new(format!("journal row {}: {err}", e.seq)).into())
}
