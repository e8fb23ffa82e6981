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

/// A walk along the chain, row by row, wherever the rows come from.
#[derive(Clone, Debug)]
pub struct Walk(Head);

impl Default for Walk {
    fn default() -> Self {
        Self(Head { seq: 0, at: i64::MIN, hash: GENESIS.into() })
    }
}

impl Walk {
    /// Rows walked.
    pub fn rows(&self) -> i64 {
        self.0.seq
    }

    /// Hash of the last of them.
    pub fn hash(&self) -> &str {
        &self.0.hash
    }

    /// The verdict when there are no more rows: the head must name the last.
    pub fn ended(self, head: Head) -> Verdict {
        let last = self.0;
        if head.seq != last.seq || (last.seq > 0 && head.hash != last.hash) {
            return Verdict::Broken { seq: last.seq + 1, what: Damage::Truncated };
        }
        Verdict::Sound { rows: last.seq, hash: last.hash }
    }

    /// Takes the next row, or says what is wrong with it.
    ///
    /// # Errors
    /// How the row does not fit the one before it, or itself.
    pub fn step(&mut self, e: Entry) -> std::result::Result<(), Damage> {
        let last = &self.0;
        if e.seq != last.seq + 1 {
            return Err(Damage::Gap);
        }
        if digest(&sealed_text(&e)) != e.hash {
            return Err(Damage::Content);
        }
        if e.prev_hash != last.hash {
            return Err(Damage::Chain);
        }
        if e.at < last.at {
            return Err(Damage::Time);
        }
        self.0 = Head { seq: e.seq, at: e.at, hash: e.hash };
        Ok(())
    }
}

/// Walks the whole chain, in pages, and compares its end with the head.
pub async fn verify(db: &mut dyn Session) -> Result<Verdict> {
    let mut walk = Walk::default();
    loop {
        let rows = db.entries(walk.rows(), 1000).await?;
        if rows.is_empty() {
            break;
        }
        for e in rows {
            if let Err(what) = walk.step(e) {
                return Ok(Verdict::Broken { seq: walk.rows() + 1, what });
            }
        }
    }
    Ok(walk.ended(db.head().await?))
}

/// Reads an entry's event.
pub fn event(e: &Entry) -> Result<domain::event::Event> {
    serde_json::from_str(&e.data)
        .map_err(|err| Fault::new(format!("journal row {}: {err}", e.seq)).into())
}
