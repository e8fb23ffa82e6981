//! The head of the journal, published once a day. The publication is noted in the journal first, and the
//! head is that note's hash: so there is a new head every day, whether anything else happened or not.

use domain::event::Event;
use domain::heads::{FORMAT, Head, Heads, Noted, Walked, signed_text};
use domain::stamp::Stamp;

use crate::journal::{Verdict, Walk, event};
use crate::ports::{HeadRow, Session, Signer};
use crate::{About, Result, Service};

/// Who the journal names for what nobody asked for.
const SYSTEM: &str = "system";

impl Service {
    /// Publishes the head of today, once; false when it is out already, or when there is no season whose
    /// journal anybody could doubt.
    pub async fn publish_head(&self, signer: &dyn Signer) -> Result<bool> {
        let mut db = self.read().await?;
        // Looked at before the writers' lock is taken: mostly it is out already.
        let today = self.now().show_date();
        if db.current_season().await?.is_none() || db.published_head(&today).await?.is_some() {
            return Ok(false);
        }
        drop(db);
        let mut work = self.begin().await?;
        let date = work.now.show_date();
        if work.db.published_head(&date).await?.is_some() {
            return Ok(false);
        }
        let event = Event::HeadPublished { date: date.clone() };
        work.record(SYSTEM, &event, About::default()).await?;
        let hash = work.head.hash.clone();
        let signed = signer.sign(signed_text(&date, &hash).as_bytes());
        let row = HeadRow {
            seq: work.head.seq,
            at: work.now.0,
            public_key: signer.public(),
            head: Head { date, hash, signature: signed.signature, key: signed.key },
        };
        work.db.insert_head(&row).await?;
        work.commit().await?;
        Ok(true)
    }

    /// All heads that were published, the latest first.
    pub async fn heads(&self) -> Result<Heads> {
        heads(&mut *self.read().await?).await
    }
}

/// All heads that were published, through an open session, the latest first.
pub async fn heads(db: &mut dyn Session) -> Result<Heads> {
    let mut heads = Heads { format: FORMAT, ..Heads::default() };
    for row in db.published_heads().await? {
        if !heads.keys.contains(&row.public_key) {
            heads.keys.push(row.public_key);
        }
        heads.heads.push(row.head);
    }
    Ok(heads)
}

/// Walks the whole chain as [`crate::journal::verify`] does, and gathers what it notes about its heads.
pub async fn walk(db: &mut dyn Session) -> Result<(Verdict, Walked)> {
    let mut walk = Walk::default();
    let mut walked = Walked::default();
    loop {
        let rows = db.entries(walk.rows(), 1000).await?;
        let Some(last) = rows.last() else { break };
        walked.last = Stamp(last.at).show_date();
        for e in rows {
            let (noted, hash) = (e.kind == HEAD_PUBLISHED, e.hash.clone());
            let data = noted.then(|| e.clone());
            if let Err(what) = walk.step(e) {
                return Ok((Verdict::Broken { seq: walk.rows() + 1, what }, walked));
            }
            if let Some(e) = data
                && let Event::HeadPublished { date } = event(&e)?
            {
                walked.noted.push(Noted { date, hash });
            }
        }
    }
    Ok((walk.ended(db.head().await?), walked))
}

/// Kind of the event that notes a publication.
const HEAD_PUBLISHED: &str = "head_published";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_the_events_own() {
        let event = serde_json::to_value(Event::HeadPublished { date: String::new() }).unwrap();
        assert_eq!(event["kind"], HEAD_PUBLISHED);
    }
}
