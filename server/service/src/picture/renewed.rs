//! The picture after the one before it.
//!
//! While sheets are sealed and amended nothing else of a board changes: what the journal names is read, and the rest is
//! what it was. Five hundred experts seal seventeen sheets a second, and a season has a thousand applications.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::DossierId;

use super::{Digests, Picture};
use crate::Result;
use crate::ports::Session;

/// Kinds of events that change scores of their application, and nothing else of any board.
const SCORES: [&str; 4] = ["review_sealed", "review_amended", "defence_sealed", "defence_amended"];
/// Rows of the journal that are looked through for what changed; after more of them everything is read.
const ROWS: i64 = 64;
/// Applications that are read one by one; of more of them everything is read.
const APPLICATIONS: usize = 16;

/// The last picture of each review, with the number of the journal's last row that it contains.
#[derive(Clone, Default)]
pub(crate) struct Last(Arc<Mutex<Pictures>>);

/// Of the written review, and of the defence.
type Pictures = [Option<(i64, Arc<Picture>)>; 2];

impl Last {
    /// The picture as the session sees it, whose last row of the journal is `seen`.
    pub async fn renewed(
        &self,
        db: &mut dyn Session,
        review: Review,
        seen: i64,
    ) -> Result<Arc<Picture>> {
        let place = usize::from(review == Review::Defence);
        let pictures = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = pictures()[place].clone();
        let after = match before {
            Some((seq, before)) => match scored(db, seq, seen).await? {
                Some(scored) => before.after(db, &scored).await?,
                None => None,
            },
            None => None,
        };
        let picture = Arc::new(match after {
            Some(picture) => picture,
            None => Picture::read(db, review).await?,
        });
        let mut pictures = pictures();
        if pictures[place].as_ref().is_none_or(|(seq, _)| *seq <= seen) {
            pictures[place] = Some((seen, picture.clone()));
        }
        Ok(picture)
    }
}

/// Applications whose sheets were sealed or amended between two rows of the journal; `None` where there was anything
/// else that a board may show, or too much of it.
async fn scored(db: &mut dyn Session, after: i64, to: i64) -> Result<Option<BTreeSet<DossierId>>> {
    // A picture that somebody with a later view of the database made is none to begin with.
    if to < after {
        return Ok(None);
    }
    // Asked in any case: how much was recorded is not to be told from how much is asked.
    let rows = db.entries(after, ROWS.min(to - after)).await?;
    if to - after > ROWS {
        return Ok(None);
    }
    let loud = rows.iter().filter(|row| !Event::QUIET.contains(&row.kind.as_str()));
    let mut found = BTreeSet::new();
    for row in loud {
        // What names no application may be of any.
        if !SCORES.contains(&row.kind.as_str()) || row.dossier.is_empty() {
            return Ok(None);
        }
        found.insert(DossierId::from(row.dossier.as_str()));
    }
    Ok((found.len() <= APPLICATIONS).then_some(found))
}

impl Picture {
    /// The picture after sheets of some applications were sealed or amended. `None` where one of them is on the
    /// board now and was not before, or the other way round.
    async fn after(
        &self,
        db: &mut dyn Session,
        scored: &BTreeSet<DossierId>,
    ) -> Result<Option<Picture>> {
        let (mut lines, mut digests) = (self.lines.clone(), self.digests.clone());
        for dossier in scored {
            let place = lines.iter().position(|line| line.dossier == *dossier);
            match (place, db.board_line(self.review, &self.season.id, dossier).await?) {
                (Some(place), Some(line)) => {
                    digests[place] = Digests::of(&line, &self.labels);
                    lines[place] = Arc::new(line);
                }
                // Of the other review.
                (None, None) => {}
                _ => return Ok(None),
            }
        }
        Ok(Some(Picture {
            review: self.review,
            season: self.season.clone(),
            panels: self.panels.clone(),
            experts: self.experts.clone(),
            lines,
            conflicts: self.conflicts.clone(),
            signatures: self.signatures.clone(),
            released: self.released,
            defended: self.defended.clone(),
            labels: self.labels.clone(),
            digests,
            cuts: Mutex::default(),
        }))
    }
}
