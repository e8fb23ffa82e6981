//! The public status page: a number and four digits, no account (Art. 16–22).

use domain::application::reference::parse;
use domain::event::Event;
use domain::journey::{Stage, Standing, Step, evolve};
use domain::recommendation::returning;
use domain::refusal::Refusal;
use domain::season::Phase;
use domain::stamp::Stamp;
use domain::views::application::Status;

use super::working::given;
use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::{Fault, Result, Service};

/// Failed look-ups of the status page within [`domain::identity::WINDOW`]: from one address, and
/// of one number.
const STATUS_TRIES: [i64; 2] = [30, 10];

impl Service {
    /// The public status page. Wrong digits and an unknown number are answered alike,
    /// and tries are counted per address and per number.
    pub async fn status(&self, number: &str, tail: &str, from: &str) -> Result<Status> {
        let now = self.now();
        let number = parse(number);
        let mut keys = vec![(format!("status:{from}"), STATUS_TRIES[0])];
        // What is no number is counted for its address alone, or everybody's slips would add up.
        keys.extend(number.iter().map(|n| (format!("status:{n}"), STATUS_TRIES[1])));
        require_tries_left(&mut *self.read().await?, &keys, now).await?;
        // Judged and counted under the lock: of guesses that come together, only so many are.
        let mut work = self.begin().await?;
        require_tries_left(&mut *work.db, &keys, now).await?;
        let found = match &number {
            Some(number) => work.db.dossier_by_reference(number).await?,
            None => None,
        };
        let tail = domain::facts::text::half_width(tail);
        let mut found = found.filter(|d| !tail.is_empty() && d.summary.contact_tail == tail);
        // A draft that was never handed in has no receipt; one that came back has.
        if let Some(d) = found.as_ref().filter(|d| !d.standing.stage().handed_in())
            && work.db.last_version(&d.id).await? == 0
        {
            found = None;
        }
        let Some(d) = found else {
            for (key, _) in &keys {
                work.db.insert_try(key, now.0).await?;
            }
            work.commit().await?;
            return Err(Refusal::NotYours.into());
        };
        drop(work);
        let mut db = self.read().await?;
        let (passed, returned) = passed(&mut *db, &d).await?;
        let season = crate::season_of(&mut *db, &d.season).await?;
        let closes = |phase| season.window(phase).map(|w| w.closes);
        let until = match &d.standing {
            Standing::Draft { .. } => returning::closes(&season, given(&d)),
            Standing::Submitted { .. } => closes(Phase::Recommendation),
            Standing::Correction { due, .. } => Some(*due),
            Standing::Recommended { .. } | Standing::FormalityPassed { .. } => {
                closes(Phase::Formality)
            }
            Standing::WrittenReview { .. } => closes(Phase::WrittenReview),
            Standing::Shortlisted { .. } | Standing::Reserve { .. } => closes(Phase::Defence),
            Standing::OnInitialList { .. } => season.published.notice_ends,
            Standing::Announced { .. }
            | Standing::NotShortlisted { .. }
            | Standing::NotListed { .. }
            | Standing::StruckOff { .. }
            | Standing::FormalityRefused { .. }
            | Standing::Withdrawn { .. } => None,
        };
        let planned = season.windows.iter().map(|w| (w.phase, w.opens, w.closes)).collect();
        Ok(Status { reference: d.reference, passed, returned, until, planned, now })
    }
}

/// Stages a dossier has passed, folded from its own rows of the journal; and whether the last step was its unit's, who
/// returned it.
async fn passed(db: &mut dyn Session, d: &Dossier) -> Result<(Vec<(Stage, Stamp)>, bool)> {
    let mut passed: Vec<(Stage, Stamp)> = Vec::new();
    let mut returned = false;
    let mut standing: Option<Standing> = None;
    for e in db.entries_of(&d.id).await? {
        if let Event::Stepped { step, .. } = crate::journal::event(&e)? {
            let next = evolve(standing.as_ref(), &step, Stamp(e.at))
                .map_err(|_| Fault::new(format!("journal row {}: illegal step", e.seq)))?;
            // A step back (a recommendation withdrawn) takes the later stages away again.
            passed.retain(|(s, _)| *s < next.stage());
            passed.push((next.stage(), Stamp(e.at)));
            returned = matches!(step, Step::Returned { .. });
            standing = Some(next);
        }
    }
    Ok((passed, returned))
}

/// Refuses when one of the keys has had its failed tries.
async fn require_tries_left(
    db: &mut dyn Session,
    keys: &[(String, i64)],
    now: Stamp,
) -> Result<()> {
    let window = domain::identity::WINDOW;
    for (key, free) in keys {
        let (n, last) = db.tries(key, now.0 - window).await?;
        if n >= *free {
            let wait = (last + window - now.0) / domain::stamp::SECOND + 1;
            return Err(Refusal::TooManyAttempts { wait }.into());
        }
    }
    Ok(())
}
